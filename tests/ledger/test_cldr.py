"""The table of names and codes, held against Babel, which has them from the Unicode CLDR.

MSS_GAP_REWRITE=1 writes the table anew from the Babel that is installed; read the difference before it is committed.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.core import Locale, get_global

MODULE = Path(__file__).parents[2] / "src/mss_gap/ledger/cldr.py"
HEAD = '''\
"""English names of countries and signs of currencies, from the Unicode CLDR (LICENSE.unicode).

Written by tests/ledger/test_cldr.py.
"""

from types import MappingProxyType
'''
NOT_ISO_3166 = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))
"""Two-letter codes that the CLDR names and ISO 3166-1 does not assign: reserved codes, unions, pseudo-locales.

XK stays: ISO 3166-1 leaves it to its users, and the EU, the IMF and the World Bank write it for Kosovo.
"""
USUAL_DIGITS = 2
DIGITS = "Decimals of an amount of money by ISO 4217 code, where they are not two."
NOT_IN_CLDR = frozenset(("XAD",))
"""ISO 4217 codes that the CLDR does not have yet."""


def test_the_table_is_what_babel_says() -> None:
    if os.environ.get("MSS_GAP_REWRITE") == "1":
        MODULE.write_text(module_text(), encoding="utf-8")
    assert MODULE.read_text(encoding="utf-8") == module_text(), "MSS_GAP_REWRITE=1 pytest tests/ledger/test_cldr.py"


def module_text() -> str:
    english = Locale("en")
    countries = {
        code: name
        for code, name in english.territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in NOT_ISO_3166
    }
    aliases = {
        alias: codes[0]
        for alias, codes in get_global("territory_aliases").items()
        if alias.isalpha() and len(codes) == 1 and codes[0] in countries
    }
    currencies = {*get_global("all_currencies"), *NOT_IN_CLDR}
    digits = {code: precision[0] for code, precision in get_global("currency_fractions").items() if code in currencies}
    signs = {code: english.currency_symbols.get(code, code) for code in currencies}
    return "".join(
        (
            HEAD,
            *table("COUNTRIES", countries, "English short names by ISO 3166-1 alpha-2 code, and XK for Kosovo."),
            *table("ALIASES", aliases, "Alpha-2 codes by alpha-3 code, by code no longer in use, and by habit: UK."),
            *table("CURRENCIES", signs, "English signs by ISO 4217 code, those no longer in use included."),
            *table("DIGITS", {code: n for code, n in digits.items() if n != USUAL_DIGITS}, DIGITS),
        )
    )


def table(name: str, values: Mapping[str, str] | Mapping[str, int], docstring: str) -> Iterator[str]:
    yield f"\n{name} = MappingProxyType(\n    {{\n"
    for key, value in sorted(values.items()):
        yield f'        "{key}": {json.dumps(value, ensure_ascii=False)},\n'
    yield f'    }}\n)\n"""{docstring}"""\n'
