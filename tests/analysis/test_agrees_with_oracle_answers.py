"""What the program answers to scenarios and claims on random ledgers is what the oracle answers."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from mss_gap import Deliver, Fulfil, NothingToChangeError, Pledged, Withdraw, claims, what_if
from mss_gap.ledger.read.load import parse_ledger
from tests.analysis import oracle_answers as oracle
from tests.analysis.oracle import report_date
from tests.analysis.random_ledgers import COUNTRIES, QUALIFIERS, as_toml, chance, last_day, random_document, random_size

SEEDS = range(0, 150, 15)
OF_THE_WHOLE = ("pledged", "actual", "gap", "delivered_pct", "shortfall_pct")
OF_PLEDGES = ("pledged", "pledgers", "country_pledged", "unpledged")
MEASURES = (
    *OF_THE_WHOLE,
    "share_pct",
    "contributors",
    "pledgers",
    "country_pledged",
    "unpledged",
    "kept_pct",
    "kept_pct",
)


def random_step(rng: random.Random, document: dict[str, Any]) -> tuple[oracle.Step, Any]:
    """A step as the oracle and as the program take it."""
    key, code = rng.choice(list(document["commitments"])), rng.choice(COUNTRIES)
    figure = Decimal(random_size(rng))
    match rng.choice(("withdraw", "deliver", "deliver", "fulfil", "fulfil all", "pledge")):
        case "withdraw":
            return ("withdraw", None, code, None), Withdraw(code)
        case "deliver":
            return ("deliver", key, code, Fraction(figure)), Deliver(key, code, figure)
        case "fulfil":
            return ("fulfil", None, code, None), Fulfil(code)
        case "fulfil all":
            return ("fulfil", None, None, None), Fulfil(None)
    return ("pledge", key, code, Fraction(figure)), Pledged(key, code, figure)


@pytest.mark.parametrize("first", SEEDS)
def test_a_scenario_leads_where_the_oracle_says(first: int) -> None:
    for seed in range(first, first + SEEDS.step):
        rng = random.Random(seed)  # noqa: S311 - nothing secret
        document = random_document(rng)
        steps = [random_step(rng, document) for _ in range(rng.randint(0, 3))]
        ledger = parse_ledger(as_toml(document).encode(), "test.toml")
        try:
            report = what_if(ledger, [step for _, step in steps])
        except NothingToChangeError:
            continue
        for row, outcome in zip(oracle.what_if(document, [step for step, _ in steps]), report.commitments, strict=True):
            found = {key: getattr(outcome.after, key) for key in row}
            assert found == row, f"seed {seed}, {steps}\n{as_toml(document)}"


def random_claim(rng: random.Random, document: dict[str, Any]) -> dict[str, Any]:
    """A claim about a commitment, often close to what is computed."""
    key = rng.choice(list(document["commitments"]))
    days = [last_day(entry["date"]) for table in ("pledges", "actuals") for entry in document.get(table, [])]
    claim = {
        "text": "…",
        "commitment": key,
        "measure": rng.choice(MEASURES),
        "as_of": rng.choice(days or [report_date(document, None)]),
    }
    if claim["measure"] == "share_pct" or (claim["measure"] in OF_THE_WHOLE and chance(rng, 0.4)):
        claim["country"] = rng.choice(COUNTRIES)
    stages = document["commitments"][key].get("stages")
    if stages and claim["measure"] not in OF_PLEDGES and chance(rng, 0.5):
        claim["stage"] = rng.choice(stages)
    value = oracle.computed(document, claim).value or Fraction(random_size(rng))
    value *= rng.choice((1, 1, 1, Fraction(21, 20), Fraction(19, 20), 2))
    claim["value"] = oracle.rounded(value, rng.choice((0, 1, 2)))
    claim["qualifier"] = rng.choice(QUALIFIERS)
    if claim["qualifier"] in {"exactly", "about"} and chance(rng, 0.3):
        claim["within"] = rng.randint(0, 9)
    if chance(rng, 0.05):
        claim |= {"comparable": False, "note": "Of another period."}
    return claim


@pytest.mark.parametrize("first", SEEDS)
def test_a_claim_is_judged_as_the_oracle_judges_it(first: int) -> None:
    for seed in range(first, first + SEEDS.step):
        rng = random.Random(seed)  # noqa: S311 - nothing secret
        document = random_document(rng)
        if report_date(document, None) is None:
            continue
        document["claims"] = [random_claim(rng, document) for _ in range(8)]
        text = as_toml(document)
        for claim, row in zip(document["claims"], claims(parse_ledger(text.encode(), "test.toml")).claims, strict=True):
            figure = oracle.computed(document, claim)
            message = f"seed {seed}, {claim}, the oracle says {figure}, the program {row}\n{text}"
            assert row.computed_bound == figure.bound, message
            if figure.value is None or row.computed is None:
                assert row.computed is figure.value, message
            else:
                assert abs(Fraction(row.computed) - figure.value) <= abs(figure.value) / 10**20, message
            assert row.verdict == oracle.verdict(claim, figure), message
