"""Finds the known words that a text resembles, and the letters in it that only look Latin; says so in hints."""

import unicodedata
from bisect import bisect
from collections.abc import Collection, Mapping
from functools import lru_cache

MOST_COMPARED = 30
"""Names that a word is compared with: those that begin alike and those that end alike."""
LONGEST_COMPARED = 60
"""Characters of a text that are compared."""
ALIKE = 0.8
"""The ratio of difflib from which on two words may differ by a typing mistake, as "kenia" and "kenya" do."""
_SHORT = range(3, 5)
"""Lengths of words in which one wrong letter lowers the ratio below `ALIKE`: any letter but the first may be wrong."""
MOST_LISTED = 12
"""Names that a hint lists."""
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԚԜавекмнорстухіјѕԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχ",
    "ABEKMHOPCTYXIJSQWabekmhopctyxijsqwABEZHIKMNOPTYXaivopux",
)
"""Cyrillic and Greek letters that look like a Latin one."""


def nearest(word: str, known: Collection[str], most: int = 1) -> tuple[str, ...]:
    """The known words that differ from a word by a typing mistake, the nearest first, whatever their case.

    >>> nearest("personel", ["personnel", "funding"]), nearest("congo", ["togo"])
    (('personnel',), ())
    """
    return _nearest(in_latin(word).lower()[:LONGEST_COMPARED], frozenset(known), most)


# A thousand mistakes may ask for the same word, or among the same names.
@lru_cache(maxsize=1024)
def _nearest(word: str, known: frozenset[str], most: int) -> tuple[str, ...]:
    names, by_start, by_end = _sort(known)
    beside = {*_neighbours(word, by_start), *(name[::-1] for name in _neighbours(word[::-1], by_end))}
    likeness = ((_likeness(word, name), name) for name in beside)
    near = sorted((-ratio, name) for ratio, name in likeness if ratio)
    return tuple(names[name] for _, name in near[:most])


def _likeness(word: str, name: str) -> float:
    """The ratio of two words that may differ by a typing mistake; 0 for others."""
    from difflib import SequenceMatcher  # only a hint needs it

    length = max(len(word), len(name))
    if length in _SHORT and word[:1] != name[:1]:
        return 0
    ratio = SequenceMatcher(a=word, b=name).ratio()
    return ratio if ratio >= ((length - 1) / length if length in _SHORT else ALIKE) else 0


@lru_cache(maxsize=8)
def _sort(known: frozenset[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """The names by their lower case; the lower cases sorted; and sorted when spelt backwards."""
    names = {name.lower(): name for name in sorted(known)}
    return names, sorted(names), sorted(name[::-1] for name in names)


def _neighbours(word: str, ordered: list[str]) -> list[str]:
    first = max(0, bisect(ordered, word) - MOST_COMPARED // 2)
    return ordered[first : first + MOST_COMPARED]


def in_latin(text: str) -> str:
    r"""A text with Latin letters in place of those that look Latin; a Cyrillic or Greek word stays as it is.

    >>> in_latin("K\N{CYRILLIC CAPITAL LETTER IE}"), in_latin("Кения")
    ('KE', 'Кения')
    """
    return text if _foreign(text) is None else text.translate(_LOOK_ALIKES)


def in_letters(text: str, hint: str) -> str:
    r"""A hint, preceded by the first letter of the text that looks Latin and is not.

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


def did_you_mean(word: str, known: Collection[str], otherwise: str, most: int = 1) -> str:
    """A hint that names the nearest known words, or else is `otherwise`.

    A mapping says what to write for each known word.
    """
    near = nearest(word, known, most)
    written = dict.fromkeys(known[name] if isinstance(known, Mapping) else name for name in near)
    quoted = " or ".join(f'"{name}"' for name in written)
    return in_letters(word, f"did you mean {quoted}?" if quoted else otherwise)


@lru_cache(maxsize=8)
def list_names(names: frozenset[str]) -> str:
    """The first names in alphabetical order, for a hint.

    >>> list_names(frozenset({"funding", "bases"})), list_names(frozenset({"bases"}))
    ('one of bases, funding', '"bases"')
    """
    first = sorted(names)[: MOST_LISTED + 1]
    if len(first) == 1:
        return f'"{first[0]}"'
    return f"one of {', '.join(first[:MOST_LISTED])}" + (", …" if len(first) > MOST_LISTED else "")
