"""Where a commitment stands in one sentence that can be quoted, with its unit and its date."""

from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.render.figures import day_in_words, in_full, percent, with_unit


def statement(row: CommitmentRow) -> str:
    """What was delivered of what was pledged, as of the day of the latest actual, and what is missing."""
    return f"{_delivered(row)}{_missing(row)}."


def _delivered(row: CommitmentRow) -> str:
    pledged, unit = with_unit(row.pledged, row.unit), row.unit
    if row.actual is None:
        return (
            "Neither a pledge nor a delivery is stated"
            if row.pledged is None
            else f"{pledged} pledged; what was delivered is not stated"
        )
    bound = "At least " if row.at_least else ""
    when = f" as of {day_in_words(row.reported_on)}" if row.reported_on else ""
    if row.pledged is None:
        return f"{bound}{with_unit(row.actual, unit)} delivered{when}; no pledge is stated"
    share = "" if row.delivered_pct is None else f" ({'≥' if bound else ''}{percent(row.delivered_pct)})"
    return f"{bound}{in_full(row.actual, unit)} of {pledged}{share} delivered{when}"


def _missing(row: CommitmentRow) -> str:
    if row.gap is None:
        return ""
    if row.gap > 0:
        return f"; {'at most ' if row.at_least else ''}{in_full(row.gap, row.unit)} missing"
    if row.gap < 0:
        return f"; {'at least ' if row.at_least else ''}{in_full(-row.gap, row.unit)} more than pledged"
    return "; nothing is missing"
