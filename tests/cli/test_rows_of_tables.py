"""What reports say of entries that are rows of a table: which file, which line."""

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from textwrap import dedent

import pytest

Run = Callable[..., CompletedProcess[str]]

DONORS = """\
Donor,Day,Paid,Remark
Kenya,2025-01-10,5,
South Bank,2025-02-10,7,"over
two lines"
Norway,2025-03-10,,
Chad,2025-04-10,8,
"""
LEDGER = """\
[commitments.bases]
unit = "bases"
pledged = 12
source = "https://example.org/a"

[[tables]]
file = "donors.csv"
kind = "actuals"
commitment = "bases"
others = "as-named"
columns = { country = "Donor", date = "Day", amount = "Paid" }

[[actuals]]
commitment = "bases"
country = "JM"
date = 2025-01-01
amount = 1
"""
SOURCED = LEDGER.replace('others = "as-named"', 'others = "as-named"\nsource = "https://example.org/b"')


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "donors.csv").write_text(DONORS, encoding="utf-8")
    (tmp_path / "ledger.toml").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "sourced.toml").write_text(SOURCED, encoding="utf-8")
    return tmp_path


@pytest.fixture
def said(run: Run, folder: Path) -> Callable[..., str]:
    """What a command prints of the ledger."""

    def said(*arguments: str, ledger: str = "ledger.toml") -> str:
        done = run(*arguments, "--ledger", ledger, cwd=folder)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return said


Said = Callable[..., str]


def test_entries_name_the_file_and_the_line_of_each_row(said: Said) -> None:
    document = json.loads(said("entries", "--json"))
    assert [(entry["name"], entry["file"], entry["line"]) for entry in document["entries"]] == [
        ("Jamaica", "ledger.toml", 13),
        ("Kenya", "donors.csv", 2),
        ("South Bank", "donors.csv", 3),
        ("Chad", "donors.csv", 6),
    ]
    assert said("entries").partition("\n\n")[2].partition("\n\n")[2] == dedent(
        """\
        Bases
        Date        Entry                  Worth          Line
        ──────────────────────────────────────────────────────
        2025-01-01  Jamaica: actual +1        +1            13
        2025-01-10  Kenya: actual +5          +5  donors.csv:2
        2025-02-10  South Bank: actual +7     +7  donors.csv:3
        2025-04-10  Chad: actual +8           +8  donors.csv:6
        """
    )


def test_history_names_the_row_of_a_change_without_a_source_only(said: Said) -> None:
    said_of = [line.split("  ") for line in said("history").splitlines() if line.startswith("2025-")]
    assert [what for _, what, *_ in said_of] == [
        "Jamaica: actual +1",
        "Kenya: actual +5 (donors.csv:2)",
        "South Bank: actual +7 (donors.csv:3)",
        "Chad: actual +8 (donors.csv:6)",
    ]
    assert "(donors.csv:2)" in " ".join(said("history", "--by-country").split())
    assert "donors.csv" not in said("history", ledger="sourced.toml")


def test_sources_count_the_figures_of_a_table_in_one_line_and_list_each_in_a_document(said: Said) -> None:
    document = json.loads(said("sources", "--json"))
    assert document["unsourced"] == [
        {"path": "actuals[0]", "line": 13},
        {"path": "donors.csv:2", "line": 2},
        {"path": "donors.csv:3", "line": 3},
        {"path": "donors.csv:6", "line": 6},
    ]
    assert document["files"] == [
        {"file": "ledger.toml", "sha256": digest(LEDGER)},
        {"file": "donors.csv", "sha256": digest(DONORS)},
    ]
    text = said("sources")
    assert "1 source. 4 figures without a source." in text
    assert (
        dedent(
            """\
            Figure without a source  Line
            ─────────────────────────────
            actuals[0]                 13
            donors.csv: 3 actuals
            """
        )
        in text
    )
    assert f"donors.csv\nSHA-256 {digest(DONORS)}\n" in text


