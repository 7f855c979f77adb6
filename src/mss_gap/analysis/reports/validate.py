"""All that is wrong with a ledger, and all that may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath
from typing import Literal

from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.survey import report_date
from mss_gap.analysis.warnings.review import review
from mss_gap.ledger.explain.problems import LedgerInvalidError, Problem
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.read.load import inspect
from mss_gap.ledger.read.locate import locate_first
from mss_gap.ledger.table import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table beside the ledger whose rows were read as entries."""

    file: str
    """Its path, from the ledger's folder."""
    sheet: str | None
    """The sheet of a spreadsheet; null for a file of one table."""
    rows: int
    """How many rows it has below its titles."""
    entries: int
    """How many entries they became."""
    left_out: Mapping[str, int]
    """How many rows were left out, by the reason."""
    section: Section = field(metadata=NOT_IN_DOCUMENTS)
    """What its rows are."""
    bodies: int = field(metadata=NOT_IN_DOCUMENTS)
    """How many names of contributors became bodies; a warning names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidateReport(Report):
    """All that is wrong with a ledger, and all that may be."""

    kind: Literal["validate"] = "validate"
    valid: bool
    """True where there is no error; warnings leave a ledger valid."""
    tables: tuple[TableRead, ...] = ()
    """In the order of the ledger."""
    files: tuple[FileRead, ...]
    """Every file that was read, the ledger's own first."""
    errors: tuple[Problem, ...]
    """Sorted by line."""
    warnings: tuple[Problem, ...]
    """Sorted by line."""
    ledger_text: str = field(default="", metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """The ledger's text, for excerpts of it."""
    cells: Mapping[Problem, Sequence[str]] = field(
        default_factory=dict, metadata=NOT_IN_DOCUMENTS, repr=False, compare=False
    )
    """The row of a table that an error is in, for excerpts of it."""


def validated(
    content: bytes, origin: str, as_of: date | None = None, folder: FilePath | None = None
) -> tuple[ValidateReport, str]:
    """All that is wrong with the bytes of a ledger, and the text that the places refer to."""
    try:
        inspected = inspect(content, origin, folder)
    except LedgerInvalidError as error:
        faulty = ValidateReport(
            mission=None,
            ledger=origin,
            as_of=None,
            valid=False,
            files=(FileRead.of(origin, content), *error.tables),
            errors=error.problems,
            warnings=(),
            ledger_text=error.text,
            cells=error.cells,
        )
        return faulty, error.text
    ledger = inspected.ledger
    sound = ValidateReport(
        mission=ledger.mission.name,
        ledger=origin,
        as_of=report_date(ledger, as_of),
        valid=True,
        tables=tuple(
            TableRead(
                file=table.file,
                sheet=table.sheet,
                rows=table.rows,
                entries=len(table.lines),
                left_out=table.left_out,
                section=table.section,
                bodies=len(table.bodies),
            )
            for table in ledger.tables_read
        ),
        files=ledger.files,
        errors=(),
        warnings=tuple(locate_first(review(ledger, as_of), inspected.text, origin, ledger)),
        ledger_text=inspected.text,
    )
    return sound, inspected.text
