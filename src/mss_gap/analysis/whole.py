"""What a commitment comes to as a whole: its headline (R4), and its actual (R3)."""

from datetime import date
from decimal import Decimal

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure, exact_figure, join, turn
from mss_gap.analysis.partial_sums import NOTHING, PartialSum, bounded
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.timeline import Side


def whole_pledge(undated: Decimal | None, pledges: Side, day: date | None) -> Figure | None:
    """The headline (R4), undated or dated; None where there is none."""
    if undated is not None:
        return exact_figure(undated)
    level = pledges.whole.at(day)
    if level is None:
        return UNKNOWN if pledges.lost_between(None, day) else None
    return _with_lost(level.figure, pledges.lost_between(level.total_on, day))


def actual_at(undated: Decimal | None, actuals: Side, day: date | None) -> Figure:
    """The whole's actual on a day (R3)."""
    if undated is not None:
        return exact_figure(undated)
    whole = actuals.whole.at(day)
    total_on = whole.total_on if whole else None
    parts = NOTHING
    for series in actuals.by_contributor.values():
        level = series.at(day)
        if level is not None:
            parts = parts.plus(
                PartialSum.of(level.figure) if total_on is None else change_since(series, level, total_on)
            )
    return whole_actual(whole, parts, actuals.lost_between(total_on, day))


def beside_contributors(undated: Decimal | None, actuals: Side, day: date | None) -> Figure | None:
    """What the whole mission's own entries add to contributors' figures; None where a total of it includes them (R3)."""
    whole = actuals.whole.at(day)
    if undated is not None or (whole and whole.total_on):
        return None
    return _with_lost(whole.figure if whole else ZERO, actuals.lost_between(None, day))


def whole_actual(whole: Level | None, parts: PartialSum, lost: int) -> Figure:
    """The whole's actual (R3) from the whole mission's own level, what contributors add to it, and what is not converted.

    With a whole-mission total, `parts` are contributors' changes since it; without one, their levels.
    """
    own = PartialSum.of(whole.figure) if whole else NOTHING
    together = own.plus(parts)
    if lost:
        together = bounded(Bound.AT_LEAST, together)
    return Figure(together.total, together.bound) if together.known else UNKNOWN


def change_since(series: Series, level: Level, total_on: date) -> PartialSum:
    """What a contributor adds to a whole-mission total of a day: its level since, less its level then (R3).

    Where it has no level then, a total that is its first figure since is taken to be inside the whole. A difference
    that is not known is left out, and makes the whole a lower bound.
    """
    if level.day <= total_on:
        return NOTHING
    then = series.at(total_on)
    if level.total_on is None or level.total_on <= total_on:
        return series.added(then.end if then else 0, level.end)
    before = then.figure if then else UNKNOWN
    bound = join(level.bound, Bound.AT_LEAST if before.bound is None else turn(before.bound))
    start = before.value
    if start is None:
        first = series.first_figure(then.end if then else 0, level.end)
        start = first.total if first and first.entry.total is not None else Decimal(0)
    if level.value is None or start is None:
        return bounded(join(bound, Bound.AT_LEAST), PartialSum(Decimal(0), 1, 1))
    return bounded(bound, PartialSum(level.value - start, 1, 1))


def _with_lost(figure: Figure, lost: int) -> Figure:
    """A figure of the whole mission; at least that, where some later entries are not converted."""
    if not lost or figure.bound is None:
        return figure
    return Figure(figure.value, join(figure.bound, Bound.AT_LEAST))
