"""A scenario as it is written on the command line."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import typer

from mss_gap.analysis.reports.what_if import WhatIfReport, what_if
from mss_gap.analysis.scenarios.steps import (
    Deliver,
    Fulfil,
    NothingToChangeError,
    Pledged,
    RelativeStepError,
    Step,
    Withdraw,
)
from mss_gap.cli.ledger_choice import commitment_id, contributor_code, contributor_or_group, first_names
from mss_gap.cli.options import parse_figure, parse_level
from mss_gap.ledger.model import Ledger

ALL = "all"


def steps_of(order: Sequence[str], values: Mapping[str, Sequence[str]], ledger: Ledger) -> list[Step]:
    """Return the steps of a scenario in the order they were written: `order` has an option's name for each value."""
    remaining = {name: iter(of_option) for name, of_option in values.items()}
    steps = [_step(name, next(remaining[name]), ledger) for name in order if name in remaining]
    if not steps:
        message = f"a scenario has a step at least: --withdraw COUNTRY, --deliver {_example(ledger)}, --fulfil all or --pledge …"
        raise typer.BadParameter(message)
    return steps


def scenario_report(ledger: Ledger, steps: Sequence[Step], as_of: date | None, commitment: str | None) -> WhatIfReport:
    """Return what a scenario changes; a step that has nothing to change, or to start from, is wrong usage."""
    try:
        return what_if(ledger, steps, as_of, commitment)
    except NothingToChangeError as error:
        names = [f"{ledger.contributor_name(code)} ({code})" for code in error.known]
        those = f"those who take part are {first_names(names)}" if names else "no contributor takes part"
        message = f"{error}; {those}"
        raise typer.BadParameter(message) from None
    except RelativeStepError as error:
        option = "--deliver" if isinstance(error.step, Deliver) else "--pledge"
        raise typer.BadParameter(str(error), param_hint=option) from None


def _step(option: str, text: str, ledger: Ledger) -> Step:
    match option:
        case "withdraw":
            return Withdraw(contributor_or_group(text, ledger, "--withdraw"))
        case "fulfil":
            return Fulfil(None if text.lower() == ALL else contributor_or_group(text, ledger, "--fulfil"))
        case "deliver":
            return Deliver(*_figure(option, text, ledger))
        case _:
            return Pledged(*_figure(option, text, ledger))


def _figure(option: str, text: str, ledger: Ledger) -> tuple[str, str, Decimal, bool]:
    """Return the commitment, the contributor and the figure of `COMMITMENT:COUNTRY=N`, and whether it has a sign."""
    match = re.fullmatch(r"([^:=]+):([^:=]+)=([^:=]+)", text)
    if match is None:
        message = f'"{text}" is not COMMITMENT:COUNTRY=N: write --{option} {_example(ledger)}'
        raise typer.BadParameter(message, param_hint=f"--{option}")
    return (
        commitment_id(match[1].strip(), ledger),
        _one_contributor(option, match[2], ledger),
        *_number(option, match[3].strip()),
    )


def _one_contributor(option: str, text: str, ledger: Ledger) -> str:
    """Return the code of a contributor; a group is wrong usage: it does not say which of its members gives how much."""
    from mss_gap.ledger.groups.lookup import UnknownGroupError, group

    try:
        return contributor_code(text, ledger, f"--{option}")
    except typer.BadParameter:
        try:
            name = group(ledger, text).name
        except UnknownGroupError:
            name = None
        if name is None:
            raise
    message = f'"{text}" is a group, {name}: name the member that the figure is of; repeat --{option} for others'
    raise typer.BadParameter(message, param_hint=f"--{option}")


def _example(ledger: Ledger) -> str:
    """Return a step as one may write it for this ledger."""
    taking_part = (entry.country for entry in (*ledger.actuals, *ledger.pledges) if entry.country)
    return f"{next(iter(ledger.commitments))}:{next(taking_part, 'KE')}=200"


def _number(option: str, text: str) -> tuple[Decimal, bool]:
    """Return a figure, and whether it is relative: one with a sign is more or less than what is there."""
    relative = text.startswith(("+", "-"))
    try:
        return (parse_figure if relative else parse_level)(text), relative
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint=f"--{option}") from None
