"""The tables of `what-if`: each commitment that a scenario touches, before and after it."""

from collections.abc import Sequence
from decimal import Decimal

from mss_gap.analysis.bounds import Figure, turn
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.what_if import Outcome, WhatIfReport
from mss_gap.render.columns import UNDEFINED, Page, Records, Table, keys_of
from mss_gap.render.figures import with_unit, words_of
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.tables.side_by_side import Pair, side_by_side

COLUMNS = side_by_side("Before", "After")


def page(report: WhatIfReport) -> Page:
    """The scenario in words, and what it does to each commitment; where there is only one, even if that is nothing."""
    outcomes = report.commitments
    touched = outcomes if len(outcomes) == 1 else [row for row in outcomes if row.before != row.after]
    shown = {outcome.id for outcome in touched}
    warnings = [warning for warning in report.warnings if warning.commitment in shown]
    lead = _lead(report.changes, [row for row in outcomes if row.id not in shown])
    return headed_page(report, [_table(outcome) for outcome in touched], warnings, lead=lead)


def records(report: WhatIfReport) -> Records:
    """Two records for each commitment, before and after."""
    return Records.of(
        {"state": lambda it: it[0], **keys_of(CommitmentRow, lambda it: it[1])},
        (state for outcome in report.commitments for state in (("before", outcome.before), ("after", outcome.after))),
    )


def _lead(changes: Sequence[str], untouched: Sequence[Outcome]) -> str:
    """The scenario as a question, and which commitments it leaves as they are."""
    return " ".join(filter(None, (f"What if {listed(changes)}?", unchanged(untouched))))


def unchanged(untouched: Sequence[Outcome]) -> str:
    """Which commitments a scenario leaves as they are, as a sentence; empty where there are none."""
    return f"Unchanged: {listed([row.before.title for row in untouched])}." if untouched else ""


def _table(outcome: Outcome) -> Table:
    before, after, moves = outcome.before, outcome.after, outcome.moves
    pairs = (
        Pair("Pledged", moves.pledged, before.unit),
        Pair("Actual", moves.actual, before.unit),
        Pair("Gap", moves.gap, before.unit, UNDEFINED),
        Pair("Delivered", moves.delivered_pct, None),
        Pair("Shortfall", moves.shortfall_pct, None),
    )
    remarks = [*_repledged(before, after), *_closed(before, after)]
    return Table.of(titled(before.title, before.unit), COLUMNS, pairs, remarks)


def _repledged(before: CommitmentRow, after: CommitmentRow) -> list[str]:
    """Why the pledge itself moves, which it does only where there is no headline."""
    if before.pledged == after.pledged:
        return []
    return ["Without a headline, the pledge is the sum of firm pledges: what a contributor withdraws or adds moves it."]


def _closed(before: CommitmentRow, after: CommitmentRow) -> list[str]:
    """Whether the scenario closes the gap, where it moves it at all."""
    if before.gap is None or after.gap is None or before.gap == after.gap:
        return []
    was, now = (Figure(row.gap, row.gap_bound).range().ends for row in (before, after))
    if after.gap > 0:
        certain = now[0] > 0
        missing = f"{words_of(after.gap_bound)}{with_unit(after.gap, after.unit)}"
        return [f"The gap {_open(was, certain=certain)}: {missing} would be missing."]
    if now[1] > 0:
        return ["Whether the gap would be closed is not known: the figures are not exact."]
    closes = "stays closed" if was[1] <= 0 else "would be closed"
    spare = f"{words_of(after.gap_bound and turn(after.gap_bound))}{with_unit(-after.gap, after.unit)}"
    return [f"The gap {closes}{f', with {spare} to spare' if after.gap else ''}."]


def _open(was: tuple[Decimal, Decimal], *, certain: bool) -> str:
    """That a gap is open after a scenario, or may be; `was` has the ends of what it may be before."""
    if was[0] > 0:
        return "stays open" if certain else "may stay open"
    if was[1] <= 0:
        return "would open" if certain else "may open"
    return "would be open" if certain else "may be open"
