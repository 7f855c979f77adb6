"""Which ledger a command reads."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, overload

import typer

from mss_gap.cli.progress import hush

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mss_gap.ledger.find import Location
    from mss_gap.ledger.model import Ledger


def located(option: str | None, parameter: str = "--ledger") -> "Location":
    """The ledger that is meant: by the option, the environment, or the folder that the command runs in.

    An empty path is wrong usage: it is what a script names whose variable is not set.
    """
    from mss_gap.ledger.find import find_ledger

    if option == "":
        message = "the path is empty: name a ledger, or leave it out"
        raise typer.BadParameter(message, param_hint=parameter)
    location = find_ledger(option, os.environ, Path())
    if location.file is None and sys.stdin is not None and sys.stdin.isatty():
        hush()  # who types a ledger needs the terminal
    return location


def opened(option: str | None, parameter: str = "--ledger") -> "Ledger":
    """The ledger that is meant, read and valid."""
    from mss_gap.ledger.read.load import read_ledger

    return read_ledger(located(option, parameter))


def opened_with_text(option: str | None) -> "tuple[Ledger, str]":
    """The ledger that is meant, and the text that it was read from."""
    from mss_gap.ledger.read.bytes import read_bytes
    from mss_gap.ledger.read.load import inspect

    location = located(option)
    inspected = inspect(read_bytes(location), location.origin)
    return inspected.ledger, inspected.text


def opened_with_bytes(option: str | None) -> "tuple[Ledger, bytes]":
    """The ledger that is meant, and the bytes that it was read from."""
    from mss_gap.ledger.read.bytes import read_bytes
    from mss_gap.ledger.read.load import parse_ledger

    location = located(option)
    content = read_bytes(location)
    return parse_ledger(content, location.origin), content


@overload
def known(commitment: str, ledger: "Ledger") -> str: ...
@overload
def known(commitment: str | None, ledger: "Ledger") -> str | None: ...
def known(commitment: str | None, ledger: "Ledger") -> str | None:
    """The commitment that was asked for, if the ledger has it; else wrong usage, with what was probably meant."""
    if commitment is None or commitment in ledger.commitments:
        return commitment
    from mss_gap.ledger.explain.hints import did_you_mean

    ids = list(ledger.commitments)
    hint = did_you_mean(commitment, ids, f"choose one of {', '.join(ids)}")
    message = f'there is no commitment "{commitment}" in this ledger: {hint}'
    raise typer.BadParameter(message, param_hint="COMMITMENT")


def contributor(text: str, ledger: "Ledger", parameter: str) -> str:
    """The code of the contributor that a code or an English name means, in any case; else wrong usage."""
    from mss_gap.ledger.names import find_country

    bodies = {name.casefold(): code for code, body in ledger.contributors.items() for name in (code, body.name)}
    code = bodies.get(text.strip().casefold()) or find_country(text)
    if code is not None:
        return code
    from mss_gap.ledger.explain.hints import did_you_mean
    from mss_gap.ledger.names import countries

    hint = did_you_mean(text, [*countries().values(), *bodies], "write a code of two letters or an English name")
    message = f'"{text}" is no country and no contributor of this ledger: {hint}'
    raise typer.BadParameter(message, param_hint=parameter)


def compared_ledgers(paths: "Sequence[str]", option: str | None, from_date: "date | None") -> "tuple[Ledger, Ledger]":
    """The two ledgers to compare: those named, or one twice, at two dates."""
    if list(paths) == ["-", "-"]:
        message = "standard input holds one ledger: name a file for the other, or two dates with --from and --to"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if len(paths) == 2 and option is None:  # noqa: PLR2004 - the old one and the new one
        return opened(paths[0], "OLD NEW"), opened(paths[1], "OLD NEW")
    if paths:
        message = "name two ledgers, the old one and the new one, or none and --from DATE"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if from_date is None:
        message = "say since when: --from 2024-12-31, or name two ledgers"
        raise typer.BadParameter(message, param_hint="--from")
    ledger = opened(option)
    return ledger, ledger
