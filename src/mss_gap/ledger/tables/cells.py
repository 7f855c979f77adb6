"""What a cell means: a number or a date, where it can be read in one way only."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from mss_gap.ledger.names import currency_sign, is_currency
from mss_gap.ledger.tables.grid import Cell, Unreadable
from mss_gap.ledger.tables.scales import counts_in, scale_in
from mss_gap.ledger.values import LARGEST, LONGEST_SHOWN, MOST_PLACES, Month, Precision, Year, period_in, shown

EARLIEST, LATEST = 1900, 2100
"""The first and the last year that a table's dates may be of: another is a slip of the hand."""
STYLES = ("1,234.5", "1.234,5")
"""How a table may write its numbers."""
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d\d?)?", re.ASCII)
"""A number without separators of thousands, as most are: three decimals might be thousands."""
_SPACES = " \u00a0\u2007\u2009\u202f'\u2019"
"""What separates thousands, and never anything else."""
_SPACED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d*)?", re.ASCII)
"""A number whose thousands are separated so."""
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Marks that no one sees, which come along where a cell was copied from a page or another program."""
_SIGNS = str.maketrans("\u2212\u2012\u2013", "---")
_LONGEST = 60
"""Characters of a text that is searched for a number or a date."""


class CellError(ValueError):
    """A cell does not say what its column is for."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        """What to write into the table's block; empty where its `values` are what helps."""


def text_of(cell: Cell) -> str:
    """A cell as text, without the spaces around it; a whole number without a decimal point."""
    match cell:
        case str():
            text = cell.strip()
            return text if text.isascii() else text.strip(_UNSEEN).strip()
        case float() | int():
            return f"{Decimal(repr(cell)).normalize():f}"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case Unreadable():
            return cell.shown
        case _:
            assert_never(cell)


def number_in(cell: Cell, style: str | None, currency: str | None) -> tuple[Decimal, bool]:
    """The number in a cell, and whether a spreadsheet had more than 6 decimals of it and it was rounded.

    `style` is how the table writes its numbers, and `currency` the one whose sign or code a number may have. Raises
    `CellError`.

    >>> number_in("(1 234.50)", None, "USD"), number_in("$1,234,567", None, "USD"), number_in("1.234,5", None, "EUR")
    ((Decimal('-1234.50'), False), (Decimal('1234567'), False), (Decimal('1234.5'), False))
    """
    match cell:
        case str() if style != STYLES[1] and _PLAIN.fullmatch(cell):
            return _without_sign_of_nothing(Decimal(cell)), False
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
            raise _unreadable(cell)
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


def _unreadable(cell: Unreadable) -> CellError:
    if cell.shown:
        return CellError(
            "error-in-cell", f"the cell shows the error {cell.shown}", "correct the formula in the spreadsheet"
        )
    return CellError(
        "no-stored-value",
        "the cell has a formula, and the file does not say what it comes to",
        "open the file in a spreadsheet and save it again",
    )


def _number_in_text(text: str, style: str | None, currency: str | None) -> Decimal:
    wrong = CellError("not-a-number", f"{shown(text)} is not a number")
    if len(text) > _LONGEST:
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


def date_in(cell: Cell, form: str | None) -> date:
    """The day, month or year in a cell; `form` says how the table writes a day, as `strftime` does. Raises `CellError`.

    >>> date_in("31-Jan-2021", None), str(date_in("2021-01", None)), str(date_in(2021.0, None))
    (datetime.date(2021, 1, 31), '2021-01', '2021')
    """
    match cell:
        case datetime():
            if cell.time() != time() and not (form and "%H" in form):
                hint = 'dates = "%Y-%m-%d %H:%M:%S" takes the day of it'
                raise CellError("not-a-date", f"{text_of(cell)} has a time of day", hint)
            found: date = cell.date()
        case date():
            found = cell
        case float() | int():
            found = _year(cell)
        case str():
            found = _date_in_text(text_of(cell), form)
        case time() | timedelta():
            raise CellError("not-a-date", f"{text_of(cell)} is a time, not a date")
        case Unreadable():
            raise _unreadable(cell)
        case _:
            assert_never(cell)
    if not EARLIEST <= found.year <= LATEST:
        raise CellError("not-a-date", f"{text_of(cell)} is in the year {found.year}")
    return found


def _year(cell: float) -> date:
    year = period_in(text_of(cell))
    if year is None or not EARLIEST <= year.year <= LATEST:
        raise CellError(
            "not-a-date", f"{text_of(cell)} is a number, not a date", "format the column as dates in the spreadsheet"
        )
    return year


_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), "%Y-%m-%d"),
    (re.compile(r"\d{1,2}-[A-Za-z]{3}-\d{4}", re.ASCII), "%d-%b-%Y"),
)
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$", re.ASCII)


def _date_in_text(text: str, form: str | None) -> date:
    if len(text) > _LONGEST:
        raise CellError("not-a-date", f"{shown(text)} is not a date")
    if form is not None:
        return _parsed(text, form, f'{shown(text)} is not a date of the form "{form}"')
    period: Month | Year | None = period_in(text)
    if period is not None:
        return period
    day = _MIDNIGHT.sub("", text)
    for pattern, known in _FORMS:
        if pattern.fullmatch(day):
            return _parsed(day, known, f"{shown(text)} is not a date")
    either = re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", day, re.ASCII)
    if either:
        year = "%Y" if len(either[4]) == 4 else "%y"  # noqa: PLR2004 - digits
        mark = either[2]
        raise CellError(
            "not-a-date",
            f"{shown(text)} may have the day or the month first",
            f'say which: dates = "%d{mark}%m{mark}{year}", or "%m{mark}%d{mark}{year}" with the month first',
        )
    form = next((form for form in _GUESSES if _day_of(text, form) is not None), None)
    hint = f'say how the table writes its dates: dates = "{form}"' if form else ""
    raise CellError("not-a-date", f"{shown(text)} is not a date", hint)


_GUESSES = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%d-%b-%y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%b-%y",
    "%b %Y",
    "%B %Y",
    "%Y %b",
    "%Y %B",
    "%Y %m",
    "%m %Y",
)
"""Forms that can be read in one way only, and that a table has to say that it means."""


def _parsed(text: str, form: str, otherwise: str) -> date:
    day = _day_of(text, form)
    if day is None:
        raise CellError("not-a-date", otherwise)
    match precision_of_form(form):
        case Precision.MONTH:
            return period_in(f"{day:%Y-%m}") or day
        case Precision.YEAR:
            return period_in(f"{day:%Y}") or day
        case _:
            return day


def _day_of(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    except (ValueError, re.error):
        return None


@lru_cache
def precision_of_form(form: str) -> Precision | None:
    """Whether a form, as `strftime` has them, states a day, a month or a year; None where it states none of them.

    >>> precision_of_form("%d/%m/%Y"), precision_of_form("%b-%y"), precision_of_form("FY%Y"), precision_of_form("%d/%m")
    (<Precision.DAY: 'day'>, <Precision.MONTH: 'month'>, <Precision.YEAR: 'year'>, None)
    """
    days = date(2021, 12, 31), date(1999, 1, 30), date(2024, 2, 9)
    try:
        if all(_day_of(day.strftime(form), form) == day for day in days):
            return Precision.DAY
        if all(_day_of(day.strftime(form), form) == day.replace(day=1) for day in days):
            return Precision.MONTH
        if all(_day_of(day.strftime(form), form) == day.replace(month=1, day=1) for day in days):
            return Precision.YEAR
    except ValueError:
        pass
    return None


Reader = Callable[[Cell], object]
"""What makes a value of a cell; raises `CellError`."""
