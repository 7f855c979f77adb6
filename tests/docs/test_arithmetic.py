"""docs/arithmetic.md computes: every figure of its worked examples is what the rules give."""

import json
import os
import re
import shlex
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import (
    ClaimVerdict,
    CountriesReport,
    KeptVerdict,
    PaceVerdict,
    claims,
    countries,
    history_by_period,
    kept,
    pace,
    stages,
)
from mss_gap.ledger.entry import Qualifier
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.figures import in_full, in_table, percent
from tests.in_process import called

Tables = Callable[[str], list[list[dict[str, str]]]]
Example = Callable[[str], tuple[str, list[list[dict[str, str]]]]]
WORDS = {"--as-of", "commitment", "stage", "contributor", "group", "claim", "scenario", "because"}
"""Columns that say which row is meant, or why; every other column is a key of the JSON document."""


@pytest.fixture
def example(
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Tables,
    code_blocks: Callable[[str, str], list[str]],
) -> Example:
    """The ledger of a rule's example, and the rule's tables."""

    def of(rule: str) -> tuple[str, list[list[dict[str, str]]]]:
        text = section(page("docs/arithmetic.md"), rule)
        (ledger,) = code_blocks(text, "toml")
        return ledger, tables(text)

    return of


@pytest.mark.parametrize(
    "rule",
    [
        "R0 Bounds",
        "R1 Report date",
        "R2 One contributor's series",
        "R3 The whole's actual",
        "R4 The whole's pledge",
        "R5 Gap",
        "R6 Contributors",
        "R7 Money in another currency",
        "R13 Stages",
        "R14 Outside",
    ],
)
def test_worked_examples_give_the_figures_of_the_page(rule: str, example: Example) -> None:
    ledger, examples = example(rule)
    assert examples
    for table in examples:
        for row in table:
            stated = row.get("--as-of")
            if "stage" in row:
                continue  # the next test
            report = countries(read(ledger), date.fromisoformat(stated) if stated else None)
            assert as_the_page_has(figures(report, row), row) == figures_in(row), row


def test_each_stage_has_the_figures_of_the_page(example: Example) -> None:
    ledger, (_, table) = example("R13 Stages")
    found = {(key, each.id): each for key in read(ledger).commitments for each in stages(read(ledger), key).stages}
    assert [(row["commitment"], row["stage"]) for row in table] == list(found)
    for row in table:
        stage = found[row["commitment"], row["stage"]]
        assert as_the_page_has(attributes(stage, row), row) == figures_in(row), row


def test_contributors_stand_in_the_order_of_the_page(example: Example) -> None:
    ledger, examples = example("R6 Contributors")
    rows = countries(read(ledger)).commitments[0].contributions
    assert [row.id for row in rows] == [row["contributor"] for row in examples[0]]


def test_each_group_and_each_measured_contributor_has_the_figures_of_the_page(example: Example) -> None:
    ledger, (groups, contributors) = example("R15 Groups and scales")
    (commitment,) = countries(read(ledger), by_groups=True, per="gdp").commitments
    assert [row["group"] for row in groups] == [group.id for group in commitment.groups]
    for row, group in zip(groups, commitment.groups, strict=True):
        assert as_the_page_has(attributes(group, row), row) == figures_in(row), row
    rows = {each.id: each for each in commitment.contributions}
    for row in contributors:
        assert as_the_page_has(attributes(rows[row["contributor"]], row), row) == figures_in(row), row


def test_each_period_has_the_figures_of_the_page(example: Example) -> None:
    ledger, (table,) = example("R15 Periods")
    (commitment,) = history_by_period(read(ledger), "quarter").commitments
    for row, computed in zip(table, commitment.periods, strict=True):
        found = {key: getattr(computed, {"from": "from_"}.get(key, key)) for key in figures_in(row)}
        assert as_the_page_has(found, row) == figures_in(row), row


def test_each_commitment_has_the_pace_of_the_page(example: Example) -> None:
    ledger, (_, table) = example("R8 Pace")
    report = pace(read(ledger))
    assert [row["commitment"] for row in table] == [row.id for row in report.commitments]
    for row, computed in zip(table, report.commitments, strict=True):
        assert as_the_page_has(attributes(computed, row), row) == figures_in(row), row


def test_verdicts_of_pace_stand_in_the_order_in_which_they_apply(example: Example) -> None:
    _, (verdicts, _) = example("R8 Pace")
    assert [row["verdict"].strip("`") for row in verdicts] == [verdict.value for verdict in PaceVerdict]


