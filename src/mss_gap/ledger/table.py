"""How a ledger says to read a file beside it: a `[[tables]]` block."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date as Date  # noqa: N812 - a table has a key of that name
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict

from mss_gap.ledger.check import Checked, rejected, shown
from mss_gap.ledger.dates import DayOrPeriod
from mss_gap.ledger.numbers import Amount, Level
from mss_gap.ledger.texts import CHOICE, ONE_OR_MORE, Sources, Text


class Section(StrEnum):
    """What the rows of a table are."""

    PLEDGES = "pledges"
    ACTUALS = "actuals"


class NumberStyle(StrEnum):
    """How a table writes its numbers."""

    POINT = "1,234.5"
    COMMA = "1.234,5"


class Others(StrEnum):
    """What becomes of contributors that are neither countries nor declared."""

    AS_NAMED = "as-named"
    """Each is a body, and its name is its code."""


NOT_STATED = "not-stated"
"""What a cell is read as that says that something was given, and not how much."""


def _numbers(value: object) -> NumberStyle:
    for style in NumberStyle:
        if value == style:
            return style
    raise rejected(
        "not-a-choice", f"{shown(value)} is not how a table writes numbers", 'write "1,234.5" or "1.234,5", in quotes'
    )


def _others(value: object) -> Others:
    if value == Others.AS_NAMED:
        return Others.AS_NAMED
    raise rejected("not-a-choice", f"{shown(value)} is not what to do about others", 'write others = "as-named"')


def _row(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 2**20:
        return value
    raise rejected("not-a-row", f"{shown(value)} is not the number of a row", "count from 1, which is the first row")


def _texts_by_key(value: object) -> dict[str, tuple[str, ...]]:
    """A table of texts, or of lists of texts."""
    if not isinstance(value, dict):
        raise rejected("not-a-table", f"{shown(value)} is not a table", 'write { country = "Donor" }')
    return {key: _several(text) for key, text in value.items()}


def _several(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        raise rejected(
            "not-text", f"{shown(value)} is not text", 'write one text in quotes, or a list of them: ["…", "…"]'
        )
    return tuple(texts)


def _cells_by_title(value: object) -> dict[str, tuple[str, ...]]:
    """A table of texts, or of lists of texts; an empty text is a blank cell."""
    if not isinstance(value, dict):
        raise rejected("not-a-table", f"{shown(value)} is not a table", 'write where.Status = "paid"')
    return {title: ("",) if text == "" else _several_or_blank(text) for title, text in value.items()}


def _several_or_blank(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and "" in value:
        return tuple(text if text == "" else _several(text)[0] for text in value)
    return _several(value)


Meaning = str | Decimal
"""What a cell is read as: a text, such as that of a date, or a number."""


def _meanings(value: object) -> dict[str, dict[str, Meaning]]:
    if not isinstance(value, dict) or not all(isinstance(meant, dict) for meant in value.values()):
        raise rejected(
            "not-a-table", f"{shown(value)} is not a table of tables", 'write values.country = { "Korea (Rep)" = "KR" }'
        )
    return {
        key: {text: "" if meaning == "" else _meaning(meaning) for text, meaning in meant.items()}
        for key, meant in value.items()
    }


def _meaning_by_key(value: object) -> dict[str, Meaning]:
    if not isinstance(value, dict):
        raise rejected("not-a-table", f"{shown(value)} is not a table", 'write otherwise.amount = "not-stated"')
    return {key: _meaning(meaning) for key, meaning in value.items()}


def _meaning(value: object) -> Meaning:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite():
        return Decimal(value)
    if type(value) is Date:
        return value.isoformat()
    message = f"{shown(value)} is neither text nor a number nor a date"
    raise rejected("not-text", message, 'write a text in quotes, such as "KR"')


_CELLS = {"type": ["string", "array"], "items": {"type": "string"}, "minItems": 1}
_MEANING = {"type": ["string", "number"], "minLength": 1}
_MEANING_OR_BLANK = {"type": ["string", "number"]}
Texts = Annotated[tuple[str, ...], Checked(_several, ONE_OR_MORE)]
TextsByKey = Annotated[
    dict[str, tuple[str, ...]], Checked(_texts_by_key, {"type": "object", "additionalProperties": ONE_OR_MORE})
]
CellsByTitle = Annotated[
    dict[str, tuple[str, ...]], Checked(_cells_by_title, {"type": "object", "additionalProperties": _CELLS})
]
Meanings = Annotated[
    dict[str, dict[str, Meaning]],
    Checked(
        _meanings,
        {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _MEANING_OR_BLANK}},
    ),
]
MeaningByKey = Annotated[
    dict[str, Meaning], Checked(_meaning_by_key, {"type": "object", "additionalProperties": _MEANING})
]


# No `TableFindings` are made, only what has more fields. So they need no methods, which each start would have to define.
@dataclass(frozen=True, slots=True, kw_only=True, init=False, repr=False, eq=False)
class TableFindings:
    """What was found in the rows of a table."""

    rows: int
    """The rows below the titles."""
    lines: Sequence[int]
    """The line of the file, or the number of the row, of each entry."""
    left_out: Mapping[str, int]
    """How many rows are no entries, by why."""
    bodies: tuple[str, ...]
    """Contributors that are neither countries nor declared, and count under their names."""
    rounded: int
    """How many numbers of a spreadsheet had more than 6 decimals and were rounded."""
    hidden_rows: int
    """How many rows that are entries the spreadsheet hides."""
    merged: int
    """How many rows have a text of a merged cell that begins in a row above."""
    not_found: tuple[str, ...]
    """What `where` and `stop` say, and no row has."""
    counted_otherwise: Mapping[str, int]
    """How many cells were read as `otherwise` says, by key."""
    other_currencies: Mapping[tuple[str, str], int]
    """How many figures are shown with a sign or code and count in another currency, by both."""

    def findings(self) -> Mapping[str, Any]:
        """The findings by their names, for a type that adds to them."""
        return {each.name: getattr(self, each.name) for each in fields(TableFindings)}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows(TableFindings):
    """What a table added to a ledger, and where each of its entries is."""

    index: int
    """Which of the ledger's tables it is, counted from 0."""
    file: str
    sheet: str | None
    section: Section
    first: int
    """The index of its first entry among all entries of that section."""

    @property
    def name(self) -> str:
        """The file, and the sheet of a workbook, such as `donors.csv` or `donors.xlsx:2025`."""
        return self.file if self.sheet is None else f"{self.file}:{self.sheet}"

    def place(self, line: int) -> str:
        """The place of a row as an error names it, such as `donors.csv:14` or `donors.xlsx:2025!14`."""
        return f"{self.name}:{line}" if self.sheet is None else f"{self.name}!{line}"

    def path(self, line: int) -> str:
        """Where a row is in a workbook, such as `2025!A14`; empty for a file whose lines say that."""
        return "" if self.sheet is None else f"{self.sheet}!A{line}"


