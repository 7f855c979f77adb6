"""How a bar chart is drawn: bars below each other, each with its label and figure on the line above it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from mss_gap.render.charts.chart import BarChart, BarRow
from mss_gap.render.charts.layout import LABEL, LEADING, SMALL, Sheet
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Line, Paint, Text
from mss_gap.render.charts.text_metrics import lines_of, width_of
from mss_gap.render.harmless import plain

MOST_LINES = 3
"""The most lines of a label, and of a figure."""
SPACE = 8.0
"""The room between a label and its figure."""
HIGH, LOW = 8.0, 6.0
"""The height of a bar with a line of detail below it, and of one without."""
HAIR = 0.8
"""The least width of a bar that is not 0, so that it is seen."""
WIDEST_FIGURE = 0.6
"""The most that a figure may take of the line, as a share."""
SWATCH = 7.0
"""The width of an example in the key."""


def draw_bars(chart: BarChart, sheet: Sheet) -> list[str]:
    """Draw bars on a sheet below the rest, with a key of what occurs; returns the remarks to be written below them."""
    lengths = [length for row in chart.rows for length in (row.actual, row.pledged) if length is not None]
    longest = max((*lengths, Decimal(0)))
    shown = min(longest, chart.most) if chart.most is not None else longest
    if shown:
        draw_key(_key(chart.rows), sheet)
    for position, row in enumerate(chart.rows):
        sheet.skip(5 if position else 0)
        write_labels(row.label, row.figure, sheet, bold=bool(row.detail))
        if shown and (row.actual is not None or row.pledged):
            height = HIGH if row.detail else LOW
            sheet.add(*_bars(row, sheet, shown, height))
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


def _bars(row: BarRow, sheet: Sheet, longest: Decimal, height: float) -> Iterator[AnyMark]:
    """The pledge, the delivery over it, and a line at the end of the pledge if more was delivered."""
    top, scale = sheet.bottom, sheet.width / float(longest)
    pledged = 0.0 if row.pledged is None else float(min(row.pledged, longest)) * scale
    if pledged > 0:
        paint = Paint.MUTED if row.on_hold else Paint.PLEDGED
        yield Box(x=0, y=top, width=max(pledged, HAIR), height=height, paint=paint, dashed=row.on_hold)
        if row.actual is None:
            yield from _hatching(pledged, top, height)
    if row.actual is None:
        return
    yield Line(points=((0, top), (0, top + height)), paint=Paint.INK, width=HAIR)
    if row.actual > 0:
        actual = float(min(row.actual, longest)) * scale
        yield Box(x=0, y=top, width=max(actual, HAIR), height=height, paint=Paint.DELIVERED)
        if row.actual > longest:
            yield from _break(actual - SWATCH, top, height)
        if row.pledged is not None and row.actual > row.pledged > 0:
            yield _upright(pledged, top - 2, top + height + 2)


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


def draw_key(meanings: "Iterable[tuple[str, Swatch]]", sheet: Sheet) -> None:
    """Say what the colours and outlines that occur mean, on as many lines as it takes."""
    x = 0.0
    for words, swatch in meanings:
        width = SWATCH + 3 + width_of(words, SMALL)
        if x and x + width > sheet.width:
            x = 0
            sheet.skip(SMALL * LEADING + 1)
        sheet.add(
            *swatch(x, sheet.bottom), Text(x=x + SWATCH + 3, y=sheet.bottom + SMALL - 0.8, text=words, size=SMALL)
        )
        x += width + SPACE
    sheet.skip(SMALL * LEADING + 5)


Swatch = Callable[[float, float], Iterable[AnyMark]]
"""Draws a small example at its upper left corner."""


def _key(rows: Sequence[BarRow]) -> Iterator[tuple[str, Swatch]]:
    """The meaning of each colour and outline that occurs, with an example."""
    measured = [(row.actual, row.pledged or 0) for row in rows if row.actual is not None]
    if any(actual > 0 for actual, _ in measured):
        yield "delivered", swatch_of(Paint.DELIVERED)
    if any(row.pledged and not row.on_hold for row in rows):
        yield "pledged", swatch_of(Paint.PLEDGED)
    if any(row.pledged and row.on_hold for row in rows):
        yield "pledged, on hold", swatch_of(Paint.MUTED, dashed=True)
    if any(row.pledged and row.actual is None for row in rows):
        yield "delivery not stated", lambda x, y: _hatching(SWATCH, y, SWATCH / 2, x)
    if any(actual > pledged > 0 for actual, pledged in measured):
        yield "end of the pledge", lambda x, y: [_upright(x + 3, y - 1, y + 8)]


def swatch_of(paint: Paint, *, dashed: bool = False) -> Swatch:
    """An example of a bar."""
    return lambda x, y: [Box(x=x, y=y, width=SWATCH, height=SWATCH - 1, paint=paint, dashed=dashed)]
