"""A workbook holds every figure of the JSON documents as a number, every date as a date, and no formula."""

import json
import math
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from mss_gap import __version__
from mss_gap.analysis.reports.export import ExportReport, export
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.load import inspect
from mss_gap.render.formats.json import json_document
from mss_gap.render.formats.provenance import Edition
from mss_gap.render.formats.xlsx import cells, sheets
from mss_gap.render.formats.xlsx.sheets import SheetFullError, label
from mss_gap.render.formats.xlsx.workbook import workbook

SHIPPED = (Path(__file__).parents[2] / "data/commitments.toml").read_text(encoding="utf-8")
OF_ALL_KINDS = """
[mission]
name = "A mission"
licence = "CC-BY-4.0"

[sources.s]
title = "=1+1"
url = "https://example.org/a|b"

[commitments.people]
unit = "people"
pledged = 1000
note = "@SUM(A1)"
source = ["s", "https://example.org/bare"]

[commitments.money]
title = "+Money"
unit = "USD"
stages = ["agreed", "received"]

[commitments.yen]
unit = "JPY"
pledged = 1000000
actual = 999999

[[pledges]]
commitment = "money"
country = "KE"
date = "2024-09"
total = 1000.5
qualifier = "over"
currency = "EUR"
value = 1100.55
source = "s"
due = "2025"

[[pledges]]
commitment = "money"
country = "JM"
date = 2024-10-01
total = 5000000

[[actuals]]
commitment = "money"
country = "KE"
date = 2024-12-01
amount = 0.001

[[actuals]]
commitment = "money"
country = "US"
date = 1850-01-01
amount = 12.125
outside = "in kind"

[[actuals]]
commitment = "people"
date = 2024-12-02
total = 999.9
qualifier = "at-least"

[[actuals]]
commitment = "people"
country = "KE"
date = 2024-12-01
total = 7
source = "https://example.org/bare"

[[pledges]]
commitment = "people"
country = "JM"
date = 2024-12-01
total = 30
source = "s"

[[actuals]]
commitment = "money"
country = "KE"
date = 2024-11-01
total = 880.44
qualifier = "at-least"
stage = "agreed"

[[actuals]]
commitment = "money"
country = "JM"
date = 2024-11-02
total = 250
currency = "GBP"
stage = "agreed"

[groups.north]
name = "=North"
members = ["NO", "JM"]

[groups.all]
name = "Everyone"
members = ["KE", "JM"]
source = "s"

[[events]]
date = "2024-05"
title = "-2+3"

[[claims]]
text = "almost all"
commitment = "people"
measure = "delivered_pct"
value = 99
within = 0.5
as_of = 2025-01-01

[[claims]]
text = "half"
commitment = "people"
measure = "delivered_pct"
value = 50.25

[[claims]]
text = "60%"
commitment = "people"
measure = "delivered_pct"
value = 60

[[claims]]
text = "most"
commitment = "money"
measure = "pledged"
value = 4000000
qualifier = "over"

[indicators.harm]
title = "Harm"
unit = "cases"
value = 2269
previous = 383
out_of = 10000

[[actuals]]
commitment = "people"
date = 2026-01-01
total = 1000
"""
DAY = date(2025, 6, 27)


def report_of(text: str) -> ExportReport:
    read = inspect(text.encode(), "folder/ledger.toml")
    return export(read.ledger, read.text, DAY)


def book_of(text: str) -> bytes:
    digest = sha256(text.encode()).hexdigest()
    return workbook(report_of(text), Edition(version="1.2.3", origin="folder/ledger.toml", digest=digest, as_of=DAY))


@pytest.fixture(scope="module", params=[SHIPPED, OF_ALL_KINDS], ids=["shipped", "of all kinds"])
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def book(text: str) -> bytes:
    return book_of(text)


Cells = list[list[object]]


