"""What `init` asks for, and which answers it takes."""

import sys
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import typer

from mss_gap.cli.options import parse_level, parse_text
from mss_gap.cli.output import complain, note

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
    if sys.stdin is None or not sys.stdin.isatty() or not sys.stderr.isatty():
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
