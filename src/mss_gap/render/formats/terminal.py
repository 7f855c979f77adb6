"""A page on a terminal: lines for a width, in plain text or, with Rich, with colours and links."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Never

from mss_gap.render.columns import (
    BLANK,
    Align,
    Amount,
    Cell,
    Column,
    Footnote,
    Narrow,
    Page,
    Row,
    Share,
    Table,
    Tone,
    Words,
)
from mss_gap.render.figures import amount_text, bar, in_table
from mss_gap.render.footnotes import mark
from mss_gap.render.formats.grid import Grid, GridColumn, least_width
from mss_gap.render.formats.lines import BETWEEN, Line, Piece, filled, hanging, paragraph, text_width
from mss_gap.render.harmless import plain

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

WIDE = 100
"""From this width on, no column of a table goes below another."""
WIDE_BAR, NARROW_BAR = 16, 8
STYLES = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.MUTED: "dim", Tone.SHORT: "bold red", Tone.MET: "bold green"}
_EMPTY: Line = ()


class PageOnTerminal:
    """A page that is laid out when the width is known."""

    def __init__(self, page: Page) -> None:
        """Keep the page."""
        self._page = page

    def text(self, width: int) -> str:
        """The page in plain text, in lines of a width: it needs no Rich."""
        return "".join(f"{''.join([piece.text for piece in line]).rstrip()}\n" for line in _page(self._page, width))

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """The page with the colours and links that a console has."""
        from rich.segment import Segment
        from rich.style import Style

        links = _has_links(console)
        for line in _page(self._page, options.max_width):
            for piece in _trimmed(line):
                style = console.get_style(piece.style)
                if piece.address and links:
                    style += Style(link=_target(piece.address))
                yield Segment(piece.text, style)
            yield Segment.line()


def _trimmed(line: Line) -> Line:
    """A line without the space at its end."""
    pieces = list(line)
    while pieces and not pieces[-1].text.rstrip():
        pieces.pop()
    return [*pieces[:-1], *(piece._replace(text=piece.text.rstrip()) for piece in pieces[-1:])]


def _page(page: Page, width: int) -> Iterator[Line]:
    """The lines of a page, from top to bottom."""
    yield from paragraph(Piece(plain(page.title), "bold"), width)
    yield from paragraph(Piece(plain(page.subtitle), "dim"), width)
    if page.lead:
        yield _EMPTY
        yield from paragraph(Piece(plain(page.lead)), width)
    for table in page.tables:
        yield _EMPTY
        yield from _table(table, width)
    if page.warnings:
        yield _EMPTY
    for warning in page.warnings:
        yield from hanging(Piece("Warning: ", "yellow"), [Piece(plain(warning), "yellow")], width)
    if page.footnotes:
        yield _EMPTY
        yield [Piece("Sources", "bold")]
    for note in page.footnotes:
        yield from _footnote(note, width)
    if page.hint:
        yield _EMPTY
        yield from paragraph(Piece(plain(page.hint)), width)


def _table(table: Table, width: int) -> Iterator[Line]:
    if table.title:
        yield from paragraph(Piece(plain(table.title), "bold"), width)
    if table.lead:
        yield from paragraph(Piece(plain(table.lead)), width)
        if table.rows:
            yield _EMPTY
    if table.rows:
        yield from _rows(table, width)
    for remark in table.remarks:
        yield from hanging(Piece(""), [Piece(plain(remark), "dim")], width, BETWEEN)


def _rows(table: Table, width: int) -> Iterator[Line]:
    """The rows as a grid where the terminal is wide enough for it, else as lists."""
    layouts = (_columns(table, wide=wide) for wide in ((True, False) if width >= WIDE else (False,)))
    fitting = next((columns for columns in layouts if least_width(columns) <= width), None)
    if fitting is None:
        yield from _records(table, width)
    else:
        detailed = _detailed(table)
        apart = frozenset(at for at, row in enumerate(table.rows) if row.apart)
        yield from Grid(fitting, apart, spaced=detailed, below=[_addresses(row) for row in table.rows]).lines(width)
        if table.remarks and detailed:
            yield _EMPTY


def _columns(table: Table, *, wide: bool) -> list[GridColumn]:
    """The columns side by side; where there is little room, some go below others."""
    stacks: list[list[int]] = []
    for index, column in enumerate(table.columns):
        if wide or column.narrow is Narrow.KEEP:
            stacks.append([index])
        elif column.narrow is Narrow.BELOW:
            stacks[-1].append(index)
    bar_width = WIDE_BAR if wide else NARROW_BAR
    return [
        GridColumn(
            [Piece(plain(table.columns[index].title)) for index in stack],
            [[piece for index in stack for piece in _cell(row.cells[index], bar_width)] for row in table.rows],
            figures=table.columns[stack[0]].align is Align.RIGHT,
        )
        for stack in stacks
    ]


def _detailed(table: Table) -> bool:
    """Whether some rows take several lines, so that empty lines must separate rows."""
    return any(isinstance(cell, Words) and (cell.detail or cell.address) for row in table.rows for cell in row.cells)


def _records(table: Table, width: int) -> Iterator[Line]:
    """Each row as a list of its cells, for a terminal too narrow for a grid: words left, figures right."""
    columns = table.columns[1:]
    titles = max((text_width(plain(column.title)) for column in columns), default=0)
    named = [
        [
            (column, _cell(cell, NARROW_BAR), _is_figure(column, cell))
            for column, cell in zip(columns, row.cells[1:], strict=True)
            if column.title and not isinstance(cell, Share) and cell != BLANK
        ]
        for row in table.rows
    ]
    sizes = (text_width(lines[0].text) for row in named for _, lines, is_figure in row if is_figure)
    figures = max(sizes, default=0)
    heading: Sequence[Piece] = _NO_TEXT
    for position, row in enumerate(table.rows):
        if position:
            yield _EMPTY
        first = _cell(row.cells[0], NARROW_BAR)
        heading = first if first[0].text else heading  # a blank one says: as above
        for piece in heading:
            yield from paragraph(piece, width)
        for column, lines, is_figure in named[position]:
            title = " " * BETWEEN + filled(plain(column.title), titles + BETWEEN)
            said = [Piece(filled(lines[0].text, figures, right=True), lines[0].style)] if is_figure else lines
            yield from hanging(Piece(title, "dim"), said, width)
        yield from _addresses(row)


def _is_figure(column: Column[Never], cell: Cell) -> bool:
    return column.align is Align.RIGHT and not (isinstance(cell, Words) and cell.detail)


def _addresses(row: Row) -> list[Line]:
    """The addresses of a row's cells, below the row."""
    return [_address(" " * BETWEEN, cell.address) for cell in row.cells if isinstance(cell, Words) and cell.address]


