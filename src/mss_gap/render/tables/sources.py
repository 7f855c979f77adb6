"""The tables of `sources`: what rests on each, what rests on none, and every figure that rests on one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from mss_gap.analysis.reports.sources import (
    SingleFigure,
    SingleSourceReport,
    SourcedFigure,
    SourceReport,
    SourceRow,
    SourcesReport,
    Unsourced,
)
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.table import TableRows
from mss_gap.render.columns import (
    BLANK,
    NOT_STATED,
    Align,
    Cell,
    Column,
    Keys,
    Page,
    Records,
    Table,
    Tone,
    Words,
    keys_of,
)
from mss_gap.render.harmless import counted
from mss_gap.render.tables.heading import headed_page


@dataclass(frozen=True, slots=True)
class _Rows:
    """The figures without a source of one table."""

    table: TableRows
    number: int

    @property
    def path(self) -> str:
        """The file, and how many figures it states, such as `donors.csv: 328 actuals`."""
        return f"{self.table.name}: {counted(self.number, self.table.section.removesuffix('s'))}"


def _unsourced(figures: Iterable[Unsourced]) -> Iterator[Unsourced | _Rows]:
    """The figures without a source, those of a table in one line."""
    for table, group in groupby(figures, key=attrgetter("table")):
        if table is None:
            yield from group
        else:
            yield _Rows(table, len(list(group)))


def _named(row: SourceRow) -> Words:
    if not row.title:
        return Words("Bare address", address=row.id)
    title = ", ".join(part for part in (row.title, row.publisher) if part)
    return Words(title, detail=row.id, address=row.url or "")


def _copy(row: SourceRow) -> Cell:
    """That a copy is kept; its address is below the row, after that of the original."""
    return Words("kept", Tone.MUTED, address=row.archived) if row.archived else BLANK


NAMED: Column[SourceRow] = Column("Source", _named)
PUBLISHED: Column[SourceRow] = Column(
    "Published",
    lambda row: Words(row.published.isoformat() if row.published else NOT_STATED, Tone.MUTED),
    Align.RIGHT,
)
SEEN: Column[SourceRow] = Column(
    "Read on", lambda row: Words(row.seen.isoformat(), Tone.MUTED) if row.seen else BLANK, Align.RIGHT
)
COPY: Column[SourceRow] = Column("Copy", _copy)
COUNT: Column[SourceRow] = Column("Figures", lambda row: Words(str(row.figures)), Align.RIGHT)
UNSOURCED: tuple[Column[Unsourced | _Rows], ...] = (
    Column("Figure without a source", lambda it: Words(it.path)),
    Column("Line", lambda it: Words(str(it.line)) if isinstance(it, Unsourced) else BLANK, Align.RIGHT),
)
ROW = "row"
"""What a figure is that a CSV file states."""
FIGURES: tuple[Column[SourcedFigure], ...] = (
    Column("Figure", lambda it: Words(it.path or ROW)),
    Column("File", lambda it: Words(it.file)),
    Column("Line", lambda it: Words(str(it.line)), Align.RIGHT),
)
SINGLE: tuple[Column[SingleFigure], ...] = (
    Column("Source", lambda it: Words(it.source)),
    Column("Figure", lambda it: Words(it.path or ROW)),
    Column("File", lambda it: Words(it.file)),
    Column("Line", lambda it: Words(str(it.line)), Align.RIGHT),
)
FILES: tuple[Column[FileRead], ...] = (Column("File that was read", lambda it: Words(it.file, detail=digest(it))),)


def digest(file: FileRead) -> str:
    """The digest of a file's bytes, by the name of the way to compute it."""
    return f"SHA-256 {file.sha256}"


def files_table(files: Sequence[FileRead]) -> Table:
    """The files that a report was made of, each with its digest."""
    return Table.of("", FILES, files)


def page(report: SourcesReport | SourceReport | SingleSourceReport) -> Page:
    """All sources, the figures that rest on none and the files that were read; or the figures of one source, or of one only."""
    if isinstance(report, SingleSourceReport):
        table = Table.of("", SINGLE, report.figures)
        return headed_page(report, [table], report.warnings, lead=_tally_of_single(report))
    if isinstance(report, SourceReport):
        tables = [_sources([report.source]), Table.of("", FIGURES, report.figures)]
        return headed_page(report, tables, report.warnings, lead=_tally_of_one(report))
    tables = [
        _sources(report.sources),
        Table.of("", UNSOURCED, _unsourced(report.unsourced)),
        files_table(report.files),
    ]
    return headed_page(report, tables, report.warnings, lead=_tally(report))


def records(report: SourcesReport | SourceReport | SingleSourceReport) -> Records:
    """A record for each source, each figure without one, and each file; or for one source, and each of its figures."""
    if isinstance(report, SingleSourceReport):
        return Records.of(keys_of(SingleFigure), report.figures)
    if isinstance(report, SourceReport):
        of_source: Keys[object] = {"source": lambda _: report.source.id}
        return Records.in_sections(
            {
                "source": Records.of({**of_source, **keys_of(SourceRow)}, [report.source]),
                "figures": Records.of({**of_source, **keys_of(SourcedFigure)}, report.figures),
            }
        )
    return Records.in_sections(
        {
            "sources": source_records(report),
            "unsourced": unsourced_records(report),
            "files": file_records(report),
        }
    )


def source_records(report: SourcesReport) -> Records:
    """A record for each source."""
    return Records.of(keys_of(SourceRow), report.sources)


def file_records(report: SourcesReport) -> Records:
    """A record for each file that was read."""
    return Records.of(keys_of(FileRead), report.files)


def unsourced_records(report: SourcesReport) -> Records:
    """A record for each figure without a source."""
    return Records.of(keys_of(Unsourced), report.unsourced)


def _tally_of_single(report: SingleSourceReport) -> str:
    if not report.figures:
        return "No figure rests on one source only."
    rest = "rests" if len(report.figures) == 1 else "rest"
    return f"{counted(len(report.figures), 'figure').capitalize()} {rest} on one source only."


def _sources(rows: Sequence[SourceRow]) -> Table:
    """Sources; when they were read, and where copies are kept, only where the ledger says so of any."""
    columns = [NAMED, PUBLISHED]
    if any(row.seen for row in rows):
        columns.append(SEEN)
    if any(row.archived for row in rows):
        columns.append(COPY)
    return Table.of("", [*columns, COUNT], rows)


def _tally(report: SourcesReport) -> str:
    without = "Every figure has a source"
    if report.unsourced:
        without = f"{counted(len(report.unsourced), 'figure')} without a source"
    return f"{counted(len(report.sources), 'source').capitalize()}. {without}."


def _tally_of_one(report: SourceReport) -> str:
    if not report.figures:
        return "No figure rests on this source."
    rest = "rests" if len(report.figures) == 1 else "rest"
    return f"{counted(len(report.figures), 'figure').capitalize()} {rest} on this source, alone or with others."
