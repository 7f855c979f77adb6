"""Tables as a web page's template takes them: each cell with its text, its notes and its classes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, Never

from mss_gap.render.columns import Align, Amount, Cell, Column, Share, Table, Tone
from mss_gap.render.figures import amount_text, in_full
from mss_gap.render.footnotes import Reference, reference
from mss_gap.render.harmless import plain

FULL = Decimal(100)
NUMBER, WORDS, DRAWN = "number", "words", "drawn"
KEPT_TOGETHER = 12
"""Rows up to which a table is not broken at the end of a printed page."""
NARROW_PAIR = 21
"""Characters of a heading and its figure, so that two such pairs fit side by side on a phone."""
WIDEST_FIGURES = 70
"""Characters of figures that fit side by side in a row without breaking."""
BAR, UNNAMED = "Bar", "Figure"
"""What screen readers call a column without a title."""


class WebCell(NamedTuple):
    """A cell of a web page's table."""

    heading: str
    """What its column is called; empty where it needs no name."""
    text: str
    detail: str
    notes: Reference
    """Its sources."""
    looks: str
    """Its classes."""
    bar: str | None
    """The width of its bar, in percent; None where it is no bar."""
    names_row: bool
    """True for the cell that says what its row is about."""


class WebColumn(NamedTuple):
    """The heading of a web page's column."""

    title: str
    looks: str
    unseen: bool
    """True for a title that only screen readers say."""


class WebRow(NamedTuple):
    """A row of a web page's table."""

    cells: Sequence[WebCell]
    apart: bool


class WebTable(NamedTuple):
    """A table of a web page."""

    caption: str
    lead: str
    """A sentence above it; empty where it needs none."""
    looks: str
    """Its classes: whether it is printed on one page, and how it is laid out where there is little room."""
    columns: Sequence[WebColumn]
    rows: Sequence[WebRow]
    remarks: Sequence[str]
    left_out: str = ""
    """What is not in it, in a sentence; empty where all is."""


def web_table(table: Table, caption: str = "", named_by: int = 0, *, left_out: str = "") -> WebTable:
    """A table under its own title or another; `named_by` is the position of the column that names a row."""
    looks = [_looks_of_column(table, position) for position in range(len(table.columns))]
    columns = [
        WebColumn(
            plain(column.title) or (BAR if looks[position] == DRAWN else UNNAMED),
            looks[position],
            unseen=not column.title,
        )
        for position, column in enumerate(table.columns)
    ]
    rows = [
        WebRow(
            [
                _cell(cell, table.columns[position], looks[position], names_row=position == named_by)
                for position, cell in enumerate(row.cells)
            ],
            row.apart,
        )
        for row in table.rows
    ]
    return WebTable(
        caption=plain(caption or table.title),
        lead=plain(table.lead),
        looks=" ".join(_looks_of_table(columns, rows)),
        columns=columns,
        rows=rows,
        remarks=[plain(remark) for remark in table.remarks],
        left_out=left_out,
    )


def _looks_of_table(columns: Sequence[WebColumn], rows: Sequence[WebRow]) -> Iterator[str]:
    pairs = [len(cell.heading) + len(cell.text) for row in rows for cell in row.cells if not cell.names_row]
    figures = [
        max((len(row.cells[position].text) for row in rows), default=0)
        for position, column in enumerate(columns)
        if column.looks == NUMBER
    ]
    yield "kept" if len(rows) <= KEPT_TOGETHER else "long"
    if max(pairs, default=0) > NARROW_PAIR:
        yield "single"
    if sum(figures) > WIDEST_FIGURES:
        yield "sprawling"


def _looks_of_column(table: Table, position: int) -> str:
    if any(isinstance(row.cells[position], Share) for row in table.rows):
        return DRAWN
    return NUMBER if table.columns[position].align is Align.RIGHT else WORDS


def _cell(cell: Cell, column: Column[Never], looks: str, *, names_row: bool) -> WebCell:
    tone, detail, drawn = Tone.PLAIN, "", None
    notes: tuple[int, ...] = ()
    if isinstance(cell, Share):
        text = ""
        drawn = None if cell.delivered_pct is None else f"{min(max(cell.delivered_pct, Decimal(0)), FULL):.1f}"
    elif isinstance(cell, Amount):
        text, tone = amount_text(cell, in_full), cell.tone
    else:
        text, tone, notes = cell.text, cell.tone, cell.notes
        detail = ", ".join(filter(None, (cell.detail, cell.address)))
    empty = "" if text or drawn else " empty"
    return WebCell(
        heading="" if names_row else plain(column.title),
        text=plain(text),
        detail=plain(detail),
        notes=reference(notes),
        looks=f"{looks}{'' if tone is Tone.PLAIN else f' {tone}'}{empty}",
        bar=drawn,
        names_row=names_row,
    )
