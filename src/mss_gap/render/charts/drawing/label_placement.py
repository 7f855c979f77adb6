"""Label placement: each label is put at the first of its places that is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from mss_gap.render.charts.drawing.text_metrics import width_of
from mss_gap.render.charts.picture import Anchor, Place, Text

CLEARANCE = 1.5
"""The room kept free around a label."""
DEPTH = 0.25
"""How far letters reach below their baseline, as a multiple of their size."""


class Area(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Labels:
    """The labels put so far into a room, and the lines that they should not cover."""

    room: Area
    areas: list[Area] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Each by the places of its two ends."""

    def keep_clear(self, points: Sequence[Place]) -> None:
        """Put no further label on a line, if there is another place for it."""
        self.lines += ((*start, *end) for start, end in pairwise(points))

    def put(self, candidates: Iterable[Text]) -> Text:
        """Put a label at the first of its places that is free and in the room; if none is, where it covers least."""
        tried: list[tuple[float, Text]] = []
        for text in candidates:
            tried.append((self._covers(text), text))
            if not tried[-1][0]:
                break
        _, best = min(tried, key=itemgetter(0))
        self.areas.append(area_of(best))
        return best

    def put_where_free(self, candidates: Iterable[Text]) -> list[Text]:
        """Put a label at the first of its places that is free; if none is, leave it out."""
        free = next((text for text in candidates if not self._covers(text)), None)
        return [] if free is None else [self.put([free])]

    def _covers(self, text: Text) -> float:
        area = left, top, right, bottom = area_of(text)
        outside = max(0, self.room.left - left) + max(0, right - self.room.right)
        outside += max(0, self.room.top - top) + max(0, bottom - self.room.bottom)
        labels = sum(_overlap(area, other) for other in self.areas)
        crossing = sum(
            _crosses(area, x, y, to_x, to_y)
            for x, y, to_x, to_y in self.lines
            # Most lines are far away.
            if not (x < left > to_x or x > right < to_x or y < top > to_y or y > bottom < to_y)
        )
        return 1000 * outside + 10 * labels + crossing


def area_of(text: Text) -> Area:
    """The area of a text, with some room around it."""
    width = width_of(text.text, text.size, bold=text.bold)
    left = text.x - {Anchor.START: 0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    return Area(
        left - CLEARANCE, text.y - text.size * 0.8 - CLEARANCE, left + width + CLEARANCE, text.y + text.size * DEPTH
    )


def _overlap(one: Area, other: Area) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across * down if across > 0 and down > 0 else 0


def _crosses(area: Area, x: float, y: float, to_x: float, to_y: float) -> bool:
    """Whether a part of a line is within an area: cuts the line at each side, and looks whether anything is left."""
    dx, dy = to_x - x, to_y - y
    first, last = 0.0, 1.0
    for slope, distance in ((-dx, x - area.left), (dx, area.right - x), (-dy, y - area.top), (dy, area.bottom - y)):
        if slope == 0:
            if distance <= 0:
                return False
        elif slope < 0:
            first = max(first, distance / slope)
        else:
            last = min(last, distance / slope)
    return first < last
