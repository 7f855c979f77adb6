"""Whether a contributor kept its pledge, and when (R12)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, assert_never

from mss_gap.analysis.bounds import Bound, Figure, exact_figure, percentage
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.position import Position, Standing
from mss_gap.analysis.rates import Statement
from mss_gap.analysis.series import Series
from mss_gap.analysis.stated import statements_since_total
from mss_gap.analysis.timeline import Timeline
from mss_gap.analysis.verdicts import KeptVerdict
from mss_gap.ledger.dates import Precision, precision_of

AT_LEAST = (Bound.EXACT, Bound.AT_LEAST)
"""The bounds with which a figure is certainly so much, or more."""
AT_MOST = (Bound.EXACT, Bound.AT_MOST)
"""The bounds with which a figure is certainly so much, or less."""


class Promise(NamedTuple):
    """A statement that the level of a pledge rests on, and the day by which it was promised."""

    figure: Decimal | None
    """In the commitment's unit; None where no rate converts it."""
    due: date | None


class Judgement(NamedTuple):
    """What became of one contributor's pledge (R12)."""

    expected: Decimal | None
    """How much of the firm part was due before the report date; None where the firm part is not known."""
    due: date | None
    """The day by which all of it was promised; None where no day is stated."""
    verdict: KeptVerdict
    kept_on: date | None
    """The first day on which the actual reached the pledge, or its firm part; None where it is not kept."""
    days_late: int | None
    """The days from `due` to `kept_on`, at least 0; None without either."""
    timing_known: bool
    """Whether both days can be held against each other: all of the pledge has a due day, and was there for certain."""


class KeptTotals(NamedTuple):
    """How many of the firm pledges to a commitment were kept, and how much of them (R12)."""

    measured: int
    """How many contributors have a firm part above 0 and a verdict other than not-measurable."""
    kept: int
    """How many of these delivered the pledge, or its firm part, in full."""
    amount: Figure
    """What these delivered of their firm parts, each at most its own."""
    firm: Figure
    """The sum of their firm parts."""
    contributors: tuple[str, ...]
    """Who they are, by their codes."""

    @property
    def pct(self) -> Figure:
        """The amount as a share of the firm parts, in percent; unknown where none is measured."""
        return percentage(self.amount, self.firm)


def judgements(
    position: Position, timeline: Timeline, day: date | None, deadline: date | None
) -> Mapping[str, Judgement]:
    """What became of the pledge of each contributor that pledged, by its code, in the order of the codes.

    `day` is the report date, and `deadline` the commitment's due day, else the mission's end.
    """
    pledging = {code: it for code, it in position.standings.items() if it.pledge_status is not None}
    if day is None:
        return {}
    return {
        code: _judgement(standing, timeline.pledges.of(code), timeline.actuals.of(code), day, deadline)
        for code, standing in pledging.items()
    }


def _judgement(standing: Standing, pledges: Series, actuals: Series, day: date, deadline: date | None) -> Judgement:
    promised = promises(pledges, day, deadline)
    due, awaited = latest_due(promised, deadline), expected(promised, standing.division.firm, day)
    found = verdict(standing, awaited)
    reached = kept_on(actuals, _target(found, standing), day)
    level = actuals.at(reached) if reached else None
    certain = level is not None and level.bound in AT_LEAST and all(promise.due for promise in promised)
    return Judgement(awaited, due, found, reached, days_late(due, reached), certain)


def promises(pledges: Series, day: date, deadline: date | None) -> list[Promise]:
    """The latest total of a pledge and the amounts after it, each with its due day.

    A later entry that states a due day and no figure is the new due day of all that was pledged before it. Equal totals
    of one day are one statement, due on the latest of their days.
    """
    resting = statements_since_total(pledges, day)
    moved = max((each for each in resting if _only_moves(each)), key=lambda each: each.entry.date, default=None)
    of_totals: list[Promise] = []
    promised: list[Promise] = []
    for statement in resting:
        if statement.states_figure:
            figure = statement.amount if statement.entry.total is None else statement.total
            promise = Promise(figure, _due_of(statement, moved, deadline))
            (promised if statement.entry.total is None else of_totals).append(promise)
    if of_totals:
        promised.append(Promise(of_totals[0].figure, latest_due(of_totals, None)))
    return promised


def _only_moves(statement: Statement) -> bool:
    """Whether an entry states a due day and no figure."""
    return statement.entry.due is not None and not statement.states_figure


def _due_of(statement: Statement, moved: Statement | None, deadline: date | None) -> date | None:
    """The day by which a statement was promised; `moved` is the latest entry that states a due day and no figure."""
    if moved is not None and moved.entry.date > statement.entry.date:
        return moved.entry.due
    return statement.entry.due or deadline


def latest_due(promised: Collection[Promise], deadline: date | None) -> date | None:
    """The contributor's due day: the latest of its statements'; without a statement the deadline.

    Statements without a due day have no part in it. Of a month and the day on which it ends, it is the day.
    """
    if not promised:
        return deadline
    days = (promise.due for promise in promised if promise.due is not None)
    return max(days, key=lambda due: (due, str(due)), default=None)


