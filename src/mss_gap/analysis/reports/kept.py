"""Whether each pledge was kept, and when (R12)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.bounds import Bound, Figure
from mss_gap.analysis.contributors.contributions import Contribution, Outside, contributions, outside_of
from mss_gap.analysis.contributors.groups import GroupContribution, others_of
from mss_gap.analysis.contributors.scales import Weights
from mss_gap.analysis.course.kept import Judgement, KeptTotals, judgements, totals
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.base import CommitmentRow, Report, heading_of
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.verdicts import KeptVerdict
from mss_gap.analysis.warnings.report_warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPledge:
    """What became of one contributor's pledge, in the commitment's unit."""

    id: str
    """An ISO 3166-1 alpha-2 code, or the code of a declared body."""
    name: str
    pledged: Decimal | None
    """Its pledge less what is withdrawn; null where not stated."""
    pledged_bound: Bound | None
    """How the pledge and its firm part are known."""
    firm: Decimal | None
    """How much of the pledge is firm; null where not known."""
    actual: Decimal | None
    """What it delivered; 0 where nothing is recorded, null where the amount is not stated."""
    actual_bound: Bound | None
    expected: Decimal | None
    """How much of the firm part was due before the report date; null where the firm part is not known."""
    due: date | None
    """The latest day by which some of the pledge was promised; null where no day is stated."""
    verdict: KeptVerdict
    kept_on: date | None
    """The first day on which the actual reached the pledge, or its firm part; null where it is not kept."""
    days_late: int | None
    """The days from `due` to `kept_on`, of a month or a year to its first day; 0 where it is earlier, null without either."""
    sources: tuple[str, ...]
    """What its pledge and its actual rest on: source ids or addresses."""
    timing_known: bool = field(metadata=NOT_IN_DOCUMENTS)
    """Whether `due` and `kept_on` can be held against each other: some of the pledge may have no due day."""
    contribution: Contribution = field(metadata=NOT_IN_DOCUMENTS, repr=False)
    """The same contributor in `countries`, with its figures as stated."""

    @property
    def has_firm_part(self) -> bool:
        """Whether some of the pledge is firm, or may be."""
        return self.firm != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPledges:
    """The pledges that a table has in one row."""

    together: GroupContribution
    verdicts: Mapping[KeptVerdict, int]
    """How many of them have each verdict; those that occur."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCommitment:
    """The pledges to one commitment, and how many of them were kept. The counts and the sums are of all contributors."""

    id: str
    title: str
    unit: str
    measured: int
    """How many contributors have a firm part above 0 and a verdict other than not-measurable."""
    kept: int
    """How many of these have the verdict kept or firm-kept."""
    kept_amount: Decimal
    """What these delivered of their firm parts: of each, at most its firm part."""
    firm: Decimal
    """The sum of their firm parts."""
    kept_pct: Decimal | None
    """kept_amount as a share of firm, in percent; null where none is measured."""
    contributions: tuple[KeptPledge, ...]
    """A row for each contributor with a pledge, in the order of `countries`."""
    others: OtherPledges | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """The pledges after the first few, where only so many have rows."""
    totals: KeptTotals = field(metadata=NOT_IN_DOCUMENTS)
    """The same counts and sums, with their bounds."""
    unmeasured: int = field(metadata=NOT_IN_DOCUMENTS)
    """How many contributors have a firm part, or may have one, and are not measured."""
    pledging: int = field(metadata=NOT_IN_DOCUMENTS)
    """How many contributors have a pledge."""
    row: CommitmentRow = field(metadata=NOT_IN_DOCUMENTS, repr=False)
    """The commitment in other reports: its note, its stages."""
    given_outside: tuple[Outside, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """What these contributors gave outside the commitment: it keeps no pledge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport(Report):
    """Whether each pledge was kept by the report date."""

    kind: Literal["kept"] = "kept"
    commitments: tuple[KeptCommitment, ...]
    """In the order of the ledger."""
    warnings: tuple[ReportWarning, ...]
    asked_for: tuple[str, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """The contributors that were asked for, by their codes; empty for all."""


def kept(
    ledger: Ledger, as_of: date | None = None, commitment: str | None = None, countries: Collection[str] = ()
) -> KeptReport:
    """Whether each pledge to each commitment, or to one, was kept by the report date (R12).

    With the codes of `countries`, only these contributors have rows; counts and sums are still of all. Raises
    `UnknownCommitmentError` where the commitment asked for does not exist.
    """
    return kept_of(survey(ledger, as_of, commitment), countries)


@exactly
def kept_of(surveyed: Survey, countries: Collection[str] = (), *, top: int | None = None) -> KeptReport:
    """Whether each pledge to a survey's commitments was kept, or those of some contributors.

    With `top`, so many pledges have rows, and the others are together in `others`.
    """
    return KeptReport(
        **heading_of(surveyed),
        commitments=tuple(_commitment(surveyed, key, countries, top) for key in surveyed.positions),
        warnings=warnings_of(surveyed),
        asked_for=tuple(dict.fromkeys(countries)),
    )


def _commitment(surveyed: Survey, key: str, countries: Collection[str], top: int | None) -> KeptCommitment:
    commitment, position = surveyed.ledger.commitments[key], surveyed.positions[key]
    deadline = commitment.due or surveyed.ledger.mission.end
    found = judgements(position, surveyed.timelines[key], surveyed.as_of, deadline)
    total = totals(position, found)
    rows = [_pledge(row, found[row.id]) for row in contributions(surveyed, key) if row.id in found]
    asked_for = [row for row in rows if not countries or row.id in countries]
    return KeptCommitment(
        id=key,
        title=surveyed.title(key),
        unit=commitment.unit,
        measured=total.measured,
        kept=total.kept,
        kept_amount=total.amount.size,
        firm=total.firm.size,
        kept_pct=total.pct.value,
        contributions=tuple(asked_for[:top]),
        others=None if top is None else _others(asked_for[top:], position.actual),
        totals=total,
        unmeasured=sum(row.has_firm_part for row in rows) - total.measured,
        pledging=len(rows),
        row=CommitmentRow.of(surveyed, key),
        given_outside=tuple(it for it in outside_of(surveyed, key) if not countries or it.country in countries),
    )


def _others(rows: Sequence[KeptPledge], whole: Figure) -> OtherPledges | None:
    """The pledges of some contributors together; `whole` is the actual of all."""
    if not rows:
        return None
    together = others_of([row.contribution for row in rows], whole, Weights.of(None, (), None))
    counts = Counter(row.verdict for row in rows)
    return OtherPledges(
        together=together, verdicts={verdict: counts[verdict] for verdict in KeptVerdict if verdict in counts}
    )


def _pledge(row: Contribution, found: Judgement) -> KeptPledge:
    return KeptPledge(
        id=row.id,
        name=row.name,
        pledged=row.pledged,
        pledged_bound=row.pledged_bound,
        firm=row.firm,
        actual=row.actual,
        actual_bound=row.actual_bound,
        expected=found.expected,
        due=found.due,
        verdict=found.verdict,
        kept_on=found.kept_on,
        days_late=found.days_late,
        timing_known=found.timing_known,
        sources=row.sources,
        contribution=row,
    )


def overdue(report: KeptReport) -> list[tuple[KeptCommitment, KeptPledge]]:
    """The pledges of a report that are overdue, each after its commitment."""
    return [
        (commitment, row)
        for commitment in report.commitments
        for row in commitment.contributions
        if row.verdict is KeptVerdict.OVERDUE
    ]
