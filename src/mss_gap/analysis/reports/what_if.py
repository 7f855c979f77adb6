"""What if: a withdrawal, a delivery, a promise kept, or another pledge, and what it changes (R9)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import accumulate
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, assert_never

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure, difference, exact_figure, join, turn
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly, figure
from mss_gap.analysis.gap import Gap, gap_between
from mss_gap.analysis.partial_sums import PartialSum, bounded
from mss_gap.analysis.phrases import words_of
from mss_gap.analysis.position import ActualBasis, Division, Position, Standing, firm_pledges
from mss_gap.analysis.reports.base import CommitmentRow, Report, heading_of
from mss_gap.analysis.reports.compare import FromTo
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
    relative: bool = False
    """True where the figure is added to the contributor's actual; a negative one is taken away."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """How the figures of a commitment move in a scenario.

    The bound of a change is that of what is put in and taken out: what leaves both states open is the same in both.
    """

    pledged: FromTo
    actual: FromTo
    gap: FromTo
    delivered_pct: FromTo
    """In percent; its change in percentage points, as that of the next."""
    shortfall_pct: FromTo


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A commitment as it is, and as it would be."""

    id: str
    before: CommitmentRow
    after: CommitmentRow
    moves: Moves = field(metadata=NOT_IN_DOCUMENTS)


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

    Raises `UnknownCommitmentError`, `NothingToChangeError` where a step names a contributor without a part, and
    `RelativeStepError` where a relative step has no figure to start from, or leads below zero.
    """
    return what_if_of(survey(ledger, as_of), steps, commitment)


@exactly
def what_if_of(surveyed: Survey, steps: Sequence[Step], commitment: str | None = None) -> WhatIfReport:
    """The commitments of a survey, or one of them, before and after some steps."""
    before, *later = accumulate(steps, _step_taken, initial=_Scene(surveyed, {}))
    last = later[-1] if later else before
    shown = last.surveyed.only(commitment)
    return WhatIfReport(
        **heading_of(shown),
        changes=tuple(in_words(scene.surveyed, step) for scene, step in zip((before, *later), steps, strict=False)),
        commitments=tuple(
            _outcome(key, surveyed, position, last.changes.get(key, _NO_CHANGE))
            for key, position in shown.positions.items()
        ),
        warnings=warnings_of(shown),
    )


class _Change(NamedTuple):
    """What steps add to what contributors firmly pledged, and to what they delivered."""

    firm: Figure
    actual: Figure

    def plus(self, other: "_Change") -> "_Change":
        return _Change(*(PartialSum.all_of(both).figure for both in zip(self, other, strict=True)))


_NO_CHANGE = _Change(ZERO, ZERO)


class _Scene(NamedTuple):
    """A survey after some steps, and what they changed in each commitment."""

    surveyed: Survey
    changes: Mapping[str, _Change]


class _Replaced(NamedTuple):
    """A contributor as a step leaves it, and what that changes."""

    standing: Standing
    change: _Change


_Changes: TypeAlias = dict[str, dict[str, _Replaced]]
"""The contributors that a step replaces, by commitment and code."""


def _step_taken(scene: _Scene, step: Step) -> _Scene:
    """A scene after one more step. Raises as `what_if` does."""
    surveyed = scene.surveyed
    match step:
        case Withdraw(country):
            replaced = _withdrawal(surveyed, country)
        case Fulfil(country):
            replaced = _fulfilment(surveyed, country)
        case Deliver():
            replaced = {step.commitment: {step.country: _delivering(surveyed, step)}}
        case Pledged():
            replaced = {step.commitment: {step.country: _pledging(surveyed, step)}}
        case _:
            assert_never(step)
    changes = {
        key: reduce(_Change.plus, (each.change for each in of.values()), _NO_CHANGE) for key, of in replaced.items()
    }
    positions = {
        key: _changed(
            position,
            {code: each.standing for code, each in replaced.get(key, {}).items()},
            changes.get(key, _NO_CHANGE).actual,
            lost=_lost(surveyed, key),
        )
        for key, position in surveyed.positions.items()
    }
    return _Scene(
        replace(surveyed, positions=MappingProxyType(positions)),
        {**scene.changes, **{key: scene.changes.get(key, _NO_CHANGE).plus(change) for key, change in changes.items()}},
    )


def _outcome(key: str, surveyed: Survey, after: Position, change: _Change) -> Outcome:
    """A commitment before and after the steps, which changed its contributors by so much."""
    commitment, before = surveyed.ledger.commitments[key], surveyed.positions[key]
    was, now = (gap_between(position.pledged, position.actual) for position in (before, after))
    pledged = ZERO if before.headline else change.firm
    delivered = _bound_of_share(before, was, now, pledged, change.actual)
    return Outcome(
        id=key,
        before=CommitmentRow.at(key, commitment, before),
        after=CommitmentRow.at(key, commitment, after),
        moves=Moves(
            pledged=_moved(before.pledged, after.pledged, pledged.bound),
            actual=_moved(before.actual, after.actual, change.actual.bound),
            gap=_moved(was.gap, now.gap, difference(pledged, change.actual).bound),
            delivered_pct=_moved(was.delivered_pct, now.delivered_pct, delivered),
            shortfall_pct=_moved(was.shortfall_pct, now.shortfall_pct, None if delivered is None else turn(delivered)),
        ),
    )


def _moved(before: Figure, after: Figure, bound: Bound | None) -> FromTo:
    """How a figure moves, where the bound of the change is known from what changed."""
    change = difference(after, before).value
    return FromTo(
        from_=before.value,
        to=after.value,
        change=change,
        bound=None if change is None else bound,
        states=(before.bound, after.bound),
    )


def _bound_of_share(before: Position, was: Gap, now: Gap, pledged: Figure, actual: Figure) -> Bound | None:
    """How the change of the share delivered is known.

    Of a pledge that stays it is the change of the actual ÷ the pledge. Less taken away than that is more.
    """
    if pledged != ZERO:
        return difference(now.delivered_pct, was.delivered_pct).bound
    known = actual.bound or Bound.OPEN
    if not actual.size:
        return known
    of = before.pledged.bound or Bound.OPEN
    return join(known, turn(of) if actual.size > 0 else of)


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


def _replaced(before: Standing, after: Standing) -> _Replaced:
    """A contributor in place of what it was: the change joins the turned bound of what is replaced (R9)."""
    return _Replaced(after, _Change(_difference(_firm(before), _firm(after)), _difference(before.actual, after.actual)))


def _difference(before: Figure, after: Figure) -> Figure:
    """What one figure is more than another; one that is not known counts as 0, at least."""
    if before == after:
        return ZERO
    known = (Figure(each.size, Bound.AT_LEAST if each.bound is None else each.bound) for each in (after, before))
    return difference(*known)


def _firm(standing: Standing) -> Figure:
    """The firm part of a contributor's pledge; one of 0 is exact (R4)."""
    firm = standing.division.firm
    if firm is None:
        return UNKNOWN
    return Figure(firm, standing.division_bound) if firm else ZERO


