"""Replacing a ledger's file: what stays, what is refused, and what happens when somebody else writes, too."""

import errno
import fcntl
import os
import re
import shlex
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Self

import pytest
from filelock import FileLock

from mss_gap.ledger import find
from mss_gap.ledger.edit.concurrency import MOST_LOOKS
from mss_gap.ledger.edit.new_file import new_file
from mss_gap.ledger.edit.replace import create, rewrite
from mss_gap.ledger.explain.problems import LedgerUnreadableError, LedgerUnwritableError
from mss_gap.ledger.find import BUILT_IN, Location

LEFT = ".mss-gap-0123456789abcdef.part"
"""What a killed process leaves, besides a lock."""


@dataclass(frozen=True)
class Changed:
    content: bytes


def with_two(content: bytes) -> Changed:
    return Changed(content + b"two\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.toml"
    path.write_bytes(b"one\n")
    return path


def at(path: Path) -> Location:
    return Location(str(path), path)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_holds_the_new_bytes_and_nothing_else_is_left(file: Path) -> None:
    assert rewrite(at(file), with_two) == Changed(b"one\ntwo\n")
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(file.parent) == ["ledger.toml"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_stays(mode: int, file: Path) -> None:
    file.chmod(mode)
    rewrite(at(file), with_two)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.fixture
def new_files_are_another_users(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """What stands beside the ledger looks as if it belonged to somebody else than the ledger does."""
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        made = real(descriptor)
        if made.st_ino not in {new.stat().st_ino for new in file.parent.glob(".mss-gap-*.part")}:
            return made
        return os.stat_result((*made[:4], made.st_uid + 1, made.st_gid + 1, *made[6:]))

    monkeypatch.setattr(os, "fstat", fstat)


@pytest.mark.usefixtures("new_files_are_another_users")
def test_the_new_file_is_given_to_the_owner_and_group_of_the_old_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []
    monkeypatch.setattr(os, "fchown", lambda _, *owner: given.append(owner))
    rewrite(at(file), with_two)
    assert given == [(file.stat().st_uid, file.stat().st_gid)]


@pytest.mark.usefixtures("new_files_are_another_users")
def test_a_file_that_would_change_its_owner_is_refused_with_whose_it_is(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refuse)
    with pytest.raises(LedgerUnwritableError) as raised:
        rewrite(at(file), with_two)
    assert re.fullmatch(r"it belongs to .+, and replacing it would change that", raised.value.reason)
    assert raised.value.hint == "let them add the entry, or copy the ledger to a file of yours"
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can give a file away")
def test_owner_and_group_stay(file: Path) -> None:
    os.chown(file, 1234, 2345)
    rewrite(at(file), with_two)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)


def test_a_symbolic_link_stays_one_and_its_target_is_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.toml"
    link.symlink_to("../ledger.toml")
    rewrite(at(link), with_two)
    assert link.readlink() == Path("../ledger.toml")
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(link.parent) == ["link.toml"]
    assert names_in(file.parent) == ["elsewhere", "ledger.toml"]


def test_what_a_killed_process_left_is_replaced(file: Path) -> None:
    file.with_name(LEFT).write_bytes(b"half an ent")
    file.with_name(".ledger.toml.lock").write_bytes(b"")
    rewrite(at(file), with_two)
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_what_an_editor_saved_meanwhile_is_kept(file: Path) -> None:
    seen = []

    def change(content: bytes) -> Changed:
        seen.append(content)
        if len(seen) == 1:
            file.write_bytes(b"by hand\n")
        return with_two(content)

    rewrite(at(file), change)
    assert seen == [b"one\n", b"by hand\n"]
    assert file.read_bytes() == b"by hand\ntwo\n"


def test_a_file_that_never_rests_is_given_up(file: Path) -> None:
    def change(content: bytes) -> Changed:
        file.write_bytes(content + b"more\n")
        return with_two(content)

    with pytest.raises(LedgerUnwritableError, match="another program keeps changing it"):
        rewrite(at(file), change)
    assert file.read_bytes() == b"one\n" + 10 * b"more\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_a_change_that_fails_leaves_everything_as_it_was(file: Path) -> None:
    def change(_: bytes) -> Changed:
        raise LedgerUnreadableError("x", "no", "no")

    with pytest.raises(LedgerUnreadableError):
        rewrite(at(file), change)
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_a_read_only_file_is_refused_even_to_an_administrator(file: Path) -> None:
    file = file.rename(file.with_name("my ledger.toml"))
    file.chmod(0o444)
    with pytest.raises(LedgerUnwritableError, match="the file is read-only") as raised:
        rewrite(at(file), with_two)
    assert raised.value.hint == f"make it writable (chmod u+w {shlex.quote(str(file))}), or copy it"
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["my ledger.toml"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        (Location("-", None), "standard input cannot be added to"),
        (Location(BUILT_IN, Path("/built/in.toml")), "the ledger inside the program cannot be added to"),
        (at(Path(find.__file__)), "the ledger inside the program cannot be added to"),
    ],
)
def test_what_is_no_file_of_a_user_is_refused(location: Location, reason: str) -> None:
    with pytest.raises(LedgerUnwritableError, match=reason):
        rewrite(location, with_two)


def test_a_file_that_is_called_as_the_ledger_inside_the_program_is_a_file_like_others(tmp_path: Path) -> None:
    (tmp_path / "built-in").write_bytes(b"one\n")
    rewrite(find.find_ledger("built-in", {}, tmp_path), with_two)
    assert (tmp_path / "built-in").read_bytes() == b"one\ntwo\n"


def test_a_missing_folder_is_told_from_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnwritableError, match="there is no folder"):
        rewrite(at(tmp_path / "nowhere/ledger.toml"), with_two)
    with pytest.raises(LedgerUnreadableError, match="there is no such file"):
        rewrite(at(tmp_path / "nothing.toml"), with_two)
    assert names_in(tmp_path) == []


