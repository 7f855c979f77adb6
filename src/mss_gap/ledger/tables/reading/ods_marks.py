"""What the XML of an ODS workbook says of its sheets that the library does not.

To go through each cell takes long. Most rows have nothing of what is looked for: they are only counted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from mss_gap.ledger.tables.grid import Cell, Unreadable
from mss_gap.ledger.tables.reading.archive import Archive, Attributes
from mss_gap.ledger.tables.reading.inexact_formats import inexact_among
from mss_gap.ledger.tables.reading.marks import SheetMarks, percentage, scaled
from mss_gap.ledger.tables.reading.number_formats import scale_word

CONTENT = "content.xml"
_ROW, _ROW_END, _CELL = b"<table:table-row", b"</table:table-row>", b"<table:table-cell"
_NOT_PLAIN = (
    b"percentage",
    b"currency",
    b"formula",
    b"error",
    b":number-",
    b":visibility",
    b"text:style-name",
    b"illion",
    b"housand",
    b"M<",
    b"mn<",
    b"bn<",
)
"""What a row has nothing of that is only counted."""
_INEXACT = re.compile(
    rb'office:value="[^"]*"[^>]*><text:p>[^<]*?(?:&|~|\+|\xc2\xb1|\xe2\x89|(?i:about|approx|around|circa|c\.|ca|est|over|under'
    rb"|above|below|up to|at least|at most|more|less|near|almost|max|min|plus| of ))"
)
"""A number with something beside it that may make it inexact."""
_BLANK_TO_THE_END = re.compile(
    rb'<table:table-cell(?: table:(?:style-name|number-columns-repeated)="[^"]*")*/>\s*</table:table-row>'
)
"""The blank cells, written as one, that many programs end each row with."""
_ERROR_SHOWN = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|#[A-Z]+/[0A-Z]+[!?]?|Err:\d{3}")
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")

_NUMBERS = ("float", "currency", "percentage")
MOST_COPIES = 1_000
"""How often a row with a number may be repeated: that of a table is not, but for a mistake."""


def ods_marks(archive: Archive) -> Sequence[tuple[str, SheetMarks]]:
    """The name and the marks of each sheet of an ODS workbook."""
    scan = _Scan()
    archive.walk_parts(_parts_that_matter(archive.read(CONTENT), scan), scan.start, scan.end, scan.text)
    return scan.sheets


def _parts_that_matter(xml: bytes, scan: "_Scan") -> Iterator[bytes]:
    """The XML without its plain rows, which `scan` counts."""
    begin, *rows = xml.split(_ROW)
    yield begin
    marks = [mark for mark in _NOT_PLAIN if xml.find(mark, len(begin)) >= 0]
    inexact = _INEXACT.search(xml) is not None
    regular = b"!" not in xml or b"<!" not in xml
    for row in rows:
        end = row.rfind(_ROW_END)
        blank = _BLANK_TO_THE_END.match(row, row.rfind(_CELL)) if end > 0 else None
        cells = row[: blank.start() if blank else end]
        matters = any(mark in cells for mark in marks) or (inexact and _INEXACT.search(cells) is not None)
        if regular and end > 0 and scan.between_rows and not matters:
            scan.count_row(cells.count(_CELL))
            if rest := row[end + len(_ROW_END) :]:
                yield rest
        else:
            yield _ROW + row


class _Scan:
    """Goes through the cells of all sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, SheetMarks]] = []
        self._marks = SheetMarks()
        self._row = self._column = 0
        self._row_times, self._row_hidden = 1, False
        self._has_number = False
        self._instead: dict[int, Cell] = {}
        self._currencies: dict[int, str] = {}
        self._last = -1
        self._cell: Mapping[str, str] | None = None
        self._depth = 0
        self._text: list[str] = []
        self._style, self._altering = "", set[str]()
        self._is_altered = False

    @property
    def between_rows(self) -> bool:
        """Whether a row that begins now is none of a table in a cell."""
        return self._cell is None and bool(self.sheets)

    def count_row(self, cells: int) -> None:
        """Count a row that has this many cells."""
        self._row += 1
        if cells:
            self._marks.rows = self._row
            self._marks.columns = max(self._marks.columns, cells)

    def start(self, name: str, found: Attributes) -> None:
        if self._cell is not None:
            self._depth += 1
            self._is_altered = self._is_altered or (
                name == "span" and _of(found, "style-name", "text:") in self._altering
            )
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = {key.rpartition(":")[2] if key.startswith("office:") else key: found[key] for key in found}
            self._depth, self._text, self._is_altered = 0, [], False
        elif name == "table-row":
            self._row_times, self._column, self._last = _times(found, "number-rows-repeated"), 0, -1
            self._has_number = False
            self._row_hidden = _of(found, "visibility") in ("collapse", "filter")
            self._instead, self._currencies = {}, {}
        elif name == "table":
            self._marks, self._row = SheetMarks(), 0
            self.sheets.append((_of(found, "name"), self._marks))
        elif name == "style":
            self._style = _of(found, "name", "style:")
        elif name == "text-properties" and _alters(found):
            self._altering.add(self._style)

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
                if self._has_number and self._row_times > MOST_COPIES and self._marks.copies is None:
                    self._marks.copies = self._row + 1, self._row_times
                if self._row_hidden:
                    self._marks.hidden_rows.update(range(self._row, self._row + min(self._row_times, MOST_REPEATED)))
            # A row that is repeated further than a sheet can be read is refused for its size.
            rows = range(self._row, self._row + min(self._row_times, MOST_REPEATED))
            for column, cell in self._instead.items():
                self._marks.instead.update(((row, column), cell) for row in rows)
            for column, code in self._currencies.items():
                self._marks.currencies.setdefault(column, {}).update(dict.fromkeys(rows, code))
            self._row += self._row_times

    def _close(self, cell: Mapping[str, str], shown: str) -> None:
        times = _times(cell, "number-columns-repeated")
        columns = range(self._column, self._column + min(times, MOST_REPEATED))
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
        elif kind in ("float", "currency") and (beside := _beside(cell.get("value", ""), shown)):
            instead = beside
        elif kind == "currency" and cell.get("currency"):
            self._currencies.update(dict.fromkeys(columns, cell["currency"]))
        self._has_number = self._has_number or (stated and kind in _NUMBERS)
        if stated or formula:
            self._last = self._column + times - 1
        if self._is_altered:
            self._marks.altered_cells.add((self._row, self._column))
        if instead is not None:
            self._instead.update(dict.fromkeys(columns, instead))
        height, width = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if height > 1 or width > 1:
            first = self._row, self._column
            self._marks.merged.append((first, (first[0] + height - 1, first[1] + width - 1)))
        self._column += times


