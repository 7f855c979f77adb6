"""What the chart of stages says: what is pledged to a commitment, and how much of it has come how far (R13)."""

from collections.abc import Iterator

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.reports.stages import StageRow, StagesReport
from mss_gap.render.charts.chart import Chart, StageBar, StageChart
from mss_gap.render.charts.content.phrases import Setting, amount, noun, short, source_line, subtitle
from mss_gap.render.columns import NOT_STATED
from mss_gap.render.figures import in_full, percent, sign_of, with_unit, words_of
from mss_gap.render.tables.stages import stage_title

PLEDGED = "pledged"


def stages_chart(report: StagesReport, setting: Setting) -> Chart:
    """The chart of a commitment's stages, in their order, below its pledge."""
    bars = tuple(_bars(report))
    said = ", ".join(f"{bar.label.lower()} {_amount(bar, report)}" for bar in bars)
    return Chart(
        title=f"{short(report.title)}: {said}",
        subtitle=subtitle(f"Pledged, and how far it has come, in {short(report.unit)}", setting),
        remarks=tuple(_remarks(report)),
        source_line=source_line(report.whole_sources, setting.sources),
        description=" ".join(_sentences(report)),
        drawing=StageChart(bars),
    )


def _bars(report: StagesReport) -> Iterator[StageBar]:
    pledged = Figure(report.row.pledged, report.row.pledged_bound)
    before = PLEDGED
    yield StageBar(
        label=PLEDGED.capitalize(),
        figure=_written(pledged, report) + noun(report.unit),
        value=pledged.value,
        bound=pledged.bound,
        is_pledge=True,
    )
    for stage in report.stages:
        figure = Figure(stage.actual, stage.actual_bound)
        yield StageBar(
            label=stage_title(stage),
            figure=_written(figure, report) + noun(report.unit) * (stage.actual is not None) + _share(stage, before),
            value=stage.actual,
            bound=stage.actual_bound,
            counts=stage.counts,
        )
        before = stage_title(stage).lower()


def _share(stage: StageRow, before: str) -> str:
    """A stage as a share of the one before it; empty where there is none."""
    if stage.pct_of_previous is None:
        return ""
    return f", {percent(stage.pct_of_previous, stage.of_previous_bound)} of {before}"


def _amount(bar: StageBar, report: StagesReport) -> str:
    return _written(Figure(bar.value, bar.bound), report)


def _written(figure: Figure, report: StagesReport) -> str:
    """A figure for a label: in full where two that differ would read alike."""
    known = {value for value in (report.row.pledged, *(stage.actual for stage in report.stages)) if value is not None}
    if figure.value is not None and len({amount(value, report.unit) for value in known}) < len(known):
        return f"{sign_of(figure.bound)}{in_full(figure.value, report.unit)}"
    return amount(figure.value, report.unit, figure.bound)


def _remarks(report: StagesReport) -> Iterator[str]:
    counting = [stage_title(stage) for stage in report.stages if stage.counts]
    if report.stages[0].id is None:
        yield "No stages are stated: the one bar below the pledge is the actual."
    else:
        yield f"{counting[0]} is the stage that counts: it is the actual in every other chart."


def _sentences(report: StagesReport) -> Iterator[str]:
    row, before = report.row, PLEDGED
    pledged = Figure(row.pledged, row.pledged_bound)
    said = "what was pledged is not stated" if row.pledged is None else f"{_in_words(pledged, report)} pledged"
    yield f"{report.title}: {said}."
    for stage in report.stages:
        share = _share(stage, before)
        yield (
            f"{stage_title(stage)}: {_in_words(Figure(stage.actual, stage.actual_bound), report)}"
            f"{share}{' (the stage that counts)' if stage.counts and stage.id else ''}."
        )
        before = stage_title(stage).lower()


def _in_words(figure: Figure, report: StagesReport) -> str:
    """A figure of a stage; that no one stated one does not say that there is an amount."""
    return NOT_STATED if figure.value is None else f"{words_of(figure.bound)}{with_unit(figure.value, report.unit)}"
