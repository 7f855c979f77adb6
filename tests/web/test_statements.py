"""Where a commitment stands, in one sentence: each figure by hand from R3 to R5."""

from collections.abc import Callable

import pytest

from mss_gap import Ledger, summary
from mss_gap.render.sentences import statement

COUNTED = '[commitments.bases]\nunit = "bases"\n'
DATED = '[[actuals]]\ncommitment = "bases"\ndate = 2025-06-25\n'
PARTLY = 'country = "KE"\n'


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("pledged = 12\nactual = 3\n", "3 of 12 bases (25.0%) delivered; 9 missing."),
        ("pledged = 12\nactual = 12\n", "12 of 12 bases (100.0%) delivered; nothing is missing."),
        ("pledged = 12\nactual = 15\n", "15 of 12 bases (125.0%) delivered; 3 more than pledged."),
        ("pledged = 0\nactual = 3\n", "3 of 0 bases delivered; 3 more than pledged."),
        ("pledged = 0\nactual = 0\n", "0 of 0 bases delivered; nothing is missing."),
        ("pledged = 12\n", "12 bases pledged; what was delivered is not stated."),
        ("actual = 3\n", "3 bases delivered; no pledge is stated."),
        ("", "Neither a pledge nor a delivery is stated."),
        (f"pledged = 12\n{DATED}total = 3\n", "3 of 12 bases (25.0%) delivered as of 25 June 2025; 9 missing."),
        (f"{DATED}total = 3\n", "3 bases delivered as of 25 June 2025; no pledge is stated."),
        (
            f"pledged = 12\n{DATED}total = 3\n{PARTLY}{DATED}country = 'JM'\n",
            "At least 3 of 12 bases (≥25.0%) delivered as of 25 June 2025; at most 9 missing.",
        ),
        (
            f"pledged = 2\n{DATED}total = 3\n{PARTLY}{DATED}country = 'JM'\n",
            "At least 3 of 2 bases (≥150.0%) delivered as of 25 June 2025; at least 1 more than pledged.",
        ),
        (
            f"{DATED}total = 3\n{PARTLY}{DATED}country = 'JM'\n",
            "At least 3 bases delivered as of 25 June 2025; no pledge is stated.",
        ),
    ],
)
def test_a_commitment_in_a_sentence(figures: str, said: str, ledger: Callable[[str], Ledger]) -> None:
    (row,) = summary(ledger(COUNTED + figures)).commitments
    assert statement(row) == said


def test_money_is_written_in_full(ledger: Callable[[str], Ledger]) -> None:
    (row,) = summary(
        ledger('[commitments.fund]\nunit = "USD"\npledged = 600_000_000\nactual = 68_000_000.5')
    ).commitments
    assert statement(row) == "$68,000,000.50 of $600,000,000 (11.3%) delivered; $531,999,999.50 missing."
