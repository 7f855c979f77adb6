"""Reading: from a file to a ledger, or to all that is wrong with it."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from mss_gap.ledger.explain import explained
from mss_gap.ledger.find import Location, find_ledger
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.problems import AND_MORE, Finding, LedgerInvalidError, LedgerUnreadableError, Problem
from mss_gap.ledger.problems import Path as LedgerPath
from mss_gap.ledger.references import Declared, broken_references
from mss_gap.ledger.rules import broken_rules
from mss_gap.ledger.syntax import SyntaxProblemError, decode, parse, readable

MOST_BYTES = 256 * 2**20
"""The largest ledger that is read: well over a million entries, and well below what a computer holds."""
MOST_TOLD = 1000
"""Problems that are told of one ledger."""


def load(path: str | Path | None = None) -> Ledger:
    """Read a ledger from a file; without a path, the one that the command would read.

    That is `$MSS_GAP_LEDGER`, else the current folder's `data/commitments.toml` or `commitments.toml`, else the
    ledger that ships with the program. Raises `LedgerUnreadableError` where there is no such file, and
    `LedgerInvalidError`, which has every problem with its line and column, where the file is no valid ledger.
    """
    return read_ledger(find_ledger(None if path is None else str(path), os.environ, Path()))


def read_ledger(location: Location) -> Ledger:
    """Read the ledger at a location; raises as `load` does."""
    return parse_ledger(read_bytes(location), location.origin)


def read_bytes(location: Location) -> bytes:
    """The bytes at a location; raises `LedgerUnreadableError`."""
    try:
        if location.file is not None:
            return _read_file(location.file, location.origin)
        if sys.stdin is not None:
            return _bounded(sys.stdin.buffer, location.origin)
        reason, hint = "standard input is closed", "pipe a ledger into mss-gap, or name its file"
    except FileNotFoundError:
        reason, hint = "there is no such file", "check the path; without one, mss-gap reads its built-in ledger"
    except IsADirectoryError:
        reason, hint = "this is a folder", "name the TOML file in it"
    except PermissionError:
        reason, hint = "no permission to read it", "ask its owner, or copy it to a place of yours"
    except (OSError, ValueError) as error:
        reason, hint = f"cannot be read: {getattr(error, 'strerror', None) or error}", "check the path"
    raise LedgerUnreadableError(location.origin, reason, hint)


def _read_file(file: Path, origin: str) -> bytes:
    """The bytes of a file, or of a pipe that somebody writes to; a pipe that nobody writes to is not waited for."""
    with open(file, "rb", opener=_without_waiting) as stream:
        kind = os.fstat(stream.fileno()).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError
        if not stat.S_ISREG(kind) and not stat.S_ISFIFO(kind):
            raise LedgerUnreadableError(origin, "this is a device, not a file", "name a TOML file")
        os.set_blocking(stream.fileno(), True)
        content = _bounded(stream, origin)
    if stat.S_ISFIFO(kind) and not content:
        raise LedgerUnreadableError(origin, "nothing comes through this pipe", "name a TOML file")
    return content


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def _bounded(stream: BinaryIO, origin: str) -> bytes:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise LedgerUnreadableError(
            origin, f"it holds more than {MOST_BYTES // 2**20} MB", "a ledger is a text that people can read: split it"
        )
    return content


def parse_ledger(content: bytes, origin: str) -> Ledger:
    """The ledger that some bytes hold; raises `LedgerInvalidError` with all that is wrong at once."""
    return inspect(content, origin).ledger


@dataclass(frozen=True, slots=True)
class Inspected:
    """A valid ledger and the text that it was read from, for whoever speaks of its lines."""

    ledger: Ledger
    text: str


def inspect(content: bytes, origin: str) -> Inspected:
    """The ledger that some bytes hold, with its text; raises as `parse_ledger` does."""
    document, text = parse_document(content, origin)
    return Inspected(ledger_of(document, text, origin), text)


def parse_document(content: bytes, origin: str) -> tuple[Mapping[str, object], str]:
    """The TOML document that some bytes hold, with its text; raises `LedgerInvalidError` where they hold none."""
    try:
        text = decode(content)
    except SyntaxProblemError as error:
        raise _not_toml(error, readable(content), origin) from error
    try:
        return parse(text), text
    except SyntaxProblemError as error:
        raise _not_toml(error, text, origin) from error


def ledger_of(document: Mapping[str, object], text: str, origin: str) -> Ledger:
    """The ledger that a document holds, which was read from a text; raises as `parse_ledger` does."""
    ledger, findings = _judged(document, origin)
    if ledger is None or findings:
        raise LedgerInvalidError(origin, located(findings, text), text)
    return ledger


def _judged(document: Mapping[str, object], origin: str) -> tuple[Ledger | None, Sequence[Finding]]:
    """The ledger that a document holds, where each of its tables is sound, and what is wrong all the same."""
    declared = Declared.in_document(document)
    try:
        ledger = Ledger.from_document(document, origin)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        faulty = frozenset(tuple(detail["loc"]) for detail in errors)
        findings = chain(
            explained(errors[: 4 * MOST_TOLD]),  # a table has at most four that are told as one
            broken_references(document, declared, faulty),
            _broken_in_the_rest(document, faulty),
        )
        return None, foremost(findings)
    return ledger, foremost(chain(broken_references(document, declared), broken_rules(ledger)))


def foremost(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, of which nobody reads more than some: the first `MOST_TOLD`, and one that says that there are more."""
    found = list(islice(findings, MOST_TOLD + 1))
    if len(found) > MOST_TOLD:
        found[MOST_TOLD:] = [
            Finding(AND_MORE, (), f"there are more than these {MOST_TOLD:,}", "mend these, then check again")
        ]
    return found


