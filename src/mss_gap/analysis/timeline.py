"""What was pledged and delivered to each commitment over time: every series of a ledger, sorted out once."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from mss_gap.analysis.rates import Conversion, Rates, Statement
from mss_gap.analysis.series import NO_SERIES, Series
from mss_gap.ledger.entry import Actual, Pledge
from mss_gap.ledger.model import Commitment, Ledger

_AnEntry = TypeVar("_AnEntry", Pledge, Actual)
Kind = Literal["pledge", "actual"]
SECTIONS: Mapping[Kind, str] = MappingProxyType({"pledge": "pledges", "actual": "actuals"})
"""The section of a ledger that has the entries of a kind."""


@dataclass(frozen=True, slots=True)
class Side:
    """The pledges to one commitment, or the actuals of one of its stages."""

    whole: Series
    """The whole mission's series: entries without a country, those that no rate converts not among them."""
    lost: Series
    """The whole mission's entries that no rate converts."""
    by_contributor: Mapping[str, Series]
    """Each contributor's series by its code, in the order of the codes."""
    unconverted: Sequence[Statement]
    """Every entry that no rate converts, by date."""
    at_old_rates: Sequence[Statement]
    """Every entry that an old rate converts, by date."""

    def of(self, contributor: str) -> Series:
        """A contributor's series; an empty one where it has no entry."""
        return self.by_contributor.get(contributor, NO_SERIES)

    def unconverted_at(self, day: date | None) -> int:
        """How many entries up to a day no rate converts (R7)."""
        return 0 if day is None else bisect_right(self.unconverted, day, key=_date)

    def unconverted_until(self, day: date | None) -> Sequence[Statement]:
        """The entries up to a day that no rate converts (R7)."""
        return self.unconverted[: self.unconverted_at(day)]

    def bearing_at_old_rates(self, day: date | None) -> Iterator[Statement]:
        """The entries that an old rate converts and that a level on a day rests on: those before its total do not count."""
        for statement in self.at_old_rates:
            code = statement.entry.country
            level = (self.whole if code is None else self.of(code)).at(day)
            if (
                statement.converted_at_old_rate
                and level
                and (level.total_on or date.min) <= statement.entry.date <= level.day
            ):
                yield statement

    def lost_between(self, after: date | None, day: date | None) -> int:
        """How many entries of the whole mission after one day, or from the first on, up to another no rate converts."""
        first, end = self.lost.at(after), self.lost.at(day)
        return (end.end if end else 0) - (first.end if first else 0)

    def first_known(self) -> date | None:
        """The first day on which a level of the whole mission or of a contributor is known."""
        first = (series.first_known() for series in (self.whole, *self.by_contributor.values()))
        return min((day for day in first if day), default=None)

    def latest(self, day: date | None) -> date | None:
        """The latest day up to `day` with an entry of the whole mission or of a contributor."""
        levels = (series.at(day) for series in (self.whole, self.lost, *self.by_contributor.values()))
        return max((level.day for level in levels if level), default=None)


class GivenOutside(NamedTuple):
    """What one contributor gave of one kind outside the commitment (R14)."""

    kind: Kind
    country: str | None
    """The contributor."""
    text: str
    """What kind of giving it is."""
    entries: int
    """How many entries say so."""


