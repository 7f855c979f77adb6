"""Exact decimal arithmetic, and the one place where a division may go on for ever."""

from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

EXACT = Context(prec=128, traps=[Inexact, InvalidOperation, DivisionByZero])
"""Sums, products and differences of a ledger's numbers and percentages fit with room to spare; else it would raise."""

QUOTIENT = Context(prec=28)
"""A percentage is the nearest decimal of 28 digits to the true quotient."""

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def exactly(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Run a function so that its decimals never round, whatever context its caller has set.

    The function must have done its arithmetic when it returns: a generator would do it later, in the caller's context.
    """

    @wraps(function)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return run


def percent_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """`part` as a share of `whole`, in percent, to 28 digits; None where either is unknown or the whole is 0.

    >>> percent_of(Decimal(991), Decimal(2500))
    Decimal('39.64')
    """
    if part is None or not whole:
        return None
    return QUOTIENT.divide(EXACT.multiply(part, Decimal(100)), whole)


def figure(value: Decimal) -> str:
    """A number in full for a sentence: thousands separators, no trailing zeros.

    >>> figure(Decimal("1234567.50"))
    '1,234,567.5'
    """
    return f"{EXACT.normalize(value):,f}"
