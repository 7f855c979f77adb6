"""Typer's commands with plain help, a known order of options, and no option given twice."""

from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from mss_gap.cli.help import FLAG, help_text
from mss_gap.cli.output import out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typer._click import Context, Parameter

ORDER = "mss_gap.order"
"""Where a context keeps the names of its options, in the order of the command line."""


class Command(TyperCommand):
    """A command with our help, which notes the order of its options."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse the arguments, note their order, and refuse an option that is given twice and counts once."""
        given, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[ORDER] = [parameter.name for parameter in order]
        once = [each for each in order if isinstance(each, TyperOption) and not each.multiple]
        twice = next((each for each in once if once.count(each) > 1), None)
        if twice is not None and not ctx.resilient_parsing:
            message = "this option is given twice: give it once"
            raise typer.BadParameter(message, ctx=ctx, param=twice)
        ends_early = ctx.resilient_parsing or any(each.is_eager for each in order)
        return super().parse_args(ctx, args if ends_early else self.fill_in(ctx, args, given))

    def fill_in(self, ctx: "Context", args: list[str], given: "Mapping[str, object]") -> list[str]:  # noqa: ARG002
        """Return the arguments with what is missing among them; `given` are their values by name."""
        return args

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """Return the option `--help`."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Print this help and exit."
            option.metavar = FLAG
            option.default = False  # Typer loads pydantic to convert a default that is not a boolean
            option.callback = _print_help
        return option

    def get_help(self, ctx: "Context") -> str:
        """Return what `--help` prints."""
        return help_text(ctx.command_path, self, self.get_params(ctx))


class CommandGroup(TyperGroup, Command):
    """A command that has others below it."""


def _print_help(context: "Context", _: "Parameter", wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        out(context.get_help())
        raise typer.Exit