def _delivering(surveyed: Survey, step: Deliver) -> _Replaced:
    standing = _standing(surveyed, step.commitment, step.country)
    replaced = _replaced(standing, _delivered(standing, _level(surveyed, step)))
    if not step.relative:
        return replaced
    return replaced._replace(change=_Change(ZERO, exact_figure(step.figure)))


def _pledging(surveyed: Survey, step: Pledged) -> _Replaced:
    standing, level = _standing(surveyed, step.commitment, step.country), _level(surveyed, step)
    pledging = replace(
        standing,
        pledged=level,
        pledge_status=Status.FIRM,
        division=Division(firm=level.value),
        division_bound=level.bound or Bound.EXACT,
        pledge_level=level.value,
    )
    if step.relative and _wholly_firm(standing):
        return _Replaced(pledging, _Change(exact_figure(step.figure), ZERO))
    return _replaced(standing, pledging)


def _wholly_firm(standing: Standing) -> bool:
    """Whether all that a contributor pledges is firm; so is a pledge that was never made."""
    return standing.pledge_status is None or standing.division.firm == standing.pledged.value


def _before(surveyed: Survey, step: Deliver | Pledged) -> Figure:
    """What a step replaces: a contributor's actual or pledge, 0 where it has none."""
    standing = _standing(surveyed, step.commitment, step.country)
    if isinstance(step, Deliver):
        return standing.actual
    return ZERO if standing.pledge_status is None else standing.pledged


def _level(surveyed: Survey, step: Deliver | Pledged) -> Figure:
    """What a step puts there. A relative one keeps the bound of the figure that it starts from.

    Raises `RelativeStepError` where that figure is not known, or the result is below 0.
    """
    if not step.relative:
        return exact_figure(step.figure)
    before = _before(surveyed, step)
    if before.value is None:
        message = f"{_what(surveyed, step)} is not stated, so nothing can be added to it or taken away: state the level instead"
        raise RelativeStepError(message, step)
    after = before.value + step.figure
    if after < 0:
        raise RelativeStepError(_below_zero(surveyed, step, before), step)
    return Figure(after, before.bound)


def _below_zero(surveyed: Survey, step: Deliver | Pledged, before: Figure) -> str:
    """That a relative step leads below zero, and what is left to take away."""
    by = f"{_number(surveyed, step, abs(step.figure))} {_more_or_less(step)}"
    if _nothing_recorded(surveyed, step):
        return f"{_what(surveyed, step)} is not recorded, so {by} is below zero: state the level instead"
    if before.size > 0:
        left = f"take away {_number(surveyed, step, before.size)} at most"
    else:
        left = (
            f"add {_number(surveyed, step, -before.size)} at least"
            if before.size < 0
            else "nothing is left to take away"
        )
    unit = surveyed.ledger.commitments[step.commitment].unit
    stated = f"{words_of(before.bound)}{_number(surveyed, step, before.size)} {unit}"
    return f"{_what(surveyed, step)} is {stated}, and {by} is below zero: {left}"


