"""Workbooks whose cells show something else than what is stored: spaces, small digits, figures of several rows."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ledger.table_files import (
    COLUMNS,
    Book,
    csv_file,
    ledger_of,
    ods,
    ods_cell,
    ods_row,
    problems,
    read,
    rows_of,
    with_parts,
    xlsx,
)

TITLES = ("Donor", "Day", "USD")
NOTES = 'columns = { country = "Donor", date = "Day", amount = "USD", note = "Note" }\n'


def text_cell(xml: str) -> str:
    """The XML of a cell of an ODS sheet with a text."""
    return f'<table:table-cell office:value-type="string"><text:p>{xml}</text:p></table:table-cell>'


def ods_with(figure: str, note: str = "") -> bytes:
    """An ODS workbook of one row with the XML of a figure and of a note."""
    titles = ods_row(*map(ods_cell, (*TITLES, "Note")))
    return ods(("Gifts", titles + ods_row(ods_cell("Kenya"), ods_cell("2024-01-31"), figure, note)))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("12<text:tab/>50", "12\t50"),
        ("1<text:tab/>250", "1\t250"),
        ('1<text:tab text:tab-ref="3" />250', "1\t250"),
        ("12<text:line-break/>50", "12\n50"),
        ("12<text:line-break></text:line-break>50", "12\n50"),
        ("1<text:span>2<text:tab/></text:span>50", "12\t50"),
    ],
)
def test_digits_around_a_tab_or_a_line_break_of_an_ods_cell_are_no_number(xml: str, text: str, tmp_path: Path) -> None:
    (told,) = problems(tmp_path, csv_file(tmp_path, ods_with(text_cell(xml)), "t.ods"))
    assert told.startswith(f't.ods:Gifts!C2: [not-a-number] "{text}" is not a number; ')


def test_a_note_of_an_ods_cell_keeps_its_tabs_and_line_breaks(tmp_path: Path) -> None:
    content = ods_with(ods_cell(5), text_cell("paid<text:tab/>in<text:line-break/>full<text:s/>now"))
    ledger = ledger_of(tmp_path, csv_file(tmp_path, content, "t.ods"), NOTES)
    assert [row.figure for row in rows_of(ledger)] == [Decimal(5)]
    assert [actual.note for actual in ledger.actuals] == ["paid\tin\nfull now"]


def test_a_name_over_two_lines_of_an_ods_cell_is_one_name(tmp_path: Path) -> None:
    row = ods_row(text_cell("Costa<text:line-break/>Rica"), ods_cell("2024-01-31"), ods_cell(5))
    file = csv_file(tmp_path, ods(("Gifts", ods_row(*map(ods_cell, TITLES)) + row)), "t.ods")
    assert [each.country for each in rows_of(ledger_of(tmp_path, file, COLUMNS))] == ["CR"]


MARKS = {
    "superscript": {"font_script": 1},
    "subscript": {"font_script": 2},
    "struck out": {"font_strikeout": True},
    "bold": {"bold": True},
}


def rich_xlsx(mark: str) -> bytes:
    """A workbook of a row with 12, a marked 3 and a space, in the column of figures and in that of notes."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, (*TITLES, "Note"))
        sheet.write_row(1, 0, ("Kenya", "2024-01-31"))
        for column in (2, 3):
            sheet.write_rich_string(1, column, "12", book.add_format(MARKS[mark]), "3", " ")

    return xlsx(write)


def inline_xlsx(mark: str) -> bytes:
    """The same, where the texts are in the sheet, as some programs write them."""
    run = {"superscript": '<vertAlign val="superscript"/>', "struck out": "<strike/>", "bold": '<b/><strike val="0"/>'}
    text = f"<is><r><t>12</t></r><r><rPr>{run[mark]}</rPr><t>3</t></r></is>"

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, (*TITLES, "Note"))
        sheet.write_row(1, 0, ("Kenya", "2024-01-31", "HERE", "HERE"))

    def put(xml: bytes) -> bytes:
        return re.sub(
            rb' t="s"><v>(\d+)</v>(?=</c><c r="D2"|</c></row></sheetData>)', f' t="inlineStr">{text}'.encode(), xml
        )

    return with_parts(xlsx(write), {"xl/worksheets/sheet1.xml": put})


