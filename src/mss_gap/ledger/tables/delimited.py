"""Reads a CSV or TSV file: its encoding, its separator, its rows and the line that each begins on."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from collections.abc import Sequence

from mss_gap.ledger.tables.grid import Grid, TableUnreadableError

SEPARATORS = (",", ";", "\t")
LONGEST_CELL = 2**24
"""Characters of a cell."""
_SEEN = 2**16
"""Characters from which the separator is told."""


def read_delimited(content: bytes, name: str, encoding: str | None, header: int) -> Grid:
    """The rows of a CSV or TSV file; `header` is the row of the titles, from 1, which tells the separator.

    Raises `TableUnreadableError`.
    """
    text = _decoded(content, name, encoding)
    separator = "\t" if name.lower().endswith(".tsv") else _separator(text, header)
    rows, lines = _parsed(text, separator, name)
    return Grid(name, rows, lines)


def _decoded(content: bytes, name: str, encoding: str | None) -> str:
    if encoding is not None:
        try:
            codec = lookup(encoding)
            text, _ = codec.decode(content)
        except LookupError:
            reason, hint = f'there is no encoding "{encoding}"', 'write one such as "windows-1252" or "utf-16"'
            raise TableUnreadableError(name, reason, hint) from None
        except (UnicodeError, ValueError):
            reason, hint = f'the file is not "{encoding}"', "correct the encoding, or save the file as UTF-8"
            raise TableUnreadableError(name, reason, hint) from None
        if not isinstance(text, str):
            reason, hint = f'"{encoding}" is no encoding of text', 'write one such as "windows-1252"'
            raise TableUnreadableError(name, reason, hint)
        return text.removeprefix("\ufeff")
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise TableUnreadableError(name, "the file is UTF-16", 'write encoding = "utf-16" into the [[tables]] block')
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"line {line} is not UTF-8: byte 0x{content[error.start]:02X}"
        hint = 'write its encoding into the [[tables]] block, often encoding = "windows-1252"'
        raise TableUnreadableError(name, reason, hint) from None


def _separator(text: str, header: int) -> str:
    """The one of comma, semicolon and tab that the row of the titles has most of, outside quotes."""

    def columns(separator: str) -> int:
        reader = csv.reader(io.StringIO(text[:_SEEN], newline=""), delimiter=separator)
        try:
            rows = [row for row, _ in zip(reader, range(header), strict=False)]
        except csv.Error:
            return 0
        return len(rows[-1]) if rows else 0

    return max(SEPARATORS, key=columns)


def _parsed(text: str, separator: str, name: str) -> tuple[Sequence[Sequence[str]], Sequence[int]]:
    """The rows, and the line that each begins on; a cell may go over several lines."""
    rows, lines = [], []
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        end = 0
        for row in reader:
            rows.append(row)
            lines.append(end + 1)
            end = reader.line_num
    except csv.Error as error:
        line = reader.line_num
        reason = "a cell is too long" if "limit" in str(error) else str(error)
        raise TableUnreadableError(name, f"line {line}: {reason}", "is a quotation mark missing?") from None
    finally:
        csv.field_size_limit(limit)
    return rows, lines
