"""The tables of `show`: one commitment on one page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from mss_gap.analysis.bounds import Bound, Figure, percentage
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.countries import CommitmentBreakdown
from mss_gap.analysis.reports.show import Comparison, ComparisonId, Note, Reliance, ShowReport
from mss_gap.render.columns import UNDEFINED, Align, Amount, Column, Narrow, Page, Records, Share, Table, Tone, Words
from mss_gap.render.figures import percent, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import IN_ALL, actual_note, notes_of, where_the_gap_is
from mss_gap.render.tables.claims import contradicted_table
from mss_gap.render.tables.countries import contribution_records, contributions_table
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.history import sparkline_remarks
from mss_gap.render.tables.pace import sentence


def page(report: ShowReport) -> Page:
    """The commitment against each base, its contributors, the claims that it contradicts, and the entries' notes."""
    unit, footnotes = report.commitment.unit, Footnotes(report.glossary.sources)
    contributors = contributions_table(report.commitment, footnotes, title="Contributors")
    tables = [
        _comparisons(report, unit),
        replace(contributors, remarks=[*contributors.remarks, *reliance_remarks(report.largest, report.commitment)]),
        contradicted_table(report.contradicted, report.glossary, footnotes),
        Table.of("Notes", _columns_of_note(report.glossary), report.notes),
    ]
    return headed_page(report, tables, report.warnings, footnotes)


def records(report: ShowReport) -> Records:
    """A record for each contributor, as `countries` has it."""
    return contribution_records([report.commitment])


def reliance_remarks(largest: Reliance | None, row: CommitmentBreakdown) -> list[str]:
    """How much hangs on one contributor, in a sentence."""
    if largest is None or largest.rest is None:
        return []
    left = with_unit(largest.rest, row.unit)
    bounds = {row.actual_bound, *(each.actual_bound for each in row.contributions if each.id == largest.id)}
    known = "" if bounds <= {Bound.EXACT} else "As far as is known, "
    return [
        f"{known}{largest.name} accounts for {percent(largest.share_pct)} of what all delivered.",
        f"Without it {left} would be left, {percent(largest.rest_delivered_pct)} of the pledge.",
    ]


def _comparisons(report: ShowReport, unit: str) -> Table:
    """The comparisons that can be made, and the headline in words."""
    row = report.commitment
    whole = next(it.whole for it in report.comparisons if it.id is ComparisonId.DELIVERED_OF_HEADLINE)
    headline = "none stated" if whole is None else ", ".join(filter(None, (with_unit(whole, unit), row.basis)))
    pace = sentence(report.pace, report.as_of)
    remarks = [
        f"Headline: {headline}{f', due on {row.due}' if row.due else ''}.",
        *filter(None, [where_the_gap_is(row, row.sum_of_shortfalls)]),
        *notes_of(row, report.glossary),
        *actual_note(row, report.glossary),
        *sparkline_remarks(report.course),
        f"{pace[:1].upper()}{pace[1:]}",
    ]
    shown = [comparison for comparison in report.comparisons if comparison.pct is not None]
    return Table.of(row.title, _columns_of_comparison(row), shown, remarks)


def _columns_of_comparison(row: CommitmentBreakdown) -> Sequence[Column[Comparison]]:
    unit = row.unit

    def part(it: Comparison) -> Figure:
        return _figures(it.id, row)[0]

    def whole(it: Comparison) -> Figure:
        return _figures(it.id, row)[1]

    return (
        Column("Compared", lambda it: Words(compared(it.id))),
        Column("Part", lambda it: Amount(it.part, unit, unknown=UNDEFINED, bound=part(it).bound), Align.RIGHT),
        Column("Whole", lambda it: Amount(it.whole, unit, unknown=UNDEFINED, bound=whole(it).bound), Align.RIGHT),
        Column(
            "Share", lambda it: Words(percent(it.pct, percentage(part(it), whole(it)).bound), Tone.STRONG), Align.RIGHT
        ),
        Column("", lambda it: Share(it.pct), Align.LEFT, Narrow.DROP),
    )


def _figures(comparison: ComparisonId, row: CommitmentBreakdown) -> tuple[Figure, Figure]:
    """The two figures that are compared, each with its bound."""
    headline, firm = Figure(row.pledged, row.pledged_bound), Figure(row.country_pledged, row.country_pledged_bound)
    pledging = [each for each in row.contributions if each.pledge_status is not None]
    match comparison:
        case ComparisonId.DELIVERED_OF_HEADLINE:
            return Figure(row.actual, row.actual_bound), headline
        case ComparisonId.DELIVERED_OF_FIRM:
            delivered = (Figure(each.actual, each.actual_bound) for each in pledging if each.firm != 0)
            return PartialSum.all_of(delivered).figure, firm
        case ComparisonId.FIRM_OF_HEADLINE:
            return firm, headline
        case ComparisonId.PLEDGED_OF_HEADLINE:
            return PartialSum.all_of(Figure(each.pledged, each.pledged_bound) for each in pledging).figure, headline
        case _:
            assert_never(comparison)


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
