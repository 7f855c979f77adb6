"""Exact decimal arithmetic, and the one place where a division may go on for ever."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

from mss_gap.ledger.names import currency_digits
from mss_gap.ledger.numbers import MOST_PLACES

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


def converted(figure: Decimal, rate: Decimal) -> Decimal:
    """A figure of money at a rate, exactly.

    It has more decimal places than a stated figure may have, zeros included. Sums and differences keep them, so that
    what a conversion yielded can be told from what was stated when it is printed (R11).
    """
    product = EXACT.multiply(figure, rate)
    return product if of_conversion(product) else product.quantize(_OF_CONVERSION, context=EXACT)


_OF_CONVERSION = Decimal(1).scaleb(-MOST_PLACES - 1)
_NEAREST = Context(prec=EXACT.prec, rounding=ROUND_HALF_UP)


def of_conversion(figure: Decimal) -> bool:
    """Whether a figure is what a conversion yielded, or has such a figure in it."""
    return len(f"{figure:f}".partition(".")[2]) > MOST_PLACES


def rounded(figure: Decimal, places: int) -> Decimal:
    """What a conversion yielded to so many decimal places at most, halves away from zero; else the figure as it is."""
    return figure.quantize(Decimal(1).scaleb(-places), context=_NEAREST) if of_conversion(figure) else figure


def figure(value: Decimal, unit: str = "") -> str:
    """A number in full for a sentence: thousands separators, no trailing zeros.

    What a conversion yielded has the decimals of its currency at most (R11).

    >>> figure(Decimal("1234567.50")), figure(converted(Decimal("1000.55"), Decimal("156.789")), "JPY")
    ('1,234,567.5', '156,875')
    """
    return f"{EXACT.normalize(rounded(value, currency_digits(unit)) if unit else value):,f}"
