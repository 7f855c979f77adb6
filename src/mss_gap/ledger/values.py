"""The values that a ledger is made of, and the messages for others.

Every check here raises a `PydanticCustomError` whose type is the problem's code and whose context holds
the message and the hint: the message is beside its rule.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Context, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError, core_schema

from mss_gap.ledger.guess import (
    address_hint,
    guess_date,
    guess_id,
    guess_licence,
    guess_number,
    guess_pair,
    guess_period,
    names_currency,
)
from mss_gap.ledger.near import in_letters

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

LARGEST = Decimal(10) ** 15
"""Numbers are below this in absolute value: no pledge is larger, and sums of them stay exact."""
MOST_PLACES = 6
"""Decimal places a number may have."""
MOST_PLACES_OF_RATE = 15
"""Decimal places a rate may have: one unit of a weak currency is worth little."""
_LIMIT = int(LARGEST)
_EXACT = Context(prec=2 * MOST_PLACES_OF_RATE)
"""Holds every number of a ledger; the caller's own context may round."""


def rejected(code: str, message: str, hint: str) -> PydanticCustomError:
    """A refusal with what to write instead."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


LONGEST_SHOWN = 40
"""Characters of a value that a message shows."""


VAST = "this number"
"""How a message calls a whole number of more digits than a ledger's number may have."""


def shown(value: object) -> str:
    """A value as a ledger would write it, shortened to fit a message."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, datetime | date | time):
        text = value.isoformat()
    elif isinstance(value, dict):
        return "a table"
    elif isinstance(value, list):
        return "a list"
    elif isinstance(value, int) and abs(value) >= LARGEST:
        return VAST
    else:
        text = str(value)
    return (
        text
        if len(text) <= LONGEST_SHOWN
        else text[: LONGEST_SHOWN - 3] + "…" + ('"' if isinstance(value, str) else "")
    )


_ELSEWHERE = "; `unit` or `currency` says which money it is"


def _number(value: object, places: int = MOST_PLACES, remedy: str = "") -> Decimal:
    """A number with at most so many decimal places; `remedy` is what else helps against more of them."""
    if type(value) is int and -_LIMIT < value < _LIMIT:
        return Decimal(value)
    number = LARGEST if type(value) is int else value
    if not isinstance(number, Decimal):
        meant = guess_number(value) if isinstance(value, str) else None
        raise rejected(
            "not-a-number",
            f"{shown(value)} is not a number",
            f"write {meant}, without quotes{_ELSEWHERE if names_currency(str(value)) else ''}"
            if meant
            else "write a plain number, such as 2500 or 0.5",
        )
    if not number.is_finite():
        raise rejected(
            "not-a-number",
            f"{'nan' if number.is_nan() else 'inf'} is not a number",
            "leave the key out where the number is not known",
        )
    if number.copy_abs() >= LARGEST:  # not abs(), which rounds to the caller's decimal context and may overflow
        raise rejected("number-too-large", f"{shown(value)} is too large", "write a number below 1_000_000_000_000_000")
    rounded = number.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    if rounded != number:
        raise rejected(
            "too-many-decimals",
            f"{shown(value)} has more than {places} decimal places",
            f"write at most {places} of them{remedy}",
        )
    written = rounded if -int(number.as_tuple().exponent) > places else number  # zeros beyond them say nothing
    return written or written.copy_abs()


def _at_least_zero(value: Decimal) -> Decimal:
    if value < 0:
        raise rejected(
            "negative",
            f"{shown(value)} is below zero",
            "a stated level cannot be negative; write a return or a correction as an `amount`",
        )
    return value


def _above_zero(value: Decimal, remedy: str) -> Decimal:
    if value <= 0:
        raise rejected("not-positive", f"{shown(value)} is not above zero", remedy)
    return value


def _rate(value: object) -> Decimal:
    number = _number(value, MOST_PLACES_OF_RATE, ", or the pair the other way round: USD/EUR instead of EUR/USD")
    return _above_zero(number, "write how much one unit is worth, such as 1.10")


def _whole(value: object) -> Decimal:
    return _above_zero(_number(value), "write the whole that the figure is part of, or leave the key out")


def _scale_value(value: object) -> Decimal:
    return _above_zero(_number(value), "write what a source states, or leave the contributor out")


class Month(date):
    """A month, where no day is known: its last day, written as the month."""

    def __str__(self) -> str:
        """The month as the ledger writes it."""
        return self.isoformat()[: len("2024-09")]


class Year(date):
    """A year, where no day is known: its last day, written as the year."""

    def __str__(self) -> str:
        """The year as the ledger writes it."""
        return self.isoformat()[: len("2024")]


class Precision(StrEnum):
    """What is known of a date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_DAY: Final = Precision.DAY
"""Looked up once: a ledger has many days, and to find a member of an enum takes ten times as long."""


