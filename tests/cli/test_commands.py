"""Every command in every format, as a process."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mss_gap.analysis.contributors.groups import GroupContribution
from mss_gap.analysis.documents import documented
from mss_gap.analysis.reports.validate import TableRead
from mss_gap.render.kinds import SchemaKind

Run = Callable[..., CompletedProcess[str]]
Written = Callable[[str], list[str]]

HEAD = ["kind", "version", "mission", "ledger", "as_of", "later_entries"]
COMMITMENT = [
    "id",
    "title",
    "unit",
    "basis",
    "note",
    "overlaps",
    "pledged",
    "pledged_bound",
    "actual",
    "actual_bound",
    "gap",
    "gap_bound",
    "delivered_pct",
    "delivered_bound",
    "shortfall_pct",
    "shortfall_bound",
    "reported_on",
    "due",
    "country_pledged",
    "country_pledged_bound",
    "on_hold",
    "conditional",
    "withdrawn",
    "unpledged",
    "attributed",
    "unattributed",
    "unconverted",
    "outside_entries",
    "sources",
]
CONTRIBUTION = [
    "id",
    "name",
    "pledged",
    "pledged_bound",
    "pledge_status",
    "firm",
    "on_hold",
    "conditional",
    "withdrawn",
    "actual",
    "actual_bound",
    "actual_basis",
    "gap",
    "gap_bound",
    "delivered_pct",
    "delivered_bound",
    "shortfall_pct",
    "shortfall_bound",
    "share_pct",
    "reported_on",
    "currency",
    "pledged_currency",
    "pledged_stated",
    "actual_currency",
    "actual_stated",
    "rate",
    "rate_date",
    "scale_value",
    "per_value",
    "fair_share",
    "fair_ratio",
    "sources",
]
OUTSIDE = ["country", "name", "kind", "outside", "figure", "figure_bound", "currency", "date", "sources"]
GROUP = [
    "id",
    "name",
    "members",
    "pledged",
    "pledged_bound",
    "firm",
    "on_hold",
    "conditional",
    "withdrawn",
    "actual",
    "actual_bound",
    "gap",
    "gap_bound",
    "delivered_pct",
    "delivered_bound",
    "shortfall_pct",
    "shortfall_bound",
    "share_pct",
    "reported_on",
    "scale_value",
    "per_value",
    "fair_share",
    "fair_ratio",
    "sources",
]
PROBLEM = ["code", "file", "line", "column", "path", "message", "hint"]
FORMATS = ["table", "json", "csv", "markdown"]
MOVED = ["from", "to", "change", "bound"]
CHANGE = [
    "kind",
    "country",
    "total",
    "amount",
    "qualifier",
    "status",
    "part",
    "stage",
    "outside",
    "currency",
    "stated",
    "level",
    "source",
    "date_precision",
]
POINT = ["date", "pledged", "pledged_bound", "actual", "actual_bound", "gap", "delivered_pct", "changes"]
PACE = [
    "id",
    "title",
    "unit",
    "pledged",
    "pledged_bound",
    "actual",
    "actual_bound",
    "gap",
    "since",
    "observed_per_day",
    "due",
    "days_left",
    "required_per_day",
    "projected_on",
    "verdict",
]
CLAIM = [
    "text",
    "commitment",
    "indicator",
    "country",
    "measure",
    "value",
    "qualifier",
    "within",
    "as_of",
    "stage",
    "source",
    "note",
    "same_source",
    "computed",
    "computed_bound",
    "difference",
    "verdict",
]
INDICATOR = [
    "id",
    "title",
    "unit",
    "value",
    "previous",
    "change",
    "change_pct",
    "out_of",
    "share_pct",
    "period",
    "source",
]
ENTRY = [
    "kind",
    "commitment",
    "country",
    "name",
    "date",
    "date_precision",
    "total",
    "amount",
    "qualifier",
    "currency",
    "value",
    "worth",
    "rate",
    "rate_date",
    "status",
    "part",
    "due",
    "stage",
    "outside",
    "ref",
    "source",
    "urls",
    "note",
    "file",
    "line",
]
SOURCE = ["id", "title", "publisher", "published", "url", "figures", "archived", "seen"]
FILE = ["file", "sha256"]
TABLE = ["file", "sheet", "rows", "entries", "left_out"]
COMPARISON = ["id", "part", "part_bound", "whole", "whole_bound", "pct", "pct_bound"]
RELIANCE = [
    "id",
    "name",
    "actual",
    "actual_bound",
    "share_pct",
    "share_bound",
    "rest",
    "rest_bound",
    "rest_delivered_pct",
    "rest_delivered_bound",
]
BREAKDOWN = [*COMMITMENT, "sum_of_shortfalls", "contributions", "outside", "groups"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_command_prints_every_format_of_the_shipped_ledger(command: Written, form: str, run: Run) -> None:
    done = run(*command("personnel"), "--format", form)
    assert (done.returncode, done.stderr if form != "csv" else "") == (0, "")
    assert done.stdout.endswith("\n")
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_every_command_prints_every_format_of_the_shortest_ledger(
    command: Written, form: str, run: Run, four_lines: Path
) -> None:
    done = run(*command("bases"), "--format", form, "--ledger", str(four_lines))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\n")


def test_the_shortest_ledger_in_full(run: Run, four_lines: Path) -> None:
    done = run("summary", "--ledger", four_lines.name, cwd=four_lines.parent)
    assert done.stdout == (
        "Pledged and delivered\n"
        "Undated · ledger four.toml\n"
        "\n"
        "Commitment  Pledged  Actual  Gap  Delivered  Shortfall\n"
        "                      As of\n"
        "──────────────────────────────────────────────────────\n"
        "Bases            12       3    9      25.0%      75.0%\n"
        "                          -        ██░░░░░░\n"
    )


def test_what_the_shortest_ledger_cannot_tell_is_said(run: Run, four_lines: Path) -> None:
    def page(*arguments: str) -> str:
        done = run(*arguments, "-f", "markdown", "--ledger", four_lines.name, cwd=four_lines.parent)
        return done.stdout.removeprefix("## Pledged and delivered\n\nUndated · ledger four.toml\n\n")

    assert page("claims") == "No claims.\n"
    assert page("context") == "No indicators.\n"
    assert page("history") == "### Bases\n\nNo dated entries.\n"
    assert page("history", "--by-country") == "## Pledged and delivered\n\nUndated · ledger four.toml\n"
    assert page("entries") == "No entries.\n"
    without, _, files = page("sources").partition("\n| File that was read |")
    assert without == (
        "No sources. 1 figure without a source.\n\n"
        "| Figure without a source | Line |\n| :--- | ---: |\n| commitments.bases | 1 |\n"
    )
    digest = sha256(four_lines.read_bytes()).hexdigest()
    assert files.replace("<!-- -->", "") == f"\n| :--- |\n| four.toml (SHA-256 {digest}) |\n"


KEPT_IN_ALL = ["id", "title", "unit", "measured", "kept", "kept_amount", "firm", "kept_pct"]
PLEDGE_KEPT = [
    "id",
    "name",
    "pledged",
    "pledged_bound",
    "firm",
    "actual",
    "actual_bound",
    "expected",
    "due",
    "verdict",
    "kept_on",
    "days_late",
    "sources",
]
SHAPES = {
    "summary": {"": [*HEAD, "commitments", "warnings"], "commitments": COMMITMENT},
    "countries": {
        "": [*HEAD, "commitments", "warnings"],
        "commitments": BREAKDOWN,
        "commitments.contributions": CONTRIBUTION,
        "commitments.outside": OUTSIDE,
    },
    "show": {
        "": [*HEAD, "commitment", "comparisons", "largest", "course", "pace", "contradicted", "notes", "warnings"],
        "commitment": BREAKDOWN,
        "commitment.contributions": CONTRIBUTION,
        "commitment.outside": OUTSIDE,
        "comparisons": COMPARISON,
        "largest": RELIANCE,
        "course": POINT,
        "course.changes": CHANGE,
        "pace": PACE,
        "contradicted": CLAIM,
        "notes": ["date", "date_precision", "country", "note"],
    },
    "kept": {
        "": [*HEAD, "commitments", "warnings"],
        "commitments": [
            "id",
            "title",
            "unit",
            "measured",
            "kept",
            "kept_amount",
            "firm",
            "kept_pct",
            "contributions",
        ],
        "commitments.contributions": PLEDGE_KEPT,
    },
    "history": {
        "": [*HEAD, "commitments", "events", "warnings"],
        "commitments": ["id", "title", "unit", "points"],
        "commitments.points": POINT,
        "commitments.points.changes": CHANGE,
        "events": ["date", "title", "source"],
    },
    "history-by-country": {
        "": [*HEAD, "commitments", "warnings"],
        "commitments": ["id", "title", "unit", "contributors"],
        "commitments.contributors": ["id", "name", "status", "points"],
        "commitments.contributors.points": POINT,
        "commitments.contributors.points.changes": CHANGE,
    },
    "history-by-period": {
        "": [*HEAD, "commitments", "warnings"],
        "commitments": ["id", "title", "unit", "periods"],
        "commitments.periods": ["from", "to", "pledged", "actual", "actual_bound", "flow", "restated"],
    },
    "context": {"": [*HEAD, "indicators", "warnings"], "indicators": INDICATOR},
    "sources": {
        "": [*HEAD, "sources", "unsourced", "files", "warnings"],
        "sources": SOURCE,
        "unsourced": ["path", "line"],
        "files": FILE,
    },
    "source": {"": [*HEAD, "source", "figures", "warnings"], "source": SOURCE, "figures": ["path", "file", "line"]},
    "single-source": {"": [*HEAD, "figures", "warnings"], "figures": ["source", "path", "file", "line"]},
    "entries": {"": [*HEAD, "entries", "warnings"], "entries": ENTRY},
    "stages": {
        "": [*HEAD, "commitment", "title", "unit", "stages", "contributions", "warnings"],
        "stages": ["id", "counts", "actual", "actual_bound", "pct_of_pledge", "pct_of_previous", "reported_on"],
        "contributions": ["id", "name", "pledged", "stages"],
    },
    "pace": {"": [*HEAD, "commitments", "warnings"], "commitments": PACE},
    "what-if": {
        "": [*HEAD, "changes", "commitments", "warnings"],
        "commitments": ["id", "before", "after"],
        "commitments.before": COMMITMENT,
        "commitments.after": COMMITMENT,
    },
    "compare": {
        "": [*HEAD, "from", "to", "commitments", "warnings"],
        "from": ["ledger", "as_of"],
        "to": ["ledger", "as_of"],
        "commitments": ["id", "title", "unit", "pledged", "actual", "gap", "shortfall_pct", "contributions"],
        **dict.fromkeys(
            (f"commitments.{figure}" for figure in ("pledged", "actual", "gap", "shortfall_pct")),
            MOVED,
        ),
        "commitments.contributions": ["id", "name", "pledged", "actual"],
        "commitments.contributions.pledged": MOVED,
        "commitments.contributions.actual": MOVED,
    },
    "claims": {"": [*HEAD, "claims", "rivals", "warnings"], "claims": CLAIM},
    "validate": {
        "": [*HEAD, "valid", "tables", "files", "errors", "warnings"],
        "files": FILE,
        "errors": PROBLEM,
        "warnings": PROBLEM,
    },
    "cite": {"": [*HEAD, "title", "licence", "program", "citation", "files", "warnings"], "files": FILE},
}
"""The keys of each kind of document, by the keys that lead to them."""
WARNING = ["code", "commitment", "message"]
WITHOUT_LATER_ENTRIES = {"claims", "context", "sources", "source", "single-source", "validate", "compare", "cite"}
"""The kinds that leave out no entry, or say of two dates what they do."""
ADDRESS = "https://example.org/kenya"
EVERYTHING = f"""
mission.as_of = 2025-06-27
sources.report = {{ title = "Report", archived = "https://example.org/copy", seen = 2025-06-28 }}
commitments.personnel = {{ unit = "personnel", pledged = 2500, due = 2025-10-02, source = "report" }}
pledges = [
    {{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 }},
    {{ commitment = "personnel", country = "JM", date = 2024-01-01, total = 20, outside = "in kind" }},
]
actuals = [
    {{ commitment = "personnel", country = "KE", date = "2024-06", total = 400, source = "{ADDRESS}", note = "A month" }},
    {{ commitment = "personnel", country = "KE", date = 2025-06-25, total = 900 }},
    {{ commitment = "personnel", date = 2025-06-25, total = 700 }},
    {{ commitment = "personnel", date = 2025-08-01, total = 750 }},
]
claims = [{{ text = "Kenya sent 500", commitment = "personnel", country = "KE", measure = "actual", value = 500 }}]
indicators.children = {{ value = 2269 }}
events = [{{ date = 2024-06-25, title = "The first contingent arrives" }}]
"""
"""Something for every list of every document; Kenya delivered more than the whole, which is a warning."""
ARGUMENTS = {
    "show": ["show", "personnel"],
    "source": ["sources", ADDRESS],
    "single-source": ["sources", "--single"],
    "history-by-country": ["history", "--by-country"],
    "history-by-period": ["history", "--every", "quarter"],
    "stages": ["stages", "personnel"],
    "what-if": ["what-if", "--withdraw", "KE"],
    "compare": ["compare", "--from", "2024-12-31"],
}


@pytest.mark.parametrize("kind", SHAPES)
def test_the_keys_of_a_document_in_their_order(kind: str, run: Run) -> None:
    arguments = ARGUMENTS.get(kind, [kind])
    document = json.loads(run(*arguments, "--json", "-l", "-", stdin=EVERYTHING).stdout)
    faulty = json.loads(run("validate", "--json", "-l", "-", stdin="x = 1").stdout)
    assert (document["kind"], document["version"]) == (kind, 1)
    of_every_report = {"warnings": WARNING} if document["warnings"] else {}
    if kind not in WITHOUT_LATER_ENTRIES:
        of_every_report["later_entries"] = ["count", "first", "last"]
    shape = [*objects(document), *(objects(faulty) if kind == "validate" else ())]
    # Every object is looked at: the second of a list may have other keys than the first.
    assert {(path, *keys) for path, keys in shape} == {
        (path, *keys) for path, keys in {**of_every_report, **SHAPES[kind]}.items()
    }


def test_the_keys_of_what_no_ledger_has_as_yet() -> None:
    assert [field.name for field in documented(GroupContribution)] == GROUP
    assert [field.name for field in documented(TableRead)] == TABLE


def objects(value: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """The keys of each object in a document, by the keys that lead to it."""
    if isinstance(value, list):
        for item in value:
            yield from objects(item, path)
    elif isinstance(value, dict):
        yield path, list(value)
        for key, item in value.items():
            yield from objects(item, f"{path}.{key}" if path else key)


def test_json_is_the_same_as_the_format_json(run: Run) -> None:
    assert run("countries", "--json").stdout == run("countries", "-f", "json").stdout


def once(*columns: str) -> list[str]:
    """Columns in the order in which each is first named."""
    return list(dict.fromkeys(columns))


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("summary", COMMITMENT),
        (
            "countries",
            once("section", "commitment", "unit", *COMMITMENT, "sum_of_shortfalls", *CONTRIBUTION, *OUTSIDE, *GROUP),
        ),
        (
            "show personnel",
            once(
                *("section", "commitment", "unit", *COMMITMENT, "sum_of_shortfalls", *CONTRIBUTION, *OUTSIDE, *GROUP),
                *COMPARISON,
                *RELIANCE,
                *("date", *CHANGE, *POINT[1:7]),
                *PACE,
                *CLAIM,
                *("date", "date_precision", "country", "note"),
            ),
        ),
        ("kept", once("section", "commitment", "unit", *KEPT_IN_ALL, *PLEDGE_KEPT)),
        ("history", once("section", "commitment", "unit", "date", *CHANGE, *POINT[1:7], "title")),
        ("cite", ["section", "title", "licence", "program", "citation", *FILE]),
        ("history --by-country", ["commitment", "unit", "date", *CHANGE, *POINT[1:7]]),
        ("context", INDICATOR),
        ("sources", once("section", *SOURCE, "path", "line", *FILE)),
        (f"sources {ADDRESS}", once("section", "source", *SOURCE, "path", "file", "line")),
        ("sources --single", ["source", "path", "file", "line"]),
        ("entries", ENTRY),
        ("pace", PACE),
        ("what-if --withdraw KE", ["state", *COMMITMENT, "changes"]),
        (
            "compare --from 2024-12-31",
            [
                "id",
                "title",
                "unit",
                "contributor",
                "name",
                *(f"{figure}_{side}" for figure in ("pledged", "actual", "gap", "shortfall_pct") for side in MOVED),
            ],
        ),
        ("claims", [*CLAIM, "rivals"]),
        ("validate", once("section", *TABLE, *FILE, "severity", *PROBLEM)),
    ],
)
def test_the_columns_of_csv(command: str, columns: list[str], run: Run) -> None:
    done = run(*command.split(), "--format", "csv", "-l", "-", stdin=EVERYTHING)
    heading, *rows = csv.reader(io.StringIO(done.stdout))
    assert heading == [*columns, "mission", "report_date"]
    assert rows
    assert {len(row) for row in rows} == {len(heading)}


EXCEEDED = """
[commitments.men]
unit = "men"
[[actuals]]
commitment = "men"
country = "KE"
date = 2025-01-01
total = 7
[[actuals]]
commitment = "men"
date = 2025-01-01
total = 5
"""


@pytest.mark.parametrize("command", ["summary", "countries", "show personnel", "history", "pace"])
def test_csv_leaves_to_standard_error_how_many_entries_are_left_out(command: str, run: Run) -> None:
    done = run(*command.split(), "-f", "csv", "-l", "-", stdin=EVERYTHING)
    said = "mss-gap: 1 entry is dated after the report date (1 August 2025) and not counted.\n"
    assert done.stderr.endswith(said)
    assert said not in run(*command.split(), "-f", "json", "-l", "-", stdin=EVERYTHING).stderr


SECTIONS = """
mission.as_of = 2025-06-27
commitments.funding = { unit = "USD", pledged = 100, basis = "the plan" }
pledges = [{ commitment = "funding", country = "KE", date = 2024-01-01, total = 40, note = "In two parts" }]
actuals = [
    { commitment = "funding", country = "KE", date = 2024-06-01, total = 10 },
    { commitment = "funding", date = 2024-06-01, total = 25 },
    { commitment = "funding", country = "FR", date = 2024-06-30, total = 7, outside = "in kind" },
]
claims = [{ text = "all of it", commitment = "funding", measure = "actual", value = 100 }]
"""
"""Of 100 USD 25 are paid: 10 by Kenya, 15 by nobody named; France gives 7 outside."""


def test_csv_of_countries_has_the_whole_the_rest_and_what_is_outside(run: Run) -> None:
    done = run("countries", "-f", "csv", "-l", "-", stdin=SECTIONS)
    rows = [{key: value for key, value in row.items() if value} for row in csv.DictReader(io.StringIO(done.stdout))]
    assert [row["section"] for row in rows] == ["commitments", "contributions", "outside"]
    whole, kenya, outside = rows
    assert (whole["id"], whole["basis"], whole["pledged"], whole["actual"]) == ("funding", "the plan", "100", "25")
    assert (whole["unattributed"], whole["sum_of_shortfalls"], whole["gap"]) == ("15", "30", "75")
    assert (kenya["commitment"], kenya["id"], kenya["pledged"], kenya["actual"]) == ("funding", "KE", "40", "10")
    assert outside == {
        "section": "outside",
        "commitment": "funding",
        "unit": "USD",
        "country": "FR",
        "name": "France",
        "kind": "actual",
        "outside": "in kind",
        "figure": "7",
        "figure_bound": "exact",
        "date": "2024-06-30",
        "report_date": "2025-06-27",
    }


def test_csv_of_show_has_a_row_for_each_row_of_each_list_of_the_document(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("show", "funding", "-f", "csv", "-l", "-", stdin=SECTIONS).stdout)))
    document = json.loads(run("show", "funding", "--json", "-l", "-", stdin=SECTIONS).stdout)
    lists = {
        "commitment": [document["commitment"]],
        "contributions": document["commitment"]["contributions"],
        "outside": document["commitment"]["outside"],
        "comparisons": document["comparisons"],
        "largest": [document["largest"]],
        "course": [change | point for point in document["course"] for change in point["changes"]],
        "pace": [document["pace"]],
        "contradicted": document["contradicted"],
        "notes": document["notes"],
    }
    assert [row["section"] for row in rows] == [section for section, held in lists.items() for _ in held]
    for row, held in zip(rows, (each for rows in lists.values() for each in rows), strict=True):
        assert (row["commitment"], row["unit"]) == ("funding", "USD")
        flat = {key: value for key, value in held.items() if not isinstance(value, list) and key != "changes"}
        assert {key: row[key] for key in flat} == {key: cell(value) for key, value in flat.items()}


def cell(value: object) -> str:
    """What CSV has for a value of JSON that is not a list."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_csv_leaves_warnings_to_standard_error(run: Run) -> None:
    done = run("summary", "-f", "csv", "-l", "-", stdin=EXCEEDED)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.startswith("mss-gap: warning[parts-exceed-total]: Men: ")


