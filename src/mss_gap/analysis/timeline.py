"""What was pledged and delivered to each commitment over time: every series of a ledger, sorted out once."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from mss_gap.analysis.rates import Rates, Statement
from mss_gap.analysis.series import NO_SERIES, Series
from mss_gap.ledger.model import Actual, Commitment, Ledger, Pledge


@dataclass(frozen=True, slots=True)
class Side:
    """The pledges, or the actuals, of one commitment."""

    whole: Series
    """The whole mission's series: entries without a country, those left out for want of a rate not among them."""
    by_contributor: Mapping[str, Series]
    """Each contributor's series by its code, in the order of the codes."""
    unconverted: Sequence[date]
    """The day of every entry with a figure and no rate, in order."""

    def of(self, contributor: str) -> Series:
        """A contributor's series; an empty one where it has no entry."""
        return self.by_contributor.get(contributor, NO_SERIES)

    def unconverted_at(self, day: date | None) -> int:
        """How many entries up to a day have a figure and no rate (R7)."""
        return 0 if day is None else bisect_right(self.unconverted, day)

    def first_known(self) -> date | None:
        """The first day on which a level of the whole mission or of a contributor is known."""
        first = (series.first_known() for series in (self.whole, *self.by_contributor.values()))
        return min((day for day in first if day), default=None)

    def latest(self, day: date | None) -> date | None:
        """The latest day up to `day` with an entry of the whole mission or of a contributor."""
        levels = (series.at(day) for series in (self.whole, *self.by_contributor.values()))
        return max((level.day for level in levels if level), default=None)


@dataclass(frozen=True, slots=True)
class Course:
    """Both sides of one commitment over time."""

    pledges: Side
    actuals: Side


def courses_of(ledger: Ledger, commitments: Mapping[str, Commitment] | None = None) -> Mapping[str, Course]:
    """The course of each commitment by its id, in the order of the file, or of some of them."""
    rates = Rates(ledger.rates)
    units = {key: it.unit for key, it in (ledger.commitments if commitments is None else commitments).items()}
    pledges = _sides(units, ledger.pledges, rates)
    actuals = _sides(units, ledger.actuals, rates)
    return MappingProxyType({key: Course(pledges[key], actuals[key]) for key in units})


def _sides(units: Mapping[str, str], entries: Iterable[Pledge | Actual], rates: Rates) -> Mapping[str, Side]:
    stated: dict[str, dict[str | None, list[Statement]]] = {key: {} for key in units}
    for position, entry in enumerate(entries):
        if entry.commitment in units:
            statement = rates.stated(entry, position, units[entry.commitment])
            stated[entry.commitment].setdefault(entry.country, []).append(statement)
    return {key: _side(by_contributor) for key, by_contributor in stated.items()}


def _side(stated: Mapping[str | None, Sequence[Statement]]) -> Side:
    return Side(
        Series(statement for statement in stated.get(None, ()) if not statement.unconverted),
        MappingProxyType({code: Series(stated[code]) for code in sorted(filter(None, stated))}),
        sorted(
            statement.entry.date for statements in stated.values() for statement in statements if statement.unconverted
        ),
    )
