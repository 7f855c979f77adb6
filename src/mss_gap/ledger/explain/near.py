"""Which known word a text comes near to, and which of its letters only look Latin. Loaded only for a hint."""

import unicodedata
from bisect import bisect
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import lru_cache

MOST_COMPARED = 30
"""Names that are searched for the one probably meant: those that begin alike and those that end alike."""
LONGEST_COMPARED = 60
"""Characters of a text that are compared."""
ALIKE = 0.8
"""How alike two words are that differ by a slip of the pen, as the ratio of difflib: "kenia" and "kenya" are."""
_SHORT = range(3, 5)
"""Lengths of words in which one wrong letter leaves less alike than `ALIKE`: it may be wrong, but not the first."""
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԚԜавекмнорстухіјѕԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχ",
    "ABEKMHOPCTYXIJSQWabekmhopctyxijsqwABEZHIKMNOPTYXaivopux",
)
"""Cyrillic and Greek letters that look like a Latin one."""


def nearest(word: str, known: Collection[str], most: int = 1) -> tuple[str, ...]:
    """The known words that differ from a word by a slip of the pen, the nearest first; case does not count.

    >>> nearest("personel", ["personnel", "funding"]), nearest("congo", ["togo"])
    (('personnel',), ())
    """
    return _nearest(in_latin(word).lower()[:LONGEST_COMPARED], frozenset(known), most)


# A thousand faults may ask for the same word, or of the same names.
@lru_cache(maxsize=1024)
def _nearest(word: str, known: frozenset[str], most: int) -> tuple[str, ...]:
    names, by_start, by_end = _in_order(known)
    beside = {*_next_to(word, by_start), *(name[::-1] for name in _next_to(word[::-1], by_end))}
    likeness = ((_likeness(word, name), name) for name in beside)
    near = sorted((-ratio, name) for ratio, name in likeness if ratio)
    return tuple(names[name] for _, name in near[:most])


def _likeness(word: str, name: str) -> float:
    """How alike two words are that are near; 0 for those that are not."""
    length = max(len(word), len(name))
    if length in _SHORT and word[:1] != name[:1]:
        return 0
    ratio = SequenceMatcher(a=word, b=name).ratio()
    return ratio if ratio >= ((length - 1) / length if length in _SHORT else ALIKE) else 0


@lru_cache(maxsize=8)
def _in_order(known: frozenset[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """The names by their lower case; the lower cases in order; and in order read from their end."""
    names = {name.lower(): name for name in sorted(known)}
    return names, sorted(names), sorted(name[::-1] for name in names)


def _next_to(word: str, ordered: list[str]) -> list[str]:
    first = max(0, bisect(ordered, word) - MOST_COMPARED // 2)
    return ordered[first : first + MOST_COMPARED]


def in_latin(text: str) -> str:
    r"""A text with Latin letters for those that only look so; a word that is Cyrillic or Greek remains as it is.

    >>> in_latin("K\N{CYRILLIC CAPITAL LETTER IE}"), in_latin("Кения")
    ('KE', 'Кения')
    """
    return text if _foreign(text) is None else text.translate(_LOOK_ALIKES)


def in_letters(text: str, hint: str) -> str:
    r"""A hint about a text that looks Latin, after the first letter of the text that is not.

    >>> in_letters("K\N{CYRILLIC CAPITAL LETTER IE}", 'write "KE"')[2:]
    '" is not a Latin letter but CYRILLIC CAPITAL LETTER IE: write "KE"'
    """
    letter = _foreign(text)
    return f'"{letter}" is not a Latin letter but {unicodedata.name(letter)}: {hint}' if letter else hint


def _foreign(text: str) -> str | None:
    text = text[:LONGEST_COMPARED]
    if text.isascii():
        return None
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [letter for letter in letters if not unicodedata.name(letter, "LATIN").startswith("LATIN")]
    looks_latin = len(foreign) < len(letters) or all(ord(letter) in _LOOK_ALIKES for letter in foreign)
    return foreign[0] if foreign and looks_latin else None
