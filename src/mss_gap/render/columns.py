"""What a report's tables are made of: columns, cells, rows, tables, pages. Each format draws them its own way."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, Never, Self, TypeAlias, TypeVar

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.documents import documented

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from mss_gap.analysis.bounds import Figure
    from mss_gap.analysis.stated import Stated

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)


class Align(StrEnum):
    """On which side a column's text is."""

    LEFT = "left"
    RIGHT = "right"


class Tone(StrEnum):
    """What a cell means, for a format that has colours."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    SHORT = "short"
    MET = "met"


NOT_STATED = "not stated"
"""What replaces a figure that no one stated."""
NOT_CONVERTED = "not converted"
"""What replaces a figure that is stated in several currencies, one of them without a rate."""
UNDEFINED = "n/a"
"""What replaces a figure that cannot be computed from those that were stated."""


# A long table has hundreds of thousands of cells: to make one frozen takes four times as long. Nothing changes them.
@dataclass(slots=True, unsafe_hash=True)
class Words:
    """A cell of text, unchanged where it comes from the ledger: the format makes it harmless."""

    text: str
    tone: Tone = Tone.PLAIN
    detail: str = ""
    """A second line, less prominent."""
    address: str = ""
    """An address: it has its own line, and is never broken."""
    notes: tuple[int, ...] = ()
    """The numbers of the text's sources, ascending; they follow it."""


@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """A cell that shows an amount; the format decides how exactly (R11)."""

    value: Decimal | None
    unit: str
    tone: Tone = Tone.PLAIN
    unknown: str = NOT_STATED
    """What replaces a value that is None."""
    bound: Bound | None = None
    """How the amount is known; None where that is not said, as for exact."""
    signed: bool = False
    """True for a change: an increase has a sign, too."""
    qualifier: str = ""
    """A word before the amount, such as "about"."""

    @classmethod
    def of(cls, figure: "Figure", unit: str, stated: "Stated | None" = None, tone: Tone = Tone.PLAIN) -> Self:
        """A figure in the unit; one that no rate converts as its entries state it."""
        if stated is None:
            return cls(figure.value, unit, tone, bound=figure.bound)
        return cls(stated.figure.value, stated.currency, tone, NOT_CONVERTED, stated.figure.bound)


@dataclass(frozen=True, slots=True)
class Share:
    """A cell that draws a share delivered, in percent."""

    delivered_pct: Decimal | None


Cell: TypeAlias = Words | Amount | Share
BLANK = Words("")
"""A cell that says nothing."""


class Narrow(StrEnum):
    """What becomes of a column where there is little room."""

    KEEP = "keep"
    BELOW = "below"
    """Its cells are put below those of the column before it."""
    DROP = "drop"
    """It is left out: it only draws what another column says."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Item_contra]):
    """A column of a table: its heading, and what is in its cell for each item that the table lists."""

    title: str
    cell: Callable[[Item_contra], Cell]
    align: Align = Align.LEFT
    narrow: Narrow = Narrow.KEEP


@dataclass(slots=True, unsafe_hash=True)
class Row:
    """A row of cells, one for each column."""

    cells: Sequence[Cell]
    apart: bool = False
    """True for a row below a line, such as a total."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading and the remarks below it."""

    title: str
    columns: Sequence[Column[Never]]
    rows: Sequence[Row]
    remarks: Sequence[str] = ()
    lead: str = ""
    """A sentence between the heading and the rows; empty where they need none."""

    @classmethod
    def of(
        cls,
        title: str,
        columns: Sequence[Column[Item]],
        items: Iterable[Item],
        remarks: Sequence[str] = (),
        lead: str = "",
    ) -> Self:
        """A table with a row for each item, filled in row by row."""
        return cls(title, columns, [Row([column.cell(item) for column in columns]) for item in items], remarks, lead)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered source: the number that the page refers to it by, and what it is."""

    number: int
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """All that a report says to a reader."""

    title: str
    subtitle: str
    tables: Sequence[Table]
    warnings: Sequence[str]
    footnotes: Sequence[Footnote]
    lead: str = ""
    """A sentence above the tables; empty where they need none."""
    hint: str = ""
    """How to ask for fewer rows, in a sentence that only a terminal shows, last; empty where there are few."""
    terminal_text: Callable[[], str] | None = None
    """Writes what a terminal shows instead of the page; None where it shows the page."""


Keys: TypeAlias = Mapping[str, Callable[[Item], object]]
"""The columns of records: each by its key, with its value for an item."""


@dataclass(frozen=True, slots=True)
class Records:
    """What a report has for other programs, with the keys of the JSON document as columns."""

    columns: Sequence[str]
    values: Iterable[Sequence[object]]
    """A sequence for each record, with a value for each column."""

    @classmethod
    def of(cls, keys: Keys[Item], items: Iterable[Item]) -> Self:
        """A record for each item."""
        return cls([*keys], ([value(item) for value in keys.values()] for item in items))

    @classmethod
    def in_sections(cls, sections: "Mapping[str, Records]") -> Self:
        """Join the records of several lists: the first column names the list, then come the keys of all lists, each once.

        A record has nothing for a key of another list.
        """
        columns = dict.fromkeys(chain.from_iterable(records.columns for records in sections.values()))
        return cls([SECTION, *columns], chain.from_iterable(_widened(sections, columns)))


SECTION = "section"
"""The first column of records of several lists: the key that the list of a record has in the JSON document."""


def _widened(sections: Mapping[str, Records], columns: Iterable[str]) -> Iterator[Iterator[Sequence[object]]]:
    """The records of each section, as wide as all of them."""
    for section, records in sections.items():
        places = {column: place for place, column in enumerate(records.columns)}
        order = [places.get(column) for column in columns]
        yield ([section, *(None if place is None else values[place] for place in order)] for values in records.values)


def keys_of(
    kind: type["DataclassInstance"], part: Callable[[Item], object] | None = None, *, for_readers: bool = False
) -> Keys[Item]:
    """The fields of a type, which are its keys in JSON; `part` gets the value of that type from an item.

    With `for_readers` also the bounds that documents leave out, each after its figure.
    """
    shown = {field.name for field in documented(kind)}
    names = (field.name for field in fields(kind))
    getters = {name: attrgetter(name) for name in names if name in shown or (for_readers and name.endswith("_bound"))}
    return getters if part is None else {name: _within(part, get) for name, get in getters.items()}


def _within(part: Callable[[Item], object], get: Callable[[object], object]) -> Callable[[Item], object]:
    return lambda item: get(part(item))


def stated_keys(get: Callable[[Item], "Stated | None"], figure: str, currency: str) -> Keys[Item]:
    """The keys of a figure as its entries state it, where no rate converts it: the figure, its bound and its currency."""

    def part(of: "Callable[[Stated], object]") -> Callable[[Item], object]:
        def value(item: Item) -> object:
            stated = get(item)
            return None if stated is None or stated.figure.value is None else of(stated)

        return value

    return {
        figure: part(lambda stated: stated.figure.value),
        f"{figure}_bound": part(lambda stated: stated.figure.bound),
        currency: part(lambda stated: stated.currency),
    }


def widened(keys: Keys[Item], more: Mapping[str, Keys[Item]]) -> Keys[Item]:
    """Some keys with more of them; `more` says after which.

    >>> list(widened({"gap": str, "due": str}, {"gap": {"gap_bound": str}}))
    ['gap', 'gap_bound', 'due']
    """
    wider: dict[str, Callable[[Item], object]] = {}
    for key, value in keys.items():
        wider |= {key: value, **more.get(key, {})}
    return wider
