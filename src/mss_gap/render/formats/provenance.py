"""What made a page or an export, and of what: so that a reader can make it again and compare."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from mss_gap.ledger.find import BUILT_IN, STANDARD_INPUT, FileRead, ledger_name
from mss_gap.render.harmless import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The program, the ledger and the date that something was made of."""

    version: str
    """The program's version."""
    origin: str
    """Which ledger was read: the path as given, `-` for standard input, or `built-in`."""
    digest: str
    """The SHA-256 of the ledger's bytes, in hexadecimal."""
    as_of: date | None
    tables: tuple[FileRead, ...] = ()
    """The files beside the ledger whose rows are entries."""

    everything: bool = False
    """True where a page lists all, however long it gets."""

    @property
    def ledger(self) -> str:
        """The ledger's file name, without its folders, which are private."""
        return plain(ledger_name(self.origin))

    @property
    def digests(self) -> Sequence[tuple[str, str]]:
        """The name of each of those files as the ledger has it, and the SHA-256 of its bytes."""
        return [(plain(table.file), table.sha256) for table in self.tables]

    @property
    def check(self) -> str:
        """The command that prints the digests of the same ledger and its tables, in the ledger's folder."""
        return " ".join(["sha256sum", self._argument, *(shlex.quote(name) for name, _ in self.digests)])

    @property
    def remake(self) -> str:
        """The command that makes the same page of the same ledger, in a folder without another one."""
        return self.make_all if self.everything else self.command("report", "--output page.html")

    @property
    def make_all(self) -> str:
        """The command that makes a page of the same ledger that lists all."""
        return self.command("report", "--entries all --output page.html")

    def command(self, name: str, arguments: str) -> str:
        """A command on the same ledger and date, in a folder without another ledger."""
        ledger = "" if self.origin == BUILT_IN else f" --ledger {self._argument}"
        day = f" --as-of {self.as_of.isoformat()}" if self.as_of else ""
        return f"mss-gap {name}{ledger}{day} {arguments}"

    @property
    def _file(self) -> str:
        return plain(PurePath(self.origin).name)

    @property
    def _argument(self) -> str:
        names = {BUILT_IN: "commitments.toml", STANDARD_INPUT: "ledger.toml"}
        return names.get(self.origin) or shlex.quote(self._file)
