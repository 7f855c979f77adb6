"""How a figure is known, and what becomes of that in sums, differences and shares (R0)."""

from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple, assert_never

from mss_gap.analysis.exact import EXACT, QUOTIENT
from mss_gap.ledger.entry import Qualifier

ABOUT = Decimal("0.05")
"""What "about" leaves either way, as a share of the figure."""


class Bound(StrEnum):
    """How a figure is known."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ABOUT = "about"
    OPEN = "open"
    """It may be more or less."""

    @property
    def words(self) -> str:
        """What is before a figure of this bound in a sentence, with a space behind it."""
        match self:
            case Bound.EXACT:
                return ""
            case Bound.AT_LEAST:
                return "at least "
            case Bound.AT_MOST:
                return "at most "
            case Bound.ABOUT:
                return "about "
            case Bound.OPEN:
                return "perhaps "
            case _:
                assert_never(self)


EXACTLY: Final = Bound.EXACT
"""The bound of most figures. Where there are many it is asked for by this name: `Bound.EXACT` takes ten times as long."""


def bound_of(qualifier: Qualifier | None, figure: Decimal | None) -> Bound:
    """What a qualifier makes of a figure: it speaks of the size, so of a negative figure the bound is turned.

    >>> bound_of(Qualifier.OVER, Decimal(5)), bound_of(Qualifier.OVER, Decimal(-5))
    (<Bound.AT_LEAST: 'at-least'>, <Bound.AT_MOST: 'at-most'>)
    """
    match qualifier:
        case None | Qualifier.EXACTLY:
            return Bound.EXACT
        case Qualifier.ABOUT:
            return Bound.ABOUT
        case Qualifier.OVER | Qualifier.AT_LEAST:
            bound = Bound.AT_LEAST
        case Qualifier.UNDER | Qualifier.AT_MOST:
            bound = Bound.AT_MOST
        case _:
            assert_never(qualifier)
    return turn(bound) if figure is not None and figure < 0 else bound


def turn(bound: Bound) -> Bound:
    """The bound of a figure that is taken away, or divided by: a lower bound becomes an upper one."""
    if bound is EXACTLY:
        return bound
    match bound:
        case Bound.AT_LEAST:
            return Bound.AT_MOST
        case Bound.AT_MOST:
            return Bound.AT_LEAST
        case Bound.ABOUT | Bound.OPEN:
            return bound
        case _:
            assert_never(bound)


def join(one: Bound, other: Bound) -> Bound:
    """The bound of a figure that rests on two: `exact` changes nothing, two alike stay, two different leave it open."""
    if one is EXACTLY or one is other:
        return other
    return one if other is EXACTLY else Bound.OPEN


class Figure(NamedTuple):
    """A number and how it is known; the bound is None where the number is."""

    value: Decimal | None
    bound: Bound | None

    @property
    def size(self) -> Decimal:
        """The number, where an unknown one counts as 0."""
        return Decimal(0) if self.value is None else self.value

    def range(self) -> "Range":
        """The numbers that the bound leaves; every number where the figure is unknown."""
        if self.value is None:
            return Range(None, None)
        match self.bound:
            case Bound.EXACT:
                return Range(self.value, self.value)
            case Bound.AT_LEAST:
                return Range(self.value, None)
            case Bound.AT_MOST:
                return Range(None, self.value)
            case Bound.ABOUT:
                margin = EXACT.multiply(EXACT.abs(self.value), ABOUT)
                return Range(EXACT.subtract(self.value, margin), EXACT.add(self.value, margin))
            case Bound.OPEN | None:
                return Range(None, None)
            case _:
                assert_never(self.bound)


class Range(NamedTuple):
    """The numbers from `low` to `high`, both included; None is without end."""

    low: Decimal | None
    high: Decimal | None

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Both ends, where one is missing as infinity."""
        return (
            Decimal("-Infinity") if self.low is None else self.low,
            Decimal("Infinity") if self.high is None else self.high,
        )


UNKNOWN = Figure(None, None)
ZERO = Figure(Decimal(0), Bound.EXACT)


def exact_figure(value: Decimal | None) -> Figure:
    """A figure that is known exactly, or not at all."""
    return UNKNOWN if value is None else Figure(value, EXACTLY)


def difference(whole: Figure, part: Figure) -> Figure:
    """`whole` - `part`; unknown where either is."""
    if whole.value is None or part.value is None or whole.bound is None or part.bound is None:
        return UNKNOWN
    return Figure(EXACT.subtract(whole.value, part.value), join(whole.bound, turn(part.bound)))


def percentage(part: Figure, whole: Figure) -> Figure:
    """`part` as a share of `whole` in percent, to 28 digits; unknown where either is, or the whole is 0.

    >>> percentage(exact_figure(Decimal(991)), Figure(Decimal(2500), Bound.AT_LEAST))
    Figure(value=Decimal('39.64'), bound=<Bound.AT_MOST: 'at-most'>)
    """
    if part.value is None or not whole.value or part.bound is None or whole.bound is None:
        return UNKNOWN
    share = QUOTIENT.divide(EXACT.multiply(part.value, Decimal(100)), whole.value)
    return Figure(share, join(part.bound, turn(whole.bound)))


def share_of(part: Figure, whole: Figure) -> Figure:
    """`part` as a share of a whole that it is in, in percent: nothing is exactly nothing of it, however it is known."""
    share = percentage(part, whole)
    return Figure(share.value, Bound.EXACT) if share.value == 0 and part == ZERO else share
