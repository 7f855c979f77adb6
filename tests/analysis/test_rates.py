"""R7: money in another currency."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mss_gap import CommitmentBreakdown, Ledger, countries

BreakDown = Callable[..., CommitmentBreakdown]
D = Decimal

RATES = """
    commitments.funding.unit = "USD"
    rates = [
        { pair = "EUR/USD", date = 2024-03-01, rate = 1.25 },
        { pair = "EUR/USD", date = 2024-01-01, rate = 1.5 },
        { pair = "GBP/USD", date = 2024-01-01, rate = 2 },
        { pair = "USD/CAD", date = 2024-01-01, rate = 4 },
        { pair = "CHF/EUR", date = 2024-01-01, rate = 1 },
    ]
"""


@pytest.mark.parametrize(
    ("day", "converted"),
    [
        ("2024-01-01", 150),  # the rate of the day itself
        ("2024-02-29", 150),  # the latest one before
        ("2024-03-01", 125),
        ("2030-01-01", 125),
    ],
)
def test_the_latest_rate_of_the_pair_on_or_before_the_entrys_date_converts_it(
    breakdown: BreakDown, day: str, converted: int
) -> None:
    entry = f'country = "ES", date = {day}, total = 100, currency = "EUR"'
    row = breakdown(f'{RATES}\nactuals = [{{ commitment = "funding", {entry} }}]')
    assert (row.actual, row.unconverted) == (converted, 0)


def test_a_later_rate_does_not_reprice_an_earlier_entry(breakdown: BreakDown) -> None:
    entry = 'country = "ES", date = 2024-02-01, total = 100, currency = "EUR"'
    row = breakdown(f'{RATES}\nactuals = [{{ commitment = "funding", {entry} }}]', "2024-12-31")
    assert row.actual == 150


def test_totals_amounts_pledges_and_whole_mission_entries_are_all_converted(breakdown: BreakDown) -> None:
    row = breakdown(f"""
        {RATES}
        pledges = [
            {{ commitment = "funding", date = 2024-01-01, total = 1000, currency = "GBP" }},
            {{ commitment = "funding", country = "ES", date = 2024-01-01, amount = 10, currency = "EUR" }},
        ]
        actuals = [
            {{ commitment = "funding", date = 2024-01-01, total = 100, currency = "GBP" }},
            {{ commitment = "funding", date = 2024-01-02, amount = 1, currency = "EUR" }},
            {{ commitment = "funding", country = "ES", date = 2024-03-02, amount = -4, currency = "EUR" }},
        ]
    """)
    # Spain's 4 euros are worth what its first pledge's rate says, 1.5, and not 1.25, the rate of their own day.
    assert (row.pledged, row.country_pledged, row.actual, row.attributed) == (2000, 15, D("195.5"), -6)


def test_an_entry_in_the_unit_itself_needs_no_rate(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        actuals = [{ commitment = "funding", country = "US", date = 2024-01-01, total = 5, currency = "USD" }]
    """)
    assert (row.actual, row.unconverted) == (5, 0)


def test_a_conversion_keeps_every_digit(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        rates = [{ pair = "EUR/USD", date = 2024-01-01, rate = 1.000001 }]
        actuals = [
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 999999999999999.999999, currency = "EUR" },
        ]
    """)
    # x times 1.000001 is x and a millionth of it: 999999999999999.999999 + 999999999.999999999999
    assert row.actual == D("1000000999999999.999998999999")


@pytest.mark.parametrize(
    "currency",
    [
        "CHF",  # CHF/EUR and EUR/USD are not chained
        "JPY",  # no rate at all
    ],
)
def test_a_rate_is_never_chained_or_guessed(breakdown: BreakDown, currency: str) -> None:
    entry = f'country = "ES", date = 2024-05-01, total = 100, currency = "{currency}"'
    row = breakdown(f'{RATES}\nactuals = [{{ commitment = "funding", {entry} }}]')
    assert (row.actual, row.unconverted) == (None, 1)


@pytest.mark.parametrize(
    ("rates", "day", "expected"),
    [
        ('{ pair = "USD/CAD", date = 2024-01-01, rate = 4 }', "2024-05-01", 25),
        # Of the latest rate, whichever way round it is written.
        (
            '{ pair = "CAD/USD", date = 2024-01-01, rate = 0.5 }, { pair = "USD/CAD", date = 2024-02-01, rate = 4 }',
            "2024-05-01",
            25,
        ),
        (
            '{ pair = "CAD/USD", date = 2024-02-01, rate = 0.5 }, { pair = "USD/CAD", date = 2024-01-01, rate = 4 }',
            "2024-05-01",
            50,
        ),
        (
            '{ pair = "CAD/USD", date = 2024-02-01, rate = 0.5 }, { pair = "USD/CAD", date = 2024-01-01, rate = 4 }',
            "2024-01-31",
            25,
        ),
        # Of two on one day that of the pair itself, in whichever order the file has them.
        (
            '{ pair = "CAD/USD", date = 2024-01-01, rate = 0.5 }, { pair = "USD/CAD", date = 2024-01-01, rate = 4 }',
            "2024-01-01",
            50,
        ),
        (
            '{ pair = "USD/CAD", date = 2024-01-01, rate = 4 }, { pair = "CAD/USD", date = 2024-01-01, rate = 0.5 }',
            "2024-01-01",
            50,
        ),
        ('{ pair = "USD/CAD", date = 2024-05-02, rate = 4 }', "2024-05-01", None),
    ],
)
def test_a_rate_of_the_pair_multiplies_and_one_of_the_pair_the_other_way_round_divides(
    breakdown: BreakDown, rates: str, day: str, expected: int | None
) -> None:
    row = breakdown(f"""
        commitments.funding.unit = "USD"
        rates = [{rates}]
        actuals = [{{ commitment = "funding", country = "CA", date = {day}, total = 100, currency = "CAD" }}]
    """)
    assert row.actual == expected


def test_a_rate_that_is_a_quotient_is_rounded_once_and_what_it_multiplies_is_exact(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        rates = [{ pair = "USD/IDR", date = 2024-01-01, rate = 15_000 }]
        actuals = [
            { commitment = "funding", country = "ID", date = 2024-02-01, amount = 9_999_999_999.5, currency = "IDR" },
            { commitment = "funding", country = "ID", date = 2024-02-02, amount = 0.5, currency = "IDR" },
        ]
    """)
    assert row.actual == D("0.00006666666666666666666666666667") * 10**10


