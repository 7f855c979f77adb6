"""What `kept` says of random ledgers is what the oracle says."""

import json
import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mss_gap import KeptVerdict, kept
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.formats.json import json_document
from tests.analysis import oracle_kept as oracle
from tests.analysis.oracle import report_date
from tests.analysis.random_ledgers import (
    Document,
    Entry,
    as_toml,
    chance,
    is_valid_beside,
    last_day,
    random_document,
    random_size,
)
from tests.analysis.test_agrees_with_oracle import differences

SEEDS = range(0, 250, 25)


def random_promises(rng: random.Random) -> Document:
    """A ledger whose pledges often have due days of their own, and are often met."""
    document = random_document(rng)
    document |= {"pledges": document.get("pledges", []), "actuals": document.get("actuals", [])}
    if chance(rng, 0.5):
        for entry in (*document["pledges"], *document["actuals"]):
            for inexact in ("qualifier", "currency", "value"):
                entry.pop(inexact, None)
    stated, document["pledges"] = document["pledges"], []
    for pledge in stated:
        promised = promise(rng, pledge) if "country" in pledge else pledge
        add(document, "pledges", promised)
    totals = [each for each in document["pledges"] if "total" in each and not {"status", "outside"} & each.keys()]
    if totals and chance(rng, 0.3):
        twin = rng.choice(totals)
        document["pledges"].append(
            twin | ({"due": rng.choice((date(2024, 3, 1), "2024"))} if "country" in twin else {})
        )
    for pledge in document["pledges"]:
        if "country" in pledge and ({"total", "amount"} & pledge.keys()) and chance(rng, 0.6):
            add(document, "actuals", delivery(rng, pledge))
    return document


def add(document: Document, table: str, entry: Entry) -> None:
    """Add an entry, unless the ledger would not be valid with it."""
    if is_valid_beside(document, table, entry):
        document[table].append(entry)


def promise(rng: random.Random, pledge: Entry) -> Entry:
    """A pledge, perhaps with a due day and with a part that is not firm."""
    if "outside" not in pledge and chance(rng, 0.5):
        pledge = pledge | {"due": around(rng, pledge, (-30, 0, 1, 30, 90))}
    if "outside" not in pledge and "total" in pledge and chance(rng, 0.5):
        pledge = pledge | {"status": rng.choice(("on-hold", "conditional")), "part": int(pledge["total"] / 3)}
    return pledge


def delivery(rng: random.Random, pledge: Entry) -> Entry:
    """What may be delivered on a pledge: all of it, all that is firm, more or less."""
    figure = pledge.get("total", abs(pledge.get("amount", 0)))
    firm = max(figure - pledge.get("part", 0), 0)
    figures = (figure, firm, firm, figure + random_size(rng), int(figure / 2))
    shared = {key: pledge[key] for key in ("commitment", "country", "currency") if key in pledge}
    return shared | {"date": around(rng, pledge, (0, 1, 30)), rng.choice(("total", "amount")): rng.choice(figures)}


def around(rng: random.Random, pledge: Entry, days: tuple[int, ...]) -> date | str:
    """A day so many days after a pledge, or its month or year."""
    day = last_day(pledge["date"]) + timedelta(rng.choice(days))
    stated: tuple[date | str, ...] = (day, day, f"{day:%Y-%m}", f"{day:%Y}")
    return rng.choice(stated)


def checked(seed: int) -> Counter[KeptVerdict]:
    """Compare one ledger, on its own report date or on another; return the verdicts that occurred."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    document = random_promises(rng)
    as_of = report_date(document, None)
    if as_of is not None and chance(rng, 0.5):
        as_of += timedelta(rng.choice((-60, -1, 1, 31, 400)))
    text = as_toml({key: value for key, value in document.items() if value})
    report = kept(parse_ledger(text.encode(), "test.toml"), as_of)
    found = json.loads(json_document(report), parse_float=Decimal, parse_int=Decimal)["commitments"]
    different = list(differences(oracle.kept(document, as_of), found))
    assert not different, "\n".join([f"seed {seed}, report date {as_of}:", *different, "", text])
    return Counter(row.verdict for commitment in report.commitments for row in commitment.contributions)


@pytest.mark.parametrize("first", SEEDS)
def test_kept_on_random_ledgers_says_what_the_oracle_says(first: int) -> None:
    for seed in range(first, first + SEEDS.step):
        checked(seed)


def test_the_random_ledgers_have_every_verdict() -> None:
    occurred = sum((checked(seed) for seed in range(100)), Counter[KeptVerdict]())
    assert set(occurred) == set(KeptVerdict)
