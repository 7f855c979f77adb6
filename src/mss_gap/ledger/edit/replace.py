"""Writes a ledger's file: whole or not at all, one program at a time, and leaving no other file behind."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Protocol, TypeVar

from mss_gap.ledger.edit.concurrency import Snapshot, is_unchanged, lock, snapshot
from mss_gap.ledger.edit.new_file import NotAlikeError, link_as, new_file
from mss_gap.ledger.edit.writable import file_to_replace, folder_of, refuse_path
from mss_gap.ledger.explain.problems import LedgerUnwritableError
from mss_gap.ledger.find import Location
from mss_gap.ledger.system import force, open_folder

MOST_ATTEMPTS = 10
"""Attempts when other programs keep saving the file in the meantime."""
PAUSE = 0.1
"""Seconds between two looks at a file that another program is saving."""


class _HasContent(Protocol):
    @property
    def content(self) -> bytes: ...


Change = TypeVar("Change", bound=_HasContent)


def _say_nothing(_: str) -> None:
    """Ignore what there is to say while a file is written."""


def _pause() -> None:
    sleep(PAUSE)


def rewrite(
    location: Location,
    change: Callable[[bytes], Change],
    say: Callable[[str], None] = _say_nothing,
    pause: Callable[[], None] = _pause,
) -> Change:
    """Replace a ledger's file by what `change` makes of its bytes, under an exclusive lock.

    At any moment the file is the old one or the new one, and the new one is on the disk when this returns. Owner, mode
    and access control list stay, and a symbolic link still leads to the file. If another program saves the file in the
    meantime, `change` is called again; `pause` is called between two looks at a file that is being saved. `say` is told
    that others hold the lock or save the file, and that the disk does not confirm the new file. Raises
    `LedgerUnreadableError` where there is no such file, and `LedgerUnwritableError` where it cannot be replaced; it is
    then as it was.
    """
    origin = location.origin
    with _in_words(origin):
        file = file_to_replace(location)
        with lock(file, origin, say):
            for _ in range(MOST_ATTEMPTS):
                before = snapshot(file, origin, say, pause)
                changed = change(before.content)
                if _replace(file, origin, before, changed.content, say):
                    return changed
    raise LedgerUnwritableError(origin, "another program keeps changing it", "try again when it is done")


def create(path: Path, content: bytes, say: Callable[[str], None] = _say_nothing) -> None:
    """Write a file that does not exist yet, and never over one that does.

    At any moment the file is whole or does not exist. `say` is told what `rewrite` would tell. Raises
    `LedgerUnwritableError`; then there is no file.
    """
    with _in_words(str(path)):
        refuse_path(path)
        with (
            lock(path, str(path), say),
            open_folder(folder_of(path)) as folder,
            new_file(path.parent, content) as new,
        ):
            link_as(new, path)
            _confirm(folder, say)


def check_new(path: Path) -> None:
    """Check that `create` could make a file, before its content is known; raises as `create`."""
    with _in_words(str(path)):
        refuse_path(path)


@contextmanager
def _in_words(origin: str) -> Iterator[None]:
    """Raise `LedgerUnwritableError` for what the system refuses."""
    try:
        yield
    except OSError as error:
        raise _unwritable(origin, error) from error


def _unwritable(origin: str, error: OSError) -> LedgerUnwritableError:
    """What to do about an error of the system."""
    reason = error.strerror or str(error)
    match error:
        case FileExistsError():
            hint = "name a file that does not exist yet, or add to this one with mss-gap add"
            return LedgerUnwritableError(origin, "this exists already", hint)
        case NotAlikeError():
            hint = "let them add the entry, or copy the ledger to a file of yours"
            return LedgerUnwritableError(origin, error.reason, hint)
        case PermissionError():
            hint = "ask its owner for write permission on the file and its folder, or copy it to a folder of yours"
        case OSError(errno=errno.ENAMETOOLONG):
            hint = "give it a shorter name: its lock must have room beside it, with .lock after its name"
        case OSError(errno=errno.ELOOP):
            hint = "check where its links lead"
        case _:
            hint = "nothing was changed; make room or choose another folder, and try again"
    return LedgerUnwritableError(origin, f"cannot be written: {reason}", hint)


def _replace(file: Path, origin: str, before: Snapshot, after: bytes, say: Callable[[str], None]) -> bool:
    """Replace a file by new bytes, unless it no longer is what they were made from; whether it was replaced."""
    with open_folder(file.parent) as folder, new_file(file.parent, after, file) as new:
        if not is_unchanged(file, origin, before):
            return False
        new.replace(file)
        _confirm(folder, say)
    return True


def _confirm(folder: int | None, say: Callable[[str], None]) -> None:
    """Force a new name to the disk; where that fails the file is in place all the same, and nothing is raised."""
    try:
        force(folder)
    except OSError as error:
        say(f"the file is written, but a power cut could undo that: {error.strerror or error}")
