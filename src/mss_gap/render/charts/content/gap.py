"""What the chart of the gaps says: each commitment's delivery as a share of its pledge, because their units differ."""

from collections.abc import Sequence
from decimal import Decimal

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.render.charts.chart import BarChart, BarRow, Chart
from mss_gap.render.charts.content.phrases import (
    Setting,
    amounts_of,
    gap_label,
    gap_or_surplus,
    headline,
    noun,
    short,
    size_bound,
    source_line,
    subtitle,
)
from mss_gap.render.columns import NOT_STATED
from mss_gap.render.figures import percent, with_unit, words_of
from mss_gap.render.harmless import counted

MOST = 30
"""The most commitments in one picture."""
BOTH = 2
WHOLE = Decimal(100)
LONGEST = Decimal(300)
"""Percent; beside a longer bar, those of the other commitments would be too short to compare."""


def gap_chart(rows: Sequence[CommitmentRow], setting: Setting) -> Chart:
    """The chart of commitments, in their order."""
    shown, hidden = rows[:MOST], rows[MOST:]
    return Chart(
        title=_title(rows),
        subtitle=subtitle("Delivered as a share of each pledge, in percent", setting),
        remarks=(f"{counted(len(hidden), 'more commitment')} of the ledger not shown.",) if hidden else (),
        source_line=source_line((source for row in shown for source in row.sources), setting.sources),
        description=" ".join(map(commitment_sentence, shown)),
        drawing=BarChart(tuple(map(_bar_row, shown)), most=LONGEST),
    )


def commitment_sentence(row: CommitmentRow) -> str:
    """What was pledged and delivered to a commitment, as a sentence with exact figures."""
    actual = f"{words_of(row.actual_bound)}{with_unit(row.actual, row.unit)} delivered"
    pledged = f"{words_of(row.pledged_bound)}{with_unit(row.pledged, row.unit)} pledged"
    if row.gap is None:
        return f"{row.title}: {actual}, {pledged}."
    share = "" if row.delivered_pct is None else f" ({percent(row.delivered_pct, row.delivered_bound, write=words_of)})"
    gap = f"a {gap_or_surplus(row.gap)} of {words_of(size_bound(row))}{with_unit(abs(row.gap), row.unit)}"
    return f"{row.title}: {actual}{share}, {pledged}: {gap}."


def _title(rows: Sequence[CommitmentRow]) -> str:
    if len(rows) == 1:
        return headline(rows[0])
    known = [
        Figure(row.delivered_pct, row.delivered_bound).range().ends for row in rows if row.delivered_pct is not None
    ]
    met = sum(low >= WHOLE for low, _ in known)
    open_ended = any(low < WHOLE <= high for low, high in known)
    delivered = "known to be delivered in full" if open_ended else "delivered in full"
    if not known:
        return f"Of {len(rows)} commitments, none can be compared with its pledge"
    of = "" if len(known) == len(rows) else " that can be compared with a pledge"
    if len(known) == 1:
        return f"The commitment{of} is {'' if met else 'not '}{delivered}"
    if met == len(known):
        return f"{'Both' if met == BOTH else f'All {met}'} commitments{of} are {delivered}"
    return f"{met or 'None'} of {len(known)} commitments{of} {'is' if met <= 1 else 'are'} {delivered}"


def _bar_row(row: CommitmentRow) -> BarRow:
    return BarRow(
        label=row.title,
        figure=_share(row),
        detail=_detail(row),
        actual=row.delivered_pct,
        actual_bound=row.delivered_bound,
        pledged=WHOLE if row.pledged else None,
        unstated=row.actual is None,
    )


def _share(row: CommitmentRow) -> str:
    if row.delivered_pct is None:
        return NOT_STATED if row.actual is None else percent(None)
    return percent(row.delivered_pct, row.delivered_bound)


def _detail(row: CommitmentRow) -> str:
    actual, pledged = amounts_of(row, row.unit)
    unit = noun(row.unit)
    match row.actual, row.pledged:
        case None, None:
            return "delivery and pledge not stated"
        case None, _:
            return f"delivery not stated, {pledged}{unit} pledged"
        case _, None:
            return f"{actual}{unit}, pledge not stated"
        case _:
            basis = f" ({short(row.basis)})" if row.basis else ""
            return f"{actual} of {pledged}{unit}{basis}, {gap_label(row)}"
