"""Every entry as the ledger states it, what it is worth in its commitment's unit, and where it comes from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Literal, TypeAlias

from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.rates import Statement
from mss_gap.analysis.reports.base import LaterEntries, Report, heading
from mss_gap.analysis.sourcing import Cited, cited
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.timeline import SECTIONS, Kind
from mss_gap.analysis.warnings.report_warnings import ReportWarning, conversion_warnings
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.ledger.entry import Pledge, Qualifier, Status
from mss_gap.ledger.model import Ledger, Source
from mss_gap.ledger.read.locate import lines_of
from mss_gap.ledger.table import TableRows, row_of
from mss_gap.ledger.texts import is_url

_Day: TypeAlias = date


# There may be a million entries: to make one frozen takes four times as long. Nothing changes them.
@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class EntryRow:
    """One entry. Keys that have the name of a key of the ledger are as stated there."""

    kind: Kind
    commitment: str
    country: str | None
    """The contributor; null for the whole mission."""
    name: str | None
    """The contributor's English name."""
    date: _Day
    """The day for which it was stated; of a month or a year its last day."""
    date_precision: Precision
    """Whether the day is known, or only its month or its year."""
    total: Decimal | None
    """The level, in `currency`."""
    amount: Decimal | None
    """The change, in `currency`; negative for a return."""
    qualifier: Qualifier | None
    """How the figure is meant; null for exactly."""
    currency: str | None
    """The currency that the entry names; null for the commitment's unit."""
    value: Decimal | None
    """What the source says that the figure is worth in the commitment's unit."""
    worth: Decimal | None
    """The total or the amount in the commitment's unit (R7); null without a figure, and where no rate converts it."""
    rate: Decimal | None
    """What the figure was multiplied by; null where it is in the unit already, or no rate converts it."""
    rate_date: _Day | None
    """The day of that rate."""
    status: Status | None
    """The status that a pledge states; null where it states none."""
    part: Decimal | None
    """How much of the pledge has that status, in `currency`; null for all of it."""
    due: _Day | None
    """The day by which it was promised; of a month or a year its last day."""
    stage: str | None
    """The stage of a delivery that the entry names; null for the one that counts."""
    outside: str | None
    """What kind of giving it is that the commitment does not count; null for what it counts."""
    ref: str | None
    """Its id in the place that it comes from."""
    source: Cited
    urls: tuple[str, ...]
    """The addresses of its sources, those that have one."""
    note: str | None
    file: str
    """Which file it is in: the path as given, `-` for standard input, or `built-in`; a table's, from the ledger's folder."""
    line: int | None
    """Counted from 1, of a sheet the row; null where the ledger is written so that it cannot be found."""
    place: str | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """Of a row of a table, its file, sheet and line; None for an entry that the ledger itself states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesReport(Report):
    """The entries up to the report date: by commitment in the order of the ledger, then by date, pledges first."""

    kind: Literal["entries"] = "entries"
    entries: tuple[EntryRow, ...]
    warnings: tuple[ReportWarning, ...]
    asked_for: tuple[str, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """The contributors that were asked for, by their codes; empty for all."""
    narrowed: bool = field(default=False, metadata=NOT_IN_DOCUMENTS)
    """True where only the entries of a commitment were asked for."""


@exactly
def entries(
    ledger: Ledger,
    text: str,
    as_of: date | None = None,
    commitment: str | None = None,
    countries: Collection[str] = (),
) -> EntriesReport:
    """Every pledge and actual up to the report date, or those of a commitment, or of some contributors by their codes.

    `text` is what the ledger was read from, for the lines. Undated figures of a commitment are not entries. Raises
    `UnknownCommitmentError` where the one asked for does not exist.
    """
    report = entries_of(survey(ledger, as_of, commitment), text, countries)
    return replace(report, narrowed=commitment is not None)


def entries_of(
    surveyed: Survey, text: str, countries: Collection[str] = (), origin: str | None = None
) -> EntriesReport:
    """The entries of the commitments of a survey up to its day, as `entries` has them.

    `origin` is what the rows call the ledger's own file; without it they name it by its path.
    """
    ledger, day = surveyed.ledger, surveyed.as_of
    own = ledger.origin if origin is None else origin
    asked_for = {key: list(_statements(surveyed, key, frozenset(countries))) for key in surveyed.positions}
    shown = {key: _in_order(each for each in stated if _is_by(each, day)) for key, stated in asked_for.items()}
    late = [each.entry.date for stated in asked_for.values() for each in stated if not _is_by(each, day)]
    paths = [_path(each) for stated in shown.values() for each in stated]
    lines, tables = lines_of(set(paths), text, ledger), ledger.tables_read
    begun = heading(ledger, day)
    begun["later_entries"] = LaterEntries.on(late)
    return EntriesReport(
        **begun,
        entries=tuple(
            _row(surveyed, each, lines[path], row_of(tables, *path), own)
            for each, path in zip(chain.from_iterable(shown.values()), paths, strict=True)
        ),
        warnings=conversion_warnings(surveyed, shown),
        asked_for=tuple(dict.fromkeys(countries)),
    )


def _statements(surveyed: Survey, key: str, countries: Collection[str]) -> Iterator[Statement]:
    """The statements about a commitment, or only those of some contributors."""
    for series in surveyed.timelines[key].every_series():
        for statement in series.all_statements:
            if not countries or statement.entry.country in countries:
                yield statement


def _is_by(statement: Statement, day: date | None) -> bool:
    return day is not None and statement.entry.date <= day


def _in_order(statements: Iterable[Statement]) -> Sequence[Statement]:
    """Statements by date; of a day pledges before actuals, each in the order of the file."""
    return sorted(statements, key=lambda each: (each.entry.date, _kind(each) != "pledge", each.position))


def _kind(statement: Statement) -> Kind:
    return "pledge" if isinstance(statement.entry, Pledge) else "actual"


def _path(statement: Statement) -> tuple[str, int]:
    return SECTIONS[_kind(statement)], statement.position


def _row(
    surveyed: Survey, statement: Statement, line: int | None, row: tuple[TableRows, int] | None, own: str
) -> EntryRow:
    """The row of a statement: its line, or its row of a table; `own` is what the ledger's own file is called."""
    entry, rate = statement.entry, statement.rate
    pledge = entry if isinstance(entry, Pledge) else None
    return EntryRow(
        kind=_kind(statement),
        commitment=entry.commitment,
        country=entry.country,
        name=None if entry.country is None else surveyed.name(entry.country),
        date=entry.date,
        date_precision=precision_of(entry.date),
        total=entry.total,
        amount=entry.amount,
        qualifier=entry.qualifier,
        currency=entry.currency,
        value=entry.value,
        worth=statement.figure,
        rate=rate.factor if rate else None,
        rate_date=rate.day if rate else None,
        status=entry.status,
        part=pledge.part if pledge else None,
        due=pledge.due if pledge else None,
        stage=entry.stage,
        outside=entry.outside,
        ref=entry.ref,
        source=cited(entry.source),
        urls=_urls(entry.source, surveyed.ledger.sources),
        note=entry.note,
        file=row[0].file if row else own,
        line=line,
        place=row[0].place(row[1]) if row else None,
    )


def _urls(cited_sources: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The addresses of some sources, each once."""
    addresses = (
        sources[key].url if key in sources else key if is_url(key) else None for key in dict.fromkeys(cited_sources)
    )
    return tuple(dict.fromkeys(address for address in addresses if address is not None))
