"""docs/json.md lists the keys of every document, in their order, and no others."""

import re
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest

from mss_gap import (
    ClaimRow,
    ClaimVerdict,
    CommitmentBreakdown,
    CommitmentRow,
    Contribution,
    ContributionByStage,
    KeptCommitment,
    KeptPledge,
    KeptVerdict,
    PaceVerdict,
    Problem,
    ReportWarning,
    StageRow,
    WarningCode,
)
from mss_gap.analysis.contributors.contributions import Outside
from mss_gap.analysis.contributors.groups import GroupContribution
from mss_gap.analysis.course.changes import Change, Point
from mss_gap.analysis.documents import documented
from mss_gap.analysis.reports.base import LaterEntries, Report
from mss_gap.analysis.reports.compare import ComparedCommitment, ComparedContribution, FromTo, Version
from mss_gap.analysis.reports.context import IndicatorRow
from mss_gap.analysis.reports.entries import EntryRow
from mss_gap.analysis.reports.history import CommitmentByCountry, CommitmentHistory, ContributorHistory, EventRow
from mss_gap.analysis.reports.history_by_period import CommitmentPeriods, ContributorPeriods, PeriodRow
from mss_gap.analysis.reports.pace import PaceRow
from mss_gap.analysis.reports.registry import REPORTS
from mss_gap.analysis.reports.reliance import Reliance
from mss_gap.analysis.reports.show import Comparison, ComparisonId, Note
from mss_gap.analysis.reports.sources import SingleFigure, SourcedFigure, SourceRow, Unsourced
from mss_gap.analysis.reports.validate import TableRead
from mss_gap.analysis.reports.what_if import Outcome
from mss_gap.ledger.entry import Qualifier
from mss_gap.ledger.find import FileRead
from mss_gap.render.formats.json import key_of

SECTIONS: dict[str, type] = {
    "Every document": Report,
    "Entries left out": LaterEntries,
    **{name: registered.type() for name, registered in REPORTS.items()},
    "A comparison": Comparison,
    "The largest contributor": Reliance,
    "A note": Note,
    "A commitment and what was kept": KeptCommitment,
    "A pledge and what became of it": KeptPledge,
    "The course of a commitment": CommitmentHistory,
    "A point": Point,
    "A change": Change,
    "An event": EventRow,
    "A commitment by contributor": CommitmentByCountry,
    "The course of a contributor": ContributorHistory,
    "A commitment by period": CommitmentPeriods,
    "A contributor by period": ContributorPeriods,
    "A period": PeriodRow,
    "An indicator": IndicatorRow,
    "A source": SourceRow,
    "A figure without a source": Unsourced,
    "An entry": EntryRow,
    "A figure of a source": SourcedFigure,
    "A figure of one source only": SingleFigure,
    "A table that was read": TableRead,
    "A file that was read": FileRead,
    "A group": GroupContribution,
    "A stage": StageRow,
    "A contributor by stage": ContributionByStage,
    "The pace of a commitment": PaceRow,
    "An outcome": Outcome,
    "A side": Version,
    "A commitment compared": ComparedCommitment,
    "A figure compared": FromTo,
    "A contributor compared": ComparedContribution,
    "A claim": ClaimRow,
    "A commitment": CommitmentRow,
    "The contributors of a commitment": CommitmentBreakdown,
    "A contribution": Contribution,
    "Something given outside": Outside,
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
    own, _, _ = section(page("docs/json.md"), heading).partition("\n### ")
    (table,) = tables(own)
    assert [row["key"].strip("`") for row in table] == [name for name in names(part) if name not in inherited]
    assert all(row["meaning"] and row["null"] for row in table)


def test_every_part_of_every_document_has_a_section() -> None:
    parts = {part for registered in REPORTS.values() for part in parts_of(registered.type())}
    assert parts <= set(SECTIONS.values())


@pytest.mark.parametrize(
    ("place", "choices"),
    [
        (("A comparison", "id"), ComparisonId),
        (("A claim", "qualifier"), Qualifier),
        (("A claim", "verdict"), ClaimVerdict),
        (("The pace of a commitment", "verdict"), PaceVerdict),
        (("A pledge and what became of it", "verdict"), KeptVerdict),
        (("A warning", "code"), WarningCode),
    ],
)
def test_every_choice_of_a_key_is_named(
    place: tuple[str, str],
    choices: type[StrEnum],
    page: Callable[[str], str],
    section: Callable[[str, str], str],
    tables: Callable[[str], list[list[dict[str, str]]]],
) -> None:
    heading, key = place
    (table,) = tables(section(page("docs/json.md"), heading))
    (meaning,) = (row["meaning"] for row in table if row["key"] == f"`{key}`")
    assert re.findall(r'"([\w-]+)"', meaning) == list(choices)


def names(part: type) -> list[str]:
    """The keys that a document has for the fields of a type."""
    assert is_dataclass(part)
    return [key_of(field.name) for field in documented(part)]


def parts_of(part: object) -> Iterator[type]:
    """A dataclass and all those that its keys hold."""
    if isinstance(part, type) and is_dataclass(part):
        yield part
        for name, hint in get_type_hints(part).items():
            if key_of(name) in names(part):
                yield from parts_of(hint)
    else:
        for inner in get_args(part):
            yield from parts_of(inner)
