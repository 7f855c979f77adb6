"""How far a commitment's deliveries have come: what is pledged, and each stage, in all and by contributor (R13)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, percentage
from mss_gap.analysis.contributors.contributions import Contribution, Outside, contributions, outside_of
from mss_gap.analysis.contributors.groups import GroupContribution, others_of
from mss_gap.analysis.contributors.scales import Weights
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.phrases import few
from mss_gap.analysis.position import once, position_at
from mss_gap.analysis.reports.base import CommitmentRow, Report, heading_of
from mss_gap.analysis.stages import contributor_by_stage, whole_by_stage
from mss_gap.analysis.stated import NOT_IN_ONE_CURRENCY, Stated, unconverted_level
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings.report_warnings import BROUGHT, DELIVERED, ReportWarning, WarningCode, warnings_of_stages
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """How much has come to a stage, in the commitment's unit; percentages are unrounded."""

    id: str | None
    """The stage; null for the one column of a commitment without stages, which is its actual."""
    counts: bool
    """True for the stage that is the commitment's actual in every other document."""
    actual: Decimal | None
    """What has come to this stage; null where no one stated it. No other stage replaces it."""
    actual_bound: Bound | None
    """How that figure is known."""
    pct_of_pledge: Decimal | None
    """The figure as a share of the pledge, in percent."""
    of_pledge_bound: Bound | None = field(metadata=NOT_IN_DOCUMENTS)
    """How the share of the pledge is known."""
    pct_of_previous: Decimal | None
    """The figure as a share of the stage before, in percent; of the first stage as a share of the pledge."""
    of_previous_bound: Bound | None = field(metadata=NOT_IN_DOCUMENTS)
    """How the share of the stage before is known."""
    reported_on: date | None
    """The day of the latest entry of this stage; null where it has none that is dated."""
    as_stated: Stated | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """The figure where no rate converts it, in the currency that it is stated in; without either if it is in several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionByStage:
    """How far one contributor's delivery has come, in the commitment's unit."""

    id: str
    """An ISO 3166-1 alpha-2 code, or the code of a declared body."""
    name: str
    pledged: Decimal | None
    """Its pledge less what is withdrawn; null where not stated, or never pledged."""
    stages: tuple[Decimal | None, ...]
    """What it brought to each stage, in the order of the commitment's stages; null where no one stated it."""
    pledge: Contribution | None = field(metadata=NOT_IN_DOCUMENTS)
    """What it has to do with the pledge and the stage that counts; None where only other stages have something of it."""
    by_stage: tuple[StageRow, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """The same figures, each with its shares and its bound."""
    by_stage_sources: tuple[str, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """What its pledge and its stages rest on: source ids or addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersByStage:
    """How far the deliveries of the contributors have come that a table has in one row."""

    number: int
    """How many they are."""
    pledge: GroupContribution | None
    """What those with a pledge or a delivery that counts come to together; None where none has one."""
    by_stage: tuple[StageRow, ...]
    sources: tuple[str, ...]
    """What their pledges and their stages rest on: source ids or addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StagesReport(Report):
    """How far the deliveries of a commitment have come on the report date."""

    kind: Literal["stages"] = "stages"
    commitment: str
    """The id of the commitment."""
    title: str
    unit: str
    """An ISO 4217 code for money, else a noun."""
    stages: tuple[StageRow, ...]
    """The commitment's stages, in order."""
    contributions: tuple[ContributionByStage, ...]
    """Those with a pledge or an entry of any stage, in the order of `countries`."""
    others: OthersByStage | None = field(default=None, metadata=NOT_IN_DOCUMENTS)
    """The contributors after the first few, where only so many have rows."""
    row: CommitmentRow = field(metadata=NOT_IN_DOCUMENTS)
    """The commitment in other reports: its pledge, its note."""
    whole_sources: tuple[str, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """What the figures of the whole rest on: source ids or addresses."""
    given_outside: tuple[Outside, ...] = field(metadata=NOT_IN_DOCUMENTS)
    """What was given outside the commitment: it is of no stage."""
    warnings: tuple[ReportWarning, ...]


def stages(ledger: Ledger, commitment: str, as_of: date | None = None) -> StagesReport:
    """How far the deliveries of a commitment have come on the report date (R13), in all and by contributor.

    A commitment without stages has one: its actual. Raises `UnknownCommitmentError` where the commitment does not exist.
    """
    return stages_of(survey(ledger, as_of, commitment), commitment)


@exactly
def stages_of(surveyed: Survey, commitment: str, *, top: int | None = None) -> StagesReport:
    """The stages of one commitment of a survey. With `top`, so many contributors have rows, the others are in `others`."""
    surveyed = surveyed.only(commitment)
    position, timeline = surveyed.positions[commitment], surveyed.timelines[commitment]
    whole = whole_by_stage(timeline, surveyed.as_of)
    days = {stage: side.latest(surveyed.as_of) for stage, side in timeline.stages.items()}
    rows = _contributions(surveyed, commitment)
    return StagesReport(
        **heading_of(surveyed),
        commitment=commitment,
        title=surveyed.title(commitment),
        unit=surveyed.ledger.commitments[commitment].unit,
        stages=_rows(position.pledged, whole, timeline.counts, days, {}),
        contributions=rows[:top],
        others=None if top is None else _others(rows[top:], position.actual, timeline.counts),
        row=CommitmentRow.of(surveyed, commitment),
        whole_sources=_sources_of_whole(surveyed, commitment),
        given_outside=outside_of(surveyed, commitment),
        warnings=(*warnings_of_stages(surveyed, commitment), *_inexact(rows, commitment, surveyed.title(commitment))),
    )


def _sources_of_whole(surveyed: Survey, commitment: str) -> tuple[str, ...]:
    stated, timeline = surveyed.ledger.commitments[commitment], surveyed.timelines[commitment]
    positions = (position_at(stated, timeline.of_stage(stage), surveyed.as_of) for stage in timeline.stages)
    return once(*(source for position in positions for source in position.sources))


def _rows(
    pledged: Figure,
    stated: Mapping[str | None, Figure],
    counts: str | None,
    days: Mapping[str | None, date | None],
    as_stated: Mapping[str | None, Stated | None],
) -> tuple[StageRow, ...]:
    """Each stage as a share of the pledge, and of the one before it: the pledge comes before the first."""
    rows, previous = [], pledged
    for stage, actual in stated.items():
        of_pledge, of_previous = percentage(actual, pledged), percentage(actual, previous)
        rows.append(
            StageRow(
                id=stage,
                counts=stage == counts,
                actual=actual.value,
                actual_bound=actual.bound,
                pct_of_pledge=of_pledge.value,
                pct_of_previous=of_previous.value,
                reported_on=days[stage],
                of_pledge_bound=of_pledge.bound,
                of_previous_bound=of_previous.bound,
                as_stated=as_stated.get(stage) if actual.value is None else None,
            )
        )
        previous = actual
    return tuple(rows)


def _contributions(surveyed: Survey, commitment: str) -> tuple[ContributionByStage, ...]:
    """A row for each contributor: those of `countries` in their order, then those of other stages only, by name."""
    timeline = surveyed.timelines[commitment]
    of_countries = {row.id: row for row in contributions(surveyed, commitment)}
    others = {
        code
        for side in timeline.stages.values()
        for code, series in side.by_contributor.items()
        if code not in of_countries and series.at(surveyed.as_of)
    }
    by_name = sorted(others, key=lambda code: surveyed.name(code).casefold())
    return tuple(
        _contribution(surveyed, commitment, code, of_countries.get(code)) for code in (*of_countries, *by_name)
    )


def _contribution(surveyed: Survey, commitment: str, code: str, row: Contribution | None) -> ContributionByStage:
    timeline, day, unit = surveyed.timelines[commitment], surveyed.as_of, surveyed.ledger.commitments[commitment].unit
    series = {stage: side.of(code) for stage, side in timeline.stages.items()}
    levels = {stage: each.at(day) for stage, each in series.items()}
    pledged = Figure(row.pledged, row.pledged_bound) if row else UNKNOWN
    stated = contributor_by_stage(timeline, code, day)
    return ContributionByStage(
        id=code,
        name=surveyed.name(code),
        pledged=pledged.value,
        stages=tuple(figure.value for figure in stated.values()),
        pledge=row,
        by_stage=_rows(
            pledged,
            stated,
            timeline.counts,
            {stage: level.day if level else None for stage, level in levels.items()},
            {
                stage: unconverted_level(each, level, unit) if level else None
                for (stage, each), level in zip(series.items(), levels.values(), strict=True)
            },
        ),
        by_stage_sources=once(
            *timeline.pledges.of(code).sources_at(day),
            *(source for each in series.values() for source in each.sources_at(day)),
        ),
    )


def _others(rows: Sequence[ContributionByStage], whole: Figure, counts: str | None) -> OthersByStage | None:
    """What some contributors come to together; `whole` is the actual of all. One without an entry of a stage adds nothing."""
    if not rows:
        return None
    together = others_of([row.pledge for row in rows if row.pledge], whole, Weights.of(None, (), None))
    stated: dict[str | None, Figure] = {}
    days: dict[str | None, date | None] = {}
    as_stated: dict[str | None, Stated | None] = {}
    for stage in zip(*(row.by_stage for row in rows), strict=True):
        entered = [each for each in stage if each.reported_on is not None]
        key = stage[0].id
        stated[key] = (
            PartialSum.all_of(Figure(it.actual, it.actual_bound) for it in entered).figure if entered else UNKNOWN
        )
        days[key] = max((each.reported_on for each in entered if each.reported_on), default=None)
        as_stated[key] = NOT_IN_ONE_CURRENCY if any(each.as_stated for each in entered) else None
    return OthersByStage(
        number=len(rows),
        pledge=together if together.rows else None,
        by_stage=_rows(Figure(together.pledged, together.pledged_bound), stated, counts, days, as_stated),
        sources=once(*(source for row in rows for source in row.by_stage_sources)),
    )


def _inexact(rows: Sequence[ContributionByStage], commitment: str, title: str) -> Iterator[ReportWarning]:
    """That contributors' figures are not exact, by stage: the document has no bounds beside them."""
    by_stage = zip(*(row.by_stage for row in rows), strict=True)
    for stage in by_stage:
        unclear = [
            f"{row.name} ({_known(figure.actual_bound)})"
            for row, figure in zip(rows, stage, strict=True)
            if figure.actual_bound not in (None, Bound.EXACT)
        ]
        if unclear:
            place, done = (f"{title}, {stage[0].id}", BROUGHT) if stage[0].id else (title, DELIVERED)
            message = f"{place}: what these contributors {done} is not known exactly: {few(unclear)}"
            yield ReportWarning(code=WarningCode.BOUND, commitment=commitment, message=message)


def _known(bound: Bound | None) -> str:
    return "more or less" if bound is Bound.OPEN else str(bound).replace("-", " ")
