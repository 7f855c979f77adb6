"""The figures that one block of a proposal reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.table import Section


@dataclass(frozen=True, slots=True)
class Part:
    """The figures that one block reads."""

    section: Section | None
    """Whether they are pledges or deliveries, if that is known."""
    key: str
    """The key of the entries that has them: `amount` or `total`."""
    columns: Sequence[Column]
    """The columns that have them; none if a question asks for them."""
    period: str | None = None
    """The year or month of all of them, if their title says it."""
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The texts that a row must have in a column, by its title."""
    is_wide: bool = False
    """True if a question asks which columns have them, and its answer says what they are."""
