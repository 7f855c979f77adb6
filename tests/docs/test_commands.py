"""docs/commands.md names every command, option and exit status of the program, and none that it does not have."""

import re
from collections.abc import Callable

import pytest
import typer
from typer.core import TyperGroup

from mss_gap import ClaimVerdict
from mss_gap.cli import app
from mss_gap.cli.main import ExitStatus
from mss_gap.render.dispatch import Format
from mss_gap.render.kinds import SchemaKind

Page = Callable[[str], str]
Section = Callable[[str, str], str]
Tables = Callable[[str], list[list[dict[str, str]]]]
SHARED = "Options of every command that reads a ledger"
PROGRAM = typer.main.get_command(app.app)
COMMANDS = {
    f"{name} {inner}".strip(): command
    for name, group in ((name, row.load()) for name, row in app.COMMANDS.items())
    for inner, command in (group.commands.items() if isinstance(group, TyperGroup) else [("", group)])
}


def test_there_is_a_section_for_each_command_in_the_order_of_the_help(page: Page) -> None:
    assert re.findall(r"^## mss-gap (.+)$", page("docs/commands.md"), re.MULTILINE) == list(COMMANDS)


def test_the_overview_lists_each_command(page: Page, tables: Tables) -> None:
    overview = tables(page("docs/commands.md"))[0]
    assert [row["command"] for row in overview] == [
        f"[`{name}`](#mss-gap-{name.replace(' ', '-')})" for name in COMMANDS
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_section_names_its_options_and_arguments(
    name: str, page: Page, section: Section, tables: Tables
) -> None:
    text = section(page("docs/commands.md"), f"mss-gap {name}")
    named = parameters_in(text, tables)
    if "options of every command that reads a ledger" in text:
        named |= parameters_in(section(page("docs/commands.md"), SHARED), tables)
    assert named == parameters_of(name)


def test_options_before_a_command_are_named(page: Page, tables: Tables) -> None:
    before = page("docs/commands.md").split("## ")[0]
    declared = {name for parameter in PROGRAM.params for name in parameter.opts}
    assert parameters_in(before, tables) == declared | {"--help", "-h"}


def test_every_choice_of_format_and_of_schema_is_named(page: Page) -> None:
    text = page("docs/commands.md")
    assert [choice for choice in (*Format, *SchemaKind) if f"`{choice}`" not in text] == []


def test_the_rows_of_csv_are_explained_for_every_command_that_prints_it(
    page: Page, section: Section, tables: Tables
) -> None:
    (table,) = tables(section(page("docs/json.md"), "CSV"))
    named = [name for row in table for name in re.findall(r"`(\S+)`", row["command"])]
    assert sorted(named) == sorted(name for name in COMMANDS if "--format" in parameters_of(name))


def test_every_verdict_to_choose_from_is_named(page: Page, section: Section) -> None:
    text = section(page("docs/commands.md"), "mss-gap claims")
    assert [verdict for verdict in ClaimVerdict if f"`{verdict}`" not in text] == []


def test_every_exit_status_has_its_meaning(page: Page, section: Section, tables: Tables) -> None:
    (table,) = tables(section(page("docs/commands.md"), "Exit status"))
    assert [int(row["status"]) for row in table] == [status.value for status in ExitStatus]


def parameters_of(name: str) -> set[str]:
    """Every way to write an option of a command, and its arguments by the name that the help shows."""
    found = set()
    for parameter in COMMANDS[name].params:
        argument = parameter.param_type_name == "argument"
        found |= {str(parameter.metavar).split()[0]} if argument else {*parameter.opts, *parameter.secondary_opts}
    return found


def parameters_in(text: str, tables: Tables) -> set[str]:
    """The options and arguments that the tables of a text name in their first column."""
    cells = (row.get("option", row.get("argument", "")) for table in tables(text) for row in table)
    return {words.split()[0] for cell in cells for words in re.findall(r"`([^`]+)`", cell)}
