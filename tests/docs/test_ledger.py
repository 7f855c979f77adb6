"""docs/ledger.md names every key of every table, and its example holds each of them and is valid."""

from collections.abc import Callable

import pytest
import tomli
from pydantic import BaseModel

from mss_gap.analysis.reports.validate import validated
from mss_gap.ledger.find import IN_FOLDER, VARIABLE
from mss_gap.ledger.model import (
    Actual,
    Body,
    Claim,
    Commitment,
    Entry,
    Event,
    ExchangeRate,
    Indicator,
    Ledger,
    Measure,
    Mission,
    Pledge,
    Qualifier,
    Source,
    Status,
    keys_of,
)

SECTIONS: dict[str, tuple[str, type[BaseModel | Entry]]] = {
    "At the top of the file": ("", Ledger),
    "`[mission]`": ("mission", Mission),
    "`[sources.ID]`": ("sources", Source),
    "`[contributors.CODE]`": ("contributors", Body),
    "`[commitments.ID]`": ("commitments", Commitment),
    "`[[pledges]]`": ("pledges", Pledge),
    "`[[actuals]]`": ("actuals", Actual),
    "`[[rates]]`": ("rates", ExchangeRate),
    "`[[claims]]`": ("claims", Claim),
    "`[indicators.ID]`": ("indicators", Indicator),
    "`[[events]]`": ("events", Event),
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_section_names_the_keys_of_its_table_and_which_are_required(
    heading: str,
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Callable[[str], list[list[dict[str, str]]]],
) -> None:
    keys = keys_of(SECTIONS[heading][1])
    (table,) = tables(section(page("docs/ledger.md"), heading))
    assert sorted(row["key"].strip("`") for row in table) == sorted(keys)
    assert {row["key"].strip("`") for row in table if "required" in row["meaning"]} == {
        key for key, field in keys.items() if field.is_required()
    }


def test_every_table_of_a_ledger_has_a_section() -> None:
    assert {name for name, _ in SECTIONS.values()} - {""} == set(Ledger.model_fields) - {"format"}


def test_the_complete_example_is_valid_and_gives_no_warning(example_ledger: str) -> None:
    report, _ = validated(example_ledger.encode(), "example.toml")
    assert (report.errors, report.warnings) == ((), ())


def test_the_complete_example_holds_every_key(example_ledger: str) -> None:
    document = tomli.loads(example_ledger)
    for name, model in SECTIONS.values():
        held = set(document) if not name else keys_held(document[name])
        assert held == set(keys_of(model)), name


def test_the_shortest_example_is_valid(
    page: Callable[[str], str], code_blocks: Callable[[str, str], list[str]]
) -> None:
    shortest = code_blocks(page("docs/ledger.md"), "toml")[0]
    report, _ = validated(shortest.encode(), "shortest.toml")
    assert len(shortest.splitlines()) == 4
    assert report.valid


def test_every_choice_and_every_place_of_a_ledger_is_named(page: Callable[[str], str]) -> None:
    text = page("docs/ledger.md")
    named = (*Status, *Measure, *Qualifier, VARIABLE, *map(str, IN_FOLDER))
    assert [name for name in named if f"`{name}`" not in text] == []


def keys_held(content: object) -> set[str]:
    """The keys of a table, or of all the tables that a list or a table of tables holds."""
    if isinstance(content, list):
        return {key for part in content for key in part}
    assert isinstance(content, dict)
    if all(isinstance(part, dict) for part in content.values()):
        return {key for part in content.values() for key in part}
    return set(content)
