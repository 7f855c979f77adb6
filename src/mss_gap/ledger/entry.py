"""The dated entries of a ledger: pledges and actuals."""

from dataclasses import dataclass as plain_dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from mss_gap.ledger.dates import DayOrPeriod
from mss_gap.ledger.numbers import Amount, Level
from mss_gap.ledger.texts import CHOICE, Id, Sources, Text


class Status(StrEnum):
    """How firm a contributor's pledge is."""

    FIRM = "firm"
    ON_HOLD = "on-hold"
    CONDITIONAL = "conditional"
    WITHDRAWN = "withdrawn"


class Qualifier(StrEnum):
    """How a figure is meant."""

    EXACTLY = "exactly"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


_ENTRY = ConfigDict(extra="forbid", defer_build=True)


# No `Entry` is made, only pledges and actuals. So it needs no methods, which each start would have to define.
@plain_dataclass(frozen=True, slots=True, kw_only=True, init=False, repr=False, eq=False)
class Entry:
    """A dated statement about a commitment: a `total` restates the level, an `amount` adds to it."""

    commitment: Text
    """The id of the commitment."""
    country: Text | None = None
    """The contributor: an ISO 3166-1 alpha-2 code or a declared body. Without one, the whole mission."""
    date: DayOrPeriod
    """The day for which this was stated. Where no day is known, a month or a year in quotes: it counts from its last day."""
    total: Level | None = None
    """The level on that day, amounts of the same day included."""
    amount: Amount | None = None
    """The change on that day; negative for a return or a correction."""
    currency: Text | None = None
    """An ISO 4217 code, only where the unit is money; without one, the unit."""
    value: Amount | None = None
    """With a currency: what the source says that the figure is worth in the unit, with the sign of the figure."""
    qualifier: Annotated[Qualifier | None, *CHOICE] = None
    """How the figure is meant, such as "at-least"; exactly where nothing is said. Only with a total or an amount."""
    outside: Text | None = None
    """Given for the same purpose and not counted: what kind of giving, such as "in kind". Only with a country."""
    ref: Text | None = None
    """The entry's id in the place that it comes from: once in a commitment's pledges, or in its actuals of one stage."""
    source: Sources = ()
    """A source id, a list of them, or a bare address."""
    note: Text | None = None
    """What else a reader should know."""


# Of entries there may be a million: a dataclass with slots takes a third of a model's memory.
@dataclass(frozen=True, slots=True, kw_only=True, config=_ENTRY)
class Pledge(Entry):
    """A contributor's pledge; without `country`, a revision of the headline."""

    status: Annotated[Status | None, *CHOICE] = None
    """How firm the pledge is; firm where no entry says otherwise."""
    part: Level | None = None
    """With a status other than firm: how much of the pledge has it, in the entry's currency; without it, all."""
    due: DayOrPeriod | None = None
    """The day by which this figure was promised; in an entry without a figure, the new one of everything pledged before."""
    stage: ClassVar[None] = None
    """Only a delivery has a stage."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_ENTRY)
class Actual(Entry):
    """What a contributor has delivered; without `country`, what the whole mission has."""

    stage: Id | None = None
    """How far the delivery has come: one of the commitment's stages; without it the one that counts."""
    status: ClassVar[None] = None
    """A delivery is as firm as can be: only a pledge has a status."""
    part: ClassVar[None] = None
    due: ClassVar[None] = None
