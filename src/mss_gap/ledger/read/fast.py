"""Reads the entries of a large ledger faster: equal lines are parsed and checked once.

A ledger of 100,000 entries has some ten thousand different lines. Each is TOML by itself, unless a text spans several
lines, so that they can be read separately. A document that is not as plain as that, or wrong in any way, is left to the
reading of the whole document, which says what is wrong.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import repeat
from types import MappingProxyType
from typing import TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

from mss_gap.ledger.entry import Actual, Pledge
from mss_gap.ledger.model import keys_of
from mss_gap.ledger.read.toml import SyntaxProblemError, parse

_TOGETHER = 2000
"""Entries that are made together: so few that they and their values stay in the processor's cache."""
_KINDS = {"pledges": Pledge, "actuals": Actual}
_HEADERS = MappingProxyType({f"[{section}]]": section for section in _KINDS})
"""The sections of entries by what follows the first bracket of their headers, which are all as long."""
_AnEntry = TypeVar("_AnEntry", Pledge, Actual)


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """A document whose entries were read line by line."""

    rest: Mapping[str, object]
    """The document without its entries."""
    pledges: tuple[Pledge, ...]
    actuals: tuple[Actual, ...]
    stated: Sequence[Mapping[str, object]]
    """What the entries state in words: a table for each different line, with one key."""


class _NotPlainError(Exception):
    """The document must be read as a whole."""


def read_plainly(text: str) -> PlainDocument | None:
    """The document that a text holds, if it is plain; None where it must be read as a whole."""
    texts: dict[str, list[str]] = {section: [] for section in _KINDS}
    rest, headers = _without_entries(text, texts)
    if _spans_lines(rest):
        return None
    lines = _Lines()
    try:
        document = parse(rest)
        # What is left of the entries are some of their headers, with nothing below; else they are not what they seem.
        if any(_list_in(document, section) != [{}] * headers[section] for section in _KINDS):
            return None
        pledges, actuals = _entries(Pledge, texts["pledges"], lines), _entries(Actual, texts["actuals"], lines)
    except (_NotPlainError, SyntaxProblemError, ValidationError):
        return None
    document = {section: content for section, content in document.items() if section not in _KINDS}
    return PlainDocument(document, pledges, actuals, lines.words)


def _without_entries(text: str, texts: Mapping[str, list[str]]) -> tuple[str, Counter[str]]:
    """The text without the entries, which go to `texts` with most of their header; and how many headers it keeps.

    It keeps the first header of each section in each run of entries, so that a misplaced one is refused, as within a list
    that is not closed.
    """
    rest = []
    headers = Counter[str]()
    kept = set[str]()
    for piece in f"\n{text}".split("\n["):
        section = _SECTIONS.get(piece[:_LENGTH], "")
        if not section:
            rest.append(piece)
            kept.clear()
        else:
            texts[section].append(piece)
            if section not in kept:
                rest.append(piece[: _LENGTH - 1])
                headers[section] += 1
                kept.add(section)
    return "\n[".join(rest).removeprefix("\n"), headers


_SECTIONS = {f"{header}\n": section for header, section in _HEADERS.items()}
(_LENGTH,) = set(map(len, _SECTIONS))


def _spans_lines(text: str) -> bool:
    """Whether there may be a text of several lines."""
    return '"""' in text or "'''" in text


def _list_in(document: Mapping[str, object], section: str) -> Sequence[Mapping[str, object]]:
    tables = document.get(section, [])
    if not isinstance(tables, list):
        raise _NotPlainError
    return tables


class _Lines(dict[str, int]):
    """Different lines by their numbers, in the order in which they are asked for, and what each states."""

    def __init__(self) -> None:
        self.keys_of: list[str] = []
        """The key that each line states; empty where it states nothing."""
        self.values_of: list[object] = []
        """The checked values of the keys."""
        self.words: list[Mapping[str, object]] = []
        """What is stated in words, as tables of one key, unchecked."""
        self._new: list[str] = []
        """The lines that were not read yet."""

    def __missing__(self, line: str) -> int:
        self[line] = number = len(self)
        self._new.append(line)
        return number

    def rows(self, texts: Iterable[str]) -> Sequence[tuple[int, ...]]:
        """The lines of each text by their numbers.

        Raises `_NotPlainError` where a line is not TOML by itself, pydantic's `ValidationError` where its value is wrong.
        """
        rows = [tuple(map(self.__getitem__, text.split("\n"))) for text in texts]
        stated = _stated(self._new)
        self._new = []
        self.words += [{key: value} for key, value in stated if isinstance(value, str | list)]
        self.keys_of += [key for key, _ in stated]
        self.values_of += _checked(stated)
        return rows


