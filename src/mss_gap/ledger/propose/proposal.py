"""What a user wishes of a table, and what is proposed: the block that reads it, or questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date` is a key of an entry

from mss_gap.ledger.table import Others, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a user says of a table; what is not said is told from its cells."""

    file: str
    """The file, from the ledger's folder on."""
    kind: Section | None = None
    sheet: str | None = None
    """The sheet, where the block must name it."""
    header: int | None = None
    country: str | None = None
    date: str | None = None
    """The title of a column, unless it is a `day`."""
    day: Day | None = None
    """One date for all rows, where no column has it as its title."""
    amount: Sequence[str] = ()
    total: Sequence[str] = ()
    pledged: str | None = None
    paid: str | None = None
    currency: str | None = None
    """The title of a column, or a code."""
    ref: str | None = None
    """The title of a column, or `none`."""
    stop: Sequence[str] = ()
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: str | None = None
    dates: str | None = None
    encoding: str | None = None
    others: Others | None = None
    otherwise: Mapping[str, str] = field(default_factory=dict)
    """What a cell is read as that is blank or cannot be read, by key."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What a text in a cell is read as, by key."""
    source: Sequence[str] = ()
    commitment: str | None = None
    """The id of a commitment; None where none is there and none is named."""
    is_new: bool = False
    """True where the commitment is made with the table."""
    unit: str | None = None
    """The unit of that commitment, or the one that is wished for; None where it is to be told."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a table does not tell."""

    option: str
    """The option that says it, such as `--kind`."""
    message: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row of totals."""

    row: int
    """Its index in the grid."""
    text: str
    """What its first filled cell says."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a table may be read."""

    blocks: tuple[Mapping[str, object], ...]
    """The `[[tables]]` blocks as a ledger would state them, without their commitment; none where a question is open."""
    unit: str | None
    """The unit that the figures are in; None where nothing says so."""
    questions: tuple[Question, ...]
    remarks: tuple[str, ...]
    """What a reader of the table may think otherwise."""
    total: Total | None
    commitments: Mapping[str, str] = field(default_factory=dict)
    """The ids of the commitments by the texts that name them, where a column does."""
