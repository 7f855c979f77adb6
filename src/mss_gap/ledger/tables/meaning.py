"""What a cell means for a key of an entry, as a block says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from mss_gap.ledger.check import shown
from mss_gap.ledger.contributors import Contributors, fold
from mss_gap.ledger.entry import Qualifier, Status
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.near import list_names
from mss_gap.ledger.table import NOT_STATED, Meaning, Others, Table
from mss_gap.ledger.tables.cell_dates import date_in, plain_days
from mss_gap.ledger.tables.cell_numbers import number_in, plain_numbers
from mss_gap.ledger.tables.cells import CellError, text_of
from mss_gap.ledger.tables.faults import in_toml
from mss_gap.ledger.tables.grid import Cell, Unreadable
from mss_gap.ledger.tables.keys import BLANK, CHOICES, DATES, LEVELS, LONGEST_BLANK, NEEDED, NUMBERS, SUMS, TEXTS
from mss_gap.ledger.texts import is_url


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


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a cell is read as that `otherwise` says it for."""

    meaning: object


class Meanings:
    """What the cells of a table mean."""

    def __init__(self, table: Table, declared: Declarations, altered: frozenset[str] = frozenset()) -> None:
        """`altered` has the texts that have a part in superscript or subscript, or struck out."""
        self._table, self._declared, self._altered = table, declared, altered
        self._contributors = Contributors(declared.bodies)
        self.bodies: dict[str, None] = {}
        """Contributors that are neither countries nor declared, and count under their names, as they are met."""

    def plain(self, key: str, cells: Iterable[Cell]) -> Mapping[str, object]:
        """The meaning of each cell that is a plain number, a plain day, or a text that means itself, as most are."""
        table = self._table
        if any(key in said for said in (table.strip, table.values, table.otherwise)):
            return {}
        texts = [cell for cell in set(cells) if isinstance(cell, str)]
        if key in TEXTS:
            return {text: _itself(text) for text in texts}
        if self._altered:
            return {}
        if key in NUMBERS:
            numbers = plain_numbers(texts, table.numbers)
            return {text: number for text, number in numbers.items() if number >= 0} if key in LEVELS else numbers
        return plain_days(texts, table.dates) if key in DATES else {}

    def of(self, key: str, cell: Cell) -> tuple[object, bool]:
        """What a cell says of a key, and whether a number was rounded; raises `CellError`."""
        text, stripped, meaning = self._texts(key, cell)
        if meaning is not None and meaning != "":
            return self._of_block("values", key, meaning), False
        try:
            if self._is_blank(cell, stripped, meaning):
                return self._blank(key), False
            if text in self._altered and (key in NUMBERS or key in DATES):
                raise _altered(key, text)
            return self._read(key, stripped if stripped != text else cell)
        except CellError:
            if key not in self._table.otherwise:
                raise
        return Otherwise(self._of_block("otherwise", key, self._table.otherwise[key])), False

    def is_blank(self, key: str, cell: Cell) -> bool:
        """Whether a cell says nothing of a key."""
        _, stripped, meaning = self._texts(key, cell)
        return self._is_blank(cell, stripped, meaning)

    def _is_blank(self, cell: Cell, stripped: str, meaning: Meaning | None) -> bool:
        return meaning == "" or (meaning is None and stripped.casefold() in BLANK and not isinstance(cell, Unreadable))

    def _texts(self, key: str, cell: Cell) -> tuple[str, str, Meaning | None]:
        """A cell as text, without the ending that the block strips, and what the block says that it means."""
        text = stripped = text_of(cell)
        for ending in self._table.strip.get(key, ()):
            if text.endswith(ending):
                stripped = text.removesuffix(ending).strip()
                break
        meant = self._table.values.get(key, {})
        return text, stripped, meant.get(text, meant.get(stripped))

    def _of_block(self, name: str, key: str, meaning: Meaning) -> object:
        """What the block says that a cell means; raises `CellError`."""
        try:
            return self._meaning(key, meaning)
        except CellError as error:
            hint = f"correct {name}.{key} in the block of the table"
            raise CellError(error.code, f"{name}.{key}: {error.message}", hint) from None

    def _blank(self, key: str) -> object:
        """What a blank cell says: nothing where the key may be left out; raises `CellError` where it may not."""
        if key in NEEDED or key in self._table.otherwise:
            raise CellError("blank", f"the cell for `{key}` is blank")
        return None

    def _read(self, key: str, cell: Cell) -> tuple[object, bool]:
        if isinstance(cell, Unreadable) or key in NUMBERS:
            number, rounded = number_in(cell, self._table.numbers, self._currency)
            if key in LEVELS and number < 0:
                raise CellError("negative", f"{shown(text_of(cell))} is below zero", "write a change as an `amount`")
            return number, rounded
        if key in DATES:
            return date_in(cell, self._table.dates), False
        return self._meaning(key, text_of(cell)), False

    def _meaning(self, key: str, meaning: Meaning) -> object:
        """What a text or a number of the ledger, or a text of a cell, means; raises `CellError`."""
        if key in NUMBERS:
            if meaning == NOT_STATED and key in SUMS:
                return NOT_STATED
            if isinstance(meaning, str):
                meaning = number_in(meaning, None, self._currency)[0]
            if key in LEVELS and meaning < 0:
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
        if key == "commitment" and text not in self._declared.units:
            raise CellError("unknown-commitment", f"there is no commitment {shown(text)}")
        if key == "currency":
            if not is_currency(text.upper()):
                raise CellError("unknown-currency", f"{shown(text)} is not the code of a currency")
            return text.upper()
        if key == "source":
            if text not in self._declared.sources and not is_url(text):
                raise CellError("unknown-source", f"{shown(text)} is not the id of a source or an address")
            return (text,)
        return text

    def _contributor(self, text: str) -> str:
        text = " ".join(text.split())  # a name may go over several lines of a cell, and its body has one name
        codes = self._contributors.codes_of(text) or self._contributors.codes_of(without_ending(text))
        if len(codes) == 1:
            return codes[0]
        if not codes and _TOTAL.fullmatch(text):
            message = f"{shown(text)} is no contributor: this is a row of totals"
            raise CellError("row-of-totals", message, f"stop = {in_toml(text)} ends the table above it")
        if not codes and self._table.others is Others.AS_NAMED:
            body = self._declared.named.setdefault(fold(text) or text, text)
            self.bodies[body] = None
            return body
        if codes:
            names = ", or ".join(f'"{code}" for {self._contributors.name(code)}' for code in codes)
            hint = f"values.country = {{ {in_toml(text)} = … }}: {names}"
            raise CellError("unknown-contributor", f"{shown(text)} may be several contributors", hint)
        hint = f'values.country = {{ {in_toml(text)} = "…" }} says who that is; others = "as-named" counts it under its name'
        raise CellError("unknown-contributor", f"{shown(text)} is not a country or a declared contributor", hint)

    @cached_property
    def _currency(self) -> str | None:
        """The currency of all numbers of the table; None where there is none, or each row has its own."""
        if "currency" in self._table.columns:
            return None
        return self._table.currency or self._declared.units.get(self._table.commitment or "")


