"""What one more entry changes: a commitment's gap before and after it, and what may be a slip in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.validate import review_entry, review_levels
from mss_gap.analysis.stages import whole_by_stage
from mss_gap.analysis.survey import Survey, report_date, survey
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """A commitment's gap (R5) in two versions of a ledger on one day."""

    title: str
    unit: str
    before: Figure
    after: Figure
    as_of: date | None
    """The day of both: the report date, or the day of the entry where that is later."""
    later: bool
    """True where reports leave the entry out, because it is dated after the report date."""
    warnings: tuple[Finding, ...]
    """What `validate` would warn of now and would not have before, and an old rate even where an earlier entry has it.

    That the entry is left out stands in `later`.
    """
    stage: "StageChange | None" = None
    """What an entry of a stage changes that is not the actual: it moves no gap."""
    outside: bool = False
    """True where the entry gives something outside the commitment: it moves no gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """The whole of a stage (R13) in two versions of a ledger on one day."""

    id: str
    before: Figure
    after: Figure


def gap_change(before: Ledger, after: Ledger, section: Literal["pledges", "actuals"]) -> GapChange:
    """What the last entry of a section, which `before` has not, changes in its commitment's gap."""
    entry = getattr(after, section)[-1]
    report_day = report_date(after)
    later = report_day is not None and entry.date > report_day
    day = entry.date if later else report_day
    (old, _), (new, positions) = (_surveyed(entry.commitment, ledger, day) for ledger in (before, after))
    row_before, row_after = (_row(surveyed, entry.commitment) for surveyed in (old, new))
    known = {_gist(finding) for finding in review_levels(old)}
    fresh = (finding for finding in review_levels(new) if _gist(finding) not in known)
    return GapChange(
        title=row_after.title,
        unit=row_after.unit,
        before=Figure(row_before.gap, row_before.gap_bound),
        after=Figure(row_after.gap, row_after.gap_bound),
        as_of=day,
        later=later,
        warnings=(
            *review_entry(after, section),
            *(replace(finding, path=_in_full(finding.path, positions)) for finding in fresh),
        ),
        stage=_stage_change(old, new, entry.commitment, entry.stage),
        outside=entry.outside is not None,
    )


def _stage_change(old: Survey, new: Survey, commitment: str, stage: str | None) -> StageChange | None:
    if stage is None or stage == new.timelines[commitment].counts:
        return None
    before, after = (whole_by_stage(each.timelines[commitment], each.as_of)[stage] for each in (old, new))
    return StageChange(id=stage, before=before, after=after)


def _surveyed(commitment: str, ledger: Ledger, day: date | None) -> tuple[Survey, Mapping[str, Sequence[int]]]:
    """Where a commitment stands, and where its entries stand in each section of the ledger.

    Nothing else bears on its gap, and a ledger of one commitment alone takes a part of the time.
    """
    positions = {
        section: [position for position, entry in enumerate(entries) if entry.commitment == commitment]
        for section, entries in ledger.entries()
    }
    kept = {
        section: tuple(entries[position] for position in positions[section]) for section, entries in ledger.entries()
    }
    alone = ledger.model_copy(update={"commitments": {commitment: ledger.commitments[commitment]}, **kept})
    return survey(alone, day), positions


def _in_full(path: Path, positions: Mapping[str, Sequence[int]]) -> Path:
    """The path in the whole ledger of what stands at a path in one of a commitment alone."""
    match path:
        case (str(section), int(index), *rest):
            return (section, positions[section][index], *rest)
        case _:
            return path


def _row(surveyed: Survey, commitment: str) -> CommitmentRow:
    return CommitmentRow.at(commitment, surveyed.ledger.commitments[commitment], surveyed.positions[commitment])


def _gist(finding: Finding) -> tuple[object, ...]:
    """What a finding says whatever its figures: a figure that moved is no news."""
    return finding.code, finding.path, re.sub(r"-?\d[\d.]*", "#", finding.message)
