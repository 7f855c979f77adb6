"""What a workbook's own XML says of a sheet that the library does not: errors, percentages, what is hidden, its size."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from mss_gap.ledger.tables.archive import Archive, Attributes
from mss_gap.ledger.tables.grid import Cell, Unreadable

Merge = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a range of merged cells, as row and column."""


@dataclass
class SheetMarks:
    """What is known of one sheet."""

    instead: dict[tuple[int, int], Cell] = field(default_factory=dict)
    """What is read in place of some cells, by row and column: errors, formulas without a value, percentages."""
    hidden_rows: set[int] = field(default_factory=set)
    """The rows with cells that the sheet hides."""
    merged: list[Merge] = field(default_factory=list)
    rows: int = 0
    """The last row with something in it, from 1."""
    columns: int = 0
    """The last column with something in it, from 1."""

    def reach(self, row: int, column: int) -> None:
        """Note that a cell has something in it."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


def percentage(value: str) -> str:
    """A share as a cell shows it that is formatted in percent.

    >>> percentage("0.125")
    '12.5%'
    """
    try:
        return f"{(Decimal(value) * 100).normalize():f}%"
    except InvalidOperation:
        return f"{value}%"


# XLSX

BOOK = "xl/workbook.xml"
_SUSPECT = (b'"e"', b"'e'", b"<f", b":f", b"hidden", b"<!", b":c ", b":c>", b"<c\n", b"<c\r", b"<c\t")
"""What a plain sheet has nothing of: errors, formulas, hidden rows, declarations, elements with a prefix."""
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_WIDE = re.compile(rb'\br="([A-Z]{2,3})\d')
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PERCENT = frozenset({"9", "10"})
"""The number formats that every workbook has for percentages."""
_QUOTED = re.compile(r'"[^"]*"|\\.')


def xlsx_marks(archive: Archive, sheet: str, cells: int) -> SheetMarks:
    """The marks of a sheet of an XLSX workbook, by its name. `cells` is how many may be without a closer look."""
    path, stale = _part_of(archive, sheet)
    xml = archive.read(path)
    percent = _percent_styles(archive)
    marks = SheetMarks()
    if not percent and _is_plain(xml, cells):
        return marks
    scan = _XlsxScan(marks, percent, stale=stale)
    archive.walk(xml, scan.start, scan.end, scan.text)
    return marks


def _is_plain(xml: bytes, cells: int) -> bool:
    """Whether a sheet has nothing of what is looked for, by a look at its bytes: to read each of its cells takes long."""
    if any(each in xml for each in _SUSPECT) or xml.count(b"<c ") + xml.count(b"<c>") != xml.count(b'<c r="'):
        return False
    rows = max((int(match[1]) for match in _ROW.finditer(xml)), default=1)
    widest = max((_index(match[1].decode()) for match in _WIDE.finditer(xml)), default=_index("Z"))
    return rows * (widest + 1) <= cells


class _XlsxScan:
    """Goes through the cells of a sheet."""

    def __init__(self, marks: SheetMarks, percent: frozenset[str], *, stale: bool) -> None:
        self._marks, self._percent, self._stale = marks, percent, stale
        self._row, self._column, self._hidden = -1, -1, False
        self._kind, self._style, self._formula = "", "", False
        self._in_cell = self._in_value = False
        self._value: list[str] = []

    def start(self, name: str, found: Attributes) -> None:
        if name == "c":
            place = _PLACE.fullmatch(found.get("r", ""))
            self._column = _index(place[1]) if place else self._column + 1
            self._row = int(place[2]) - 1 if place else self._row
            self._kind, self._style, self._formula = found.get("t", "n"), found.get("s", "0"), False
            self._in_cell, self._value = True, []
        elif name == "row":
            number = found.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column, self._hidden = -1, found.get("hidden") in ("1", "true")
        elif name == "f" and self._in_cell:
            self._formula = True
        elif name in ("v", "is") and self._in_cell:
            self._in_value = True

    def text(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "is"):
            self._in_value = False
        elif name == "c":
            self._in_cell = False
            self._close("".join(self._value))
        elif name == "row":
            self._hidden = False

    def _close(self, value: str) -> None:
        place = self._row, self._column
        if value or self._formula:
            self._marks.reach(*place)
            if self._hidden:
                self._marks.hidden_rows.add(self._row)
        # A program that cannot compute stores 0, and asks for all to be computed when the workbook is opened.
        unknown = value in ("", "0") if self._stale else value == ""
        if self._kind == "e":
            self._marks.instead[place] = Unreadable(value or "#")
        elif self._formula and unknown and self._kind != "str":
            self._marks.instead[place] = Unreadable("")
        elif value and self._kind == "n" and self._style in self._percent:
            self._marks.instead[place] = percentage(value)


def _part_of(archive: Archive, sheet: str) -> tuple[str, bool]:
    """The part with a sheet, and whether the workbook asks for its formulas to be computed when it is opened."""
    links: list[str] = []
    targets: dict[str, str] = {}
    stale = False

    def in_book(name: str, found: Attributes) -> None:
        nonlocal stale
        if name == "sheet" and found.get("name") == sheet:
            links.extend(value for key, value in found.items() if key.rpartition(":")[2] == "id")
        stale = stale or (name == "calcPr" and found.get("fullCalcOnLoad") in ("1", "true"))

    def in_links(name: str, found: Attributes) -> None:
        if name == "Relationship":
            targets[found.get("Id", "")] = found.get("Target", "")

    archive.walk(archive.read(BOOK), in_book)
    archive.walk(archive.read("xl/_rels/workbook.xml.rels"), in_links)
    target = targets.get(links[0] if links else "", "")
    return target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}"), stale


def _percent_styles(archive: Archive) -> frozenset[str]:
    """The styles of cells that show a number in percent."""
    if not archive.has("xl/styles.xml"):
        return frozenset()
    formats, styles = set(_PERCENT), set[str]()
    count, within = 0, False

    def start(name: str, found: Attributes) -> None:
        nonlocal count, within
        if name == "numFmt" and "%" in _QUOTED.sub("", found.get("formatCode", "")):
            formats.add(found.get("numFmtId", ""))
        elif name == "cellXfs":
            within = True
        elif name == "xf" and within:
            if found.get("numFmtId") in formats:
                styles.add(str(count))
            count += 1

    def end(name: str) -> None:
        nonlocal within
        within = within and name != "cellXfs"

    archive.walk(archive.read("xl/styles.xml"), start, end)
    return frozenset(styles)


def _index(letters: str) -> int:
    """The index of a column by its letters.

    >>> _index("A"), _index("Z"), _index("AA"), _index("XFD")
    (0, 25, 26, 16383)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


