"""What contributors' figures add up to where some of them may be unknown."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures added up, some of which may be unknown; `+` adds more of them."""

    total: Decimal = Decimal(0)
    """The sum of those that are known: an unknown one counts as 0."""
    count: int = 0
    """How many there are."""
    known: int = 0
    """How many of them are known."""
    bounds: int = 0
    """How many of them are unknown or lower bounds."""

    @classmethod
    def of(cls, value: Decimal | None, *, at_least: bool = False) -> Self:
        """One figure; `at_least` where it is a lower bound."""
        unknown = value is None
        return cls(value or Decimal(0), 1, int(not unknown), int(unknown or at_least))

    def __add__(self, other: "Parts") -> "Parts":
        """These and those."""
        return Parts(
            self.total + other.total, self.count + other.count, self.known + other.known, self.bounds + other.bounds
        )

    def exchanged(self, before: "Parts", after: "Parts") -> "Parts":
        """These, with some of them taken out again and others in their place."""
        return Parts(
            self.total - before.total + after.total,
            self.count - before.count + after.count,
            self.known - before.known + after.known,
            self.bounds - before.bounds + after.bounds,
        )

    @property
    def value(self) -> Decimal | None:
        """The sum: 0 of nothing, None where there are figures and none is known.

        >>> Parts().value, Parts.of(None).value, (Parts.of(None) + Parts.of(Decimal(2))).value
        (Decimal('0'), None, Decimal('2'))
        """
        return self.total if self.known or not self.count else None
