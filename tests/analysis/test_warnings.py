"""The warnings that a report ends with."""

from collections.abc import Callable
from datetime import date

from mss_gap import Ledger, ReportWarning, WarningCode, countries, summary

Read = Callable[[str], Ledger]


def test_parts_that_exceed_the_whole_are_warned_of(ledger: Read) -> None:
    read = ledger("""
        commitments.bases = { unit = "bases", actual = 1000 }
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 1200.50 },
            { commitment = "bases", country = "JM", date = 2024-01-01, total = 0.25 },
        ]
    """)
    expected = ReportWarning(
        code=WarningCode.PARTS_EXCEED_TOTAL,
        commitment="bases",
        message="Bases: what contributors delivered adds up to 1,200.75 bases, 200.75 more than the whole of 1,000",
    )
    assert summary(read).warnings == (expected,)
    assert countries(read).warnings == (expected,)


def test_parts_that_equal_the_whole_are_not_warned_of(ledger: Read) -> None:
    read = ledger("""
        commitments.bases = { unit = "bases", actual = 3 }
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 3 }]
    """)
    assert summary(read).warnings == ()


def test_figures_below_zero_on_the_report_date_are_warned_of(ledger: Read) -> None:
    read = ledger("""
        commitments.bases = { unit = "bases" }
        pledges = [
            { commitment = "bases", date = 2024-01-01, amount = -1 },
            { commitment = "bases", country = "JM", date = 2024-01-01, amount = -1 },  # its pledge counts as 0
        ]
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, amount = 3 },
            { commitment = "bases", country = "KE", date = 2024-02-01, amount = -5 },
            { commitment = "bases", country = "KE", date = 2024-03-01, total = 2 },
        ]
    """)
    pledged = [
        "Bases: what the whole pledged is below zero: -1 bases",
        "Bases: what Jamaica pledged is below zero: -1 bases",
    ]
    delivered = [
        "Bases: what the whole delivered is below zero: -2 bases",
        "Bases: what Kenya delivered is below zero: -2 bases",
    ]
    for count in (summary, countries):
        then = count(read, date(2024, 2, 1)).warnings
        assert {warning.code for warning in then} == {WarningCode.BELOW_ZERO}
        assert sorted(warning.message for warning in then) == sorted(pledged + delivered)
        assert sorted(warning.message for warning in count(read).warnings) == sorted(pledged)


def test_the_figures_of_a_warning_have_the_decimals_of_their_currency_where_they_are_converted(ledger: Read) -> None:
    read = ledger("""
        commitments.funding = { unit = "JPY", actual = 100 }
        rates = [{ pair = "USD/JPY", date = 2024-01-01, rate = 156.789 }]
        actuals = [{ commitment = "funding", country = "US", date = 2024-01-01, total = 1000.55, currency = "USD" }]
    """)
    assert [warning.message for warning in summary(read).warnings] == [
        "Funding: what contributors delivered adds up to 156,875 JPY, 156,775 more than the whole of 100"
    ]


def test_entries_without_a_rate_are_counted_in_a_warning(ledger: Read) -> None:
    read = ledger("""
        commitments.funding = { unit = "USD", title = "Trust fund" }
        pledges = [
            { commitment = "funding", date = 2024-01-01, total = 7, currency = "CAD" },
            { commitment = "funding", country = "FR", date = 2024-01-02, total = 7, currency = "EUR", status = "on-hold" },
        ]
    """)
    assert summary(read, date(2024, 1, 1)).warnings == (
        ReportWarning(
            code=WarningCode.NO_RATE,
            commitment="funding",
            message=(
                "Trust fund: 1 entry is in a currency without a rate to USD, and not counted: "
                "the whole commitment, 7 CAD pledged on 2024-01-01"
            ),
        ),
    )
    assert summary(read).warnings == (
        ReportWarning(
            code=WarningCode.NO_RATE,
            commitment="funding",
            message=(
                "Trust fund: 2 entries are in a currency without a rate to USD, and not counted: "
                "the whole commitment, 7 CAD pledged on 2024-01-01; France, 7 EUR pledged on 2024-01-02"
            ),
        ),
    )


def test_a_lower_bound_is_warned_of_with_those_who_did_not_say(ledger: Read) -> None:
    read = ledger("""
        contributors.EU.name = "European Union"
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
            { commitment = "personnel", country = "JM", date = 2024-01-01 },
            { commitment = "personnel", country = "EU", date = 2024-01-01, total = 1 },
            { commitment = "personnel", country = "EU", date = 2024-01-02 },
        ]
    """)
    assert summary(read).warnings == (
        ReportWarning(
            code=WarningCode.BOUND,
            commitment="personnel",
            message=(
                "Personnel: what was delivered is at least 1,001 personnel and may be more, "
                "because what European Union and Jamaica delivered is not known exactly"
            ),
        ),
    )


def test_an_unknown_whole_is_not_called_a_lower_bound(ledger: Read) -> None:
    read = ledger("""
        commitments.personnel.unit = "personnel"
        actuals = [{ commitment = "personnel", country = "JM", date = 2024-01-01 }]
    """)
    assert summary(read).warnings == ()


def test_a_stated_whole_is_no_lower_bound_whatever_contributors_do_not_say(ledger: Read) -> None:
    read = ledger("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2024-01-01, total = 991 },
            { commitment = "personnel", country = "JM", date = 2024-01-01 },
        ]
    """)
    assert summary(read).warnings == ()


def test_warnings_are_in_the_order_of_the_commitments_and_only_of_those_shown(ledger: Read) -> None:
    read = ledger("""
        commitments.funding.unit = "USD"
        commitments.bases = { unit = "bases", actual = 1 }
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 2 },
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 1 },
            { commitment = "funding", country = "ES", date = 2024-01-02, amount = 2, currency = "EUR" },
        ]
    """)
    funding = [("funding", WarningCode.NO_RATE), ("funding", WarningCode.BOUND)]
    bases = [("bases", WarningCode.PARTS_EXCEED_TOTAL)]
    assert [(each.commitment, each.code) for each in countries(read).warnings] == [*funding, *bases]
    assert [(each.commitment, each.code) for each in countries(read, commitment="bases").warnings] == bases
