"""The tables of `entries`: what each entry states, what it is worth, and on which line it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Context
from itertools import groupby
from operator import attrgetter

from mss_gap.analysis.bounds import bound_of
from mss_gap.analysis.reports.entries import EntriesReport, EntryRow
from mss_gap.ledger.model import title_or_id
from mss_gap.ledger.plural import so_many
from mss_gap.render.columns import (
    BLANK,
    NOT_CONVERTED,
    NOT_STATED,
    Align,
    Amount,
    Cell,
    Column,
    Page,
    Records,
    Table,
    Tone,
    Words,
    keys_of,
)
from mss_gap.render.entry_words import figure_words, status_said, what_it_is
from mss_gap.render.figures import day, in_full
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.harmless import counted
from mss_gap.render.sentences import IN_ALL, only_of
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.tables.narrowing import how_to_narrow, none_of, ways_to_narrow

_SHOWN = Context(prec=10)
"""Digits of a rate for a reader: more come only of a quotient. JSON and CSV have them all."""


def page(report: EntriesReport) -> Page:
    """A table for each commitment that has entries."""
    footnotes = Footnotes(report.glossary.sources)
    made = headed_page(report, list(_tables(report, footnotes)), report.warnings, footnotes, _lead(report))
    commitments = len({row.commitment for row in report.entries})
    ways = ways_to_narrow(commitments, contributors=not report.asked_for)
    return replace(made, hint=how_to_narrow({"entries": len(report.entries)}, ways))


def records(report: EntriesReport) -> Records:
    """A record for each entry."""
    return Records.of(keys_of(EntryRow), report.entries)


def _lead(report: EntriesReport) -> str:
    if not report.entries:
        return none_of("entries", "of", report.asked_for, report.glossary, narrowed=report.narrowed)
    return " ".join(filter(None, (only_of("entries of", report.asked_for, report.glossary), _tally(report))))


def _tally(report: EntriesReport) -> str:
    pledges = sum(row.kind == "pledge" for row in report.entries)
    kinds = f"{counted(pledges, 'pledge')}, {counted(len(report.entries) - pledges, 'actual')}"
    return f"{so_many(len(report.entries), 'entry', 'entries')}: {kinds}."


def _tables(report: EntriesReport, footnotes: Footnotes) -> Iterator[Table]:
    for key, group in groupby(report.entries, key=attrgetter("commitment")):
        rows = list(group)
        commitment = report.glossary.commitments[key]
        title = titled(title_or_id(key, commitment.title), commitment.unit)
        yield Table.of(title, _columns(rows, commitment.unit, footnotes), rows)


def _columns(rows: Sequence[EntryRow], unit: str, footnotes: Footnotes) -> Sequence[Column[EntryRow]]:
    """The columns; that of rates is left out where nothing is converted."""

    def entry(row: EntryRow) -> Cell:
        who = IN_ALL if row.name is None else row.name
        return Words(f"{who}: {_said(row, unit)}", detail=_terms(row, unit), notes=footnotes.cite(row.source))

    rates: tuple[Column[EntryRow], ...] = (Column("Rate", _rate, Align.RIGHT),)
    return (
        Column("Date", lambda row: Words(day(row.date))),
        Column("Entry", entry),
        Column("Worth", lambda row: _worth(row, unit), Align.RIGHT),
        *(rates if any(row.rate is not None for row in rows) else ()),
        Column("Line", lambda row: Words(_line(row), Tone.MUTED), Align.RIGHT),
    )


def _line(row: EntryRow) -> str:
    """The line of the ledger, or the file and the line of a row of a table."""
    return row.place or ("" if row.line is None else str(row.line))


def _said(row: EntryRow, unit: str) -> str:
    """An entry in words, its figures as stated."""
    currency, restates = row.currency or unit, row.total is not None
    named = what_it_is(row.kind, row.stage)
    figure = row.total if restates else row.amount
    said = []
    if figure is not None:
        said.append(f"{named} {figure_words(figure, currency, row.qualifier, restates=restates)}")
    elif _states_only_due(row):
        said.append(f"pledge now due by {day(row.due)}")
    elif row.status is None:
        said.append(f"{named}, amount not stated")
    if row.status is not None:
        part = None if row.part is None else in_full(row.part, currency)
        said.append(status_said(row.status, part, bare=figure is None, restates=restates))
    if row.outside is not None:
        said.append(f"outside ({row.outside})")
    return ", ".join(said)


def _states_only_due(row: EntryRow) -> bool:
    """Whether an entry states the new due day of everything pledged before, and nothing else."""
    return row.due is not None and row.status is None and row.total is None and row.amount is None


def _terms(row: EntryRow, unit: str) -> str:
    """What else an entry states, and its note."""
    due = None if row.due is None or _states_only_due(row) else f"due {day(row.due)}"
    value = None if row.value is None else f"worth {in_full(row.value, unit)} according to its source"
    ref = None if row.ref is None else f"ref {row.ref}"
    terms = "; ".join(term for term in (due, value, ref) if term)
    return ". ".join(part for part in (terms[:1].upper() + terms[1:], row.note) if part)


def _worth(row: EntryRow, unit: str) -> Cell:
    """The figure in the unit; blank where the entry only changes the terms of what was pledged before."""
    figure = row.amount if row.total is None else row.total
    if figure is None and (row.status is not None or row.due is not None):
        return BLANK
    unknown = NOT_STATED if figure is None else NOT_CONVERTED
    bound = bound_of(row.qualifier, row.worth)
    return Amount(row.worth, unit, unknown=unknown, bound=bound, signed=row.total is None)


def _rate(row: EntryRow) -> Cell:
    if row.rate is None:
        return BLANK
    return Words(f"{_SHOWN.plus(row.rate).normalize(_SHOWN):,f}", detail=day(row.rate_date))
