"""The reports of an export as lists of records: one for each sheet of a workbook and each file of a data package."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from mss_gap.analysis.contributors.contributions import Contribution, Outside
from mss_gap.analysis.contributors.groups import GroupContribution
from mss_gap.analysis.course.changes import Change, Point
from mss_gap.analysis.reports.base import CommitmentRow, Report
from mss_gap.analysis.reports.claim_rows import ClaimRow
from mss_gap.analysis.reports.context import IndicatorRow
from mss_gap.analysis.reports.countries import CommitmentBreakdown
from mss_gap.analysis.reports.entries import EntryRow
from mss_gap.analysis.reports.export import ExportReport
from mss_gap.analysis.reports.history import EventRow
from mss_gap.analysis.reports.kept import KeptCommitment, KeptPledge
from mss_gap.analysis.reports.pace import PaceRow
from mss_gap.analysis.reports.sources import SourceRow, Unsourced
from mss_gap.analysis.reports.stages import StageRow
from mss_gap.analysis.warnings.report_warnings import ReportWarning
from mss_gap.ledger.find import FileRead
from mss_gap.render.columns import Records, keys_of
from mss_gap.render.tables import claims, context, countries, entries, kept, pace, sources, stages
from mss_gap.render.tables.change_records import change_records, event_records
from mss_gap.render.tables.stages import StageOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The records of one report, and what they are called."""

    name: str
    """Of a file, without its ending."""
    title: str
    """Of a sheet."""
    about: str
    """What a record is, in a sentence."""
    report: Report
    records: Callable[[], Records]
    """The records with the keys of the JSON documents."""
    parts: tuple[type, ...]
    """The types whose fields are the columns; the first that has a column explains it."""
    key: tuple[str, ...] = ()
    """The columns that together name a record; empty where none do."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """For a figure that may be in another currency than the unit, the column that names it."""
    fuller: Callable[[], Records] | None = None
    """The records with what documents leave out, such as the bounds of sums; None where they leave out nothing."""

    def for_readers(self) -> Records:
        """The records with all that is known."""
        return self.records() if self.fuller is None else self.fuller()


def _by_groups(report: ExportReport) -> Sequence[CommitmentBreakdown]:
    """The commitments with what groups come to, as often as there are groupings."""
    return [commitment for grouping in report.groupings for commitment in grouping.commitments]


def listings(report: ExportReport) -> tuple[Listing, ...]:
    """The lists of an export, in their order."""
    return (
        Listing(
            name="summary",
            title="Summary",
            about="Where each commitment stands: one row each.",
            report=report.countries,
            records=partial(countries.whole_records, report.countries.commitments),
            parts=(CommitmentRow, CommitmentBreakdown),
            key=("id",),
            fuller=partial(countries.whole_records, report.countries.commitments, for_readers=True),
        ),
        Listing(
            name="contributors",
            title="Contributors",
            about="What each contributor pledged and delivered: one row for each contributor to each commitment.",
            report=report.countries,
            records=partial(countries.contribution_records, report.countries.commitments),
            parts=(Contribution,),
            key=("commitment", "id"),
            currencies={"pledged_stated": "pledged_currency", "actual_stated": "actual_currency"},
            fuller=partial(countries.contribution_records, report.countries.commitments, for_readers=True),
        ),
        Listing(
            name="groups",
            title="Groups",
            about="What the contributors of each group of the ledger pledged and delivered together: one row for each group "
            "and commitment. A contributor may be in several groups.",
            report=report.countries,
            records=partial(countries.group_records, _by_groups(report)),
            parts=(GroupContribution,),
            key=("commitment", "id"),
            fuller=partial(countries.group_records, _by_groups(report), for_readers=True),
        ),
        Listing(
            name="kept",
            title="Kept",
            about="Whether each pledge was kept, and when: one row for each contributor with a pledge to each commitment.",
            report=report.kept,
            records=partial(kept.pledge_records, report.kept),
            parts=(KeptPledge, Contribution),
            key=("commitment", "id"),
            currencies={"pledged_stated": "pledged_currency", "actual_stated": "actual_currency"},
            fuller=partial(kept.pledge_records, report.kept, for_readers=True),
        ),
        Listing(
            name="kept-in-all",
            title="Kept in all",
            about="How many firm pledges to each commitment were kept in full, and how much of them came: one row each.",
            report=report.kept,
            records=partial(kept.commitment_records, report.kept),
            parts=(KeptCommitment,),
            key=("id",),
            fuller=partial(kept.commitment_records, report.kept, for_readers=True),
        ),
        Listing(
            name="stages",
            title="Stages",
            about="How far deliveries have come, of commitments with stages: one row for each stage, of all contributors "
            "together and of each.",
            report=report.summary,
            records=partial(stages.stage_records, report.stages),
            parts=(StageRow, StageOf, Contribution),
            currencies={"pledged_stated": "pledged_currency", "actual_stated": "actual_currency"},
            fuller=partial(stages.stage_records, report.stages, for_readers=True),
        ),
        Listing(
            name="outside",
            title="Outside",
            about="What was given for the same purpose and is not counted: in no other figure.",
            report=report.countries,
            records=partial(countries.outside_records, report.countries.commitments),
            parts=(Outside,),
            currencies={"figure": "currency"},
        ),
        Listing(
            name="pace",
            title="Pace",
            about="The pace of each commitment so far, and the pace that it takes: one row each.",
            report=report.pace,
            records=partial(pace.records, report.pace),
            parts=(PaceRow,),
            key=("id",),
            fuller=partial(pace.records, report.pace, for_readers=True),
        ),
        Listing(
            name="history",
            title="History",
            about="Every dated change, and what the commitment comes to after its day: one row for each change.",
            report=report.history,
            records=partial(change_records, report.history.commitments),
            parts=(Change, Point),
            currencies={"stated": "currency", "part_stated": "currency", "level_stated": "level_currency"},
            fuller=partial(change_records, report.history.commitments, for_readers=True),
        ),
        Listing(
            name="events",
            title="Events",
            about="What happened around the mission: one row for each event.",
            report=report.history,
            records=partial(event_records, report.history.events),
            parts=(EventRow,),
        ),
        Listing(
            name="entries",
            title="Entries",
            about="Every dated entry of the ledger as stated: one row each.",
            report=report.entries,
            records=partial(entries.records, report.entries),
            parts=(EntryRow,),
            currencies={"total": "currency", "amount": "currency", "part": "currency"},
        ),
        Listing(
            name="claims",
            title="Claims",
            about="Every published claim beside what the ledger says: one row each.",
            report=report.claims,
            records=partial(claims.records, report.claims),
            parts=(ClaimRow,),
            fuller=partial(claims.records, report.claims, for_readers=True),
        ),
        Listing(
            name="indicators",
            title="Indicators",
            about="The crisis around the mission: one row for each indicator.",
            report=report.context,
            records=partial(context.records, report.context),
            parts=(IndicatorRow,),
            key=("id",),
        ),
        Listing(
            name="sources",
            title="Sources",
            about="Every source, and how many figures rest on it: one row each.",
            report=report.sources,
            records=partial(sources.source_records, report.sources),
            parts=(SourceRow,),
            key=("id",),
        ),
        Listing(
            name="unsourced",
            title="Unsourced",
            about="The figures of the ledger that rest on no source: one row each.",
            report=report.sources,
            records=partial(sources.unsourced_records, report.sources),
            parts=(Unsourced,),
        ),
        Listing(
            name="files",
            title="Files",
            about="Every file that was read, the ledger first, with the SHA-256 of its bytes: one row each.",
            report=report.sources,
            records=partial(sources.file_records, report.sources),
            parts=(FileRead,),
        ),
        Listing(
            name="warnings",
            title="Warnings",
            about="What bears on the figures, and must be said with them: one row for each warning.",
            report=report.summary,
            records=lambda: Records.of(keys_of(ReportWarning), report.warnings()),
            parts=(ReportWarning,),
        ),
    )
