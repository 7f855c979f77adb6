"""Reads the entries of a large ledger faster: equal lines are parsed and checked once.

A ledger of 100,000 entries has some ten thousand different lines. Each is TOML by itself, unless a text spans several
lines, so that they can be read separately. A document that is not as plain as that, or wrong in any way, is left to the
reading of the whole document, which says what is wrong.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

from mss_gap.ledger.entry import Actual, Pledge
from mss_gap.ledger.model import keys_of
from mss_gap.ledger.read.toml import SyntaxProblemError, parse

FEWEST = 5000
"""Headers below which a document is read as quickly as a whole.

Measured on ledgers of the benchmarks, each read once in ten new processes, as the least time of the processor in
milliseconds, line by line and as a whole: 1,000 entries 67 and 56, 3,000 92 and 94, 5,000 126 and 124, 8,000 159 and 199.
"""
_KINDS = {"pledges": Pledge, "actuals": Actual}
_AnEntry = TypeVar("_AnEntry", Pledge, Actual)


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """A document whose entries were read line by line."""

    rest: Mapping[str, object]
    """The document without its entries."""
    pledges: tuple[Pledge, ...]
    actuals: tuple[Actual, ...]
    stated: Mapping[str, Sequence[Mapping[str, object]]]
    """What the entries of each section state: a table for each different line, with one key or none."""


class _NotPlainError(Exception):
    """The document must be read as a whole."""


def read_plainly(text: str) -> PlainDocument | None:
    """The document that a text holds, if it is large and plain; None where it must be read as a whole."""
    if text.count("\n[[") < FEWEST or '"""' in text or "'''" in text:
        return None
    bodies: dict[str, list[str]] = {section: [] for section in _KINDS}
    rest, headers = _without_bodies(text, bodies)
    try:
        document = parse(rest)
        # What is left of the entries are some of their headers, with nothing below; else they are not what they seem.
        if any(_list_in(document, section) != [{}] * headers[section] for section in _KINDS):
            return None
        pledges, said_of_pledges = _entries(Pledge, bodies["pledges"])
        actuals, said_of_actuals = _entries(Actual, bodies["actuals"])
    except (_NotPlainError, SyntaxProblemError, ValidationError):
        return None
    document = {section: content for section, content in document.items() if section not in _KINDS}
    return PlainDocument(document, pledges, actuals, {"pledges": said_of_pledges, "actuals": said_of_actuals})


def _without_bodies(text: str, bodies: Mapping[str, list[str]]) -> tuple[str, Counter[str]]:
    """The text without the lines below the headers of entries, which go to `bodies`; and how many headers it keeps.

    It keeps the first header of each run, so that a misplaced one is refused, as within a list that is not closed.
    """
    rest = []
    headers = Counter[str]()
    latest = ""
    for piece in f"\n{text}".split("\n["):
        header, _, body = piece.partition("\n")
        section = _SECTIONS.get(header, "")
        if not section:
            rest.append(piece)
        else:
            bodies[section].append(body)
            if section != latest:
                rest.append(header)
                headers[section] += 1
        latest = section
    return "\n[".join(rest).removeprefix("\n"), headers


_SECTIONS = {f"[{section}]]": section for section in _KINDS}


def _list_in(document: Mapping[str, object], section: str) -> Sequence[Mapping[str, object]]:
    tables = document.get(section, [])
    if not isinstance(tables, list):
        raise _NotPlainError
    return tables


def _entries(
    kind: type[_AnEntry], bodies: Sequence[str]
) -> tuple[tuple[_AnEntry, ...], Sequence[Mapping[str, object]]]:
    """The entries of some texts, and what their different lines state; raises `_NotPlainError`."""
    lines = list({line: None for body in bodies for line in body.split("\n")})
    tables = _tables_of(lines)
    stated = _check(kind, lines, tables)
    fields = keys_of(kind)
    required = {key for key, field in fields.items() if field.is_required()}
    # Every value is checked by now. Only setting the slots makes a frozen value without a second check.
    slots = {key: getattr(kind, key).__set__ for key in fields}
    settable = {line: (key, slots[key], value) for line, (key, value) in stated.items()}
    left_out: dict[tuple[str, ...], list[tuple[Callable[[object, object], None], object]]] = {}
    entries = []
    for body in bodies:
        stating = [found for line in body.split("\n") if (found := settable.get(line))]
        keys = tuple([key for key, _, _ in stating])
        if keys not in left_out:
            if len(set(keys)) != len(keys) or not required <= set(keys):
                raise _NotPlainError
            left_out[keys] = [(slots[key], field.default) for key, field in fields.items() if key not in keys]
        entry = kind.__new__(kind)
        for _, set_slot, value in stating:
            set_slot(entry, value)
        for set_slot, default in left_out[keys]:
            set_slot(entry, default)
        entries.append(entry)
    return tuple(entries), tables


_PLAIN = re.compile(
    r"""([a-z]+)\ =\ (?: "([^"\\\x00-\x1f\x7f]*)" | ([0-9]{4}-[0-9]{2}-[0-9]{2}) | (-?(?:0|[1-9][0-9]{0,17})(\.[0-9]+)?) )""",
    re.VERBOSE,
)
"""A line that states a text without escapes, a date or a usual number, as almost every line does."""


def _tables_of(lines: Sequence[str]) -> Sequence[Mapping[str, object]]:
    """What each line states, as a table; raises `_NotPlainError` where a line is not TOML by itself."""
    read = [plain_line(line) for line in lines]
    others = iter(_parsed([line for line, table in zip(lines, read, strict=True) if table is None]))
    return [next(others) if table is None else table for table in read]


def plain_line(line: str) -> Mapping[str, object] | None:
    """What a plain line states, as the parser would read it but in a quarter of its time; None for another line."""
    found = _PLAIN.fullmatch(line)
    if found is None:
        return None
    key, text, day, number, decimals = found.groups()
    if text is not None:
        return {key: text}
    if number is not None:
        return {key: Decimal(number) if decimals else int(number)}
    try:
        return {key: date.fromisoformat(day)}
    except ValueError:
        return None


def _parsed(lines: Sequence[str]) -> Sequence[Mapping[str, object]]:
    """What each line states, by the parser."""
    if not lines:
        return ()
    document = parse("".join(f"[[lines]]\n{line}\n" for line in lines))
    tables = _list_in(document, "lines")
    if len(tables) != len(lines) or len(document) > 1 or any(len(table) > 1 for table in tables):
        raise _NotPlainError
    return tables


def _check(
    kind: type[_AnEntry], lines: Sequence[str], tables: Sequence[Mapping[str, object]]
) -> Mapping[str, tuple[str, object]]:
    """The key and the checked value of each line that has one; raises pydantic's `ValidationError`."""
    by_key: dict[str, dict[str, object]] = {}
    for line, table in zip(lines, tables, strict=True):
        for key, value in table.items():
            by_key.setdefault(key, {})[line] = value
    stated: dict[str, tuple[str, object]] = {}
    hints = get_type_hints(kind, include_extras=True)
    for key, values in by_key.items():
        if key not in keys_of(kind):
            raise _NotPlainError
        checker = TypeAdapter(list[hints[key]])  # type: ignore[valid-type]  # a type that is a value
        checked = checker.validate_python(list(values.values()))
        stated.update((line, (key, value)) for line, value in zip(values, checked, strict=True))
    return stated
