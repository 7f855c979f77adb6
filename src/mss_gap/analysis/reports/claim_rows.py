"""The rows of `claims`: what they are, in which order they can be, and which of them are about the same thing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import assert_never

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.contributors.sorting import ClaimSort
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import EXACT, QUOTIENT
from mss_gap.analysis.sourcing import Cited
from mss_gap.analysis.spans import Span, apart, span_of
from mss_gap.analysis.survey import Survey
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.ledger.entry import Qualifier
from mss_gap.ledger.measures import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim beside what the ledger says, in the measure's own unit; percentages are unrounded."""

    text: str
    commitment: str | None
    """The id of the commitment that it is about; null for an indicator's."""
    indicator: str | None
    """The id of the indicator that it is about; null for a commitment's."""
    country: str | None
    """The contributor that it is about; null for the whole."""
    measure: Measure
    value: Decimal
    """What was claimed."""
    qualifier: Qualifier
    within: Decimal | None
    """The tolerance that the ledger gives; null for the usual one."""
    as_of: date | None
    """The day of the comparison: the claim's, else its source's, else the report date."""
    stage: str | None
    """The stage that it speaks of; null for the one that counts."""
    source: Cited
    note: str | None
    """The editor's remark."""
    same_source: bool
    """True where each of its sources is among those that the computed figure rests on."""
    computed: Decimal | None
    """What the ledger says on that day."""
    computed_bound: Bound | None
    difference: Decimal | None
    """computed - value."""
    verdict: ClaimVerdict
    """What the ledger says of it; a claim that is contradicted differs, which does not say who is wrong."""
    number: int = field(default=0, metadata=NOT_IN_DOCUMENTS, compare=False)
    """Its place among the claims of the ledger, from 1."""
    between_sources: bool = field(default=False, metadata=NOT_IN_DOCUMENTS, compare=False)
    """Whether it and the computed figure both rest on sources, and it has one that the figure does not rest on."""
    publishers: int = field(default=0, metadata=NOT_IN_DOCUMENTS, compare=False)
    """How many publishers print its figure of the same thing on the same day."""

    @property
    def relative_difference(self) -> Decimal | None:
        """The size of the difference as a share of the larger of its two figures; None where nothing is computed."""
        if self.computed is None or self.difference is None:
            return None
        larger = max(EXACT.abs(self.value), EXACT.abs(self.computed))
        return QUOTIENT.divide(EXACT.abs(self.difference), larger) if self.difference else Decimal(0)


def in_order(claims: Iterable[ClaimRow], sort: ClaimSort) -> list[ClaimRow]:
    """Some claims in an order; those that are alike in it in the order of the ledger."""
    in_ledger = sorted(claims, key=attrgetter("number"))
    match sort:
        case ClaimSort.LEDGER:
            return in_ledger
        case ClaimSort.DATE:
            return sorted(in_ledger, key=lambda row: row.as_of or date.max)
        case ClaimSort.DIFFERENCE:
            return sorted(in_ledger, key=_difference, reverse=True)
        case ClaimSort.VERDICT:
            return sorted(in_ledger, key=lambda row: (_rank(row), -_weight(row)))
        case _:
            assert_never(sort)


def _difference(row: ClaimRow) -> Decimal:
    """The relative difference; less than any where there is none, or where the figures cannot be compared."""
    difference = None if row.verdict is ClaimVerdict.NOT_COMPARABLE else row.relative_difference
    return Decimal(-1) if difference is None else difference


def _rank(row: ClaimRow) -> int:
    """Where a claim is in the order of verdicts: what an editor must look at comes first."""
    match row.verdict:
        case ClaimVerdict.CONTRADICTED:
            return 0 if row.between_sources else 1
        case ClaimVerdict.NOT_COMPUTABLE:
            return 2
        case ClaimVerdict.NOT_COMPARABLE:
            return 3
        case ClaimVerdict.CONSISTENT:
            return 4
        case _:
            assert_never(row.verdict)


def _weight(row: ClaimRow) -> Decimal:
    """How much a contradiction matters: how far apart its figures are, times how many publishers print it."""
    if row.verdict is not ClaimVerdict.CONTRADICTED:
        return Decimal(0)
    return EXACT.multiply(_difference(row), Decimal(max(row.publishers, 1)))


def _alike(claims: Sequence[ClaimRow], surveyed: Survey) -> Mapping[object, list[int]]:
    """The positions of the claims that can be compared, by what they are about.

    Claims are about the same where they measure the same thing of the same stage on the same day. An undated headline
    is the same on every day, and so is an indicator.
    """
    alike: dict[object, list[int]] = {}
    for position, row in enumerate(claims):
        if row.verdict is ClaimVerdict.NOT_COMPARABLE:
            continue
        day, stage = row.as_of, row.stage
        if row.commitment is None:
            day = None
        else:
            undated = surveyed.ledger.commitments[row.commitment].pledged is not None
            day = None if undated and row.measure is Measure.PLEDGED and row.country is None else day
            stage = stage or surveyed.timelines[row.commitment].counts
        about = (row.commitment, row.indicator, row.country, row.measure, stage, day)
        alike.setdefault(about, []).append(position)
    return alike


def with_publishers(claims: Sequence[ClaimRow], surveyed: Survey) -> list[ClaimRow]:
    """Some claims, each with how many publishers print its figure of the same thing.

    A source without a publisher counts as one of its own.
    """
    counted = list(claims)
    sources = surveyed.ledger.sources
    for group in _alike(claims, surveyed).values():
        printing: dict[Decimal, set[str]] = {}
        for n in group:
            named = claims[n].source or ()
            printing.setdefault(claims[n].value, set()).update(
                (key in sources and sources[key].publisher) or key
                for key in ((named,) if isinstance(named, str) else named)
            )
        for n in group:
            counted[n] = replace(claims[n], publishers=len(printing[claims[n].value]))
    return counted


_COUNTED = frozenset({Measure.CONTRIBUTORS, Measure.PLEDGERS})
"""The measures that count contributors, and so are whole numbers."""


def rivals_among(claims: Sequence[ClaimRow], surveyed: Survey) -> Iterator[tuple[int, ...]]:
    """Groups of claims that cannot all be true, by their positions.

    A count of contributors is a whole number, so 5 and 6 of them are apart, where 39% and 40% may be two roundings of
    39.5%.
    """
    for group in _alike(claims, surveyed).values():
        if rivals := apart([_span_of_row(claims[n]) for n in group]):
            yield tuple(group[n] for n in rivals)


def _span_of_row(row: ClaimRow) -> Span:
    span = span_of(row.value, row.qualifier, row.within)
    return span.in_whole_numbers() if row.measure in _COUNTED else span
