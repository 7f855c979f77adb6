"""action.yml: its steps, run by bash as a runner runs them, on a small repository with git."""

import os
import shutil
import subprocess
import sys
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
AFTER = LEDGER.replace("2025-06-25", "2025-07-01").replace("total = 3", "total = 5")
WRONG = LEDGER.replace("total = 3", 'total = "3"')
SAID_OF_WRONG = (
    '::error file=commitments.toml,line=9,col=9,title=not-a-number::"3" is not a number; write 3, without quotes'
)
STATES = [("unchanged", "same"), ("new", "new"), ("removed", "gone")]
FAULT = '| commitments.toml | 9 | 9 | error | not-a-number | "3" is not a number | write 3, without quotes |'
NO_EARLIER = "There is no earlier commit to compare with.\n\n"
NOW = "| 12 | 3 | 2025-06-25 | 9 | 25.0% |"
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

    def check(self, before: str = "", ledgers: str = DEFAULTS["ledgers"], strict: str = "false") -> "Checked":
        summary = self.temporary / "summary.md"
        summary.unlink(missing_ok=True)
        done = self.step("Check the ledgers", LEDGERS=ledgers, STRICT=strict, BEFORE=before)
        assert done.stderr == ""
        return Checked(done.returncode, done.stdout.splitlines(), summary.read_text("utf-8"))

    def write(self, text: str, name: str = "commitments.toml") -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    def git(self, *arguments: str) -> str:
        git = (str(shutil.which("git")), "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(self.folder))
        return subprocess.run([*git, *arguments], capture_output=True, text=True, check=True).stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all", ".")
        self.git("commit", "--quiet", "--message", "x")
        return self.git("rev-parse", "HEAD")


@dataclass(frozen=True)
class Checked:
    """What came of a run of the action."""

    status: int
    said: list[str]
    """The commands of the runner: errors and warnings at their lines."""
    summary: str
    """What the summary of the job says."""


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    for tool in ("git", "jq"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    made = Runner(tmp_path / "repository", tmp_path / "temporary")
    (made.temporary / "mss-gap/bin").mkdir(parents=True)
    (made.temporary / "mss-gap/bin/mss-gap").symlink_to(Path(sys.executable).with_name("mss-gap"))
    (made.temporary / "mss-gap/bin/python").symlink_to(sys.executable)
    made.folder.mkdir()
    made.git("init", "--quiet")
    made.write(LEDGER)
    return made


def test_every_step_that_runs_something_says_in_which_shell() -> None:
    assert list(STEPS) == ["Install mss-gap", "Check the ledgers"]
    assert {step["shell"] for step in STEPS.values()} == {"bash"}


def test_no_script_has_an_expression_that_a_pull_request_could_fill() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step["run"]] == []


def test_what_is_installed_is_this_version_with_the_versions_of_the_tests(runner: Runner, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\necho "$@"\n[ "$2" != venv ] || { mkdir -p "$4/bin" && ln -sf "$0" "$4/bin/python"; }\n', "utf-8"
    )
    python.chmod(0o755)
    done = runner.step("Install mss-gap", PYTHON=str(python), GITHUB_ACTION_PATH="/action")
    venv, pip = done.stdout.splitlines()
    assert venv == f"-m venv --clear {runner.temporary}/mss-gap"
    assert pip.split()[:3] == ["-m", "pip", "install"]
    assert pip.endswith("--constraint /action/constraints.txt /action")


# What is said at the lines, and the status


def test_a_valid_ledger_passes_without_a_word(runner: Runner) -> None:
    checked = runner.check()
    assert (checked.status, checked.said) == (0, [])


def test_each_error_is_shown_at_its_line_and_fails_the_job(runner: Runner) -> None:
    runner.write(WRONG)
    checked = runner.check()
    assert (checked.status, checked.said) == (1, [SAID_OF_WRONG])


def test_a_warning_is_shown_and_fails_the_job_if_that_is_asked_for(runner: Runner) -> None:
    runner.write(LEDGER.replace('source = "https://example.org/plan"\n', ""))
    place = "file=commitments.toml,line=1,col=14,title=unsourced"
    said = [f'::warning {place}::no source is given; add source = "…": a source id or a web address']
    lax, strict = runner.check(), runner.check(strict="true")
    assert (lax.status, lax.said) == (0, said)
    assert (strict.status, strict.said) == (1, said)
    # What failed the job is in its summary, too, and so is the gap, which can be read.
    assert ("| unsourced |" in lax.summary, "| unsourced |" in strict.summary) == (False, True)
    assert (NOW in lax.summary, NOW in strict.summary) == (True, True)


@pytest.mark.parametrize(("strict", "status"), [("True", 1), ("False", 0), ("yes", 1)])
def test_strict_is_true_or_false_and_nothing_else(strict: str, status: int, runner: Runner) -> None:
    runner.write(LEDGER.replace('source = "https://example.org/plan"\n', ""))
    done = runner.check(strict=strict)
    assert done.status == status
    assert ("The input strict is neither true nor false" in "".join(done.said)) == (strict == "yes")


def test_a_ledger_is_checked_once_however_it_is_named_and_only_in_the_repository(
    runner: Runner, tmp_path: Path
) -> None:
    (tmp_path / "other.toml").write_text("not a ledger", encoding="utf-8")
    once, path = runner.check(), runner.folder / "commitments.toml"
    named = f"commitments.toml\n./commitments.toml\n{path}\n{tmp_path}/*.toml"
    again = runner.check(ledgers=named)
    assert (again.status, again.said, again.summary) == (once.status, once.said, once.summary)


def test_patterns_find_ledgers_and_an_error_in_a_table_is_at_its_own_file(runner: Runner) -> None:
    table = '[[tables]]\nfile = "rows.csv"\nkind = "actuals"\ncommitment = "bases"\ncolumns = { date = "on", total = "n" }\n'
    runner.write(LEDGER.partition("[[")[0] + table, "ledgers/one two/mission.toml")
    runner.write("on,n\n2025-06-25,x3\n", "ledgers/one two/rows.csv")
    checked = runner.check(ledgers="ledgers/**/*.toml\n")
    assert (checked.status, checked.said[0].partition(",line=2,")[0]) == (1, "::error file=ledgers/one two/rows.csv")


def test_a_file_of_the_repository_that_is_named_like_a_module_is_not_imported(runner: Runner) -> None:
    runner.write("raise SystemExit(9)\n", "glob.py")
    assert runner.check().status == 0


def test_a_text_of_a_ledger_begins_no_other_command(runner: Runner) -> None:
    runner.write(LEDGER.replace('"bases"\ndate', '"bases\\n::add-mask::a\\r%0A"\ndate'))
    checked = runner.check()
    assert checked.status == 1
    assert [line for line in checked.said if not line.startswith("::error file=commitments.toml,line=")] == []


def test_no_ledger_and_one_that_cannot_be_read_fail_the_job(runner: Runner) -> None:
    checked = runner.check(ledgers="ledgers/*.toml\n")
    assert (checked.status, len(checked.said), checked.summary) == (1, 1, NO_EARLIER)
    assert checked.said[0].startswith("::error::There is no ledger at any of the paths")
    (runner.folder / "folder.toml").mkdir()
    checked = runner.check(ledgers="folder.toml")
    assert (checked.status, checked.said) == (
        3,
        ["::error::mss-gap: folder.toml: this is a folder; name the TOML file in it"],
    )
    assert checked.summary == f"{NO_EARLIER}This ledger cannot be read:\n\n    folder.toml\n\n"


# What the summary of the job says


def test_the_summary_of_the_job_has_the_changed_gap_and_the_repository_stays_as_it_is(runner: Runner) -> None:
    before = runner.commit()
    runner.write(AFTER)
    runner.commit()
    assert runner.check(before).summary == COMPARED
    assert runner.git("status", "--porcelain") == ""


def test_a_commit_that_a_shallow_clone_lacks_is_fetched(runner: Runner, tmp_path: Path) -> None:
    before = runner.commit()
    runner.write(AFTER)
    runner.commit()
    runner.git("clone", "--quiet", "--depth=1", f"file://{runner.folder}", str(tmp_path / "shallow"))
    there = Runner(tmp_path / "shallow", runner.temporary)
    assert there.git("rev-list", "--count", "HEAD") == "1"
    assert there.check(before).summary == COMPARED


def test_what_a_repository_keeps_out_of_its_archives_is_compared(runner: Runner) -> None:
    runner.write("commitments.toml export-ignore\n", ".gitattributes")
    before = runner.commit()
    runner.write(AFTER)
    assert runner.check(before).summary == COMPARED


def test_a_change_of_a_table_is_a_change_of_its_ledger(runner: Runner) -> None:
    table = '[[tables]]\nfile = "rows.csv"\nkind = "actuals"\ncommitment = "bases"\ncolumns = { date = "on", total = "n" }\n'
    runner.write(LEDGER.partition("[[")[0] + table)
    runner.write("on,n\n2025-06-25,3\n", "rows.csv")
    before = runner.commit()
    runner.write("on,n\n2025-07-01,5\n", "rows.csv")
    assert runner.check(before).summary == COMPARED


@pytest.mark.parametrize("before", ["", "0" * 40, "$(touch made)"])
def test_at_a_first_commit_the_summary_has_the_gap(before: str, runner: Runner) -> None:
    runner.commit()
    checked = runner.check(before)
    assert (checked.status, checked.summary.startswith(NO_EARLIER)) == (0, True)
    assert NOW in checked.summary
    assert not (runner.folder / "made").exists()


def test_an_earlier_commit_that_cannot_be_had_is_named_and_the_summary_has_the_gap(runner: Runner) -> None:
    runner.commit()
    checked = runner.check("1" * 40)
    said = f"The earlier commit {'1' * 40} cannot be had, and nothing is compared with it.\n\n"
    assert (checked.status, checked.summary.startswith(said)) == (0, True)
    assert NOW in checked.summary


def test_of_several_ledgers_each_has_its_part_whichever_is_wrong(runner: Runner) -> None:
    for name in ("changed", "same", "wrong", "gone"):
        runner.write(LEDGER, f"{name}.toml")
    before = runner.commit()
    runner.write(AFTER, "changed.toml")
    runner.write(LEDGER, "new.toml")
    runner.write(WRONG, "wrong.toml")
    (runner.folder / "gone.toml").unlink()
    checked = runner.check(before, "[!c]*.toml\nchanged.toml\n")
    assert (checked.status, checked.said) == (1, [SAID_OF_WRONG.replace("commitments", "wrong")])
    said = checked.summary
    assert [said.count(f"This ledger is {what}:\n\n    {name}.toml\n\n") for what, name in STATES] == [1, 1, 1]
    assert COMPARED.replace("commitments", "changed") in said
    assert FAULT.replace("commitments", "wrong") in said
    # The figures of the new one only: what is wrong has none, what is unchanged needs none.
    assert said.count(NOW) == 1


def test_the_only_ledger_cannot_be_removed_without_notice(runner: Runner) -> None:
    before = runner.commit()
    (runner.folder / "commitments.toml").unlink()
    checked = runner.check(before)
    assert (checked.status, checked.summary) == (1, "This ledger is removed:\n\n    commitments.toml\n\n")


def test_a_ledger_with_errors_has_them_in_the_summary(runner: Runner) -> None:
    before = runner.commit()
    runner.write(WRONG)
    said = runner.check(before).summary
    assert FAULT in said
    assert "Not valid: 1 error, no warnings." in said


def test_an_earlier_state_that_cannot_be_read_is_said_and_the_summary_has_the_gap(runner: Runner) -> None:
    runner.write("bases = [\n")
    before = runner.commit()
    runner.write(LEDGER)
    checked = runner.check(before)
    assert checked.status == 0
    assert checked.summary.startswith(
        "This ledger cannot be compared with its earlier state:\n\n    before/commitments.toml:"
    )
    assert NOW in checked.summary


def test_a_name_of_a_ledger_is_no_markdown_and_no_line_of_its_own(runner: Runner) -> None:
    name = "# a\n![x](x).toml"
    before = runner.commit()
    runner.write(LEDGER, name)
    said = runner.check(before, "*a*.toml\n").summary
    assert [line for line in said.splitlines() if line.startswith(("#", "!")) and line[:3] != "## "] == []
    assert "    # a\n    ![x](x).toml\n" in said


def test_a_summary_that_github_would_refuse_is_replaced(runner: Runner) -> None:
    before = runner.commit()
    commitments = "".join(f'[commitments.c{number}]\nunit = "bases"\npledged = {number}\n' for number in range(4000))
    runner.write(commitments)
    assert runner.check(before).summary == (
        "What changed is too long for this summary. Compare the ledgers with mss-gap compare.\n"
    )


def test_the_page_about_checks_has_the_inputs_of_the_action() -> None:
    page = (ROOT / "docs/checks.md").read_text("utf-8")
    section = page.partition("\n## A GitHub action\n")[2].partition("\n## ")[0]
    assert [name for name in DEFAULTS if f"`{name}`" not in section] == []
