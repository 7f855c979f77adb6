"""From the rows of a grid to entries, as a `[[tables]]` block says: column by column, each different cell once."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.model import Actual, Entry, Pledge, Qualifier, Status, keys_of
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.near import did_you_mean, list_names
from mss_gap.ledger.table import NOT_STATED, Meaning, Others, Section, Table
from mss_gap.ledger.tables.cells import CellError, date_in, number_in, text_of
from mss_gap.ledger.tables.grid import Cell, Grid, Unreadable
from mss_gap.ledger.values import is_url, shown

FIGURES = ("total", "amount", "part")
"""The keys whose blank cells leave a row out where all of them are blank."""
NUMBERS = (*FIGURES, "value")
NEEDED = ("commitment", "country", "date")
"""The keys of which a blank cell is a mistake: a row never becomes the whole mission's by accident."""
DATES = ("date", "due")
BLANK_FIGURES = frozenset({"", "-", "\u2013", "\u2014", ".", "n/a"})
_KINDS = {Section.PLEDGES: Pledge, Section.ACTUALS: Actual}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something that is wrong with a cell, or with a table as a whole."""

    code: str
    place: str
    """The cell, such as `donors.xlsx:2025!C14`, or the file."""
    line: int
    column: int
    message: str
    hint: str
    row: Sequence[str] = ()
    """The texts of the row, for an excerpt."""


@dataclass(frozen=True, slots=True)
class TableEntries:
    """What a table adds to a ledger."""

    rows: int
    """The rows below the titles."""
    entries: tuple[Entry, ...]
    lines: Sequence[int]
    """The line, or the number of the row, of each entry."""
    left_out: Mapping[str, int]
    """How many rows are no entries, by why."""
    bodies: tuple[str, ...]
    """Contributors that are neither countries nor declared, and count under their names."""
    rounded: int
    """How many numbers of a spreadsheet had more than 6 decimals and were rounded."""
    counted_otherwise: Mapping[str, int]
    """How many cells were read as `otherwise` says, by key."""
    problems: Sequence[CellProblem]
    kept: Sequence[int]
    """The indices of the rows that are not left out, whether or not they can be read."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """What the cells of a table may refer to."""

    bodies: Mapping[str, str]
    """The names of declared contributors by code."""
    units: Mapping[str, str]
    """The unit of each commitment."""
    sources: frozenset[str]
    """The ids of sources."""


def entries_of(table: Table, grid: Grid, declared: Declarations) -> TableEntries:
    """The entries in a grid, or all that is wrong with it."""
    return _TableReader(table, grid, Contributors(declared.bodies), declared).read()


@dataclass
class _TableReader:
    table: Table
    grid: Grid
    contributors: Contributors
    declared: Declarations
    problems: list[CellProblem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, None] = field(default_factory=dict)
    rounded: int = 0
    counted_otherwise: Counter[str] = field(default_factory=Counter)

    def read(self) -> TableEntries:
        """All that the table adds, or all that is wrong with it."""
        columns = {key: self._indices(titles) for key, titles in self.table.columns.items()}
        filters = {index: texts for title, texts in self.table.where.items() for index in self._indices([title])}
        rows = [] if self.problems else self._rows(columns, filters)
        values = {key: self._column(key, indices, rows) for key, indices in columns.items()} if rows else {}
        entries, lines = ((), ()) if self.problems else self._entries(values, rows)
        below = max(0, len(self.grid.rows) - self.table.header)
        return TableEntries(
            rows=below,
            entries=entries,
            lines=lines,
            left_out=dict(self.left_out),
            bodies=tuple(self.bodies),
            rounded=self.rounded,
            counted_otherwise=dict(self.counted_otherwise),
            problems=self.problems,
            kept=rows,
        )

    # Columns

    @cached_property
    def _titles(self) -> Sequence[str]:
        """The titles, each without spaces around it and line breaks in it; none where the row of titles is missing."""
        rows = self.grid.rows
        if self.table.header > len(rows):
            return ()
        return [" ".join(text_of(cell).split()) for cell in rows[self.table.header - 1]]

    def _indices(self, titles: Sequence[str]) -> Sequence[int]:
        """The columns with some titles."""
        found = []
        for title in titles:
            wanted = " ".join(title.split())
            at = [index for index, each in enumerate(self._titles) if each == wanted]
            if len(at) == 1:
                found += at
            elif at:
                self._wrong(
                    "two-columns",
                    self.table.header - 1,
                    at[1],
                    f"two columns have the title {shown(wanted)}",
                    "give one of them another title in the file",
                )
            else:
                self._missing(wanted)
        return found

    def _missing(self, title: str) -> None:
        row = self.table.header - 1
        elsewhere = next(
            (
                number
                for number, cells in enumerate(self.grid.rows[:MOST_SEARCHED], start=1)
                if number != self.table.header and any(" ".join(text_of(cell).split()) == title for cell in cells)
            ),
            None,
        )
        if elsewhere is not None:
            hint = f"row {elsewhere} has it: write header = {elsewhere}"
        else:
            known = frozenset(filter(None, self._titles))
            hint = did_you_mean(title, known, f"the titles are {list_names(known)}" if known else "the row is empty")
        self._wrong(
            "unknown-column", min(row, len(self.grid.rows) - 1), 0, f"no column has the title {shown(title)}", hint
        )

    # Rows

    def _rows(self, columns: Mapping[str, Sequence[int]], filters: Mapping[int, tuple[str, ...]]) -> list[int]:
        """The indices of the rows that are entries; counts the others by why they are left out."""
        every, stop = self.grid.rows, frozenset(self.table.stop)
        first = self.table.header
        figures = [index for key in FIGURES for index in columns.get(key, ()) if key not in self.table.otherwise]
        meant = frozenset(text for key in FIGURES for text in self.table.values.get(key, ()))
        has_figures = any(key in columns for key in FIGURES) and not any(key in self.table.otherwise for key in FIGURES)
        kept: list[int] = []
        for index in range(first, len(every)):
            row = every[index]
            filled = next((cell for cell in row if cell != "" and text_of(cell)), None)
            if filled is None:
                self.left_out["blank"] += 1
            elif stop and text_of(filled) in stop:
                self.left_out["after the stop"] += len(every) - index
                break
            elif not kept and is_tags(row):
                self.left_out["HXL tags"] += 1
            elif not all(_text_at(row, column) in texts for column, texts in filters.items()):
                self.left_out["excluded by where"] += 1
            elif has_figures and all(_is_blank(row, column, meant) for column in figures):
                self.left_out["without a figure"] += 1
            else:
                kept.append(index)
        return kept

    # Cells

    def _column(self, key: str, indices: Sequence[int], rows: Sequence[int]) -> Sequence[object]:
        """The value of a key in each row; several columns are added. None where a cell says nothing."""
        read = [self._cells(key, index, rows) for index in indices]
        if len(read) == 1:
            return read[0]
        return [_together(parts) for parts in zip(*read, strict=True)]

    def _cells(self, key: str, column: int, rows: Sequence[int]) -> Sequence[object]:
        """The value of each cell of a column, each different cell read once."""
        every = self.grid.rows
        cells = self._filled_down(key, column, rows) or [
            row[column] if column < len(row) else "" for row in (every[index] for index in rows)
        ]
        values: dict[Cell, object] = {}
        wrong: dict[Cell, CellError] = {}
        for cell in dict.fromkeys(cells):
            try:
                values[cell] = self._value(key, cell)
            except CellError as error:
                wrong[cell] = error
                values[cell] = None
        if wrong:
            self._tell(key, column, zip(rows, cells, strict=True), wrong)
        if key in self.table.otherwise:
            times = Counter(cells)
            self.counted_otherwise[key] += sum(times[cell] for cell in values if values[cell] is _OTHERWISE)
            instead = self._meaning(key, self.table.otherwise[key])
            values = {cell: instead if value is _OTHERWISE else value for cell, value in values.items()}
        return [values[cell] for cell in cells]

    def _value(self, key: str, cell: Cell) -> object:
        """What a cell says of a key; raises `CellError`."""
        text = text_of(cell)
        stripped = text
        for ending in self.table.strip.get(key, ()):
            if stripped.endswith(ending):
                stripped = stripped.removesuffix(ending).strip()
                break
        meant = self.table.values.get(key, {})
        for each in (text, stripped):
            if each in meant:
                return self._meaning(key, meant[each])
        try:
            if stripped == "" and not isinstance(cell, Unreadable):
                return self._blank(key)
            return self._read(key, stripped if stripped != text else cell)
        except CellError:
            if key in self.table.otherwise:
                return _OTHERWISE
            raise

    def _blank(self, key: str) -> object:
        """What a blank cell says: nothing where the key may be left out; raises `CellError` where it may not."""
        if key in self.table.otherwise:
            return _OTHERWISE
        if key in NEEDED:
            raise CellError("blank", f"the cell for `{key}` is blank")
        return None

    def _read(self, key: str, cell: Cell) -> object:
        if isinstance(cell, Unreadable) or key in NUMBERS:
            if key in FIGURES and isinstance(cell, str) and cell.casefold() in BLANK_FIGURES:
                return None
            number, rounded = number_in(cell, self.table.numbers, self._currency)
            self.rounded += rounded
            if number < 0 and key in ("total", "part"):
                raise CellError("negative", f"{shown(text_of(cell))} is below zero", "write a change as an `amount`")
            return number
        if key in DATES:
            return date_in(cell, self.table.dates)
        return self._meaning(key, text_of(cell))

    def _meaning(self, key: str, meaning: Meaning) -> object:
        """What a text or a number of the ledger, or a text of a cell, stands for; raises `CellError`."""
        if key in NUMBERS:
            if meaning == NOT_STATED:
                return NOT_STATED
            return (
                meaning if isinstance(meaning, Decimal) else number_in(meaning, self.table.numbers, self._currency)[0]
            )
        text = f"{meaning:f}" if isinstance(meaning, Decimal) else meaning
        match key:
            case "date" | "due":
                return date_in(text, None)
            case "country":
                return self._contributor(text)
            case "status":
                return _choice(Status, key, text)
            case "qualifier":
                return _choice(Qualifier, key, text)
            case _:
                return self._reference(key, text)

    def _reference(self, key: str, text: str) -> object:
        """What a text refers to, or the text; raises `CellError`."""
        if key == "commitment" and text not in self.declared.units:
            raise CellError("unknown-commitment", f"there is no commitment {shown(text)}")
        if key == "currency":
            if not is_currency(text.upper()):
                raise CellError("unknown-currency", f"{shown(text)} is not the code of a currency")
            return text.upper()
        if key == "source":
            if text not in self.declared.sources and not is_url(text):
                raise CellError("unknown-source", f"{shown(text)} is not the id of a source or an address")
            return (text,)
        return text

    def _contributor(self, text: str) -> str:
        codes = self.contributors.codes_of(text) or self.contributors.codes_of(without_ending(text))
        if len(codes) == 1:
            return codes[0]
        if not codes and self.table.others is Others.AS_NAMED:
            self.bodies[text] = None
            return text
        if codes:
            names = ", or ".join(f'"{code}" for {self.contributors.name(code)}' for code in codes)
            hint = f"values.country = {{ {shown(text)} = … }}: {names}"
            raise CellError("unknown-contributor", f"{shown(text)} may be several contributors", hint)
        hint = (
            f'values.country = {{ {shown(text)} = "…" }} says who that is; others = "as-named" counts it under its name'
        )
        raise CellError("unknown-contributor", f"{shown(text)} is not a country or a declared contributor", hint)

    @property
    def _currency(self) -> str | None:
        """The currency that the table's numbers are of, if it is one."""
        return self.table.currency or self.declared.units.get(self.table.commitment or "")

    def _filled_down(self, key: str, column: int, rows: Sequence[int]) -> Sequence[Cell] | None:
        """The cells of a column where some are merged: what a merged cell says counts for each of its rows.

        A figure counts once, in the first of them. None where none is merged.
        """
        merged = [(first, last) for first, last in self.grid.merged if first[1] <= column <= last[1]]
        if key in NUMBERS or not merged:
            return None
        every = self.grid.rows
        source = {row: first for first, last in merged for row in range(first[0], last[0] + 1)}
        places = [source.get(index, (index, column)) for index in rows]
        return [every[row][at] if at < len(every[row]) else "" for row, at in places]

    # Entries

    def _entries(
        self, values: Mapping[str, Sequence[object]], rows: Sequence[int]
    ) -> tuple[tuple[Entry, ...], list[int]]:
        """An entry for each row; of rows with one `ref` that say the same, one."""
        kind: type[Entry] = _KINDS[self.table.kind]
        constants = self._constants()
        fields = keys_of(kind)
        slots = {key: getattr(kind, key).__set__ for key in fields}
        same = [(slots[key], constants.get(key, each.default)) for key, each in fields.items() if key not in values]
        defaults = {key: each.default for key, each in fields.items()}
        columns = [(slots[key], defaults[key]) for key in values]
        entries, lines = [], []
        by_ref: dict[object, list[Entry]] = {}
        for index, row in zip(rows, zip(*values.values(), strict=True) if values else ((),) * len(rows), strict=True):
            entry = kind.__new__(kind)
            for set_slot, value in same:
                set_slot(entry, value)
            for (set_slot, default), value in zip(columns, row, strict=True):
                if value is None or value is NOT_STATED:
                    set_slot(entry, default)
                elif isinstance(value, _AtLeast):
                    set_slot(entry, value.known)
                    slots["qualifier"](entry, Qualifier.AT_LEAST)
                else:
                    set_slot(entry, value)
            if entry.ref is not None:
                alike = by_ref.setdefault(entry.ref, [])
                if entry in alike:
                    self.left_out["repeats another row"] += 1
                    continue
                alike.append(entry)
            entries.append(entry)
            lines.append(self.grid.lines[index])
        return tuple(entries), lines

    def _constants(self) -> dict[str, object]:
        """What is the same for all rows."""
        stated = {key: getattr(self.table, key) for key in keys_of(_KINDS[self.table.kind])}
        constants = {key: value for key, value in stated.items() if value not in (None, ())}
        for key, choices in (("status", Status), ("qualifier", Qualifier)):
            if key in constants:
                constants[key] = choices(constants[key])
        return constants

    # Problems

    def _tell(self, key: str, column: int, cells: Iterable[tuple[int, Cell]], wrong: Mapping[Cell, CellError]) -> None:
        """A problem for each different cell that cannot be read, at the first of its rows."""
        first: dict[Cell, int] = {}
        times = Counter[Cell]()
        for row, cell in cells:
            if cell in wrong:
                first.setdefault(cell, row)
                times[cell] += 1
        for cell, error in wrong.items():
            rows = "1 more row" if times[cell] == 2 else f"{times[cell] - 1:,} more rows"  # noqa: PLR2004 - both
            more = f", here and in {rows}" if times[cell] > 1 else ""
            hint = error.hint or _hint(key, cell)
            self._wrong(error.code, first[cell], column, f"{error.message}{more}", hint)

    def _wrong(self, code: str, row: int, column: int, message: str, hint: str) -> None:
        grid = self.grid
        cells: Sequence[Cell] = grid.rows[row] if row >= 0 else ()
        place, line = (grid.place_of(row, column), grid.lines[row]) if row >= 0 else (grid.name, 1)
        texts = tuple(text_of(cell) for cell in cells)
        self.problems.append(CellProblem(code, place, line, column + 1, message, hint, texts))


