"""docs/ledger.md names every key of every table, and its example holds each of them and is valid."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import tomli
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mss_gap.analysis.reports.validate import validated
from mss_gap.ledger.entry import Actual, Entry, Pledge, Qualifier, Status
from mss_gap.ledger.find import IN_FOLDER, VARIABLE
from mss_gap.ledger.groups.usual_groups import USUAL_GROUPS
from mss_gap.ledger.measures import Measure
from mss_gap.ledger.model import (
    Body,
    Claim,
    Commitment,
    Event,
    ExchangeRate,
    Group,
    Indicator,
    Ledger,
    Mission,
    Scale,
    Source,
    keys_of,
)
from mss_gap.ledger.table import NumberStyle, Others, Section, Table

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
    "`[groups.ID]`": ("groups", Group),
    "`[scales.ID]`": ("scales", Scale),
    "`[[events]]`": ("events", Event),
    "`[[tables]]`": ("tables", Table),
}
OF_ENTRIES = {*keys_of(Pledge), *keys_of(Actual)}
"""What a block of a table may state for all of its rows."""


def own_keys(kind: type[BaseModel | Entry]) -> Mapping[str, FieldInfo]:
    """The keys of a part of a ledger; those of entries are not of their tables."""
    keys = keys_of(kind)
    return {key: field for key, field in keys.items() if key not in OF_ENTRIES} if kind is Table else keys


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_section_names_the_keys_of_its_table_and_which_are_required(
    heading: str,
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Callable[[str], list[list[dict[str, str]]]],
) -> None:
    keys = own_keys(SECTIONS[heading][1])
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
        if model is not Table:
            held = {*document, "tables"} if not name else keys_held(document[name])
            assert held == set(keys_of(model)), name


@pytest.mark.parametrize("name", ["feed", "wide", "workbook"])
def test_the_examples_with_tables_are_valid(name: str, root: Path) -> None:
    file = root / f"docs/examples/{name}.toml"
    report, _ = validated(file.read_bytes(), file.name, folder=file.parent)
    assert report.valid
    assert report.tables


def test_the_shortest_example_is_valid(
    page: Callable[[str], str], code_blocks: Callable[[str, str], list[str]]
) -> None:
    shortest = code_blocks(page("docs/ledger.md"), "toml")[0]
    report, _ = validated(shortest.encode(), "shortest.toml")
    assert len(shortest.splitlines()) == 4
    assert report.valid


def test_the_usual_groups_are_listed_with_their_sources_and_days(
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Callable[[str], list[list[dict[str, str]]]],
) -> None:
    listed, sources = tables(section(page("docs/ledger.md"), "Usual groups"))
    assert listed == [
        {
            "id": f"`{key}`",
            "name": group.name,
            "also": ", ".join(f"`{word}`" for word in group.aliases.split()),
            "members": str(len(group.members.split())),
        }
        for key, group in USUAL_GROUPS.items()
    ]
    stated = {(row["source"], row["as of"]) for row in sources}
    assert stated == {
        (f"{publisher}, [{title}]({url})", as_of.isoformat())
        for title, publisher, url, as_of in (group.listing for group in USUAL_GROUPS.values())
    }


def test_every_choice_and_every_place_of_a_ledger_is_named(page: Callable[[str], str]) -> None:
    text = page("docs/ledger.md")
    quoted = (f'"{choice}"' for choice in (*NumberStyle, *Others))
    named = (*Status, *Measure, *Qualifier, *Section, *quoted, VARIABLE, *map(str, IN_FOLDER))
    assert [name for name in named if f"`{name}`" not in text] == []


def keys_held(content: object) -> set[str]:
    """The keys of a table, or of all the tables that a list or a table of tables holds."""
    if isinstance(content, list):
        return {key for part in content for key in part}
    assert isinstance(content, dict)
    if all(isinstance(part, dict) for part in content.values()):
        return {key for part in content.values() for key in part}
    return set(content)
