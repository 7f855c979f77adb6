"""Numbers and dates of cells: read where they can be read in one way only."""

from datetime import date, datetime
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.ledger.dates import Month, Year
from mss_gap.ledger.tables.cell_dates import date_in, plain_days, precision_of_form
from mss_gap.ledger.tables.cell_numbers import number_in, plain_numbers
from mss_gap.ledger.tables.cells import CellError, text_of

STYLE = "1,234.5"
OTHER_STYLE = "1.234,5"


@pytest.mark.parametrize(
    ("text", "style", "currency", "number"),
    [
        ("0", None, None, "0"),
        ("007", None, None, "7"),
        ("1234567", None, None, "1234567"),
        ("1234.5", None, None, "1234.5"),
        ("1234,5", None, None, "1234.5"),
        ("0.123", None, None, "0.123"),
        ("0,123", None, None, "0.123"),
        ("1234.567", None, None, "1234.567"),
        ("1,234,567", None, None, "1234567"),
        ("1.234.567", None, None, "1234567"),
        ("1,234.50", None, None, "1234.50"),
        ("1.234,50", None, None, "1234.50"),
        ("1,234,567.8", None, None, "1234567.8"),
        ("1 234", None, None, "1234"),
        ("1 234 567,8", None, None, "1234567.8"),
        ("1\u00a0234\u00a0567", None, None, "1234567"),
        ("1\u202f234", None, None, "1234"),
        ("1'234'567.8", None, None, "1234567.8"),
        ("1\u2019234", None, None, "1234"),
        (".5", None, None, "0.5"),
        ("5.", None, None, "5"),
        ("1.500000000", None, None, "1.5"),
        ("1,234", STYLE, None, "1234"),
        ("1,234", OTHER_STYLE, None, "1.234"),
        ("1.234", STYLE, None, "1.234"),
        ("1.234", OTHER_STYLE, None, "1234"),
        ("-5", None, None, "-5"),
        ("- 5", None, None, "-5"),
        ("\u22125", None, None, "-5"),
        ("\u20135", None, None, "-5"),
        ("+5", None, None, "5"),
        ("(5)", None, None, "-5"),
        ("( 1 234.5 )", None, None, "-1234.5"),
        ("$5", None, "USD", "5"),
        ("US$ 1,234,567", None, "USD", "1234567"),
        ("5 USD", None, "USD", "5"),
        ("usd 5", None, "USD", "5"),
        ("-$5", None, "USD", "-5"),
        ("$-5", None, "USD", "-5"),
        ("($5)", None, "USD", "-5"),
        ("$(5)", None, "USD", "-5"),
        ("$ (1,234.5)", None, "USD", "-1234.5"),
        ("CA$5", None, "CAD", "5"),
        ("$5", None, "CAD", "5"),
        ("5 \u20ac", None, "EUR", "5"),
        ("\u20ac1.234,5", None, "EUR", "1234.5"),
        ("999999999999999.999999", None, None, "999999999999999.999999"),
    ],
)
def test_a_number_that_can_be_read_in_one_way_is_that_number(
    text: str, style: str | None, currency: str | None, number: str
) -> None:
    assert number_in(text, style, currency) == (Decimal(number), False)


