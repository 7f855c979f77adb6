"""Numbers that a spreadsheet shows as inexact, or does not show: their number format says so."""

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
    xlsx,
)

TITLES = ("Donor", "Day", "USD")


def ods_with(figure: str) -> bytes:
    """An ODS workbook of one row with the XML of a figure."""
    row = ods_row(ods_cell("Kenya"), ods_cell("2024-01-31"), figure)
    return ods(("Gifts", ods_row(*map(ods_cell, TITLES)) + row))


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
