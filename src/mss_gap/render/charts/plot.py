"""From a ledger to a file: what a chart says, where it is placed, and how it is written."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, assert_never

from mss_gap.analysis.course.pace_course import QUARTERS
from mss_gap.analysis.course.periods import Calendar
from mss_gap.analysis.survey import Survey, survey
from mss_gap.ledger.model import Ledger
from mss_gap.render.charts.chart import (
    BarChart,
    Chart,
    ChartKind,
    Ending,
    KeptChart,
    PeriodChart,
    StageChart,
    TimelineChart,
    Width,
)
from mss_gap.render.charts.content.phrases import Setting
from mss_gap.render.charts.drawing.bars import draw_bars
from mss_gap.render.charts.drawing.kept_lines import draw_kept
from mss_gap.render.charts.drawing.layout import FOOT, SMALL, Sheet
from mss_gap.render.charts.drawing.period_bars import draw_periods
from mss_gap.render.charts.drawing.stage_bars import draw_stages
from mss_gap.render.charts.drawing.timeline import draw_timeline
from mss_gap.render.charts.picture import MILLIMETRES, POINTS_A_MILLIMETRE, Paint, Picture
from mss_gap.render.charts.svg import svg_file, svg_fragment

TITLE_SIZES = {Width.COLUMN: 10.0, Width.PAGE: 12.0}
"""The size of the title's letters in a file, in points."""
TITLE_SIZE_IN_HTML = 9.5
"""The size at any width in an HTML page, where a chart's title is below the headings."""


class ChartFile(NamedTuple):
    """The content of a file."""

    content: bytes
    boxes: tuple[str, ...] = ()
    """The letters that are drawn as boxes, because no font of this machine has them."""


