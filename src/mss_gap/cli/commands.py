"""Typer's commands, with what its help and its start-up lack."""

from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup, TyperOption

from mss_gap.cli.options import FLAG

if TYPE_CHECKING:
    from typer._click import Context


class Command(TyperCommand):
    """A command whose `--help` is a plain flag."""

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """The option `--help`."""
        return _plain_flag(super().get_help_option(ctx))


class Group(TyperGroup):
    """All the commands, with a `--help` that is a plain flag."""

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """The option `--help`."""
        return _plain_flag(super().get_help_option(ctx))


def _plain_flag(option: TyperOption | None) -> TyperOption | None:
    """The option with False for its default, which spares Typer loading pydantic to convert the lack of one."""
    if option is not None:
        option.default = False
        option.metavar = FLAG
    return option
