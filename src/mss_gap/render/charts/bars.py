"""Bars as marks: below each other, each with its words on the line above it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from mss_gap.render.charts.chart import Bar, Bars
from mss_gap.render.charts.text_metrics import lines_of, width_of
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Line, Paint, Text
from mss_gap.render.charts.sheet import LABEL, LEADING, SMALL, Sheet
from mss_gap.render.harmless import plain

MOST_LINES = 3
SPACE = 8.0
"""Between a label and its figure."""
HIGH, LOW = 8.0, 6.0
"""The height of a bar with a line of detail below it, and of one without."""
HAIR = 0.8
"""The width of what must be seen at all: a bar that is not 0."""
WIDEST_FIGURE = 0.6
"""The share of the line that a figure may take."""
SWATCH = 7.0


def draw_bars(drawing: Bars, sheet: Sheet) -> list[str]:
    """Draw bars below what is on a sheet, with a key of what occurs; returns what is to be remarked below."""
    lengths = [length for bar in drawing.bars for length in (bar.actual, bar.pledged) if length is not None]
    longest = max((*lengths, Decimal(0)))
    shown = min(longest, drawing.most) if drawing.most is not None else longest
    if shown:
        _draw_key(drawing.bars, sheet)
    for position, bar in enumerate(drawing.bars):
        sheet.skip(5 if position else 0)
        _write_labels(bar, sheet)
        if shown and (bar.actual is not None or bar.pledged):
            height = HIGH if bar.detail else LOW
            sheet.add(*_marks(bar, sheet, shown, height))
            sheet.skip(height)
        if bar.detail:
            sheet.skip(1.5)
            sheet.write(bar.detail, SMALL, Paint.MUTED)
    return ["A bar with a break is longer than drawn."] if shown < longest else []


def _write_labels(bar: Bar, sheet: Sheet) -> None:
    """The label from the left, the figure from the right."""
    bold = bool(bar.detail)
    figure = lines_of(plain(bar.figure), LABEL, sheet.width * WIDEST_FIGURE, bold=bold, most=MOST_LINES)
    taken = max(width_of(line, LABEL, bold=bold) for line in figure)
    label = lines_of(plain(bar.label), LABEL, sheet.width - taken - SPACE, most=MOST_LINES)
    top = sheet.bottom
    sheet.write_lines(label, LABEL)
    text = partial(Text, x=sheet.width, size=LABEL, bold=bold, anchor=Anchor.END)
    sheet.add(*(text(y=top + LABEL + line * LABEL * LEADING, text=said) for line, said in enumerate(figure)))
    sheet.bottom = top + max(len(label), len(figure)) * LABEL * LEADING + 1


def _marks(bar: Bar, sheet: Sheet, longest: Decimal, height: float) -> Iterator[AnyMark]:
    """What was pledged, what was delivered over it, and where the pledge ends if more was delivered."""
    top, scale = sheet.bottom, sheet.width / float(longest)
    pledged = 0.0 if bar.pledged is None else float(min(bar.pledged, longest)) * scale
    if pledged > 0:
        yield Box(x=0, y=top, width=max(pledged, HAIR), height=height, paint=_pledge(bar), dashed=bar.on_hold)
        if bar.actual is None:
            yield from _hatching(pledged, top, height)
    if bar.actual is None:
        return
    yield Line(points=((0, top), (0, top + height)), paint=Paint.INK, width=HAIR)
    if bar.actual > 0:
        actual = float(min(bar.actual, longest)) * scale
        yield Box(x=0, y=top, width=max(actual, HAIR), height=height, paint=Paint.DELIVERED)
        if bar.actual > longest:
            yield from _break(actual - SWATCH, top, height)
        if bar.pledged is not None and bar.actual > bar.pledged > 0:
            yield Line(points=((pledged, top - 2), (pledged, top + height + 2)), paint=Paint.INK, width=1.2)


def _pledge(bar: Bar) -> Paint:
    return Paint.MUTED if bar.on_hold else Paint.PLEDGED


def _hatching(width: float, top: float, height: float, left: float = 0) -> Iterator[Line]:
    """Strokes for what nobody stated."""
    x = 0.0
    while x + height <= width:
        points = ((left + x, top + height), (left + x + height, top))
        yield Line(points=points, paint=Paint.MUTED, width=0.5)
        x += height / 2


def _break(x: float, top: float, height: float) -> Iterator[Line]:
    """A bar interrupted, because it is longer than there is room."""
    for left in (x, x + 3):
        points = ((left - 1.5, top + height + 1), (left + 1.5, top - 1))
        yield Line(points=points, paint=Paint.PAPER, width=1.5)


def _draw_key(bars: Iterable[Bar], sheet: Sheet) -> None:
    """What colours and outlines mean, of those that occur; on as many lines as it takes."""
    x = 0.0
    for words, swatch in _key(list(bars)):
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
"""A small example of what is drawn, by its upper left corner."""


def _key(bars: Sequence[Bar]) -> Iterator[tuple[str, Swatch]]:
    measured = [(bar.actual, bar.pledged or 0) for bar in bars if bar.actual is not None]
    if any(actual > 0 for actual, _ in measured):
        yield "delivered", _box(Paint.DELIVERED)
    if any(bar.pledged and not bar.on_hold for bar in bars):
        yield "pledged", _box(Paint.PLEDGED)
    if any(bar.pledged and bar.on_hold for bar in bars):
        yield "pledged, on hold", _box(Paint.MUTED, dashed=True)
    if any(bar.pledged and bar.actual is None for bar in bars):
        yield "delivery not stated", lambda x, y: _hatching(SWATCH, y, SWATCH / 2, x)
    if any(actual > pledged > 0 for actual, pledged in measured):
        yield (
            "end of the pledge",
            lambda x, y: [Line(points=((x + 3, y - 1), (x + 3, y + 8)), paint=Paint.INK, width=1.2)],
        )


def _box(paint: Paint, *, dashed: bool = False) -> Swatch:
    return lambda x, y: [Box(x=x, y=y, width=SWATCH, height=SWATCH - 1, paint=paint, dashed=dashed)]
