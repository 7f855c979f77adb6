"""Workbooks as spreadsheets write them, and what they hide: errors, formulas, formats, merged and hidden cells."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap.ledger.explain.problems import LedgerInvalidError
from mss_gap.ledger.read.load import parse_ledger
from tests.ledger.table_files import (
    COLUMNS,
    Book,
    Row,
    block,
    csv_file,
    ods,
    ods_cell,
    ods_row,
    problems,
    read,
    rows_of,
    validate,
    with_parts,
    xlsx,
    xlsx_of,
)

TITLES = ("Donor", "Day", "USD")
FIRST = ("Kenya", date(2024, 1, 31), 100)
KENYA = Row(2, "KE", "2024-01-31", Decimal(100))
SHEET = "xl/worksheets/sheet1.xml"


def ods_of(rows: Sequence[Sequence[object]]) -> bytes:
    """An ODS workbook of one sheet."""
    return ods(("Gifts", "".join(ods_row(*map(ods_cell, row)) for row in rows)))


@pytest.mark.parametrize(("make", "name"), [(xlsx_of, "t.xlsx"), (ods_of, "t.ods")])
def test_the_rows_of_a_workbook_are_read(
    make: Callable[[Sequence[Sequence[object]]], bytes], name: str, tmp_path: Path
) -> None:
    rows = [
        ("Gifts to the fund", "", ""),
        ("Donor ", "Day", "USD"),
        FIRST,
        ("JP", "2024-02", -0.1),
        ("EU", 2023, "1,234.5"),
        ("Japan", "31-Jan-2021", "(1 000)"),
        ("TOTAL", "", 5),
        ("x", "y", "z"),
    ]
    file = csv_file(tmp_path, make(rows), name)
    assert read(tmp_path, file, COLUMNS + 'header = 2\nstop = "TOTAL"\n') == (
        [
            Row(3, "KE", "2024-01-31", Decimal(100)),
            Row(4, "JP", "2024-02", Decimal("-0.1")),
            Row(5, "EU", "2023", Decimal("1234.5")),
            Row(6, "JP", "2021-01-31", Decimal(-1000)),
        ],
        {"after the stop": 2},
    )


def test_an_error_is_at_its_cell_with_the_name_of_the_sheet(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        book.add_worksheet("Notes").write(0, 0, "nothing")
        sheet = book.add_worksheet("Gifts '24 (x)!")
        sheet.write_row(3, 26, TITLES)
        sheet.write_row(4, 26, ("Kenia", "2024-01-31", 1))

    file = csv_file(tmp_path, xlsx(write), "t.xlsx")
    more = COLUMNS + 'header = 4\nsheet = "Gifts \'24 (x)!"\n'
    assert problems(tmp_path, file, more) == [
        (
            't.xlsx:Gifts \'24 (x)!!AA5: [unknown-contributor] "Kenia" is not a country or a declared contributor; '
            'values.country = { "Kenia" = "…" } says who that is; others = "as-named" counts it under its name'
        )
    ]


def formulas(book: Book) -> None:
    """A sheet of formulas: with a value, with 0 stored for want of one, with an error."""
    sheet = book.add_worksheet("Gifts")
    sheet.write_row(0, 0, TITLES)
    for row in range(1, 6):
        sheet.write_row(row, 0, ("Kenya", "2024-01-31"))
    sheet.write_formula("C2", "=50+50", None, 100)
    sheet.write_formula("C3", "=C2", None, 0)
    sheet.write_formula("C4", "=1/0", None, "#DIV/0!")
    sheet.write_formula("C5", "=C2", None, "")
    sheet.write_formula("C6", "=Other!A1", None, "#REF!")


UNREAD = [
    (
        "t.xlsx:Gifts!C3: [no-stored-value] the cell has a formula, and the file does not say what it comes to, "
        "here and in 1 more row; open the file in a spreadsheet and save it again"
    ),
    "t.xlsx:Gifts!C4: [error-in-cell] the cell shows the error #DIV/0!; correct the formula in the spreadsheet",
    "t.xlsx:Gifts!C6: [error-in-cell] the cell shows the error #REF!; correct the formula in the spreadsheet",
]


def prefixed(part: bytes) -> bytes:
    """A sheet whose elements have a prefix, as some programs write them."""
    return part.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")


def other_order(part: bytes) -> bytes:
    """A sheet whose cells have their attributes in another order, in single quotes."""
    return part.replace(b'<c r="C4" t="e">', b"<c t='e' r='C4'>").replace(b'<c r="C6" t="e">', b"<c\n t='e'\n r='C6'>")


@pytest.mark.parametrize("change", [bytes, prefixed, other_order])
def test_formulas_without_a_stored_value_and_errors_are_told_however_the_xml_is_written(
    change: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    file = csv_file(tmp_path, with_parts(xlsx(formulas), {SHEET: change}), "t.xlsx")
    assert problems(tmp_path, file) == UNREAD


def test_a_formula_may_come_to_zero_where_the_workbook_does_not_ask_to_be_computed(tmp_path: Path) -> None:
    content = with_parts(xlsx(formulas), {"xl/workbook.xml": lambda part: part.replace(b' fullCalcOnLoad="1"', b"")})
    told = problems(tmp_path, csv_file(tmp_path, content, "t.xlsx"))
    assert [problem.partition("] ")[0] for problem in told] == [
        "t.xlsx:Gifts!C4: [error-in-cell",
        "t.xlsx:Gifts!C5: [no-stored-value",
        "t.xlsx:Gifts!C6: [error-in-cell",
    ]


def test_a_row_of_formulas_without_values_is_not_blank(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        for column in range(3):
            sheet.write_formula(1, column, "=A1", None, "")

    told = problems(tmp_path, csv_file(tmp_path, xlsx(write), "t.xlsx"))
    assert [problem.partition(" the cell")[0] for problem in told] == [
        "t.xlsx:Gifts!A2: [no-stored-value]",
        "t.xlsx:Gifts!B2: [no-stored-value]",
        "t.xlsx:Gifts!C2: [no-stored-value]",
    ]


def test_what_cannot_be_read_can_count_otherwise_and_does_not_matter_in_other_columns(tmp_path: Path) -> None:
    file = csv_file(tmp_path, xlsx(formulas), "t.xlsx")
    rows, _ = read(tmp_path, file, COLUMNS + 'otherwise.amount = "not-stated"\n')
    assert [row.figure for row in rows] == [Decimal(100), None, None, None, None]
    rows, _ = read(tmp_path, file, 'columns = { country = "Donor", date = "Day" }\namount = 1\n')
    assert [row.figure for row in rows] == [Decimal(1)] * 5


ERROR = '<table:table-cell table:formula="of:=1/0" {} calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (
            ERROR.format('office:value-type="string" office:string-value=""'),
            "error-in-cell] the cell shows the error #DIV/0!",
        ),
        (ERROR.format('office:value-type="float" office:value="0"'), "error-in-cell] the cell shows the error #DIV/0!"),
        (
            '<table:table-cell table:formula="of:=A9" office:value-type="string"><text:p>Err:502</text:p></table:table-cell>',
            "error-in-cell] the cell shows the error Err:502",
        ),
        (
            (
                '<table:table-cell table:formula="of:=[.A9]" office:value-type="string"><text:p>#REF!</text:p>'
                "</table:table-cell>"
            ),
            "error-in-cell] the cell shows the error #REF!",
        ),
        ('<table:table-cell table:formula="of:=A9"/>', "no-stored-value] the cell has a formula"),
        (
            '<table:table-cell table:formula="of:=A9" office:value-type="float"/>',
            "no-stored-value] the cell has a formula",
        ),
        (
            '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></table:table-cell>',
            'not-a-number] "50%" is not a number',
        ),
    ],
)
def test_errors_formulas_and_percentages_of_ods_are_told(cell: str, problem: str, tmp_path: Path) -> None:
    rows = ods_row(*map(ods_cell, TITLES)) + ods_row(ods_cell("Kenya"), ods_cell(date(2024, 1, 31)), cell)
    (told,) = problems(tmp_path, csv_file(tmp_path, ods(("Gifts", rows)), "t.ods"))
    assert told.startswith(f"t.ods:Gifts!C2: [{problem}")


def test_repeated_rows_and_cells_of_ods_are_as_many_and_a_note_is_no_text(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    repeated = '<table:table-cell office:value-type="float" office:value="5" table:number-columns-repeated="2">{}<text:p>5</text:p></table:table-cell>'
    rows = (
        ods_row(*map(ods_cell, ("Donor", "Day", "Cash", "Loans")))
        + ods_row(
            ods_cell("Kenya"), ods_cell(date(2024, 1, 31)), repeated.format(note), more='table:number-rows-repeated="3"'
        )
        + ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048000"'
        )
    )
    more = 'columns = { country = "Donor", date = "Day", amount = ["Cash", "Loans"] }\n'
    assert read(tmp_path, csv_file(tmp_path, ods(("Gifts", rows)), "t.ods"), more) == (
        [Row(line, "KE", "2024-01-31", Decimal(10)) for line in (2, 3, 4)],
        {},
    )


@pytest.mark.parametrize("number_format", ["0%", "0.00%", '0.0" %"%', "[Red]0%;-0%"])
def test_a_number_that_a_cell_shows_in_percent_is_that_percentage(number_format: str, tmp_path: Path) -> None:
    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, ("Kenya", "2024-01-31"))
        sheet.write(1, 2, 0.125, book.add_format({"num_format": number_format}))

    assert problems(tmp_path, csv_file(tmp_path, xlsx(write), "t.xlsx")) == [
        't.xlsx:Gifts!C2: [not-a-number] "12.5%" is not a number; values.amount = { "12.5%" = "not-stated" }'
    ]


def test_a_format_that_only_writes_the_sign_is_a_number(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, ("Kenya", "2024-01-31"))
        sheet.write(1, 2, 100, book.add_format({"num_format": '0 "% of it" \\%'}))

    assert read(tmp_path, csv_file(tmp_path, xlsx(write), "t.xlsx"))[0] == [KENYA]


def merged_xlsx() -> bytes:
    """A country and a state over three rows, a figure over two, and something under a merged cell."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, (*TITLES, "State"))
        for row in range(1, 5):
            sheet.write_row(row, 1, ("2024-01-31", row))
        sheet.merge_range("A2:A4", "Kenya")
        sheet.merge_range("D2:D4", "paid")
        sheet.merge_range("C3:C4", 7)
        sheet.write("C4", 1000)
        sheet.write_row(4, 0, ("Japan",))

    return xlsx(write)


