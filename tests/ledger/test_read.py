"""From a place to a ledger: what cannot be read, and what is wrong with what can."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mss_gap.ledger.find import Location
from mss_gap.ledger.explain.problems import LedgerInvalidError, LedgerUnreadableError
from mss_gap.ledger.read.load import load, parse_ledger, read_ledger

BASES = b'[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'


def unreadable(file: Path) -> tuple[str, str]:
    with pytest.raises(LedgerUnreadableError) as caught:
        read_ledger(Location("the ledger", file))
    assert str(caught.value) == f"the ledger: {caught.value.reason}"
    return caught.value.reason, caught.value.hint


def test_a_file_is_read_and_remembers_what_it_was_called(tmp_path: Path) -> None:
    file = tmp_path / "l.toml"
    file.write_bytes(BASES)
    ledger = read_ledger(Location("the ledger", file))
    assert (list(ledger.commitments), ledger.origin) == (["bases"], "the ledger")


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    assert unreadable(tmp_path / "none.toml") == (
        "there is no such file",
        "check the path; without one, mss-gap reads its built-in ledger",
    )


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    assert unreadable(tmp_path) == ("this is a folder", "name the TOML file in it")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "l.toml"
    file.write_bytes(BASES)
    file.chmod(0)
    assert unreadable(file) == ("no permission to read it", "ask its owner, or copy it to a place of yours")


def test_a_file_below_a_file_is_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "l.toml"
    file.write_bytes(BASES)
    assert unreadable(file / "l.toml") == ("cannot be read: Not a directory", "check the path")


def test_a_name_that_is_no_path_is_unreadable() -> None:
    assert unreadable(Path("a\0b")) == ("cannot be read: embedded null byte", "check the path")


def test_standard_input_is_read_to_its_end() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from mss_gap import load; ledger = load('-'); assert ledger.origin == '-', ledger"],
        input=BASES,
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_load_reads_what_the_command_would_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MSS_GAP_LEDGER", raising=False)
    assert load().origin == "built-in"
    (tmp_path / "commitments.toml").write_bytes(BASES)
    assert load().origin == "commitments.toml"
    assert load("commitments.toml").commitments == load(tmp_path / "commitments.toml").commitments


def test_a_faulty_entry_does_not_hide_what_its_neighbours_contradict() -> None:
    text = b"""
[commitments.personnel]
unit = "personnel"
pledgd = 2500

[[actuals]]
commitment = "personnel"
date = "soon"
country = "Kenya"

[[actuals]]
commitment = "personnel"
date = 2024-06-25
total = 400

[[actuals]]
commitment = "personel"
date = 2024-06-25
total = 400

[[actuals]]
commitment = "personnel"
date = 2024-06-25
total = 500
"""
    with pytest.raises(LedgerInvalidError) as caught:
        parse_ledger(text, "l.toml")
    assert [(problem.line, problem.path, problem.message) for problem in caught.value.problems] == [
        (4, "commitments.personnel.pledgd", '"pledgd" is not a key of a commitment'),
        (8, "actuals[0].date", '"soon" is not a date'),
        (9, "actuals[0].country", '"Kenya" is not a country code or a declared contributor'),
        (17, "actuals[2].commitment", '"personel" is not a commitment of this ledger'),
        (
            24,
            "actuals[3].total",
            "a second total for personnel, the whole mission on 2024-06-25: 400 and 500; the other is on line 14",
        ),
    ]


def test_a_section_that_cannot_be_read_makes_no_reference_to_it_wrong() -> None:
    with pytest.raises(LedgerInvalidError) as caught:
        parse_ledger(
            b"""
commitments = "see below"
contributors = []
sources = { un = "un.org" }

[[actuals]]
commitment = "personnel"
country = "EU"
date = 2024-06-25
source = "un"
""",
            "l.toml",
        )
    assert [problem.path for problem in caught.value.problems] == ["commitments", "contributors", "sources.un"]


def test_the_text_of_the_error_is_one_line_with_the_first_problem() -> None:
    with pytest.raises(LedgerInvalidError) as caught:
        parse_ledger(b"", "empty.toml")
    assert str(caught.value) == "empty.toml:1:1: the ledger has no commitment"