def test_a_source_lists_the_rows_that_rest_on_it(said: Said) -> None:
    rows = [{"path": "", "file": "donors.csv", "line": line} for line in (2, 3, 6)]
    of_one = json.loads(said("sources", "https://example.org/b", "--json", ledger="sourced.toml"))
    assert (of_one["source"]["figures"], of_one["figures"]) == (3, rows)
    single = json.loads(said("sources", "--single", "--json", ledger="sourced.toml"))
    assert single["figures"] == [
        {"source": "https://example.org/a", "path": "commitments.bases", "file": "sourced.toml", "line": 1},
        *({"source": "https://example.org/b", **row} for row in rows),
    ]
    assert said("sources", "https://example.org/b", ledger="sourced.toml").endswith(
        dedent(
            """\
            Figure  File        Line
            ────────────────────────
            row     donors.csv     2
            row     donors.csv     3
            row     donors.csv     6
            """
        )
    )


def test_validate_says_what_was_read_of_each_table(said: Said) -> None:
    assert said("validate").endswith(
        "ledger.toml: Valid: no errors, 3 warnings.\n"
        "donors.csv: 4 rows, 3 actuals; 1 without a figure; 1 name counted as a body\n"
        f"ledger.toml: SHA-256 {digest(LEDGER)}\n"
        f"donors.csv: SHA-256 {digest(DONORS)}\n"
    )
    assert (
        "ledger.toml:10:10: warning[as-named]: donors.csv: 1 name is neither of a country nor declared, and counts as "
        "a body: South Bank\n"
    ) in said("validate")


def test_validate_says_it_in_every_format(said: Said) -> None:
    document = json.loads(said("validate", "--json"))
    assert document["tables"] == [
        {"file": "donors.csv", "sheet": None, "rows": 4, "entries": 3, "left_out": {"without a figure": 1}}
    ]
    rows = list(csv.DictReader(StringIO(said("validate", "--format", "csv"))))
    assert [(row["section"], row["file"], row["code"]) for row in rows] == [
        ("tables", "donors.csv", ""),
        ("files", "ledger.toml", ""),
        ("files", "donors.csv", ""),
        ("warnings", "ledger.toml", "unsourced"),
        ("warnings", "ledger.toml", "as-named"),
        ("warnings", "ledger.toml", "unsourced"),
    ]
    assert (rows[0]["rows"], rows[0]["entries"], rows[0]["left_out"]) == ("4", "3", "1 without a figure")
    assert (
        "| Table | Rows | Entries | Rows left out | Names that are bodies |\n"
        "| :--- | ---: | ---: | :--- | ---: |\n"
        "| donors\\.csv | 4 | 3 actuals | 1 without a figure | 1 |\n"
    ) in said("validate", "--format", "markdown")


def test_a_table_that_is_wrong_is_among_the_files_that_were_read(run: Run, folder: Path) -> None:
    wrong = DONORS.replace(",5,", ",five,")
    (folder / "donors.csv").write_text(wrong, encoding="utf-8")
    document = json.loads(run("validate", "--ledger", "ledger.toml", "--json", cwd=folder).stdout)
    assert [(error["file"], error["line"], error["column"]) for error in document["errors"]] == [("donors.csv", 2, 3)]
    assert document["files"][1:] == [{"file": "donors.csv", "sha256": digest(wrong)}]


def test_the_page_names_each_file_with_its_digest_and_how_to_check_them(said: Said) -> None:
    page = said("report")
    assert f"<dt>SHA-256 of <bdi>donors.csv</bdi></dt><dd><code>{digest(DONORS)}</code></dd>" in page
    assert "<code>sha256sum ledger.toml donors.csv</code>" in page
    assert "(donors.csv:2)" in page


def test_a_row_is_left_out_that_where_does_not_name_and_a_blank_cell_can_be_named(run: Run, folder: Path) -> None:
    for where, entries in (('"2025-01-10"', 1), ('["2025-01-10", "2025-04-10"]', 2), ('["", "2025-04-10"]', 1)):
        text = LEDGER.replace("columns =", f"where.Day = {where}\ncolumns =")
        (folder / "where.toml").write_text(text, encoding="utf-8")
        document = json.loads(run("validate", "--ledger", "where.toml", "--json", cwd=folder).stdout)
        assert document["tables"][0]["entries"] == entries
    blank = LEDGER.replace("columns =", 'where.Paid = ""\ncolumns =')
    (folder / "blank.toml").write_text(blank, encoding="utf-8")
    document = json.loads(run("validate", "--ledger", "blank.toml", "--json", cwd=folder).stdout)
    assert document["tables"][0]["left_out"] == {"excluded by where": 3, "without a figure": 1}


