"""What one more entry changes, in one line."""

from mss_gap.analysis.gap_change import GapChange
from mss_gap.render.figures import in_full


def change_text(change: GapChange) -> str:
    """The gap before and after, such as "Personnel deployed: gap 1,509 → 1,485"."""
    before, after = (
        "not computable" if gap is None else in_full(gap, change.unit) for gap in (change.before, change.after)
    )
    moved = f"stays {after}" if change.before == change.after else f"{before} → {after}"
    left_out = f" on {change.as_of}, which is after the report date" if change.later else ""
    return f"{change.title}: gap {moved}{left_out}"
