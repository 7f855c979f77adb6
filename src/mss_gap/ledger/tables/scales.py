"""Numbers that are written in thousands, millions or billions, such as "12.5 million"."""

import re
from decimal import Decimal

_LONGEST = 60
"""Characters of a text that is searched for a number."""
_SCALED = re.compile(r"(.*\d\)?)\s*(thousand|million|billion)s?", re.IGNORECASE)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}


def scale_in(text: str) -> tuple[str, str] | None:
    """The number and the scale of a text that has both; None for other texts.

    >>> scale_in("12.5 million"), scale_in("12.5")
    (('12.5', 'million'), None)
    """
    found = _SCALED.fullmatch(text) if len(text) <= _LONGEST else None
    return (found[1], found[2].lower()) if found else None


def counts_in(unit: str | None, scale: str) -> bool:
    """Whether a unit is so many of something, such as "million USD"."""
    return scale in (unit or "").lower().split()


def written_in_full(text: str) -> str | None:
    """The number that a text with a scale means, in digits; None for other texts, and where it may be read in two ways.

    >>> written_in_full("12.5 million"), written_in_full("1,234 million"), written_in_full("12.5")
    ('12500000', None, None)
    """
    scaled = scale_in(text)
    if scaled is None or not re.fullmatch(r"-?\d+(?:\.\d+)?", scaled[0], re.ASCII):
        return None
    return f"{Decimal(scaled[0]).scaleb(_SCALES[scaled[1]]).normalize():f}"
