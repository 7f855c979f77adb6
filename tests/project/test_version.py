"""The version is in one place, and whatever else names one names that; CITATION.cff is as its format wants it."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from mss_gap import __version__, cite, load

ROOT = Path(__file__).parents[2]
CITATION = ROOT / "CITATION.cff"
OWN = ROOT / ".cffconvert/bin"
"""Where .ci/run installs cffconvert, which needs an older jsonschema than the tests do."""


def project() -> dict[str, object]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"])


def test_the_package_takes_its_version_from_the_program() -> None:
    assert "version" not in project()
    assert project()["dynamic"] == ["version"]


def test_the_changes_begin_with_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (Unreleased|\d{4}-\d\d-\d\d)$", changes, re.MULTILINE)
    assert [number for number, _ in versions] == [__version__, "0.1.0"]


def test_whatever_names_a_version_names_this_one() -> None:
    checks = (ROOT / "docs/checks.md").read_text("utf-8")
    assert re.findall(r"(?:rev: |mss-gap@)v(\S+)", checks) == [__version__] * 2
    fault = (ROOT / ".github/ISSUE_TEMPLATE/report-a-fault.yml").read_text("utf-8")
    assert re.findall(r"placeholder: mss-gap (\d\S+)", fault) == [__version__]
    assert yaml.safe_load(CITATION.read_text("utf-8"))["version"] == __version__


def test_the_citation_says_what_the_project_says() -> None:
    citation = yaml.safe_load(CITATION.read_text("utf-8"))
    assert citation["authors"] == project()["authors"] == [{"name": "The mss-gap developers"}]
    assert citation["license"] == str(project()["license"]).partition(" AND ")[0]


def test_the_citation_tells_the_licence_of_the_record_from_that_of_the_program() -> None:
    citation = yaml.safe_load(CITATION.read_text("utf-8"))
    (record,) = citation["references"]
    ledger = tomllib.loads((ROOT / record["filename"]).read_text("utf-8"))
    assert record["license"] == ledger["mission"]["licence"]
    assert record["title"] == cite(load(ROOT / record["filename"])).title
    assert (record["version"], record["authors"]) == (citation["version"], citation["authors"])
    # A list would mean that a user may choose between them.
    assert isinstance(citation["license"], str)


def test_the_citation_is_valid_and_becomes_a_reference() -> None:
    found = shutil.which("cffconvert", path=f"{OWN}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip("cffconvert is not installed")
    subprocess.run([found, "--validate", "-i", CITATION], check=True)
    told = subprocess.run([found, "-f", "apalike", "-i", CITATION], capture_output=True, text=True, check=True)
    assert told.stdout == (
        f"The mss-gap developers mss-gap: the gap between what was pledged and what was delivered (version {__version__}).\n"
    )
