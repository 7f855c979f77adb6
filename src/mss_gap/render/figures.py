"""How figures read (R11): percentages to one decimal, money compact in tables, an unknown never as 0."""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from mss_gap.ledger.names import is_currency

NOT_STATED = "not stated"
UNDEFINED = "n/a"
SMALLEST_COMPACT = 1000
"""Money below this is written in full."""
_ROUNDING = Context(prec=64, rounding=ROUND_HALF_UP)


def percent(value: Decimal | None) -> str:
    """A percentage to one decimal, halves away from zero, as a spreadsheet rounds.

    >>> percent(Decimal("60.36")), percent(Decimal("-0.25")), percent(None)
    ('60.4%', '-0.3%', 'n/a')
    """
    if value is None:
        return UNDEFINED
    rounded = value.quantize(Decimal("0.1"), context=_ROUNDING)
    return f"{rounded or abs(rounded):,f}%"


def quantity(value: Decimal | None, unit: str, *, at_least: bool = False) -> str:
    """A figure for a table: money compact with its currency, anything else in full without its noun.

    >>> quantity(Decimal(66_410_000), "USD"), quantity(Decimal(2500), "personnel"), quantity(None, "USD")
    ('$66.41M', '2,500', 'not stated')
    """
    if value is None:
        return NOT_STATED
    figure = _money(value, unit) if is_currency(unit) else exact(value)
    return f"≥{figure}" if at_least else figure


def with_unit(value: Decimal | None, unit: str) -> str:
    """A figure for a sentence, with its noun or its currency.

    >>> with_unit(Decimal(1509), "personnel"), with_unit(Decimal(532_000_000), "USD"), with_unit(None, "bases")
    ('1,509 personnel', '$532M', 'an amount not stated')
    """
    if value is None:
        return "an amount not stated"
    return quantity(value, unit) if is_currency(unit) else f"{exact(value)} {unit}"


def exact(value: Decimal) -> str:
    """A figure in full, with thousands separators and no trailing zeros.

    >>> exact(Decimal("1234567.50"))
    '1,234,567.5'
    """
    whole = value.to_integral_value(context=_ROUNDING)
    return f"{whole:,f}" if whole == value else f"{value.normalize(_ROUNDING):,f}"


def day(value: date | None) -> str:
    """A date as year-month-day; a dash where there is none."""
    return value.isoformat() if value else "-"


def bar(delivered_pct: Decimal | None, width: int) -> str:
    """The share delivered as a bar of `width` characters; empty where it is not defined, full from 100% on.

    >>> bar(Decimal("39.64"), 10)
    '████░░░░░░'
    """
    if delivered_pct is None:
        return ""
    share = min(max(delivered_pct, Decimal(0)), Decimal(100))
    filled = int((share * width / 100).to_integral_value(rounding=ROUND_HALF_UP))
    return "█" * filled + "░" * (width - filled)


def _money(value: Decimal, currency: str) -> str:
    """Money in the compact form of English: at most two decimals, halves away from zero."""
    from babel.numbers import format_compact_currency, format_currency

    if abs(value) < SMALLEST_COMPACT:
        return str(format_currency(value, currency, locale="en", format="¤#,##0.##"))
    size = max(position for position in (3, 6, 9, 12) if abs(value) >= Decimal(10) ** position)
    rounded = value.quantize(Decimal(10) ** (size - 2), context=_ROUNDING)
    return str(format_compact_currency(rounded, currency, locale="en", fraction_digits=2))
