"""JSON and CSV for other programs: exact, in order, and complete."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import (
    Ledger,
    Withdraw,
    cite,
    claims,
    compare,
    context,
    countries,
    entries,
    history,
    history_by_country,
    history_by_period,
    kept,
    load,
    pace,
    show,
    single_source,
    source,
    sources,
    stages,
    summary,
    what_if,
)
from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.reports.validate import validated
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.columns import Records, keys_of
from mss_gap.render.dispatch import Format, formats_of, render
from mss_gap.render.formats.csv import csv_text
from mss_gap.render.formats.json import json_document
from mss_gap.render.kinds import SchemaKind

Text = Callable[[str, str, Format], str]

SHIPPED = Path(__file__).parents[2] / "data" / "commitments.toml"
CONVERTED = b"""
    mission.end = 2025-01-01
    commitments.f = { unit = "USD", pledged = 10_000 }
    rates = [{ pair = "EUR/USD", date = 2024-01-01, rate = 1.123457 }]
    actuals = [
        { commitment = "f", country = "FR", date = 2024-01-01, total = 0 },
        { commitment = "f", country = "DE", date = 2024-02-28, amount = 1234.56, currency = "EUR" },
    ]
    claims = [
        { text = "amount", commitment = "f", measure = "actual", value = 1 },
        { text = "share", commitment = "f", measure = "delivered_pct", value = 1 },
    ]
"""
"""1,234.56 EUR are 1,386.97507392 USD, which are 13.8697507392% of 10,000 USD."""
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


REPORT = Sample(mission="MSS", ledger="-", as_of=date(2025, 6, 27), figures=(), inner=Inner(figure=Decimal(0), on=None))


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
            Decimal("1386.97507392"),  # what a conversion yielded
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
        '  "later_entries": null,\n'
        '  "figures": [\n'
        "    123456789012345.123456,\n"
        "    2500,\n"
        "    1000,\n"
        "    0,\n"
        "    0.3,\n"
        "    1386.975074\n"
        "  ],\n"
        '  "inner": {\n'
        '    "figure": -1.5,\n'
        '    "on": null\n'
        "  }\n"
        "}\n"
    )


def test_csv_has_only_numbers_lists_joined_and_nothing_for_null() -> None:
    row = [Decimal("123456789012345.123456"), Decimal("2500.00"), Decimal("1E+3"), 7, True, False, None]
    rest = [date(2025, 6, 27), ("a", "b"), (), 'say "x"', "a, b", "=1+1", ("=1", "b"), Decimal(-5)]
    written = csv_text(Records([f"column {number}" for number in range(15)], [row + rest]), REPORT)
    heading, line = written.splitlines()
    assert heading.split(",") == [*(f"column {number}" for number in range(15)), "mission", "report_date"]
    assert line == (
        '123456789012345.123456,2500,1000,7,true,false,,2025-06-27,"a; b",,"say ""x""","a, b",\'=1+1,"\'=1; b",-5,'
        "MSS,2025-06-27"
    )
    assert written.endswith("\n")


def test_csv_without_rows_is_its_heading() -> None:
    assert csv_text(Records(["id", "name"], []), REPORT) == "id,name,mission,report_date\n"


def test_a_cell_is_one_cell_wherever_a_program_parts_lines() -> None:
    written = csv_text(Records(["id", "title"], [["a", "b;c"], ["a|b", "c"]]), REPORT)
    assert written.splitlines()[1:] == ['a,"b;c",MSS,2025-06-27', '"a|b",c,MSS,2025-06-27']


def test_csv_for_excel_is_the_same_with_a_mark_and_line_ends_of_its_own(text: Text) -> None:
    ledger = '[mission]\nname = "Türkiye"\n' + FOUR_LINES
    plain, marked = text("summary", ledger, Format.CSV), text("summary", ledger, Format.CSV_EXCEL)
    assert marked == "\ufeff" + plain.replace("\n", "\r\n")
    assert marked.encode()[:3] == b"\xef\xbb\xbf"
    assert "Türkiye" in marked


