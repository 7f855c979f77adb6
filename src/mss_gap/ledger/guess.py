"""Guesses what was meant by a value that the format does not allow: only where one meaning is plain.

Long texts are not searched: they are not numbers, and a pattern could take long.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation

from mss_gap.ledger.names import currency_by_name, is_currency
from mss_gap.ledger.near import in_latin

LONGEST_READ = 40
"""Characters of a text that are searched for a number, a date or an id."""
LONGEST_NAME = 120
"""Characters of a text that become an id."""
_EXACT = Context(prec=2 * LONGEST_READ)
"""Holds every number that is read without rounding."""
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""A point before three digits: half of the world writes it between thousands."""


def two_readings(text: str) -> tuple[str, str] | None:
    """Both numbers that a figure with a point may mean, written so that each means only one; None where one is plain.

    >>> two_readings("2.500"), two_readings("-9.875"), two_readings("0.125"), two_readings("1000.125")
    (('2500', '2.5'), ('-9875', '-9.8750'), None, None)
    >>> two_readings("+2.500")
    ('+2500', '+2.5')
    """
    if len(text) > LONGEST_READ or _EITHER.fullmatch(text) is None:
        return None
    decimals = f"{'+' if text.startswith('+') else ''}{Decimal(text).normalize():f}"
    return text.replace(".", ""), f"{decimals}0" if _EITHER.fullmatch(decimals) else decimals


def guess_number(text: str) -> str | None:
    """The number that a text plainly means, as a ledger has it; else None.

    Thousands separators must be three digits apart: "9,91" may have a decimal comma, and "2.500" either.

    >>> guess_number("2,500"), guess_number("$68M"), guess_number("40%"), guess_number("many")
    ('2500', '68000000', '40', None)
    >>> guess_number("9,91"), guess_number("2.500"), guess_number("5 men")
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
    """Whether a number written as text names a currency.

    >>> names_currency("$5 million"), names_currency("5 EUR"), names_currency("5m")
    (True, True, False)
    """
    return re.search(r"[$€£]|\b[A-Za-z]{3}$", text[:LONGEST_READ].strip()) is not None


def guess_date(text: str) -> date | None:
    """The date that a text or number plainly means; else None. Day and month in figures are not guessed.

    >>> str(guess_date("27 June 2025")), guess_date("05/06/2025")
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


def guess_period(text: str) -> str | None:
    """The month that a text or number plainly means, as to write it in quotes.

    >>> guess_period("June 2025"), guess_period("2025-6"), guess_period("06/2025"), guess_period("Q2 2025")
    ('2025-06', '2025-06', '2025-06', None)
    """
    text = re.sub(r"(?i)\bsept\b", "Sep", text[:LONGEST_READ]).replace("Sep.", "Sep").strip()
    for form in ("%Y-%m", "%Y/%m", "%Y.%m", "%m/%Y", "%B %Y", "%b %Y", "%B, %Y", "%Y %B"):
        try:
            return f"{datetime.strptime(text, form).date():%Y-%m}"  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    return None


def guess_licence(text: str) -> str | None:
    """The SPDX id of a usual licence of data that a text means; None where that is not plain.

    >>> guess_licence("CC BY 4.0"), guess_licence("cc-by-sa-4.0"), guess_licence("free to use")
    ('CC-BY-4.0', 'CC-BY-SA-4.0', None)
    """
    spelt = re.sub(r"[^a-z0-9.]+", "-", text[:LONGEST_READ].lower()).strip("-")
    return _LICENCES.get(spelt)


_USUAL = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "OGL-UK-3.0")
_LICENCES = {licence.lower(): licence for licence in _USUAL} | {"cc0": "CC0-1.0", "odbl": "ODbL-1.0"}


def guess_currency(text: str) -> str | None:
    """The ISO 4217 code that a text plainly means where a currency is expected; else None.

    >>> guess_currency("usd"), guess_currency("Canadian dollars"), guess_currency("pesos")
    ('USD', 'CAD', None)
    """
    text = in_latin(text[:LONGEST_READ]).strip()
    return currency_by_name(text) or (text.upper() if is_currency(text.upper()) else None)


def guess_pair(text: str) -> str | None:
    """The pair of currencies that a text plainly means, in the order it names them; else None.

    >>> guess_pair("eur-usd"), guess_pair("€ in US$"), guess_pair("EURUSD"), guess_pair("rate of the day")
    ('EUR/USD', 'EUR/USD', 'EUR/USD', None)
    """
    text = text[:LONGEST_READ].strip()
    joined = re.fullmatch(r"([A-Za-z]{3})([A-Za-z]{3})", text)
    parts = joined.groups() if joined else re.split(r"\s*(?:[/:,;>→\u2013-]+|\b(?:in|to|per)\b)\s*", text)
    codes = [guess_currency(part) for part in parts]
    return f"{codes[0]}/{codes[1]}" if len(codes) == 2 and all(codes) else None  # noqa: PLR2004 - a pair


def guess_id(text: str, otherwise: str = "a-name") -> str:
    """A text as an id; `otherwise` for a text without Latin letters and digits.

    >>> guess_id("Reuters, 12 October 2024"), guess_id("Québec")
    ('reuters-12-october-2024', 'quebec')
    """
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
