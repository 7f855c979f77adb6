"""What some contributors pledged and delivered together: the figures of a group, and of the rest below a table (R15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, share_of
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.contributors.scales import Weights
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.pledges import STATUSES, sum_with
from mss_gap.analysis.position import ActualBasis, once
from mss_gap.ledger.entry import Status
from mss_gap.ledger.groups.contributor_group import ContributorGroup
from mss_gap.ledger.plural import so_many

OTHERS = "(others)"
"""The id of the contributors that a table has in one row. No group of a ledger can have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupContribution:
    """What some contributors pledged and delivered together, in the commitment's unit.

    A key that ends in `_bound` says how its figure is known, and is null where the figure is.
    """

    id: str
    """What the ledger, or the table of usual groups, calls it; "(others)" for the contributors after the first few."""
    name: str
    members: tuple[str, ...]
    """The codes of its contributors, those without a row included."""
    pledged: Decimal | None
    """The sum of what its members pledged less what is withdrawn; null where none pledged, or none states an amount."""
    pledged_bound: Bound | None
    bounds_of_parts: Mapping[Status, Bound | None] = field(
        default_factory=dict, metadata=NOT_IN_DOCUMENTS, compare=False
    )
    """How each of the next four is known; None where it is not."""
    firm: Decimal | None
    """How much of that is firm; null where some is and no member states an amount, as for the next three."""
    on_hold: Decimal | None
    conditional: Decimal | None
    withdrawn: Decimal | None
    actual: Decimal | None
    """The sum of what its members delivered; 0 where nothing is recorded, null where none states an amount."""
    actual_bound: Bound | None
    gap: Decimal | None
    """pledged - actual; negative is a surplus."""
    gap_bound: Bound | None
    delivered_pct: Decimal | None
    """The actual as a share of the pledge, in percent."""
    delivered_bound: Bound | None
    shortfall_pct: Decimal | None
    """The gap as a share of the pledge, in percent."""
    shortfall_bound: Bound | None
    share_pct: Decimal | None
    """The actual as a share of the whole's actual, in percent."""
    share_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    reported_on: date | None
    """The day of the latest actual of a member."""
    scale_value: Decimal | None = None
    """The sum of its members' values on the scale that was asked for; null where one with a row has none."""
    per_value: Decimal | None = None
    """The actual for each unit of that value."""
    fair_share: Decimal | None = None
    """The sum of its members' fair shares; null where one with a row has none."""
    fair_ratio: Decimal | None = None
    """The actual as a multiple of the fair share."""
    sources: tuple[str, ...]
    """What these figures rest on: source ids or addresses."""
    rows: tuple[Contribution, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """Its members that have a row, in the order asked for."""

    @property
    def actual_basis(self) -> ActualBasis:
        """What is known of the actual: reported where one member's is, else not stated where one member's is not."""
        known = {row.actual_basis for row in self.rows}
        return next((basis for basis in ActualBasis if basis in known), ActualBasis.NONE_RECORDED)

    @property
    def has_pledge(self) -> bool:
        """Whether some member pledged."""
        return any(row.pledge_status is not None for row in self.rows)


def contribution_of(
    group: ContributorGroup, rows: Sequence[Contribution], whole: Figure, weights: Weights
) -> GroupContribution:
    """What the members of a group come to together; `rows` are theirs, and `whole` is the actual of all (R15)."""
    return _together(group.id, group.name, group.members, rows, whole, weights)


def others_of(rows: Sequence[Contribution], whole: Figure, weights: Weights) -> GroupContribution:
    """The contributors that a table has in one row, together."""
    return _together(OTHERS, name_of_others(len(rows)), tuple(row.id for row in rows), rows, whole, weights)


def name_of_others(number: int) -> str:
    """What a number of contributors is called that a table has in one row."""
    return so_many(number, "other", "others")


def _together(  # noqa: PLR0913, PLR0917 - who they are, and what they are measured by
    identifier: str,
    name: str,
    members: tuple[str, ...],
    rows: Sequence[Contribution],
    whole: Figure,
    weights: Weights,
) -> GroupContribution:
    """What some contributors come to together (R15). One that never pledged has no part in the pledge."""
    pledging = [row for row in rows if row.pledge_status is not None]
    pledges = PartialSum.all_of(Figure(row.pledged, row.pledged_bound) for row in pledging)
    pledged = pledges.figure if pledging else UNKNOWN
    actual = PartialSum.all_of(Figure(row.actual, row.actual_bound) for row in rows).figure
    divisions = [(row.division, row.division_known) for row in rows]
    parts = {status: sum_with(status, divisions) for status in STATUSES}
    gap = gap_between(pledged, actual)
    share = share_of(actual, whole)
    return GroupContribution(
        id=identifier,
        name=name,
        members=members,
        pledged=pledged.value,
        pledged_bound=pledged.bound,
        bounds_of_parts={status: part.bound for status, part in parts.items()},
        firm=parts[Status.FIRM].value,
        on_hold=parts[Status.ON_HOLD].value,
        conditional=parts[Status.CONDITIONAL].value,
        withdrawn=parts[Status.WITHDRAWN].value,
        actual=actual.value,
        actual_bound=actual.bound,
        **gap.of_row(),
        share_pct=share.value,
        share_bound=share.bound,
        reported_on=max((row.reported_on for row in rows if row.reported_on), default=None),
        **weights.weigh([row.id for row in rows], actual.value)._asdict(),
        sources=once(*(source for row in rows for source in row.sources)),
        rows=tuple(rows),
    )