def precision_of(day: date) -> Precision:
    """Whether a day is known, or only its month or its year."""
    if type(day) is date:
        return _DAY
    if isinstance(day, Month):
        return Precision.MONTH
    return Precision.YEAR if isinstance(day, Year) else Precision.DAY


def period_in(value: object) -> Month | Year | None:
    """The month or year that a text states, as its last day; None where it states none."""
    match = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?", value) if isinstance(value, str) else None
    if match is None or not int(match[1]):
        return None
    year, month = int(match[1]), int(match[2] or 12)
    return (Month if match[2] else Year)(year, month, monthrange(year, month)[1])


def _date(value: object) -> date:
    if period_in(value) is None:
        return _day(value, "write year-month-day without quotes, such as 2025-06-27")
    raise rejected(
        "not-a-date",
        f"{shown(value)} is not a day",
        "write the day without quotes, such as 2025-06-27: "
        "only pledges, actuals, events and `due` may have a month or a year",
    )


def _day_or_period(value: object) -> date:
    if type(value) is date:
        return value  # before the hint, which takes a hundred times as long to find
    return period_in(value) or _day(value, _period_hint(value))


def _period_hint(value: object) -> str:
    """What to write for something that is neither a day nor a month nor a year."""
    written = shown(value).strip('"')
    if isinstance(value, int) and re.fullmatch(r"[1-9][0-9]{3}", written):
        return f'write the year in quotes: "{written}"; or a day without quotes, such as 2025-06-27'
    meant = guess_period(written)
    if meant is not None:
        return f'write the month in quotes: "{meant}"; or a day without quotes, such as 2025-06-27'
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", written):
        return "write a month from 01 to 12"
    return 'write a day without quotes, such as 2025-06-27, or a month or a year in quotes: "2025-06", "2025"'


