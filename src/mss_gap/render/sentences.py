"""What reports say in words: how each choice reads and what tone it has, and sentences that can be quoted."""

from dataclasses import dataclass
from typing import assert_never

from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.gap_change import GapChange
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.ledger.model import Qualifier, Status
from mss_gap.render.columns import Tone
from mss_gap.render.figures import day_in_words, in_full, percent, with_unit

IN_ALL = "In all"
"""What the figure of a whole commitment is called: right for a mission, a fund, a plan and a year."""
NO_PLEDGE = "none"
"""What replaces the pledge of a contributor that never pledged."""


def status_words(status: Status) -> str:
    """How the status of a pledge reads."""
    match status:
        case Status.FIRM:
            return "firm"
        case Status.ON_HOLD:
            return "on hold"
        case Status.WITHDRAWN:
            return "withdrawn"
        case _:
            assert_never(status)


def qualifier_words(qualifier: Qualifier) -> str:
    """What is before a claimed figure; empty where it is meant exactly."""
    match qualifier:
        case Qualifier.EXACTLY:
            return ""
        case Qualifier.ABOUT:
            return "about"
        case Qualifier.OVER:
            return "over"
        case Qualifier.UNDER:
            return "under"
        case Qualifier.AT_LEAST:
            return "at least"
        case Qualifier.AT_MOST:
            return "at most"
        case _:
            assert_never(qualifier)


@dataclass(frozen=True, slots=True)
class ClaimStyle:
    """How a verdict on claims is shown."""

    tone: Tone
    caption: str
    """What a table of all claims with this verdict is called."""
    folded: bool = False
    """True where such a table comes last, and a web page shows it on request."""


def claim_style(verdict: ClaimVerdict) -> ClaimStyle:
    """How a verdict on claims is shown."""
    match verdict:
        case ClaimVerdict.CONSISTENT:
            return ClaimStyle(Tone.MET, "Claims that are consistent with the ledger", folded=True)
        case ClaimVerdict.CONTRADICTED:
            return ClaimStyle(Tone.SHORT, "Claims that the ledger contradicts")
        case ClaimVerdict.NOT_COMPUTABLE:
            return ClaimStyle(Tone.MUTED, "Claims that cannot be checked")
        case _:
            assert_never(verdict)


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
    share = "" if row.delivered_pct is None else f" ({percent(row.delivered_pct, bound='≥' if bound else '')})"
    return f"{bound}{in_full(row.actual, unit)} of {pledged}{share} delivered{when}"


def _missing(row: CommitmentRow) -> str:
    if row.gap is None:
        return ""
    if row.gap > 0:
        return f"; {'at most ' if row.at_least else ''}{in_full(row.gap, row.unit)} missing"
    if row.gap < 0:
        return f"; {'at least ' if row.at_least else ''}{in_full(-row.gap, row.unit)} more than pledged"
    return "; nothing is missing"


def change_text(change: GapChange) -> str:
    """What one more entry changes: the gap before and after, such as "Personnel deployed: gap 1,509 → 1,485"."""
    before, after = (
        "not computable" if gap is None else in_full(gap, change.unit) for gap in (change.before, change.after)
    )
    moved = f"stays {after}" if change.before == change.after else f"{before} → {after}"
    left_out = f" on {change.as_of}, which is after the report date" if change.later else ""
    return f"{change.title}: gap {moved}{left_out}"
