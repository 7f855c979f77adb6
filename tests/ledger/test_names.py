"""Countries and currencies, held against the lists that pycountry keeps."""

import pycountry
import pytest

from mss_gap.ledger.cldr import CURRENCIES
from mss_gap.ledger.names import countries, currency_by_name, is_currency


def test_the_countries_are_those_of_iso_3166_1_and_kosovo() -> None:
    assert set(countries()) == {*(country.alpha_2 for country in pycountry.countries), "XK"}


def test_every_country_has_an_english_name_of_its_own() -> None:
    assert len(set(countries().values())) == len(countries())
    assert {code: countries()[code] for code in ("KE", "CI", "GB", "HT")} == {
        "KE": "Kenya",
        "CI": "Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire",
        "GB": "United Kingdom",
        "HT": "Haiti",
    }


def test_every_currency_of_iso_4217_is_one() -> None:
    assert {currency.alpha_3 for currency in pycountry.currencies} - set(CURRENCIES) == set()


@pytest.mark.parametrize("unit", ["USD", "EUR", "KES", "HTG", "DEM"])
def test_a_currency_code_makes_money_even_one_no_longer_in_use(unit: str) -> None:
    assert is_currency(unit)


@pytest.mark.parametrize("unit", ["personnel", "usd", "US$", "USA", "XX", "", "ÉUR", "USD "])
def test_anything_else_is_a_noun(unit: str) -> None:
    assert not is_currency(unit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("€", "EUR"), ("Euros", "EUR"), ("euro", "EUR"), ("usd", "USD"), (" US$ ", "USD"), ("U.S. dollars", "USD"),
        ("dollars", "USD"), ("£", "GBP"), ("pounds sterling", "GBP"), ("YEN", "JPY"), ("yen", "JPY"), ("CDN", "CAD"), ("CA$", "CAD"),
        ("Canadian dollars", "CAD"), ("RMB", "CNY"), ("KSh", "KES"), ("Kenyan shillings", "KES"), ("₹", "INR"), ("Swiss Francs", "CHF"),
    ],
)  # fmt: skip
def test_a_habitual_name_of_a_currency_is_understood(text: str, code: str) -> None:
    assert currency_by_name(text) == code


@pytest.mark.parametrize("text", ["EUR", "JPY", "cup", "men", "pounds", "francs", "pesos", "¥", "C$", "¤", "s", ""])
def test_a_code_and_what_may_mean_another_currency_or_none_are_not_taken_for_one(text: str) -> None:
    assert currency_by_name(text) is None


def test_every_habitual_name_is_of_a_currency_and_no_currency_is_a_habitual_name() -> None:
    for code in CURRENCIES:
        assert currency_by_name(code) is None
