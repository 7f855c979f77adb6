"""Names of countries and currencies, as tables show them and as people write them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from mss_gap.ledger.cldr import COUNTRIES, CURRENCIES, DIGITS


def countries() -> Mapping[str, str]:
    """English short names by ISO 3166-1 alpha-2 code, and XK for Kosovo."""
    return COUNTRIES


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code, which makes its commitment money.

    >>> is_currency("USD"), is_currency("personnel"), is_currency("usd")
    (True, False, False)
    """
    return unit in CURRENCIES


def currency_sign(code: str) -> str:
    """The sign before an amount of a currency in English, or the code of a currency without one.

    >>> currency_sign("USD"), currency_sign("CAD"), currency_sign("KES")
    ('$', 'CA$', 'KES')
    """
    return CURRENCIES[code]


def currency_digits(code: str) -> int:
    """How many decimals an amount of a currency has.

    >>> currency_digits("USD"), currency_digits("JPY"), currency_digits("KWD")
    (2, 0, 3)
    """
    return DIGITS.get(code, 2)


_BY_HABIT = MappingProxyType(
    {
        "AUD": "au$ aud$ australian-dollar",
        "CAD": "can$ cad$ cdn cdn$ canadian-dollar",
        "CHF": "swiss-franc sfr",
        "CNY": "cn¥ rmb yuan renminbi chinese-yuan",
        "EUR": "eur euro",
        "GBP": "gbp sterling pound-sterling british-pound uk-pound gb£ uk£",
        "HTG": "gourde haitian-gourde",
        "JPY": "yen japanese-yen jp¥",
        "KES": "kenyan-shilling kenya-shilling ksh",
        "NZD": "new-zealand-dollar",
        "USD": "usd us$ usd$ $us dollar us-dollar u.s.-dollar american-dollar u.s.$",
    }
)
"""What people write for a currency, by its code: only what means one currency and is not another noun."""
_OF_NONE = "¥¤"
"""Signs that mean more than one currency."""


@cache
def _codes_by_habit() -> Mapping[str, str]:
    signs = {_word(sign): code for code, sign in CURRENCIES.items() if sign != code and sign not in _OF_NONE}
    return {**signs, **{word.replace("-", " "): code for code, words in _BY_HABIT.items() for word in words.split()}}


def currency_by_name(text: str) -> str | None:
    """The ISO 4217 code of the currency of a habitual name or sign; None for a code itself and for other nouns.

    >>> currency_by_name("US$"), currency_by_name("YEN"), currency_by_name("EUR"), currency_by_name("cup")
    ('USD', 'JPY', None, None)
    """
    word = _word(text)
    habits = _codes_by_habit()
    code = habits.get(word) or habits.get(word.removesuffix("s")) or habits.get(word.replace("pounds ", "pound "))
    return None if code == text else code


def _word(text: str) -> str:
    return " ".join(text.casefold().split())
