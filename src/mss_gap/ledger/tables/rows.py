"""From the rows of a grid to entries, as a `[[tables]]` block says: column by column, each different cell once."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from mss_gap.ledger.contributors import Contributors, fold
from mss_gap.ledger.model import Actual, Entry, Pledge, Qualifier, Status, keys_of
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.near import did_you_mean, list_names
from mss_gap.ledger.table import NOT_STATED, Meaning, Others, Section, Table
from mss_gap.ledger.tables.cells import CellError, date_in, number_in, text_of
from mss_gap.ledger.tables.grid import Cell, Grid, Unreadable
from mss_gap.ledger.tables.titles import titles_of
from mss_gap.ledger.values import LONGEST_SHOWN, is_url, shown

FIGURES = ("total", "amount", "part")
"""The keys whose blank cells leave a row out where all of them are blank."""
SUMS = ("total", "amount")
"""The keys of which a cell may say that they are not stated."""
NUMBERS = (*FIGURES, "value")
"""The keys that are numbers; several columns of one are added."""
_TEXTS = frozenset({"ref", "note", "outside", "stage"})
"""The keys that are what a cell says, whatever that is."""
WHY_LEFT_OUT = ("blank", "HXL tags", "excluded by where", "without a figure", "repeats another row", "after the stop")
"""Why rows are no entries, in the order in which it is told."""
NEEDED = ("commitment", "country", "date")
"""The keys of which a blank cell is a mistake: a row never becomes the whole mission's by accident."""
DATES = ("date", "due")
BLANK = frozenset({"", "-", "\u2013", "\u2014", ".", "n/a"})
"""What a cell says that says nothing."""
_KINDS = {Section.PLEDGES: Pledge, Section.ACTUALS: Actual}


