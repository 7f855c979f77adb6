"""Two states of a commitment beside each other: what a scenario and a comparison have in common."""

from dataclasses import dataclass
from decimal import Decimal

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.reports.compare import FromTo
from mss_gap.render.columns import NOT_STATED, UNDEFINED, Align, Amount, Cell, Column, Tone, Words
from mss_gap.render.figures import percent, points


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure in two states."""

    label: str
    figure: FromTo
    unit: str | None
    """None for a percentage."""
    unknown: str = NOT_STATED
    """What replaces a state that is not known."""
    bounds: tuple[Bound | None, Bound | None] = (None, None)
    """How each state is known."""

    def state(self, value: Decimal | None, tone: Tone, bound: Bound | None) -> Cell:
        """The cell of one of the two states."""
        if self.unit is None:
            return Words(percent(value, bound), tone)
        return Amount(value, self.unit, tone, self.unknown, bound)

    @property
    def change(self) -> Cell:
        """The cell of the change from the first state to the second."""
        if self.unit is None:
            return Words(points(self.figure.change))
        return Amount(self.figure.change, self.unit, unknown=UNDEFINED, bound=self.figure.bound, signed=True)


def side_by_side(before: str, after: str) -> tuple[Column[Pair], ...]:
    """The columns of a table of pairs; `before` and `after` are the names of the two states."""
    return (
        Column("", lambda pair: Words(pair.label)),
        Column(
            before,
            lambda pair: pair.state(pair.figure.from_, Tone.PLAIN, pair.bounds[0]),
            Align.RIGHT,
        ),
        Column(
            after,
            lambda pair: pair.state(pair.figure.to, Tone.STRONG, pair.bounds[1]),
            Align.RIGHT,
        ),
        Column("Change", lambda pair: pair.change, Align.RIGHT),
    )
