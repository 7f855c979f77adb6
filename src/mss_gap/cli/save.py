"""Writing a file: whole or not at all, and never over the ledger that it was made from."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mss_gap.cli.progress import hush
from mss_gap.ledger.edit.disk import written

if TYPE_CHECKING:
    from mss_gap.ledger.find import Location

STANDARD_OUTPUT = "-"
WHAT_TO_DO = {
    errno.ENOENT: ("there is no such folder", "make the folder, or name another"),
    errno.ENOTDIR: ("what should be its folder is a file", "name a folder that exists"),
    errno.EISDIR: ("this is a folder", "name a file in it"),
    errno.EACCES: ("no permission to write there", "name a file in a folder of yours"),
    errno.EPERM: ("no permission to write there", "name a file in a folder of yours"),
    errno.EROFS: ("nothing can be written on that disk", "name a file in a folder of yours"),
    errno.ENOSPC: ("the disk is full", "make room, or name a file on another disk"),
    errno.ENAMETOOLONG: ("the name is too long", "name it more shortly"),
}


class UnwritableError(OSError):
    """A file that cannot be written: which, why, and what to do."""


def save(path: str | None, content: bytes) -> None:
    """Write a file, whole or not at all; without a path, or to `-`, write to standard output.

    What stood there before is replaced at one stroke, its permissions stay, and a link stays a link. A device or a pipe
    is written to as it is. Raises `UnwritableError`, and `OSError` where standard output cannot be written.
    """
    hush()
    if path is None or path == STANDARD_OUTPUT:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:
        reason, hint = WHAT_TO_DO.get(
            getattr(error, "errno", None) or 0,
            (getattr(error, "strerror", None) or str(error), "name another file"),
        )
        message = f"{path}: {reason}; {hint}"
        raise UnwritableError(message) from error


def keep_from_ledger(output: str | None, location: "Location") -> None:
    """Refuse to write where the ledger stands: wrong usage."""
    if output is None or location.file is None:
        return
    with suppress(OSError, ValueError):
        if Path(output).samefile(location.file):
            message = f"{output} is the ledger itself: name another file"
            raise typer.BadParameter(message, param_hint="--output")


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target, then take its place."""
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as file:
            file.write(content)
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    with written(beside, content):
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(target)
