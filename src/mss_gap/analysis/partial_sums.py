"""What contributors' figures add up to where some of them may be unknown, or bounds (R0)."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure

_NONE = Decimal(0)


class PartialSum(NamedTuple):
    """Figures added up: the sum of those that are known, and how many there are of each kind."""

    total: Decimal = _NONE
    """The sum of those that are known: an unknown one counts as 0."""
    number: int = 0
    """How many there are."""
    known: int = 0
    """How many of them are known."""
    at_least: int = 0
    """How many make the sum a lower bound: lower bounds, and figures that are unknown."""
    at_most: int = 0
    about: int = 0
    open: int = 0

    @classmethod
    def of(cls, figure: Figure) -> "PartialSum":
        """One figure."""
        if figure.value is None:
            return _UNKNOWN
        return bounded(figure.bound, PartialSum(figure.value, 1, 1))

    @classmethod
    def all_of(cls, figures: Iterable[Figure]) -> "PartialSum":
        """Several figures together."""
        every = list(figures)
        known = [figure.value for figure in every if figure.value is not None]
        bounds = Counter(figure.bound for figure in every if figure.bound is not Bound.EXACT)
        return cls(
            total=sum(known, _NONE),
            number=len(every),
            known=len(known),
            # An unknown figure has no bound, and makes the sum a lower one.
            at_least=bounds[Bound.AT_LEAST] + len(every) - len(known),
            at_most=bounds[Bound.AT_MOST],
            about=bounds[Bound.ABOUT],
            open=bounds[Bound.OPEN],
        )

    def plus(self, more: "PartialSum") -> "PartialSum":
        """These and more of them."""
        return self.exchanged(NOTHING, more)

    def exchanged(self, before: "PartialSum", after: "PartialSum") -> "PartialSum":
        """These, with some of them taken out again and others in their place."""
        return PartialSum(
            self.total - before.total + after.total,
            self.number - before.number + after.number,
            self.known - before.known + after.known,
            self.at_least - before.at_least + after.at_least,
            self.at_most - before.at_most + after.at_most,
            self.about - before.about + after.about,
            self.open - before.open + after.open,
        )

    @property
    def bound(self) -> Bound:
        """The bound of the sum: the bounds of its parts, joined."""
        kinds = [
            bound
            for bound, number in (
                (Bound.AT_LEAST, self.at_least),
                (Bound.AT_MOST, self.at_most),
                (Bound.ABOUT, self.about),
                (Bound.OPEN, self.open),
            )
            if number
        ]
        if not kinds:
            return Bound.EXACT
        return kinds[0] if len(kinds) == 1 else Bound.OPEN

    @property
    def figure(self) -> Figure:
        """The sum: 0 of nothing, unknown where there are figures and none is known.

        >>> NOTHING.figure.value, PartialSum.all_of([UNKNOWN, Figure(Decimal(2), Bound.EXACT)]).figure.bound
        (Decimal('0'), <Bound.AT_LEAST: 'at-least'>)
        """
        return Figure(self.total, self.bound) if self.known or not self.number else UNKNOWN


NOTHING = PartialSum()
_UNKNOWN = PartialSum(number=1, at_least=1)


def bounded(bound: Bound | None, figures: PartialSum = NOTHING) -> PartialSum:
    """Some figures, or none, with one more bound to join."""
    match bound:
        case Bound.AT_LEAST:
            return figures._replace(at_least=figures.at_least + 1)
        case Bound.AT_MOST:
            return figures._replace(at_most=figures.at_most + 1)
        case Bound.ABOUT:
            return figures._replace(about=figures.about + 1)
        case Bound.OPEN:
            return figures._replace(open=figures.open + 1)
        case Bound.EXACT | None:
            return figures
