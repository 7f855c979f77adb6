"""How commitments moved, as a page: every change with the level it led to, and events in their place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

from mss_gap.analysis.reports.history import EventRow, HistoryByCountryReport, HistoryReport
from mss_gap.analysis.changes import Change, Point
from mss_gap.ledger.model import Ledger, Status
from mss_gap.render.formats.csv import Rows
from mss_gap.render.figures import in_full, percent, sparkline
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.dispatch import Backdrop
from mss_gap.render.page import UNDEFINED, Align, AnyCell, Cell, Column, Figure, Page, Row, Table, Tone
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.view import View

COLUMNS = (
    Column("Date"),
    Column("What changed"),
    Column("Level", Align.RIGHT),
    Column("Actual", Align.RIGHT),
    Column("Gap", Align.RIGHT),
    Column("Delivered", Align.RIGHT),
)
COLUMNS_OF_CONTRIBUTOR = (*COLUMNS[:2], Column("Pledged", Align.RIGHT), *COLUMNS[3:])
BLANK = Cell("")
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
        tables = list(course_tables(self.report, self.backdrop, footnotes))
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
        footnotes, statuses = Footnotes(self.backdrop.sources), _statuses(self.backdrop.ledger)
        tables = [
            Table(
                titled(f"{commitment.title}: {contributor.name}", commitment.unit),
                COLUMNS_OF_CONTRIBUTOR,
                _Teller(commitment.id, commitment.unit, self.backdrop, statuses, footnotes).own_rows(
                    contributor.points
                ),
                course_line(contributor.points),
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


def course_tables(report: HistoryReport, backdrop: Backdrop, footnotes: Footnotes) -> Iterator[Table]:
    """For each commitment its changes, where they led, and the events between; a sparkline below."""
    statuses = _statuses(backdrop.ledger)
    for commitment in report.commitments:
        teller = _Teller(commitment.id, commitment.unit, backdrop, statuses, footnotes)
        yield Table(
            titled(commitment.title, commitment.unit),
            COLUMNS,
            teller.rows(commitment.points, report.events),
            course_line(commitment.points),
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


Statuses = Mapping[tuple[str, str | None, date], Status]
"""The status that the pledges of a commitment, a contributor and a day state."""


def _statuses(ledger: Ledger | None) -> Statuses:
    pledges = ledger.pledges if ledger else ()
    return {(pledge.commitment, pledge.country, pledge.date): pledge.status for pledge in pledges if pledge.status}


@dataclass(frozen=True, slots=True)
class _Teller:
    """What it takes to tell a course: the commitment and its unit, the ledger, and the page's notes."""

    commitment: str
    unit: str
    backdrop: Backdrop
    statuses: Statuses
    footnotes: Footnotes

    def rows(self, points: Sequence[Point], events: Iterable[EventRow]) -> list[Row]:
        """A row for each change of the whole and of its contributors, and for each event; of one day, changes first."""
        told: list[Point | EventRow] = sorted((*points, *(events if points else ())), key=attrgetter("date"))
        return [row for it in told for row in (self._changes(it) if isinstance(it, Point) else [self._event(it)])]

    def own_rows(self, points: Sequence[Point]) -> list[Row]:
        """A row for each change of one contributor, with where it stands after the day, said once, on the last."""
        return [
            Row(
                (
                    _date(point, first=position == 0),
                    Cell(_capitalised(self._said(point, change)), notes=self.footnotes.cite(change.source)),
                    *(
                        (Figure(point.pledged, self.unit), *self._stand(point))
                        if position == len(point.changes) - 1
                        else [BLANK] * 4
                    ),
                )
            )
            for point in points
            for position, change in enumerate(point.changes)
        ]

    def _changes(self, point: Point) -> Iterator[Row]:
        """A row for each change of a day; where the whole stands after it is said once, on the last."""
        for position, change in enumerate(point.changes):
            yield Row(
                (
                    _date(point, first=position == 0),
                    Cell(
                        f"{self.backdrop.contributor(change.country)}: {self._said(point, change)}",
                        notes=self.footnotes.cite(change.source),
                    ),
                    Figure(change.level, self.unit),
                    *(self._stand(point) if position == len(point.changes) - 1 else [BLANK] * 3),
                )
            )

    def _stand(self, point: Point) -> tuple[AnyCell, ...]:
        """What is delivered and missing after a day."""
        return (
            Figure(point.actual, self.unit, Tone.STRONG),
            Figure(point.gap, self.unit, unknown=UNDEFINED),
            Cell(percent(point.delivered_pct)),
        )

    def _said(self, point: Point, change: Change) -> str:
        """A change in words: a total restates, an amount adds, and an entry may state neither."""
        pledge = change.kind == "pledge"
        status = self.statuses.get((self.commitment, change.country, point.date)) if pledge else None
        said = "pledge" if pledge else "actual"
        if change.total is not None:
            said += f" of {in_full(change.total, self.unit)}"
        elif change.amount is not None:
            said += f" {'+' if change.amount >= 0 else ''}{in_full(change.amount, self.unit)}"
        elif status is None:
            said += ", amount not stated"
        return f"{said}{f' {STATUSES[status]}' if status else ''}"

    def _event(self, event: EventRow) -> Row:
        return Row((_date(event), _title(event, self.footnotes), *[BLANK] * 4))


def _date(dated: Point | EventRow, *, first: bool = True) -> Cell:
    """The day, said once where a day has several rows."""
    return Cell(dated.date.isoformat() if first else "", Tone.PLAIN if isinstance(dated, Point) else Tone.MUTED)


def _title(event: EventRow, footnotes: Footnotes) -> Cell:
    return Cell(event.title, Tone.MUTED, notes=footnotes.cite(event.source))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def course_line(points: Sequence[Point]) -> list[str]:
    """The actual from its first day to its last as a sparkline; none where there is no course to draw."""
    if not points:
        return ["No dated entries."]
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
