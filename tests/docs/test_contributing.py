"""CONTRIBUTING.md names every module, under the path that it has."""

from collections.abc import Callable
from pathlib import Path


def test_every_module_is_named_once_and_no_other(
    root: Path, page: Callable[[str], str], tables: Callable[[str], list[list[dict[str, str]]]]
) -> None:
    (table,) = tables(page("CONTRIBUTING.md"))
    named = [row["module"].strip("`") for row in table if not row["module"].startswith("**")]
    package = root / "src/mss_gap"
    modules = [path.relative_to(package).as_posix() for path in package.rglob("*.py")]
    assert sorted(named) == sorted(name for name in modules if not name.endswith("/__init__.py"))


def test_every_module_has_its_line(
    page: Callable[[str], str], tables: Callable[[str], list[list[dict[str, str]]]]
) -> None:
    (table,) = tables(page("CONTRIBUTING.md"))
    assert [row["module"] for row in table if not row["what it does"]] == []
