"""The figures of the crisis around the mission: their change and their share."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.exact import exactly, percent_of
from mss_gap.analysis.reports.base import Report, heading
from mss_gap.analysis.sourcing import Cited, cited
from mss_gap.analysis.survey import report_date
from mss_gap.analysis.warnings.report_warnings import ReportWarning
from mss_gap.ledger.model import Indicator, Ledger, title_or_id


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator, in its own unit; percentages are unrounded."""

    id: str
    title: str
    unit: str | None
    value: Decimal
    previous: Decimal | None
    """The figure of the period before."""
    change: Decimal | None
    """value - previous."""
    change_pct: Decimal | None
    """The change as a share of the size of the previous figure, in percent; its sign is that of the change."""
    out_of: Decimal | None
    """The whole that the figure is part of."""
    share_pct: Decimal | None
    """The figure as a share of that whole, in percent."""
    period: str | None
    """The time that the figure covers, in words."""
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextReport(Report):
    """Indicators in the order of the ledger."""

    kind: Literal["context"] = "context"
    indicators: tuple[IndicatorRow, ...]
    warnings: tuple[ReportWarning, ...] = ()


@exactly
def context(ledger: Ledger, as_of: date | None = None) -> ContextReport:
    """The indicators of a ledger. They carry their own period: the report date changes none of them."""
    return ContextReport(
        **heading(ledger, report_date(ledger, as_of)),
        indicators=tuple(_row(key, indicator) for key, indicator in ledger.indicators.items()),
    )


def _row(key: str, indicator: Indicator) -> IndicatorRow:
    return IndicatorRow(
        id=key,
        title=title_or_id(key, indicator.title),
        unit=indicator.unit,
        value=indicator.value,
        previous=indicator.previous,
        change=_change(indicator),
        change_pct=change_pct(indicator),
        out_of=indicator.out_of,
        share_pct=share_pct(indicator),
        period=indicator.period,
        source=cited(indicator.source),
    )


def _change(indicator: Indicator) -> Decimal | None:
    return None if indicator.previous is None else indicator.value - indicator.previous


def change_pct(indicator: Indicator) -> Decimal | None:
    """The change as a share of the size of the previous figure, in percent; None without one, or from 0.

    Its sign is that of the change: a growth of -4.2 after -1.9 is a fall.
    """
    return percent_of(_change(indicator), indicator.previous and indicator.previous.copy_abs())


def share_pct(indicator: Indicator) -> Decimal | None:
    """The figure as a share of the whole that it is part of, in percent; None without one."""
    return percent_of(indicator.value, indicator.out_of)
