"""A spreadsheet or a CSV file: from the options to the blocks of a ledger that read it."""

import os
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import typer

from mss_gap.cli.complete import commitments, one_of, sources
from mss_gap.cli.conclusion import conclude
from mss_gap.cli.ledger_choice import commitment_id, ledger_location
from mss_gap.cli.options import chooser, parse_day_or_period, parse_text
from mss_gap.cli.output import note, out, try_out
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.ledger.plural import so_many

if TYPE_CHECKING:
    from mss_gap.ledger.edit.add_table import Attempt, UnclearTableError
    from mss_gap.ledger.edit.append import Addition
    from mss_gap.ledger.model import Ledger
    from mss_gap.ledger.propose.proposal import Wishes

Reads = TypeVar("Reads", bound=Callable[..., None])
"""A command that reads a table, and has what its options say of it as `stated`."""
MOST_WARNINGS = 10
"""Warnings about the rows of a table that are printed."""


class _Words:
    """The words of a choice in a `[[tables]]` block; its module takes long to load, and is loaded when one is read."""

    def __init__(self, choice: str) -> None:
        self._choice = choice

    def __iter__(self) -> Iterator[StrEnum]:
        """Each word."""
        return iter(getattr(import_module("mss_gap.ledger.table"), self._choice))


def _option(help_text: str, metavar: str = "COLUMN", **more: Any) -> Any:  # noqa: ANN401 - as Typer has it
    return typer.Option(metavar=metavar, help=help_text, parser=more.pop("parser", parse_text), **more)


_OPTIONS = {
    "commitment": Annotated[
        str | None,
        _option("The commitment that the rows belong to, by its id.", "COMMITMENT", autocompletion=commitments),
    ],
    "kind": Annotated[
        str | None,
        _option(
            "What the rows are: pledges, or actuals for what was delivered.",
            "KIND",
            parser=chooser(_Words("Section"), "kind of rows"),
            autocompletion=one_of(_Words("Section")),
        ),
    ],
    "sheet": Annotated[str | None, _option("The sheet of a workbook; the first with a table without.", "SHEET")],
    "header": Annotated[
        int | None, typer.Option(metavar="N", min=1, max=2**20, help="The row that has the titles, counted from 1.")
    ],
    "country": Annotated[str | None, _option("The title of the column that names the contributors.")],
    "date": Annotated[
        str | None, _option("The title of the column of dates; or one date for all rows: 2025-06-27.", "COLUMN")
    ],
    "amount": Annotated[
        list[str] | None,
        _option("The title of a column of figures, each a change; several are added. years: a column for each year."),
    ],
    "total": Annotated[
        str | None,
        _option("The title of a column of figures, each the level on its day, in place of --amount; or years."),
    ],
    "pledged": Annotated[str | None, _option("The title of a column of pledges beside one of payments.")],
    "paid": Annotated[str | None, _option("The title of a column of payments beside one of pledges.")],
    "currency": Annotated[
        str | None, _option("The title of a column of currencies; or one code for all rows: EUR.", "COLUMN")
    ],
    "ref": Annotated[
        str | None, _option("The title of a column of ids: rows of one id count once; or none: every row counts.")
    ],
    "stop": Annotated[
        list[str] | None,
        _option("What the first cell of a row says from which on nothing is read, such as TOTAL.", "TEXT"),
    ],
    "where": Annotated[
        list[str] | None,
        _option("Only rows with this text in this column, such as status=paid; may be repeated.", "COLUMN=TEXT"),
    ],
    "numbers": Annotated[
        str | None,
        _option(
            'How the table writes numbers: "1,234.5" or "1.234,5".',
            "STYLE",
            parser=chooser(_Words("NumberStyle"), "style of numbers"),
        ),
    ],
    "dates": Annotated[str | None, _option("How the table writes days, such as %d/%m/%Y.", "FORM")],
    "encoding": Annotated[
        str | None, _option("The encoding of a CSV file that is not UTF-8, such as windows-1252.", "ENCODING")
    ],
    "others": Annotated[
        str | None,
        _option(
            "as-named: a contributor that is not known counts under its name.",
            "WORD",
            parser=chooser(_Words("Others"), "way to read other names"),
            autocompletion=one_of(_Words("Others")),
        ),
    ],
    "values": Annotated[
        list[str] | None,
        _option('What a text in a cell means, such as "country:Kenia=KE"; may be repeated.', "KEY:TEXT=MEANING"),
    ],
    "otherwise": Annotated[
        list[str] | None,
        _option(
            'What a cell means that is blank or cannot be read, such as "country=Not named"; may be repeated.',
            "KEY=MEANING",
        ),
    ],
    "source": Annotated[
        list[str] | None,
        _option("A source id or an address of all rows; may be repeated.", "SOURCE", autocompletion=sources),
    ],
}
_APART = ("pledged", "paid"), ("amount", "total", "kind")
"""Options of which one of the first does not go with one of the second."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the options say of a table."""

    stated: Mapping[str, Any]

    def wishes(self, file: str, commitment: str | None, unit: str | None, *, is_new: bool) -> "Wishes":
        """Return what is wished for of a file, for a commitment that is there or is made with it."""
        from mss_gap.ledger.propose.proposal import Wishes

        stated = {key: value for key, value in self.stated.items() if value not in (None, [])}
        stated |= {"file": file, "commitment": commitment, "unit": unit, "is_new": is_new}
        stated |= {
            "where": _by_column(stated.get("where", ())),
            "values": _by_key(stated.get("values", ())),
            "otherwise": dict(
                _parted(each, "--otherwise", "country=Not named") for each in stated.get("otherwise", ())
            ),
        }
        with suppress(typer.BadParameter):
            stated["day"] = parse_day_or_period(stated.get("date", ""))
        return Wishes(**stated)

    @property
    def first_given(self) -> str | None:
        """The first option that is given."""
        return next((f"--{key}" for key, value in self.stated.items() if value not in (None, [])), None)


