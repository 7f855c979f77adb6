"""Two states of a commitment beside each other: what a scenario and a comparison have in common."""

from mss_gap.analysis.reports.compare import Moved
from mss_gap.render.figures import percent, points
from mss_gap.render.page import NOT_STATED, UNDEFINED, Align, Cell, Column, Figure, Row, Tone


def beside_columns(before: str, after: str) -> tuple[Column, ...]:
    """The columns of a table of figures in two states."""
    return Column(""), Column(before, Align.RIGHT), Column(after, Align.RIGHT), Column("Change", Align.RIGHT)


def beside_row(
    label: str,
    figure: Moved,
    unit: str | None,
    unknown: str = NOT_STATED,
    at_least: tuple[bool, bool] = (False, False),
) -> Row:
    """One figure in both states, each a lower bound or not, with its change; without a unit it is a percentage."""
    if unit is None:
        cells = (Cell(percent(figure.from_)), Cell(percent(figure.to), Tone.STRONG), Cell(points(figure.change)))
        return Row((Cell(label), *cells))
    return Row(
        (
            Cell(label),
            Figure(figure.from_, unit, Tone.PLAIN, unknown, at_least[0]),
            Figure(figure.to, unit, Tone.STRONG, unknown, at_least[1]),
            Figure(figure.change, unit, unknown=UNDEFINED, signed=True),
        )
    )
