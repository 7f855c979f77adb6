"""What a reader of the numbers should know: the warnings that a report ends with."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from mss_gap.analysis.bounds import Bound, Figure, turn
from mss_gap.analysis.exact import exactly, figure
from mss_gap.analysis.phrases import MOST_NAMED, as_stated, in_words, listed, named
from mss_gap.analysis.pledges import divide
from mss_gap.analysis.position import position_at
from mss_gap.analysis.rates import OLDEST, Statement
from mss_gap.analysis.series import Level
from mss_gap.analysis.survey import Survey
from mss_gap.analysis.timeline import Side
from mss_gap.analysis.warnings.inexact import inexact_wholes
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.plural import so_many


class WarningCode(StrEnum):
    """What bears on a report's numbers."""

    PARTS_EXCEED_TOTAL = "parts-exceed-total"
    PARTS_EXCEED_PLEDGE = "parts-exceed-pledge"
    NO_RATE = "no-rate"
    OLD_RATE = "old-rate"
    BOUND = "bound"
    BELOW_ZERO = "below-zero"
    OVERLAP = "overlap"
    OLD_CONTRIBUTIONS = "old-contributions"
    TWO_MISSIONS = "two-missions"
    ADDED = "added"
    VANISHED = "vanished"
    RENAMED = "renamed"
    UNIT_CHANGED = "unit-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWarning:
    """Something that bears on the numbers shown."""

    code: WarningCode
    commitment: str | None
    """The id of the commitment that it is about."""
    message: str


_Warnings = Iterator[tuple[WarningCode, str]]


@exactly
def warnings_of(
    surveyed: Survey, side: str = "", *, stage: str | None = None, of_figures: bool = False
) -> tuple[ReportWarning, ...]:
    """The warnings that bear on the commitments of a survey, in their order; `side` follows each title.

    `stage` is the one that the survey is of, where that is not the stage that counts. With `of_figures`, only what bears
    on a single figure: that parts exceed their whole bears on none.
    """
    after_title = "".join(f", {each}" for each in (side, stage) if each)
    done = DELIVERED if stage is None else BROUGHT
    warnings = _of_figures if of_figures else _warnings
    return tuple(
        _warning(surveyed, key, code, message, after_title)
        for key in surveyed.positions
        for code, message in warnings(surveyed, key, done)
    )


@exactly
def conversion_warnings(surveyed: Survey, statements: Mapping[str, Sequence[Statement]]) -> tuple[ReportWarning, ...]:
    """The warnings that bear on the worth of single entries, which are given by their commitment."""
    return tuple(
        _warning(surveyed, key, code, message)
        for key, stated in statements.items()
        for code, message in _conversions(surveyed, key, stated)
    )


def _conversions(surveyed: Survey, key: str, stated: Sequence[Statement]) -> _Warnings:
    yield from _without_rate(surveyed, key, [each for each in stated if each.unconverted])
    yield from _at_old_rates(surveyed, [each for each in stated if each.converted_at_old_rate])


def _warning(surveyed: Survey, key: str, code: WarningCode, message: str, after_title: str = "") -> ReportWarning:
    return ReportWarning(code=code, commitment=key, message=f"{surveyed.title(key)}{after_title}: {message}")


@exactly
def warnings_of_stages(surveyed: Survey, key: str) -> tuple[ReportWarning, ...]:
    """The warnings that bear on a commitment of a survey and on each of its stages (R13), that which counts first."""
    timeline, said = surveyed.timelines[key], list(_warnings(surveyed, key))
    warnings = [_warning(surveyed, key, code, message) for code, message in said]
    for stage in timeline.stages:
        if stage == timeline.counts:
            continue
        only = timeline.of_stage(stage)
        position = position_at(surveyed.ledger.commitments[key], only, surveyed.as_of)
        of_stage = replace(surveyed, timelines={key: only}, positions={key: position})
        # What is said of pledges is said once: pledges have no stages.
        warnings += [
            _warning(surveyed, key, code, message, f", {stage}")
            for code, message in _warnings(of_stage, key, BROUGHT, [only.actuals])
            # Shares of the whole are of the stage that counts.
            if (code, message) not in said and code is not WarningCode.OLD_CONTRIBUTIONS
        ]
    return tuple(warnings)


