"""Links within the repository lead somewhere."""

import re
from pathlib import Path

import pytest

LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_links_of_a_page_lead_to_files_and_headings_that_are_there(any_page: Path) -> None:
    targets = [target for target in LINK.findall(prose(any_page)) if not target.startswith("https://")]
    broken = [target for target in targets if not leads_somewhere(any_page, target)]
    assert broken == []


@pytest.mark.parametrize(
    ("target", "there"),
    [
        ("docs/ledger.md", True),
        ("docs/ledger.md#a-complete-example", True),
        ("docs/ledger.md#no-such-heading", False),
        ("docs/no-such-page.md", False),
    ],
)
def test_a_link_to_nowhere_is_told_from_one_that_leads_somewhere(root: Path, target: str, there: bool) -> None:  # noqa: FBT001 - a parameter of pytest's
    assert leads_somewhere(root / "README.md", target) is there


def leads_somewhere(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    file = page.parent / name if name else page
    return file.is_file() and (not anchor or anchor in anchors_of(file))


def anchors_of(page: Path) -> set[str]:
    """The names that a Git host gives to headings: lower case, spaces as hyphens, without other marks."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
