"""What contributors' figures add up to where some of them may be unknown."""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import NamedTuple, Self


class Parts(NamedTuple):
    """Figures added up, some of which may be unknown."""

    total: Decimal = Decimal(0)
    """The sum of those that are known: an unknown one counts as 0."""
    number: int = 0
    """How many there are."""
    known: int = 0
    """How many of them are known."""
    bounds: int = 0
    """How many of them are unknown or lower bounds."""

    @classmethod
    def of(cls, value: Decimal | None, *, at_least: bool = False) -> Self:
        """One figure; `at_least` where it is a lower bound."""
        if value is None:
            return cls(Decimal(0), 1, 0, 1)
        return cls(value, 1, 1, int(at_least))

    @classmethod
    def all_of(cls, parts: "Iterable[Parts]") -> "Parts":
        """Several of them together."""
        return reduce(cls.plus, parts, cls())

    def plus(self, more: "Parts") -> "Parts":
        """These and more of them."""
        return self.exchanged(NOTHING, more)

    def exchanged(self, before: "Parts", after: "Parts") -> "Parts":
        """These, with some of them taken out again and others in their place."""
        return Parts(
            self.total - before.total + after.total,
            self.number - before.number + after.number,
            self.known - before.known + after.known,
            self.bounds - before.bounds + after.bounds,
        )

    @property
    def value(self) -> Decimal | None:
        """The sum: 0 of nothing, None where there are figures and none is known.

        >>> NOTHING.value, Parts.of(None).value, Parts.of(None).plus(Parts.of(Decimal(2))).value
        (Decimal('0'), None, Decimal('2'))
        """
        return self.total if self.known or not self.number else None


NOTHING = Parts()
