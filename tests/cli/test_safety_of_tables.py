"""What a table beside a ledger can and cannot do: each promise of docs/reliability.md."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mss_gap.analysis.reports.validate import ValidateReport, validated
from mss_gap.ledger.tables.reading import archive, files

Run = Callable[..., CompletedProcess[str]]
EXAMPLES = Path(__file__).parents[2] / "docs/examples"
ROWS = "Donor,Day,Paid\nKenya,2025-01-10,5\n"


def ledger(file: str = "donors.csv", more: str = "") -> str:
    return (
        '[commitments.bases]\nunit = "bases"\n[[tables]]\n'
        f"file = {json.dumps(file)}\n"
        'kind = "actuals"\ncommitment = "bases"\n'
        f'columns = {{ country = "Donor", date = "Day", amount = "Paid" }}\n{more}\n'
    )


def checked(text: str, folder: Path) -> ValidateReport:
    return validated(text.encode(), "ledger.toml", folder=folder)[0]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../donors.csv", "it is not below the ledger's folder"),
        ("sub/../../donors.csv", "it is not below the ledger's folder"),
        ("{outside}/donors.csv", "it is not below the ledger's folder"),
        ("C:\\donors.csv", "it is not below the ledger's folder"),
        ("link.csv", "it is a link out of the ledger's folder"),
        ("linked/donors.csv", "it is a link out of the ledger's folder"),
        ("folder.csv", "it is a folder"),
        ("pipe.csv", "it is not a file"),
        ("zero.csv", "it is a link out of the ledger's folder"),
        ("nowhere.csv", "there is no such file"),
        ("/etc/passwd", "it has no ending that is known"),
    ],
)
def test_only_plain_files_below_the_folder_of_the_ledger_are_read(name: str, reason: str, tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    for each in (folder, outside, folder / "folder.csv"):
        each.mkdir()
    (outside / "donors.csv").write_text(ROWS)
    (tmp_path / "donors.csv").write_text(ROWS)
    (folder / "link.csv").symlink_to(outside / "donors.csv")
    (folder / "linked").symlink_to(outside)
    (folder / "zero.csv").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.csv")
    name = name.format(outside=outside)
    report = checked(ledger(name), folder)
    assert [(error.code, error.message) for error in report.errors] == [("unreadable-table", f"{name}: {reason}")]


def test_a_file_and_a_link_below_the_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/donors.csv").write_text(ROWS)
    (tmp_path / "donors.csv").symlink_to("sub/donors.csv")
    assert [checked(ledger(name), tmp_path).valid for name in ("sub/donors.csv", "donors.csv")] == [True, True]


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", len(ROWS) - 1)
    (tmp_path / "donors.csv").write_text(ROWS)
    (error,) = checked(ledger(), tmp_path).errors
    assert (error.code, "it holds more than" in error.message) == ("unreadable-table", True)


def test_a_workbook_that_grows_too_large_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2**20)
    with zipfile.ZipFile(tmp_path / "donors.xlsx", "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("xl/workbook.xml", b" " * (2**20 + 1))
    (error,) = checked(ledger("donors.xlsx"), tmp_path).errors
    assert error.message == "donors.xlsx: it holds more than 1 MB"


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ('<c r="C9"><f>1+1</f></c>', ["no-stored-value"]),
        ('<c r="C9" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ["error-in-cell"]),
        ('<c r="C9"><f>1+1</f><v>3000000</v></c>', []),
    ],
)
def test_no_formula_is_computed(cell: str, codes: list[str], tmp_path: Path) -> None:
    (tmp_path / "pledges.xlsx").write_bytes(with_cell(cell))
    text = (EXAMPLES / "workbook.toml").read_bytes()
    report, _ = validated(text, "workbook.toml", folder=tmp_path)
    assert [error.code for error in report.errors] == codes


def with_cell(cell: str) -> bytes:
    """The workbook of the examples with another cell C9."""
    content = io.BytesIO()
    with zipfile.ZipFile(EXAMPLES / "pledges.xlsx") as before, zipfile.ZipFile(content, "w") as after:
        for part in before.namelist():
            text = before.read(part).decode()
            if part.endswith("sheet2.xml"):
                assert '<c r="C9"><v>3000000</v></c>' in text
                text = text.replace('<c r="C9"><v>3000000</v></c>', cell)
            after.writestr(part, text)
    return content.getvalue()


@pytest.mark.parametrize(
    "command",
    [
        ["summary"],
        ["validate"],
        ["entries"],
        ["sources"],
        ["report", "--output", "page.html"],
        ["add", "actual", "bases", "--country", "JM", "--amount", "2", "--date", "2025-02-01"],
    ],
    ids=lambda command: command[0],
)
def test_no_command_writes_to_a_table(command: list[str], run: Run, tmp_path: Path) -> None:
    table = tmp_path / "donors.csv"
    table.write_text(ROWS)
    (tmp_path / "ledger.toml").write_text(ledger())
    before = table.stat()
    assert run(*command, "--ledger", "ledger.toml", cwd=tmp_path).returncode == 0
    after = table.stat()
    assert (table.read_text(), after.st_mtime_ns, after.st_ino) == (ROWS, before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    ("command", "form"),
    [
        *((command, form) for command in ("entries", "sources", "countries") for form in ("table", "csv", "markdown")),
        ("validate", "table"),
        ("validate", "csv"),
        ("validate", "markdown"),
    ],
)
def test_no_text_of_a_cell_acts(command: str, form: str, run: Run, tmp_path: Path) -> None:
    attack = "=1+1\u202e\x1b[31m[red]<script>alert(1)</script>"
    (tmp_path / "donors.csv").write_text(f"Donor,Day,Paid\n{attack},2025-01-10,5\n", encoding="utf-8")
    (tmp_path / "ledger.toml").write_text(ledger(more='others = "as-named"'))
    printed = run(command, "--ledger", "ledger.toml", "--format", form, cwd=tmp_path).stdout
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    if form == "csv":
        assert [line for line in printed.splitlines() if any(cell.startswith("=") for cell in line.split(","))] == []
    if form == "markdown":
        assert "<script" not in printed
    page = run("report", "--ledger", "ledger.toml", cwd=tmp_path).stdout
    assert "<script" not in page


@pytest.mark.parametrize(("cell", "code"), [("2025-01-10,1.250", "two-readings"), ("03/04/2025,5", "not-a-date")])
def test_what_can_be_read_in_two_ways_is_an_error(cell: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "donors.csv").write_text(f"Donor,Day,Paid\nKenya,{cell}\n")
    assert [error.code for error in checked(ledger(), tmp_path).errors] == [code]


@pytest.mark.parametrize("name", ["feed", "wide", "workbook"])
def test_each_row_is_an_entry_or_is_left_out_for_a_reason(name: str) -> None:
    text = (EXAMPLES / f"{name}.toml").read_bytes()
    report, _ = validated(text, name, folder=EXAMPLES)
    assert report.tables
    for table in report.tables:
        assert table.rows == table.entries + sum(table.left_out.values())
