"""A report as a fragment of HTML for a notebook: plain tables without a style sheet, a script or a link within it."""

from collections.abc import Iterator
from typing import Never

from markupsafe import Markup, escape

from mss_gap.render.columns import Align, Amount, Cell, Column, Footnote, Page, Row, Share, Table
from mss_gap.render.figures import amount_text, bar, in_full
from mss_gap.render.footnotes import mark
from mss_gap.render.formats.html.links import href
from mss_gap.render.harmless import plain

BAR_WIDTH = 10
NOT_MATHS = "tex2jax_ignore mathjax_ignore"
"""Classes that keep a notebook from setting what is between two dollar signs as a formula."""


def html_fragment(page: Page) -> str:
    """The page as one element, ending in one line feed; what a ledger says is only text in it."""
    return "".join(f"{line}\n" for line in _lines(page))


def _lines(page: Page) -> Iterator[str]:
    yield Markup('<div class="{}">').format(NOT_MATHS)
    yield Markup("<p><strong>{}</strong><br>{}</p>").format(plain(page.title), plain(page.subtitle))
    yield from _paragraphs(page.lead)
    for table in page.tables:
        yield from _table(table)
    for warning in page.warnings:
        yield Markup("<p><strong>Warning:</strong> {}</p>").format(plain(warning))
    if page.footnotes:
        yield Markup("<p>Sources:</p>")
        yield Markup("<ol>")
        for note in page.footnotes:
            yield _footnote(note)
        yield Markup("</ol>")
    yield Markup("</div>")


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        if text:
            yield Markup("<p>{}</p>").format(plain(text))


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield Markup("<p><strong>{}</strong></p>").format(plain(table.title))
    yield from _paragraphs(table.lead)
    if table.rows:
        sides = [column.align for column in table.columns]
        yield Markup("<table>")
        yield Markup("<thead><tr>{}</tr></thead>").format(Markup("").join(map(_heading, table.columns)))
        yield Markup("<tbody>")
        for row in table.rows:
            yield _row(row, sides)
        yield Markup("</tbody>")
        yield Markup("</table>")
    yield from _paragraphs(*table.remarks)


def _heading(column: Column[Never]) -> Markup:
    return Markup('<th style="text-align: {}">{}</th>').format(column.align, plain(column.title))


def _row(row: Row, sides: list[Align]) -> Markup:
    cells = (
        Markup('<td style="text-align: {}">{}</td>').format(side, _cell(cell, strong=row.apart))
        for cell, side in zip(row.cells, sides, strict=True)
    )
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _cell(cell: Cell, *, strong: bool) -> str | Markup:
    if isinstance(cell, Share):
        return bar(cell.delivered_pct, BAR_WIDTH)
    text = amount_text(cell, in_full) if isinstance(cell, Amount) else cell.text + mark(cell.notes)
    shown = Markup("<strong>{}</strong>").format(plain(text)) if strong and text else escape(plain(text))
    below = () if isinstance(cell, Amount) else (cell.detail, cell.address)
    lines = [shown, *(Markup("<small>{}</small>").format(plain(line)) for line in below if line)]
    return Markup("<br>").join(lines)


def _footnote(note: Footnote) -> Markup:
    target = href(note.url)
    link = Markup('<a href="{}" rel="noreferrer">{}</a>').format(target, plain(note.url or "")) if target else note.url
    parts = [part for part in (plain(note.text), link or "") if part]
    return Markup('<li value="{}">{}</li>').format(note.number, Markup(" ").join(parts))
