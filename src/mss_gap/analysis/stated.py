"""A contributor's level in the other currency that its entries are stated in (R7)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, bound_of, join
from mss_gap.analysis.gap import Gap, gap_between
from mss_gap.analysis.pledges import divide, pledged_by
from mss_gap.analysis.rates import Statement
from mss_gap.analysis.series import Level, Series


class Stated(NamedTuple):
    """A level as its entries state it."""

    currency: str
    figure: Figure
    """The level in that currency."""


NOT_IN_ONE_CURRENCY = Stated("", UNKNOWN)
"""Of a level that is stated and cannot be written in one currency: its entries are in two, or a part of it is."""


def stated_at(series: Series, day: date | None, unit: str) -> Stated | None:
    """The level of a series on a day in the one other currency of all its figures since its latest total, that included.

    None where some are in the unit or two currencies are used, or no figure is stated.
    """
    statements = statements_since_total(series, day)
    currencies = {each.entry.currency or unit for each in statements if each.states_figure}
    if len(currencies) != 1 or unit in currencies:
        return None
    value, bound = Decimal(0), Bound.EXACT
    for each in statements:
        figure = each.entry.amount if each.entry.total is None else each.entry.total
        if figure is not None:
            # A second total of a day is equal to the first.
            value = figure if each.entry.total is not None else value + figure
            bound = join(bound, bound_of(each.entry.qualifier, figure))
        elif each.of_unknown_size:
            bound = join(bound, Bound.AT_LEAST)
    return Stated(currencies.pop(), Figure(value, bound))


def unconverted_level(series: Series, level: Level, unit: str) -> Stated | None:
    """A level of a series that no rate converts, as its entries state it; None where it is known, or no figure is stated."""
    if level.value is not None or not any(each.states_figure for each in _rests_on(series, level)):
        return None
    return stated_at(series, level.day, unit) or NOT_IN_ONE_CURRENCY


def unconverted_pledge(series: Series, level: Level, unit: str) -> Stated | None:
    """What a contributor's pledge comes to where no rate converts it, or what of it is withdrawn; else None, as above."""
    if pledged_by(level).value is not None:
        return None
    if divide(level).withdrawn == 0:
        return unconverted_level(series, level, unit)
    stated = level.value is not None or unconverted_level(series, level, unit) is not None
    return NOT_IN_ONE_CURRENCY if stated else None


def gap_at(pledges: Series, actuals: Series, day: date | None, unit: str) -> Gap | None:
    """The gap of a contributor that no rate converts, in the currency that both its pledge and its actual are stated in.

    None where a rate converts either, where they are stated in two currencies, or where the pledge has parts.
    """
    pledge, actual = pledges.at(day), actuals.at(day)
    if pledge is None or actual is None or pledged_by(pledge).value is not None or actual.value is not None:
        return None
    pledged, delivered = stated_at(pledges, day, unit), stated_at(actuals, day, unit)
    if pledge.parts or pledged is None or delivered is None or pledged.currency != delivered.currency:
        return None
    return gap_between(pledged.figure, delivered.figure)


class RateUsed(NamedTuple):
    """A rate that a figure was converted at."""

    factor: Decimal
    day: date
    stated: bool
    """True where it is what a source says that a figure is worth."""


def rates_at(series: Series, day: date | None) -> frozenset[RateUsed]:
    """The rates of the figures that the level of a series on a day rests on."""
    return frozenset(
        RateUsed(each.rate.factor, each.rate.day, each.rate.stated)
        for each in statements_since_total(series, day)
        if each.rate is not None and each.states_figure
    )


def statements_since_total(series: Series, day: date | None) -> Sequence[Statement]:
    """The statements that a level rests on: its latest total, and all after that day; amounts of the day are inside it."""
    level = series.at(day)
    return _rests_on(series, level) if level else ()


def _rests_on(series: Series, level: Level) -> Sequence[Statement]:
    return [
        each
        for each in series.statements(level.first, level.end)
        if each.entry.total is not None or each.entry.date != level.total_on
    ]