@pytest.mark.parametrize(
    ("rate", "total", "expected"),
    [
        ("0.0000614", "15_000_000_000", "921_000"),
        ("0.000000000000001", "900_000_000_000_000", "0.9"),
        ("999_999_999_999_999.999999999999999", "1", "999_999_999_999_999.999999999999999"),
    ],
)
def test_a_rate_has_fifteen_decimal_places_so_that_weak_currencies_can_be_written(
    breakdown: BreakDown, rate: str, total: str, expected: str
) -> None:
    row = breakdown(f"""
        commitments.funding.unit = "USD"
        rates = [{{ pair = "IDR/USD", date = 2024-01-01, rate = {rate} }}]
        actuals = [{{ commitment = "funding", country = "ID", date = 2024-02-01, total = {total}, currency = "IDR" }}]
    """)
    assert row.actual == D(expected)


def test_a_rate_of_a_later_date_does_not_convert_an_entry(breakdown: BreakDown) -> None:
    entry = 'country = "ES", date = 2023-12-31, total = 100, currency = "EUR"'
    row = breakdown(f'{RATES}\nactuals = [{{ commitment = "funding", {entry} }}]', "2024-12-31")
    assert (row.actual, row.unconverted) == (None, 1)


def test_without_a_rate_a_contributors_actual_counts_as_not_stated(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        actuals = [
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 5 },
            { commitment = "funding", country = "ES", date = 2024-02-01, amount = 9, currency = "EUR" },
            { commitment = "funding", country = "FR", date = 2024-02-01, amount = 9, currency = "EUR" },
        ]
    """)
    assert [(each.id, each.actual, each.actual_bound, each.actual_basis) for each in row.contributions] == [
        ("ES", 5, "at-least", "reported"),
        ("FR", None, None, "not-stated"),
    ]
    assert (row.actual, row.actual_bound, row.unconverted) == (5, "at-least", 2)


def test_without_a_rate_a_contributors_pledge_counts_as_not_stated_and_its_status_counts(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        pledges = [
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 5 },
            { commitment = "funding", country = "ES", date = 2024-02-01, total = 9, currency = "EUR", status = "on-hold" },
            { commitment = "funding", country = "FR", date = 2024-02-01, amount = 9, currency = "EUR" },
        ]
    """)
    # A total that no rate converts makes the level null: what Spain had pledged before is restated.
    assert [(each.id, each.pledged, each.pledge_status) for each in row.contributions] == [
        ("FR", None, "firm"),
        ("ES", None, "on-hold"),
    ]
    assert row.unconverted == 2


def test_without_a_rate_a_headline_is_null_and_a_whole_mission_delivery_makes_a_lower_bound(
    breakdown: BreakDown,
) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        pledges = [
            { commitment = "funding", date = 2024-01-01, total = 600, currency = "EUR" },
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 5 },
        ]
        actuals = [
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 4 },
            { commitment = "funding", date = 2024-02-01, total = 68, currency = "EUR" },
        ]
    """)
    assert (row.pledged, row.actual, row.actual_bound, row.unconverted) == (None, 4, "at-least", 2)
    assert (row.country_pledged, row.unpledged) == (5, None)
    assert str(row.reported_on) == "2024-02-01"


def test_a_foreign_entry_without_a_figure_needs_no_rate(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        actuals = [{ commitment = "funding", country = "ES", date = 2024-01-01, currency = "EUR" }]
    """)
    assert (row.actual, row.unconverted) == (None, 0)


def test_commitments_are_never_summed_and_each_has_its_own_unit(ledger: Callable[[str], Ledger]) -> None:
    report = countries(
        ledger("""
            commitments.funding.unit = "USD"
            commitments.grants.unit = "EUR"
            rates = [{ pair = "EUR/USD", date = 2024-01-01, rate = 2 }]
            actuals = [
                { commitment = "funding", country = "ES", date = 2024-01-01, total = 10, currency = "EUR" },
                { commitment = "grants", country = "ES", date = 2024-01-01, total = 10, currency = "EUR" },
            ]
        """)
    )
    assert [(row.id, row.unit, row.actual) for row in report.commitments] == [
        ("funding", "USD", 20),
        ("grants", "EUR", 10),
    ]
