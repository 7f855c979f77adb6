"""What was pledged and delivered to each commitment over time: every series of a ledger, sorted out once."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from mss_gap.analysis.conversion import Rates, Statement
from mss_gap.analysis.series import NO_SERIES, Series
from mss_gap.ledger.model import Entry, Ledger


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


def courses_of(ledger: Ledger) -> Mapping[str, Course]:
    """The course of each commitment by its id, in the order of the file."""
    rates = Rates(ledger.rates)
    pledges = _sides(ledger, ledger.pledges, rates)
    actuals = _sides(ledger, ledger.actuals, rates)
    return MappingProxyType({key: Course(pledges[key], actuals[key]) for key in ledger.commitments})


def _sides(ledger: Ledger, entries: Iterable[Entry], rates: Rates) -> Mapping[str, Side]:
    statements: dict[str, list[Statement]] = {key: [] for key in ledger.commitments}
    for position, entry in enumerate(entries):
        unit = ledger.commitments[entry.commitment].unit
        statements[entry.commitment].append(rates.stated(entry, position, unit))
    return {key: _side(of_commitment) for key, of_commitment in statements.items()}


def _side(statements: Iterable[Statement]) -> Side:
    whole: list[Statement] = []
    by_contributor: defaultdict[str, list[Statement]] = defaultdict(list)
    unconverted: list[date] = []
    for statement in statements:
        if statement.unconverted:
            unconverted.append(statement.entry.date)
        if statement.entry.country is not None:
            by_contributor[statement.entry.country].append(statement)
        elif not statement.unconverted:
            whole.append(statement)
    return Side(
        Series(whole),
        MappingProxyType({code: Series(by_contributor[code]) for code in sorted(by_contributor)}),
        sorted(unconverted),
    )
