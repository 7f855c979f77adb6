"""The records of dated changes and of events, for other programs and for a workbook's readers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from mss_gap.analysis.course.changes import Change, Point
from mss_gap.analysis.reports.history import CommitmentByCountry, CommitmentHistory, EventRow
from mss_gap.ledger.dates import Precision
from mss_gap.render.columns import NOT_CONVERTED, Keys, Records, keys_of, stated_keys, widened
from mss_gap.render.figures import day_as_known

_Changed = tuple[CommitmentHistory | CommitmentByCountry, Point, Change | None]
"""Without a change where a history begins."""


def change_records(
    commitments: Iterable[CommitmentHistory | CommitmentByCountry], *, for_readers: bool = False
) -> Records:
    """A record for each change of some commitments, with where the whole, or its contributor, is after its day.

    For readers with all that the tables say besides: bounds, levels as stated, due days, what is not counted. A day is as
    exact as its entry says.
    """
    points: Iterator[tuple[CommitmentHistory | CommitmentByCountry, Point]] = (
        (commitment, point) for commitment in commitments for point in _points(commitment)
    )
    return Records.of(
        _KEYS_FOR_READERS if for_readers else _KEYS,
        ((commitment, point, change) for commitment, point in points for change in point.changes or (None,)),
    )


def event_records(events: Iterable[EventRow]) -> Records:
    """A record for each event."""
    return Records.of(keys_of(EventRow), events)


def _points(commitment: CommitmentHistory | CommitmentByCountry) -> Iterator[Point]:
    """The points of a commitment, or those of its contributors in turn."""
    if isinstance(commitment, CommitmentHistory):
        yield from commitment.points
    else:
        for contributor in commitment.contributors:
            yield from contributor.points


def _keys_of_change() -> Keys[_Changed]:
    of_change: Keys[Change] = keys_of(Change)
    return {key: _of_change(get) for key, get in of_change.items()}


def _of_change(get: Callable[[Change], object]) -> Callable[[_Changed], object]:
    return lambda it: None if it[2] is None else get(it[2])


_KEYS: Keys[_Changed] = {
    "commitment": lambda it: it[0].id,
    "unit": lambda it: it[0].unit,
    "date": lambda it: it[1].date,
    **_keys_of_change(),
    "pledged": lambda it: it[1].pledged,
    "pledged_bound": lambda it: it[1].pledged_bound,
    "actual": lambda it: it[1].actual,
    "actual_bound": lambda it: it[1].actual_bound,
    "gap": lambda it: it[1].gap,
    "delivered_pct": lambda it: it[1].delivered_pct,
}


def _keys_for_readers() -> Keys[_Changed]:
    more: Mapping[str, Keys[_Changed]] = {
        "part": {
            "part_stated": _of_change(lambda change: change.part_stated),
            "due": _of_change(lambda change: change.due),
        },
        "level": {
            "level_bound": _of_change(lambda change: change.level_bound),
            **stated_keys(lambda it: None if it[2] is None else it[2].level_stated, "level_stated", "level_currency"),
            "counts": _of_change(lambda change: change.counts),
        },
        "gap": {"gap_bound": lambda it: it[1].gap_bound},
        "delivered_pct": {"delivered_bound": lambda it: it[1].delivered_bound},
    }
    return {**widened(_KEYS, more), "date": lambda it: _day_as_known(it[1].date, it[2]), "level": _level_or_why}


def _level_or_why(it: _Changed) -> object:
    change = it[2]
    if change is None:
        return None
    return change.level if change.level_stated is None else NOT_CONVERTED


def _day_as_known(day: date, change: Change | None) -> date | str:
    precision = Precision.DAY if change is None else change.date_precision
    return day if precision is Precision.DAY else day_as_known(day, precision)


_KEYS_FOR_READERS = _keys_for_readers()