CHOICES: Mapping[str, type[Status | Qualifier]] = MappingProxyType({"status": Status, "qualifier": Qualifier})
"""The keys that have one of some words."""
_MAY_BE_MORE = frozenset({None, Qualifier.EXACTLY, Qualifier.OVER, Qualifier.AT_LEAST})
"""How a figure is meant that more can be added to, and that is at least that much then."""
_Setter = Callable[[Entry, object], None]


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
    hidden_rows: int
    """How many rows that are entries the spreadsheet hides."""
    merged: int
    """How many rows have a text of a merged cell that begins in a row above."""
    not_found: tuple[str, ...]
    """What `where` and `stop` say, and no row has."""
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
    named: dict[str, str] = field(default_factory=dict)
    """The bodies that tables have named so far, by their folded names: another spelling is no other body."""


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
    not_found: list[str] = field(default_factory=list)
    counted_otherwise: Counter[str] = field(default_factory=Counter)

    def read(self) -> TableEntries:
        """All that the table adds, or all that is wrong with it."""
        columns = {key: self._indices(titles) for key, titles in self.table.columns.items()}
        filters = {
            title: (index, texts) for title, texts in self.table.where.items() for index in self._indices([title])
        }
        rows = [] if self.problems else self._rows(columns, filters)
        values = {key: self._column(key, indices, rows) for key, indices in columns.items()} if rows else {}
        entries, lines = ((), ()) if self.problems else self._entries(values, rows)
        below = max(0, len(self.grid.rows) - self.table.header)
        return TableEntries(
            rows=below,
            entries=entries,
            lines=lines,
            left_out={why: self.left_out[why] for why in WHY_LEFT_OUT if self.left_out[why]},
            bodies=tuple(self.bodies),
            rounded=self.rounded,
            hidden_rows=len(self.grid.hidden_rows.intersection(rows)),
            merged=len(self._merged_rows.intersection(rows)) if rows else 0,
            not_found=tuple(self.not_found),
            counted_otherwise=dict(self.counted_otherwise),
            problems=self.problems,
            kept=rows,
        )

    # Columns

    @cached_property
    def _titles(self) -> Sequence[str]:
        """The titles, each without spaces around it and line breaks in it; none where the row of titles is missing."""
        if self.table.header > len(self.grid.rows):
            return ()
        return titles_of(self.grid, self.table.header, self.table.upper_header)

    def _indices(self, titles: Sequence[str]) -> Sequence[int]:
        """The columns with some titles."""
        found: list[int] = []
        if not self._titles and self.table.header > len(self.grid.rows):
            if not self.problems:
                number = f"it has {len(self.grid.rows):,}" if self.grid.rows else "it is empty"
                self._wrong(
                    "unknown-column",
                    -1,
                    0,
                    f"there is no row {self.table.header:,}, which has the titles: {number}",
                    "correct `header`, the number of the row of titles" if self.grid.rows else "check the file",
                )
            return found
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
        self._wrong("unknown-column", row, 0, f"no column has the title {shown(title)}", hint)

    # Rows

    def _rows(
        self, columns: Mapping[str, Sequence[int]], filters: Mapping[str, tuple[int, tuple[str, ...]]]
    ) -> list[int]:
        """The indices of the rows that are entries; counts the others by why they are left out."""
        every, stop = self.grid.rows, frozenset(self.table.stop)
        figures = [index for key in NUMBERS for index in columns.get(key, ())]
        meant = frozenset(text for key in FIGURES for text in self.table.values.get(key, ()))
        says_otherwise = any(key in self.table.otherwise or getattr(self.table, key) is not None for key in FIGURES)
        leaves_out = bool(figures) and not says_otherwise
        rows = self._until_stop(range(self.table.header, len(every)), stop)
        allowed = [(self._cells_of(column, rows), frozenset(texts)) for column, texts in filters.values()]
        kept: list[int] = []
        for position, index in enumerate(rows):
            row = every[index]
            if _says_nothing(row[0] if row else "") and all(map(_says_nothing, row)):
                self.left_out["blank"] += 1
            elif not kept and is_tags(row):
                self.left_out["HXL tags"] += 1
            elif not all(text_of(cells[position]) in texts for cells, texts in allowed):
                self.left_out["excluded by where"] += 1
            elif leaves_out and all(_is_blank(row, column, meant) for column in figures):
                self.left_out["without a figure"] += 1
            else:
                kept.append(index)
        for (title, (_, texts)), (cells, _) in zip(filters.items(), allowed, strict=True):
            found = {text_of(cell) for cell in set(cells)}
            self.not_found += [f"{title} = {shown(text)}" for text in texts if text not in found]
        return kept

    def _until_stop(self, rows: range, stop: frozenset[str]) -> range:
        """The rows above the one whose first filled cell says to stop; counts the others as left out."""
        if not stop:
            return rows
        for index in rows:
            if next((text for cell in self.grid.rows[index] if (text := text_of(cell))), None) in stop:
                self.left_out["after the stop"] = rows.stop - index
                return range(rows.start, index)
        self.not_found += [shown(text) for text in self.table.stop]
        return rows

    # Cells

    def _column(self, key: str, indices: Sequence[int], rows: Sequence[int]) -> Sequence[object]:
        """The value of a key in each row; several columns are added. None where a cell says nothing."""
        read = [self._cells(key, index, rows) for index in indices]
        if len(read) == 1:
            return read[0]
        return [_together(parts) for parts in zip(*read, strict=True)]

    def _cells(self, key: str, column: int, rows: Sequence[int]) -> Sequence[object]:
        """The value of each cell of a column, each different cell read once."""
        cells = self._cells_of(column, rows, filled_down=key not in NUMBERS)
        times, table = Counter(cells), self.table
        values: dict[Cell, object] = {}
        wrong: dict[Cell, CellError] = {}
        plain = key in _TEXTS and not any(key in each for each in (table.strip, table.values, table.otherwise))
        for cell, number in times.items():
            if plain and isinstance(cell, str):
                text = cell.strip()
                values[cell] = None if text.casefold() in BLANK else text
                continue
            try:
                values[cell], rounded = self._value(key, cell)
                self.rounded += number * rounded
            except CellError as error:
                wrong[cell] = error
                values[cell] = None
        if wrong:
            self._tell(key, column, zip(rows, cells, strict=True), wrong)
        for cell, value in values.items():
            if isinstance(value, _Otherwise):
                self.counted_otherwise[key] += times[cell]
                values[cell] = value.meaning
        return [values[cell] for cell in cells]

    def _value(self, key: str, cell: Cell) -> tuple[object, bool]:
        """What a cell says of a key, and whether a number was rounded; raises `CellError`."""
        text = text_of(cell)
        stripped = text
        for ending in self.table.strip.get(key, ()):
            if stripped.endswith(ending):
                stripped = stripped.removesuffix(ending).strip()
                break
        meant = self.table.values.get(key, {})
        for each in (text, stripped):
            if each in meant:
                return self._of_block("values", key, meant[each]), False
        try:
            if stripped.casefold() in BLANK and not isinstance(cell, Unreadable):
                return self._blank(key), False
            return self._read(key, stripped if stripped != text else cell)
        except CellError:
            if key not in self.table.otherwise:
                raise
        return _Otherwise(self._of_block("otherwise", key, self.table.otherwise[key])), False

    def _of_block(self, name: str, key: str, meaning: Meaning) -> object:
        """What the block says that a cell stands for; raises `CellError`."""
        try:
            return self._meaning(key, meaning)
        except CellError as error:
            hint = f"correct {name}.{key} in the block of the table"
            raise CellError(error.code, f"{name}.{key}: {error.message}", hint) from None

    def _blank(self, key: str) -> object:
        """What a blank cell says: nothing where the key may be left out; raises `CellError` where it may not."""
        if key in NEEDED or key in self.table.otherwise:
            raise CellError("blank", f"the cell for `{key}` is blank")
        return None

    def _read(self, key: str, cell: Cell) -> tuple[object, bool]:
        if isinstance(cell, Unreadable) or key in NUMBERS:
            number, rounded = number_in(cell, self.table.numbers, self._currency)
            if number < 0 and key in ("total", "part"):
                raise CellError("negative", f"{shown(text_of(cell))} is below zero", "write a change as an `amount`")
            return number, rounded
        if key in DATES:
            return date_in(cell, self.table.dates), False
        return self._meaning(key, text_of(cell)), False

    def _meaning(self, key: str, meaning: Meaning) -> object:
        """What a text or a number of the ledger, or a text of a cell, stands for; raises `CellError`."""
        if key in NUMBERS:
            if meaning == NOT_STATED and key in SUMS:
                return NOT_STATED
            if isinstance(meaning, str):
                meaning = number_in(meaning, None, self._currency)[0]
            if meaning < 0 and key in ("total", "part"):
                raise CellError("negative", f"{shown(meaning)} is below zero", "write a change as an `amount`")
            return meaning
        text = f"{meaning:f}" if isinstance(meaning, Decimal) else meaning
        match key:
            case "date" | "due":
                return date_in(text, None)
            case "country":
                return self._contributor(text)
            case "status" | "qualifier":
                return _choice(CHOICES[key], key, text)
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
        text = " ".join(text.split())  # a name may go over several lines of a cell, and its body has one name
        codes = self.contributors.codes_of(text) or self.contributors.codes_of(without_ending(text))
        if len(codes) == 1:
            return codes[0]
        if not codes and _TOTAL.fullmatch(text):
            message = f"{shown(text)} is no contributor: this is a row of totals"
            raise CellError("row-of-totals", message, f"stop = {shown(text)} ends the table above it")
        if not codes and self.table.others is Others.AS_NAMED:
            body = self.declared.named.setdefault(fold(text) or text, text)
            self.bodies[body] = None
            return body
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
        """The currency that all of the table's numbers are of; None where there is none, or one a row."""
        if "currency" in self.table.columns:
            return None
        return self.table.currency or self.declared.units.get(self.table.commitment or "")

    def _cells_of(self, column: int, rows: Sequence[int], *, filled_down: bool = True) -> list[Cell]:
        """The cells of a column in some rows.

        What a merged cell says counts for each of its rows, where it is to be filled down: a figure counts once, in the
        first of them.
        """
        every = self.grid.rows
        cells: list[Cell] = [row[column] if column < len(row) else "" for row in (every[index] for index in rows)]
        source = self._merged.get(column) if filled_down else None
        if source:
            for position, index in enumerate(rows):
                row, at = source.get(index, (index, column))
                cells[position] = every[row][at] if at < len(every[row]) else ""
        return cells

    @cached_property
    def _merged(self) -> Mapping[int, Mapping[int, tuple[int, int]]]:
        """By column and row, the cell that says what a merged one does; without the columns of figures and others."""
        numbers = {index for key in NUMBERS for index in self._indices(self.table.columns.get(key, ()))}
        read = [*self.table.where, *(title for titles in self.table.columns.values() for title in titles)]
        of_texts = sorted(set(self._indices(read)) - numbers)
        source: dict[int, dict[int, tuple[int, int]]] = {}
        for first, last in self.grid.merged:
            for column in of_texts:
                if first[1] <= column <= last[1]:
                    rows = range(first[0], min(last[0] + 1, len(self.grid.rows)))
                    source.setdefault(column, {}).update(dict.fromkeys(rows, first))
        return source

    @cached_property
    def _merged_rows(self) -> frozenset[int]:
        """The rows that have a text of a merged cell that begins in a row above."""
        return frozenset(row for rows in self._merged.values() for row, (first, _) in rows.items() if row != first)

    # Entries

    def _entries(
        self, values: Mapping[str, Sequence[object]], rows: Sequence[int]
    ) -> tuple[tuple[Entry, ...], list[int]]:
        """An entry for each row; of rows with one `ref` that say the same, one."""
        stated = list(zip(*values.values(), strict=True)) if values else [()] * len(rows)
        kept = self._first_of_each_ref(values, stated, rows) if "ref" in values else range(len(rows))
        kind: type[Entry] = _KINDS[self.table.kind]
        constants = self._constants()
        fields = keys_of(kind)
        slots = {key: getattr(kind, key).__set__ for key in fields}
        same = [(slots[key], constants.get(key, each.default)) for key, each in fields.items() if key not in values]
        columns = [(slots[key], fields[key].default) for key in values]
        entries = []
        for position in kept:
            entry = kind.__new__(kind)
            for set_slot, value in same:
                set_slot(entry, value)
            for (set_slot, default), value in zip(columns, stated[position], strict=True):
                set_slot(entry, default if value is None or value is NOT_STATED else value)
            entries.append(entry)
        if "value" in values:
            self._worth(entries, slots)
        self._bound(entries, slots, qualified="qualifier" in constants)
        return tuple(entries), [self.grid.lines[rows[position]] for position in kept]

    def _worth(self, entries: Sequence[Entry], slots: Mapping[str, _Setter]) -> None:
        """Take a row that states only what it is worth at its worth, and no worth of a figure of 0.

        Feeds leave the original amount blank where it was given in the unit.
        """
        figures = [key for key in SUMS if key in self.table.columns]
        for entry in entries:
            amount = entry.amount if entry.total is None else entry.total
            if amount == 0 and entry.value == 0:
                # Nothing in one currency is nothing in any.
                slots["currency"](entry, None)
                slots["value"](entry, None)
            elif amount is None and entry.value is not None and len(figures) == 1:
                slots[figures[0]](entry, entry.value)
                slots["currency"](entry, None)
                slots["value"](entry, None)

    def _bound(self, entries: Sequence[Entry], slots: Mapping[str, _Setter], *, qualified: bool) -> None:
        """Qualify the figures that several columns state in part, and not the rows without a figure."""
        sums = [key for key in SUMS if len(self.table.columns.get(key, ())) > 1]
        for key, entry in ((key, entry) for key in sums for entry in entries):
            figure = getattr(entry, key)
            if isinstance(figure, _AtLeast):
                slots[key](entry, figure.known)
                if entry.qualifier in _MAY_BE_MORE:
                    slots["qualifier"](entry, Qualifier.AT_LEAST)
                else:  # it may be less, too
                    slots[key](entry, None)
        if qualified or sums:
            for entry in entries:
                if entry.total is None and entry.amount is None:
                    slots["qualifier"](entry, None)

    def _first_of_each_ref(
        self, values: Mapping[str, Sequence[object]], stated: Sequence[tuple[object, ...]], rows: Sequence[int]
    ) -> list[int]:
        """The rows without a `ref`, and the first of those with each; the others must give the same entry."""
        of_ref = [position for position, key in enumerate(values) if key in ("commitment", "stage", "ref")]
        refs = values["ref"]
        first: dict[tuple[object, ...], tuple[object, ...]] = {}
        kept = []
        for position, row in enumerate(stated):
            if refs[position] is None:
                kept.append(position)
                continue
            key = tuple(row[each] for each in of_ref)
            said = tuple(None if value is NOT_STATED else value for value in row)
            if key not in first:
                first[key] = said
                kept.append(position)
            elif first[key] == said:
                self.left_out["repeats another row"] += 1
            else:
                self._differs(str(refs[position]), rows[position])
        return kept

    def _differs(self, ref: str, row: int) -> None:
        """Note that a row has the ref of another one and says something else."""
        (column,) = self._indices(self.table.columns["ref"])
        self._wrong(
            "two-refs",
            row,
            column,
            f"another row has the ref {shown(ref)}, too, and gives another entry",
            "correct the rows; or take columns.ref out, if every row is to count by itself",
        )

    def _constants(self) -> dict[str, object]:
        """What is the same for all rows."""
        stated = {key: getattr(self.table, key) for key in keys_of(_KINDS[self.table.kind])}
        constants = {key: value for key, value in stated.items() if value not in (None, ())}
        for key, choices in CHOICES.items():
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


