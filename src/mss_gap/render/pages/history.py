"""How commitments moved, as a page: every change with the level it led to, and events in their place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter

from mss_gap.analysis.history import Change, EventRow, HistoryByCountryReport, HistoryReport, Point
from mss_gap.ledger.model import Status
from mss_gap.render.csv_rows import Rows
from mss_gap.render.figures import percent, quantity, sparkline
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.formats import Backdrop
from mss_gap.render.page import UNDEFINED, Align, Cell, Column, Figure, Page, Row, Table, Tone
from mss_gap.render.pages.heading import headed_page
from mss_gap.render.view import View

COLUMNS = (
    Column("Date"),
    Column("What changed"),
    Column("Level", Align.RIGHT),
    Column("Actual", Align.RIGHT),
    Column("Gap", Align.RIGHT),
    Column("Delivered", Align.RIGHT),
)
COLUMNS_OF_CHANGE = (
    "date",
    "kind",
    "country",
    "total",
    "amount",
    "level",
    "source",
    "pledged",
    "actual",
    "gap",
    "delivered_pct",
)
STATUSES = {Status.FIRM: "firm", Status.ON_HOLD: "on hold", Status.WITHDRAWN: "withdrawn"}
SAMPLES = 40
"""Points of a sparkline, at equal distances in time."""


class HistoryView(View[HistoryReport]):
    """A table for each commitment."""

    def page(self) -> Page:
        """A table a commitment, its days in order and the events between them."""
        footnotes = Footnotes(self.backdrop.sources)
        events = [(event.date, _event(event, footnotes)) for event in self.report.events]
        tables = [
            _Teller(commitment.id, commitment.unit, self.backdrop, footnotes).table(
                commitment.title, commitment.points, events
            )
            for commitment in self.report.commitments
        ]
        return headed_page(self.report, tables, self.report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row a change, with where the whole stands after its day."""
        return Rows(
            ["commitment", "unit", *COLUMNS_OF_CHANGE],
            (
                [commitment.id, commitment.unit, *cells]
                for commitment in self.report.commitments
                for cells in _csv(commitment.points)
            ),
        )


class HistoryByCountryView(View[HistoryByCountryReport]):
    """A table for each contributor to each commitment."""

    def page(self) -> Page:
        """A table a contributor, its days in order."""
        footnotes = Footnotes(self.backdrop.sources)
        tables = [
            _Teller(commitment.id, commitment.unit, self.backdrop, footnotes).table(
                f"{commitment.title}: {contributor.name}", contributor.points
            )
            for commitment in self.report.commitments
            for contributor in commitment.contributors
        ]
        return headed_page(self.report, tables, self.report.warnings, footnotes)

    def rows(self) -> Rows:
        """A row a change, with where its contributor stands after its day."""
        return Rows(
            ["commitment", "unit", *COLUMNS_OF_CHANGE],
            (
                [commitment.id, commitment.unit, *cells]
                for commitment in self.report.commitments
                for contributor in commitment.contributors
                for cells in _csv(contributor.points)
            ),
        )


def _csv(points: Iterable[Point]) -> Iterator[Sequence[object]]:
    for point in points:
        for change in point.changes:
            yield (
                point.date,
                change.kind,
                change.country,
                change.total,
                change.amount,
                change.level,
                change.source,
                point.pledged,
                point.actual,
                point.gap,
                point.delivered_pct,
            )


@dataclass(frozen=True, slots=True)
class _Teller:
    """What it takes to tell a course: the commitment and its unit, the ledger, and the page's notes."""

    commitment: str
    unit: str
    backdrop: Backdrop
    footnotes: Footnotes

    def table(self, title: str, points: Sequence[Point], events: Iterable[tuple[date, Row]] = ()) -> Table:
        """Points as a table, with events between them."""
        dated = [(point.date, row) for point in points for row in self._rows(point)]
        if points:
            dated.extend(events)
        rows = [row for _, row in sorted(dated, key=itemgetter(0))]
        return Table(f"{title} ({self.unit})", COLUMNS, rows, _course(points) if rows else ["No dated entries."])

    def _rows(self, point: Point) -> Iterator[Row]:
        """A row for each change of a day; where the whole stands after it is said once, on the last."""
        last = len(point.changes) - 1
        for position, change in enumerate(point.changes):
            whole = position == last
            who = self.backdrop.contributor(change.country)
            status = (
                self.backdrop.status(self.commitment, change.country, point.date) if change.kind == "pledge" else None
            )
            yield Row(
                (
                    Cell(point.date.isoformat() if position == 0 else ""),
                    Cell(f"{who}: {_said(change, self.unit, status)}{self.footnotes.mark(change.source)}"),
                    Figure(change.level, self.unit),
                    Figure(point.actual, self.unit, Tone.STRONG) if whole else Cell(""),
                    Figure(point.gap, self.unit, unknown=UNDEFINED) if whole else Cell(""),
                    Cell(percent(point.delivered_pct) if whole else ""),
                )
            )


def _course(points: Sequence[Point]) -> list[str]:
    """The actual from its first day to its last as a sparkline; none where there is no course to draw."""
    known = [(point.date, point.actual) for point in points if point.actual is not None]
    if len({actual for _, actual in known}) <= 1:
        return []
    first, last = known[0][0], known[-1][0]
    span = (last - first).days
    days = [first + timedelta(days=span * sample // (SAMPLES - 1)) for sample in range(SAMPLES)]
    return [f"Actual, {first.isoformat()} to {last.isoformat()}: {sparkline(_at(known, days))}"]


def _at(known: Sequence[tuple[date, Decimal]], days: Sequence[date]) -> list[Decimal]:
    """The level on each of some ascending days."""
    levels, position = [], 0
    for day in days:
        while position + 1 < len(known) and known[position + 1][0] <= day:
            position += 1
        levels.append(known[position][1])
    return levels


def _said(change: Change, unit: str, status: Status | None) -> str:
    """A change in words: a total restates, an amount adds, and an entry may state neither."""
    pledge = change.kind == "pledge"
    said = "pledge" if pledge else "actual"
    if change.total is not None:
        said += f" of {quantity(change.total, unit)}"
    elif change.amount is not None:
        said += f" {'+' if change.amount >= 0 else ''}{quantity(change.amount, unit)}"
    elif status is None:
        said += ", amount not stated"
    return f"{said} {STATUSES[status]}" if status else said


def _event(event: EventRow, footnotes: Footnotes) -> Row:
    blank = Cell("")
    return Row(
        (
            Cell(event.date.isoformat(), Tone.MUTED),
            Cell(event.title + footnotes.mark(event.source), Tone.MUTED),
            blank,
            blank,
            blank,
            blank,
        )
    )
