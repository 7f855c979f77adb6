"""Dates and figures on the command line: what is taken, and what is answered to anything else."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
import typer

from mss_gap.cli.options import parse_day, parse_day_or_period, parse_figure, parse_level, parse_percentage
from mss_gap.ledger.dates import Month, Year

Parse = Callable[[str], object]
PLAIN = "write a plain number, such as 2500 or 0.5"
NOT_NEGATIVE = "write a plain number that is not negative, such as 200"
ELSEWHERE = "the unit or --currency says which money it is"
DATE = "write year-month-day, such as 2025-06-27"
PERIOD = "write a day, a month or a year, such as 2025-06-27, 2025-06 or 2025"


def refusal(parse: Parse, text: str) -> str:
    with pytest.raises(typer.BadParameter) as caught:
        parse(text)
    return caught.value.message


def test_a_date_is_year_month_day() -> None:
    assert parse_day("2025-06-27") == date(2025, 6, 27)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2025-W05", DATE),
        ("2025-W05-1", DATE),
        ("2025-178", DATE),
        ("20240201", "write 2024-02-01"),
        ("2024-2-1", "write 2024-02-01"),
        ("2024/02/01", "write 2024-02-01"),
        ("1 February 2024", "write 2024-02-01"),
        ("01/02/2024", DATE),
        ("2024-02-30", DATE),
        ("2024-02-01T00:00", DATE),
        (" 2024-02-01", "write 2024-02-01"),
        ("２０２４-02-01", "write 2024-02-01"),  # noqa: RUF001 - digits of full width are the point
        ("", DATE),
    ],
)
def test_any_other_form_of_a_date_is_refused_with_the_form_to_write(text: str, answer: str) -> None:
    assert refusal(parse_day, text) == f'"{text}" is not a date: {answer}'


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2025-06-27", date(2025, 6, 27)),
        ("2024-02", Month(2024, 2, 29)),
        ("2024", Year(2024, 12, 31)),
        ("0999-01", Month(999, 1, 31)),
        ("0999", Year(999, 12, 31)),
    ],
)
def test_a_month_and_a_year_are_their_last_day_and_show_as_written(text: str, read: date) -> None:
    parsed = parse_day_or_period(text)
    assert (type(parsed), parsed, str(parsed)) == (type(read), read, text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2024-9", "write 2024-09"),
        ("09/2024", "write 2024-09"),
        ("September 2024", "write 2024-09"),
        ("1 February 2024", "write 2024-02-01"),
        ("2024-13", PERIOD),
        ("2024-02-30", PERIOD),
        ("0000", PERIOD),
        ("２０２４", PERIOD),  # noqa: RUF001 - digits of full width are the point
        ("Q2 2024", PERIOD),
        ("", PERIOD),
    ],
)
def test_any_other_form_of_a_month_or_a_year_is_refused_with_the_form_to_write(text: str, answer: str) -> None:
    assert refusal(parse_day_or_period, text) == f'"{text}" is not a date: {answer}'


@pytest.mark.parametrize("text", ["+5", "+0", "+2,500", "+160m"])
def test_a_level_with_a_plus_is_refused_for_it_may_be_a_change(text: str) -> None:
    assert refusal(parse_level, text) == f'"{text}" may be a level or a change: write the level, without a sign'


@pytest.mark.parametrize("text", ["-5", "-0", "-160m"])
def test_a_level_below_zero_is_refused(text: str) -> None:
    assert refusal(parse_level, text) == f'"{text}" is not a figure: {NOT_NEGATIVE}'


@pytest.mark.parametrize(
    ("text", "figure"), [("+5", 5), ("-5", -5), ("5", 5), ("2,500", 2500), ("-0.5", Decimal("-0.5"))]
)
def test_a_change_may_have_a_sign(text: str, figure: int) -> None:
    assert parse_figure(text) == figure


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("160m", "write 160000000"),
        ("5k", "write 5000"),
        ("1.5bn", "write 1500000000"),
        ("5 million", "write 5000000"),
        ("0.0000001k", "write 0.0001"),
        ("40%", NOT_NEGATIVE),
        ("\u0665", "write 5"),
        ("$5 million", f"write 5000000; {ELSEWHERE}"),
        ("€5", f"write 5; {ELSEWHERE}"),
        ("5 EUR", f"write 5; {ELSEWHERE}"),
        ("9,91", NOT_NEGATIVE),
        ("999999999b", NOT_NEGATIVE),
        ("1.1234567", NOT_NEGATIVE),
        ("5 men", NOT_NEGATIVE),
    ],
)
def test_a_figure_in_another_form_is_refused_with_the_number_that_is_meant_where_that_is_plain(
    text: str, answer: str
) -> None:
    assert refusal(parse_level, text) == f'"{text}" is not a figure: {answer}'
    assert refusal(parse_figure, text) == f'"{text}" is not a figure: {answer.replace(NOT_NEGATIVE, PLAIN)}'


@pytest.mark.parametrize(("text", "percentage"), [("50", 50), ("50%", 50), ("33.3 %", Decimal("33.3")), ("-5", -5)])
def test_a_percentage_may_have_its_sign(text: str, percentage: int) -> None:
    assert parse_percentage(text) == percentage


@pytest.mark.parametrize("text", ["1e2", "%", "33,3", "inf", "half"])
def test_any_other_percentage_is_refused(text: str) -> None:
    assert refusal(parse_percentage, text) == f'"{text}" is not a percentage: write a number, such as 50'
