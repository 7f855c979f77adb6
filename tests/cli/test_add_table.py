"""`add table` and `init --from`: a spreadsheet is looked at, tried and named in a ledger, or questions are asked."""

import json
import shlex
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from xml.sax.saxutils import escape

import pytest

from mss_gap import load

Run = Callable[..., CompletedProcess[str]]
Cell = str | float | date

LEDGER = """# Ours: comments and order stay.
[sources.un]
title = "A report"

[contributors.WB]
name = "World Bank"

[commitments.fund]
unit = "USD"
pledged = 5000
"""
ORDINARY = """Donor,Paid on,Amount (USD)
Canada,2025-01-31,"1,200.50"
"Kenya, Government of",2025-02-28,300
World Bank,2025-03-31,"1,000"
Japan,,-
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "commitments.toml"
    path.write_text(LEDGER, encoding="utf-8")
    (tmp_path / "donors.csv").write_text(ORDINARY, encoding="utf-8")
    return path


def added(run: Run, file: Path, *arguments: str) -> CompletedProcess[str]:
    return run("add", "table", *arguments, cwd=file.parent)


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
    """Write an XLSX workbook as a spreadsheet program would, as far as these tests go."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        + f'<Relationship Id="r0" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    for number, rows in zip(numbers, sheets.values(), strict=True):
        lines = (
            f'<row r="{row}">{"".join(_cell(cell, f"{chr(64 + column)}{row}") for column, cell in enumerate(cells, 1))}</row>'
            for row, cells in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def _cell(cell: Cell, place: str) -> str:
    match cell:
        case "":
            return ""
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        case date():
            return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
        case _:
            return f'<c r="{place}"><v>{cell}</v></c>'


BLOCK = """[[tables]]
file = "donors.csv"
kind = "actuals"
commitment = "fund"
numbers = "1,234.5"
source = "un"
columns = { country = "Donor", date = "Paid on", amount = "Amount (USD)" }
"""


def test_an_ordinary_table_is_added_with_what_it_reads_and_changes(run: Run, file: Path) -> None:
    done = added(run, file, "donors.csv", "--source", "un")
    # 1,200.50 + 300 + 1,000 = 2,500.50, and 5,000 - 2,500.50 = 2,499.50
    assert done.stdout == (
        f"{BLOCK}\n"
        "4 rows below the titles: 3 entries; left out: 1 without a figure\n"
        '"Amount (USD)": the sum is 2,500.5\n'
        "First entries:\n"
        "  2025-01-31  Canada  $1,200.50\n"
        "  2025-02-28  Kenya  $300\n"
        "  2025-03-31  World Bank  $1,000\n"
        "\n"
        "Fund: gap not computable → $2,499.50\n"
    )
    assert (done.returncode, done.stderr) == (0, "mss-gap: added to commitments.toml\n")
    assert file.read_text(encoding="utf-8") == f"{LEDGER}\n{BLOCK}"
    entries = [(entry.country, str(entry.amount)) for entry in load(file).actuals]
    assert entries == [("CA", "1200.50"), ("KE", "300"), ("WB", "1000")]


def test_a_dry_run_prints_the_same_and_writes_nothing(run: Run, file: Path) -> None:
    tried = added(run, file, "donors.csv", "--source", "un", "--dry-run")
    assert (tried.returncode, tried.stderr) == (
        0,
        "mss-gap: nothing is written to commitments.toml: a dry run\nmss-gap: Fund: gap not computable → $2,499.50\n",
    )
    assert file.read_text(encoding="utf-8") == LEDGER
    assert added(run, file, "donors.csv", "--source", "un").stdout.startswith(tried.stdout)


def test_titles_in_the_eighth_row_of_a_sheet_above_a_row_of_totals(run: Run, file: Path) -> None:
    rows: list[Sequence[Cell]] = [
        ("Contributions to the fund",),
        ("Prepared by", "A person"),
        ("As of", date(2025, 6, 30)),
        (),
        (),
        (),
        (),
        ("Member State", "Received", "US$", "Remarks"),
        ("Canada", date(2025, 1, 31), 1200.5, "In two parts"),
        ("Türkiye", date(2025, 2, 28), 300),
        (),
        ("TOTAL", "", 1500),
        (),
        ("Recipient", "Paid", "US$"),
        ("Haiti", date(2025, 3, 31), 900),
    ]
    workbook(file.with_name("fund.xlsx"), {"Read me": [("About this file",)], "2025": rows})
    done = added(run, file, "fund.xlsx", "--source", "un")
    assert done.stdout == (
        '[[tables]]\nfile = "fund.xlsx"\nsheet = "2025"\nkind = "actuals"\ncommitment = "fund"\nheader = 8\n'
        'stop = "TOTAL"\nsource = "un"\n'
        'columns = { country = "Member State", date = "Received", amount = "US$", note = "Remarks" }\n'
        "\n"
        "7 rows below the titles: 2 entries; left out: 1 blank, 4 after the stop\n"
        '"US$": the sum 1,500.5 is 0.5 more than the total of row 12, 1,500\n'
        "First entries:\n"
        "  2025-01-31  Canada  $1,200.50\n"
        "  2025-02-28  Türkiye  $300\n"
        "\n"
        "Fund: gap not computable → $3,499.50\n"
    )
    assert done.stderr == (
        "mss-gap: added to commitments.toml\n"
        'mss-gap: 1 row below "TOTAL" (row 12) looks like an entry, and is not read: row 15\n'
    )


def test_a_wide_table_of_pledges_and_payments_becomes_two_blocks(run: Run, file: Path) -> None:
    text = (
        "Donor;Date;Pledged (USD);Paid (USD)\nCanada;2025-01-31;2000;1500\nKenya;2025-02-28;100;-\nTotal;;2100;1500\n"
    )
    file.with_name("wide.csv").write_text(text, encoding="utf-8")
    done = added(run, file, "wide.csv", "--source", "un")
    head = 'commitment = "fund"\nstop = "Total"\nsource = "un"\ncolumns = { country = "Donor", date = "Date", amount = '
    assert done.stdout == (
        f'[[tables]]\nfile = "wide.csv"\nkind = "pledges"\n{head}"Pledged (USD)" }}\n'
        "\n"
        f'[[tables]]\nfile = "wide.csv"\nkind = "actuals"\n{head}"Paid (USD)" }}\n'
        "\n"
        "pledges: 3 rows below the titles: 2 entries; left out: 1 after the stop\n"
        '"Pledged (USD)": the sum 2,100 is the total of row 4\n'
        "First entries:\n"
        "  2025-01-31  Canada  $2,000\n"
        "  2025-02-28  Kenya  $100\n"
        "\n"
        "actuals: 3 rows below the titles: 1 entry; left out: 1 without a figure, 1 after the stop\n"
        '"Paid (USD)": the sum 1,500 is the total of row 4\n'
        "First entry:\n"
        "  2025-01-31  Canada  $1,500\n"
        "\n"
        "Fund: gap not computable → $3,500\n"
    )
    assert done.returncode == 0
    ledger = load(file)
    assert ([str(each.amount) for each in ledger.pledges], [str(each.amount) for each in ledger.actuals]) == (
        ["2000", "100"],
        ["1500"],
    )


FEED = """id,date,srcOrganization,amountUSD,originalAmount,originalCurrency,status
1,2025-01-31,"Canada, Government of",1200,1600,CAD,paid
2,2025-02-28,"Kenya, Government of",300,39000,KES,paid
2,2025-02-28,"Kenya, Government of",300,39000,KES,paid
3,2025-03-31,Kenja,100,100,USD,paid
4,2025-03-31,A foundation,50,50,USD,paid
5,2025-04-30,"Japan, Government of",900,900,USD,commitment
"""


OTHER_CURRENCIES = (
    'mss-gap: "originalCurrency" has the currencies in which something was given, and is not read: '
    '--amount "originalAmount" --currency "originalCurrency" reads them\n'
)


def test_a_feed_whose_names_are_not_all_known_is_refused_with_each_name(run: Run, file: Path) -> None:
    file.with_name("feed.csv").write_text(FEED, encoding="utf-8")
    done = added(run, file, "feed.csv", "--where", "status=paid")
    # 1,200 + 300 + 100 + 50 = 1,650: the second row of id 2 repeats the first
    assert done.stdout == (
        '[[tables]]\nfile = "feed.csv"\nkind = "actuals"\ncommitment = "fund"\nwhere = { status = "paid" }\n'
        'columns = { country = "srcOrganization", date = "date", amount = "amountUSD", ref = "id" }\n'
        "\n"
        "6 rows below the titles: 4 entries, if each cell could be read; left out: 1 excluded by where, "
        "1 repeats another row\n"
        '"amountUSD": the sum is 1,650\n'
        "Not a country or a declared contributor:\n"
        '  "Kenja" (1 row): did you mean "KE", the code of Kenya?\n'
        '  "A foundation" (1 row)\n'
    )
    assert done.stderr == (
        f"{OTHER_CURRENCIES}mss-gap: a name may be that of a country in another language or spelling: "
        '--values "country:Kenja=CODE" says which it is\n'
        "mss-gap: --others as-named counts each contributor that is not known under its name\n"
        'feed.csv:5:3: error[unknown-contributor]: "Kenja" is not a country or a declared contributor\n'
        "  5 | 3 | 2025-03-31 | Kenja | 100 | 100\n"
        "    |                  ^^^^^\n"
        '    = hint: --values "country:Kenja=…" says who that is; --others "as-named" counts it under its name\n'
        "\n"
        'feed.csv:6:3: error[unknown-contributor]: "A foundation" is not a country or a declared contributor\n'
        "  6 | 4 | 2025-03-31 | A foundation | 50 | 50\n"
        "    |                  ^^^^^^^^^^^^\n"
        '    = hint: --values "country:A foundation=…" says who that is; --others "as-named" counts it under its name\n'
        "mss-gap: commitments.toml is as it was: with this entry it would have 2 errors\n"
    )
    assert (done.returncode, file.read_text(encoding="utf-8")) == (3, LEDGER)


def test_options_say_who_is_meant_and_who_counts_under_its_name(run: Run, file: Path) -> None:
    file.with_name("feed.csv").write_text(FEED, encoding="utf-8")
    options = ("--where", "status=paid", "--values", "country:Kenja=KE", "--others", "as-named", "--source", "un")
    done = added(run, file, "feed.csv", *options)
    assert done.stdout == (
        '[[tables]]\nfile = "feed.csv"\nkind = "actuals"\ncommitment = "fund"\nwhere = { status = "paid" }\n'
        'others = "as-named"\nsource = "un"\n'
        'columns = { country = "srcOrganization", date = "date", amount = "amountUSD", ref = "id" }\n'
        'values = { country = { Kenja = "KE" } }\n'
        "\n"
        "6 rows below the titles: 4 entries; left out: 1 excluded by where, 1 repeats another row\n"
        '"amountUSD": the sum is 1,650\n'
        "Not a country or a declared contributor, and counted under their names:\n"
        '  "A foundation" (1 row)\n'
        "First entries:\n"
        "  2025-01-31  Canada  $1,200\n"
        "  2025-02-28  Kenya  $300\n"
        "  2025-03-31  Kenya  $100\n"
        "\n"
        "Fund: gap not computable → $3,350\n"
    )
    assert (done.returncode, done.stderr) == (
        0,
        (
            f"mss-gap: added to commitments.toml\n{OTHER_CURRENCIES}"
            "mss-gap: warning[as-named]: feed.csv: 1 name is neither of a country nor declared, and counts as a body: A foundation; "
            "check that none of them is a country or body under another name\n"
        ),
    )


def test_what_a_table_does_not_tell_is_asked_with_the_option_that_says_it(run: Run, file: Path) -> None:
    text = "Who,When,Cash,Other\nSomebody,03/04/2025,10,20\nAnother,05/06/2025,30,40\n"
    file.with_name("unclear.csv").write_text(text, encoding="utf-8")
    done = added(run, file, "unclear.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'mss-gap: unclear.csv: "Cash" and "Other" have figures: --amount "COLUMN" says which counts, or --total "COLUMN" if each is the level on its day; several are added\n'
        "mss-gap: unclear.csv: no column is certainly that of the contributors: "
        '--country "COLUMN" says which column names the contributors, --country "Kenya" names one for all rows, '
        "and --country none reads the figures as those of the whole mission\n"
        "mss-gap: unclear.csv: no title says what the rows are: "
        "--kind pledges, or --kind actuals for what was delivered\n"
        'mss-gap: unclear.csv: "03/04/2025" in "When" may have the day or the month first: '
        '--dates "%d/%m/%Y" or --dates "%m/%d/%Y"\n'
        "mss-gap: nothing is written: 4 questions are open\n"
    )
    assert file.read_text(encoding="utf-8") == LEDGER
    answers = "--amount Cash --amount Other --country Who --kind actuals --dates %d/%m/%Y --others as-named"
    assert added(run, file, "unclear.csv", *shlex.split(answers)).returncode == 0
    assert [(str(each.date), str(each.amount)) for each in load(file).actuals] == [
        ("2025-04-03", "30"),
        ("2025-06-05", "70"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("donors.csv --country Doner", '--country: no column has the title "Doner": did you mean "Donor"?'),
        (
            "donors.csv --amount Amount",
            '--amount: no column has the title "Amount": the titles are "Donor", "Paid on" and',
        ),
        ("donors.csv --ref Id", '--ref: no column has the title "Id": the titles are'),
        ("donors.csv --where Donr=x", '--where: no column has the title "Donr": did you mean "Donor"?'),
        (
            "donors.csv --header 9",
            "no titles above columns of figures are in row 9: --header N says which row has them",
        ),
        ("donors.csv --where Donor", 'Invalid value for --where: "Donor" has not two parts with "=" between them'),
        ("donors.csv --values Donor", 'Invalid value for --values: "Donor" has not two parts with ":" between them'),
        (
            "donors.csv --commitment fnud",
            'Invalid value for --commitment: there is no commitment "fnud" in this ledger',
        ),
        ("donors.csv --kind pledge", '"pledge" is not a kind of rows: did you mean "pledges"?'),
        ("donors.csv --pledged a --kind actuals", "--pledged and --kind contradict each other: keep one"),
        (
            "donors.csv --pledged a --amount b --total c",
            "--amount and --total contradict each other: keep one, or name both columns with --pledged and --paid",
        ),
        (
            "donors.csv --amount a --total b",
            "--amount and --total contradict each other: keep one, or name both columns with --pledged and --paid",
        ),
    ],
)
def test_a_wrong_option_is_wrong_usage_and_nothing_is_written(arguments: str, said: str, run: Run, file: Path) -> None:
    done = added(run, file, *arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert file.read_text(encoding="utf-8") == LEDGER


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("doners.csv", 'doners.csv: there is no such file; did you mean "donors.csv"?\n'),
        (
            "../else.csv",
            "../else.csv: it is not below the folder of commitments.toml; copy it there: cp ../else.csv .\n",
        ),
        (
            "commitments.toml",
            "it has no ending that is known; a table is a file that ends in .csv, .tsv, .xlsx or .ods\n",
        ),
        ("folder.csv", "folder.csv: it is a folder; name a file in it\n"),
        ("latin.csv", 'latin.csv: line 2 is not UTF-8: byte 0xE9; write --encoding "windows-1252", if "é" is right\n'),
        ("damaged.xlsx", "damaged.xlsx: it is not a workbook, or damaged; open it in a spreadsheet and save it again"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(name: str, said: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "below"
    folder.mkdir()
    (folder / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    (folder / "donors.csv").write_text(ORDINARY, encoding="utf-8")
    (tmp_path / "else.csv").write_text(ORDINARY, encoding="utf-8")
    (folder / "folder.csv").mkdir()
    (folder / "latin.csv").write_text(
        "Donor,Paid on,USD\nCuraçao é,2025-01-31,1\n".replace("ç", ""), encoding="latin-1"
    )
    (folder / "damaged.xlsx").write_text("no", encoding="utf-8")
    done = run("add", "table", name, cwd=folder)
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr
    assert (folder / "commitments.toml").read_text(encoding="utf-8") == LEDGER


def test_a_file_in_another_encoding_is_read_as_the_option_or_its_mark_says(run: Run, file: Path) -> None:
    text = "Donor,Paid on,USD\nCôte d'Ivoire,2025-01-31,1\nPerú,2025-01-31,2\n"
    file.with_name("latin.csv").write_text(text, encoding="windows-1252")
    assert '\nencoding = "windows-1252"\n' in added(run, file, "latin.csv", "--encoding", "windows-1252").stdout
    file.with_name("wide.csv").write_text(text, encoding="utf-16")
    assert '\nencoding = "utf-16"\n' in added(run, file, "wide.csv").stdout
    assert [each.country for each in load(file).actuals] == ["CI", "PE"] * 2


def test_a_table_that_is_read_already_is_refused_with_its_line(run: Run, file: Path) -> None:
    assert added(run, file, "donors.csv").returncode == 0
    once = file.read_text(encoding="utf-8")
    done = added(run, file, "donors.csv", "--source", "un")
    assert (done.returncode, done.stdout) == (2, "")
    line = once.splitlines().index("[[tables]]") + 1
    assert (
        f"commitments.toml reads these figures already, with the table on line {line}: change that one\n" in done.stderr
    )
    assert file.read_text(encoding="utf-8") == once


def test_a_ledger_of_several_commitments_asks_for_one(run: Run, file: Path) -> None:
    text = f'{LEDGER}\n[commitments.bases]\nunit = "bases"\n'
    file.write_text(text, encoding="utf-8")
    done = added(run, file, "donors.csv")
    assert (done.returncode, done.stdout) == (2, "")
    said = "Invalid value for --commitment: say which commitment the rows belong to: fund, bases\n"
    assert done.stderr.startswith(f"mss-gap: {said}")
    money = added(run, file, "donors.csv", "--commitment", "bases")
    assert "--commitment names another\n" in money.stderr
    assert file.read_text(encoding="utf-8") == text
    assert added(run, file, "donors.csv", "--commitment", "Fund").returncode == 0


def test_a_label_of_a_sum_never_counts_as_a_contributor(run: Run, file: Path) -> None:
    text = "Donor,Paid on,USD\nCanada,2025-01-31,1\nSubtotal,2025-01-31,1\nKenya,2025-01-31,2\n"
    file.with_name("sums.csv").write_text(text, encoding="utf-8")
    done = added(run, file, "sums.csv", "--others", "as-named")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        'mss-gap: sums.csv: "Subtotal" looks like the label of a sum, and would count as a contributor: '
    )
    assert file.read_text(encoding="utf-8") == LEDGER


def test_a_second_sheet_with_a_table_is_named(run: Run, file: Path) -> None:
    rows = [("Donor", "Date", "Paid (USD)"), ("Canada", date(2025, 1, 31), 1), ("Kenya", date(2025, 1, 31), 2)]
    workbook(file.with_name("two.xlsx"), {"North": rows, "South": rows})
    first = added(run, file, "two.xlsx", "--source", "un")
    assert 'sheet = "North"\n' in first.stdout
    assert 'mss-gap: the sheet "South" has a table, too: --sheet "South" reads that one\n' in first.stderr
    assert 'sheet = "South"\n' in added(run, file, "two.xlsx", "--sheet", "South").stdout
    third = added(run, file, "two.xlsx", "--sheet", "Soth")
    assert third.stderr == 'mss-gap: two.xlsx: it has no sheet "Soth"; did you mean "South"?\n'


def test_a_sheet_of_pledges_and_one_of_payments_are_two_blocks(run: Run, file: Path) -> None:
    rows = [("Donor", "Date", "USD"), ("Canada", date(2025, 1, 31), 1), ("Kenya", date(2025, 1, 31), 2)]
    workbook(file.with_name("two.xlsx"), {"Payments": rows, "Pledges": rows})
    done = added(run, file, "two.xlsx", "--source", "un")
    assert (done.returncode, done.stderr) == (0, "mss-gap: added to commitments.toml\n")
    ledger = load(file)
    assert [(each.sheet, str(each.kind)) for each in ledger.tables] == [("Pledges", "pledges"), ("Payments", "actuals")]


def test_the_built_in_ledger_cannot_be_added_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "donors.csv").write_text(ORDINARY, encoding="utf-8")
    done = run("add", "table", "donors.csv", "--dry-run", cwd=tmp_path)
    assert done.returncode == 4
    assert "the ledger inside the program cannot be added to" in done.stderr


# init --from


def test_a_ledger_is_made_of_an_ordinary_spreadsheet_in_one_command(run: Run, tmp_path: Path) -> None:
    rows = [("Donor", "Date", "Amount (USD)"), ("Canada", date(2025, 1, 31), 1200), ("Kenya", date(2025, 2, 28), 300)]
    workbook(tmp_path / "donors.xlsx", {"Sheet1": rows})
    asked = run("init", "--from", "donors.xlsx", cwd=tmp_path)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr == (
        "mss-gap: donors.xlsx: no title says what the rows are: --kind pledges, or --kind actuals for what was delivered\n"
        "mss-gap: nothing is written: 1 question is open\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["donors.xlsx"]
    done = run("init", "--from", "donors.xlsx", "--kind", "actuals", cwd=tmp_path)
    block = (
        '[[tables]]\nfile = "donors.xlsx"\nkind = "actuals"\ncommitment = "funding"\n'
        'columns = { country = "Donor", date = "Date", amount = "Amount (USD)" }\n'
    )
    assert done.stdout == (
        "commitments.toml: a ledger with one commitment, funding, that reads donors.xlsx\n"
        "ledger.schema.json: its schema, for editors\n"
        "\n"
        f"{block}"
        "\n"
        "2 rows below the titles: 2 entries\n"
        '"Amount (USD)": the sum is 1,500\n'
        "First entries:\n"
        "  2025-01-31  Canada  $1,200\n"
        "  2025-02-28  Kenya  $300\n"
    )
    assert (done.returncode, done.stderr) == (0, "mss-gap: next: mss-gap summary --ledger commitments.toml\n")
    text = (tmp_path / "commitments.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./ledger.schema.json\n")
    assert text.endswith(f'\n[commitments.funding]\nunit = "USD"\n\n{block}')
    summary = run("summary", "--json", cwd=tmp_path)
    assert (summary.returncode, summary.stderr) == (0, "")
    (row,) = json.loads(summary.stdout)["commitments"]
    assert (row["unit"], row["pledged"], row["actual"], row["reported_on"]) == ("USD", None, 1500, "2025-02-28")


def test_a_name_a_unit_a_headline_and_an_id_are_taken_as_they_are_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "men.csv").write_text("Country,Date,Deployed\nKenya,2025-01-31,700\nJamaica,2025-01-31,20\n", "utf-8")
    options = ("--unit", "personnel", "--headline", "2500", "--name", "A mission", "--commitment", "men")
    done = run("init", "men.toml", "--from", "men.csv", *options, cwd=tmp_path)
    assert done.returncode == 0
    ledger = load(tmp_path / "men.toml")
    assert (ledger.mission.name, list(ledger.commitments), ledger.commitments["men"].pledged) == (
        "A mission",
        ["men"],
        2500,
    )
    assert [(each.country, each.amount) for each in ledger.actuals] == [("KE", 700), ("JM", 20)]


def test_a_unit_that_nothing_says_is_a_question(run: Run, tmp_path: Path) -> None:
    (tmp_path / "men.csv").write_text("Country,Date,Deployed\nKenya,2025-01-31,700\nJamaica,2025-01-31,20\n", "utf-8")
    done = run("init", "--from", "men.csv", cwd=tmp_path)
    assert done.stderr == (
        'mss-gap: men.csv: nothing says what "Deployed" counts: --unit USD, or a noun such as --unit personnel\n'
        "mss-gap: nothing is written: 1 question is open\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["men.csv"]


def test_no_ledger_is_made_of_a_table_with_a_cell_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "donors.csv").write_text(
        "Donor,Paid on,USD\nCanada,soon,1\nKenya,2025-01-31,2\nJapan,2025-01-31,2\n", "utf-8"
    )
    done = run("init", "--from", "donors.csv", cwd=tmp_path)
    assert done.returncode == 3
    assert 'donors.csv:2:2: error[not-a-date]: "soon" is not a date\n' in done.stderr
    assert done.stderr.endswith("mss-gap: commitments.toml is not made: it would have 1 error\n")
    assert [path.name for path in tmp_path.iterdir()] == ["donors.csv"]


def test_an_option_of_a_table_without_its_file_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("init", "--kind", "pledges", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Invalid value for --kind: this says how a table is read: name its file with --from\n" in done.stderr


def test_a_ledger_that_exists_is_not_made_again(run: Run, file: Path) -> None:
    done = run("init", "--from", "donors.csv", cwd=file.parent)
    assert (done.returncode, done.stdout) == (4, "")
    assert file.read_text(encoding="utf-8") == LEDGER


def test_a_column_that_is_mostly_blank_is_said_to_be(run: Run, file: Path) -> None:
    text = "Donor,Date,Amount (USD)\nKenya,2025-01-31,1\nJapan,2025-01-31,\n"
    said = (
        'mss-gap: most rows are not read: "Amount (USD)" is blank in 2 of 3 rows; check that no other column has their '
        "figures\n"
    )
    (file.parent / "half.csv").write_text(text, encoding="utf-8")
    (file.parent / "most.csv").write_text(text + "Peru,2025-01-31,-\n", encoding="utf-8")
    half, most = (added(run, file, name, "--kind", "actuals", "--dry-run") for name in ("half.csv", "most.csv"))
    assert (half.returncode, most.returncode) == (0, 0)
    assert said in most.stderr
    assert "most rows" not in half.stderr
