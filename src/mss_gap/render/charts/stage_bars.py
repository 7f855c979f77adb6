"""How a chart of stages is drawn: bars below each other, the end of one that is not exact in dashes."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.bars import HAIR, LOW, Swatch, draw_key, swatch_of, write_labels
from mss_gap.render.charts.chart import StageBar, StageChart
from mss_gap.render.charts.layout import Sheet
from mss_gap.render.charts.picture import AnyMark, Box, Line, Paint

ROOM = 14.0
"""How much of a bar is dashed before its figure, or goes on beyond it."""
HEIGHT = LOW + 2


def draw_stages(chart: StageChart, sheet: Sheet) -> list[str]:
    """Draw the bars on a sheet below the rest, with a key of what occurs; returns the remarks to be written below them."""
    longest = max((float(bar.value) for bar in chart.bars if bar.value is not None), default=0.0)
    room = ROOM if any(_open_ends(bar.bound)[0] for bar in chart.bars) else 0.0
    if longest > 0:
        draw_key(_key(chart.bars), sheet)
    for position, bar in enumerate(chart.bars):
        sheet.skip(5 if position else 0)
        write_labels(bar.label, bar.figure, sheet, bold=bar.counts)
        if bar.value is not None and longest > 0:
            sheet.add(*_bar(bar, sheet.bottom, (sheet.width - room) / longest))
            sheet.skip(HEIGHT)
    return []


def _paint(bar: StageBar) -> Paint:
    if bar.is_pledge:
        return Paint.PLEDGED
    return Paint.DELIVERED if bar.counts else Paint.MUTED


def _bar(bar: StageBar, top: float, scale: float) -> Iterator[AnyMark]:
    """The bar up to its figure; dashes beyond the figure where there may be more, before it where there may be less."""
    yield Line(points=((0, top), (0, top + HEIGHT)), paint=Paint.INK, width=HAIR)
    end = max(float(bar.value or 0), 0.0) * scale
    more, less = _open_ends(bar.bound)
    solid = max(end - ROOM, 0.0) if less else end
    if solid > 0:
        yield Box(x=0, y=top, width=max(solid, HAIR), height=HEIGHT, paint=_paint(bar))
    if more or less:
        yield Box(
            x=solid,
            y=top,
            width=(end - solid if less else 0.0) + (ROOM if more else 0.0),
            height=HEIGHT,
            paint=Paint.MUTED,
            dashed=True,
        )


def _open_ends(bound: Bound | None) -> tuple[bool, bool]:
    """Whether a figure may be more, and whether it may be less."""
    match bound:
        case None | Bound.EXACT:
            return False, False
        case Bound.AT_LEAST:
            return True, False
        case Bound.AT_MOST:
            return False, True
        case Bound.ABOUT | Bound.OPEN:
            return True, True
        case _:
            assert_never(bound)


def _key(bars: Sequence[StageBar]) -> Iterator[tuple[str, Swatch]]:
    """The meaning of each colour and outline that occurs, with an example."""
    drawn = [bar for bar in bars if bar.value is not None]
    if any(bar.is_pledge for bar in drawn):
        yield "pledged", swatch_of(Paint.PLEDGED)
    if any(bar.counts for bar in drawn):
        yield "the stage that counts" if len(bars) > 2 else "delivered", swatch_of(Paint.DELIVERED)  # noqa: PLR2004 - the pledge and one stage
    if any(not bar.counts and not bar.is_pledge for bar in drawn):
        yield "another stage", swatch_of(Paint.MUTED)
    if any(any(_open_ends(bar.bound)) for bar in drawn):
        yield "not exact", swatch_of(Paint.MUTED, dashed=True)