def cells_of(book: bytes, sheet: str) -> Cells:
    read = CalamineWorkbook.from_filelike(BytesIO(book))
    return [list(row) for row in read.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def rows_of(book: bytes, sheet: str) -> list[dict[str, object]]:
    heading, *rows = cells_of(book, sheet)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def xml(book: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return archive.read(name).decode()


def sheets_of(book: bytes) -> Mapping[str, str]:
    """The XML of each sheet by its title."""
    titles = re.findall(r'<sheet name="([^"]+)"', xml(book, "xl/workbook.xml"))
    return {title: xml(book, f"xl/worksheets/sheet{at}.xml") for at, title in enumerate(titles, 1)}


Row = dict[str, object]


def _contributors(documents: Mapping[str, dict]) -> Iterator[Row]:
    for commitment in documents["countries"]["commitments"]:
        for contribution in commitment["contributions"]:
            yield {"commitment": commitment["id"], "unit": commitment["unit"], **contribution}


def _outside(documents: Mapping[str, dict]) -> Iterator[Row]:
    for commitment in documents["countries"]["commitments"]:
        for given in commitment["outside"]:
            yield {"commitment": commitment["id"], "unit": commitment["unit"], **given}


def _groups(documents: Mapping[str, dict]) -> Iterator[Row]:
    for document in documents["groupings"]["documents"]:
        for commitment in document["commitments"]:
            for group in commitment["groups"]:
                yield {"commitment": commitment["id"], "unit": commitment["unit"], **group}


def _kept(documents: Mapping[str, dict]) -> Iterator[Row]:
    basis = {(row["commitment"], row["id"]): row["actual_basis"] for row in _contributors(documents)}
    for commitment in documents["kept"]["commitments"]:
        for pledge in commitment["contributions"]:
            known = {"actual_basis": basis[commitment["id"], pledge["id"]]}
            yield {"commitment": commitment["id"], "unit": commitment["unit"], **pledge, **known}


def _stages(documents: Mapping[str, dict]) -> Iterator[Row]:
    whole = {row["id"]: row for row in documents["summary"]["commitments"]}
    for document in documents["stages"]["documents"]:
        of = {"commitment": document["commitment"], "title": document["title"], "unit": document["unit"]}
        pledged = {key: whole[document["commitment"]][key] for key in ("pledged", "pledged_bound")}
        for stage in document["stages"]:
            yield {**of, "contributor": None, "name": None, **pledged, **stage}
        for part in document["contributions"]:
            whose = {"contributor": part["id"], "name": part["name"], "pledged": part["pledged"]}
            for stage, actual in zip(document["stages"], part["stages"], strict=True):
                yield {**of, **whose, "id": stage["id"], "counts": stage["counts"], "actual": actual}


def _changes(documents: Mapping[str, dict]) -> Iterator[Row]:
    for commitment in documents["history"]["commitments"]:
        for point in commitment["points"]:
            for change in point["changes"]:
                after = {key: value for key, value in point.items() if key != "changes"}
                yield {"commitment": commitment["id"], "unit": commitment["unit"], **change, **after}


def _claims(documents: Mapping[str, dict]) -> Iterator[Row]:
    for number, claim in enumerate(documents["claims"]["claims"]):
        yield {"number": number + 1, **claim}


def _summary(documents: Mapping[str, dict]) -> Iterator[Row]:
    whole = {row["id"]: row for row in documents["countries"]["commitments"]}
    for row in documents["summary"]["commitments"]:
        yield {**row, "sum_of_shortfalls": whole[row["id"]]["sum_of_shortfalls"]}


def _kept_in_all(documents: Mapping[str, dict]) -> Iterator[Row]:
    for commitment in documents["kept"]["commitments"]:
        of_whole = {key: value for key, value in commitment.items() if key != "contributions"}
        yield {"commitment": commitment["id"], **of_whole}


def _files(documents: Mapping[str, dict]) -> Iterator[Row]:
    for file in documents["sources"]["files"]:
        yield {**file, "file": file["file"].rpartition("/")[2]}


ROWS: Mapping[str, Callable[[Mapping[str, dict]], Iterator[Row]]] = MappingProxyType(
    {
        "Summary": _summary,
        "Contributors": _contributors,
        "Groups": _groups,
        "Kept": _kept,
        "Kept in all": _kept_in_all,
        "Stages": _stages,
        "Outside": _outside,
        "Pace": lambda documents: documents["pace"]["commitments"],
        "History": _changes,
        "Events": lambda documents: documents["history"]["events"],
        "Entries": lambda documents: documents["entries"]["entries"],
        "Claims": _claims,
        "Indicators": lambda documents: documents["context"]["indicators"],
        "Sources": lambda documents: documents["sources"]["sources"],
        "Unsourced": lambda documents: documents["sources"]["unsourced"],
        "Files": _files,
    }
)


def documents_of(report: ExportReport) -> Mapping[str, dict]:
    reports = (report.summary, report.countries, report.kept, report.pace, report.history, report.entries)
    documents = {
        it.kind: json.loads(json_document(it)) for it in (*reports, report.claims, report.context, report.sources)
    }
    several = {"stages": report.stages, "groupings": report.groupings}
    each = {name: {"documents": [json.loads(json_document(it)) for it in found]} for name, found in several.items()}
    return {**documents, **each}


def is_percentage(key: str, row: Row) -> bool:
    of_claim = str(row.get("measure")).endswith("_pct") and key in {"value", "computed"}
    return key.endswith("_pct") or key.startswith("pct_") or of_claim


MAY_LACK_RATE = {"pledged", "firm", "on_hold", "conditional", "withdrawn", "actual", "level"}
"""The figures that say so where no rate converts them."""
WITHOUT_RECORD = {"actual": "none recorded", "delivered_pct": "n/a", "shortfall_pct": "n/a", "share_pct": "n/a"}
"""What a sheet says, as tables do, where documents have 0 because no delivery is recorded."""
FIFTEEN_DIGITS = 1e-15
"""How exactly a spreadsheet keeps a number, as a share of it."""


def matches(cell: object, key: str, row: Row) -> bool:
    """Whether a cell has what a key of a JSON document has."""
    value = row[key]
    if row.get("actual_basis") == "none-recorded" and key in WITHOUT_RECORD and value is not None:
        return cell == WITHOUT_RECORD[key]
    match value:
        case None if key in MAY_LACK_RATE and cell == "not converted":
            return True
        case None | []:
            return cell == ""
        case bool():
            return cell is value
        case int() | float():
            wanted = value / 100 if is_percentage(key, row) else value
            return isinstance(cell, float) and math.isclose(cell, wanted, rel_tol=FIFTEEN_DIGITS)
        case list():
            return cell == "; ".join(map(str, value))
        case _:
            return cell == value or is_day(cell, key, row)


PERIODS = frozenset(re.findall(r'(?:date|due) = "([0-9]{4}(?:-[0-9]{2})?)"', SHIPPED + OF_ALL_KINDS))
"""The months and the years that the ledgers have as dates."""


def is_day(cell: object, key: str, row: Row) -> bool:
    """Whether a cell has a day, as exactly as it is known."""
    written = cell.isoformat() if isinstance(cell, date) else str(cell)
    if key == "date" and "date_precision" in row:
        return written == str(row[key])[: {"day": 10, "month": 7, "year": 4}[str(row["date_precision"])]]
    # Of other days a document does not say how exactly they are known.
    return written == row[key] or (written in PERIODS and str(row[key]).startswith(written))


def differences(sheet: str, documents: Mapping[str, dict], book: bytes) -> list[tuple[str, object, object]]:
    """Where a sheet does not have what the documents have: the key, the cell, the value."""
    return [
        (key, cells[label(key)], row[key])
        for cells, row in zip(rows_of(book, sheet), ROWS[sheet](documents), strict=True)
        for key in row
        if not matches(cells[label(key)], key, row)
    ]


@pytest.mark.parametrize("sheet", ROWS)
def test_a_sheet_has_all_that_the_json_document_has(sheet: str, text: str, book: bytes) -> None:
    assert differences(sheet, documents_of(report_of(text)), book) == []


def test_the_sheets_of_a_large_ledger_have_all_that_the_json_documents_have(large_ledger: Ledger) -> None:
    report = export(large_ledger, "")
    book = workbook(report, Edition(version="1", origin="-", digest="0" * 64, as_of=report.summary.as_of))
    documents = documents_of(report)
    assert len(documents["entries"]["entries"]) == 1000
    assert {sheet: found for sheet in ROWS if (found := differences(sheet, documents, book))} == {}


def test_groups_that_share_a_contributor_have_a_row_each_for_each_commitment_and_no_others() -> None:
    rows = rows_of(book_of(OF_ALL_KINDS), "Groups")
    assert [(row["Commitment"], row["Id"]) for row in rows] == [
        (commitment, group) for group in ("north", "all") for commitment in ("people", "money", "yen")
    ]
    # Jamaica and Kenya: 5,000,000 and over EUR 1,000.50, worth 1,100.55 together; Kenya alone received 0.001.
    (everyone,) = [row for row in rows if (row["Commitment"], row["Id"]) == ("money", "all")]
    assert (everyone["Pledged"], everyone["Pledged bound"], everyone["Firm bound"]) == (
        5001100.55,
        "at-least",
        "at-least",
    )


def test_the_sheets_are_in_their_order_and_have_short_names(book: bytes) -> None:
    titles = list(sheets_of(book))
    assert titles == ["Read me", *list(ROWS), "Warnings", "Columns"]
    assert max(map(len, titles)) <= 31


def test_no_cell_is_a_formula(book: bytes) -> None:
    assert [title for title, sheet in sheets_of(book).items() if "<f" in sheet.replace("<from", "")] == []


def test_what_looks_like_a_formula_is_a_text_and_stays_one_when_it_is_edited() -> None:
    book = book_of(OF_ALL_KINDS)
    assert rows_of(book, "Sources")[0]["Title"] == "=1+1"
    assert rows_of(book, "Summary")[0]["Note"] == "@SUM(A1)"
    assert rows_of(book, "Summary")[1]["Title"] == "+Money"
    assert rows_of(book, "Events")[0]["Title"] == "-2+3"
    assert 'quotePrefix="1"' in xml(book, "xl/styles.xml")


def test_the_same_ledger_gives_the_same_bytes(text: str, book: bytes) -> None:
    assert book_of(text) == book


def of_payments(number: int) -> str:
    """A ledger of so many payments by one country, which say the same."""
    payment = '[[actuals]]\ncommitment = "a"\ncountry = "KE"\ndate = 2024-01-01\namount = 5\nsource = "https://a.org"\n'
    return '[commitments.a]\nunit = "USD"\npledged = 9000\n' + payment * number


def test_each_different_text_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out = 0
    in_cell = cells.in_cell

    def count(*given: Any) -> object:  # noqa: ANN401 - whatever it is given
        nonlocal worked_out
        worked_out += isinstance(given[1], str)
        return in_cell(*given)

    monkeypatch.setattr(cells, "in_cell", count)
    counts = []
    for number in (100, 300):
        worked_out = 0
        assert len(rows_of(book_of(of_payments(number)), "History")) == number
        counts.append(worked_out)
    assert counts[0] == counts[1]


def test_the_properties_say_when_by_the_report_date_and_not_by_the_clock(book: bytes) -> None:
    created = re.findall(
        r'<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">([^<]+)<', xml(book, "docProps/core.xml")
    )
    assert created == ["2025-06-27T00:00:00Z"] * 2


def test_every_list_has_its_first_row_frozen_and_a_filter_over_all_rows(book: bytes) -> None:
    for title, sheet in sheets_of(book).items():
        if title != "Read me":
            assert re.search(r'<pane (xSplit="\d" )?ySplit="1" topLeftCell="[A-E]2"', sheet), title
            (last,) = re.findall(r'<autoFilter ref="A1:[A-Z]+(\d+)"', sheet)
            assert int(last) == max(len(cells_of(book, title)), 2)


def test_sources_are_live_links() -> None:
    book = book_of(OF_ALL_KINDS)
    sources = rows_of(book, "Sources")
    assert [row["Url"] for row in sources] == ["https://example.org/a|b", "https://example.org/bare"]
    sheet = list(sheets_of(book)).index("Sources") + 1
    targets = re.findall(r'Target="([^"]+)"', xml(book, f"xl/worksheets/_rels/sheet{sheet}.xml.rels"))
    assert sorted(set(targets)) == ["https://example.org/a%7Cb", "https://example.org/bare"]


def test_a_cell_of_two_addresses_is_no_link_to_both_as_one() -> None:
    cited = 'source = ["https://example.org/1", "https://example.org/2"]'
    entry = f'[[actuals]]\ncommitment = "a"\ndate = 2024-01-01\ntotal = 1\n{cited}\n'
    book = book_of(f'[commitments.a]\nunit = "a"\n{entry}')
    (row,) = rows_of(book, "Entries")
    assert row["Urls"] == row["Source"] == "https://example.org/1; https://example.org/2"
    assert "<hyperlink " not in sheets_of(book)["Entries"]


def test_a_truth_is_a_truth() -> None:
    assert {row["Same source"] for row in rows_of(book_of(SHIPPED), "Claims")} == {True, False}


def shown(book: bytes, sheet: str, column: str) -> list[str]:
    """The number formats of a column's cells."""
    styles = xml(book, "xl/styles.xml")
    forms = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    (cell_styles,) = re.findall(r"<cellXfs.*?</cellXfs>", styles)
    by_style = re.findall(r'<xf numFmtId="(\d+)"', cell_styles)
    builtin = {"0": "General", "1": "0", "3": "#,##0", "4": "#,##0.00", "9": "0%"}
    at = cells_of(book, sheet)[0].index(column)
    letter = chr(ord("A") + at) if at < 26 else f"A{chr(ord('A') + at - 26)}"
    used = re.findall(rf'<c r="{letter}(\d+)" s="(\d+)"', sheets_of(book)[sheet])
    found = [by_style[int(style)] for row, style in used if row != "1"]
    return [
        forms.get(form, builtin.get(form, form)).replace("&quot;", '"').replace("&gt;", ">").replace("&lt;", "<")
        for form in found
    ]


def test_a_number_shows_its_currency_its_decimals_and_its_bound() -> None:
    book = book_of(OF_ALL_KINDS)
    assert shown(book, "Summary", "Pledged") == [
        "#,##0",
        '"≥"[$USD] #,##0.00;"≥"-[$USD] #,##0.00',
        "[$JPY] #,##0",
    ]
    assert shown(book, "Outside", "Figure") == ["[$USD] #,##0.000"]
    assert shown(book, "Contributors", "Pledged stated") == ['"≥"[$EUR] #,##0.00;"≥"-[$EUR] #,##0.00']


def test_a_part_of_a_pledge_is_shown_as_exactly_as_the_pledge_is_known() -> None:
    over = '"≥"[$USD] #,##0.00;"≥"-[$USD] #,##0.00'
    book = book_of(OF_ALL_KINDS)
    # Of people Kenya, which never pledged, and Jamaica; of money Kenya, which pledged over EUR 1,000.50, and Jamaica.
    assert shown(book, "Contributors", "Firm") == ["#,##0", "#,##0", over, "[$USD] #,##0"]
    assert [row["On hold bound"] for row in rows_of(book, "Contributors")] == ["exact"] * 4
    assert shown(book, "Kept", "Firm") == ["#,##0", over, "[$USD] #,##0"]


def test_a_stage_shows_the_bounds_of_its_shares_and_a_figure_that_no_rate_converts_as_stated() -> None:
    book = book_of(OF_ALL_KINDS)
    rows = [row for row in rows_of(book, "Stages") if row["Id"] == "agreed"]
    # Kenya pledged over 1,100.55 dollars and at least 880.44 are agreed: the share may be more or less.
    (kenya,) = (row for row in rows if row["Contributor"] == "KE")
    assert (kenya["% of pledge"], kenya["Of pledge bound"], kenya["Of previous bound"]) == (0.8, "open", "open")
    assert '"~"#,##0.0%;"~"-#,##0.0%' in shown(book, "Stages", "% of pledge")
    (jamaica,) = (row for row in rows if row["Contributor"] == "JM")
    stated = (jamaica["Actual stated"], jamaica["Actual stated bound"], jamaica["Actual currency"])
    assert (jamaica["Actual"], *stated) == ("not converted", 250, "exact", "GBP")
    assert shown(book, "Stages", "Actual stated") == ["[$GBP] #,##0"]


def test_a_change_says_what_its_series_comes_to_as_stated_and_that_it_does_not_count() -> None:
    book = book_of(OF_ALL_KINDS)
    (change,) = (row for row in rows_of(book, "History") if row["Currency"] == "GBP")
    assert (change["Level"], change["Level stated"], change["Level currency"], change["Counts"]) == (
        "not converted",
        250,
        "GBP",
        False,
    )
    assert [row["Counts"] for row in rows_of(book, "History")].count(True) == 6
    assert [row["Due"] for row in rows_of(book, "History") if row["Due"]] == ["2025"]
    (kenya,) = (row for row in rows_of(book, "History") if row["Currency"] == "EUR")
    assert (kenya["Level"], kenya["Level bound"]) == (1100.55, "at-least")


UNCONVERTED = """
[commitments.money]
unit = "USD"
stages = ["agreed", "received"]

[[pledges]]
commitment = "money"
country = "GB"
date = 2024-01-01
total = 5000
currency = "GBP"
qualifier = "over"

[[pledges]]
commitment = "money"
country = "JP"
date = 2024-01-01
total = 100
status = "on-hold"

[[actuals]]
commitment = "money"
country = "GB"
date = 2024-02-01
amount = 2000
currency = "GBP"

[[actuals]]
commitment = "money"
country = "GB"
date = 2024-03-01
amount = 30
currency = "EUR"
stage = "agreed"

[[actuals]]
commitment = "money"
country = "GB"
date = 2024-03-02
amount = 40
currency = "GBP"
stage = "agreed"
"""
"""Kingdom pledges and pays in pounds, and agrees in two currencies, without a rate; Japan pledges, and has no entry besides."""


@pytest.mark.parametrize("sheet", ["Contributors", "Kept"])
def test_a_figure_that_no_rate_converts_says_so_beside_what_is_stated(sheet: str) -> None:
    kingdom, japan = sorted(rows_of(book_of(UNCONVERTED), sheet), key=lambda row: str(row["Id"]))
    assert [kingdom[title] for title in ("Pledged", "Firm", "Actual")] == ["not converted"] * 3
    assert [kingdom[title] for title in ("Pledged stated", "Pledged stated bound", "Pledged currency")] == [
        5000,
        "at-least",
        "GBP",
    ]
    assert [kingdom[title] for title in ("Actual stated", "Actual stated bound", "Actual currency")] == [
        2000,
        "exact",
        "GBP",
    ]
    assert (japan["Pledged"], japan["Firm"], japan["Actual"]) == (100, 0, "none recorded")
    assert shown(book_of(UNCONVERTED), sheet, "Pledged stated") == ['"≥"[$GBP] #,##0;"≥"-[$GBP] #,##0']


def test_a_stage_that_no_rate_converts_says_so() -> None:
    rows = [row for row in rows_of(book_of(UNCONVERTED), "Stages") if row["Contributor"] == "GB"]
    assert [(row["Pledged"], row["Pledged stated"], row["Pledged currency"]) for row in rows] == [
        ("not converted", 5000, "GBP")
    ] * 2
    # Agreed in two currencies: it cannot be written in one.
    assert [(row["Id"], row["Actual"], row["Actual stated"], row["Actual currency"]) for row in rows] == [
        ("agreed", "not converted", "", ""),
        ("received", "not converted", 2000, "GBP"),
    ]


def notes(book: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        files = [name for name in archive.namelist() if name.startswith("xl/comments")]
        return [text for name in files for text in re.findall(r"<t[^>]*>([^<]*)</t>", archive.read(name).decode())]


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_has_a_note_with_all() -> None:
    entry = '[[actuals]]\ncommitment = "a"\ndate = 2024-01-01\ntotal = 123456789012345.678901\n'
    book = book_of(f'[commitments.a]\nunit = "a"\npledged = 123456789012345\n{entry}')
    said = "Exactly 123,456,789,012,345.678901. A spreadsheet keeps 15 digits."
    # The actual in the summary, in the pace and in the history, its change twice, and the entry's total.
    assert {note for note in notes(book) if "Exactly 1" in note} == {said}
    assert notes(book_of('[commitments.a]\nunit = "a"\npledged = 123456789012345\n')) == []


def hidden(book: bytes, sheet: str) -> set[str]:
    """The titles of the columns that a sheet does not show."""
    titles = cells_of(book, sheet)[0]
    spans = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*hidden="1"', sheets_of(book)[sheet])
    return {str(titles[at - 1]) for first, last in spans for at in range(int(first), int(last) + 1)}


def test_bounds_are_hidden_where_all_are_exact_and_empty_columns_are() -> None:
    text = (
        '[commitments.a]\nunit = "a"\npledged = 5\n'
        '[[actuals]]\ncommitment = "a"\ndate = 2024-01-01\ntotal = 4\nqualifier = "over"\n'
    )
    found = hidden(book_of(text), "Summary")
    assert {"Basis", "Note", "Pledged bound"} <= found
    assert {"Pledged", "Actual", "Actual bound", "Gap", "Gap bound", "Delivered %"} & found == set()


def test_every_list_is_printed_across_with_its_headings_on_each_page(book: bytes) -> None:
    for title, sheet in sheets_of(book).items():
        if title != "Read me":
            assert 'orientation="landscape"' in sheet, title
            assert re.search(r'<pageSetUpPr fitToPage="1"/>', sheet), title
            assert 'fitToHeight="0"' in sheet, title
            assert "&amp;P of &amp;N" in sheet, title
    names = re.findall(r'<definedName name="_xlnm.Print_Titles"[^>]*>([^<]*)<', xml(book, "xl/workbook.xml"))
    assert len(names) == len(sheets_of(book)) - 1
    assert "Contributors!$A:$D,Contributors!$1:$1" in names


def test_what_a_row_is_about_stays_in_view() -> None:
    sheet = sheets_of(book_of(SHIPPED))["Contributors"]
    assert '<pane xSplit="4" ySplit="1" topLeftCell="E2"' in sheet  # commitment, unit, id, name


def test_a_pledge_that_was_kept_in_a_month_is_late_by_at_least_so_many_days() -> None:
    entries = (
        '[[pledges]]\ncommitment = "a"\ncountry = "KE"\ndate = 2024-01-01\ntotal = 10\ndue = 2024-06-30\n'
        '[[actuals]]\ncommitment = "a"\ncountry = "KE"\ndate = "2024-09"\ntotal = 10\n'
    )
    book = book_of(f'[commitments.a]\nunit = "a"\n{entries}')
    (row,) = rows_of(book, "Kept")
    assert (row["Kept on"], row["Days late"], row["Days late bound"]) == ("2024-09", 63, "at-least")
    assert shown(book, "Kept", "Days late") == ['"≥"#,##0;"≥"-#,##0']


def test_a_projected_day_shows_its_bound() -> None:
    # At least 50 of 100 came in the 20 days to the report date: the other 50 come in 20 days, or sooner.
    actual = '[[actuals]]\ncommitment = "a"\ndate = 2025-06-17\ntotal = 50\nqualifier = "at-least"\n'
    book = book_of(f'[mission]\nstart = 2025-06-07\n[commitments.a]\nunit = "a"\npledged = 100\n{actual}')
    (row,) = rows_of(book, "Pace")
    assert (row["Projected on"], row["Projected on bound"]) == (date(2025, 7, 17), "at-most")
    assert (row["Gap bound"], row["Observed per day bound"], row["Required per day bound"]) == (
        "at-most",
        "at-least",
        "",
    )
    assert shown(book, "Pace", "Projected on") == ['"≤"yyyy-mm-dd']


def test_a_percentage_is_shown_as_in_a_table() -> None:
    book = book_of(OF_ALL_KINDS)
    # 999.9 of 1,000 at least, next to nothing of a pledge, and 999,999 of 1,000,000: never 0.0% or 100.0%.
    assert shown(book, "Summary", "Delivered %") == [
        ";".join(['">99.9%"'] * 3),
        ";".join(['"<0.1%"'] * 3),
        ";".join(['">99.9%"'] * 3),
    ]
    assert shown(book_of(SHIPPED), "Summary", "Delivered %") == [
        *["#,##0.0%"] * 3,  # personnel, funding and bases
        *['"≥"#,##0.0%;"≥"-#,##0.0%'] * 2,  # the trust fund and the vehicles, of which at least so much came
        "#,##0.0%",  # the helicopters
    ]
    assert shown(book, "Claims", "Value") == ["#,##0%", "#,##0.00%", "#,##0%", "[$USD] #,##0"]
    assert shown(book, "Claims", "Within") == ['+#,##0.0" points";-#,##0.0" points";0" points"']


def test_a_date_before_excel_counts_is_a_text() -> None:
    assert [row["Date"] for row in rows_of(book_of(OF_ALL_KINDS), "Outside")] == ["1850-01-01"]


def test_a_month_and_a_year_are_texts() -> None:
    (entry,) = (row for row in rows_of(book_of(OF_ALL_KINDS), "Entries") if row["Currency"] == "EUR")
    assert (entry["Date"], entry["Due"]) == ("2024-09", "2025")


def test_what_a_ledger_names_by_path_is_named_without_its_folders() -> None:
    book = book_of(OF_ALL_KINDS)
    assert {row["File"] for row in rows_of(book, "Entries")} == {"ledger.toml"}
    assert not [row for row in cells_of(book, "Read me") if "folder/" in str(row)]


def test_the_first_sheet_says_what_this_is() -> None:
    said = {str(about): text for about, text in cells_of(book_of(OF_ALL_KINDS), "Read me")}
    digest = sha256(OF_ALL_KINDS.encode()).hexdigest()
    assert said["Mission"] == "A mission"
    assert said["Report date"] == "2025-06-27"
    assert said["Ledger"] == "ledger.toml"
    assert said["SHA-256 of the ledger"] == digest
    assert said["Made by"] == "mss-gap 1.2.3"
    assert said["To make it again"] == "mss-gap export --ledger ledger.toml --as-of 2025-06-27 workbook.xlsx"
    assert said["To cite it"] == (
        "Pledged and delivered: A mission, as of 2025-06-27. "
        f"Computed by mss-gap {__version__} from ledger.toml (SHA-256 {digest}). Licence of the record: CC-BY-4.0."
    )
    assert said["Licence of the record"] == "CC-BY-4.0"
    assert said["Later entries"] == "1 entry is dated after the report date (1 January 2026) and not counted."
    assert {"≥ at-least", "≤ at-most", "≈ about", "~ open"} <= set(said)


def test_the_first_sheet_has_every_warning_once() -> None:
    said = [text for about, text in cells_of(book_of(SHIPPED), "Read me") if about == "Warning"]
    documented = [warning["message"] for warning in documents_of(report_of(SHIPPED))["summary"]["warnings"]]
    assert set(documented) <= set(said)
    assert len(set(said)) == len(said)
    assert [row["Message"] for row in rows_of(book_of(SHIPPED), "Warnings")] == said


def test_every_column_is_explained(book: bytes) -> None:
    explained = {(row["Sheet"], row["Column"]): row["Meaning"] for row in rows_of(book, "Columns")}
    titles = [(sheet, title) for sheet in (*ROWS, "Warnings") for title in cells_of(book, sheet)[0]]
    assert list(explained) == titles
    assert [column for column, meaning in explained.items() if not meaning] == []


def test_a_text_is_in_one_line_and_without_control_characters() -> None:
    ledger = '[commitments.a]\nunit = "a"\npledged = 1\nnote = "one\\ttwo\\u001b[31m\\u202ethree _x0041_"\n'
    assert rows_of(book_of(ledger), "Summary")[0]["Note"] == "one two?[31m?three _x0041_"


def test_a_text_too_long_for_a_cell_is_shortened_and_says_so() -> None:
    letters = "🙂" * 20_000  # two characters each, as Excel counts
    note = str(
        rows_of(book_of(f'[commitments.a]\nunit = "a"\npledged = 1\nnote = "{letters}"\n'), "Summary")[0]["Note"]
    )
    assert note.endswith("🙂 … (shortened from 20,000 characters)")
    assert 32_700 < len(note.encode("utf-16-le")) // 2 <= 32_767


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 9)
    with pytest.raises(SheetFullError, match="a sheet holds 8 rows, and contributors has more: name a folder"):
        book_of(SHIPPED)


def test_links_beyond_what_a_sheet_holds_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LINKS", 1)
    book = book_of(OF_ALL_KINDS)
    assert [row["Url"] for row in rows_of(book, "Sources")] == ["https://example.org/a|b", "https://example.org/bare"]
    assert sheets_of(book)["Sources"].count("<hyperlink ") == 1


def test_an_address_too_long_for_a_link_is_a_text() -> None:
    address = f"https://example.org/{'a' * 2_100}"
    book = book_of(f'[commitments.a]\nunit = "a"\npledged = 1\nsource = "{address}"\n')
    assert rows_of(book, "Sources")[0]["Url"] == address
    assert "<hyperlink " not in sheets_of(book)["Sources"]


def test_a_ledger_without_any_date_has_a_workbook_too() -> None:
    text = '[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'
    read = inspect(text.encode(), "-")
    report = export(read.ledger, read.text)
    book = workbook(report, Edition(version="1", origin="-", digest="0" * 64, as_of=None))
    assert rows_of(book, "Summary")[0]["Gap"] == 9
    assert ["Report date", "none: the ledger has no date"] in cells_of(book, "Read me")
    assert "2000-01-01T00:00:00Z" in xml(book, "docProps/core.xml")
