"""`validate`: one ledger or several, strictly or not, by hand or before a commit."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

SOUND = '[commitments.bases]\nunit = "bases"\npledged = 12\nsource = "https://example.org/a"\n'
UNSOURCED = '[commitments.bases]\nunit = "bases"\npledged = 12\n'
WRONG = '[commitments.bases]\nunit = "bases"\npledgd = 12\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"sound": SOUND, "unsourced": UNSOURCED, "wrong": WRONG}.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["sound.toml"], 0),
        (["sound.toml", "--strict"], 0),
        (["unsourced.toml"], 0),
        (["unsourced.toml", "--strict"], 1),
        (["wrong.toml"], 1),
        (["sound.toml", "unsourced.toml"], 0),
        (["sound.toml", "unsourced.toml", "--strict"], 1),
        (["wrong.toml", "sound.toml"], 1),
        (["nowhere.toml", "wrong.toml"], 3),
        (["nowhere.toml"], 3),
        (["--ledger", "unsourced.toml", "--strict"], 1),
        (["sound.toml", "--ledger", "sound.toml"], 2),
        (["sound.toml", "wrong.toml", "--format", "csv"], 2),
        (["wrong.toml", "--format", "csv"], 1),
    ],
)
def test_the_status_is_that_of_the_worst_ledger(arguments: list[str], status: int, run: Run, folder: Path) -> None:
    assert run("validate", *arguments, cwd=folder).returncode == status


def test_several_ledgers_are_checked_one_after_another(run: Run, folder: Path) -> None:
    done = run("validate", "wrong.toml", "nowhere.toml", "sound.toml", cwd=folder)
    assert done.stdout == (
        run("validate", "wrong.toml", cwd=folder).stdout + "\n" + run("validate", "sound.toml", cwd=folder).stdout
    )
    assert done.stderr == run("validate", "nowhere.toml", cwd=folder).stderr


def test_standard_input_is_one_ledger(run: Run, folder: Path) -> None:
    done = run("validate", "-", "sound.toml", "-", cwd=folder, stdin=SOUND)
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard input holds one ledger: name files for the others" in done.stderr
    assert run("validate", "-", "sound.toml", cwd=folder, stdin=SOUND).returncode == 0


def test_json_of_a_ledger_that_cannot_be_read_is_none_and_the_status_says_so(run: Run, folder: Path) -> None:
    done = run("validate", "--json", "nowhere.toml", "sound.toml", cwd=folder)
    assert (done.returncode, done.stderr.startswith("mss-gap: nowhere.toml: ")) == (3, True)
    assert json.loads(done.stdout)["ledger"] == "sound.toml"


def test_json_of_several_ledgers_is_a_document_for_each(run: Run, folder: Path) -> None:
    done = run("validate", "--json", "wrong.toml", "sound.toml", cwd=folder)
    decoder = json.JSONDecoder()
    first, end = decoder.raw_decode(done.stdout)
    second = json.loads(done.stdout[end:])
    assert [(document["ledger"], document["valid"]) for document in (first, second)] == [
        ("wrong.toml", False),
        ("sound.toml", True),
    ]


def test_the_hook_runs_a_command_that_tells_a_faulty_ledger_from_a_sound_one(
    run: Run, root: Path, folder: Path
) -> None:
    hook = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (entry,) = re.findall(r"^  entry: mss-gap (.+)$", hook, re.MULTILINE)
    assert run(*entry.split(), "sound.toml", "unsourced.toml", cwd=folder).returncode == 0
    assert run(*entry.split(), "sound.toml", "wrong.toml", cwd=folder).returncode == 1


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("commitments.toml", True),
        ("data/commitments.toml", True),
        ("pyproject.toml", False),
        ("x-commitments.toml", False),
    ],
)
def test_the_hook_chooses_ledgers_by_their_name(path: str, chosen: bool, root: Path) -> None:  # noqa: FBT001 - a parameter of pytest's
    hook = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"^  files: (.+)$", hook, re.MULTILINE)
    assert bool(re.search(pattern, path)) is chosen


@pytest.mark.parametrize(
    ("content", "code"),
    [("x = ", "syntax"), (WRONG, "unknown-key"), (UNSOURCED, "unsourced"), ("\udcff", "encoding")],
    ids=["syntax", "error", "warning", "bytes"],
)
def test_each_problem_names_its_file_and_the_file_has_its_digest(
    content: str, code: str, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "ledger.toml"
    file.write_text(content, encoding="utf-8", errors="surrogateescape")
    document = json.loads(run("validate", "ledger.toml", "--json", cwd=tmp_path).stdout)
    problems = [*document["errors"], *document["warnings"]]
    assert [(problem["code"], problem["file"]) for problem in problems] == [(code, "ledger.toml")]
    digest = sha256(file.read_bytes()).hexdigest()
    assert document["files"] == [{"file": "ledger.toml", "sha256": digest}]
    assert document["tables"] == []
    assert run("validate", "ledger.toml", cwd=tmp_path).stdout.endswith(f"\nledger.toml: SHA-256 {digest}\n")
