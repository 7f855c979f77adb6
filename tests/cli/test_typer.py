"""The private names of Typer that the command line needs are where they were, and there are no others."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

PRIVATE = {
    "typer._click": {"Command", "Context", "Parameter"},
    "typer._completion_classes": {"BashComplete"},
}
"""What docs/decisions.md gives the reasons for."""


def private_imports(package: Path) -> Iterator[tuple[str, str]]:
    """Each private module of Typer that a file of the package imports from, with what it imports."""
    for file in package.rglob("*.py"):
        for module, names in re.findall(r"from (typer\._\w+) import ([\w, ]+)", file.read_text(encoding="utf-8")):
            yield from ((module, name.split(" as ")[0].strip()) for name in names.split(","))


def test_no_other_private_name_of_typer_is_imported(root: Path) -> None:
    found = set(private_imports(root / "src/mss_gap"))
    assert found == {(module, name) for module, names in PRIVATE.items() for name in names}


def test_the_private_names_are_there() -> None:
    for module, names in PRIVATE.items():
        assert names <= set(vars(import_module(module)))


def test_what_the_completion_asks_of_typer_is_there() -> None:
    found = import_module("typer._completion_classes").BashComplete
    assert callable(found.get_completions)