def test_records_of_several_lists_begin_with_the_list_and_have_each_key_once() -> None:
    lists = {"a": Records(["id", "x"], [["KE", 1]]), "b": Records(["y", "id"], [[2, "FR"]]), "c": Records(["z"], [])}
    records = Records.in_sections(lists)
    assert records.columns == ["section", "id", "x", "y", "z"]
    assert list(records.values) == [["a", "KE", 1, None, None], ["b", "FR", None, 2, None]]


def test_columns_are_the_fields_of_a_row_in_their_order() -> None:
    row = Inner(figure=Decimal(1), on=None)
    rows = Records.of(keys_of(Inner), [row])
    assert rows.columns == ["figure", "on"]
    assert list(rows.values) == [[Decimal(1), None]]


def test_csv_has_the_columns_and_the_figures_of_the_json_rows(text: Text) -> None:
    rows = list(csv.reader(io.StringIO(text("summary", FOUR_LINES, Format.CSV))))
    document = json.loads(text("summary", FOUR_LINES, Format.JSON))
    assert rows[0] == [*document["commitments"][0], "mission", "report_date"]
    assert rows[1][:-2] == [
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


@pytest.mark.parametrize("form", formats_of())
def test_every_format_of_every_report_can_be_had(form: Format) -> None:
    ledger = load(SHIPPED)
    reports: list[Report] = [
        summary(ledger),
        countries(ledger),
        show(ledger, "personnel"),
        kept(ledger),
        stages(ledger, "trust-fund"),
        history(ledger),
        history_by_country(ledger),
        history_by_period(ledger, "month"),
        context(ledger),
        sources(ledger, SHIPPED.read_text(encoding="utf-8")),
        source(ledger, SHIPPED.read_text(encoding="utf-8"), next(iter(ledger.sources))),
        single_source(ledger, SHIPPED.read_text(encoding="utf-8")),
        entries(ledger, SHIPPED.read_text(encoding="utf-8")),
        pace(ledger),
        what_if(ledger, [Withdraw("KE")]),
        compare(ledger, ledger, date(2024, 12, 31)),
        claims(ledger),
        validated(SHIPPED.read_bytes(), "commitments.toml")[0],
        cite(ledger),
    ]
    assert [report.kind for report in reports] == [kind for kind in SchemaKind if kind is not SchemaKind.LEDGER]
    for report in reports:
        rendered = render(report, form)
        assert isinstance(rendered, str) is (form is not Format.TABLE or report.kind == "validate")


def test_amounts_of_a_conversion_have_six_decimals_and_percentages_and_paces_all_that_they_have() -> None:
    ledger = parse_ledger(CONVERTED, "test.toml")
    row = json.loads(json_document(summary(ledger)), parse_float=str)["commitments"][0]
    assert (row["actual"], row["gap"]) == ("1386.975074", "8613.024926")
    assert (row["delivered_pct"], row["shortfall_pct"]) == ("13.8697507392", "86.1302492608")
    checked = json.loads(json_document(claims(ledger)), parse_float=str)["claims"]
    assert [claim["computed"] for claim in checked] == ["1386.975074", "13.8697507392"]
    moved = json.loads(json_document(compare(ledger, ledger, date(2024, 1, 1))), parse_float=str)["commitments"][0]
    assert (moved["actual"]["to"], moved["shortfall_pct"]["to"]) == ("1386.975074", "86.1302492608")


@pytest.mark.parametrize("report", [summary, claims, pace])
def test_csv_has_the_figures_of_json(report: Callable[[Ledger], Report]) -> None:
    ledger = parse_ledger(CONVERTED, "test.toml")
    made = report(ledger)
    document = json.loads(json_document(made), parse_float=str, parse_int=str)
    rows = document.get("commitments") or document["claims"]
    for row, cells in zip(rows, csv.DictReader(io.StringIO(str(render(made, Format.CSV)))), strict=True):
        numbers = {key: value for key, value in row.items() if re.fullmatch(r"-?[\d.]+", str(value))}
        assert {key: cells[key] for key in numbers} == numbers
