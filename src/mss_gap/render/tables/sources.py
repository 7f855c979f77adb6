"""The tables of `sources`: what rests on each, and what rests on none."""

from mss_gap.analysis.reports.sources import SourceRow, SourcesReport, Unsourced
from mss_gap.render.columns import NOT_STATED, Align, Column, Page, Records, Table, Tone, Words, keys_of
from mss_gap.render.harmless import counted
from mss_gap.render.tables.heading import headed_page


def _named(row: SourceRow) -> Words:
    if not row.title:
        return Words("Bare address", address=row.id)
    title = ", ".join(part for part in (row.title, row.publisher) if part)
    return Words(title, detail=row.id, address=row.url or "")


SOURCES: tuple[Column[SourceRow], ...] = (
    Column("Source", _named),
    Column(
        "Published",
        lambda row: Words(row.published.isoformat() if row.published else NOT_STATED, Tone.MUTED),
        Align.RIGHT,
    ),
    Column("Figures", lambda row: Words(str(row.figures)), Align.RIGHT),
)
UNSOURCED: tuple[Column[Unsourced], ...] = (
    Column("Figure without a source", lambda it: Words(it.path)),
    Column("Line", lambda it: Words(str(it.line)), Align.RIGHT),
)


def page(report: SourcesReport) -> Page:
    """A table of sources, and one of the figures that rest on none, where there are any."""
    tables = (Table.of("", SOURCES, report.sources), Table.of("", UNSOURCED, report.unsourced))
    return headed_page(report, tables, report.warnings, lead=_tally(report))


def records(report: SourcesReport) -> Records:
    """A record for each source."""
    return Records.of(keys_of(SourceRow), report.sources)


def _tally(report: SourcesReport) -> str:
    without = "Every figure has a source"
    if report.unsourced:
        without = f"{counted(len(report.unsourced), 'figure')} without a source"
    return f"{counted(len(report.sources), 'source').capitalize()}. {without}."
