"""How a chart of periods is drawn: a bar a period, up from 0 or down from it, with open ends where it is not exact."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from mss_gap.analysis.bounds import Bound, turn
from mss_gap.render.charts.chart import ELSEWHERE, PeriodBar, PeriodChart, Width
from mss_gap.render.charts.drawing.axes import Scales, draw_level_axis, is_whole, level_ticks
from mss_gap.render.charts.drawing.bars import HAIR, swatch_of
from mss_gap.render.charts.drawing.key import SWATCH, KeyEntry, draw_key
from mss_gap.render.charts.drawing.label_placement import Area, Labels, area_of
from mss_gap.render.charts.drawing.layout import LEADING, SMALL, Sheet
from mss_gap.render.charts.drawing.open_ends import certain_length, examples_of, room_beside, triangles_beyond
from mss_gap.render.charts.drawing.text_metrics import width_of
from mss_gap.render.charts.picture import Anchor, AnyMark, Box, Line, Paint, Text
from mss_gap.render.figures import quantity
from mss_gap.render.harmless import plain

HEIGHT = {Width.COLUMN: 110.0, Width.PAGE: 140.0}
TICKS = 4
SHARE = 0.7
"""How much of its room a bar takes."""
WIDEST = 36.0
STRIPE, STRIPES = 0.9, 3.0
"""The width of the stripes of a bar whose change need not have come then, and their distance."""
ZERO = 1.8
"""The height of the mark of a period that brought nothing."""
MOST_LABELLED = 72
"""Of more bars none has a label: there would be room for few, and to look for it takes long."""
_NAMES = 4.0
"""The least room between two names."""


def draw_periods(chart: PeriodChart, sheet: Sheet, width: Width) -> None:
    """Draw the bars on a sheet below the rest, with a key of what occurs and the names of the periods below them."""
    if not chart.bars:
        return
    key = list(_key(chart.bars))
    draw_key(key, sheet)
    changes = [bar.change for bar in chart.bars if bar.change is not None]
    lowest, highest = min((*changes, Decimal(0))), max((*changes, Decimal(0)))
    ticks = level_ticks(lowest, highest, TICKS, whole=all(map(is_whole, changes)))
    names = [plain(quantity(tick, chart.unit)) for tick in ticks]
    left = max(width_of(name, SMALL) for name in names) + 4
    room = SMALL * LEADING + max(room_beside(bar.bound) for bar in chart.bars) + 2
    top = sheet.bottom + room
    below = room if lowest < 0 else 0
    area = Area(left, top, sheet.width, top + HEIGHT[width])
    scales = Scales(date.min, date.max, ticks[0], ticks[-1], area)
    names_drawn = draw_level_axis(sheet, scales, list(zip(ticks, names, strict=True)))
    slot = (area.right - area.left) / len(chart.bars)
    placement = Labels(Area(left - slot / 2, top - room, sheet.width + slot / 2, area.bottom + below))
    placement.areas += map(area_of, names_drawn)
    labels: list[tuple[Decimal, Text]] = []
    for position, bar in enumerate(chart.bars):
        middle = area.left + (position + 0.5) * slot
        marks = list(_bar(bar, middle, min(slot * SHARE, WIDEST), scales))
        sheet.add(*marks)
        if len(chart.bars) > MOST_LABELLED:
            continue
        for mark in marks:
            if isinstance(mark, Box):
                x, y = mark.x, mark.y
                right, bottom = x + mark.width, y + mark.height
                placement.keep_clear(((x, y), (right, y), (right, bottom), (x, bottom), (x, y)))
        labels.append((abs(bar.change or Decimal(0)), _label(bar, middle, scales)))
    for _, label in sorted(labels, key=lambda it: -it[0]):
        for put in placement.put_where_free([label]):
            behind = area_of(put)  # a label hides the grid
            wide, high = behind.right - behind.left, behind.bottom - behind.top
            sheet.add(Box(x=behind.left, y=behind.top, width=wide, height=high, paint=Paint.PAPER), put)
    sheet.bottom = area.bottom + below
    _draw_names(chart.bars, sheet, area.left, slot)


def _bar(bar: PeriodBar, middle: float, width: float, scales: Scales) -> Iterator[AnyMark]:
    """One bar: solid as far as its change is certain, dashed from there on; striped where it need not have come then."""
    zero, x = scales.y(Decimal(0)), middle - width / 2
    if bar.change is None:
        return
    if not bar.change:
        yield Box(x=x, y=zero - ZERO / 2, width=width, height=ZERO, paint=Paint.INK)
    else:
        yield from _drawn(bar.change, bar.bound, (x, width), scales)
        if bar.elsewhere:
            end = scales.y(bar.change)
            box = Area(x, min(zero, end), x + width, max(zero, end))
            yield from _stripes(box)
    up = -1 if bar.change >= 0 else 1
    yield from triangles_beyond(bar.bound, middle, scales.y(bar.change), Paint.DELIVERED, up)


def _drawn(change: Decimal, bound: Bound | None, across: tuple[float, float], scales: Scales) -> Iterator[AnyMark]:
    zero, end = scales.y(Decimal(0)), scales.y(change)
    x, width = across
    length = max(abs(zero - end), HAIR)
    # Down from 0 a lower bound is of no certain length, and an upper one is.
    certain = certain_length(length, bound if change > 0 or bound is None else turn(bound))
    up = change > 0
    if certain > 0:
        yield Box(x=x, y=zero - certain if up else zero, width=width, height=certain, paint=Paint.DELIVERED)
    if certain < length:
        far, near = (zero - length, zero - certain) if up else (zero + length, zero + certain)
        points = ((x + width / 2, far), (x + width / 2, near))
        yield Line(points=points, paint=Paint.DELIVERED, width=width, dashed=True)


def _stripes(box: Area) -> Iterator[Line]:
    """Upright ones: dashes are across."""
    x = box.left + STRIPES / 2
    while x < box.right:
        yield Line(points=((x, box.top), (x, box.bottom)), paint=Paint.PAPER, width=STRIPE)
        x += STRIPES


def _label(bar: PeriodBar, middle: float, scales: Scales) -> Text:
    """The change beyond the end of its bar, and of its triangles."""
    change = bar.change or Decimal(0)
    away = room_beside(bar.bound) + 3
    y = scales.y(change) - away if change >= 0 else scales.y(change) + away + SMALL * 0.8
    paint = Paint.MUTED if bar.change is None else Paint.INK
    return Text(x=middle, y=y, text=plain(bar.label), size=SMALL, paint=paint, anchor=Anchor.MIDDLE)


def _draw_names(bars: Sequence[PeriodBar], sheet: Sheet, left: float, slot: float) -> None:
    """The names below the bars, as many as there is room for, and below them each year where it begins."""
    widest = max(width_of(bar.name, SMALL) for bar in bars) + _NAMES
    every = max(int(-(-widest // slot)), 1)
    y = sheet.bottom + SMALL + 2
    end, year = 0.0, ""
    text = partial(Text, size=SMALL, paint=Paint.MUTED)
    for position, bar in enumerate(bars):
        x = left + position * slot
        if position % every == 0:
            half = width_of(bar.name, SMALL) / 2
            sheet.add(text(x=min(x + slot / 2, sheet.width - half), y=y, text=bar.name, anchor=Anchor.MIDDLE))
        if bar.year != year:
            year = bar.year
            if x >= end and x + width_of(year, SMALL) <= sheet.width:
                sheet.add(text(x=x, y=y + SMALL * LEADING, text=year))
                end = x + width_of(year, SMALL) + _NAMES
    sheet.skip(SMALL * LEADING * (2 if year else 1) + 3)


def _key(bars: Sequence[PeriodBar]) -> Iterator[KeyEntry]:
    """The meaning of each colour, stripe and open end that occurs, with an example."""
    drawn = [bar for bar in bars if bar.change]
    if drawn:
        yield KeyEntry("delivered in the period", swatch_of(Paint.DELIVERED))
    if any(bar.elsewhere for bar in drawn):
        yield KeyEntry(f"{ELSEWHERE} need not have come in it", _striped)
    if any(bar.change is not None and not bar.change for bar in bars):
        yield KeyEntry("no change", lambda x, y: [Box(x=x, y=y + 2, width=SWATCH, height=ZERO, paint=Paint.INK)])
    if any(bar.change is None for bar in bars):
        mark = partial(Text, text="?", size=SMALL, paint=Paint.MUTED, anchor=Anchor.MIDDLE)
        yield KeyEntry("change not known", lambda x, y: [mark(x=x + SWATCH / 2, y=y + SMALL - 0.8)])
    for words, bound in examples_of(bar.bound for bar in bars):
        yield KeyEntry(words, partial(_open_end, bound), SWATCH)


def _striped(x: float, y: float) -> Iterator[AnyMark]:
    yield Box(x=x, y=y, width=SWATCH, height=SWATCH - 1, paint=Paint.DELIVERED)
    yield from _stripes(Area(x, y, x + SWATCH, y + SWATCH - 1))


def _open_end(bound: Bound | None, x: float, y: float) -> Iterator[AnyMark]:
    """The triangles of a bound, one above the other."""
    yield from triangles_beyond(bound, x + SWATCH / 2, y + SWATCH + 1, Paint.DELIVERED, -1)
