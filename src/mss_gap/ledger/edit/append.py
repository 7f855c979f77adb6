"""Appends an entry to a ledger without changing existing bytes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from pathlib import Path as FilePath
from typing import Self

from mss_gap.ledger.check import shown
from mss_gap.ledger.dates import Month, Year
from mss_gap.ledger.entry import Actual, Pledge, Qualifier
from mss_gap.ledger.explain.ledger_tables import TABLES
from mss_gap.ledger.explain.problems import (
    EntryInvalidError,
    IdTakenError,
    LedgerInvalidError,
    LedgerUnwritableError,
    Path,
)
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.model import Claim, Event, Ledger, keys_of
from mss_gap.ledger.near import nearest
from mss_gap.ledger.read.bytes import SPLIT, excess
from mss_gap.ledger.read.load import Inspected, extend, inspect, parse_ledger
from mss_gap.ledger.read.locate import line_of
from mss_gap.ledger.read.toml import parse

REPEATABLE = frozenset({"pledges", "actuals", "claims", "events"})
"""The sections that may have the same entry twice: neither an id nor a rule tells two of them apart."""
_IN_OTHER_WORDS = frozenset({"note", "source", "qualifier", "stage", "currency"})
"""The keys that two entries may state differently and say the same."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A table to add to a section: to a list of tables, or under an id of its own."""

    section: str
    table: Mapping[str, object]
    """Without the keys that are not stated: TOML has no null."""
    id: str | None = None

    @classmethod
    def stating(cls, section: str, stated: Mapping[str, object], identifier: str | None = None) -> Self:
        """An entry of what is stated, as a person would write it; what is None is left out."""
        written = {key: _toml_value(key, value) for key, value in stated.items()}
        return cls(section, {key: value for key, value in written.items() if value is not None}, identifier)

    def toml(self) -> str:
        r"""The entry as it is written in a ledger, with a heading of its own.

        >>> NewEntry("events", {"title": "A vote"}).toml()
        '[[events]]\ntitle = "A vote"\n'
        """
        import tomli_w

        if self.id is None:
            # A list of tables that tomli-w is given whole may come out as a list in one line.
            return f"[[{self.section}]]\n{tomli_w.dumps(self.table)}"
        return tomli_w.dumps({self.section: {self.id: self.table}})


class _Plain(Decimal):
    """A number that is written without an exponent, however small it is."""

    def __str__(self) -> str:
        """The number in digits."""
        return f"{self:f}"


def _toml_value(key: str, value: object) -> object:
    """A whole number as an integer, a month or a year as text, and a list of one source as that source."""
    match key, value:
        case _, Month() | Year():
            return str(value)
        case _, Decimal():
            return _Plain(value) if "." in f"{value:f}" else int(value)
        case _, [] | ():
            return None
        case "source", [only] | (only,):
            return only
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Addition:
    """A ledger before and after an entry was added to it."""

    content: bytes
    """The ledger with the entry, as bytes."""
    toml: str
    """Only the entry."""
    before: Ledger
    after: Ledger
    twin: Path | None
    """The path of an earlier entry that says the same; None without one."""
    near: Path | None
    """The path of an earlier table whose id differs by a typing mistake; None without one."""


def add_entry(
    content: bytes, origin: str, entry_for: Callable[[Ledger], NewEntry], folder: FilePath | None = None
) -> Addition:
    """Append an entry, which may depend on the ledger, to the bytes of a ledger.

    Raises `LedgerInvalidError` where the bytes are not a valid ledger, `EntryInvalidError` where they would not be one
    with the entry, `IdTakenError` where its section has its id already, and `LedgerUnwritableError` where the ledger is
    written so that no entry can follow, or would become too large to be read again.
    """
    before = inspect(content, origin, folder)
    entry = entry_for(before.ledger)
    if entry.id is not None and entry.id in getattr(before.ledger, entry.section):
        raise _id_taken(origin, entry.section, entry.id, before.text)
    toml = entry.toml()
    longer = append(content, toml)
    reason = excess(longer)
    if reason is not None:
        raise LedgerUnwritableError(origin, f"with this entry {reason}", SPLIT)
    after = extend(before, parse(toml)) if _is_open(entry, before) else None
    if after is None:
        try:
            after = parse_ledger(longer, origin, folder)
        except LedgerInvalidError as error:
            if any(problem.code == "syntax" for problem in error.problems):
                raise _inline(origin, entry) from error
            raise EntryInvalidError(origin, error.problems, error.text, error.cells) from error
    after = after.read_from(FileRead.of(origin, longer), *before.ledger.files[1:], tables=after.tables_read)
    twin, near = _twin(entry.section, before.ledger, after), _near(entry, before.ledger)
    return Addition(longer, toml, before.ledger, after, twin, near)


