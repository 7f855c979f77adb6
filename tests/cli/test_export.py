"""`export` writes a workbook or a data package, whole or not at all, and never over what no export wrote."""

import csv
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from io import BytesIO, StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from python_calamine import CalamineWorkbook

from tests.ledger.table_files import with_parts

Run = Callable[..., CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
LEDGER = ROOT / "data/commitments.toml"
SMALL = ROOT / "tests/ledgers/good/every-key.toml"
"""For what happens to files, whatever is in them."""
STAGES = ROOT / "tests/ledgers/good/stages-of-a-fund.toml"
COMMANDS = {
    "pace": "pace",
    "entries": "entries",
    "claims": "claims",
    "indicators": "context",
}
"""The files of a package, and the command that prints each as CSV."""
SECTIONS = {
    "kept": ("kept", "contributions"),
    "kept-in-all": ("kept", "commitments"),
    "files": ("sources", "files"),
    "contributors": ("countries", "contributions"),
    "outside": ("countries", "outside"),
    "history": ("history", "changes"),
    "events": ("history", "events"),
    "sources": ("sources", "sources"),
    "unsourced": ("sources", "unsourced"),
}
"""The files of a package, and the command that prints each as a section of its CSV."""
FILES = {f"{name}.csv" for name in ("summary", "groups", *COMMANDS, *SECTIONS, "stages", "warnings")} | {
    "datapackage.json"
}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["book.xlsx", "BOOK.XLSX"])
def test_a_workbook_goes_to_its_file_and_nothing_is_said(name: str, run: Run, tmp_path: Path) -> None:
    done = run("export", name, "--ledger", str(LEDGER), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert names_in(tmp_path) == {name}
    book = CalamineWorkbook.from_path(str(tmp_path / name))
    assert book.sheet_names[:3] == ["Read me", "Summary", "Contributors"]
    assert book.get_sheet_by_name("Summary").to_python()[1][6:9:2] == [2500, 991]


@pytest.mark.parametrize("name", ["package", "package/", "package.2025/"])
def test_a_data_package_goes_to_its_folder_and_nothing_is_said(name: str, run: Run, tmp_path: Path) -> None:
    done = run("export", name, "--ledger", str(LEDGER), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert names_in(tmp_path / name) == FILES


def test_a_file_of_a_package_is_what_its_command_prints_as_csv(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ledger.toml").write_bytes(LEDGER.read_bytes())
    shared = ("--ledger", "ledger.toml", "--as-of", "2025-01-31")
    run("export", "package", *shared, cwd=tmp_path)
    for file, command in COMMANDS.items():
        printed = run(command, *shared, "--format", "csv", cwd=tmp_path).stdout
        assert (tmp_path / "package" / f"{file}.csv").read_text(encoding="utf-8") == printed


def known(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The cells of rows that have a value."""
    return [{key: value for key, value in row.items() if value and key != "section"} for row in rows]


@pytest.mark.parametrize("ledger", [LEDGER, STAGES], ids=["shipped", "stages"])
def test_a_file_of_a_package_is_a_section_of_what_its_command_prints_as_csv(
    ledger: Path, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "ledger.toml").write_bytes(ledger.read_bytes())
    shared = ("--ledger", "ledger.toml")
    run("export", "package", *shared, cwd=tmp_path)
    for file, (command, section) in SECTIONS.items():
        printed = csv.DictReader(StringIO(run(command, *shared, "--format", "csv", cwd=tmp_path).stdout))
        written = csv.DictReader(StringIO((tmp_path / "package" / f"{file}.csv").read_text(encoding="utf-8")))
        assert known(written) == known(row for row in printed if row["section"] == section)


def test_the_summary_of_a_package_also_has_what_the_commitments_of_countries_have(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ledger.toml").write_bytes(LEDGER.read_bytes())
    run("export", "package", "--ledger", "ledger.toml", cwd=tmp_path)
    written = list(csv.DictReader(StringIO((tmp_path / "package/summary.csv").read_text(encoding="utf-8"))))
    for command in ("summary", "countries"):
        printed = run(command, "--ledger", "ledger.toml", "--format", "csv", cwd=tmp_path).stdout
        rows = [row for row in csv.DictReader(StringIO(printed)) if row.get("section", "commitments") == "commitments"]
        for row, expected in zip(written, rows, strict=True):
            assert {key: row[key] for key in expected if key in row} == {k: v for k, v in expected.items() if k in row}
    assert [row["sum_of_shortfalls"] for row in written] == [row["sum_of_shortfalls"] for row in rows]


def test_the_stages_of_a_package_are_what_stages_prints_as_csv(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(STAGES), cwd=tmp_path)
    printed = run("stages", "fund", "--ledger", str(STAGES), "--format", "csv", cwd=tmp_path).stdout
    assert (tmp_path / "package/stages.csv").read_text(encoding="utf-8") == printed
    assert len(printed.splitlines()) == 19  # a heading; 3 stages of the whole and of each of 5 contributors


def test_without_stages_the_file_of_stages_has_its_heading_only(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(ROOT / "tests/ledgers/good/shortest.toml"), cwd=tmp_path)
    (heading,) = (tmp_path / "package/stages.csv").read_text(encoding="utf-8").splitlines()
    assert heading.startswith("commitment,title,unit,contributor,name,pledged,pledged_bound,id,")


def test_two_exports_of_a_ledger_are_alike_byte_for_byte(run: Run, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx", "one", "two"):
        run("export", str(tmp_path / name))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    for file in FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_an_export_at_an_earlier_date(run: Run, tmp_path: Path) -> None:
    run("export", str(tmp_path / "book.xlsx"), "--as-of", "2024-06-30")
    read_me = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx")).get_sheet_by_name("Read me").to_python()
    assert ["Report date", "2024-06-30"] in read_me


def test_a_ledger_from_standard_input(run: Run, tmp_path: Path, four_lines: Path) -> None:
    text = four_lines.read_text(encoding="utf-8")
    done = run("export", str(tmp_path / "package"), "--ledger", "-", stdin=text)
    assert (done.returncode, done.stderr) == (0, "")
    descriptor = json.loads((tmp_path / "package/datapackage.json").read_bytes())
    assert descriptor["ledger"]["file"] == "a ledger from standard input"


def test_an_earlier_export_is_replaced(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(SMALL), "--as-of", "2024-06-30", cwd=tmp_path)
    done = run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    run("export", "new", "--ledger", str(SMALL), cwd=tmp_path)
    for file in FILES:
        assert (tmp_path / "package" / file).read_bytes() == (tmp_path / "new" / file).read_bytes()


def test_a_file_that_an_earlier_version_wrote_and_this_one_does_not_is_removed(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    file = tmp_path / "package/datapackage.json"
    descriptor = json.loads(file.read_bytes())
    descriptor["resources"].append({"name": "old", "path": "old.csv"})
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    (tmp_path / "package/old.csv").touch()
    assert run("export", "package", "--ledger", str(SMALL), cwd=tmp_path).returncode == 0
    assert names_in(tmp_path / "package") == FILES


@pytest.mark.parametrize("held", ["notes.txt", "summary.csv", "datapackage.json", "commitments.toml", ".git"])
def test_a_folder_with_something_else_in_it_is_left_as_it_is(held: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / held).write_text("{}", encoding="utf-8")
    done = run("export", str(folder), "--ledger", str(SMALL))
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        f"mss-gap: the output cannot be written: {folder}: the folder holds {held}, which is not known to be of an "
        "earlier export; name a new folder, or an empty one\n"
    )
    assert [(path.name, path.read_text(encoding="utf-8")) for path in folder.iterdir()] == [(held, "{}")]


def test_a_file_beside_an_earlier_export_is_named_and_nothing_is_replaced(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(SMALL), "--as-of", "2024-06-30", cwd=tmp_path)
    before = (tmp_path / "package/summary.csv").read_bytes()
    (tmp_path / "package/mine.csv").touch()
    done = run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    assert (done.returncode, "the folder holds mine.csv" in done.stderr) == (4, True)
    assert (tmp_path / "package/summary.csv").read_bytes() == before


def test_a_link_in_the_folder_is_not_followed(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / "package/summary.csv").unlink()
    (tmp_path / "package/summary.csv").symlink_to(tmp_path / "mine")
    done = run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    assert (done.returncode, "the folder holds summary.csv" in done.stderr) == (4, True)
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"


def test_a_read_only_file_of_an_earlier_export_is_not_replaced(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    (tmp_path / "package/claims.csv").chmod(0o444)
    done = run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    assert done.returncode == 4
    assert "package/claims.csv: the file is read-only; make it writable, or name another file" in done.stderr


def test_a_replaced_file_keeps_its_permissions(run: Run, tmp_path: Path) -> None:
    run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    (tmp_path / "package/claims.csv").chmod(0o640)
    run("export", "package", "--ledger", str(SMALL), "--as-of", "2024-06-30", cwd=tmp_path)
    assert stat.S_IMODE((tmp_path / "package/claims.csv").stat().st_mode) == 0o640


def test_an_earlier_workbook_is_replaced(run: Run, tmp_path: Path) -> None:
    run("export", "book.xlsx", "--ledger", str(SMALL), "--as-of", "2024-06-30", cwd=tmp_path)
    before = (tmp_path / "book.xlsx").read_bytes()
    done = run("export", "book.xlsx", "--ledger", str(SMALL), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "book.xlsx").read_bytes() != before
    (tmp_path / "book.xlsx").write_bytes(b"")
    assert run("export", "book.xlsx", "--ledger", str(SMALL), cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("saved_again", [False, True])
def test_a_workbook_that_no_export_wrote_is_left_as_it_is(saved_again: bool, run: Run, tmp_path: Path) -> None:  # noqa: FBT001
    """A spreadsheet program that saves a workbook leaves its author, and writes who changed it last."""
    book = tmp_path / "donors.xlsx"
    book.write_bytes(b"anything else")
    if saved_again:
        run("export", "book.xlsx", "--ledger", str(SMALL), cwd=tmp_path)
        ours, theirs = (
            f"<cp:lastModifiedBy>{name}<".encode() for name in (f"mss-gap {version('mss-gap')}", "A person")
        )
        changed = {"docProps/core.xml": lambda xml: xml.replace(ours, theirs)}
        book.write_bytes(with_parts((tmp_path / "book.xlsx").read_bytes(), changed))
    before = book.read_bytes()
    done = run("export", "donors.xlsx", "--ledger", str(SMALL), cwd=tmp_path)
    message = "donors.xlsx: the file is not known to be of an earlier export; name another file, or remove it"
    assert (done.returncode, done.stderr) == (4, f"mss-gap: the output cannot be written: {message}\n")
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("", "the path is empty: name a workbook, such as workbook.xlsx, or a folder"),
        ("book.xls", "a file that ends in .xls cannot be written: let the name of a workbook end in .xlsx, and that of a folder in /"),
        ("book.ods", "a file that ends in .ods cannot be written"),
        ("book.csv", "a file that ends in .csv cannot be written"),
        ("other.toml", "other.toml has the name of a ledger: let the name of a workbook end in .xlsx"),
    ],
)  # fmt: skip
def test_what_is_no_name_of_an_export_is_wrong_usage(output: str, said: str, run: Run, tmp_path: Path) -> None:
    done = run("export", output, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert names_in(tmp_path) == set()


def test_without_a_name_it_is_wrong_usage(run: Run) -> None:
    done = run("export")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mss-gap: Missing argument 'OUTPUT'.\nTry 'mss-gap export --help' for help.\n"


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("nowhere/book.xlsx", "there is no such folder; make the folder, or name another"),
        ("nowhere/package", "there is no such folder; make the folder, or name another"),
        ("file", "this is a file; name a folder, or a workbook, which ends in .xlsx"),
        ("file/", "this is a file; name a folder, or a workbook, which ends in .xlsx"),
        ("file/package", "what should be its folder is a file; name a folder that exists"),
        ("folder.xlsx", "this is a folder; name a file in it"),
        (f"{'long' * 80}.xlsx", "the name is too long; use a shorter name"),
        ("long" * 80, "the name is too long; use a shorter name"),
    ],
)
def test_where_nothing_can_be_written_is_reported(output: str, said: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder.xlsx").mkdir()
    done = run("export", output, "--ledger", str(SMALL), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == f"mss-gap: the output cannot be written: {output}: {said}\n"
    assert names_in(tmp_path) == {"file", "folder.xlsx"}
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may write anywhere")
@pytest.mark.parametrize("output", ["locked/book.xlsx", "locked/package"])
def test_no_permission_is_reported(output: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    done = run("export", output, "--ledger", str(SMALL), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert "no permission to write there" in done.stderr


def test_a_full_disk_is_reported_and_leaves_no_part(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    run("export", "old", "--ledger", str(SMALL), "--as-of", "2024-06-30", cwd=tmp_path)
    before = (tmp_path / "old/summary.csv").read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    for output in ("package", "old", "book.xlsx"):
        done = run("export", output, "--ledger", str(SMALL), cwd=tmp_path)
        assert (done.returncode, done.stdout) == (4, "")
        assert f"{output}: the disk is full; make room, or name a file on another disk" in done.stderr
    assert names_in(tmp_path) == {"old"}
    assert names_in(tmp_path / "old") == FILES
    assert (tmp_path / "old/summary.csv").read_bytes() == before


def test_a_full_device_is_reported(run: Run) -> None:
    done = run("export", "/dev/full")
    assert done.returncode == 4
    assert "/dev/full: the disk is full" in done.stderr


@pytest.mark.parametrize("way", ["book.xlsx", "./book.xlsx", "folder/../book.xlsx"])
def test_the_ledger_is_not_written_over_by_a_workbook(way: str, run: Run, tmp_path: Path, four_lines: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "book.xlsx").write_bytes(four_lines.read_bytes())
    done = run("export", way, "--ledger", "book.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"mss-gap: Invalid value for OUTPUT: {way} is the ledger itself: name another file\n"
        "Try 'mss-gap export --help' for help.\n"
    )
    assert (tmp_path / "book.xlsx").read_bytes() == four_lines.read_bytes()


def test_the_ledger_is_not_written_over_by_a_package(run: Run, tmp_path: Path, four_lines: Path) -> None:
    run("export", "package", "--ledger", str(SMALL), cwd=tmp_path)
    ledger = tmp_path / "package/summary.csv"
    ledger.write_bytes(four_lines.read_bytes())
    done = run("export", "package", "--ledger", str(ledger), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "package/summary.csv is the ledger itself: name another file" in done.stderr
    assert ledger.read_bytes() == four_lines.read_bytes()


@pytest.mark.parametrize("output", ["-", "/dev/stdout"])
def test_a_workbook_goes_into_a_pipe(output: str, run: Run, tmp_path: Path) -> None:
    command = f"{sys.executable} -m mss_gap export {output} --ledger {SMALL} | cat"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    run("export", str(tmp_path / "book.xlsx"), "--ledger", str(SMALL))
    assert done.stdout == (tmp_path / "book.xlsx").read_bytes()
    assert CalamineWorkbook.from_filelike(BytesIO(done.stdout)).sheet_names[0] == "Read me"


def test_a_pipe_that_its_reader_closes_ends_quietly() -> None:
    command = f"{sys.executable} -m mss_gap export - --ledger {SMALL} | head -c 2"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"PK", b"")


def test_a_terminal_is_asked_for_a_file(run: Run) -> None:
    code = "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'mss_gap', 'export', '-']) >> 8)"
    done = run(program=(sys.executable, "-c", code))
    assert done.returncode == 2
    assert "a terminal shows no workbook: name a file, such as workbook.xlsx" in done.stdout.replace("\r\n", "\n")


@pytest.mark.parametrize("output", ["book.xlsx", "package"])
def test_a_ledger_that_is_not_valid_leaves_all_as_it_was(output: str, run: Run, tmp_path: Path, invalid: Path) -> None:
    assert run("export", output, "--ledger", str(invalid), cwd=tmp_path).returncode == 3
    assert names_in(tmp_path) == set()
