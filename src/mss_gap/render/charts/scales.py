"""From days and levels to places on a sheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mss_gap.render.charts.axes import padded
from mss_gap.render.charts.chart import Course
from mss_gap.render.charts.label_placement import Area

SHORTEST = 30
"""Days; a shorter course is drawn as one of so many."""


@dataclass(frozen=True, slots=True)
class Scales:
    """From a day and a level to a place on the sheet."""

    first: date
    last: date
    lowest: Decimal
    highest: Decimal
    area: Area

    def x(self, day: date) -> float:
        """How far to the right a day is."""
        share = (day - self.first).days / (self.last - self.first).days
        return self.area.left + share * (self.area.right - self.area.left)

    def y(self, level: Decimal) -> float:
        """How far down a level is."""
        share = float((level - self.lowest) / (self.highest - self.lowest))
        return self.area.bottom - share * (self.area.bottom - self.area.top)

    def shows(self, day: date) -> bool:
        """Whether a day is between the first and the last."""
        return self.first <= day <= self.last


def span_of(course: Course, report: date) -> tuple[date, date]:
    """The first and the last day drawn: as far behind the report date as the course is long before it, at most."""
    first = min((course.actual[0].day, report, *([course.pace.since] if course.pace else ())))
    known = max((report - first).days, SHORTEST)
    ahead = [mark for mark in (course.due and course.due.day, course.pace and course.pace.projected_on) if mark]
    near = [day for day in ahead if (day - report).days <= known]
    cut = len(near) < len(ahead) or (course.pace is not None and course.pace.projected_on is None)
    last = max((report, *near))
    if cut:
        last = max(last, padded(report, report, known // 2)[1])
    return padded(first, last, 0 if (last - first).days >= SHORTEST else SHORTEST // 2)