def _day(value: object, otherwise: str) -> date:
    """A day; `otherwise` is the hint where it is not plain which day is meant."""
    if type(value) is date:
        return value
    if isinstance(value, datetime):
        raise rejected(
            "not-a-date", f"{shown(value)} has a time of day", f"write only the date: {value.date().isoformat()}"
        )
    meant = guess_date(shown(value).strip('"'))
    raise rejected(
        "not-a-date", f"{shown(value)} is not a date", f"write {meant}, without quotes" if meant else otherwise
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise rejected(
            "not-text",
            f"{shown(value)} is not text",
            f'write it in quotes: "{shown(value)}"'
            if isinstance(value, int | Decimal | date | time) and shown(value) != VAST and "…" not in shown(value)
            else 'write one text in quotes: "…"',
        )
    if not value.strip():
        raise rejected("empty-text", "the text is empty", "write something, or leave the key out if it is optional")
    return value


def _id(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[a-z0-9_-]+", text):
        raise rejected(
            "bad-id",
            f"{shown(text)} is not an id",
            in_letters(text, f'write {shown(guess_id(text))}: lower-case letters, digits, "-" and "_"'),
        )
    return text


def _body(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise rejected(
            "bad-id",
            f"{shown(text)} is not a contributor's code",
            in_letters(text, f'write {shown(guess_id(text, "CODE"))}: letters, digits, "-" and "_"'),
        )
    return text


def _url(value: object) -> str:
    text = _text(value)
    if not is_url(text):
        raise rejected("bad-url", f"{shown(text)} is not a web address", address_hint(text))
    return text


def is_url(text: str) -> bool:
    """Whether a text is an address that a reader can open: http or https, a host, no white space.

    >>> is_url("https://press.un.org/en/2024/sc15838.doc.htm"), is_url("press.un.org"), is_url("javascript:x")
    (True, False, False)
    """
    return re.fullmatch(r"https?://[^\s/?#]+\S*", text) is not None


def _sources(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):  # of an entry that was read before, and is copied with a change
        return _texts(list(value)) if value else ()
    return _one_source(value) if isinstance(value, str) else _texts(value if isinstance(value, list) else [value])


@lru_cache
def _one_source(text: str) -> tuple[str, ...]:
    """One tuple for all entries that rest on the same source: there may be many."""
    return _texts([text])


def _texts(texts: list[object]) -> tuple[str, ...]:
    if not texts:
        raise rejected("empty-text", "the list of sources is empty", "name a source, or leave the key out")
    return tuple(_text(text) for text in texts)


def _pair(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Z]{3}/[A-Z]{3}", text):
        meant = guess_pair(text)
        raise rejected(
            "bad-pair",
            f"{shown(text)} is not a pair of currencies",
            in_letters(
                text,
                f'write "{meant}"' if meant else 'write two ISO 4217 codes: "EUR/USD" says how many USD one EUR is',
            ),
        )
    return text


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    written = shown(value).strip('"').lower()
    meant = {"yes": "true", "true": "true", "1": "true", "no": "false", "false": "false", "0": "false"}.get(written)
    raise rejected(
        "not-true-or-false",
        f"{shown(value)} is neither true nor false",
        f"write {meant or 'true or false'}, without quotes",
    )


def _licence(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9.+-]+", text):
        meant = guess_licence(text)
        raise rejected(
            "bad-licence",
            f"{shown(text)} is not the SPDX id of a licence",
            f'write "{meant}"' if meant else 'write an id of https://spdx.org/licenses, such as "CC-BY-4.0"',
        )
    return text


def _format(value: object) -> int:
    if value != 1 or isinstance(value, bool):
        raise rejected("format", f"format {shown(value)} is not known", "this version reads format 1: write format = 1")
    return 1


def _choice(value: object) -> object:
    # An enum's own refusal writes the value out, however many tables deep it is.
    if not isinstance(value, str | None):
        raise PydanticCustomError("enum", "not text")
    return value


class Checked:
    """For an annotation: a value that only one of our own checks validates, and how a JSON Schema describes it.

    pydantic's `BeforeValidator` would have pydantic judge the type again, of what a check has returned.
    """

    def __init__(self, check: Callable[[object], object], schema: "JsonSchemaValue") -> None:
        """`check` returns the value to keep; it raises a `PydanticCustomError` for an invalid one."""
        self._check = check
        self._schema = schema

    def __get_pydantic_core_schema__(self, kind: object, handler: "GetCoreSchemaHandler") -> core_schema.CoreSchema:
        """What pydantic asks for to build a validator."""
        return core_schema.no_info_plain_validator_function(self._check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        """What pydantic asks for to write a JSON Schema."""
        return self._schema


_TEXT: dict[str, object] = {"type": "string", "minLength": 1}
ONE_OR_MORE: dict[str, object] = {"type": ["string", "array"], "minLength": 1, "items": _TEXT, "minItems": 1}
"""The schema of a text that is not empty, or of a list of them."""

Amount = Annotated[
    Decimal, Checked(_number, {"type": "number", "exclusiveMinimum": -_LIMIT, "exclusiveMaximum": _LIMIT})
]
"""A number that may be negative: a change, a claimed value. Finite, below 10^15, at most 6 decimal places."""
Level = Annotated[
    Decimal,
    Checked(lambda value: _at_least_zero(_number(value)), {"type": "number", "minimum": 0, "exclusiveMaximum": _LIMIT}),
]
"""A stated level: an `Amount` that is not negative."""
_ABOVE_ZERO: dict[str, object] = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": _LIMIT}
Rate = Annotated[Decimal, Checked(_rate, _ABOVE_ZERO)]
"""A number above zero with at most 15 decimal places: units of the second currency for one of the first."""
Whole = Annotated[Decimal, Checked(_whole, _ABOVE_ZERO)]
"""An `Amount` above zero: what a share is a share of."""
ScaleValue = Annotated[Decimal, Checked(_scale_value, _ABOVE_ZERO)]
"""An `Amount` above zero: what a burden is divided by."""
Day = Annotated[date, Checked(_date, {"type": "string", "format": "date"})]
"""A TOML local date."""
# One schema and no anyOf, here and for sources: an editor offers a key once for each choice, without its description.
DayOrPeriod = Annotated[
    date,
    Checked(
        _day_or_period,
        {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
    ),
]
"""A TOML local date, or a month or a year in quotes, which is its last day."""
Text = Annotated[str, Checked(_text, _TEXT)]
"""Text that is not blank."""
Id = Annotated[str, Checked(_id, {"type": "string", "pattern": "^[a-z0-9_-]+$"})]
"""Lower-case letters, digits, `-` and `_`."""
BodyCode = Annotated[str, Checked(_body, {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"})]
"""The code of a contributor that is not a country."""
Url = Annotated[str, Checked(_url, {"type": "string", "pattern": "^https?://"})]
"""An http or https address."""
Sources = Annotated[tuple[str, ...], Checked(_sources, ONE_OR_MORE)]
"""Source ids or bare addresses; the file may write one without a list."""
Pair = Annotated[str, Checked(_pair, {"type": "string", "pattern": "^[A-Z]{3}/[A-Z]{3}$"})]
"""Two currencies, `EUR/USD`: how many of the second one of the first is worth."""
Flag = Annotated[bool, Checked(_flag, {"type": "boolean"})]
"""True or false."""
Licence = Annotated[str, Checked(_licence, {"type": "string", "pattern": "^[A-Za-z0-9.+-]+$"})]
"""The SPDX id of a licence."""
SEVERAL = Field(strict=False, min_length=1)
"""For a list of texts or ids, at least one."""
CHOICE = Field(strict=False), BeforeValidator(_choice)
"""For an enum's field: one of its words, as text."""
Format = Annotated[int, Checked(_format, {"const": 1})]
"""The number of the file format: 1."""
