"""docs/arithmetic.md computes: every figure of its worked examples is what the rules give."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import CountriesReport, break_down
from mss_gap.ledger.read import parse_ledger
from mss_gap.render.figures import percent, quantity

Tables = Callable[[str], list[list[dict[str, str]]]]
WORDS = {"--as-of", "commitment", "contributor", "because"}
"""Columns that say which row is meant, or why; every other column is a key of the JSON document."""


@pytest.mark.parametrize(
    "rule",
    [
        "R1 Report date",
        "R2 One contributor's series",
        "R3 The whole's actual",
        "R4 The whole's pledge",
        "R5 Gap",
        "R6 Contributors",
        "R7 Money in another currency",
    ],
)
def test_worked_examples_give_the_figures_of_the_page(
    rule: str,
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Tables,
    code_blocks: Callable[[str, str], list[str]],
) -> None:
    text = section(page("docs/arithmetic.md"), rule)
    (example,) = code_blocks(text, "toml")
    ledger = parse_ledger(example.encode(), "example")
    examples = tables(text)
    assert examples
    for table in examples:
        for row in table:
            stated = row.get("--as-of")
            report = break_down(ledger, date.fromisoformat(stated) if stated else None)
            computed = figures(report, row)
            assert {key: as_written(computed[key], row[key]) for key in row if key not in WORDS} == {
                key: row[key] for key in row if key not in WORDS
            }, row


def test_contributors_stand_in_the_order_of_the_page(
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Tables,
    code_blocks: Callable[[str, str], list[str]],
) -> None:
    text = section(page("docs/arithmetic.md"), "R6 Contributors")
    ledger = parse_ledger(code_blocks(text, "toml")[0].encode(), "example")
    rows = break_down(ledger).commitments[0].contributions
    assert [row.id for row in rows] == [row["contributor"] for row in tables(text)[0]]


def test_figures_are_shown_as_the_page_says(
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Tables,
) -> None:
    (table,) = tables(section(page("docs/arithmetic.md"), "R11 Display"))
    for row in table:
        value = None if row["value"] == "null" else Decimal(row["value"])
        shown = percent(value) if row["unit"] == "%" else quantity(value, row["unit"])
        assert shown == row["shown"], row


def test_every_rule_that_the_source_cites_is_explained(root: Path, page: Callable[[str], str]) -> None:
    cited = {
        rule for module in (root / "src").rglob("*.py") for rule in re.findall(r"\bR\d+\b", module.read_text("utf-8"))
    }
    assert cited <= set(re.findall(r"^## (R\d+) ", page("docs/arithmetic.md"), re.MULTILINE))


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
