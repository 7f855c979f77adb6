"""Which contributors a command is asked for, and how its options exclude each other."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import typer

from mss_gap.cli.ledger_choice import contributor_codes, group_of

if TYPE_CHECKING:
    from mss_gap.analysis.contributors.scales import UnknownScaleError
    from mss_gap.analysis.contributors.sorting import ContributorSort
    from mss_gap.analysis.reports.countries import CountriesReport
    from mss_gap.ledger.model import Ledger


class Asked(TypedDict):
    """The options of `countries` as they are written."""

    country: Sequence[str] | None
    group: Sequence[str] | None
    by_groups: bool
    per: str | None
    sort: "ContributorSort | None"
    top: int | None


def countries_report(
    ledger: "Ledger", as_of: date | None, commitment: str | None, **asked: Unpack[Asked]
) -> "CountriesReport":
    """Return the report that the options ask for; options that exclude each other are wrong usage."""
    from mss_gap.analysis.contributors.scales import UnknownScaleError
    from mss_gap.analysis.contributors.selection import SelectionError
    from mss_gap.analysis.reports.countries import countries

    by_groups = asked["by_groups"]
    if asked["country"] and by_groups:
        message = "--by-groups shows all contributors and --country only some: keep one"
        raise typer.BadParameter(message, param_hint="--by-groups")
    if asked["country"] and asked["top"] is not None:
        message = "--country names who is shown, and all of them are: leave out --top"
        raise typer.BadParameter(message, param_hint="--top")
    groups = [group_of(text, ledger).id for text in asked["group"] or ()]
    if by_groups and not groups and not ledger.groups:
        message = "this ledger names no group: name some, such as --by-groups --group caricom"
        raise typer.BadParameter(message, param_hint="--by-groups")
    try:
        return countries(
            ledger,
            as_of,
            commitment,
            countries=contributor_codes(asked["country"], ledger),
            groups=groups,
            by_groups=by_groups,
            per=asked["per"],
            sort=asked["sort"],
            top=asked["top"],
        )
    except UnknownScaleError as error:
        raise _unknown_scale(error) from None
    except SelectionError as error:
        raise typer.BadParameter(str(error), param_hint="--group" if groups else "--by-groups") from None


def _unknown_scale(error: "UnknownScaleError") -> typer.BadParameter:
    """Return the error for a text that is no scale of a ledger, with what was probably meant."""
    from mss_gap.ledger.near import did_you_mean

    if not error.known:
        message = f"{error}: it has none; add [scales.gdp] with values by contributor"
    else:
        words = {word: key for key, title in error.known.items() for word in (title, key)}
        message = f"{error}: {did_you_mean(error.name, words, 'choose one of ' + ', '.join(error.known))}"
    return typer.BadParameter(message, param_hint="--per")
