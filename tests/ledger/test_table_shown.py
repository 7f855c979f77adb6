"""Workbooks whose cells show something else than what is stored: spaces, small digits, words beside a number."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.ledger.table_files import (
    COLUMNS,
    csv_file,
    ledger_of,
    ods,
    ods_cell,
    ods_row,
    problems,
    rows_of,
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
