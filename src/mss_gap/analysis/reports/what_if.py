"""What if: a withdrawal, a delivery, a promise kept, or another pledge, and what it changes (R9)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Literal

from mss_gap.analysis.bounds import ZERO, Bound, Figure, difference, join, turn
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.gap import Gap, gap_between
from mss_gap.analysis.position import Position
from mss_gap.analysis.reports.base import CommitmentRow, Report, heading_of
from mss_gap.analysis.reports.from_to import FromTo
from mss_gap.analysis.scenarios.scenario import NO_CHANGE, Change, Scene, take_step
from mss_gap.analysis.scenarios.step_phrases import in_words
from mss_gap.analysis.scenarios.steps import Step
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings.report_warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """How the figures of a commitment move in a scenario.

    The bound of a change is that of what is put in and taken out: what leaves both states open is the same in both.
    """

    pledged: FromTo
    actual: FromTo
    gap: FromTo
    delivered_pct: FromTo
    """In percent; its change in percentage points, as that of the next."""
    shortfall_pct: FromTo


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A commitment as it is, and as it would be."""

    id: str
    before: CommitmentRow
    after: CommitmentRow
    moves: Moves = field(metadata=NOT_IN_DOCUMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfReport(Report):
    """What a scenario changes on the report date."""

    kind: Literal["what-if"] = "what-if"
    changes: tuple[str, ...]
    """The scenario in words, a step each, in order."""
    commitments: tuple[Outcome, ...]
    warnings: tuple[ReportWarning, ...]


def what_if(
    ledger: Ledger, steps: Sequence[Step], as_of: date | None = None, commitment: str | None = None
) -> WhatIfReport:
    """Each commitment, or one, before and after some steps, in order (R9). The ledger itself stays as it is.

    Raises `UnknownCommitmentError`, `NothingToChangeError` where a step names a contributor without a part, and
    `RelativeStepError` where a relative step has no figure to start from, or leads below zero.
    """
    return what_if_of(survey(ledger, as_of), steps, commitment)


@exactly
def what_if_of(surveyed: Survey, steps: Sequence[Step], commitment: str | None = None) -> WhatIfReport:
    """The commitments of a survey, or one of them, before and after some steps."""
    before, *later = accumulate(steps, take_step, initial=Scene(surveyed, {}))
    last = later[-1] if later else before
    shown = last.surveyed.only(commitment)
    return WhatIfReport(
        **heading_of(shown),
        changes=tuple(in_words(scene.surveyed, step) for scene, step in zip((before, *later), steps, strict=False)),
        commitments=tuple(
            _outcome(key, surveyed, position, last.changes.get(key, NO_CHANGE))
            for key, position in shown.positions.items()
        ),
        warnings=warnings_of(shown),
    )


def _outcome(key: str, surveyed: Survey, after: Position, change: Change) -> Outcome:
    """A commitment before and after the steps, which changed its contributors by so much."""
    commitment, before = surveyed.ledger.commitments[key], surveyed.positions[key]
    was, now = (gap_between(position.pledged, position.actual) for position in (before, after))
    pledged = ZERO if before.headline else change.firm
    delivered = _bound_of_share(before, was, now, pledged, change.actual)
    return Outcome(
        id=key,
        before=CommitmentRow.at(key, commitment, before),
        after=CommitmentRow.at(key, commitment, after),
        moves=Moves(
            pledged=_moved(before.pledged, after.pledged, pledged.bound),
            actual=_moved(before.actual, after.actual, change.actual.bound),
            gap=_moved(was.gap, now.gap, difference(pledged, change.actual).bound),
            delivered_pct=_moved(was.delivered_pct, now.delivered_pct, delivered),
            shortfall_pct=_moved(was.shortfall_pct, now.shortfall_pct, None if delivered is None else turn(delivered)),
        ),
    )


def _moved(before: Figure, after: Figure, bound: Bound | None) -> FromTo:
    """How a figure moves, where the bound of the change is known from what changed."""
    change = difference(after, before).value
    return FromTo(
        from_=before.value,
        to=after.value,
        change=change,
        bound=None if change is None else bound,
        states=(before.bound, after.bound),
    )


def _bound_of_share(before: Position, was: Gap, now: Gap, pledged: Figure, actual: Figure) -> Bound | None:
    """How the change of the share delivered is known.

    Of a pledge that stays it is the change of the actual ÷ the pledge. Less taken away than that is more.
    """
    if pledged != ZERO:
        return difference(now.delivered_pct, was.delivered_pct).bound
    known = actual.bound or Bound.OPEN
    if not actual.size:
        return known
    of = before.pledged.bound or Bound.OPEN
    return join(known, turn(of) if actual.size > 0 else of)
