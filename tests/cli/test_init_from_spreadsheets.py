"""`init --from` on spreadsheets as analysts have them: one option, or none, makes a ledger with the right sums."""

import json
import shlex
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import xlsxwriter

from mss_gap import load
from mss_gap.ledger.model import Ledger

Run = Callable[..., CompletedProcess[str]]
Cell = str | float | date | None
Range = tuple[int, int, int, int, str | float]
"""The first and the last cell that are merged, as row and column, and what they say."""
NAMES = ("Canada", "Kenya", "Japan", "Germany", "France", "Norway")
CODES = ("CA", "KE", "JP", "DE", "FR", "NO")


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]], merged: Sequence[Range] = ()) -> None:
    """Write a workbook; its last sheet has the merged cells."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                    elif cell is not None:
                        sheet.write(row, column, cell)
        for *place, said in merged:
            sheet.merge_range(*place, said)


def made(run: Run, folder: Path, *arguments: str) -> tuple[Ledger, CompletedProcess[str]]:
    """The ledger that is made, and what is printed."""
    done = run("init", "--from", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return load(folder / "commitments.toml"), done


def asked(run: Run, folder: Path, *arguments: str) -> list[str]:
    """What is asked, and that nothing is written."""
    done = run("init", "--from", *arguments, cwd=folder)
    assert (done.returncode, done.stdout, (folder / "commitments.toml").exists()) == (2, "", False)
    *questions, _ = done.stderr.splitlines()
    return [question.removeprefix(f"mss-gap: {arguments[0]}: ") for question in questions]


def figures(entries: Sequence[object]) -> list[tuple[str, str, str]]:
    """The contributor, the date and the figure of each entry."""
    return [
        (str(each.country), str(each.date), str(each.amount if each.total is None else each.total))  # type: ignore[attr-defined]
        for each in entries
    ]


# Columns of years


def test_titles_over_two_rows_with_merged_cells(run: Run, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Pledges and payments (US$)"], [], [], [None, "Pledged", "Paid", "Pledged", "Paid"]]
    rows += [[name, 100 * n, 50 * n, 10 * n, 5 * n] for n, name in enumerate(NAMES, start=1)]
    rows += [["TOTAL", 2100, 1050, 210, 105]]  # 1 + … + 6 = 21
    merged: list[Range] = [(2, 0, 3, 0, "Donor"), (2, 1, 2, 2, 2019), (2, 3, 2, 4, 2020)]
    workbook(tmp_path / "two.xlsx", {"Sheet1": rows}, merged)
    ledger, done = made(run, tmp_path, "two.xlsx")
    assert figures(ledger.pledges) == [
        (code, year, str(times * n)) for year, times in (("2019", 100), ("2020", 10)) for n, code in enumerate(CODES, 1)
    ]
    assert figures(ledger.actuals) == [
        (code, year, str(times * n)) for year, times in (("2019", 50), ("2020", 5)) for n, code in enumerate(CODES, 1)
    ]
    assert "\n2019 pledges: 7 rows below the titles: 6 entries; left out: 1 after the stop\n" in done.stdout
    assert '\n  "2020 Paid": the sum 105 is the total of row 11\n' in done.stdout
    summary = json.loads(run("summary", "--json", cwd=tmp_path).stdout)["commitments"][0]
    assert (summary["pledged"], summary["actual"], summary["unit"]) == (2310, 1155, "USD")


def test_a_group_of_titles_goes_on_to_the_next_in_a_file_without_merged_cells(run: Run, tmp_path: Path) -> None:
    text = "Donor;2019;;2020;\n;Pledged;Paid;Pledged;Paid\nCanada;1.000,50;10;3;1\nKenya;2.000,25;20;4;-\n"
    (tmp_path / "two.csv").write_text(text, encoding="utf-8")
    ledger, _ = made(run, tmp_path, "two.csv", "--unit", "EUR")
    assert figures(ledger.pledges)[:2] == [("CA", "2019", "1000.50"), ("KE", "2019", "2000.25")]
    assert figures(ledger.actuals) == [("CA", "2019", "10"), ("KE", "2019", "20"), ("CA", "2020", "1")]


def test_contributions_by_year(run: Run, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Contributions received, in US dollars"], [], ["Country", 2019, 2020, 2021, "Total"]]
    rows += [[name, 10 * n, 20 * n, None, 30 * n] for n, name in enumerate(NAMES, start=1)]
    rows += [["Haiti", None, None, 7, 7], ["Total", 210, 420, 7, 637]]
    workbook(tmp_path / "years.xlsx", {"Data": rows})
    ledger, done = made(run, tmp_path, "years.xlsx")
    assert [(str(table.date), table.columns["amount"]) for table in ledger.tables] == [
        (year, (year,)) for year in ("2019", "2020", "2021")
    ]
    assert sum((entry.amount or Decimal(0) for entry in ledger.actuals), Decimal(0)) == 637
    assert (
        done.stderr == 'mss-gap: "Total" is the sum of the years, and is not read\n'
        'mss-gap: the figures are read as USD, as row 1 says: "Contributions received, in US dollars"\n'
        'mss-gap: the rows are read as actuals, as row 1 says: "Contributions received, in US dollars"\n'
        "mss-gap: each column of a year is a table of its own: 3 tables, of 2019 to 2021; a figure counts from the last "
        "day of its year\n"
        "mss-gap: next: mss-gap summary --ledger commitments.toml\n"
    )


def test_the_annual_sheets_of_a_fund(run: Run, tmp_path: Path) -> None:
    def sheet(times: int) -> list[list[Cell]]:
        rows: list[list[Cell]] = [["Contributions received"], [], ["Donor", "Amount (USD)"]]
        return [*rows, *([name, times * n] for n, name in enumerate(NAMES, start=1)), ["Total", 21 * times]]

    sheets: dict[str, Sequence[Sequence[Cell]]] = {"Read me": [["About this file"]]}
    sheets |= {year: sheet(int(year)) for year in ("2020", "2019", "2021")}
    workbook(tmp_path / "fund.xlsx", sheets | {"All": [["Donor", "Amount (USD)"], ["Canada", 6060], ["Kenya", 12120]]})
    ledger, done = made(run, tmp_path, "fund.xlsx")
    assert [(table.sheet, str(table.date)) for table in ledger.tables] == [
        (year, year) for year in ("2019", "2020", "2021")
    ]
    assert figures(ledger.actuals)[-1] == ("NO", "2021", str(6 * 2021))
    assert '2020: 7 rows below the titles: 6 entries; left out: 1 after the stop\n  "Amount (USD)": the sum 42,420' in (
        done.stdout
    )
    assert 'mss-gap: the sheet "All" has a table, too: --sheet "All" reads that one\n' in done.stderr


def test_a_sheet_of_a_year_that_cannot_be_told_is_named(run: Run, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Donor", "Paid (USD)"], ["Canada", 1], ["Kenya", 2]]
    other: list[list[Cell]] = [["Donor", "Amount (USD)"], ["Canada", 1], ["Kenya", 2]]
    workbook(tmp_path / "fund.xlsx", {"2019": rows, "2020": other})
    assert asked(run, tmp_path, "fund.xlsx") == [
        'sheet "2020": no title says what the rows are: --kind pledges, or --kind actuals for what was delivered'
    ]


# Trackers, feeds, and levels in parts


def tracker(path: Path) -> tuple[int, int]:
    """Write a tracker of announcements; returns the sums of what is committed and of what is delivered."""
    rows: list[list[Cell]] = [["Aid tracker"], ["All values in EUR"], [], [], [], [], []]
    rows += [["Country", "Announcement date", "Type of aid", "Measure", "Value committed (EUR)", "Value delivered"]]
    committed = delivered = 0
    for n in range(90):
        day: Cell = (date(2022, 3, 1 + n % 28), "31-Jan-21", "5-Feb-22")[n % 3]
        value: Cell = "." if n % 5 == 0 else 1000 * n
        given: Cell = ("Not given", "undisclosed", ".", 10 * n)[n % 4]
        committed += value if isinstance(value, int) else 0
        delivered += given if isinstance(given, int) else 0
        rows.append([NAMES[n % 6], day, ("Military", "Humanitarian")[n % 2], f"Measure {n}", value, given])
    rows += [["TOTAL", None, None, None, committed, delivered], [], ["Country", "Share"], ["Canada", 0.5]]
    workbook(path, {"Cover": [["Version", "Date"], ["1", date(2024, 1, 1)]], "Announcements": rows})
    return committed, delivered


def test_a_tracker_of_announcements(run: Run, tmp_path: Path) -> None:
    committed, delivered = tracker(tmp_path / "tracker.xlsx")
    ledger, done = made(run, tmp_path, "tracker.xlsx")
    pledges, actuals = ledger.tables
    assert (pledges.sheet, pledges.header, pledges.stop, pledges.dates) == ("Announcements", 8, ("TOTAL",), "%d-%b-%y")
    assert actuals.values == {"amount": {"Not given": "not-stated", "undisclosed": "not-stated"}}
    assert sum(entry.amount or 0 for entry in ledger.pledges) == committed
    assert sum(entry.amount or 0 for entry in ledger.actuals) == delivered
    # of 90 rows, each fifth has "." for what is committed, and one in four for what is delivered
    assert (len(ledger.pledges), len(ledger.actuals)) == (72, 68)
    assert f'"Value committed (EUR)": the sum {committed:,} is the total of row 99\n' in done.stdout
    assert done.stderr.splitlines()[:-1] == [
        'mss-gap: "Value delivered" names no currency, and is read as EUR, as other titles say',
        'mss-gap: "Not given" in 23 cells is read as a figure that is not stated',
        'mss-gap: "undisclosed" in 23 cells is read as a figure that is not stated',
        (
            'mss-gap: "." in 18 rows of "Value committed (EUR)" is read as no pledge: --values "amount:.=not-stated" '
            'reads it as a pledge whose amount is not stated, and in "Value delivered" as a delivery whose amount is not '
            "stated"
        ),
    ]


def test_cells_of_a_tracker_that_say_no_day_are_errors_with_the_option(run: Run, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Country", "Date", "Pledged (EUR)"], ["Canada", date(2022, 3, 1), 5]]
    rows += [["Kenya", "until 7/27/2022", 6], ["Japan", date(2922, 3, 1), 7], ["France", "31-Jan-21", 8]]
    workbook(tmp_path / "odd.xlsx", {"Sheet1": rows})
    done = run("init", "--from", "odd.xlsx", cwd=tmp_path)
    assert done.returncode == 3
    hints = [line.strip() for line in done.stderr.splitlines() if "hint" in line]
    assert hints == [
        '= hint: --values "date:until 7/27/2022=…" says which day that is',
        '= hint: --values "date:2922-03-01=…" says which day that is',
    ]
    options = ("--values", "date:until 7/27/2022=2022-07-27", "--values", "date:2922-03-01=2022-03-01")
    ledger, _ = made(run, tmp_path, "odd.xlsx", *options)
    assert [day for _, day, _ in figures(ledger.pledges)] == ["2022-03-01", "2022-07-27", "2022-03-01", "2021-01-31"]


def test_a_feed_that_repeats_a_flow_for_each_destination(run: Run, tmp_path: Path) -> None:
    lines = ["id,date,srcOrganization,amountUSD,destination,status,description"]
    sums = {"paid": 0, "commitment": 0, "pledge": 0}
    for n in range(60):
        status = ("paid", "commitment", "pledge")[n % 3]
        sums[status] += 100 + n
        lines += [
            f'F{n},2024-0{1 + n % 9}-11,"{NAMES[n % 6]}, Government of",{100 + n},D{place},{status},"To\n{place}"'
            for place in range(1 + n % 3)
        ]
    (tmp_path / "feed.csv").write_text("\n".join(lines), encoding="utf-8")
    ledger, done = made(run, tmp_path, "feed.csv")
    assert [table.columns["ref"] for table in ledger.tables] == [("id",), ("id",)]
    assert sum(entry.amount or 0 for entry in ledger.actuals) == sums["paid"]
    assert sum(entry.amount or 0 for entry in ledger.pledges) == sum(sums.values())
    # rows: 20 of 1, 20 of 2, 20 of 3; those of a status are of one number, and what is paid is on one row each
    assert "\nactuals: 120 rows below the titles: 20 entries; left out: 100 excluded by where\n" in done.stdout
    assert "pledges: 120 rows below the titles: 60 entries; left out: 60 repeats another row\n" in done.stdout


def peacekeepers(path: Path) -> dict[str, int]:
    """Write who had how many people where; returns the sums by month."""
    lines = ["Contributing country,Mission,Personnel type,Month,Personnel deployed"]
    sums: dict[str, int] = {}
    for month in ("2024-05-31", "2024-06-30"):
        for n, name in enumerate(NAMES):
            for mission in ("North", "South"):
                for kind in ("Troops", "Police"):
                    number = len(lines) * (n + 1)
                    sums[month] = sums.get(month, 0) + number
                    lines.append(f"{name},{mission},{kind},{month},{number}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return sums


def test_levels_in_parts_are_asked_about_and_never_added_over_months(run: Run, tmp_path: Path) -> None:
    sums = peacekeepers(tmp_path / "peace.csv")
    (question,) = asked(run, tmp_path, "peace.csv")
    assert question == (
        '"Canada" has 4 rows dated 2024-05-31 that differ in "Mission" and "Personnel type", and a level has one row a day: '
        '--where "Mission=North" --where "Personnel type=Troops" --total "Personnel deployed" reads one part of the '
        'level; --where "Month=2024-06-30" --amount "Personnel deployed" adds the parts of that date; '
        '--amount "Personnel deployed" adds all rows, if each is a change'
    )
    made(run, tmp_path, "peace.csv", "--where", "Month=2024-06-30", "--amount", "Personnel deployed")
    (row,) = json.loads(run("summary", "--json", cwd=tmp_path).stdout)["commitments"]
    assert (row["unit"], row["actual"], row["pledged"]) == ("personnel", sums["2024-06-30"], None)


def test_one_part_of_a_level_is_read_over_time(run: Run, tmp_path: Path) -> None:
    peacekeepers(tmp_path / "peace.csv")
    where = ("--where", "Mission=North", "--where", "Personnel type=Troops")
    ledger, done = made(run, tmp_path, "peace.csv", *where, "--total", "Personnel deployed")
    # each country has 4 lines a month, 24 lines are of a month, and the figure is its line times its place
    assert figures(ledger.actuals)[:2] == [("CA", "2024-05-31", "1"), ("KE", "2024-05-31", "10")]
    assert figures(ledger.actuals)[6:8] == [("CA", "2024-06-30", "25"), ("KE", "2024-06-30", "58")]
    assert "the sum" not in done.stdout  # of levels of two months there is none


# CSV files


def test_a_csv_file_of_a_spreadsheet_with_semicolons_and_decimal_commas(run: Run, tmp_path: Path) -> None:
    text = "sep=;\r\nDonor;Paid on;Amount (EUR)\r\nCanada;31.01.2024;1.234,50\r\nCôte d'Ivoire;1.3.2024;12.000\r\n"
    (tmp_path / "excel.csv").write_bytes(text.encode("utf-8-sig"))
    ledger, _ = made(run, tmp_path, "excel.csv")
    (table,) = ledger.tables
    assert (table.header, table.numbers, table.dates) == (2, "1.234,5", "%d.%m.%Y")
    assert figures(ledger.actuals) == [("CA", "2024-01-31", "1234.50"), ("CI", "2024-03-01", "12000")]


@pytest.mark.parametrize("words", [10, 10_000])
def test_titles_below_a_long_note_have_the_separator_of_their_row(words: int, run: Run, tmp_path: Path) -> None:
    note = "a, b " * words
    text = f'Notes\n"{note}\nand more"\n\nDonor;Paid on;USD\nCanada;2024-01-01;5\nKenya;2024-01-02;6,5\n'
    (tmp_path / "long.csv").write_text(text, encoding="utf-8")
    ledger, _ = made(run, tmp_path, "long.csv")
    assert ledger.tables[0].header == 4
    assert figures(ledger.actuals) == [("CA", "2024-01-01", "5"), ("KE", "2024-01-02", "6.5")]


def test_a_name_over_two_lines_of_a_cell_is_a_body_with_one_name(run: Run, tmp_path: Path) -> None:
    text = 'Donor,Paid on,USD\n"Big\n Foundation",2024-01-01,5\nBig Foundation,2024-01-02,6\nCanada,2024-01-02,6\n'
    (tmp_path / "lines.csv").write_text(text, encoding="utf-8")
    ledger, done = made(run, tmp_path, "lines.csv", "--others", "as-named")
    assert [each.country for each in ledger.actuals] == ["Big Foundation", "Big Foundation", "CA"]
    assert ledger.contributors["Big Foundation"].name == "Big Foundation"
    assert '\n  "Big Foundation" (2 rows)\n' in done.stdout


def test_years_that_are_named_one_by_one_count_whatever_else_their_titles_say(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Donor,2021,2022,2023 (prov.)\nKenya,10,20,30\nJapan,1,,3\n", encoding="utf-8")
    options = ("--unit", "USD", "--kind", "actuals")
    assert asked(run, tmp_path, "a.csv", *options) == [
        (
            'the columns of years are of several kinds, such as "2021" and "2023 (prov.)": --amount "COLUMN", once for '
            "each year, names those that count"
        )
    ]
    named = ("--amount", "2021", "--amount", "2022", "--amount", "2023 (prov.)")
    ledger, _ = made(run, tmp_path, "a.csv", *options, *named)
    assert figures(ledger.actuals) == [
        ("KE", "2021", "10"),
        ("JP", "2021", "1"),
        ("KE", "2022", "20"),
        ("KE", "2023", "30"),
        ("JP", "2023", "3"),
    ]


def test_an_empty_file_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n,,\n", encoding="utf-8")
    done = run("init", "--from", "a.csv", cwd=tmp_path)
    message = "mss-gap: a.csv: it is empty; name a file that has titles and rows below them\n"
    assert (done.stderr, done.stdout, (tmp_path / "commitments.toml").exists()) == (message, "", False)


def test_a_hint_about_a_text_with_quotes_is_an_option_that_a_shell_reads_as_it_is(run: Run, tmp_path: Path) -> None:
    text = 'Donor,Date,Amount (USD)\n"The ""Big"" Fund",2025-01-31,1\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    done = run("init", "--from", "a.csv", "--kind", "actuals", cwd=tmp_path)
    (hint,) = (line for line in done.stderr.splitlines() if "= hint: " in line)
    option, value = shlex.split(hint.partition("= hint: ")[2].partition(" says ")[0])
    assert (option, value) == ("--values", 'country:The "Big" Fund=…')
    ledger, _ = made(run, tmp_path, "a.csv", "--kind", "actuals", option, value.replace("…", "KE"))
    assert figures(ledger.actuals) == [("KE", "2025-01-31", "1")]


def test_figures_that_the_format_of_their_cells_calls_millions_are_asked_about(run: Run, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Donor", "Date", "Paid"))
        for row, (donor, figure) in enumerate((("Kenya", 60), ("Japan", 12.5)), start=1):
            sheet.write_row(row, 0, (donor, "2025-01-31"))
            sheet.write_number(row, 2, figure, book.add_format({"num_format": '0.0 "million"'}))
    assert asked(run, tmp_path, "a.xlsx", "--unit", "EUR") == [
        '"60 million" in "Paid" is in millions: write them in full in the file, or --unit "million EUR" counts in it'
    ]
    ledger, _ = made(run, tmp_path, "a.xlsx", "--unit", "million EUR")
    assert figures(ledger.actuals) == [("KE", "2025-01-31", "60"), ("JP", "2025-01-31", "12.5")]


def test_figures_of_which_some_are_in_millions_are_not_all_read_as_millions(run: Run, tmp_path: Path) -> None:
    text = "Donor,Date,Paid\nKenya,2025-01-31,60 million\nJapan,2025-01-31,250000\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert asked(run, tmp_path, "a.csv", "--unit", "million USD") == [
        '--unit: "60 million" in "Paid" is in millions, and "250000" is not: write all in full in the file'
    ]
    done = run("init", "--from", "a.csv", "--unit", "USD", cwd=tmp_path)
    hint = '--values "amount:60 million=60000000" counts it in full; a unit such as "million USD" counts in millions'
    assert f"    = hint: {hint}\n" in done.stderr
    ledger, _ = made(run, tmp_path, "a.csv", "--unit", "USD", "--values", "amount:60 million=60000000")
    assert figures(ledger.actuals) == [("KE", "2025-01-31", "60000000"), ("JP", "2025-01-31", "250000")]


MONTHS = """Country,Kind,Month,Year,Count
Kenya,Police,December,2024,400
Kenya,Police,January,2025,700
Jamaica,Troops,January,2025,23
"""


def test_a_month_and_a_year_in_two_columns_are_one_date(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(MONTHS, encoding="utf-8")
    options = ("--unit", "personnel", "--kind", "actuals")
    ledger, done = made(run, tmp_path, "a.csv", *options, "--total", "Count")
    assert figures(ledger.actuals) == [("KE", "2024-12", "400"), ("KE", "2025-01", "700"), ("JM", "2025-01", "23")]
    assert 'mss-gap: "Month" and "Year" are read as one date, such as "December 2024"\n' in done.stderr


def test_parts_of_the_level_of_a_month_are_not_those_of_a_year(run: Run, tmp_path: Path) -> None:
    """A level of January and one of December add up to nothing."""
    (tmp_path / "a.csv").write_text(MONTHS + "Kenya,Troops,January,2025,5\n", encoding="utf-8")
    (told,) = asked(run, tmp_path, "a.csv", "--unit", "personnel", "--kind", "actuals")
    assert told == (
        '"Kenya" has 2 rows dated January 2025 that differ in "Kind", and a level has one row a day: '
        '--commitment "Kind" makes a commitment of each text in "Kind"; '
        '--where "Kind=Police" --total "Count" reads one part of the level; '
        '--where "Month=January" --where "Year=2025" --amount "Count" adds the parts of that date; '
        '--amount "Count" adds all rows, if each is a change'
    )


@pytest.mark.parametrize("months", [("Jan-25", "Feb-25"), ("2025-01", "2025-02"), ("January 2025", "February 2025")])
def test_a_column_for_each_month_is_a_block_for_each(months: tuple[str, str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"Country,{','.join(months)},Total\nKenya,400,700,1100\nJamaica,24,NA,24\n")
    options = ("--unit", "personnel", "--kind", "actuals")
    assert asked(run, tmp_path, "a.csv", *options) == [
        (
            f'"{months[0]}" and "{months[1]}" are of months, and each figure may be what was added in a month or the level '
            "at its end: --amount months adds them, --total months takes the latest"
        )
    ]
    ledger, done = made(run, tmp_path, "a.csv", *options, "--total", "months")
    assert figures(ledger.actuals) == [("KE", "2025-01", "400"), ("JM", "2025-01", "24"), ("KE", "2025-02", "700")]
    assert (
        "each column of a month is a table of its own: 2 tables, of 2025-01 to 2025-02; a figure counts from the last day "
        "of its month\n"
    ) in done.stderr


def test_a_column_for_each_month_beside_their_sum_has_changes_of_money(run: Run, tmp_path: Path) -> None:
    text = "Donor,Dec 2024,Jan 2025,Total\nCanada,4,7,11\nJapan,,2,2\n"
    (tmp_path / "paid.csv").write_text(text)
    ledger, done = made(run, tmp_path, "paid.csv", "--unit", "USD")
    assert figures(ledger.actuals) == [("CA", "2024-12", "4"), ("CA", "2025-01", "7"), ("JP", "2025-01", "2")]
    assert 'mss-gap: "Total" is the sum of the months, and is not read\n' in done.stderr


def test_one_month_may_be_read_by_itself(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Country,Jan-25,Feb-25\nKenya,400,700\nJamaica,24,23\n")
    options = ("--unit", "personnel", "--kind", "actuals", "--total", "Jan-25", "--date", "2025-01")
    ledger, _ = made(run, tmp_path, "a.csv", *options)
    assert figures(ledger.actuals) == [("KE", "2025-01", "400"), ("JM", "2025-01", "24")]


# A feed of organizations, and who had how many people


def test_a_feed_of_organizations_needs_one_option_for_the_donors_that_it_does_not_name(
    run: Run, tmp_path: Path
) -> None:
    text = (
        "date,amountUSD,srcOrganization,srcLocations,status,originalAmount,originalCurrency,id\n"
        '2026-01-05,100,"Canada, Government of",CAN,paid,140,CAD,1\n'
        "2026-01-06,20,A relief fund,,commitment,,,2\n"
        '2026-01-07,-3,"Canada, Government of",CAN,paid,0,CAD,3\n'
        "2026-01-08,7,,,paid,,,4\n"
        '2026-01-08,50,"Norway, Government of",NOR,pledge,500,NOK,5\n'
        '2026-01-08,50,"Norway, Government of",NOR,pledge,500,NOK,5\n'
    )
    (tmp_path / "feed.csv").write_text(text, encoding="utf-8")
    ledger, _ = made(run, tmp_path, "feed.csv", "--otherwise", "country=Not named")
    assert figures(ledger.actuals) == [
        ("CA", "2026-01-05", "100"),
        ("CA", "2026-01-07", "-3"),
        ("Not named", "2026-01-08", "7"),
    ]
    # 100 + 20 - 3 + 7 + 50: the last row repeats one
    assert sum(entry.amount or 0 for entry in ledger.pledges) == 174


def test_a_row_whose_figure_is_0_counts_at_its_value_as_the_error_says(run: Run, tmp_path: Path) -> None:
    text = (
        "Donor,Paid on,Amount (USD),Original amount,Original currency\n"
        "Canada,2026-01-05,100,140,CAD\n"
        "Norway,2026-01-06,-3,0,NOK\n"
        "Kenya,2026-01-07,0,48,KES\n"
        "Japan,2026-01-08,7,,\n"
    )
    (tmp_path / "feed.csv").write_text(text, encoding="utf-8")
    options = ("feed.csv", "--amount", "Original amount", "--currency", "Original currency")
    done = run("init", "--from", *options, cwd=tmp_path)
    assert done.returncode == 3
    assert [line for line in done.stderr.splitlines() if "hint" in line] == [
        f'    = hint: --values "amount:{figure}=" counts such rows at their `value`; or correct the file'
        for figure in ("0", "48")
    ]
    assert '"Original amount" is in 3 currencies, and has no sum: CAD, KES, NOK\n' in done.stdout
    assert '"Amount (USD)": the sum is 104\n' in done.stdout
    ledger, _ = made(run, tmp_path, *options, "--values", "amount:0=", "--values", "amount:48=")
    assert [(str(each.amount), each.currency, each.value) for each in ledger.actuals] == [
        ("140", "CAD", 100),
        ("-3", None, None),
        ("0", None, None),
        ("7", None, None),
    ]


def of_months(path: Path, titles: str, *rows: str) -> None:
    """Write what rows say for each month of a year; `{}` is the month."""
    lines = [row.format(f"2024-{month:02}") for row in rows for month in range(1, 13)]
    path.write_text("\n".join([titles, *lines]), encoding="utf-8")


def test_who_had_how_many_people_is_read_where_options_say_which_levels(run: Run, tmp_path: Path) -> None:
    of_months(tmp_path / "a.csv", "Country,Date,Troops,Police", "Kenya,{},800,NA", "Chad,{},NA,7", "Togo,{},NA,NA")
    ledger, done = made(run, tmp_path, "a.csv", "--total", "Troops", "--total", "Police", "--kind", "actuals")
    assert "36 rows below the titles: 24 entries; left out: 12 without a figure\n" in done.stdout
    assert figures(ledger.actuals)[11:13] == [("KE", "2024-12", "800"), ("TD", "2024-01", "7")]
    (row,) = json.loads(run("summary", "--json", cwd=tmp_path).stdout)["commitments"]
    assert (row["id"], row["unit"], row["actual"], row["actual_bound"]) == ("personnel", "personnel", 807, "exact")


def test_kinds_of_people_in_a_column_are_commitments_where_an_option_says_so(run: Run, tmp_path: Path) -> None:
    of_months(
        tmp_path / "a.csv", "Date,Country,Type,Number", "{},Kenya,Troops,800", "{},Kenya,Police,9", "{},Chad,Police,7"
    )
    _, done = made(run, tmp_path, "a.csv", "--commitment", "Type", "--total", "Number", "--kind", "actuals")
    assert done.stdout.startswith("commitments.toml: a ledger with 2 commitments, that reads a.csv\n")
    text = (tmp_path / "commitments.toml").read_text(encoding="utf-8")
    assert '[commitments.police]\ntitle = "Police"\nunit = "personnel"\n' in text
    rows = json.loads(run("summary", "--json", cwd=tmp_path).stdout)["commitments"]
    assert [(row["id"], row["actual"]) for row in rows] == [("troops", 800), ("police", 16)]
    of_two = ("--commitment", "Type", "--total", "Number", "--kind", "actuals", "--headline", "5")
    done = run("init", "b.toml", "--from", "a.csv", *of_two, cwd=tmp_path)
    assert (done.returncode, "--headline: the table has 2 commitments" in " ".join(done.stderr.split())) == (2, True)


def test_a_file_for_each_country_is_added_with_its_name(run: Run, tmp_path: Path) -> None:
    for name, number in (("Kenya", 800), ("Cote d Ivoire", 7)):
        of_months(tmp_path / f"{name}.csv", "Date,Troops,Police", f"{{}},{number},NA")
    levels = ("--total", "Troops", "--total", "Police", "--kind", "actuals")
    made(run, tmp_path, "Kenya.csv", "--country", "Kenya", *levels)
    assert run("add", "table", "Cote d Ivoire.csv", "--country", "Cote d Ivoire", *levels, cwd=tmp_path).returncode == 0
    ledger = load(tmp_path / "commitments.toml")
    assert [(each.file, each.country) for each in ledger.tables] == [("Kenya.csv", "KE"), ("Cote d Ivoire.csv", "CI")]
    (row,) = json.loads(run("summary", "--json", cwd=tmp_path).stdout)["commitments"]
    assert row["actual"] == 807


def test_figures_of_the_whole_mission_are_read_where_an_option_says_so(run: Run, tmp_path: Path) -> None:
    of_months(tmp_path / "a.csv", "Date,Mission,Country of Mission,Troops", "{},UNA,Haiti,800", "{},UNB,Chad,7")
    _, done = made(
        run, tmp_path, "a.csv", "--country", "none", "--commitment", "Mission", "--total", "Troops", "--kind", "actuals"
    )
    assert "  2024-01  the whole mission  800 troops in all\n" in done.stdout
    rows = json.loads(run("summary", "--json", cwd=tmp_path).stdout)["commitments"]
    assert [(row["id"], row["actual"], row["attributed"]) for row in rows] == [("una", 800, 0), ("unb", 7, 0)]


def test_a_file_with_more_columns_than_a_workbook_has_is_refused_before_its_titles_are_looked_for(
    run: Run, tmp_path: Path
) -> None:
    titles = ",".join(("Donor", "Date", "USD", *(f"c{number}" for number in range(16_382))))
    (tmp_path / "wide.csv").write_text(f"{titles}\nKenya,2024-01-31,5\n", encoding="utf-8")
    done = run("init", "--from", "wide.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "mss-gap: wide.csv: the row of line 1 has 16,385 cells, and a table has at most 16,384; is a line break missing? "
        "Otherwise take out the columns that are not read\n"
    )


def test_a_contributor_with_the_sum_of_the_others_is_read_where_an_option_says_that_it_is_one(
    run: Run, tmp_path: Path
) -> None:
    text = "Donor,Date,USD\nKenya,2024-01-01,5\nCanada,2024-01-02,7\nA fund,2024-01-02,12\n"
    (tmp_path / "sums.csv").write_text(text, encoding="utf-8")
    options = ("sums.csv", "--kind", "actuals", "--others", "as-named")
    (question,) = asked(run, tmp_path, *options)
    assert question == (
        'in row 4, "A fund" has the sum of all rows above in "USD": --stop "A fund" reads nothing from it on, and --values '
        '"country:A fund=A fund" says that it is a contributor'
    )
    ledger, done = made(run, tmp_path, *options, "--values", "country:A fund=A fund")
    assert [(actual.country, actual.amount) for actual in ledger.actuals] == [("KE", 5), ("CA", 7), ("A fund", 12)]
    assert done.stdout.endswith("  2024-01-01  Kenya  $5\n  2024-01-02  Canada  $7\n  2024-01-02  A fund  $12\n")