DELIVERED = "delivered"
BROUGHT = "brought to this stage"
"""What is said for "delivered" of a stage that is not the actual: what is agreed has not come."""


def _warnings(surveyed: Survey, key: str, done: str = DELIVERED, sides: Iterable[Side] | None = None) -> _Warnings:
    """The warnings of a commitment; `done` is what contributors did, `sides` what they stated."""
    yield from _parts_exceed_total(surveyed, key, done)
    yield from _of_figures(surveyed, key, done, sides)
    yield from _old_contributions(surveyed, key)
    yield from _overlaps(surveyed, key)


def _of_figures(surveyed: Survey, key: str, done: str, sides: Iterable[Side] | None = None) -> _Warnings:
    """Those that bear on each figure of a commitment, rather than on how its figures go together."""
    timeline = surveyed.timelines[key]
    stated = (timeline.pledges, timeline.actuals) if sides is None else tuple(sides)
    yield from _parts_exceed_pledge(surveyed, key)
    yield from _below_zero(surveyed, key, done)
    yield from _no_rate(surveyed, key, stated)
    yield from _old_rate(surveyed, stated)
    yield from _bounds(surveyed, key, done)


def _parts_exceed_total(surveyed: Survey, key: str, done: str) -> _Warnings:
    position, unit = surveyed.positions[key], surveyed.ledger.commitments[key].unit
    actual, attributed, rest = position.actual, position.attributed, position.unattributed
    if rest.value is not None and rest.value < 0:
        yield (
            WarningCode.PARTS_EXCEED_TOTAL,
            (
                f"what contributors {done} adds up to {in_words(attributed, unit)} {unit}, "
                f"{in_words(Figure(-rest.value, turn(rest.bound or Bound.OPEN)), unit)} more than the whole of "
                f"{in_words(actual, unit)}"
            ),
        )


class PartsInExcess(NamedTuple):
    """Parts of a contributor's pledge that come to more than the pledge (R4)."""

    contributor: str
    pledge: Level
    sum: Decimal

    def message(self, name: str, unit: str) -> str:
        """What is wrong, with the contributor's name."""
        pledged = max(self.pledge.value or Decimal(0), Decimal(0))
        statuses = listed(sorted(status.replace("-", " ") for status, part in self.pledge.parts if part))
        return (
            f"{name} pledged {figure(pledged, unit)} {unit}, and the parts of it that are {statuses} "
            f"add up to {figure(self.sum, unit)}, {figure(self.sum - pledged, unit)} more"
        )


def parts_in_excess(surveyed: Survey, key: str) -> Iterator[PartsInExcess]:
    """The contributors to a commitment whose pledge is less than its parts; a part that is not known counts as 0."""
    for code, level in _pledges(surveyed, key):
        together = sum((part for _, part in level.parts if part is not None), Decimal(0))
        if level.value is not None and together > max(level.value, Decimal(0)):
            yield PartsInExcess(code, level, together)


def _pledges(surveyed: Survey, key: str) -> Iterator[tuple[str, Level]]:
    """The level of each contributor's pledge; not where a scenario has another pledge in its place."""
    pledges = surveyed.timelines[key].pledges
    for code, standing in surveyed.positions[key].standings.items():
        level = pledges.of(code).at(surveyed.as_of)
        if level is not None and divide(level) == standing.division:
            yield code, level


def _parts_exceed_pledge(surveyed: Survey, key: str) -> _Warnings:
    unit = surveyed.ledger.commitments[key].unit
    for excess in parts_in_excess(surveyed, key):
        yield WarningCode.PARTS_EXCEED_PLEDGE, excess.message(surveyed.name(excess.contributor), unit)


def _below_zero(surveyed: Survey, key: str, done: str) -> _Warnings:
    unit = surveyed.ledger.commitments[key].unit
    for whose, what, level in _levels(surveyed, key, done):
        if level is not None and level < 0:
            yield WarningCode.BELOW_ZERO, f"what {whose} {what} is below zero: {figure(level, unit)} {unit}"


