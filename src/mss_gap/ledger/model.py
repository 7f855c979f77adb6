"""The ledger as values: frozen, complete, and already checked entry by entry.

What needs the whole ledger (does the source exist, do two totals disagree) is in `rules`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass as plain_dataclass
from dataclasses import field
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr
from pydantic.fields import FieldInfo

from mss_gap.ledger.dates import Day, DayOrPeriod
from mss_gap.ledger.entry import Actual, Entry, Pledge, Qualifier
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.measures import Measure
from mss_gap.ledger.names import countries
from mss_gap.ledger.numbers import Amount, Level, Rate, ScaleValue, Whole
from mss_gap.ledger.table import Table, TableRows, row_of
from mss_gap.ledger.texts import CHOICE, SEVERAL, BodyCode, Flag, Format, Id, Licence, Pair, Sources, Text, Url


class _Part(BaseModel):
    # Built when a ledger is first read, and then once, as parts of `Ledger`.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Mission(_Part):
    """The mission that the commitments were made to."""

    name: Text | None = None
    """The mission's full name."""
    abbreviation: Text | None = None
    """Its short name, as people say it."""
    start: Day | None = None
    """The first day of the mission: pace counts from here."""
    end: Day | None = None
    """The mandate's last day: what a commitment without `due` is held to."""
    as_of: Day | None = None
    """The default report date."""
    licence: Licence | None = None
    """What the record may be used for: an SPDX id, such as CC-BY-4.0."""


class Source(_Part):
    """A publication that figures rest on."""

    title: Text
    """The title as published."""
    publisher: Text | None = None
    """Who published it."""
    published: Day | None = None
    """The day it was published."""
    url: Url | None = None
    """Where to read it: http or https."""
    archived: Url | None = None
    """Where a copy is kept: http or https."""
    seen: Day | None = None
    """The day it was read."""


class Body(_Part):
    """A contributor without a country code of its own, such as a union or a bank."""

    name: Text
    """Its English name."""


class Commitment(_Part):
    """One thing promised to the mission."""

    title: Text | None = None
    """What a table calls it; without one, the id as a title."""
    unit: Text
    """What is counted. An ISO 4217 code makes it money; anything else is a noun."""
    pledged: Level | None = None
    """The headline, undated: true at any report date."""
    actual: Level | None = None
    """What has been delivered, undated: true at any report date."""
    basis: Text | None = None
    """What the headline is, such as "planned strength"."""
    due: DayOrPeriod | None = None
    """The day by which it was promised, or in quotes a month or a year; without one, the mission's end."""
    source: Sources = ()
    """What the undated figures rest on: a source id, a list of them, or a bare address."""
    note: Text | None = None
    """What a reader of its figures must know: printed wherever they are."""
    overlaps: Annotated[tuple[Text, ...], SEVERAL] = ()
    """The ids of commitments that count the same thing: never add the two."""
    rates_of: Day | None = None
    """The one day whose exchange rates serve every conversion: only where the unit is money."""
    stages: Annotated[tuple[Id, ...], SEVERAL] = ()
    """What a delivery goes through after the pledge, in order, such as agreed, received, spent."""
    counts: Id | None = None
    """The stage that is the actual; without it the last."""

    @property
    def counting_stage(self) -> str | None:
        """The stage that is the actual; None where the commitment has no stages."""
        return self.counts or (self.stages[-1] if self.stages else None)

    def stage_of(self, entry: "Entry") -> str | None:
        """The stage that an entry belongs to; a pledge, and an entry outside, belong to none."""
        if isinstance(entry, Actual) and entry.outside is None:
            return entry.stage or self.counting_stage
        return None


class ExchangeRate(_Part):
    """What one unit of a currency was worth in another on a day."""

    pair: Pair
    """`EUR/USD`: how many USD one EUR is worth."""
    date: Day
    """The day of the rate: it serves entries of that day and later, in either of its currencies."""
    rate: Rate
    """Units of the second currency for one of the first, with at most 15 decimal places."""
    source: Sources = ()
    """A source id, a list of them, or a bare address."""


