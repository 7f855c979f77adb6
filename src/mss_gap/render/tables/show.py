"""The tables of `show`: one commitment on one page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.claim_rows import ClaimRow
from mss_gap.analysis.reports.countries import CommitmentBreakdown
from mss_gap.analysis.reports.history import CommitmentHistory
from mss_gap.analysis.reports.pace import PaceRow
from mss_gap.analysis.reports.reliance import Reliance
from mss_gap.analysis.reports.show import Comparison, ComparisonId, Note, ShowReport
from mss_gap.render.columns import (
    UNDEFINED,
    Align,
    Amount,
    Cell,
    Column,
    Keys,
    Narrow,
    Page,
    Records,
    Share,
    Table,
    Tone,
    Words,
    keys_of,
)
from mss_gap.render.commitment_notes import actual_note, notes_of
from mss_gap.render.figures import day_in_words, percent, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import IN_ALL, NONE_RECORDED, reliance_remarks, where_the_gap_is
from mss_gap.render.tables.change_records import change_records
from mss_gap.render.tables.claims import contradicted_table
from mss_gap.render.tables.contributors import contributions_table
from mss_gap.render.tables.countries import breakdown_records, commitment_records
from mss_gap.render.tables.heading import headed_page, not_in_notes
from mss_gap.render.tables.history import sparkline_remarks
from mss_gap.render.tables.pace_sentences import sentences_of


def page(report: ShowReport) -> Page:
    """The commitment against each base, its contributors, the claims that it contradicts, and the entries' notes."""
    unit, footnotes = report.commitment.unit, Footnotes(report.glossary.sources)
    contributors = contributions_table(report.commitment, footnotes, title="Contributors")
    largest = report.largest
    if report.asked_for and largest is not None and largest.id not in report.asked_for:
        largest = None
    tables = [
        _comparisons(report, unit),
        replace(contributors, remarks=[*contributors.remarks, *reliance_remarks(largest, report.commitment)]),
        contradicted_table(report.contradicted, report.glossary, footnotes),
        Table.of("Notes", _columns_of_note(report.glossary), report.notes),
    ]
    return headed_page(report, tables, not_in_notes(report.warnings), footnotes, _who_is_shown(report))


def records(report: ShowReport) -> Records:
    """The records of each list of the document, each after the commitment and its unit."""
    row = report.commitment
    course = CommitmentHistory(id=row.id, title=row.title, unit=row.unit, points=report.course)
    of_row: Keys[object] = {"commitment": lambda _: row.id, "unit": lambda _: row.unit}
    sections = {
        "commitment": commitment_records([row]),
        **breakdown_records([row]),
        "comparisons": Records.of({**of_row, **keys_of(Comparison)}, report.comparisons),
        "largest": Records.of({**of_row, **keys_of(Reliance)}, filter(None, [report.largest])),
        "course": change_records([course]),
        "pace": Records.of({**of_row, **keys_of(PaceRow)}, [report.pace]),
        "contradicted": Records.of({**of_row, **keys_of(ClaimRow)}, report.contradicted),
        "notes": Records.of({**of_row, **keys_of(Note)}, report.notes),
    }
    return Records.in_sections(sections)


def _who_is_shown(report: ShowReport) -> str:
    """Says whose rows, claims and notes are shown, and who of them has no row; empty where all are shown."""
    if not report.asked_for:
        return ""
    shown = {row.id for row in report.commitment.contributions}
    without = [report.glossary.contributors[code] for code in report.asked_for if code not in shown]
    said = [
        f"Contributors, claims and notes: only {listed([report.glossary.contributors[code] for code in report.asked_for])}.",
        "All other figures are of all contributors.",
        f"Without a pledge or a delivery: {listed(without)}." if without else "",
    ]
    return " ".join(filter(None, said))


def _comparisons(report: ShowReport, unit: str) -> Table:
    """The comparisons that can be made, and the headline in words."""
    row = report.commitment
    whole = next(it.whole for it in report.comparisons if it.id is ComparisonId.DELIVERED_OF_HEADLINE)
    headline = "none stated" if whole is None else ", ".join(filter(None, (with_unit(whole, unit), row.basis)))
    pace = sentences_of(report.pace, report.as_of)
    remarks = [
        f"Headline: {headline}{f', due by {day_in_words(row.due)}' if row.due else ''}.",
        *filter(None, [where_the_gap_is(row)]),
        *notes_of(row, report.glossary),
        *actual_note(row, report.glossary),
        *sparkline_remarks(report.course),
        f"{pace[:1].upper()}{pace[1:]}",
    ]
    shown = [comparison for comparison in report.comparisons if comparison.pct is not None]
    return Table.of(row.title, _columns_of_comparison(row), shown, remarks)


def _columns_of_comparison(row: CommitmentBreakdown) -> Sequence[Column[Comparison]]:
    unit = row.unit

    return (
        Column("Compared", lambda it: Words(compared(it.id))),
        Column("Part", lambda it: _part(it, unit), Align.RIGHT),
        Column("Whole", lambda it: Amount(it.whole, unit, unknown=UNDEFINED, bound=it.whole_bound), Align.RIGHT),
        Column("Share", lambda it: Words(_share(it), Tone.STRONG), Align.RIGHT),
        Column("", lambda it: Share(it.pct if it.is_recorded else None), Align.LEFT, Narrow.DROP),
    )


def _part(it: Comparison, unit: str) -> Cell:
    return Amount(it.part, unit, unknown=UNDEFINED, bound=it.part_bound) if it.is_recorded else Words(NONE_RECORDED)


def _share(it: Comparison) -> str:
    return percent(it.pct, it.pct_bound) if it.is_recorded else UNDEFINED


def compared(comparison: ComparisonId) -> str:
    """What is compared with what, in words."""
    match comparison:
        case ComparisonId.DELIVERED_OF_HEADLINE:
            return "Delivered, of the headline"
        case ComparisonId.DELIVERED_OF_FIRM:
            return "Delivered, of firm country pledges"
        case ComparisonId.FIRM_OF_HEADLINE:
            return "Firm country pledges, of the headline"
        case ComparisonId.PLEDGED_OF_HEADLINE:
            return "Country pledges, firm or not, of the headline"
        case _:
            assert_never(comparison)


def _columns_of_note(glossary: Glossary) -> Sequence[Column[Note]]:
    return (
        Column("Date", lambda it: Words(str(it.date))),
        Column("Contributor", lambda it: Words(IN_ALL if it.country is None else glossary.contributors[it.country])),
        Column("Note", lambda it: Words(it.note)),
    )
