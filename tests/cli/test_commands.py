"""Every command in every format, as a process."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

HEAD = ["kind", "version", "mission", "ledger", "as_of"]
COMMITMENT = [
    "id",
    "title",
    "unit",
    "basis",
    "pledged",
    "actual",
    "at_least",
    "gap",
    "delivered_pct",
    "shortfall_pct",
    "reported_on",
    "due",
    "country_pledged",
    "on_hold",
    "attributed",
    "unattributed",
    "unconverted",
    "sources",
]
CONTRIBUTION = [
    "id",
    "name",
    "pledged",
    "pledge_status",
    "actual",
    "actual_basis",
    "at_least",
    "gap",
    "delivered_pct",
    "shortfall_pct",
    "share_pct",
    "reported_on",
    "sources",
]
PROBLEM = ["code", "line", "column", "path", "message", "hint"]
READING = ["summary", "countries", "validate"]
FORMATS = ["table", "json", "csv", "markdown"]


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("form", FORMATS)
def test_every_command_prints_every_format_of_the_shipped_ledger(command: str, form: str, run: Run) -> None:
    done = run(command, "--format", form)
    assert (done.returncode, done.stderr if form != "csv" else "") == (0, "")
    assert done.stdout.endswith("\n")
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("form", FORMATS)
def test_every_command_prints_every_format_of_the_shortest_ledger(
    command: str, form: str, run: Run, four_lines: Path
) -> None:
    done = run(command, "--format", form, "--ledger", str(four_lines))
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
        assert list(row) == [*COMMITMENT, "sum_of_shortfalls", "contributions"]
        assert [list(part) for part in row["contributions"]] == [CONTRIBUTION] * len(row["contributions"])


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
        ("validate", ["severity", *PROBLEM]),
    ],
)
def test_the_columns_of_csv(command: str, columns: list[str], run: Run) -> None:
    assert next(csv.reader(io.StringIO(run(command, "--format", "csv").stdout))) == columns


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
        "mss-gap: A: 1 of 10 delivered (10.0%), below 50%\nmss-gap: C: $49.99M of $100M delivered (50.0%), below 50%\n"
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


@pytest.mark.parametrize("kind", ["ledger", "summary", "countries", "validate"])
def test_the_schema_of_every_kind(kind: str, run: Run) -> None:
    done = run("schema", kind)
    assert (done.returncode, done.stderr) == (0, "")
    assert "$schema" in json.loads(done.stdout)


def test_without_a_kind_the_schema_is_that_of_the_ledger(run: Run) -> None:
    assert run("schema").stdout == run("schema", "ledger").stdout
