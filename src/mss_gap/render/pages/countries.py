"""Contributions as a page: a table a commitment, with the unattributed rest and the total."""

from mss_gap.analysis.countries import CommitmentBreakdown, Contribution, CountriesReport
from mss_gap.analysis.exact import percent_of
from mss_gap.ledger.model import Status
from mss_gap.render.figures import UNDEFINED, day, percent, quantity, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import Align, Bar, Cell, Column, Narrow, Page, Row, Table, Tone
from mss_gap.render.pages.heading import page
from mss_gap.render.pages.summary import described, tone_of

COLUMNS = (
    Column("Contributor"),
    Column("Pledged", Align.RIGHT),
    Column("Actual", Align.RIGHT),
    Column("As of", Align.RIGHT),
    Column("Gap", Align.RIGHT),
    Column("Delivered", Align.RIGHT),
    Column("", Align.LEFT, Narrow.DROP),
    Column("Share", Align.RIGHT),
)
NO_PLEDGE = "none"


def countries_page(report: CountriesReport, footnotes: Footnotes) -> Page:
    """A table for each commitment."""
    tables = [_table(commitment, footnotes) for commitment in report.commitments]
    return page(report, tables, report.warnings, footnotes)


def _table(commitment: CommitmentBreakdown, footnotes: Footnotes) -> Table:
    unit = commitment.unit
    rows = [_row(row, unit, footnotes) for row in commitment.contributions]
    if commitment.contributions:
        rows.append(_rest(commitment))
    rows.append(_whole(commitment, footnotes, apart=bool(commitment.contributions)))
    return Table(f"{commitment.title} ({described(commitment)})", COLUMNS, rows, _remarks(commitment))


def _row(row: Contribution, unit: str, footnotes: Footnotes) -> Row:
    on_hold = row.pledge_status is Status.ON_HOLD
    status = "" if row.pledge_status in (None, Status.FIRM) else " (on hold)" if on_hold else " (withdrawn)"
    return Row(
        (
            Cell(row.name + status + footnotes.mark(row.sources)),
            Cell(NO_PLEDGE if row.pledge_status is None else quantity(row.pledged, unit)),
            Cell(quantity(row.actual, unit, at_least=row.at_least and row.actual is not None)),
            Cell(day(row.reported_on), Tone.MUTED),
            Cell(quantity(row.gap, unit) if row.gap is not None else UNDEFINED),
            Cell(percent(row.delivered_pct)),
            Bar(row.delivered_pct),
            Cell(percent(row.share_pct)),
        )
    )


def _rest(commitment: CommitmentBreakdown) -> Row:
    unit = commitment.unit
    blank = Cell("")
    share = percent_of(commitment.unattributed, commitment.actual)
    return Row(
        (
            Cell("Unattributed", Tone.MUTED),
            blank,
            Cell(quantity(commitment.unattributed, unit), Tone.MUTED),
            blank,
            blank,
            blank,
            blank,
            Cell(percent(share), Tone.MUTED),
        )
    )


def _whole(commitment: CommitmentBreakdown, footnotes: Footnotes, *, apart: bool) -> Row:
    unit = commitment.unit
    return Row(
        (
            Cell("Whole mission" + footnotes.mark(commitment.sources), Tone.STRONG),
            Cell(quantity(commitment.pledged, unit), Tone.STRONG),
            Cell(quantity(commitment.actual, unit, at_least=commitment.at_least), Tone.STRONG),
            Cell(day(commitment.reported_on), Tone.MUTED),
            Cell(quantity(commitment.gap, unit), Tone.STRONG),
            Cell(percent(commitment.delivered_pct), tone_of(commitment)),
            Bar(commitment.delivered_pct),
            Cell("100.0%" if commitment.actual else UNDEFINED, Tone.STRONG),
        ),
        apart=apart,
    )


def _remarks(commitment: CommitmentBreakdown) -> list[str]:
    """What contributors pledged, in words: how much of it is firm, and by how much that falls short."""
    unit, statuses = commitment.unit, {row.pledge_status for row in commitment.contributions}
    remarks = []
    if Status.FIRM in statuses:
        remarks.append(
            f"Firm pledges of contributors: {with_unit(commitment.country_pledged, unit)}, "
            f"of which {with_unit(commitment.sum_of_shortfalls, unit)} not delivered."
        )
    if Status.ON_HOLD in statuses:
        remarks.append(f"Pledges on hold: {with_unit(commitment.on_hold, unit)}.")
    return remarks
