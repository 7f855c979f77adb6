"""What the number format of a cell shows beside the number: a percent sign, or the sign or code of a currency."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from mss_gap.ledger.cldr import CURRENCIES
from mss_gap.ledger.names import currency_by_name, currency_sign, is_currency

_QUOTED = re.compile(r'"[^"]*"|\\.')
_NOT_SHOWN = re.compile(r"[_*].")
"""A space as wide as a letter, and a letter that fills the cell."""
_SIGN = re.compile(r'\[\$([^\]-]*)(?:-[^\]]*)?\]|"([^"]*)"|((?:\\.)+)|([$€£¥])')
_SHARED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "$": frozenset(code for code, sign in CURRENCIES.items() if sign.endswith("$")),
        "¥": frozenset({"CNY", "JPY"}),
        "kr": frozenset({"DKK", "ISK", "NOK", "SEK"}),
        "kr.": frozenset({"DKK", "ISK", "NOK", "SEK"}),
    }
)
"""The signs that several currencies are shown with."""


def shows_percent(code: str) -> bool:
    """Whether a number format shows a share in percent.

    >>> shows_percent("0.0%"), shows_percent('0 "%"')
    (True, False)
    """
    return "%" in _QUOTED.sub("", code)


def currency_shown(code: str) -> str | None:
    """The sign or code of the currency that a number format shows; None where it shows none, or none that is known.

    >>> currency_shown("#,##0.00 [$€-407]"), currency_shown('"USD" #,##0'), currency_shown("[$-409]0"), currency_shown("0_€")
    ('€', 'USD', None, None)
    """
    positive = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code, maxsplit=1)[0]
    for match in _SIGN.finditer(_NOT_SHOWN.sub("", positive)):
        shown = next(group for group in match.groups() if group is not None).replace("\\", "").strip(" \u00a0")
        if currencies_of(shown):
            return shown
    return None


@lru_cache
def currencies_of(shown: str) -> frozenset[str]:
    """The codes of the currencies that a sign or a code may mean.

    >>> sorted(currencies_of("€")), "CAD" in currencies_of("$"), sorted(currencies_of("CA$")), sorted(currencies_of("x"))
    (['EUR'], True, ['CAD'], [])
    """
    if shown in _SHARED:
        return _SHARED[shown]
    if is_currency(shown):
        return frozenset({shown})
    named = currency_by_name(shown) if shown else None
    found = {code for code in _SHARED["$"] if shown in (f"{code[:2]}$", currency_sign(code))}
    return frozenset(found | {named} if named else found)
