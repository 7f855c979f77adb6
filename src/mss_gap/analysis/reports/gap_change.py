"""What one more entry changes: the gaps before and after it, and what may be a slip in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.stages import whole_by_stage
from mss_gap.analysis.survey import Survey, report_date, survey
from mss_gap.analysis.warnings.entry_warnings import after_report_date, conversion_warnings
from mss_gap.analysis.warnings.level_warnings import level_warnings
from mss_gap.analysis.warnings.review import review, review_entry
from mss_gap.ledger.explain.problems import Finding
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
    """What `validate` would warn of now and would not have before, and an old rate even where an earlier entry has it."""
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


_UNUSED = frozenset({"unused-source", "unused-contributor"})
"""What `validate` warns of until another entry names what is new: no slip in what is new."""


def gap_change(before: Ledger, after: Ledger, section: Literal["pledges", "actuals"]) -> GapChange:
    """What the last entry of a section, which `before` has not, changes in its commitment's gap."""
    entry = getattr(after, section)[-1]
    report_day = report_date(after)
    later = report_day is not None and entry.date > report_day
    day = entry.date if later else report_day
    (old, _), (new, positions) = (_surveyed(entry.commitment, ledger, day) for ledger in (before, after))
    row_before, row_after = (_row(surveyed, entry.commitment) for surveyed in (old, new))
    known = {_gist(finding) for finding in level_warnings(old, entry)}
    fresh = (finding for finding in level_warnings(new, entry) if _gist(finding) not in known)
    last = {str(section): (len(getattr(after, section)) - 1,)}
    warnings = (
        *review_entry(after, section),
        *(_in_full(finding, last) for finding in after_report_date(section, (entry,), report_day)),
        *(_in_full(finding, positions) for finding in fresh),
        *(_of_other_entries(before, after) if section == "pledges" and entry.currency else ()),
    )
    return replace(
        _change(row_before, row_after, day, later=later, warnings=warnings),
        stage=_stage_change(old, new, entry.commitment, entry.stage),
        outside=entry.outside is not None,
    )


def _of_other_entries(before: Ledger, after: Ledger) -> Iterator[Finding]:
    """What is new about the rates of other entries: the last pledge may be the first by its date, which they go by (R7)."""
    known = {_gist(finding) for finding in conversion_warnings(before, before.pledges)}
    last = ("pledges", len(after.pledges) - 1)
    for finding in conversion_warnings(after, after.pledges):
        if finding.path[:2] != last and _gist(finding) not in known:
            yield finding


def _stage_change(old: Survey, new: Survey, commitment: str, stage: str | None) -> StageChange | None:
    if stage is None or stage == new.timelines[commitment].counts:
        return None
    before, after = (whole_by_stage(each.timelines[commitment], each.as_of)[stage] for each in (old, new))
    return StageChange(id=stage, before=before, after=after)


def gap_changes(before: Ledger, after: Ledger) -> tuple[GapChange, ...]:
    """The gap of each commitment that something new in a ledger changes, such as a rate; without warnings."""
    day = report_date(after)
    old, new = survey(before, day), survey(after, day)
    changes = (_change(_row(old, key), _row(new, key), day) for key in before.commitments)
    return tuple(change for change in changes if change.before != change.after)


def new_warnings(before: Ledger, after: Ledger) -> Iterator[Finding]:
    """What `validate` would warn of now and would not have before something was added that is no pledge, actual or claim.

    That nothing names a new source or contributor yet is not told.
    """
    day = report_date(after)
    if before.rates == after.rates:  # then the entries say what they said
        before, after = (it.model_copy(update={"pledges": (), "actuals": (), "claims": ()}) for it in (before, after))
    known = {_gist(finding) for finding in review(before, day)}
    return (finding for finding in review(after, day) if finding.code not in _UNUSED and _gist(finding) not in known)


def warnings_of_rows(before: Ledger, after: Ledger) -> Iterator[Finding]:
    """What `validate` would warn of now and would not have before a table was added."""
    day = report_date(after)
    known = {_gist(finding) for finding in review(before, day)}
    return (finding for finding in review(after, day) if _gist(finding) not in known)


def _change(
    before: CommitmentRow,
    after: CommitmentRow,
    day: date | None,
    *,
    later: bool = False,
    warnings: tuple[Finding, ...] = (),
) -> GapChange:
    return GapChange(
        title=after.title,
        unit=after.unit,
        before=Figure(before.gap, before.gap_bound),
        after=Figure(after.gap, after.gap_bound),
        as_of=day,
        later=later,
        warnings=warnings,
    )


def _surveyed(commitment: str, ledger: Ledger, day: date | None) -> tuple[Survey, Mapping[str, Sequence[int]]]:
    """The position of a commitment, and the index of each of its entries in each section of the ledger.

    Nothing else bears on its gap, and a ledger with only this commitment takes a part of the time.
    """
    positions = {
        section: [position for position, entry in enumerate(entries) if entry.commitment == commitment]
        for section, entries in ledger.entries()
    }
    kept = {
        section: tuple(entries[position] for position in positions[section]) for section, entries in ledger.entries()
    }
    only = ledger.model_copy(update={"commitments": {commitment: ledger.commitments[commitment]}, **kept})
    return survey(only, day), positions


def _in_full(finding: Finding, positions: Mapping[str, Sequence[int]]) -> Finding:
    """A finding about a part of a ledger, with its path in the whole one."""
    match finding.path:
        case (str(section), int(index), *rest):
            return replace(finding, path=(section, positions[section][index], *rest))
        case _:
            return finding


def _row(surveyed: Survey, commitment: str) -> CommitmentRow:
    return CommitmentRow.of(surveyed, commitment)


def _gist(finding: Finding) -> tuple[object, ...]:
    """What a finding says whatever its figures: a figure that moved is no news."""
    return finding.code, finding.path, re.sub(r"-?\d[\d.]*", "#", finding.message)
