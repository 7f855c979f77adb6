"""What contributors delivered, measured by a scale such as GDP: for each unit of it, and against a fair share (R15)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, Figure, percentage
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.exact import EXACT, QUOTIENT
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.ledger.model import Ledger, title_or_id


class UnknownScaleError(LookupError):
    """A scale was asked for that the ledger does not have; `known` are the ids and titles of those that it has."""

    def __init__(self, name: str, known: Mapping[str, str]) -> None:
        super().__init__(f'there is no scale "{name}" in this ledger')
        self.name = name
        self.known = known


@dataclass(frozen=True, slots=True)
class ScaleInUse:
    """A scale of the ledger."""

    id: str
    title: str
    unit: str
    """An ISO 4217 code or a noun; empty where none is stated."""
    period: str
    """The time that its values are of, in words; empty where none is stated."""
    sources: tuple[str, ...]
    values: Mapping[str, Decimal]
    """The value of each contributor by its code."""

    @classmethod
    def named(cls, ledger: Ledger, text: str) -> "ScaleInUse":
        """The scale of an id, or of an id or a title in any case; raises `UnknownScaleError`."""
        titles = {key: title_or_id(key, scale.title) for key, scale in ledger.scales.items()}
        found = [key for key, title in titles.items() if text.casefold() in (key.casefold(), title.casefold())]
        if text not in titles and len(found) != 1:
            raise UnknownScaleError(text, titles)
        key = text if text in titles else found[0]
        scale = ledger.scales[key]
        return cls(key, titles[key], scale.unit or "", scale.period or "", scale.source, scale.values)


class Weighed(NamedTuple):
    """What a scale says of what some contributors delivered."""

    scale_value: Decimal | None = None
    per_value: Decimal | None = None
    fair_share: Decimal | None = None
    fair_ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a commitment a scale covers."""

    contributors: int
    """How many contributors have a row and a value."""
    of: int
    """How many have a row."""
    delivered: Figure
    """What those with a value delivered, as a share of the whole's actual in percent."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The values of contributors to one commitment."""

    values: Mapping[str, Decimal]
    total: Decimal
    """The sum of the values of contributors with a row."""
    pledged: Decimal | None
    """The whole's pledge."""

    @classmethod
    def of(cls, scale: ScaleInUse | None, contributors: Collection[str], pledged: Decimal | None) -> "Weights":
        """The weights of contributors with a row; without a scale no one has a value."""
        values = {} if scale is None else {code: scale.values[code] for code in contributors if code in scale.values}
        return cls(values, sum(values.values(), Decimal(0)), pledged)

    def weigh(self, contributors: Collection[str], actual: Decimal | None) -> Weighed:
        """Weigh what some contributors with a row delivered; null where one of them has no value."""
        if not contributors or not self.values.keys() >= set(contributors):
            return Weighed()
        value = sum((self.values[code] for code in contributors), Decimal(0))
        share = None if self.pledged is None else EXACT.multiply(self.pledged, value)
        return Weighed(
            scale_value=value,
            per_value=None if actual is None else QUOTIENT.divide(actual, value),
            fair_share=None if share is None else QUOTIENT.divide(share, self.total),
            fair_ratio=QUOTIENT.divide(EXACT.multiply(actual, self.total), share)
            if share and actual is not None
            else None,
        )

    def coverage(self, rows: Collection[Contribution], whole: Figure) -> Coverage:
        """How much of a commitment these are; `rows` are all its contributors, and `whole` is its actual."""
        covered = [Figure(row.actual, row.actual_bound) for row in rows if row.id in self.values]
        together = PartialSum.all_of(covered).figure if covered else UNKNOWN
        return Coverage(len(covered), len(rows), percentage(together, whole))