class WhichCommitmentError(ValueError):
    """A chart of one commitment was asked for without saying which; `known` are those of the ledger."""

    def __init__(self, kind: ChartKind, known: tuple[str, ...]) -> None:
        self.message, self.known = f"a chart of kind {kind} shows one commitment", known
        super().__init__(f"{self.message}: name one of {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart of a ledger, which a notebook shows as SVG; `description` says in words what it shows."""

    kind: ChartKind
    width: Width
    description: str
    chart: Chart = field(repr=False)

    def svg(self) -> str:
        """The chart as an SVG file."""
        return chart_file(self.chart, Ending.SVG, self.width).content.decode()

    def png(self) -> bytes:
        """The chart as a PNG file."""
        return chart_file(self.chart, Ending.PNG, self.width).content

    def pdf(self) -> bytes:
        """The chart as a PDF file; it needs the extra `pdf`."""
        return chart_file(self.chart, Ending.PDF, self.width).content

    def _repr_svg_(self) -> str:
        """What a notebook shows: the element alone, without the declaration that begins a file."""
        text = self.svg()
        return text[text.index("<svg") :]


def plot(  # noqa: PLR0913 - a keyword for each way to draw
    ledger: Ledger,
    as_of: date | None = None,
    commitment: str | None = None,
    *,
    kind: ChartKind | str | None = None,
    width: Width | str = Width.COLUMN,
    calendar: Calendar = QUARTERS,
) -> Plot:
    """Draw a chart of a ledger on a date: without a kind the gaps, or the course of the commitment that is named.

    A chart of periods goes by a calendar: by quarters without one.

    Raises `UnknownCommitmentError`, and `WhichCommitmentError` where a chart shows one commitment, none is named, and the
    ledger has several.
    """
    shown = ChartKind(kind) if kind else ChartKind.COURSE if commitment else ChartKind.GAP
    if shown.shows_one_commitment and commitment is None and len(ledger.commitments) > 1:
        raise WhichCommitmentError(shown, tuple(ledger.commitments))
    chart = chart_of(shown, survey(ledger, as_of, commitment), calendar)
    return Plot(shown, Width(width), chart.description, chart)


def chart_of(kind: ChartKind, surveyed: Survey, calendar: Calendar = QUARTERS) -> Chart:
    """The chart of a survey; of its first commitment where a chart of this kind shows one; of periods by a calendar."""
    match kind:
        case ChartKind.GAP:
            from mss_gap.analysis.reports.summary import summary_of
            from mss_gap.render.charts.content.gap import gap_chart

            summary = summary_of(surveyed)
            return gap_chart(summary.commitments, Setting.of(summary))
        case ChartKind.COUNTRIES:
            from mss_gap.analysis.reports.countries import countries_of
            from mss_gap.render.charts.content.countries import countries_chart

            countries = countries_of(surveyed)
            return countries_chart(countries.commitments[0], Setting.of(countries))
        case ChartKind.KEPT:
            from mss_gap.analysis.reports.kept import kept_of
            from mss_gap.render.charts.content.kept import kept_chart

            kept = kept_of(surveyed)
            return kept_chart(kept.commitments[0], Setting.of(kept))
        case ChartKind.STAGES:
            from mss_gap.analysis.reports.stages import stages_of
            from mss_gap.render.charts.content.stages import stages_chart

            stages = stages_of(surveyed, next(iter(surveyed.positions)))
            return stages_chart(stages, Setting.of(stages))
        case ChartKind.PERIODS:
            from mss_gap.analysis.reports.history_by_period import history_by_period_of
            from mss_gap.render.charts.content.periods import periods_chart

            periods = history_by_period_of(surveyed, calendar)
            return periods_chart(periods, periods.commitments[0], Setting.of(periods))
        case ChartKind.COURSE:
            from mss_gap.analysis.reports.history import history_of
            from mss_gap.analysis.reports.pace import pace_of
            from mss_gap.analysis.reports.summary import summary_of
            from mss_gap.render.charts.content.course import course_chart

            (row, *_), history = summary_of(surveyed).commitments, history_of(surveyed)
            points, pace = history.commitments[0].points, pace_of(surveyed).commitments[0]
            return course_chart(row, points, pace, history.events, Setting.of(history))
        case _:
            assert_never(kind)


def picture_of(chart: Chart, width: Width = Width.COLUMN, title_size: float | None = None) -> Picture:
    """A chart as a picture, as high as it needs; `title_size` is that of the title's letters, in points.

    Title and subtitle are above the drawing, remarks and sources below it.
    """
    sheet = Sheet(MILLIMETRES[width] * POINTS_A_MILLIMETRE)
    sheet.write(chart.title, title_size or TITLE_SIZES[width], bold=True)
    sheet.skip(2)
    sheet.write(chart.subtitle, SMALL, Paint.MUTED)
    sheet.skip(6)
    match chart.drawing:
        case BarChart():
            remarks = draw_bars(chart.drawing, sheet)
        case KeptChart():
            draw_kept(chart.drawing, sheet)
            remarks = []
        case StageChart():
            draw_stages(chart.drawing, sheet)
            remarks = []
        case PeriodChart():
            draw_periods(chart.drawing, sheet, width)
            remarks = []
        case TimelineChart():
            remarks = draw_timeline(chart.drawing, sheet, width)
        case _:
            assert_never(chart.drawing)
    sheet.skip(6)
    for remark in (*chart.remarks, *remarks, chart.source_line):
        sheet.write(remark, FOOT, Paint.MUTED)
    return sheet.picture(chart.title, chart.description)


def chart_file(chart: Chart, ending: Ending, width: Width = Width.COLUMN) -> ChartFile:
    """A chart as an SVG, PNG or PDF file: the same chart gives the same bytes."""
    picture = picture_of(chart, width)
    match ending:
        case Ending.SVG:
            return ChartFile(svg_file(picture).encode())
        case Ending.PNG:
            from mss_gap.render.charts.images import png

            return ChartFile(*png(picture))
        case Ending.PDF:
            from mss_gap.render.charts.images import pdf

            return ChartFile(*pdf(picture))
        case _:
            assert_never(ending)


def inline_svg(chart: Chart, prefix: str, width: Width = Width.PAGE) -> str:
    """A chart as an SVG element for an HTML page, in the page's font and as wide as there is room.

    Its ids begin with `prefix`, which is different for each chart of a page and made of letters, digits and hyphens.
    The page may set `--chart-ink`, `--chart-muted`, `--chart-grid`, `--chart-delivered`, `--chart-pledged`,
    `--chart-pace` and `--chart-paper` (its own background).
    """
    return svg_fragment(picture_of(chart, width, TITLE_SIZE_IN_HTML), prefix)