_date = attrgetter("entry.date")
_NOTHING = Side(NO_SERIES, NO_SERIES, MappingProxyType({}), (), ())
"""Of a commitment without an entry of a kind."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One commitment over time."""

    pledges: Side
    stages: Mapping[str | None, Side]
    """The actuals by stage, in the order of the stages; with the key None where the commitment has none."""
    counts: str | None
    """The stage that is the actual."""
    undated: Decimal | None
    """The undated actual of that stage."""
    outside: Mapping[tuple[Kind, str | None, str], Series]
    """What was given outside the commitment (R14), by kind, contributor and the text that says what it is."""

    def of_stage(self, stage: str | None) -> "Timeline":
        """The same with another stage as the actual (R13); without one, this."""
        if stage is None or stage == self.counts:
            return self
        return replace(self, counts=stage, undated=None)

    @property
    def actuals(self) -> Side:
        """The actuals of the stage that counts (R13)."""
        return self.stages[self.counts]

    def every_series(self) -> Iterator[Series]:
        """The series of every kind, stage and contributor, of what is outside too."""
        for side in (self.pledges, *self.stages.values()):
            yield from (side.whole, side.lost, *side.by_contributor.values())
        yield from self.outside.values()

    def outside_until(self, day: date | None) -> tuple[GivenOutside, ...]:
        """What entries up to a day give outside the commitment, in the order of `outside`."""
        levels = ((name, series.at(day)) for name, series in self.outside.items())
        return tuple(GivenOutside(*name, level.end) for name, level in levels if level)


def timelines_of(ledger: Ledger, commitments: Mapping[str, Commitment] | None = None) -> Mapping[str, Timeline]:
    """The timeline of each commitment by its id, in the order of the file, or of some of them."""
    shown = ledger.commitments if commitments is None else commitments
    pledges, actuals = _by_commitment(ledger.pledges, shown), _by_commitment(ledger.actuals, shown)
    rates = Rates(ledger.rates)
    return MappingProxyType({key: _timeline(rates, it, pledges[key], actuals[key]) for key, it in shown.items()})


_Entries = dict[str, list[tuple[int, _AnEntry]]]
"""Entries with their positions in the ledger, by their commitment."""


def _by_commitment(entries: Iterable[_AnEntry], shown: Mapping[str, Commitment]) -> _Entries[_AnEntry]:
    found: _Entries[_AnEntry] = {key: [] for key in shown}
    for position, entry in enumerate(entries):
        if entry.commitment in found:
            found[entry.commitment].append((position, entry))
    return found


def _timeline(
    rates: Rates, commitment: Commitment, pledges: list[tuple[int, Pledge]], actuals: list[tuple[int, Actual]]
) -> Timeline:
    conversion = Conversion(rates, commitment, (pledge for _, pledge in pledges))
    counts = commitment.counting_stage
    pledged: list[Statement] = []
    delivered: dict[str | None, list[Statement]] = {stage: [] for stage in commitment.stages or (None,)}
    outside: defaultdict[tuple[Kind, str | None, str], list[Statement]] = defaultdict(list)
    for statement in conversion.statements(pledges):
        entry = statement.entry
        some = outside["pledge", entry.country, entry.outside] if entry.outside else pledged
        some.append(statement)
    for statement in conversion.statements(actuals):
        entry = statement.entry
        some = outside["actual", entry.country, entry.outside] if entry.outside else delivered[entry.stage or counts]
        some.append(statement)
    return Timeline(
        _side(pledged),
        {stage: _side(stated) for stage, stated in delivered.items()},
        counts,
        commitment.actual,
        {key: Series(statements) for key, statements in sorted(outside.items(), key=_name)},
    )


def _name(given: tuple[tuple[Kind, str | None, str], object]) -> tuple[str, str, str]:
    """Pledges before actuals, then by contributor and text."""
    (kind, country, text), _ = given
    return "" if kind == "pledge" else kind, country or "", text


def _side(statements: Sequence[Statement]) -> Side:
    if not statements:
        return _NOTHING
    by_country: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_country[statement.entry.country].append(statement)
    whole = by_country.pop(None, [])
    return Side(
        Series(statement for statement in whole if not statement.unconverted),
        Series(statement for statement in whole if statement.unconverted),
        MappingProxyType({code: Series(by_country[code]) for code in sorted(filter(None, by_country))}),
        sorted((statement for statement in statements if statement.unconverted), key=_date),
        sorted((statement for statement in statements if statement.rate and statement.rate.old), key=_date),
    )
