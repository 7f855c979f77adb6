"""What is asked for on a terminal, and which answers are taken."""

import sys
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

import typer
from typer.core import TyperArgument, TyperOption

from mss_gap.cli.commands import Command
from mss_gap.cli.options import parse_level, parse_text
from mss_gap.cli.output import complain, note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typer._click import Context

Answer = TypeVar("Answer")


def parse_name(text: str) -> str:
    """Read the name of a mission."""
    _try(name=parse_text(text))
    return text


def parse_unit(text: str) -> str:
    """Read the unit of a commitment."""
    _try(unit=parse_text(text))
    return text


def parse_headline(text: str) -> Decimal:
    """Read how much was promised."""
    return parse_level(text)


def ask(option: str, question: str, read: Callable[[str], Answer]) -> Answer:
    """Ask on the terminal until the answer is valid, and return it; without a terminal it is wrong usage."""
    if not can_ask():
        message = "say it here: there is no terminal to ask on"
        raise typer.BadParameter(message, param_hint=option)
    while True:
        complain(f"{question} ")
        answer = sys.stdin.buffer.readline()
        if not answer:
            raise typer.Abort
        try:
            return read(answer.decode(errors="surrogateescape").strip())
        except typer.BadParameter as error:
            note(error.message)


def can_ask() -> bool:
    """Return whether a person is at a terminal, who reads what is asked and can answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


class AskingCommand(Command):
    """A command that asks for each argument and option that it needs and is not given."""

    def fill_in(self, ctx: "Context", args: list[str], given: "Mapping[str, object]") -> list[str]:
        """Return the arguments with the answers to what is asked."""
        if not can_ask():
            return args
        answers = [
            (each, _answer(each, ctx))
            for each in self.get_params(ctx)
            if isinstance(each, TyperArgument | TyperOption) and each.required and given.get(str(each.name)) is None
        ]
        options = [f"{each.opts[0]}={answer}" for each, answer in answers if isinstance(each, TyperOption)]
        words = [answer for each, answer in answers if isinstance(each, TyperArgument)]
        return [*options, *args, *(["--"] if words and "--" not in args else []), *words]


def _answer(parameter: TyperArgument | TyperOption, context: "Context") -> str:
    """Ask for the value of a parameter until it is valid, and return it as it was typed."""

    def read(text: str) -> str:
        parse_text(text)
        if not text:
            message = "write something"
            raise typer.BadParameter(message)
        parameter.process_value(context, text)
        return text

    return ask(parameter.opts[0], f"{parameter.help}\n{parameter.metavar}:", read)


def _try(name: str = "X", unit: str = "bases") -> None:
    """Check an answer against the format, in a ledger that is thrown away."""
    from mss_gap.ledger.edit.template import new_ledger
    from mss_gap.ledger.explain.problems import LedgerInvalidError
    from mss_gap.ledger.read.load import parse_ledger

    try:
        parse_ledger(new_ledger(name, unit, Decimal(1)).encode(), "")
    except LedgerInvalidError as error:
        problem = error.problems[0]
        message = f"{problem.message}: {problem.hint}"
        raise typer.BadParameter(message) from None
