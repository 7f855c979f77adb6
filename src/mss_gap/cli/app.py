"""The application: every command in its group of the help."""

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from mss_gap.analysis.reports.registry import REPORTS, Heading
from mss_gap.cli.commands import Command, CommandGroup
from mss_gap.cli.complete import SHOW_COMPLETION, Shell
from mss_gap.cli.help import FLAG
from mss_gap.cli.output import complain, print_version
from mss_gap.ledger.explain.problems import ExitStatus

if TYPE_CHECKING:
    from typer._click import Command as AnyCommand
    from typer._click import Context


class Row(NamedTuple):
    """A command before its module is loaded."""

    name: str
    help: str
    heading: Heading
    example: str
    """A call of the command, without the name of the program."""
    module: str = ""
    """Its module in `cli`; empty for the one that is named after the heading."""

    def load(self) -> "AnyCommand":
        """Return the command that its module has under its name: a function, or an application of its own."""
        module = import_module(f"mss_gap.cli.{self.module or self.heading.lower()}")
        found = getattr(module, self.name.replace("-", "_"))
        if not isinstance(found, typer.Typer):
            found, function = typer.Typer(add_completion=False), found
            found.command(self.name, cls=Command)(function)
        command = typer.main.get_command(found)
        command.help, command.epilog = self.help, self.example
        return command


_REPORTS = [Row(each.name, each.help, each.heading, each.example) for each in REPORTS.values() if each.example]
_OTHERS = (
    Row("schema", "The JSON Schema of the ledger, or of a JSON document.", Heading.EDIT, "schema summary"),
    Row(
        "add",
        "Add one entry to a ledger.",
        Heading.EDIT,
        'add source un-1 --title "A report" --url https://example.org/report',
        "add",
    ),
    Row(
        "report",
        "One web page for a ledger at a date, with charts and sources, that needs nothing else.",
        Heading.PUBLISH,
        "report --output report.html",
    ),
    Row(
        "plot",
        "A chart of all gaps, or of one commitment: over time, by period, by contributor, by stage, or of its kept pledges.",
        Heading.PUBLISH,
        "plot personnel --output personnel.svg",
    ),
    Row(
        "export",
        "All reports and entries: a workbook, or a data package (CSV files with datapackage.json).",
        Heading.PUBLISH,
        "export workbook.xlsx",
    ),
)
_INIT = Row(
    "init",
    "A new ledger, with remarks that teach the format; on a terminal it asks for what is not given.",
    Heading.EDIT,
    'init mission.toml --name "A mission" --unit personnel --headline 2500',
)
COMMANDS = {row.name: row for heading in Heading for row in (_INIT, *_REPORTS, *_OTHERS) if row.heading is heading}
"""Every command by its name, in the order of the help."""


class Program(CommandGroup):
    """The commands of the program: each is loaded when it is called, and the help needs none of them."""

    def get_command(self, ctx: "Context", cmd_name: str) -> "AnyCommand | None":  # noqa: ARG002 - as Typer calls it
        """Return the command of a name."""
        return COMMANDS[cmd_name].load() if cmd_name in COMMANDS else None


app = typer.Typer(
    name="mss-gap",
    cls=Program,
    help="The gap between what was pledged and what was delivered, from one dated and sourced TOML ledger.",
    epilog="The ledger: --ledger, else $MSS_GAP_LEDGER, else data/commitments.toml or commitments.toml here, "
    f"else the built-in record of the MSS mission in Haiti.\n\n{COMMANDS['summary'].example}",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _name_only() -> None:
    """Stand for a command that is not loaded."""


for _row in COMMANDS.values():
    app.command(_row.name, cls=Command, help=_row.help, rich_help_panel=_row.heading)(_name_only)


def _print_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        print_version()
        raise typer.Exit


def _ask_for_shell(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        message = f"name a shell, and nothing else: {', '.join(Shell)}"
        raise typer.BadParameter(message)


@app.callback()
def options(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit.", metavar=FLAG
        ),
    ] = False,
    _script: Annotated[
        bool,  # a flag as far as Typer knows: to convert a value it would load pydantic at each start
        typer.Option(
            SHOW_COMPLETION,
            callback=_ask_for_shell,
            is_eager=True,
            metavar="SHELL",
            help="Print what sets up completion with the Tab key in bash, zsh, fish or powershell.",
        ),
    ] = False,
) -> None:
    """Handle what comes before a command. Without a command, print the help as a hint."""
    if context.invoked_subcommand is None:
        complain(context.get_help())
        raise typer.Exit(ExitStatus.WRONG_USAGE)