def merged_ods() -> bytes:
    """The same."""
    day, under = (
        ods_cell(date(2024, 1, 31)),
        '<table:covered-table-cell office:value-type="float" office:value="1000"/>',
    )
    span, two = 'table:number-rows-spanned="3"', 'table:number-rows-spanned="2"'
    blank = "<table:covered-table-cell/>"
    return ods(
        (
            "Gifts",
            ods_row(*map(ods_cell, (*TITLES, "State")))
            + ods_row(ods_cell("Kenya", span), day, ods_cell(1), ods_cell("paid", span))
            + ods_row(blank, day, ods_cell(7, two), blank)
            + ods_row(blank, day, under, blank)
            + ods_row(ods_cell("Japan"), day, ods_cell(4)),
        )
    )


@pytest.mark.parametrize(("make", "name"), [(merged_xlsx, "t.xlsx"), (merged_ods, "t.ods")])
def test_a_merged_text_counts_for_each_of_its_rows_and_a_merged_figure_once(
    make: Callable[[], bytes], name: str, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, make(), name)
    kenya = [Row(2, "KE", "2024-01-31", Decimal(1)), Row(3, "KE", "2024-01-31", Decimal(7))]
    assert read(tmp_path, file) == ([*kenya, Row(5, "JP", "2024-01-31", Decimal(4))], {"without a figure": 1})
    paid = COLUMNS + 'where.State = "paid"\n'
    assert read(tmp_path, file, paid) == (kenya, {"without a figure": 1, "excluded by where": 1})
    assert validate(tmp_path, file, paid)[1] == [
        (
            "tables[0]: [merged-cells] 1 row has a text of a merged cell that begins above; a figure counts only in the "
            "first row; check that the text is meant for each of its rows"
        )
    ]


