"""What a number format says beside a number that makes it another one: about 5, 5+, <5; or that it does not show it."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from mss_gap.ledger.numbers import MOST_PLACES

HIDDEN = "not shown"
_BEFORE = re.compile(
    r"[<>~≈≃±≤≥]|(?<![\w$])(?:about|approx\w*|around|circa|c\.|ca|est|estimated?|over|under|above|below|up to|at least"
    r"|at most|more than|less than|nearly|almost|max|maximum|min|minimum)(?![\w$])",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[+<>~≈≃±≤≥]|(?<![\w$])(?:about|approx\w*|est|estimated?|or (?:more|less|over|under|so)|at least|at most|maximum"
    r"|minimum|plus|of \d+)(?![\w$])",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<place>E[+-]|\[[hms]+\]|General|[0#?@])|\[[^\]]*\]|[_*].|(?P<bare>.)',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_NUMERIC = 3
"""How many sections of a format are for numbers: above zero, below it, and zero."""


def may_be_inexact(code: str) -> bool:
    """Whether a number format shows some numbers as inexact, or hides some.

    >>> may_be_inexact('"about "0'), may_be_inexact('0 "people"'), may_be_inexact(";;;"), may_be_inexact("0.0E+00")
    (True, False, True, False)
    """
    sections = _SECTION.split(code)
    return any(_hides(each) or _words(*_around(each)) is not None for each in sections[:_NUMERIC])


@lru_cache(maxsize=2**12)
def inexact(code: str, value: str, scale: str | None = None) -> str | None:
    """A number as a cell shows it, with what its format says of it; None where the format shows it as it is.

    0 that is not shown is nothing, as it is for a reader.

    >>> inexact('"about "0', "5"), inexact("0+", "5"), inexact('0" of 100"', "5"), inexact(";;;", "5"), inexact("0;;", "0")
    ('about 5', '5+', '5 of 100', '5 (not shown)', None)
    >>> inexact('[<5]"<5";0', "4"), inexact('[<5]"<5";0', "6"), inexact('"~"0.0"M"', "2.5", "million")
    ('4 (not shown)', None, '~2.5 million')
    """
    try:
        number = round(Decimal(value), MOST_PLACES).normalize()
    except InvalidOperation:
        return None
    section = _section_for(code, number)
    if section is None:
        return None
    if _hides(section):
        return f"{number:f} ({HIDDEN})" if number else None
    return inexact_among(f"{number:f}" + (f" {scale}" if scale else ""), *_around(section))


def inexact_among(number: str, before: str, after: str) -> str | None:
    """A number with what the texts around it say that makes it inexact; None where they say nothing of that kind.

    >>> inexact_among("5", "(est.) ", ""), inexact_among("5", "$", " people"), inexact_among("5", "+", "")
    ('est 5', None, None)
    """
    words = _words(before, after)
    if words is None:
        return None
    left, right = words
    left_space, right_space = (" " if each[-1:].isalnum() or each[-1:] == "." else "" for each in (left, right))
    return f"{left}{left_space}{number}{right_space}{right}"


def _words(before: str, after: str) -> tuple[str, str] | None:
    """What makes a number inexact of the texts before and after it; None where nothing does."""
    left, right = _BEFORE.search(before), _AFTER.search(after)
    return (left[0] if left else "", right[0] if right else "") if left or right else None


def _section_for(code: str, number: Decimal) -> str | None:
    """The part of a number format that is for a number; None where there is none."""
    sections: Sequence[str] = _SECTION.split(code)
    if len(sections) > 1 and "@" in sections[-1]:
        sections = sections[:-1]  # it is for texts
    if any(map(_CONDITION.search, sections)):
        return next((each for each in sections if _holds(each, number)), None)
    place = 0 if number > 0 else 1 if number < 0 else 2
    return sections[place] if place < len(sections) else sections[0]


def _holds(section: str, number: Decimal) -> bool:
    """Whether a part of a number format is for a number: it may have a condition."""
    condition = _CONDITION.search(section)
    if condition is None:
        return True
    apart = number - Decimal(condition[2])
    return (
        ("<" in condition[1] and apart < 0)
        or (">" in condition[1] and apart > 0)
        or ("=" in condition[1] and apart == 0)
    )


def _hides(section: str) -> bool:
    """Whether a part of a number format shows no digit, as `;;;` and `"to follow"` do."""
    tokens = list(_TOKEN.finditer(section))
    return not any(each["place"] or (each["bare"] or "").isalpha() for each in tokens)


def _around(section: str) -> tuple[str, str]:
    """The texts of a part of a number format before its digits and after them; none where it has no digits."""
    before, after = list[str](), list[str]()
    found = before
    for token in _TOKEN.finditer(section):
        if token["place"]:
            found = after
        else:
            found.append(token["quoted"] or token["escaped"] or token["bare"] or "")
    return ("".join(before), "".join(after)) if found is after else ("", "")
