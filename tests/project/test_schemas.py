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
from mss_gap.ledger.entry import Actual, Pledge
from mss_gap.ledger.model import keys_of
from mss_gap.render.formats.json import json_document
from mss_gap.render.kinds import SchemaKind
from mss_gap.render.schema import json_schema

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data/commitments.toml"
EXAMPLES = sorted((ROOT / "data/examples").glob("*.toml"))
LEDGERS = [
    SHIPPED,
    *sorted((ROOT / "tests/ledgers/good").glob("*.toml")),
    *sorted((ROOT / "docs/examples").glob("*.toml")),
    *EXAMPLES,
]


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


@pytest.mark.parametrize("kind", SchemaKind)
def test_a_schema_has_a_name_of_its_own_a_title_and_says_what_every_key_means(kind: SchemaKind) -> None:
    schema = json.loads(stored(kind))
    assert schema["$id"] == f"urn:mss-gap:schema:{kind}:1"
    assert all(schema[key] for key in ("title", "description"))
    definitions = schema["$defs"]
    silent = [
        f"{name}.{key}"
        for name, definition in {**definitions, "": schema}.items()
        for key, about in definition.get("properties", {}).items()
        if not means(about, definitions)
    ]
    assert silent == []


def means(about: dict[str, object], definitions: dict[str, dict[str, object]]) -> bool:
    """Whether an editor can say what a key means: by its own description, or by that of what it refers to."""
    to = str(about.get("$ref", "")).rpartition("/")[2]
    return bool(about.get("description") or definitions.get(to, {}).get("description"))


def test_a_report_says_what_its_inherited_keys_mean() -> None:
    summary_keys = json.loads(stored(SchemaKind.SUMMARY))["$defs"]["SummaryReport"]["properties"]
    assert summary_keys["kind"]["description"] == "Which kind of document this is: the name of its report."
    sources_keys = json.loads(stored(SchemaKind.SOURCES))["$defs"]["SourcesReport"]["properties"]
    assert sources_keys["sources"]["description"] == "The sources."


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


def test_an_editor_is_told_what_every_key_of_an_entry_means_in_each_part_of_a_table() -> None:
    properties = json.loads(stored(SchemaKind.LEDGER))["$defs"]["Table"]["properties"]
    keys = [*keys_of(Pledge), *(key for key in keys_of(Actual) if key not in keys_of(Pledge))]
    for part in ("columns", "strip", "values", "otherwise"):
        assert list(properties[part]["properties"]) == keys
        assert properties[part]["additionalProperties"] is False
    assert properties["columns"]["properties"]["country"]["description"] == (
        "The title of its column, or a list of titles. The contributor: an ISO 3166-1 alpha-2 code or a declared body. "
        "Without one, the whole mission."
    )
    assert properties["stage"]["description"] == (
        "The same for all rows. How far the delivery has come: one of the commitment's stages; without it the one that "
        "counts."
    )
    assert all(about["description"] for about in properties.values())


@pytest.mark.parametrize(
    "fault",
    [
        'columns = { contry = "Donor" }',
        "columns = { country = 3 }",
        'values = { country = "KE" }',
        'kind = "claims"',
        'header = "8"',
        'numbers = "1234"',
    ],
)
def test_a_schema_refuses_a_wrong_table(fault: str) -> None:
    kind = "" if "kind" in fault else 'kind = "actuals"\n'
    text = f'[commitments.bases]\nunit = "bases"\n[[tables]]\nfile = "a.csv"\n{kind}'
    assert validator(SchemaKind.LEDGER).is_valid(tomli.loads(f'{text}columns = {{ country = "Donor" }}')) is bool(kind)
    assert not validator(SchemaKind.LEDGER).is_valid(tomli.loads(f"{text}{fault}\n"))


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_taplo_accepts_every_example_under_the_schema(path: Path, tmp_path: Path) -> None:
    if path.read_bytes().startswith(b"\xef\xbb\xbf"):
        pytest.skip("taplo takes no byte order mark")
    assert linted(path.read_text("utf-8"), tmp_path) == 0


def test_taplo_accepts_the_ledger_that_init_makes_beside_the_schema_that_it_makes(tmp_path: Path) -> None:
    script = Path(sysconfig.get_path("scripts"), "mss-gap")
    asked = [script, "init", "new.toml", "--name", "A", "--unit", "bases", "--headline", "12"]
    subprocess.run(asked, cwd=tmp_path, capture_output=True, check=True)
    assert (tmp_path / "new.toml").read_text("utf-8").startswith("#:schema ./ledger.schema.json\n")
    taplo = Path(sysconfig.get_path("scripts"), "taplo")
    assert subprocess.run([taplo, "lint", "new.toml"], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    misspelt = (tmp_path / "new.toml").read_text("utf-8").replace("pledged = 12", "pledgd = 12")
    (tmp_path / "new.toml").write_text(misspelt, "utf-8")
    assert subprocess.run([taplo, "lint", "new.toml"], cwd=tmp_path, capture_output=True, check=False).returncode == 1


def linted(text: str, folder: Path) -> int:
    """The exit status of taplo for a ledger, with the schema line that an editor would read."""
    (folder / "ledger.schema.json").write_text(stored(SchemaKind.LEDGER), "utf-8")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#:schema ")]
    (folder / "ledger.toml").write_text("#:schema ./ledger.schema.json\n" + "".join(lines), "utf-8")
    taplo = Path(sysconfig.get_path("scripts"), "taplo")
    return subprocess.run([taplo, "lint", "ledger.toml"], cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize("path", [SHIPPED, *EXAMPLES], ids=lambda path: path.stem)
def test_taplo_accepts_a_ledger_of_the_data_under_its_own_schema_line(path: Path) -> None:
    up = "../" * len(path.relative_to(ROOT).parent.parts)
    assert path.read_text("utf-8").startswith(f"#:schema {up}schemas/ledger.schema.json\n")
    taplo = Path(sysconfig.get_path("scripts"), "taplo")
    completed = subprocess.run([taplo, "lint", path], capture_output=True, text=True, check=False)
    assert completed.returncode == 0, completed.stderr


def test_taplo_rejects_a_misspelt_key_under_the_schema(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.toml"
    schema = ROOT / "schemas/ledger.schema.json"
    faulty.write_text(f'#:schema {schema}\n[commitments.bases]\nunit = "bases"\npleged = 12\n')
    taplo = Path(sysconfig.get_path("scripts"), "taplo")
    completed = subprocess.run([taplo, "lint", faulty], capture_output=True, text=True, check=False)
    assert completed.returncode != 0
    assert "pleged" in completed.stderr
