"""From bytes to a parsed TOML document, or to the one place where it stops being TOML."""

import re
from decimal import Decimal, InvalidOperation
from itertools import pairwise

import tomli

from mss_gap.ledger.problems import Place

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LONGEST_INTEGER = 4000
"""Digits of an integer that the parser turns into a number; below the interpreter's own limit of 4,300."""


class SyntaxProblemError(Exception):
    """The text is not TOML from `place` on."""

    def __init__(self, code: str, place: Place, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.place = place
        self.message = message
        self.hint = hint


def decode(content: bytes) -> str:
    """The text of a ledger: UTF-8, with or without a byte order mark, line ends as a line feed."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        utf_16 = content.startswith(UTF_16_MARKS)
        message = "the file is UTF-16" if utf_16 else f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise SyntaxProblemError(
            "encoding", place_of(before, len(before)), message, 'save the file with the encoding "UTF-8"'
        ) from error
    return text.replace("\r\n", "\n")


def parse(text: str) -> dict[str, object]:
    """The document that the text holds, with decimals as `Decimal`. Raises `SyntaxProblemError`."""
    try:
        return tomli.loads(text, parse_float=_decimal)
    except tomli.TOMLDecodeError as error:
        place = place_of(text, error.pos)
        message = str(error.msg)
        line = text.splitlines()[place.line - 1] if text else ""
        raise SyntaxProblemError("syntax", place, *_in_words(message, line, place.column)) from error
    except RecursionError:
        raise SyntaxProblemError(
            "too-deep", _deepest(text), "brackets are nested too deep", "a ledger needs no list within a list"
        ) from None
    except ValueError:
        # The interpreter refuses to turn thousands of digits into a number, and does not say where they stand.
        long = re.search(rf"[0-9][0-9_]{{{LONGEST_INTEGER},}}", text)
        start, end = long.span() if long else (0, 1)
        raise SyntaxProblemError(
            "number-too-large",
            place_of(text, start),
            f"a number of {end - start} digits is too large",
            "write a number below 1_000_000_000_000_000",
        ) from None


def place_of(text: str, position: int) -> Place:
    """Line and column of a position in a text, both counted from 1."""
    position = min(position, len(text))
    start = text.rfind("\n", 0, position) + 1
    return Place(text.count("\n", 0, position) + 1, position - start + 1)


def _decimal(literal: str) -> Decimal:
    try:
        return Decimal(literal)
    except InvalidOperation:  # an exponent beyond what a decimal can hold
        return Decimal("Infinity")


def _deepest(text: str) -> Place:
    """Where the brackets begin to pile up: the first of a long run, white space aside."""
    opening = [match.start() for match in re.finditer(r"[\[{]", text)]
    for first, second in pairwise(opening):
        if not text[first + 1 : second].strip(" \t\n=abcdefghijklmnopqrstuvwxyz") and text[first : first + 2] != "[[":
            return place_of(text, first)
    run = re.search(r"\[\[\[", text)
    return place_of(text, run.start() if run else 0)


_HINTS: tuple[tuple[str, str, str], ...] = (
    (r"^\s*[\w.-]+\s*:", "a key is followed by a colon", 'write "=" between key and value: key = value'),
    (r"^\s*[\w-]+(?: [\w-]+)+\s*=", "a key has a space in it", "write the key in one word, such as as_of"),
    (
        r"[\u201c\u201d\u201e\u2018\u2019]",
        "a typographic quotation mark is no quotation mark in TOML",
        'write straight quotes: "…"',
    ),
    (r"^\s*\[\[[^\]]*\]?\s*(?:#.*)?$", "the header is not closed", "close it as it was opened: [[pledges]]"),
    (r"^\s*\[[^\]]*(?:#.*)?$", "the header is not closed", "close it with a bracket: [commitments.personnel]"),
    (
        r"^\s*\[.*[^\]\w\"'\s.#-].*\]",
        "the header has a character that a name cannot have",
        'use letters, digits, "-" and "_"',
    ),
    (
        r"=\s*[-+]?\d{1,3}(?:,\d{3})+(?!\d)",
        "a number has thousands separators",
        "write it without commas, or with underscores: 2_500",
    ),
    (r"=\s*[-+]?\d+,\d+", "a number has a decimal comma", "write a decimal point: 0.5"),
    (
        r"=\s*[-+]?[\d._]+\s*%",
        "a number has a percent sign",
        "write the number alone; the measure says that it is a percentage",
    ),
    (r"=\s*[$€£]", "a number has a currency sign", 'write the number alone and the currency as currency = "USD"'),
    (
        r"=\s*[-+]?[\d._]+\s*(?:k|m|mn|bn|b|million|billion)\b",
        "a number has a unit of size",
        "write it out: 68_000_000",
    ),
    (r"=\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", "a date is not in the order year-month-day", "write 2025-06-27"),
    (r"=\s*\d{4}[/.]\d{1,2}[/.]\d{1,2}", "a date has slashes or points", "write 2025-06-27"),
    (r"=\s*\d{4}-(?:\d-|\d{1,2}-\d(?!\d))", "a date has a one-digit month or day", "write two digits: 2025-06-07"),
    (
        r"=\s*\d{4}-\d{2}-\d{2}",
        "this day is not in the calendar, or something follows it",
        "write a day that exists, such as 2025-06-27",
    ),
    (r"=\s*[-+]?0\d", "a number starts with 0", "write it without the leading zeros"),
    (r"=\s*[-+]?\.\d", "a number starts with its decimal point", "write 0.5"),
    (r"=\s*[-+]?\d+\.(?!\d)", "a number ends in its decimal point", "write 5 or 5.0"),
    (
        r"=\s*(?:True|TRUE|False|FALSE|None|null|yes|no|n/?a|unknown)\b",
        "this is not a value in TOML",
        "leave the key out where a figure is not known",
    ),
    (r"=\s*(?:#.*)?$", "the value is missing", "write a value after the equals sign, or take the line out"),
    (r"=\s*[A-Za-z][^\"'=]*$", "a text has no quotes", 'write text in quotes: "…"'),
    (
        r"^[^\"'=#]*$",
        "this line is neither a key with a value nor a header",
        'write key = value, or start a remark with "#"',
    ),
)


def _in_words(message: str, line: str, column: int) -> tuple[str, str]:
    """What is wrong, and what to write, for the parser's message at a line: first what the parser is sure of."""
    control = line[column - 1 : column]
    if "Illegal character" in message and control and not control.isprintable():
        return (
            f"character U+{ord(control):04X} cannot stand in a ledger",
            "take it out; a tab or a line break in a text is written \\t or \\n",
        )
    if "Cannot overwrite" in message or "Duplicate" in message:
        return "this key stands twice in its table", "keep one of the two"
    if "Cannot declare" in message or "Cannot mutate" in message or "redefine" in message:
        return (
            "this table stands twice",
            "give it another id, or write both as one; a list is written [[pledges]], in double brackets, each time",
        )
    if (
        "Unterminated" in message
        or ("Illegal character '\\n'" in message)
        or ("Expected" in message and '"""' in message)
    ):
        return "a text is not closed", "close it with the quotation mark that opened it"
    if "escape" in message.lower() or "hex value" in message.lower() or "Unescaped" in message:
        return (
            "a backslash in a text starts a code that does not exist",
            "write \\\\ for a backslash, or put the text in single quotes: '…'",
        )
    for pattern, what, hint in _HINTS:
        if re.search(pattern, line):
            return what, hint
    return (
        f"this is not TOML: {message[:1].lower()}{message[1:]}",
        'a line is key = value, a header such as [mission], or a remark after "#"',
    )
