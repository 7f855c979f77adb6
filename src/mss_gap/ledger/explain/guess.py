"""What a person meant who wrote something else than the format asks for: only where it is plain, never a guess.

Long texts are not looked into: nobody means a number by them, and a pattern could take its time.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from mss_gap.ledger.names import is_currency

LONGEST_READ = 40
"""Characters of a text in which a number, a date or an id is seen."""
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""A point before three digits, which half of the world writes between thousands."""


def two_readings(text: str) -> tuple[str, str] | None:
    """Both numbers that a figure with a point may mean, as to write them so that they mean one; None where it is plain.

    >>> two_readings("2.500"), two_readings("-9.875"), two_readings("0.125"), two_readings("1000.125")
    (('2500', '2.5'), ('-9875', '-9.8750'), None, None)
    """
    if len(text) > LONGEST_READ or _EITHER.fullmatch(text) is None:
        return None
    decimals = f"{Decimal(text).normalize():f}"
    return text.replace(".", ""), f"{decimals}0" if _EITHER.fullmatch(decimals) else decimals


def number_meant(text: str) -> str | None:
    """What to write for a number that a person wrote as text; None where that is not plain.

    Thousands separators must stand in groups of three: "9,91" may be a decimal comma, and "2.500" either.

    >>> number_meant("2,500"), number_meant("$68M"), number_meant("40%"), number_meant("many")
    ('2500', '68000000', '40', None)
    >>> number_meant("9,91"), number_meant("2.500"), number_meant("5 men")
    (None, None, None)
    """
    if len(text) > LONGEST_READ:
        return None
    match = re.fullmatch(
        r"(?:us)?[$€£]?\s*([+-]?(?:\d{1,3}(?:[,_' \u00a0\u202f]\d{3})+(?:\.\d+)?|[\d_]+(?:\.\d+)?))"
        r"\s*(k|thousand|mn?|million|bn?|billion)?\s*(?:%|[$€£]|([A-Z]{3}))?",
        text.strip(),
        re.IGNORECASE,
    )
    if match is None or (match[3] and not is_currency(match[3].upper())) or two_readings(match[1]) is not None:
        return None
    scale = {"k": 3, "t": 3, "m": 6, "b": 9}.get((match[2] or " ")[0].lower(), 0)
    try:
        number = Decimal(re.sub(r"[^\d.+-]", "", match[1])).scaleb(scale).normalize()
    except InvalidOperation:
        return None
    return f"{number:f}"


def date_meant(text: str) -> date | None:
    """The date that a text or number plainly means: day-month order in figures is not guessed.

    >>> str(date_meant("27 June 2025")), date_meant("05/06/2025")
    ('2025-06-27', None)
    """
    text = text[:LONGEST_READ].strip()
    if text.isdigit() and len(text) != len("20250627"):
        return None
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    return None


def id_meant(text: str) -> str:
    """A text as an id.

    >>> id_meant("Reuters, 12 October 2024")
    'reuters-12-october-2024'
    """
    return re.sub(r"[^a-z0-9_]+", "-", text.lower())[:LONGEST_READ].strip("-") or "personnel"


LONGEST_ADDRESS = 200
"""Characters of an address that a hint repeats in full."""


def address_hint(text: str) -> str:
    """What to write for an address: the text itself where only its scheme is missing."""
    if len(text) <= LONGEST_ADDRESS and re.fullmatch(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#]\S*)?", text):
        return f'write the whole address: "https://{text}"'
    return 'write the whole address, which starts with "https://"'
