"""`init`: from nothing to a ledger that is right, and never over anything."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mss_gap import load
from mss_gap.analysis.review import validated

Run = Callable[..., CompletedProcess[str]]

INIT = ("init", "--name", "Gang Suppression Force", "--unit", "personnel", "--headline", "5,500")


def test_three_commands_lead_to_a_summary_of_a_mission_of_ones_own(run: Run, tmp_path: Path) -> None:
    assert run(*INIT, cwd=tmp_path).returncode == 0
    added = run(
        *("add", "actual", "personnel", "--total", "1000", "--date", "2025-12-01"),
        *("--source", "https://example.org/a"),
        cwd=tmp_path,
    )
    assert added.stdout.endswith("\nPersonnel: gap not computable → 4,500\n")
    summary = run("summary", "--format", "csv", cwd=tmp_path)
    assert (summary.returncode, summary.stderr) == (0, "")
    assert summary.stdout.splitlines()[1].startswith("personnel,Personnel,personnel,,5500,1000,false,4500,")


def test_a_new_ledger_says_what_it_made_and_what_to_do_next(run: Run, tmp_path: Path) -> None:
    done = run(*INIT, cwd=tmp_path)
    assert done.stdout == (
        "commitments.toml: a ledger with one commitment, personnel\nledger.schema.json: its schema, for editors\n"
    )
    assert done.stderr == (
        "mss-gap: next: mss-gap add actual personnel --total N --date DATE --source URL --ledger commitments.toml\n"
        "mss-gap: then: mss-gap summary --ledger commitments.toml\n"
    )


def test_a_new_ledger_names_its_schema_and_is_valid_with_every_remark_turned_into_a_line(
    run: Run, root: Path, tmp_path: Path
) -> None:
    run(*INIT, cwd=tmp_path)
    text = (tmp_path / "commitments.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./ledger.schema.json\n")
    schema = (tmp_path / "ledger.schema.json").read_bytes()
    assert schema == (root / "schemas/ledger.schema.json").read_bytes()
    taught = "\n".join(
        line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in text.splitlines()[1:]
    )
    report, _ = validated(taught.encode(), "taught.toml")
    assert report.errors == ()
    assert load(tmp_path / "commitments.toml").mission.name == "Gang Suppression Force"


def test_a_schema_that_is_there_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ledger.schema.json").write_text("mine", encoding="utf-8")
    assert run(*INIT, cwd=tmp_path).stdout == "commitments.toml: a ledger with one commitment, personnel\n"
    assert (tmp_path / "ledger.schema.json").read_text(encoding="utf-8") == "mine"


def test_money_becomes_a_commitment_called_funding_and_a_name_may_hold_anything(run: Run, tmp_path: Path) -> None:
    name = 'The "Force" {mission} \\ #1'
    done = run("init", "own.toml", "--name", name, "--unit", "USD", "--headline", "0.5", cwd=tmp_path)
    assert done.returncode == 0
    ledger = load(tmp_path / "own.toml")
    assert (ledger.mission.name, list(ledger.commitments)) == (name, ["funding"])
    assert str(ledger.commitments["funding"].pledged) == "0.5"


def test_nothing_is_ever_overwritten(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "commitments.toml"
    file.write_text("mine", encoding="utf-8")
    done = run(*INIT, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "mss-gap: commitments.toml: this exists already; "
        "name a file that does not exist yet, or add to this one with mss-gap add\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["commitments.toml"]
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_missing_folder_is_named(run: Run, tmp_path: Path) -> None:
    done = run(*INIT, "nowhere/own.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("mss-gap: nowhere/own.toml: there is no folder nowhere; ")


@pytest.mark.parametrize("missing", ["--name", "--unit", "--headline"])
def test_without_a_terminal_every_answer_is_an_option(missing: str, run: Run, tmp_path: Path) -> None:
    place = INIT.index(missing)
    done = run(*INIT[:place], *INIT[place + 2 :], cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Invalid value for {missing}: say it here: there is no terminal to ask on" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("option", "value"), [("--name", " "), ("--unit", ""), ("--headline", "-1")])
def test_an_answer_that_no_ledger_can_hold_makes_no_file(option: str, value: str, run: Run, tmp_path: Path) -> None:
    done = run(*INIT, option, value, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_it_asks_and_asks_again(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "mss_gap", "init"], stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path
    ) as process:
        os.write(ours, b"Gang Suppression Force\nbases\nmany\n12\n")
        assert process.stdout is not None
        said = process.stdout.read().decode()
    os.close(theirs)
    asked = os.read(ours, 65536).decode()
    os.close(ours)
    assert process.returncode == 0
    assert said.startswith("commitments.toml: a ledger with one commitment, bases\n")
    assert asked.count("How much of it?") == 2
    assert '"many" is not a figure' in asked
    assert load(tmp_path / "commitments.toml").commitments["bases"].pledged == 12
