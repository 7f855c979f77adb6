"""Three ledgers whose figures the first edition of the arithmetic got wrong."""

from collections.abc import Callable
from datetime import date

from mss_gap import Ledger, compare, countries, summary

Read = Callable[[str], Ledger]

PAID_AT_ANOTHER_DAY_S_RATE = """
    commitments.f.unit = "USD"
    rates = [
        { pair = "EUR/USD", date = 2010-01-01, rate = 1.40 },
        { pair = "EUR/USD", date = 2025-05-01, rate = 1.12 },
    ]
    pledges = [{ commitment = "f", country = "FR", date = 2025-01-01, total = 100, currency = "EUR" }]
    actuals = [{ commitment = "f", country = "FR", date = 2025-06-01, total = 100, currency = "EUR" }]
"""


def test_what_exchange_rates_do_between_a_pledge_and_its_payment_is_no_default(ledger: Read) -> None:
    (row,) = countries(ledger(PAID_AT_ANOTHER_DAY_S_RATE)).commitments
    assert (row.pledged, row.actual, row.gap, row.delivered_pct, row.sum_of_shortfalls) == (140, 140, 0, 100, 0)
    (france,) = row.contributions
    assert (france.gap, france.delivered_pct, france.delivered_bound) == (0, 100, "exact")
    assert (france.currency, france.pledged_stated, france.actual_stated) == ("EUR", 100, 100)
    assert (str(france.rate), france.rate_date) == ("1.40", date(2010, 1, 1))


PLEDGED_AGAIN_WORD_FOR_WORD = """
    mission.as_of = 2025-06-30
    commitments.f.unit = "USD"
    rates = [
        { pair = "NOK/USD", date = 2022-01-01, rate = 0.1135 },
        { pair = "NOK/USD", date = 2024-12-31, rate = 0.0880 },
    ]
    pledges = [
        { commitment = "f", country = "NO", date = 2022-03-01, total = 1_000_000, currency = "NOK" },
        { commitment = "f", country = "NO", date = 2025-01-15, total = 1_000_000, currency = "NOK" },
    ]
    actuals = [{ commitment = "f", country = "NO", date = 2022-06-01, amount = 1_000_000, currency = "NOK" }]
"""


def test_a_pledge_restated_word_for_word_changes_nothing(ledger: Read) -> None:
    read = ledger(PLEDGED_AGAIN_WORD_FOR_WORD)
    (row,) = summary(read).commitments
    assert (row.pledged, row.actual, row.gap, row.delivered_pct) == (113_500, 113_500, 0, 100)
    (moved,) = compare(read, read, date(2024, 12, 31), date(2025, 6, 30)).commitments
    figures = (moved.pledged, moved.actual, moved.gap, moved.shortfall_pct)
    assert [(figure.from_ == figure.to, figure.change) for figure in figures] == [(True, 0)] * 4
    assert moved.contributions == ()


A_PLEDGE_OF_UNKNOWN_SIZE = """
    commitments.t.unit = "tanks"
    pledges = [
        { commitment = "t", country = "PL", date = 2022-03-01, total = 10 },
        { commitment = "t", country = "DE", date = 2022-03-02 },
    ]
    actuals = [{ commitment = "t", country = "PL", date = 2022-04-01, total = 10 }]
"""


def test_a_pledge_of_unknown_size_is_not_counted_as_nothing(ledger: Read) -> None:
    (row,) = countries(ledger(A_PLEDGE_OF_UNKNOWN_SIZE)).commitments
    assert (row.pledged, row.pledged_bound) == (10, "at-least")
    assert (row.actual, row.actual_bound) == (10, "exact")
    assert (row.gap, row.gap_bound) == (0, "at-least")
    assert (row.delivered_pct, row.delivered_bound) == (100, "at-most")
    assert (row.shortfall_pct, row.shortfall_bound) == (0, "at-least")
    assert (row.country_pledged, row.country_pledged_bound) == (10, "at-least")
    assert [(each.id, each.pledged, each.pledged_bound, each.firm) for each in row.contributions] == [
        ("PL", 10, "exact", 10),
        ("DE", None, None, None),
    ]
