"""How to cite a ledger: what it is called, as of when, and what proves that it is the same one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.base import Report, heading
from mss_gap.analysis.survey import report_date
from mss_gap.analysis.warnings.report_warnings import ReportWarning
from mss_gap.ledger.find import FileRead, ledger_name
from mss_gap.ledger.model import Ledger
from mss_gap.version import __version__

PLEDGED_AND_DELIVERED = "Pledged and delivered"
"""What a record of pledges is called that has no mission, and what precedes the mission's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteReport(Report):
    """How to cite the figures of a ledger on the report date."""

    kind: Literal["cite"] = "cite"
    title: str
    """What the record is called."""
    licence: str | None
    """The SPDX id of the record's licence; null where the ledger states none."""
    program: str
    """The version of mss-gap that computed the figures."""
    citation: str
    """The text to paste: the title, the report date, what the figures were computed from, the licence."""
    files: tuple[FileRead, ...]
    """Every file that was read, the ledger's own first."""
    warnings: tuple[ReportWarning, ...] = ()
    abbreviation: str | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """The short name of the mission, for the key of a bibliography."""
    computed: str = field(metadata=NOT_IN_DOCUMENTS)
    """The part of the text that says what the figures were computed from, without a full stop."""


def cite(ledger: Ledger, as_of: date | None = None) -> CiteReport:
    """How to cite the figures of a ledger on the report date (R1)."""
    day, mission = report_date(ledger, as_of), ledger.mission
    title = f"{PLEDGED_AND_DELIVERED}: {mission.name}" if mission.name else PLEDGED_AND_DELIVERED
    computed = f"Computed by mss-gap {__version__} from {listed(list(_files_said(ledger)))}"
    sentences = [f"{title}, as of {day.isoformat()}" if day else title, computed]
    if mission.licence:
        sentences.append(f"Licence of the record: {mission.licence}")
    return CiteReport(
        **heading(ledger, day),
        title=title,
        licence=mission.licence,
        program=__version__,
        citation=" ".join(f"{sentence}." for sentence in sentences),
        files=ledger.files,
        abbreviation=mission.abbreviation,
        computed=computed,
    )


def _files_said(ledger: Ledger) -> Iterator[str]:
    """Each file that was read, by a name without private folders, and what proves that it is the same file."""
    yield f"{ledger_name(ledger.origin)}{''.join(map(_digest, ledger.files[:1]))}"
    yield from (f"{table.file}{_digest(table)}" for table in ledger.files[1:])


def _digest(file: FileRead) -> str:
    return f" (SHA-256 {file.sha256})"
