"""What each contributor pledged and delivered to a commitment (R6, R7), and what is given outside it (R14)."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.bounds import Bound, share_of
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.gap import gap_between
from mss_gap.analysis.pledges import Division
from mss_gap.analysis.position import ActualBasis, Standing
from mss_gap.analysis.stated import gap_at, rates_at, stated_at, unconverted_level, unconverted_pledge
from mss_gap.analysis.survey import Survey
from mss_gap.ledger.entry import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one contributor pledged and delivered, in the commitment's unit; percentages are unrounded.

    A key that ends in `_bound` says how its figure is known, and is null where the figure is.
    """

    id: str
    """An ISO 3166-1 alpha-2 code, or the code of a declared body."""
    name: str
    pledged: Decimal | None
    """Its pledge less what is withdrawn; null where not stated, or never pledged."""
    pledged_bound: Bound | None
    pledge_status: Status | None
    """The base status: of all of the pledge that no part has another of. Null without a pledge."""
    firm: Decimal | None
    """How much of the pledge is firm; null where not known, as for the next three."""
    on_hold: Decimal | None
    conditional: Decimal | None
    withdrawn: Decimal | None
    division_known: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    """How each of these four is known that is not 0."""
    actual: Decimal | None
    """What it delivered; 0 where nothing is recorded, null where the amount is not stated."""
    actual_bound: Bound | None
    actual_basis: ActualBasis
    gap: Decimal | None
    """pledged - actual; negative is a surplus."""
    gap_bound: Bound | None
    delivered_pct: Decimal | None
    """The actual as a share of its own pledge, in percent."""
    delivered_bound: Bound | None
    shortfall_pct: Decimal | None
    """The gap as a share of its own pledge, in percent."""
    shortfall_bound: Bound | None
    share_pct: Decimal | None
    """The actual as a share of the whole's actual, in percent."""
    share_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    reported_on: date | None
    """The day of its latest actual."""
    currency: str | None
    """The other currency that both its pledge and its actual are stated in."""
    pledged_currency: str | None
    """The other currency that its pledge is stated in."""
    pledged_stated: Decimal | None
    """The pledge as stated, in that currency."""
    pledged_stated_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    pledge_unconverted: bool = field(default=False, metadata=NOT_IN_DOCUMENTS, compare=False)
    """True where the pledge is null because no rate converts what is stated of it."""
    actual_currency: str | None
    """The other currency that its actual is stated in."""
    actual_stated: Decimal | None
    """The actual as stated, in that currency."""
    actual_stated_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    actual_unconverted: bool = field(default=False, metadata=NOT_IN_DOCUMENTS, compare=False)
    """True where the actual is null because no rate converts what is stated of it."""
    rate: Decimal | None
    """What one unit of the other currency counts as; null where there is none, or several."""
    rate_date: date | None
    """The day of that rate."""
    rates: int = field(default=0, metadata=NOT_IN_DOCUMENTS, compare=False)
    """At how many rates its figures were converted."""
    rate_stated: bool = field(default=False, metadata=NOT_IN_DOCUMENTS, compare=False)
    """True where the rate is what a source says that a figure is worth."""
    scale_value: Decimal | None = None
    """The contributor's value on the scale that was asked for."""
    per_value: Decimal | None = None
    """The actual for each unit of that value."""
    fair_share: Decimal | None = None
    """What the whole's pledge would ask of it in proportion to that value."""
    fair_ratio: Decimal | None = None
    """The actual as a multiple of the fair share."""
    sources: tuple[str, ...]
    """What its pledge and its actual rest on: source ids or addresses."""

    @property
    def division(self) -> Division:
        """Its pledge by status."""
        return Division(self.firm, self.on_hold, self.conditional, self.withdrawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Something given for the same purpose and not counted (R14)."""

    country: str | None
    """The contributor."""
    name: str | None
    kind: Literal["pledge", "actual"]
    outside: str
    """What kind of giving it is."""
    figure: Decimal | None
    """Its level, in the commitment's unit; as stated in `currency` where no rate converts it."""
    figure_bound: Bound | None
    currency: str | None
    """The currency of a figure that no rate converts; else null."""
    date: date
    """The day of its latest entry."""
    sources: tuple[str, ...]


def contributions(surveyed: Survey, commitment: str) -> tuple[Contribution, ...]:
    """A row for each contributor to a commitment, in the order of R6."""
    standings = surveyed.positions[commitment].standings
    rows = [_contribution(surveyed, commitment, code, standing) for code, standing in standings.items()]
    return tuple(sorted(rows, key=_rank))


def _contribution(surveyed: Survey, commitment: str, code: str, standing: Standing) -> Contribution:
    unit, timeline = surveyed.ledger.commitments[commitment].unit, surveyed.timelines[commitment]
    pledges, actuals = timeline.pledges.of(code), timeline.actuals.of(code)
    pledged_stated = stated_at(pledges, surveyed.as_of, unit)
    actual_stated = stated_at(actuals, surveyed.as_of, unit)
    pledge, actual = pledges.at(surveyed.as_of), actuals.at(surveyed.as_of)
    currency = pledged_stated.currency if pledged_stated else None
    if actual_stated is None or actual_stated.currency != currency:
        currency = None
    gap = gap_between(standing.pledged, standing.actual)
    as_stated = gap_at(pledges, actuals, surveyed.as_of, unit)
    if as_stated:  # no rate converts them: the shares are those of the figures as stated (R7), the gap stays unknown
        gap = replace(as_stated, gap=gap.gap)
    share = share_of(standing.actual, surveyed.positions[commitment].actual)
    rates = {rate for series in (pledges, actuals) for rate in rates_at(series, surveyed.as_of)}
    rate = next(iter(rates)) if len(rates) == 1 else None
    return Contribution(
        id=code,
        name=surveyed.name(code),
        pledged=standing.pledged.value,
        pledged_bound=standing.pledged.bound,
        pledge_status=standing.pledge_status,
        firm=standing.division.firm,
        on_hold=standing.division.on_hold,
        conditional=standing.division.conditional,
        withdrawn=standing.division.withdrawn,
        division_known=standing.division_bound,
        actual=standing.actual.value,
        actual_bound=standing.actual.bound,
        actual_basis=standing.actual_basis,
        **gap.of_row(),
        share_pct=share.value,
        share_bound=share.bound,
        reported_on=standing.reported_on,
        currency=currency,
        pledged_currency=pledged_stated.currency if pledged_stated else None,
        pledged_stated=pledged_stated.figure.value if pledged_stated else None,
        pledged_stated_bound=pledged_stated.figure.bound if pledged_stated else None,
        pledge_unconverted=pledge is not None and unconverted_pledge(pledges, pledge, unit) is not None,
        actual_currency=actual_stated.currency if actual_stated else None,
        actual_stated=actual_stated.figure.value if actual_stated else None,
        actual_stated_bound=actual_stated.figure.bound if actual_stated else None,
        actual_unconverted=actual is not None and unconverted_level(actuals, actual, unit) is not None,
        rate=rate.factor if rate else None,
        rate_date=rate.day if rate else None,
        rate_stated=bool(rate and rate.stated),
        rates=len(rates),
        sources=standing.sources,
    )


def outside_of(surveyed: Survey, commitment: str) -> tuple[Outside, ...]:
    """The level of each series of what is given outside, by contributor, kind and text (R14)."""
    timeline, day = surveyed.timelines[commitment], surveyed.as_of
    unit = surveyed.ledger.commitments[commitment].unit
    rows = []
    for (kind, code, text), series in timeline.outside.items():
        level = series.at(day)
        if level is None:
            continue
        stated = stated_at(series, day, unit)
        as_stated = stated if level.value is None else None
        figure = as_stated.figure if as_stated else level.figure
        rows.append(
            Outside(
                country=code,
                name=None if code is None else surveyed.name(code),
                kind=kind,
                outside=text,
                figure=figure.value,
                figure_bound=figure.bound,
                currency=as_stated.currency if as_stated else None,
                date=level.day,
                sources=series.sources_at(day),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.name or "", row.kind, row.outside)))


def _rank(row: Contribution) -> tuple[int, Decimal, bool, Decimal, str]:
    """R6: by group; in each by actual, then pledge, both descending with nulls last, then by name.

    Of unknown actuals no null needs to come last: they are a group of their own.
    """
    group = list(ActualBasis).index(row.actual_basis)
    actual, pledged = row.actual or Decimal(0), row.pledged or Decimal(0)
    return group, -actual, row.pledged is None, -pledged, row.name.casefold()