def row_of(tables: Iterable[TableRows], section: str, index: int) -> tuple[TableRows, int] | None:
    """The table that an entry is a row of, and its line there; None for one that the ledger itself states."""
    for table in tables:
        if table.section == section and table.first <= index < table.first + len(table.lines):
            return table, table.lines[index - table.first]
    return None


class Table(BaseModel):
    """A spreadsheet or CSV file whose rows are entries of the ledger. A key of an entry is the same for all rows here."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    file: Text
    """The file, beside the ledger or below its folder: CSV, TSV, XLSX or ODS by its ending."""
    kind: Annotated[Section, *CHOICE]
    """What its rows are."""
    sheet: Text | None = None
    """The sheet of a workbook; without it the first that is not hidden."""
    header: Annotated[int, Checked(_row, {"type": "integer", "minimum": 1})] = 1
    """The row of the titles, counted from 1."""
    upper_header: Annotated[int | None, Checked(_row, {"type": "integer", "minimum": 1})] = None
    """A row above it with titles of several columns: `columns` names both, as in "2019 Paid"."""
    stop: Texts = ()
    """What the first filled cell of a row says from which on nothing is read, such as "TOTAL"."""
    where: CellsByTitle = {}
    """What a row must have in a column, by the column's title: a text, or one of a list; "" is a blank cell."""
    encoding: Text | None = None
    """The encoding of a CSV file, where it is not UTF-8."""
    numbers: Annotated[NumberStyle | None, Checked(_numbers, {"enum": list(NumberStyle)})] = None
    """How the table writes numbers, where that could be read in two ways."""
    dates: Text | None = None
    """How the table writes days, such as "%d/%m/%Y"."""
    others: Annotated[Others | None, Checked(_others, {"enum": list(Others)})] = None
    """With "as-named", a contributor that is neither a country nor declared is a body of that name."""
    columns: TextsByKey = {}
    """The title of the column that states a key; several are added."""
    strip: TextsByKey = {}
    """What is taken off the end of a cell, by key."""
    values: Meanings = {}
    """What a text in a cell is read as, by key; an empty text makes it a blank cell."""
    otherwise: MeaningByKey = {}
    """What a cell is read as that is blank or cannot be read, by key."""
    commitment: Text | None = None
    country: Text | None = None
    date: DayOrPeriod | None = None
    total: Level | None = None
    amount: Amount | None = None
    currency: Text | None = None
    value: Amount | None = None
    qualifier: Text | None = None
    outside: Text | None = None
    ref: Text | None = None
    source: Sources = ()
    note: Text | None = None
    status: Text | None = None
    part: Level | None = None
    due: DayOrPeriod | None = None
    stage: Text | None = None
