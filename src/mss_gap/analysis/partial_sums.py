"""What contributors' figures add up to where some of them may be unknown, or bounds (R0)."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial, reduce
from types import MappingProxyType
from typing import NamedTuple

from mss_gap.analysis.bounds import EXACTLY, UNKNOWN, Bound, Figure

_NONE = Decimal(0)


class _Bounds(NamedTuple):
    """How many figures of a sum are bounded in each way."""

    at_least: int = 0
    """How many make the sum a lower bound: lower bounds, and figures that are unknown."""
    at_most: int = 0
    about: int = 0
    open: int = 0

    def exchanged(self, before: "_Bounds", after: "_Bounds") -> "_Bounds":
        """These, with some of them taken out again and others in their place."""
        return _Bounds(
            self.at_least - before.at_least + after.at_least,
            self.at_most - before.at_most + after.at_most,
            self.about - before.about + after.about,
            self.open - before.open + after.open,
        )

    @property
    def joined(self) -> Bound:
        """All of them, joined."""
        kinds = [bound for bound, number in zip(_KINDS, self, strict=True) if number]
        if not kinds:
            return Bound.EXACT
        return kinds[0] if len(kinds) == 1 else Bound.OPEN


_KINDS = (Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT, Bound.OPEN)
"""The bounds that are counted, in their order."""
_EXACT = _Bounds()


class PartialSum(NamedTuple):
    """Figures added up: the sum of those that are known, and how many there are of each kind."""

    total: Decimal = _NONE
    """The sum of those that are known: an unknown one counts as 0."""
    number: int = 0
    """How many there are."""
    known: int = 0
    """How many of them are known."""
    bounds: _Bounds = _EXACT
    """How many of them are bounded. Most sums are exact, and share this one: they are added up without it."""

    @classmethod
    def of(cls, figure: Figure) -> "PartialSum":
        """One figure."""
        value, bound = figure
        if value is None:
            return _UNKNOWN
        one = _new_sum((value, 1, 1, _EXACT))
        return one if bound is EXACTLY else bounded(bound, one)

    @classmethod
    def all_of(cls, figures: Iterable[Figure]) -> "PartialSum":
        """Several figures together."""
        return reduce(PartialSum.plus, map(cls.of, figures), NOTHING)

    def plus(self, more: "PartialSum") -> "PartialSum":
        """These and more of them."""
        return self.exchanged(NOTHING, more)

    def exchanged(self, before: "PartialSum", after: "PartialSum") -> "PartialSum":
        """These, with some of them taken out again and others in their place."""
        total, number, known, bounds = self
        less, fewer, unknown, old = before
        more, added, stated, new = after
        return _new_sum(
            (
                total - less + more,
                number - fewer + added,
                known - unknown + stated,
                bounds if old is new else bounds.exchanged(old, new),
            )
        )

    @property
    def bound(self) -> Bound:
        """The bound of the sum: the bounds of its parts, joined."""
        return EXACTLY if self.bounds is _EXACT else self.bounds.joined

    @property
    def figure(self) -> Figure:
        """The sum: 0 of nothing, unknown where there are figures and none is known.

        >>> NOTHING.figure.value, PartialSum.all_of([UNKNOWN, Figure(Decimal(2), Bound.EXACT)]).figure.bound
        (Decimal('0'), <Bound.AT_LEAST: 'at-least'>)
        """
        return Figure(self.total, self.bound) if self.known or not self.number else UNKNOWN


_new_sum: Callable[[tuple[Decimal, int, int, _Bounds]], PartialSum] = partial(tuple.__new__, PartialSum)
"""Makes a sum of the values of its fields, in the order of the fields; faster than by its name."""
NOTHING = PartialSum()
_UNKNOWN = PartialSum(number=1, bounds=_Bounds(at_least=1))
_ONE_OF = MappingProxyType({bound: _Bounds(*(int(kind is bound) for kind in _KINDS)) for bound in _KINDS})


def bounded(bound: Bound | None, figures: PartialSum = NOTHING) -> PartialSum:
    """Some figures, or none, with one more bound to join."""
    if bound is None or bound is EXACTLY:
        return figures
    return figures._replace(bounds=figures.bounds.exchanged(_EXACT, _ONE_OF[bound]))
