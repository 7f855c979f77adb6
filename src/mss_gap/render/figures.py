"""How figures read (R11): percentages to one decimal, money compact in tables, an unknown never as 0."""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from mss_gap.ledger.names import is_currency

NOT_STATED = "not stated"
UNDEFINED = "n/a"
SCALES = ((0, ""), (3, "K"), (6, "M"), (9, "B"), (12, "T"))
"""The powers of ten that compact money is written in, and their letters."""
WHOLE, THOUSAND = Decimal(100), Decimal(1000)
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


def difference(value: Decimal | None, unit: str) -> str:
    """A gap for a table; it is not defined where the pledge or the actual is not known.

    >>> difference(Decimal(-1_000_000), "USD"), difference(None, "USD")
    ('-$1M', 'n/a')
    """
    return UNDEFINED if value is None else quantity(value, unit)


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
    """The share delivered as a bar of `width` characters: full from 100% on and only then, bare only at 0.

    >>> bar(Decimal("39.64"), 10), bar(Decimal("99.7"), 10), bar(None, 10)
    ('████░░░░░░', '█████████░', '')
    """
    if delivered_pct is None:
        return ""
    if delivered_pct <= 0 or delivered_pct >= WHOLE:
        filled = 0 if delivered_pct <= 0 else width
    else:
        nearest = int((delivered_pct * width / WHOLE).to_integral_value(rounding=ROUND_HALF_UP))
        filled = min(max(nearest, 1), width - 1)
    return "█" * filled + "░" * (width - filled)


def _money(value: Decimal, currency: str) -> str:
    """Money in the compact form of English, with a space after a currency that has only letters."""
    from babel.numbers import get_currency_symbol

    symbol = get_currency_symbol(currency, locale="en")
    figure = _compact(abs(value))
    sign = "-" if value < 0 and figure != "0" else ""
    return f"{sign}{symbol}{' ' if symbol[-1].isalpha() else ''}{figure}"


def _compact(value: Decimal) -> str:
    """A figure of at most two decimals, halves away from zero, in the first scale that keeps it below 1,000."""
    for size, letter in SCALES:
        rounded = value.scaleb(-size, _ROUNDING).quantize(Decimal("0.01"), context=_ROUNDING)
        if rounded < THOUSAND or (size, letter) == SCALES[-1]:
            break
    if size == 0 and rounded % 1:
        return f"{rounded:f}"
    return exact(rounded) + letter
