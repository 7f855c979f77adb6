"""JSON and CSV for other programs: exact, in order, and complete."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mss_gap import (
    Withdraw,
    countries,
    claims,
    compare,
    context,
    sources,
    load,
    pace,
    show,
    history,
    history_by_country,
    summary,
    what_if,
)
from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.reports.validate import validated
from mss_gap.render.formats.csv import Rows, cells_of, columns_of, csv_text
from mss_gap.render.dispatch import Backdrop, Format, render
from mss_gap.render.formats.json import json_document
from mss_gap.render.kinds import SchemaKind

if TYPE_CHECKING:
    from mss_gap.render.reports import AnyReport

Text = Callable[[str, str, Format], str]

SHIPPED = Path(__file__).parents[2] / "data" / "commitments.toml"
FOUR_LINES = '[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'


@dataclass(frozen=True, kw_only=True)
class Inner:
    figure: Decimal
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Sample(Report):
    kind: str = "sample"
    figures: tuple[Decimal, ...]
    inner: Inner


def test_json_is_exact_and_indented_by_two_and_keeps_the_order_of_the_fields() -> None:
    sample = Sample(
        mission='"Ayiti" \u2014 Haïti\u202e',
        ledger="-",
        as_of=date(2025, 6, 27),
        figures=(
            Decimal("123456789012345.123456"),
            Decimal("2500.00"),
            Decimal("1E+3"),
            Decimal("-0"),
            Decimal("0.1") + Decimal("0.2"),
            Decimal("11.33333333333333333333333333"),
        ),
        inner=Inner(figure=Decimal("-1.5"), on=None),
    )
    assert json_document(sample) == (
        "{\n"
        '  "kind": "sample",\n'
        '  "version": 1,\n'
        '  "mission": "\\"Ayiti\\" — Haïti\\u202e",\n'
        '  "ledger": "-",\n'
        '  "as_of": "2025-06-27",\n'
        '  "figures": [\n'
        "    123456789012345.123456,\n"
        "    2500,\n"
        "    1000,\n"
        "    0,\n"
        "    0.3,\n"
        "    11.33333333333333333333333333\n"
        "  ],\n"
        '  "inner": {\n'
        '    "figure": -1.5,\n'
        '    "on": null\n'
        "  }\n"
        "}\n"
    )


def test_csv_has_numbers_alone_lists_joined_and_nothing_for_null() -> None:
    row = [Decimal("123456789012345.123456"), Decimal("2500.00"), Decimal("1E+3"), 7, True, False, None]
    rest = [date(2025, 6, 27), ("a", "b"), (), 'say "x"', "a, b", "=1+1", ("=1", "b"), Decimal(-5)]
    written = csv_text(Rows([f"column {number}" for number in range(15)], [row + rest]))
    heading, line = written.splitlines()
    assert heading.split(",") == [f"column {number}" for number in range(15)]
    assert line == (
        '123456789012345.123456,2500,1000,7,true,false,,2025-06-27,a; b,,"say ""x""","a, b",\'=1+1,\'=1; b,-5'
    )
    assert written.endswith("\n")


def test_csv_without_rows_is_its_heading() -> None:
    assert csv_text(Rows(["id", "name"], [])) == "id,name\n"


def test_columns_are_the_fields_of_a_row_in_their_order() -> None:
    row = Inner(figure=Decimal(1), on=None)
    assert columns_of(Inner) == ["figure", "on"]
    assert cells_of(row) == [Decimal(1), None]


def test_csv_has_the_columns_and_the_figures_of_the_json_rows(text: Text) -> None:
    rows = list(csv.reader(io.StringIO(text("summary", FOUR_LINES, Format.CSV))))
    document = json.loads(text("summary", FOUR_LINES, Format.JSON))
    assert rows[0] == list(document["commitments"][0])
    assert rows[1] == [
        "" if value is None else "; ".join(value) if isinstance(value, list) else str(value).replace("False", "false")
        for value in document["commitments"][0].values()
    ]


def test_the_shipped_figures_in_json() -> None:
    document = json.loads(json_document(summary(load(SHIPPED))), parse_float=Decimal)
    figures = {
        row["id"]: (row["gap"], round(row["delivered_pct"], 2), round(row["shortfall_pct"], 2))
        for row in document["commitments"]
        if row["id"] in {"personnel", "funding", "bases"}
    }
    assert figures == {
        "personnel": (1509, Decimal("39.64"), Decimal("60.36")),
        "funding": (532_000_000, Decimal("11.33"), Decimal("88.67")),
        "bases": (9, 25, 75),
    }


@pytest.mark.parametrize("form", Format)
def test_every_format_of_every_report_can_be_had(form: Format) -> None:
    ledger = load(SHIPPED)
    reports: list[AnyReport] = [
        summary(ledger),
        countries(ledger),
        show(ledger, "personnel"),
        history(ledger),
        history_by_country(ledger),
        context(ledger),
        sources(ledger, SHIPPED.read_text(encoding="utf-8")),
        pace(ledger),
        what_if(ledger, [Withdraw("KE")]),
        compare(ledger, ledger, date(2024, 12, 31)),
        claims(ledger),
        validated(SHIPPED.read_bytes(), "commitments.toml")[0],
    ]
    assert [report.kind for report in reports] == [kind for kind in SchemaKind if kind is not SchemaKind.LEDGER]
    for report in reports:
        rendered = render(report, form, Backdrop(ledger))
        assert isinstance(rendered, str) is (form is not Format.TABLE or report.kind == "validate")
