"""The tables of `stages`: what is pledged and each stage of it, in all and by contributor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from mss_gap.analysis.bounds import Bound, Figure
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.contributors.groups import name_of_others
from mss_gap.analysis.reports.stages import ContributionByStage, OthersByStage, StageRow, StagesReport
from mss_gap.ledger.model import title_or_id
from mss_gap.render.columns import (
    NOT_CONVERTED,
    Align,
    Amount,
    Cell,
    Column,
    Keys,
    Narrow,
    Page,
    Records,
    Table,
    Tone,
    Words,
    keys_of,
    stated_keys,
    widened,
)
from mss_gap.render.commitment_notes import notes_of, outside_lines
from mss_gap.render.figures import day, percent
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import IN_ALL, NO_PLEDGE, NONE_RECORDED
from mss_gap.render.tables.contributors import keys_as_stated, pledge_cell, status_note
from mss_gap.render.tables.heading import headed_page, not_in_notes
from mss_gap.render.tables.summary import described

ACTUAL = "Actual"
"""What the one column of a commitment without stages is called."""


def page(report: StagesReport) -> Page:
    """One table, and what a reader of it must know."""
    footnotes = Footnotes(report.glossary.sources)
    table = stages_table(report, footnotes)
    outside = outside_lines(report.given_outside, report.unit)
    notes = [*table.remarks, *outside, *notes_of(report.row, report.glossary)]
    return headed_page(report, [replace(table, remarks=notes)], not_in_notes(report.warnings), footnotes)


def records(report: StagesReport) -> Records:
    """A record for each stage: of the whole first, then of each contributor."""
    return stage_records([report])


def stage_records(reports: Iterable[StagesReport], *, for_readers: bool = False) -> Records:
    """The records of some commitments; for readers with the bounds of all figures, and with those that no rate converts."""
    keys = _FOR_READERS if for_readers else _KEYS
    return Records.of(keys, (stage for report in reports for stage in _recorded(report)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOf:
    """A stage, and whose it is."""

    commitment: str
    """The id of the commitment."""
    title: str
    """What the commitment is called."""
    unit: str
    """What it is counted in: an ISO 4217 code for money, else a noun."""
    contributor: str | None
    """The contributor; null for all together."""
    name: str | None
    """The contributor's English name; null for all together."""
    pledged: Decimal | None
    """What is pledged, in all or by this contributor."""
    pledged_bound: Bound | None
    pledge: Contribution | None
    """The contributor's pledge, with its figure as stated; None for all together, or without a pledge."""
    stage: StageRow


def _recorded(report: StagesReport) -> Iterator[StageOf]:
    def of(part: ContributionByStage | None, pledged: Figure, stage: StageRow) -> StageOf:
        return StageOf(
            commitment=report.commitment,
            title=report.title,
            unit=report.unit,
            contributor=part.id if part else None,
            name=part.name if part else None,
            pledged=pledged.value,
            pledged_bound=pledged.bound,
            pledge=part.pledge if part else None,
            stage=stage,
        )

    for stage in report.stages:
        yield of(None, Figure(report.row.pledged, report.row.pledged_bound), stage)
    for part in report.contributions:
        pledged = Figure(part.pledged, part.pledge.pledged_bound if part.pledge else None)
        for stage in part.by_stage:
            yield of(part, pledged, stage)


def _keys(*, for_readers: bool = False) -> Keys[StageOf]:
    whose: Keys[StageOf] = keys_of(StageOf)
    return {
        **{key: get for key, get in whose.items() if key not in {"pledge", "stage"}},
        **keys_of(StageRow, lambda it: it.stage, for_readers=for_readers),
    }


_KEYS = _keys()
_FOR_READERS: Keys[StageOf] = {
    **widened(
        _keys(for_readers=True),
        {
            "pledged_bound": keys_as_stated(lambda it: it.pledge, "pledged"),
            "actual_bound": stated_keys(lambda it: it.stage.as_stated, "actual_stated", "actual_currency"),
        },
    ),
    "pledged": lambda it: NOT_CONVERTED if it.pledge is not None and it.pledge.pledge_unconverted else it.pledged,
    "actual": lambda it: it.stage.actual if it.stage.as_stated is None else NOT_CONVERTED,
}


