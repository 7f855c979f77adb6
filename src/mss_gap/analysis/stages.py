"""The stages of a delivery (R13): agreed, received, spent. None replaces another."""

from collections.abc import Iterator, Mapping
from datetime import date

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure
from mss_gap.analysis.timeline import Timeline
from mss_gap.analysis.whole import actual_at


def whole_by_stage(timeline: Timeline, day: date | None) -> Mapping[str | None, Figure]:
    """The whole of each stage on a day; unknown where no one stated it. Without stages, the actual with the key None."""
    return {stage: actual_at(timeline.of_stage(stage).undated, side, day) for stage, side in timeline.stages.items()}


def contributor_by_stage(timeline: Timeline, contributor: str, day: date | None) -> Mapping[str | None, Figure]:
    """What a contributor brought to each stage until a day; unknown where no one stated it, also where R6 says 0."""
    levels = {stage: side.of(contributor).at(day) for stage, side in timeline.stages.items()}
    return {stage: level.figure if level else UNKNOWN for stage, level in levels.items()}


def out_of_order(stated: Mapping[str | None, Figure]) -> Iterator[tuple[str | None, str | None]]:
    """Each stage that is above an earlier one, with the latest such; stages that are not exact are passed over."""
    exact = {
        stage: each.value for stage, each in stated.items() if each.value is not None and each.bound is Bound.EXACT
    }
    before: list[str | None] = []
    for later, value in exact.items():
        smaller = [earlier for earlier in before if exact[earlier] < value]
        if smaller:
            yield smaller[-1], later
        before.append(later)
