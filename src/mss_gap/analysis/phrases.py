"""Phrases that the sentences of warnings are made of."""

from collections.abc import Callable, Sequence

from mss_gap.analysis.bounds import Bound, Figure
from mss_gap.analysis.exact import figure
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.ledger.entry import Actual, Pledge, Qualifier

MOST_NAMED = 10
"""Entries or contributors that a sentence names."""


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them; empty where there are none.

    >>> listed([]), listed(["Kenya"]), listed(["Kenya", "Jamaica", "Belize"])
    ('', 'Kenya', 'Kenya, Jamaica and Belize')
    """
    *others, last = words or [""]
    return f"{', '.join(others)} and {last}" if others else last


def few(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are, as a sentence lists them."""
    first, rest = names[:MOST_NAMED], names[MOST_NAMED:]
    return listed([*first, f"{len(rest):,} more"] if rest else first)


def words_of(bound: Bound | None) -> str:
    """What is before a figure in a sentence, by how it is known, with a space behind it."""
    return bound.words if bound else ""


def named(first: Sequence[str], number: int) -> str:
    """The first of a number of entries, and how many more there are, with semicolons between them.

    >>> named(["Kenya, 5 EUR", "Jamaica, 6 EUR"], 2)
    'Kenya, 5 EUR; Jamaica, 6 EUR'
    """
    more = number - MOST_NAMED
    return "; ".join(first[:MOST_NAMED]) + (f"; and {more:,} more" if more > 0 else "")


def in_words(known: Figure, unit: str) -> str:
    """A figure that is known, with what its bound says and without its unit.

    >>> from decimal import Decimal
    >>> from mss_gap.analysis.bounds import Bound
    >>> in_words(Figure(Decimal(2500), Bound.AT_LEAST), "personnel")
    'at least 2,500'
    """
    return f"{words_of(known.bound)}{figure(known.size, unit)}"


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