def hidden_xlsx() -> bytes:
    """A hidden first sheet, and a sheet with hidden rows, one of which is blank and one above the titles."""

    def write(book: Book) -> None:
        book.add_worksheet("Hidden").write_row(0, 0, ("Nothing",))
        sheet = book.add_worksheet("Gifts")
        book.worksheets()[0].hide()
        sheet.activate()
        sheet.set_first_sheet()
        sheet.write_row(1, 0, TITLES)
        for row in (2, 3, 5):
            sheet.write_row(row, 0, ("Kenya", "2024-01-31", 100))
        for row in (0, 3, 4, 5):
            sheet.set_row(row, None, None, {"hidden": True})

    return xlsx(write)


def hidden_ods() -> bytes:
    """A sheet with hidden rows."""
    row = [ods_cell("Kenya"), ods_cell(date(2024, 1, 31)), ods_cell(100)]
    return ods(
        (
            "Gifts",
            ods_row("<table:table-cell/>", more='table:visibility="collapse"')
            + ods_row(*map(ods_cell, TITLES))
            + ods_row(*row)
            + ods_row(*row, more='table:visibility="filter"')
            + ods_row("<table:table-cell/>", more='table:visibility="collapse"')
            + ods_row(*row, more='table:visibility="collapse"'),
        )
    )