def test_a_missing_file_is_answered_with_one_that_is_nearly_called_so_or_with_how_to_make_it(tmp_path: Path) -> None:
    (tmp_path / "commitments.toml").touch()
    with pytest.raises(LedgerUnreadableError) as raised:
        rewrite(Location("./comitments.toml", tmp_path / "comitments.toml"), with_two)
    assert (raised.value.reason, raised.value.hint) == ("there is no such file", 'did you mean "commitments.toml"?')
    with pytest.raises(LedgerUnreadableError) as raised:
        rewrite(Location("a b.toml", tmp_path / "a b.toml"), with_two)
    assert raised.value.hint == "check the path, or make one: mss-gap init 'a b.toml'"


def test_a_name_too_long_is_refused_with_what_to_do_about_it(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 250 + ".toml")
    file.write_bytes(b"one\n")
    for write in (lambda: rewrite(at(file), with_two), lambda: create(tmp_path / ("b" * 250), b"one\n")):
        with pytest.raises(LedgerUnwritableError, match="cannot be written: File name too long") as raised:
            write()
        assert raised.value.hint.startswith("give it a shorter name: ")
    with pytest.raises(LedgerUnwritableError, match="cannot be written: File name too long"):
        rewrite(at(tmp_path / ("c" * 300) / "ledger.toml"), with_two)
    assert file.read_bytes() == b"one\n"


def test_a_folder_that_may_not_be_entered_is_named_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    for write in (lambda: rewrite(at(tmp_path / "a.toml"), with_two), lambda: create(tmp_path / "a.toml", b"one\n")):
        with pytest.raises(LedgerUnwritableError, match=r"a\.toml: cannot be written: Permission denied") as raised:
            write()
        assert raised.value.hint.startswith("ask its owner for write permission on the file and its folder")


@pytest.mark.parametrize(
    ("path", "kind"), [("pipe", "a pipe"), (".", "a folder"), ("/dev/null", "a device"), ("/proc/self/comm", "a file of the system")]
)  # fmt: skip
def test_what_is_no_file_like_others_is_refused_before_any_lock(path: str, kind: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LedgerUnwritableError, match=f"this is {kind}, which cannot be added to"):
        rewrite(at(tmp_path / path), with_two)
    assert names_in(tmp_path) == ["pipe"]


def test_no_new_file_is_made_where_the_system_shows_files() -> None:
    with pytest.raises(LedgerUnwritableError, match="no file can be made there"):
        create(Path("/proc/self/new.toml"), b"one\n")


def test_a_new_file_is_made_and_never_over_one_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    create(file, b"one\n")
    with pytest.raises(LedgerUnwritableError, match="this exists already"):
        create(file, b"two\n")
    assert file.read_bytes() == b"one\n"
    assert names_in(tmp_path) == ["new.toml"]


