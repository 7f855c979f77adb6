"""The steps of a scenario (R9), and the figures that each starts from and leads to."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure, exact_figure
from mss_gap.analysis.exact import figure
from mss_gap.analysis.phrases import words_of
from mss_gap.analysis.pledges import Division
from mss_gap.analysis.position import ActualBasis, Standing
from mss_gap.analysis.survey import Survey

if TYPE_CHECKING:
    from mss_gap.ledger.groups.contributor_group import ContributorGroup


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A contributor, or every member of a group, leaves: its actuals become 0 and its pledges withdrawn, in every commitment."""

    country: "str | ContributorGroup"


@dataclass(frozen=True, slots=True)
class Deliver:
    """A contributor's actual becomes a figure, in the commitment's unit."""

    commitment: str
    country: str
    figure: Decimal
    relative: bool = False
    """True where the figure is added to the contributor's actual; a negative one is taken away."""


@dataclass(frozen=True, slots=True)
class Fulfil:
    """The actual of a contributor, or of each member of a group, becomes its firm pledge where that is higher.

    None is every contributor.
    """

    country: "str | ContributorGroup | None"


@dataclass(frozen=True, slots=True)
class Pledged:
    """A contributor's pledge becomes a figure, firm, in the commitment's unit."""

    commitment: str
    country: str
    figure: Decimal
    relative: bool = False
    """True where the figure is added to the contributor's pledge; a negative one is taken away."""


Step: TypeAlias = Withdraw | Deliver | Fulfil | Pledged


class NothingToChangeError(ValueError):
    """A step that would change nothing, because the contributor it names has no part in the commitments."""

    def __init__(self, message: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.known = known


class RelativeStepError(ValueError):
    """A relative step that has no known figure to start from, or that leads below zero."""

    def __init__(self, message: str, step: "Deliver | Pledged") -> None:
        super().__init__(message)
        self.step = step


_NO_PART = Standing(
    pledged=UNKNOWN,
    pledge_status=None,
    division=Division(),
    division_bound=Bound.EXACT,
    pledge_level=None,
    actual=ZERO,
    actual_basis=ActualBasis.NONE_RECORDED,
    reported_on=None,
)


def codes_of(who: "str | ContributorGroup") -> tuple[str, ...]:
    """The code of a contributor, or those of the members of a group."""
    return (who,) if isinstance(who, str) else who.members


def standing_of(surveyed: Survey, commitment: str, country: str) -> Standing:
    """The standing of a contributor to a commitment, also of one that has no part in it."""
    return surveyed.position(commitment).standings.get(country, _NO_PART)


def figure_before(surveyed: Survey, step: Deliver | Pledged) -> Figure:
    """What a step replaces: a contributor's actual or pledge, 0 where it has none."""
    standing = standing_of(surveyed, step.commitment, step.country)
    if isinstance(step, Deliver):
        return standing.actual
    return ZERO if standing.pledge_status is None else standing.pledged


def figure_after(surveyed: Survey, step: Deliver | Pledged) -> Figure:
    """What a step puts there. A relative one keeps the bound of the figure that it starts from.

    Raises `RelativeStepError` where that figure is not known, or the result is below 0.
    """
    if not step.relative:
        return exact_figure(step.figure)
    before = figure_before(surveyed, step)
    if before.value is None:
        message = f"{_what(surveyed, step)} is not stated, so nothing can be added to it or taken away: state the level instead"
        raise RelativeStepError(message, step)
    after = before.value + step.figure
    if after < 0:
        raise RelativeStepError(_below_zero(surveyed, step, before), step)
    return Figure(after, before.bound)


def _below_zero(surveyed: Survey, step: Deliver | Pledged, before: Figure) -> str:
    """That a relative step leads below zero, and what is left to take away."""
    by = f"{number(surveyed, step, abs(step.figure))} {more_or_less(step)}"
    if nothing_recorded(surveyed, step):
        return f"{_what(surveyed, step)} is not recorded, so {by} is below zero: state the level instead"
    if before.size > 0:
        left = f"take away {number(surveyed, step, before.size)} at most"
    else:
        left = (
            f"add {number(surveyed, step, -before.size)} at least"
            if before.size < 0
            else "nothing is left to take away"
        )
    unit = surveyed.ledger.commitments[step.commitment].unit
    stated = f"{words_of(before.bound)}{number(surveyed, step, before.size)} {unit}"
    return f"{_what(surveyed, step)} is {stated}, and {by} is below zero: {left}"


def firm_part(standing: Standing) -> Figure:
    """The firm part of a contributor's pledge; one of 0 is exact (R4)."""
    firm = standing.division.firm
    if firm is None:
        return UNKNOWN
    return Figure(firm, standing.division_bound) if firm else ZERO


def is_wholly_firm(standing: Standing) -> bool:
    """Whether all that a contributor pledges is firm; so is a pledge that was never made."""
    return standing.pledge_status is None or standing.division.firm == standing.pledged.value


def nothing_recorded(surveyed: Survey, step: Deliver | Pledged) -> bool:
    """Whether the ledger has no entry of what a step replaces."""
    standing = standing_of(surveyed, step.commitment, step.country)
    if isinstance(step, Deliver):
        return standing.actual_basis is ActualBasis.NONE_RECORDED
    return standing.pledge_status is None


def _what(surveyed: Survey, step: Deliver | Pledged) -> str:
    """What a step replaces, in words."""
    did = "delivered" if isinstance(step, Deliver) else "pledged"
    return f"what {surveyed.name(step.country)} {did} to {step.commitment}"


def more_or_less(step: Deliver | Pledged) -> str:
    """Which way a relative step goes."""
    return "less" if step.figure < 0 else "more"


def number(surveyed: Survey, step: Deliver | Pledged, amount: Decimal) -> str:
    """An amount of the commitment of a step, without its unit."""
    return figure(amount, surveyed.ledger.commitments[step.commitment].unit)
