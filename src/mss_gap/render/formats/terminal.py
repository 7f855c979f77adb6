"""A page as a Rich renderable for the terminal."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from mss_gap.render.figures import bar, figure_text, quantity
from mss_gap.render.footnotes import mark
from mss_gap.render.formats.grid import BETWEEN, Grid, GridColumn, Line, least_width
from mss_gap.render.page import Align, AnyCell, Bar, Cell, Figure, Footnote, Narrow, Page, Table, Tone
from mss_gap.render.harmless import plain

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
        if self._page.lead:
            yield Text()
            yield Text(plain(self._page.lead))
        for table in self._page.tables:
            yield Text()
            yield from _table(table, options.max_width)
        if self._page.warnings:
            yield Text()
        for warning in self._page.warnings:
            yield _hanging("Warning:", plain(warning), "yellow")
        if self._page.footnotes:
            yield Text()
            yield Text("Sources", style="bold")
        for note in self._page.footnotes:
            # A terminal wraps an address by itself and keeps it whole for a click and a copy.
            yield from _footnote(note, fold=not console.is_terminal)


def _table(table: Table, width: int) -> Iterator[RenderableType]:
    if table.title:
        yield Text(plain(table.title), style="bold")
    if table.rows:
        yield from _rows(table, width)
    for remark in table.remarks:
        yield Text(plain(remark), style="dim")


def _rows(table: Table, width: int) -> Iterator[RenderableType]:
    """The rows below each other as far as the terminal is wide enough for that."""
    layouts = [_columns(table, wide=wide) for wide in ((True, False) if width >= WIDE else (False,))]
    fitting = next((columns for columns in layouts if least_width(columns) <= width), None)
    if fitting is None:
        yield from _records(table)
    else:
        detailed = _detailed(table)
        yield Grid(fitting, frozenset(at for at, row in enumerate(table.rows) if row.apart), spaced=detailed)
        if table.remarks and detailed:
            yield Text()


def _columns(table: Table, *, wide: bool) -> list[GridColumn]:
    """The columns that stand beside each other; where there is little room, some stand below others."""
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
    """Whether some rows take more than a line, so that only space tells one from the next."""
    return any(isinstance(cell, Cell) and cell.detail for row in table.rows for cell in row.cells)


def _records(table: Table) -> Iterator[RenderableType]:
    """Each row as a list of what its columns say, for a terminal that no table fits."""
    for index, row in enumerate(table.rows):
        if index:
            yield Text()
        yield _text(row.cells[0])
        listed = RichTable.grid(padding=(0, BETWEEN, 0, 0))
        listed.add_column(no_wrap=True)
        listed.add_column(justify="right", overflow="fold")
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if column.title and not isinstance(cell, Bar) and cell != Cell(""):
                listed.add_row(Text(plain(column.title), style="dim"), _text(cell))
        yield Padding(listed, (0, 0, 0, BETWEEN))


def _text(cell: AnyCell) -> Text:
    return Text("\n").join(Text(line.text, line.style) for line in _cell(cell, NARROW_BAR))


def _cell(cell: AnyCell, bar_width: int) -> list[Line]:
    if isinstance(cell, Bar):
        return [Line(bar(cell.delivered_pct, bar_width), "cyan")]
    if isinstance(cell, Figure):
        return [Line(plain(figure_text(cell, quantity)), STYLES[cell.tone])]
    style = STYLES[cell.tone]
    lines = [Line(plain(cell.text + mark(cell.notes)), style)]
    if cell.detail:
        lines.append(Line(plain(cell.detail), f"{style} not bold dim"))
    return lines


def _footnote(note: Footnote, *, fold: bool) -> Iterator[RenderableType]:
    """A source, and its address on a line of its own."""
    lead, address = f"[{note.number}]", plain(note.url or "")
    if fold or not address:
        yield _hanging(lead, "\n".join(filter(None, (plain(note.text), address))), "dim")
        return
    if note.text:
        yield _hanging(lead, plain(note.text), "dim")
    indented = f"{' ' * len(lead) if note.text else lead} {address}"
    yield Text(indented, style="dim", no_wrap=True, overflow="ignore")


def _hanging(lead: str, text: str, style: str) -> RenderableType:
    """A paragraph whose further lines stand under its text, not under its lead."""
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(lead, style=style), Text(text, style=style))
    return grid
