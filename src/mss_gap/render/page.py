"""A page: what a table on the terminal and a Markdown text have in common, before either is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Align(StrEnum):
    """Where a column's text stands."""

    LEFT = "left"
    RIGHT = "right"


class Tone(StrEnum):
    """What a cell is, for a renderer that has colours."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    SHORT = "short"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, straight from the ledger where it comes from there: renderers make it harmless."""

    text: str
    tone: Tone = Tone.PLAIN
    detail: str = ""
    """A second line, in smaller voice."""
    address: str = ""
    """An address: it has a line of its own, and is never broken."""
    notes: tuple[int, ...] = ()
    """The numbers of the sources that the text rests on, ascending; they stand behind it."""


NOT_STATED = "not stated"
"""What stands for a figure that nobody stated."""
UNDEFINED = "n/a"
"""What stands for a figure that cannot be worked out from those that were stated."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that shows an amount; how exactly is for the renderer to say (R11)."""

    value: Decimal | None
    unit: str
    tone: Tone = Tone.PLAIN
    unknown: str = NOT_STATED
    at_least: bool = False
    """True for a lower bound."""
    signed: bool = False
    """True for a change, which has a sign even where it is more."""
    qualifier: str = ""
    """What stands before the figure, such as "about"."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A cell that shows a share delivered, in percent."""

    delivered_pct: Decimal | None


AnyCell = Cell | Figure | Bar


class Narrow(StrEnum):
    """What becomes of a column where there is little room."""

    KEEP = "keep"
    BELOW = "below"
    """Its cells stand below those of the column before it."""
    DROP = "drop"
    """It is left out: it only pictures what another column says."""


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column."""

    title: str
    align: Align = Align.LEFT
    narrow: Narrow = Narrow.KEEP


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, as many as there are columns."""

    cells: Sequence[AnyCell]
    apart: bool = False
    """True for a row that a line sets apart: the rest, the total."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading and the remarks under it."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    remarks: Sequence[str] = ()


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
