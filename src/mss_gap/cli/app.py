"""The application: every command in its group, in the order of the help."""

import sys
from contextlib import redirect_stdout
from typing import Annotated

import typer

from mss_gap.cli import ask, edit, publish, read
from mss_gap.cli.add import add
from mss_gap.cli.commands import Command, Group, OrderedCommand, PatientCommand
from mss_gap.cli.options import FLAG
from mss_gap.cli.output import print_version
from mss_gap.cli.status import ExitStatus


def _print_version(wanted: bool) -> None:
    if wanted:
        print_version()
        raise typer.Exit


def options(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit.", metavar=FLAG
        ),
    ] = False,
) -> None:
    """What comes before a command: the version alone so far. Without a command, the help is the hint."""
    if context.invoked_subcommand is None:
        with redirect_stdout(sys.stderr):
            context.get_help()
        raise typer.Exit(ExitStatus.WRONG_USAGE)


app = typer.Typer(
    name="mss-gap",
    cls=Group,
    help="The gap between what was pledged and what was delivered, from one dated and sourced TOML ledger.",
    epilog="The ledger: --ledger, else $MSS_GAP_LEDGER, else data/commitments.toml or commitments.toml here, "
    "else the built-in record of the MSS mission in Haiti.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(options)
COMMANDS = {
    "Read": (read.summary, read.countries, read.show, read.history, read.context, read.sources),
    "Ask": (ask.pace, ask.what_if, ask.compare, ask.claims),
    "Edit": (edit.init, edit.validate, edit.schema),
    "Publish": (publish.report, publish.plot),
}
CLASSES = {ask.what_if: OrderedCommand, edit.init: Command, edit.schema: Command}
"""The commands that are not like the others."""
for panel, commands in COMMANDS.items():
    for command in commands:
        app.command(cls=CLASSES.get(command, PatientCommand), rich_help_panel=panel)(command)
app.add_typer(add, name="add", help="Add one entry to a ledger.", rich_help_panel="Edit")
