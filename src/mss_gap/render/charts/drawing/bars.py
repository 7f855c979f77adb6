"""How a bar chart is drawn: bars below each other, each with its label and figure on the line above it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.chart import BarChart, BarRow
from mss_gap.render.charts.drawing.key import SPACE, SWATCH, KeyEntry, draw_key
from mss_gap.render.charts.drawing.layout import LABEL, LEADING, SMALL, Sheet
from mss_gap.render.charts.drawing.open_ends import certain_length, examples_of, room_beside, triangles_beside
from mss_gap.render.charts.drawing.text_metrics import lines_of, width_of
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Line, Paint, Text
from mss_gap.render.harmless import plain

MOST_LINES = 3
"""The most lines of a label, and of a figure."""
HIGH, LOW = 8.0, 6.0
"""The height of a bar with a line of detail below it, and of one without."""
HAIR = 0.8
"""The least width of a bar that is not 0, so that it is seen."""
WIDEST_FIGURE = 0.6
"""The most that a figure may take of the line, as a share."""
STUB = 13.0
"""The length of the bar in the key's example of an open end."""


def draw_bars(chart: BarChart, sheet: Sheet) -> list[str]:
    """Draw bars on a sheet below the rest, with a key of what occurs; returns the remarks to be written below them."""
    lengths = [length for row in chart.rows for length in (row.actual, row.pledged) if length is not None]
    longest = max((*lengths, Decimal(0)))
    shown = min(longest, chart.most) if chart.most is not None else longest
    room = max((room_beside(row.actual_bound) + room_beside(row.pledged_bound) for row in chart.rows), default=0)

    def length_of(value: Decimal) -> float:
        return float(max(min(value, shown), Decimal(0)) / shown) * (sheet.width - room)

    if shown:
        draw_key(_key(chart.rows), sheet)
    for position, row in enumerate(chart.rows):
        sheet.skip(5 if position else 0)
        write_labels(row.label, row.figure, sheet, bold=bool(row.detail))
        if shown and (row.actual is not None or row.pledged is not None):
            height = HIGH if row.detail else LOW
            sheet.add(*_bars(row, length_of, sheet.bottom, height))
            if row.actual is not None and row.actual > shown:
                sheet.add(*_break(length_of(row.actual) - SWATCH, sheet.bottom, height))
            sheet.skip(height)
        if row.detail:
            sheet.skip(1.5)
            sheet.write(row.detail, SMALL, Paint.MUTED)
    return ["A bar with a break is longer than drawn."] if shown < longest else []


def write_labels(label: str, figure: str, sheet: Sheet, *, bold: bool = False) -> None:
    """Write the label from the left, the figure from the right."""
    figures = lines_of(plain(figure), LABEL, sheet.width * WIDEST_FIGURE, bold=bold, most=MOST_LINES)
    figure_width = max(width_of(line, LABEL, bold=bold) for line in figures)
    labels = lines_of(plain(label), LABEL, sheet.width - figure_width - SPACE, most=MOST_LINES)
    top = sheet.bottom
    sheet.write_lines(labels, LABEL)
    text = partial(Text, x=sheet.width, size=LABEL, bold=bold, anchor=Anchor.END)
    sheet.add(*(text(y=top + LABEL + line * LABEL * LEADING, text=said) for line, said in enumerate(figures)))
    sheet.bottom = top + max(len(labels), len(figures)) * LABEL * LEADING + 1


def _bars(row: BarRow, length_of: Callable[[Decimal], float], top: float, height: float) -> Iterator[AnyMark]:
    """The pledge, the delivery over it, a line at the end of a pledge that was exceeded, and what is not exact."""
    pledged = 0.0 if row.pledged is None else length_of(row.pledged)
    actual = 0.0 if row.actual is None else length_of(row.actual)
    if row.pledged and row.on_hold:
        yield Box(x=0, y=top, width=max(pledged, HAIR), height=height, paint=Paint.MUTED, dashed=True)
    elif row.pledged:
        bar = Box(x=0, y=top, width=max(pledged, HAIR), height=height, paint=Paint.PLEDGED)
        yield from draw_bar(bar, row.pledged_bound)
    if row.unstated:
        yield from _hatching(pledged, top, height)
    if row.actual is not None:
        yield Line(points=((0, top), (0, top + height)), paint=Paint.INK, width=HAIR)
        if row.actual > 0:
            bar = Box(x=0, y=top, width=max(actual, HAIR), height=height, paint=Paint.DELIVERED)
            yield from draw_bar(bar, row.actual_bound)
        if row.pledged is not None and row.actual > row.pledged > 0:
            yield _upright(pledged, top - 2, top + height + 2)
    end = actual + room_beside(row.actual_bound)
    beside = end if actual <= pledged + room_beside(row.pledged_bound) and pledged <= end else pledged
    middle = top + height / 2
    yield from triangles_beside(row.actual_bound, actual, middle, Paint.DELIVERED, hollow=False)
    yield from triangles_beside(row.pledged_bound, beside, middle, Paint.INK, hollow=True)