@pytest.mark.parametrize(("make", "name"), [(hidden_xlsx, "t.xlsx"), (hidden_ods, "t.ods")])
def test_hidden_rows_are_read_and_told_and_a_hidden_sheet_is_passed_over(
    make: Callable[[], bytes], name: str, tmp_path: Path
) -> None:
    file, more = csv_file(tmp_path, make(), name), COLUMNS + "header = 2\n"
    assert read(tmp_path, file, more) == (
        [Row(line, "KE", "2024-01-31", Decimal(100)) for line in (3, 4, 6)],
        {"blank": 1},
    )
    _, warnings = validate(tmp_path, file, more)
    assert warnings[-1:] == [
        "tables[0]: [hidden-rows] 2 rows are hidden in the spreadsheet, and read; show them, or delete them"
    ]


def test_a_hidden_sheet_is_read_where_it_is_named_or_the_only_one(tmp_path: Path) -> None:
    file = csv_file(tmp_path, hidden_xlsx(), "t.xlsx")
    (problem,) = problems(tmp_path, file, 'columns = { country = "Donor", date = "Nothing" }\nsheet = "Hidden"\n')
    assert problem.startswith('t.xlsx:Hidden!A1: [unknown-column] no column has the title "Donor"')


@pytest.mark.parametrize(
    ("sheet", "hint"),
    [("gifts", 'did you mean "Gifts"?'), ("2024", 'it has "Hidden", "Gifts"')],
)
def test_a_sheet_that_is_not_there_is_an_error_at_its_name(sheet: str, hint: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, hidden_xlsx(), "t.xlsx")
    assert problems(tmp_path, file, f'{COLUMNS}sheet = "{sheet}"\n') == [
        f'tables[0].sheet: [unreadable-table] t.xlsx: it has no sheet "{sheet}"; {hint}'
    ]


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_the_days_that_a_workbook_shows(*, since_1904: bool, tmp_path: Path) -> None:
    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        day, both = (book.add_format({"num_format": form}) for form in ("d mmm yyyy", "yyyy-mm-dd hh:mm"))
        days = [(date(2024, 2, 29), day), (datetime(1999, 12, 31), both), (date(2100, 12, 31), day)]  # noqa: DTZ001
        for row, (value, form) in enumerate(days, 1):
            sheet.write_row(row, 0, ("Kenya", "", 1))
            sheet.write_datetime(row, 1, value, form)

    rows, _ = read(tmp_path, csv_file(tmp_path, xlsx(write, date_1904=since_1904), "t.xlsx"))
    assert [row.date for row in rows] == ["2024-02-29", "1999-12-31", "2100-12-31"]


