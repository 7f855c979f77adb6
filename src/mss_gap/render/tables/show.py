"""One commitment as a page."""

from dataclasses import replace

from mss_gap.analysis.reports.show import Comparison, Note, Reliance, ShowReport
from mss_gap.render.formats.csv import Rows
from mss_gap.render.figures import percent, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.dispatch import Backdrop
from mss_gap.render.page import UNDEFINED, Align, Bar, Cell, Column, Figure, Narrow, Page, Row, Table, Tone
from mss_gap.render.tables.claims import COLUMNS as CLAIM_COLUMNS
from mss_gap.render.tables.claims import claim_cells
from mss_gap.render.tables.countries import contribution_rows, contributions_table
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.history import course_line
from mss_gap.render.tables.pace import sentence
from mss_gap.render.view import View

COMPARISONS = (
    Column("Compared"),
    Column("Part", Align.RIGHT),
    Column("Whole", Align.RIGHT),
    Column("Share", Align.RIGHT),
    Column("", Align.LEFT, Narrow.DROP),
)
NOTES = (Column("Date"), Column("Contributor"), Column("Note"))


class ShowView(View[ShowReport]):
    """The commitment against each base, its contributors, the claims that it contradicts, and the entries' notes."""

    def page(self) -> Page:
        """A table for each of these, where there is any."""
        report, unit = self.report, self.report.commitment.unit
        footnotes = Footnotes(self.backdrop.sources)
        contributors = contributions_table(report.commitment, footnotes, title="Contributors")
        claims = [Row(claim_cells(row, self.backdrop, footnotes)) for row in report.contradicted]
        tables = [
            _comparisons(report, unit),
            replace(contributors, remarks=[*contributors.remarks, *reliance_remarks(report.largest, unit)]),
            Table("Claims that the ledger contradicts", CLAIM_COLUMNS, claims),
            Table("Notes", NOTES, [_note(note, self.backdrop) for note in report.notes]),
        ]
        return headed_page(report, tables, report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row for each contributor, as `countries` has it."""
        return contribution_rows([self.report.commitment])


def reliance_remarks(largest: Reliance | None, unit: str) -> list[str]:
    """How much hangs on one contributor, in a sentence."""
    if largest is None or largest.rest is None:
        return []
    left = with_unit(largest.rest, unit)
    return [
        f"{largest.name} delivered {percent(largest.share_pct)} of the whole.",
        f"Without it {left} would be left, {percent(largest.rest_delivered_pct)} of the pledge.",
    ]


def _comparisons(report: ShowReport, unit: str) -> Table:
    """The comparisons that can be made, and the headline in words."""
    row = report.commitment
    whole = report.comparisons[0].whole
    headline = "none stated" if whole is None else ", ".join(filter(None, (with_unit(whole, unit), row.basis)))
    pace = sentence(report.pace, report.as_of)
    remarks = [
        f"Headline: {headline}{f', due on {row.due.isoformat()}' if row.due else ''}.",
        *course_line(report.course),
        f"{pace[:1].upper()}{pace[1:]}",
    ]
    rows = [_comparison(comparison, unit) for comparison in report.comparisons if comparison.pct is not None]
    return Table(row.title, COMPARISONS, rows, remarks)


def _comparison(comparison: Comparison, unit: str) -> Row:
    label = comparison.part_of[:1].upper() + comparison.part_of[1:]
    return Row(
        (
            Cell(label),
            Figure(comparison.part, unit, unknown=UNDEFINED),
            Figure(comparison.whole, unit, unknown=UNDEFINED),
            Cell(percent(comparison.pct), Tone.STRONG),
            Bar(comparison.pct),
        )
    )


def _note(note: Note, backdrop: Backdrop) -> Row:
    return Row((Cell(note.date.isoformat()), Cell(backdrop.contributor(note.country)), Cell(note.note)))
