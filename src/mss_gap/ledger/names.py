"""Names of countries and currencies, from the Unicode CLDR by way of Babel.

Babel is loaded on the first question, because a ledger may name neither.
"""

import re
from collections.abc import Mapping
from functools import cache

NOT_ISO_3166 = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"))
"""Two-letter codes that the CLDR names and ISO 3166-1 does not assign: reserved codes, unions, pseudo-locales."""


@cache
def countries() -> Mapping[str, str]:
    """English short names by ISO 3166-1 alpha-2 code."""
    from babel.core import Locale

    territories = Locale("en").territories
    return {
        str(code): str(name)
        for code, name in territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in NOT_ISO_3166
    }


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes, those no longer in use included: an old ledger may hold them."""
    from babel.core import get_global

    return frozenset(str(code) for code in get_global("all_currencies"))


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code, which makes its commitment money.

    >>> is_currency("USD"), is_currency("personnel"), is_currency("usd")
    (True, False, False)
    """
    return re.fullmatch("[A-Z]{3}", unit) is not None and unit in currencies()


def find_country(text: str) -> str | None:
    """The alpha-2 code that a code or an English name means, in any case; None if it means none.

    Three-letter codes and the codes that people write by habit are understood, too.

    >>> find_country("ke"), find_country("kenya"), find_country("KEN"), find_country("UK")
    ('KE', 'KE', 'KE', 'GB')
    """
    from babel.core import get_global

    sought = text.strip()
    if sought.upper() in countries():
        return sought.upper()
    aliases = get_global("territory_aliases").get(sought.upper(), ())
    if len(aliases) == 1 and aliases[0] in countries():
        return str(aliases[0])
    return _codes_by_name().get(_folded(sought))


@cache
def _codes_by_name() -> Mapping[str, str]:
    return {_folded(name): code for code, name in countries().items()}


def _folded(name: str) -> str:
    """A name without case, accents, punctuation and a leading "the", so that "cote d'ivoire" finds itself."""
    import unicodedata

    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("&", "and"))
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = letters.split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")