def _parted(stated: str, option: str, example: str, mark: str = "=") -> tuple[str, str]:
    """Return what is on both sides of a mark; a text without it is wrong usage."""
    before, found, after = (part.strip() for part in stated.partition(mark))
    if not (before and found and after):
        message = f'"{stated}" has not two parts with "{mark}" between them: write it as in "{example}"'
        raise typer.BadParameter(message, param_hint=option)
    return before, after


def _by_column(stated: Sequence[str]) -> dict[str, list[str]]:
    """The texts that rows must have, by the title of the column."""
    texts: dict[str, list[str]] = {}
    for each in stated:
        title, text = _parted(each, "--where", "status=paid")
        texts.setdefault(title, []).append(text)
    return texts


def _by_key(stated: Sequence[str]) -> dict[str, dict[str, str]]:
    """What texts mean, by key."""
    meanings: dict[str, dict[str, str]] = {}
    for each in stated:
        key, rest = _parted(each, "--values", "country:Kenia=KE", ":")
        text, meaning = _parted(rest, "--values", "country:Kenia=KE")
        meanings.setdefault(key, {})[text] = meaning
    return meanings


def reads_table(command: Reads) -> Reads:
    """Give a command the options that say how a table is read."""

    @wraps(command)
    def with_options(**given: object) -> None:
        stated = {key: given.pop(key) for key in _OPTIONS}
        for one in _APART[0]:
            for other in _APART[1]:
                if stated[one] is not None and stated[other]:
                    message = f"--{one} and --{other} contradict each other: keep one"
                    raise typer.BadParameter(message, param_hint=f"--{one}")
        if stated["amount"] and stated["total"]:
            message = "--amount and --total contradict each other: keep one"
            raise typer.BadParameter(message, param_hint="--amount")
        command(stated=TableOptions(stated), **given)

    declared = signature(command)
    before = [each for name, each in declared.parameters.items() if name not in ("stated", "ledger", "dry_run")]
    after = [each for name, each in declared.parameters.items() if name in ("ledger", "dry_run")]
    options = [
        Parameter(key, Parameter.KEYWORD_ONLY, annotation=annotation, default=None)
        for key, annotation in _OPTIONS.items()
    ]
    kinds = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in (*before, *options, *after)]
    vars(with_options)["__signature__"] = declared.replace(parameters=kinds)
    return cast("Reads", with_options)


def name_below(file: str, folder: Path, ledger: str) -> str:
    """Return what a ledger in a folder calls a file; raises `TableUnreadableError` where it cannot name it."""
    from mss_gap.ledger.tables.files import DELIMITED, WORKBOOKS
    from mss_gap.ledger.tables.grid import TableUnreadableError

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
        note(f"{error.origin}: {question.message if named else f'{question.option}: {question.message}'}")
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
    from mss_gap.ledger.read.load import line_of, parse_ledger
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
                note(message)
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
    from mss_gap.ledger.read.load import locate

    sentence, warnings = conclude("tables", addition)
    if sentence and printed:
        try_out(f"\n{sentence}\n", sentence)
    elif sentence:
        note(sentence)
    for remark in remarks:
        note(remark)
    origin = addition.after.origin
    problems = locate(warnings, addition.content.decode(), origin, addition.after)
    for problem in problems[:MOST_WARNINGS]:
        place = "" if problem.file == origin else f"{problem.file}:{problem.path or problem.line}: "
        note(f"warning[{problem.code}]: {place}{problem.message}; {problem.hint}")
    if len(problems) > MOST_WARNINGS:
        note(f"{len(problems) - MOST_WARNINGS:,} more warnings: mss-gap validate prints them all")