class _Line(NamedTuple):
    """A line of the table: the whole, or a contributor."""

    name: Cell
    pledged: Cell
    stages: Sequence[StageRow]
    of_contributor: bool = True

    @property
    def tone(self) -> Tone:
        """How its figures look."""
        return Tone.PLAIN if self.of_contributor else Tone.STRONG


def stages_table(report: StagesReport, footnotes: Footnotes) -> Table:
    """The whole first, then its contributors: what each pledged, each stage, and each stage as a share of the one before."""
    row, unit = report.row, report.unit
    whole = _Line(
        Words(IN_ALL, Tone.STRONG, notes=footnotes.cite(report.whole_sources)),
        Amount(row.pledged, unit, Tone.STRONG, bound=row.pledged_bound),
        report.stages,
        of_contributor=False,
    )
    lines = [whole, *(_contributor(part, unit, footnotes) for part in report.contributions)]
    if report.others is not None:
        lines.append(_of_others(report.others, unit, footnotes))
    description = described(row)
    return Table.of(
        f"{row.title} ({description})" if description else row.title,
        list(_columns(report)),
        lines,
        list(_remarks(report)),
    )


def _contributor(part: ContributionByStage, unit: str, footnotes: Footnotes) -> _Line:
    pledge, notes = part.pledge, footnotes.cite(part.by_stage_sources)
    if pledge is None:
        return _Line(Words(part.name, notes=notes), Words(NO_PLEDGE), part.by_stage)
    name = Words(part.name + status_note(pledge, unit), notes=notes)
    return _Line(name, pledge_cell(pledge, unit), part.by_stage)


def _of_others(others: OthersByStage, unit: str, footnotes: Footnotes) -> _Line:
    name, pledge, notes = name_of_others(others.number), others.pledge, footnotes.cite(others.sources)
    if pledge is None:
        return _Line(Words(name, notes=notes), Words(NO_PLEDGE), others.by_stage)
    return _Line(Words(name + status_note(pledge, unit), notes=notes), pledge_cell(pledge, unit), others.by_stage)


def _columns(report: StagesReport) -> Iterator[Column[_Line]]:
    yield Column("Contributor", lambda line: line.name)
    yield Column("Pledged", lambda line: line.pledged, Align.RIGHT)
    before = "pledged"
    for at, stage in enumerate(report.stages):
        # With one stage there is none to tell it from.
        marked = " *" if stage.counts and len(report.stages) > 1 else ""
        yield Column(f"{stage_title(stage)}{marked}", _figure(at, report.unit), Align.RIGHT)
        yield Column(f"of {before}", _share(at), Align.RIGHT, Narrow.BELOW)
        before = stage_title(stage).lower()


def _figure(at: int, unit: str) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        stage = line.stages[at]
        if line.of_contributor and stage.as_stated is None and stage.reported_on is None:
            return Words(NONE_RECORDED)
        return Amount.of(Figure(stage.actual, stage.actual_bound), unit, stage.as_stated, line.tone)

    return cell


def _share(at: int) -> Callable[[_Line], Cell]:
    return lambda line: Words(percent(line.stages[at].pct_of_previous, line.stages[at].of_previous_bound), line.tone)


def stage_title(stage: StageRow) -> str:
    """What a table calls a stage."""
    return ACTUAL if stage.id is None else title_or_id(stage.id, None)


def _remarks(report: StagesReport) -> Iterator[str]:
    """Which stage counts, each stage as a share of the pledge, and the day of its latest entry."""
    counting = [stage_title(stage) for stage in report.stages if stage.counts]
    if report.stages[0].id is None:
        yield (
            f"No stages are stated of {report.title}, so its one column is the actual. To state them, write "
            f'stages = ["agreed", "received"] below [commitments.{report.commitment}], and stage = "agreed" '
            "in each [[actuals]] that says what was agreed."
        )
    elif len(report.stages) > 1:
        yield f"* {counting[0]} is the stage that counts: it is the actual in every other table."
    else:
        yield f"{counting[0]} is the only stage: it is the actual in every other table."
    if len(report.stages) > 1:
        shares = (f"{_named(each)} {percent(each.pct_of_pledge, each.of_pledge_bound)}" for each in report.stages)
        yield f"In all, of what is pledged: {', '.join(shares)}."
    dated = [f"{_named(each)} {day(each.reported_on)}" for each in report.stages if each.reported_on]
    if dated:
        yield f"Latest entry: {', '.join(dated)}."


def _named(stage: StageRow) -> str:
    return stage_title(stage).lower()
