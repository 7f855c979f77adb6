"""Finds the ledger to read: by an option, the environment, the folder, or inside the package; names what was read."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NamedTuple, Self

BUILT_IN = "built-in"
STANDARD_INPUT = "-"
VARIABLE = "MSS_GAP_LEDGER"
IN_FOLDER = (Path("data/commitments.toml"), Path("commitments.toml"))

_PACKAGE = Path(__file__).parents[1]


class Location(NamedTuple):
    """A ledger to read: its name, and its file; without a file, standard input."""

    origin: str
    file: Path | None

    @property
    def folder(self) -> Path:
        """The folder that the ledger's tables are below: its own, or the current one for standard input."""
        return Path() if self.file is None else self.file.parent


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read, and what proves that it is the same file."""

    file: str
    """The path as given, `-` for standard input, or `built-in`."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal."""

    @classmethod
    def of(cls, origin: str, content: bytes) -> Self:
        """What was read from a place, by its bytes."""
        from hashlib import sha256  # completion and the help read no ledger

        return cls(origin, sha256(content).hexdigest())


def find_ledger(option: str | None, environment: Mapping[str, str], folder: Path) -> Location:
    """The ledger that a command reads: `option`, else the variable, else the folder's, else the built-in one.

    Whether the file of an option or variable exists is checked when it is read. An empty variable counts as not set; an
    empty option is a path like any other, at which there is no ledger.
    """
    stated = option if option is not None else environment.get(VARIABLE) or None
    if stated == STANDARD_INPUT:
        return Location(STANDARD_INPUT, None)
    if stated == BUILT_IN:
        # A file of that name, called so that it is not taken for the ledger inside the package.
        return Location(f"./{stated}", folder / stated)
    if stated is not None:
        return Location(_in_characters(stated), folder / stated)
    for name in IN_FOLDER:
        if (folder / name).is_file():
            return Location(str(name), folder / name)
    return Location(BUILT_IN, built_in_file("data/commitments.toml"))


def is_built_in(location: Location) -> bool:
    """Whether a location is that of the ledger inside the package, by any path to it."""
    if location.origin == BUILT_IN:
        return True
    return location.file is not None and Path(os.path.realpath(location.file)).is_relative_to(
        os.path.realpath(_PACKAGE)
    )


def ledger_name(origin: str) -> str:
    """The name of a ledger's file without its folders, which are private; or where else it was read from.

    >>> ledger_name("/home/me/haiti.toml"), ledger_name("-")
    ('haiti.toml', 'a ledger from standard input')
    """
    if origin == BUILT_IN:
        return "the record that ships with it, commitments.toml"
    return "a ledger from standard input" if origin == STANDARD_INPUT else PurePath(origin).name


def _in_characters(path: str) -> str:
    """A path as people can read it: each byte that is not UTF-8 becomes a replacement character."""
    return path.encode(errors="surrogateescape").decode(errors="replace")


def built_in_file(name: str) -> Path:
    """A file that ships with the program: inside an installed package, or beside the sources of a checkout."""
    installed = _PACKAGE / name
    return installed if installed.is_file() else _PACKAGE.parents[1] / name
