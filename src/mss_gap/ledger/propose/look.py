"""Opens a file, finds the separator of a CSV file or the sheets of a workbook, and proposes how to read each table."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import Path as FilePath

from mss_gap.ledger.check import shown
from mss_gap.ledger.dates import period_in
from mss_gap.ledger.propose.periods import year_of
from mss_gap.ledger.propose.proposal import Proposal, Question, Wishes
from mss_gap.ledger.propose.propose import propose
from mss_gap.ledger.propose.survey import argument, quoted
from mss_gap.ledger.propose.titles import find_titles
from mss_gap.ledger.propose.words import OF_KIND
from mss_gap.ledger.table import Section, Table
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import words_of
from mss_gap.ledger.tables.grid import Grid, TableUnreadableError
from mss_gap.ledger.tables.headings import MOST_SEARCHED
from mss_gap.ledger.tables.reading.delimited import MOST_COLUMNS, SEPARATORS
from mss_gap.ledger.tables.reading.files import DELIMITED, bytes_of, grid_of

_MOST_ROWS = MOST_SEARCHED + 200
"""How many rows of a CSV file are searched for its titles."""
_NEEDED = frozenset({"--header", "--stop", "--country", "--amount"})
"""If a sheet needs one of these options, it probably has no contributions."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A sheet or a file with a table, and how it may be read."""

    wishes: Wishes
    grid: Grid
    proposal: Proposal


def look(wishes: Wishes, folder: FilePath, bodies: Mapping[str, str]) -> Sequence[Looked]:
    """The tables of a file below a folder: one; or one for each year, or one of pledges and one of payments, in a workbook.

    Raises `TableUnreadableError`.
    """
    content = bytes_of(wishes.file, folder)
    if not wishes.file.lower().endswith(DELIMITED):
        return _look_at_sheets(wishes, content, bodies)
    if wishes.encoding is None and content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        wishes = replace(wishes, encoding="utf-16")
    header = wishes.header or _row_of_titles(content, wishes)
    grid = grid_of(_as_table(wishes, header=header), content)
    if not any(text_of(cell) for row in grid.rows for cell in row):
        raise TableUnreadableError(wishes.file, "it is empty", "name a file that has titles and rows below them")
    return [Looked(wishes, grid, propose(grid, wishes, bodies))]


# CSV


def _row_of_titles(content: bytes, wishes: Wishes) -> int:
    """The row of a CSV file that has the titles, read with the separator that gives this row the most cells."""
    if wishes.file.lower().endswith(".tsv"):
        return 1  # the separator is known
    by_separator = {each: _first_rows(content, wishes.encoding, each) for each in SEPARATORS}
    for separator, rows in by_separator.items():
        titles = find_titles(Grid(wishes.file, rows, range(1, len(rows) + 1)))
        if titles is None:
            continue
        columns = {
            each: len(others[titles.header - 1]) if titles.header <= len(others) else 0
            for each, others in by_separator.items()
        }
        if max(columns, key=lambda each: columns[each]) == separator:
            return titles.header
    return 1


def _first_rows(content: bytes, encoding: str | None, separator: str) -> Sequence[Sequence[str]]:
    """The first rows, read with a separator. It stops at a row that cannot be read; reading the whole file reports that."""
    rows: list[Sequence[str]] = []
    try:
        with io.TextIOWrapper(io.BytesIO(content), encoding or "utf-8-sig", errors="replace", newline="") as text:
            read = islice(csv.reader(text, delimiter=separator), _MOST_ROWS)
            rows.extend(takewhile(lambda row: len(row) <= MOST_COLUMNS, read))
    except (csv.Error, LookupError, UnicodeError):
        pass
    return rows


# Workbooks


