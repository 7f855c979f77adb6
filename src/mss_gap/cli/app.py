"""The application: every command in its group, in the order of the help."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mss_gap.cli.commands import Command, Group, LoadedWhenUsed, PatientCommand
from mss_gap.cli.complete import SHOW_COMPLETION, Shell
from mss_gap.cli.options import FLAG
from mss_gap.cli.output import complain, print_version
from mss_gap.ledger.explain.problems import ExitStatus

if TYPE_CHECKING:
    from typer._click import Command as ClickCommand


def _print_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        print_version()
        raise typer.Exit


def _ask_for_shell(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        message = f"name a shell, and nothing else: {', '.join(Shell)}"
        raise typer.BadParameter(message)


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
    """What comes before a command. Without a command, the help is the hint."""
    if context.invoked_subcommand is None:
        complain(context.get_help())
        raise typer.Exit(ExitStatus.WRONG_USAGE)


COMMANDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Read": {"read": ("summary", "countries", "show", "history", "context", "sources")},
        "Ask": {"ask": ("pace", "what-if", "compare", "claims")},
        "Edit": {"edit": ("init", "validate", "schema"), "add": ("add",)},
        "Publish": {"publish": ("report", "plot")},
    }
)
"""Every command, by its group of the help and its module, which has what it does under the same name."""
CLASSES = {"init": Command, "schema": Command}
"""The commands that are not like the others."""


def _maker(panel: str, module: str, name: str) -> "Callable[[], ClickCommand]":
    """What makes a command of what its module has under its name: a function, or an application of its own."""

    def make() -> "ClickCommand":
        found = getattr(import_module(f"mss_gap.cli.{module}"), name.replace("-", "_"))
        around = typer.Typer()
        if isinstance(found, typer.Typer):
            around.add_typer(found, name=name, rich_help_panel=panel)
        else:
            around.command(name, cls=CLASSES.get(name, PatientCommand), rich_help_panel=panel)(found)
        return typer.main.get_group(around).commands[name]

    return make


class EveryCommand(Group):
    """The commands of the program, each of them loaded when it is asked for."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - they are Typer's own
        """`attributes` are what Typer says of a group."""
        super().__init__(**attributes)
        self.commands = LoadedWhenUsed(
            {
                name: _maker(panel, module, name)
                for panel, modules in COMMANDS.items()
                for module, names in modules.items()
                for name in names
            }
        )


app = typer.Typer(
    name="mss-gap",
    cls=EveryCommand,
    help="The gap between what was pledged and what was delivered, from one dated and sourced TOML ledger.",
    epilog="The ledger: --ledger, else $MSS_GAP_LEDGER, else data/commitments.toml or commitments.toml here, "
    "else the built-in record of the MSS mission in Haiti.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(options)
