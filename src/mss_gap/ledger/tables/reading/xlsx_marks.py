"""What the XML of a sheet of an XLSX workbook says that the library does not.

To go through each cell takes long. The programs that write workbooks do it in one way, with few exceptions: a sheet that
is written so is searched for the cells that matter, and only these are gone through.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mss_gap.ledger.tables.grid import Unreadable
from mss_gap.ledger.tables.reading.archive import Archive, Attributes
from mss_gap.ledger.tables.reading.inexact_formats import inexact, may_be_inexact
from mss_gap.ledger.tables.reading.marks import SheetMarks, percentage, scaled
from mss_gap.ledger.tables.reading.number_formats import currency_shown, scale_shown, shows_percent
from mss_gap.ledger.tables.reading.rich_texts import SHARED, altered_texts

BOOK = "xl/workbook.xml"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PERCENT = frozenset({"9", "10"})
"""The number formats that every workbook has for percentages."""


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the cells of some styles show beside their number, by the number of the style."""

    percent: frozenset[str]
    scales: Mapping[str, str]
    currencies: Mapping[str, str]
    inexact: Mapping[str, str]
    """The number formats that may show a number as inexact, or hide it."""

    def shown(self, style: str, value: str) -> str | None:
        """A number as a percentage, as inexact or with its scale; None where its style shows none of these."""
        if style in self.percent:
            return percentage(value)
        scale = self.scales.get(style)
        if style in self.inexact and (shown := inexact(self.inexact[style], value, scale)) is not None:
            return shown
        return scaled(value, scale) if scale else None


def xlsx_marks(archive: Archive, sheet: str, most_cells: int) -> SheetMarks:
    """The marks of a sheet of an XLSX workbook, by its name. It may fill so many cells without a closer look."""
    path, stale = _part_of(archive, sheet)
    xml = archive.read(path)
    styles = _styles(archive)
    marks = SheetMarks()
    marks.altered = altered_texts(archive, xml, archive.read(SHARED) if archive.has(SHARED) else b"")
    scan = _Scan(archive, marks, styles, stale=stale)
    near = _FAR_OR_ODD_CELL.search(xml) is None
    if _is_regular(xml, near=near) and ((near and most_cells >= _NEAR) or _fits(xml, most_cells)):
        _find_styled(xml, marks, styles)
        xml = b"".join((b"<sheetData>", *_parts_that_matter(xml, stale=stale), b"</sheetData>"))
    archive.walk(xml, scan.start, scan.end, scan.text)
    return marks


# A sheet as programs write it

_IRREGULAR = ((b"!", b"<!"), (b":", b":c"), (b"'", b"='"), (b"&", b'="&'))
"""What no program writes: declarations, prefixes of cells, and attributes in single quotes or with references.

Before each is a byte of it, which is found in a tenth of the time; but for the colon it is rare.
"""
_ODD_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}\d{1,7}")[\s/>]')
"""A cell that does not begin with its place."""
_FAR_OR_ODD_CELL = re.compile(rb'<c(?! r="[A-Z]\d{1,5}")[\s/>]')
"""One that does not, or a cell beyond column Z or row 99,999."""
_NEAR = 26 * 99_999
"""How many cells there are up to column Z and row 99,999."""
_LETTERS, _DIGITS = re.compile(rb'<c r="([A-Z]{1,3})'), re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})')
_ERROR = b'"e"'
_FORMULA = re.compile(rb"<f[\s/>]")
_HIDDEN = re.compile(rb'<row r="\d+"[^>]* hidden="(?:1|true)"[^>]*(?<!/)>')


def _is_regular(xml: bytes, *, near: bool) -> bool:
    """Whether a sheet is written as programs write it, each cell with its place first: all that are near have it."""
    if b"<sheetData" not in xml or any(rare in xml and each in xml for rare, each in _IRREGULAR):
        return False
    if not near and _ODD_CELL.search(xml):
        return False
    return b'hidden="' not in xml or xml.count(b"<row ") == xml.count(b'<row r="')


def _fits(xml: bytes, most_cells: int) -> bool:
    """Whether the rectangle around all cells of a sheet has at most this many."""
    columns = max(map(_index, {letters.decode() for letters in _LETTERS.findall(xml)}), default=0) + 1
    return columns * max(map(int, set(_DIGITS.findall(xml))), default=0) <= most_cells


