"""How a chart of stages is drawn: bars below each other, with open ends where a figure is not exact."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mss_gap.render.charts.chart import StageBar, StageChart
from mss_gap.render.charts.drawing.bars import HAIR, LOW, draw_bar, open_ends, swatch_of, write_labels
from mss_gap.render.charts.drawing.key import KeyEntry, draw_key
from mss_gap.render.charts.drawing.layout import Sheet
from mss_gap.render.charts.drawing.open_ends import is_exact, room_beside, triangles_beside
from mss_gap.render.charts.picture import AnyMark, Box, Line, Paint

HEIGHT = LOW + 2


def draw_stages(chart: StageChart, sheet: Sheet) -> None:
    """Draw the bars on a sheet below the rest, with a key of what occurs."""
    longest = max((bar.value for bar in chart.bars if bar.value is not None), default=Decimal(0))
    room = max(room_beside(bar.bound) for bar in chart.bars)
    if longest > 0:
        draw_key(_key(chart.bars), sheet)
    for position, bar in enumerate(chart.bars):
        sheet.skip(5 if position else 0)
        write_labels(bar.label, bar.figure, sheet, bold=bar.counts)
        if bar.value is not None and longest > 0:
            length = float(max(bar.value, Decimal(0)) / longest) * (sheet.width - room)
            sheet.add(*_bar(bar, sheet.bottom, length))
            sheet.skip(HEIGHT)


def _bar(bar: StageBar, top: float, length: float) -> Iterator[AnyMark]:
    """The bar of a stage, or of the pledge, and the triangles of its bound."""
    yield Line(points=((0, top), (0, top + HEIGHT)), paint=Paint.INK, width=HAIR)
    if length > 0:
        box = Box(x=0, y=top, width=max(length, HAIR), height=HEIGHT, paint=_paint(bar))
        yield from draw_bar(box, bar.bound)
    yield from triangles_beside(bar.bound, length, top + HEIGHT / 2, _paint_beside(bar), hollow=bar.is_pledge)


def _paint(bar: StageBar) -> Paint:
    if bar.is_pledge:
        return Paint.PLEDGED
    return Paint.DELIVERED if bar.counts else Paint.MUTED


def _paint_beside(bar: StageBar) -> Paint:
    """The paint of the triangles beside a bar."""
    return Paint.INK if bar.is_pledge else _paint(bar)


def _key(bars: Sequence[StageBar]) -> Iterator[KeyEntry]:
    """The meaning of each colour and open end that occurs, with an example."""
    drawn = [bar for bar in bars if bar.value is not None]
    if any(bar.is_pledge for bar in drawn):
        yield KeyEntry("pledged", swatch_of(Paint.PLEDGED))
    if any(bar.counts for bar in drawn):
        several = sum(not bar.is_pledge for bar in bars) > 1
        yield KeyEntry("the stage that counts" if several else "delivered", swatch_of(Paint.DELIVERED))
    if any(not bar.counts and not bar.is_pledge for bar in drawn):
        yield KeyEntry("another stage", swatch_of(Paint.MUTED))
    for of, inexact in (
        ("", [bar for bar in drawn if not bar.is_pledge and not is_exact(bar.bound)]),
        ("pledge ", [bar for bar in drawn if bar.is_pledge and not is_exact(bar.bound)]),
    ):
        if inexact:
            first = inexact[0]
            yield from open_ends(of, (bar.bound for bar in inexact), _paint(first), _paint_beside(first))
