"""Reads a CSV or TSV file: its encoding, its separator, its rows and the line that each begins on."""

import csv
import io
import re
from array import array
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, lookup
from collections.abc import Sequence
from itertools import islice

from mss_gap.ledger.check import shown
from mss_gap.ledger.tables.grid import Grid, TableUnreadableError

SEPARATORS = (",", ";", "\t")
LONGEST_CELL = 2**24
"""Characters of a cell."""
MOST_CELLS = 2**24
"""Cells of a file; a row counts as two more."""
_OF_ROW = 2
MOST_COLUMNS = 2**14
"""Cells of a row, as many as a workbook has."""
_LONGEST_WORD = 20
"""Bytes on each side of a byte that are shown."""
_BEGIN = 16
"""Bytes of a file that tell UTF-16 without its mark."""
_WORKBOOK = (b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"))
"""How the files of spreadsheets begin."""
_NOT_OF_FILES = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})
"""Encodings that Python has, and that no table is in."""


def read_delimited(content: bytes, name: str, encoding: str | None, header: int) -> Grid:
    """The rows of a CSV or TSV file; `header` is the row of the titles, from 1, which tells the separator.

    Raises `TableUnreadableError`.
    """
    if content.startswith(_WORKBOOK):
        raise TableUnreadableError(name, "it is a workbook", "give it its own ending: .xlsx or .ods")
    _refuse_other_encoding(content, name, encoding)
    with io.TextIOWrapper(io.BytesIO(content), encoding or "utf-8", newline="") as text:
        separator = "\t" if name.lower().endswith(".tsv") else _separator(text, header)
        rows, lines = _parsed(text, separator, name)
    return Grid(name, rows, lines)


def _refuse_other_encoding(content: bytes, name: str, encoding: str | None) -> None:
    """Raise `TableUnreadableError` where the whole of a text is not in its encoding."""
    if encoding is not None:
        _refuse_wrong_encoding(encoding, content, name)
        return
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise TableUnreadableError(name, "the file is UTF-16", 'write encoding = "utf-16" into the [[tables]] block')
    begin = content[:_BEGIN]
    if 3 * begin.count(0) >= len(begin) > 1:
        order = "be" if begin[0] == 0 else "le"
        hint = f'write encoding = "utf-16-{order}" into the [[tables]] block, if it is UTF-16'
        raise TableUnreadableError(name, "the file has bytes of 0, as UTF-16 has without its mark", hint)
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"line {line} is not UTF-8: byte 0x{content[error.start]:02X}"
        raise TableUnreadableError(name, reason, _hint_of_encoding(content, error.start)) from None


def _hint_of_encoding(content: bytes, place: int) -> str:
    """What to write for a byte that is not UTF-8: the encoding that most such files have, if the word around it is right."""
    before, after = content[:place][-_LONGEST_WORD:], content[place : place + _LONGEST_WORD]
    word = re.split(rb"[\s,;\"]", before)[-1] + re.split(rb"[\s,;\"]", after)[0]
    try:
        western = shown(word.decode("windows-1252"))
    except UnicodeDecodeError:
        return 'save the file as UTF-8, or write its encoding into the [[tables]] block, such as encoding = "cp1251"'
    return f'write encoding = "windows-1252" into the [[tables]] block, if {western} is right'


def _refuse_wrong_encoding(encoding: str, content: bytes, name: str) -> None:
    try:
        if lookup(encoding).name not in _NOT_OF_FILES:
            content.decode(encoding)
            return
        reason, hint = f'no table is in the encoding "{encoding}"', 'write one such as "windows-1252" or "utf-16"'
    except UnicodeError:
        reason, hint = f'the file is not "{encoding}"', "correct the encoding, or save the file as UTF-8"
    except (LookupError, ValueError):
        reason, hint = f'there is no encoding "{encoding}"', 'write one such as "windows-1252" or "utf-16"'
    raise TableUnreadableError(name, reason, hint, "encoding")


def _rewind(text: io.TextIOWrapper) -> None:
    """Go to the beginning of a text, after its mark of the byte order if it has one."""
    text.seek(0)
    if text.read(1) != "\ufeff":
        text.seek(0)


def _separator(text: io.TextIOWrapper, header: int) -> str:
    """The one of comma, semicolon and tab that the row of the titles has most of, outside quotes."""

    def columns(separator: str) -> int:
        _rewind(text)
        try:
            return len(next(islice(csv.reader(text, delimiter=separator), header - 1, None), ()))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=columns)


def _parsed(text: io.TextIOWrapper, separator: str, name: str) -> tuple[Sequence[Sequence[str]], Sequence[int]]:
    """The rows, and the line that each begins on; a cell may go over several lines."""
    rows: list[Sequence[str]] = []
    lines = array("Q")
    size = 0
    _rewind(text)
    reader = csv.reader(text, delimiter=separator, strict=True)
    limit = csv.field_size_limit(LONGEST_CELL)
    end = 0
    try:
        for row in reader:
            rows.append(row or ())  # one for all blank lines: there may be millions
            size += len(row) + _OF_ROW
            if len(row) > MOST_COLUMNS:
                raise _too_wide(name, end + 1, len(row))
            if size > MOST_CELLS:
                raise TableUnreadableError(name, f"it has more than {MOST_CELLS // 2**20} million cells", "split it")
            lines.append(end + 1)
            end = reader.line_num
    except csv.Error as error:
        if "limit" in str(error):
            reason, hint = f"a cell has more than {LONGEST_CELL:,} characters", "is a quotation mark missing?"
        elif "unexpected end" in str(error):
            reason, hint = "a quotation mark opens a cell and none closes it", "close it, or take it out"
        else:
            reason = "something follows the quotation mark that closes a cell"
            hint = "write a quotation mark in a cell twice"
        raise TableUnreadableError(name, f"in the row of line {end + 1}, {reason}", hint) from None
    finally:
        csv.field_size_limit(limit)
    return rows, lines


def _too_wide(name: str, line: int, cells: int) -> TableUnreadableError:
    reason = f"the row of line {line:,} has {cells:,} cells, and a table has at most {MOST_COLUMNS:,}"
    return TableUnreadableError(
        name, reason, "is a line break missing? Otherwise take out the columns that are not read"
    )
