"""Typer's commands, with what its help and its start-up lack."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from mss_gap.cli.options import FLAG
from mss_gap.cli.output import out
from mss_gap.cli.progress import AtWork

ORDER = "mss_gap.order"
"""Where a context keeps the names of its options, in the order of the command line."""

if TYPE_CHECKING:
    from typer._click import Command as ClickCommand
    from typer._click import Context, Parameter


class Command(TyperCommand):
    """A command with our help, which knows in which order its options were written."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse as usual, keep the order, and refuse an option that is given twice and counts once."""
        _keep_order(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """The option `--help`."""
        return _help_flag(super().get_help_option(ctx))

    def get_help(self, ctx: "Context") -> str:
        """What `--help` prints."""
        from mss_gap.cli.help import help_text

        return help_text(ctx, {})


class PatientCommand(Command):
    """A command that asks nothing, and shows that it is at work where it takes long."""

    def invoke(self, ctx: "Context") -> object:
        """Run the command."""
        with AtWork():
            return super().invoke(ctx)


class Group(TyperGroup):
    """All the commands, with our help and plain flags."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse as usual, and refuse an option that is given twice."""
        _keep_order(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """The options before a command."""
        parameters = super().get_params(ctx)
        for parameter in parameters:
            if isinstance(parameter, TyperOption) and parameter.is_flag:
                _plain_flag(parameter)
        return parameters

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """The option `--help`."""
        return _help_flag(super().get_help_option(ctx))

    def get_help(self, ctx: "Context") -> str:
        """What `--help` prints, with the commands by their groups."""
        from mss_gap.cli.help import help_text

        rows: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            heading = getattr(command, "rich_help_panel", None) or "Commands"
            rows.setdefault(heading, []).append((name, command.help or ""))
        return help_text(ctx, rows)

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 - as Typer calls it
        """The names of the commands, in the order of the help: Typer would ask for each command, too."""
        return list(self.commands)


class LoadedWhenUsed(MutableMapping[str, "ClickCommand"]):
    """Commands by name, in their order, each of them made when it is first asked for."""

    def __init__(self, makers: "Mapping[str, Callable[[], ClickCommand]]") -> None:
        """`makers` make the command of a name."""
        self._makers = dict(makers)
        self._made: dict[str, ClickCommand] = {}

    def __getitem__(self, name: str) -> "ClickCommand":
        """The command of a name; raises `KeyError`."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __setitem__(self, name: str, command: "ClickCommand") -> None:
        """Put a command that is there already."""
        self._makers[name] = lambda: command

    def __delitem__(self, name: str) -> None:
        """Take a command away; raises `KeyError`."""
        del self._makers[name]

    def __iter__(self) -> Iterator[str]:
        """The names; no command is made."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many commands there are."""
        return len(self._makers)


def _keep_order(command: "ClickCommand", context: "Context", arguments: list[str]) -> None:
    """Note in which order options were written; wrong usage where one is given twice that counts once."""
    _, _, order = command.make_parser(context).parse_args(args=list(arguments))
    context.meta[ORDER] = [parameter.name for parameter in order]
    once = [each for each in order if isinstance(each, TyperOption) and not each.multiple]
    twice = next((each for each in once if once.count(each) > 1), None)
    if twice is not None and not context.resilient_parsing:
        message = "this option is given twice: give it once"
        raise typer.BadParameter(message, ctx=context, param=twice)


def _help_flag(option: TyperOption | None) -> TyperOption | None:
    """The option `--help`, which prints as every command does."""

    def show_help(context: "Context", _: "Parameter", wanted: bool) -> None:
        if wanted and not context.resilient_parsing:
            out(context.get_help())
            raise typer.Exit

    if option is not None:
        option.help = "Print this help and exit."
        option.callback = show_help
    return _plain_flag(option)


def _plain_flag(option: TyperOption | None) -> TyperOption | None:
    """The option with False for its default, which spares Typer loading pydantic to convert the lack of one."""
    if option is not None:
        option.default = False
        option.metavar = option.metavar or FLAG
    return option
