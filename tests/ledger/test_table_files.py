"""Only plain files below the folder of a ledger are opened."""

import os
import socket
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap.ledger.explain.problems import LedgerInvalidError
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.ledger.tables.reading import files
from tests.ledger.table_files import Row, block, csv_file, problems, read

TABLE = "Donor,Day,USD\nKenya,2024-01-31,100\n"
ROWS = [Row(2, "KE", "2024-01-31", Decimal(100))]
OUTSIDE = "it is not below the ledger's folder; copy the file there, and write its name without a path"
LINK = "it is a link out of the ledger's folder; copy the file into the folder"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The real paths of all that is opened."""
    found: list[str] = []
    plainly, steps = os.open, {}

    def watched(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        full = os.path.join(steps.get(dir_fd, ""), path)  # noqa: PTH118 - of what a number stands for
        found.append(os.path.realpath(full))
        number = plainly(path, flags, mode, dir_fd=dir_fd)
        steps[number] = full
        return number

    monkeypatch.setattr(os, "open", watched)
    monkeypatch.setattr(os, "supports_dir_fd", {*os.supports_dir_fd, watched})
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a ledger, with a folder in it, and a table outside it."""
    csv_file(tmp_path, TABLE, "outside.csv")
    (tmp_path / "ledger" / "tables").mkdir(parents=True)
    return tmp_path / "ledger"


@pytest.mark.parametrize(
    "name", ["t.csv", "tables/t.csv", "./tables/./t.csv", "tables//t.csv", "T\u00e4ble 1.CSV", "-.csv"]
)
def test_a_file_below_the_folder_is_read(name: str, folder: Path, opened: list[str]) -> None:
    csv_file(folder, TABLE, name)
    assert read(folder, name) == (ROWS, {})
    assert opened
    assert all(Path(path).is_relative_to(folder) for path in opened)


@pytest.mark.parametrize("target", ["tables/t.csv", "real/t.csv"])
def test_a_link_that_stays_below_the_folder_is_followed(target: str, folder: Path, opened: list[str]) -> None:
    csv_file(folder, TABLE, "tables/t.csv")
    (folder / "real").symlink_to("tables")
    (folder / "link.csv").symlink_to(folder / target)
    assert read(folder, "link.csv") == (ROWS, {})
    assert all(Path(path).is_relative_to(folder) for path in opened)


def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    csv_file(folder, TABLE)
    (tmp_path / "other").symlink_to(folder)
    assert read(tmp_path / "other", "t.csv") == (ROWS, {})


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside.csv", OUTSIDE),
        ("tables/../../outside.csv", OUTSIDE),
        ("tables/../t.csv", OUTSIDE),
        ("/etc/hosts.csv", OUTSIDE),
        ("{absolute}", OUTSIDE),
        ("C:\\\\t.csv", OUTSIDE),
        ("C:t.csv", OUTSIDE),
        ("\\\\\\\\host\\\\share\\\\t.csv", OUTSIDE),
        ("\\\\t.csv", OUTSIDE),
        ("t\\u0000.csv", OUTSIDE),
        ("out.csv", LINK),
        ("out/outside.csv", LINK),
        ("chain.csv", LINK),
        ("missing.csv", "there is no such file; check the name: it starts at the ledger's folder"),
        ("tables/missing/t.csv", "there is no such file; check the name: it starts at the ledger's folder"),
        ("loop.csv", "it cannot be read: Too many levels of symbolic links; check the name"),
        ("folder.csv", "it is a folder; name a file in it"),
        ("pipe.csv", "it is not a file; name a file"),
        ("socket.csv", "it is not a file; name a file"),
        ("t.csv/t.csv", "it cannot be read: Not a directory; check the name"),
        ("{long}", "it cannot be read: File name too long; check the name"),
        ("t.json", "it has no ending that is known; a table is a file that ends in .csv, .tsv, .xlsx or .ods"),
        (".", "it has no ending that is known; a table is a file that ends in .csv, .tsv, .xlsx or .ods"),
    ],
)
def test_what_is_no_file_below_the_folder_is_an_error_and_is_not_opened(
    name: str, reason: str, folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    csv_file(folder, TABLE)
    (folder / "out.csv").symlink_to(folder.parent / "outside.csv")
    (folder / "out").symlink_to("..")
    (folder / "chain.csv").symlink_to("out.csv")
    (folder / "loop.csv").symlink_to("loop.csv")
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    monkeypatch.chdir(folder)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.csv")
        name = name.replace("{absolute}", str(folder / "t.csv")).replace("{long}", "x" * 300 + ".csv")
        (told,) = problems(folder, name)
    assert told.startswith("tables[0].file: [unreadable-table] ")
    assert told.endswith(f": {reason}")
    assert opened == []


def test_a_device_is_an_error_and_is_not_opened(
    folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_below", lambda *_: Path("/dev/null"))
    assert problems(folder, "t.csv") == ["tables[0].file: [unreadable-table] t.csv: it is not a file; name a file"]
    assert opened == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(folder: Path) -> None:
    csv_file(folder, TABLE)
    (folder / "t.csv").chmod(0)
    (told,) = problems(folder, "t.csv")
    assert told.endswith("t.csv: no permission to read it; ask its owner, or copy it")


@pytest.mark.parametrize("swapped", ["tables", "tables/t.csv"])
def test_what_becomes_a_link_while_it_is_opened_is_not_followed(
    swapped: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv_file(folder.parent, TABLE, "t.csv")
    csv_file(folder, TABLE, "tables/t.csv")
    found = files._below("tables/t.csv", folder)  # noqa: SLF001 - what it finds is true no more then
    (folder / swapped).rename(folder / "away")
    (folder / swapped).symlink_to(folder.parent if swapped == "tables" else folder.parent / "t.csv")
    monkeypatch.setattr(files, "_below", lambda *_: found)
    (told,) = problems(folder, "tables/t.csv")
    assert told.startswith("tables[0].file: [unreadable-table] tables/t.csv: it cannot be read: ")


def test_a_file_that_is_replaced_while_it_is_read_is_read_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv_file(folder, TABLE)
    opened = files.open_below

    def replaced(below: str, path: str, flags: int) -> int:
        number = opened(below, path, flags)
        csv_file(folder, TABLE.replace("100", "7"), "new.csv")
        (folder / "new.csv").replace(folder / "t.csv")
        return number

    monkeypatch.setattr(files, "open_below", replaced)
    assert read(folder, "t.csv") == (ROWS, {})


def test_a_file_of_more_than_256_megabytes_is_an_error(folder: Path) -> None:
    with (folder / "t.csv").open("wb") as file:
        file.truncate(2**28 + 1)
    (told,) = problems(folder, "t.csv")
    assert told == "tables[0].file: [unreadable-table] t.csv: it holds more than 256 MB; split it"


def test_a_file_that_two_tables_name_is_read_once_and_named_once(folder: Path, opened: list[str]) -> None:
    csv_file(folder, TABLE)
    more = block("t.csv") + block("t.csv", kind="pledges").partition('unit = "USD"\n')[2]
    ledger = parse_ledger(more.encode(), "l.toml", folder)
    assert ([file.file for file in ledger.files], len(ledger.pledges), len(ledger.actuals)) == (
        ["l.toml", "t.csv"],
        1,
        1,
    )
    assert len([path for path in opened if path.endswith("t.csv")]) == 1


def test_a_ledger_without_a_folder_reads_no_table() -> None:
    with pytest.raises(LedgerInvalidError) as caught:
        parse_ledger(block("t.csv").encode(), "l.toml")
    assert caught.value.problems[0].message == "t.csv: this ledger has no folder"