def rich_ods(mark: str) -> bytes:
    """The same in an ODS workbook."""
    shown = {
        "superscript": 'style:text-position="super 58%"',
        "subscript": 'style:text-position="-33% 58%"',
        "struck out": 'style:text-line-through-style="solid"',
        "bold": 'style:text-line-through-style="none" style:text-position="0% 100%"',
    }
    style = (
        '<office:automatic-styles><style:style style:name="T1" style:family="text">'
        f"<style:text-properties {shown[mark]}/></style:style></office:automatic-styles>"
    )
    cell = text_cell('12<text:span text:style-name="T1">3</text:span><text:s/>')
    return with_parts(
        ods_with(cell, cell),
        {"content.xml": lambda xml: xml.replace(b"<office:body>", style.encode() + b"<office:body>")},
    )


@pytest.mark.parametrize(
    ("make", "mark", "name"),
    [
        *((rich_xlsx, mark, "t.xlsx") for mark in ("superscript", "subscript", "struck out")),
        *((inline_xlsx, mark, "t.xlsx") for mark in ("superscript", "struck out")),
        *((rich_ods, mark, "t.ods") for mark in ("superscript", "subscript", "struck out")),
    ],
)
def test_a_number_with_a_digit_that_is_small_or_struck_out_is_an_error_and_a_note_is_not(
    make: Callable[[str], bytes], mark: str, name: str, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, make(mark), name)
    assert problems(tmp_path, file, NOTES) == [
        (
            f'{name}:Gifts!C2: [not-a-number] "123" may be another number: a part of it is superscript, subscript or struck '
            'out; values.amount = { "123" = "…" } says which; or correct the cell'
        )
    ]
    ledger = ledger_of(tmp_path, file, NOTES + "values.amount = { 123 = 12 }\n")
    assert [(row.figure, entry.note) for row, entry in zip(rows_of(ledger), ledger.actuals, strict=True)] == [
        (Decimal(12), "123")
    ]


@pytest.mark.parametrize(("make", "name"), [(rich_xlsx, "t.xlsx"), (inline_xlsx, "t.xlsx"), (rich_ods, "t.ods")])
def test_a_number_with_a_bold_digit_is_read(make: Callable[[str], bytes], name: str, tmp_path: Path) -> None:
    assert [row.figure for row in rows_of(ledger_of(tmp_path, csv_file(tmp_path, make("bold"), name)))] == [123]


def test_a_small_digit_is_not_lost_with_an_ending_that_a_block_strips(tmp_path: Path) -> None:
    file = csv_file(tmp_path, rich_xlsx("superscript"), "t.xlsx")
    (told,) = problems(tmp_path, file, COLUMNS + 'strip.amount = ["3"]\n')
    assert told.startswith('t.xlsx:Gifts!C2: [not-a-number] "123" may be another number: ')


def test_a_day_with_a_digit_that_is_struck_out_is_an_error(tmp_path: Path) -> None:
    columns = 'columns = { country = "Donor", date = "Note", amount = "Sum" }\n'

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, ("Donor", "Sum", "Note"))
        sheet.write_row(1, 0, ("Kenya", 5))
        sheet.write_rich_string(1, 2, "2024-01-1", book.add_format(MARKS["struck out"]), "2", " ")

    (told,) = problems(tmp_path, csv_file(tmp_path, xlsx(write), "t.xlsx"), columns)
    assert told.startswith('t.xlsx:Gifts!C2: [not-a-date] "2024-01-12" may be another date: ')


def test_a_blank_with_a_style_at_the_end_of_an_ods_sheet_is_no_matter(tmp_path: Path) -> None:
    cell = text_cell('<text:span text:style-name="T1"/>')
    style = '<style:style style:name="T1"><style:text-properties style:text-position="super"/></style:style>'
    content = with_parts(
        ods_with(ods_cell(5), cell),
        {"content.xml": lambda xml: xml.replace(b"<office:body>", style.encode() + b"<office:body>")},
    )
    assert [row.figure for row in rows_of(ledger_of(tmp_path, csv_file(tmp_path, content, "t.ods")))] == [Decimal(5)]


