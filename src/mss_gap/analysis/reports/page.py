"""A ledger as a brief: every report that a page about it is made of, on one date."""

from dataclasses import dataclass
from datetime import date

from mss_gap.analysis.reports.claims import ClaimsReport, claims
from mss_gap.analysis.reports.countries import CountriesReport, countries
from mss_gap.analysis.reports.history import HistoryReport, history
from mss_gap.analysis.reports.context import ContextReport, context
from mss_gap.analysis.reports.pace import PaceReport, pace
from mss_gap.analysis.reports.show import Reliance, largest_contributor
from mss_gap.analysis.reports.what_if import WhatIfReport, Withdraw, what_if
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What would change without a contributor."""

    leaving: Reliance
    """The contributor, and how much of one commitment hangs on it."""
    commitment: str
    """The id of that commitment."""
    report: WhatIfReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The reports that a page is made of, all of one ledger and one date."""

    countries: CountriesReport
    """Where each commitment stands, and who contributed what."""
    history: HistoryReport
    pace: PaceReport
    withdrawal: Withdrawal | None
    """None where no contributor is known to have delivered anything."""
    claims: ClaimsReport
    context: ContextReport


def brief(ledger: Ledger, as_of: date | None = None) -> Brief:
    """Every report that a page about a ledger is made of, on the report date (R1).

    The scenario is the withdrawal of the contributor that delivered most to the first commitment that has any known
    delivery of a contributor.
    """
    countries = countries(ledger, as_of)
    return Brief(
        countries=countries,
        history=history(ledger, as_of),
        pace=pace(ledger, as_of),
        withdrawal=_withdrawal(ledger, as_of, countries),
        claims=claims(ledger, as_of),
        context=context(ledger, as_of),
    )


def _withdrawal(ledger: Ledger, as_of: date | None, countries: CountriesReport) -> Withdrawal | None:
    for row in countries.commitments:
        largest = largest_contributor(row)
        if largest is not None:
            report = what_if(ledger, [Withdraw(largest.id)], as_of)
            return Withdrawal(leaving=largest, commitment=row.id, report=report)
    return None
