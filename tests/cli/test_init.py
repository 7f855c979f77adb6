"""`init`: from nothing to a ledger that is right, and never over anything."""

import resource
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mss_gap import load
from mss_gap.analysis.reports.validate import validated
from mss_gap.ledger.explain.ledger_tables import TABLES
from mss_gap.ledger.model import keys_of
from mss_gap.ledger.read.toml import parse

Run = Callable[..., CompletedProcess[str]]
Asked = Callable[..., tuple[int, str, str]]

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
    assert summary.stdout.splitlines()[1].startswith(
        "personnel,Personnel,personnel,,,,5500,exact,1000,exact,4500,exact,"
    )


def test_a_new_ledger_says_what_it_made_and_what_to_do_next(run: Run, tmp_path: Path) -> None:
    done = run(*INIT, cwd=tmp_path)
    assert done.stdout == (
        "commitments.toml: a ledger with one commitment, personnel\nledger.schema.json: its schema, for editors\n"
    )
    assert done.stderr == (
        "mss-gap: next: mss-gap add actual personnel --total N --date DATE --source URL --ledger commitments.toml\n"
        "mss-gap: then: mss-gap summary --ledger commitments.toml\n"
    )


def test_a_new_ledger_names_its_schema(run: Run, root: Path, tmp_path: Path) -> None:
    run(*INIT, cwd=tmp_path)
    assert (tmp_path / "commitments.toml").read_text(encoding="utf-8").startswith("#:schema ./ledger.schema.json\n")
    schema = (tmp_path / "ledger.schema.json").read_bytes()
    assert schema == (root / "schemas/ledger.schema.json").read_bytes()
    assert load(tmp_path / "commitments.toml").mission.name == "Gang Suppression Force"


@pytest.mark.parametrize("unit", ["personnel", "USD", "Trust fund"])
def test_a_new_ledger_is_valid_and_so_it_is_with_every_remark_turned_into_a_line(
    unit: str, run: Run, tmp_path: Path
) -> None:
    run("init", "--name", "A mission", "--unit", unit, "--headline", "5500", cwd=tmp_path)
    text = (tmp_path / "commitments.toml").read_text(encoding="utf-8")
    report, _ = validated(text.encode(), "new.toml")
    assert [problem.code for problem in (*report.errors, *report.warnings)] == ["unsourced"]  # the headline
    report, _ = validated(uncommented(text).encode(), "taught.toml")
    # The figure that teaches "about" is not exact, and neither is what it is part of.
    assert [(problem.code, problem.path) for problem in (*report.errors, *report.warnings)] == [
        ("bound", f"commitments.{'fund' if unit == 'Trust fund' else 'trust-fund'}")
    ]


def test_each_remark_of_a_new_ledger_is_valid_as_a_line_by_itself(run: Run, tmp_path: Path) -> None:
    """Only the keys of a table that is a remark itself need its heading."""
    run(*INIT, cwd=tmp_path)
    text = (tmp_path / "commitments.toml").read_text(encoding="utf-8")
    written, *_ = text.split("# Another commitment")
    remarks = [line for line in written.splitlines() if line.startswith("# ") and " = " in line]
    assert len(remarks) == 6
    for remark in remarks:
        report, _ = validated(text.replace(remark, remark.removeprefix("# ")).encode(), "taught.toml")
        assert (remark, report.errors) == (remark, ())


def test_a_new_ledger_teaches_every_key_of_a_commitment_a_pledge_and_an_actual(run: Run, tmp_path: Path) -> None:
    run(*INIT, cwd=tmp_path)
    document = parse(uncommented((tmp_path / "commitments.toml").read_text(encoding="utf-8")))
    tables = {
        section: set().union(*(held if isinstance(held, list) else held.values()))
        for section in ("commitments", "pledges", "actuals")
        for held in [document[section]]
        if isinstance(held, list | dict)
    }
    missing = {section: set(keys_of(TABLES[section].type)) - keys for section, keys in tables.items()}
    entry = {"note", "amount", "outside"}
    assert missing == {
        "commitments": {"actual", "rates_of"},
        "pledges": entry,
        "actuals": {"note", "currency", "value", "qualifier", "ref"},
    }


