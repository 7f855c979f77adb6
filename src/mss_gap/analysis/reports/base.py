"""What reports have in common: how each begins, and the row of a commitment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Self, TypedDict

from mss_gap.analysis.bounds import Bound, Figure
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import Position
from mss_gap.analysis.survey import Survey
from mss_gap.analysis.timeline import SECTIONS, GivenOutside, Kind
from mss_gap.ledger.entry import Status
from mss_gap.ledger.model import Commitment, Ledger, Source, title_or_id
from mss_gap.ledger.names import countries
from mss_gap.ledger.table import TableRows, row_of


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the ids and codes of a report mean, so that nothing that writes a report needs its ledger."""

    commitments: Mapping[str, Commitment]
    """The commitments by id."""
    contributors: Mapping[str, str]
    """The English names of contributors by code."""
    sources: Mapping[str, Source]
    """The sources by id."""
    tables: tuple[TableRows, ...] = ()
    """Which entries are rows of tables."""

    @classmethod
    def of(cls, ledger: Ledger) -> Self:
        """What the ids and codes of a ledger mean."""
        bodies = {code: body.name for code, body in ledger.contributors.items()}
        return cls(ledger.commitments, {**countries(), **bodies}, ledger.sources, ledger.tables_read)

    def unit(self, commitment: str | None) -> str:
        """The unit of a commitment; empty without one."""
        return "" if commitment is None else self.commitments[commitment].unit

    def place_of_row(self, kind: Kind, position: int) -> str | None:
        """The file and the line of an entry that is a row of a table; None for one that the ledger itself states."""
        row = row_of(self.tables, SECTIONS[kind], position)
        return row and row[0].place(row[1])


