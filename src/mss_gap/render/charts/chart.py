"""A chart: what it says in words, and what is to be drawn, before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mss_gap.ledger.model import Source
from mss_gap.render.charts.kinds import ChartKind


@dataclass(frozen=True, slots=True)
class Setting:
    """What all charts of a ledger have in common."""

    mission: str | None
    """The mission's name."""
    as_of: date | None
    """The report date."""
    sources: Mapping[str, Source]
    """The ledger's sources, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what was delivered, in front of what was pledged."""

    label: str
    figure: str
    """What stands at the right end of the label's line."""
    detail: str = ""
    """A line below the bar."""
    actual: Decimal | None
    """How long the bar is, in the scale of its chart; None where it is not stated."""
    pledged: Decimal | None
    """How long the bar behind it is; None where it is not stated, or there is no pledge."""
    on_hold: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other, on one scale from 0."""

    bars: tuple[Bar, ...]
    most: Decimal | None = None
    """A longer bar is broken off here; None where each is drawn whole."""


@dataclass(frozen=True, slots=True)
class Step:
    """A level from a day on, until the next step."""

    day: date
    level: Decimal | None
    """None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceLine:
    """A straight line through the actual on the report date."""

    since: date
    per_day: Decimal
    """Above 0."""
    projected_on: date | None
    """The day on which it comes to the pledge; None where that is not before the year 10000."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A day with a name."""

    day: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A pledge and an actual over time."""

    unit: str
    pledged: tuple[Step, ...]
    """By date, as `actual`."""
    actual: tuple[Step, ...]
    pledged_label: str
    actual_label: str
    gap_label: str
    """Empty where no gap is known."""
    report: Mark | None
    due: Mark | None
    pace: PaceLine | None
    events: tuple[Mark, ...]
    """What happened around the mission, by date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of any kind. Texts are as the ledger has them: whoever draws them makes them harmless."""

    kind: ChartKind
    title: str
    """What is seen, in one sentence."""
    subtitle: str
    """What is measured, in which unit, for whom, as of when."""
    remarks: tuple[str, ...] = ()
    """What a reader should know besides."""
    source_line: str
    description: str
    """The same in whole sentences with exact figures, for those who do not see it."""
    drawing: Bars | Course
