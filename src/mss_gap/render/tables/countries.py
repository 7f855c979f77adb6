"""Contributions as a page: a table a commitment, with the unattributed rest and the total."""

from collections.abc import Iterable, Sequence

from mss_gap.analysis.reports.countries import CommitmentBreakdown, Contribution, CountriesReport
from mss_gap.analysis.exact import percent_of
from mss_gap.ledger.model import Status
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.figures import day, in_full, percent, with_unit
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.page import UNDEFINED, Align, Bar, Cell, Column, Figure, Narrow, Page, Row, Table, Tone
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.summary import described, tone_of
from mss_gap.render.view import View

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


class CountriesView(View[CountriesReport]):
    """A table for each commitment."""

    def page(self) -> Page:
        """Each table ends with the unattributed rest and the whole mission."""
        footnotes = Footnotes(self.backdrop.sources)
        tables = [contributions_table(commitment, footnotes) for commitment in self.report.commitments]
        return headed_page(self.report, tables, self.report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row for each contributor to each commitment."""
        return contribution_rows(self.report.commitments)


def contribution_rows(commitments: Iterable[CommitmentBreakdown]) -> Rows:
    """A row for each contributor to each of some commitments."""
    return Rows(
        ["commitment", "unit", *columns_of(Contribution)],
        (
            [commitment.id, commitment.unit, *cells_of(contribution)]
            for commitment in commitments
            for contribution in commitment.contributions
        ),
    )


def contributions_table(commitment: CommitmentBreakdown, footnotes: Footnotes, title: str | None = None) -> Table:
    """Contributors to a commitment, the unattributed rest and the whole, under the commitment's name or a title."""
    unit = commitment.unit
    rows = [_row(row, unit, footnotes) for row in commitment.contributions]
    if commitment.contributions:
        rows.append(_rest(commitment))
    rows.append(_whole(commitment, footnotes, apart=bool(commitment.contributions)))
    description = described(commitment)
    named = f"{commitment.title} ({description})" if description else commitment.title
    return Table(title or named, COLUMNS, rows, _remarks(commitment))


def _row(row: Contribution, unit: str, footnotes: Footnotes) -> Row:
    on_hold = row.pledge_status is Status.ON_HOLD
    status = "" if row.pledge_status in (None, Status.FIRM) else " (on hold)" if on_hold else " (withdrawn)"
    return Row(
        (
            Cell(row.name + status, notes=footnotes.cite(row.sources)),
            Cell(NO_PLEDGE) if row.pledge_status is None else Figure(row.pledged, unit),
            Figure(row.actual, unit, at_least=row.at_least),
            Cell(day(row.reported_on), Tone.MUTED),
            Figure(row.gap, unit, unknown=UNDEFINED),
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
            Figure(commitment.unattributed, unit, Tone.MUTED),
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
            Cell("Whole mission", Tone.STRONG, notes=footnotes.cite(commitment.sources)),
            Figure(commitment.pledged, unit, Tone.STRONG),
            Figure(commitment.actual, unit, Tone.STRONG, at_least=commitment.at_least),
            Cell(day(commitment.reported_on), Tone.MUTED),
            Figure(commitment.gap, unit, Tone.STRONG, unknown=UNDEFINED),
            Cell(percent(commitment.delivered_pct), tone_of(commitment)),
            Bar(commitment.delivered_pct),
            Cell("100.0%" if commitment.actual else UNDEFINED, Tone.STRONG),
        ),
        apart=apart,
    )


def _remarks(commitment: CommitmentBreakdown) -> list[str]:
    """What contributors pledged, in words, and how much of what is firm was not delivered."""
    unit = commitment.unit
    firm = [row for row in commitment.contributions if row.pledge_status is Status.FIRM]
    on_hold = [row for row in commitment.contributions if row.pledge_status is Status.ON_HOLD]
    remarks = []
    if firm:
        sums = [with_unit(commitment.country_pledged, unit)]
        if commitment.sum_of_shortfalls is not None:
            sums.append(f"{in_full(commitment.sum_of_shortfalls, unit)} not delivered")
        remarks.append(f"Firm pledges by contributors: {', '.join(sums)}{_left_out(firm)}.")
    if on_hold:
        remarks.append(f"Pledges on hold: {with_unit(commitment.on_hold, unit)}{_left_out(on_hold)}.")
    return remarks


def _left_out(pledging: Sequence[Contribution]) -> str:
    """How many pledges a sum of them leaves out, and how many deliveries, because nobody stated them."""
    stated = [row for row in pledging if row.pledged is not None]
    undelivered = sum(row.actual is None for row in stated)
    unstated = len(pledging) - len(stated) if stated else 0
    said = []
    if unstated:
        said.append(f"; {unstated} more {'states' if unstated == 1 else 'state'} no amount")
    if undelivered:
        said.append(f"; {undelivered} {'delivery is' if undelivered == 1 else 'deliveries are'} not stated")
    return "".join(said)
