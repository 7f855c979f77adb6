"""bootstrap says each step, does none twice, and refuses an old Python before anything is made.

A script stands in for Python: it knows its version, makes a .venv with itself in it, and installs nothing.
"""

import os
import shutil
import subprocess
from pathlib import Path
from subprocess import CompletedProcess

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("bootstrap", "constraints.txt", "pyproject.toml")
STAND_IN = """#!/bin/sh
case "$1 $2" in
  "-V "*) echo Python {version} ;;
  "-c "*version_info*) exit {too_old} ;;
  "-m venv")
    mkdir -p .venv/bin
    cp "$0" .venv/bin/python
    printf '#!/bin/sh\\necho "pip 25.0 from %s/.venv/lib/pip (python)"\\n' "$PWD" >.venv/bin/pip
    chmod +x .venv/bin/pip ;;
esac
"""
MAKING = "bootstrap: making .venv with Python 3.12.1\n"
REMOVING = "bootstrap: removing .venv, which is broken or was made elsewhere or by another Python\n"
INSTALLING = "bootstrap: installing mss-gap, with what charts as PDF need (a minute)\n"
INSTALLING_TESTS = "bootstrap: installing what the tests need (another minute)\n"


def stand_in(path: Path, version: str) -> Path:
    path.write_text(STAND_IN.format(version=version, too_old=int(version < "3.11")), "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def python(tmp_path: Path) -> Path:
    return stand_in(tmp_path / "python3.12", "3.12.1")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return stand_in(tmp_path / "python3.10", "3.10.13")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "checkout"
    path.mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, path)
    return path


def bootstrap(folder: Path, *arguments: str, **environment: str) -> CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", folder / "bootstrap", *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def said(folder: Path, *arguments: str, **environment: str) -> str:
    done = bootstrap(folder, *arguments, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(("arguments", "again"), [((), "sh bootstrap"), (("test",), "sh bootstrap test")])
def test_an_old_python_is_refused_before_anything_is_made(
    arguments: tuple[str, ...], again: str, folder: Path, old: Path
) -> None:
    done = bootstrap(folder, *arguments, PYTHON=str(old))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"bootstrap: mss-gap needs Python 3.11 or later, and {old} is Python 3.10.13: "
        f"name a later one: PYTHON=/path/to/python3 {again}\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)


def test_without_python_it_says_what_to_install(folder: Path) -> None:
    done = bootstrap(folder, PYTHON="python3.99")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "bootstrap: there is no python3.99: install Python 3.11 or later, or name it: "
        "PYTHON=/path/to/python3 sh bootstrap\n"
    )


def test_another_word_than_test_is_refused(folder: Path, python: Path) -> None:
    done = bootstrap(folder, "tests", PYTHON=str(python))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "bootstrap: tests is not known: write  sh bootstrap  or  sh bootstrap test\n"


def test_each_step_is_said_once_and_nothing_is_done_twice(folder: Path, python: Path) -> None:
    assert said(folder, PYTHON=str(python)) == MAKING + INSTALLING
    assert said(folder, PYTHON=str(python)) == ""
    assert said(folder, "test", PYTHON=str(python)) == INSTALLING_TESTS
    assert said(folder, "test", PYTHON=str(python)) == ""


@pytest.mark.parametrize("name", FILES)
def test_what_says_what_is_installed_is_installed_anew_after_a_change(name: str, folder: Path, python: Path) -> None:
    said(folder, "test", PYTHON=str(python))
    with (folder / name).open("a") as file:
        file.write("# changed\n")
    assert said(folder, "test", PYTHON=str(python)) == INSTALLING + INSTALLING_TESTS


def test_what_failed_is_tried_again(folder: Path, python: Path) -> None:
    working = python.read_text("utf-8")
    python.write_text(working.replace("esac\n", '  "-m pip") echo no network >&2; exit 3 ;;\nesac\n'), "utf-8")
    done = bootstrap(folder, PYTHON=str(python))
    assert (done.returncode, done.stdout, done.stderr) == (3, MAKING + INSTALLING, "no network\n")
    (folder / ".venv/bin/python").write_text(working, "utf-8")
    assert said(folder, PYTHON=str(python)) == INSTALLING


def test_a_broken_environment_is_made_anew(folder: Path, python: Path) -> None:
    (folder / ".venv").mkdir()
    assert said(folder, PYTHON=str(python)) == REMOVING + MAKING + INSTALLING


def test_an_environment_of_another_folder_is_made_anew(folder: Path, python: Path) -> None:
    said(folder, PYTHON=str(python))
    moved = folder.rename(folder.with_name("moved"))
    assert said(moved, PYTHON=str(python)) == REMOVING + MAKING + INSTALLING


def test_an_environment_of_another_python_is_made_anew(folder: Path, python: Path, tmp_path: Path) -> None:
    said(folder, PYTHON=str(stand_in(tmp_path / "python3.13", "3.13.0")))
    assert said(folder, PYTHON=str(python)) == REMOVING + MAKING + INSTALLING


def test_an_environment_of_an_old_python_is_made_anew(folder: Path, python: Path, old: Path) -> None:
    said(folder, PYTHON=str(python))
    shutil.copy(old, folder / ".venv/bin/python")
    assert said(folder, PYTHON=str(python)) == REMOVING + MAKING + INSTALLING


def test_a_sound_environment_stays_whatever_python_is_the_first(folder: Path, python: Path, old: Path) -> None:
    said(folder, PYTHON=str(python))
    python3 = old.rename(old.with_name("python3"))
    assert said(folder, PATH=f"{python3.parent}:{os.environ['PATH']}") == ""
    assert bootstrap(folder, PYTHON=str(python3)).returncode == 1
    assert (folder / ".venv/bin/python").exists()
