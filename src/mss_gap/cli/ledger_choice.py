"""Which ledger a command reads, and what in it is meant by a name."""

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, overload

import typer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mss_gap.ledger.contributors import Contributors
    from mss_gap.ledger.find import Location
    from mss_gap.ledger.groups.contributor_group import ContributorGroup
    from mss_gap.ledger.model import Ledger

MOST_NAMED = 30
"""Names that an error lists."""


def ledger_location(option: str | None, parameter: str = "--ledger") -> "Location":
    """Return where the ledger is: from the option, the environment, or the folder that the command runs in.

    An empty path is wrong usage: it is what a script names whose variable is not set.
    """
    from mss_gap.ledger.find import find_ledger

    if option == "":
        message = "the path is empty: name a ledger, or leave it out"
        raise typer.BadParameter(message, param_hint=parameter)
    return find_ledger(option, os.environ, Path())


@overload
def commitment_id(commitment: str, ledger: "Ledger", parameter: str = "COMMITMENT") -> str: ...
@overload
def commitment_id(commitment: str | None, ledger: "Ledger", parameter: str = "COMMITMENT") -> str | None: ...
def commitment_id(commitment: str | None, ledger: "Ledger", parameter: str = "COMMITMENT") -> str | None:
    """Return the id of the commitment that an id, a title or the beginning of one means; another text is wrong usage.

    An exact id comes first, then ids and titles in any case, then the beginning of one, if only one begins so.
    """
    if commitment is None or commitment in ledger.commitments:
        return commitment
    from mss_gap.ledger.model import title_or_id

    titles = {key: title_or_id(key, stated.title) for key, stated in ledger.commitments.items()}
    words = {key: (_in_any_case(key), _in_any_case(title)) for key, title in titles.items()}
    text = _in_any_case(commitment)
    found = [key for key, names in words.items() if text in names]
    begun = [key for key, names in words.items() if any(name.startswith(text) for name in names)] if text else []
    match found or begun:
        case [only]:
            return only
        case []:
            message = f'there is no commitment "{commitment}" in this ledger: {_commitment_hint(commitment, titles)}'
        case several:
            message = _ambiguous(commitment, several, titles, whole=bool(found))
    raise typer.BadParameter(message, param_hint=parameter)


def _commitment_hint(text: str, titles: "Mapping[str, str]") -> str:
    """Return what to write for a text that means no commitment; `titles` are those of all, by id."""
    from mss_gap.ledger.near import MOST_LISTED, did_you_mean

    words = {word: key for key, title in titles.items() for word in (title, key)}
    if len(titles) <= MOST_LISTED:
        return did_you_mean(text, words, f"choose one of {', '.join(titles)}", most=3)
    listing = f'"mss-gap summary --format csv" lists all {len(titles)}'
    return f"{did_you_mean(text, words, '', most=3)} {listing}".lstrip()


def _ambiguous(text: str, keys: "Sequence[str]", titles: "Mapping[str, str]", *, whole: bool) -> str:
    """Return that a text is the title, or only the beginning of the title, of several commitments."""
    from mss_gap.analysis.phrases import few
    from mss_gap.ledger.model import title_or_id

    if whole:
        return f'"{text}" is the title of {few(keys)}: write the id of one of them'
    named = [key if titles[key] == title_or_id(key, None) else f'{key} ("{titles[key]}")' for key in keys]
    return f'"{text}" is the beginning of {few(named)}: write more of it, or the id of one of them'


def first_names(names: "Collection[str]") -> str:
    """Return names as an error lists them: all of a few dozen, the first of hundreds."""
    left_out = len(names) - MOST_NAMED
    return ", ".join(names) if left_out <= 0 else f"{', '.join(islice(names, MOST_NAMED))} and {left_out:,} more"


def _in_any_case(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", " ".join(text.split())).casefold()


def source_id(text: str, ledger: "Ledger") -> str:
    """Return the id of the source that an id, an address, or the beginning of one means; another text is wrong usage.

    An exact id comes first, or the address that a figure rests on; then what a source says is its address; then the
    beginning of an id, then that of an address. Ids are compared in any case.
    """
    from mss_gap.analysis.reports.sources import source_rows
    from mss_gap.ledger.near import MOST_LISTED, did_you_mean

    rows = source_rows(ledger)
    if text in rows:
        return text
    addresses = {key: row.url for key, row in rows.items() if row.url is not None}
    ways = (
        [key for key, url in addresses.items() if url == text],
        [key for key in ledger.sources if text and key.startswith(text.lower())],
        [key for key, url in addresses.items() if "://" in text and url.startswith(text)],
    )
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0]
    if found:
        more = f" and {len(found) - MOST_LISTED:,} more" if len(found) > MOST_LISTED else ""
        message = f'"{text}" may mean {", ".join(found[:MOST_LISTED])}{more}: write more of it'
        raise typer.BadParameter(message, param_hint="SOURCE")
    listing = '"mss-gap sources" lists all of them'
    if 0 < len(ledger.sources) <= MOST_LISTED:
        listing = f"choose one of {', '.join(ledger.sources)}, or an address that a figure rests on"
    known = [*addresses.values()] if "://" in text else [*ledger.sources]
    message = f'there is no source "{text}" in this ledger: {did_you_mean(text, known, listing, most=3)}'
    raise typer.BadParameter(message, param_hint="SOURCE")


def contributor_code(text: str, ledger: "Ledger", parameter: str) -> str:
    """Return the code of the contributor that a code or a name means; another text is wrong usage."""
    contributors = _contributors(ledger)
    codes = contributors.codes_of(text)
    if len(codes) == 1:
        return codes[0]
    wrong = "may mean more than one" if codes else "is not a country or a contributor of this ledger"
    message = f'"{text}" {wrong}: {contributors.hint(text)}'
    raise typer.BadParameter(message, param_hint=parameter)


def group_of(text: str, ledger: "Ledger", parameter: str = "--group") -> "ContributorGroup":
    """Return the group that an id or a name means: one of the ledger, or a usual one; another text is wrong usage."""
    from mss_gap.ledger.groups.lookup import UnknownGroupError, group

    try:
        return group(ledger, text)
    except UnknownGroupError as error:
        raise typer.BadParameter(str(error), param_hint=parameter) from None


def contributor_or_group(text: str, ledger: "Ledger", parameter: str) -> "str | ContributorGroup":
    """Return the code of the contributor, or else the group, that a text means; another text is wrong usage."""
    from mss_gap.ledger.groups.lookup import UnknownGroupError, group

    contributors = _contributors(ledger)
    if contributors.codes_of(text):
        return contributor_code(text, ledger, parameter)
    try:
        return group(ledger, text)
    except UnknownGroupError as error:
        hint = (
            contributors.guess(text)
            or error.near
            or f"{contributors.hint(text)}; or the id of a group, such as caricom"
        )
        message = f'"{text}" is not a country, a contributor of this ledger or a group: {hint}'
        raise typer.BadParameter(message, param_hint=parameter) from None


def _contributors(ledger: "Ledger") -> "Contributors":
    from mss_gap.ledger.contributors import Contributors

    return Contributors({code: body.name for code, body in ledger.contributors.items()})


def contributor_codes(texts: "Sequence[str] | None", ledger: "Ledger", parameter: str = "--country") -> list[str]:
    """Return the codes of the contributors that an option names, which may be given again."""
    return [contributor_code(text, ledger, parameter) for text in texts or ()]