_GOVERNMENT = re.compile(r"(?:,|\s+-)\s+Government of$", re.IGNORECASE)
"""How feeds end the name of a country that gives as a state."""
_TOTAL = re.compile(r"(?:(?:grand|sub)[ -]?)?totals?\b[^a-z]*", re.IGNORECASE)
"""What a row of totals says in place of a contributor."""


def without_ending(name: str) -> str:
    """The name of a country without what feeds put at its end.

    >>> without_ending("Canada, Government of")
    'Canada'
    """
    return _GOVERNMENT.sub("", name)


def _itself(text: str) -> str | None:
    """A text that means itself; None where it says nothing."""
    text = text_of(text)
    return None if len(text) <= LONGEST_BLANK and text.casefold() in BLANK else text


def _altered(key: str, text: str) -> CellError:
    """What is wrong with a number or a date in which a part is not meant as the rest is."""
    code, what = ("not-a-date", "date") if key in DATES else ("not-a-number", "number")
    message = f"{shown(text)} may be another {what}: a part of it is superscript, subscript or struck out"
    hint = f'values.{key} = {{ {in_toml(text)} = "…" }} says which; or correct the cell'
    return CellError(code, message, hint)


def _choice(choices: type[Status | Qualifier], key: str, text: str) -> object:
    try:
        return choices(text)
    except ValueError:
        known = [str(each) for each in choices]
        raise CellError(
            "not-a-choice", f"{shown(text)} is not a {key}", f"write {list_names(frozenset(known))}"
        ) from None
