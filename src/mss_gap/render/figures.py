"""How figures read (R11): percentages to one decimal, money compact in tables, an unknown never as 0."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from typing import assert_never

from mss_gap.analysis.bounds import EXACTLY, Bound
from mss_gap.analysis.exact import figure as exact
from mss_gap.analysis.exact import rounded
from mss_gap.analysis.phrases import words_of as words_of  # noqa: PLC0414 - a part of how figures read
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.ledger.names import currency_digits, currency_sign, is_currency
from mss_gap.render.columns import NOT_STATED, UNDEFINED, Amount

BLOCKS = "▁▂▃▄▅▆▇█"
SCALES = MappingProxyType({3: "K", 6: "M", 9: "B", 12: "T"})
"""The letters of the short form of English, by their power of ten."""
WHOLE, MILLION = Decimal(100), Decimal(1_000_000)
_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")
ROUNDING = Context(prec=128, rounding=ROUND_HALF_UP)
"""Rounds what is printed, halves away from zero, and nothing before that."""


def sign_of(bound: Bound | None) -> str:
    """What is before a figure that is not known exactly."""
    if bound is None or bound is EXACTLY:
        return ""
    match bound:
        case Bound.AT_LEAST:
            return "≥"
        case Bound.AT_MOST:
            return "≤"
        case Bound.ABOUT:
            return "≈"
        case Bound.OPEN:
            return "~"
        case _:
            assert_never(bound)


def percent(
    value: Decimal | None,
    bound: Bound | None = None,
    *,
    signed: bool = False,
    write: Callable[[Bound | None], str] = sign_of,
) -> str:
    """A percentage to one decimal, halves away from zero, as a spreadsheet rounds.

    What is only nearly nothing or all of something is never printed as 0.0% or 100.0%, but as more or less than its
    next tenth. `write` says how a bound is written before it; `signed` puts a plus before an increase.

    >>> percent(Decimal("60.36")), percent(Decimal("-0.25")), percent(Decimal("8.04"), signed=True), percent(None)
    ('60.4%', '-0.3%', '+8.0%', 'n/a')
    >>> percent(Decimal("99.99")), percent(Decimal("100.01")), percent(Decimal("0.01")), percent(Decimal("-0.01"))
    ('>99.9%', '>100.0%', '<0.1%', '>-0.1%')
    >>> percent(Decimal("39.64"), Bound.AT_LEAST), percent(Decimal("99.99"), Bound.AT_LEAST)
    ('≥39.6%', '>99.9%')
    >>> percent(Decimal("0.01"), Bound.AT_LEAST), percent(Decimal("99.99"), Bound.AT_MOST)
    ('>0.0%', '<100.0%')
    """
    if value is None:
        return UNDEFINED
    nearest = value.quantize(_TENTH, context=ROUNDING)
    if nearest != value and nearest.copy_abs() in (0, WHOLE):
        more = bound is Bound.AT_LEAST or (bound is not Bound.AT_MOST and (nearest > 0 or (not nearest and value < 0)))
        next_tenth = value.quantize(_TENTH, ROUND_FLOOR if more else ROUND_CEILING, ROUNDING)
        known = "" if bound in (Bound.AT_LEAST, Bound.AT_MOST) else write(bound)
        return f"{known}{'>' if more else '<'}{next_tenth:f}%"
    sign = write(bound) or ("+" if signed and nearest > 0 else "")
    return f"{sign}{nearest or abs(nearest):,f}%"


def points(change: Decimal | None, bound: Bound | None = None) -> str:
    """A change of a percentage in percentage points, with its sign; one too small for a decimal keeps its first digit.

    >>> points(Decimal("-29.4")), points(Decimal("0.36")), points(Decimal("0.033")), points(Decimal(0)), points(None)
    ('-29.4 points', '+0.4 points', '+0.03 points', '0 points', 'n/a')
    >>> points(Decimal("-29.4"), Bound.AT_MOST), points(Decimal(0), Bound.OPEN)
    ('≤-29.4 points', '~0 points')
    """
    if change is None:
        return UNDEFINED
    if not change:
        return f"{sign_of(bound)}0 points"
    last_place = min(Decimal("0.1"), Decimal(1).scaleb(change.adjusted()))
    return f"{sign_of(bound)}{change.quantize(last_place, context=ROUNDING):+,f} points"


def in_table(value: Decimal | None, unit: str) -> str:
    """A figure for a table: as `quantity`, and anything else than money compact from a million on, too.

    >>> in_table(Decimal(599_999_999), "meals"), in_table(Decimal(-999_999), "meals")
    ('600M', '-999,999')
    """
    if value is None or is_currency(unit) or abs(value) < MILLION:
        return quantity(value, unit)
    return f"{'-' if value < 0 else ''}{_compact(abs(value))}"


def quantity(value: Decimal | None, unit: str) -> str:
    """A figure for a drawing: money compact with its currency, anything else in full without its noun.

    >>> quantity(Decimal(66_410_000), "USD"), quantity(Decimal(2500), "personnel"), quantity(None, "USD")
    ('$66.41M', '2,500', 'not stated')
    >>> quantity(Decimal("0.001"), "USD"), quantity(Decimal("-0.001"), "USD"), quantity(Decimal(0), "USD")
    ('<$0.01', '>-$0.01', '$0')
    """
    return _written(value, unit, _compact)


def pair(part: Decimal | None, whole: Decimal | None, unit: str) -> tuple[str, str]:
    """Two figures that one sentence compares, as a table has them; in full where they would read alike and are not.

    >>> pair(Decimal(68_000_000), Decimal(600_000_000), "USD"), pair(Decimal(599_999_999), Decimal(600_000_000), "USD")
    (('$68M', '$600M'), ('$599,999,999', '$600,000,000'))
    """
    compact = quantity(part, unit), quantity(whole, unit)
    return compact if part == whole or len(set(compact)) > 1 else (in_full(part, unit), in_full(whole, unit))


def in_full(value: Decimal | None, unit: str) -> str:
    """A figure for every other format: money to the last cent that is known, anything else as in a table.

    >>> in_full(Decimal(66_410_000), "USD"), in_full(Decimal("85325920.5"), "USD"), in_full(Decimal(2500), "personnel")
    ('$66,410,000', '$85,325,920.50', '2,500')
    """
    return _written(value, unit, _cents)


def with_unit(value: Decimal | None, unit: str) -> str:
    """A figure for a sentence, in full, with its noun or its currency.

    >>> with_unit(Decimal(1509), "personnel"), with_unit(Decimal(532_000_000), "USD"), with_unit(None, "bases")
    ('1,509 personnel', '$532,000,000', 'an amount not stated')
    """
    if value is None:
        return "an amount not stated"
    return in_full(value, unit) if is_currency(unit) else f"{exact(value)} {unit}"


def sparkline(values: Sequence[Decimal]) -> str:
    """Values as a line of blocks: the lowest block is 0, or below it, and the highest the largest value.

    >>> sparkline([Decimal(0), Decimal(500), Decimal(1000)])
    '▁▄█'
    """
    lowest, highest = min(*values, Decimal(0)), max(values)
    if highest == lowest:
        return BLOCKS[0] * len(values)
    return "".join(BLOCKS[int((value - lowest) * (len(BLOCKS) - 1) / (highest - lowest))] for value in values)


def amount_text(amount: Amount, write: Callable[[Decimal | None, str], str]) -> str:
    """What a cell says of its amount, written by `in_table` or `in_full`."""
    if amount.value is None:
        return amount.unknown
    sign = sign_of(amount.bound) + ("+" if amount.signed and amount.value > 0 else "")
    written = sign + write(amount.value, amount.unit)
    return f"{amount.qualifier} {written}" if amount.qualifier else written


def day(value: date | None) -> str:
    """A date as year-month-day, or as the month or the year that is known; a dash where there is none."""
    return str(value) if value else "-"


def day_as_known(day: date, precision: Precision) -> str:
    """A date no more exactly than it is known: 2024-09 where only the month is."""
    match precision:
        case Precision.DAY:
            return day.isoformat()
        case Precision.MONTH:
            return day.isoformat()[: len("2024-09")]
        case Precision.YEAR:
            return day.isoformat()[: len("2024")]
        case _:
            assert_never(precision)


def day_in_words(value: date | None) -> str:
    """A date for a sentence.

    >>> day_in_words(date(2025, 6, 27)), day_in_words(None)
    ('27 June 2025', 'no date')
    """
    if value is None:
        return "no date"
    match precision_of(value):
        case Precision.DAY:
            return f"{value.day} {value:%B %Y}"
        case Precision.MONTH:
            return f"{value:%B %Y}"
        case Precision.YEAR:
            return f"{value:%Y}"
        case unknown:
            assert_never(unknown)


def on_day(value: date | None) -> str:
    """A date after what happens on it, in a sentence: a month or a year is no day.

    >>> on_day(date(2025, 6, 27))
    'on 27 June 2025'
    """
    return f"{'in' if value is not None and precision_of(value) is not Precision.DAY else 'on'} {day_in_words(value)}"


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


def _written(value: Decimal | None, unit: str, money: Callable[[Decimal], str]) -> str:
    """A figure with its currency, if it has one; a space follows a sign that ends in a letter."""
    if value is None:
        return NOT_STATED
    if not is_currency(unit):
        return exact(value)
    symbol, digits = currency_sign(unit), currency_digits(unit)
    known = rounded(value.copy_abs(), digits)
    figure, relation = money(known), ""
    if value and figure == "0":
        # What is only nearly nothing is never printed as nothing.
        figure, relation = exact(_CENT if known else Decimal(1).scaleb(-digits)), "<" if value > 0 else ">"
    sign = "-" if value < 0 else ""
    return f"{relation}{sign}{symbol}{' ' if symbol[-1].isalpha() else ''}{figure}"


def _compact(value: Decimal) -> str:
    """A figure of at most two decimals, halves away from zero, in the short form of English."""
    rounded = value.quantize(Decimal(1).scaleb(_scale(value) - 2), context=ROUNDING)
    scale = _scale(rounded)  # rounding may have led to the next one
    return f"{rounded.scaleb(-scale, ROUNDING).normalize(ROUNDING):f}{SCALES[scale]}" if scale else _cents(rounded)


def _scale(value: Decimal) -> int:
    """The power of ten of the largest letter that a figure reaches; 0 below a thousand."""
    return min(max(value.adjusted() // 3 * 3, 0), max(SCALES)) if value else 0


def _cents(value: Decimal) -> str:
    """A figure in full; a part of a unit of money in two places at least."""
    text = exact(value)
    return text + "0" if text[-2:-1] == "." else text
