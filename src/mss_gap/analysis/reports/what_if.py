"""What if: a withdrawal, a delivery, a promise kept, or another pledge, and what it changes (R9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate
from types import MappingProxyType
from typing import Literal, TypeAlias

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure, exact_figure, join, turn
from mss_gap.analysis.exact import exactly, figure
from mss_gap.analysis.partial_sums import PartialSum, bounded
from mss_gap.analysis.position import ActualBasis, Division, Position, Standing, firm_pledges
from mss_gap.analysis.reports.base import CommitmentRow, Report, heading_of
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger, Status


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A contributor leaves: its actuals become 0 and its pledges withdrawn, in every commitment."""

    country: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """A contributor's actual becomes a figure, in the commitment's unit."""

    commitment: str
    country: str
    figure: Decimal


@dataclass(frozen=True, slots=True)
class Fulfil:
    """A contributor's actual becomes its firm pledge where that is higher; of every contributor without one."""

    country: str | None


@dataclass(frozen=True, slots=True)
class Pledged:
    """A contributor's pledge becomes a figure, firm, in the commitment's unit."""

    commitment: str
    country: str
    figure: Decimal


Step: TypeAlias = Withdraw | Deliver | Fulfil | Pledged


class NothingToChangeError(ValueError):
    """A step that would change nothing, because the contributor it names has no part in the commitments."""

    def __init__(self, message: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.known = known


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A commitment as it is, and as it would be."""

    id: str
    before: CommitmentRow
    after: CommitmentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfReport(Report):
    """What a scenario changes on the report date."""

    kind: Literal["what-if"] = "what-if"
    changes: tuple[str, ...]
    """The scenario in words, a step each, in order."""
    commitments: tuple[Outcome, ...]
    warnings: tuple[ReportWarning, ...]


def what_if(
    ledger: Ledger, steps: Sequence[Step], as_of: date | None = None, commitment: str | None = None
) -> WhatIfReport:
    """Each commitment, or one, before and after some steps, in order (R9). The ledger itself stays as it is.

    Raises `UnknownCommitmentError`, and `NothingToChangeError` where a step names a contributor without a part.
    """
    return what_if_of(survey(ledger, as_of), steps, commitment)


@exactly
def what_if_of(surveyed: Survey, steps: Sequence[Step], commitment: str | None = None) -> WhatIfReport:
    """The commitments of a survey, or one of them, before and after some steps."""
    ledger = surveyed.ledger
    before, *later = accumulate(steps, taken, initial=surveyed)
    shown = (later[-1] if later else before).only(commitment)
    return WhatIfReport(
        **heading_of(shown),
        changes=tuple(in_words(there, step) for there, step in zip((before, *later), steps, strict=False)),
        commitments=tuple(
            Outcome(
                id=key,
                before=CommitmentRow.at(key, ledger.commitments[key], before.positions[key]),
                after=CommitmentRow.at(key, ledger.commitments[key], position),
            )
            for key, position in shown.positions.items()
        ),
        warnings=warnings_of(shown),
    )


def taken(surveyed: Survey, step: Step) -> Survey:
    """A survey after one step. Raises as `what_if` does."""
    match step:
        case Withdraw(country):
            changes = _withdrawal(surveyed, country)
        case Fulfil(country):
            changes = _fulfilment(surveyed, country)
        case Deliver(commitment, country, actual):
            changes = {
                commitment: {country: _delivered(_standing(surveyed, commitment, country), exact_figure(actual))}
            }
        case _:
            standing = _standing(surveyed, step.commitment, step.country)
            pledging = replace(
                standing,
                pledged=exact_figure(step.figure),
                pledge_status=Status.FIRM,
                division=Division(firm=step.figure),
                division_bound=Bound.EXACT,
                pledge_level=step.figure,
            )
            changes = {step.commitment: {step.country: pledging}}
    positions = {
        key: _changed(position, changes.get(key, {}), lost=_lost(surveyed, key))
        for key, position in surveyed.positions.items()
    }
    return replace(surveyed, positions=MappingProxyType(positions))


_Changes: TypeAlias = dict[str, dict[str, Standing]]
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


def _standing(surveyed: Survey, commitment: str, country: str) -> Standing:
    return surveyed.position(commitment).standings.get(country, _NO_PART)


def _withdrawal(surveyed: Survey, country: str) -> _Changes:
    changes = {
        key: {country: _withdrawn(position.standings[country])}
        for key, position in surveyed.positions.items()
        if country in position.standings
    }
    if all(surveyed.positions[key].standings[country] == standing[country] for key, standing in changes.items()):
        message = f"{surveyed.name(country)} has nothing to withdraw"
        raise NothingToChangeError(message, _taking_part(surveyed))
    return changes


def _withdrawn(standing: Standing) -> Standing:
    nothing_recorded = standing.actual_basis is ActualBasis.NONE_RECORDED
    left = standing if nothing_recorded else _delivered(standing, ZERO)
    if left.pledge_status is None:
        return left
    return replace(
        left,
        pledged=ZERO,
        pledge_status=Status.WITHDRAWN,
        division=Division(withdrawn=standing.pledge_level),
        division_bound=Bound.EXACT,
    )


def _fulfilment(surveyed: Survey, country: str | None) -> _Changes:
    firm = {
        key: {
            code: standing
            for code, standing in position.standings.items()
            if country in (None, code) and standing.pledge_status is not None and standing.division.firm
        }
        for key, position in surveyed.positions.items()
    }
    if country is not None and not any(firm.values()):
        message = f"{surveyed.name(country)} has no firm pledge of a stated amount to fulfil"
        raise NothingToChangeError(message, _taking_part(surveyed))
    return {key: {code: _fulfilled(standing) for code, standing in of.items()} for key, of in firm.items()}


def _fulfilled(standing: Standing) -> Standing:
    firm = Figure(standing.division.firm or Decimal(0), standing.division_bound)
    return standing if firm.size <= standing.actual.size else _delivered(standing, firm)


def _delivered(standing: Standing, actual: Figure) -> Standing:
    return replace(standing, actual=actual, actual_basis=ActualBasis.REPORTED)


def _taking_part(surveyed: Survey) -> tuple[str, ...]:
    codes = {code for position in surveyed.positions.values() for code in position.standings}
    return tuple(sorted(codes))


def _lost(surveyed: Survey, commitment: str) -> bool:
    """Whether the whole mission delivered something that no rate converts."""
    return surveyed.timelines[commitment].actuals.lost_between(None, surveyed.as_of) > 0


def _changed(position: Position, changed: dict[str, Standing], *, lost: bool) -> Position:
    """A position with some contributors changed, and the whole by the same difference (R9)."""
    after = replace(position, standings=MappingProxyType(dict(sorted({**position.standings, **changed}.items()))))
    return replace(
        after,
        actual=_whole(position, after, changed, lost=lost),
        pledged=position.pledged if position.headline else firm_pledges(after.standings.values()),
    )


def _whole(position: Position, after: Position, changed: Mapping[str, Standing], *, lost: bool) -> Figure:
    """The whole's actual after some contributors changed: it joins the turned bounds of what they replace (R9)."""
    if position.actual.bound is None:
        # A whole of which nothing is known stays so until a contributor's level is (R3): then it is their sum.
        standings = after.standings.values()
        recorded = [each.actual for each in standings if each.actual_basis is not ActualBasis.NONE_RECORDED]
        together = PartialSum.all_of(recorded)
        if lost:
            together = bounded(Bound.AT_LEAST, together)
        return Figure(together.total, together.bound) if together.known else UNKNOWN
    bound = position.actual.bound
    for code, standing in changed.items():
        before = position.standings.get(code, _NO_PART).actual
        if standing.actual != before:
            replaced = turn(Bound.AT_LEAST if before.bound is None else before.bound)
            bound = join(join(bound, replaced), standing.actual.bound or Bound.EXACT)
    return Figure(position.actual.size + after.attributed.size - position.attributed.size, bound)


def in_words(surveyed: Survey, step: Step) -> str:
    """A step as a reader would say it, from where it is taken.

    Where a commitment has no headline, a pledge that is withdrawn is pledged no more, and the gap shrinks by it.
    """
    match step:
        case Withdraw(country):
            gone = [
                _counted(surveyed, key, standing.division.firm)
                for key, position in surveyed.positions.items()
                if not position.headline and (standing := position.standings.get(country)) is not None
                if standing.division.firm
            ]
            with_it = f", and with it its pledge of {' and of '.join(gone)}" if gone else ""
            return f"{surveyed.name(country)} withdraws{with_it}"
        case Fulfil(country):
            whom = "every contributor" if country is None else surveyed.name(country)
            return f"{whom} fulfils its firm pledges"
        case Deliver(commitment, country, actual):
            return f"{surveyed.name(country)} delivers {_counted(surveyed, commitment, actual)}"
        case _:
            return f"{surveyed.name(step.country)} pledges {_counted(surveyed, step.commitment, step.figure)}"


def _counted(surveyed: Survey, commitment: str, amount: Decimal) -> str:
    unit = surveyed.ledger.commitments[commitment].unit
    counted = f"{figure(amount, unit)} {unit}"
    return counted if unit == commitment else f"{counted} to {commitment}"
