"""Two dates of a ledger, or two ledgers: what was delivered, and what was pledged anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Figure
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.position import ActualBasis, Position, Standing
from mss_gap.analysis.reports.base import Report, heading
from mss_gap.analysis.reports.from_to import FromTo, from_to
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings.report_warnings import ReportWarning, WarningCode, warnings_of
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the two sides of a comparison."""

    ledger: str
    """Which ledger was read: the path as given, `-` for standard input, or `built-in`."""
    as_of: date | None
    """Its report date; null where the ledger has no date at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedContribution:
    """How one contributor's pledge and actual moved; 0 where nothing is recorded."""

    id: str
    name: str
    pledged: FromTo
    actual: FromTo
    ever_pledged: tuple[bool, bool] = field(default=(True, True), metadata=NOT_IN_DOCUMENTS, compare=False)
    """Whether it has pledged by each date."""
    ever_recorded: tuple[bool, bool] = field(default=(True, True), metadata=NOT_IN_DOCUMENTS, compare=False)
    """Whether anything that it delivered is recorded by each date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCommitment:
    """How one commitment moved: its gap changes by what was pledged anew less what was delivered."""

    id: str
    title: str
    unit: str
    pledged: FromTo
    actual: FromTo
    gap: FromTo
    shortfall_pct: FromTo
    """In percent; its change in percentage points."""
    contributions: tuple[ComparedContribution, ...]
    """Those that moved, the largest delivery first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReport(Report):
    """Two dates of a ledger, or two ledgers. The heading is that of the later side."""

    kind: Literal["compare"] = "compare"
    from_: Version
    to: Version
    commitments: tuple[ComparedCommitment, ...]
    """In the order of the later side, then those that only the earlier one has."""
    warnings: tuple[ReportWarning, ...]


class DatesReversedError(ValueError):
    """A comparison was asked for from one day to an earlier one."""

    def __init__(self, from_: date, to: date) -> None:
        super().__init__(f"a comparison goes from the earlier date to the later one, and {from_} is after {to}")
        self.from_ = from_
        self.to = to


@exactly
def compare(before: Ledger, after: Ledger, from_date: date | None = None, to_date: date | None = None) -> CompareReport:
    """How every commitment moved from one ledger and date to another; the same ledger twice compares two dates.

    Raises `DatesReversedError` where a date is stated and the first is after the second: every change would have the
    wrong sign. The dates that two ledgers have of themselves may be in any order.
    """
    old, new = survey(before, from_date), survey(after, to_date)
    if (from_date or to_date) and old.as_of and new.as_of and old.as_of > new.as_of:
        raise DatesReversedError(old.as_of, new.as_of)
    pairs = _pairs(old, new)
    return CompareReport(
        **heading(after, new.as_of),
        from_=Version(ledger=before.origin, as_of=old.as_of),
        to=Version(ledger=after.origin, as_of=new.as_of),
        commitments=tuple(_commitment(old, new, pair) for pair in pairs),
        warnings=(
            *_missions(before, after),
            *(warning for pair in pairs for warning in _identity(old, new, pair)),
            *_warnings_of_sides(old, new),
        ),
    )


def _warnings_of_sides(old: Survey, new: Survey) -> Iterator[ReportWarning]:
    """The warnings about the figures, the later side's first; what both sides have is said once, the rest says its side."""
    later, earlier = warnings_of(new), warnings_of(old)
    two_ledgers = old.ledger.origin != new.ledger.origin
    for surveyed, plain, others in ((new, later, earlier), (old, earlier, later)):
        day = f"as of {surveyed.as_of}" if surveyed.as_of else "undated"
        side = f"{surveyed.ledger.origin}, {day}" if two_ledgers else day
        for warning, sided in zip(plain, warnings_of(surveyed, side), strict=True):
            if warning not in others:
                yield sided
            elif surveyed is new:
                yield warning


def _missions(before: Ledger, after: Ledger) -> Iterator[ReportWarning]:
    """That the two ledgers are of different missions, by their names, where both have one."""
    was, now = (ledger.mission.name or ledger.mission.abbreviation for ledger in (before, after))
    if was and now and was.casefold() != now.casefold():
        message = f"these are two missions, unless one was renamed: {was}, and {now}"
        yield ReportWarning(code=WarningCode.TWO_MISSIONS, commitment=None, message=message)


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
    pledged=UNKNOWN,
    actual=UNKNOWN,
    reported_on=None,
    standings=MappingProxyType({}),
    unconverted=0,
    pledge_sources=(),
    actual_sources=(),
    outside=(),
    headline=False,
)
"""The position of a commitment that does not exist."""


def _unit(surveyed: Survey, key: str) -> str:
    return surveyed.ledger.commitments[key].unit


def _commitment(old: Survey, new: Survey, pair: _Pair) -> ComparedCommitment:
    key, earlier, later = pair
    before = _ABSENT if earlier is None else old.positions[earlier]
    after = _ABSENT if later is None else new.positions[later]
    comparable = earlier is None or later is None or _unit(old, earlier) == _unit(new, later)
    here = old if later is None else new
    was, now = gap_between(before.pledged, before.actual), gap_between(after.pledged, after.actual)
    return ComparedCommitment(
        id=key,
        title=here.title(key),
        unit=_unit(here, key),
        pledged=from_to(before.pledged, after.pledged, comparable=comparable),
        actual=from_to(before.actual, after.actual, comparable=comparable),
        gap=from_to(was.gap, now.gap, comparable=comparable),
        shortfall_pct=from_to(was.shortfall_pct, now.shortfall_pct, comparable=comparable),
        contributions=tuple(_contributions(old, new, before, after)) if comparable else (),
    )


def _contributions(old: Survey, new: Survey, before: Position, after: Position) -> list[ComparedContribution]:
    was, now = before.standings, after.standings
    rows = [
        ComparedContribution(
            id=code,
            name=(new if code in now else old).name(code),
            pledged=from_to(_pledged(was.get(code)), _pledged(now.get(code))),
            actual=from_to(_actual(was.get(code)), _actual(now.get(code))),
            ever_pledged=(_pledges(was.get(code)), _pledges(now.get(code))),
            ever_recorded=(_recorded(was.get(code)), _recorded(now.get(code))),
        )
        for code in sorted({*was, *now})
    ]
    changed = [row for row in rows if any(figure.from_ != figure.to for figure in (row.pledged, row.actual))]
    return sorted(changed, key=_rank)


def _rank(row: ComparedContribution) -> tuple[Decimal, Decimal, str]:
    """The largest delivery first, then the largest pledge, then by name."""
    return -(row.actual.change or Decimal(0)), -(row.pledged.change or Decimal(0)), row.name.casefold()


def _pledged(standing: Standing | None) -> Figure:
    """A contributor's pledge; 0 where it never pledged, which is known, unlike an amount that is not stated."""
    return standing.pledged if standing is not None and _pledges(standing) else ZERO


def _actual(standing: Standing | None) -> Figure:
    return ZERO if standing is None else standing.actual


def _pledges(standing: Standing | None) -> bool:
    return standing is not None and standing.pledge_status is not None


def _recorded(standing: Standing | None) -> bool:
    return standing is not None and standing.actual_basis is not ActualBasis.NONE_RECORDED
