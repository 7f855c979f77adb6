"""What completes a word: the ids and codes of the ledger in use. Nothing here raises an error."""

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mss_gap.cli.ledger_choice import commitment_id, ledger_location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mss_gap.ledger.model import Commitment, Indicator, Ledger, Scale, Source

ASK = "--complete"
"""The first argument by which a shell asks what to offer; then come its name, and the words up to the cursor."""
SHOW_COMPLETION = "--show-completion"
"""What prints the script for a shell, which follows."""
Words = list[tuple[str, str]]
"""Words with what each means."""


class Shell(StrEnum):
    """A shell that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def commitments(context: typer.Context, incomplete: str) -> Words:
    """Return the commitments of the ledger in use by their ids; without a match, those whose title is one word to a shell."""
    found = _ids(context, "", lambda ledger: ledger.commitments)
    titles = {title: key for key, title in found if re.fullmatch(r"[\w-]+", title)}
    return _matches(dict(found), incomplete) or _matches(_as_typed(titles, incomplete), incomplete)


def countries(context: typer.Context, incomplete: str) -> Words:
    """Return the contributors of the ledger in use; without a match among them, the countries.

    Codes come first, then names that are one word to a shell; upper and lower case are as typed.
    """
    from mss_gap.ledger import names

    ledger = _ledger_in_use(context)
    codes = {entry.country for entry in (*ledger.pledges, *ledger.actuals) if entry.country} if ledger else set()
    bodies = ledger.contributors if ledger else {}
    known = {code: ledger.contributor_name(code) for code in sorted({*codes, *bodies})} if ledger else {}
    some = (known, names.countries())
    words = (*some, *({name: code for code, name in each.items() if re.fullmatch(r"[\w-]+", name)} for each in some))
    return next(filter(None, (_matches(_as_typed(each, incomplete), incomplete) for each in words)), [])


def _as_typed(words: "Mapping[str, str]", incomplete: str) -> "Mapping[str, str]":
    """Put words in the case of what is typed: shells compare letter by letter."""
    if incomplete.islower():
        return {word.lower(): meaning for word, meaning in words.items()}
    return {
        word.upper() if len(incomplete) > 1 and incomplete.isupper() else word: meaning
        for word, meaning in words.items()
    }


def sources(context: typer.Context, incomplete: str) -> Words:
    """Return the sources of the ledger in use."""
    return _ids(context, incomplete, lambda ledger: ledger.sources)


def groups(context: typer.Context, incomplete: str) -> Words:
    """Return the groups of the ledger in use, then the usual ones, by their ids in the case of what is typed."""
    from mss_gap.ledger.groups.lookup import groups, usual_groups

    ledger = _ledger_in_use(context)
    found = (*usual_groups(), *(groups(ledger) if ledger else ()))
    return _matches(_as_typed({each.id: each.name for each in found}, incomplete), incomplete)


def contributors_or_groups(context: typer.Context, incomplete: str) -> Words:
    """Return the contributors, and once something is typed the groups that begin so."""
    return [*countries(context, incomplete), *(groups(context, incomplete) if incomplete else ())]


def scales(context: typer.Context, incomplete: str) -> Words:
    """Return the scales of the ledger in use."""
    return _ids(context, incomplete, lambda ledger: ledger.scales)


def indicators(context: typer.Context, incomplete: str) -> Words:
    """Return the indicators of the ledger in use."""
    return _ids(context, incomplete, lambda ledger: ledger.indicators)


def steps(context: typer.Context, incomplete: str) -> Words:
    """Return the beginnings of `COMMITMENT:COUNTRY=N`: the commitments, then the contributors."""
    commitment, colon, country = incomplete.partition(":")
    found = [] if colon else commitments(context, commitment)
    if len(found) > 1:
        return [(f"{word}:", meaning) for word, meaning in found]
    # bash adds a space after a single word, so the word is offered with what may follow it.
    commitment = commitment if colon else "".join(word for word, _ in found)
    found = countries(context, country) if commitment else []
    return [(f"{commitment}:{code}=", f"{meaning}: N, or +N or -N") for code, meaning in found]


def stages(context: typer.Context, incomplete: str) -> list[str]:
    """Return the stages of the commitment that a word before names; without one, those of all."""
    ledger = _ledger_in_use(context)
    if ledger is None:
        return []
    among = tuple(ledger.commitments.values())
    # --stage has no value yet, so the parser has stopped and left arguments where they are.
    for word in filter(None, (context.params.get("commitment"), *context.args)):
        with suppress(typer.BadParameter):
            among = (ledger.commitments[commitment_id(word, ledger)],)
            break
    found = dict.fromkeys(stage for commitment in among for stage in commitment.stages)
    return [stage for stage in found if stage.startswith(incomplete)]


def measures(incomplete: str) -> list[str]:
    """Return what a claim may measure."""
    from mss_gap.ledger.measures import Measure

    return one_of(Measure)(incomplete)


def qualifiers(incomplete: str) -> list[str]:
    """Return the qualifiers of a figure."""
    from mss_gap.ledger.entry import Qualifier

    return one_of(Qualifier)(incomplete)


def statuses(incomplete: str) -> list[str]:
    """Return the statuses of a pledge."""
    from mss_gap.ledger.entry import Status

    return one_of(Status)(incomplete)


def one_of(choices: Iterable[StrEnum]) -> Callable[[str], list[str]]:
    """Make a function that completes one of several words."""

    def complete(incomplete: str) -> list[str]:
        return [str(word) for word in choices if word.startswith(incomplete)]

    return complete


def _ids(
    context: typer.Context,
    incomplete: str,
    declared: "Callable[[Ledger], Mapping[str, Commitment | Indicator | Scale | Source]]",
) -> Words:
    """Return the ids of what a ledger declares, each with its title."""
    from mss_gap.ledger.model import title_or_id

    ledger = _ledger_in_use(context)
    found = {} if ledger is None else {key: title_or_id(key, it.title) for key, it in declared(ledger).items()}
    return _matches(found, incomplete)


def _ledger_in_use(context: typer.Context) -> "Ledger | None":
    """Return the ledger that the command would read; None for standard input, which belongs to the shell."""
    from mss_gap.ledger.explain.problems import LedgerError
    from mss_gap.ledger.read.load import read_ledger

    option = context.params.get("ledger")
    try:
        # The shell has not expanded ~ and variables yet.
        location = ledger_location(option and os.path.expandvars(Path(option).expanduser()))
        return None if location.file is None else read_ledger(location)
    except (LedgerError, RuntimeError, typer.BadParameter):
        return None


def _matches(words: "Mapping[str, str]", incomplete: str) -> Words:
    return [(word, meaning) for word, meaning in words.items() if word.startswith(incomplete)]
