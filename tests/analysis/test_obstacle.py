"""Why nothing can be computed for a claim."""

from collections.abc import Callable

import pytest

from mss_gap import ClaimVerdict, Ledger, claims
from mss_gap.analysis.reports.obstacle import obstacle

LEDGER = """
    mission.as_of = 2025-06-27
    commitments.boats = {{ unit = "boats", pledged = 0 }}
    commitments.cash = {{ unit = "USD" }}
    commitments.food = {{ unit = "t", pledged = 9, actual = 3, stages = ["agreed", "received"] }}
    indicators.displaced = {{ value = 3 }}
    indicators.returned = {{ value = 3, previous = 0 }}
    pledges = [
        {{ commitment = "cash", country = "FR", date = 2024-01-01 }},
        {{ commitment = "food", country = "FR", date = 2024-01-01 }},
    ]
    actuals = [
        {{ commitment = "boats", date = 2024-05-01, total = 0 }},
        {{ commitment = "boats", country = "KE", date = 2024-05-01, total = 0 }},
        {{ commitment = "cash", country = "KE", date = 2024-05-01, total = 5, currency = "EUR" }},
    ]
    claims = [{{ text = "…", value = 1, {claim} }}]
"""
LEFT_OUT = "; 1 without an exchange rate"


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ('commitment = "boats", measure = "delivered_pct"', "the pledge is 0 then"),
        (
            'commitment = "boats", measure = "actual", as_of = 2020-01-01',
            "no amount delivered by the whole is stated by then",
        ),
        ('commitment = "boats", measure = "share_pct", country = "KE"', "what the whole delivered is 0 then"),
        ('commitment = "boats", measure = "actual", country = "JM"', "Jamaica has no entry by then"),
        ('commitment = "boats", measure = "pledged", country = "KE"', "no amount pledged by Kenya is stated by then"),
        ('commitment = "cash", measure = "pledged", as_of = 2023-01-01', "no pledge is stated by then"),
        (
            'commitment = "cash", measure = "actual", country = "KE"',
            f"no amount delivered by Kenya is stated by then{LEFT_OUT}",
        ),
        (
            'commitment = "cash", measure = "gap", country = "FR"',
            f"no amount pledged by France is stated by then{LEFT_OUT}",
        ),
        (
            'commitment = "food", measure = "actual", stage = "agreed"',
            'no amount delivered by the whole at the stage "agreed" is stated by then',
        ),
        (
            'commitment = "food", measure = "actual", stage = "agreed", country = "FR"',
            'no amount delivered by France at the stage "agreed" is stated by then',
        ),
        (
            'commitment = "food", measure = "actual", stage = "received", as_of = 2020-01-01, country = "FR"',
            "France has no entry by then",
        ),
        (
            'commitment = "food", measure = "country_pledged"',
            "no amount pledged by a contributor is stated by then",
        ),
        ('commitment = "food", measure = "unpledged"', "no amount pledged by a contributor is stated by then"),
        ('commitment = "cash", measure = "unpledged", as_of = 2023-01-01', "no pledge is stated by then"),
        ('commitment = "cash", measure = "kept_pct", as_of = 2023-01-01', "no firm pledge can be measured by then"),
        ('indicator = "displaced", measure = "change_pct"', "the indicator has no previous figure"),
        ('indicator = "returned", measure = "change_pct"', "the previous figure is 0"),
        ('indicator = "displaced", measure = "share_pct"', "the indicator has no out_of"),
    ],
)
def test_what_is_missing_is_named(ledger: Callable[[str], Ledger], claim: str, reason: str) -> None:
    read = ledger(LEDGER.format(claim=claim))
    (row,) = claims(read).claims
    assert row.computed is None
    assert obstacle(read, row) == reason


def test_a_bound_that_leaves_a_claim_open_is_reported(ledger: Callable[[str], Ledger]) -> None:
    read = ledger("""
        commitments.boats = { unit = "boats" }
        actuals = [{ commitment = "boats", date = 2024-05-01, total = 3, qualifier = "over" }]
        claims = [{ text = "…", commitment = "boats", measure = "actual", value = 4 }]
    """)
    (row,) = claims(read).claims
    assert row.verdict is ClaimVerdict.NOT_COMPUTABLE
    assert obstacle(read, row) == "the ledger's own figure is not known exactly"
