"""What rests on which source: every figure of a ledger, by its path."""

from collections.abc import Iterator

from mss_gap.ledger.model import Ledger
from mss_gap.ledger.explain.problems import Path


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
    for index, event in enumerate(ledger.events):
        yield ("events", index), event.source
