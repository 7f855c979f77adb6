"""What the steps of a scenario say, in words."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from mss_gap.analysis.exact import figure
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.phrases import few, words_of
from mss_gap.analysis.scenarios.scenario import affected_by
from mss_gap.analysis.scenarios.steps import (
    Deliver,
    Fulfil,
    Pledged,
    Step,
    Withdraw,
    figure_after,
    figure_before,
    firm_part,
    is_wholly_firm,
    more_or_less,
    nothing_recorded,
    number,
    standing_of,
)
from mss_gap.analysis.survey import Survey


def in_words(surveyed: Survey, step: Step) -> str:
    """A step as a reader would say it, from where it is taken.

    Where a commitment has no headline, a pledge that is withdrawn is pledged no more, and the gap shrinks by it.
    """
    match step:
        case Withdraw():
            whom = affected_by(surveyed, step)
            does, theirs = (
                ("withdraws", "with it its pledge") if len(whom) == 1 else ("withdraw", "with them their pledges")
            )
            gone = " and of ".join(_pledges_gone(surveyed, whom))
            return f"{_named(surveyed, step, whom)} {does}{f', and {theirs} of {gone}' if gone else ''}"
        case Fulfil(None):
            return "every contributor fulfils its firm pledges"
        case Fulfil():
            whom = affected_by(surveyed, step)
            does = "fulfil their" if len(whom) > 1 else "fulfils its"
            return f"{_named(surveyed, step, whom)} {does} firm pledges"
        case Deliver() | Pledged():
            does = "delivers" if isinstance(step, Deliver) else "pledges"
            said = f"{surveyed.name(step.country)} {does} {_counted(surveyed, step.commitment, abs(step.figure), step)}"
            return f"{said} {_result(surveyed, step)}" if step.relative else said
        case _:
            assert_never(step)


def _named(surveyed: Survey, step: Withdraw | Fulfil, affected: Sequence[str]) -> str:
    """Whom a step changes: a contributor, or the members of a group that it changes, with the group's name."""
    if step.country is None or isinstance(step.country, str):
        return "" if step.country is None else surveyed.name(step.country)
    if not affected:
        return f"every member of {step.country.name}"
    return f"{few([surveyed.name(code) for code in affected])} ({step.country.name})"


def _pledges_gone(surveyed: Survey, countries: Collection[str]) -> Iterator[str]:
    """The firm pledges of some contributors to each commitment that has no headline."""
    for key, position in surveyed.positions.items():
        standings = (position.standings[code] for code in countries if code in position.standings)
        firm = PartialSum.all_of(firm_part(standing) for standing in standings if standing.pledge_status is not None)
        if not position.headline and firm.figure.size:
            yield f"{words_of(firm.figure.bound)}{_counted(surveyed, key, firm.figure.size)}"


def _result(surveyed: Survey, step: Deliver | Pledged) -> str:
    """What a relative step leads to, and what is there before it."""
    standing = standing_of(surveyed, step.commitment, step.country)
    before, after = figure_before(surveyed, step), figure_after(surveyed, step)
    was = f"{words_of(before.bound)}{number(surveyed, step, before.size)}"
    if nothing_recorded(surveyed, step):
        was = "none recorded"
    firm = ", all of it firm," if isinstance(step, Pledged) and not is_wholly_firm(standing) else ""
    return f"({words_of(after.bound)}{number(surveyed, step, after.size)}{firm} instead of {was})"


def _counted(surveyed: Survey, commitment: str, amount: Decimal, step: Deliver | Pledged | None = None) -> str:
    """An amount with its unit, and the commitment where that is another word; of a relative step, more or less."""
    unit = surveyed.ledger.commitments[commitment].unit
    more = f" {more_or_less(step)}" if step is not None and step.relative else ""
    counted = f"{figure(amount, unit)} {unit}{more}"
    return counted if unit == commitment else f"{counted} to {commitment}"
