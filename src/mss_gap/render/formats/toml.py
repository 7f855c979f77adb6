"""Entries as a ledger has them: TOML that can be read in again."""

from collections.abc import Iterator

from mss_gap.analysis.reports.entries import EntriesReport
from mss_gap.analysis.timeline import SECTIONS
from mss_gap.ledger.edit.append import NewEntry
from mss_gap.ledger.model import Actual, Pledge, keys_of
from mss_gap.render.harmless import escaped_in_toml


def toml_text(report: EntriesReport) -> str:
    """The entries of a report with the keys that they state, an empty line between them; empty without entries."""
    return escaped_in_toml("\n".join(_entries(report)))


def _entries(report: EntriesReport) -> Iterator[str]:
    for row in report.entries:
        yield NewEntry.stating(SECTIONS[row.kind], {key: getattr(row, key) for key in _KEYS}).toml()


_KEYS = tuple(dict.fromkeys((*keys_of(Pledge), *keys_of(Actual))))
"""The keys that an entry may have. A row has null for those of another kind, and null is left out."""