NO_GLOSSARY = Glossary(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
"""Of a report about no valid ledger."""


@dataclass(frozen=True, slots=True)
class LaterEntries:
    """Entries that a report leaves out because they are dated after the report date."""

    count: int
    """How many they are."""
    first: date
    """The day of the earliest."""
    last: date
    """The day of the latest."""

    @classmethod
    def on(cls, days: Collection[date]) -> Self | None:
        """The entries of some days; None where there are none."""
        return cls(len(days), min(days), max(days)) if days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How every report begins."""

    kind: str
    """Which kind of document this is: the name of its report."""
    version: int = 1
    """The version of this document's form; raised by a change that would break a reader."""
    mission: str | None
    """The mission's name."""
    ledger: str
    """Which ledger was read: the path as given, `-` for standard input, or `built-in`."""
    as_of: date | None
    """The report date; null where the ledger has no date at all."""
    later_entries: LaterEntries | None = None
    """The entries of the commitments shown that are dated after the report date, and so left out; null where none is."""
    glossary: Glossary = field(default=NO_GLOSSARY, metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """What the report's ids and codes mean."""


class Heading(TypedDict):
    """What every report begins with, but for its kind and its version."""

    mission: str | None
    ledger: str
    as_of: date | None
    later_entries: LaterEntries | None
    glossary: Glossary


def heading_of(surveyed: Survey) -> Heading:
    """How a report about a survey begins."""
    begun = heading(surveyed.ledger, surveyed.as_of)
    day = surveyed.as_of
    if day is None:
        return begun
    timelines = (surveyed.timelines[key] for key in surveyed.positions)
    days = [late for timeline in timelines for series in timeline.every_series() for late in series.after(day)]
    return {**begun, "later_entries": LaterEntries.on(days)}


def heading(ledger: Ledger, as_of: date | None) -> Heading:
    """How a report about a ledger on a date begins."""
    return Heading(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=as_of,
        later_entries=None,
        glossary=Glossary.of(ledger),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """One commitment on the report date. Amounts are in `unit`; percentages are unrounded.

    A key that ends in `_bound` says how its figure is known, and is null where the figure is.
    """

    id: str
    title: str
    unit: str
    """An ISO 4217 code for money, else a noun."""
    basis: str | None
    """What the headline is, such as "planned strength"."""
    note: str | None
    """What a reader of its figures must know."""
    overlaps: tuple[str, ...]
    """The ids of commitments that count the same thing: never add the two."""
    overlapping: Mapping[str, Figure] = field(default_factory=dict, metadata=NOT_IN_DOCUMENTS, compare=False)
    """What was delivered to each commitment that counts the same thing, by its id, those that name this one included."""
    pledged: Decimal | None
    """The headline; without one, the sum of contributors' firm pledges."""
    pledged_bound: Bound | None
    actual: Decimal | None
    """What has been delivered."""
    actual_bound: Bound | None
    gap: Decimal | None
    """pledged - actual; negative is a surplus."""
    gap_bound: Bound | None
    delivered_pct: Decimal | None
    """The actual as a share of the pledge, in percent; over 100 where more was delivered."""
    delivered_bound: Bound | None
    shortfall_pct: Decimal | None
    """The gap as a share of the pledge, in percent."""
    shortfall_bound: Bound | None
    reported_on: date | None
    """The day of the latest actual used."""
    due: date | None
    """The day by which it was promised: the commitment's own."""
    country_pledged: Decimal | None
    """The sum of contributors' firm pledges; null where there are some and none states an amount, as for the next three."""
    country_pledged_bound: Bound | None
    on_hold: Decimal | None
    """The sum of what contributors' pledges have on hold."""
    on_hold_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    conditional: Decimal | None
    """The sum of what they pledged on a condition."""
    conditional_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    withdrawn: Decimal | None
    """The sum of what they withdrew."""
    unpledged: Decimal | None
    """The headline less the firm pledges; negative where more is pledged, null without a headline."""
    unpledged_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    attributed: Decimal
    """The part of the actual that contributors account for."""
    unattributed: Decimal | None
    """The rest of the actual; negative where the parts exceed it."""
    unattributed_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    unconverted: int
    """How many entries are not counted because no exchange rate converts them."""
    outside_entries: int
    """How many entries give something outside the commitment."""
    sources: tuple[str, ...]
    """What the pledged and the actual figure rest on: source ids or addresses."""
    what_is_outside: tuple[GivenOutside, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """What `outside_entries` give, and who."""

    @classmethod
    def of(cls, surveyed: Survey, key: str) -> Self:
        """The row of one of a survey's commitments."""
        row = cls.at(key, surveyed.ledger.commitments[key], surveyed.positions[key])
        return replace(row, overlapping=surveyed.overlapping(key))

    @classmethod
    def at(cls, key: str, commitment: Commitment, position: Position) -> Self:
        """The row of a commitment at a position."""
        gap = gap_between(position.pledged, position.actual)
        firm, on_hold = position.sum_with(Status.FIRM), position.sum_with(Status.ON_HOLD)
        conditional, unpledged = position.sum_with(Status.CONDITIONAL), position.unpledged
        unattributed = position.unattributed
        return cls(
            id=key,
            title=title_or_id(key, commitment.title),
            unit=commitment.unit,
            basis=commitment.basis,
            note=commitment.note,
            overlaps=commitment.overlaps,
            pledged=position.pledged.value,
            pledged_bound=position.pledged.bound,
            actual=position.actual.value,
            actual_bound=position.actual.bound,
            **gap.of_row(),
            reported_on=position.reported_on,
            due=commitment.due,
            country_pledged=firm.value,
            country_pledged_bound=firm.bound,
            on_hold=on_hold.value,
            on_hold_bound=on_hold.bound,
            conditional=conditional.value,
            conditional_bound=conditional.bound,
            withdrawn=position.sum_with(Status.WITHDRAWN).value,
            unpledged=unpledged.value,
            unpledged_bound=unpledged.bound,
            attributed=position.attributed.size,
            unattributed=unattributed.value,
            unattributed_bound=unattributed.bound,
            unconverted=position.unconverted,
            outside_entries=position.outside_entries,
            sources=position.sources,
            what_is_outside=position.outside,
        )
