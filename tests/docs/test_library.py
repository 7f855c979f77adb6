"""docs/library.md runs as it stands, and names everything that the package offers."""

import doctest
import re
from collections.abc import Callable
from pathlib import Path

import mss_gap


def test_the_examples_print_what_the_page_says(
    page: Callable[[str], str], code_blocks: Callable[[str, str], list[str]], folder: Path
) -> None:
    examples = "".join(code_blocks(page("docs/library.md"), "python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/library.md", str(folder / "library.md"), 0)
    assert test.examples
    report: list[str] = []
    doctest.DocTestRunner().run(test, out=report.append)
    assert "".join(report) == ""


def test_every_public_name_is_explained_and_no_other(
    page: Callable[[str], str], section: Callable[[str, str], str], tables: Callable[[str], list[list[dict[str, str]]]]
) -> None:
    (table,) = tables(section(page("docs/library.md"), "Every name"))
    named = [name for row in table for name in re.findall(r"`(\w+)`", row["name"])]
    assert sorted(named) == sorted(dir(mss_gap))
