"""What if: a withdrawal, a delivery, a promise kept, or another pledge, and what it changes (R9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from types import MappingProxyType
from typing import Literal, TypeAlias

from mss_gap.analysis.exact import exactly, figure
from mss_gap.analysis.position import ActualBasis, Position, Standing, firm_pledge, whole_pledge
from mss_gap.analysis.reports.base import CommitmentRow, Report
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
    before = survey(ledger, as_of)
    after = reduce(taken, steps, before)
    shown = after.only(commitment)
    return WhatIfReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=before.as_of,
        changes=tuple(in_words(before, step) for step in steps),
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
            changes = {commitment: {country: _delivered(_standing(surveyed, commitment, country), actual)}}
        case _:
            standing = _standing(surveyed, step.commitment, step.country)
            pledging = replace(standing, pledged=step.figure, pledge_status=Status.FIRM)
            changes = {step.commitment: {step.country: pledging}}
    positions = {key: _moved(position, changes.get(key, {})) for key, position in surveyed.positions.items()}
    return replace(surveyed, positions=MappingProxyType(positions))


_Changes: TypeAlias = dict[str, dict[str, Standing]]
_NO_PART = Standing(
    pledged=None,
    pledge_status=None,
    actual=Decimal(0),
    actual_basis=ActualBasis.NONE_RECORDED,
    at_least=False,
    reported_on=None,
    sources=(),
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
    left = standing if nothing_recorded else _delivered(standing, Decimal(0))
    return left if left.pledge_status is None else replace(left, pledged=Decimal(0), pledge_status=Status.WITHDRAWN)


def _fulfilment(surveyed: Survey, country: str | None) -> _Changes:
    firm = {
        key: {
            code: standing
            for code, standing in position.standings.items()
            if country in (None, code) and standing.pledge_status is Status.FIRM and standing.pledged is not None
        }
        for key, position in surveyed.positions.items()
    }
    if country is not None and not any(firm.values()):
        message = f"{surveyed.name(country)} has no firm pledge of a stated amount to fulfil"
        raise NothingToChangeError(message, _taking_part(surveyed))
    return {key: {code: _fulfilled(standing) for code, standing in of.items()} for key, of in firm.items()}


def _fulfilled(standing: Standing) -> Standing:
    if standing.pledged is None or standing.pledged <= (standing.actual or Decimal(0)):
        return standing
    return _delivered(standing, standing.pledged)


def _delivered(standing: Standing, actual: Decimal) -> Standing:
    return replace(standing, actual=actual, actual_basis=ActualBasis.REPORTED, at_least=False)


def _taking_part(surveyed: Survey) -> tuple[str, ...]:
    codes = {code for position in surveyed.positions.values() for code in position.standings}
    return tuple(sorted(codes))


@exactly
def _moved(position: Position, changed: dict[str, Standing]) -> Position:
    """A position with some contributors changed, and the whole by the same difference (R9)."""
    moved = replace(position, standings=MappingProxyType(dict(sorted({**position.standings, **changed}.items()))))
    standings = moved.standings.values()
    # A whole of which nothing is known stays so until a contributor's level is (R3).
    known = position.actual is not None or any(each.actual_basis is ActualBasis.REPORTED for each in standings)
    return replace(
        moved,
        actual=(position.actual or Decimal(0)) + moved.attributed - position.attributed if known else None,
        at_least=position.at_least and any(standing.at_least for standing in standings),
        pledged=position.pledged if position.headline else whole_pledge(None, None, firm_pledge(standings)),
    )


def in_words(surveyed: Survey, step: Step) -> str:
    """A step as a reader would say it."""
    match step:
        case Withdraw(country):
            return f"{surveyed.name(country)} withdraws"
        case Fulfil(country):
            whom = "every contributor" if country is None else surveyed.name(country)
            return f"{whom} fulfils its firm pledges"
        case Deliver(commitment, country, actual):
            return f"{surveyed.name(country)} delivers {_counted(surveyed, commitment, actual)}"
        case _:
            return f"{surveyed.name(step.country)} pledges {_counted(surveyed, step.commitment, step.figure)}"


def _counted(surveyed: Survey, commitment: str, amount: Decimal) -> str:
    unit = surveyed.ledger.commitments[commitment].unit
    return f"{figure(amount)} {unit}" if unit == commitment else f"{figure(amount)} {unit} to {commitment}"
