"""Reading: from a file to a ledger, or to all that is wrong with it."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from mss_gap.ledger.explain import explained
from mss_gap.ledger.find import Location, find_ledger
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.problems import Finding, LedgerInvalidError, LedgerUnreadableError, Problem
from mss_gap.ledger.problems import Path as LedgerPath
from mss_gap.ledger.rules import Declared, broken_rules
from mss_gap.ledger.syntax import SyntaxProblemError, decode, parse


def load(path: str | Path | None = None) -> Ledger:
    """Read a ledger from a file; without a path, the one that the command would read.

    That is `$MSS_GAP_LEDGER`, else the current folder's `data/commitments.toml` or `commitments.toml`, else the
    ledger that ships with the program. Raises `LedgerUnreadableError` where there is no such file, and
    `LedgerInvalidError`, which has every problem with its line and column, where the file is no valid ledger.
    """
    return read_ledger(find_ledger(None if path is None else str(path), os.environ, Path.cwd()))


def read_ledger(location: Location) -> Ledger:
    """Read the ledger at a location; raises as `load` does."""
    return parse_ledger(read_bytes(location), location.origin)


def read_bytes(location: Location) -> bytes:
    """The bytes at a location; raises `LedgerUnreadableError`."""
    if location.file is None:
        return sys.stdin.buffer.read()
    try:
        return location.file.read_bytes()
    except FileNotFoundError:
        reason, hint = "there is no such file", "check the path after --ledger, or leave it out for the built-in ledger"
    except IsADirectoryError:
        reason, hint = "this is a folder", "name the TOML file in it"
    except PermissionError:
        reason, hint = "no permission to read it", "ask its owner, or copy it to a place of yours"
    except (OSError, ValueError) as error:
        reason, hint = f"cannot be read: {getattr(error, 'strerror', None) or error}", "check the path after --ledger"
    raise LedgerUnreadableError(location.origin, reason, hint)


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
    try:
        text = decode(content)
    except SyntaxProblemError as error:
        raise _not_toml(error, content.decode(errors="replace"), origin) from error
    try:
        document = parse(text)
    except SyntaxProblemError as error:
        raise _not_toml(error, text, origin) from error
    try:
        ledger = Ledger.from_document(document, origin)
    except ValidationError as error:
        findings = [explained(detail) for detail in error.errors(include_url=False)]
        findings += _broken_in_the_rest(document, findings)
        raise LedgerInvalidError(origin, located(findings, text), text) from error
    findings = list(broken_rules(ledger, Declared.by(ledger)))
    if findings:
        raise LedgerInvalidError(origin, located(findings, text), text)
    return Inspected(ledger, text)


def located(findings: Iterable[Finding], text: str) -> list[Problem]:
    """Findings with their lines and columns, in the order of the text."""
    findings = list(findings)
    if not findings:
        return []
    # The syntax tree is loaded only here: a ledger without fault never needs it.
    from mss_gap.ledger.locate import Locator

    locator = Locator(text, {finding.path for finding in findings})
    problems = []
    for finding in findings:
        place = locator.place(finding.path, at_key=finding.at_key)
        problems.append(
            Problem(
                code=finding.code,
                line=place.line,
                column=place.column,
                path=dotted(finding.path),
                message=finding.message,
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


def _broken_in_the_rest(document: dict[str, object], findings: list[Finding]) -> Iterator[Finding]:
    """The rules that the sound part of a faulty document breaks, so that one run reports everything."""
    faulty = {finding.path[:length] for finding in findings for length in (1, 2) if len(finding.path) >= length}
    unusable = {finding.path[0] for finding in findings if len(finding.path) == 1}
    sound: dict[str, object] = {"commitments": {}}
    kept: dict[str, list[int]] = {}
    for section, content in document.items():
        if section in unusable:
            continue
        if isinstance(content, list):
            kept[section] = [index for index in range(len(content)) if (section, index) not in faulty]
            sound[section] = [content[index] for index in kept[section]]
        elif isinstance(content, dict):
            sound[section] = {key: value for key, value in content.items() if (section, key) not in faulty}
        else:
            sound[section] = content
    for finding in broken_rules(Ledger.from_document(sound, ""), Declared.in_document(document)):
        if finding.path in faulty:
            continue
        match finding.path:
            case (str(section), int(index), *rest):
                yield replace(finding, path=(section, kept[section][index], *rest))
            case _:
                yield finding
