"""Which ledger a command reads."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from mss_gap.ledger.find import Location
    from mss_gap.ledger.model import Ledger


def located(option: str | None) -> "Location":
    """The ledger that is meant: by the option, the environment, or the folder that the command runs in."""
    from mss_gap.ledger.find import find_ledger

    return find_ledger(option, os.environ, Path())


def opened(option: str | None) -> "Ledger":
    """The ledger that is meant, read and valid."""
    from mss_gap.ledger.read import read_ledger

    return read_ledger(located(option))


def known(commitment: str | None, ledger: "Ledger") -> str | None:
    """The commitment that was asked for, if the ledger has it; else wrong usage, with what was probably meant."""
    if commitment is None or commitment in ledger.commitments:
        return commitment
    from mss_gap.ledger.explain import did_you_mean

    ids = list(ledger.commitments)
    hint = did_you_mean(commitment, ids, f"choose one of {', '.join(ids)}")
    message = f'there is no commitment "{commitment}" in this ledger: {hint}'
    raise typer.BadParameter(message, param_hint="COMMITMENT")
