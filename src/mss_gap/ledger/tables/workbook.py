"""Reads a sheet of an XLSX or ODS workbook.

The library tells neither an error from a blank cell nor how far a sheet reaches before it makes room for all of it.
Both are in the file's own XML, which is looked through for them.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from mss_gap.ledger.near import nearest
from mss_gap.ledger.tables.grid import Cell, Grid, TableUnreadableError, Unreadable, column_name

MOST_BYTES = 2**29
"""Size of a workbook without compression."""
MOST_CELLS = 2**25
"""Cells of the rectangle that a sheet fills."""
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"(?=[^>]*\bt="e")[^>]*>(?:<f\b(?:[^>]*/>|.*?</f>))?(?:<v>([^<]*)</v>)?', re.DOTALL
)
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"(?![^>]*\bt="str")[^>]*><f\b(?:[^>]*/>|[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_WIDEST = re.compile(rb'r="([A-Z]{3})\d')


def read_workbook(content: bytes, name: str, sheet: str | None) -> Grid:
    """The rows of a sheet, or of the first that is not hidden. Raises `TableUnreadableError`."""
    archive = _archive(content, name)
    import python_calamine  # a ledger without workbooks starts without it

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = _sheets(workbook, python_calamine)
            chosen = _chosen(names, name, sheet)
            parts = _Parts(archive, name, workbook.sheet_names.index(chosen), chosen)
            parts.refuse_wide()
            found = workbook.get_sheet_by_name(chosen)
            rows = _rows(found, name, chosen)
            merged = found.merged_cell_ranges or []
    except python_calamine.PasswordError:
        raise TableUnreadableError(name, "it has a password", "save a copy without one") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TableUnreadableError(name, f"it is not a workbook that can be read: {error}", _SAVE) from None
    for row, column, shown in parts.unreadable():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = Unreadable(shown)
    return Grid(
        name,
        rows,
        range(1, len(rows) + 1),
        sheet=chosen,
        merged=merged,
        hidden_rows=parts.hidden_rows,
    )


def sheets_of(content: bytes, name: str) -> Sequence[str]:
    """The names of the sheets that are shown, or of all where none is. Raises `TableUnreadableError`."""
    _archive(content, name)
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            sheets = _sheets(workbook, python_calamine)
    except python_calamine.PasswordError:
        raise TableUnreadableError(name, "it has a password", "save a copy without one") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TableUnreadableError(name, f"it is not a workbook that can be read: {error}", _SAVE) from None
    return [sheet for sheet, visible in sheets if visible] or [sheet for sheet, _ in sheets]


_SAVE = "open it in a spreadsheet and save it again, as XLSX or CSV"


def _archive(content: bytes, name: str) -> zipfile.ZipFile:
    """The parts of a workbook, which is an archive; refuses one that grows beyond all bounds."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise TableUnreadableError(name, "it is not a workbook, or damaged", _SAVE) from None
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        reason = f"it holds more than {MOST_BYTES // 2**20} MB"
        raise TableUnreadableError(name, reason, "save the sheet as a CSV file")
    return archive


def _sheets(workbook: Any, library: Any) -> Sequence[tuple[str, bool]]:  # noqa: ANN401 - loaded late
    """The names of the sheets that have cells, and whether each is shown."""
    return [
        (each.name, each.visible is library.SheetVisibleEnum.Visible)
        for each in workbook.sheets_metadata
        if each.typ is library.SheetTypeEnum.WorkSheet
    ]


def _chosen(sheets: Sequence[tuple[str, bool]], name: str, wanted: str | None) -> str:
    names = [sheet for sheet, _ in sheets]
    if wanted is None:
        shown = [sheet for sheet, visible in sheets if visible]
        if not names:
            raise TableUnreadableError(name, "it has no sheet with cells", _SAVE)
        return (shown or names)[0]
    if wanted not in names:
        near = nearest(wanted.casefold(), {sheet.casefold(): sheet for sheet in names})
        listed = ", ".join(f'"{sheet}"' for sheet in names[:10])
        hint = (
            f'did you mean "{names[[each.casefold() for each in names].index(near[0])]}"?'
            if near
            else f"it has {listed}"
        )
        raise TableUnreadableError(name, f'it has no sheet "{wanted}"', hint)
    return wanted


def _rows(sheet: Any, name: str, chosen: str) -> list[list[Cell]]:  # noqa: ANN401 - loaded late
    end: tuple[int, int] | None = sheet.end
    if end is None:
        return []
    if (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise _too_wide(name, chosen, column_name(end[1]) + str(end[0] + 1))
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for row in rows:
        for column, cell in enumerate(row):
            if isinstance(cell, bool):
                row[column] = str(cell).upper()
    return rows


def _too_wide(name: str, sheet: str, corner: str) -> TableUnreadableError:
    return TableUnreadableError(
        name, f'the sheet "{sheet}" reaches to {corner}', "delete the empty rows and columns at its end, and save it"
    )


class _Parts:
    """What the XML of a sheet says beside its cells."""

    def __init__(self, archive: zipfile.ZipFile, name: str, index: int, sheet: str) -> None:
        self._name, self._sheet = name, sheet
        self._xml = b""
        path = _path_of_sheet(archive, index)
        if path is not None:
            try:
                self._xml = archive.read(path)
            except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, NotImplementedError):
                raise TableUnreadableError(name, "it is damaged", _SAVE) from None

    def refuse_wide(self) -> None:
        """Raise `TableUnreadableError` where the sheet fills a rectangle that is too large to be read."""
        last = self._xml.rfind(b"<row ")
        found = _ROW.match(self._xml, last) if last >= 0 else None
        rows = int(found[1]) if found else 1
        widest = max((match[1] for match in _WIDEST.finditer(self._xml)), default=b"ZZ").decode()
        columns = 0
        for letter in widest:
            columns = columns * 26 + ord(letter) - ord("A") + 1
        if widest != "ZZ" and rows * columns > MOST_CELLS:
            raise _too_wide(self._name, self._sheet, f"{widest}{rows}")

    @property
    def hidden_rows(self) -> int:
        """How many rows the sheet hides."""
        return len(re.findall(rb'<row [^>]*\bhidden="(?:1|true)"', self._xml))

    def unreadable(self) -> Sequence[tuple[int, int, str]]:
        """The cells that show an error, and those of formulas without a stored value: row, column, what is shown."""
        found = []
        if b't="e"' in self._xml:
            found += [
                (*_place(match), (match[3] or b"#").decode(errors="replace")) for match in _ERROR.finditer(self._xml)
            ]
        if b"<f" in self._xml:
            found += [(*_place(match), "") for match in _NO_VALUE.finditer(self._xml)]
        return found


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in match[1].decode():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _path_of_sheet(archive: zipfile.ZipFile, index: int) -> str | None:
    """The part of an XLSX workbook that has a sheet, by the sheet's index; None in an ODS workbook."""
    try:
        book, links = (archive.read(part) for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
        if b"<!" in book or b"<!" in links:
            return None
        sheets = [each for each in ET.fromstring(book).iter() if each.tag.endswith("}sheet")]  # noqa: S314 - no entities
        link = next(value for key, value in sheets[index].attrib.items() if key.endswith("}id"))
        targets = {each.get("Id"): each.get("Target", "") for each in ET.fromstring(links)}  # noqa: S314 - no entities
    except (
        KeyError,
        IndexError,
        StopIteration,
        ET.ParseError,
        zipfile.BadZipFile,
        RuntimeError,
        OSError,
        ValueError,
    ):
        return None
    target = targets.get(link, "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
