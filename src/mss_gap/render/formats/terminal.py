"""A page as a Rich renderable for the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Never

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.style import Style
from rich.text import Text

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
from mss_gap.render.formats.grid import BETWEEN, Grid, GridColumn, Line, least_width, text_width
from mss_gap.render.harmless import plain

WIDE = 100
"""From this width on, no column of a table goes below another."""
WIDE_BAR, NARROW_BAR = 16, 8
LEAST_ROOM = 8
"""Columns that a text needs beside its lead."""
STYLES = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.MUTED: "dim", Tone.SHORT: "bold red", Tone.MET: "bold green"}


class PageOnTerminal:
    """A page, laid out for the width of the console that prints it."""

    def __init__(self, page: Page) -> None:
        """Keep the page until the width of the console is known."""
        self._page = page

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The page's parts, from top to bottom."""
        yield Text(plain(self._page.title), style="bold")
        yield Text(plain(self._page.subtitle), style="dim")
        if self._page.lead:
            yield Text()
            yield Text(plain(self._page.lead))
        for table in self._page.tables:
            yield Text()
            yield from _table(table, options.max_width)
        if self._page.warnings:
            yield Text()
        for warning in self._page.warnings:
            yield _Hanging(Text("Warning: ", style="yellow"), Text(plain(warning), style="yellow"))
        if self._page.footnotes:
            yield Text()
            yield Text("Sources", style="bold")
        for note in self._page.footnotes:
            yield from _footnote(note)
        if self._page.hint:
            yield Text()
            yield Text(plain(self._page.hint))


def _table(table: Table, width: int) -> Iterator[RenderableType]:
    if table.title:
        yield Text(plain(table.title), style="bold")
    if table.lead:
        yield Text(plain(table.lead))
        yield from [Text()] * bool(table.rows)
    if table.rows:
        yield from _rows(table, width)
    for remark in table.remarks:
        yield _Hanging(Text(), Text(plain(remark), style="dim"), BETWEEN)


def _rows(table: Table, width: int) -> Iterator[RenderableType]:
    """The rows as a grid where the terminal is wide enough for it, else as lists."""
    layouts = [_columns(table, wide=wide) for wide in ((True, False) if width >= WIDE else (False,))]
    fitting = next((columns for columns in layouts if least_width(columns) <= width), None)
    if fitting is None:
        yield from _records(table)
    else:
        detailed = _detailed(table)
        apart = frozenset(at for at, row in enumerate(table.rows) if row.apart)
        yield Grid(fitting, apart, spaced=detailed, below=[_addresses(row) for row in table.rows])
        if table.remarks and detailed:
            yield Text()


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
            [Line(plain(table.columns[index].title)) for index in stack],
            [[line for index in stack for line in _cell(row.cells[index], bar_width)] for row in table.rows],
            figures=table.columns[stack[0]].align is Align.RIGHT,
        )
        for stack in stacks
    ]


def _detailed(table: Table) -> bool:
    """Whether some rows take several lines, so that empty lines must separate rows."""
    return any(isinstance(cell, Words) and (cell.detail or cell.address) for row in table.rows for cell in row.cells)


def _records(table: Table) -> Iterator[RenderableType]:
    """Each row as a list of its cells, for a terminal too narrow for a grid: words left, figures right."""
    columns = table.columns[1:]
    titles = max((text_width(plain(column.title)) for column in columns), default=0)
    named = [list(zip(columns, row.cells[1:], strict=True)) for row in table.rows]
    figures = max(
        (_text(cell).cell_len for row in named for column, cell in row if _is_figure(column, cell)), default=0
    )
    heading = Text()
    for position, row in enumerate(table.rows):
        if position:
            yield Text()
        heading = _text(row.cells[0]) or heading  # a blank one says: as above
        yield heading
        for column, cell in named[position]:
            if column.title and not isinstance(cell, Share) and cell != BLANK:
                said = _text(cell)
                if _is_figure(column, cell):
                    said.align("right", figures)
                title = Text(" " * BETWEEN + plain(column.title), style="dim")
                title.pad_right(titles + BETWEEN - text_width(plain(column.title)))
                yield _Hanging(title, said)
        yield from _addresses(row)


def _is_figure(column: Column[Never], cell: Cell) -> bool:
    return column.align is Align.RIGHT and not (isinstance(cell, Words) and cell.detail)


def _text(cell: Cell) -> Text:
    return Text("\n").join(Text(line.text, line.style) for line in _cell(cell, NARROW_BAR))


def _addresses(row: Row) -> list[RenderableType]:
    """The addresses of a row's cells, below the row."""
    return [_Address(" " * BETWEEN, cell.address) for cell in row.cells if isinstance(cell, Words) and cell.address]


def _cell(cell: Cell, bar_width: int) -> Sequence[Line]:
    if cell is BLANK:
        return _NO_LINES
    if isinstance(cell, Share):
        return [Line(bar(cell.delivered_pct, bar_width), "cyan")]
    if isinstance(cell, Amount):
        return [Line(plain(amount_text(cell, in_table)), STYLES[cell.tone])]
    style = STYLES[cell.tone]
    lines = [Line(plain(cell.text + mark(cell.notes)), style)]
    if cell.detail:
        lines.append(Line(plain(cell.detail), f"{style} not bold dim"))
    return lines


_NO_LINES = (Line(""),)
"""Of a cell that says nothing, as many in a long table do."""


def _footnote(note: Footnote) -> Iterator[RenderableType]:
    """A source, and its address on a line of its own."""
    lead = f"[{note.number}] "
    if note.text:
        yield _Hanging(Text(lead, style="dim"), Text(plain(note.text), style="dim"))
        lead = " " * len(lead)
    if note.url:
        yield _Address(lead, note.url)


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A paragraph whose further lines are below its text, not below its lead, or further in than that."""

    lead: Text
    text: Text
    further_in: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines; the text goes below a lead that leaves it no room."""
        lead, indent = self.lead, self.lead.cell_len + self.further_in
        if options.max_width - indent < LEAST_ROOM:
            yield lead
            indent = 2 * BETWEEN
            lead = Text(" " * indent)
        in_one_line = lead.cell_len + self.text.cell_len <= options.max_width
        room = options.max_width if in_one_line else max(options.max_width - indent, 1)
        for line in self.text.wrap(console, room, overflow="fold"):
            yield Text.assemble(lead, line, no_wrap=True, overflow="ignore")
            lead = Text(" " * indent)


@dataclass(frozen=True, slots=True)
class _Address:
    """An address on its own line, never broken; a link where the terminal has links."""

    lead: str
    address: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The line."""
        line = Text(self.lead, style="dim", no_wrap=True, overflow="ignore")
        line.append(plain(self.address), Style(link=_target(self.address) if _has_links(console) else None))
        yield line


def _has_links(console: Console) -> bool:
    """Whether a console is a terminal that takes escape sequences."""
    return console.color_system is not None and not console.no_color and console.file.isatty()


def _target(address: str) -> str | None:
    """The target of a link to an address, in characters that cannot end the link; None for an unusable address."""
    from mss_gap.render.formats.html.links import href  # here, because few outputs have links

    return href(address)
