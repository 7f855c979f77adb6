"""Ledgers that are as they should be: each is read, however its lines end."""

from codecs import BOM_UTF8
from pathlib import Path

import pytest

from mss_gap.ledger.explain.hints import TABLES
from mss_gap.ledger.model import Commitment, Ledger, keys_of
from mss_gap.ledger.read.load import parse_ledger

FOLDER = Path(__file__).parents[1] / "ledgers" / "good"
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


def test_the_ledger_of_every_key_has_every_key_of_every_table() -> None:
    ledger = parse_ledger(BY_NAME["every-key"], "test.toml", FOLDER)
    assert ledger.model_fields_set == set(Ledger.model_fields)
    used: dict[str, set[str]] = {}
    for section in TABLES:
        content = getattr(ledger, section)
        parts = content.values() if isinstance(content, dict) else [content] if section == "mission" else content
        used[section] = {
            key for part in parts for key in keys_of(type(part)) if getattr(part, key) not in (None, (), {})
        }
    assert used == {section: set(keys_of(table.type)) for section, table in TABLES.items()}


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
