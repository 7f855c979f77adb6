"""Where an axis has its ticks: round figures and round dates, no more than there is room for."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from mss_gap.analysis.exact import EXACT

ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
"""What the first digits of a distance between ticks may be."""
DAYS = (1, 2, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000)
YEAR = 12


def amounts(lowest: Decimal, highest: Decimal, most: int, *, whole: bool = False) -> list[Decimal]:
    """Round figures from the first at or below `lowest` to the first at or above `highest`, `most` + 2 at most.

    `whole` is for what comes in whole numbers only.

    >>> [str(figure) for figure in amounts(Decimal(0), Decimal(2500), 5)]
    ['0', '500', '1000', '1500', '2000', '2500']
    """
    span = highest - lowest
    if not span:
        return [lowest, lowest + 1]
    rough = span / most
    power = Decimal(1).scaleb(rough.adjusted())
    steps = (digits * power for digits in ROUND)
    step = (
        next(step for step in steps if step >= rough and (is_whole(step) or not whole))
        if rough > 1 or not whole
        else Decimal(1)
    )
    first, last = (
        int((lowest / step).to_integral_value("ROUND_FLOOR")),
        int((highest / step).to_integral_value("ROUND_CEILING")),
    )
    return [_plain(step * position) for position in range(first, last + 1)]


def days(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Round days from one day to another with their names, `most` at most: years, months or days.

    >>> days(date(2023, 7, 30), date(2026, 2, 1), 4)
    [(datetime.date(2024, 1, 1), '2024'), (datetime.date(2025, 1, 1), '2025'), (datetime.date(2026, 1, 1), '2026')]
    >>> days(date(2025, 1, 3), date(2025, 1, 6), 2)
    [(datetime.date(2025, 1, 3), '2025-01-03'), (datetime.date(2025, 1, 5), '2025-01-05')]
    """
    for distance in MONTHS:
        ticks = list(_months(first, last, distance))
        if len(ticks) <= most and (len(ticks) > 1 or distance > 1):
            break
    if len(ticks) > 1:
        yearly = all(day.month == 1 for day in ticks)
        return [(day, f"{day.year}" if yearly else f"{day:%Y-%m}") for day in ticks]
    for distance in DAYS:
        ticks = list(_every(first, last, distance))
        if len(ticks) <= most:
            break
    return [(day, day.isoformat()) for day in ticks[:most]]


def _months(first: date, last: date, distance: int) -> Iterator[date]:
    """The first day of every so many months; of a year or more, the first day of a year that is round."""
    month = first.year * YEAR + first.month - 1
    month += -month % distance
    while month <= last.year * YEAR + last.month - 1 and month // YEAR <= date.max.year:
        day = date(month // YEAR, month % YEAR + 1, 1)
        if day >= first:
            yield day
        month += distance


def _every(first: date, last: date, distance: int) -> Sequence[date]:
    start = first.toordinal() + -first.toordinal() % distance
    return [date.fromordinal(day) for day in range(start, last.toordinal() + 1, distance)]


def is_whole(value: Decimal) -> bool:
    """Whether a figure is a whole number; of any size, unlike `value % 1`, which raises above 28 digits."""
    return value == value.to_integral_value()


def _plain(value: Decimal) -> Decimal:
    """A figure without an exponent."""
    return value.quantize(Decimal(1), context=EXACT) if is_whole(value) else value.normalize()


def padded(first: date, last: date, padding: int) -> tuple[date, date]:
    """Two days with some more on both sides, within the calendar."""
    return (
        first - timedelta(days=min(padding, (first - date.min).days)),
        last + timedelta(days=min(padding, (date.max - last).days)),
    )