def test_what_is_no_day_in_a_column_of_days_is_an_error(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        moment, hour = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd hh:mm", "hh:mm"))
        for row in range(1, 7):
            sheet.write_row(row, 0, ("Kenya", "", row))
        sheet.write_datetime(1, 1, datetime(2024, 1, 31, 14, 30), moment)  # noqa: DTZ001
        sheet.write_number(2, 1, 45322)
        sheet.write_number(3, 1, 2024.5)
        sheet.write_datetime(4, 1, time(9, 30), hour)
        sheet.write_datetime(5, 1, date(2922, 1, 31), moment)
        sheet.write(6, 1, True)  # noqa: FBT003 - a cell

    told = problems(tmp_path, csv_file(tmp_path, xlsx(write), "t.xlsx"))
    assert [problem.removeprefix("t.xlsx:Gifts!") for problem in told] == [
        'B2: [not-a-date] 2024-01-31 14:30:00 has a time of day; dates = "%Y-%m-%d %H:%M:%S" takes the day of it',
        "B3: [not-a-date] 45322 is a number, not a date; format the column as dates in the spreadsheet",
        "B4: [not-a-date] 2024.5 is a number, not a date; format the column as dates in the spreadsheet",
        'B5: [not-a-date] 09:30:00 is a time, not a date; values.date = { "09:30:00" = "…" } says which day that is',
        'B6: [not-a-date] 2922-01-31 is in the year 2922; values.date = { "2922-01-31" = "…" } says which day that is',
        'B7: [not-a-date] "TRUE" is not a date; values.date = { "TRUE" = "…" } says which day that is',
    ]


def test_what_is_no_number_in_a_column_of_numbers_is_an_error(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        day, hours = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "[h]:mm"))
        for row in range(1, 6):
            sheet.write_row(row, 0, ("Kenya", "2024-01-31"))
        sheet.write_datetime(1, 2, date(2024, 1, 31), day)
        sheet.write_datetime(2, 2, timedelta(hours=30), hours)
        sheet.write(3, 2, False)  # noqa: FBT003 - a cell
        sheet.write_number(4, 2, 1e15)
        sheet.write_number(5, 2, -1e300)

    told = problems(tmp_path, csv_file(tmp_path, xlsx(write), "t.xlsx"))
    assert [problem.partition("; ")[0].removeprefix("t.xlsx:Gifts!") for problem in told] == [
        "C2: [not-a-number] 2024-01-31 is a date or a time, not a number",
        "C3: [not-a-number] 1 day, 6:00:00 is a date or a time, not a number",
        'C4: [not-a-number] "FALSE" is not a number',
        "C5: [number-too-large] 1000000000000000 is too large",
        "C6: [number-too-large] -1E+300 is too large",
    ]


def test_numbers_of_more_than_six_decimals_are_rounded_and_each_is_counted(tmp_path: Path) -> None:
    figures = [0.1 + 0.2, 1 / 3, 1 / 3, 1e-9, 0.123456, 100.0, 1234567.1]  # the first is stored as 0.3
    rows = [TITLES, *(("Kenya", "2024-01-31", figure) for figure in figures)]
    file = csv_file(tmp_path, xlsx_of(rows), "t.xlsx")
    read_as = [str(row.figure) for row in read(tmp_path, file)[0]]
    assert read_as == ["0.3", "0.333333", "0.333333", "0", "0.123456", "100", "1234567.1"]
    assert validate(tmp_path, file)[1] == [
        "tables[0]: [rounded] 3 numbers were rounded to 6 decimal places; round them in the table as its source does"
    ]


