"""Exact decimal arithmetic, and the one place where a division may go on for ever."""

from collections.abc import Callable, Iterable
from decimal import Context, Decimal, Inexact, localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

EXACT = Context(prec=64, traps=[Inexact])
"""Sums and products of a ledger's numbers fit in 64 digits with room to spare; one that did not would raise."""

QUOTIENT = Context(prec=28)
"""A percentage is the nearest decimal of 28 digits to the true quotient."""

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def exactly(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Run a function so that its decimals never round, whatever context its caller has set."""

    @wraps(function)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return run


def percent_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """`part` as a share of `whole`, in percent, unrounded; None where either is unknown or the whole is 0.

    >>> percent_of(Decimal(991), Decimal(2500))
    Decimal('39.64')
    """
    if part is None or not whole:
        return None
    return QUOTIENT.divide(part * 100, whole)


def sum_of_known(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the known values: 0 of nothing, None where there are values and none is known.

    >>> sum_of_known([Decimal(2), None]), sum_of_known([]), sum_of_known([None])
    (Decimal('2'), Decimal('0'), None)
    """
    listed = list(values)
    known = [value for value in listed if value is not None]
    return sum(known, Decimal(0)) if known or not listed else None
