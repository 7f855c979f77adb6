"""What rests on each source, the figures that rest on none, and the figures that rest on one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.reports.base import Report, heading
from mss_gap.analysis.sourcing import figures
from mss_gap.analysis.survey import report_date
from mss_gap.analysis.warnings.report_warnings import ReportWarning
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.model import Ledger, Source
from mss_gap.ledger.read.locate import locate, path_text
from mss_gap.ledger.table import TableRows


class UnknownSourceError(LookupError):
    """The ledger has no source of this id, and no figure rests on such an address."""

    def __init__(self, source: str) -> None:
        super().__init__(f'there is no source "{source}" in this ledger')
        self.source = source


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
    """How many figures of the ledger rest on it, with or without others."""
    archived: str | None
    """The address of a kept copy."""
    seen: date | None
    """The day it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsourced:
    """A figure that rests on no source."""

    path: str
    """Where in the ledger: `actuals[3]`; of a row of a table its place, such as `donors.csv:14`."""
    line: int
    """Counted from 1; of a row of a table its line there."""
    table: TableRows | None = field(default=None, metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """The table that it is a row of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesReport(Report):
    """Sources in the order of the ledger, then bare addresses in the order of their use."""

    kind: Literal["sources"] = "sources"
    sources: tuple[SourceRow, ...]
    unsourced: tuple[Unsourced, ...]
    """Sorted by line; then the rows of each table."""
    files: tuple[FileRead, ...]
    """Every file that was read, the ledger's own first."""
    warnings: tuple[ReportWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedFigure:
    """A figure that rests on a source."""

    path: str
    """Where in the file: `actuals[3]`, or `2025!A14` in a workbook; empty for a row of a CSV file."""
    file: str
    """The file that states it: the path as given, `-` for standard input, or `built-in`; a table's, from the ledger's folder."""
    line: int
    """Counted from 1; in a workbook the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport(Report):
    """One source, and every figure that rests on it."""

    kind: Literal["source"] = "source"
    source: SourceRow
    figures: tuple[SourcedFigure, ...]
    """Sorted by line; then the rows of each table."""
    warnings: tuple[ReportWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleFigure:
    """A figure that rests on one source only."""

    source: str
    """The source's id; for a bare address, the address."""
    path: str
    """Where in the file: `actuals[3]`, or `2025!A14` in a workbook; empty for a row of a CSV file."""
    file: str
    """The file that states it: the path as given, `-` for standard input, or `built-in`; a table's, from the ledger's folder."""
    line: int
    """Counted from 1; in a workbook the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSourceReport(Report):
    """The figures that would have no source if one were gone."""

    kind: Literal["single-source"] = "single-source"
    figures: tuple[SingleFigure, ...]
    """In the order of `sources`; those of one source sorted by line, then the rows of each table."""
    warnings: tuple[ReportWarning, ...] = ()
    sources: tuple[SourceRow, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """The sources that these figures rest on."""


def sources(ledger: Ledger, text: str, as_of: date | None = None) -> SourcesReport:
    """Every source of a ledger with the number of figures that rest on it; `text` is what the ledger was read from.

    A commitment with an undated figure, a pledge, an actual, a rate, a claim, an indicator, a scale and an event each
    count as one figure, whatever their date.
    """
    without = _places((path for path, sources in figures(ledger) if not sources), text, ledger)
    return SourcesReport(
        **heading(ledger, report_date(ledger, as_of)),
        sources=tuple(source_rows(ledger).values()),
        unsourced=tuple(
            Unsourced(path=each.table.place(each.line) if each.table else each.path, line=each.line, table=each.table)
            for each in without
        ),
        files=ledger.files,
    )


def source(ledger: Ledger, text: str, source: str, as_of: date | None = None) -> SourceReport:
    """One source of a ledger, by its id or as a bare address, with the figures that rest on it.

    `text` is what the ledger was read from. Raises `UnknownSourceError` where the ledger does not name the source.
    """
    row = source_rows(ledger).get(source)
    if row is None:
        raise UnknownSourceError(source)
    on_it = _places((path for path, sources in figures(ledger) if source in sources), text, ledger)
    return SourceReport(
        **heading(ledger, report_date(ledger, as_of)),
        source=row,
        figures=tuple(SourcedFigure(path=place.path, file=place.file, line=place.line) for place in on_it),
    )


def single_source(ledger: Ledger, text: str, as_of: date | None = None) -> SingleSourceReport:
    """The figures of a ledger that rest on one source only; `text` is what the ledger was read from."""
    source_of = {path: only for path, (only, *others) in _sourced(ledger) if not others}
    figures = [
        SingleFigure(source=source_of[place.key], path=place.path, file=place.file, line=place.line)
        for place in _places(source_of, text, ledger)
    ]
    rows = source_rows(ledger)
    order = {source: position for position, source in enumerate(rows)}
    single = {figure.source for figure in figures}
    return SingleSourceReport(
        **heading(ledger, report_date(ledger, as_of)),
        figures=tuple(sorted(figures, key=lambda figure: order[figure.source])),
        sources=tuple(row for key, row in rows.items() if key in single),
    )


def _sourced(ledger: Ledger) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every figure that has a source, by its path, with its sources, each once."""
    return ((path, tuple(dict.fromkeys(sources))) for path, sources in figures(ledger) if sources)


class _Place(NamedTuple):
    """Where a figure is stated."""

    key: Path
    """Its path in the ledger, the rows of tables among its entries."""
    path: str
    file: str
    line: int
    table: TableRows | None = None


def _places(paths: Iterable[Path], text: str, ledger: Ledger) -> Sequence[_Place]:
    """Where some figures are: in the ledger's text by line, then in the rows of each table."""
    own, of_rows = list[Path](), list[_Place]()
    for path in paths:
        row = ledger.row_of(str(path[0]), path[1]) if isinstance(path[1], int) else None
        if row is None:
            own.append(path)
        else:
            table, line = row
            of_rows.append(_Place(path, table.path(line), table.file, line, table))
    # The rows of tables follow the ledger's own entries: these have the same path in its text.
    keys = {path_text(path): path for path in own}
    findings = [Finding("unsourced", path, "", "") for path in own]
    located = (_Place(keys[at.path], at.path, at.file, at.line) for at in locate(findings, text, ledger.origin))
    return [*located, *sorted(of_rows, key=lambda place: place.table.index if place.table else 0)]


def source_rows(ledger: Ledger) -> Mapping[str, SourceRow]:
    """The rows of a ledger's sources: those that it declares, then bare addresses."""
    uses = Counter(source for _, sources in _sourced(ledger) for source in sources)
    declared = {key: _declared(key, source, uses[key]) for key, source in ledger.sources.items()}
    return {**declared, **{address: _bare(address, uses[address]) for address in uses if address not in declared}}


def _declared(key: str, source: Source, uses: int) -> SourceRow:
    return SourceRow(
        id=key,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        figures=uses,
        archived=source.archived,
        seen=source.seen,
    )


def _bare(address: str, uses: int) -> SourceRow:
    return SourceRow(
        id=address,
        title=None,
        publisher=None,
        published=None,
        url=address,
        figures=uses,
        archived=None,
        seen=None,
    )
