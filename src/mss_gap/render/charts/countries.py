"""Contributions as a chart: what each contributor to a commitment delivered, in front of what it pledged."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from mss_gap.analysis.reports.countries import CommitmentBreakdown, Contribution
from mss_gap.analysis.position import ActualBasis
from mss_gap.ledger.model import Status
from mss_gap.render.charts.chart import Bar, Bars, Chart, Setting
from mss_gap.render.charts.kinds import ChartKind
from mss_gap.render.charts.phrases import amount, headline, short, source_line, subtitle
from mss_gap.render.figures import with_unit
from mss_gap.render.harmless import counted, listed

MOST = 15
"""Contributors that one picture holds."""


def countries_chart(commitment: CommitmentBreakdown, setting: Setting) -> Chart:
    """The chart of a commitment's contributors, in the order of R6; of many, the first."""
    measurable = [row for row in commitment.contributions if _size(row) is not None]
    shown, others = measurable[:MOST], measurable[MOST:]
    bars = [_bar(row, commitment.unit) for row in shown]
    return Chart(
        kind=ChartKind.COUNTRIES,
        title=_title(commitment),
        subtitle=subtitle(f"Delivered and pledged by contributor, in {short(commitment.unit)}", setting),
        remarks=tuple(_remarks(commitment, shown, others)),
        source_line=source_line(
            (*commitment.sources, *(source for row in shown for source in row.sources)), setting.sources
        ),
        description=_described(commitment),
        drawing=Bars((*bars, *_rest(commitment))),
    )


def _size(row: Contribution) -> Decimal | None:
    """The longer of a contributor's bars; None where there is nothing to draw."""
    known = [value for value in (row.pledged, row.actual) if value is not None]
    return max(known) if any(known) else None


def _title(commitment: CommitmentBreakdown) -> str:
    largest = next(iter(commitment.contributions), None)
    if largest is None:
        return f"{short(commitment.title)}: no contributor recorded"
    if not largest.actual or largest.actual < 0:
        return f"{short(commitment.title)}: no contributor with a stated delivery"
    delivered = amount(largest.actual, commitment.unit, at_least=largest.at_least)
    said = f"{short(commitment.title)}: {short(largest.name)} delivered {delivered}"
    if commitment.actual is None or commitment.actual < largest.actual:
        return said
    return f"{said} of {amount(commitment.actual, commitment.unit, at_least=commitment.at_least)}"


def _bar(row: Contribution, unit: str) -> Bar:
    return Bar(
        label=row.name,
        figure=_figure(row, unit),
        actual=row.actual,
        pledged=row.pledged or None,
        on_hold=row.pledge_status is Status.ON_HOLD,
    )


def _figure(row: Contribution, unit: str) -> str:
    actual = amount(row.actual, unit, at_least=row.at_least)
    if row.pledge_status is None:
        return f"{actual}, no pledge"
    if row.pledge_status is Status.WITHDRAWN:
        return f"{actual}, pledge withdrawn"
    on_hold = " on hold" if row.pledge_status is Status.ON_HOLD else ""
    if row.pledged is None:
        return f"{actual}, pledge{on_hold} not stated"
    return f"{actual} of {amount(row.pledged, unit)}{on_hold}"


def _rest(commitment: CommitmentBreakdown) -> Iterable[Bar]:
    """The part of the whole that no contributor accounts for, where contributors account for any."""
    if commitment.contributions and commitment.unattributed:
        figure = amount(commitment.unattributed, commitment.unit)
        yield Bar(label="Unattributed", figure=figure, actual=commitment.unattributed, pledged=None)


def _remarks(
    commitment: CommitmentBreakdown, shown: Sequence[Contribution], others: Sequence[Contribution]
) -> Iterable[str]:
    unit = commitment.unit
    unrecorded = [row for row in shown if row.actual_basis is ActualBasis.NONE_RECORDED]
    if unrecorded:
        yield f"No delivery recorded: {_names(unrecorded)}."
    if others:
        most_delivered, most_pledged = (
            amount(max((figure for figure in figures if figure is not None), default=Decimal(0)), unit)
            for figures in zip(*((row.actual, row.pledged) for row in others), strict=True)
        )
        yield (
            f"{counted(len(others), 'other contributor')} not shown, of which none is known to have delivered "
            f"more than {most_delivered} or pledged more than {most_pledged}."
        )
    unmeasured = [(_without_figures(row), row) for row in commitment.contributions if _size(row) is None]
    for said in dict.fromkeys(said for said, _ in unmeasured):
        yield f"{said}: {_names([row for of, row in unmeasured if of == said])}."
    if commitment.unattributed is not None and commitment.unattributed < 0:
        yield "Contributors account for more than the whole: what is unattributed is negative."


def _without_figures(row: Contribution) -> str:
    """What is known of a contributor of which nothing can be drawn."""
    if row.actual_basis is ActualBasis.NOT_STATED:
        return "Delivered, amount not stated"
    if row.pledge_status is Status.WITHDRAWN:
        return "Pledge withdrawn, no delivery recorded"
    if row.pledge_status is None or row.pledged is not None:
        return "Nothing pledged, no delivery recorded"
    on_hold = " on hold" if row.pledge_status is Status.ON_HOLD else ""
    return f"Pledged{on_hold}, amount not stated, no delivery recorded"


def _names(rows: Sequence[Contribution]) -> str:
    """Names as a list, of many the first."""
    names = [short(row.name) for row in rows]
    return listed(names if len(names) <= MOST else [*names[: MOST - 1], f"{len(names) - MOST + 1} more"])


def _described(commitment: CommitmentBreakdown) -> str:
    unit = commitment.unit
    whole = headline(commitment.title, commitment.pledged, commitment.actual, unit, at_least=commitment.at_least)
    return " ".join((f"{whole}.", *(_sentence(row, unit) for row in commitment.contributions)))


def _sentence(row: Contribution, unit: str) -> str:
    bound = "at least " if row.at_least and row.actual is not None else ""
    recorded = row.actual_basis is not ActualBasis.NONE_RECORDED
    said = f"{bound}{with_unit(row.actual, unit)} delivered" if recorded else "no delivery recorded"
    delivered = f"{row.name}: {said}"
    if row.pledge_status is None:
        return f"{delivered}, no pledge."
    if row.pledge_status is Status.WITHDRAWN:
        return f"{delivered}, pledge withdrawn."
    on_hold = ", on hold" if row.pledge_status is Status.ON_HOLD else ""
    return f"{delivered}, {with_unit(row.pledged, unit)} pledged{on_hold}."
