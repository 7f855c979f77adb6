"""Writing a file: whole or not at all, and never over the ledger that it was made from, or a table of it."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from mss_gap.ledger.edit.new_file import NotAlikeError, is_part, new_file
from mss_gap.ledger.edit.writable import descriptor_path

if TYPE_CHECKING:
    from mss_gap.ledger.find import FileRead, Location

STANDARD_OUTPUT = "-"
WHAT_TO_DO = {
    errno.ENOENT: ("there is no such folder", "make the folder, or name another"),
    errno.ENOTDIR: ("what should be its folder is a file", "name a folder that exists"),
    errno.EISDIR: ("this is a folder", "name a file in it"),
    errno.EACCES: ("no permission to write there", "name a file in a folder of yours"),
    errno.EPERM: ("no permission to write there", "name a file in a folder of yours"),
    errno.EROFS: ("nothing can be written on that disk", "name a file in a folder of yours"),
    errno.ENOSPC: ("the disk is full", "make room, or name a file on another disk"),
    errno.ENAMETOOLONG: ("the name is too long", "use a shorter name"),
    errno.EBADF: ("this is not open for writing", "name a file"),
}


IsOurs = Callable[[Collection[str], bytes], bool]
"""Decides by the names of a folder's files, and by the content of the first that is written, whether they are ours."""


class UnwritableError(OSError):
    """A file that cannot be written: which, why, and what to do."""


def save(path: str | None, content: bytes) -> None:
    """Write a file, whole or not at all; without a path, or to `-`, write to standard output.

    A file is replaced in one step; its owner and its permissions stay, and a link stays a link. A device, a pipe or an
    open file, such as /dev/stdout, is written to as it is. Raises `UnwritableError`, and
    `OSError` where standard output cannot be written or a pipe is closed.
    """
    if path is None or path == STANDARD_OUTPUT:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        if is_stream(path):
            _pour(Path(path), content)
        else:
            _replace(path, content)
    except (BrokenPipeError, UnwritableError):
        raise
    except (OSError, ValueError, OverflowError) as error:
        message = f"{path}: {_what_to_do(error)}"
        raise UnwritableError(message) from error


def save_folder(folder: str, files: Mapping[str, bytes], is_ours: IsOurs) -> None:
    """Write files into a folder, which is made if it does not exist; nothing else in it is ever changed.

    A folder that holds something is refused, unless it holds only files that an earlier call wrote: `is_ours` decides.
    They are replaced one by one, the first of `files` first, when all new files are on the disk; those that are not
    among the new ones are removed. Raises `UnwritableError`.
    """
    try:
        made = _make_folder(folder)
        try:
            _write_all(folder, Path(folder), files, is_ours)
        except BaseException:
            if made:
                with suppress(OSError):  # it holds a file already
                    Path(folder).rmdir()
            raise
    except UnwritableError:
        raise
    except (OSError, ValueError) as error:
        message = f"{folder}: {_what_to_do(error)}"
        raise UnwritableError(message) from error


def _make_folder(folder: str) -> bool:
    """Make a folder; False where there is one."""
    try:
        Path(folder).mkdir()
    except FileExistsError:
        if is_folder(folder):
            return False
        message = f"{folder}: this is a file; name a folder, or a workbook, which ends in .xlsx"
        raise UnwritableError(message) from None
    return True


def _write_all(name: str, folder: Path, files: Mapping[str, bytes], is_ours: IsOurs) -> None:
    old = _files_of_ours(name, folder, files, is_ours)
    for path in old:
        _refuse_read_only(path, str(path))
    with ExitStack() as stack:
        new = {
            file: stack.enter_context(new_file(folder, content, folder / file if folder / file in old else None))
            for file, content in files.items()
        }
        for file, part in new.items():
            part.replace(folder / file)
    for path in old:
        if path.name not in files:
            path.unlink()


def _files_of_ours(name: str, folder: Path, files: Mapping[str, bytes], is_ours: IsOurs) -> list[Path]:
    """What a folder holds; raises `UnwritableError` if that is something else than files of an earlier call."""
    held = [path for path in sorted(folder.iterdir()) if not is_part(path.name)]
    if not held:
        return []
    irregular = [path for path in held if not stat.S_ISREG(path.lstat().st_mode)]
    first = folder / next(iter(files))
    if not irregular and first in held and is_ours([path.name for path in held], first.read_bytes()):
        return held
    strange = next(iter(irregular), None) or next((path for path in held if path.name not in files), held[0])
    message = (
        f"{name}: the folder holds {strange.name}, which is not known to be of an earlier export; "
        "name a new folder, or an empty one"
    )
    raise UnwritableError(message)