def expected(promised: Iterable[Promise], firm: Decimal | None, day: date) -> Decimal | None:
    """What was due before the report date: at least 0, and at most the firm part; None where that is not known."""
    if firm is None:
        return None
    awaited = (it.figure for it in promised if it.due is not None and it.due < day and it.figure is not None)
    return min(max(sum(awaited, Decimal(0)), Decimal(0)), firm)


def verdict(standing: Standing, awaited: Decimal | None) -> KeptVerdict:
    """The first verdict that applies, in the order of R12; `awaited` is what is expected by the report date."""
    pledged, actual, (firm, on_hold, _, _) = standing.pledged, standing.actual, standing.division
    if standing.wholly_withdrawn:
        return KeptVerdict.WITHDRAWN
    if not pledged.value or actual.value is None:
        return KeptVerdict.NOT_MEASURABLE
    reached = actual.bound in AT_LEAST and standing.division_bound in AT_MOST
    missed = actual.bound in AT_MOST and standing.division_bound in AT_LEAST
    if reached and actual.value >= pledged.value:
        found = KeptVerdict.KEPT
    elif reached and firm and actual.value >= firm:
        found = KeptVerdict.FIRM_KEPT
    elif missed and awaited is not None and awaited > actual.value:
        found = KeptVerdict.OVERDUE
    elif actual.bound is not Bound.EXACT or pledged.bound is not Bound.EXACT:
        found = KeptVerdict.NOT_MEASURABLE
    elif firm == 0:
        found = KeptVerdict.CONDITIONAL if on_hold == 0 else KeptVerdict.ON_HOLD
    else:
        found = KeptVerdict.UNDER_WAY if actual.value > 0 else KeptVerdict.NOTHING_YET
    return found


def _target(found: KeptVerdict, standing: Standing) -> Decimal | None:
    """What the actual had to reach for a pledge to be kept; None where it is not."""
    if found is KeptVerdict.KEPT:
        return standing.pledged.value
    return standing.division.firm if found is KeptVerdict.FIRM_KEPT else None


def kept_on(actuals: Series, target: Decimal | None, day: date) -> date | None:
    """The first day up to the report date on which the actual reached a figure; None where it did not.

    Entries of a year, of a month and of a day may count from one day. It is the year or the month where the entries that
    are known no better than that reach the figure without the others.
    """
    if target is None:
        return None
    level = next((it for it in actuals.levels if it.day <= day and it.value is not None and it.value >= target), None)
    if level is None:
        return None
    before, of_day = actuals.statements(0, level.start), actuals.statements(level.start, level.end)
    by_precision = {precision_of(it.entry.date): it.entry.date for it in of_day}
    known: list[Statement] = []
    for precision in (Precision.YEAR, Precision.MONTH):
        known += [it for it in of_day if precision_of(it.entry.date) is precision]
        if precision in by_precision and (len(known) == len(of_day) or _reaches((*before, *known), target)):
            return by_precision[precision]
    return by_precision[Precision.DAY]


def _reaches(statements: Iterable[Statement], target: Decimal) -> bool:
    """Whether some statements of a series lead to a figure."""
    value = Series(statements).levels[-1].value
    return value is not None and value >= target


def days_late(due: date | None, reached: date | None) -> int | None:
    """The days from the due day to the day on which a pledge was kept, 0 where that is earlier; None without either.

    Of a month or a year, its first day is taken: the pledge was kept so many days late, or more.
    """
    if due is None or reached is None:
        return None
    match precision_of(reached):
        case Precision.DAY:
            first = reached
        case Precision.MONTH:
            first = reached.replace(day=1)
        case Precision.YEAR:
            first = reached.replace(month=1, day=1)
        case unknown:
            assert_never(unknown)
    return max((first - due).days, 0)


def totals(position: Position, found: Mapping[str, Judgement]) -> KeptTotals:
    """How many firm pledges were kept, and how much of them: of contributors with a firm part that can be measured."""
    verdicts = {code: it.verdict for code, it in found.items() if it.verdict is not KeptVerdict.NOT_MEASURABLE}
    measured = {code: position.standings[code] for code in verdicts if position.standings[code].division.firm}
    return KeptTotals(
        measured=len(measured),
        kept=sum(verdicts[code].is_kept for code in measured),
        amount=PartialSum.all_of(map(_delivered_of_firm, measured.values())).figure,
        firm=PartialSum.all_of(map(_firm, measured.values())).figure,
        contributors=tuple(measured),
    )


def _firm(standing: Standing) -> Figure:
    return Figure(standing.division.firm, standing.division_bound)


def _delivered_of_firm(standing: Standing) -> Figure:
    """What a contributor delivered of its firm part: no more than that, and no less than 0."""
    firm, actual = _firm(standing), standing.actual
    if firm.value is not None and actual.size >= firm.value:
        return firm
    return actual if actual.size > 0 else exact_figure(Decimal(0))
