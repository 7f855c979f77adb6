"""The gap as a chart: each commitment's delivery as a share of its pledge, because their units differ."""

from collections.abc import Sequence
from decimal import Decimal

from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.render.charts.chart import Bar, Bars, Chart, Setting
from mss_gap.render.charts.kinds import ChartKind
from mss_gap.render.charts.phrases import amount, headline, noun, short, source_line, subtitle
from mss_gap.render.figures import percent, with_unit
from mss_gap.render.harmless import counted

MOST = 30
"""Commitments that one picture holds."""
BOTH = 2
WHOLE = Decimal(100)
LONGEST = Decimal(300)
"""Percent; beside a longer bar, those of the other commitments would be too short to compare."""


def gap_chart(rows: Sequence[CommitmentRow], setting: Setting) -> Chart:
    """The chart of a summary's commitments, in their order."""
    shown, hidden = rows[:MOST], rows[MOST:]
    return Chart(
        kind=ChartKind.GAP,
        title=_title(rows),
        subtitle=subtitle("Delivered as a share of each pledge, in percent", setting),
        remarks=(f"{counted(len(hidden), 'more commitment')} of the ledger not shown.",) if hidden else (),
        source_line=source_line((source for row in shown for source in row.sources), setting.sources),
        description=" ".join(map(described, shown)),
        drawing=Bars(tuple(map(_bar, shown)), most=LONGEST),
    )


def described(row: CommitmentRow) -> str:
    """Where a commitment stands, as a sentence with exact figures."""
    at_least = "at least " if row.at_least else ""
    actual = f"{at_least}{with_unit(row.actual, row.unit)} delivered"
    pledged = f"{with_unit(row.pledged, row.unit)} pledged"
    if row.gap is None:
        return f"{row.title}: {actual}, {pledged}."
    name = "gap" if row.gap >= 0 else "surplus"
    at_most = "" if not row.at_least else "at most " if row.gap >= 0 else "at least "
    share = "" if row.delivered_pct is None else f" ({at_least}{percent(row.delivered_pct)})"
    return f"{row.title}: {actual}{share}, {pledged}: a {name} of {at_most}{with_unit(abs(row.gap), row.unit)}."


def _title(rows: Sequence[CommitmentRow]) -> str:
    if len(rows) == 1:
        (row,) = rows
        return headline(row.title, row.pledged, row.actual, row.unit, at_least=row.at_least)
    known = [row.delivered_pct for row in rows if row.delivered_pct is not None]
    met = sum(delivered >= WHOLE for delivered in known)
    if not known:
        return f"Of {len(rows)} commitments, none can be compared with its pledge"
    of = "" if len(known) == len(rows) else " with known figures"
    if len(known) == 1:
        return f"The commitment{of} is {'' if met else 'not '}delivered in full"
    if met == len(known):
        return f"{'Both' if met == BOTH else f'All {met}'} commitments{of} are delivered in full"
    return f"{met or 'None'} of {len(known)} commitments{of} {'is' if met <= 1 else 'are'} delivered in full"


def _bar(row: CommitmentRow) -> Bar:
    return Bar(
        label=row.title,
        figure=_share(row),
        detail=_amounts(row),
        actual=row.delivered_pct,
        pledged=WHOLE if row.pledged else None,
    )


def _share(row: CommitmentRow) -> str:
    if row.delivered_pct is None:
        return "not stated" if row.actual is None else percent(None)
    return f"{'≥' if row.at_least else ''}{percent(row.delivered_pct)}"


def _amounts(row: CommitmentRow) -> str:
    unit = row.unit
    actual, pledged = amount(row.actual, unit, at_least=row.at_least), amount(row.pledged, unit)
    if row.gap is None:
        if row.pledged is None:
            return (
                "delivery and pledge not stated" if row.actual is None else f"{actual}{noun(unit)}, pledge not stated"
            )
        return f"delivery not stated, {pledged}{noun(unit)} pledged"
    bound = "" if not row.at_least else "≤" if row.gap >= 0 else "≥"
    gap = f"{'gap' if row.gap >= 0 else 'surplus'} {bound}{amount(abs(row.gap), unit)}"
    basis = f" ({short(row.basis)})" if row.basis else ""
    return f"{actual} of {pledged}{noun(unit)}{basis}, {gap}"
