"""What the program says of random ledgers is what the oracle says, an implementation of the design of its own."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

import pytest

from mss_gap import countries, history, pace, summary
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.formats.json import json_document
from tests.analysis import oracle
from tests.analysis.random_ledgers import as_toml, last_day, random_document

REPORTS: dict[str, tuple[Callable[..., Any], Callable[..., list[oracle.Row]]]] = {
    "summary": (summary, oracle.summary),
    "countries": (countries, oracle.countries),
    "pace": (pace, oracle.pace),
    "history": (history, oracle.history),
}
IN_CHUNKS_OF = 25
QUOTIENTS = ("_pct", "_per_day")
"""How the keys end of which the document has the unrounded quotient."""


def is_alike(key: str, expected: object, found: object) -> bool:
    """A quotient and a rate to 20 digits, other figures to the 6 decimals of the document, the rest as it is."""
    if isinstance(expected, date):
        return found == expected.isoformat()
    if isinstance(expected, Decimal | Fraction) and isinstance(found, Decimal):
        if key.endswith(QUOTIENTS) or key == "rate":
            true = Fraction(expected)
            return abs(Fraction(found) - true) <= abs(true) / 10**20
        return found == Decimal(expected).quantize(Decimal("1e-6"), ROUND_HALF_UP, Context(prec=500))
    return found == expected


def differences(expected: object, found: object, key: str = "", place: str = "") -> Iterator[str]:
    """Where a document differs from the oracle, in the keys that the oracle has; each with both values."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name, value in expected.items():
            if name not in found:
                yield f"{place}.{name}: the oracle says {shown(value)}, the document has no such key"
            else:
                yield from differences(value, found[name], name, f"{place}.{name}")
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{place}: the oracle says {len(expected)} rows, the program {len(found)}"
        for position, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, key, f"{place}[{position}]")
    elif not is_alike(key, expected, found):
        yield f"{place}: the oracle says {shown(expected)}, the program {shown(found)}"


def shown(value: object) -> str:
    """A value in a message: a fraction to 20 digits or so."""
    if isinstance(value, Fraction):
        return str(Context(prec=22).divide(Decimal(value.numerator), Decimal(value.denominator)))
    return str(value)


def random_report_date(rng: random.Random, document: dict[str, Any]) -> date | None:
    """The ledger's own report date, or the day of one of its entries."""
    entries = document.get("pledges", []) + document.get("actuals", [])
    return last_day(rng.choice(entries)["date"]) if entries and rng.random() < 0.5 else None


@pytest.mark.parametrize("first", range(0, 300, IN_CHUNKS_OF))
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_on_random_ledgers_says_what_the_oracle_says(report: str, first: int) -> None:
    program, the_oracle = REPORTS[report]
    for seed in range(first, first + IN_CHUNKS_OF):
        rng = random.Random(seed)  # noqa: S311 - nothing secret
        document = random_document(rng)
        text, as_of = as_toml(document), random_report_date(rng, document)
        ledger = parse_ledger(text.encode(), "test.toml")
        written = json_document(program(ledger) if as_of is None else program(ledger, as_of))
        found = json.loads(written, parse_float=Decimal, parse_int=Decimal)["commitments"]
        different = list(differences(the_oracle(document, as_of), found))
        assert not different, "\n".join([f"{report} of seed {seed}, report date {as_of}:", *different, "", text])
