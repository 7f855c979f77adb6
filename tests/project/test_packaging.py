"""The program from a wheel, from an sdist and from a checkout is the same program with the same ledger."""

import hashlib
import json
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from mss_gap import __version__

ROOT = Path(__file__).parents[2]
NAME = f"mss_gap-{__version__}"
LEDGER = (ROOT / "data/commitments.toml").read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)], folder)
    return folder


def run(command: list[str], folder: Path, **environment: str) -> str:
    """What a command prints, run in a folder without any ledger."""
    completed = subprocess.run(
        command, cwd=folder, env={"PATH": "/usr/bin:/bin", **environment}, capture_output=True, text=True, check=False
    )
    assert completed.returncode == 0, completed.stderr
    return completed.stdout


def summary_of(archive: Path, folder: Path) -> dict[str, object]:
    """What `summary --json` prints from an archive that pip has installed into a folder of its own."""
    target = folder / "installed"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(target)]
    run([sys.executable, *install, str(archive)], folder)
    # -S -E would hide the dependencies; -P keeps the checkout out, and the installed copy comes first.
    code = "import sys, runpy; sys.argv = ['mss-gap', 'summary', '--json']; runpy.run_module('mss_gap', run_name='__main__')"
    return dict(json.loads(run([sys.executable, "-P", "-c", code], folder, PYTHONPATH=str(target))))


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_an_archive_carries_the_ledger_and_prints_it_in_a_folder_without_one(
    built: Path, tmp_path: Path, pattern: str
) -> None:
    (archive,) = built.glob(pattern)
    document = summary_of(archive, tmp_path)
    assert document["ledger"] == "built-in"
    assert (tmp_path / "installed/mss_gap/data/commitments.toml").read_bytes() == LEDGER


def test_a_checkout_prints_its_own_ledger_from_any_folder(tmp_path: Path) -> None:
    printed = run([sys.executable, "-m", "mss_gap", "summary", "--json"], tmp_path)
    assert json.loads(printed)["ledger"] == "built-in"


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        assert {"mss_gap/py.typed", "mss_gap/schemas/ledger.schema.json"} <= set(archive.namelist())
        web = {
            name.removeprefix("mss_gap/render/formats/html/") for name in archive.namelist() if "/formats/html/" in name
        }
        assert {name for name in web if not name.endswith(".py")} == {
            "page.css",
            "page.html.jinja",
            "tables.html.jinja",
        }
        shared = [name for name in archive.namelist() if ".data/" in name]
    assert sorted(tops) == ["mss_gap", f"{NAME}.data", f"{NAME}.dist-info"]
    assert shared == [f"{NAME}.data/data/share/man/man1/mss-gap.1"]


def test_the_wheel_has_the_licence_of_the_code_of_the_names_and_of_the_record(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        folder = f"{NAME}.dist-info"
        licences = {name.removeprefix(f"{folder}/licenses/") for name in archive.namelist() if "/licenses/" in name}
        metadata = archive.read(f"{folder}/METADATA").decode()
        text = archive.read(f"{folder}/licenses/LICENSE.record")
    assert licences == {"LICENSE", "LICENSE.unicode", "LICENSE.dejavu", "LICENSE.record"}
    assert "License-Expression: MIT AND Unicode-3.0 AND Bitstream-Vera AND CC-BY-4.0\n" in metadata
    assert text == (ROOT / "LICENSE.record").read_bytes()


def test_the_licence_of_the_record_is_the_whole_text_of_cc_by_4_0_as_its_publisher_has_it() -> None:
    text = (ROOT / "LICENSE.record").read_bytes()
    assert hashlib.sha256(text).hexdigest() == "9ba9550ad48438d0836ddab3da480b3b69ffa0aac7b7878b5a0039e7ab429411"
    assert text.startswith(b"Attribution 4.0 International\n")
    assert tomllib.loads(LEDGER.decode())["mission"]["licence"] == "CC-BY-4.0"


def test_the_sdist_holds_what_it_takes_to_run_the_tests(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    expected = {
        "README.md",
        "LICENSE.record",
        "bootstrap",
        "constraints.txt",
        "mss-gap.1",
        "data/commitments.toml",
        "tests/project/test_packaging.py",
    }
    assert expected <= names
    assert [name for name in names if "node_modules" in name] == []