def keep_from_others(path: str, is_ours: Callable[[bytes], bool]) -> None:
    """Refuse to write over a file that is not known to be ours; raises `UnwritableError`."""
    if path == STANDARD_OUTPUT or is_stream(path):
        return
    content = b""
    with suppress(OSError, ValueError):  # writing says what is wrong
        content = Path(path).read_bytes()
    if content and not is_ours(content):
        message = f"{path}: the file is not known to be of an earlier export; name another file, or remove it"
        raise UnwritableError(message)


def is_stream(path: str) -> bool:
    """Return whether a path names a device, a pipe or an open file, which a new file cannot replace."""
    with suppress(OSError, ValueError):
        if descriptor_path(Path(path)) is not None:
            return True
        mode = Path(path).stat().st_mode
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return False


def is_folder(path: str) -> bool:
    """Return whether a path names a folder."""
    with suppress(OSError, ValueError):
        return Path(path).is_dir()
    return False


def keep_from_ledger(output: str | None, location: "Location", parameter: str = "--output") -> None:
    """Refuse to write over the ledger that is read, whatever the two are called: wrong usage."""
    _keep_from(output, location.file, "the ledger itself", parameter)


def keep_from_tables(
    output: str | None, location: "Location", tables: "Iterable[FileRead]", parameter: str = "--output"
) -> None:
    """Refuse to write over a file beside the ledger whose rows are entries: wrong usage."""
    for table in tables:
        _keep_from(output, location.folder / table.file, "a table of the ledger", parameter)


def _keep_from(output: str | None, file: Path | None, what: str, parameter: str) -> None:
    with suppress(OSError, ValueError):
        read = _status(file, sys.stdin)
        to_replace = _status(None if output in {None, STANDARD_OUTPUT} else Path(str(output)), sys.stdout)
        if stat.S_ISREG(read.st_mode) and os.path.samestat(read, to_replace):
            name = "standard output" if output in {None, STANDARD_OUTPUT} else output
            message = f"{name} is {what}: name another file"
            raise typer.BadParameter(message, param_hint=parameter)


def _status(file: Path | None, stream: TextIO | None) -> os.stat_result:
    """Return the status of a file or, without one, of a standard stream; raises `ValueError` if that is closed."""
    if file is not None:
        return file.stat()
    if stream is None:
        message = "closed"
        raise ValueError(message)
    return os.fstat(stream.fileno())


def _pour(path: Path, content: bytes) -> None:
    """Write to what a path leads to as it is: opening it again could truncate what was written before."""
    name = descriptor_path(path)
    ours = {Path(os.path.realpath(folder)) for folder in ("/proc/self/fd", "/proc/thread-self/fd", "/dev/fd")}
    own = name is not None and name.parent in ours and name.name.isdecimal()
    with os.fdopen(os.dup(int(name.name)), "wb") if name and own else path.open("wb") as stream:
        stream.write(content)


def _replace(path: str, content: bytes) -> None:
    """Write beside what a path leads to, then replace it."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    old = target if target.exists() else None
    if old is not None:
        _refuse_read_only(old, path)
    with new_file(target.parent, content, old) as new:
        new.replace(target)


def _refuse_read_only(old: Path, path: str) -> None:
    # Renaming would replace a read-only file too, and an administrator may write anything: the mode says what is wanted.
    if not (old.stat().st_mode & 0o222 and os.access(old, os.W_OK)):
        message = f"{path}: the file is read-only; make it writable, or name another file"
        raise UnwritableError(message)


def _what_to_do(error: OSError | ValueError | OverflowError) -> str:
    """Return why a file cannot be written, and what to do."""
    if isinstance(error, NotAlikeError):
        return f"{error.reason}; remove it, or name another file"
    code = errno.EBADF if isinstance(error, OverflowError) else getattr(error, "errno", None) or 0
    reason, hint = WHAT_TO_DO.get(code, (getattr(error, "strerror", None) or str(error), "name another file"))
    return f"{reason}; {hint}"