def _cell(cell: Cell, bar_width: int) -> Sequence[Piece]:
    """The lines of a cell, at least one, each in one piece."""
    if cell is BLANK:
        return _NO_TEXT
    if isinstance(cell, Share):
        return [Piece(bar(cell.delivered_pct, bar_width), "cyan")]
    if isinstance(cell, Amount):
        return [Piece(plain(amount_text(cell, in_table)), STYLES[cell.tone])]
    style = STYLES[cell.tone]
    lines = [Piece(plain(cell.text + mark(cell.notes)), style)]
    if cell.detail:
        lines.append(Piece(plain(cell.detail), f"{style} not bold dim"))
    return lines


_NO_TEXT = (Piece(""),)
"""Of a cell that says nothing, as many in a long table do."""


def _footnote(note: Footnote, width: int) -> Iterator[Line]:
    """A source, and its address on a line of its own."""
    lead = f"[{note.number}] "
    if note.text:
        yield from hanging(Piece(lead, "dim"), [Piece(plain(note.text), "dim")], width)
        lead = " " * len(lead)
    if note.url:
        yield _address(lead, note.url)


def _address(lead: str, address: str) -> Line:
    """An address on its own line, never broken."""
    return [Piece(lead, "dim"), Piece(plain(address), "dim", address)]


def _has_links(console: "Console") -> bool:
    """Whether a console is a terminal that takes escape sequences."""
    return console.color_system is not None and not console.no_color and console.file.isatty()


def _target(address: str) -> str | None:
    """The target of a link to an address, in characters that cannot end the link; None for an unusable address."""
    from mss_gap.render.formats.html.links import href  # here, because few outputs have links

    return href(address)
