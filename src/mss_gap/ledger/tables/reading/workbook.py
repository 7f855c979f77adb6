"""Reads a sheet of an XLSX or ODS workbook.

The library tells neither an error from a blank cell, nor a percentage from a number, nor how far a sheet reaches before
it makes room for all of it. All of this is in the file's own XML, which is looked through for it.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mss_gap.ledger.near import nearest
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.grid import Cell, Grid, TableUnreadableError, column_name
from mss_gap.ledger.tables.reading.archive import SAVE, Archive
from mss_gap.ledger.tables.reading.marks import Merge, SheetMarks
from mss_gap.ledger.tables.reading.ods_marks import CONTENT, ods_marks
from mss_gap.ledger.tables.reading.ods_spaces import with_spaces
from mss_gap.ledger.tables.reading.xlsx_marks import BOOK, xlsx_marks

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_CELLS = 2**23
"""Cells of the rectangle that a sheet fills."""


def read_workbook(content: bytes, name: str, sheet: str | None) -> Grid:
    """The rows of a sheet, or of the first that is not hidden. Raises `TableUnreadableError`."""
    archive = _archive(content, name)
    ods = {} if archive.has(BOOK) else _ods(archive, name)
    with _opened(with_spaces(archive) or content, name) as workbook:
        chosen = _chosen(_sheets(workbook), name, sheet)
        marks = ods.get(chosen, SheetMarks()) if ods else xlsx_marks(archive, chosen, MOST_CELLS)
        _refuse_wide(marks, name, chosen)
        _refuse_copies(marks, name, chosen)
        found = workbook.get_sheet_by_name(chosen)
        rows = _rows(found, name, chosen)
        merged = marks.merged or found.merged_cell_ranges or []
        _replace(rows, marks)
        altered = marks.altered.union(_texts_at(rows, marks.altered_cells))
        _clear_covered(rows, merged, name)
    return Grid(
        name,
        rows,
        range(1, len(rows) + 1),
        sheet=chosen,
        merged=merged,
        hidden_rows=frozenset(marks.hidden_rows),
        currencies=marks.currencies,
        altered=frozenset(map(text_of, altered)),
    )


def sheets_of(content: bytes, name: str) -> Sequence[str]:
    """The names of the sheets that are shown, or of all where none is. Raises `TableUnreadableError`."""
    _archive(content, name)
    with _opened(content, name) as workbook:
        sheets = _sheets(workbook)
    return [sheet for sheet, visible in sheets if visible] or [sheet for sheet, _ in sheets]


def _archive(content: bytes, name: str) -> Archive:
    archive = Archive(content, name)
    if not archive.has(BOOK) and not archive.has(CONTENT):
        raise TableUnreadableError(name, "it is neither an XLSX nor an ODS workbook", SAVE)
    return archive


@contextmanager
def _opened(content: bytes, name: str) -> "Iterator[CalamineWorkbook]":
    """The workbook in some bytes; raises `TableUnreadableError` for what the library cannot read."""
    import python_calamine  # a ledger without workbooks starts without it

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            yield workbook
    except python_calamine.PasswordError:
        raise TableUnreadableError(name, "it has a password", "save a copy without one") from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise _damaged(name) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the library's own fault, over a file that no spreadsheet wrote
            raise _damaged(name) from None
        raise


def _replace(rows: list[list[Cell]], marks: SheetMarks) -> None:
    """Put what is known of some cells in place of what the library has, which ends a sheet before its last error."""
    for (row, column), cell in marks.instead.items():
        rows.extend([] for _ in range(len(rows), row + 1))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = cell


def _texts_at(rows: Sequence[Sequence[Cell]], places: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The texts of some cells; a cell with blanks only may be beyond the end of the sheet."""
    for row, column in places:
        if row < len(rows) and column < len(rows[row]) and isinstance(cell := rows[row][column], str):
            yield cell


def _damaged(name: str) -> TableUnreadableError:
    return TableUnreadableError(name, "it is not a workbook that can be read, or damaged", SAVE)


def _ods(archive: Archive, name: str) -> dict[str, SheetMarks]:
    """The marks of each sheet; the library makes room for all of them when it opens the file."""
    sheets = dict(reversed(ods_marks(archive)))  # of two with one name the first
    for sheet, marks in sheets.items():
        _refuse_wide(marks, name, sheet)
    return sheets


def _sheets(workbook: "CalamineWorkbook") -> Sequence[tuple[str, bool]]:
    """The names of the sheets that have cells, and whether each is shown."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        (each.name, each.visible is SheetVisibleEnum.Visible)
        for each in workbook.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet
    ]


def _chosen(sheets: Sequence[tuple[str, bool]], name: str, wanted: str | None) -> str:
    names = [sheet for sheet, _ in sheets]
    if wanted is None:
        shown = [sheet for sheet, visible in sheets if visible]
        if not names:
            raise TableUnreadableError(name, "it has no sheet with cells", SAVE)
        return (shown or names)[0]
    if wanted not in names:
        near = nearest(wanted.casefold(), {sheet.casefold(): sheet for sheet in names})
        listed = ", ".join(f'"{sheet}"' for sheet in names[:10])
        hint = (
            f'did you mean "{names[[each.casefold() for each in names].index(near[0])]}"?'
            if near
            else f"it has {listed}"
        )
        raise TableUnreadableError(name, f'it has no sheet "{wanted}"', hint, "sheet")
    return wanted


def _rows(sheet: Any, name: str, chosen: str) -> list[list[Cell]]:  # noqa: ANN401 - loaded late
    end: tuple[int, int] | None = sheet.end
    if end is None:
        return []
    if (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise _too_wide(name, chosen, column_name(end[1]) + str(end[0] + 1))
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for row in rows:
        if True in row or False in row:  # quick, and true of 1 and 0 as well
            row[:] = [str(cell).upper() if isinstance(cell, bool) else cell for cell in row]
    return rows


def _clear_covered(rows: list[list[Cell]], merged: Sequence[Merge], name: str) -> None:
    """Clear the cells that merged ones cover: what is in them shows nowhere."""
    cleared = 0
    for first, last in merged:
        for row in range(first[0], min(last[0] + 1, len(rows))):
            columns = range(first[1], min(last[1] + 1, len(rows[row])))
            cleared += len(columns)
            for column in columns:
                if (row, column) != first:
                    rows[row][column] = ""
        if cleared > MOST_CELLS:
            raise _damaged(name)


def _refuse_wide(marks: SheetMarks, name: str, sheet: str) -> None:
    """Raise `TableUnreadableError` where a sheet fills a rectangle that is too large to be read."""
    if marks.rows * marks.columns > MOST_CELLS:
        raise _too_wide(name, sheet, column_name(marks.columns - 1) + str(marks.rows))


def _refuse_copies(marks: SheetMarks, name: str, sheet: str) -> None:
    """Raise `TableUnreadableError` where a row with a number is repeated so often that no one can have meant it."""
    if marks.copies is not None:
        row, times = marks.copies
        reason = f'row {row:,} of the sheet "{sheet}" is there {times:,} times'
        raise TableUnreadableError(name, reason, "delete the copies of it, and save the workbook")


def _too_wide(name: str, sheet: str, corner: str) -> TableUnreadableError:
    return TableUnreadableError(
        name, f'the sheet "{sheet}" reaches to {corner}', "delete the empty rows and columns at its end, and save it"
    )
