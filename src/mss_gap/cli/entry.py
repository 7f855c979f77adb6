"""One entry: from the command line to the ledger's file, and the notes about it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
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
    """Make an entry of what was stated, as a person would write it."""
    from mss_gap.ledger.edit.append import NewEntry

    return NewEntry.stating(section, stated, identifier)


def enter(
    ledger: str | None,
    entry_for: "Callable[[Ledger], NewEntry]",
    conclude: "Callable[[Addition], Conclusion]" = lambda _: (None, ()),
    *,
    dry_run: bool,
    again: bool = False,
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
            addition = add_entry(content, location.origin, entry_for)
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
    sentence, warnings = conclude(addition)
    if sentence and printed:
        try_out(f"\n{_plain_lines(sentence)}", sentence)
    elif sentence:
        note(sentence)
    for message in _warning_notes(warnings, addition):
        note(message)


def _duplicate_error(addition: "Addition", twin: "Path", origin: str) -> typer.BadParameter:
    from mss_gap.ledger.explain.problems import Finding
    from mss_gap.ledger.read.load import locate

    (place,) = locate([Finding("duplicate-entry", twin, "", "")], addition.content.decode(), origin)
    message = f"{origin} has this entry already, on line {place.line}: add --again to have it twice"
    return typer.BadParameter(message)


def _plain_lines(text: str) -> str:
    from mss_gap.render.harmless import plain

    return "".join(f"{plain(line)}\n" for line in text.splitlines())


def _warning_notes(warnings: "Sequence[Finding]", addition: "Addition") -> "Sequence[str]":
    """Return warnings as notes; one that refers to another entry names its line."""
    from mss_gap.ledger.read.load import locate

    words = []
    for warning in warnings:
        # Finding lines is slow in a large ledger, and most warnings do not refer to another line.
        message = (
            locate([warning], addition.content.decode(), addition.after.origin)[0].message
            if warning.other
            else warning.message
        )
        words.append(f"warning[{warning.code}]: {message}; {warning.hint}")
    return words
