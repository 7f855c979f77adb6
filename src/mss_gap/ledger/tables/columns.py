"""What the cells and the titles of a table's columns are: numbers, dates, currencies, totals."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from enum import Enum, auto
from functools import lru_cache
from typing import assert_never

from mss_gap.ledger.guess import guess_date
from mss_gap.ledger.names import currency_by_name, is_currency
from mss_gap.ledger.tables.cell_dates import date_in
from mss_gap.ledger.tables.cell_numbers import number_in
from mss_gap.ledger.tables.cells import CellError, text_of
from mss_gap.ledger.tables.grid import Cell, Unreadable
from mss_gap.ledger.tables.keys import BLANK
from mss_gap.ledger.tables.scales import scale_in


class Kind(Enum):
    """What a cell is."""

    NUMBER = auto()
    DATE = auto()
    TEXT = auto()


_LONGEST = 60


_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_OTHER_WORD = re.compile(
    rf"(?<![a-z])(?!(?:{_MONTHS}|january|february|march|april|august|september|october|november|december"
    r"|mon|tue|wed|thu|fri|sat|sun|[a-z]+day|of|the|st|nd|rd|th|t|z|am|pm|utc|gmt)(?![a-z]))[a-z]+",
    re.IGNORECASE,
)
"""A word that no date has."""


@lru_cache(maxsize=2**16)
def kind_of(cell: Cell) -> Kind:
    """What a filled cell is: a number may have separators and a currency, a date any usual form.

    >>> kind_of("$1,200").name, kind_of("03/04/2021").name, kind_of("Kenya").name
    ('NUMBER', 'DATE', 'TEXT')
    """
    match cell:
        case str():
            return _kind_of_text(cell.strip())
        case float() | int():
            return Kind.NUMBER
        case date():
            return Kind.DATE
        case time() | timedelta():
            return Kind.TEXT
        case Unreadable():
            return Kind.NUMBER  # formulas fail in columns of figures
        case _:
            assert_never(cell)


def _kind_of_text(text: str) -> Kind:
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return Kind.TEXT
    if scale_in(text) is not None:
        return Kind.NUMBER
    try:
        number_in(text, None, currency_of_cells([text]))
    except CellError as error:
        if error.code != "not-a-number":
            return Kind.NUMBER
    else:
        return Kind.NUMBER
    if _OTHER_WORD.search(text):  # to try all forms of dates takes long
        return Kind.TEXT
    try:
        date_in(text, None)
    except CellError as error:
        return Kind.DATE if "dates = " in error.hint or guess_date(text) else Kind.TEXT
    return Kind.DATE


def words_of(title: str) -> frozenset[str]:
    """The words of a title in lower case.

    >>> sorted(words_of("srcOrganization")), sorted(words_of("Amount (USD), paid")), sorted(words_of("USDAmount"))
    (['organization', 'src'], ['amount', 'paid', 'usd'], ['amount', 'usd'])
    """
    return frozenset(re.findall(r"[^\W_]+", _apart(title).lower()))


def _apart(title: str) -> str:
    """A title with spaces between its words, where capitals or a mark part them.

    >>> _apart("amount_usd"), _apart("USDAmount"), _apart("value.usd-m")
    ('amount usd', 'USD Amount', 'value usd m')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=\w)[.-](?=[^\W\d])|_", " ", title)


def is_total(text: str) -> bool:
    """Whether the first cell of a row says that the row has totals.

    >>> is_total("GRAND TOTAL"), is_total("Total:"), is_total("Total Energies")
    (True, True, False)
    """
    return re.fullmatch(r"(?:grand |overall )?totals?\s*:?", " ".join(text.split()), re.IGNORECASE) is not None


def is_code(text: str) -> bool:
    """Whether a text is the code of a currency."""
    return is_currency(text)


_ALSO_WORDS = frozenset({"ALL", "TOP", "TRY", "PEN", "CUP", "MOP", "LAK"})
"""Codes of currencies that are words in titles in capitals."""


def currency_of_title(title: str) -> str | None:
    """The currency that a title names; None where it names none, or several.

    >>> currency_of_title("Amount (USD)"), currency_of_title("amountUSD"), currency_of_title("In US$")
    ('USD', 'USD', 'USD')
    >>> currency_of_title("ALL"), currency_of_title("EUR/USD"), currency_of_title("Amount (€)")
    (None, None, 'EUR')
    """
    found = {code for code in re.findall(r"(?<![A-Z])[A-Z]{3}(?![A-Za-z])", title) if is_currency(code)} - _ALSO_WORDS
    parts = (*re.findall(r"[(\[]([^)\]]*)[)\]]", title), *title.split())
    for part in parts:
        text = part.strip(" ,;:()[]")
        if is_currency(text) and part != title and text in _ALSO_WORDS and f"({text})" in title:
            found.add(text)
        code = currency_by_name(text) if (text and not text.isascii()) or "$" in text else None
        if code:
            found.add(code)
    return found.pop() if len(found) == 1 else None


_WITH_SIGN = re.compile(r"[-(+\s]*([^\d\s().,+-]{1,4})\s*[-(]?\d|.*\d\)?\s*([^\d\s().,+-]{1,4})\)?", re.DOTALL)


def currency_of_cells(cells: Iterable[Cell]) -> str | None:
    """The currency that every number has a sign or a code of; None where one has none, or they differ.

    >>> currency_of_cells(["$1,200", "$5"]), currency_of_cells(["1200 EUR"]), currency_of_cells(["$5", "6"])
    ('USD', 'EUR', None)
    """
    found: set[str | None] = set()
    for cell in cells:
        text = text_of(cell)
        if text.casefold() in BLANK:
            continue
        match = _WITH_SIGN.fullmatch(text[:_LONGEST]) or _WITH_SIGN.match(text[:_LONGEST])
        sign = (match[1] or match[2]) if match else ""
        found.add(sign.upper() if is_currency(sign.upper()) else currency_by_name(sign) if sign else None)
        if len(found) > 1:
            return None
    return found.pop() if found else None


_SCALE = re.compile(
    r"\b(?:in\s+)?(million|thousand|billion)s?\b|(?<=[\s($€£])(mn|mln|bn)\b|\b(?:USD|EUR|GBP)\s?(m|k)\b|'(000)s?\b",
    re.IGNORECASE,
)
_SCALES = {"mn": "million", "mln": "million", "m": "million", "bn": "billion", "k": "thousand", "000": "thousand"}


def scale_of(text: str) -> str | None:
    """Whether a title says that figures are in thousands, millions or billions.

    >>> scale_of("Amount (USD million)"), scale_of("US$ '000"), scale_of("Amount (USD)")
    ('million', 'thousand', None)
    >>> scale_of("amount_usd_million"), scale_of("amount_usd_m"), scale_of("amountUsdThousands")
    ('million', 'million', 'thousand')
    """
    found = _SCALE.search(text) or _SCALE.search(_apart(text))
    if found is None:
        return None
    word = next(group for group in found.groups() if group).lower()
    return _SCALES.get(word, word)
