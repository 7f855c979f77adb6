"""Tells levels from changes: how many there were on a day, or how many came."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from mss_gap.ledger.check import shown
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.propose.commitments import column_of_commitments
from mss_gap.ledger.propose.givers import WHOLE, Giver
from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.styles import form_of_dates
from mss_gap.ledger.propose.survey import Survey, argument, quoted, reads
from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.tables.cell_dates import date_in
from mss_gap.ledger.tables.columns import Kind, is_code


@dataclass(frozen=True, slots=True)
class _OfDay:
    """Rows with figures of one contributor and one day."""

    keys: Sequence[Column]
    """The columns that name the contributor and the commitment."""
    days: Sequence[Column]
    apart: Sequence[Column]
    """The columns in which the rows differ."""
    rows: Sequence[int]


def ask_for_levels(survey: Survey, part: Part, giver: Giver, days: Sequence[Column], unit: str | None) -> None:
    """Ask whether figures are changes or levels where they may be both, and which count where a day has several levels.

    `days` are the columns of the date: one, or those of its month and its year.
    """
    wishes = survey.wishes
    if (
        not part.columns
        or part.period is not None
        or _is_added(survey, part)
        or (giver is None and wishes.country != WHOLE)
    ):
        return
    apart = [giver] if isinstance(giver, Column) else []
    commitment = column_of_commitments(survey)
    apart += [commitment] if commitment else []
    counts = unit is not None and not is_code(unit)
    if part.key == "amount" and not counts:
        return
    at_once = _rows_of_one_day(survey, part, [*apart, *days])
    if at_once:
        of_day = _OfDay(apart, days, _telling_apart(survey, part, [*apart, *days], at_once), at_once)
        _ask_for_one_level(survey, part, of_day)
        return
    if part.key == "total":
        _remark_on_ended(survey, part, apart, days)
        return
    most = max(Counter(_texts(survey, row, apart) for row in survey.rows).values(), default=0)
    if most <= 1:
        return
    changes, levels = (_options(option, part.columns) for option in ("--amount", "--total"))
    rows = so_many(most, "row", "rows")
    message = f"a contributor has up to {rows}, and each figure may be a change or the level on its day"
    survey.ask("--amount", f"{message}: {changes} adds them, {levels} takes the latest")


def _is_added(survey: Survey, part: Part) -> bool:
    """Whether --amount says that the figures are changes."""
    return any(survey.named("--amount", title) in part.columns for title in survey.wishes.amount)


def _options(option: str, columns: Sequence[Column]) -> str:
    return " ".join(f"{option} {argument(column.title)}" for column in columns)


def _figure(survey: Survey, row: int, columns: Sequence[Column]) -> Decimal | None:
    """The sum of the figures of a row; None where it has none."""
    known = [number for column in columns if (number := survey.number(row, column)) is not None]
    return sum(known, Decimal(0)) if known else None


def _dates(survey: Survey, part: Part, days: Sequence[Column]) -> Mapping[int, date]:
    """The dates of the rows with figures, where one column has them and they can be read."""
    if len(days) != 1:
        return {}
    form = survey.wishes.dates or form_of_dates(survey, days)
    cells = {row: survey.cell(row, days[0]) for row in survey.rows if _figure(survey, row, part.columns) is not None}
    read = {cell: date_in(cell, form) for cell in set(cells.values()) if reads(partial(date_in, form=form), cell)}
    return {row: read[cell] for row, cell in cells.items() if cell in read}


def _remark_on_ended(survey: Survey, part: Part, apart: Sequence[Column], days: Sequence[Column]) -> None:
    """Remark that contributors have no row on the last day of the table: what they had before counts on."""
    last: dict[tuple[str, ...], date] = {}
    for row, day in _dates(survey, part, days).items():
        key = _texts(survey, row, apart)
        last[key] = max(day, last.get(key, day))
    latest = max(last.values(), default=None)
    ended = [key for key, day in last.items() if day != latest]
    if ended:
        of_first = f"that of {shown(', '.join(ended[0]))} from {last[ended[0]]}"
        said = (
            f"1 last level is from before {latest} and counts on: {of_first}"
            if len(ended) == 1
            else f"{len(ended):,} last levels are from before {latest} and count on, such as {of_first}"
        )
        survey.remarks.append(f"{said}. Where a contributor has left, add a total of 0")


def _rows_of_one_day(survey: Survey, part: Part, keys: Sequence[Column]) -> list[int]:
    """The first rows with figures that have one contributor and one day, where several do."""
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in survey.rows:
        if _figure(survey, row, part.columns) is not None:
            rows[_texts(survey, row, keys)].append(row)
    return next((found for found in rows.values() if len(found) > 1), [])


def _telling_apart(survey: Survey, part: Part, keys: Sequence[Column], rows: Sequence[int]) -> list[Column]:
    """The columns in which rows of one day differ: one where it tells all such rows of the table apart, else all."""
    found = [
        column
        for column in survey.of_kind(Kind.TEXT)
        if column not in keys and len({survey.text(row, column) for row in rows}) > 1
    ]
    return next(([each] for each in found if not _rows_of_one_day(survey, part, [*keys, each])), found)


def _texts(survey: Survey, row: int, columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(survey.text(row, column) for column in columns)


def _ask_for_one_level(survey: Survey, part: Part, of_day: _OfDay) -> None:
    """Ask which rows count where each is a part of a level of one day, such as that of one mission."""
    keys, days, apart, rows = of_day.keys, of_day.days, of_day.apart, of_day.rows
    title = argument(part.columns[0].title)
    who = shown(" ".join(_texts(survey, rows[0], keys))) if keys else "the whole"
    when = f" dated {' '.join(_texts(survey, rows[0], days))}" if days else ""
    differ = f" that differ in {quoted([column.title for column in apart])}" if apart else ""
    message = f"{who} has {so_many(len(rows), 'row', 'rows')}{when}{differ}, and a level has one row a day"
    ways = []
    if survey.wishes.is_new and len(apart) == 1:
        column = apart[0]
        if not _rows_of_one_day(survey, part, [*keys, *days, column]):
            ways.append(
                f"--commitment {argument(column.title)} makes a commitment of each text in {shown(column.title)}"
            )
    said = [_texts(survey, row, apart) for row in rows]
    if len(set(said)) == len(rows):
        ways.append(f"{_only(apart, said[0])} --total {title} reads one part of the level")
    if days:
        one_day = _only(days, _texts(survey, survey.rows[-1], days))
        ways.append(f"{one_day} --amount {title} adds the parts of that date")
    ways.append(f"--amount {title} adds all rows, if each is a change")
    survey.ask("--where", f"{message}: {'; '.join(ways)}")


def _only(columns: Sequence[Column], texts: Sequence[str]) -> str:
    """The options that read only rows with some texts."""
    return " ".join(
        f"--where {argument(f'{column.title}={text}')}" for column, text in zip(columns, texts, strict=True)
    )
