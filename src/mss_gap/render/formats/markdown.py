"""A page as Markdown that GitHub and word processors take as it is."""

from collections.abc import Iterator

from mss_gap.render.columns import BLANK, Align, Amount, Cell, Footnote, Page, Share, Table, Words
from mss_gap.render.figures import amount_text, bar, in_full
from mss_gap.render.footnotes import mark
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
    if table.lead:
        yield in_markdown(table.lead)
        yield from [""] * bool(table.rows)
    if table.rows:
        yield from _rows(table)
    for position, remark in enumerate(table.remarks):
        if position or table.rows or table.lead:
            yield ""
        yield in_markdown(remark)


def _rows(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(in_markdown(column.title) for column in table.columns) + " |"
    yield "| " + " | ".join("---:" if column.align is Align.RIGHT else ":---" for column in table.columns) + " |"
    for row in table.rows:
        yield "| " + " | ".join(_cell(cell, strong=row.apart) for cell in row.cells) + " |"


def _cell(cell: Cell, *, strong: bool) -> str:
    if cell is BLANK:  # as many cells of a long table are
        return ""
    if isinstance(cell, Share):
        return bar(cell.delivered_pct, BAR_WIDTH)
    text = in_markdown(amount_text(cell, in_full) if isinstance(cell, Amount) else cell.text + mark(cell.notes))
    if strong and text:
        text = f"**{text}**"
    if not isinstance(cell, Words) or not (cell.detail or cell.address):
        return text
    below = ", ".join(filter(None, (in_markdown(cell.detail), _address(cell.address))))
    return f"{text} ({below})" if below else text


def _footnote(note: Footnote) -> str:
    return f"{note.number}. {' '.join(filter(None, (in_markdown(note.text), _address(note.url or ''))))}"


def _address(address: str) -> str:
    """An address as a link, unless it has a character that would end it."""
    harmless = address == plain(address) and not set(address) & set("<>| \\")
    return f"<{address}>" if address and harmless else in_markdown(address)
