"""One more entry at the end of a ledger: from its bytes to its bytes, of which none that was there changes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mss_gap.ledger.model import Ledger
from mss_gap.ledger.explain.problems import EntryInvalidError, LedgerInvalidError, LedgerUnwritableError
from mss_gap.ledger.read.load import Inspected, extended, inspect, parse_ledger
from mss_gap.ledger.read.toml import parse


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A table to add to a section: to a list of tables, or under an id of its own."""

    section: str
    table: Mapping[str, object]
    """Without the keys that are not stated: TOML has no null."""
    id: str | None = None

    def toml(self) -> str:
        r"""The entry as a ledger has it, with a heading of its own.

        >>> NewEntry("events", {"title": "A vote"}).toml()
        '[[events]]\ntitle = "A vote"\n'
        """
        import tomli_w

        if self.id is None:
            # A list of tables that tomli-w is given whole may come out as a list in one line.
            return f"[[{self.section}]]\n{tomli_w.dumps(self.table)}"
        return tomli_w.dumps({self.section: {self.id: self.table}})


@dataclass(frozen=True, slots=True)
class Addition:
    """A ledger before and after an entry was added to it."""

    content: bytes
    """The ledger with the entry, as bytes."""
    toml: str
    """The entry alone."""
    before: Ledger
    after: Ledger


def add_entry(content: bytes, origin: str, entry_for: Callable[[Ledger], NewEntry]) -> Addition:
    """The ledger that some bytes hold, with an entry that may depend on it added at the end.

    Raises `LedgerInvalidError` where the bytes are no valid ledger, `EntryInvalidError` where they would be none with
    the entry, and `LedgerUnwritableError` where the ledger is written in a way that no entry can follow.
    """
    before = inspect(content, origin)
    entry = entry_for(before.ledger)
    toml = entry.toml()
    longer = appended(content, toml)
    after = extended(before, parse(toml)) if _is_open(entry, before) else None
    if after is None:
        try:
            after = parse_ledger(longer, origin)
        except LedgerInvalidError as error:
            if any(problem.code == "syntax" for problem in error.problems):
                raise _inline(origin, entry) from error
            raise EntryInvalidError(origin, error.problems, error.text) from error
    return Addition(longer, toml, before.ledger, after)


def _is_open(entry: NewEntry, ledger: Inspected) -> bool:
    """Whether an entry at the end of a text is sure to join its section, so that the text need not be read once more.

    It may not be where the section is closed in brackets, or has the entry's id. A line that looks like a heading is one
    in a text without strings of several lines.
    """
    section, text = ledger.document.get(entry.section), ledger.text
    if section is None:
        return True
    if (isinstance(section, dict) and entry.id in section) or '"""' in text or "'''" in text:
        return False
    heading = rf"^[ \t]*(\[\[[ \t]*{entry.section}[ \t]*\]\]|\[[ \t]*{entry.section}[ \t]*[.\]])"
    return re.search(heading, text, re.MULTILINE) is not None


def appended(content: bytes, toml: str) -> bytes:
    r"""Bytes with an entry after them, apart by an empty line, in the line ends that most of their lines have.

    >>> appended(b"a = 1", "[[b]]\n")
    b'a = 1\n\n[[b]]\n'
    >>> appended(b"a = 1\r\n", "[[b]]\n")
    b'a = 1\r\n\r\n[[b]]\r\n'
    """
    line_end = b"\r\n" if 2 * content.count(b"\r\n") > content.count(b"\n") else b"\n"
    last_line = content[content.rfind(b"\n", 0, max(len(content) - 1, 0)) + 1 :]
    missing = b"" if content.endswith(b"\n") else line_end
    apart = line_end if last_line.strip() else b""
    return content + missing + apart + toml.encode().replace(b"\n", line_end)


def _inline(origin: str, entry: NewEntry) -> LedgerUnwritableError:
    """Why an entry that is sound cannot follow a ledger that is: TOML closes what stands in one pair of brackets."""
    if entry.id is None:
        reason = f"{entry.section} = [ … ] is a closed list, which no entry at the end of the file can join"
        hint = f"give each of its entries a heading of its own: [[{entry.section}]]"
    else:
        reason = f"{entry.section} = {{ … }} is a closed table, which no entry at the end of the file can join"
        hint = f"give each of its entries a heading of its own: [{entry.section}.{entry.id}]"
    return LedgerUnwritableError(origin, reason, hint)
