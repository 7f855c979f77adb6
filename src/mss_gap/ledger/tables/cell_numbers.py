"""The number in a cell, where it can be read in one way only."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import assert_never

from mss_gap.ledger.check import LARGEST, LONGEST_SHOWN, shown
from mss_gap.ledger.names import currency_sign, is_currency
from mss_gap.ledger.numbers import MOST_PLACES
from mss_gap.ledger.tables.cells import LONGEST_READ, CellError, text_of, unreadable
from mss_gap.ledger.tables.grid import Cell, Unreadable
from mss_gap.ledger.tables.scales import counts_in, scale_in

STYLES = ("1,234.5", "1.234,5")
"""How a table may write its numbers."""
_PLAIN = re.compile(r"(?!-[0.]+$)-?\d{1,15}(?:\.\d\d?)?", re.ASCII)
"""A number without separators of thousands, as most are: three decimals might be thousands. 0 has no sign."""
_SPACES = " \u00a0\u2007\u2009\u202f'\u2019"
"""What separates thousands, and never anything else."""
_SPACED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d*)?", re.ASCII)
"""A number whose thousands are separated so."""
_SIGNS = str.maketrans("\u2212\u2012\u2013", "---")


def plain_numbers(cells: Iterable[str], style: str | None) -> dict[str, Decimal]:
    """The numbers in cells that are no more than digits, as most are; other cells are left out.

    >>> plain_numbers(["-12.50", "1,250"], None)
    {'-12.50': Decimal('-12.50')}
    """
    return {} if style == STYLES[1] else {cell: Decimal(cell) for cell in filter(_PLAIN.fullmatch, cells)}


def number_in(cell: Cell, style: str | None, currency: str | None) -> tuple[Decimal, bool]:
    """The number in a cell, and whether a spreadsheet had more than 6 decimals of it and it was rounded.

    `style` is how the table writes its numbers, and `currency` the one whose sign or code a number may have. Raises
    `CellError`.

    >>> number_in("(1 234.50)", None, "USD"), number_in("$1,234,567", None, "USD"), number_in("1.234,5", None, "EUR")
    ((Decimal('-1234.50'), False), (Decimal('1234567'), False), (Decimal('1234.5'), False))
    """
    match cell:
        case str() if style != STYLES[1] and _PLAIN.fullmatch(cell):
            return Decimal(cell), False
        case str():
            text = text_of(cell)
            return _without_sign_of_nothing(_sound(_number_in_text(text, style, currency), text)), False
        case float() | int():
            number = Decimal(repr(cell))
            if not number.is_finite() or number.copy_abs() >= LARGEST:
                raise CellError("number-too-large", f"{_written(number)} is too large", "correct it in the table")
            rounded = round(number, MOST_PLACES)
            return (
                rounded.normalize() + 0 if rounded != rounded.to_integral() else rounded.to_integral(),
                rounded != number,
            )
        case Unreadable():
            raise unreadable(cell)
        case date() | time() | timedelta():
            raise CellError("not-a-number", f"{text_of(cell)} is a date or a time, not a number")
        case _:
            assert_never(cell)


def _without_sign_of_nothing(number: Decimal) -> Decimal:
    return number or number.copy_abs()


def _written(number: Decimal) -> str:
    """A number in digits, or with an exponent where they are many."""
    digits = f"{number.normalize():f}"
    return digits if len(digits) <= LONGEST_SHOWN else str(number)


def _number_in_text(text: str, style: str | None, currency: str | None) -> Decimal:
    wrong = CellError("not-a-number", f"{shown(text)} is not a number")
    if len(text) > LONGEST_READ:
        raise wrong
    scaled = scale_in(text)
    if scaled is not None and not counts_in(currency, scaled[1]):
        counted = f", and figures count in {currency}" if currency else ""
        raise CellError("not-in-full", f"{shown(text)} is in {scaled[1]}s{counted}")
    digits, negative = _without_currency((scaled[0] if scaled else text).translate(_SIGNS), currency), False
    if digits.startswith("(") and digits.endswith(")"):
        digits, negative = _without_currency(digits[1:-1], currency), True
    elif digits.startswith(("-", "+")):
        digits, negative = _without_currency(digits[1:], currency), digits[0] == "-"
    if _SPACED.fullmatch(digits):
        digits = "".join(digit for digit in digits if digit not in _SPACES)
    plain = _plain(digits, style, text)
    if plain is None:
        raise wrong
    return -Decimal(plain) if negative else Decimal(plain)


def _without_currency(digits: str, currency: str | None) -> str:
    """A number without the sign or the code of its currency, before or after it, and without spaces around it."""
    digits = digits.strip(_SPACES)
    if currency is None or not is_currency(currency):
        return digits
    sign = currency_sign(currency)
    dollars = (f"{currency[:2]}$", "$") if sign.endswith("$") else ()
    for each in (currency, *dollars, sign):
        if digits.upper().startswith(each.upper()):
            return digits[len(each) :].strip(_SPACES)
        if digits.upper().endswith(each.upper()):
            return digits[: -len(each)].strip(_SPACES)
    return digits


def _plain(digits: str, style: str | None, text: str) -> str | None:
    """Digits with a decimal point and without separators; None where they are no number.

    Raises `CellError` where a separator could be between thousands or before decimals.
    """
    if re.fullmatch(r"\d+", digits, re.ASCII):
        return digits
    marks = {mark for mark in ",." if mark in digits}
    if style is not None:
        thousands, point = (",", ".") if style == STYLES[0] else (".", ",")
    elif len(marks) == 2:  # noqa: PLR2004 - both
        point = max(marks, key=digits.rfind)
        (thousands,) = marks - {point}
    else:
        mark = next(iter(marks), ".")
        if digits.count(mark) > 1:
            thousands, point = mark, "." if mark == "," else ","
        elif re.fullmatch(rf"[1-9]\d{{0,2}}\{mark}\d{{3}}", digits, re.ASCII):
            both = digits.replace(mark, ""), digits.replace(mark, ".")
            raise CellError(
                "two-readings",
                f"{shown(text)} may mean {both[0]} or {both[1]}",
                f'say how the table writes numbers: numbers = "{STYLES[mark == "."]}" for the first, or '
                f'"{STYLES[mark == ","]}" for the second',
            )
        else:
            thousands, point = "", mark
    whole = rf"(?:\d+|\d{{1,3}}(?:\{thousands}\d{{3}})+)" if thousands else r"\d+"
    if re.fullmatch(rf"{whole}(?:\{point}\d*)?|\{point}\d+", digits, re.ASCII) is None:
        return None
    return (digits.replace(thousands, "") if thousands else digits).replace(point, ".").rstrip(".")


def _sound(number: Decimal, cell: str) -> Decimal:
    if number.copy_abs() >= LARGEST:
        raise CellError("number-too-large", f"{shown(cell.strip())} is too large", "correct it in the table")
    if -int(number.as_tuple().exponent) > MOST_PLACES and round(number, MOST_PLACES) != number:
        raise CellError(
            "too-many-decimals",
            f"{shown(cell.strip())} has more than {MOST_PLACES} decimal places",
            "round it in the table",
        )
    return round(number, MOST_PLACES) if -int(number.as_tuple().exponent) > MOST_PLACES else number