def _look_at_sheets(wishes: Wishes, content: bytes, bodies: Mapping[str, str]) -> Sequence[Looked]:
    from mss_gap.ledger.tables.reading.workbook import sheets_of

    sheets = sheets_of(content, wishes.file)
    several = len(sheets) > 1 or wishes.sheet is not None
    looked = []
    for sheet in [wishes.sheet] if wishes.sheet else sheets:
        grid = grid_of(_as_table(wishes, sheet=sheet), content)
        named = replace(wishes, sheet=grid.sheet if several else None)
        looked.append(Looked(named, grid, propose(grid, named, bodies)))
    if not looked:
        grid_of(_as_table(wishes), content)  # says why
    tables = [each for each in looked if wishes.header is not None or find_titles(each.grid) is not None]
    good = [each for each in tables if not _NEEDED & {question.option for question in each.proposal.questions}]
    chosen = _of_years(good, bodies) or _of_kinds(good) or (good or tables or looked)[:1]
    names = {each.grid.sheet for each in chosen}
    return _noting_others(chosen, [str(each.grid.sheet) for each in good or tables if each.grid.sheet not in names])


def _of_years(tables: Sequence[Looked], bodies: Mapping[str, str]) -> Sequence[Looked]:
    """The sheets whose names are years, if there are several; a row without a date then has the year of its sheet."""
    years = {year: each for each in tables if (year := year_of(each.grid.sheet or "")) is not None}
    if len(years) < 2 or len(years) < sum(year_of(each.grid.sheet or "") is not None for each in tables):  # noqa: PLR2004
        return []
    return [_dated(each, year, bodies) for year, each in sorted(years.items())]


def _dated(looked: Looked, year: int, bodies: Mapping[str, str]) -> Looked:
    if looked.wishes.date is not None or all(each.option != "--date" for each in looked.proposal.questions):
        return looked
    wishes = replace(looked.wishes, date=str(year), day=period_in(str(year)))
    return replace(looked, proposal=propose(looked.grid, wishes, bodies))


def _of_kinds(tables: Sequence[Looked]) -> Sequence[Looked]:
    """The sheet of pledges and the sheet of payments, if the workbook has these two tables and no other."""
    by_kind = {kind: [each for each in tables if _kind_of(each) is kind] for kind in Section}
    if len(tables) != len(Section) or not all(by_kind.values()):
        return []
    return [each for of_kind in by_kind.values() for each in of_kind]


def _kind_of(looked: Looked) -> Section | None:
    """What the name of a sheet says that its rows are; None if an option says it."""
    told = [kind for kind, words in OF_KIND.items() if words_of(looked.grid.sheet or "") & words]
    return told[0] if len(told) == 1 and looked.wishes.kind is None else None


def _noting_others(looked: Sequence[Looked], others: Sequence[str]) -> Sequence[Looked]:
    """The tables that were chosen, with a remark on the other sheets that have tables."""
    if not others:
        return looked
    named = (
        f"the sheet {shown(others[0])} has a table" if len(others) == 1 else f"the sheets {quoted(others)} have tables"
    )
    remark = f"{named}, too: --sheet {argument(others[0])} reads that one"
    first = looked[0]
    return [replace(first, proposal=replace(first.proposal, remarks=(*first.proposal.remarks, remark))), *looked[1:]]


def questions_of(tables: Sequence[Looked]) -> Sequence[Question]:
    """The open questions about some tables. A question that only some of them have names its sheet."""
    every = [set(each.proposal.questions) for each in tables]
    found: dict[Question, None] = {}
    for each in tables:
        for question in each.proposal.questions:
            if all(question in others for others in every):
                found[question] = None
            else:
                message = f"sheet {shown(each.grid.sheet)}: {question.message}"
                found[replace(question, message=message)] = None
    return list(found)


def _as_table(wishes: Wishes, *, header: int = 1, sheet: str | None = None) -> Table:
    """A block that states only the file, and how to open it."""
    return Table.model_construct(
        file=wishes.file, kind=Section.ACTUALS, sheet=sheet, encoding=wishes.encoding, header=header
    )
