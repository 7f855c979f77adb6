"""Reading Markdown: sections, tables and code blocks, and a folder in which the pages' commands run."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks_in(text: str, language: str) -> list[str]:
    return [match[2] for match in BLOCK.finditer(text) if match[1] == language]


def section_of(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level or above; a failure where there is none."""
    outline = BLOCK.sub(lambda block: block[0].replace("#", "."), text)  # a remark in a ledger is no heading
    found = re.search(rf"^(#+) {re.escape(heading)}$", outline, re.MULTILINE)
    assert found, f'there is no heading "{heading}"'
    end = re.compile(rf"^#{{1,{len(found[1])}}} ", re.MULTILINE).search(outline, found.end())
    return text[found.end() : end.start() if end else None]


def tables_in(text: str) -> list[list[dict[str, str]]]:
    """Each table as its rows, cells by the heading of their column, both without code marks."""
    tables = []
    for run in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        heading, _, *rows = [split_row(line) for line in run.splitlines()]
        columns = [cell.strip("`") for cell in heading]
        tables.append([dict(zip(columns, row, strict=True)) for row in rows])
    return tables


def split_row(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def page() -> Callable[[str], str]:
    return lambda name: (ROOT / name).read_text("utf-8")


@pytest.fixture(scope="session")
def code_blocks() -> Callable[[str, str], list[str]]:
    return blocks_in


@pytest.fixture(scope="session")
def section() -> Callable[[str, str], str]:
    return section_of


@pytest.fixture(scope="session")
def tables() -> Callable[[str], list[list[dict[str, str]]]]:
    return tables_in


@pytest.fixture(scope="session")
def example_ledger() -> str:
    """The complete example of docs/ledger.md."""
    text = section_of((ROOT / "docs/ledger.md").read_text("utf-8"), "A complete example")
    return blocks_in(text, "toml")[0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example_ledger: str) -> Path:
    """The current folder as a reader of the pages has it: the shipped ledger, the examples, and that of the page on ledgers."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "docs/examples", tmp_path, dirs_exist_ok=True)
    (tmp_path / "example.toml").write_text(example_ledger, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("MSS_GAP_LEDGER", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")  # so that both streams mix as on a terminal
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each console block of each page, and each page, a test of its own."""
    if "console" in metafunc.fixturenames:
        consoles = [
            pytest.param((path, block), id=f"{path.name}-{number}")
            for path in PAGES
            for number, block in enumerate(blocks_in(path.read_text("utf-8"), "console"), 1)
        ]
        metafunc.parametrize("console", consoles)
    if "any_page" in metafunc.fixturenames:
        metafunc.parametrize("any_page", PAGES, ids=[path.name for path in PAGES])