@dataclass(frozen=True, slots=True)
class _AtLeast:
    """A figure of several columns, one of which does not say how much."""

    known: Decimal


class _Otherwise:
    """Marks a cell that is read as `otherwise` says."""


_OTHERWISE = _Otherwise()
_GOVERNMENT = re.compile(r"(?:,|\s+-)\s+Government of$", re.IGNORECASE)
"""How feeds end the name of a country that gives as a state."""
MOST_SEARCHED = 50
"""Rows that are searched for a title that is missing."""


def _together(parts: Sequence[object]) -> object:
    """What several columns of a figure come to in a row; a blank one counts for nothing."""
    stated = [part for part in parts if part is not None]
    known = [part for part in stated if isinstance(part, Decimal)]
    if not known:
        return stated[0] if stated else None
    together = sum(known, Decimal(0))
    return _AtLeast(together) if len(known) < len(stated) else together


def _text_at(row: Sequence[Cell], column: int) -> str:
    return text_of(row[column]) if column < len(row) else ""


def _is_blank(row: Sequence[Cell], column: int, meant: frozenset[str]) -> bool:
    """Whether a cell of a column of figures says nothing, in a table whose `values` explain some texts."""
    text = _text_at(row, column) if column >= len(row) or isinstance(row[column], str) else None
    return text is not None and text not in meant and text.casefold() in BLANK_FIGURES


def without_ending(name: str) -> str:
    """The name of a country without what feeds put at its end.

    >>> without_ending("Canada, Government of")
    'Canada'
    """
    return _GOVERNMENT.sub("", name)


def is_tags(row: Sequence[Cell]) -> bool:
    """Whether a row has HXL tags, such as #org and #value."""
    texts = [text for cell in row if (text := text_of(cell))]
    return bool(texts) and all(text.startswith("#") and text[1:2].isalpha() for text in texts)


def _choice(choices: type[Status | Qualifier], key: str, text: str) -> object:
    try:
        return choices(text)
    except ValueError:
        known = [str(each) for each in choices]
        raise CellError(
            "unknown-word", f"{shown(text)} is not a {key}", f"write {list_names(frozenset(known))}"
        ) from None


def _hint(key: str, cell: Cell) -> str:
    """What to write into the block for a cell that its column cannot mean."""
    text = text_of(cell)
    meanings = {"country": '"…"', "date": '"2025"', "due": '"2025"'}
    meaning = meanings.get(key, '"not-stated"' if key in NUMBERS else '"…"')
    return f"otherwise.{key} = {meaning}" if not text else f"values.{key} = {{ {shown(text)} = {meaning} }}"
