"""Commands on ledgers with tables."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.ledger.table_files import HEAD, block, csv_file

Run = Callable[..., CompletedProcess[str]]
TABLE = "Donor,Day,USD\nKenya,2024-01-31,100\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table, and a ledger that reads it."""
    (tmp_path / "tables").mkdir()
    csv_file(tmp_path, TABLE, "tables/t.csv")
    (tmp_path / "l.toml").write_text(block("tables/t.csv"))
    return tmp_path


def test_a_ledger_of_standard_input_reads_tables_below_the_current_folder(folder: Path, run: Run) -> None:
    done = run("entries", "--format", "csv", "--ledger", "-", stdin=block("tables/t.csv"), cwd=folder)
    assert (done.returncode, "KE" in done.stdout, done.stderr) == (0, True, "")


ADD = ("add", "actual", "fund", "--country", "KE", "--ledger")


def test_add_appends_to_the_ledger_only_and_its_answer_counts_the_rows_of_tables(folder: Path, run: Run) -> None:
    ledger = folder / "l.toml"
    before = block("tables/t.csv").replace('unit = "USD"', 'unit = "USD"\npledged = 1000')
    ledger.write_text(before)
    source = ("--source", "https://example.org")
    done = run(*ADD, str(ledger), "--date", "2024-03-01", "--amount", "5", *source)
    assert (done.returncode, (folder / "tables/t.csv").read_text()) == (0, TABLE)
    assert sorted(path.name for path in folder.rglob("*")) == ["l.toml", "t.csv", "tables"]
    entry = """
[[actuals]]
commitment = "fund"
country = "KE"
date = 2024-03-01
amount = 5
source = "https://example.org"
"""
    assert ledger.read_text() == before + entry
    assert done.stdout == f"{entry.lstrip()}\nFund: gap $900 \u2192 $895\n"


def test_add_refuses_what_a_row_of_a_table_says_already_and_names_the_row(folder: Path, run: Run) -> None:
    ledger = folder / "l.toml"
    done = run(*ADD, str(ledger), "--date", "2024-01-31", "--amount", "100")
    assert done.returncode == 2
    assert "has this entry already, in the row tables/t.csv:2: add --again" in " ".join(done.stderr.split())
    assert ledger.read_text() == block("tables/t.csv")


def test_an_entry_that_contradicts_a_row_is_refused_with_the_place_of_the_row(folder: Path, run: Run) -> None:
    ledger = folder / "l.toml"
    totals = block("tables/t.csv").replace("amount", "total")
    ledger.write_text(totals)
    done = run(*ADD, str(ledger), "--date", "2024-01-31", "--total", "101")
    assert (done.returncode, ledger.read_text()) == (3, totals)
    assert done.stderr.startswith(
        "tables/t.csv:2:1: error[contradicting-totals]: a second total for fund, KE on 2024-01-31: 101 USD and 100 USD"
    )


SAID = "tables/t.csv: 4 rows, 1 actual; 1 excluded by where; 1 without a figure; 1 after the stop"


def test_validate_says_in_every_format_for_people_how_many_rows_became_entries_and_why_others_did_not(
    folder: Path, run: Run
) -> None:
    csv_file(
        folder, "Donor,Day,USD\nKenya,2024-01-31,100\nJapan,2024-01-31,5\nKenya,2024-01-31,-\nTOTAL\n", "tables/t.csv"
    )
    ledger = folder / "l.toml"
    ledger.write_text(block("tables/t.csv") + 'where.Donor = "Kenya"\nstop = "TOTAL"\n')
    assert SAID in run("validate", "--ledger", str(ledger)).stdout.splitlines()
    markdown = run("validate", "--ledger", str(ledger), "--format", "markdown").stdout
    assert (
        "| tables/t\\.csv | 4 | 1 actual | 1 excluded by where; 1 without a figure; 1 after the stop |  |"
        in markdown.splitlines()
    )
    (table,) = json.loads(run("validate", "--ledger", str(ledger), "--json").stdout)["tables"]
    assert table == {
        "file": "tables/t.csv",
        "sheet": None,
        "rows": 4,
        "entries": 1,
        "left_out": {"after the stop": 1, "excluded by where": 1, "without a figure": 1},
    }


def test_entries_of_tables_are_printed_as_toml_that_can_be_read_in_again(folder: Path, run: Run) -> None:
    csv_file(folder, "Donor,Day,USD\nWorld Bank,2024-01-31,100\nIFRC,2024-01-31,5\nKenya,2024-01-31,7\n", "t.csv")
    ledger, alone = folder / "l.toml", folder / "alone.toml"
    ledger.write_text(block("t.csv") + 'others = "as-named"\n')
    written = run("entries", "--ledger", str(ledger), "--format", "toml").stdout
    alone.write_text(HEAD + written)

    def actuals(path: Path) -> dict[str, int]:
        (fund,) = json.loads(run("countries", "--ledger", str(path), "--json").stdout)["commitments"]
        return {row["name"]: row["actual"] for row in fund["contributions"]}

    assert actuals(ledger) == actuals(alone) == {"World Bank": 100, "Kenya": 7, "IFRC": 5}


def test_a_workbook_that_was_exported_is_a_table_with_the_same_figures(folder: Path, run: Run) -> None:
    text = HEAD + (
        '[[pledges]]\ncommitment = "fund"\ncountry = "KE"\ndate = 2024-01-01\ntotal = 100\n'
        '[[pledges]]\ncommitment = "fund"\ncountry = "EU"\ndate = 2024-01-01\ntotal = 10.5\n'
        '[[pledges]]\ncommitment = "fund"\ncountry = "KE"\ndate = 2024-03-01\ntotal = 80\n'
    )
    (folder / "own.toml").write_text(text)
    run("export", "out.xlsx", "--ledger", "own.toml", cwd=folder)
    (folder / "read.toml").write_text(
        f'{HEAD}[[tables]]\nfile = "out.xlsx"\nsheet = "Entries"\nkind = "pledges"\nwhere.Kind = "pledge"\n'
        'columns = { commitment = "Commitment", country = "Country", date = "Date", total = "Total" }\n'
    )

    def figures(ledger: str) -> object:
        document = json.loads(run("countries", "--ledger", ledger, "--json", cwd=folder).stdout)
        return document["as_of"], document["commitments"]

    assert figures("own.toml") == figures("read.toml")
