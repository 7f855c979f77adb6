"""A contributor's pledge by what became of it (R4)."""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure
from mss_gap.analysis.partial_sums import NOTHING, PartialSum
from mss_gap.analysis.series import Level
from mss_gap.ledger.entry import Status


class Division(NamedTuple):
    """A contributor's pledge by what became of it (R4): 0 where nothing of it has a status, None where unknown."""

    firm: Decimal | None = Decimal(0)
    on_hold: Decimal | None = Decimal(0)
    conditional: Decimal | None = Decimal(0)
    withdrawn: Decimal | None = Decimal(0)


_NOTHING = Decimal(0)
STATUSES = (Status.FIRM, Status.ON_HOLD, Status.CONDITIONAL, Status.WITHDRAWN)
"""The statuses in the order of a division."""


def base_status(pledge: Level) -> Status:
    """The status of what no part of a pledge has; a part with the base status takes its place, and the rest is firm (R4)."""
    return Status.FIRM if pledge.status in dict(pledge.parts) else pledge.status


def divide(pledge: Level | None) -> Division:
    """A contributor's pledge by status (R4): its parts, and the rest with the base status, at least 0."""
    if pledge is None:
        return Division()
    if not pledge.parts:
        whole = None if pledge.value is None else max(pledge.value, _NOTHING)
        return Division(*(whole if status is pledge.status else _NOTHING for status in STATUSES))
    parts = dict(pledge.parts)
    known = [part for part in parts.values() if part is not None]
    rest = None
    if pledge.value is not None and len(known) == len(parts):
        rest = max(max(pledge.value, Decimal(0)) - sum(known, Decimal(0)), Decimal(0))
    parts[base_status(pledge)] = rest
    return Division(*(parts.get(status, Decimal(0)) for status in STATUSES))


def pledged_by(pledge: Level | None) -> Figure:
    """What a contributor's pledge comes to (R4): its level less what is withdrawn, at least 0; unknown without a pledge."""
    if pledge is None:
        return UNKNOWN
    if pledge.status is Status.WITHDRAWN and not pledge.parts:
        return ZERO
    withdrawn = divide(pledge).withdrawn
    if pledge.value is None or withdrawn is None:
        return UNKNOWN
    return Figure(max(pledge.value - withdrawn, Decimal(0)), pledge.bound)


def sum_with(status: Status, divisions: Iterable[tuple[Division, Bound | None]]) -> Figure:
    """What some pledges have with a status (R4), each a division and how what is not 0 of it is known.

    It is 0 where all have none, and unknown where some have and none is known to be more than 0.
    """
    at = STATUSES.index(status)
    parts = ((division[at], bound) for division, bound in divisions)
    return pledge_sum(UNKNOWN if part is None else Figure(part, bound) for part, bound in parts).figure


def pledge_sum(amounts: Iterable[Figure]) -> PartialSum:
    """What some pledges add up to."""
    return reduce(PartialSum.plus, map(part_of_pledges, amounts), NOTHING)


def part_of_pledges(amount: Figure) -> PartialSum:
    """What one pledge adds to a sum of them; one of 0 has no part in it."""
    return PartialSum.of(amount) if amount.value != 0 else NOTHING
