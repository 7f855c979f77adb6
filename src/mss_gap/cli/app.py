"""The application: every command in its group, in the order of the help."""

from typing import Annotated

import typer

from mss_gap import __version__
from mss_gap.cli import edit, read


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mss-gap {__version__}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Keep what comes before a command: the version alone so far."""


app = typer.Typer(
    name="mss-gap",
    help="The gap between what was pledged and what was delivered, from one dated and sourced TOML ledger.",
    epilog="The ledger: --ledger, else $MSS_GAP_LEDGER, else data/commitments.toml or commitments.toml here, "
    "else the built-in record of the MSS mission in Haiti.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(options)
for panel, commands in (("Read", (read.summary, read.countries)), ("Edit", (edit.validate, edit.schema))):
    for command in commands:
        app.command(rich_help_panel=panel)(command)