def _entries(kind: type[_AnEntry], texts: Sequence[str], lines: _Lines) -> tuple[_AnEntry, ...]:
    """The entries in some texts; raises as `rows` does."""
    entries: list[_AnEntry] = []
    for start in range(0, len(texts), _TOGETHER):
        rows = lines.rows(texts[start : start + _TOGETHER])
        entries += _made(kind, rows, lines.keys_of, lines.values_of)
    return tuple(entries)


def _made(
    kind: type[_AnEntry], rows: Sequence[tuple[int, ...]], keys: Sequence[str], values: Sequence[object]
) -> Sequence[_AnEntry]:
    """The entries of some rows, from the key and the value of each line by its number; raises `_NotPlainError`.

    Those that state the same keys in the same order are made together, key by key.
    """
    fields = keys_of(kind)
    required = {key for key, field in fields.items() if field.is_required()}
    entries = [kind.__new__(kind) for _ in rows]
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        alike[tuple(map(keys.__getitem__, row))].append(index)
    for order, indices in alike.items():
        stated = [key for key in order if key]
        if len(set(stated)) != len(stated) or not required <= set(stated) <= fields.keys():
            raise _NotPlainError
        columns = zip(*[rows[index] for index in indices], strict=True)
        content = {key: map(values.__getitem__, column) for key, column in zip(order, columns, strict=True)}
        some = [entries[index] for index in indices]
        for key, field in fields.items():
            # Every value is checked by now. Only setting the slots makes a frozen value without a second check.
            deque(map(getattr(kind, key).__set__, some, content.get(key) or repeat(field.default)), maxlen=0)
    return entries


_PLAIN = re.compile(
    r"""([a-z]+)\ =\ (?: "([^"\\\x00-\x1f\x7f]*)" | ([0-9]{4}-[0-9]{2}-[0-9]{2}) | (-?(?:0|[1-9][0-9]{0,17})(\.[0-9]+)?) )""",
    re.VERBOSE,
)
"""A line that states a text without escapes, a date or a usual number, as almost every line does."""


def _stated(lines: Sequence[str]) -> Sequence[tuple[str, object]]:
    """The key and the value that each line states; raises `_NotPlainError` where a line is not TOML by itself."""
    read = [_NOTHING if line in _HEADERS else plain_line(line) for line in lines]
    others = iter(_parsed([line for line, stated in zip(lines, read, strict=True) if stated is None]))
    return [next(others) if stated is None else stated for stated in read]


_NOTHING = ("", None)
"""What a line states that has no key."""


def plain_line(line: str) -> tuple[str, object] | None:
    """What a plain line states, as the parser would read it but in a quarter of its time; None for another line."""
    found = _PLAIN.fullmatch(line)
    if found is None:
        return None
    key, text, day, number, decimals = found.groups()
    if text is not None:
        return key, text
    if number is not None:
        return key, Decimal(number) if decimals else int(number)
    try:
        return key, date.fromisoformat(day)
    except ValueError:
        return None


def _parsed(lines: Sequence[str]) -> Sequence[tuple[str, object]]:
    """What each line states, by the parser."""
    if not lines:
        return ()
    text = "".join(f"[[lines]]\n{line}\n" for line in lines)
    document = parse(text)
    tables = _list_in(document, "lines")
    if _spans_lines(text) or len(tables) != len(lines) or len(document) > 1 or any(len(table) > 1 for table in tables):
        raise _NotPlainError
    return [next(iter(table.items()), _NOTHING) for table in tables]


def _checked(stated: Sequence[tuple[str, object]]) -> Sequence[object]:
    """The checked values of some keys; raises pydantic's `ValidationError`."""
    checked = [value for _, value in stated]
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for number, (key, _) in enumerate(stated):
        by_key[key].append(number)
    for key, numbers in by_key.items():
        if key:
            sound = _checker(key).validate_python([checked[number] for number in numbers])
            for number, value in zip(numbers, sound, strict=True):
                checked[number] = value
    return checked


@cache
def _checker(key: str) -> TypeAdapter[list[object]]:
    """What checks the values of a key, which means the same in every kind of entry; raises `_NotPlainError`."""
    for kind in _KINDS.values():
        if key in keys_of(kind):
            hint = get_type_hints(kind, include_extras=True)[key]
            return TypeAdapter(list[hint])  # type: ignore[valid-type]  # a type that is a value
    raise _NotPlainError
