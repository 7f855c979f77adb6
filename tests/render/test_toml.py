"""Entries as TOML: read in again in place of a ledger's own, they are the same entries and give the same figures."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from mss_gap import countries, entries, history, summary
from mss_gap.ledger.entry import Actual, Pledge
from mss_gap.ledger.model import Ledger, keys_of
from mss_gap.ledger.read.load import inspect, parse_ledger
from mss_gap.ledger.read.toml import decode, parse
from mss_gap.render.dispatch import Format, render
from mss_gap.render.formats.json import json_document
from tests.analysis.random_ledgers import as_toml, random_document

ROOT = Path(__file__).parents[2]
GOOD = [ROOT / "data/commitments.toml", *sorted((ROOT / "tests/ledgers/good").glob("*.toml"))]
Text = Callable[[str, str, Format], str]

EVERY_KEY = """
[commitments.fund]
unit = "USD"
stages = ["agreed", "received"]

[[actuals]]
commitment = "fund"
country = "ES"
date = "2024-09"
amount = -100.50
currency = "EUR"
value = -110
qualifier = "at-most"
stage = "agreed"
ref = "FTS 1"
source = ["https://a.example", "https://b.example"]
note = 'The "first" of two: 50\\50'

[[pledges]]
commitment = "fund"
country = "ES"
date = "2024"
total = 15_000_000
status = "conditional"
part = 2_500_000.000001
due = "2025-12"
source = ["https://a.example"]

[[pledges]] # of the whole
commitment = "fund"
date = 2023-10-02
total = 1e3

[[actuals]]
commitment = "fund"
country = "US"
date = 2024-10-01
total = 300
outside = "in kind"
"""


def test_an_entry_is_written_with_the_keys_that_it_states_and_a_period_in_quotes(text: Text) -> None:
    assert text("entries", EVERY_KEY, Format.TOML) == (
        '[[pledges]]\ncommitment = "fund"\ndate = 2023-10-02\ntotal = 1000\n'
        "\n"
        '[[actuals]]\ncommitment = "fund"\ncountry = "ES"\ndate = "2024-09"\namount = -100.50\ncurrency = "EUR"\n'
        'value = -110\nqualifier = "at-most"\nref = "FTS 1"\n'
        'source = [\n    "https://a.example",\n    "https://b.example",\n]\n'
        'note = "The \\"first\\" of two: 50\\\\50"\nstage = "agreed"\n'
        "\n"
        '[[actuals]]\ncommitment = "fund"\ncountry = "US"\ndate = 2024-10-01\ntotal = 300\noutside = "in kind"\n'
        "\n"
        '[[pledges]]\ncommitment = "fund"\ncountry = "ES"\ndate = "2024"\ntotal = 15000000\n'
        'source = "https://a.example"\nstatus = "conditional"\npart = 2500000.000001\ndue = "2025-12"\n'
    )


def test_without_entries_nothing_is_written(text: Text) -> None:
    assert text("entries", '[commitments.bases]\nunit = "bases"\npledged = 12\n', Format.TOML) == ""


def test_no_other_report_is_written_as_toml(text: Text) -> None:
    with pytest.raises(TypeError, match="summary cannot be written as TOML"):
        text("summary", EVERY_KEY, Format.TOML)


@pytest.mark.parametrize("acting", ["\x1b[31m", "\x9b", "\u202e", "\t", "\r", "\x7f", "\x00", "\u2028", "\U000e0041"])
def test_what_acts_on_a_terminal_is_escaped_and_read_in_again(acting: str, text: Text) -> None:
    note = f"a{acting}b"
    stated = tomli_w.dumps({"commitment": "men", "date": date(2024, 1, 1), "total": 1, "note": note})
    written = text("entries", f'[commitments.men]\nunit = "men"\n[[actuals]]\n{stated}', Format.TOML)
    assert written.replace("\n", "").isprintable()
    assert [entry["note"] for entry in parse(written)["actuals"]] == [note]  # type: ignore[attr-defined]  # a list


def replaced(content: bytes, folder: Path | None) -> Ledger:
    """A ledger with the entries that are printed of it in place of its own, and of the rows of its tables."""
    inspected = inspect(content, "x.toml", folder)
    last = max((entry.date for _, section in inspected.ledger.entries() for entry in section), default=None)
    printed = str(render(entries(inspected.ledger, inspected.text, last), Format.TOML))
    rest = {section: tables for section, tables in parse(decode(content)).items() if section not in _SECTIONS}
    return parse_ledger(f"{tomli_w.dumps(rest)}\n{printed}".encode(), "x.toml")


_SECTIONS = ("pledges", "actuals", "tables")


def said(entry: Pledge | Actual, ledger: Ledger) -> tuple[object, ...]:
    """All that an entry states; a month is not the same as its last day. A contributor that had only a name has a code now."""
    stated = {key: getattr(entry, key) for key in keys_of(type(entry))}
    stated["country"] = entry.country and ledger.contributor_name(entry.country)
    return tuple(str(value) if isinstance(value, date) else value for value in stated.values())


def with_names(document: str, ledger: Ledger) -> str:
    """A document with the names of bodies in place of their codes."""
    for code, body in ledger.contributors.items():
        document = document.replace(json.dumps(code), json.dumps(body.name))
    return document


def hold_to_be_the_same(content: bytes, folder: Path | None = None) -> None:
    before, after = parse_ledger(content, "x.toml", folder), replaced(content, folder)
    for (_, stated), (_, again) in zip(before.entries(), after.entries(), strict=True):
        assert Counter(said(entry, after) for entry in again) == Counter(said(entry, before) for entry in stated)
    for report in (summary, countries, history):
        assert with_names(json_document(report(after)), after) == with_names(json_document(report(before)), before)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_printed_entries_in_place_of_a_ledgers_own_give_the_same_figures(path: Path) -> None:
    hold_to_be_the_same(path.read_bytes(), path.parent)


@given(st.integers(0, 10**6))
def test_printed_entries_of_any_ledger_give_the_same_figures(seed: int) -> None:
    hold_to_be_the_same(as_toml(random_document(Random(seed))).encode())  # noqa: S311 - nothing secret


def test_the_good_ledgers_have_entries_of_every_key() -> None:
    """Else the tests above would hold for a format that loses one."""
    texts = "".join(path.read_text("utf-8") for path in GOOD)
    keys = [
        "country",
        "total",
        "amount",
        "currency",
        "value",
        "qualifier",
        "outside",
        "ref",
        "source",
        "note",
        "status",
        "part",
        "due",
        "stage",
    ]
    assert [key for key in keys if not re.search(rf"^ *{key} = |[{{,] *{key} = ", texts, re.MULTILINE)] == []
