"""A data package is valid, says what its columns hold, and has the CSV files that the commands print."""

import csv
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from frictionless import Package, system

from mss_gap import __version__
from mss_gap.analysis.reports.export import ExportReport, export
from mss_gap.ledger.read.load import inspect
from mss_gap.render.formats.package import DESCRIPTOR, data_package, is_export
from mss_gap.render.formats.provenance import Edition

ROOT = Path(__file__).parents[2]
SHIPPED = (ROOT / "data/commitments.toml").read_text(encoding="utf-8")
OF_ALL_KINDS = """
[mission]
name = "Mission d'appui"
licence = "CC-BY-4.0"
as_of = 2025-06-01
[sources.s]
title = "=1+1, and more"
publisher = "UN"
url = "https://example.org/a"
[commitments.money]
unit = "USD"
pledged = 1000
source = ["s", "https://example.org/bare"]
stages = ["agreed", "received"]
[[pledges]]
commitment = "money"
country = "KE"
date = "2024-09"
total = 1000.5
qualifier = "over"
currency = "EUR"
value = 1100.55
due = "2025"
[[pledges]]
commitment = "money"
country = "KE"
date = 2024-10-01
total = 7
outside = "in kind, and +more"
[groups.north]
name = "=North"
members = ["NO", "JM"]

[groups.all]
name = "Everyone"
members = ["KE", "JM"]
source = "s"
[[claims]]
text = "one"
indicator = "harm"
measure = "change_pct"
value = 50
[[claims]]
text = "two"
indicator = "harm"
measure = "change_pct"
value = 60
[[claims]]
text = "three"
commitment = "money"
measure = "delivered_pct"
value = 60
[indicators.harm]
title = "Harm"
value = 3
previous = 2
[[events]]
date = "2024-05"
title = "Something, \\"quoted\\""
[[actuals]]
commitment = "money"
date = 2026-01-01
total = 1
"""
SHORTEST = '[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'
LEDGERS = {"shipped": SHIPPED, "of all kinds": OF_ALL_KINDS, "shortest": SHORTEST}


def report_of(text: str) -> ExportReport:
    read = inspect(text.encode(), "folder/ledger.toml")
    return export(read.ledger, read.text)


def package_of(text: str) -> dict[str, bytes]:
    report = report_of(text)
    digest = sha256(text.encode()).hexdigest()
    edition = Edition(version="1.2.3", origin="folder/ledger.toml", digest=digest, as_of=report.summary.as_of)
    return dict(data_package(report, edition))


def descriptor_of(text: str) -> dict:
    return dict(json.loads(package_of(text)[DESCRIPTOR]))


def problems(folder: Path) -> list[tuple[str, str]]:
    """What frictionless finds wrong with a package: the type of each error, and its note."""
    with system.use_context(trusted=True):
        report = Package(str(folder / DESCRIPTOR)).validate()
    return [(str(kind), str(note)) for kind, note in report.flatten(["type", "note"])]


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)


@pytest.mark.parametrize("text", LEDGERS.values(), ids=LEDGERS)
def test_frictionless_finds_nothing_wrong(text: str, tmp_path: Path) -> None:
    write(tmp_path, package_of(text))
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"exact", b"exakt", {"hash-count", "constraint-error"}),
        (b"USD", b"USDX", {"hash-count", "byte-count"}),
    ],
)
def test_frictionless_finds_what_was_changed_since(old: bytes, new: bytes, found: set[str], tmp_path: Path) -> None:
    files = package_of(OF_ALL_KINDS)
    write(tmp_path, {**files, "summary.csv": files["summary.csv"].replace(old, new, 1)})
    assert {kind for kind, _ in problems(tmp_path)} == found


def test_the_descriptor_says_what_the_files_hold() -> None:
    files = package_of(OF_ALL_KINDS)
    resources = json.loads(files[DESCRIPTOR])["resources"]
    assert [DESCRIPTOR, *(resource["path"] for resource in resources)] == list(files)
    for resource in resources:
        content = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
        heading = next(csv.reader(StringIO(content.decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == heading


def test_the_descriptor_says_whose_figures_these_are() -> None:
    descriptor = descriptor_of(OF_ALL_KINDS)
    digest = sha256(OF_ALL_KINDS.encode()).hexdigest()
    assert {key: value for key, value in descriptor.items() if key not in {"resources", "description", "bounds"}} == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "mission-d-appui",
        "title": "Pledged and delivered: Mission d'appui",
        "version": f"2025.6.1+{digest[:12]}",
        "created": "2025-06-01T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html", "title": "CC-BY-4.0"}],
        "sources": [
            {"title": "=1+1, and more, UN", "path": "https://example.org/a"},
            {"title": "https://example.org/bare", "path": "https://example.org/bare"},
        ],
        "generator": {"name": "mss-gap", "version": "1.2.3"},
        "ledger": {"file": "ledger.toml", "sha256": digest, "report_date": "2025-06-01", "tables": []},
    }
    assert descriptor["description"] == (
        "Later entries: 1 entry is dated after the report date (1 January 2026) and not counted. "
        "To cite it: Pledged and delivered: Mission d'appui, as of 2025-06-01. "
        f"Computed by mss-gap {__version__} from ledger.toml (SHA-256 {digest}). Licence of the record: CC-BY-4.0."
    )


def test_the_description_has_every_warning() -> None:
    description = descriptor_of(SHIPPED)["description"]
    messages = [warning.message for warning in report_of(SHIPPED).warnings()]
    assert len(messages) > 1
    assert [message for message in messages if f"Warning: {message}." not in description] == []


def test_what_is_not_known_is_left_out() -> None:
    descriptor = descriptor_of(SHORTEST)
    assert descriptor["name"] == "pledges"
    assert {"version", "created", "licenses", "sources"} & set(descriptor) == set()


def test_a_field_has_its_type_its_meaning_and_its_words() -> None:
    (resource,) = (it for it in descriptor_of(OF_ALL_KINDS)["resources"] if it["name"] == "summary")
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["gap"] == {
        "name": "gap",
        "type": "number",
        "description": "pledged - actual; negative is a surplus.",
    }
    assert fields["id"]["constraints"] == {"required": True}
    assert fields["gap_bound"]["constraints"] == {"enum": ["exact", "at-least", "at-most", "about", "open"]}
    assert fields["due"]["type"] == "date"
    assert fields["unconverted"]["type"] == "integer"
    assert resource["schema"]["primaryKey"] == ["id"]


@pytest.mark.parametrize("text", LEDGERS.values(), ids=LEDGERS)
def test_every_field_is_explained(text: str) -> None:
    missing = [
        (resource["name"], field["name"])
        for resource in descriptor_of(text)["resources"]
        for field in resource["schema"]["fields"]
        if not field.get("description")
    ]
    assert missing == []


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert package_of(OF_ALL_KINDS) == package_of(OF_ALL_KINDS)


def test_only_what_this_program_made_is_an_export() -> None:
    files = package_of(SHORTEST)
    descriptor = files[DESCRIPTOR]
    assert is_export(list(files), descriptor)
    assert is_export([DESCRIPTOR], descriptor)
    assert not is_export([*files, "notes.txt"], descriptor)
    assert not is_export(list(files), descriptor.replace(b'"mss-gap"', b'"another"'))
    for other in (b"", b"[]", b"{", b"null", b'{"generator": "mss-gap"}', b'{"generator": {"name": "mss-gap"}}'):
        assert not is_export([DESCRIPTOR], other)
