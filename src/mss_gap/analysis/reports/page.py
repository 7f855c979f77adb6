"""Every report that a web page about a ledger is made of, on one date."""

from dataclasses import dataclass
from datetime import date

from mss_gap.analysis.exact import exactly
from mss_gap.analysis.pace_course import QUARTERS
from mss_gap.analysis.periods import Calendar, Every
from mss_gap.analysis.reports.claims import ClaimsReport, claims_of
from mss_gap.analysis.reports.context import ContextReport, context
from mss_gap.analysis.reports.countries import CountriesReport, by_own_groups, countries_of
from mss_gap.analysis.reports.history import HistoryReport, history_of
from mss_gap.analysis.reports.history_by_period import HistoryByPeriodReport, history_by_period_of
from mss_gap.analysis.reports.kept import KeptReport, kept_of
from mss_gap.analysis.reports.pace import PaceReport, pace_of
from mss_gap.analysis.reports.show import Reliance, largest_contributor
from mss_gap.analysis.reports.stages import StagesReport, stages_of
from mss_gap.analysis.reports.what_if import WhatIfReport, what_if_of
from mss_gap.analysis.scales import ScaleInUse
from mss_gap.analysis.selection import Selection
from mss_gap.analysis.steps import Withdraw
from mss_gap.analysis.survey import Survey, survey
from mss_gap.ledger.model import Ledger

MOST_QUARTERS = 16
"""Of a longer course a page has the years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What would change without a contributor."""

    leaving: Reliance
    """The contributor, and how much of one commitment hangs on it."""
    commitment: str
    """The id of that commitment."""
    report: WhatIfReport


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReport:
    """The reports that a page is made of, all of one ledger and one date."""

    abbreviation: str | None
    """The short name of the mission that people know it by."""
    countries: CountriesReport
    """Where each commitment stands, and who contributed what."""
    groupings: tuple[CountriesReport, ...]
    """The same by the groups of the ledger; where two share a contributor, by each group on its own."""
    measured: tuple[CountriesReport, ...]
    """The same by each scale of the ledger."""
    kept: KeptReport
    """Whether each pledge was kept."""
    stages: tuple[StagesReport, ...]
    """How far each commitment that has stages has come."""
    history: HistoryReport
    periods: HistoryByPeriodReport
    """What each quarter brought; each year, where a commitment has many quarters."""
    pace: PaceReport
    withdrawal: Withdrawal | None
    """None where no contributor is known to have delivered anything."""
    claims: ClaimsReport
    context: ContextReport


def page(ledger: Ledger, as_of: date | None = None) -> PageReport:
    """Every report that a page about a ledger is made of, on the report date (R1).

    The scenario is the withdrawal of the contributor that delivered most to the first commitment that has any known
    delivery of a contributor.
    """
    return page_of(survey(ledger, as_of))


@exactly
def page_of(surveyed: Survey) -> PageReport:
    """Every report of a page, from one survey."""
    breakdown = countries_of(surveyed)
    return PageReport(
        abbreviation=surveyed.ledger.mission.abbreviation,
        countries=breakdown,
        groupings=by_own_groups(surveyed, top=0),
        measured=tuple(
            countries_of(surveyed, Selection(scale=ScaleInUse.named(surveyed.ledger, key)))
            for key in surveyed.ledger.scales
        ),
        kept=kept_of(surveyed),
        stages=tuple(stages_of(surveyed, key) for key in surveyed.positions if surveyed.ledger.commitments[key].stages),
        history=history_of(surveyed),
        periods=_periods(surveyed),
        pace=pace_of(surveyed),
        withdrawal=_withdrawal(surveyed, breakdown),
        claims=claims_of(surveyed),
        context=context(surveyed.ledger, surveyed.as_of),
    )


def _periods(surveyed: Survey) -> HistoryByPeriodReport:
    quarters = history_by_period_of(surveyed, QUARTERS)
    if all(len(commitment.periods) <= MOST_QUARTERS for commitment in quarters.commitments):
        return quarters
    return history_by_period_of(surveyed, Calendar(Every.YEAR))


def _withdrawal(surveyed: Survey, breakdown: CountriesReport) -> Withdrawal | None:
    for row in breakdown.commitments:
        largest = largest_contributor(row)
        if largest is not None:
            report = what_if_of(surveyed, [Withdraw(largest.id)])
            return Withdrawal(leaving=largest, commitment=row.id, report=report)
    return None
