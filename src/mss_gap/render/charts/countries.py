"""What the chart of contributors says: what each delivered to a commitment, in front of what it pledged."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import assert_never

from mss_gap.analysis.phrases import listed
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.countries import CommitmentBreakdown, Contribution
from mss_gap.ledger.model import Status
from mss_gap.render.charts.chart import BarChart, BarRow, Chart
from mss_gap.render.charts.phrases import Setting, amount, amounts_of, headline, short, source_line, subtitle
from mss_gap.render.figures import with_unit, words_of
from mss_gap.render.harmless import counted
from mss_gap.render.sentences import status_words

MOST = 15
"""The most contributors in one picture, and the most names in a list."""


def countries_chart(commitment: CommitmentBreakdown, setting: Setting) -> Chart:
    """The chart of a commitment's contributors, in the order of R6; of more than `MOST`, the first."""
    measurable = [row for row in commitment.contributions if _size(row) is not None]
    shown, others = measurable[:MOST], measurable[MOST:]
    return Chart(
        title=_title(commitment),
        subtitle=subtitle(f"Delivered and pledged by contributor, in {short(commitment.unit)}", setting),
        remarks=tuple(_remarks(commitment, shown, others)),
        source_line=source_line(
            (*commitment.sources, *(source for row in shown for source in row.sources)), setting.sources
        ),
        description=_description(commitment),
        drawing=BarChart((*(_bar_row(row, commitment.unit) for row in shown), *_rest(commitment))),
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
        return f"{short(commitment.title)}: no contributor with a stated delivery above 0"
    delivered = amount(largest.actual, commitment.unit, largest.actual_bound)
    said = f"{short(commitment.title)}: {short(largest.name)} delivered {delivered}"
    if commitment.actual is None or commitment.actual < largest.actual:
        return said
    in_all = amount(commitment.actual, commitment.unit, commitment.actual_bound)
    return f"{said} of the {in_all} delivered by all"


def _bar_row(row: Contribution, unit: str) -> BarRow:
    return BarRow(
        label=row.name,
        figure=_figure(row, unit),
        actual=row.actual,
        pledged=row.pledged or None,
        on_hold=row.pledge_status in (Status.ON_HOLD, Status.CONDITIONAL),
    )


def _figure(row: Contribution, unit: str) -> str:
    actual, pledged = amounts_of(row, unit)
    return actual + _pledge(row.pledge_status, ", pledge not stated" if row.pledged is None else f" of {pledged}")


def _pledge(status: Status | None, pledged: str) -> str:
    """The words for a pledge after those for the delivery; `pledged` are those for a pledge that is not withdrawn."""
    match status:
        case None:
            return ", no pledge"
        case Status.WITHDRAWN:
            return f", pledge {status_words(status)}"
        case Status.ON_HOLD | Status.CONDITIONAL:
            return f"{pledged}, {status_words(status)}"
        case Status.FIRM:
            return pledged
        case _:
            assert_never(status)


def _rest(commitment: CommitmentBreakdown) -> Iterable[BarRow]:
    """The part of the whole that no contributor accounts for, where there are contributors."""
    if commitment.contributions and commitment.unattributed:
        figure = amount(commitment.unattributed, commitment.unit)
        yield BarRow(label="Unattributed", figure=figure, actual=commitment.unattributed, pledged=None)


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
            f"{counted(len(others), 'other contributor')} not shown: none is known to have delivered "
            f"more than {most_delivered} or pledged more than {most_pledged}."
        )
    unmeasured = [row for row in commitment.contributions if _size(row) is None]
    for said in dict.fromkeys(map(_without_figures, unmeasured)):
        yield f"{said}: {_names([row for row in unmeasured if _without_figures(row) == said])}."
    if commitment.unattributed is not None and commitment.unattributed < 0:
        yield "Contributors delivered more than is stated of all: what is unattributed is negative."


def _without_figures(row: Contribution) -> str:
    """What is known of a contributor for which nothing can be drawn."""
    if row.actual_basis is ActualBasis.NOT_STATED:
        return "Delivered, amount not stated"
    match row.pledge_status:
        case Status.WITHDRAWN:
            pledge = f"Pledge {status_words(Status.WITHDRAWN)}"
        case (Status.ON_HOLD | Status.CONDITIONAL) as status if row.pledged is None:
            pledge = f"Pledged {status_words(status)}, amount not stated"
        case Status.FIRM if row.pledged is None:
            pledge = "Pledged, amount not stated"
        case Status.FIRM | Status.ON_HOLD | Status.CONDITIONAL | None:
            pledge = "Nothing pledged"
        case _:
            assert_never(row.pledge_status)
    return f"{pledge}, no delivery recorded"


def _names(rows: Sequence[Contribution]) -> str:
    """Names as a list; of more than `MOST`, the first, and how many more."""
    names = [short(row.name) for row in rows]
    return listed(names if len(names) <= MOST else [*names[: MOST - 1], f"{len(names) - MOST + 1} more"])


def _description(commitment: CommitmentBreakdown) -> str:
    sentences = (_sentence(row, commitment.unit) for row in commitment.contributions)
    return " ".join((f"{headline(commitment)}.", *sentences))


def _sentence(row: Contribution, unit: str) -> str:
    match row.actual_basis:
        case ActualBasis.NONE_RECORDED:
            delivered = "no delivery recorded"
        case ActualBasis.REPORTED | ActualBasis.NOT_STATED:
            delivered = f"{words_of(row.actual_bound)}{with_unit(row.actual, unit)} delivered"
        case _:
            assert_never(row.actual_basis)
    return f"{row.name}: {delivered}{_pledge(row.pledge_status, f', {with_unit(row.pledged, unit)} pledged')}."
