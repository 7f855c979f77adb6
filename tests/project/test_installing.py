"""The wheel, installed with pip into a new environment of each Python that is here: the program runs, with what it needs.

The tests of this file take what is installed from the package index.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mss_gap import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12", "3.13")


def python_of(version: str) -> Path | None:
    """A Python of a version: one on the path, or one of pyenv."""
    found = shutil.which(f"python{version}")
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for python in [found, *sorted(pyenv.glob(f"{version}.*/bin/python"))]:
        if python is None:
            continue
        # What pyenv has on the path may only say that no such version is chosen.
        asked = [str(python), "-c", "import sys, venv, ensurepip; print(*sys.version_info[:2], sep='.')"]
        if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == version:
            return Path(python)
    return None


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, cwd=folder, capture_output=True, check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_runs_in_a_new_environment(version: str, wheel: Path, tmp_path: Path) -> None:
    python = python_of(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here")
    scripts = tmp_path / "venv/bin"
    subprocess.run([str(python), "-m", "venv", str(tmp_path / "venv")], check=True)
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # A module that the program loads is compiled then; of all that is installed these are few.
    subprocess.run([*pip, "--no-compile", "--constraint", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    (tmp_path / "empty").mkdir()

    def printed(*arguments: str) -> str:
        command = [str(scripts / arguments[0]), *arguments[1:]]
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
        done = subprocess.run(
            command, cwd=tmp_path / "empty", env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert printed("mss-gap", "--version") == f"mss-gap {__version__}\n"
    assert json.loads(printed("mss-gap", "summary", "--json"))["ledger"] == "built-in"
    assert "Personnel deployed" in printed("mss-gap", "summary")
    for name in ("report --output a.html", "plot --output a.svg", "plot --output a.png", "export a.xlsx"):
        printed("mss-gap", *name.split())
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == ["a.html", "a.png", "a.svg", "a.xlsx"]
    (tmp_path / "empty/b.toml").write_text('[commitments.b]\nunit = "bases"\npledged = 12\n', "utf-8")
    entry = ("--total", "3", "--date", "2025-06-25", "--ledger", "b.toml")
    printed("mss-gap", "add", "actual", "b", *entry)
    assert (tmp_path / "venv/share/man/man1/mss-gap.1").read_bytes() == (ROOT / "mss-gap.1").read_bytes()
    assert printed("python", "-c", "import importlib.metadata as m; print(m.version('mss-gap'))") == f"{__version__}\n"


def test_the_versions_that_are_tried_are_those_that_the_package_names() -> None:
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
    assert re.findall(r":: (3\.\d+)", " ".join(classifiers)) == list(PYTHONS)
