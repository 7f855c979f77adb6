"""What reports have in common: how each begins, and the row of a commitment."""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Self, TypedDict

from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import Position
from mss_gap.ledger.model import Commitment, Ledger, Source, title_or_id
from mss_gap.ledger.names import countries

NOT_IN_DOCUMENTS: Mapping[str, bool] = MappingProxyType({"not in documents": True})
"""Marks a field that formats for people read, and the JSON document leaves out."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the ids and codes of a report mean, so that nothing that writes a report needs its ledger."""

    commitments: Mapping[str, Commitment]
    """The commitments by id."""
    contributors: Mapping[str, str]
    """The English names of contributors by code."""
    sources: Mapping[str, Source]
    """The sources by id."""

    @classmethod
    def of(cls, ledger: Ledger) -> Self:
        """What the ids and codes of a ledger mean."""
        bodies = {code: body.name for code, body in ledger.contributors.items()}
        return cls(ledger.commitments, ChainMap(bodies, dict(countries())), ledger.sources)

    def unit(self, commitment: str | None) -> str:
        """The unit of a commitment; empty without one."""
        return "" if commitment is None else self.commitments[commitment].unit


NO_GLOSSARY = Glossary(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
"""Of a report about no valid ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How every report begins."""

    kind: str
    version: int = 1
    """The version of this document's form; raised by a change that would break a reader."""
    mission: str | None
    """The mission's name."""
    ledger: str
    """Which ledger was read: the path as given, `-` for standard input, or `built-in`."""
    as_of: date | None
    """The report date; null where the ledger has no date at all."""
    glossary: Glossary = field(default=NO_GLOSSARY, metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """What the report's ids and codes mean."""


class Heading(TypedDict):
    """What every report begins with, but for its kind and its version."""

    mission: str | None
    ledger: str
    as_of: date | None
    glossary: Glossary


def heading(ledger: Ledger, as_of: date | None) -> Heading:
    """How a report about a ledger on a date begins."""
    return Heading(mission=ledger.mission.name, ledger=ledger.origin, as_of=as_of, glossary=Glossary.of(ledger))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """One commitment on the report date. Amounts are in `unit`; percentages are unrounded."""

    id: str
    title: str
    unit: str
    """An ISO 4217 code for money, else a noun."""
    basis: str | None
    """What the headline is, such as "planned strength"."""
    pledged: Decimal | None
    """The headline; without one, the sum of contributors' firm pledges."""
    actual: Decimal | None
    """What has been delivered."""
    at_least: bool
    """True where the actual is a lower bound."""
    gap: Decimal | None
    """pledged - actual; negative is a surplus."""
    delivered_pct: Decimal | None
    """The actual as a share of the pledge, in percent; over 100 where more was delivered."""
    shortfall_pct: Decimal | None
    """The gap as a share of the pledge, in percent."""
    reported_on: date | None
    """The day of the latest actual used."""
    due: date | None
    """The day by which it was promised: the commitment's own."""
    country_pledged: Decimal | None
    """The sum of contributors' firm pledges."""
    on_hold: Decimal | None
    """The sum of contributors' pledges on hold."""
    attributed: Decimal
    """The part of the actual that contributors account for."""
    unattributed: Decimal | None
    """The rest of the actual; negative where the parts exceed it."""
    unconverted: int
    """How many entries are not counted for want of an exchange rate."""
    sources: tuple[str, ...]
    """What the pledged and the actual figure rest on: source ids or addresses."""

    @classmethod
    def at(cls, key: str, commitment: Commitment, position: Position) -> Self:
        """The row of a commitment at a position."""
        gap = gap_between(position.pledged, position.actual)
        return cls(
            id=key,
            title=title_or_id(key, commitment.title),
            unit=commitment.unit,
            basis=commitment.basis,
            pledged=position.pledged,
            actual=position.actual,
            at_least=position.at_least,
            gap=gap.gap,
            delivered_pct=gap.delivered_pct,
            shortfall_pct=gap.shortfall_pct,
            reported_on=position.reported_on,
            due=commitment.due,
            country_pledged=position.country_pledged,
            on_hold=position.on_hold,
            attributed=position.attributed,
            unattributed=position.unattributed,
            unconverted=position.unconverted,
            sources=position.sources,
        )
