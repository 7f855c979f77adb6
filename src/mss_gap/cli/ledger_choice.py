"""Which ledger a command reads, and what in it is meant by a name."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, overload

import typer

if TYPE_CHECKING:
    from mss_gap.ledger.find import Location
    from mss_gap.ledger.model import Ledger


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
    """Return the id of the commitment that an id or a title means; another text is wrong usage.

    An exact id comes first; ids and titles are then compared in any case.
    """
    if commitment is None or commitment in ledger.commitments:
        return commitment
    from mss_gap.ledger.model import title_or_id
    from mss_gap.ledger.near import MOST_LISTED, did_you_mean

    titles = {key: title_or_id(key, stated.title) for key, stated in ledger.commitments.items()}
    found = [key for key, title in titles.items() if _in_any_case(commitment) in map(_in_any_case, (key, title))]
    if len(found) == 1:
        return found[0]
    if found:
        message = f'"{commitment}" is the title of {" and ".join(found)}: write the id of one of them'
        raise typer.BadParameter(message, param_hint=parameter)
    words = {word: key for key, title in titles.items() for word in (title, key)}
    if len(titles) <= MOST_LISTED:
        hint = did_you_mean(commitment, words, f"choose one of {', '.join(titles)}", most=3)
    else:
        listing = f'"mss-gap summary --format csv" lists all {len(titles)}'
        hint = f"{did_you_mean(commitment, words, '', most=3)} {listing}".lstrip()
    message = f'there is no commitment "{commitment}" in this ledger: {hint}'
    raise typer.BadParameter(message, param_hint=parameter)


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
    from mss_gap.ledger.contributors import Contributors

    contributors = Contributors({code: body.name for code, body in ledger.contributors.items()})
    codes = contributors.codes_of(text)
    if len(codes) == 1:
        return codes[0]
    wrong = "may mean more than one" if codes else "is not a country or a contributor of this ledger"
    message = f'"{text}" {wrong}: {contributors.hint(text)}'
    raise typer.BadParameter(message, param_hint=parameter)
