"""The tables of `what-if`: each commitment that a scenario touches, before and after it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from mss_gap.analysis.bounds import Figure, turn
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.what_if import Outcome, WhatIfReport
from mss_gap.render.columns import UNDEFINED, Page, Records, Table, keys_of
from mss_gap.render.figures import with_unit, words_of
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.tables.narrowing import how_to_narrow
from mss_gap.render.tables.side_by_side import Pair, side_by_side

COLUMNS = side_by_side("Before", "After")


def page(report: WhatIfReport) -> Page:
    """The scenario in words, and what it does to each commitment; where there is only one, even if that is nothing."""
    outcomes = report.commitments
    touched = outcomes if len(outcomes) == 1 else [row for row in outcomes if row.before != row.after]
    shown = {outcome.id for outcome in touched}
    warnings = [warning for warning in report.warnings if warning.commitment in shown]
    lead = _lead(report.changes, [row for row in outcomes if row.id not in shown])
    made = headed_page(report, [_table(outcome) for outcome in touched], warnings, lead=lead)
    return replace(made, hint=how_to_narrow({"commitments": len(touched)}, ["--commitment"]))


def records(report: WhatIfReport) -> Records:
    """Two records for each commitment, before and after, each with the scenario in words."""
    return Records.of(
        {"state": lambda it: it[0], **keys_of(CommitmentRow, lambda it: it[1]), "changes": lambda _: report.changes},
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


_SUMMED = "Without a headline, the pledge is the sum of firm pledges: what a contributor withdraws or adds moves it."


def _repledged(before: CommitmentRow, after: CommitmentRow) -> list[str]:
    """What becomes of contributors' pledges, and why the pledge of the commitment moves or stays."""
    stays = before.pledged == after.pledged
    now = _pledges(after, firm=stays)
    moved = [
        f"{what} would be {_in_words(now[what], before.unit)} instead of {_in_words(was, before.unit)}"
        for what, was in _pledges(before, firm=stays).items()
        if None not in (was.value, now[what].value) and was.value != now[what].value
    ]
    of_contributors = f"Contributors' {listed(moved)}" if moved else ""
    if stays:
        return [f"{of_contributors}; the headline stays."] if moved else []
    return [_SUMMED, *filter(None, [of_contributors and f"{of_contributors}."])]


def _pledges(row: CommitmentRow, *, firm: bool) -> dict[str, Figure]:
    """What contributors pledged, by what it is called; the firm part on request."""
    firmly = {"firm pledges": Figure(row.country_pledged, row.country_pledged_bound)} if firm else {}
    return {
        **firmly,
        "pledges on hold": Figure(row.on_hold, row.on_hold_bound),
        "conditional pledges": Figure(row.conditional, row.conditional_bound),
    }


def _in_words(figure: Figure, unit: str) -> str:
    return f"{words_of(figure.bound)}{with_unit(figure.value, unit)}"


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
