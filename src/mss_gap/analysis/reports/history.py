"""The history of each commitment, or of each contributor to it, and the events around it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mss_gap.analysis.changes import Point, points_of, points_of_contributor
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.base import Report, heading_of
from mss_gap.analysis.sourcing import Cited, cited
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings import ReportWarning, warnings_of
from mss_gap.ledger.model import Ledger, Status


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
    return history_of(survey(ledger, as_of, commitment))


@exactly
def history_of(surveyed: Survey) -> HistoryReport:
    """The history of a survey's commitments."""
    ledger, day = surveyed.ledger, surveyed.as_of
    return HistoryReport(
        **heading_of(surveyed),
        commitments=tuple(
            CommitmentHistory(
                id=key,
                title=surveyed.title(key),
                unit=ledger.commitments[key].unit,
                points=tuple(points_of(ledger.commitments[key], surveyed.timelines[key], day)),
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
    status: Status | None
    """The base status of its pledge; null where it never pledged."""
    points: tuple[Point, ...]
    """By date; what is pledged, delivered and missing is the contributor's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentByCountry:
    """One commitment, contributor by contributor."""

    id: str
    title: str
    unit: str
    contributors: tuple[ContributorHistory, ...]
    """In the order of the breakdown by contributors (R6)."""


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
    return history_by_country_of(survey(ledger, as_of, commitment))


@exactly
def history_by_country_of(surveyed: Survey) -> HistoryByCountryReport:
    """The history of each contributor to a survey's commitments."""
    from mss_gap.analysis.contributions import contributions  # the plain history starts without it

    ledger = surveyed.ledger
    return HistoryByCountryReport(
        **heading_of(surveyed),
        commitments=tuple(
            CommitmentByCountry(
                id=key,
                title=surveyed.title(key),
                unit=ledger.commitments[key].unit,
                contributors=tuple(
                    ContributorHistory(
                        id=row.id,
                        name=row.name,
                        status=row.pledge_status,
                        points=tuple(
                            points_of_contributor(
                                ledger.commitments[key], surveyed.timelines[key], row.id, surveyed.as_of
                            )
                        ),
                    )
                    for row in contributions(surveyed, key)
                ),
            )
            for key, position in surveyed.positions.items()
        ),
        warnings=warnings_of(surveyed),
    )
