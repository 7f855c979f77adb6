"""What a notebook shows: tables of every report as harmless HTML and as Markdown, charts as SVG, rows for a DataFrame."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from mss_gap import (
    ChartKind,
    UnknownCommitmentError,
    WhichCommitmentError,
    Width,
    countries,
    plot,
    rows,
    summary,
)
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.dispatch import Format, render
from mss_gap.render.kinds import SchemaKind
from tests.render.test_hostile import ATTACKS, harmless_lines, ledger

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report

Made = Callable[..., "Report"]
KINDS = [kind for kind in SchemaKind if kind not in {SchemaKind.LEDGER, SchemaKind.VALIDATE}]
OURS = {"div", "p", "strong", "br", "table", "thead", "tbody", "tr", "th", "td", "small", "ol", "li", "a"}
SMALL = """\
[mission]
name = "A & B"

[commitments.fund]
unit = "USD"
pledged = 12
basis = "plan of <2025>"

[[actuals]]
commitment = "fund"
date = 2025-06-25
total = 3
qualifier = "over"
source = "https://example.org/a?b=1&c=2"
"""
SHOWN = """\
<div class="tex2jax_ignore mathjax_ignore">
<p><strong>A &amp; B</strong><br>As of 2025-06-25 · ledger small.toml</p>
<table>
<thead><tr><th style="text-align: left">Commitment</th><th style="text-align: right">Pledged</th>\
<th style="text-align: right">Actual</th><th style="text-align: right">As of</th><th style="text-align: right">Gap</th>\
<th style="text-align: right">Delivered</th><th style="text-align: left"></th>\
<th style="text-align: right">Shortfall</th></tr></thead>
<tbody>
<tr><td style="text-align: left">Fund [1]<br><small>USD, plan of &lt;2025&gt;</small></td>\
<td style="text-align: right">$12</td><td style="text-align: right">≥$3</td>\
<td style="text-align: right">2025-06-25</td><td style="text-align: right">≤$9</td>\
<td style="text-align: right">≥25.0%</td><td style="text-align: left">███░░░░░░░</td>\
<td style="text-align: right">≤75.0%</td></tr>
</tbody>
</table>
"""
SOURCES = """\
<p>Sources:</p>
<ol>
<li value="1"><a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer">https://example.org/a?b=1&amp;c=2</a></li>
</ol>
</div>
"""


class Reader(HTMLParser):
    """The elements of a fragment, and its links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {(name, value or "") for name, value in attributes}


def shown(report: object, method: str = "_repr_html_") -> str:
    return str(getattr(report, method)())


def test_a_summary_in_full() -> None:
    text = shown(summary(parse_ledger(SMALL.encode(), "small.toml")))
    assert text.startswith(SHOWN)
    assert text.endswith(SOURCES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_report_shows_its_tables(kind: str, made: Made) -> None:
    report = made(kind)
    assert shown(report).startswith('<div class="tex2jax_ignore mathjax_ignore">\n<p><strong>')
    assert shown(report, "_repr_markdown_") == render(report, Format.MARKDOWN)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_ledger_says_is_only_text(kind: str, attack: str, made: Made) -> None:
    text = shown(made(kind, ledger(ATTACKS[attack])))
    read = Reader(text)
    assert harmless_lines(text)
    assert read.elements <= OURS
    assert {name for name, _ in read.attributes} <= {"class", "style", "href", "rel", "value"}
    assert {value for name, value in read.attributes if name == "style"} <= {"text-align: left", "text-align: right"}
    assert [value for name, value in read.attributes if name == "href" and not value.startswith("https://")] == []


def test_rows_have_figures_as_they_are_and_none_for_what_is_not_known() -> None:
    (row,) = rows(summary(parse_ledger(SMALL.encode(), "small.toml")))
    wanted = ("id", "gap", "gap_bound", "delivered_pct", "country_pledged", "due", "mission", "report_date")
    assert [row[key] for key in wanted] == [
        "fund",
        Decimal(9),
        "at-most",
        Decimal(25),
        Decimal(0),
        None,
        "A & B",
        date(2025, 6, 25),
    ]


def test_rows_are_the_rows_of_the_csv(made: Made) -> None:
    report = made("countries")
    heading, *lines = render(report, Format.CSV).splitlines()  # type: ignore[union-attr]
    found = rows(report)
    assert [list(row) for row in found] == [heading.split(",")] * len(lines)
    assert {row["section"] for row in found} >= {"commitments", "contributions"}


def test_a_frame_of_rows_has_the_same_columns_and_as_many_rows(made: Made) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    found = rows(made("countries"))
    frame = pandas.DataFrame(found)
    assert (list(frame.columns), len(frame)) == (list(found[0]), len(found))


def test_without_a_kind_a_chart_is_of_the_gaps_or_of_the_course_of_the_commitment_named() -> None:
    small = parse_ledger(SMALL.encode(), "small.toml")
    assert [plot(small).kind, plot(small, commitment="fund").kind] == [ChartKind.GAP, ChartKind.COURSE]
    assert plot(small, kind="countries", width="page").width is Width.PAGE  # the only commitment


def test_a_chart_shows_itself_as_one_element() -> None:
    drawn = plot(parse_ledger(SMALL.encode(), "small.toml"))
    assert ET.fromstring(shown(drawn, "_repr_svg_")).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - ours
    assert drawn.svg().startswith("<?xml")
    assert drawn.png().startswith(b"\x89PNG")
    assert "at least $3 delivered" in drawn.description


def test_a_chart_of_one_commitment_must_be_told_which_and_one_that_is_there() -> None:
    two = parse_ledger((SMALL + '[commitments.bases]\nunit = "bases"\n').encode(), "two.toml")
    with pytest.raises(
        WhichCommitmentError, match="a chart of kind kept shows one commitment: name one of fund, bases"
    ):
        plot(two, kind=ChartKind.KEPT)
    with pytest.raises(UnknownCommitmentError):
        plot(two, commitment="troops")


def test_countries_has_rows_of_commitments_and_of_contributors() -> None:
    small = parse_ledger(SMALL.encode(), "small.toml")
    assert [row["section"] for row in rows(countries(small))] == ["commitments"]