def test_an_id_a_year_and_a_code_that_are_numbers_are_texts_without_a_point(tmp_path: Path) -> None:
    rows = [("Id", *TITLES, "Year"), (385472.0, *FIRST, 2024), (385472.0, *FIRST, 2024), (7, *FIRST, 2023)]
    more = 'columns = { country = "Donor", date = "Day", amount = "USD", ref = "Id" }\nwhere.Year = "2024"\n'
    assert read(tmp_path, csv_file(tmp_path, xlsx_of(rows), "t.xlsx"), more) == (
        [KENYA],
        {"repeats another row": 1, "excluded by where": 1},
    )


def compound(text: bytes) -> bytes:
    """What a file of the old kind begins with, and a text in it."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500) + text


def truncated() -> bytes:
    """A workbook whose download broke off."""
    content = xlsx_of([TITLES, FIRST])
    return content[: len(content) // 2]


def damaged() -> bytes:
    """A workbook with a byte of its sheet changed."""
    content = bytearray(xlsx_of([TITLES, *[FIRST] * 500]))
    place = zipfile.ZipFile(io.BytesIO(content)).getinfo(SHEET).header_offset + 200
    content[place] ^= 0xFF
    return bytes(content)


NO_WORKBOOK = {
    "a CSV file": (lambda: b"Donor,Day,USD\n", "it is not a workbook, or damaged"),
    "nothing": (lambda: b"", "it is not a workbook, or damaged"),
    "half of one": (truncated, "it is not a workbook, or damaged"),
    "one with a byte changed": (damaged, "it is damaged"),
    "an archive of something else": (
        lambda: with_parts(xlsx_of([TITLES]), {}).replace(b"workbook.xml", b"workbook.bin"),
        "it is neither an XLSX nor an ODS workbook",
    ),
    "one with a password": (lambda: compound("EncryptedPackage".encode("utf-16-le")), "it has a password"),
    "one of the old kind": (lambda: compound("Workbook".encode("utf-16-le")), "it is a workbook of the old kind, XLS"),
}


@pytest.mark.parametrize("name", NO_WORKBOOK)
def test_what_is_no_workbook_is_an_error_at_its_name(name: str, tmp_path: Path) -> None:
    make, reason = NO_WORKBOOK[name]
    (told,) = problems(tmp_path, csv_file(tmp_path, make(), "t.xlsx"))
    assert told.startswith(f"tables[0].file: [unreadable-table] t.xlsx: {reason}; ")


def test_an_ods_workbook_with_a_password_is_an_error(tmp_path: Path) -> None:
    encrypted = (
        '<manifest:file-entry manifest:full-path="content.xml" manifest:size="9"><manifest:encryption-data/>'
        "</manifest:file-entry>"
    )
    (told,) = problems(tmp_path, csv_file(tmp_path, ods(("A", ""), manifest=encrypted), "t.ods"))
    assert told == "tables[0].file: [unreadable-table] t.ods: it has a password; save a copy without one"


def test_a_workbook_is_read_by_what_it_is_whatever_its_ending(tmp_path: Path) -> None:
    file = csv_file(tmp_path, xlsx_of([TITLES, FIRST]), "t.ods")
    assert read(tmp_path, file)[0] == [KENYA]


def test_a_sheet_that_is_empty_has_no_titles(tmp_path: Path) -> None:
    for name, content in {"t.xlsx": xlsx_of([]), "t.ods": ods(("Gifts", ""))}.items():
        assert problems(tmp_path, csv_file(tmp_path, content, name)) == [
            f"{name}:1:1: [unknown-column] there is no row 1, which has the titles: it is empty; check the file"
        ]


def formatted(form: str, number: float = 5, rows: int = 2) -> bytes:
    """A workbook of so many rows with a number that is shown in a form."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, ("Kenya", f"2024-01-{row:02}"))
            sheet.write_number(row, 2, number, book.add_format({"num_format": form}))

    return xlsx(write)