def uncommented(ledger: str) -> str:
    """A new ledger with every remark that is a line of TOML turned into one."""
    lines = ledger.splitlines()[1:]
    return "\n".join(line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines)


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


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "the path is empty: name a file, or leave it out"),
        ("new/", "new/ is the path of a folder: name a file in it"),
    ],
)
def test_what_is_no_name_of_a_file_is_wrong_usage(path: str, said: str, run: Run, tmp_path: Path) -> None:
    done = run(*INIT, path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"mss-gap: Invalid value for 'PATH': {said}\nTry 'mss-gap init --help' for help.\n"
    assert list(tmp_path.iterdir()) == []


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


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--name", " ", ""),
        ("--name", "x\udcff", "this must be text: a part of it is not UTF-8"),
        ("--unit", "", ""),
        ("--unit", "usd", "USD"),
        ("--unit", "a\udcff", "this must be text: a part of it is not UTF-8"),
        ("--headline", "-5", '"-5" is not a figure: write a plain number that is not negative, such as 200'),
        ("--headline", "2.500", '"2.500" may be 2500 or 2.5: write the one that is meant'),
    ],
)
def test_an_answer_that_no_ledger_can_hold_is_wrong_usage(
    option: str, value: str, said: str, run: Run, tmp_path: Path
) -> None:
    place = INIT.index(option) + 1
    done = run(*INIT[:place], value, *INIT[place + 1 :], cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"mss-gap: Invalid value for '{option}': ")
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_it_asks_and_asks_again(asked: Asked, tmp_path: Path) -> None:
    status, said, shown = asked(
        "init", cwd=tmp_path, typed=b"\nx\xff\nGang Suppression Force\nusd\nbases\nmany\n-5\n12\n"
    )
    assert status == 0
    assert said.startswith("commitments.toml: a ledger with one commitment, bases\n")
    assert shown.count("What is the mission called?") == 3
    assert shown.count("What was promised (personnel, bases, USD)?") == 2
    assert shown.count("How much of it?") == 3
    assert "this must be text: a part of it is not UTF-8" in shown
    assert '"many" is not a figure' in shown
    ledger = load(tmp_path / "commitments.toml")
    assert (ledger.mission.name, ledger.commitments["bases"].pledged) == ("Gang Suppression Force", 12)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("commitments.toml", "this exists already"),
        ("nowhere/new.toml", "there is no folder nowhere"),
        ("folder", "this is a folder; name a file in it"),
    ],
)
def test_what_prevents_a_new_file_is_said_before_anything_is_asked(
    path: str, reason: str, asked: Asked, tmp_path: Path
) -> None:
    (tmp_path / "commitments.toml").touch()
    (tmp_path / "folder").mkdir()
    status, said, shown = asked("init", path, cwd=tmp_path, typed=b"a\nbases\n1\n")
    assert (status, said, "?" in shown) == (4, "", False)
    assert f"mss-gap: {path}: {reason}" in shown


def test_paths_in_hints_can_be_pasted_into_a_shell(run: Run, tmp_path: Path) -> None:
    done = run(*INIT, "our ledger; $x.toml", cwd=tmp_path)
    assert done.stderr == (
        "mss-gap: next: mss-gap add actual personnel --total N --date DATE --source URL --ledger 'our ledger; $x.toml'\n"
        "mss-gap: then: mss-gap summary --ledger 'our ledger; $x.toml'\n"
    )


def test_a_schema_that_cannot_be_written_is_reported_and_the_ledger_stays(run: Run, root: Path, tmp_path: Path) -> None:
    """The ledger has room below the limit, and the schema has none."""
    size = (root / "schemas/ledger.schema.json").stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "mss_gap", *INIT],
        capture_output=True,
        cwd=tmp_path,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, size - 1)),
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "commitments.toml: a ledger with one commitment, personnel\n")
    assert done.stderr.startswith(
        "mss-gap: ledger.schema.json: cannot be written: File too large; "
        "the ledger needs none, and mss-gap schema prints it for editors\n"
        "mss-gap: next: mss-gap add actual personnel "
    )
    assert [path.name for path in tmp_path.iterdir()] == ["commitments.toml"]
    assert run("validate", "commitments.toml", cwd=tmp_path).returncode == 0


def test_a_ledger_that_is_made_and_cannot_be_told_of_on_standard_output_is_told_of_on_the_other(tmp_path: Path) -> None:
    command = f"{shlex.join([sys.executable, '-m', 'mss_gap', *INIT])} > /dev/full"
    done = subprocess.run(["/bin/bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.startswith("mss-gap: commitments.toml: a ledger with one commitment, personnel\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["commitments.toml", "ledger.schema.json"]


def test_a_new_ledger_says_how_its_headline_is_dated_and_that_way_works(run: Run, tmp_path: Path) -> None:
    run(*INIT, cwd=tmp_path)
    file = tmp_path / "commitments.toml"
    text = file.read_text(encoding="utf-8")
    assert "`pledged` here is without a date" in text
    revision = ("add", "pledge", "personnel", "--total", "3000", "--date", "2025-06-30")
    assert "error[dated-and-undated]" in run(*revision, cwd=tmp_path).stderr
    file.write_text(text.replace("pledged = 5500\n", ""), encoding="utf-8")
    assert run("add", "pledge", "personnel", "--total", "5500", "--date", "2025-01-31", cwd=tmp_path).returncode == 0
    assert run(*revision, cwd=tmp_path).stdout.endswith("\nPersonnel: gap stays not computable\n")
