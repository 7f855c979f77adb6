"""A group of contributors: one of the ledger's own, or a usual one."""

from dataclasses import dataclass
from datetime import date

from mss_gap.ledger.model import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorGroup:
    """Some contributors under one name."""

    id: str
    name: str
    members: tuple[str, ...]
    """The codes of its contributors: those of a ledger's own group in the order of the ledger."""
    sources: tuple[str, ...]
    """What says who its members are: ids of sources of the ledger, or addresses."""
    listing: Source | None = None
    """The publication at the address of a usual group; None for a group of the ledger."""
    as_of: date | None = None
    """The date of the list of members of a usual group; None for a group of the ledger."""