@pytest.mark.parametrize(
    ("form", "shown", "code"),
    [
        ("#,##0.00 [$€-407]", "€", "EUR"),
        ('"EUR" #,##0', "EUR", "EUR"),
        ("\\E\\U\\R #,##0", "EUR", "EUR"),
        ("£#,##0", "£", "GBP"),
        ("[$CA$-1009]#,##0", "CA$", "CAD"),
        ('#,##0 "kr"', "kr", "…"),
        ("[$¥-411]#,##0", "¥", "…"),
    ],
)
def test_a_number_shown_with_another_currency_is_an_error(form: str, shown: str, code: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted(form), "t.xlsx")
    assert problems(tmp_path, file) == [
        (
            f't.xlsx:Gifts!C2: [other-currency] the number is shown with "{shown}", and counts in USD, here and in 1 more '
            f'row; write currency = "{code}" if that is so; or currency = "USD" if it counts in USD whatever the cell shows'
        )
    ]


@pytest.mark.parametrize(
    "form",
    [
        *("$#,##0", "[$$-409]#,##0", "[$USD] 0", '"US$" 0', "[$-409]0"),
        *("_-* #,##0.00 _€_-", '0;-0 "€"', '0 "people"', "#,##0", "General"),
    ],
)
def test_a_number_shown_with_its_own_currency_or_none_is_read(form: str, tmp_path: Path) -> None:
    assert validate(tmp_path, csv_file(tmp_path, formatted(form), "t.xlsx"))[1] == []


def test_a_block_that_names_the_currency_is_believed_and_warned_of(tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted("0 [$€-407]"), "t.xlsx")
    report, warnings = validate(tmp_path, file, 'currency = "USD"\n' + COLUMNS)
    assert (report.errors, warnings) == (
        (),
        [
            (
                'tables[0]: [other-currency] 2 numbers are shown with "€", and counted in USD as the block says; check which '
                "it is, and correct the format of the cells"
            )
        ],
    )
    assert validate(tmp_path, file, 'currency = "EUR"\n' + COLUMNS)[1] == []


def test_a_currency_of_an_ods_cell_is_held_to_the_table(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="currency" office:currency="{}" office:value="5"><text:p>5</text:p></table:table-cell>'
    rows = [ods_row(ods_cell("Kenya"), ods_cell(date(2024, 1, 31)), cell.format(code)) for code in ("USD", "EUR")]
    file = csv_file(tmp_path, ods(("Gifts", ods_row(*map(ods_cell, TITLES)) + "".join(rows))), "t.ods")
    (told,) = problems(tmp_path, file)
    assert told.startswith('t.ods:Gifts!C3: [other-currency] the number is shown with "EUR", and counts in USD; ')


def test_a_currency_in_a_row_that_is_left_out_is_no_mistake(tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted("0 [$€-407]"), "t.xlsx")
    (told,) = problems(tmp_path, file, COLUMNS + 'where.Day = "2024-01-02"\n')
    assert told.startswith('t.xlsx:Gifts!C3: [other-currency] the number is shown with "€", and counts in USD; ')


def test_a_currency_says_nothing_of_a_unit_that_is_no_money(tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted("0 [$€-407]"), "t.xlsx")
    text = block(file).replace('unit = "USD"', 'unit = "million EUR"')
    assert len(parse_ledger(text.encode(), "l.toml", tmp_path).actuals) == 2


def with_sheet(content: bytes, before: bytes, after: bytes) -> bytes:
    """A workbook with something else in its first sheet."""
    return with_parts(content, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(before, after)})