def _find_styled(xml: bytes, marks: SheetMarks, styles: _Styles) -> None:
    """Note the numbers that are shown as percentages, as inexact, in millions or with a currency."""
    every = {*styles.percent, *styles.inexact, *styles.scales, *styles.currencies}
    numbers = [style.encode() for style in sorted(every)]
    if not numbers:
        return
    pattern = (
        rb'<c r="([A-Z]{1,3})(\d{1,7})"(?=[^>]* s="(' + b"|".join(numbers) + rb')")(?![^>]* t="[^n])[^>]*(?<!/)>'
        rb"(?:<f(?:[^>]*/>|[^<]*</f>))?<v>([^<]+)</v>"
    )
    columns: dict[bytes, int] = {}
    for letters, digits, style, value in re.findall(pattern, xml):
        if letters not in columns:
            columns[letters] = _index(letters.decode())
        row, column, number = int(digits) - 1, columns[letters], style.decode()
        shown = styles.shown(number, value.decode())
        if shown is not None:
            marks.instead[row, column] = shown
        elif number in styles.currencies:
            marks.currencies.setdefault(column, {})[row] = styles.currencies[number]


def _parts_that_matter(xml: bytes, *, stale: bool) -> Iterator[bytes]:
    """The cells of a regular sheet with an error or with a formula that may have no value, and the hidden rows."""
    at = xml.find(_ERROR)
    while at >= 0:
        yield _cell_around(xml, at)
        at = xml.find(_ERROR, at + 1)
    for match in _FORMULA.finditer(xml):
        cell = _cell_around(xml, match.start())
        if not cell.endswith(b"</v></c>") or b"<v></v>" in cell or (stale and b"<v>0</v>" in cell):
            yield cell
    if b'hidden="' in xml:
        for match in _HIDDEN.finditer(xml):
            yield xml[match.start() : xml.find(b"</row>", match.end())] + b"</row>"


def _cell_around(xml: bytes, at: int) -> bytes:
    """The cell that something in a sheet belongs to; nothing where it belongs to none."""
    begin = xml.rfind(b"<c ", 0, at)
    after_tag = xml.find(b">", begin) + 1
    end = after_tag if xml[after_tag - 2 : after_tag] == b"/>" else xml.find(b"</c>", begin) + 4
    return xml[begin:end] if begin >= 0 and at < end else b""


# Any sheet


class _Scan:
    """Goes through the cells of a sheet."""

    def __init__(self, archive: Archive, marks: SheetMarks, styles: _Styles, *, stale: bool) -> None:
        self._archive, self._marks, self._styles, self._stale = archive, marks, styles, stale
        self._row, self._column, self._hidden = -1, -1, False
        self._kind, self._style, self._formula = "", "", False
        self._in_cell = self._in_value = False
        self._value: list[str] = []

    def start(self, name: str, found: Attributes) -> None:
        if name == "c":
            place = _PLACE.fullmatch(found["r"]) if "r" in found else None
            if place is None and "r" in found:
                raise self._archive.damaged()  # the library may take it for a cell far away, and make room for all between
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
        elif value and self._kind == "n" and (shown := self._styles.shown(self._style, value)) is not None:
            self._marks.instead[place] = shown
        elif value and self._kind == "n" and self._style in self._styles.currencies:
            self._marks.currencies.setdefault(self._column, {})[self._row] = self._styles.currencies[self._style]


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


def _styles(archive: Archive) -> _Styles:
    """What the styles of cells show beside a number."""
    if not archive.has("xl/styles.xml"):
        return _Styles(frozenset(), {}, {}, {})
    codes: dict[str, str] = {}
    styles: list[str] = []
    within = False

    def start(name: str, found: Attributes) -> None:
        nonlocal within
        if name == "numFmt":
            codes[found.get("numFmtId", "")] = found.get("formatCode", "")
        elif name == "cellXfs":
            within = True
        elif name == "xf" and within:
            styles.append(found.get("numFmtId", ""))

    def end(name: str) -> None:
        nonlocal within
        within = within and name != "cellXfs"

    archive.walk(archive.read("xl/styles.xml"), start, end)
    percent = _PERCENT | {number for number, code in codes.items() if shows_percent(code)}
    scales = {number: scale for number, code in codes.items() if (scale := scale_shown(code)) is not None}
    currencies = {number: sign for number, code in codes.items() if (sign := currency_shown(code)) is not None}
    unclear = {number: code for number, code in codes.items() if may_be_inexact(code)}

    def by_style(of_number: Mapping[str, str]) -> Mapping[str, str]:
        return {str(index): of_number[number] for index, number in enumerate(styles) if number in of_number}

    return _Styles(
        frozenset(str(index) for index, number in enumerate(styles) if number in percent),
        by_style(scales),
        by_style(currencies),
        by_style(unclear),
    )


def _index(letters: str) -> int:
    """The index of a column by its letters.

    >>> _index("A"), _index("Z"), _index("AA"), _index("XFD")
    (0, 25, 26, 16383)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
