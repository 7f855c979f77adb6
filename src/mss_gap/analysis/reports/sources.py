"""What rests on each source, and the figures that rest on none."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mss_gap.analysis.reports.base import Report, heading
from mss_gap.analysis.sourcing import figures
from mss_gap.analysis.survey import report_date
from mss_gap.analysis.warnings import ReportWarning
from mss_gap.ledger.explain.problems import Finding
from mss_gap.ledger.model import Ledger, Source
from mss_gap.ledger.read.load import locate


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source, and how much rests on it."""

    id: str
    """The source's id; for a bare address, the address."""
    title: str | None
    """Null for a bare address."""
    publisher: str | None
    published: date | None
    url: str | None
    figures: int
    """How many figures of the ledger rest on it, alone or with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsourced:
    """A figure that rests on no source."""

    path: str
    """Where in the ledger: `actuals[3]`."""
    line: int
    """Counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesReport(Report):
    """Sources in the order of the ledger, then bare addresses in the order of their use."""

    kind: Literal["sources"] = "sources"
    sources: tuple[SourceRow, ...]
    unsourced: tuple[Unsourced, ...]
    """Sorted by line."""
    warnings: tuple[ReportWarning, ...] = ()


def sources(ledger: Ledger, text: str, as_of: date | None = None) -> SourcesReport:
    """Every source of a ledger with the number of figures that rest on it; `text` is what the ledger was read from.

    A commitment with an undated figure, a pledge, an actual, a rate, a claim, an indicator and an event each count as
    one figure, whatever their date.
    """
    uses = Counter(source for _, sources in figures(ledger) for source in dict.fromkeys(sources))
    addresses = [address for address in uses if address not in ledger.sources]
    without = [Finding("unsourced", path, "", "") for path, sources in figures(ledger) if not sources]
    return SourcesReport(
        **heading(ledger, report_date(ledger, as_of)),
        sources=(
            *(_declared(key, source, uses[key]) for key, source in ledger.sources.items()),
            *(_bare(address, uses[address]) for address in addresses),
        ),
        unsourced=tuple(Unsourced(path=place.path, line=place.line) for place in locate(without, text)),
    )


def _declared(key: str, source: Source, uses: int) -> SourceRow:
    return SourceRow(
        id=key,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        figures=uses,
    )


def _bare(address: str, uses: int) -> SourceRow:
    return SourceRow(id=address, title=None, publisher=None, published=None, url=address, figures=uses)
