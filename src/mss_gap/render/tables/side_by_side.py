"""Two states of a commitment side by side, for a scenario and for a comparison."""

from decimal import Decimal
from typing import NamedTuple

from mss_gap.analysis.reports.from_to import FromTo
from mss_gap.render.columns import NOT_STATED, UNDEFINED, Align, Amount, Cell, Column, Tone, Words
from mss_gap.render.figures import percent, points


class Pair(NamedTuple):
    """One figure in two states, and how it moved between them."""

    label: str
    figure: FromTo
    unit: str | None
    """None for a percentage."""
    unknown: str = NOT_STATED
    """What replaces a state that is not known."""
    instead: tuple[str, str] = ("", "")
    """What replaces each state, whatever its figure; empty where nothing does."""

    @property
    def before(self) -> Cell:
        """The cell of the first state."""
        return self._state(0, self.figure.from_, Tone.PLAIN)

    @property
    def after(self) -> Cell:
        """The cell of the second state."""
        return self._state(1, self.figure.to, Tone.STRONG)

    def _state(self, which: int, value: Decimal | None, tone: Tone) -> Cell:
        if self.instead[which]:
            return Words(self.instead[which], tone)
        if self.unit is None:
            return Words(percent(value, self.figure.states[which]), tone)
        return Amount(value, self.unit, tone, self.unknown, self.figure.states[which])

    @property
    def change(self) -> Cell:
        """The cell of the change from the first state to the second."""
        if self.unit is None:
            return Words(points(self.figure.change, self.figure.bound))
        return Amount(self.figure.change, self.unit, unknown=UNDEFINED, bound=self.figure.bound, signed=True)


def side_by_side(before: str, after: str) -> tuple[Column[Pair], ...]:
    """The columns of a table of pairs; `before` and `after` are the names of the two states."""
    return (
        Column("", lambda pair: Words(pair.label)),
        Column(before, lambda pair: pair.before, Align.RIGHT),
        Column(after, lambda pair: pair.after, Align.RIGHT),
        Column("Change", lambda pair: pair.change, Align.RIGHT),
    )
