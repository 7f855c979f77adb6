"""Typer's commands, with what its help and its start-up lack."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup, TyperOption

from mss_gap.cli.options import FLAG
from mss_gap.cli.progress import AtWork

ORDER = "mss_gap.order"
"""Where a context keeps the names of its options, in the order of the command line."""

if TYPE_CHECKING:
    from typer._click import Command as ClickCommand
    from typer._click import Context, Parameter


class Command(TyperCommand):
    """A command whose `--help` is a plain flag."""

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """The option `--help`."""
        return _plain_flag(super().get_help_option(ctx))


class PatientCommand(Command):
    """A command that asks nothing, and shows that it is at work where it takes long."""

    def invoke(self, ctx: "Context") -> object:
        """Run the command."""
        with AtWork():
            return super().invoke(ctx)


class OrderedCommand(PatientCommand):
    """A command that remembers in which order its options were written, those of different names among each other."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse as usual, and keep the order."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[ORDER] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


class Group(TyperGroup):
    """All the commands, with a `--help` that is a plain flag, and so the options that set up completion."""

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """The options before a command."""
        parameters = super().get_params(ctx)
        for parameter in parameters:
            if isinstance(parameter, TyperOption) and parameter.is_flag:
                _plain_flag(parameter)
        return parameters

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """The option `--help`."""
        return _plain_flag(super().get_help_option(ctx))

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


def _plain_flag(option: TyperOption | None) -> TyperOption | None:
    """The option with False for its default, which spares Typer loading pydantic to convert the lack of one."""
    if option is not None:
        option.default = False
        option.metavar = FLAG
    return option
