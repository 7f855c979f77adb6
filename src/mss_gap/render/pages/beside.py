"""Two states of a commitment beside each other: what a scenario and a comparison have in common."""

from decimal import Decimal

from mss_gap.analysis.comparison import Moved
from mss_gap.render.figures import percent
from mss_gap.render.page import UNDEFINED, Align, AnyCell, Cell, Column, Figure, Row, Tone


def beside_columns(before: str, after: str) -> tuple[Column, ...]:
    """The columns of a table of figures in two states."""
    return Column(""), Column(before, Align.RIGHT), Column(after, Align.RIGHT), Column("Change", Align.RIGHT)


def beside_row(label: str, figure: Moved, unit: str | None) -> Row:
    """One figure in both states, with its change; without a unit it is a percentage."""
    return Row(
        (
            Cell(label),
            _cell(figure.from_, unit),
            _cell(figure.to, unit, Tone.STRONG),
            Cell(points(figure.change)) if unit is None else changed(figure.change, unit),
        )
    )


def changed(change: Decimal | None, unit: str) -> Figure:
    """A change of an amount, with its sign."""
    return Figure(change, unit, unknown=UNDEFINED, signed=True)


def points(change: Decimal | None) -> str:
    """A change of a percentage, in percentage points.

    >>> points(Decimal("-29.4")), points(Decimal("0.36")), points(None)
    ('-29.4 points', '+0.4 points', 'n/a')
    """
    if change is None:
        return UNDEFINED
    return f"{'+' if change > 0 else ''}{percent(change).removesuffix('%')} points"


def _cell(value: Decimal | None, unit: str | None, tone: Tone = Tone.PLAIN) -> AnyCell:
    return Cell(percent(value), tone) if unit is None else Figure(value, unit, tone)