def test_a_new_file_is_not_made_through_a_link_to_nowhere_nor_without_a_folder(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to("target.toml")
    with pytest.raises(LedgerUnwritableError, match="this exists already"):
        create(tmp_path / "link.toml", b"one\n")
    with pytest.raises(LedgerUnwritableError, match="there is no folder"):
        create(tmp_path / "nowhere/new.toml", b"one\n")
    assert names_in(tmp_path) == ["link.toml"]


def test_a_new_file_is_whole_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def die(new: Path, path: Path) -> None:
        seen.append((new.read_bytes(), path.exists()))
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", die)
    with pytest.raises(KeyboardInterrupt):
        create(tmp_path / "new.toml", b"one\n")
    assert seen == [(b"one\n", False)]
    assert names_in(tmp_path) == []


def test_what_a_killed_process_left_does_not_keep_a_new_file_from_being_made(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_bytes(b"half a led")
    (tmp_path / ".new.toml.lock").write_bytes(b"")
    create(tmp_path / "new.toml", b"one\n")
    assert (tmp_path / "new.toml").read_bytes() == b"one\n"
    assert names_in(tmp_path) == ["new.toml"]


def test_a_file_system_without_hard_links_takes_a_new_file_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, path: Path) -> None:
        if path.name == "late.toml":
            path.write_bytes(b"by another\n")
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    create(tmp_path / "new.toml", b"one\n")
    with pytest.raises(LedgerUnwritableError, match="this exists already"):
        create(tmp_path / "late.toml", b"one\n")
    assert (tmp_path / "new.toml").read_bytes() == b"one\n"
    assert (tmp_path / "late.toml").read_bytes() == b"by another\n"
    assert names_in(tmp_path) == ["late.toml", "new.toml"]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What is forced to the disk and what gets a name, in the order in which it happens."""
    made: list[tuple[str, ...]] = []

    def told(path: Path) -> str:
        return "new" if re.fullmatch(r"\.mss-gap-[0-9a-f]{16}\.part", path.name) else path.name

    sync, replace, link = os.fsync, os.replace, os.link

    def watch_sync(descriptor: int) -> None:
        sync(descriptor)
        made.append(("fsync", told(Path(f"/proc/self/fd/{descriptor}").readlink())))

    def watch(name: str, call: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def watched(old: Path, new: Path) -> None:
            call(old, new)
            made.append((name, told(old), told(new)))

        return watched

    monkeypatch.setattr(os, "fsync", watch_sync)
    monkeypatch.setattr(os, "replace", watch("replace", replace))
    monkeypatch.setattr(os, "link", watch("link", link))
    return made


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the names of open files are read from /proc")
def test_bytes_are_on_the_disk_before_they_take_a_name_and_the_name_is_before_it_is_reported(
    file: Path, calls: list[tuple[str, ...]]
) -> None:
    rewrite(at(file), with_two)
    assert calls == [
        ("fsync", "new"),
        ("replace", "new", "ledger.toml"),
        ("fsync", file.parent.name),
    ]
    calls.clear()
    create(file.with_name("other.toml"), b"one\n")
    assert calls == [
        ("fsync", "new"),
        ("link", "new", "other.toml"),
        ("fsync", file.parent.name),
    ]


def test_a_folder_that_cannot_be_forced_to_the_disk_is_refused_before_anything_is_changed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One may write to a folder of mode 333, and not open it."""
    real = os.open

    def refuse(path: Path, flags: int, *mode: int) -> int:
        if Path(path) == file.parent:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", refuse)
    for write in (lambda: rewrite(at(file), with_two), lambda: create(file.with_name("new.toml"), b"one\n")):
        with pytest.raises(LedgerUnwritableError, match="cannot be written: Permission denied"):
            write()
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_what_is_in_place_is_never_told_as_not_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems cannot force a folder to the disk."""
    real = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    rewrite(at(file), with_two)
    create(file.with_name("new.toml"), b"one\n")
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(file.parent) == ["ledger.toml", "new.toml"]


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_fills_up_leaves_everything_as_it_was(
    call: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        real = os.fdopen

        def fdopen(descriptor: int, mode: str) -> object:
            stream = real(descriptor, mode, buffering=0)
            return FullDisk(stream) if "w" in mode else stream

        monkeypatch.setattr(os, "fdopen", fdopen)
    for write in (lambda: rewrite(at(file), with_two), lambda: create(file.with_name("new.toml"), b"one\n")):
        with pytest.raises(LedgerUnwritableError, match="cannot be written: No space left on device") as raised:
            write()
        assert raised.value.hint == "nothing was changed; make room or choose another folder, and try again"
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


class FullDisk:
    """A file of which half of what is written finds room."""

    def __init__(self, stream: FileIO) -> None:
        self.stream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, content: bytes) -> None:
        self.stream.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


def test_the_lock_is_a_file_that_everybody_may_open(file: Path) -> None:
    modes = []

    def change(content: bytes) -> Changed:
        modes.append(stat.S_IMODE(file.with_name(".ledger.toml.lock").stat().st_mode))
        return with_two(content)

    mask = os.umask(0o077)
    try:
        rewrite(at(file), change)
    finally:
        os.umask(mask)
    assert modes == [0o666]


def test_a_lock_that_somebody_else_left_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = file.with_name(".ledger.toml.lock")
    lock.touch()
    real = os.open

    def refuse(path: str, flags: int, *mode: int) -> int:
        if Path(path) == lock:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(LedgerUnwritableError, match="its lock is a file that is not yours") as raised:
        rewrite(at(file), with_two)
    assert raised.value.hint == (
        f"if no one is adding to the ledger now, remove {lock}: a process that died may have left it"
    )
    assert file.read_bytes() == b"one\n"


def test_who_waits_for_the_lock_is_told_once(file: Path) -> None:
    told = []
    with FileLock(file.with_name(".ledger.toml.lock")) as held:

        def say(message: str) -> None:
            told.append(message)
            held.release()

        rewrite(at(file), with_two, say)
    assert told == ["another program is writing to it; waiting"]
    assert file.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda path: path.write_bytes(b"mine\n"), "a file with content"),
        (Path.mkdir, "a folder"),
        (lambda path: path.symlink_to("mine"), "a link"),
        (lambda path: path.symlink_to("ledger.toml"), "a link"),
        (os.mkfifo, "not a file"),
    ],
)
def test_what_has_the_name_of_the_lock_and_is_none_is_named_and_stays(
    make: Callable[[Path], object], kind: str, file: Path
) -> None:
    new = file.with_name("new.toml")
    for path, write in ((file, lambda: rewrite(at(file), with_two)), (new, lambda: create(new, b"one\n"))):
        other = path.with_name(f".{path.name}.lock")
        make(other)
        before = os.lstat(other)
        with pytest.raises(LedgerUnwritableError) as raised:
            write()
        assert raised.value.reason == f"its lock would be {other}, which is {kind}"
        assert raised.value.hint == "move that away, and try again"
        assert (os.lstat(other).st_ino, os.lstat(other).st_size) == (before.st_ino, before.st_size)
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == [".ledger.toml.lock", ".new.toml.lock", "ledger.toml"]


@pytest.mark.parametrize(
    "name",
    [
        ".ledger.toml.new",
        ".ledger.toml.4711.part",
        ".mss-gap.part",
        ".mss-gap-1.part",
        ".mss-gap-0123456789abcdef.part.toml",
        ".mss-gap-0123456789ABCDEF.part",
        "mss-gap-0123456789abcdef.part",
        "ledger.toml.lock",
        ".other.toml.lock",
    ],
)
def test_a_file_of_the_users_own_stays_whatever_it_is_called(name: str, file: Path) -> None:
    mine = file.with_name(name)
    mine.write_bytes(b"mine\n")
    rewrite(at(file), with_two)
    create(file.with_name("new.toml"), b"one\n")
    assert mine.read_bytes() == b"mine\n"
    assert file.read_bytes() == b"one\ntwo\n"


def test_what_a_living_process_is_writing_is_left_to_it(file: Path) -> None:
    with new_file(file.parent, b"another\n") as new:
        rewrite(at(file), with_two)
        assert new.read_bytes() == b"another\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_a_folder_or_a_link_called_as_what_a_killed_process_leaves_stays(file: Path) -> None:
    file.with_name(LEFT).mkdir()
    file.with_name(LEFT.replace("0", "f")).symlink_to("ledger.toml")
    rewrite(at(file), with_two)
    assert names_in(file.parent) == [LEFT, LEFT.replace("0", "f"), "ledger.toml"]


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EIO, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_refused_and_nothing_stays_behind(
    code: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", refuse)
    for write in (lambda: rewrite(at(file), with_two), lambda: create(file.with_name("new.toml"), b"one\n")):
        with pytest.raises(LedgerUnwritableError) as raised:
            write()
        assert raised.value.reason == f"it cannot be locked: {os.strerror(code)}"
        assert (
            raised.value.hint == "nothing was changed; copy the ledger to a disk of this computer, and add to it there"
        )
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_a_disk_that_does_not_confirm_the_new_file_is_told_of_and_the_entry_is_in(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, told = os.fsync, list[str]()

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    rewrite(at(file), with_two, told.append)
    create(file.with_name("new.toml"), b"one\n", told.append)
    assert told == 2 * ["the file is written, but a power cut could undo that: Input/output error"]
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(file.parent) == ["ledger.toml", "new.toml"]


def test_a_folder_that_cannot_be_closed_does_not_make_a_written_file_unwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.close

    def refuse(descriptor: int) -> None:
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        real(descriptor)
        if folder:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "close", refuse)
    rewrite(at(file), with_two)
    create(file.with_name("new.toml"), b"one\n")
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(file.parent) == ["ledger.toml", "new.toml"]


@pytest.mark.parametrize("path", ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "link.toml", "folder/0"])
def test_a_file_that_is_open_already_is_refused_as_standard_input_is(
    path: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    Path("link.toml").symlink_to("/dev/stdin")
    Path("folder").symlink_to("/dev/fd")
    saved = os.dup(0)
    with file.open("rb") as stream:
        os.dup2(stream.fileno(), 0)
    try:
        with pytest.raises(LedgerUnwritableError) as raised:
            rewrite(Location(path, Path(path)), with_two)
    finally:
        os.dup2(saved, 0)
        os.close(saved)
    reason = "standard input, or another file that is open already, cannot be added to"
    assert (raised.value.reason, raised.value.hint) == (reason, "name the file itself with --ledger")
    assert file.read_bytes() == b"one\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which files are open")
def test_a_file_that_another_program_is_saving_is_waited_for(file: Path) -> None:
    """It has written a part, and that part is a ledger."""
    with file.open("wb") as editor:
        editor.write(b"part\n")
        editor.flush()

        def pause() -> None:
            editor.write(b"rest\n")
            editor.close()

        rewrite(at(file), with_two, pause=pause)
    assert file.read_bytes() == b"part\nrest\ntwo\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which files are open")
def test_a_file_that_another_program_keeps_open_for_writing_is_refused(file: Path) -> None:
    pauses, told = list[None](), list[str]()
    with (
        file.open("ab"),
        pytest.raises(LedgerUnwritableError, match="another program has it open for writing") as raised,
    ):
        rewrite(at(file), with_two, told.append, lambda: pauses.append(None))
    assert told == ["another program has it open for writing; waiting"]
    assert raised.value.hint == "save and close it there, and try again"
    assert len(pauses) == MOST_LOOKS
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which files are open")
def test_a_file_that_an_editor_opens_while_the_entry_is_made_is_waited_for(file: Path) -> None:
    editors = []

    def change(content: bytes) -> Changed:
        if not editors:
            editors.append(file.open("r+b"))
        return with_two(content)

    def pause() -> None:
        editors[0].write(b"ONE\n")
        editors[0].close()

    rewrite(at(file), change, pause=pause)
    assert file.read_bytes() == b"ONE\ntwo\n"


def test_where_the_system_does_not_say_which_files_are_open_a_file_must_rest_for_a_pause(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(fcntl, "F_SETLEASE")
    rest = [b"one\nmo", b"one\nmore\n"]

    def pause() -> None:
        if rest:
            file.write_bytes(rest.pop(0))

    rewrite(at(file), with_two, pause=pause)
    assert file.read_bytes() == b"one\nmore\ntwo\n"


def test_a_file_that_is_only_read_elsewhere_is_written_at_once(file: Path) -> None:
    with file.open("rb") as reader:
        rewrite(at(file), with_two, pause=lambda: pytest.fail("nothing to wait for"))
        assert reader.read() == b"one\n"
