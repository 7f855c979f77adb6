"""What can be wrong with a ledger, as values that carry their place."""

from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where something stands in a ledger: `("pledges", 3, "date")`, list positions counted from 0."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ledger's text, as an editor counts: the first line and the first column are 1.

    Columns count characters, not bytes.
    """

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, by its path: where in the text it stands is looked up only for those that exist."""

    code: str
    path: Path
    message: str
    hint: str
    at_key: bool = False
    """True where the key itself is wrong, rather than its value."""
    other: Path | None = None
    """What it contradicts: its line is added to the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, at its line and column, with what to write instead."""

    code: str
    """What kind of mistake, in a word or two: `unknown-key`."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    path: str
    """Where in the ledger: `pledges[3].date`; empty where the text is not even TOML."""
    message: str
    hint: str
    """What to write instead."""


AND_MORE = "and-more"
"""The code of the last problem where there are too many to tell."""


class LedgerError(Exception):
    """A ledger that cannot be used. Its text is one line, without a trailing full stop."""


class LedgerUnreadableError(LedgerError):
    """No bytes could be had: no such file, a folder, no permission, a name that is not a path."""

    def __init__(self, origin: str, reason: str, hint: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason
        self.hint = hint


class LedgerInvalidError(LedgerError):
    """The bytes are there and are not a valid ledger: `problems` has all that is wrong, sorted by line.

    `text` is what was read, for excerpts.
    """

    def __init__(self, origin: str, problems: Sequence[Problem], text: str) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{origin}:{first.line}:{first.column}: {first.message}{more}")
        self.origin = origin
        self.problems = tuple(problems)
        self.text = text


class EntryInvalidError(LedgerInvalidError):
    """A ledger is valid, and would no longer be with a new entry: the text is that of the ledger with the entry."""


class LedgerUnwritableError(LedgerError):
    """A ledger cannot be changed, and is as it was: read-only, a full disk, no folder, no file at all."""

    def __init__(self, origin: str, reason: str, hint: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason
        self.hint = hint