def _what(surveyed: Survey, step: Deliver | Pledged) -> str:
    """What a step replaces, in words."""
    did = "delivered" if isinstance(step, Deliver) else "pledged"
    return f"what {surveyed.name(step.country)} {did} to {step.commitment}"


def _nothing_recorded(surveyed: Survey, step: Deliver | Pledged) -> bool:
    """Whether the ledger has no entry of what a step replaces."""
    standing = _standing(surveyed, step.commitment, step.country)
    if isinstance(step, Deliver):
        return standing.actual_basis is ActualBasis.NONE_RECORDED
    return standing.pledge_status is None


def _more_or_less(step: Deliver | Pledged) -> str:
    return "less" if step.figure < 0 else "more"


def _number(surveyed: Survey, step: Deliver | Pledged, amount: Decimal) -> str:
    return figure(amount, surveyed.ledger.commitments[step.commitment].unit)


def _withdrawal(surveyed: Survey, country: str) -> _Changes:
    changes = {
        key: {country: _replaced(position.standings[country], _withdrawn(position.standings[country]))}
        for key, position in surveyed.positions.items()
        if country in position.standings
    }
    if all(surveyed.positions[key].standings[country] == of[country].standing for key, of in changes.items()):
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
    return {
        key: {code: _replaced(standing, _fulfilled(standing)) for code, standing in of.items()}
        for key, of in firm.items()
    }


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


def _changed(position: Position, changed: Mapping[str, Standing], delivered: Figure, *, lost: bool) -> Position:
    """A position with some contributors changed, and the whole by the same difference (R9)."""
    after = replace(position, standings=MappingProxyType(dict(sorted({**position.standings, **changed}.items()))))
    return replace(
        after,
        actual=_whole(position.actual, delivered, after.standings.values(), lost=lost),
        pledged=position.pledged if position.headline else firm_pledges(after.standings.values()),
    )


def _whole(before: Figure, delivered: Figure, after: Collection[Standing], *, lost: bool) -> Figure:
    """The whole's actual once contributors have delivered so much more (R9).

    A whole of which nothing is known stays so until a contributor's level is (R3): then it is their sum.
    """
    if before.bound is not None:
        return PartialSum.all_of((before, delivered)).figure
    together = PartialSum.all_of(each.actual for each in after if each.actual_basis is not ActualBasis.NONE_RECORDED)
    if lost:
        together = bounded(Bound.AT_LEAST, together)
    return Figure(together.total, together.bound) if together.known else UNKNOWN


def in_words(surveyed: Survey, step: Step) -> str:
    """A step as a reader would say it, from where it is taken.

    Where a commitment has no headline, a pledge that is withdrawn is pledged no more, and the gap shrinks by it.
    """
    match step:
        case Withdraw(country):
            gone = [
                f"{words_of(standing.division_bound)}{_counted(surveyed, key, standing.division.firm)}"
                for key, position in surveyed.positions.items()
                if not position.headline and (standing := position.standings.get(country)) is not None
                if standing.division.firm
            ]
            with_it = f", and with it its pledge of {' and of '.join(gone)}" if gone else ""
            return f"{surveyed.name(country)} withdraws{with_it}"
        case Fulfil(country):
            whom = "every contributor" if country is None else surveyed.name(country)
            return f"{whom} fulfils its firm pledges"
        case Deliver() | Pledged():
            does = "delivers" if isinstance(step, Deliver) else "pledges"
            said = f"{surveyed.name(step.country)} {does} {_counted(surveyed, step.commitment, abs(step.figure), step)}"
            return f"{said} {_result(surveyed, step)}" if step.relative else said
        case _:
            assert_never(step)


def _result(surveyed: Survey, step: Deliver | Pledged) -> str:
    """What a relative step leads to, and what is there before it."""
    standing = _standing(surveyed, step.commitment, step.country)
    before, after = _before(surveyed, step), _level(surveyed, step)
    was = f"{words_of(before.bound)}{_number(surveyed, step, before.size)}"
    if _nothing_recorded(surveyed, step):
        was = "none recorded"
    firm = ", all of it firm," if isinstance(step, Pledged) and not _wholly_firm(standing) else ""
    return f"({words_of(after.bound)}{_number(surveyed, step, after.size)}{firm} instead of {was})"


def _counted(surveyed: Survey, commitment: str, amount: Decimal, step: Deliver | Pledged | None = None) -> str:
    """An amount with its unit, and the commitment where that is another word; of a relative step, more or less."""
    unit = surveyed.ledger.commitments[commitment].unit
    more = f" {_more_or_less(step)}" if step is not None and step.relative else ""
    counted = f"{figure(amount, unit)} {unit}{more}"
    return counted if unit == commitment else f"{counted} to {commitment}"
