"""What `countries` and `history --every` say of groups, scales and periods (R15) is what the oracle says."""

import json
import random
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from mss_gap import SelectionError, countries, history_by_period
from mss_gap.analysis.reports.base import Report
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.formats.json import json_document
from tests.analysis import oracle_groups as oracle
from tests.analysis.random_ledgers import COUNTRIES, Document, as_toml, chance, random_document
from tests.analysis.test_agrees_with_oracle import differences, random_report_date

SEEDS = range(0, 150, 25)
WHOLES = range(0, 100, 50)
QUOTIENTS = ("per_value", "fair_share", "fair_ratio")
"""Keys of the document that have a quotient, which is not of 6 decimals."""


def random_groups(rng: random.Random) -> Document:
    """A ledger with groups, some of which share a member, and a scale that leaves contributors out."""
    document = random_document(rng)
    known = [*COUNTRIES, *document.get("contributors", {})]
    document["groups"] = {
        key: {"name": rng.choice(("Friends", "allies", "Neighbours")), "members": rng.sample(known, rng.randint(1, 4))}
        for key in ("north", "south", "east")[: rng.randint(1, 3)]
    }
    if chance(rng, 0.7):  # groups that share no one
        taken: set[str] = set()
        for key, group in list(document["groups"].items()):
            group["members"] = [code for code in group["members"] if code not in taken]
            taken.update(group["members"])
            if not group["members"]:
                del document["groups"][key]
    measured = rng.sample(known, rng.randint(1, len(known))) if chance(rng, 0.6) else known
    document["scales"] = {
        "gdp": {
            "values": {code: rng.choice((1, 3, 400, Decimal("0.25"), 7_000_000, Decimal("12.5"))) for code in measured}
        }
    }
    return document


def random_question(rng: random.Random, document: Document) -> dict[str, Any]:
    """A way to ask for contributors that does not exclude itself."""
    groups = document["groups"]
    asked: dict[str, Any] = rng.choice(
        (
            {},
            {"by_groups": True},
            {"by_groups": True},
            {"by_groups": True, "groups": rng.sample(list(groups), rng.randint(1, len(groups)))},
            {"groups": rng.sample(list(groups), rng.randint(1, len(groups)))},
            {"groups": rng.sample(list(groups), 1), "countries": rng.sample(COUNTRIES, 2)},
            {"countries": rng.sample(COUNTRIES, rng.randint(1, 3))},
        )
    )
    if "countries" not in asked and chance(rng, 0.5):
        asked["top"] = rng.randint(0, 3)
    if chance(rng, 0.6):
        asked["per"] = "gdp"
    if chance(rng, 0.5):
        asked["sort"] = rng.choice(("pledged", "actual", "gap", "delivered", "name"))
    return asked


def in_document(row: object) -> object:
    """Rows whose quotients are compared as quotients: a document has them unrounded."""
    if isinstance(row, list):
        return [in_document(each) for each in row]
    if not isinstance(row, dict):
        return row
    return {(f"{key}_pct" if key in QUOTIENTS else key): in_document(value) for key, value in row.items()}


def read(report: Report) -> object:
    """The commitments of the document of a report."""
    return in_document(json.loads(json_document(report), parse_float=Decimal, parse_int=Decimal)["commitments"])


def checked_groups(seed: int) -> Counter[str]:
    """Compare the answer to one question; return what the answer had."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    document = random_groups(rng)
    question = random_question(rng, document)
    text, as_of = as_toml(document), random_report_date(rng, document)
    expected = oracle.grouped(document, as_of, **question)
    case = f"seed {seed}, report date {as_of}, {question}:"
    try:
        report = countries(parse_ledger(text.encode(), "test.toml"), as_of, **question)
    except SelectionError:
        assert expected is None, f"{case}\nrefused, and the oracle refuses nothing\n\n{text}"
        return Counter(refused=1)
    assert expected is not None, f"{case}\nthe oracle refuses this\n\n{text}"
    different = list(differences(in_document(expected), read(report)))
    assert not different, "\n".join([case, *different, "", text])
    groups = [group for commitment in report.commitments for group in commitment.groups]
    return Counter(
        {
            "group": len(groups),
            "inexact": sum(group.actual_bound not in {None, "exact"} for group in groups),
            "unknown": sum(group.actual is None for group in groups),
            "others": sum(group.id == oracle.OTHERS for group in groups),
            "fair": sum(group.fair_ratio is not None for group in groups),
            "unmeasured": sum(group.fair_share is None for group in groups if "per" in question),
        }
    )


def checked_periods(seed: int) -> Counter[str]:
    """Compare the periods of one ledger; return what they had."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    document = random_document(rng)
    text, as_of = as_toml(document), random_report_date(rng, document)
    every = rng.choice(("month", "quarter", "year"))
    start = (1, 1) if every == "month" or chance(rng, 0.5) else (rng.randint(1, 12), rng.choice((1, 15, 28)))
    question: dict[str, Any] = {"by_country": chance(rng, 0.5), "year_starts": start}
    day = oracle.report_date(document, as_of)
    if day is not None and chance(rng, 0.3):
        question["from_date"] = day - timedelta(rng.choice((0, 1, 40, 400)))
    report = history_by_period(parse_ledger(text.encode(), "test.toml"), every, as_of, **question)
    different = list(differences(oracle.by_period(document, every, as_of, **question), read(report)))
    assert not different, "\n".join(
        [f"seed {seed}, report date {as_of}, by {every}, {question}:", *different, "", text]
    )
    rows = [row for commitment in report.commitments for row in commitment.periods]
    return Counter(
        {
            "restated": sum(row.restated for row in rows),
            "standstill": sum(row.flow == 0 for row in rows),
            "unknown": sum(row.flow is None for row in rows),
            "less": sum((row.flow or 0) < 0 for row in rows),
        }
    )


@pytest.mark.parametrize("first", SEEDS)
def test_groups_and_scales_of_random_ledgers_are_what_the_oracle_says(first: int) -> None:
    for seed in range(first, first + SEEDS.step):
        checked_groups(seed)


@pytest.mark.parametrize("first", SEEDS)
def test_periods_of_random_ledgers_are_what_the_oracle_says(first: int) -> None:
    for seed in range(first, first + SEEDS.step):
        checked_periods(seed)


def test_the_random_ledgers_have_groups_and_periods_of_every_kind() -> None:
    occurred = sum((checked_groups(seed) for seed in range(120)), Counter())
    assert min(occurred[kind] for kind in ("inexact", "unknown", "others", "fair", "unmeasured", "refused")) > 0
    occurred = sum((checked_periods(seed) for seed in range(80)), Counter())
    assert min(occurred[kind] for kind in ("restated", "standstill", "unknown", "less")) > 0


@pytest.mark.parametrize("first", WHOLES)
def test_by_groups_the_rows_of_a_table_add_up_to_the_whole(first: int) -> None:
    """The groups, the contributors in none, and the unattributed rest, each once (R15), whatever is left unknown."""
    for seed in range(first, first + WHOLES.step):
        document = random_groups(random.Random(seed))  # noqa: S311 - nothing secret
        ledger = parse_ledger(as_toml(document).encode(), "test.toml")
        try:
            report = countries(ledger, by_groups=True, top=seed % 3)
        except SelectionError:
            continue
        for row in report.commitments:
            parts = [oracle.sum_of(line.actual for line in row.lines), oracle.sum_of([row.unattributed])]
            if row.actual is not None:
                assert sum(parts, Fraction(0)) == Fraction(row.actual), f"seed {seed}"
