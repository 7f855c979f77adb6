"""How numbers read in JSON and CSV: exact, except that what a conversion yielded has 6 decimal places at most (R11)."""

from decimal import Decimal

from mss_gap.analysis.exact import EXACT, of_conversion, rounded
from mss_gap.ledger.measures import CountedIn, Measure
from mss_gap.ledger.numbers import MOST_PLACES

_QUOTIENTS = frozenset({"rate", "per_value", "fair_share", "fair_ratio"})


def number(value: Decimal, *, quotient: bool = False) -> str:
    """The digits of a number, an integer where it is whole. A quotient, such as a percentage, is never rounded.

    >>> number(Decimal("68000000.0")), number(Decimal("1386.97507392")), number(Decimal("1386.97507392"), quotient=True)
    ('68000000', '1386.975074', '1386.97507392')
    """
    written = str(value)
    if written.isdigit():
        return written
    if value == value.to_integral_value():
        return str(int(value))
    if not of_conversion(value):
        return written
    return f"{EXACT.normalize(value if quotient else rounded(value, MOST_PLACES)):f}"


def is_quotient(key: str, measure: object = None) -> bool:
    """Whether a key of a row holds percentages, paces or other quotients; for a claim's figures its measure decides.

    >>> is_quotient("delivered_pct"), is_quotient("actual"), is_quotient("computed", Measure.DELIVERED_PCT)
    (True, False, True)
    """
    if key in ("computed", "difference"):
        return isinstance(measure, Measure) and measure.counted_in is CountedIn.PERCENT
    return "pct" in key or "per_day" in key or key in _QUOTIENTS
