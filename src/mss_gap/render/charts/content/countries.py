"""What the chart of contributors says: what each delivered to a commitment, in front of what it pledged."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from mss_gap.analysis.bounds import Bound, Figure
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.countries import CommitmentBreakdown
from mss_gap.ledger.entry import Status
from mss_gap.render.charts.chart import BarChart, BarRow, Chart
from mss_gap.render.charts.content.gap import commitment_sentence
from mss_gap.render.charts.content.phrases import Setting, amount, amounts_of, short, source_line, subtitle
from mss_gap.render.charts.drawing.open_ends import is_exact
from mss_gap.render.columns import NOT_STATED
from mss_gap.render.figures import with_unit, words_of
from mss_gap.render.harmless import counted
from mss_gap.render.sentences import NONE_RECORDED, status_words

UNATTRIBUTED = "Unattributed"
"""What the rest is called that no contributor accounts for."""
MOST = 15
"""The most contributors in one picture, and the most names in a list."""
MOST_DESCRIBED = 50
"""The most contributors in a description; of more, the others are summed up."""


def countries_chart(commitment: CommitmentBreakdown, setting: Setting) -> Chart:
    """The chart of a commitment's contributors, in the order of R6; of more than `MOST`, the first."""
    measurable = [row for row in commitment.contributions if _is_drawn(row)]
    shown, others = measurable[:MOST], measurable[MOST:]
    return Chart(
        title=_title(commitment),
        subtitle=subtitle(f"Delivered and pledged by contributor, in {short(commitment.unit)}", setting),
        remarks=tuple(_remarks(commitment, others)),
        source_line=source_line(
            (*commitment.sources, *(source for row in shown for source in row.sources)), setting.sources
        ),
        description=_description(commitment),
        drawing=BarChart((*(_bar_row(row, commitment.unit) for row in shown), *_rest(commitment))),
    )


def _is_drawn(row: Contribution) -> bool:
    """Whether one of a contributor's bars has a length, or an open end."""
    delivered = row.actual_basis is ActualBasis.REPORTED and (row.actual or not is_exact(row.actual_bound))
    return bool(delivered or row.pledged or not is_exact(row.pledged_bound))


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
    recorded = row.actual_basis is not ActualBasis.NONE_RECORDED
    pledges = bool(row.pledged) or not is_exact(row.pledged_bound)
    return BarRow(
        label=row.name,
        figure=_figure(row, unit),
        actual=row.actual if recorded else None,
        pledged=row.pledged if pledges else None,
        actual_bound=row.actual_bound if recorded else None,
        pledged_bound=row.pledged_bound if pledges else None,
        unstated=row.actual_basis is ActualBasis.NOT_STATED and row.actual_stated is None,
        on_hold=pledges and row.firm == 0,
    )


def _figure(row: Contribution, unit: str) -> str:
    actual, pledged = amounts_of(row, unit)
    if row.actual_basis is ActualBasis.NONE_RECORDED:
        actual, pledged = NONE_RECORDED, amount(row.pledged, unit, row.pledged_bound)
    elif row.actual is None and row.actual_stated is not None and row.actual_currency is not None:
        actual = amount(row.actual_stated, row.actual_currency, row.actual_stated_bound)
    if row.pledged is None and row.pledged_stated is not None and row.pledged_currency is not None:
        pledged = amount(row.pledged_stated, row.pledged_currency, row.pledged_stated_bound)
    of = ", pledge not stated" if pledged == NOT_STATED else f" of {pledged}"
    return actual + _pledge(row, of, lambda value, bound: amount(value, unit, bound))


def _pledge(row: Contribution, pledged: str, write: Callable[[Decimal, Bound | None], str]) -> str:
    """The words for a pledge after those for the delivery; `pledged` are those for what is not withdrawn of it."""
    if row.pledge_status is None:
        return ", no pledge"
    if _is_withdrawn(row):
        return f", pledge {status_words(Status.WITHDRAWN)}"
    return "".join((pledged, *(f", {part}" for part in _not_firm(row, write))))


def _is_withdrawn(row: Contribution) -> bool:
    """Whether nothing is left of a pledge because it was withdrawn."""
    return row.pledged == 0 and row.withdrawn != 0 and row.pledged_bound in {Bound.EXACT, Bound.AT_MOST}


def _not_firm(row: Contribution, write: Callable[[Decimal, Bound | None], str]) -> Iterator[str]:
    """How much of a pledge is on hold, conditional and withdrawn; without an amount where that is all that is left."""
    left = {Status.ON_HOLD: row.on_hold, Status.CONDITIONAL: row.conditional}
    one_status = row.firm == 0 and 0 in left.values()
    for status, value in {**left, Status.WITHDRAWN: row.withdrawn}.items():
        if value == 0:
            continue
        if status is not Status.WITHDRAWN and one_status:
            yield status_words(status)
        elif value is None:
            yield f"the rest {status_words(status)}" if status is row.pledge_status else f"some {status_words(status)}"
        else:
            # A part is stated for itself; the rest is known as the whole pledge is.
            bound = row.pledged_bound if status is row.pledge_status else None
            yield f"{write(value, bound)} {status_words(status)}"


