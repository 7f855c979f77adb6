"""What a reader of the numbers should know: the warnings that a report ends with."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mss_gap.analysis.exact import figure
from mss_gap.analysis.position import Position
from mss_gap.analysis.survey import Survey


class WarningCode(StrEnum):
    """What bears on a report's numbers."""

    PARTS_EXCEED_TOTAL = "parts-exceed-total"
    NO_RATE = "no-rate"
    LOWER_BOUND = "lower-bound"
    BELOW_ZERO = "below-zero"
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


def warnings_of(surveyed: Survey) -> tuple[ReportWarning, ...]:
    """The warnings that bear on the commitments of a survey, in their order."""
    return tuple(
        ReportWarning(code=code, commitment=key, message=f"{surveyed.title(key)}: {message}")
        for key, position in surveyed.positions.items()
        for code, message in _warnings(surveyed, position, surveyed.ledger.commitments[key].unit)
    )


def _warnings(surveyed: Survey, position: Position, unit: str) -> Iterator[tuple[WarningCode, str]]:
    actual, unattributed = position.actual, position.unattributed
    if actual is not None and unattributed is not None and unattributed < 0:
        yield (
            WarningCode.PARTS_EXCEED_TOTAL,
            (
                f"what contributors delivered adds up to {figure(position.attributed, unit)} {unit}, "
                f"{figure(-unattributed, unit)} more than the whole of {figure(actual, unit)}"
            ),
        )
    for whose, what, level in _levels(surveyed, position):
        if level is not None and level < 0:
            yield WarningCode.BELOW_ZERO, f"what {whose} {what} is below zero: {figure(level, unit)} {unit}"
    if position.unconverted:
        entries = "1 entry is" if position.unconverted == 1 else f"{position.unconverted} entries are"
        yield WarningCode.NO_RATE, f"{entries} in a currency without a rate to {unit}, and not counted"
    if actual is not None and position.at_least:
        unstated = ", ".join(surveyed.name(code) for code, standing in position.standings.items() if standing.at_least)
        yield (
            WarningCode.LOWER_BOUND,
            f"{figure(actual, unit)} {unit} is a lower bound, because what {unstated} delivered is not fully stated",
        )


def _levels(surveyed: Survey, position: Position) -> Iterator[tuple[str, str, Decimal | None]]:
    """The level of the whole and of each contributor, pledged and delivered: whose it is, and what of it."""
    yield "the whole", "pledged", position.pledged
    yield "the whole", "delivered", position.actual
    for code, standing in position.standings.items():
        yield surveyed.name(code), "pledged", standing.pledged
        yield surveyed.name(code), "delivered", standing.actual
