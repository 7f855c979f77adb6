"""Makes entries of the columns of a table, once their cells are read."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat

from mss_gap.ledger.entry import Entry, Qualifier
from mss_gap.ledger.model import keys_of
from mss_gap.ledger.table import NOT_STATED, Table
from mss_gap.ledger.tables.keys import CHOICES, KINDS, SUMS

Column = Sequence[object]
"""The value of a key in each row; None where its cell says nothing."""
_Setter = Callable[[Entry, object], None]
_MAY_BE_MORE = frozenset({None, Qualifier.EXACTLY, Qualifier.OVER, Qualifier.AT_LEAST})
"""The qualifiers of figures to which an unstated one can be added: the sum is then at least the figure."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A figure of several columns; one of them does not say how much."""

    known: Decimal


def added(columns: Sequence[Column]) -> Column:
    """What several columns of a figure come to in each row; a blank cell counts for nothing."""
    together, *others = columns
    for column in others:
        together = [
            one + other if type(one) is type(other) is Decimal else _added(one, other)
            for one, other in zip(together, column, strict=True)
        ]
    return together


def _added(one: object, other: object) -> object:
    """What two figures come to; one of them, or both, may not be stated."""
    if one is None or other is None:
        return other if one is None else one
    known = [each.known if isinstance(each, AtLeast) else each for each in (one, other) if each is not NOT_STATED]
    if not known:
        return NOT_STATED
    return AtLeast(sum((each for each in known if isinstance(each, Decimal)), Decimal(0)))


@dataclass(frozen=True, slots=True)
class FirstOfEachRef:
    """Of rows with one `ref` that say the same, the first."""

    positions: Sequence[int]
    repeated: int
    """How many rows say what another one does."""
    differing: Sequence[int]
    """The rows with the `ref` of another one that say something else."""


def first_of_each_ref(columns: Mapping[str, Column]) -> FirstOfEachRef:
    """The rows without a `ref`, and the first of those with each; the others must give the same entry."""
    refs = columns["ref"]
    positions = range(len(refs))
    if len(set(refs)) == len(refs):
        return FirstOfEachRef(positions, 0, ())
    keys = list(zip(*(columns[key] for key in ("commitment", "stage", "ref") if key in columns), strict=True))
    rows = list(zip(*columns.values(), strict=True))
    first: dict[tuple[object, ...], int] = {}
    kept, differing = [], []
    for position in positions:
        before = position if refs[position] is None else first.setdefault(keys[position], position)
        if before == position:
            kept.append(position)
        elif rows[before] != rows[position]:
            differing.append(position)
    return FirstOfEachRef(kept, len(refs) - len(kept) - len(differing), differing)


def make_entries(table: Table, columns: Mapping[str, Column], number: int) -> tuple[Entry, ...]:
    """So many entries, of what the block says for all rows and what the columns say for each.

    Every value is checked by now. Only setting the slots makes a frozen entry without a second check.
    """
    kind = KINDS[table.kind]
    fields, constants = keys_of(kind), _constants(table)
    slots: dict[str, _Setter] = {key: getattr(kind, key).__set__ for key in fields}
    entries: list[Entry] = list(map(kind.__new__, repeat(kind, number)))
    for key, field in fields.items():
        column = columns.get(key)
        if column is None:
            _set_all(slots[key], entries, repeat(constants.get(key, field.default)))
        elif field.default is None or field.is_required():
            _set_all(slots[key], entries, column)
        else:
            _set_all(slots[key], entries, (field.default if value is None else value for value in column))
    if "value" in columns:
        _take_worth(entries, slots, table)
    _qualify(entries, slots, table, columns)
    return tuple(entries)


def _set_all(set_slot: _Setter, entries: Iterable[Entry], values: Iterable[object]) -> None:
    deque(map(set_slot, entries, values), maxlen=0)


def without_unstated(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns, with nothing where a figure is said not to be stated."""
    return {
        key: [None if value is NOT_STATED else value for value in column] if key in SUMS else column
        for key, column in columns.items()
    }


def _constants(table: Table) -> dict[str, object]:
    """What is the same for all rows."""
    stated = {key: getattr(table, key) for key in keys_of(KINDS[table.kind])}
    constants = {key: value for key, value in stated.items() if value not in (None, ())}
    for key, choices in CHOICES.items():
        if key in constants:
            constants[key] = choices(constants[key])
    return constants


def _take_worth(entries: Sequence[Entry], slots: Mapping[str, _Setter], table: Table) -> None:
    """Take a row that states only what it is worth at its worth, and no worth of a figure of 0.

    Feeds leave the original amount blank where it was given in the unit.
    """
    figures = [key for key in SUMS if key in table.columns]
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


def _qualify(
    entries: Sequence[Entry], slots: Mapping[str, _Setter], table: Table, columns: Mapping[str, Column]
) -> None:
    """Qualify the figures that several columns state in part, and not the rows without a figure."""
    sums = [key for key in SUMS if key in columns and len(table.columns[key]) > 1]
    for key in sums:
        for entry, figure in zip(entries, columns[key], strict=True):
            if isinstance(figure, AtLeast):
                slots[key](entry, figure.known)
                if entry.qualifier in _MAY_BE_MORE:
                    slots["qualifier"](entry, Qualifier.AT_LEAST)
                else:  # it may be less, too
                    slots[key](entry, None)
    if table.qualifier is not None or (sums and "qualifier" in columns):
        for entry in entries:
            if entry.total is None and entry.amount is None:
                slots["qualifier"](entry, None)
