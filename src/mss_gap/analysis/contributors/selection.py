"""Which contributors a report shows, in which order, and which of them together."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar, assert_never

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.contributors.groups import GroupContribution
from mss_gap.analysis.contributors.scales import ScaleInUse
from mss_gap.analysis.contributors.sorting import ContributorSort
from mss_gap.ledger.groups.contributor_group import ContributorGroup

Line = TypeVar("Line", Contribution, GroupContribution)


class SelectionError(ValueError):
    """Some contributors are asked for in two ways that exclude each other, or in one that means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; without anything, a row for each contributor in the order of R6."""

    countries: tuple[str, ...] = ()
    """The codes of contributors: only these."""
    groups: tuple[ContributorGroup, ...] = ()
    """Only their members; with `by_groups`, what contributors are grouped by."""
    by_groups: bool = False
    """True for one row a group, and the contributors in none after them."""
    scale: ScaleInUse | None = None
    """What rows are measured by."""
    sort: ContributorSort | None = None
    top: int | None = None
    """So many contributors have rows, of those in no group with `by_groups`, and the others one together."""

    def __post_init__(self) -> None:
        """Refuse what excludes each other."""
        if self.countries and self.by_groups:
            message = "by groups, all contributors are shown: leave out the countries, or the grouping"
            raise SelectionError(message)
        if self.countries and self.top is not None:
            message = "the countries that are named are all shown: leave out the countries, or how many are shown"
            raise SelectionError(message)
        if self.top is not None and self.top < 0:
            message = f"{self.top} is not a number of rows"
            raise SelectionError(message)
        if self.by_groups and not self.groups:
            message = "the ledger names no group: name some, such as caricom"
            raise SelectionError(message)

    @property
    def only(self) -> frozenset[str] | None:
        """The codes of the contributors that are shown; None for all."""
        if self.by_groups or not (self.countries or self.groups):
            return None
        return frozenset((*self.countries, *(code for group in self.groups for code in group.members)))


ALL = Selection()
"""Every contributor."""


def in_order(rows: Iterable[Line], sort: ContributorSort | None) -> list[Line]:
    """Rows in an order; those alike in it stay as they are, and all do without one."""
    if sort is None:
        return list(rows)
    if sort is ContributorSort.NAME:
        return sorted(rows, key=lambda row: row.name.casefold())
    return sorted(rows, key=lambda row: from_high_to_low(row, sort))


_LEANING = (Bound.AT_LEAST, Bound.EXACT, Bound.ABOUT, Bound.OPEN, Bound.AT_MOST)
"""Of two equal figures, the one that may be more is before the one that may be less."""


def from_high_to_low(row: Contribution | GroupContribution, sort: ContributorSort) -> tuple[bool, Decimal, int]:
    """A key that sorts a figure of rows from high to low, and unknown ones last; rows without an order by a figure alike."""
    figure = _figure(row, sort)
    if figure.value is None or figure.bound is None:
        return True, Decimal(0), 0
    return False, -figure.value, _LEANING.index(figure.bound)


def _figure(row: Contribution | GroupContribution, sort: ContributorSort) -> Figure:
    match sort:
        case ContributorSort.PLEDGED:
            return Figure(row.pledged, row.pledged_bound)
        case ContributorSort.ACTUAL:
            return Figure(row.actual, row.actual_bound)
        case ContributorSort.GAP:
            return Figure(row.gap, row.gap_bound)
        case ContributorSort.DELIVERED:
            return Figure(row.delivered_pct, row.delivered_bound)
        case ContributorSort.NAME:
            return UNKNOWN
        case _:
            assert_never(sort)
