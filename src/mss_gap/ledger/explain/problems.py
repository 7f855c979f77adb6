"""What can be wrong with a ledger, as values that carry their place, and as errors that carry their exit status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from mss_gap.ledger.find import FileRead

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value of a ledger: `("pledges", 3, "date")`, counted from 0."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ledger's text, as an editor counts: the first line and the first column are 1.

    Columns count characters, not bytes.
    """

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, by its path; its line is looked up later."""

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
    file: str
    """The file that it is in: the path as given, `-` for standard input, or `built-in`."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    path: str
    """Where in the ledger: `pledges[3].date`; empty where the text is not even TOML."""
    message: str
    hint: str
    """What to write instead."""


NO_CELLS: Mapping[Problem, Sequence[str]] = MappingProxyType({})
AND_MORE = "and-more"
"""The code of the last problem where there are too many to report."""


class ExitStatus(IntEnum):
    """How the program ends, for a shell to tell."""

    DONE = 0
    CHECK_FAILED = 1
    WRONG_USAGE = 2
    LEDGER_UNUSABLE = 3
    OUTPUT_UNWRITABLE = 4
    INTERRUPTED = 130


class LedgerError(Exception):
    """A ledger that cannot be used: which, why, and what to do. As text it is one line without a full stop at its end."""

    status: ClassVar[ExitStatus] = ExitStatus.LEDGER_UNUSABLE
    """How the program ends that does not handle it."""
    sentence: ClassVar[str] = "{origin}: {reason}; {hint}"
    """How the program says it: a template of the error's fields and of `errors`, the number of its problems in words."""

    problems: tuple[Problem, ...] = ()
    """All that is wrong with the ledger's text, sorted by line."""
    text: str = ""
    """What was read, for excerpts."""
    cells: Mapping[Problem, Sequence[str]] = NO_CELLS
    """The row of a table that a problem is in."""
    tables: "tuple[FileRead, ...]" = ()
    """The files of tables that were read."""

    def __init__(self, origin: str, reason: str, hint: str) -> None:
        super().__init__(origin, reason, hint)
        self.origin = origin
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        """Which ledger, and why."""
        return f"{self.origin}: {self.reason}"


class LedgerUnreadableError(LedgerError):
    """The bytes cannot be read: no such file, a folder, no permission, a name that is not a path."""


class LedgerUnwritableError(LedgerError):
    """A ledger cannot be changed, and is as it was: read-only, a full disk, no folder, no file at all."""

    status = ExitStatus.OUTPUT_UNWRITABLE


class IdTakenError(LedgerError):
    """A ledger has a table with the id of a new one, and is as it was: the reason says where."""

    status = ExitStatus.WRONG_USAGE


class LedgerInvalidError(LedgerError):
    """The bytes can be read and are not a valid ledger: `problems` has all that is wrong."""

    sentence = "{origin} is not a valid ledger: {errors}"

    def __init__(
        self,
        origin: str,
        problems: Sequence[Problem],
        text: str,
        cells: Mapping[Problem, Sequence[str]] = NO_CELLS,
        tables: "tuple[FileRead, ...]" = (),
    ) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(origin, f"{problems[0].message}{more}", problems[0].hint)
        self.problems = tuple(problems)
        self.text = text
        self.cells = cells
        self.tables = tables

    def __str__(self) -> str:
        """The place of the first problem, and what it is."""
        return f"{self.origin}:{self.problems[0].line}:{self.problems[0].column}: {self.reason}"


class EntryInvalidError(LedgerInvalidError):
    """A valid ledger would be invalid with a new entry: `text` is that of the ledger with the entry."""

    sentence = "{origin} is as it was: with this entry it would have {errors}"


class NewLedgerInvalidError(LedgerInvalidError):
    """A ledger is not made, because it would be invalid: `text` is what it would be."""

    sentence = "{origin} is not made: it would have {errors}"
