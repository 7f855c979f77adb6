"""The history of each commitment, or of each contributor to it, and the events around it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from mss_gap.analysis.course.changes import Point, points_of, points_of_contributor
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.base import Report, heading_of
from mss_gap.analysis.sourcing import Cited, cited
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings.report_warnings import ReportWarning, warnings_of
from mss_gap.ledger.entry import Status
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentHistory:
    """One commitment from its first dated entry to the report date."""

    id: str
    title: str
    unit: str
    points: tuple[Point, ...]
    """By date. From a day on, the first has no change: it is what the days before had led to."""


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


class FromError(ValueError):
    """A history was to begin on a day after the report date."""

    def __init__(self, from_: date, as_of: date) -> None:
        super().__init__(f"a history begins on a day up to the report date, and {from_} is after {as_of}")
        self.from_ = from_
        self.as_of = as_of


def check_from(from_date: date | None, as_of: date | None) -> None:
    """Raise `FromError` where a history would begin after the report date."""
    if from_date is not None and as_of is not None and from_date > as_of:
        raise FromError(from_date, as_of)


def history(
    ledger: Ledger, as_of: date | None = None, commitment: str | None = None, *, from_date: date | None = None
) -> HistoryReport:
    """Every dated change of each commitment, or of one, up to the report date, from `from_date` where it is stated.

    Raises `UnknownCommitmentError` where the commitment does not exist, and `FromError` where `from_date` is after the
    report date.
    """
    return history_of(survey(ledger, as_of, commitment), from_date)


@exactly
def history_of(
    surveyed: Survey, from_date: date | None = None, *, without_changes: Collection[str] = ()
) -> HistoryReport:
    """The history of a survey's commitments; of some only what they came to. Raises `FromError` as `history` does."""
    ledger, day = surveyed.ledger, surveyed.as_of
    check_from(from_date, day)
    return HistoryReport(
        **heading_of(surveyed),
        commitments=tuple(
            CommitmentHistory(
                id=key,
                title=surveyed.title(key),
                unit=ledger.commitments[key].unit,
                points=_from(
                    surveyed.points(key)
                    if key in without_changes
                    else points_of(ledger.commitments[key], surveyed.timelines[key], day),
                    from_date,
                ),
            )
            for key in surveyed.positions
        ),
        events=tuple(
            EventRow(date=event.date, title=event.title, source=cited(event.source))
            for event in sorted(ledger.events, key=lambda event: event.date)
            if (day is None or event.date <= day) and (from_date is None or event.date >= from_date)
        ),
        warnings=warnings_of(surveyed),
    )


def _from(points: Sequence[Point], from_date: date | None) -> tuple[Point, ...]:
    """The points from a day on; first, without a change, what the days before it had led to, if there was anything."""
    if from_date is None:
        return tuple(points)
    earlier = [point for point in points if point.date < from_date]
    later = points[len(earlier) :]
    before = [replace(earlier[-1], date=from_date - timedelta(days=1), changes=())] if earlier else []
    return (*before, *later)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorHistory:
    """One contributor to one commitment, on its own."""

    id: str
    name: str
    status: Status | None
    """The base status of its pledge; null where it never pledged."""
    points: tuple[Point, ...]
    """By date; what is pledged, delivered and missing is the contributor's. From a day on, the first has no change."""


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
    absent: tuple[str, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS)
    """The names of contributors that were asked for and have no entry."""


def history_by_country(
    ledger: Ledger,
    as_of: date | None = None,
    commitment: str | None = None,
    countries: Collection[str] = (),
    *,
    from_date: date | None = None,
) -> HistoryByCountryReport:
    """As `history`, the series of each contributor on its own; only of some, by their codes, where `countries` are stated."""
    return history_by_country_of(survey(ledger, as_of, commitment), countries, from_date)


@exactly
def history_by_country_of(
    surveyed: Survey, countries: Collection[str] = (), from_date: date | None = None
) -> HistoryByCountryReport:
    """The history of each contributor to a survey's commitments, or of some."""
    from mss_gap.analysis.contributors.contributions import contributions  # the plain history starts without it

    ledger = surveyed.ledger
    check_from(from_date, surveyed.as_of)
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
                        points=_from(
                            points_of_contributor(
                                ledger.commitments[key], surveyed.timelines[key], row.id, surveyed.as_of
                            ),
                            from_date,
                        ),
                    )
                    for row in contributions(surveyed, key)
                    if not countries or row.id in countries
                ),
            )
            for key in surveyed.positions
        ),
        warnings=warnings_of(with_a_part(surveyed, countries)),
        absent=without_entries(surveyed, countries),
    )


def with_a_part(surveyed: Survey, countries: Collection[str]) -> Survey:
    """A survey of the commitments in which some contributors have a part; without contributors all of them."""
    if not countries:
        return surveyed
    positions = {key: it for key, it in surveyed.positions.items() if not it.standings.keys().isdisjoint(countries)}
    return replace(surveyed, positions=MappingProxyType(positions))


def without_entries(surveyed: Survey, countries: Collection[str]) -> tuple[str, ...]:
    """The names of those contributors of some that have no pledge and no actual in a survey."""
    known = {code for position in surveyed.positions.values() for code in position.standings}
    return tuple(surveyed.name(code) for code in dict.fromkeys(countries) if code not in known)