def _levels(surveyed: Survey, key: str, done: str) -> Iterator[tuple[str, str, Decimal | None]]:
    """The level of the whole and of each contributor, pledged and delivered: whose it is, and what of it."""
    position = surveyed.positions[key]
    yield "the whole", "pledged", position.pledged.value
    yield "the whole", done, position.actual.value
    for code, level in _pledges(surveyed, key):
        yield surveyed.name(code), "pledged", level.value
    for code, standing in position.standings.items():
        yield surveyed.name(code), done, standing.actual.value


def _no_rate(surveyed: Survey, key: str, sides: Iterable[Side]) -> _Warnings:
    lost = [each for side in sides for each in side.unconverted_until(surveyed.as_of)]
    yield from _without_rate(surveyed, key, lost)


def _without_rate(surveyed: Survey, key: str, lost: Sequence[Statement]) -> _Warnings:
    """That no rate converts some entries."""
    number = len(lost)
    if number:
        entries = so_many(number, "entry is", "entries are")
        unit = surveyed.ledger.commitments[key].unit
        first = _first_in_words(lost, lambda each: as_stated(each.entry, surveyed.name))
        yield (
            WarningCode.NO_RATE,
            f"{entries} in a currency without a rate to {unit}, and not counted: {named(first, number)}",
        )


def _old_rate(surveyed: Survey, sides: Iterable[Side]) -> _Warnings:
    """The figures that a level rests on and that an old rate converts (R7)."""
    old = [each for side in sides for each in side.bearing_at_old_rates(surveyed.as_of)]
    yield from _at_old_rates(surveyed, old)


def _at_old_rates(surveyed: Survey, old: Sequence[Statement]) -> _Warnings:
    """That an old rate converts some figures."""

    def in_words(each: Statement) -> str:
        at = f", at the rate of {each.rate.day} for {each.rate.wanted_on}" if each.rate else ""
        return as_stated(each.entry, surveyed.name) + at

    if old:
        figures = so_many(len(old), "figure is", "figures are")
        yield (
            WarningCode.OLD_RATE,
            (
                f"{figures} converted at a rate that was more than {OLDEST.days} days old: "
                f"{named(_first_in_words(old, in_words), len(old))}"
            ),
        )


def _first_in_words(statements: Iterable[Statement], in_words: Callable[[Statement], str]) -> list[str]:
    """What is said of the earliest statements, as many as a sentence names.

    Those of one day are in the order of the words: the order of the file has no part in it.
    """
    by_date = sorted(statements, key=_date)
    last = by_date[MOST_NAMED - 1 : MOST_NAMED]
    early = [each for each in by_date if not last or _date(each) <= _date(last[0])]
    return [said for _, said in sorted((_date(each), in_words(each)) for each in early)]


def _date(statement: Statement) -> date:
    return statement.entry.date


def _bounds(surveyed: Survey, key: str, done: str) -> _Warnings:
    for sentence in inexact_wholes(surveyed, key, done):
        yield WarningCode.BOUND, sentence


def _old_contributions(surveyed: Survey, key: str) -> _Warnings:
    """Where contributors' figures are much older than the whole's."""
    actuals, day = surveyed.timelines[key].actuals, surveyed.as_of
    whole = actuals.whole.at(day)
    levels = (series.at(day) for series in actuals.by_contributor.values())
    latest = max((level.day for level in levels if level), default=None)
    if whole and latest and whole.day - latest > OLDEST:
        yield (
            WarningCode.OLD_CONTRIBUTIONS,
            (
                f"what contributors delivered is of {latest} at the latest, and the whole of {whole.day}: "
                "shares of the whole may be out of date"
            ),
        )


def _overlaps(surveyed: Survey, key: str) -> _Warnings:
    """The later ones of the commitments shown that count the same thing as this."""
    shown = list(surveyed.positions)
    commitments = surveyed.ledger.commitments
    same = f"the same {'money' if is_currency(commitments[key].unit) else commitments[key].unit}"
    for other in shown[shown.index(key) + 1 :]:
        if other in commitments[key].overlaps or key in commitments[other].overlaps:
            yield WarningCode.OVERLAP, f"it counts {same} as {surveyed.title(other)}: never add the two"
