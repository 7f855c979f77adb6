"""Finds the contributor that a text means: a country or a declared body, by a code or name. Loaded only when needed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from mss_gap.ledger.cldr import ALIASES, COUNTRIES
from mss_gap.ledger.country_names import FORMS, FURTHER
from mss_gap.ledger.guess import guess_id
from mss_gap.ledger.near import in_latin, in_letters, nearest

LONGEST_READ = 120
"""Characters of a text that are compared with names."""
_SMALL = frozenset({"and", "of", "the"})
_IN_FULL = {"st": "saint", "rep": "republic", "dem": "democratic"}
_TURNED = re.compile(r"([^,(]+)[,(]([^,()]+)\)?\s*")
"""A name with its beginning at the end: "Korea, Republic of", "Iran (Islamic Republic of)"."""
_LONGEST_CODE = 3


class Contributors:
    """The contributors that a ledger may name: every country, and the bodies that the ledger declares.

    >>> some = Contributors({"WB": "World Bank", "QC": "Québec"})
    >>> some.codes_of("kenya"), some.codes_of("Iran (Islamic Republic of)"), some.codes_of("quebec"), some.codes_of("Korea")
    (('KE',), ('IR',), ('QC',), ('KP', 'KR'))
    """

    def __init__(self, bodies: Mapping[str, str]) -> None:
        """`bodies` are the names of declared contributors by code."""
        self._bodies = bodies

    def name(self, code: str) -> str:
        """The name of the country or body with a code."""
        return self._bodies.get(code) or COUNTRIES[code]

    def codes_of(self, text: str) -> tuple[str, ...]:
        """The codes of the contributors that a text may mean: one, none, or several where it is ambiguous.

        An exact code means its owner. Codes and names are compared without case, accents, punctuation and small words.
        """
        text = text.strip()
        if text in self._bodies or text in COUNTRIES:
            return (text,)
        read = text[:LONGEST_READ]
        return tuple(dict.fromkeys((*self._by_word.get(fold(read), ()), *_country(read))))

    def hint(self, text: str) -> str:
        """What to write for a text that is not the code of a contributor."""
        declared = f"[contributors.{guess_id(text, 'CODE').upper()}]"
        other = f"write a country's code of two letters, or declare {declared} with its name"
        return in_letters(text, self.guess(text) or other)

    def guess(self, text: str) -> str | None:
        """Which contributors were probably meant by a text that is not the code of one; None where none is near."""
        latin = in_latin(text)
        if codes := self.codes_of(latin):
            return f"write {self._list(codes)}"
        if codes := self._near(latin):
            return f"did you mean {self._list(codes)}?"
        return None

    def look_alikes(self) -> Iterator[tuple[str, str]]:
        """Each declared body, with another contributor that its code or name may be mistaken for."""
        declared = list(self._bodies)
        place = {code: position for position, code in enumerate(declared)}
        for code, name in self._bodies.items():
            words = (fold(in_latin(code)), fold(in_latin(name)))
            bodies = (other for word in words for other in self._by_word.get(word, ()) if place[other] < place[code])
            countries = (country for text in (code, name) for country in _country(in_latin(text)))
            yield from ((code, other) for other in dict.fromkeys((*bodies, *countries)))

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of bodies by their codes and names, folded, and as they look in Latin letters."""
        return _index(
            (word, code)
            for code, name in self._bodies.items()
            for word in dict.fromkeys((fold(code), fold(name), fold(in_latin(name))))
        )

    def _near(self, text: str) -> tuple[str, ...]:
        names = {word: codes for word, codes in _countries().items() if len(word) > _LONGEST_CODE}
        near = nearest(fold(text[:LONGEST_READ]), {**names, **self._by_word})
        found = (code for word in near for code in (*self._by_word.get(word, ()), *names.get(word, ())))
        return tuple(dict.fromkeys(found))

    def _list(self, codes: Sequence[str]) -> str:
        if len(codes) == 1:
            return f'"{codes[0]}", the code of {self.name(codes[0])}'
        return ", or ".join(f'"{code}" for {self.name(code)}' for code in codes)


def fold(name: str) -> str:
    """A name as it is compared: without case, accents, punctuation, spaces and small words.

    >>> fold("the Côte d'Ivoire") == fold("COTE D IVOIRE"), fold("St. Kitts & Nevis")
    (True, 'saintkittsnevis')
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(
        letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " "
        for letter in decomposed
        if not "\u0300" <= letter <= "\u036f"  # accents of Latin, Greek and Cyrillic letters
    )
    words = letters.split()
    return "".join(_IN_FULL.get(word, word) for word in words if word not in _SMALL) or "".join(words)


def _country(text: str) -> tuple[str, ...]:
    """The codes of the countries that a text may mean: usually one, or none."""
    turned = _TURNED.fullmatch(text)
    for form in (text, f"{turned[2]} {turned[1]}") if turned else (text,):
        word = fold(form)
        if codes := _countries().get(word) or _by_form(word):
            return codes
    return ()


def _by_form(word: str) -> tuple[str, ...]:
    """The codes of the countries that a form of state and a name mean, and "Government of" before any name."""
    for start, codes in _forms():
        named = _countries().get(word.removeprefix(start), ()) if word.startswith(start) else ()
        if found := tuple(code for code in named if codes is None or code in codes):
            return found
    return ()


@cache
def _forms() -> tuple[tuple[str, frozenset[str] | None], ...]:
    """How the names of states may begin, folded, each with the codes of the states; None for any."""
    of_states = ((fold(form), frozenset(codes.split())) for form, codes in FORMS.items())
    return (*of_states, (fold("Government of"), None))


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    """The codes of countries by their codes and names, folded."""
    further = ((name, code) for code, names in FURTHER.items() for name in names)
    stated = ((word, code) for code, name in COUNTRIES.items() for word in (code, name))
    return _index((fold(word), code) for word, code in (*stated, *ALIASES.items(), *further))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for word, code in pairs:
        if word:
            index[word] = tuple(dict.fromkeys((*index.get(word, ()), code)))
    return index
