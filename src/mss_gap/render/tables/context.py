"""The tables of `context`: the indicators."""

from collections.abc import Sequence
from dataclasses import replace

from mss_gap.analysis.reports.context import ContextReport, IndicatorRow
from mss_gap.render.columns import BLANK, Align, Amount, Cell, Column, Page, Records, Row, Table, Tone, Words, keys_of
from mss_gap.render.figures import percent
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.tables.heading import headed_page


def page(report: ContextReport) -> Page:
    """One table."""
    footnotes = Footnotes(report.glossary.sources)
    return headed_page(report, [context_table(report, footnotes)], report.warnings, footnotes)


def records(report: ContextReport) -> Records:
    """A record for each indicator."""
    return Records.of(keys_of(IndicatorRow), report.indicators)


def context_table(report: ContextReport, footnotes: Footnotes) -> Table:
    """A row for each indicator."""
    if not report.indicators:
        return Table("", (), (), ["No indicators."])
    return _without_blank_columns(Table.of("", _columns(footnotes), report.indicators))


def _columns(footnotes: Footnotes) -> Sequence[Column[IndicatorRow]]:
    def has_previous(row: IndicatorRow, cell: Cell) -> Cell:
        return BLANK if row.previous is None else cell

    def has_whole(row: IndicatorRow, cell: Cell) -> Cell:
        return BLANK if row.out_of is None else cell

    return (
        Column(
            "Indicator",
            lambda row: Words(
                row.title,
                detail=", ".join(part for part in (row.unit, row.period) if part),
                notes=footnotes.cite(row.source),
            ),
        ),
        Column("Value", lambda row: Amount(row.value, "", Tone.STRONG), Align.RIGHT),
        Column("Before", lambda row: has_previous(row, Amount(row.previous, "")), Align.RIGHT),
        Column("Change", lambda row: has_previous(row, Amount(row.change, "", signed=True)), Align.RIGHT),
        Column("Change %", lambda row: has_previous(row, Words(percent(row.change_pct, signed=True))), Align.RIGHT),
        Column("Out of", lambda row: has_whole(row, Amount(row.out_of, "")), Align.RIGHT),
        Column("Share", lambda row: has_whole(row, Words(percent(row.share_pct))), Align.RIGHT),
    )


def _without_blank_columns(table: Table) -> Table:
    """The columns of a table that say something of some row."""
    filled = [at for at in range(len(table.columns)) if any(row.cells[at] != BLANK for row in table.rows)]
    return replace(
        table,
        columns=[table.columns[at] for at in filled],
        rows=[Row([row.cells[at] for at in filled]) for row in table.rows],
    )