def _rest(commitment: CommitmentBreakdown) -> Iterable[BarRow]:
    """The part of the whole that no contributor accounts for, where there are contributors."""
    if _has_rest(commitment):
        value, bound = commitment.unattributed, commitment.unattributed_bound
        figure = amount(value, commitment.unit, bound)
        yield BarRow(label=UNATTRIBUTED, figure=figure, actual=value, pledged=None, actual_bound=bound)


def _has_rest(commitment: CommitmentBreakdown) -> bool:
    return bool(commitment.contributions and commitment.unattributed)


def _remarks(commitment: CommitmentBreakdown, others: Sequence[Contribution]) -> Iterable[str]:
    unit = commitment.unit
    if others:
        yield _not_shown(others, unit)
    unmeasured = [row for row in commitment.contributions if not _is_drawn(row)]
    for said in dict.fromkeys(_without_bars(row, unit) for row in unmeasured):
        yield f"{said}: {_names([row for row in unmeasured if _without_bars(row, unit) == said])}."
    if commitment.unattributed is not None and commitment.unattributed < 0:
        if Figure(commitment.unattributed, commitment.unattributed_bound).range().ends[1] < 0:
            yield "Contributors delivered more than is stated of all: what is unattributed is negative."
        else:
            yield "What is unattributed may be negative, because its figures are not exact."


def _not_shown(others: Sequence[Contribution], unit: str) -> str:
    """How many contributors are not shown, and how much each delivered and pledged at most, as far as is known."""
    most_delivered, most_pledged = (
        amount(max((figure for figure in figures if figure is not None), default=Decimal(0)), unit)
        for figures in zip(*((row.actual, row.pledged) for row in others), strict=True)
    )
    return (
        f"{counted(len(others), 'other contributor')} not shown: none is known to have delivered "
        f"more than {most_delivered} or pledged more than {most_pledged}."
    )


def _without_bars(row: Contribution, unit: str) -> str:
    """What is known of a contributor for which nothing can be drawn."""
    match row.actual_basis:
        case ActualBasis.NOT_STATED:
            return f"Delivered, {_unknown(unconverted=row.actual_unconverted)}"
        case ActualBasis.NONE_RECORDED:
            delivered = "no delivery recorded"
        case ActualBasis.REPORTED:
            delivered = f"{with_unit(row.actual, unit)} delivered"
        case _:
            assert_never(row.actual_basis)
    if row.pledge_status is not None and row.pledged is None:
        parts = _not_firm(row, lambda value, _: with_unit(value, unit))
        return ", ".join(("Pledged", _unknown(unconverted=row.pledge_unconverted), *parts, delivered))
    withdrawn = row.pledge_status is not None and _is_withdrawn(row)
    return f"{f'Pledge {status_words(Status.WITHDRAWN)}' if withdrawn else 'Nothing pledged'}, {delivered}"


def _unknown(*, unconverted: bool) -> str:
    """Why a figure cannot be drawn."""
    return "in a currency without a rate" if unconverted else "amount not stated"


def _names(rows: Sequence[Contribution]) -> str:
    """Names as a list; of more than `MOST`, the first, and how many more."""
    names = [short(row.name) for row in rows]
    return listed(names if len(names) <= MOST else [*names[: MOST - 1], f"{len(names) - MOST + 1} more"])


def _description(commitment: CommitmentBreakdown) -> str:
    described, others = commitment.contributions[:MOST_DESCRIBED], commitment.contributions[MOST_DESCRIBED:]
    sentences = [_sentence(row, commitment.unit) for row in described]
    if others:
        sentences.append(_not_shown(others, commitment.unit))
    if _has_rest(commitment):
        rest = _in_words(commitment.unattributed, commitment.unattributed_bound, commitment.unit)
        sentences.append(f"{UNATTRIBUTED}: {rest}.")
    return " ".join((commitment_sentence(commitment), *sentences))


def _sentence(row: Contribution, unit: str) -> str:
    match row.actual_basis:
        case ActualBasis.NONE_RECORDED:
            delivered = "no delivery recorded"
        case ActualBasis.REPORTED | ActualBasis.NOT_STATED:
            delivered = f"{_actual_in_words(row, unit)} delivered"
        case _:
            assert_never(row.actual_basis)
    pledge = _pledge(
        row, f", {_pledged_in_words(row, unit)} pledged", lambda value, bound: _in_words(value, bound, unit)
    )
    return f"{row.name}: {delivered}{pledge}."


def _actual_in_words(row: Contribution, unit: str) -> str:
    """What a contributor delivered; where no rate converts it, as it was stated."""
    if row.actual is None and row.actual_currency is not None:
        return _in_words(row.actual_stated, row.actual_stated_bound, row.actual_currency)
    return _in_words(row.actual, row.actual_bound, unit)


def _pledged_in_words(row: Contribution, unit: str) -> str:
    """What a contributor pledged; where no rate converts it, as it was stated."""
    if row.pledged is None and row.pledged_currency is not None:
        return _in_words(row.pledged_stated, row.pledged_stated_bound, row.pledged_currency)
    return _in_words(row.pledged, row.pledged_bound, unit)


def _in_words(value: Decimal | None, bound: Bound | None, unit: str) -> str:
    """A figure for a sentence."""
    return f"{words_of(bound)}{with_unit(value, unit)}"
