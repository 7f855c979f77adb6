"""What rests on which source: every figure of a ledger, by its path."""

from collections.abc import Iterator

from mss_gap.ledger.explain.problems import Path
from mss_gap.ledger.model import Ledger

Cited = str | tuple[str, ...] | None
"""What a single figure rests on, as the ledger writes it: a source id or an address, a list of them, or null."""


def cited(sources: tuple[str, ...]) -> Cited:
    """The sources of a figure in the form of a document.

    >>> cited(("ap-2024-10-11",)), cited(()), cited(("a", "b"))
    ('ap-2024-10-11', None, ('a', 'b'))
    """
    match sources:
        case ():
            return None
        case (only,):
            return only
        case _:
            return sources


def figures(ledger: Ledger) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every figure and event of a ledger by its path, with the sources that it rests on; none where it has none."""
    for key, commitment in ledger.commitments.items():
        if commitment.pledged is not None or commitment.actual is not None:
            yield ("commitments", key), commitment.source
    for section, entries in (("pledges", ledger.pledges), ("actuals", ledger.actuals)):
        for index, entry in enumerate(entries):
            yield (section, index), entry.source
    for index, rate in enumerate(ledger.rates):
        yield ("rates", index), rate.source
    for index, claim in enumerate(ledger.claims):
        yield ("claims", index), claim.source
    for key, indicator in ledger.indicators.items():
        yield ("indicators", key), indicator.source
    for key, scale in ledger.scales.items():
        yield ("scales", key), scale.source
    for index, event in enumerate(ledger.events):
        yield ("events", index), event.source
