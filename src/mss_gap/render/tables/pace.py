"""The table of `pace`, with a sentence for each commitment below it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.exact import EXACT
from mss_gap.analysis.reports.pace import PaceReport, PaceRow
from mss_gap.analysis.verdicts import PaceVerdict
from mss_gap.render.columns import (
    UNDEFINED,
    Align,
    Amount,
    Column,
    Keys,
    Narrow,
    Page,
    Records,
    Table,
    Tone,
    Words,
    keys_of,
    widened,
)
from mss_gap.render.figures import day
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.narrowing import how_to_narrow, ways_to_narrow
from mss_gap.render.tables.pace_sentences import projection, rounded_pace, sentences_of

DAYS_A_MONTH = Decimal("30.4375")
"""The mean of four years."""


def page(report: PaceReport) -> Page:
    """One table; the sentences are below it."""
    sentences = [f"{row.title}: {sentences_of(row, report.as_of)}" for row in report.commitments]
    made = headed_page(report, [Table.of("", COLUMNS, report.commitments, sentences)], report.warnings)
    shown = len(report.commitments)
    return replace(made, hint=how_to_narrow({"commitments": shown}, ways_to_narrow(shown)))


def records(report: PaceReport, *, for_readers: bool = False) -> Records:
    """A record for each commitment; for readers with the bounds of all its figures."""
    keys: Keys[PaceRow] = keys_of(PaceRow)
    return Records.of(widened(keys, _BOUNDS) if for_readers else keys, report.commitments)


_BOUNDS: Mapping[str, Keys[PaceRow]] = {
    "gap": {"gap_bound": lambda row: row.bounds.gap},
    "observed_per_day": {"observed_per_day_bound": lambda row: row.bounds.observed},
    "required_per_day": {"required_per_day_bound": lambda row: row.bounds.required},
    "projected_on": {"projected_on_bound": lambda row: row.bounds.projected},
}
"""The bounds of a pace, each after its figure."""


COLUMNS: tuple[Column[PaceRow], ...] = (
    Column(
        "Commitment",
        lambda row: Words(row.title, detail=f"{row.unit}, since {day(row.since)}" if row.since else row.unit),
    ),
    Column("Gap", lambda row: Amount(row.gap, row.unit, unknown=UNDEFINED, bound=row.bounds.gap), Align.RIGHT),
    Column("A month so far", lambda row: _a_month(row.observed_per_day, row.unit, row.bounds.observed), Align.RIGHT),
    Column(
        "A month needed",
        lambda row: _a_month(row.required_per_day, row.unit, row.bounds.required),
        Align.RIGHT,
        Narrow.BELOW,
    ),
    Column("Due", lambda row: Words(day(row.due)), Align.RIGHT),
    Column("Projected", lambda row: Words(projection(row)), Align.RIGHT, Narrow.BELOW),
    Column("Verdict", lambda row: Words(row.verdict, tone_of(row.verdict))),
)


def tone_of(verdict: PaceVerdict) -> Tone:
    """The tone of a verdict."""
    match verdict:
        case PaceVerdict.MET | PaceVerdict.ON_PACE:
            return Tone.MET
        case PaceVerdict.BEHIND | PaceVerdict.STALLED | PaceVerdict.OVERDUE:
            return Tone.SHORT
        case PaceVerdict.NOT_COMPUTABLE | PaceVerdict.NO_DEADLINE:
            return Tone.PLAIN
        case _:
            assert_never(verdict)


def _a_month(per_day: Decimal | None, unit: str, bound: Bound | None) -> Amount:
    """A pace a day as what that is a month, rounded to what a reader can use."""
    pace = None if per_day is None else rounded_pace(EXACT.multiply(per_day, DAYS_A_MONTH))
    return Amount(pace, unit, unknown=UNDEFINED, bound=bound)