# ODS

CONTENT = "content.xml"
_ERROR_SHOWN = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|#[A-Z]+/[0A-Z]+[!?]?|Err:\d{3}")
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")


def ods_marks(archive: Archive) -> Sequence[tuple[str, SheetMarks]]:
    """The name and the marks of each sheet of an ODS workbook."""
    scan = _OdsScan()
    archive.walk(archive.read(CONTENT), scan.start, scan.end, scan.text)
    return scan.sheets


class _OdsScan:
    """Goes through the cells of all sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, SheetMarks]] = []
        self._marks = SheetMarks()
        self._row = self._column = 0
        self._row_times, self._row_hidden, self._row_marked = 1, False, False
        self._instead: dict[int, Cell] = {}
        self._last = -1
        self._cell: Mapping[str, str] | None = None
        self._depth = 0
        self._text: list[str] = []

    def start(self, name: str, found: Attributes) -> None:
        if self._cell is not None:
            self._depth += 1
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = {key.rpartition(":")[2] if key.startswith("office:") else key: found[key] for key in found}
            self._depth, self._text = 0, []
        elif name == "table-row":
            self._row_times, self._column, self._last = _times(found, "number-rows-repeated"), 0, -1
            self._row_hidden = _of(found, "visibility") in ("collapse", "filter")
            self._instead = {}
        elif name == "table":
            self._marks, self._row = SheetMarks(), 0
            self.sheets.append((_of(found, "name"), self._marks))

    def text(self, text: str) -> None:
        if self._cell is not None and self._depth == 1:
            self._text.append(text)

    def end(self, name: str) -> None:
        if self._cell is not None and self._depth:
            self._depth -= 1
        elif self._cell is not None:
            self._close(self._cell, "".join(self._text).strip())
            self._cell = None
        elif name == "table-row":
            if self._last >= 0:
                self._marks.reach(self._row + self._row_times - 1, self._last)
                if self._row_hidden:
                    self._marks.hidden_rows.update(range(self._row, self._row + min(self._row_times, MOST_REPEATED)))
            # A row that is repeated further than a sheet can be read is refused for its size.
            for row in range(
                self._row, self._row + min(self._row_times, MOST_REPEATED) if self._instead else self._row
            ):
                for column, cell in self._instead.items():
                    self._marks.instead[row, column] = cell
            self._row += self._row_times

    def _close(self, cell: Mapping[str, str], shown: str) -> None:
        times = _times(cell, "number-columns-repeated")
        kind = cell.get("value-type", "")
        formula = _of(cell, "formula") != ""
        stated = shown != "" or any(cell.get(key) for key in _VALUES)
        instead: Cell | None = None
        if _of(cell, "value-type", "calcext:") == "error" or (formula and _ERROR_SHOWN.fullmatch(shown)):
            instead = Unreadable(shown or "#")
        elif formula and not stated and kind != "string":
            instead = Unreadable("")
        elif kind == "percentage":
            instead = percentage(cell.get("value", ""))
        if stated or formula:
            self._last = self._column + times - 1
        if instead is not None:
            self._instead.update(dict.fromkeys(range(self._column, self._column + min(times, MOST_REPEATED)), instead))
        height, width = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if height > 1 or width > 1:
            first = self._row, self._column
            self._marks.merged.append((first, (first[0] + height - 1, first[1] + width - 1)))
        self._column += times


MOST_REPEATED = 2**14
"""How often a row or cell that cannot be read is noted that ODS says is repeated."""


def _of(found: Attributes, name: str, prefix: str = "table:") -> str:
    return found.get(prefix + name, "")


def _times(found: Attributes, name: str) -> int:
    """How often something is repeated, or how far it spans."""
    number = _of(found, name)
    return max(1, int(number)) if number.isdecimal() and len(number) < len(str(2**31)) else 1 if not number else 2**31
