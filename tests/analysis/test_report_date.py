"""R1: the report date, and that entries after it do not exist."""

from collections.abc import Callable
from datetime import date

from mss_gap import CommitmentBreakdown, Ledger, countries, summary

Read = Callable[[str], Ledger]
BreakDown = Callable[..., CommitmentBreakdown]

DATED = """
    mission.as_of = 2024-03-01
    commitments.personnel.unit = "personnel"
    pledges = [{ commitment = "personnel", country = "KE", date = 2024-05-01, total = 1000 }]
    actuals = [{ commitment = "personnel", country = "KE", date = 2024-04-01, total = 400 }]
"""
WITHOUT_MISSION_DATE = DATED.replace("mission.as_of = 2024-03-01", "")


def test_the_date_that_is_asked_for_comes_first(ledger: Read) -> None:
    assert summary(ledger(DATED), date(2024, 4, 15)).as_of == date(2024, 4, 15)


def test_without_one_it_is_the_missions(ledger: Read) -> None:
    assert summary(ledger(DATED)).as_of == date(2024, 3, 1)
    assert countries(ledger(DATED)).as_of == date(2024, 3, 1)


def test_without_either_it_is_the_latest_date_of_a_pledge(ledger: Read) -> None:
    assert summary(ledger(WITHOUT_MISSION_DATE)).as_of == date(2024, 5, 1)


def test_without_either_it_is_the_latest_date_of_an_actual(ledger: Read) -> None:
    later = WITHOUT_MISSION_DATE.replace("2024-04-01", "2024-06-25")
    assert summary(ledger(later)).as_of == date(2024, 6, 25)


def test_dates_of_rates_claims_and_events_do_not_count(ledger: Read) -> None:
    text = """
        [mission]
        start = 2024-06-25
        end = 2025-10-02

        [commitments.funding]
        unit = "USD"
        due = 2025-10-02

        [[actuals]]
        commitment = "funding"
        date = 2024-07-01
        total = 5

        [[rates]]
        pair = "EUR/USD"
        date = 2024-08-01
        rate = 1.1

        [[claims]]
        text = "five dollars"
        commitment = "funding"
        measure = "actual"
        value = 5
        as_of = 2024-09-01

        [[events]]
        date = 2024-10-01
        title = "A meeting"
    """
    assert summary(ledger(text)).as_of == date(2024, 7, 1)


def test_a_ledger_without_any_dated_entry_has_none_and_its_headlines_stand(ledger: Read) -> None:
    report = summary(
        ledger("""
            [commitments.bases]
            unit = "bases"
            pledged = 12
            actual = 3
        """)
    )
    (bases,) = report.commitments
    assert report.as_of is None
    assert (bases.pledged, bases.actual, bases.gap) == (12, 3, 9)
    assert (bases.delivered_pct, bases.shortfall_pct, bases.reported_on) == (25, 75, None)


def test_an_entry_of_the_report_date_counts(breakdown: BreakDown) -> None:
    row = breakdown(DATED, "2024-05-01")
    assert (row.pledged, row.actual) == (1000, 400)


def test_a_pledge_after_the_report_date_does_not_exist(breakdown: BreakDown) -> None:
    row = breakdown(DATED, "2024-04-30")
    (kenya,) = row.contributions
    assert (row.pledged, row.actual) == (None, 400)
    assert (kenya.pledged, kenya.pledge_status) == (None, None)


def test_an_actual_after_the_report_date_does_not_exist(breakdown: BreakDown) -> None:
    row = breakdown(DATED.replace("2024-05-01", "2024-03-20"), "2024-03-31")
    assert (row.pledged, row.actual, row.reported_on) == (1000, None, None)


def test_a_contributor_whose_entries_are_all_later_has_no_row(breakdown: BreakDown) -> None:
    assert breakdown(DATED).contributions == ()


def test_an_entry_after_the_report_date_is_not_counted_as_unconverted(breakdown: BreakDown) -> None:
    text = """
        commitments.funding.unit = "USD"
        actuals = [
            { commitment = "funding", country = "ES", date = 2024-01-01, amount = 1, currency = "EUR" },
            { commitment = "funding", country = "ES", date = 2024-02-01, amount = 1, currency = "EUR" },
        ]
    """
    assert breakdown(text, "2024-01-31").unconverted == 1
    assert breakdown(text, "2023-12-31").unconverted == 0
