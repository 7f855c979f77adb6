"""Two dates of a ledger, or two ledgers: what was delivered, and what was pledged anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from mss_gap.analysis.exact import exactly
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import Position, Standing
from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings import ReportWarning, WarningCode, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One of the two sides of a comparison."""

    ledger: str
    as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How one figure moved; null where it is not known, or where there is no such commitment."""

    from_: Decimal | None
    to: Decimal | None
    change: Decimal | None
    """to - from; null where either is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionMoved:
    """How one contributor's pledge and actual moved; 0 where nothing is recorded."""

    id: str
    name: str
    pledged: Moved
    actual: Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMoved:
    """How one commitment moved: its gap changes by what was pledged anew less what was delivered."""

    id: str
    title: str
    unit: str
    pledged: Moved
    actual: Moved
    gap: Moved
    shortfall_pct: Moved
    """In percent; its change in percentage points."""
    contributions: tuple[ContributionMoved, ...]
    """Those that moved, the largest delivery first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReport(Report):
    """Two dates of a ledger, or two ledgers. The heading is that of the later side."""

    kind: Literal["compare"] = "compare"
    from_: Compared
    to: Compared
    commitments: tuple[CommitmentMoved, ...]
    """In the order of the later side, then those that only the earlier one has."""
    warnings: tuple[ReportWarning, ...]


def compare(before: Ledger, after: Ledger, from_date: date | None = None, to_date: date | None = None) -> CompareReport:
    """How every commitment moved from one ledger and date to another; the same ledger twice compares two dates."""
    old, new = survey(before, from_date), survey(after, to_date)
    pairs = _pairs(old, new)
    return CompareReport(
        mission=after.mission.name,
        ledger=after.origin,
        as_of=new.as_of,
        from_=Compared(ledger=before.origin, as_of=old.as_of),
        to=Compared(ledger=after.origin, as_of=new.as_of),
        commitments=tuple(_commitment(old, new, pair) for pair in pairs),
        warnings=(
            *(warning for pair in pairs for warning in _identity(old, new, pair)),
            *dict.fromkeys((*warnings_of(new), *warnings_of(old))),
        ),
    )


class _Pair(NamedTuple):
    """Which commitment of the earlier side is which of the later; None where it is on one side only."""

    key: str
    """What the report calls it: its id on the later side, if it is there."""
    earlier: str | None
    later: str | None


def _pairs(old: Survey, new: Survey) -> list[_Pair]:
    """Each commitment of either side, the same one by id, else by title."""
    vanished = {key: old.title(key) for key in old.positions if key not in new.positions}
    pairs = []
    for key in new.positions:
        same = (other for other, title in vanished.items() if title == new.title(key))
        former = key if key in old.positions else next(same, None)
        if former is not None:
            vanished.pop(former, None)
        pairs.append(_Pair(key, former, key))
    return [*pairs, *(_Pair(key, key, None) for key in vanished)]


def _identity(old: Survey, new: Survey, pair: _Pair) -> Iterator[ReportWarning]:
    """What a reader should know before comparing the two: that they are not the same thing under the same name."""
    key, earlier, later = pair
    if earlier is None:
        yield ReportWarning(code=WarningCode.ADDED, commitment=key, message=f"{new.title(key)} is new")
        return
    if later is None:
        yield ReportWarning(code=WarningCode.VANISHED, commitment=key, message=f"{old.title(key)} is gone")
        return
    was, now = old.title(earlier), new.title(later)
    if was != now:
        yield ReportWarning(code=WarningCode.RENAMED, commitment=later, message=f"{was} is now called {now}")
    if earlier != later:
        yield ReportWarning(
            code=WarningCode.RENAMED, commitment=later, message=f'{now}: the id "{earlier}" is now "{later}"'
        )
    if _unit(old, earlier) != _unit(new, later):
        yield ReportWarning(
            code=WarningCode.UNIT_CHANGED,
            commitment=later,
            message=f"{now}: counted in {_unit(old, earlier)} before and {_unit(new, later)} now, so nothing is subtracted",
        )


_ABSENT = Position(
    pledged=None,
    actual=None,
    at_least=False,
    reported_on=None,
    standings=MappingProxyType({}),
    unconverted=0,
    sources=(),
    headline=False,
)
"""The position of a commitment that does not exist."""


def _unit(surveyed: Survey, key: str) -> str:
    return surveyed.ledger.commitments[key].unit


@exactly
def _commitment(old: Survey, new: Survey, pair: _Pair) -> CommitmentMoved:
    key, earlier, later = pair
    before = _ABSENT if earlier is None else old.positions[earlier]
    after = _ABSENT if later is None else new.positions[later]
    comparable = earlier is None or later is None or _unit(old, earlier) == _unit(new, later)
    here = old if later is None else new
    was, now = gap_between(before.pledged, before.actual), gap_between(after.pledged, after.actual)
    return CommitmentMoved(
        id=key,
        title=here.title(key),
        unit=_unit(here, key),
        pledged=moved(before.pledged, after.pledged, comparable=comparable),
        actual=moved(before.actual, after.actual, comparable=comparable),
        gap=moved(was.gap, now.gap, comparable=comparable),
        shortfall_pct=moved(was.shortfall_pct, now.shortfall_pct, comparable=comparable),
        contributions=tuple(_contributions(old, new, before, after)) if comparable else (),
    )


@exactly
def moved(before: Decimal | None, after: Decimal | None, *, comparable: bool = True) -> Moved:
    """How a figure moved; without a change where either is not known, or they are not comparable."""
    change = None if before is None or after is None or not comparable else after - before
    return Moved(from_=before, to=after, change=change)


def _contributions(old: Survey, new: Survey, before: Position, after: Position) -> list[ContributionMoved]:
    was, now = before.standings, after.standings
    rows = [
        ContributionMoved(
            id=code,
            name=(new if code in now else old).name(code),
            pledged=moved(_pledged(was.get(code)), _pledged(now.get(code))),
            actual=moved(_actual(was.get(code)), _actual(now.get(code))),
        )
        for code in sorted({*was, *now})
    ]
    changed = [row for row in rows if any(figure.from_ != figure.to for figure in (row.pledged, row.actual))]
    return sorted(changed, key=_rank)


@exactly
def _rank(row: ContributionMoved) -> tuple[Decimal, Decimal, str]:
    """The largest delivery first, then the largest pledge, then by name."""
    return -(row.actual.change or Decimal(0)), -(row.pledged.change or Decimal(0)), row.name.casefold()


def _pledged(standing: Standing | None) -> Decimal | None:
    """A contributor's pledge; 0 where it never pledged, which is known, unlike an amount that is not stated."""
    return Decimal(0) if standing is None or standing.pledge_status is None else standing.pledged


def _actual(standing: Standing | None) -> Decimal | None:
    return Decimal(0) if standing is None else standing.actual