def test_only_one_commitment(run: Run) -> None:
    document = json.loads(run("countries", "personnel", "--json").stdout)
    assert [row["id"] for row in document["commitments"]] == ["personnel"]


def test_an_earlier_report_date(run: Run) -> None:
    document = json.loads(run("summary", "--json", "--as-of", "2024-06-25").stdout)
    assert document["as_of"] == "2024-06-25"
    assert document["commitments"][0]["actual"] != 991


def test_a_percentage_may_have_its_sign(run: Run, four_lines: Path) -> None:
    assert run("summary", "-l", str(four_lines), "--fail-under", "25%").returncode == 0


@pytest.mark.parametrize(
    ("percentage", "status", "said"),
    [
        ("24.9", 0, ""),
        ("25", 0, ""),
        ("25.000001", 1, "mss-gap: Bases: 3 of 12 delivered (25.0%), below 25.000001%\n"),
        ("100", 1, "mss-gap: Bases: 3 of 12 delivered (25.0%), below 100%\n"),
        ("-5", 0, ""),
    ],
)
def test_delivered_below_a_percentage_fails_and_equal_is_not_below(
    percentage: str, status: int, said: str, run: Run, four_lines: Path
) -> None:
    done = run("summary", "--json", "-l", str(four_lines), "--fail-under", percentage)
    assert (done.returncode, done.stderr) == (status, said)
    assert json.loads(done.stdout)["kind"] == "summary"


