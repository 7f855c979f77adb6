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
OWN = ROOT / ".installers/bin"
"""Where .ci/run installs pipx and uv."""
MOST_MEGABYTES = 60
NOT_OURS = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
"""What an environment has before anything is installed into it."""


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

    assert megabytes(tmp_path / "venv") < MOST_MEGABYTES
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


def megabytes(venv: Path) -> float:
    """How much disk is taken by what was installed into an environment, compiled files included."""
    (packages,) = venv.glob("lib/python3*/site-packages")
    mine = [file for top in packages.iterdir() if not top.name.startswith(NOT_OURS) for file in [top, *top.rglob("*")]]
    return sum(file.lstat().st_blocks for file in mine) * 512 / 1024**2


def installer(name: str) -> Path:
    found = shutil.which(name, path=f"{OWN}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return Path(found)


def ran(command: list[str], folder: Path) -> str:
    """What a command prints in an empty folder, with everything that pipx and uv keep in another."""
    kept = {name: str(folder / name) for name in ("PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR", "UV_CACHE_DIR")}
    (folder / "empty").mkdir(exist_ok=True)
    environment = {**os.environ, **kept, "COLUMNS": "80"}
    done = subprocess.run(command, cwd=folder / "empty", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_pipx_installs_the_command_and_its_manual_page(wheel: Path, tmp_path: Path) -> None:
    ran([str(installer("pipx")), "install", "--python", sys.executable, str(wheel)], tmp_path)
    assert "Personnel deployed" in ran([str(tmp_path / "PIPX_BIN_DIR/mss-gap"), "summary"], tmp_path)
    assert (tmp_path / "PIPX_MAN_DIR/man1/mss-gap.1").read_bytes() == (ROOT / "mss-gap.1").read_bytes()


def test_uvx_runs_the_command_without_installing_it(wheel: Path, tmp_path: Path) -> None:
    uvx = [str(installer("uvx")), "--python", sys.executable, "--from", str(wheel)]
    assert "Personnel deployed" in ran([*uvx, "mss-gap", "summary"], tmp_path)


def test_the_readme_says_what_was_tried() -> None:
    tried = dict(
        re.findall(r"^\| (.+) \| (yes|no)(?:: .*| \(.*)? \|$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    yes = " ".join(system for system, answer in tried.items() if answer == "yes")
    assert re.findall(r"3\.1\d", yes) == [*PYTHONS, PYTHONS[0]]
    assert [name for name in ("Linux", "by pip", "by pipx", "by uvx") if name not in yes] == []
    assert [system for system, answer in tried.items() if answer == "no"] == ["Linux, another Python", "macOS, Windows"]


def test_the_versions_that_are_tried_are_those_that_the_package_names() -> None:
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
    assert re.findall(r":: (3\.\d+)", " ".join(classifiers)) == list(PYTHONS)