def _alters(found: Attributes) -> bool:
    """Whether a style raises, lowers or strikes out a part of a text."""
    position = _of(found, "text-position", "style:").partition(" ")[0]
    return position not in ("", "0", "0%") or _of(found, "text-line-through-style", "style:") not in ("", "none")


def _beside(value: str, shown: str) -> str | None:
    """A number with what is shown beside it that makes it another one; None where nothing does.

    >>> _beside("12.54", "12.5 million"), _beside("5", "about 5"), _beside("1000", "1.0E+03"), _beside("5", "$5")
    ('12.54 million', 'about 5', None, None)
    """
    scale = _scale_beside(value, shown)
    number = scaled(value, scale) if scale else value
    digits = _SHOWN_NUMBER.search(shown)
    said = inexact_among(number, shown[: digits.start()], shown[digits.end() :]) if digits else None
    return said or (number if scale else None)


def _scale_beside(value: str, shown: str) -> str | None:
    """The scale that is shown beside a number, where the number is stored as it is shown, and not in full.

    >>> _scale_beside("12.54", "12.5 million"), _scale_beside("12500000", "12.5 million"), _scale_beside("5", "5 people")
    ('million', None, None)
    """
    digits = _SHOWN_NUMBER.search(shown)
    scale = scale_word(shown[digits.end() :]) if digits else None
    if digits is None or scale is None:
        return None
    try:
        number = abs(float(value))
    except ValueError:
        return None
    parts = re.findall(
        r"\d+", digits[0].partition("E")[0]
    )  # of thousands, or before and after a decimal point, however it is written
    read = {int("".join(parts)), int("".join(parts[:-1]) or 0)}
    return scale if any(abs(number - each) < 1 for each in read) else None


_SHOWN_NUMBER = re.compile(r"\d[\d.,]*(?:E[+-]\d+)?")
MOST_REPEATED = 2**14
"""How often a row or cell that cannot be read is noted that ODS says is repeated."""


def _of(found: Attributes, name: str, prefix: str = "table:") -> str:
    return found.get(prefix + name, "")


def _times(found: Attributes, name: str) -> int:
    """How often something is repeated, or how far it spans."""
    number = _of(found, name)
    return max(1, int(number)) if number.isdecimal() and len(number) < len(str(2**31)) else 1 if not number else 2**31
