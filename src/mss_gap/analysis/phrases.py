"""Phrases that the sentences of warnings are made of."""

from collections.abc import Callable, Iterable, Sequence

from mss_gap.analysis.exact import figure
from mss_gap.ledger.model import Actual, Pledge, Qualifier
from mss_gap.ledger.values import Precision, precision_of

MOST_NAMED = 10
"""Entries or contributors that a sentence names."""


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them.

    >>> listed(["Kenya"]), listed(["Kenya", "Jamaica", "Belize"])
    ('Kenya', 'Kenya, Jamaica and Belize')
    """
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def few(names: Iterable[str]) -> str:
    """The first of some names, and how many more there are, as a sentence lists them."""
    every = list(names)
    first, rest = every[:MOST_NAMED], every[MOST_NAMED:]
    return listed([*first, f"{len(rest):,} more"] if rest else first)


def named(first: Sequence[str], number: int) -> str:
    """The first of a number of entries, and how many more there are, with semicolons between them.

    >>> named(["Kenya, 5 EUR", "Jamaica, 6 EUR"], 2)
    'Kenya, 5 EUR; Jamaica, 6 EUR'
    """
    more = number - MOST_NAMED
    return "; ".join(first[:MOST_NAMED]) + (f"; and {more:,} more" if more > 0 else "")


def as_stated(entry: Pledge | Actual, name: Callable[[str], str]) -> str:
    """An entry in words, its figure as stated: who pledged or delivered what, and when."""
    who = "the whole commitment" if entry.country is None else name(entry.country)
    what = "pledged" if isinstance(entry, Pledge) else f'at the stage "{entry.stage}"' if entry.stage else "delivered"
    on = "on" if precision_of(entry.date) is Precision.DAY else "in"
    if isinstance(entry, Pledge) and entry.total is None and entry.amount is None and entry.part is not None:
        stated = f"a part of {figure(entry.part)}"
    else:
        stated = _figure(entry)
    return f"{who}, {stated} {entry.currency or ''}".rstrip() + f" {what} {on} {entry.date}"


def _figure(entry: Pledge | Actual) -> str:
    stated = entry.amount if entry.total is None else entry.total
    if stated is None:
        return "an amount not stated"
    meant = "" if entry.qualifier in (None, Qualifier.EXACTLY) else f"{entry.qualifier.replace('-', ' ')} "
    return f"{meant}{figure(stated)}"
