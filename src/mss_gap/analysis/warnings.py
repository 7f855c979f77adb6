"""What a reader of the numbers should know: the warnings that a report ends with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.exact import figure
from mss_gap.analysis.position import ActualBasis, Position
from mss_gap.analysis.survey import Survey


class WarningCode(StrEnum):
    """What bears on a report's numbers."""

    PARTS_EXCEED_TOTAL = "parts-exceed-total"
    NO_RATE = "no-rate"
    BOUND = "bound"
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
    actual, unattributed = position.actual.value, position.unattributed
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
    for what, whole in (("pledged", position.pledged), ("delivered", position.actual)):
        if whole.value is not None and whole.bound is not None and whole.bound is not Bound.EXACT:
            whose = ", ".join(surveyed.name(code) for code in _inexact(position, what))
            because = f", because what {whose} {what} is not fully stated" if whose else ""
            yield (
                WarningCode.BOUND,
                f"{figure(whole.value, unit)} {unit} {what} {_MEANING[whole.bound]}{because}",
            )


def _levels(surveyed: Survey, position: Position) -> Iterator[tuple[str, str, Decimal | None]]:
    """The level of the whole and of each contributor, pledged and delivered: whose it is, and what of it."""
    yield "the whole", "pledged", position.pledged.value
    yield "the whole", "delivered", position.actual.value
    for code, standing in position.standings.items():
        yield surveyed.name(code), "pledged", standing.pledged.value
        yield surveyed.name(code), "delivered", standing.actual.value


_MEANING: Mapping[Bound, str] = MappingProxyType(
    {
        Bound.AT_LEAST: "is a lower bound",
        Bound.AT_MOST: "is an upper bound",
        Bound.ABOUT: "is about right",
        Bound.OPEN: "may be more or less",
    }
)


def _inexact(position: Position, what: str) -> Iterator[str]:
    """The contributors whose pledge, or whose actual, is not known exactly."""
    for code, standing in position.standings.items():
        figure_, given = (
            (standing.actual, standing.actual_basis is not ActualBasis.NONE_RECORDED)
            if what == "delivered"
            else (standing.pledged, standing.pledge_status is not None)
        )
        if given and figure_.bound is not Bound.EXACT:
            yield code
