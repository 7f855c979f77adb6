"""Which ledger a command reads."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, overload

import typer

from mss_gap.cli.progress import hush

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mss_gap.ledger.find import Location
    from mss_gap.ledger.model import Ledger


def located(option: str | None, parameter: str = "--ledger") -> "Location":
    """The ledger that is meant: by the option, the environment, or the folder that the command runs in.

    An empty path is wrong usage: it is what a script names whose variable is not set.
    """
    from mss_gap.ledger.find import find_ledger

    if option == "":
        message = "the path is empty: name a ledger, or leave it out"
        raise typer.BadParameter(message, param_hint=parameter)
    location = find_ledger(option, os.environ, Path())
    if location.file is None and sys.stdin is not None and sys.stdin.isatty():
        hush()  # who types a ledger needs the terminal
    return location


def opened(option: str | None, parameter: str = "--ledger") -> "Ledger":
    """The ledger that is meant, read and valid."""
    from mss_gap.ledger.read.load import read_ledger

    return read_ledger(located(option, parameter))


def opened_with_text(option: str | None) -> "tuple[Ledger, str]":
    """The ledger that is meant, and the text that it was read from."""
    from mss_gap.ledger.read.bytes import read_bytes
    from mss_gap.ledger.read.load import inspect

    location = located(option)
    inspected = inspect(read_bytes(location), location.origin)
    return inspected.ledger, inspected.text


def opened_with_bytes(option: str | None) -> "tuple[Ledger, bytes]":
    """The ledger that is meant, and the bytes that it was read from."""
    from mss_gap.ledger.read.bytes import read_bytes
    from mss_gap.ledger.read.load import parse_ledger

    location = located(option)
    content = read_bytes(location)
    return parse_ledger(content, location.origin), content


@overload
def known(commitment: str, ledger: "Ledger") -> str: ...
@overload
def known(commitment: str | None, ledger: "Ledger") -> str | None: ...
def known(commitment: str | None, ledger: "Ledger") -> str | None:
    """The id of the commitment that an id or a title means; else wrong usage, with what was probably meant.

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
        raise typer.BadParameter(message, param_hint="COMMITMENT")
    words = {word: key for key, title in titles.items() for word in (title, key)}
    if len(titles) <= MOST_LISTED:
        hint = did_you_mean(commitment, words, f"choose one of {', '.join(titles)}", most=3)
    else:
        listing = f'"mss-gap summary --format csv" lists all {len(titles)}'
        hint = f"{did_you_mean(commitment, words, '', most=3)} {listing}".lstrip()
    message = f'there is no commitment "{commitment}" in this ledger: {hint}'
    raise typer.BadParameter(message, param_hint="COMMITMENT")


def _in_any_case(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", " ".join(text.split())).casefold()


def contributor(text: str, ledger: "Ledger", parameter: str) -> str:
    """The code of the contributor that a code or a name means; else wrong usage, with what was probably meant."""
    from mss_gap.ledger.contributors import Contributors

    contributors = Contributors({code: body.name for code, body in ledger.contributors.items()})
    codes = contributors.codes_of(text)
    if len(codes) == 1:
        return codes[0]
    wrong = "may mean more than one" if codes else "is not a country or a contributor of this ledger"
    message = f'"{text}" {wrong}: {contributors.hint(text)}'
    raise typer.BadParameter(message, param_hint=parameter)


def dates_among(words: "Sequence[str]", from_date: "date | None", to_date: "date | None") -> "tuple[date, date] | None":
    """The two dates that the arguments of a comparison are, if they are dates; a mixture is wrong usage.

    What has the form of a date is one, unless it is also the name of a file.
    """
    from mss_gap.cli.options import parse_day
    from mss_gap.ledger.guess import guess_date

    dated = [word for word in words if guess_date(word) is not None and not Path(word).exists()]
    if not dated:
        return None
    if len(dated) < len(words) or len(words) != 2:  # noqa: PLR2004 - from one to the other
        message = f'"{dated[0]}" is a date: name two dates, or two ledgers, and their dates with --from and --to'
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if from_date or to_date:
        message = "these are two dates: leave out --from and --to"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    try:
        return parse_day(words[0]), parse_day(words[1])
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint="OLD NEW") from None


def compared_ledgers(paths: "Sequence[str]", option: str | None, from_date: "date | None") -> "tuple[Ledger, Ledger]":
    """The two ledgers to compare: those named, or one twice, at two dates."""
    if list(paths) == ["-", "-"]:
        message = "standard input holds one ledger: name a file for the other, or two dates with --from and --to"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if len(paths) == 2 and option is None:  # noqa: PLR2004 - the old one and the new one
        return opened(paths[0], "OLD NEW"), opened(paths[1], "OLD NEW")
    if paths:
        message = "name two ledgers or two dates, the old one and the new one, or none and --from DATE"
        raise typer.BadParameter(message, param_hint="OLD NEW")
    if from_date is None:
        message = "say since when: --from 2024-12-31, or name two dates or two ledgers"
        raise typer.BadParameter(message, param_hint="--from")
    ledger = opened(option)
    return ledger, ledger
