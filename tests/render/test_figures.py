"""R11: how figures read."""

from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, get_currency_symbol
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.exact import converted
from mss_gap.ledger.cldr import CURRENCIES
from mss_gap.ledger.names import currency_sign
from mss_gap.render.columns import UNDEFINED, Amount
from mss_gap.render.figures import amount_text, bar, day, exact, in_full, in_table, percent, quantity, with_unit
from mss_gap.render.numbers import number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("999999.5", "999,999.5"),
        ("1000000", "1M"),
        ("599999999", "600M"),
        ("123456789", "123.46M"),
        ("-345456789", "-345.46M"),
        ("123456789012345.123456", "123.46T"),
        ("0", "0"),
    ],
)
def test_a_count_is_compact_in_a_table_from_a_million_on(value: str, shown: str) -> None:
    assert in_table(Decimal(value), "meals") == in_table(Decimal(value), "") == shown
    assert in_table(None, "meals") == "not stated"
    assert in_table(Decimal(599_999), "USD") == "$600K"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("60.36", "60.4%"),
        ("11.33333333333333333333333333", "11.3%"),
        ("88.66666666666666666666666667", "88.7%"),
        ("25", "25.0%"),
        ("0", "0.0%"),
        ("0.05", "0.1%"),
        ("0.15", "0.2%"),
        ("0.25", "0.3%"),
        ("99.94", "99.9%"),
        ("100", "100.0%"),
        ("-0.05", "-0.1%"),
        ("-0.25", "-0.3%"),
        ("-20", "-20.0%"),
        ("492.4281984334203655352480418", "492.4%"),
        ("1234567.85", "1,234,567.9%"),
    ],
)
def test_percentages_have_one_decimal_and_halves_go_away_from_zero(value: str, shown: str) -> None:
    assert percent(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown", "as_lower_bound"),
    [
        ("0.0499999", "<0.1%", ">0.0%"),
        ("0.0000000000000000000001", "<0.1%", ">0.0%"),
        ("-0.04", ">-0.1%", ">-0.1%"),
        ("99.95", ">99.9%", ">99.9%"),
        ("99.99999983333333333333333333", ">99.9%", ">99.9%"),
        ("100.0499", ">100.0%", ">100.0%"),
        ("100.05", "100.1%", "≥100.1%"),
        ("-99.97", "<-99.9%", ">-100.0%"),
        ("-100.02", "<-100.0%", ">-100.1%"),
        ("100.0", "100.0%", "≥100.0%"),
        ("39.64", "39.6%", "≥39.6%"),
    ],
)
def test_only_all_is_100_percent_and_only_nothing_is_0(value: str, shown: str, as_lower_bound: str) -> None:
    assert percent(Decimal(value)) == shown
    assert percent(Decimal(value), signed=True) == (f"+{shown}" if shown[0] in "13" else shown)
    assert percent(Decimal(value), Bound.AT_LEAST) == as_lower_bound


@pytest.mark.parametrize(
    ("figure", "rate", "unit", "shown"),
    [
        ("1234.56", "1.123457", "USD", ("$1,386.98", "$1.39K", "1386.975074")),
        ("1000.55", "156.789", "JPY", ("¥156,875", "¥156.88K", "156875.23395")),
        ("5.5", "1", "JPY", ("¥6", "¥6", "5.5")),
        ("1", "0.3075", "KWD", ("KWD 0.308", "KWD 0.31", "0.3075")),
        ("0.5", "1", "USD", ("$0.50", "$0.50", "0.5")),
        ("-0.001", "1", "USD", (">-$0.01", ">-$0.01", "-0.001")),
        ("3000000", "1.10", "USD", ("$3,300,000", "$3.3M", "3300000")),
    ],
)
def test_what_a_conversion_yields_has_the_decimals_of_its_currency_at_most(
    figure: str, rate: str, unit: str, shown: tuple[str, str, str]
) -> None:
    value = converted(Decimal(figure), Decimal(rate))
    assert (in_full(value, unit), quantity(value, unit), number(value)) == shown
    assert in_full(value - Decimal(0), unit) == shown[0]  # as a part of a sum, too


