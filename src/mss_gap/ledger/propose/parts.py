"""What a block of a proposal reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.table import Section


@dataclass(frozen=True, slots=True)
class Part:
    """The figures that one block reads."""

    section: Section | None
    """What they are, where that is told already."""
    key: str
    """The key of an entry that they are: `amount` or `total`."""
    columns: Sequence[Column]
    """The columns that have them; none where that is asked."""
    period: str | None = None
    """The year or the month that they are of, where their title says it."""
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What rows must have to be read, by the title of the column."""
    is_strength: bool = False
    """True where they are how many people each contributor had, month after month."""
    is_wide: bool = False
    """True where it is asked which columns have them, and the answer tells what they are."""
