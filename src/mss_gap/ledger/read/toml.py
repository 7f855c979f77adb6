"""Parses bytes as TOML, or finds the place where they stop being TOML."""

import re
from codecs import BOM_UTF8
from decimal import Decimal, InvalidOperation

import tomli

from mss_gap.ledger.explain.problems import Place, Problem

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LONGEST_INTEGER = 4000
"""Digits of an integer that the parser accepts; below the interpreter's own limit of 4,300."""
LONGEST_RUN = 2_000_000
"""Digits in a row that are not given to the parser: it would take a hundred bytes of memory for each."""
DEEPEST = 20
"""Depth of brackets from which on one is reported as too deep; the parser itself accepts some hundreds."""


class SyntaxProblemError(Exception):
    """The text is not TOML from `place` on."""

    def __init__(self, code: str, place: Place, message: str, hint: str) -> None:
        super().__init__(message)
        self._code, self._place, self._message, self._hint = code, place, message, hint

    def problem_in(self, file: str) -> Problem:
        """What is wrong, as a problem of the file that the text was read from."""
        return Problem(
            code=self._code,
            file=file,
            line=self._place.line,
            column=self._place.column,
            path="",
            message=self._message,
            hint=self._hint,
        )


def decode(content: bytes) -> str:
    """The text of a ledger: UTF-8, with or without a byte order mark, line ends as a line feed."""
    content = content.removeprefix(BOM_UTF8)
    if content.startswith(UTF_16_MARKS) or b"\x00" in content[:2]:
        raise SyntaxProblemError("encoding", Place(1, 1), "the file is UTF-16", 'save it with the encoding "UTF-8"')
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        if b"\x00" in content:
            raise SyntaxProblemError(
                "encoding",
                Place(1, 1),
                "the file is not text",
                "a ledger is plain text, not a spreadsheet or a document",
            ) from None
        before = content[: error.start].decode()
        raise SyntaxProblemError(
            "encoding",
            place_of(before, len(before)),
            f"this character is not UTF-8: byte 0x{content[error.start]:02X}",
            'open the file with its own encoding, often Windows-1252, and save it with "UTF-8"',
        ) from None
    return text.replace("\r\n", "\n")


def readable(content: bytes) -> str:
    """Bytes that are not UTF-8 as text, for an excerpt; empty where they are not text at all."""
    if b"\x00" in content:
        return ""
    return content.removeprefix(BOM_UTF8).decode(errors="replace").replace("\r\n", "\n")


def parse(text: str) -> dict[str, object]:
    """The document that the text holds, with decimals as `Decimal`. Raises `SyntaxProblemError`."""
    endless = rf"(?<![0-9A-Fa-f_x])(?:0x|[0-9])[0-9A-Fa-f_]{{{LONGEST_RUN},}}+"
    if len(text) > LONGEST_RUN and (run := re.search(endless, text)):
        raise _too_large(text, run)
    try:
        return tomli.loads(text, parse_float=_decimal)
    except tomli.TOMLDecodeError as error:
        from mss_gap.ledger.explain.toml_mistakes import mistake

        found = mistake(text, error.pos, str(error.msg))
        raise SyntaxProblemError("syntax", place_of(text, found.position), found.message, found.hint) from error
    except RecursionError as error:
        if "key" in str(error):
            raise SyntaxProblemError(
                "too-deep",
                _longest_key(text),
                "a key has hundreds of parts",
                "a key has three parts at most: commitments.ID.pledged",
            ) from None
        raise SyntaxProblemError(
            "too-deep", _deepest(text), "brackets are nested too deep", "a ledger needs no list within a list"
        ) from None
    except ValueError:
        # The interpreter refuses to turn thousands of digits into a number, and does not say where they are.
        long = re.search(rf"(?<![0-9_])[0-9][0-9_]{{{LONGEST_INTEGER},}}", text)
        raise _too_large(text, long) from None


def _too_large(text: str, number: re.Match[str] | None) -> SyntaxProblemError:
    return SyntaxProblemError(
        "number-too-large",
        place_of(text, number.start() if number else 0),
        f"a number of {len(number[0])} digits is too large" if number else "a number in this file is too large",
        "write a number below 1_000_000_000_000_000",
    )


def place_of(text: str, position: int) -> Place:
    """Line and column of a position in a text, both counted from 1."""
    position = min(position, len(text))
    start = text.rfind("\n", 0, position) + 1
    return Place(text.count("\n", 0, position) + 1, position - start + 1)


def _decimal(literal: str) -> Decimal:
    try:
        return Decimal(literal)
    except InvalidOperation:  # an exponent beyond what a decimal can hold
        return Decimal("1e999999")


def _deepest(text: str) -> Place:
    """The first of the nested brackets; texts and comments are skipped line by line."""
    depth = start = 0
    for match in re.finditer(r"\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'|#[^\n]*|[\[\]{}]", text):
        if match[0] in ("[", "{"):
            start = start if depth else match.start()
            depth += 1
            if depth > DEEPEST:
                return place_of(text, start)
        elif match[0] in ("]", "}"):
            depth = max(0, depth - 1)
    return place_of(text, start)


def _longest_key(text: str) -> Place:
    points = [line.count(".") for line in text.split("\n")]
    return Place(points.index(max(points)) + 1, 1)
