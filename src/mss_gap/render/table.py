"""A page as a Rich renderable for the terminal."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table as RichTable
from rich.text import Text

from mss_gap.render.figures import bar
from mss_gap.render.page import Align, Bar, Cell, Column, Footnote, Narrow, Page, Table, Tone
from mss_gap.render.text import plain

WIDE = 100
"""From this many columns on, every column of a table stands beside the others."""
WIDE_BAR, NARROW_BAR = 16, 8
STYLES = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.MUTED: "dim", Tone.SHORT: "bold red", Tone.MET: "bold green"}


class PageOnTerminal:
    """A page, laid out for the width of the console that prints it."""

    def __init__(self, page: Page) -> None:
        """Keep the page until the console says how wide it is."""
        self._page = page

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The page's parts, from top to bottom."""
        yield Text(plain(self._page.title), style="bold")
        yield Text(plain(self._page.subtitle), style="dim")
        for table in self._page.tables:
            yield Text()
            yield from _table(table, wide=options.max_width >= WIDE)
        for warning in self._page.warnings:
            yield Text()
            yield _hanging("Warning:", warning, "yellow")
        if self._page.footnotes:
            yield Text()
            yield from _footnotes(self._page.footnotes)


def _table(table: Table, *, wide: bool) -> Iterator[RenderableType]:
    if table.title:
        yield Text(plain(table.title), style="bold")
    stacks = _stacks(table.columns, wide=wide)
    drawn = RichTable(
        box=SIMPLE,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        leading=1 if any(isinstance(cell, Cell) and cell.detail for row in table.rows for cell in row.cells) else 0,
    )
    for stack in stacks:
        first = table.columns[stack[0]]
        right = first.align is Align.RIGHT
        heading = Text("\n").join(Text(plain(table.columns[index].title)) for index in stack)
        drawn.add_column(heading, justify="right" if right else "left", no_wrap=right)
    for row in table.rows:
        if row.apart:
            drawn.add_section()
        drawn.add_row(*(Text("\n").join(_cell(row.cells[index], wide=wide) for index in stack) for stack in stacks))
    yield drawn
    for remark in table.remarks:
        yield Text(plain(remark), style="dim")


def _stacks(columns: Sequence[Column], *, wide: bool) -> list[list[int]]:
    """Which columns stand beside each other, and within each which stand below one another."""
    stacks: list[list[int]] = []
    for index, column in enumerate(columns):
        if wide or column.narrow is Narrow.KEEP:
            stacks.append([index])
        elif column.narrow is Narrow.BELOW:
            stacks[-1].append(index)
    return stacks


def _cell(cell: Cell | Bar, *, wide: bool) -> Text:
    if isinstance(cell, Bar):
        return Text(bar(cell.delivered_pct, WIDE_BAR if wide else NARROW_BAR), style="cyan", no_wrap=True)
    text = Text(plain(cell.text), style=STYLES[cell.tone])
    if cell.detail:
        text.append("\n" + plain(cell.detail), style="not bold dim")
    return text


def _footnotes(notes: Sequence[Footnote]) -> Iterator[RenderableType]:
    yield Text("Sources", style="bold")
    for note in notes:
        yield _hanging(f"[{note.number}]", note.text + (f", {note.url}" if note.url else ""), "dim")


def _hanging(lead: str, text: str, style: str) -> RenderableType:
    """A paragraph whose further lines stand under its text, not under its lead."""
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(lead, style=style), Text(plain(text), style=style))
    return grid
