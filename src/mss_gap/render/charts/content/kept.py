"""What the chart of kept pledges says: how much of its pledge each contributor delivered, and the verdict."""

from decimal import Decimal
from typing import NamedTuple, assert_never

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.exact import QUOTIENT
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.kept import KeptCommitment, KeptPledge
from mss_gap.analysis.verdicts import KeptVerdict
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.render.charts.chart import Chart, KeptChart, KeptLine
from mss_gap.render.charts.content.phrases import Setting, amount, amounts, short, source_line, subtitle
from mss_gap.render.figures import day, with_unit, words_of
from mss_gap.render.harmless import counted
from mss_gap.render.sentences import NONE_RECORDED
from mss_gap.render.tables.contributors import status_note
from mss_gap.render.tables.kept import how_late, sentence, verdict_words, why

MOST = 20
"""The most contributors in one picture."""


def kept_chart(commitment: KeptCommitment, setting: Setting) -> Chart:
    """The chart of the pledges to a commitment, in the order of R6; of more than `MOST`, the first."""
    shown, others = commitment.contributions[:MOST], commitment.contributions[MOST:]
    measure = f"Delivered of each pledge (the whole line), in {short(commitment.unit)}"
    return Chart(
        title=f"{short(commitment.title)}: {sentence(commitment).removesuffix('.')}",
        subtitle=subtitle(measure, setting),
        remarks=(f"{counted(len(others), 'other pledge')} not shown.",) if others else (),
        source_line=source_line((source for row in shown for source in row.sources), setting.sources),
        description=_description(commitment, setting),
        drawing=KeptChart(tuple(_line(row, commitment.unit, setting) for row in shown)),
    )


def _line(row: KeptPledge, unit: str, setting: Setting) -> KeptLine:
    partly_firm = row.firm is not None and row.pledged is not None and 0 < row.firm < row.pledged
    return KeptLine(
        label=row.name + status_note(row.contribution, unit),
        figure=_figure(row, unit),
        detail=_detail(row, unit, setting),
        verdict=row.verdict,
        delivered=_share(row.actual, row.pledged),
        firm=_share(row.firm, row.pledged) if partly_firm else None,
    )


def _share(part: Decimal | None, pledged: Decimal | None) -> Decimal | None:
    return None if part is None or not pledged else QUOTIENT.divide(part, pledged)


def _figure(row: KeptPledge, unit: str) -> str:
    """What was delivered of the pledge, as a label."""
    pledged, actual = _stated(row, unit)
    delivered, promised = (
        amounts(actual.figure, pledged.figure, actual.unit)
        if actual.unit == pledged.unit
        else tuple(amount(each.figure.value, each.unit, each.figure.bound) for each in (actual, pledged))
    )
    unrecorded = row.contribution.actual_basis is ActualBasis.NONE_RECORDED
    if pledged.figure.value is None:
        return f"{NONE_RECORDED if unrecorded else delivered}, pledge {promised}"
    if row.verdict is KeptVerdict.WITHDRAWN:
        return NONE_RECORDED if unrecorded else f"{delivered} delivered"
    if actual.figure.value is None:
        return f"{delivered}, of {promised}"
    return f"none of {promised} recorded" if unrecorded else f"{delivered} of {promised}"


def _detail(row: KeptPledge, unit: str, setting: Setting) -> str:
    """The verdict, with what it rests on and the day that it is about."""
    said = verdict_words(row.verdict)
    match row.verdict:
        case KeptVerdict.KEPT | KeptVerdict.FIRM_KEPT:
            when = "on" if row.kept_on is None or precision_of(row.kept_on) is Precision.DAY else "in"
            return ", ".join(filter(None, (f"{said} {when} {day(row.kept_on)}", how_late(row))))
        case KeptVerdict.OVERDUE | KeptVerdict.NOT_MEASURABLE:
            return f"{said}: {why(row, unit, setting.as_of)}"
        case KeptVerdict.UNDER_WAY | KeptVerdict.NOTHING_YET:
            return f"{said}, due {day(row.due)}" if row.due else said
        case KeptVerdict.WITHDRAWN | KeptVerdict.ON_HOLD | KeptVerdict.CONDITIONAL:
            return said
        case _:
            assert_never(row.verdict)


def _description(commitment: KeptCommitment, setting: Setting) -> str:
    sentences = (_sentence(row, commitment.unit, setting) for row in commitment.contributions)
    return " ".join((f"{commitment.title}: {sentence(commitment)}", *sentences))


def _sentence(row: KeptPledge, unit: str, setting: Setting) -> str:
    pledged, actual = (
        f"{words_of(each.figure.bound)}{with_unit(each.figure.value, each.unit)}" for each in _stated(row, unit)
    )
    unrecorded = row.contribution.actual_basis is ActualBasis.NONE_RECORDED
    delivered = "no delivery recorded" if unrecorded else f"{actual} delivered"
    return f"{row.name}: {pledged} pledged, {delivered}; {_detail(row, unit, setting)}."


class _Stated(NamedTuple):
    """A figure and what it is counted in."""

    figure: Figure
    unit: str


def _stated(row: KeptPledge, unit: str) -> tuple[_Stated, _Stated]:
    """A pledge and its delivery; each in the currency that it was stated in where no rate converts it."""
    given = row.contribution
    figures = (
        (
            Figure(row.pledged, row.pledged_bound),
            Figure(given.pledged_stated, given.pledged_stated_bound),
            given.pledged_currency,
        ),
        (
            Figure(row.actual, row.actual_bound),
            Figure(given.actual_stated, given.actual_stated_bound),
            given.actual_currency,
        ),
    )
    pledged, actual = (
        _Stated(stated, currency)
        if figure.value is None and stated.value is not None and currency is not None
        else _Stated(figure, unit)
        for figure, stated, currency in figures
    )
    return pledged, actual
