"""Writing a ledger's file: whole or not at all, by one program at a time, and leaving nothing else behind."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol, TypeVar

from mss_gap.ledger.find import BUILT_IN, Location
from mss_gap.ledger.problems import LedgerUnwritableError
from mss_gap.ledger.read import read_bytes

PATIENCE = 120
"""Seconds to wait for others who write to the same ledger; each takes well below one."""
MOST_ATTEMPTS = 10
"""How often to start anew because an editor saved the file in the meantime."""


class _HasContent(Protocol):
    @property
    def content(self) -> bytes: ...


Change = TypeVar("Change", bound=_HasContent)


def rewrite(location: Location, change: Callable[[bytes], Change]) -> Change:
    """Replace a ledger's file by what `change` makes of its bytes, under an exclusive lock.

    The file is at any moment the old one or the new one, and the new one is on the disk when this returns. Owner and
    mode stay, and a symbolic link still leads to the file. If somebody else saves the file meanwhile, `change` is asked
    again. Raises `LedgerUnwritableError` where the file cannot be replaced; it is then as it was.
    """
    file = _writable(location)
    try:
        with _locked(file):
            for _ in range(MOST_ATTEMPTS):
                before = read_bytes(Location(location.origin, file))
                changed = change(before)
                if _replaced(file, location.origin, before, changed.content):
                    return changed
    except TimeoutError as error:
        message = "another program has been writing to it for too long"
        raise LedgerUnwritableError(location.origin, message, "end that program, and try again") from error
    except OSError as error:
        raise unwritable(location.origin, error) from error
    raise LedgerUnwritableError(location.origin, "another program keeps changing it", "try again when it is done")


def create(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, and never over one that does; raises `LedgerUnwritableError`."""
    origin = str(path)
    if not path.parent.is_dir():
        raise _no_folder(origin, path.parent)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            _write(descriptor, content)
        except OSError:
            path.unlink()
            raise
        _keep_folder(path.parent)
    except FileExistsError as error:
        hint = "name a file that does not exist yet, or add to this one with mss-gap add"
        raise LedgerUnwritableError(origin, "this exists already", hint) from error
    except OSError as error:
        raise unwritable(origin, error) from error


def unwritable(origin: str, error: OSError) -> LedgerUnwritableError:
    """What to do about an error of the system."""
    reason = error.strerror or str(error)
    match error:
        case PermissionError():
            hint = "ask its owner for write permission on the file and its folder, or copy it to a folder of yours"
        case _:
            hint = "nothing was changed; make room or choose another folder, and try again"
    return LedgerUnwritableError(origin, f"cannot be written: {reason}", hint)


def _writable(location: Location) -> Path:
    """The file behind a location, links followed, if it looks as if it could be replaced."""
    copy = "start a ledger of your own with mss-gap init, or copy one, and name it with --ledger"
    if location.file is None:
        raise LedgerUnwritableError(location.origin, "standard input cannot be added to", copy)
    if location.origin == BUILT_IN:
        raise LedgerUnwritableError(location.origin, "the ledger inside the program cannot be added to", copy)
    file = Path(os.path.realpath(location.file))
    if not file.parent.is_dir():
        raise _no_folder(location.origin, file.parent)
    # Renaming would replace a read-only file all the same, and an administrator may do anything: its mode is a wish.
    if file.is_file() and not (file.stat().st_mode & 0o222 and os.access(file, os.W_OK)):
        hint = f"make it writable (chmod u+w {location.origin}), or copy it"
        raise LedgerUnwritableError(location.origin, "the file is read-only", hint)
    return file


def _no_folder(origin: str, folder: Path) -> LedgerUnwritableError:
    return LedgerUnwritableError(origin, f"there is no folder {folder}", "check the path, or make the folder first")


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Hold the ledger's lock, which the system takes from a process that dies."""
    from filelock import FileLock

    lock = file.with_name(f".{file.name}.lock")
    with FileLock(lock, timeout=PATIENCE, fallback_to_soft=False):
        try:
            yield
        finally:
            # Still held: whoever waits for it sees that the name is gone, and makes a lock anew.
            with suppress(OSError):
                lock.unlink()


def _replaced(file: Path, origin: str, before: bytes, after: bytes) -> bool:
    """Put new bytes in a file's place, unless it no longer holds those that they were made from."""
    new = file.with_name(f".{file.name}.new")
    new.unlink(missing_ok=True)  # what a process that was killed left
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _write(descriptor, after, like=file.stat())
        if read_bytes(Location(origin, file)) != before:
            return False
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    _keep_folder(file.parent)
    return True


def _write(descriptor: int, content: bytes, like: os.stat_result | None = None) -> None:
    """Write a new file to the disk, with the owner and mode of another, and close it."""
    with open(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        if like is not None:
            made = os.fstat(descriptor)
            if (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
                os.fchown(descriptor, like.st_uid, like.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
        os.fsync(descriptor)


def _keep_folder(folder: Path) -> None:
    """Let the disk know of a folder's new name, which a power cut could take back otherwise."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