def merged(over: str, *rows: Sequence[object]) -> bytes:
    """A workbook of rows, with a figure of 5 that is merged over some."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        for number, row in enumerate((TITLES, *rows)):
            sheet.write_row(number, 0, row)
        sheet.merge_range(over, 5)

    return xlsx(write)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((("Kenya", "2024-01-31"), ("Jamaica", "2024-01-31")), '2 rows, of "Kenya" and "Jamaica"'),
        ((("Kenya", "2024-01-31"), ("Kenya", "2024-02-29")), '2 rows, of "2024-01-31" and "2024-02-29"'),
        ((("Kenya", "2024-01-31"), ("", ""), ("Haiti", "2024-01-31")), '3 rows, of "Kenya" and "Haiti"'),
    ],
)
def test_a_figure_that_is_merged_over_rows_that_differ_is_an_error(
    rows: Sequence[Sequence[object]], message: str, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, merged(f"C2:C{len(rows) + 1}", *rows), "t.xlsx")
    assert problems(tmp_path, file) == [
        (
            f"t.xlsx:Gifts!C2: [merged-figure] the figure is merged over {message}; write the figure of each row into a cell "
            "of its own; or take these rows out, and add what they say to the ledger"
        )
    ]


def test_a_figure_that_is_merged_over_rows_of_one_contributor_and_day_counts_once(tmp_path: Path) -> None:
    rows = (("Kenya", "2024-01-31"), ("Kenya", "2024-01-31"), ("", ""))
    file = csv_file(tmp_path, merged("C2:C4", *rows), "t.xlsx")
    assert [row.figure for row in rows_of(ledger_of(tmp_path, file))] == [Decimal(5)]


def test_a_figure_that_is_merged_in_a_row_that_is_left_out_is_no_mistake(tmp_path: Path) -> None:
    rows = (("Kenya", "2024-01-31"), ("Jamaica", "2024-01-31"), ("Haiti", "2024-01-31", 7))
    file = csv_file(tmp_path, merged("C2:C3", *rows), "t.xlsx")
    assert [row.figure for row in rows_of(ledger_of(tmp_path, file, COLUMNS + 'where.Donor = "Haiti"\n'))] == [
        Decimal(7)
    ]


def test_titles_and_texts_that_are_merged_are_no_figures(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        for column, title in enumerate(TITLES):
            sheet.merge_range(0, column, 1, column, title)
        sheet.write_row(2, 0, ("Kenya", "2024-01-31", 1))
        sheet.write_row(3, 0, ("Jamaica", "2024-01-31", 2))
        sheet.merge_range("D3:D4", "together")

    file = csv_file(tmp_path, xlsx(write), "t.xlsx")
    assert [row.figure for row in rows_of(ledger_of(tmp_path, file))] == [Decimal(1), Decimal(2)]


def repeated_ods(times: int, *cells: object) -> bytes:
    """An ODS workbook of a row, which the file says is repeated, and another one."""
    more = f'table:number-rows-repeated="{times}"'
    rows = ods_row(*map(ods_cell, cells), more=more) + ods_row(*map(ods_cell, ("Haiti", "2024-01-31", 7)))
    return ods(("Gifts", ods_row(*map(ods_cell, TITLES)) + rows))


def test_a_row_with_a_figure_that_is_there_more_than_a_thousand_times_is_refused(tmp_path: Path) -> None:
    row = ("Kenya", "2024-01-31", 5)
    file = csv_file(tmp_path, repeated_ods(1_001, *row), "t.ods")
    assert problems(tmp_path, file) == [
        (
            'tables[0].file: [unreadable-table] t.ods: row 2 of the sheet "Gifts" is there 1,001 times; delete the copies of '
            "it, and save the workbook"
        )
    ]
    csv_file(tmp_path, repeated_ods(1_000, *row), "t.ods")
    assert len(rows_of(ledger_of(tmp_path, file))) == 1_000 + 1


def test_rows_that_are_prepared_for_figures_are_left_out_however_many(tmp_path: Path) -> None:
    rows, left_out = read(tmp_path, csv_file(tmp_path, repeated_ods(5_000, "Kenya", "2024-01-31", ""), "t.ods"))
    assert ([(row.line, row.country) for row in rows], left_out) == ([(5002, "HT")], {"without a figure": 5_000})
