"""What a large table costs: each different cell is read once, each row is looked at once, and nothing else is loaded."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.entry import Actual
from mss_gap.ledger.tables import meaning
from mss_gap.ledger.tables.reading import delimited, ods_marks, xlsx_marks
from mss_gap.ledger.tables.reading.workbook import read_workbook
from tests.ledger.table_files import block, csv_file, ledger_of, ods, ods_cell, ods_row, xlsx, xlsx_of

MORE = 'columns = { country = "Donor", date = "Day", amount = "USD", ref = "Id" }\n'
TITLES = ("Id", "Donor", "Day", "USD")
COUNTRIES, DAYS, FIGURES = ("Kenya", "Japan", "EU"), ("2024-01-31", "2024-02-01"), ("1.5", "1,234,567", "20")


def table(number: int) -> str:
    """A table of so many rows, of few different donors, days and figures."""
    cells = ((f"A{row}", COUNTRIES[row % 3], DAYS[row % 2], f'"{FIGURES[row % 3]}"', "x", "y") for row in range(number))
    lines = [",".join(row) + "\n" for row in cells]
    return ",".join((*TITLES, "x", "y")) + "\n" + "".join(lines)


def counted(monkeypatch: pytest.MonkeyPatch, calls: Counter[tuple[str, object]], name: str) -> None:
    """Count the calls of a function of the reader, by its first argument."""
    function: Callable[..., Any] = getattr(meaning, name)

    def count(first: object, *rest: object) -> object:
        calls[name, first] += 1
        return function(first, *rest)

    monkeypatch.setattr(meaning, name, count)


def counted_together(monkeypatch: pytest.MonkeyPatch, calls: Counter[tuple[str, object]], name: str) -> None:
    """Count the cells that a function of the reader is given together."""
    function: Callable[..., Any] = getattr(meaning, name)

    def count(cells: list[str], *rest: object) -> object:
        calls.update((name, cell) for cell in cells)
        return function(cells, *rest)

    monkeypatch.setattr(meaning, name, count)


def test_each_different_cell_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[tuple[str, object]] = Counter()
    counted_together(monkeypatch, calls, "plain_numbers")
    counted_together(monkeypatch, calls, "plain_days")
    counted(monkeypatch, calls, "number_in")
    counted(monkeypatch, calls, "date_in")
    codes_of = Contributors.codes_of

    def count(self: Contributors, text: str) -> tuple[str, ...]:
        calls["codes_of", text] += 1
        return codes_of(self, text)

    monkeypatch.setattr(Contributors, "codes_of", count)
    ledger = ledger_of(tmp_path, csv_file(tmp_path, table(300)), MORE)
    assert len(ledger.actuals) == 300
    assert calls == Counter(
        [
            *(("plain_numbers", text) for text in FIGURES),
            ("number_in", "1,234,567"),
            *(("plain_days", text) for text in DAYS),
            *(("codes_of", text) for text in COUNTRIES),
        ]
    )


class Row(list[str]):
    """A row that counts how often it is gone through from its beginning."""

    passes = 0

    def __iter__(self) -> Any:  # noqa: ANN401 - whatever a list returns
        type(self).passes += 1
        return super().__iter__()


@pytest.mark.parametrize(
    "more", ["", 'where.x = "x"\n', 'stop = "TOTAL"\n', 'strip.country = "x"\nvalues.ref = { "A1" = "B" }\n']
)
def test_the_cells_of_a_row_that_are_not_read_are_not_looked_at(
    more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = delimited._parsed  # noqa: SLF001 - to put rows that count into its answer

    def counting(*given: Any) -> tuple[Sequence[Row], Sequence[int]]:  # noqa: ANN401 - whatever it is given
        found, lines = parsed(*given)
        return [Row(row) for row in found], lines

    monkeypatch.setattr(Row, "passes", 0)
    monkeypatch.setattr(delimited, "_parsed", counting)
    ledger_of(tmp_path, csv_file(tmp_path, table(300)), MORE + more)
    # The titles, the first row for tags, and each row once where the first of its filled cells is looked for.
    assert Row.passes <= 10 + 300 * ("stop" in more)


def test_each_cell_that_is_read_is_taken_from_its_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Counter[object]()

    class Asked(list[str]):
        """A row that counts which of its cells it is asked for."""

        def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - whatever a list may be asked
            taken[at] += 1
            return super().__getitem__(at)

    parsed = delimited._parsed  # noqa: SLF001 - to put rows that count into its answer

    def counting(*given: Any) -> tuple[Sequence[Asked], Sequence[int]]:  # noqa: ANN401 - whatever it is given
        found, lines = parsed(*given)
        return [Asked(row) for row in found], lines

    monkeypatch.setattr(delimited, "_parsed", counting)
    ledger_of(tmp_path, csv_file(tmp_path, table(300)), MORE + 'where.x = "x"\n')
    assert taken == {0: 300, 1: 300, 2: 300, 3: 300, 4: 300}  # not the last, which nothing names


def test_rows_that_repeat_others_are_not_compared_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    same = Actual.__eq__

    def count(self: Actual, other: object) -> bool:
        nonlocal compared
        compared += 1
        return same(self, other)

    monkeypatch.setattr(Actual, "__eq__", count)
    ledger = ledger_of(tmp_path, csv_file(tmp_path, "Id,Donor,Day,USD\n" + "A1,Kenya,2024-01-31,1\n" * 300), MORE)
    assert (len(ledger.actuals), compared) == (1, 0)


def plain_ods(rows: int, more: str = "") -> bytes:
    """A workbook of plain rows and one of `more`, each ended as programs end it."""
    end = '<table:table-cell table:number-columns-repeated="16380"/>'
    cells = "".join(ods_row(*map(ods_cell, (f"A{row}", "Kenya", date(2024, 1, 31), row)), end) for row in range(rows))
    return ods(("Gifts", ods_row(*map(ods_cell, TITLES)) + cells + more))


def plain_xlsx(rows: int, more: str = "") -> bytes:
    """A workbook of dates, numbers, texts, and formulas with their values."""

    def write(book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        euros, dollars = book.add_format({"num_format": "[$€-407]0"}), book.add_format({"num_format": "$0"})
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, (f"A{row}", "Kenya", date(2024, 1, 31)))
            sheet.write_number(row, 3, row, dollars)
            sheet.write_formula(row, 4, f"=D{row}", euros, row)
        if more:
            sheet.write_formula(rows + 1, 3, more, None, "")

    return xlsx(write, default_date_format="yyyy-mm-dd")


FORMULA = ods_row('<table:table-cell table:formula="of:=A1"/>')
OF_ODS = {"document-content": 1, "body": 1, "spreadsheet": 1, "table": 1}


@pytest.mark.parametrize(
    ("scan", "content", "gone_through"),
    [
        (xlsx_marks, plain_xlsx(300), {"sheetData": 1}),
        (xlsx_marks, plain_xlsx(300, "=A1"), {"sheetData": 1, "c": 1, "f": 1, "v": 1}),
        (ods_marks, plain_ods(300), OF_ODS),
        (ods_marks, plain_ods(300, FORMULA), {**OF_ODS, "table-row": 1, "table-cell": 1}),
    ],
)
def test_of_a_workbook_only_the_cells_that_matter_are_gone_through(
    scan: ModuleType, content: bytes, gone_through: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    elements = Counter[str]()
    start: Callable[..., None] = vars(scan)["_Scan"].start

    def count(self: object, element: str, found: object) -> None:
        elements[element] += 1
        start(self, element, found)

    monkeypatch.setattr(vars(scan)["_Scan"], "start", count)
    assert len(read_workbook(content, "t.xlsx", None).rows) >= 301
    assert elements == gone_through


PROBE = """
import sys
from pathlib import Path
from mss_gap.ledger.read.load import parse_ledger
parse_ledger(Path("l.toml").read_bytes(), "l.toml", Path())
loaded = {"tree_sitter", "python_calamine", "mss_gap.ledger.tables.reading.delimited", "xml.parsers.expat"}
print(*sorted(loaded & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("name", "loaded"),
    [
        ("t.csv", "mss_gap.ledger.tables.reading.delimited"),
        ("t.xlsx", "mss_gap.ledger.tables.reading.delimited python_calamine xml.parsers.expat"),
        ("", ""),
    ],
)
def test_a_valid_ledger_loads_no_syntax_tree_and_no_reader_that_it_does_not_need(
    name: str, loaded: str, tmp_path: Path
) -> None:
    csv_file(tmp_path, table(3))
    csv_file(tmp_path, xlsx_of([TITLES, ("A1", "Kenya", "2024-01-31", 1)]), "t.xlsx")
    text = block(name, MORE) if name else '[commitments.fund]\nunit = "USD"\n'
    (tmp_path / "l.toml").write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == loaded
