"""A file is written whole or not at all, never over the ledger, and who cannot write is told what to do."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer

from mss_gap.cli.save import UnwritableError, is_stream, keep_from_ledger, save
from mss_gap.ledger.find import Location


def test_a_new_file_has_the_content_and_the_folder_nothing_else(tmp_path: Path) -> None:
    save(str(tmp_path / "page.html"), b"<p>\xc3\xa9")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("page.html", b"<p>\xc3\xa9")]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    save(str(tmp_path / "page.html"), b"new")
    assert (tmp_path / "page.html").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"old, and longer")
    page.chmod(0o640)
    save(str(page), b"new")
    assert (page.read_bytes(), stat.S_IMODE(page.stat().st_mode)) == (b"new", 0o640)


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to(tmp_path / "page.html")
    save(str(tmp_path / "link.html"), b"new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "page.html").read_bytes() == b"new"


def test_a_device_is_written_to_and_stays_a_device() -> None:
    save(os.devnull, b"new")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("path", [None, "-"])
def test_without_a_file_the_bytes_go_to_standard_output(
    path: str | None, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    save(path, b"\x89PNG\r\n")
    assert capfdbinary.readouterr().out == b"\x89PNG\r\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere/page.html", "there is no such folder; make the folder, or name another"),
        ("file/page.html", "what should be its folder is a file; name a folder that exists"),
        ("folder", "this is a folder; name a file in it"),
        ("n" * 300, "the name is too long; use a shorter name"),
        ("a\0b", "embedded null byte; name another file"),
    ],
)
def test_who_cannot_write_is_told_why_and_what_to_do(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "folder").mkdir()
    path = f"{tmp_path}/{name}"
    with pytest.raises(UnwritableError) as refused:
        save(path, b"new")
    assert str(refused.value) == f"{path}: {said}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_where_the_disk_is_full_the_old_file_stays_and_no_part_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    page = tmp_path / "page.html"
    page.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableError, match="the disk is full; make room, or name a file on another disk"):
        save(str(page), b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("page.html", b"old")]


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"old")
    page.chmod(0o444)
    with pytest.raises(UnwritableError, match="the file is read-only; make it writable, or name another file"):
        save(str(page), b"new")
    assert page.read_bytes() == b"old"


def test_what_a_killed_process_left_goes_and_what_is_the_users_own_stays(tmp_path: Path) -> None:
    (tmp_path / ".mss-gap-0123456789abcdef.part").write_bytes(b"<p")
    mine = {".page.html.part", ".page.html.4711.part", ".mss-gap-notes.part", "page.html.lock"}
    for name in mine:
        (tmp_path / name).write_bytes(b"mine")
    save(str(tmp_path / "page.html"), b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"page.html", *mine}


KILLED = """
import os, signal, sys
from mss_gap.cli.save import save
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
save(sys.argv[1], b"new")
"""


def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "page.html"], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]
    assert not (tmp_path / "page.html").exists()
    save(str(tmp_path / "other.html"), b"other")
    assert [path.name for path in tmp_path.iterdir()] == ["other.html"]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.toml"
    file.write_bytes(b"mine")
    (tmp_path / "link.toml").symlink_to(file)
    (tmp_path / "second.toml").hardlink_to(file)
    return file


@contextmanager
def redirected(descriptor: int, file: Path, flags: int) -> Iterator[None]:
    """As a shell does it (< file, >> file), for the standard stream of the program, which pytest has for itself."""
    saved, opened = os.dup(descriptor), os.open(file, flags)
    os.dup2(opened, descriptor)
    os.close(opened)
    try:
        with (
            open(descriptor, "w" if descriptor else "r", closefd=False, encoding="utf-8") as stream,
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setattr(sys, "stdout" if descriptor else "stdin", stream)
            yield
    finally:
        os.dup2(saved, descriptor)
        os.close(saved)


@pytest.mark.parametrize("way", ["ledger.toml", "./ledger.toml", "link.toml", "second.toml"])
def test_the_ledger_is_not_written_over_by_any_way_to_it(way: str, tmp_path: Path, ledger: Path) -> None:
    with pytest.raises(typer.BadParameter, match="is the ledger itself: name another file"):
        keep_from_ledger(str(tmp_path / way), Location("ledger.toml", ledger))


@pytest.mark.parametrize(
    "way", ["ledger.toml", "link.toml", "second.toml", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]
)
@pytest.mark.parametrize("read", [None, "/dev/stdin", "link.toml"])
def test_nor_is_a_ledger_on_standard_input(read: str | None, way: str, tmp_path: Path, ledger: Path) -> None:
    location = Location("-", None) if read is None else Location(read, tmp_path / read)
    with redirected(0, ledger, os.O_RDONLY), pytest.raises(typer.BadParameter, match="is the ledger itself"):
        keep_from_ledger(str(tmp_path / way), location)


@pytest.mark.parametrize("output", [None, "-", "/dev/stdout", "/dev/fd/1"])
def test_nor_is_a_page_appended_to_the_ledger(output: str | None, ledger: Path) -> None:
    with redirected(1, ledger, os.O_WRONLY | os.O_APPEND), pytest.raises(typer.BadParameter, match="ledger itself"):
        keep_from_ledger(output, Location("ledger.toml", ledger))


def test_a_device_may_be_read_and_written(tmp_path: Path) -> None:
    with redirected(0, Path(os.devnull), os.O_RDONLY):
        keep_from_ledger(os.devnull, Location("-", None))
        keep_from_ledger(str(tmp_path / "page.html"), Location("-", None))


@pytest.mark.parametrize("output", [None, "-", "page.html", "nowhere/page.html"])
def test_any_other_file_is_fine(output: str | None, tmp_path: Path, ledger: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"mine")
    keep_from_ledger(output and str(tmp_path / output), Location("ledger.toml", ledger))
    keep_from_ledger(output, Location("-", None))


@pytest.mark.parametrize("path", ["/dev/fd/{}", "/proc/self/fd/{}", "link"])
def test_a_file_that_is_open_already_is_written_on_from_where_it_is(path: str, tmp_path: Path) -> None:
    """As in `report -o /dev/stdout >> log`."""
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    with log.open("ab") as stream:
        (tmp_path / "link").symlink_to(f"/dev/fd/{stream.fileno()}")
        save(str(tmp_path / path.format(stream.fileno())), b"new\n")
    assert log.read_bytes() == b"before\nnew\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "log"]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    save(str(pipe), b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert [(path.name, path.is_fifo()) for path in tmp_path.iterdir()] == [("pipe", True)]


def test_a_pipe_that_its_reader_closed_is_no_file_that_cannot_be_written() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with pytest.raises(BrokenPipeError):
        save(f"/dev/fd/{writer}", b"new")
    os.close(writer)


@pytest.mark.parametrize("number", ["99", "99999999999999999999"])
def test_a_file_that_is_not_open_is_reported(number: str) -> None:
    with pytest.raises(UnwritableError, match=f"/dev/fd/{number}: this is not open for writing; name a file"):
        save(f"/dev/fd/{number}", b"new")


@pytest.mark.parametrize(
    ("path", "stream"), [("/dev/stdout", True), (os.devnull, True), ("pipe", True), ("page", False), ("folder", False), ("", False)]
)  # fmt: skip
def test_a_device_a_pipe_and_an_open_file_are_streams(
    path: str, stream: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("page").touch()
    Path("folder").mkdir()
    assert is_stream(path) is stream
