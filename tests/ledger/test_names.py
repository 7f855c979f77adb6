"""Countries and currencies, held against the lists that pycountry keeps."""

import pycountry
import pytest

from mss_gap.ledger.cldr import CURRENCIES
from mss_gap.ledger.names import countries, currency_meant, find_country, find_country_like, is_currency


def test_the_countries_are_those_of_iso_3166_1_and_no_others() -> None:
    assert set(countries()) == {country.alpha_2 for country in pycountry.countries}


def test_every_country_has_an_english_name_of_its_own() -> None:
    assert len(set(countries().values())) == len(countries())
    assert {code: countries()[code] for code in ("KE", "CI", "GB", "HT")} == {
        "KE": "Kenya",
        "CI": "Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire",
        "GB": "United Kingdom",
        "HT": "Haiti",
    }


def test_every_country_is_found_by_its_codes_and_its_name_in_any_case() -> None:
    for country in pycountry.countries:
        name = countries()[country.alpha_2]
        forms = (
            country.alpha_2,
            country.alpha_2.lower(),
            country.alpha_3,
            name,
            name.upper(),
            name.lower(),
            f" {name} ",
        )
        assert {form: find_country(form) for form in forms} == dict.fromkeys(forms, country.alpha_2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("uk", "GB"),
        ("cote d'ivoire", "CI"),
        ("Bahamas", "BS"),
        ("the bahamas", "BS"),
        ("Trinidad and Tobago", "TT"),
        ("trinidad & tobago", "TT"),
        ("Antigua and Barbuda", "AG"),
        ("Saint Lucia", "LC"),
        ("St. Lucia", "LC"),
        ("EU", None),
        ("UN", None),
        ("XX", None),
        ("Jamacia", None),
        ("", None),
    ],
)
def test_a_country_is_found_as_people_write_it(text: str, code: str | None) -> None:
    assert find_country(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Jamacia", "JM"), ("Guatamala", "GT"), ("El Salvadore", "SV"), ("World Bank", None), ("XX", None), ("", None)],
)
def test_a_slip_of_the_pen_in_a_name_is_recognised_and_nothing_else(text: str, code: str | None) -> None:
    assert find_country_like(text) == code


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
    [("€", "EUR"), ("Euros", "EUR"), ("usd", "USD"), (" US$ ", "USD"), ("£", "GBP"), ("EUR", None), ("cup", None)],
)
def test_a_habitual_name_of_a_currency_is_understood(text: str, code: str | None) -> None:
    assert currency_meant(text) == code
