"""Writing a ledger's file: whole or not at all, by one program at a time, and leaving nothing else behind."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Protocol, TypeVar

from mss_gap.ledger.edit.disk import claim_name, force, opened, written
from mss_gap.ledger.edit.likeness import NotAlikeError
from mss_gap.ledger.edit.lock import locked
from mss_gap.ledger.edit.look import Look, settled, unchanged
from mss_gap.ledger.edit.writable import folder_for, new_file, replaceable
from mss_gap.ledger.explain.problems import LedgerUnwritableError
from mss_gap.ledger.find import Location

MOST_ATTEMPTS = 10
"""How often to start anew because an editor saved the file in the meantime."""
PAUSE = 0.1
"""Seconds between two looks at a file that another program is saving."""


class _HasContent(Protocol):
    @property
    def content(self) -> bytes: ...


Change = TypeVar("Change", bound=_HasContent)


def _tell_nobody(_: str) -> None:
    """Leave unsaid what there is to say while a file is written."""


def _pause() -> None:
    sleep(PAUSE)


def rewrite(
    location: Location,
    change: Callable[[bytes], Change],
    say: Callable[[str], None] = _tell_nobody,
    pause: Callable[[], None] = _pause,
) -> Change:
    """Replace a ledger's file by what `change` makes of its bytes, under an exclusive lock.

    The file is at any moment the old one or the new one, and the new one is on the disk when this returns. Owner, mode
    and access control list stay, and a symbolic link still leads to the file. If somebody else saves the file meanwhile,
    `change` is asked again; `pause` is called between two looks at a file that is being saved. `say` is told
    that others hold the lock or save the file, and that the disk does not confirm the new file. Raises `LedgerUnreadableError` where there
    is no such file, and `LedgerUnwritableError` where it cannot be replaced; it is then as it was.
    """
    origin = location.origin
    with _refusing(origin):
        file = replaceable(location)
        with locked(file, origin, say):
            for _ in range(MOST_ATTEMPTS):
                before = settled(file, origin, say, pause)
                changed = change(before.content)
                if _replaced(file, origin, before, changed.content, say):
                    return changed
    raise LedgerUnwritableError(origin, "another program keeps changing it", "try again when it is done")


def create(path: Path, content: bytes, say: Callable[[str], None] = _tell_nobody) -> None:
    """Write a file that does not exist yet, and never over one that does.

    The file is at any moment whole or not there. `say` is told what `rewrite` would tell. Raises
    `LedgerUnwritableError`; then there is no file.
    """
    with _refusing(str(path)):
        new_file(path)
        with (
            locked(path, str(path), say),
            opened(folder_for(path)) as folder,
            written(path.parent, content) as new,
        ):
            claim_name(new, path)
            _confirm(folder, say)


def check_new(path: Path) -> None:
    """See whether `create` could make a file, before anybody is asked for what it is to hold; raises as `create`."""
    with _refusing(str(path)):
        new_file(path)


@contextmanager
def _refusing(origin: str) -> Iterator[None]:
    """What the system refuses, in words."""
    try:
        yield
    except OSError as error:
        raise unwritable(origin, error) from error


def unwritable(origin: str, error: OSError) -> LedgerUnwritableError:
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


def _replaced(file: Path, origin: str, before: Look, after: bytes, say: Callable[[str], None]) -> bool:
    """Put new bytes in a file's place, unless it no longer is what they were made from."""
    with opened(file.parent) as folder, written(file.parent, after, file) as new:
        if not unchanged(file, origin, before):
            return False
        new.replace(file)
        _confirm(folder, say)
    return True


def _confirm(folder: int, say: Callable[[str], None]) -> None:
    """Force a new name to the disk; it is in place, so nothing is raised where that fails."""
    try:
        force(folder)
    except OSError as error:
        say(f"the file is written, but a power cut could undo that: {error.strerror or error}")
