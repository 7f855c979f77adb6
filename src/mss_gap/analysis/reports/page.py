"""Every report that a web page about a ledger is made of, on one date."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from mss_gap.analysis.contributors.scales import ScaleInUse
from mss_gap.analysis.contributors.selection import Selection
from mss_gap.analysis.course.periods import Every
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.claims import ClaimsReport, claims_of
from mss_gap.analysis.reports.context import ContextReport, context
from mss_gap.analysis.reports.countries import CountriesReport, by_own_groups, countries_of
from mss_gap.analysis.reports.history import HistoryReport, history_of
from mss_gap.analysis.reports.history_by_period import HistoryByPeriodReport, history_by_period_of
from mss_gap.analysis.reports.kept import KeptReport, kept_of
from mss_gap.analysis.reports.pace import PaceReport, pace_of
from mss_gap.analysis.reports.page_limits import (
    MOST_CONTRIBUTORS,
    UnlistedChanges,
    finest,
    has_many_sources,
    unlisted_changes,
)
from mss_gap.analysis.reports.reliance import Reliance, largest_contributor
from mss_gap.analysis.reports.stages import StagesReport, stages_of
from mss_gap.analysis.reports.what_if import WhatIfReport, what_if_of
from mss_gap.analysis.scenarios.steps import Withdraw
from mss_gap.analysis.survey import Survey, survey
from mss_gap.ledger.model import Ledger

MOST_QUARTERS = 16
"""Of a longer course a page has the years."""


class Withdrawal(NamedTuple):
    """What would change without a contributor."""

    leaving: Reliance
    """The contributor, and how much of one commitment hangs on it."""
    commitment: str
    """The id of that commitment."""
    report: WhatIfReport


class PageReport(NamedTuple):
    """The reports that a page is made of, all of one ledger and one date."""

    abbreviation: str | None
    """The short name of the mission that people know it by."""
    everything: bool
    """True where all is listed, however long the page gets."""
    countries: CountriesReport
    """What came of each commitment, and who contributed what."""
    tabled: CountriesReport
    """The same as its tables have it: of many contributors, those after the first few in one row."""
    groupings: tuple[CountriesReport, ...]
    """The same by the groups of the ledger; where two share a contributor, by each group on its own."""
    measured: tuple[CountriesReport, ...]
    """The same by each scale of the ledger."""
    kept: KeptReport
    """Whether each pledge was kept."""
    stages: tuple[StagesReport, ...]
    """How far each commitment that has stages has come."""
    history: HistoryReport
    """Without the changes that are not listed."""
    unlisted: Mapping[str, UnlistedChanges]
    """What takes the place of the changes that are too many to list, by commitment."""
    periods: HistoryByPeriodReport
    """What each quarter brought; each year, where a commitment has many quarters."""
    pace: PaceReport
    withdrawal: Withdrawal | None
    """None where no contributor is known to have delivered anything."""
    claims: ClaimsReport
    context: ContextReport
    many_sources: bool
    """True where the page lists only the sources that it refers to by number."""


def page(ledger: Ledger, as_of: date | None = None, *, everything: bool = False) -> PageReport:
    """Every report that a page about a ledger is made of, on the report date (R1).

    With `everything` each dated change, contributor, claim and source is listed, however many there are. Without, of many
    changes there are periods, and of many contributors one row for those after the first few.
    The scenario is the withdrawal of the contributor that delivered most to the first commitment that has any known
    delivery of a contributor.
    """
    return page_of(survey(ledger, as_of), everything=everything)


@exactly
def page_of(surveyed: Survey, *, everything: bool = False) -> PageReport:
    """Every report of a page, from one survey."""
    breakdown = countries_of(surveyed)
    top = None if everything else MOST_CONTRIBUTORS
    unlisted = {} if everything else unlisted_changes(surveyed)
    return PageReport(
        abbreviation=surveyed.ledger.mission.abbreviation,
        everything=everything,
        countries=breakdown,
        tabled=_tabled(surveyed, breakdown, top),
        groupings=by_own_groups(surveyed, top=0),
        measured=tuple(
            countries_of(surveyed, Selection(scale=ScaleInUse.named(surveyed.ledger, key)))
            for key in surveyed.ledger.scales
        ),
        kept=kept_of(surveyed, top=top),
        stages=tuple(
            stages_of(surveyed, key, top=top) for key in surveyed.positions if surveyed.ledger.commitments[key].stages
        ),
        history=history_of(surveyed, without_changes=unlisted),
        unlisted=unlisted,
        periods=_periods(surveyed),
        pace=pace_of(surveyed),
        withdrawal=_withdrawal(surveyed, breakdown),
        claims=claims_of(surveyed),
        context=context(surveyed.ledger, surveyed.as_of),
        many_sources=not everything and has_many_sources(surveyed),
    )


def _tabled(surveyed: Survey, breakdown: CountriesReport, top: int | None) -> CountriesReport:
    if top is None or all(len(row.contributions) <= top for row in breakdown.commitments):
        return breakdown
    return countries_of(surveyed, Selection(top=top))


def _periods(surveyed: Survey) -> HistoryByPeriodReport:
    calendar = finest(surveyed, surveyed.positions, (Every.QUARTER, Every.YEAR), MOST_QUARTERS)
    return history_by_period_of(surveyed, calendar)


def _withdrawal(surveyed: Survey, breakdown: CountriesReport) -> Withdrawal | None:
    for row in breakdown.commitments:
        largest = largest_contributor(row)
        if largest is not None:
            report = what_if_of(surveyed, [Withdraw(largest.id)])
            return Withdrawal(leaving=largest, commitment=row.id, report=report)
    return None
