"""A ledger on its report date: the position of every commitment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.position import Position, position_at
from mss_gap.analysis.timeline import Timeline, timelines_of
from mss_gap.analysis.whole import actual_at
from mss_gap.ledger.model import Ledger, title_or_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mss_gap.analysis.course.changes import Point


class UnknownCommitmentError(LookupError):
    """A commitment was asked for that the ledger does not have; `known` are those that it has."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f'there is no commitment "{name}" in this ledger')
        self.name = name
        self.known = known


@dataclass(frozen=True, slots=True)
class Survey:
    """The positions of a ledger's commitments on one date, by id, in the order of the file."""

    ledger: Ledger
    as_of: date | None
    """The report date; None where the ledger has no date at all."""
    timelines: Mapping[str, Timeline]
    """The commitments asked for over time, and at times others."""
    positions: Mapping[str, Position]
    """The commitments asked for on the report date."""
    points_so_far: "dict[str, tuple[Timeline, Sequence[Point]]]" = field(
        default_factory=dict, repr=False, compare=False
    )
    """The points that were asked for before, by commitment, with the timeline that they are of."""

    def only(self, *commitments: str | None) -> Self:
        """Some of the commitments, in the order of the survey; without an id, all of them.

        Raises `UnknownCommitmentError` where one asked for does not exist.
        """
        asked_for = {key: self.position(key) for key in commitments if key is not None}
        if not asked_for:
            return self
        return replace(
            self, positions=MappingProxyType({key: it for key, it in self.positions.items() if key in asked_for})
        )

    def position(self, commitment: str) -> Position:
        """The position of a commitment; raises `UnknownCommitmentError` where it does not exist."""
        if commitment not in self.positions:
            raise UnknownCommitmentError(commitment, tuple(self.positions))
        return self.positions[commitment]

    def points(self, commitment: str) -> "Sequence[Point]":
        """What a commitment came to, day by day up to the report date, without the changes; gone through once."""
        from mss_gap.analysis.course.changes import points_of  # a summary starts without it

        timeline = self.timelines[commitment]
        of, points = self.points_so_far.get(commitment, (None, ()))
        if of is not timeline:
            points = points_of(self.ledger.commitments[commitment], timeline, self.as_of, changes=False)
            self.points_so_far[commitment] = (timeline, points)
        return points

    def overlapping(self, commitment: str) -> Mapping[str, Figure]:
        """What was delivered to each commitment that counts the same thing as one, by its id."""
        timelines = {other: self.timelines[other] for other in overlapping(self.ledger, commitment)}
        return {other: actual_at(it.undated, it.actuals, self.as_of) for other, it in timelines.items()}

    def title(self, commitment: str) -> str:
        """What a commitment is called."""
        return title_or_id(commitment, self.ledger.commitments[commitment].title)

    def name(self, contributor: str) -> str:
        """The English name of a contributor."""
        return self.ledger.contributor_name(contributor)


def overlapping(ledger: Ledger, commitment: str) -> tuple[str, ...]:
    """The commitments that count the same thing as one: those that it names, and those that name it."""
    named = ledger.commitments[commitment].overlaps
    naming = (key for key, other in ledger.commitments.items() if commitment in other.overlaps)
    return tuple(dict.fromkeys((*named, *naming)))


@exactly
def survey(ledger: Ledger, as_of: date | None = None, commitment: str | None = None) -> Survey:
    """The positions of a ledger's commitments on the report date (R1), or of only one of them.

    Raises `UnknownCommitmentError` where the one asked for does not exist.
    """
    if commitment is not None and commitment not in ledger.commitments:
        raise UnknownCommitmentError(commitment, tuple(ledger.commitments))
    day = report_date(ledger, as_of)
    chosen = ledger.commitments if commitment is None else {commitment: ledger.commitments[commitment]}
    beside = {other: ledger.commitments[other] for key in chosen for other in overlapping(ledger, key)}
    timelines = timelines_of(ledger, {**chosen, **beside})
    positions = {key: position_at(it, timelines[key], day) for key, it in chosen.items()}
    return Survey(ledger, day, timelines, MappingProxyType(positions))


def report_date(ledger: Ledger, stated: date | None = None) -> date | None:
    """The report date (R1): as stated, else the ledger's, else its latest entry's."""
    if stated is not None:
        return stated
    if ledger.mission.as_of is not None:
        return ledger.mission.as_of
    return max(map(attrgetter("date"), chain(ledger.pledges, ledger.actuals)), default=None)
