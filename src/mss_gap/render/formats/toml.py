"""Entries as a ledger has them: TOML that can be read in again."""

from collections.abc import Iterator, Mapping
from itertools import count

from mss_gap.analysis.reports.entries import EntriesReport
from mss_gap.analysis.timeline import SECTIONS
from mss_gap.ledger.edit.append import NewEntry
from mss_gap.ledger.entry import Actual, Pledge
from mss_gap.ledger.guess import guess_id
from mss_gap.ledger.model import keys_of
from mss_gap.render.harmless import escaped_in_toml


def toml_text(report: EntriesReport) -> str:
    """The entries of a report with the keys that they state, an empty line between them; empty without entries.

    Contributors that count under their names in a table get a code, and are declared above the entries.
    """
    codes = _codes(report)
    declared = (NewEntry("contributors", {"name": name}, code).toml() for name, code in codes.items())
    return escaped_in_toml("\n".join((*declared, *_entries(report, codes))))


def _codes(report: EntriesReport) -> Mapping[str, str]:
    """A code for each contributor of the entries that has only a name."""
    named = dict.fromkeys(row.country for row in report.entries if row.country is not None and row.country == row.name)
    codes: dict[str, str] = {}
    for name in named:
        code = guess_id(name, "BODY").upper()
        taken = {*codes.values(), *report.glossary.contributors}
        codes[name] = next(each for each in _numbered(code) if each not in taken or each == name)
    return codes


def _numbered(code: str) -> Iterator[str]:
    yield code
    yield from (f"{code}-{number}" for number in count(2))


def _entries(report: EntriesReport, codes: Mapping[str, str]) -> Iterator[str]:
    for row in report.entries:
        stated = {key: getattr(row, key) for key in _KEYS}
        stated["country"] = row.country and codes.get(row.country, row.country)
        yield NewEntry.stating(SECTIONS[row.kind], stated).toml()


_KEYS = tuple(dict.fromkeys((*keys_of(Pledge), *keys_of(Actual))))
"""The keys that an entry may have. A row has null for those of another kind, and null is left out."""
