"""Commands on ledgers with tables."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.ledger.table_files import block, csv_file

Run = Callable[..., CompletedProcess[str]]
TABLE = "Donor,Day,USD\nKenya,2024-01-31,100\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table, and a ledger that reads it."""
    (tmp_path / "tables").mkdir()
    csv_file(tmp_path, TABLE, "tables/t.csv")
    (tmp_path / "l.toml").write_text(block("tables/t.csv"))
    return tmp_path


def test_a_ledger_of_standard_input_reads_tables_below_the_current_folder(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mss_gap", "entries", "--format", "csv", "--ledger", "-"],
        input=block("tables/t.csv"),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, "KE" in done.stdout, done.stderr) == (0, True, "")


def test_add_appends_to_the_ledger_only_and_counts_the_rows_of_its_tables(folder: Path, run: Run) -> None:
    csv_file(folder, TABLE)
    ledger = folder / "l.toml"
    ledger.write_text(block("t.csv"))
    before = (folder / "t.csv").read_bytes()
    done = run(
        *("add", "actual", "--ledger", str(ledger), "--commitment", "fund", "--country", "KE"),
        *("--date", "2024-03-01", "--amount", "5", "--source", "https://example.org"),
    )
    assert (done.returncode, (folder / "t.csv").read_bytes() == before) == (0, True)
    assert ledger.read_text().startswith(block("t.csv"))
    assert sorted(path.name for path in folder.iterdir()) == ["l.toml", "t.csv", "tables"]
    assert "$105" in done.stdout + done.stderr
    assert COLUMNS in ledger.read_text()
