"""The numbers of a ledger: amounts, levels, rates and wholes."""

from decimal import Context, Decimal
from typing import Annotated

from mss_gap.ledger.check import LARGEST, Checked, rejected, shown
from mss_gap.ledger.guess import guess_number, names_currency

MOST_PLACES = 6
"""Decimal places a number may have."""
MOST_PLACES_OF_RATE = 15
"""Decimal places a rate may have: one unit of a weak currency is worth little."""
_LIMIT = int(LARGEST)
_EXACT = Context(prec=2 * MOST_PLACES_OF_RATE)
"""Holds every number of a ledger; the caller's own context may round."""


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
    if -int(number.as_tuple().exponent) > places:
        rounded = number.quantize(Decimal(1).scaleb(-places), context=_EXACT)
        if rounded != number:
            raise rejected(
                "too-many-decimals",
                f"{shown(value)} has more than {places} decimal places",
                f"write at most {places} of them{remedy}",
            )
        number = rounded  # zeros beyond them say nothing
    return number or number.copy_abs()


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
