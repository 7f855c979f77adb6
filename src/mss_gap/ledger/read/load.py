"""Reads a file as a ledger, or reports all that is wrong with it."""

import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from mss_gap.ledger.explain.problems import NO_CELLS, LedgerInvalidError, Problem
from mss_gap.ledger.find import FileRead, Location, find_ledger
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.bytes import read_bytes
from mss_gap.ledger.read.references import Declared
from mss_gap.ledger.read.rules import broken_rules
from mss_gap.ledger.read.terms import broken_terms
from mss_gap.ledger.read.toml import SyntaxProblemError, decode, parse, readable
from mss_gap.ledger.read.validate import faults, validate

if TYPE_CHECKING:
    from mss_gap.ledger.read.tables import TablesRead

LARGE = 2**22
"""Characters of a text from which on a part of it is validated first."""
BY_LINES = 5000
"""Headers of a text from which on its entries are read line by line: one of 5,000 entries is read as quickly as a whole."""


def load(path: str | Path | None = None) -> Ledger:
    """Read a ledger from a file; without a path, the one that the command would read.

    That is `$MSS_GAP_LEDGER`, else the current folder's `data/commitments.toml` or `commitments.toml`, else the
    ledger that ships with the program. Raises `LedgerUnreadableError` where there is no such file, and
    `LedgerInvalidError`, which has every problem with its line and column, where the file is not a valid ledger.
    """
    return read_ledger(find_ledger(None if path is None else str(path), os.environ, Path()))


def read_ledger(location: Location) -> Ledger:
    """Read the ledger at a location; raises as `load` does."""
    return parse_ledger(read_bytes(location), location.origin, location.folder)


def parse_ledger(content: bytes, origin: str, folder: Path | None = None) -> Ledger:
    """The ledger in some bytes; raises `LedgerInvalidError` with all that is wrong.

    Its tables are below `folder`; without one, none can be read.
    """
    return inspect(content, origin, folder).ledger


class Inspected(NamedTuple):
    """A valid ledger, and what it was read from."""

    ledger: Ledger
    text: str
    """For what refers to its lines."""
    document: Mapping[str, object]
    """What the text states; for the entries of a large ledger, what their different lines state."""


def inspect(content: bytes, origin: str, folder: Path | None = None) -> Inspected:
    """The ledger in some bytes, with its text; raises as `parse_ledger` does."""
    try:
        text = decode(content)
    except SyntaxProblemError as error:
        raise LedgerInvalidError(origin, [error.problem_in(origin)], readable(content)) from error
    read = _read_plainly(text, origin) or _read_as_a_whole(text, origin, folder)
    own = FileRead.of(origin, content)
    ledger = _with_tables(read.ledger, own, text, folder) if read.ledger.tables else read.ledger.read_from(own)
    return Inspected(ledger, text, read.document)


def _with_tables(ledger: Ledger, own: FileRead, text: str, folder: Path | None) -> Ledger:
    """A ledger with the rows of its tables; raises `LedgerInvalidError` with all that is wrong."""
    from mss_gap.ledger.read.tables import read_tables

    more = read_tables(ledger, folder)
    problems = _problems_of(more, text, own.file)
    after = more.ledger.read_from(own, *more.files, tables=more.tables)
    if not problems:
        from mss_gap.ledger.read.locate import locate_first

        problems = locate_first(chain(broken_rules(after), broken_terms(after)), text, own.file, after)
    if problems:
        raise LedgerInvalidError(own.file, problems, text, more.cells, more.files)
    return after


def _problems_of(more: "TablesRead", text: str, file: str) -> list[Problem]:
    """What is wrong with tables: in the ledger's blocks, then in their cells; as many as are reported."""
    from mss_gap.ledger.read.locate import first_problems, locate

    return first_problems([*locate(more.findings, text, file), *more.problems])


def _read_as_a_whole(text: str, origin: str, folder: Path | None) -> Inspected:
    """The ledger in a text; raises `LedgerInvalidError` with all that is wrong."""
    try:
        document = parse(text)
    except SyntaxProblemError as error:
        raise LedgerInvalidError(origin, [error.problem_in(origin)], text) from error
    ledger, findings = validate(document, origin, large=len(text) > LARGE)
    if ledger is None or findings:
        from mss_gap.ledger.read.locate import locate

        problems, cells = locate(findings, text, origin), NO_CELLS
        files: tuple[FileRead, ...] = ()
        if ledger is not None and ledger.tables:
            from mss_gap.ledger.read.tables import read_tables

            more = read_tables(ledger, folder)
            problems, cells = [*problems, *_problems_of(more, text, origin)], more.cells
            files = more.files
        raise LedgerInvalidError(origin, problems, text, cells, files)
    return Inspected(ledger, text, document)


def _read_plainly(text: str, origin: str) -> Inspected | None:
    """The ledger in a text, if it is large, plain and valid; None if the text must be read as a whole."""
    if text.count("\n[[") < BY_LINES:
        return None
    from mss_gap.ledger.read.fast import read_plainly

    plain = read_plainly(text)
    if plain is None:
        return None
    try:
        rest = Ledger.from_document(plain.rest, origin)
    except ValidationError:
        return None
    entries = {"pledges": plain.pledges, "actuals": plain.actuals}
    ledger = rest.with_more(entries)
    document = {**plain.rest, **{section: plain.stated for section, some in entries.items() if some}}
    fault = next(faults(document, Declared.in_document(document), ledger), None)
    return Inspected(ledger, text, document) if fault is None else None


def extend(before: Inspected, more: Mapping[str, object]) -> Ledger | None:
    """A ledger with the entries of another document after its own, without reading its text again.

    None where anything is wrong then: the text must be read as a whole to say what.
    """
    try:
        added = Ledger.from_document({"commitments": before.document["commitments"], **more}, "")
    except ValidationError:
        return None
    after = before.ledger.with_more({section: getattr(added, section) for section in more})
    fault = next(faults(more, Declared.in_document(before.document), after), None)
    return after if fault is None else None
