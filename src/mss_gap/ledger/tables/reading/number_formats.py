"""What the number format of a cell shows beside the number: a percent sign, a scale such as million, or a currency."""

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


_TEXT = re.compile(r'"([^"]*)"|((?:\\.)+)')
_SCALES_BY_COMMAS = re.compile(r"[0#?](,+)(?![0#?,])")
"""The commas after the last digit: each divides what is shown by a thousand."""
_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_ABBREVIATED = {"k": "thousand", "m": "million", "mn": "million", "mln": "million", "mio": "million"} | {
    "b": "billion",
    "bn": "billion",
    "mrd": "billion",
}


def scale_shown(code: str) -> str | None:
    """The scale that a number is stored in because its format only writes it beside the number; None where it is not.

    Commas at the end of a format divide what is shown: then the number is stored in full.

    >>> scale_shown('0.0 "million"'), scale_shown('$0.0"M"'), scale_shown('0.0,, "million"'), scale_shown('#,##0,')
    ('million', 'million', None, None)
    >>> scale_shown('0.0, "million"'), scale_shown('0 "metres"')
    ('thousand', None)
    """
    positive = _positive(code)
    words = {
        word for quoted, escaped in _TEXT.findall(positive) if (word := scale_word(quoted or escaped.replace("\\", "")))
    }
    if len(words) != 1:
        return None
    commas = _SCALES_BY_COMMAS.search(_QUOTED.sub("", positive))
    left = _POWERS[words.pop()] - 3 * len(commas[1] if commas else "")
    return next((word for word, power in _POWERS.items() if power == left), None)


def scale_word(text: str) -> str | None:
    """The scale that a text beside a number names; None where it names none.

    >>> scale_word(" million USD"), scale_word("M"), scale_word("Mio. €"), scale_word("men")
    ('million', 'million', 'million', None)
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = {word.removesuffix("s") for word in words} & _POWERS.keys()
    return found.pop() if len(found) == 1 else _ABBREVIATED.get(words[0]) if len(words) == 1 else None


def currency_shown(code: str) -> str | None:
    """The sign or code of the currency that a number format shows; None where it shows none, or none that is known.

    >>> currency_shown("#,##0.00 [$€-407]"), currency_shown('"USD" #,##0'), currency_shown("[$-409]0"), currency_shown("0_€")
    ('€', 'USD', None, None)
    """
    for match in _SIGN.finditer(_NOT_SHOWN.sub("", _positive(code))):
        shown = next(group for group in match.groups() if group is not None).replace("\\", "").strip(" \u00a0")
        if currencies_of(shown):
            return shown
    return None


def _positive(code: str) -> str:
    """The part of a number format that is for numbers above zero."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code, maxsplit=1)[0]


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