def located(findings: Iterable[Finding], text: str) -> list[Problem]:
    """Findings with their lines and columns, in the order of the text."""
    findings = list(findings)
    if not findings:
        return []
    # The syntax tree is loaded only here: a ledger without fault never needs it.
    from mss_gap.ledger.locate import Locator

    others = {finding.other for finding in findings if finding.other is not None}
    locator = Locator(text, {finding.path for finding in findings} | others)
    problems = []
    for finding in findings:
        place = locator.place(finding.path, at_key=finding.at_key)
        other = f"; the other is on line {locator.place(finding.other).line}" if finding.other else ""
        problems.append(
            Problem(
                code=finding.code,
                line=place.line,
                column=place.column,
                path=dotted(finding.path),
                message=f"{finding.message}{other}",
                hint=finding.hint,
            )
        )
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code))


def dotted(path: LedgerPath) -> str:
    """A path as text, list positions counted from 0.

    >>> dotted(("pledges", 3, "date"))
    'pledges[3].date'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _not_toml(error: SyntaxProblemError, text: str, origin: str) -> LedgerInvalidError:
    problem = Problem(
        code=error.code,
        line=error.place.line,
        column=error.place.column,
        path="",
        message=error.message,
        hint=error.hint,
    )
    return LedgerInvalidError(origin, [problem], text)


def _broken_in_the_rest(document: Mapping[str, object], faulty: frozenset[LedgerPath]) -> Iterator[Finding]:
    """The rules that the sound part of a faulty document breaks, so that one run reports everything."""
    unsound = {path[:2] for path in faulty}
    sound: dict[str, object] = {"commitments": {}}
    kept: dict[str, list[int]] = {}
    for section, content in document.items():
        if (section,) in unsound:
            continue
        if isinstance(content, list):
            kept[section] = [index for index in range(len(content)) if (section, index) not in unsound]
            sound[section] = [content[index] for index in kept[section]]
        elif isinstance(content, dict):
            sound[section] = {key: value for key, value in content.items() if (section, key) not in unsound}
        else:
            sound[section] = content
    for finding in broken_rules(Ledger.from_document(sound, "")):
        yield replace(finding, path=_in_full(finding.path, kept), other=finding.other and _in_full(finding.other, kept))


def _in_full(path: LedgerPath, kept: dict[str, list[int]]) -> LedgerPath:
    """The path in the whole document of what stands at a path in the sound part."""
    match path:
        case (str(section), int(index), *rest):
            return (section, kept[section][index], *rest)
        case _:
            return path