def draw_bar(bar: Box, bound: Bound | None) -> Iterator[AnyMark]:
    """A bar: solid as far as its figure is certain, dashed from there on, with a dash at its end."""
    certain = certain_length(bar.width, bound)
    if certain > 0:
        yield bar._replace(width=certain)
    if certain < bar.width:
        middle = bar.y + bar.height / 2
        points = ((bar.x + bar.width, middle), (bar.x + certain, middle))
        yield Line(points=points, paint=bar.paint, width=bar.height, dashed=True)


def _upright(x: float, top: float, bottom: float) -> Line:
    """A line at the end of a pledge that was exceeded."""
    return Line(points=((x, top), (x, bottom)), paint=Paint.INK, width=1.2)


def _hatching(width: float, top: float, height: float, left: float = 0) -> Iterator[Line]:
    """Strokes for a delivery that is not stated."""
    x = 0.0
    while x + height <= width:
        points = ((left + x, top + height), (left + x + height, top))
        yield Line(points=points, paint=Paint.MUTED, width=0.5)
        x += height / 2


def _break(x: float, top: float, height: float) -> Iterator[Line]:
    """An interruption of a bar that is longer than drawn."""
    for left in (x, x + 3):
        points = ((left - 1.5, top + height + 1), (left + 1.5, top - 1))
        yield Line(points=points, paint=Paint.PAPER, width=1.5)


def _key(rows: Sequence[BarRow]) -> Iterator[KeyEntry]:
    """The meaning of each colour, outline and open end that occurs, with an example."""
    measured = [(row.actual, row.pledged or 0) for row in rows if row.actual is not None]
    if any(actual > 0 for actual, _ in measured):
        yield KeyEntry("delivered", swatch_of(Paint.DELIVERED))
    if any(row.pledged and not row.on_hold for row in rows):
        yield KeyEntry("pledged", swatch_of(Paint.PLEDGED))
    if any(row.pledged and row.on_hold for row in rows):
        yield KeyEntry("pledged, not firm", swatch_of(Paint.MUTED, dashed=True))
    if any(row.pledged and row.unstated for row in rows):
        yield KeyEntry("delivery not stated", lambda x, y: _hatching(SWATCH, y, SWATCH / 2, x))
    if any(actual > pledged > 0 for actual, pledged in measured):
        yield KeyEntry("end of the pledge", lambda x, y: [_upright(x + 3, y - 1, y + 8)])
    yield from open_ends("", (row.actual_bound for row in rows), Paint.DELIVERED, Paint.DELIVERED)
    yield from open_ends("pledge ", (row.pledged_bound for row in rows), Paint.PLEDGED, Paint.INK)


def open_ends(of: str, bounds: Iterable[Bound | None], bar: Paint, triangle: Paint) -> Iterator[KeyEntry]:
    """The meaning of each kind of open end that occurs, with the end of a bar."""
    for words, bound in examples_of(bounds):
        yield KeyEntry(f"{of}{words}", partial(_open_end, bound, bar, triangle), STUB + room_beside(bound))


def _open_end(bound: Bound | None, bar: Paint, triangle: Paint, x: float, y: float) -> Iterator[AnyMark]:
    yield from draw_bar(Box(x=x, y=y, width=STUB, height=SWATCH - 1, paint=bar), bound)
    yield from triangles_beside(bound, x + STUB, y + (SWATCH - 1) / 2, triangle, hollow=triangle is not bar)


def swatch_of(paint: Paint, *, dashed: bool = False) -> Callable[[float, float], Iterable[AnyMark]]:
    """An example of a bar."""
    return lambda x, y: [Box(x=x, y=y, width=SWATCH, height=SWATCH - 1, paint=paint, dashed=dashed)]
