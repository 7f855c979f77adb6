"""The commands that make and check a ledger."""

import os
import shlex
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from mss_gap.cli.complete import one_of
from mss_gap.cli.help import FLAG
from mss_gap.cli.ledger_choice import ledger_location
from mss_gap.cli.options import AsOfOption, FormatOption, JsonOption, LedgerOption, chooser, format_of, parse_path
from mss_gap.cli.output import note, note_error, out, print_report, remark, try_out
from mss_gap.cli.progress import at_work
from mss_gap.cli.prompt import ask, parse_headline, parse_name, parse_unit
from mss_gap.cli.table import name_below, tried
from mss_gap.cli.table_options import TableOptions, reads_table
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.dispatch import Format
from mss_gap.render.kinds import SchemaKind


@reads_table
def init(
    *,
    path: Annotated[
        str, typer.Argument(metavar="PATH", parser=parse_path, help="The file to make.")
    ] = "commitments.toml",
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", parser=parse_name, help="What the mission is called.")
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="UNIT", parser=parse_unit, help="What was promised: personnel, bases, or a currency: USD."
        ),
    ] = None,
    headline: Annotated[
        Decimal | None,
        typer.Option(metavar="N", parser=parse_headline, help="How much was promised as a whole, without a date."),
    ] = None,
    from_file: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            parser=parse_path,
            help="A CSV, TSV, XLSX or ODS file whose rows are the entries. The options below say how it is read.",
        ),
    ] = None,
    stated: TableOptions,
) -> None:
    from mss_gap.ledger.edit.replace import check_new, create
    from mss_gap.ledger.edit.template import SCHEMA, commitment_for, new_ledger
    from mss_gap.render.harmless import plain

    file = Path(path)
    check_new(file)
    if from_file is not None:
        _init_from(from_file, path, stated, name, unit, headline)
        return
    if stated.first_given is not None:
        message = "this says how a table is read: name its file with --from"
        raise typer.BadParameter(message, param_hint=stated.first_given)
    name = name if name is not None else ask("--name", "What is the mission called?", parse_name)
    unit = unit if unit is not None else ask("--unit", "What was promised (personnel, bases, USD)?", parse_unit)
    headline = headline if headline is not None else ask("--headline", "How much of it?", parse_headline)

    def say(message: str) -> None:
        note(f"{path}: {message}")

    create(file, new_ledger(name, unit, headline).encode(), say)
    commitment = commitment_for(unit)
    made = f"{plain(path)}: a ledger with one commitment, {commitment}"
    try_out(f"{made}\n", made)
    _make_schema(file.with_name(SCHEMA))
    place = shlex.quote(path)
    note(f"next: mss-gap add actual {commitment} --total N --date DATE --source URL --ledger {place}")
    note(f"then: mss-gap summary --ledger {place}")


def _init_from(
    table: str, path: str, stated: TableOptions, name: str | None, unit: str | None, headline: Decimal | None
) -> None:
    """Make a ledger that reads a table; print what it reads."""
    from mss_gap.ledger.edit.add_table import new_ledger_of
    from mss_gap.ledger.edit.replace import create
    from mss_gap.ledger.edit.template import SCHEMA
    from mss_gap.ledger.explain.problems import LedgerInvalidError
    from mss_gap.render.harmless import plain
    from mss_gap.render.proposal import attempt_notes, attempt_text

    file = Path(path)
    wishes = stated.wishes(name_below(table, file.parent, path), stated.stated["commitment"], unit, is_new=True)
    attempt = tried(wishes, file.parent, None)
    number, first = len(attempt.commitments), next(iter(attempt.commitments))
    if headline is not None and number > 1:
        message = f"the table has {number:,} commitments: take --headline out, and write pledged = … below each of them"
        raise typer.BadParameter(message, param_hint="--headline")
    notes = list(attempt_notes(attempt))

    def say(message: str) -> None:
        note(f"{path}: {message}")

    try:
        text = new_ledger_of(attempt, name, headline, path, file.parent)
    except LedgerInvalidError:
        out(attempt_text(attempt))
        for message in notes:
            remark(message)
        raise
    create(file, text.encode(), say)
    has = f"one commitment, {first}" if number == 1 else f"{number:,} commitments"
    made = f"{plain(path)}: a ledger with {has}, that reads {plain(attempt.file)}"
    try_out(f"{made}\n", made)
    _make_schema(file.with_name(SCHEMA))
    try_out(f"\n{attempt_text(attempt)}", f"{path}: what it reads could not be printed")
    for message in notes:
        remark(message)
    note(f"next: mss-gap summary --ledger {shlex.quote(path)}")


def _make_schema(file: Path) -> None:
    """Put the schema beside a new ledger; a failure is noted, and the ledger stays."""
    from mss_gap.ledger.edit.replace import create
    from mss_gap.ledger.explain.problems import LedgerUnwritableError
    from mss_gap.ledger.find import built_in_file
    from mss_gap.render.harmless import plain

    if os.path.lexists(file):
        return
    try:
        create(file, built_in_file(f"schemas/{file.name}").read_bytes())
    except LedgerUnwritableError as error:
        note(f"{error.origin}: {error.reason}; the ledger needs none, and mss-gap schema prints it for editors")
    else:
        made = f"{plain(str(file))}: its schema, for editors"
        try_out(f"{made}\n", made)


def validate(
    ledgers: Annotated[
        list[str] | None, typer.Argument(metavar="LEDGERS", help="The ledgers to check, in place of --ledger.")
    ] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    strict: Annotated[bool, typer.Option("--strict", metavar=FLAG, help="Exit with 1 for a warning, too.")] = False,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    from mss_gap.ledger.find import STANDARD_INPUT

    form = format_of(form, as_json=as_json)
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
        ledger_location(path, "LEDGERS")
    status = ExitStatus.DONE
    for position, option in enumerate(several or [ledger]):
        status = max(status, _validate(option, as_of, form, strict=strict, only=len(several) <= 1, first=not position))
    if status:
        raise typer.Exit(status)


def _validate(
    option: str | None, as_of: date | None, form: Format, *, strict: bool, only: bool, first: bool
) -> ExitStatus:
    """Check one ledger; unless it is the `only` one, one that cannot be read is noted, and the others are checked."""
    from mss_gap.analysis.reports.validate import validated
    from mss_gap.ledger.explain.problems import LedgerUnreadableError
    from mss_gap.ledger.read.bytes import read_bytes

    location = ledger_location(option)
    try:
        with at_work(location):
            report, _ = validated(read_bytes(location), location.origin, as_of, location.folder)
    except LedgerUnreadableError as error:
        if only:
            raise
        return note_error(error)
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
    from mss_gap.render.schema import json_schema

    out(json_schema(kind))