def test_a_cell_at_no_place_is_refused_before_room_is_made_for_it(tmp_path: Path) -> None:
    content = xlsx_of([TITLES, ("Kenya", date(2024, 1, 31), 5)])
    for place in (b"xfd1048576", b"AAAA1", b"A99999999", b"XFD1048576", b"$XFD$1048576"):
        far = with_parts(
            content, {"xl/worksheets/sheet1.xml": lambda xml, at=place: xml.replace(b'r="C2"', b'r="' + at + b'"')}
        )
        (told,) = problems(tmp_path, csv_file(tmp_path, far, "t.xlsx"))
        assert "[unreadable-table] t.xlsx: " in told, place


@pytest.mark.parametrize(
    ("form", "said", "full"),
    [
        ('0.0 "million"', "5.25 million", "5250000"),
        ('$0.0"M"', "5.25 million", "5250000"),
        ("0.0\\ \\b\\n", "5.25 billion", "5250000000"),
        ('0.0, "million"', "5.25 thousand", "5250"),
    ],
)
def test_a_number_that_a_format_only_calls_millions_is_an_error(
    form: str, said: str, full: str, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, formatted(form, 5.25), "t.xlsx")
    scale = said.split()[1]
    hint = f'values.amount = {{ "{said}" = {full} }}'
    assert problems(tmp_path, file) == [
        (
            f't.xlsx:Gifts!C2: [not-in-full] "{said}" is in {scale}s, and figures count in USD, here and in 1 more row; '
            f'{hint} counts it in full; a unit such as "{scale} USD" counts in {scale}s'
        )
    ]
    assert [row.figure for row in read(tmp_path, file, f"{COLUMNS}{hint}\n")[0]] == [Decimal(full)] * 2


@pytest.mark.parametrize("form", ['0.0,, "million"', "#,##0,", '0 "men"', '0;-0 "million"'])
def test_a_number_that_a_format_shows_in_millions_and_stores_in_full_is_read(form: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted(form, 5250000), "t.xlsx")
    assert [row.figure for row in read(tmp_path, file)[0]] == [Decimal(5250000)] * 2


def test_a_unit_in_millions_counts_what_is_shown_in_millions(tmp_path: Path) -> None:
    csv_file(tmp_path, formatted('0.0 "million"', 5.25), "t.xlsx")
    text = block("t.xlsx").replace('unit = "USD"', 'unit = "million USD"')
    assert [row.figure for row in rows_of(parse_ledger(text.encode(), "l.toml", tmp_path))] == [Decimal("5.25")] * 2
    with pytest.raises(LedgerInvalidError) as caught:
        parse_ledger(text.replace("million", "billion").encode(), "l.toml", tmp_path)
    assert [problem.message for problem in caught.value.problems] == [
        '"5.25 million" is in millions, and figures count in billion USD, here and in 1 more row'
    ]


def test_a_zero_that_is_shown_in_millions_is_zero(tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted('0.0 "million"', 0), "t.xlsx")
    assert [row.figure for row in read(tmp_path, file)[0]] == [Decimal(0)] * 2


@pytest.mark.parametrize(
    ("value", "shown", "problem"),
    [
        ("5.25", "5.3 million", '"5.25 million" is in millions'),
        ("5.25", "5,3M", '"5.25 million" is in millions'),
        ("1234", "1.234 million", '"1234 million" is in millions'),
        ("5250000", "5.3 million", None),
        ("5250000", "5.3M", None),
    ],
)
def test_an_ods_number_that_is_shown_as_millions_is_compared_with_what_is_stored(
    value: str, shown: str, problem: str | None, tmp_path: Path
) -> None:
    cell = f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
    titles = ods_row(*map(ods_cell, TITLES))
    file = csv_file(tmp_path, ods(("A", titles + ods_row(ods_cell("Kenya"), ods_cell("2024-01-31"), cell))), "t.ods")
    if problem is None:
        assert [row.figure for row in read(tmp_path, file)[0]] == [Decimal(value)]
    else:
        (told,) = problems(tmp_path, file)
        assert problem in told