class Claim(_Part):
    """A figure that somebody published, to be checked against the ledger."""

    text: Text
    """The claim in words."""
    commitment: Text | None = None
    """The commitment that it is about; a claim names a commitment or an indicator."""
    indicator: Text | None = None
    """The indicator that it is about."""
    country: Text | None = None
    """The contributor that it is about, where it is not the whole."""
    measure: Annotated[Measure, *CHOICE]
    """What the number measures."""
    value: Amount
    """The number, in the measure's own unit. Its decimal places say how exact it is."""
    qualifier: Annotated[Qualifier, *CHOICE] = Qualifier.EXACTLY
    """How the number is meant."""
    within: Level | None = None
    """The tolerance, in the measure's own unit."""
    as_of: Day | None = None
    """The day it speaks of; else the day its source was published, else the report date."""
    stage: Id | None = None
    """The stage of a delivery that it speaks of; without it the one that counts."""
    comparable: Flag = True
    """False where it speaks of another period, scope or base than the ledger: `note` says which. It is shown, not judged."""
    note: Text | None = None
    """The editor's remark, printed with the claim."""
    source: Sources = ()
    """A source id, a list of them, or a bare address."""


class Indicator(_Part):
    """A figure of the crisis around the mission: context, no pledge."""

    title: Text | None = None
    """What a table calls it; without one, the id as a title."""
    unit: Text | None = None
    """What is counted."""
    value: Amount
    """The figure."""
    previous: Amount | None = None
    """The figure of the period before, for a change."""
    out_of: Whole | None = None
    """The whole that the figure is part of, for a share."""
    period: Text | None = None
    """The time that the figure covers, in words."""
    source: Sources = ()
    """A source id, a list of them, or a bare address."""


class Group(_Part):
    """Some contributors under one name, such as the members of a union."""

    name: Text | None = None
    """What a table calls it; without one, the id as a title."""
    members: Annotated[tuple[Text, ...], SEVERAL]
    """The codes of its contributors: countries or declared bodies, at least one."""
    source: Sources = ()
    """What says who its members are: a source id, a list of them, or a bare address."""


class Scale(_Part):
    """What a burden is measured by, such as GDP or population: a value for each contributor that has one."""

    title: Text | None = None
    """What a table calls it; without one, the id as a title."""
    unit: Text | None = None
    """What is counted: an ISO 4217 code or a noun."""
    period: Text | None = None
    """The time that the values are of, in words."""
    source: Sources = ()
    """Where the values come from: a source id, a list of them, or a bare address."""
    values: Annotated[dict[Text, ScaleValue], SEVERAL]
    """The value of each contributor by its code: above zero, at least one."""


class Event(_Part):
    """Something that happened around the mission."""

    date: DayOrPeriod
    """The day it happened, or in quotes a month or a year."""
    title: Text
    """What happened."""
    source: Sources = ()
    """A source id, a list of them, or a bare address."""


@plain_dataclass(frozen=True, slots=True)
class _Read:
    """What a ledger was read from: two that say the same are equal, whatever bytes say it."""

    files: tuple[FileRead, ...] = field(default=(), compare=False)
    tables: tuple[TableRows, ...] = field(default=(), compare=False)


