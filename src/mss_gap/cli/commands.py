"""Typer's commands, with what its help and its start-up lack."""

from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup, TyperOption

from mss_gap.cli.options import FLAG
from mss_gap.cli.progress import AtWork

ORDER = "mss_gap.order"
"""Where a context keeps the names of its options, in the order of the command line."""

if TYPE_CHECKING:
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


def _plain_flag(option: TyperOption | None) -> TyperOption | None:
    """The option with False for its default, which spares Typer loading pydantic to convert the lack of one."""
    if option is not None:
        option.default = False
        option.metavar = FLAG
    return option