def test_what_was_stated_is_shown_as_stated() -> None:
    assert in_full(Decimal("0.125"), "USD") == "$0.125"
    assert in_full(Decimal("1234.5"), "JPY") == "¥1,234.50"
    assert number(Decimal("0.125")) == "0.125"


def test_an_undefined_percentage_is_not_applicable() -> None:
    assert percent(None) == "n/a"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("68000000", "$68M"),
        ("66410000", "$66.41M"),
        ("66405000", "$66.41M"),
        ("66404999", "$66.4M"),
        ("-532000000", "-$532M"),
        ("-66405000", "-$66.41M"),
        ("0", "$0"),
        ("-0.004", ">-$0.01"),
        ("5", "$5"),
        ("5.5", "$5.50"),
        ("0.005", "$0.01"),
        ("999", "$999"),
        ("999.99", "$999.99"),
        ("999.995", "$1K"),
        ("1000", "$1K"),
        ("1004.99", "$1K"),
        ("1005", "$1.01K"),
        ("999994", "$999.99K"),
        ("999995", "$1M"),
        ("999999", "$1M"),
        ("1000000", "$1M"),
        ("999994999", "$999.99M"),
        ("999995000", "$1B"),
        ("1000000000000", "$1T"),
        ("999994999999999", "$999.99T"),
        ("999999999999999", "$1000T"),
        ("1000000000000000", "$1000T"),
    ],
)
def test_money_is_compact_with_two_decimals_at_most(value: str, shown: str) -> None:
    assert quantity(Decimal(value), "USD") == shown


@pytest.mark.parametrize(
    ("currency", "shown"),
    [
        ("EUR", "€1.5M"),
        ("GBP", "£1.5M"),
        ("CAD", "CA$1.5M"),
        ("JPY", "¥1.5M"),
        ("KES", "KES 1.5M"),
        ("HTG", "HTG 1.5M"),
        ("CHF", "CHF 1.5M"),
    ],
)
def test_a_currency_without_a_symbol_is_apart_from_its_figure(currency: str, shown: str) -> None:
    assert quantity(Decimal(1_500_000), currency) == shown
    assert quantity(Decimal(-1_500_000), currency) == f"-{shown}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2500", "2,500"),
        ("2500.00", "2,500"),
        ("0.5", "0.5"),
        ("-1509", "-1,509"),
        ("1E+3", "1,000"),
        ("123456789012345.123456", "123,456,789,012,345.123456"),
    ],
)
def test_anything_but_money_is_shown_in_full(value: str, shown: str) -> None:
    assert quantity(Decimal(value), "personnel") == shown
    assert exact(Decimal(value)) == shown


def test_an_unknown_figure_is_never_zero() -> None:
    assert quantity(None, "personnel") == "not stated"
    assert quantity(None, "USD") == "not stated"
    assert amount_text(Amount(None, "USD", bound=Bound.AT_LEAST), quantity) == "not stated"
    assert amount_text(Amount(None, "USD", unknown=UNDEFINED), quantity) == "n/a"
    assert with_unit(None, "USD") == "an amount not stated"
    assert day(None) == "-"
    assert bar(None, 8) == ""


def test_a_lower_bound_says_so() -> None:
    assert amount_text(Amount(Decimal(400), "personnel", bound=Bound.AT_LEAST), quantity) == "≥400"
    assert amount_text(Amount(Decimal(3_300_000), "USD", bound=Bound.AT_LEAST), quantity) == "≥$3.3M"


def test_a_figure_in_a_sentence_has_its_unit() -> None:
    assert with_unit(Decimal(1509), "personnel") == "1,509 personnel"
    assert with_unit(Decimal(532_000_000), "USD") == "$532,000,000"


