"""action.yml: its steps, run by bash as a runner runs them, on a small repository with git."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
DEFAULTS = {name: given["default"] for name, given in ACTION["inputs"].items()}
LEDGER = """\
[commitments.bases]
unit = "bases"
pledged = 12
source = "https://example.org/plan"

[[actuals]]
commitment = "bases"
date = 2025-06-25
total = 3
source = "https://example.org/report"
"""
COMPARED = """\
## Pledged and delivered

As of 2025-07-01 · ledger after/commitments.toml

### Bases

|  | before/commitments.toml, 2025-06-25 | after/commitments.toml, 2025-07-01 | Change |
| :--- | ---: | ---: | ---: |
| Pledged | 12 | 12 | 0 |
| Actual | 3 | 5 | +2 |
| Gap | 9 | 7 | -2 |
| Shortfall | 75.0% | 58.3% | -16.7 points |

The gap narrowed by 2 bases: 2 more delivered.

"""


@dataclass(frozen=True)
class Runner:
    """A repository, and what a runner keeps beside it."""

    folder: Path
    temporary: Path

    def step(self, name: str, **env: str) -> subprocess.CompletedProcess[str]:
        summary = self.temporary / "summary.md"
        known = {"RUNNER_TEMP": str(self.temporary), "GITHUB_STEP_SUMMARY": str(summary), "PATH": os.environ["PATH"]}
        return subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
            cwd=self.folder,
            env={**known, **env},
            capture_output=True,
            text=True,
            check=False,
        )

    def validate(self, ledgers: str = DEFAULTS["ledgers"], strict: str = "false") -> tuple[int, list[str]]:
        done = self.step("Validate", LEDGERS=ledgers, STRICT=strict)
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    def changed(self, before: str) -> str:
        done = self.step("Show what changed", BEFORE=before)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        return (self.temporary / "summary.md").read_text("utf-8")

    def commit(self) -> str:
        git = (str(shutil.which("git")), "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(self.folder))
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", "x"], check=True)
        return subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    for tool in ("git", "jq"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    made = Runner(tmp_path / "repository", tmp_path / "temporary")
    (made.temporary / "mss-gap/bin").mkdir(parents=True)
    (made.temporary / "mss-gap/bin/mss-gap").symlink_to(Path(sys.executable).with_name("mss-gap"))
    subprocess.run([str(shutil.which("git")), "init", "--quiet", str(made.folder)], check=True)
    (made.folder / "commitments.toml").write_text(LEDGER, "utf-8")
    return made


def test_every_step_that_runs_something_says_in_which_shell() -> None:
    assert list(STEPS) == ["Install mss-gap", "Validate", "Show what changed"]
    assert {step["shell"] for step in STEPS.values()} == {"bash"}


def test_no_script_has_an_expression_that_a_pull_request_could_fill() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step["run"]] == []


def test_what_is_installed_is_this_version_with_the_versions_of_the_tests(runner: Runner, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\necho "$@"\n[ "$2" != venv ] || mkdir -p "$3/bin" && cp "$0" "$3/bin/python"\n', "utf-8"
    )
    python.chmod(0o755)
    done = runner.step("Install mss-gap", PYTHON=str(python), GITHUB_ACTION_PATH="/action")
    venv, pip = done.stdout.splitlines()
    assert venv == f"-m venv {runner.temporary}/mss-gap"
    assert pip.split()[:3] == ["-m", "pip", "install"]
    assert pip.endswith("--constraint /action/constraints.txt /action")


def test_a_valid_ledger_passes_without_a_word(runner: Runner) -> None:
    assert runner.validate() == (0, [])


def test_each_error_is_shown_at_its_line_and_fails_the_job(runner: Runner) -> None:
    (runner.folder / "commitments.toml").write_text(LEDGER.replace("total = 3", 'total = "3"'), "utf-8")
    place = "file=commitments.toml,line=9,col=9,title=not-a-number"
    assert runner.validate() == (1, [f'::error {place}::"3" is not a number; write 3, without quotes'])


def test_a_warning_is_shown_and_fails_the_job_if_that_is_asked_for(runner: Runner) -> None:
    (runner.folder / "commitments.toml").write_text(
        LEDGER.replace('source = "https://example.org/plan"\n', ""), "utf-8"
    )
    place = "file=commitments.toml,line=1,col=14,title=unsourced"
    said = [f'::warning {place}::no source is given; add source = "…": a source id or a web address']
    assert runner.validate() == (0, said)
    assert runner.validate(strict="true") == (1, said)


def test_patterns_find_ledgers_and_an_error_in_a_table_is_at_its_own_file(runner: Runner) -> None:
    folder = runner.folder / "ledgers/one two"
    folder.mkdir(parents=True)
    table = '[[tables]]\nfile = "rows.csv"\nkind = "actuals"\ncommitment = "bases"\ncolumns = { date = "on", total = "n" }\n'
    (folder / "mission.toml").write_text(LEDGER.partition("[[")[0] + table, "utf-8")
    (folder / "rows.csv").write_text("on,n\n2025-06-25,x3\n", "utf-8")
    status, said = runner.validate("ledgers/**/*.toml\n")
    assert (status, said[0].partition(",line=2,")[0]) == (1, "::error file=ledgers/one two/rows.csv")


def test_a_text_of_a_ledger_begins_no_other_command(runner: Runner) -> None:
    hostile = LEDGER.replace('"bases"\ndate', '"bases\\n::add-mask::a\\r%0A"\ndate')
    (runner.folder / "commitments.toml").write_text(hostile, "utf-8")
    status, said = runner.validate()
    assert status == 1
    assert [line for line in said if not line.startswith("::error file=commitments.toml,line=")] == []


def test_no_ledger_and_one_that_cannot_be_read_fail_the_job(runner: Runner) -> None:
    status, said = runner.validate("ledgers/*.toml\n")
    assert (status, len(said), said[0].startswith("::error::There is no ledger at any of the paths")) == (1, 1, True)
    (runner.folder / "folder.toml").mkdir()
    assert runner.validate("folder.toml") == (
        3,
        ["::error::mss-gap: folder.toml: this is a folder; name the TOML file in it"],
    )


@pytest.fixture
def two_commits(runner: Runner) -> Callable[[str], str]:
    """Commit the ledger, change it, commit again, and return the first commit."""

    def make(after: str) -> str:
        before = runner.commit()
        (runner.folder / "commitments.toml").write_text(after, "utf-8")
        runner.commit()
        return before

    return make


def test_the_summary_of_the_job_has_the_changed_gap(runner: Runner, two_commits: Callable[[str], str]) -> None:
    before = two_commits(LEDGER.replace("2025-06-25", "2025-07-01").replace("total = 3", "total = 5"))
    runner.validate()
    assert runner.changed(before) == COMPARED


def test_a_commit_that_a_shallow_clone_lacks_is_fetched(
    runner: Runner, two_commits: Callable[[str], str], tmp_path: Path
) -> None:
    before = two_commits(LEDGER.replace("2025-06-25", "2025-07-01").replace("total = 3", "total = 5"))
    origin, shallow = runner.folder, tmp_path / "shallow"
    subprocess.run(
        [str(shutil.which("git")), "clone", "--quiet", "--depth=1", f"file://{origin}", str(shallow)], check=True
    )
    there = Runner(shallow, runner.temporary)
    there.validate()
    assert there.changed(before) == COMPARED


@pytest.mark.parametrize("before", ["", "0" * 40, "1" * 40, "$(touch made)"])
def test_without_an_earlier_state_the_summary_has_the_gap(before: str, runner: Runner) -> None:
    runner.commit()
    runner.validate()
    shown = runner.step("Show what changed", BEFORE=before)
    assert shown.returncode == 0
    lines = (runner.temporary / "summary.md").read_text("utf-8").splitlines()
    assert lines[0] == "There is no earlier state of this ledger to compare it with."
    assert "| 12 | 3 | 2025-06-25 | 9 | 25.0% |" in " ".join(lines)
    assert not (runner.folder / "made").exists()


def test_an_earlier_state_that_cannot_be_read_is_said_in_the_summary(runner: Runner) -> None:
    (runner.folder / "commitments.toml").write_text("bases = [\n", "utf-8")
    before = runner.commit()
    (runner.folder / "commitments.toml").write_text(LEDGER, "utf-8")
    runner.validate()
    text = runner.changed(before)
    assert text.startswith(
        "The earlier state of this ledger cannot be compared with this one:\n\n    before/commitments.toml:"
    )


def test_the_page_about_checks_has_the_inputs_of_the_action() -> None:
    page = (ROOT / "docs/checks.md").read_text("utf-8")
    section = page.partition("\n## A GitHub action\n")[2].partition("\n## ")[0]
    assert [name for name in DEFAULTS if f"`{name}`" not in section] == []
