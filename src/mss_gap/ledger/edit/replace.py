"""Writing a ledger's file: whole or not at all, by one program at a time, and leaving nothing else behind."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol, TypeVar

from mss_gap.ledger.read.bytes import read_bytes
from mss_gap.ledger.edit.disk import ForeignFileError, claim_name, kept, written
from mss_gap.ledger.find import Location
from mss_gap.ledger.explain.problems import LedgerUnwritableError
from mss_gap.ledger.edit.writable import folder_for, new_file, replaceable

PATIENCE = 120
"""Seconds to wait for others who write to the same ledger; each takes well below one."""
NOTICED = 1
"""Seconds of waiting after which whoever waits is told."""
MOST_ATTEMPTS = 10
"""How often to start anew because an editor saved the file in the meantime."""


class _HasContent(Protocol):
    @property
    def content(self) -> bytes: ...


Change = TypeVar("Change", bound=_HasContent)


def _nothing() -> None:
    """Tell nobody of a wait."""


def rewrite(location: Location, change: Callable[[bytes], Change], waiting: Callable[[], None] = _nothing) -> Change:
    """Replace a ledger's file by what `change` makes of its bytes, under an exclusive lock.

    The file is at any moment the old one or the new one, and the new one is on the disk when this returns. Owner and
    mode stay, and a symbolic link still leads to the file. If somebody else saves the file meanwhile, `change` is asked
    again. `waiting` is called once where others hold the lock for longer than `NOTICED`. Raises
    `LedgerUnreadableError` where there is no such file, and `LedgerUnwritableError` where it cannot be replaced; it is
    then as it was.
    """
    with _refusing(location.origin):
        file = replaceable(location)
        with _locked(file, location.origin, waiting):
            for _ in range(MOST_ATTEMPTS):
                before = read_bytes(Location(location.origin, file))
                changed = change(before)
                if _replaced(file, location.origin, before, changed.content):
                    return changed
    raise LedgerUnwritableError(location.origin, "another program keeps changing it", "try again when it is done")


def create(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, and never over one that does.

    The file is at any moment whole or not there. Raises `LedgerUnwritableError`; then there is no file.
    """
    with _refusing(str(path)):
        new_file(path)
        with _locked(path, str(path), _nothing), kept(folder_for(path)), written(_beside(path), content):
            claim_name(_beside(path), path)


def check_new(path: Path) -> None:
    """See whether `create` could make a file, before anybody is asked for what it is to hold; raises as `create`."""
    with _refusing(str(path)):
        new_file(path)


@contextmanager
def _refusing(origin: str) -> Iterator[None]:
    """What the system refuses, in words."""
    try:
        yield
    except TimeoutError as error:
        message = "another program has been writing to it for too long"
        raise LedgerUnwritableError(origin, message, "end that program, and try again") from error
    except OSError as error:
        raise unwritable(origin, error) from error


def unwritable(origin: str, error: OSError) -> LedgerUnwritableError:
    """What to do about an error of the system."""
    reason = error.strerror or str(error)
    match error:
        case FileExistsError():
            hint = "name a file that does not exist yet, or add to this one with mss-gap add"
            return LedgerUnwritableError(origin, "this exists already", hint)
        case PermissionError():
            hint = "ask its owner for write permission on the file and its folder, or copy it to a folder of yours"
        case OSError(errno=errno.ENAMETOOLONG):
            hint = "give it a shorter name: a second file must have room beside it, with .new or .lock after its name"
        case OSError(errno=errno.ELOOP):
            hint = "check where its links lead"
        case _:
            hint = "nothing was changed; make room or choose another folder, and try again"
    return LedgerUnwritableError(origin, f"cannot be written: {reason}", hint)


@contextmanager
def _locked(file: Path, origin: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the ledger's lock, which the system takes from a process that dies."""
    from filelock import FileLock

    path = file.with_name(f".{file.name}.lock")
    # Whoever may write to the folder may take over what another left: an empty file that says nothing.
    lock = FileLock(path, timeout=PATIENCE, mode=0o666, fallback_to_soft=False)
    try:
        try:
            lock.acquire(timeout=NOTICED)
        except TimeoutError:
            waiting()
            lock.acquire()
    except PermissionError as error:
        if not path.exists():
            raise
        hint = f"if nobody is adding to the ledger now, remove {path}: a process that died may have left it"
        raise LedgerUnwritableError(origin, "its lock is a file that is not yours", hint) from error
    try:
        yield
    finally:
        # Still held: whoever waits for it sees that the name is gone, and makes a lock anew.
        with suppress(OSError):
            path.unlink()
        with suppress(OSError):  # what was written is written
            lock.release()


def _replaced(file: Path, origin: str, before: bytes, after: bytes) -> bool:
    """Put new bytes in a file's place, unless it no longer holds those that they were made from."""
    like = file.stat()
    try:
        with kept(file.parent), written(_beside(file), after, like):
            if read_bytes(Location(origin, file)) != before:
                return False
            _beside(file).replace(file)
    except ForeignFileError as error:
        reason = f"it belongs to {_owner(like)}, and replacing it would change that"
        hint = "let them add the entry, or copy the ledger to a file of yours"
        raise LedgerUnwritableError(origin, reason, hint) from error
    return True


def _beside(file: Path) -> Path:
    """Where the new bytes stand until they take a file's place."""
    return file.with_name(f".{file.name}.new")


def _owner(of: os.stat_result) -> str:
    """Whose a file is: the user's name, or where it is one's own the group's."""
    if of.st_uid != os.geteuid():
        with suppress(ImportError, KeyError):
            from pwd import getpwuid

            return getpwuid(of.st_uid).pw_name
        return f"user {of.st_uid}"
    with suppress(ImportError, KeyError):
        from grp import getgrgid

        return f"the group {getgrgid(of.st_gid).gr_name}"
    return f"group {of.st_gid}"