def test_a_day_is_written_year_first() -> None:
    assert day(date(2025, 6, 27)) == "2025-06-27"


@pytest.mark.parametrize(
    ("delivered", "drawn"),
    [
        ("-5", "░░░░░░░░"),
        ("0", "░░░░░░░░"),
        ("0.1", "█░░░░░░░"),
        ("6.25", "█░░░░░░░"),
        ("39.64", "███░░░░░"),
        ("56.25", "█████░░░"),
        ("99.9", "███████░"),
        ("100", "████████"),
        ("120", "████████"),
    ],
)
def test_a_bar_is_full_only_where_all_was_delivered_and_bare_only_where_nothing_was(delivered: str, drawn: str) -> None:
    assert bar(Decimal(delivered), 8) == drawn


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**21), max_value=10**21, places=6))
def test_a_shown_percentage_is_the_nearest_one(value: Decimal) -> None:
    text = percent(value)
    shown = Decimal(text.strip("<>%").replace(",", ""))
    if text[0] in "<>":
        assert (shown < value) if text[0] == ">" else (shown > value)
        assert abs(shown - value) < Decimal("0.1")
        return
    assert abs(shown - value) <= Decimal("0.05")
    assert abs(shown) >= abs(value) or abs(shown - value) < Decimal("0.05")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_a_quantity_shown_in_full_is_the_quantity(value: Decimal) -> None:
    assert Decimal(quantity(value, "personnel").replace(",", "")) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**15, places=6))
def test_compact_money_is_within_half_a_hundredth_of_its_scale(value: Decimal) -> None:
    shown = quantity(value, "USD").removeprefix("<").removeprefix("$").replace(",", "")
    scale = Decimal(10) ** {"K": 3, "M": 6, "B": 9, "T": 12}.get(shown[-1], 0)
    nearest = Decimal(0) if quantity(value, "USD").startswith("<") else Decimal(shown.rstrip("KMBT")) * scale
    assert abs(nearest - value) <= scale * Decimal("0.005")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=1000, max_value=10**18, places=2))
def test_compact_money_is_written_as_the_cldr_writes_it(value: Decimal) -> None:
    # Babel rounds halves to even, so that it gets what is rounded already.
    letters = {"K": 3, "M": 6, "B": 9, "T": 12}
    shown = quantity(value, "KES").removeprefix("KES ")
    rounded = Decimal(shown[:-1]).scaleb(letters[shown[-1]])
    assert shown == format_compact_decimal(rounded, locale="en", fraction_digits=2)


@pytest.mark.parametrize("code", CURRENCIES)
def test_a_sign_of_a_currency_is_that_of_the_cldr(code: str) -> None:
    assert currency_sign(code) == get_currency_symbol(code, locale="en")


def test_a_change_for_the_better_has_its_sign() -> None:
    assert amount_text(Amount(Decimal(24), "personnel", signed=True), quantity) == "+24"
    assert amount_text(Amount(Decimal(-24), "personnel", signed=True), quantity) == "-24"
    assert amount_text(Amount(Decimal(0), "personnel", signed=True), quantity) == "0"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "$0"),
        ("0.5", "$0.50"),
        ("600000000", "$600,000,000"),
        ("-1590000", "-$1,590,000"),
        ("85325920.25", "$85,325,920.25"),
        ("0.000001", "$0.000001"),
        ("999999999999999.999999", "$999,999,999,999,999.999999"),
    ],
)
def test_money_in_full_keeps_every_digit(value: str, shown: str) -> None:
    assert in_full(Decimal(value), "USD") == shown


def test_money_beyond_the_largest_letter_keeps_its_digits() -> None:
    assert quantity(Decimal(1_234_567_890_123_456), "USD") == "$1234.57T"
    assert quantity(Decimal(12_345_678_901_234_567), "USD") == "$12345.68T"
