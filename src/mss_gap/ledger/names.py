"""Names of countries and currencies, as people write them and as tables show them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from mss_gap.ledger.cldr import ALIASES, COUNTRIES, CURRENCIES, DIGITS


def countries() -> Mapping[str, str]:
    """English short names by ISO 3166-1 alpha-2 code."""
    return COUNTRIES


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code, which makes its commitment money.

    >>> is_currency("USD"), is_currency("personnel"), is_currency("usd")
    (True, False, False)
    """
    return unit in CURRENCIES


def currency_sign(code: str) -> str:
    """What stands before an amount of a currency in English: its sign, or its code where it has none.

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
        "€": "EUR",
        "euro": "EUR",
        "euros": "EUR",
        "eur": "EUR",
        "$": "USD",
        "us$": "USD",
        "dollar": "USD",
        "dollars": "USD",
        "us dollars": "USD",
        "usd": "USD",
        "£": "GBP",
        "gbp": "GBP",
    }
)


def currency_meant(text: str) -> str | None:
    """The ISO 4217 code that a habitual name or sign of a currency means; None for a code itself and for a noun.

    >>> currency_meant("US$"), currency_meant("EUR"), currency_meant("cup")
    ('USD', None, None)
    """
    code = _BY_HABIT.get(text.strip().casefold())
    return None if code == text else code


def find_country(text: str) -> str | None:
    """The alpha-2 code that a code or an English name means, in any case; None if it means none.

    Three-letter codes and the codes that people write by habit are understood, too.

    >>> find_country("ke"), find_country("kenya"), find_country("KEN"), find_country("UK")
    ('KE', 'KE', 'KE', 'GB')
    """
    code = text.strip().upper()
    if code in COUNTRIES:
        return code
    return ALIASES.get(code) or _codes_by_name().get(_folded(text))


def find_country_like(text: str) -> str | None:
    """The code of the country whose English name is nearly this text: a slip of the pen, not a guess.

    >>> find_country_like("Jamacia"), find_country_like("the mission")
    ('JM', None)
    """
    from difflib import get_close_matches

    close = get_close_matches(_folded(text[:60]), _codes_by_name(), n=1, cutoff=0.8)
    return _codes_by_name()[close[0]] if close else None


@cache
def _codes_by_name() -> Mapping[str, str]:
    return {_folded(name): code for code, name in COUNTRIES.items()}


def _folded(name: str) -> str:
    """A name without case, accents, punctuation and a leading "the", so that "cote d'ivoire" finds itself."""
    import unicodedata

    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("&", "and"))
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = letters.split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")
