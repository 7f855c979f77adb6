"""Replacing a ledger's file: what stays, what is refused, and what happens when somebody else writes, too."""

import errno
import os
import re
import shlex
import stat
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Self

import pytest
from filelock import FileLock

from mss_gap.ledger import find
from mss_gap.ledger.find import BUILT_IN, Location
from mss_gap.ledger.explain.problems import LedgerUnreadableError, LedgerUnwritableError
from mss_gap.ledger.edit.replace import create, rewrite


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
        new = file.with_name(".ledger.toml.new")
        if not new.exists() or made.st_ino != new.stat().st_ino:
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
    file.with_name(".ledger.toml.new").write_bytes(b"half an ent")
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
    (tmp_path / ".new.toml.new").write_bytes(b"half a led")
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
    sync, replace, link = os.fsync, os.replace, os.link

    def watch_sync(descriptor: int) -> None:
        sync(descriptor)
        made.append(("fsync", Path(f"/proc/self/fd/{descriptor}").readlink().name))

    def watch(name: str, call: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def watched(old: Path, new: Path) -> None:
            call(old, new)
            made.append((name, old.name, new.name))

        return watched

    monkeypatch.setattr(os, "fsync", watch_sync)
    monkeypatch.setattr(os, "replace", watch("replace", replace))
    monkeypatch.setattr(os, "link", watch("link", link))
    return made


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the names of open files are read from /proc")
def test_bytes_are_on_the_disk_before_they_take_a_name_and_the_name_is_before_it_is_told(
    file: Path, calls: list[tuple[str, ...]]
) -> None:
    rewrite(at(file), with_two)
    assert calls == [
        ("fsync", ".ledger.toml.new"),
        ("replace", ".ledger.toml.new", "ledger.toml"),
        ("fsync", file.parent.name),
    ]
    calls.clear()
    create(file.with_name("other.toml"), b"one\n")
    assert calls == [
        ("fsync", ".other.toml.new"),
        ("link", ".other.toml.new", "other.toml"),
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
        f"if nobody is adding to the ledger now, remove {lock}: a process that died may have left it"
    )
    assert file.read_bytes() == b"one\n"


def test_who_waits_for_the_lock_is_told_once(file: Path) -> None:
    told = []
    with FileLock(file.with_name(".ledger.toml.lock")) as held:

        def waiting() -> None:
            told.append("waiting")
            held.release()

        rewrite(at(file), with_two, waiting)
    assert told == ["waiting"]
    assert file.read_bytes() == b"one\ntwo\n"
