"""One entry: from the command line to the ledger's file, and the notes about it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from mss_gap.cli.conclusion import Section, conclude
from mss_gap.cli.help import FLAG
from mss_gap.cli.ledger_choice import commitment_id, contributor_code, ledger_location
from mss_gap.cli.options import LedgerToChangeOption
from mss_gap.cli.output import note, out, try_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mss_gap.ledger.edit.append import Addition, NewEntry
    from mss_gap.ledger.explain.problems import Finding, Path
    from mss_gap.ledger.model import Ledger

Keys = TypeVar("Keys", bound=Callable[..., None])
"""A function without a body, whose parameters are the keys of an entry."""
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", metavar=FLAG, help="Check and print the entry, and write nothing.")
]
AgainOption = Annotated[
    bool, typer.Option("--again", metavar=FLAG, help="Add the entry, though the ledger has the same one.")
]
_OF_EVERY_COMMAND = (
    Parameter("ledger", Parameter.KEYWORD_ONLY, annotation=LedgerToChangeOption, default=None),
    Parameter("dry_run", Parameter.KEYWORD_ONLY, annotation=DryRunOption, default=False),
)


def adds(section: Section) -> Callable[[Keys], Keys]:
    """Make a decorator for a function without a body whose parameters are the keys of an entry of a section.

    It adds the entry that is stated, with the keys in the order of the parameters. `identifier` is not a key but that of
    the heading. Every such command has the options that choose the ledger and run dry; where a section may have the
    same entry twice, `again` is a parameter, too.
    """

    def decorate(keys: Keys) -> Keys:
        @wraps(keys)
        def add(
            *, ledger: str | None, dry_run: bool, again: bool = False, identifier: str | None = None, **stated: object
        ) -> None:
            def entry_for(record: "Ledger") -> "NewEntry":
                return new_entry(section, _resolved(stated, record), identifier)

            enter(ledger, section, entry_for, dry_run=dry_run, again=again)

        declared = signature(keys)
        vars(add)["__signature__"] = declared.replace(parameters=(*declared.parameters.values(), *_OF_EVERY_COMMAND))
        return cast("Keys", add)

    return decorate


def _resolved(stated: Mapping[str, object], record: "Ledger") -> "Iterator[tuple[str, object]]":
    """Name commitments by their ids and contributors by their codes, however they are named on the command line."""
    for key, value in stated.items():
        match key, value:
            case "commitment", str():
                yield key, commitment_id(value, record)
            case "overlaps", [*names]:
                yield key, [commitment_id(str(name), record, "--overlaps") for name in names]
            case "stages", [*words]:
                yield key, [stage.strip() for word in words for stage in str(word).split(",")]
            case "country", str():
                yield key, contributor_code(value, record, "--country")
            case _:
                yield key, value


def new_entry(section: Section, stated: "Iterable[tuple[str, object]]", identifier: str | None = None) -> "NewEntry":
    """Make an entry of what was stated, as a person would write it."""
    from mss_gap.ledger.edit.append import NewEntry

    return NewEntry.stating(section, dict(stated), identifier)


def enter(
    ledger: str | None, section: Section, entry_for: "Callable[[Ledger], NewEntry]", *, dry_run: bool, again: bool
) -> None:
    """Add an entry to the ledger, or with `dry_run` only check it; print it and what it changes.

    An entry that the ledger has already is wrong usage, unless it is added `again`. Once the ledger is changed, no later
    failure changes the exit status: a user who tried again would have the entry twice.
    """
    from mss_gap.ledger.edit.append import add_entry
    from mss_gap.ledger.edit.replace import rewrite
    from mss_gap.ledger.edit.writable import require_file
    from mss_gap.ledger.read.bytes import read_bytes

    location = ledger_location(ledger)

    def change(content: bytes) -> "Addition":
        try:
            addition = add_entry(content, location.origin, entry_for, location.folder)
        except UnicodeEncodeError:
            message = "what is added must be text: a part of it is not UTF-8"
            raise typer.BadParameter(message) from None
        if addition.twin is not None and not again:
            raise _duplicate_error(addition, addition.twin, location.origin)
        return addition

    def say(message: str) -> None:
        note(f"{location.origin}: {message}")

    if dry_run:
        with suppress(OSError):  # reading says why
            require_file(location)
        addition = change(read_bytes(location))
        out(_plain_lines(addition.toml))
        note(f"nothing is written to {location.origin}: a dry run")
        printed = False
    else:
        addition = rewrite(location, change, say)
        done = f"added to {location.origin}"
        printed = try_out(_plain_lines(addition.toml), f"{done}, but the entry could not be printed")
        if printed:
            note(done)
    sentence, warnings = conclude(section, addition)
    if sentence and printed:
        try_out(f"\n{_plain_lines(sentence)}", sentence)
    elif sentence:
        note(sentence)
    for message in _notes(warnings, addition):
        note(message)


def _duplicate_error(addition: "Addition", twin: "Path", origin: str) -> typer.BadParameter:
    from mss_gap.ledger.read.locate import line_of

    row = addition.before.row_of(str(twin[0]), int(twin[1]))
    if row:
        table, line = row
        where = f"in the row {table.place(line)}"
    else:
        where = f"on line {line_of(twin, addition.content.decode())}"
    message = f"{origin} has this entry already, {where}: add --again to have it twice"
    return typer.BadParameter(message)


def _plain_lines(text: str) -> str:
    from mss_gap.render.harmless import plain

    return "".join(f"{plain(line)}\n" for line in text.splitlines())


def _notes(warnings: "Sequence[Finding]", addition: "Addition") -> "Iterator[str]":
    """Return warnings as notes; one that refers to another entry names its line. A table of nearly the same id is one."""
    from mss_gap.ledger.explain.ledger_tables import TABLES
    from mss_gap.ledger.read.locate import line_of, locate

    text = addition.content.decode()
    for warning in warnings:
        # Finding lines is slow in a large ledger, and most warnings do not refer to another line.
        message = (
            locate([warning], text, addition.after.origin, addition.after)[0].message
            if warning.other
            else warning.message
        )
        yield f"warning[{warning.code}]: {message}; {warning.hint}"
    if addition.near is not None:
        section, identifier = addition.near
        called, line = TABLES[str(section)].called, line_of(addition.near, text)
        yield f'there is {called} "{identifier}", too, on line {line}: if the two are the same, remove one'
