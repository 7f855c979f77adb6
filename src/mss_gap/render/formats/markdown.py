"""A page as Markdown that GitHub and word processors take as it is."""

from collections.abc import Iterator

from mss_gap.render.figures import bar, figure_text, in_full
from mss_gap.render.footnotes import mark
from mss_gap.render.page import Align, AnyCell, Bar, Cell, Figure, Footnote, Page, Table
from mss_gap.render.harmless import in_markdown, plain

BAR_WIDTH = 10


def markdown(page: Page) -> str:
    """The page as Markdown, ending in one line feed."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"## {in_markdown(page.title)}"
    yield ""
    yield in_markdown(page.subtitle)
    if page.lead:
        yield ""
        yield in_markdown(page.lead)
    for table in page.tables:
        yield ""
        yield from _table(table)
    for warning in page.warnings:
        yield ""
        yield f"**Warning:** {in_markdown(warning)}"
    if page.footnotes:
        yield ""
        yield "Sources:"
        yield ""
        for note in page.footnotes:
            yield _footnote(note)


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield f"### {in_markdown(table.title)}"
        yield ""
    if table.rows:
        yield from _rows(table)
    for position, remark in enumerate(table.remarks):
        if position or table.rows:
            yield ""
        yield in_markdown(remark)


def _rows(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(in_markdown(column.title) for column in table.columns) + " |"
    yield "| " + " | ".join("---:" if column.align is Align.RIGHT else ":---" for column in table.columns) + " |"
    for row in table.rows:
        yield "| " + " | ".join(_cell(cell, strong=row.apart) for cell in row.cells) + " |"


def _cell(cell: AnyCell, *, strong: bool) -> str:
    if isinstance(cell, Bar):
        return bar(cell.delivered_pct, BAR_WIDTH)
    text = in_markdown(figure_text(cell, in_full) if isinstance(cell, Figure) else cell.text + mark(cell.notes))
    if strong and text:
        text = f"**{text}**"
    return f"{text} ({in_markdown(cell.detail)})" if isinstance(cell, Cell) and cell.detail else text


def _footnote(note: Footnote) -> str:
    parts = [in_markdown(note.text)] if note.text else []
    if note.url:
        harmless = note.url == plain(note.url) and not set(note.url) & set("<> \\")
        parts.append(f"<{note.url}>" if harmless else in_markdown(note.url))
    return f"{note.number}. {' '.join(parts)}"
