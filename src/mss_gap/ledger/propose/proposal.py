"""What the options say of a table, and the answer: the blocks that read it, or questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date` is a key of an entry

from mss_gap.ledger.table import Others, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the options say of a table. What they do not say is found in the cells."""

    file: str
    """The file, from the ledger's folder on."""
    kind: Section | None = None
    sheet: str | None = None
    """The sheet, if the block must name it."""
    header: int | None = None
    country: str | None = None
    date: str | None = None
    """The title of a column, unless it is a `day`."""
    day: Day | None = None
    """One date for all rows, if no column has that title."""
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
    """The id of a commitment, or the title of a column that names commitments; None if the option is not given."""
    is_new: bool = False
    """True if the ledger is made with the table."""
    unit: str | None = None
    """The unit of that commitment, or the one that an option says; None if the cells must tell."""


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
    """The `[[tables]]` blocks as a ledger states them, without their commitment; none if a question is open."""
    unit: str | None
    """The unit of the figures; None if nothing says it."""
    questions: tuple[Question, ...]
    remarks: tuple[str, ...]
    """What was decided that a reader of the table might decide otherwise."""
    total: Total | None
    commitments: Mapping[str, str] = field(default_factory=dict)
    """The ids of the commitments by the texts that name them, where a column does."""