def test_a_row_of_a_workbook_is_named_by_its_sheet(run: Run, root: Path) -> None:
    def said(*command: str) -> str:
        return run(*command, "--ledger", "workbook.toml", cwd=root / "docs/examples").stdout

    entries = json.loads(said("entries", "--json"))["entries"]
    assert {(entry["kind"], entry["file"], entry["line"]) for entry in entries} == {
        *(("pledge", "pledges.xlsx", row) for row in (9, 10, 11, 12)),
        *(("actual", "pledges.xlsx", row) for row in (9, 10, 11)),
    }
    places = [line.split()[-1] for line in said("entries").splitlines() if line.startswith("202")]
    assert places == [f"pledges.xlsx:2025!{row}" for row in (9, 9, 10, 11, 12, 10, 11)]
    figures = json.loads(said("sources", "https://example.org/fund", "--json"))["figures"]
    assert [(figure["path"], figure["file"], figure["line"]) for figure in figures] == [
        (f"2025!A{row}", "pledges.xlsx", row) for row in (9, 10, 11, 12, 9, 10, 11)
    ]


def test_rows_without_a_source_are_counted_for_each_table_of_a_file(run: Run, root: Path, tmp_path: Path) -> None:
    examples = root / "docs/examples"
    (tmp_path / "pledges.xlsx").write_bytes((examples / "pledges.xlsx").read_bytes())
    text = "".join(
        line for line in (examples / "workbook.toml").read_text().splitlines(keepends=True) if "source" not in line
    )
    (tmp_path / "ledger.toml").write_text(text)
    printed = run("sources", "--ledger", "ledger.toml", cwd=tmp_path).stdout
    assert "pledges.xlsx:2025: 4 pledges\npledges.xlsx:2025: 3 actuals\n" in printed
    unsourced = json.loads(run("sources", "--ledger", "ledger.toml", "--json", cwd=tmp_path).stdout)["unsourced"]
    assert [figure["path"] for figure in unsourced] == [
        f"pledges.xlsx:2025!{row}" for row in (9, 10, 11, 12, 9, 10, 11)
    ]


def test_an_export_has_the_rows_of_tables(run: Run, folder: Path) -> None:
    done = run("export", "package", "--ledger", "ledger.toml", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    exported = csv.DictReader(StringIO((folder / "package/entries.csv").read_text(encoding="utf-8")))
    assert [(row["name"], row["file"], row["line"]) for row in exported] == [
        ("Jamaica", "ledger.toml", "13"),
        ("Kenya", "donors.csv", "2"),
        ("South Bank", "donors.csv", "3"),
        ("Chad", "donors.csv", "6"),
    ]


@pytest.mark.parametrize(
    ("command", "table", "parameter"),
    [
        (("export", "donors.xlsx"), "donors.xlsx", "OUTPUT"),
        (("report", "--output", "donors.csv"), "donors.csv", "--output"),
        (("plot", "--output", "gap.svg"), "gap.svg", "--output"),
    ],
)
def test_a_table_of_the_ledger_is_not_written_over(
    command: tuple[str, ...], table: str, parameter: str, run: Run, folder: Path
) -> None:
    # A hard link: the file is the same under each name, and a link leads to what it names.
    (folder / table).unlink(missing_ok=True)
    (folder / "rows.csv").write_text(DONORS, encoding="utf-8")
    (folder / table).hardlink_to(folder / "rows.csv")
    (folder / "ledger.toml").write_text(LEDGER.replace("donors.csv", "rows.csv"), encoding="utf-8")
    done = run(*command, "--ledger", "ledger.toml", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Invalid value for {parameter}: {table} is a table of the ledger: name another file" in done.stderr
    assert (folder / "rows.csv").read_text(encoding="utf-8") == DONORS


def test_a_table_of_the_ledger_is_not_written_over_by_a_package(run: Run, folder: Path) -> None:
    run("export", "package", "--ledger", "ledger.toml", cwd=folder)
    (folder / "package/entries.csv").write_text(DONORS, encoding="utf-8")
    (folder / "ledger.toml").write_text(LEDGER.replace("donors.csv", "package/entries.csv"), encoding="utf-8")
    done = run("export", "package", "--ledger", "ledger.toml", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "package/entries.csv is a table of the ledger: name another file" in done.stderr
    assert (folder / "package/entries.csv").read_text(encoding="utf-8") == DONORS