def test_a_percentage_that_is_not_defined_is_not_below_another(run: Run) -> None:
    done = run("summary", "-l", "-", "--fail-under", "100", stdin='[commitments.men]\nunit = "men"\nactual = 3\n')
    assert (done.returncode, done.stderr) == (0, "")


def test_every_commitment_below_is_named(run: Run) -> None:
    done = run("summary", "-l", "-", "--fail-under", "50", stdin=THREE)
    assert done.returncode == 1
    assert done.stderr == (
        "mss-gap: A: 1 of 10 delivered (10.0%), below 50%\nmss-gap: C: $49,990,000 of $100,000,000 delivered (50.0%), below 50%\n"
    )


THREE = """
[commitments.a]
unit = "bases"
pledged = 10
actual = 1
[commitments.b]
unit = "bases"
pledged = 10
actual = 5
[commitments.c]
unit = "USD"
pledged = 100_000_000
actual = 49_990_000
"""


@pytest.mark.parametrize("form", FORMATS)
def test_a_validation_with_errors_fails_in_every_format(form: str, run: Run, invalid: Path) -> None:
    done = run("validate", "--format", form, "--ledger", str(invalid))
    assert (done.returncode, done.stderr) == (1, "")
    assert "unknown-key" in done.stdout


def test_a_validation_with_only_warnings_succeeds(run: Run) -> None:
    done = run("validate", "--ledger", "-", stdin=EXCEEDED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "warning[parts-exceed-total]" in done.stdout


@pytest.mark.parametrize("kind", SchemaKind)
def test_the_schema_of_every_kind(kind: str, run: Run) -> None:
    done = run("schema", kind)
    assert (done.returncode, done.stderr) == (0, "")
    assert "$schema" in json.loads(done.stdout)


def test_without_a_kind_the_schema_is_that_of_the_ledger(run: Run) -> None:
    assert run("schema").stdout == run("schema", "ledger").stdout


def test_a_commitment_that_is_nearly_delivered_fails_with_its_figures_in_full(run: Run) -> None:
    ledger = '[commitments.aid]\nunit = "USD"\npledged = 600_000_000\nactual = 599_999_999\n'
    done = run("summary", "-l", "-", "--fail-under", "100", stdin=ledger)
    assert done.returncode == 1
    assert done.stderr == "mss-gap: Aid: $599,999,999 of $600,000,000 delivered (>99.9%), below 100%\n"
    assert ">99.9%" in done.stdout
    assert "<0.1%" in done.stdout
