"""What is pasted from here arrives whole: Markdown as GitHub reads it, CSV with numbers that a spreadsheet takes."""

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mss_gap.render.dispatch import Format
from mss_gap.render.kinds import SchemaKind

Text = Callable[[str, str, Format], str]

SHIPPED = (Path(__file__).parents[2] / "data/commitments.toml").read_text(encoding="utf-8")
KINDS = [kind for kind in SchemaKind if kind not in {SchemaKind.LEDGER, SchemaKind.VALIDATE}]
NUMBERS = {
    "pledged",
    "actual",
    "gap",
    "delivered_pct",
    "shortfall_pct",
    "share_pct",
    "country_pledged",
    "on_hold",
    "attributed",
    "unattributed",
    "unconverted",
    "total",
    "amount",
    "level",
    "value",
    "previous",
    "change",
    "change_pct",
    "out_of",
    "figures",
    "observed_per_day",
    "required_per_day",
    "days_left",
    "within",
    "computed",
    "difference",
}
"""The columns of numbers; of a comparison, those that begin with one."""


@pytest.mark.parametrize("kind", KINDS)
def test_markdown_is_headings_paragraphs_whole_tables_and_a_list_of_sources(kind: str, text: Text) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text(kind, SHIPPED, Format.MARKDOWN))
    assert {token.type.removesuffix("_open") for token in tokens if token.type.endswith("_open")} <= {
        *("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "ordered_list", "list_item")
    }
    widths = columns_of_rows(tokens)
    assert all(len(set(table)) == 1 for table in widths)
    if kind != "cite":  # a sentence has no table
        assert sum(len(table) for table in widths) > 1


def columns_of_rows(tokens: list[Token]) -> list[list[int]]:
    """For each table the number of cells in each of its rows."""
    tables: list[list[int]] = []
    for token in tokens:
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append(0)
        elif token.type in {"th_open", "td_open"}:
            tables[-1][-1] += 1
    return tables


@pytest.mark.parametrize("kind", KINDS)
def test_markdown_shows_no_mark_of_its_own(kind: str, text: Text) -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(text(kind, SHIPPED, Format.MARKDOWN))
    words = re.sub(r"<[^>]*>", "", shown)
    assert re.findall(r"\\.|\*\*|\|", words) == []


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_plain_numbers_and_dates_where_a_column_is_of_numbers_or_dates(kind: str, text: Text) -> None:
    rows = list(csv.DictReader(io.StringIO(text(kind, SHIPPED, Format.CSV))))
    numbers = [
        (column, cell)
        for row in rows
        for column, cell in row.items()
        if column.removesuffix("_from").removesuffix("_to").removesuffix("_change") in NUMBERS
    ]
    assert [pair for pair in numbers if not re.fullmatch(r"(-?\d+(\.\d+)?)?", pair[1])] == []
    if kind not in {"single-source", "cite"}:  # places and a sentence have no figures
        assert any(Decimal(cell) > 0 for _, cell in numbers if cell)
    dates = [cell for row in rows for column, cell in row.items() if column in {"date", "as_of", "reported_on", "due"}]
    assert [cell for cell in dates if not re.fullmatch(r"(\d{4}-\d\d-\d\d)?", cell)] == []
