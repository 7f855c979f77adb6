"""The oracle itself, held to answers that were worked out by hand, and to ledgers made at random."""

import random
import tomllib
from decimal import Decimal
from typing import Any

import pytest

from tests.analysis import oracle
from tests.analysis.random_ledgers import as_toml, random_document

RATES_READ_AS_DEFAULT = """
    commitments.f.unit = "USD"
    rates = [
        { pair = "EUR/USD", date = 2010-01-01, rate = 1.40 },
        { pair = "EUR/USD", date = 2025-05-01, rate = 1.12 },
    ]
    pledges = [{ commitment = "f", country = "FR", date = 2025-01-01, total = 100, currency = "EUR" }]
    actuals = [{ commitment = "f", country = "FR", date = 2025-06-01, total = 100, currency = "EUR" }]
"""
RESTATED_PLEDGE = """
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
PLEDGE_OF_UNKNOWN_SIZE = """
    commitments.t.unit = "tanks"
    pledges = [
        { commitment = "t", country = "PL", date = 2022-03-01, total = 10 },
        { commitment = "t", country = "DE", date = 2022-03-02 },
    ]
    actuals = [{ commitment = "t", country = "PL", date = 2022-04-01, total = 10 }]
"""
PERSONNEL = """
    commitments.personnel = { unit = "personnel", pledged = 2500 }
    actuals = [
        { commitment = "personnel", date = 2025-01-04, total = 590 },
        { commitment = "personnel", date = 2025-01-18, amount = 217 },
        { commitment = "personnel", date = 2025-02-04, amount = 70 },
        { commitment = "personnel", date = 2025-02-06, amount = 144 },
        { commitment = "personnel", date = 2025-06-25, total = 991 },
    ]
"""


def parsed(text: str) -> dict[str, Any]:
    document = text.replace("\n    ", "\n")
    return tomllib.loads(document, parse_float=Decimal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PERSONNEL, {"gap": 1509, "delivered_pct": Decimal("39.64"), "shortfall_pct": Decimal("60.36")}),
        (RATES_READ_AS_DEFAULT, {"pledged": 140, "gap": 0, "delivered_pct": 100, "gap_bound": "exact"}),
        (RESTATED_PLEDGE, {"pledged": 113_500, "gap": 0, "delivered_pct": 100}),
        (PLEDGE_OF_UNKNOWN_SIZE, {"pledged": 10, "pledged_bound": "at-least", "gap": 0, "gap_bound": "at-least"}),
        (PLEDGE_OF_UNKNOWN_SIZE, {"delivered_pct": 100, "delivered_bound": "at-most", "shortfall_bound": "at-least"}),
    ],
)
def test_a_summary_is_what_was_worked_out(text: str, expected: dict[str, object]) -> None:
    (row,) = oracle.summary(parsed(text))
    assert {key: row[key] for key in expected} == expected


def test_a_history_is_what_was_worked_out() -> None:
    ((personnel),) = oracle.history(parsed(PERSONNEL))
    assert [point["actual"] for point in personnel["points"]] == [590, 807, 877, 1021, 991]


WHOLE_OF_100 = """
    commitments.t.unit = "tanks"
    actuals = [
        {{ commitment = "t", date = 2022-03-01, total = 100 }},
        {{ commitment = "t", country = "PL", date = 2022-02-01, total = 10 }},
        {{ commitment = "t", country = "DE", date = 2022-04-01, {after} }},
    ]
"""


@pytest.mark.parametrize(
    ("after", "actual", "bound"),
    [
        ("total = 5", 100, "at-least"),  # taken to be inside the whole, and may have grown since
        ("amount = 5", 105, "exact"),
        ('amount = -5, qualifier = "at-least"', 95, "at-most"),
    ],
)
def test_a_contributor_without_a_level_when_the_whole_was_stated(after: str, actual: int, bound: str) -> None:
    (row,) = oracle.summary(parsed(WHOLE_OF_100.format(after=after)))
    assert (row["actual"], row["actual_bound"]) == (actual, bound)


PLEDGE_OF_100 = """
    commitments.t.unit = "tanks"
    pledges = [
        {{ commitment = "t", country = "PL", date = 2022-02-01, total = 100 }},
        {{ commitment = "t", country = "PL", date = 2022-03-01, {after} }},
    ]
"""


@pytest.mark.parametrize(
    ("after", "pledged", "parts"),
    [
        ('status = "on-hold"', 100, (0, 100, 0, 0)),
        ('status = "withdrawn"', 0, (0, 0, 0, 100)),
        ('status = "withdrawn", part = 30', 70, (70, 0, 0, 30)),
        ('status = "conditional", part = 130', 100, (0, 0, 130, 0)),
        ('total = 20, status = "on-hold", part = 5', 20, (15, 5, 0, 0)),
        ("due = 2023-01-01", 100, (100, 0, 0, 0)),
    ],
)
def test_a_pledge_is_divided(after: str, pledged: int, parts: tuple[int, ...]) -> None:
    (row,) = oracle.countries(parsed(PLEDGE_OF_100.format(after=after)))
    (poland,) = row["contributions"]
    divided = tuple(poland[status] for status in ("firm", "on_hold", "conditional", "withdrawn"))
    assert (poland["pledged"], poland["pledged_bound"], divided) == (pledged, "exact", parts)


@pytest.mark.parametrize("seed", range(100))
def test_a_random_ledger_is_answered_and_read_back(seed: int) -> None:
    document = random_document(random.Random(seed))  # noqa: S311 - nothing secret
    assert tomllib.loads(as_toml(document), parse_float=Decimal) == document
    for report in (oracle.summary, oracle.countries, oracle.pace, oracle.history):
        assert len(report(document)) == len(document["commitments"])
