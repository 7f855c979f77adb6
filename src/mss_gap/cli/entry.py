"""One entry: from what was stated on the command line to the ledger's file, and what is said of it then."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import typer

from mss_gap.cli.ledger_choice import ledger_location
from mss_gap.cli.output import note, out, try_out

if TYPE_CHECKING:
    from mss_gap.ledger.edit.append import Addition, NewEntry
    from mss_gap.ledger.explain.problems import Finding, Path
    from mss_gap.ledger.model import Ledger

Conclusion: TypeAlias = "tuple[str | None, Sequence[Finding]]"
"""What an entry changes, in a sentence, and what may be a slip in it."""


def new_entry(section: str, stated: Mapping[str, object], identifier: str | None = None) -> "NewEntry":
    """An entry with what was stated, as a person would write it."""
    from mss_gap.ledger.edit.append import NewEntry

    written = {key: _written(value) for key, value in stated.items()}
    return NewEntry(section, {key: value for key, value in written.items() if value is not None}, identifier)


def _written(value: object) -> object:
    """A figure without places it does not have, and a single source outside a list."""
    match value:
        case Decimal() if "." not in f"{value:f}":
            return int(value)
        case []:
            return None
        case [only]:
            return only
        case _:
            return value


def enter(
    ledger: str | None,
    entry_for: "Callable[[Ledger], NewEntry]",
    conclude: "Callable[[Addition], Conclusion]" = lambda _: (None, ()),
    *,
    dry_run: bool,
    again: bool = False,
) -> None:
    """Add an entry to the ledger that is meant, or only see whether it could be; print it and what it changes.

    An entry that is there already is wrong usage, unless it is to be added `again`.

    Once the ledger is changed nothing of this fails any more: whoever tried again would have the entry twice.
    """
    from mss_gap.ledger.edit.append import add_entry
    from mss_gap.ledger.edit.replace import rewrite
    from mss_gap.ledger.edit.writable import existing
    from mss_gap.ledger.read.bytes import read_bytes

    location = ledger_location(ledger)

    def change(content: bytes) -> "Addition":
        try:
            addition = add_entry(content, location.origin, entry_for)
        except UnicodeEncodeError:
            message = "what is added must be text: a part of it is not UTF-8"
            raise typer.BadParameter(message) from None
        if addition.twin is not None and not again:
            raise _there_already(addition, addition.twin, location.origin)
        return addition

    def say(message: str) -> None:
        note(f"{location.origin}: {message}")

    if dry_run:
        with suppress(OSError):  # reading says why
            existing(location)
        addition = change(read_bytes(location))
        out(_shown(addition.toml))
        note(f"nothing is written to {location.origin}: a dry run")
        printed = False
    else:
        addition = rewrite(location, change, say)
        done = f"added to {location.origin}"
        printed = try_out(_shown(addition.toml), f"{done}, but the entry could not be printed")
        if printed:
            note(done)
    sentence, warnings = conclude(addition)
    if sentence and printed:
        try_out(f"\n{_shown(sentence)}", sentence)
    elif sentence:
        note(sentence)
    for message in _in_words(warnings, addition):
        note(message)


def _there_already(addition: "Addition", twin: "Path", origin: str) -> typer.BadParameter:
    from mss_gap.ledger.explain.problems import Finding
    from mss_gap.ledger.read.load import located

    (place,) = located([Finding("duplicate-entry", twin, "", "")], addition.content.decode())
    message = f"{origin} has this entry already, on line {place.line}: add --again to have it twice"
    return typer.BadParameter(message)


def _shown(text: str) -> str:
    from mss_gap.render.harmless import plain

    return "".join(f"{plain(line)}\n" for line in text.splitlines())


def _in_words(warnings: "Sequence[Finding]", addition: "Addition") -> "Sequence[str]":
    """Warnings as notes, with the line of another entry that one speaks of."""
    from mss_gap.ledger.read.load import located

    words = []
    for warning in warnings:
        # Looking for lines takes a while in a large ledger, and most warnings speak of no other line.
        message = located([warning], addition.content.decode())[0].message if warning.other else warning.message
        words.append(f"warning[{warning.code}]: {message}; {warning.hint}")
    return words
