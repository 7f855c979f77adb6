"""What the entries of a ledger add up to, where it may be a slip."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.exact import figure
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.stages import contributor_by_stage, out_of_order, whole_by_stage
from mss_gap.analysis.survey import Survey
from mss_gap.analysis.timeline import Timeline
from mss_gap.analysis.warnings.report_warnings import WarningCode, parts_in_excess, warnings_of
from mss_gap.ledger.entry import Entry
from mss_gap.ledger.explain.problems import Finding, Path

# The others point at their entries here.
_REMEDIES: Mapping[WarningCode, str] = MappingProxyType(
    {
        WarningCode.PARTS_EXCEED_TOTAL: "date the whole and its parts alike, or say in a note why they differ",
        WarningCode.BOUND: "add an exact total once one is published; until then the report says so",
        WarningCode.OLD_CONTRIBUTIONS: "add contributors' later figures where they are published",
    }
)


def level_warnings(surveyed: Survey, entry: Entry | None = None) -> Iterator[Finding]:
    """The warnings about what the entries of a survey's commitments add up to.

    With an entry, only its contributor's levels (or those of the whole mission) are looked at for one below zero.
    """
    for warning in warnings_of(surveyed):
        if warning.code in _REMEDIES:
            yield Finding(
                str(warning.code), ("commitments", str(warning.commitment)), warning.message, _REMEDIES[warning.code]
            )
    for key, timeline in surveyed.timelines.items():
        yield from _below_zero(_series_of(timeline, entry), surveyed.ledger.commitments[key].unit)
        yield from _parts_exceed_pledge(surveyed, key)
        yield from _stage_order(surveyed, key)
    yield from _larger_than_whole(surveyed)


def _series_of(timeline: Timeline, entry: Entry | None) -> Iterator[tuple[str, Series]]:
    """Each series of a timeline that an entry bears on, or every one, with the section of the ledger that it is from."""
    for section, side in (("pledges", timeline.pledges), ("actuals", timeline.actuals)):
        if entry is None:
            yield from ((section, series) for series in (side.whole, *side.by_contributor.values()))
        else:
            yield section, side.whole if entry.country is None else side.of(entry.country)


def _below_zero(of_sections: Iterable[tuple[str, Series]], unit: str) -> Iterator[Finding]:
    """The first entry that takes a level below zero, in each series."""
    for section, series in of_sections:
        level = next((level for level in series.levels if level.value is not None and level.value < 0), None)
        if level is not None and level.value is not None:
            yield Finding(
                str(WarningCode.BELOW_ZERO),
                (section, _first_return(series, level)),
                f"the level falls below zero on {level.day}: {figure(level.value, unit)} {unit}",
                "check the amounts up to here, or state a total",
            )


def _first_return(series: Series, level: Level) -> int:
    """The index of the first entry of a level's day with a negative amount: a level falls on no other day."""
    of_day = series.statements(level.start, level.end)
    return min(statement.position for statement in of_day if statement.amount is not None and statement.amount < 0)


def _parts_exceed_pledge(surveyed: Survey, key: str) -> Iterator[Finding]:
    """At the latest part of each contributor whose pledge is less than its parts (R4)."""
    unit = surveyed.ledger.commitments[key].unit
    for excess in parts_in_excess(surveyed, key):
        series = surveyed.timelines[key].pledges.of(excess.contributor)
        parts = [each for each in series.statements(0, excess.pledge.end) if each.entry.part]
        latest = max(parts, key=lambda each: (each.entry.date, each.position))
        yield Finding(
            str(WarningCode.PARTS_EXCEED_PLEDGE),
            ("pledges", latest.position, "part"),
            excess.message(surveyed.name(excess.contributor), unit),
            "correct the part, or set an earlier one to 0: a part counts until another of its status, or a status of the whole pledge",
        )


def _stage_order(surveyed: Survey, key: str) -> Iterator[Finding]:
    """Each stage at which more has come than at one before it, both exact (R13): of the whole, and of each contributor."""
    timeline, unit = surveyed.timelines[key], surveyed.ledger.commitments[key].unit
    whole = whole_by_stage(timeline, surveyed.as_of)
    for earlier, later in out_of_order(whole):
        yield _stage_finding(("commitments", key, "stages"), (earlier, later), whole, surveyed.title(key), unit)
    for code in sorted({code for side in timeline.stages.values() for code in side.by_contributor}):
        delivered = contributor_by_stage(timeline, code, surveyed.as_of)
        for earlier, later in out_of_order(delivered):
            series = timeline.stages[later].of(code)
            level = series.at(surveyed.as_of)
            latest = max(each.position for each in series.statements(level.start, level.end)) if level else 0
            whose = f"{surveyed.title(key)}, {surveyed.name(code)}"
            yield _stage_finding(("actuals", latest), (earlier, later), delivered, whose, unit)


def _stage_finding(
    path: Path, stages: tuple[str | None, str | None], stated: Mapping[str | None, Figure], whose: str, unit: str
) -> Finding:
    earlier, later = stages
    return Finding(
        "stage-order",
        path,
        f"{whose}: {figure(stated[later].size, unit)} {unit} {later} is more than {figure(stated[earlier].size, unit)} "
        f"{earlier}, which comes before",
        "correct a figure or its stage, or add the later figures of the stage before",
    )


def _larger_than_whole(surveyed: Survey) -> Iterator[Finding]:
    for key, position in surveyed.positions.items():
        for code, standing in position.standings.items():
            for what, part, whole in (
                ("delivered", standing.actual.value, position.actual.value),
                ("pledged", standing.pledged.value, position.pledged.value if position.headline else None),
            ):
                if part is not None and whole is not None and part > max(whole, Decimal(0)):
                    unit = surveyed.ledger.commitments[key].unit
                    yield Finding(
                        "larger-than-whole",
                        ("commitments", key),
                        f"{surveyed.title(key)}: {surveyed.name(code)} alone {what} {figure(part, unit)}, "
                        f"the whole is {figure(whole, unit)}",
                        "check both figures and their dates",
                    )
