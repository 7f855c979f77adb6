"""A file is written whole or not at all, never over the ledger, and who cannot write is told what to do."""

import os
import stat
from pathlib import Path

import pytest
import typer

from mss_gap.cli.save import UnwritableError, keep_from_ledger, save
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
        ("n" * 300, "the name is too long; name it more shortly"),
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


@pytest.mark.parametrize("way", ["ledger.toml", "./ledger.toml", "link.toml"])
def test_the_ledger_is_not_written_over_by_any_way_to_it(way: str, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.toml"
    ledger.write_bytes(b"")
    (tmp_path / "link.toml").symlink_to(ledger)
    with pytest.raises(typer.BadParameter, match="is the ledger itself: name another file"):
        keep_from_ledger(str(tmp_path / way), Location("ledger.toml", ledger))


@pytest.mark.parametrize("output", [None, "-", "page.html", "nowhere/page.html"])
def test_any_other_file_is_fine(output: str | None, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.toml"
    ledger.write_bytes(b"")
    keep_from_ledger(output and str(tmp_path / output), Location("ledger.toml", ledger))
    keep_from_ledger(output, Location("-", None))
