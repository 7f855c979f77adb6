"""Sources as numbered notes: each source gets its number where the page first refers to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mss_gap.ledger.model import Source
from mss_gap.ledger.texts import is_url
from mss_gap.render.columns import Footnote
from mss_gap.render.harmless import KEPT

SHORTEST_SPAN = 3
"""Neighbours that are written as a span: of two, a span would be no shorter."""
MOST_SPANS, KEPT_SPANS = 5, 3
"""The most spans of numbers in one place; of more, only the first are written, and how many sources follow."""


UNNUMBERED = 1_000_000_000
"""From here on a number is of a source without a note: it is counted, and never written."""


class Footnotes:
    """The sources that a page has referred to so far."""

    def __init__(self, sources: Mapping[str, Source], *, sparing: bool = False) -> None:
        """Start without a note; `sources` are the ledger's, by id.

        Sparing footnotes give a number only to the first few sources of a reference, which are those that it shows.
        """
        self._sources = sources
        self._sparing = sparing
        self._numbers: dict[str, int] = {}
        self._unnumbered: set[str] = set()

    @property
    def unnumbered(self) -> int:
        """How many sources the page rests on without a note of them."""
        return len(self._unnumbered - self._numbers.keys())

    def cite(self, sources: Iterable[str] | str | None) -> tuple[int, ...]:
        """The numbers of some sources, ascending; a source that has none yet gets the next."""
        cited = () if sources is None else (sources,) if isinstance(sources, str) else sources
        if self._sparing:
            return self._cite_few(dict.fromkeys(cited))
        return tuple(sorted({self._numbers.setdefault(source, len(self._numbers) + 1) for source in cited}))

    def _cite_few(self, cited: Collection[str]) -> tuple[int, ...]:
        """As `cite`; sources that would not be shown have no note, unless they have one already."""
        new = [source for source in cited if source not in self._numbers]
        room = max(KEPT_SPANS - (len(cited) - len(new)), 0)
        for source in new[:room]:
            self._numbers[source] = len(self._numbers) + 1
        self._unnumbered.update(new[room:])
        numbers = sorted(self._numbers[source] for source in cited if source in self._numbers)
        return (*numbers, *range(UNNUMBERED, UNNUMBERED + len(new[room:])))

    def notes(self) -> tuple[Footnote, ...]:
        """The notes, in the order of their numbers."""
        return tuple(self._note(number, source) for source, number in self._numbers.items())

    def _note(self, number: int, key: str) -> Footnote:
        source = self._sources.get(key)
        if source is None:
            return Footnote(number, "", key) if is_url(key) else Footnote(number, key, None)
        parts = (source.title, source.publisher, source.published and source.published.isoformat())
        return Footnote(number, ", ".join(part for part in parts if part), source.url)


class Reference(NamedTuple):
    """A reference to some notes."""

    spans: Sequence[tuple[int, ...]]
    """Their numbers: one on its own, or the first and the last of neighbours."""
    more: int
    """How many notes are not among them."""


@lru_cache(KEPT)
def mark(notes: tuple[int, ...]) -> str:
    """The reference to some notes; empty where there are none.

    >>> mark((1, 2, 3, 7)), mark((1, 2)), mark(())
    (' [1-3,7]', ' [1,2]', '')
    >>> mark((1, 2, 3, 5, 7, 9, 11, 12, 14, 16))
    ' [1-3,5,7 and 5 more]'
    """
    to = reference(notes)
    more = f" and {to.more} more" if to.more else ""
    return f" [{','.join('-'.join(map(str, span)) for span in to.spans)}{more}]" if notes else ""


def reference(notes: Sequence[int]) -> Reference:
    """Ascending numbers, each on its own, or three neighbours and more by the first and the last; of many, a few.

    >>> reference((1, 2, 3, 7))
    Reference(spans=[(1, 3), (7,)], more=0)
    """
    runs: list[list[int]] = []
    numbered = [number for number in notes if number < UNNUMBERED]
    unnumbered = len(notes) - len(numbered)
    for number in numbered:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = [
        span
        for run in runs
        for span in ([(run[0], run[-1])] if len(run) >= SHORTEST_SPAN else [(number,) for number in run])
    ]
    if len(spans) <= MOST_SPANS:
        return Reference(spans, unnumbered)
    last = spans[KEPT_SPANS - 1][-1]
    return Reference(spans[:KEPT_SPANS], unnumbered + sum(number > last for number in numbered))
