"""Which ledger a command reads, and what in it is meant by a name."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, overload

import typer

if TYPE_CHECKING:
    from mss_gap.ledger.find import Location
    from mss_gap.ledger.groups import ContributorGroup
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


def unknown_source(source: str, ledger: "Ledger") -> typer.BadParameter:
    """Return the error for a text that is not a source of a ledger, with the sources that it resembles."""
    from mss_gap.ledger.near import MOST_LISTED, did_you_mean

    known = list(ledger.sources)
    listing = '"mss-gap sources" lists all of them'
    if known and len(known) <= MOST_LISTED:
        listing = f"choose one of {', '.join(known)}, or an address that a figure rests on"
    message = f'there is no source "{source}" in this ledger: {did_you_mean(source, known, listing, most=3)}'
    return typer.BadParameter(message, param_hint="SOURCE")


def group_of(text: str, ledger: "Ledger", parameter: str = "--group") -> "ContributorGroup":
    """Return the group that an id or a name means: one of the ledger, or a usual one; another text is wrong usage."""
    from mss_gap.ledger.groups import UnknownGroupError, group

    try:
        return group(ledger, text)
    except UnknownGroupError as error:
        raise typer.BadParameter(str(error), param_hint=parameter) from None


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
