"""What a reader of the numbers should know: the warnings that a report ends with."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mss_gap.analysis.position import Position
from mss_gap.analysis.survey import Survey


class WarningCode(StrEnum):
    """What bears on a report's numbers."""

    PARTS_EXCEED_TOTAL = "parts-exceed-total"
    NO_RATE = "no-rate"
    LOWER_BOUND = "lower-bound"


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
    if position.unattributed is not None and position.unattributed < 0:
        yield (
            WarningCode.PARTS_EXCEED_TOTAL,
            (
                f"what contributors delivered adds up to {_figure(position.attributed)} {unit}, "
                f"{_figure(-position.unattributed)} more than the whole of {_figure(position.actual)}"
            ),
        )
    if position.unconverted:
        entries = "1 entry is" if position.unconverted == 1 else f"{position.unconverted} entries are"
        yield WarningCode.NO_RATE, f"{entries} in a currency without a rate to {unit}, and not counted"
    if position.at_least and position.actual is not None:
        unstated = ", ".join(surveyed.name(code) for code, standing in position.standings.items() if standing.at_least)
        yield (
            WarningCode.LOWER_BOUND,
            f"{_figure(position.actual)} {unit} is a lower bound, because what {unstated} delivered is not fully stated",
        )


def _figure(value: Decimal | None) -> str:
    """An exact figure in a sentence."""
    return "an unknown number" if value is None else f"{value.normalize():,f}"
