"""The JSON Schemas in the repository say what the program reads and prints."""

import json
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from jsonschema import Draft202012Validator, FormatChecker

from mss_gap import countries, load, summary
from mss_gap.analysis.reports.registry import REPORTS
from mss_gap.analysis.reports.validate import validated
from mss_gap.render.formats.json import json_document
from mss_gap.render.kinds import SchemaKind
from mss_gap.render.schema import json_schema

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data/commitments.toml"
LEDGERS = [SHIPPED, *sorted((ROOT / "tests/ledgers/good").glob("*.toml"))]


def stored(kind: SchemaKind) -> str:
    return (ROOT / f"schemas/{kind}.schema.json").read_text()


def validator(kind: SchemaKind) -> Draft202012Validator:
    return Draft202012Validator(json.loads(stored(kind)), format_checker=FormatChecker())


@pytest.mark.parametrize("kind", SchemaKind)
def test_a_stored_schema_is_what_the_types_say(kind: SchemaKind) -> None:
    assert stored(kind) == json_schema(kind), f"run: mss-gap schema {kind} > schemas/{kind}.schema.json"


def test_every_kind_of_document_has_a_schema_and_every_stored_schema_a_kind() -> None:
    assert {"ledger", *REPORTS} == set(SchemaKind)
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{kind}.schema.json" for kind in SchemaKind}


@pytest.mark.parametrize("kind", SchemaKind)
def test_a_schema_is_itself_valid(kind: SchemaKind) -> None:
    Draft202012Validator.check_schema(json.loads(stored(kind)))


def documents(path: Path) -> Iterator[tuple[SchemaKind, str]]:
    ledger = load(path)
    yield SchemaKind.SUMMARY, json_document(summary(ledger))
    yield SchemaKind.COUNTRIES, json_document(countries(ledger))
    yield SchemaKind.VALIDATE, json_document(validated(path.read_bytes(), str(path), folder=path.parent)[0])


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_every_document_of_a_ledger_validates(path: Path) -> None:
    for kind, document in documents(path):
        validator(kind).validate(json.loads(document))


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_a_ledger_that_the_program_reads_validates(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    as_json = json.loads(json.dumps(tomli.loads(text), default=str))
    validator(SchemaKind.LEDGER).validate(as_json)


@pytest.mark.parametrize(
    "fault",
    ['pledged = "2500"', "pleged = 2500", "due = 3", 'unit = ""', "pledged = -1"],
)
def test_a_schema_refuses_what_the_program_refuses(fault: str) -> None:
    unit = "" if "unit" in fault else 'unit = "bases"'
    document = tomli.loads(f"[commitments.bases]\n{unit}\n{fault}\n")
    assert not validator(SchemaKind.LEDGER).is_valid(document)


def test_taplo_accepts_the_shipped_ledger_under_its_schema_line() -> None:
    assert SHIPPED.read_text().startswith("#:schema ../schemas/ledger.schema.json\n")
    taplo = Path(sysconfig.get_path("scripts"), "taplo")
    completed = subprocess.run([taplo, "lint", SHIPPED], capture_output=True, text=True, check=False)
    assert completed.returncode == 0, completed.stderr


def test_taplo_rejects_a_misspelt_key_under_the_schema(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.toml"
    schema = ROOT / "schemas/ledger.schema.json"
    faulty.write_text(f'#:schema {schema}\n[commitments.bases]\nunit = "bases"\npleged = 12\n')
    taplo = Path(sysconfig.get_path("scripts"), "taplo")
    completed = subprocess.run([taplo, "lint", faulty], capture_output=True, text=True, check=False)
    assert completed.returncode != 0
    assert "pleged" in completed.stderr
