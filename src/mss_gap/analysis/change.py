"""What one more entry changes: a commitment's gap before and after it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mss_gap.analysis.report import CommitmentRow
from mss_gap.analysis.survey import report_date, survey
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """A commitment's gap (R5) in two versions of a ledger on one day."""

    title: str
    unit: str
    before: Decimal | None
    after: Decimal | None
    as_of: date | None
    """The day of both: the report date, or the day of the entry where that is later."""
    later: bool
    """True where reports leave the entry out, because it is dated after the report date."""


def gap_change(before: Ledger, after: Ledger, commitment: str, dated: date) -> GapChange:
    """What an entry of a day changes in its commitment's gap."""
    report_day = report_date(after)
    later = report_day is not None and dated > report_day
    day = dated if later else report_day
    old, new = (
        CommitmentRow.at(
            commitment, ledger.commitments[commitment], survey(ledger, day, commitment).positions[commitment]
        )
        for ledger in (before, after)
    )
    return GapChange(title=new.title, unit=new.unit, before=old.gap, after=new.gap, as_of=day, later=later)