@dataclass(frozen=True, slots=True)
class _Otherwise:
    """What a cell is read as that `otherwise` says it for."""

    meaning: object


_GOVERNMENT = re.compile(r"(?:,|\s+-)\s+Government of$", re.IGNORECASE)
"""How feeds end the name of a country that gives as a state."""
_TOTAL = re.compile(r"(?:(?:grand|sub)[ -]?)?totals?\b[^a-z]*", re.IGNORECASE)
"""What a row of totals says in place of a contributor."""
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


def _says_nothing(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _is_blank(row: Sequence[Cell], column: int, meant: frozenset[str]) -> bool:
    """Whether a cell of a column of figures says nothing, in a table whose `values` explain some texts."""
    cell = row[column] if column < len(row) else ""
    return isinstance(cell, str) and (text := cell.strip()).casefold() in BLANK and text not in meant


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
            "not-a-choice", f"{shown(text)} is not a {key}", f"write {list_names(frozenset(known))}"
        ) from None


def _hint(key: str, cell: Cell) -> str:
    """What to write into the block for a cell that its column cannot mean."""
    text = text_of(cell)
    if text.casefold() in BLANK:
        return f"otherwise.{key} = {_example(key)} counts it as that"
    says = " says which day that is" if key in DATES else ""
    return f"values.{key} = {{ {_quoted(text)} = {_example(key)} }}{says}"


def _example(key: str) -> str:
    """What a cell may be read as."""
    return '"not-stated"' if key in SUMS else "0" if key in NUMBERS else '"…"'


def _quoted(text: str) -> str:
    """A text as a key of TOML that can be copied; shortened where it is long."""
    return shown(text) if len(text) > LONGEST_SHOWN else f'"{_ESCAPED.sub(_escape, text)}"'


_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    return f"\\{letter}" if letter in '"\\' else f"\\u{ord(letter):04X}"
