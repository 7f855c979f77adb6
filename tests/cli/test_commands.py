"""Every command in every format, as a process."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

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
PROBLEM = ["code", "line", "column", "path", "message", "hint"]
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
SOURCE = ["id", "title", "publisher", "published", "url", "figures"]


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
    assert page("sources") == (
        "No sources. 1 figure without a source.\n\n"
        "| Figure without a source | Line |\n| :--- | ---: |\n| commitments.bases | 1 |\n"
    )


@pytest.mark.parametrize("ledger", ["shipped", "short"])
def test_the_keys_of_a_summary(ledger: str, run: Run, four_lines: Path) -> None:
    document = json.loads(run("summary", "--json", *(["-l", str(four_lines)] if ledger == "short" else [])).stdout)
    assert list(document) == [*HEAD, "commitments", "warnings"]
    assert (document["kind"], document["version"]) == ("summary", 1)
    assert [list(row) for row in document["commitments"]] == [COMMITMENT] * len(document["commitments"])


@pytest.mark.parametrize("ledger", ["shipped", "short"])
def test_the_keys_of_countries(ledger: str, run: Run, four_lines: Path) -> None:
    document = json.loads(run("countries", "--json", *(["-l", str(four_lines)] if ledger == "short" else [])).stdout)
    assert list(document) == [*HEAD, "commitments", "warnings"]
    assert (document["kind"], document["version"]) == ("countries", 1)
    for row in document["commitments"]:
        assert list(row) == [*COMMITMENT, "sum_of_shortfalls", "contributions", "outside"]
        assert [list(part) for part in row["contributions"]] == [CONTRIBUTION] * len(row["contributions"])


SHAPES = {
    "show": {
        "": [*HEAD, "commitment", "comparisons", "largest", "course", "pace", "contradicted", "notes", "warnings"],
        "commitment": [*COMMITMENT, "sum_of_shortfalls", "contributions", "outside"],
        "commitment.contributions": CONTRIBUTION,
        "comparisons": ["id", "part", "whole", "pct"],
        "largest": ["id", "name", "actual", "share_pct", "rest", "rest_delivered_pct"],
        "course": POINT,
        "course.changes": CHANGE,
        "pace": PACE,
        "contradicted": CLAIM,
        "notes": ["date", "country", "note"],
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
    "context": {"": [*HEAD, "indicators", "warnings"], "indicators": INDICATOR},
    "sources": {"": [*HEAD, "sources", "unsourced", "warnings"], "sources": SOURCE, "unsourced": ["path", "line"]},
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
}
WARNING = ["code", "commitment", "message"]
ARGUMENTS = {
    "show": ["show", "personnel"],
    "history-by-country": ["history", "--by-country"],
    "stages": ["stages", "personnel"],
    "what-if": ["what-if", "--withdraw", "KE"],
    "compare": ["compare", "--from", "2024-12-31"],
}


@pytest.mark.parametrize("kind", SHAPES)
def test_the_keys_of_a_document_in_their_order(kind: str, run: Run) -> None:
    arguments = ARGUMENTS.get(kind, [kind])
    document = json.loads(run(*arguments, "--json").stdout)
    unsourced = json.loads(run(*arguments, "--json", "-l", "-", stdin=UNSOURCED).stdout)
    assert (document["kind"], document["version"]) == (kind, 1)
    shape = dict(objects(document)) | dict(objects(unsourced))
    of_every_report = {"warnings": WARNING, "later_entries": ["count", "first", "last"]}
    assert shape == {**SHAPES[kind], **{key: keys for key, keys in of_every_report.items() if key in shape}}


def objects(value: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """The keys of each object in a document, by the keys that lead to it."""
    if isinstance(value, list):
        for item in value:
            yield from objects(item, path)
    elif isinstance(value, dict):
        yield path, list(value)
        for key, item in value.items():
            yield from objects(item, f"{path}.{key}" if path else key)


UNSOURCED = """
[commitments.personnel]
unit = "personnel"
pledged = 12
[[actuals]]
commitment = "personnel"
country = "KE"
date = 2025-01-01
total = 7
"""


def test_the_keys_of_a_warning(run: Run) -> None:
    document = json.loads(run("summary", "--json", "--ledger", "-", stdin=EXCEEDED).stdout)
    assert [list(warning) for warning in document["warnings"]] == [["code", "commitment", "message"]]
    assert (document["warnings"][0]["code"], document["warnings"][0]["commitment"]) == ("parts-exceed-total", "men")


def test_the_keys_of_a_validation(run: Run, invalid: Path) -> None:
    valid = json.loads(run("validate", "--json").stdout)
    faulty = json.loads(run("validate", "--json", "--ledger", str(invalid)).stdout)
    assert list(valid) == list(faulty) == [*HEAD, "valid", "errors", "warnings"]
    assert (valid["kind"], valid["version"], valid["valid"], valid["errors"]) == ("validate", 1, True, [])
    assert (faulty["valid"], [list(problem) for problem in faulty["errors"]]) == (False, [PROBLEM])


def test_json_is_the_same_as_the_format_json(run: Run) -> None:
    assert run("countries", "--json").stdout == run("countries", "-f", "json").stdout


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("summary", COMMITMENT),
        ("countries", ["commitment", "unit", *CONTRIBUTION]),
        ("show personnel", ["commitment", "unit", *CONTRIBUTION]),
        ("history", ["commitment", "unit", "date", *CHANGE, *POINT[1:7]]),
        ("history --by-country", ["commitment", "unit", "date", *CHANGE, *POINT[1:7]]),
        ("context", INDICATOR),
        ("sources", SOURCE),
        ("pace", PACE),
        ("what-if --withdraw KE", ["state", *COMMITMENT]),
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
        ("validate", ["severity", *PROBLEM]),
    ],
)
def test_the_columns_of_csv(command: str, columns: list[str], run: Run) -> None:
    assert next(csv.reader(io.StringIO(run(*command.split(), "--format", "csv").stdout))) == [
        *columns,
        "mission",
        "report_date",
    ]


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


def test_csv_leaves_warnings_to_standard_error(run: Run) -> None:
    done = run("summary", "-f", "csv", "-l", "-", stdin=EXCEEDED)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.startswith("mss-gap: warning[parts-exceed-total]: Men: ")


def test_one_commitment_alone(run: Run) -> None:
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


def test_a_validation_with_warnings_alone_succeeds(run: Run) -> None:
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
