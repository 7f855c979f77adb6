"""What a person meant: said where it is plain, and never guessed, because a wrong figure is worse than none."""

from datetime import date

import pytest

from mss_gap.ledger.guess import (
    address_hint,
    guess_date,
    guess_id,
    guess_licence,
    guess_number,
    guess_pair,
    guess_period,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2500", "2500"),
        (" 2,500 ", "2500"),
        ("1,234,567.5", "1234567.5"),
        ("2 500", "2500"),
        ("2'500", "2500"),
        ("2_500", "2500"),
        ("-15", "-15"),
        ("0.125", "0.125"),
        ("$600M", "600000000"),
        ("US$ 68 million", "68000000"),
        ("3.5bn", "3500000000"),
        ("10k", "10000"),
        ("1,000 USD", "1000"),
        ("40 %", "40"),
    ],
)
def test_a_number_is_recognised_where_it_is_plain(text: str, number: str) -> None:
    assert guess_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["9,91", "1,5", "2.500", "12.345.678", "1,23,4", "5 men", "3 bases", "100 km", "10 mln", "3 mrd", "2 dozen", "~5", "_", "", "many", "1" * 41],
)  # fmt: skip
def test_a_number_that_may_be_another_is_not_guessed(text: str) -> None:
    assert guess_number(text) is None


@pytest.mark.parametrize(
    "text", ["2025-06-27", "2025-6-27", "2025/06/27", "2025.06.27", "20250627", "27 June 2025", "June 27, 2025", "27 Jun 2025"]
)  # fmt: skip
def test_a_date_is_recognised_where_it_is_plain(text: str) -> None:
    assert guess_date(text) == date(2025, 6, 27)


@pytest.mark.parametrize(
    "text", ["05/06/2025", "27/06/2025", "06-27-2025", "2025", "202506", "202511", "2025-02-30", "", "soon"]
)
def test_a_date_whose_order_is_not_certain_is_not_guessed(text: str) -> None:
    assert guess_date(text) is None


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Trust Fund", "trust-fund"),
        ("AP, 11 Oct.", "ap-11-oct"),
        ("é!", "e"),
        ("Québec", "quebec"),
        ("p\N{CYRILLIC SMALL LETTER IE}rsonnel", "personnel"),
        ("世界", "a-name"),
    ],
)
def test_a_text_becomes_an_id(text: str, identifier: str) -> None:
    assert guess_id(text) == identifier


def test_an_address_that_lacks_only_its_scheme_is_repeated_with_it() -> None:
    general = 'write the whole address, which starts with "https://"'
    assert address_hint("www.un.org/a?b") == 'write the whole address: "https://www.un.org/a?b"'
    assert address_hint("UN website") == general
    assert address_hint("a." * 200 + "org") == general


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("eur/usd", "EUR/USD"), ("EUR-USD", "EUR/USD"), ("EURUSD", "EUR/USD"), ("€/$", "EUR/USD"), ("euro in dollars", "EUR/USD"),
        ("CDN/USD", "CAD/USD"), ("USD / YEN", "USD/JPY"), ("US$ to KSh", "USD/KES"), ("EUR", None), ("EUR/USD/KES", None),
        ("rate of the day", None), ("peso/USD", None), ("", None),
    ],
)  # fmt: skip
def test_a_pair_is_recognised_where_both_currencies_are_plain(text: str, pair: str | None) -> None:
    assert guess_pair(text) == pair


@pytest.mark.parametrize(
    "text",
    ["2025-06", "2025-6", "2025/06", "2025.06", "06/2025", "June 2025", "Jun 2025", "June, 2025", " 2025 June "],
)
def test_a_month_is_recognised_where_it_is_plain(text: str) -> None:
    assert guess_period(text) == "2025-06"


def test_september_has_two_short_forms() -> None:
    assert [guess_period(text) for text in ("Sep 2024", "Sept 2024", "Sept. 2024", "sept 2024")] == ["2024-09"] * 4


@pytest.mark.parametrize("text", ["2025", "202506", "06/25", "2025-13", "2025-06-27", "27 June 2025", "Q2 2025", "mid-2025", "", "0000-06"])  # fmt: skip
def test_what_is_not_plainly_a_month_is_not_guessed(text: str) -> None:
    assert guess_period(text) is None


def test_a_usual_licence_is_recognised_however_it_is_spelt() -> None:
    meant = [guess_licence(text) for text in ("CC BY 4.0", "cc-by-4.0", "CC0", "ODbL", "free to use", "CC BY", "")]
    assert meant == ["CC-BY-4.0", "CC-BY-4.0", "CC0-1.0", "ODbL-1.0", None, None, None]
