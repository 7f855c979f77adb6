"""Every report of a ledger that needs no question, on one date: what is exported together."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.cite import CiteReport, cite
from mss_gap.analysis.reports.claims import ClaimsReport, claims_of
from mss_gap.analysis.reports.context import ContextReport, context
from mss_gap.analysis.reports.countries import CountriesReport, by_own_groups, countries_of
from mss_gap.analysis.reports.entries import EntriesReport, entries_of
from mss_gap.analysis.reports.history import HistoryReport, history_of
from mss_gap.analysis.reports.kept import KeptReport, kept_of
from mss_gap.analysis.reports.pace import PaceReport, pace_of
from mss_gap.analysis.reports.sources import SourcesReport, sources
from mss_gap.analysis.reports.stages import StagesReport, stages_of
from mss_gap.analysis.reports.summary import SummaryReport, summary_of
from mss_gap.analysis.survey import survey
from mss_gap.analysis.warnings.report_warnings import ReportWarning
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """The reports of one ledger and one date."""

    cite: CiteReport
    summary: SummaryReport
    countries: CountriesReport
    groupings: tuple[CountriesReport, ...]
    """What the groups of the ledger come to; where two share a contributor, each group on its own."""
    kept: KeptReport
    stages: tuple[StagesReport, ...]
    """Of each commitment that has stages."""
    pace: PaceReport
    history: HistoryReport
    entries: EntriesReport
    claims: ClaimsReport
    context: ContextReport
    sources: SourcesReport

    def warnings(self) -> tuple[ReportWarning, ...]:
        """The warnings of all reports, each once."""
        reports = (self.summary, self.countries, self.kept, self.pace, self.history, self.entries, self.claims)
        listed = (*(report.warnings for report in reports), *(report.warnings for report in self.stages))
        return tuple(dict.fromkeys(warning for warnings in listed for warning in warnings))


@exactly
def export(ledger: Ledger, text: str, as_of: date | None = None) -> ExportReport:
    """Every report of a ledger on the report date (R1); `text` is what the ledger was read from."""
    surveyed = survey(ledger, as_of)
    return ExportReport(
        cite=cite(ledger, surveyed.as_of),
        summary=summary_of(surveyed),
        countries=countries_of(surveyed),
        groupings=by_own_groups(surveyed),
        kept=kept_of(surveyed),
        stages=tuple(stages_of(surveyed, key) for key, it in ledger.commitments.items() if it.stages),
        pace=pace_of(surveyed),
        history=history_of(surveyed),
        entries=entries_of(surveyed, text, origin=PurePath(ledger.origin).name),
        claims=claims_of(surveyed),
        context=context(ledger, surveyed.as_of),
        sources=_named(sources(ledger, text, surveyed.as_of)),
    )


def _named(report: SourcesReport) -> SourcesReport:
    """Sources that name the ledger without its folders, which are private; its tables are named from there."""
    own, tables = report.files[:1], report.files[1:]
    return replace(report, files=(*(replace(file, file=PurePath(file.file).name) for file in own), *tables))
