"""CONTRIBUTING.md says what each folder of the source is for, and names no file that does not exist."""

import re
from collections.abc import Callable
from pathlib import Path

LINES_OF_A_PAGE = 80
SOURCE = "src/mss_gap"
PATH = re.compile(r"`([\w./-]*(?:/[\w.-]+|\.(?:pyi?|md|toml|txt)))`")


def test_every_folder_of_the_source_is_named_once_and_no_other(
    root: Path, page: Callable[[str], str], tables: Callable[[str], list[list[dict[str, str]]]]
) -> None:
    (table,) = tables(page("CONTRIBUTING.md"))
    package = root / SOURCE
    folders = {file.parent.relative_to(package).as_posix() for file in package.rglob("*") if is_source(file)}
    assert sorted(row["folder"].strip("`") for row in table) == sorted(folders - {"."})
    assert [row["folder"] for row in table if not row["what is in it"]] == []


def test_every_file_and_folder_that_the_page_names_exists(root: Path, page: Callable[[str], str]) -> None:
    named = PATH.findall(page("CONTRIBUTING.md"))
    assert "analysis/reports/registry.py" in named
    assert [name for name in named if not any((root / home / name).exists() for home in (".", SOURCE))] == []


def test_the_page_is_one_page(page: Callable[[str], str]) -> None:
    assert len(page("CONTRIBUTING.md").splitlines()) <= LINES_OF_A_PAGE


def is_source(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts
