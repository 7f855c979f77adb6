"""The history of each commitment, or of each contributor to it, and the events around it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mss_gap.analysis.reports.base import Cited, Report, cited
from mss_gap.analysis.survey import survey
from mss_gap.analysis.changes import Point, trace, trace_contributor
from mss_gap.analysis.warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentHistory:
    """One commitment from its first dated entry to the report date."""

    id: str
    title: str
    unit: str
    points: tuple[Point, ...]
    """By date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Something that happened around the mission."""

    date: date
    title: str
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryReport(Report):
    """How each commitment moved up to the report date."""

    kind: Literal["history"] = "history"
    commitments: tuple[CommitmentHistory, ...]
    events: tuple[EventRow, ...]
    """Up to the report date, by date."""
    warnings: tuple[ReportWarning, ...]


def history(ledger: Ledger, as_of: date | None = None, commitment: str | None = None) -> HistoryReport:
    """Every dated change of each commitment, or of one, up to the report date.

    Raises `UnknownCommitmentError` where the one asked for does not exist.
    """
    surveyed = survey(ledger, as_of, commitment)
    day = surveyed.as_of
    return HistoryReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=day,
        commitments=tuple(
            CommitmentHistory(
                id=key,
                title=surveyed.title(key),
                unit=ledger.commitments[key].unit,
                points=tuple(trace(ledger.commitments[key], surveyed.courses[key], day)),
            )
            for key in surveyed.positions
        ),
        events=tuple(
            EventRow(date=event.date, title=event.title, source=cited(event.source))
            for event in sorted(ledger.events, key=lambda event: event.date)
            if day is None or event.date <= day
        ),
        warnings=warnings_of(surveyed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorHistory:
    """One contributor to one commitment, on its own."""

    id: str
    name: str
    points: tuple[Point, ...]
    """By date; what is pledged, delivered and missing is the contributor's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentByCountry:
    """One commitment, contributor by contributor."""

    id: str
    title: str
    unit: str
    contributors: tuple[ContributorHistory, ...]
    """By code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryByCountryReport(Report):
    """How each contributor to each commitment moved up to the report date."""

    kind: Literal["history-by-country"] = "history-by-country"
    commitments: tuple[CommitmentByCountry, ...]
    warnings: tuple[ReportWarning, ...]


def history_by_country(
    ledger: Ledger, as_of: date | None = None, commitment: str | None = None
) -> HistoryByCountryReport:
    """As `history`, the series of each contributor on its own."""
    surveyed = survey(ledger, as_of, commitment)
    return HistoryByCountryReport(
        mission=ledger.mission.name,
        ledger=ledger.origin,
        as_of=surveyed.as_of,
        commitments=tuple(
            CommitmentByCountry(
                id=key,
                title=surveyed.title(key),
                unit=ledger.commitments[key].unit,
                contributors=tuple(
                    ContributorHistory(
                        id=code,
                        name=surveyed.name(code),
                        points=tuple(trace_contributor(surveyed.courses[key], code, surveyed.as_of)),
                    )
                    for code in position.standings
                ),
            )
            for key, position in surveyed.positions.items()
        ),
        warnings=warnings_of(surveyed),
    )