def _id_taken(origin: str, section: str, identifier: str, text: str) -> IdTakenError:
    line = line_of((section, identifier), text)
    called, key = TABLES[section].called, "code" if section == "contributors" else "id"
    reason = f"there is {called} {shown(identifier)} already, on line {line}"
    return IdTakenError(origin, reason, f"choose another {key}, or change that table")


def _near(entry: NewEntry, before: Ledger) -> Path | None:
    """The path of a table whose id differs from that of a new one by a typing mistake.

    Ids with digits, such as those of dated sources, are alike on purpose.
    """
    if entry.id is None or any(letter.isdigit() for letter in entry.id):
        return None
    others = [key for key in getattr(before, entry.section) if not any(letter.isdigit() for letter in key)]
    others = [key for key in others if key.lower() != entry.id.lower()]  # validate warns of look-alikes
    return next(((entry.section, key) for key in nearest(entry.id, others)), None)


def _twin(section: str, before: Ledger, after: Ledger) -> Path | None:
    """The path of an entry that says the same as the new one at the end of its section, whatever their notes say."""
    if section not in REPEATABLE:
        return None
    new = getattr(after, section)[-1]
    stated = attrgetter(*(key for key in keys_of(type(new)) if key not in _IN_OTHER_WORDS))
    said = stated(new)
    for position, entry in enumerate(getattr(before, section)):
        if stated(entry) == said and _rest(entry, after) == _rest(new, after):
            return section, position
    return None


def _rest(entry: Pledge | Actual | Claim | Event, ledger: Ledger) -> tuple[object, ...]:
    """The sources of an entry in any order; its qualifier, stage and currency, stated or not."""
    if isinstance(entry, Event):
        return (frozenset(entry.source),)
    commitment = ledger.commitments.get(entry.commitment or "")
    unit, counting = (commitment.unit, commitment.counting_stage) if commitment else (None, None)
    currency = None if isinstance(entry, Claim) else entry.currency or unit
    return frozenset(entry.source), entry.qualifier or Qualifier.EXACTLY, entry.stage or counting, currency


def _is_open(entry: NewEntry, ledger: Inspected) -> bool:
    """Whether an entry at the end of a text certainly joins its section, so that the text need not be read again.

    It does not where the section is in brackets, or has the entry's id already. A line that looks like a heading is one
    unless the text has strings of several lines.
    """
    section, text = ledger.document.get(entry.section), ledger.text
    if section is None:
        return True
    if (isinstance(section, dict) and entry.id in section) or '"""' in text or "'''" in text:
        return False
    heading = rf"^[ \t]*(\[\[[ \t]*{entry.section}[ \t]*\]\]|\[[ \t]*{entry.section}[ \t]*[.\]])"
    return re.search(heading, text, re.MULTILINE) is not None


def append(content: bytes, toml: str) -> bytes:
    r"""Bytes with an entry after them and an empty line between, with the line ends of most of their lines.

    >>> append(b"a = 1", "[[b]]\n")
    b'a = 1\n\n[[b]]\n'
    >>> append(b"a = 1\r\n", "[[b]]\n")
    b'a = 1\r\n\r\n[[b]]\r\n'
    """
    line_end = b"\r\n" if 2 * content.count(b"\r\n") > content.count(b"\n") else b"\n"
    last_line = content[content.rfind(b"\n", 0, max(len(content) - 1, 0)) + 1 :]
    missing = b"" if content.endswith(b"\n") else line_end
    apart = line_end if last_line.strip() else b""
    return content + missing + apart + toml.encode().replace(b"\n", line_end)


def _inline(origin: str, entry: NewEntry) -> LedgerUnwritableError:
    """The error for a valid entry that cannot follow a valid ledger: TOML closes a list or table in brackets."""
    if entry.id is None:
        reason = f"{entry.section} = [ … ] is a closed list, which no entry at the end of the file can join"
        hint = f"give each of its entries a heading of its own: [[{entry.section}]]"
    else:
        reason = f"{entry.section} = {{ … }} is a closed table, which no entry at the end of the file can join"
        hint = f"give each of its entries a heading of its own: [{entry.section}.{entry.id}]"
    return LedgerUnwritableError(origin, reason, hint)