def test_each_pledge_and_its_commitment_are_as_the_page_says(example: Example) -> None:
    ledger, (verdicts, pledges, commitments) = example("R12 Kept")
    (row,), (commitment,) = commitments, kept(read(ledger)).commitments
    assert as_the_page_has(attributes(commitment, row), row) == figures_in(row)
    assert [row["contributor"] for row in pledges] == [row.id for row in commitment.contributions]
    for row, computed in zip(pledges, commitment.contributions, strict=True):
        assert as_the_page_has(attributes(computed, row), row) == figures_in(row), row
    named = [row["verdict"].strip("`") for row in verdicts]
    assert list(dict.fromkeys(named)) == [verdict.value for verdict in KeptVerdict]


def test_each_scenario_leads_where_the_page_says(example: Example) -> None:
    ledger, (steps, table) = example("R9 What if")
    tried = {option for row in table for option in re.findall(r"--\w+", row["scenario"])}
    assert tried == {option for row in steps for option in re.findall(r"--\w+", row["step"])}
    for row in table:
        document = what_if(row["scenario"].strip("`"), ledger)
        after = next(outcome["after"] for outcome in document["commitments"] if outcome["id"] == row["commitment"])
        assert {key: str(after[key]) for key in figures_in(row)} == figures_in(row), row


def test_each_claim_is_judged_as_the_page_says(example: Example) -> None:
    ledger, (qualifiers, table) = example("R10 Claims")
    report = claims(read(ledger))
    assert [row["claim"] for row in table] == [row.text for row in report.claims]
    for row, computed in zip(table, report.claims, strict=True):
        assert as_the_page_has(attributes(computed, row), row) == figures_in(row), row
    assert {row["verdict"] for row in table} == {verdict.value for verdict in ClaimVerdict}
    named = [name for row in qualifiers for name in re.findall(r"`([\w-]+)`", row["qualifier"])]
    assert named == [qualifier.value for qualifier in Qualifier]


def test_figures_are_shown_as_the_page_says(
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Tables,
) -> None:
    (table,) = tables(section(page("docs/arithmetic.md"), "R11 Display"))
    for row in table:
        value = None if row["value"] == "null" else Decimal(row["value"])
        unit = row["unit"]
        shown = [percent(value)] * 2 if unit == "%" else [in_table(value, unit), in_full(value, unit)]
        assert shown == [row["in a table"], row["in Markdown"]], row


def test_every_rule_that_the_source_cites_is_explained(root: Path, page: Callable[[str], str]) -> None:
    cited = {
        rule for module in (root / "src").rglob("*.py") for rule in re.findall(r"\bR\d+\b", module.read_text("utf-8"))
    }
    assert cited <= set(re.findall(r"^## (R\d+) ", page("docs/arithmetic.md"), re.MULTILINE))


def test_every_rule_has_its_place(page: Callable[[str], str]) -> None:
    headings = re.findall(r"^## (R\d+) ", page("docs/arithmetic.md"), re.MULTILINE)
    # A rule may have two sections.
    assert list(dict.fromkeys(headings)) == [f"R{number}" for number in range(16)]


def read(ledger: str) -> Ledger:
    return parse_ledger(ledger.encode(), "example")


def what_if(scenario: str, ledger: str) -> dict[str, list[dict[str, dict[str, object]]]]:
    """The document of a scenario as it is written on the command line."""
    words = ("what-if", "--ledger", "-", "--json", *shlex.split(scenario))
    run = called(words, ledger, os.environ, Path.cwd())
    assert run.returncode == 0, run.stderr
    document: dict[str, list[dict[str, dict[str, object]]]] = json.loads(run.stdout)
    return document


def figures_in(row: dict[str, str]) -> dict[str, str]:
    """The figures that a row of the page states, by their keys."""
    return {key: written for key, written in row.items() if key not in WORDS}


def as_the_page_has(computed: dict[str, object], row: dict[str, str]) -> dict[str, str]:
    """Computed figures in the form in which a row states them."""
    return {key: as_written(computed[key], written) for key, written in figures_in(row).items()}


def attributes(part: object, row: dict[str, str]) -> dict[str, object]:
    return {key: getattr(part, key) for key in figures_in(row)}


def figures(report: CountriesReport, row: dict[str, str]) -> dict[str, object]:
    """The keys of the document, of the commitment and of the contributor that a row of the page speaks of."""
    commitment = next(it for it in report.commitments if it.id == row.get("commitment", report.commitments[0].id))
    found: dict[str, object] = {"as_of": report.as_of}
    part = commitment
    if "contributor" in row:
        part = next(it for it in commitment.contributions if it.id == row["contributor"])
    return found | {name: getattr(part, name) for name in row if name not in WORDS | {"as_of"}}


def as_written(value: object, written: str) -> str:
    """A figure as the page writes it; one that ends in an ellipsis is cut where the page cuts it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Decimal():
            digits = f"{value.normalize():f}"
            return f"{digits[: len(written) - 1]}…" if written.endswith("…") else digits
        case _:
            return str(value)
