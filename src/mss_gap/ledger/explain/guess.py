"""What a person meant who wrote something else than the format asks for: only where it is plain, never a guess.

Long texts are not looked into: nobody means a number by them, and a pattern could take its time.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation

from mss_gap.ledger.names import currency_meant, is_currency

LONGEST_READ = 40
"""Characters of a text in which a number, a date or an id is seen."""
LONGEST_NAME = 120
"""Characters of a text that become an id."""
_EXACT = Context(prec=2 * LONGEST_READ)
"""Holds every number that is read, in full: the number that was meant and no other."""
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
        number = Decimal(re.sub(r"[^\d.+-]", "", match[1])).scaleb(scale, _EXACT).normalize(_EXACT)
    except InvalidOperation:
        return None
    return f"{number:f}"


def names_currency(text: str) -> bool:
    """Whether a number that a person wrote says which money it is.

    >>> names_currency("$5 million"), names_currency("5 EUR"), names_currency("5m")
    (True, True, False)
    """
    return re.search(r"[$€£]|\b[A-Za-z]{3}$", text[:LONGEST_READ].strip()) is not None


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


def period_meant(text: str) -> str | None:
    """The month that a text or number plainly means, as to write it in quotes.

    >>> period_meant("June 2025"), period_meant("2025-6"), period_meant("06/2025"), period_meant("Q2 2025")
    ('2025-06', '2025-06', '2025-06', None)
    """
    text = re.sub(r"(?i)\bsept\b", "Sep", text[:LONGEST_READ]).replace("Sep.", "Sep").strip()
    for form in ("%Y-%m", "%Y/%m", "%Y.%m", "%m/%Y", "%B %Y", "%b %Y", "%B, %Y", "%Y %B"):
        try:
            return f"{datetime.strptime(text, form).date():%Y-%m}"  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    return None


def licence_meant(text: str) -> str | None:
    """The SPDX id of a usual licence of data that a text means; None where that is not plain.

    >>> licence_meant("CC BY 4.0"), licence_meant("cc-by-sa-4.0"), licence_meant("free to use")
    ('CC-BY-4.0', 'CC-BY-SA-4.0', None)
    """
    spelt = re.sub(r"[^a-z0-9.]+", "-", text[:LONGEST_READ].lower()).strip("-")
    return _LICENCES.get(spelt)


_USUAL = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "OGL-UK-3.0")
_LICENCES = {licence.lower(): licence for licence in _USUAL} | {"cc0": "CC0-1.0", "odbl": "ODbL-1.0"}


def currency_code_meant(text: str) -> str | None:
    """The ISO 4217 code that a text means where a currency is expected; None where that is not plain.

    >>> currency_code_meant("usd"), currency_code_meant("Canadian dollars"), currency_code_meant("pesos")
    ('USD', 'CAD', None)
    """
    from mss_gap.ledger.explain.near import in_latin

    text = in_latin(text[:LONGEST_READ]).strip()
    return currency_meant(text) or (text.upper() if is_currency(text.upper()) else None)


def pair_meant(text: str) -> str | None:
    """The pair of currencies that a text means, in the order it names them; None where that is not plain.

    >>> pair_meant("eur-usd"), pair_meant("€ in US$"), pair_meant("EURUSD"), pair_meant("rate of the day")
    ('EUR/USD', 'EUR/USD', 'EUR/USD', None)
    """
    text = text[:LONGEST_READ].strip()
    joined = re.fullmatch(r"([A-Za-z]{3})([A-Za-z]{3})", text)
    parts = joined.groups() if joined else re.split(r"\s*(?:[/:,;>→\u2013-]+|\b(?:in|to|per)\b)\s*", text)
    codes = [currency_code_meant(part) for part in parts]
    return f"{codes[0]}/{codes[1]}" if len(codes) == 2 and all(codes) else None  # noqa: PLR2004 - a pair


def id_meant(text: str, otherwise: str = "a-name") -> str:
    """A text as an id; another word for a text without Latin letters and digits.

    >>> id_meant("Reuters, 12 October 2024"), id_meant("Québec")
    ('reuters-12-october-2024', 'quebec')
    """
    from mss_gap.ledger.explain.near import in_latin

    plain = unicodedata.normalize("NFKD", in_latin(text[:LONGEST_NAME]).lower())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9_]+", "-", letters)[:LONGEST_READ].strip("-") or otherwise


LONGEST_ADDRESS = 200
"""Characters of an address that a hint repeats in full."""


def address_hint(text: str) -> str:
    """What to write for an address: the text itself where only its scheme is missing."""
    if len(text) <= LONGEST_ADDRESS and re.fullmatch(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#]\S*)?", text):
        return f'write the whole address: "https://{text}"'
    return 'write the whole address, which starts with "https://"'
