"""What a shell offers to complete a word with: the ids and codes of the ledger in use. Never an error."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from mss_gap.cli.source import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mss_gap.ledger.model import Ledger

Words = list[tuple[str, str]]
"""Words with what each means."""


def commitments(context: typer.Context, incomplete: str) -> Words:
    """The commitments of the ledger in use."""
    from mss_gap.ledger.model import title_of

    ledger = _in_use(context)
    found = {} if ledger is None else {key: title_of(key, it.title) for key, it in ledger.commitments.items()}
    return _matching(found, incomplete)


def countries(context: typer.Context, incomplete: str) -> Words:
    """The contributors that the ledger in use knows; every country, where none of them begins like this."""
    from mss_gap.ledger import names

    ledger = _in_use(context)
    codes = {entry.country for entry in (*ledger.pledges, *ledger.actuals) if entry.country} if ledger else set()
    bodies = ledger.contributors if ledger else {}
    known = {code: ledger.contributor_name(code) for code in sorted({*codes, *bodies})} if ledger else {}
    return _matching(known, incomplete) or _matching(names.countries(), incomplete)


def sources(context: typer.Context, incomplete: str) -> Words:
    """The sources of the ledger in use."""
    ledger = _in_use(context)
    return _matching({} if ledger is None else {key: it.title for key, it in ledger.sources.items()}, incomplete)


def indicators(context: typer.Context, incomplete: str) -> Words:
    """The indicators of the ledger in use."""
    from mss_gap.ledger.model import title_of

    ledger = _in_use(context)
    found = {} if ledger is None else {key: title_of(key, it.title) for key, it in ledger.indicators.items()}
    return _matching(found, incomplete)


def steps(context: typer.Context, incomplete: str) -> Words:
    """The beginning of `COMMITMENT:COUNTRY=N`: the commitment, and then the contributor."""
    commitment, colon, country = incomplete.partition(":")
    if not colon:
        return [(f"{word}:", meaning) for word, meaning in commitments(context, incomplete)]
    return [(f"{commitment}:{code}=", meaning) for code, meaning in countries(context, country)]


def measures(incomplete: str) -> list[str]:
    """What a claim may measure."""
    from mss_gap.ledger.model import Measure

    return one_of(Measure)(incomplete)


def qualifiers(incomplete: str) -> list[str]:
    """How a claim's number may be meant."""
    from mss_gap.ledger.model import Qualifier

    return one_of(Qualifier)(incomplete)


def statuses(incomplete: str) -> list[str]:
    """How firm a pledge may be."""
    from mss_gap.ledger.model import Status

    return one_of(Status)(incomplete)


def one_of(kind: type[StrEnum]) -> Callable[[str], list[str]]:
    """What completes one of several words."""

    def complete(incomplete: str) -> list[str]:
        return [str(word) for word in kind if word.startswith(incomplete)]

    return complete


def _in_use(context: typer.Context) -> "Ledger | None":
    """The ledger that the command would read, but not from standard input, which is the shell's."""
    from mss_gap.ledger.problems import LedgerError

    option = context.params.get("ledger")
    if option == "-":
        return None
    try:
        return opened(option)
    except LedgerError:
        return None


def _matching(words: "Mapping[str, str]", incomplete: str) -> Words:
    from mss_gap.render.text import plain

    return [(word, plain(meaning)) for word, meaning in words.items() if word.startswith(incomplete)]
