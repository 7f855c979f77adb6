"""The sections of a web page as its template takes them: every text harmless in one line, every chart drawn."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from mss_gap.render.footnotes import Reference
from mss_gap.render.formats.html.tables import WebTable


class Drawn(NamedTuple):
    """A chart, for a wide page and for a narrow one."""

    wide: Markup
    narrow: Markup


class Headline(NamedTuple):
    """What was pledged and delivered to a commitment, in a sentence."""

    title: str
    sentence: str
    basis: str
    notes: Reference


class ContributorsSection(NamedTuple):
    """Who contributes to a commitment."""

    title: str
    where_the_gap_is: str
    """What is not firmly pledged, and what contributors firmly pledged that is not recorded as delivered; empty where neither is known."""
    chart: Drawn | None
    """None where there is no contributor, and something is given outside."""
    table: WebTable
    more: Sequence[WebTable]
    """What groups come to, and what contributors delivered by a scale; of a ledger that has these."""


class StagesSection(NamedTuple):
    """How far a commitment has come."""

    title: str
    chart: Drawn
    table: WebTable


class KeptSection(NamedTuple):
    """Whether the pledges to a commitment were kept."""

    title: str
    table: WebTable
    """Below the sentence that can be quoted."""


class HistorySection(NamedTuple):
    """How a commitment moved, and where its pace leads."""

    title: str
    sentence: str
    chart: Drawn | None
    """None where it has no dated entry."""
    periods: WebTable | None
    """What each period brought; None where few brought anything."""
    table: WebTable | None
    """Its dated changes, or the periods in their place; None where it has none, or where `periods` says the same."""
    entries: str
    """How many dated changes there are, in words."""
    listed: str
    """How they are listed: with their sources, or by period."""
    left_out: str
    """That they are too many to list each, in a sentence; empty where each is listed."""


class ScenarioSection(NamedTuple):
    """What the withdrawal of the largest contributor would do."""

    who: str
    why: str
    unchanged: str
    """Which commitments stay as they are; empty where there are none."""
    tables: Sequence[WebTable]


class ClaimsOfVerdict(NamedTuple):
    """The claims with one verdict."""

    table: WebTable
    number: str
    """How many there are, those that are not in the table included."""
    folded: bool
    """True where the table is shown on request."""


class ClaimsSection(NamedTuple):
    """Published claims by verdict, those first that an editor looks for."""

    tally: str
    verdicts: Sequence[ClaimsOfVerdict]
    rivals: WebTable


class Note(NamedTuple):
    """A numbered source."""

    number: int
    text: str
    url: str
    link: str | None
    """What a link to it says; None where its address leads nowhere, or where it has none."""


class PageData(NamedTuple):
    """All that is on the page."""

    title: str
    mission: str
    when: str
    """The report date in words."""
    headlines: Sequence[Headline]
    gap_chart: Drawn
    summary: WebTable
    contributors: Sequence[ContributorsSection]
    without_contributors: str
    """The commitments to which no contributor is recorded; empty where there are none, or only such."""
    kept: Sequence[KeptSection]
    """Of the commitments to which contributors pledged."""
    stages: Sequence[StagesSection]
    """The commitments that have stages."""
    histories: Sequence[HistorySection]
    pace: WebTable
    scenario: ScenarioSection | None
    claims: ClaimsSection | None
    context: WebTable | None
    warnings: Sequence[str]
    number_of_warnings: int
    more_warnings: str
    """How many warnings are not listed, in a sentence; empty where all are."""
    notes: Sequence[Note]
    more_sources: str
    """How many sources are not listed, in a sentence; empty where all are."""
    is_shortened: bool
    """Whether anything is not listed one by one because there is much of it."""
