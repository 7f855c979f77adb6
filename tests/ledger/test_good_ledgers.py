"""Ledgers that are as they should be: each is read, however its lines end."""

from codecs import BOM_UTF8
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import load, summary
from mss_gap.ledger.entry import Pledge
from mss_gap.ledger.explain.ledger_tables import TABLES
from mss_gap.ledger.model import Commitment, Ledger, keys_of
from mss_gap.ledger.read.load import parse_ledger

FOLDER = Path(__file__).parents[1] / "ledgers" / "good"
EXAMPLES = Path(__file__).parents[2] / "data/examples"
FILES = sorted(FOLDER.glob("*.toml"))
BY_NAME = {file.stem: file.read_bytes() for file in FILES}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_good_ledger_is_read(name: str) -> None:
    assert parse_ledger(BY_NAME[name], name, FOLDER).origin == name


@pytest.mark.parametrize("name", BY_NAME)
def test_a_byte_order_mark_and_line_ends_change_nothing(name: str) -> None:
    lines = BY_NAME[name].removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
    plain = parse_ledger(lines, "test.toml", FOLDER)
    for variant in (BOM_UTF8 + lines, lines.replace(b"\n", b"\r\n"), BOM_UTF8 + lines.replace(b"\n", b"\r\n")):
        assert parse_ledger(variant, "test.toml", FOLDER) == plain


def test_a_text_over_several_lines_has_line_feeds_whatever_the_file_has() -> None:
    ledger = parse_ledger(BY_NAME["bom-and-crlf"], "test.toml")
    assert ledger.commitments == {
        "personnel": Commitment.model_validate(
            {"title": "Équipe 🚁", "unit": "personnel", "basis": "the planned\nstrength", "pledged": 2500}
        )
    }


def keys_used(ledger: Ledger) -> dict[str, set[str]]:
    """The keys that a ledger has in each section."""
    used: dict[str, set[str]] = {}
    for section in TABLES:
        content = getattr(ledger, section)
        parts = content.values() if isinstance(content, dict) else [content] if section == "mission" else content
        used[section] = {
            key for part in parts for key in keys_of(type(part)) if getattr(part, key) not in (None, (), {})
        }
    return used


EVERY_KEY = {section: set(keys_of(table.type)) for section, table in TABLES.items()}


def test_the_ledger_of_every_key_has_every_key_of_every_table() -> None:
    ledger = parse_ledger(BY_NAME["every-key"], "test.toml", FOLDER)
    assert ledger.model_fields_set == set(Ledger.model_fields)
    assert keys_used(ledger) == EVERY_KEY


def test_the_example_of_a_fund_has_every_key_but_those_that_a_table_needs_elsewhere() -> None:
    ledger = load(EXAMPLES / "relief-fund.toml")
    used = keys_used(ledger)
    # The sheet is that of a workbook; the rest would say the same of all rows that columns say of each.
    assert EVERY_KEY["tables"] - used["tables"] == {"sheet"} | set(keys_of(Pledge)) - {"commitment", "source"}
    assert used | {"tables": None} == EVERY_KEY | {"tables": None}


def test_the_example_of_a_fund_comes_to_what_its_entries_say() -> None:
    fund = summary(load(EXAMPLES / "relief-fund.toml")).commitments[0]
    # NOK 90 million at 0.095, SEK 40 million at 1/10, JPY 1,500 million at 0.0067, the bank's 5 million, and 250,000.50.
    assert fund.actual == Decimal(8550000) + 4000000 + 10050000 + 5000000 + Decimal("250000.5")
    # NOK 120 million of which 20 million are conditional, SEK 80 million, JPY 1,500 million, and 5 million.
    assert (fund.country_pledged, fund.conditional) == (Decimal(9500000) + 8000000 + 10050000 + 5000000, 1900000)


def test_inline_tables_dotted_keys_and_headers_say_the_same() -> None:
    headers = b"""
        [mission]
        name = "Multinational Security Support Mission"
        start = 2024-06-25
        [commitments.personnel]
        unit = "personnel"
        [commitments.bases]
        unit = "bases"
        pledged = 12
        [[pledges]]
        commitment = "personnel"
        country = "KE"
        date = 2023-07-29
        total = 1000
        [[pledges]]
        commitment = "personnel"
        country = "JM"
        date = 2023-08-04
        total = 200
        source = ["https://un.org", "https://caricom.org"]
        """
    assert parse_ledger(BY_NAME["inline-arrays"], "test.toml") == parse_ledger(headers, "test.toml")
