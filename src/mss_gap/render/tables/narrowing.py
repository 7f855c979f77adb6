"""What a page that was asked for in part says: that nothing is shown, or, where it is long, how to ask for less."""

from collections.abc import Mapping, Sequence

from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.base import Glossary

MANY = 30
"""Rows of a page, or tables, from which on a terminal is told how to ask for fewer."""


def how_to_narrow(numbers: Mapping[str, int], ways: Sequence[str]) -> str:
    """What there is much of, by its name in the plural, and how to ask for less; empty where there is little, or no way.

    >>> how_to_narrow({"commitments": 4, "entries": 1200}, ["--country"])
    '1,200 entries: --country narrows this.'
    """
    many = [f"{number:,} {name}" for name, number in numbers.items() if number > MANY]
    verb = "narrows" if len(ways) == 1 else "narrow"
    return f"{', '.join(many)}: {', '.join(ways)} {verb} this." if many and ways else ""


def ways_to_narrow(commitments: int, *options: str, contributors: bool = False) -> Sequence[str]:
    """The ways that are left: to name one of several commitments, a contributor where all are shown, and some options."""
    ways = {"the name of a commitment": commitments > 1, "--country": contributors, **dict.fromkeys(options, True)}
    return [way for way, left in ways.items() if left]


def none_of(what: str, link: str, codes: Sequence[str], glossary: Glossary, *, narrowed: bool) -> str:
    """That there is nothing to show, and of whom; "such" says that more was asked for than what the sentence names.

    >>> from mss_gap.analysis.reports.base import NO_GLOSSARY
    >>> none_of("claims", "about", (), NO_GLOSSARY, narrowed=True)
    'No such claims.'
    """
    whose = f" {link} {listed([glossary.contributors[code] for code in codes])}" if codes else ""
    return f"No {'such ' if narrowed else ''}{what}{whose}."