@pytest.mark.parametrize(
    ("text", "style", "currency", "code"),
    [
        ("1,234", None, None, "two-readings"),
        ("1.234", None, None, "two-readings"),
        ("-999,999", None, None, "two-readings"),
        ("$1,234", None, "USD", "two-readings"),
        ("1,23,456", None, None, "not-a-number"),
        ("1,2345,678", None, None, "not-a-number"),
        ("1,234.567,8", None, None, "not-a-number"),
        ("1.2.3", None, None, "not-a-number"),
        ("1,,234", None, None, "not-a-number"),
        ("1.234,5", STYLE, None, "not-a-number"),
        ("1,234.5", OTHER_STYLE, None, "not-a-number"),
        ("12 34", None, None, "not-a-number"),
        ("1 2", None, None, "not-a-number"),
        ("1234 567", None, None, "not-a-number"),
        ("1\n000", None, None, "not-a-number"),
        ("1\t000", None, None, "not-a-number"),
        ("5-10", None, None, "not-a-number"),
        ("5 - 10", None, None, "not-a-number"),
        ("5\u201310", None, None, "not-a-number"),
        ("1,000 to 2,000", None, None, "not-a-number"),
        ("--5", None, None, "not-a-number"),
        ("-(5)", None, None, "not-a-number"),
        ("(-5)", None, None, "not-a-number"),
        ("5-", None, None, "not-a-number"),
        ("(5", None, None, "not-a-number"),
        ("$5", None, "EUR", "not-a-number"),
        ("$5", None, None, "not-a-number"),
        ("$5", None, "personnel", "not-a-number"),
        ("\u20ac5", None, "USD", "not-a-number"),
        ("C$5", None, "USD", "not-a-number"),
        ("5 EUR", None, "USD", "not-a-number"),
        ("5%", None, None, "not-a-number"),
        ("5k", None, None, "not-a-number"),
        ("1.5 million", None, "USD", "not-in-full"),
        ("1.5 million", None, "billion USD", "not-in-full"),
        ("dozen million", None, "million USD", "not-a-number"),
        ("1e3", None, None, "not-a-number"),
        ("0x10", None, None, "not-a-number"),
        ("inf", None, None, "not-a-number"),
        ("nan", None, None, "not-a-number"),
        ("1_000", None, None, "not-a-number"),
        ("\u0661\u0662", None, None, "not-a-number"),
        ("\uff11\uff12", None, None, "not-a-number"),
        ("$", None, "USD", "not-a-number"),
        ("()", None, None, "not-a-number"),
        ("about 5", None, None, "not-a-number"),
        ("5*", None, None, "not-a-number"),
        ("=5", None, None, "not-a-number"),
        ("1" * 61, None, None, "not-a-number"),
        ("1000000000000000", None, None, "number-too-large"),
        ("0.0000001", None, None, "too-many-decimals"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_or_none_is_an_error(
    text: str, style: str | None, currency: str | None, code: str
) -> None:
    with pytest.raises(CellError) as caught:
        number_in(text, style, currency)
    assert caught.value.code == code


NUMBERS = st.decimals(-(10**15) + 1, 10**15 - 1, places=6)


@given(NUMBERS, st.integers(0, 6))
def test_a_number_written_in_either_style_is_read_as_it_was(number: Decimal, places: int) -> None:
    number = round(number, places)
    english = f"{number:,.{places}f}"
    german = english.translate(str.maketrans(",.", ".,"))
    swiss = english.replace(",", "\u2019")
    assert number_in(english, STYLE, None) == number_in(german, OTHER_STYLE, None) == (number, False)
    if places != 3 or abs(number) >= 1000:
        assert number_in(swiss, None, None) == (number, False)


@given(st.from_regex(r"-?[0-9]{1,4}([.][0-9]{0,3})?", fullmatch=True), st.sampled_from((None, STYLE, OTHER_STYLE)))
def test_plain_numbers_that_are_read_together_are_what_each_is_by_itself(text: str, style: str | None) -> None:
    together = plain_numbers([text, "x"], style)
    assert together.keys() <= {text}
    for number in together.values():
        assert repr(number) == repr(number_in(f" {text}", style, None)[0])  # a space before it: not plain


@given(st.from_regex(r"[12][09][0-9]{2}-[01][0-9]-[0-3][0-9]", fullmatch=True), st.sampled_from((None, "%Y-%d-%m")))
def test_plain_days_that_are_read_together_are_what_each_is_by_itself(text: str, form: str | None) -> None:
    together = plain_days([text, "x"], form)
    assert together.keys() <= {text}
    for day in together.values():
        assert day == date_in(text, form)


def test_most_numbers_and_days_are_plain() -> None:
    numbers, days = ["0", "12", "-12.5", "1234567.89"], ["2021-01-31", "2024-02-29"]
    assert list(plain_numbers(numbers, None)) == numbers
    assert list(plain_days(days, None)) == days


@given(st.floats(-1e14, 1e14), st.integers(5, 28))
def test_a_number_of_a_spreadsheet_is_itself_to_six_decimals(number: float, precision: int) -> None:
    stored = Decimal(repr(number))
    with localcontext() as context:
        context.prec = 60
        expected = stored.quantize(Decimal("0.000001"))
    assert number_in(number, None, None) == (expected, expected != stored)
    assert precision >= 5


@given(st.text(max_size=20) | st.from_regex(r"[-+( $]{0,3}[0-9]{1,4}([ ,.'][0-9]{1,3}){0,3}[ )%]?", fullmatch=True))
def test_a_text_is_a_number_of_these_digits_or_an_error(text: str) -> None:
    try:
        number, rounded = number_in(text, None, "USD")
    except CellError:
        return
    digits = [letter for letter in text if letter in "0123456789"]
    read = f"{abs(number):f}".replace(".", "")
    assert not rounded
    assert read.strip("0") == "".join(digits).strip("0")


@pytest.mark.parametrize(
    ("cell", "form", "day"),
    [
        ("2021-01-31", None, date(2021, 1, 31)),
        ("2021-01-31T00:00:00", None, date(2021, 1, 31)),
        ("2021-01-31 00:00", None, date(2021, 1, 31)),
        ("2021-01-31T00:00:00.000Z", None, date(2021, 1, 31)),
        ("2021-01-31T00:00:00+00:00", None, date(2021, 1, 31)),
        ("2021-01", None, Month(2021, 1, 31)),
        ("2024-02", None, Month(2024, 2, 29)),
        ("2021", None, Year(2021, 12, 31)),
        (2021.0, None, Year(2021, 12, 31)),
        (2021, None, Year(2021, 12, 31)),
        ("31-Jan-2021", None, date(2021, 1, 31)),
        ("1-JAN-2021", None, date(2021, 1, 1)),
        ("31/01/2021", "%d/%m/%Y", date(2021, 1, 31)),
        ("3/4/2021", "%d/%m/%Y", date(2021, 4, 3)),
        ("3/4/2021", "%m/%d/%Y", date(2021, 3, 4)),
        ("31-Jan-21", "%d-%b-%y", date(2021, 1, 31)),
        ("January 31, 2021", "%B %d, %Y", date(2021, 1, 31)),
        ("02/2024", "%m/%Y", Month(2024, 2, 29)),
        ("Feb-24", "%b-%y", Month(2024, 2, 29)),
        ("FY2024", "FY%Y", Year(2024, 12, 31)),
        (date(2021, 1, 31), "%d/%m/%Y", date(2021, 1, 31)),
    ],
)
def test_a_date_that_can_be_read_in_one_way_is_that_day_month_or_year(
    cell: str | float | date, form: str | None, day: date
) -> None:
    found = date_in(cell, form)
    assert (found, type(found), str(found)) == (day, type(day), str(day))


@pytest.mark.parametrize(
    ("cell", "form", "hint"),
    [
        ("03/04/2021", None, 'say which: dates = "%d/%m/%Y", or "%m/%d/%Y" with the month first'),
        ("31/01/2021", None, 'say which: dates = "%d/%m/%Y", or "%m/%d/%Y" with the month first'),
        ("3.4.21", None, 'say which: dates = "%d.%m.%y", or "%m.%d.%y" with the month first'),
        ("31-Jan-21", None, 'say how the table writes its dates: dates = "%d-%b-%y"'),
        ("31 January 2021", None, 'say how the table writes its dates: dates = "%d %B %Y"'),
        ("2021/01/31", None, 'say how the table writes its dates: dates = "%Y/%m/%d"'),
        ("20210131", None, 'say how the table writes its dates: dates = "%Y%m%d"'),
        ("Jan 2021", None, 'say how the table writes its dates: dates = "%b %Y"'),
        ("until 7/27/2022", None, ""),
        ("2021-02-30", None, ""),
        ("2021-13", None, ""),
        ("2021-1-31", None, 'say how the table writes its dates: dates = "%Y-%m-%d"'),
        ("2021-01-31 14:30", None, 'say how the table writes its dates: dates = "%Y-%m-%d %H:%M"'),
        ("2021-01-31T14:30:59Z", None, 'say how the table writes its dates: dates = "%Y-%m-%dT%H:%M:%SZ"'),
        ("2021-01-31T00:00:00+05:00", None, ""),
        ("2922-01-31", None, ""),
        ("1899", None, ""),
        ("0000", None, ""),
        ("soon", None, ""),
        ("2021-2022", None, ""),
        ("FY 2021/22", None, ""),
        ("2021-01-31", "%d/%m/%Y", ""),
        ("31/01/2021 ", "%m/%d/%Y", ""),
        ("31/01/0021", "%d/%m/%Y", ""),
        (44227.0, None, "format the column as dates in the spreadsheet"),
        (-2021.0, None, "format the column as dates in the spreadsheet"),
        ("2" * 100, None, ""),
    ],
)
def test_a_date_that_can_be_read_in_two_ways_or_none_is_an_error(
    cell: str | float, form: str | None, hint: str
) -> None:
    with pytest.raises(CellError) as caught:
        date_in(cell, form)
    assert (caught.value.code, caught.value.hint) == ("not-a-date", hint)


@pytest.mark.parametrize(
    "form",
    ["", "%", "%d", "%d/%m", "%m", "%H:%M", "dd/mm/yyyy", "%Q", "%d/%m/%Y%", "\\d", "%y%", "%d%d", "(", "%Y\x00"],
)
def test_a_form_that_states_no_day_month_or_year_is_none(form: str) -> None:
    assert precision_of_form(form) in ({None} if form != "%Y\x00" else {None, precision_of_form("%Y")})


@given(st.text(st.sampled_from("%dmYybBjHMSpzZUWwaAcxX%/-. (\\"), max_size=12))
def test_any_form_is_known_or_not(form: str) -> None:
    precision_of_form(form)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%d/%m/%Y", "%m-%d-%Y", "%d %B %Y", "%Y%j"]))
def test_a_day_written_in_a_form_is_read_as_it_was(day: date, form: str) -> None:
    assert date_in(day.strftime(form), form) == day


@pytest.mark.parametrize(("cell", "text"), [(1.0, "1"), (0.1, "0.1"), (1e15, "1000000000000000"), (" a ", "a")])
def test_a_cell_as_text_has_no_point_that_says_nothing(cell: float | str, text: str) -> None:
    assert text_of(cell) == text


def test_a_form_with_a_time_takes_the_day_of_a_moment() -> None:
    moment = datetime(2024, 1, 31, 23, 59, 59)  # noqa: DTZ001 - a cell has no zone
    assert date_in(moment, "%Y-%m-%d %H:%M:%S") == date(2024, 1, 31)
    assert date_in("2024-01-31 23:59", "%Y-%m-%d %H:%M") == date(2024, 1, 31)
    with pytest.raises(CellError, match="has a time of day"):
        date_in(moment, "%Y-%m-%d")


@pytest.mark.parametrize("cell", ["-0", "-0.00", "(0)", "-0,0"])
def test_a_figure_of_nothing_has_no_sign(cell: str) -> None:
    number, _ = number_in(cell, None, None)
    assert (number, number.is_signed()) == (0, False)


@pytest.mark.parametrize("cell", ["\u200b5", "\ufeff5", "\u202d5\u202c", " \u200e 5 \u200f "])
def test_marks_that_no_one_sees_are_no_part_of_a_cell(cell: str) -> None:
    assert number_in(cell, None, None) == (Decimal(5), False)
    assert text_of(cell) == "5"
