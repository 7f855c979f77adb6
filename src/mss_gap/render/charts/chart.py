"""A chart: what a user chooses of it, what it says, and what is to be drawn, before any mark is placed."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, assert_never

if TYPE_CHECKING:
    from mss_gap.analysis.bounds import Bound
    from mss_gap.analysis.verdicts import KeptVerdict


class ChartKind(StrEnum):
    """What a chart shows."""

    GAP = "gap"
    """Each commitment's delivery as a share of its pledge."""
    COURSE = "course"
    """One commitment over time."""
    COUNTRIES = "countries"
    """Who pledged and delivered what to one commitment."""
    KEPT = "kept"
    """Which pledges to one commitment were kept."""
    STAGES = "stages"
    """How far the deliveries of one commitment have come."""
    PERIODS = "periods"
    """What each month, quarter or year brought to one commitment."""

    @property
    def shows_one_commitment(self) -> bool:
        """Whether a chart of this kind is of a single commitment."""
        match self:
            case ChartKind.GAP:
                return False
            case ChartKind.COURSE | ChartKind.COUNTRIES | ChartKind.KEPT | ChartKind.STAGES | ChartKind.PERIODS:
                return True
            case _:
                assert_never(self)


ELSEWHERE = "*"
"""What follows a change that need not have come in its period."""


class Ending(StrEnum):
    """The format of a file, as the ending of its name."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


class Width(StrEnum):
    """How wide a chart is; its letters have the same size in both."""

    COLUMN = "column"
    """One column of a printed page."""
    PAGE = "page"
    """The whole width of a printed page."""


class BarRow(NamedTuple):
    """Two bars with their label: what was delivered, in front of what was pledged."""

    label: str
    figure: str
    """The text at the right end of the label's line."""
    actual: Decimal | None
    """The length of the front bar, in the scale of its chart; None where no amount is known."""
    pledged: Decimal | None
    """The length of the bar behind it; None where it is not stated, or there is no pledge."""
    detail: str = ""
    """A line below the bars."""
    actual_bound: "Bound | None" = None
    """How the length of the front bar is known; None where there is no such bar."""
    pledged_bound: "Bound | None" = None
    """How the length of the bar behind it is known; None where there is no such bar."""
    unstated: bool = False
    """Whether something was delivered, and the amount is not stated."""
    on_hold: bool = False
    """Whether nothing of the pledge is firm."""


class BarChart(NamedTuple):
    """Bars below each other, on one scale from 0."""

    rows: tuple[BarRow, ...]
    most: Decimal | None = None
    """A longer bar is cut off here; None where each is drawn whole."""


class KeptLine(NamedTuple):
    """A line that is as long as a contributor's pledge, with a mark where its delivery has come to."""

    label: str
    figure: str
    """The text at the right end of the label's line."""
    detail: str
    """What the mark means, in words; below the line."""
    verdict: "KeptVerdict"
    """What the shape of the mark says."""
    delivered: Decimal | None
    """The delivery as a share of the pledge; None where there is no such share, and so no line."""
    firm: Decimal | None
    """The firm part as a share of the pledge; None where all of the pledge is firm, or none of it, or there is no line."""


class KeptChart(NamedTuple):
    """A line for each commitment, each with its own scale from 0 to its pledge."""

    rows: tuple[KeptLine, ...]


class StageBar(NamedTuple):
    """One bar with its label: what is pledged, or what has come to a stage."""

    label: str
    figure: str
    """The text at the right end of the label's line."""
    value: Decimal | None
    """The length of the bar; None where it is not stated."""
    bound: "Bound | None"
    """How it is known."""
    is_pledge: bool = False
    counts: bool = False
    """True for the stage that is the commitment's actual."""


class StageChart(NamedTuple):
    """What is pledged and each stage below it, on one scale from 0."""

    bars: tuple[StageBar, ...]


class PeriodBar(NamedTuple):
    """The bar of one period: up from 0 for what came, down for what went."""

    name: str
    """The name below the bar: of a month or a quarter without its year."""
    year: str
    """Its year, where it is the first period of that year; empty where the name has the year."""
    change: Decimal | None
    """The length of the bar; None where it is not known."""
    bound: "Bound | None"
    """How it is known; None where it is not."""
    label: str
    """The text beyond the end of the bar."""
    elsewhere: bool
    """True where some of the change need not have come in the period."""


class PeriodChart(NamedTuple):
    """Bars side by side, on one scale with 0 in it."""

    unit: str
    bars: tuple[PeriodBar, ...]


class TimelineStep(NamedTuple):
    """A level from one day until the next step."""

    day: date
    level: Decimal | None
    """None where it is not known."""
    bound: "Bound | None"
    """How the level is known; None where it is not."""


class PaceLine(NamedTuple):
    """A straight line through the actual on the report date."""

    since: date
    per_day: Decimal
    """Above 0."""
    projected_on: date | None
    """The day on which it reaches the pledge; None where that is not before the year 10000."""
    label: str


class LabelledDay(NamedTuple):
    """A day with its label."""

    day: date
    label: str


class TimelineChart(NamedTuple):
    """A pledge and an actual over time."""

    unit: str
    pledged: tuple[TimelineStep, ...]
    """By date, as `actual`."""
    actual: tuple[TimelineStep, ...]
    pledged_label: str
    actual_label: str
    gap_label: str
    """Empty where no gap is known."""
    report: LabelledDay | None
    due: LabelledDay | None
    pace: PaceLine | None
    events: tuple[LabelledDay, ...]
    """What happened around the mission, by date."""


class Chart(NamedTuple):
    """A chart of any kind. Its texts are those of the ledger: the code that draws them makes them harmless."""

    title: str
    """What the chart shows, in one sentence."""
    subtitle: str
    """What is measured, in which unit, for whom, as of when."""
    source_line: str
    description: str
    """The same in whole sentences with exact figures, for readers who do not see the picture."""
    drawing: BarChart | KeptChart | StageChart | PeriodChart | TimelineChart
    remarks: tuple[str, ...] = ()
    """What else a reader should know."""
