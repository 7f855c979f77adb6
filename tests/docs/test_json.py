"""docs/json.md lists the keys of every document, in their order, and no others."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import pytest

from mss_gap import CommitmentBreakdown, CommitmentRow, Contribution, Problem, ReportWarning
from mss_gap.analysis.report import Report
from mss_gap.render.schema import DOCUMENTS

SECTIONS: dict[str, type] = {
    "Every document": Report,
    **{str(kind): document for kind, document in DOCUMENTS.items()},
    "A commitment": CommitmentRow,
    "The contributors of a commitment": CommitmentBreakdown,
    "A contribution": Contribution,
    "A warning": ReportWarning,
    "A problem": Problem,
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_section_lists_the_keys_that_its_part_adds(
    heading: str,
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Callable[[str], list[list[dict[str, str]]]],
) -> None:
    part = SECTIONS[heading]
    inherited = {name for base in part.__bases__ if is_dataclass(base) for name in names(base)}
    (table,) = tables(section(page("docs/json.md"), heading))
    assert [row["key"].strip("`") for row in table] == [name for name in names(part) if name not in inherited]
    assert all(row["meaning"] and row["null"] for row in table)


def test_every_part_of_every_document_has_a_section() -> None:
    parts = {part for document in DOCUMENTS.values() for part in parts_of(document)}
    assert parts <= set(SECTIONS.values())


def names(part: type) -> list[str]:
    assert is_dataclass(part)
    return [field.name for field in fields(part)]


def parts_of(part: object) -> Iterator[type]:
    """A dataclass and all those that its fields hold."""
    if isinstance(part, type) and is_dataclass(part):
        yield part
        for hint in get_type_hints(part).values():
            yield from parts_of(hint)
    else:
        for inner in get_args(part):
            yield from parts_of(inner)
