"""The commands for those who keep a ledger."""

import os
import shlex
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from mss_gap.cli.complete import one_of
from mss_gap.cli.ledger_choice import located
from mss_gap.cli.options import (
    FLAG,
    AsOfOption,
    FormatOption,
    JsonOption,
    LedgerOption,
    chooser,
    chosen_format,
    parse_path,
)
from mss_gap.cli.output import note, note_error, out, print_report, told
from mss_gap.cli.prompt import asked, parse_headline, parse_name, parse_unit
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.dispatch import Format
from mss_gap.render.kinds import SchemaKind


def init(
    path: Annotated[
        str, typer.Argument(metavar="PATH", parser=parse_path, help="The file to make.")
    ] = "commitments.toml",
    name: Annotated[
        str | None,
        typer.Option(metavar="TEXT", parser=parse_name, help="What the mission is called.", show_default=False),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="UNIT",
            parser=parse_unit,
            help="What was promised: personnel, bases, or a currency: USD.",
            show_default=False,
        ),
    ] = None,
    headline: Annotated[
        Decimal | None,
        typer.Option(
            metavar="N",
            parser=parse_headline,
            help="How much was promised as a whole, without a date.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """A new ledger, with remarks that teach the format; on a terminal it asks for what is not given."""
    from mss_gap.ledger.edit.replace import check_new, create
    from mss_gap.ledger.edit.template import SCHEMA, commitment_for, new_ledger
    from mss_gap.render.harmless import plain

    file = Path(path)
    check_new(file)
    name = name if name is not None else asked("--name", "What is the mission called?", parse_name)
    unit = unit if unit is not None else asked("--unit", "What was promised (personnel, bases, USD)?", parse_unit)
    headline = headline if headline is not None else asked("--headline", "How much of it?", parse_headline)

    def say(message: str) -> None:
        note(f"{path}: {message}")

    create(file, new_ledger(name, unit, headline).encode(), say)
    commitment = commitment_for(unit)
    made = f"{plain(path)}: a ledger with one commitment, {commitment}"
    told(f"{made}\n", made)
    _make_schema(file.with_name(SCHEMA))
    place = shlex.quote(path)
    note(f"next: mss-gap add actual {commitment} --total N --date DATE --source URL --ledger {place}")
    note(f"then: mss-gap summary --ledger {place}")


def _make_schema(file: Path) -> None:
    """Put the schema beside a new ledger: what goes wrong with it is told, and the ledger stays."""
    from mss_gap.ledger.edit.replace import create
    from mss_gap.ledger.explain.problems import LedgerUnwritableError
    from mss_gap.ledger.find import built_in_file
    from mss_gap.render.harmless import plain

    if os.path.lexists(file):
        return
    try:
        create(file, built_in_file(f"schemas/{file.name}").read_bytes())
    except LedgerUnwritableError as error:
        note(f"{error}; the ledger needs none, and mss-gap schema prints it for editors")
    else:
        made = f"{plain(str(file))}: its schema, for editors"
        told(f"{made}\n", made)


def validate(
    ledgers: Annotated[
        list[str] | None,
        typer.Argument(metavar="LEDGERS", help="The ledgers to check, in place of --ledger.", show_default=False),
    ] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    strict: Annotated[bool, typer.Option("--strict", metavar=FLAG, help="Exit with 1 for a warning, too.")] = False,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """All that is wrong with a ledger, each at its line, and what may be a slip."""
    from mss_gap.ledger.find import STANDARD_INPUT

    form = chosen_format(form, as_json=as_json)
    several = list(ledgers or ())
    if several and ledger is not None:
        message = "name the ledgers with --ledger or without it, not both"
        raise typer.BadParameter(message, param_hint="--ledger")
    if len(several) > 1 and form.has_rows_only:
        message = "a row of CSV does not say which ledger it is about: name one, or take --json"
        raise typer.BadParameter(message, param_hint="--format")
    if several.count(STANDARD_INPUT) > 1:
        message = "standard input holds one ledger: name files for the others"
        raise typer.BadParameter(message, param_hint="LEDGERS")
    for path in several:
        located(path, "LEDGERS")
    status = ExitStatus.DONE
    for position, option in enumerate(several or [ledger]):
        status = max(
            status, _validated(option, as_of, form, strict=strict, alone=len(several) <= 1, first=not position)
        )
    if status:
        raise typer.Exit(status)


def _validated(
    option: str | None, as_of: date | None, form: Format, *, strict: bool, alone: bool, first: bool
) -> ExitStatus:
    """Check one ledger; where there are more to check, one that cannot be read does not keep the others."""
    from mss_gap.analysis.reports.validate import validated
    from mss_gap.ledger.explain.problems import LedgerUnreadableError
    from mss_gap.ledger.read.bytes import read_bytes

    location = located(option)
    try:
        content = read_bytes(location)
    except LedgerUnreadableError as error:
        if alone:
            raise
        return note_error(error)
    report, _ = validated(content, location.origin, as_of)
    if not first and form is not Format.JSON:
        out("\n")
    print_report(report, form)
    failed = not report.valid or (strict and report.warnings)
    return ExitStatus.CHECK_FAILED if failed else ExitStatus.DONE


def schema(
    kind: Annotated[
        SchemaKind,
        typer.Argument(
            metavar="KIND",
            parser=chooser(SchemaKind, "kind of schema"),
            autocompletion=one_of(SchemaKind),
            help=f"The ledger, or a kind of JSON document: {', '.join(SchemaKind)}.",
        ),
    ] = SchemaKind.LEDGER,
) -> None:
    """The JSON Schema of the ledger, or of a JSON document."""
    from mss_gap.render.schema import json_schema

    out(json_schema(kind))