class Ledger(_Part):
    """Pledges against actuals, by commitment and contributor, dated and sourced."""

    format: Format = 1
    """The number of this file format: 1."""
    mission: Mission = Mission.model_construct()
    """The mission that the commitments were made to."""
    sources: dict[Id, Source] = {}
    """The publications that figures rest on, by id."""
    contributors: dict[BodyCode, Body] = {}
    """Contributors that are not countries, by code."""
    commitments: dict[Id, Commitment] = Field(json_schema_extra={"minProperties": 1})
    """What was promised, by id, at least one."""
    pledges: Annotated[tuple[Pledge, ...], Field(strict=False)] = ()
    """Dated pledges, in any order."""
    actuals: Annotated[tuple[Actual, ...], Field(strict=False)] = ()
    """Dated deliveries, in any order."""
    rates: Annotated[tuple[ExchangeRate, ...], Field(strict=False)] = ()
    """Exchange rates."""
    claims: Annotated[tuple[Claim, ...], Field(strict=False)] = ()
    """Published figures to check."""
    indicators: dict[Id, Indicator] = {}
    """Figures of the crisis around the mission, by id."""
    groups: dict[Id, Group] = {}
    """Contributors under one name, by id."""
    scales: dict[Id, Scale] = {}
    """What a burden is measured by, by id."""
    events: Annotated[tuple[Event, ...], Field(strict=False)] = ()
    """What happened around the mission, in any order."""
    tables: Annotated[tuple[Table, ...], Field(strict=False)] = ()
    """Files beside the ledger whose rows are also pledges or actuals."""

    _origin: str = PrivateAttr("")
    _read: _Read = PrivateAttr(_Read())

    @classmethod
    def from_document(cls, document: Mapping[str, object], origin: str) -> Self:
        """The ledger that a parsed TOML document holds; raises pydantic's `ValidationError`."""
        ledger = cls.model_validate(document)
        ledger._origin = origin  # noqa: SLF001 - its own class
        return ledger

    @property
    def origin(self) -> str:
        """Which ledger this is: the path as given, `-` for standard input, or `built-in`."""
        return self._origin

    @property
    def files(self) -> tuple[FileRead, ...]:
        """Every file that it was read from, the ledger's own first; empty for a ledger that was not read."""
        return self._read.files

    @property
    def tables_read(self) -> tuple[TableRows, ...]:
        """What each of its tables added to it, in their order."""
        return self._read.tables

    def read_from(self, *files: FileRead, tables: tuple[TableRows, ...] = ()) -> Self:
        """The same ledger, read from some files; it equals this one."""
        ledger = self.model_copy()
        ledger._read = _Read(files, tables)  # noqa: SLF001 - its own class
        return ledger

    def row_of(self, section: str, index: int) -> tuple[TableRows, int] | None:
        """The table that an entry is a row of, and its line there; None for one that the ledger itself states."""
        return row_of(self.tables_read, section, index)

    def own_index(self, section: str, index: int) -> int:
        """The index of an entry among those that the ledger itself states, from its index among all."""
        return index - sum(
            len(table.lines) for table in self.tables_read if table.section == section and table.first <= index
        )

    def with_more(self, more: Mapping[str, tuple[object, ...] | Mapping[str, object]]) -> Self:
        """The ledger with more in some of its sections: entries after its own, or tables beside its own.

        It remembers the files that it was read from.
        """
        held = {section: getattr(self, section) for section in more}
        return self.model_copy(
            update={
                section: {**held[section], **added} if isinstance(added, Mapping) else (*held[section], *added)
                for section, added in more.items()
            }
        )

    def entries(self) -> tuple[tuple[str, Sequence[Pledge | Actual]], ...]:
        """The dated entries by their section's name."""
        return ("pledges", self.pledges), ("actuals", self.actuals)

    def contributor_name(self, code: str) -> str:
        """The English name of a contributor that the ledger names."""
        body = self.contributors.get(code)
        return body.name if body else countries()[code]


def keys_of(table: type[BaseModel | Entry]) -> Mapping[str, FieldInfo]:
    """The keys that a table of a ledger may have, by the type that it is read as."""
    fields: Mapping[str, FieldInfo] = vars(table)["__pydantic_fields__"]  # of models and dataclasses alike
    return fields


def title_or_id(identifier: str, title: str | None) -> str:
    """The stated title, or the id as one.

    >>> title_or_id("trust-fund", None)
    'Trust fund'
    """
    return title or identifier.replace("-", " ").replace("_", " ").strip().capitalize() or identifier
