"""Workbooks whose cells show something else than what is stored: spaces, small digits, words beside a number."""

import re
from collections.abc import Callable
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


def formatted(form: str, *numbers: float) -> bytes:
    """A workbook with numbers that are shown in a form."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        for row, number in enumerate(numbers, start=1):
            sheet.write_row(row, 0, ("Kenya", f"2024-01-{row:02}"))
            sheet.write_number(row, 2, number, book.add_format({"num_format": form}))

    return xlsx(write)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ('"about "0', "about 5"),
        ("\\~0", "~5"),
        ("~0", "~5"),
        ('"≈"#,##0', "≈5"),
        ('"<"0', "<5"),
        (">0", ">5"),
        ('0"+"', "5+"),
        ("#,##0.00+", "5+"),
        ('General"+"', "5+"),
        ('"(est.) "0', "est 5"),
        ('"over $"0', "over 5"),
        ('"Under "0', "Under 5"),
        ('"up to "0', "up to 5"),
        ('"at least "0', "at least 5"),
        ('0" at most"', "5 at most"),
        ('0" of 100"', "5 of 100"),
        ('[Red]"about "0;0', "about 5"),
        ('[>1]"over "0;0', "over 5"),
        ('"about "[$€-407]0', "about 5"),
        (";;;", "5 (not shown)"),
        ('"to follow"', "5 (not shown)"),
    ],
)
def test_a_number_that_a_format_shows_as_inexact_or_hides_is_an_error(form: str, shown: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted(form, 5, 5), "t.xlsx")
    hint = f'values.amount = {{ "{shown}" = "not-stated" }}'
    assert problems(tmp_path, file) == [
        f't.xlsx:Gifts!C2: [not-a-number] "{shown}" is not a number, here and in 1 more row; {hint}'
    ]
    stated = f'{COLUMNS}values.amount = {{ "{shown}" = 7 }}\n'
    assert [row.figure for row in rows_of(ledger_of(tmp_path, file, stated))] == [Decimal(7)] * 2


@pytest.mark.parametrize(
    "form",
    [
        *(
            '0 "people"',
            '0 "people under 18"',
            "+0;-0",
            "0.0E+00",
            "#,##0_+",
            '"USD" 0',
            "[$CA$-1009] 0;@",
            "0;;;@",
            "# ?/?",
        ),
        *('[<1]"about "0;0', "[Red]0;[Blue]-0", '"ESTABLISHED "0', '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-'),
    ],
)
def test_a_number_that_a_format_shows_as_it_is_with_a_unit_or_a_colour_is_read(form: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted(form, 5), "t.xlsx")
    block = 'currency = "CAD"\n' + COLUMNS if "CA$" in form else COLUMNS
    assert [row.figure for row in rows_of(ledger_of(tmp_path, file, block))] == [Decimal(5)]


def test_a_format_counts_for_the_numbers_that_it_is_for(tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted('0;"about "-0;"none"', 5, -5, 0), "t.xlsx")
    assert problems(tmp_path, file) == [
        't.xlsx:Gifts!C3: [not-a-number] "about -5" is not a number; values.amount = { "about -5" = "not-stated" }'
    ]
    few = csv_file(tmp_path, formatted('[<10]"<10";0', 5, 50), "few.xlsx")
    assert problems(tmp_path, few) == [
        (
            'few.xlsx:Gifts!C2: [not-a-number] "5 (not shown)" is not a number; '
            'values.amount = { "5 (not shown)" = "not-stated" }'
        )
    ]


def test_about_so_many_millions_are_not_that_many(tmp_path: Path) -> None:
    file = csv_file(tmp_path, formatted('"about "0.0" million"', 5.25), "t.xlsx")
    (told,) = problems(tmp_path, file)
    assert told.startswith(
        't.xlsx:Gifts!C2: [not-in-full] "about 5.25 million" is in millions, and figures count in USD; '
    )


@pytest.mark.parametrize(
    ("value", "shown", "said"),
    [
        ("5", "about 5", "about 5"),
        ("5", "&lt;5", "<5"),
        ("5", "5+", "5+"),
        ("5", "≈ 5", "≈5"),
        ("1000", "1,000 of 2000", "1000 of 2000"),
        ("2.5", "~2.5 million", "~2.5 million"),
    ],
)
def test_a_number_that_an_ods_cell_shows_as_inexact_is_an_error(
    value: str, shown: str, said: str, tmp_path: Path
) -> None:
    cell = f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
    (told,) = problems(tmp_path, csv_file(tmp_path, ods_with(cell), "t.ods"))
    assert told.startswith("t.ods:Gifts!C2: [not-")
    assert told.partition("] ")[2].startswith(f'"{said}" is ')


@pytest.mark.parametrize("shown", ["5", "$5", "5 people", "5 people under 18", "5.0E+00", "+5", "5 Estonian kroons"])
def test_a_number_that_an_ods_cell_shows_as_it_is_is_read(shown: str, tmp_path: Path) -> None:
    cell = f'<table:table-cell office:value-type="float" office:value="5"><text:p>{shown}</text:p></table:table-cell>'
    file = csv_file(tmp_path, ods_with(cell), "t.ods")
    assert [row.figure for row in rows_of(ledger_of(tmp_path, file))] == [Decimal(5)]
