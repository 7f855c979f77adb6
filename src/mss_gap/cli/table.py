"""A spreadsheet or a CSV file: from the options to the blocks of a ledger that read it."""

import os
import shlex
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mss_gap.cli.conclusion import conclude
from mss_gap.cli.ledger_choice import commitment_id, ledger_location
from mss_gap.cli.output import note, out, remark, try_out
from mss_gap.cli.table_options import TableOptions
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.ledger.plural import so_many

if TYPE_CHECKING:
    from mss_gap.ledger.edit.add_table import Attempt, UnclearTableError
    from mss_gap.ledger.edit.append import Addition
    from mss_gap.ledger.model import Ledger
    from mss_gap.ledger.propose.proposal import Wishes

MOST_WARNINGS = 10
"""Warnings about the rows of a table that are printed."""


def name_below(file: str, folder: Path, ledger: str) -> str:
    """Return what a ledger in a folder calls a file; raises `TableUnreadableError` where it cannot name it."""
    from mss_gap.ledger.tables.grid import TableUnreadableError
    from mss_gap.ledger.tables.reading.files import DELIMITED, WORKBOOKS

    path = Path(file)
    if not os.path.lexists(path):
        from mss_gap.ledger.near import did_you_mean

        near = (
            [
                str(path.with_name(each.name))
                for each in path.parent.iterdir()
                if each.name.lower().endswith((*DELIMITED, *WORKBOOKS))
            ]
            if path.parent.is_dir()
            else []
        )
        raise TableUnreadableError(file, "there is no such file", did_you_mean(file, near, "check the path"))
    try:
        name = Path(os.path.relpath(os.path.realpath(path.parent), os.path.realpath(folder))) / path.name
    except ValueError:  # another drive
        name = Path("..")
    if ".." in name.parts:
        place = shlex.quote(str(folder)) if str(folder) != "." else "."
        hint = f"copy it there: cp {shlex.quote(file)} {place}"
        raise TableUnreadableError(file, f"it is not below the folder of {ledger}", hint)
    return name.as_posix()


def tried(wishes: "Wishes", folder: Path, record: "Ledger | None") -> "Attempt":
    """Return what reads a file; questions that it leaves open are noted, and are wrong usage."""
    from mss_gap.ledger.edit.add_table import UnclearTableError, attempt, declarations
    from mss_gap.ledger.tables.meaning import Declarations

    declared = Declarations({}, {}, frozenset()) if record is None else declarations(record)
    try:
        return attempt(wishes, folder, declared)
    except UnclearTableError as error:
        _note_questions(error)
        raise typer.Exit(ExitStatus.WRONG_USAGE) from None


def _note_questions(error: "UnclearTableError") -> None:
    for question in error.questions:
        named = question.option in question.message
        remark(f"{error.origin}: {question.message if named else f'{question.option}: {question.message}'}")
    number = len(error.questions)
    note(f"nothing is written: {so_many(number, 'question is', 'questions are')} open")


def enter_table(ledger: str | None, file: str, stated: TableOptions, *, dry_run: bool) -> None:
    """Add the blocks that read a file to a ledger, or with `dry_run` only try them; print what they read."""
    from mss_gap.ledger.edit.add_table import add_tables
    from mss_gap.ledger.edit.replace import rewrite
    from mss_gap.ledger.edit.writable import file_to_replace, require_file
    from mss_gap.ledger.explain.problems import EntryInvalidError
    from mss_gap.ledger.find import is_built_in
    from mss_gap.ledger.read.bytes import read_bytes
    from mss_gap.ledger.read.load import parse_ledger
    from mss_gap.ledger.read.locate import line_of
    from mss_gap.render.proposal import attempt_notes, attempt_text

    location = ledger_location(ledger)
    attempts: list[Attempt] = []

    def change(content: bytes) -> "Addition":
        record = parse_ledger(content, location.origin, location.folder)
        name = name_below(file, location.folder, location.origin)
        commitment = _commitment(stated.stated["commitment"], record)
        wishes = stated.wishes(name, commitment, record.commitments[commitment].unit, is_new=False)
        attempts.append(tried(wishes, location.folder, record))
        try:
            addition = add_tables(content, location.origin, attempts[-1], location.folder)
        except EntryInvalidError:
            out(attempt_text(attempts[-1]))
            for message in attempt_notes(attempts[-1]):
                remark(message)
            raise
        if addition.twin is not None:
            line = line_of(addition.twin, addition.content.decode())
            message = f"{location.origin} reads these figures already, with the table on line {line}: change that one"
            raise typer.BadParameter(message)
        return addition

    def say(message: str) -> None:
        note(f"{location.origin}: {message}")

    if is_built_in(location):
        file_to_replace(location)  # says why it cannot be
    if dry_run:
        with suppress(OSError):  # reading says why
            require_file(location)
        addition = change(read_bytes(location))
        out(attempt_text(attempts[-1]))
        note(f"nothing is written to {location.origin}: a dry run")
        printed = False
    else:
        addition = rewrite(location, change, say)
        done = f"added to {location.origin}"
        printed = try_out(attempt_text(attempts[-1]), f"{done}, but the table could not be printed")
        if printed:
            note(done)
    _conclude(addition, list(attempt_notes(attempts[-1])), printed=printed)


def _commitment(stated: str | None, record: "Ledger") -> str:
    """Return the commitment that is named, or the only one of a ledger."""
    if stated is not None:
        return commitment_id(stated, record, "--commitment")
    if len(record.commitments) == 1:
        return next(iter(record.commitments))
    from mss_gap.ledger.near import MOST_LISTED

    listed = ", ".join(list(record.commitments)[:MOST_LISTED])
    message = f"say which commitment the rows belong to: {listed}"
    raise typer.BadParameter(message, param_hint="--commitment")


def _conclude(addition: "Addition", remarks: Sequence[str], *, printed: bool) -> None:
    """Print what a table changes, and note what may be a slip in it."""
    from mss_gap.ledger.read.locate import locate

    sentence, warnings = conclude("tables", addition)
    if sentence and printed:
        try_out(f"\n{sentence}\n", sentence)
    elif sentence:
        note(sentence)
    for message in remarks:
        remark(message)
    origin = addition.after.origin
    problems = locate(warnings, addition.content.decode(), origin, addition.after)
    for problem in problems[:MOST_WARNINGS]:
        place = "" if problem.file == origin else f"{problem.file}:{problem.path or problem.line}: "
        remark(f"warning[{problem.code}]: {place}{problem.message}; {problem.hint}")
    if len(problems) > MOST_WARNINGS:
        note(f"{len(problems) - MOST_WARNINGS:,} more warnings: mss-gap validate prints them all")
