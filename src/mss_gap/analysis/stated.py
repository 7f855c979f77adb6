"""A contributor's level in the other currency that its entries are stated in (R7)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mss_gap.analysis.bounds import UNKNOWN, Bound, Figure, bound_of, join
from mss_gap.analysis.series import Series


class Stated(NamedTuple):
    """A level as its entries state it."""

    currency: str
    figure: Figure
    """The level in that currency."""


def stated_at(series: Series, day: date | None, unit: str) -> Stated | None:
    """The level of a series on a day in the one other currency of all its entries since its latest total, that included.

    None where some are in the unit or two currencies are used, or no figure is stated.
    """
    level = series.at(day)
    statements = series.statements(level.first, level.end) if level else ()
    currencies = {each.entry.currency or unit for each in statements if each.states_figure}
    if len(currencies) != 1 or unit in currencies:
        return None
    value, bound, total_on = UNKNOWN.value, Bound.EXACT, None
    # Of a day, a total comes first: the amounts of its day are inside it.
    for each in sorted(statements, key=lambda it: (it.entry.date, it.entry.total is None)):
        entry = each.entry
        if entry.total is not None:
            known = bound_of(entry.qualifier, entry.total)
            bound = join(bound, known) if total_on == entry.date else known
            value, total_on = entry.total, entry.date
        elif total_on == entry.date:
            continue
        elif entry.amount is not None:
            value, bound = (value or Decimal(0)) + entry.amount, join(bound, bound_of(entry.qualifier, entry.amount))
        elif each.of_unknown_size:
            bound = join(bound, Bound.AT_LEAST)
    return Stated(currencies.pop(), UNKNOWN if value is None else Figure(value, bound))


def rates_at(series: Series, day: date | None) -> frozenset[tuple[Decimal, date]]:
    """The rates, each with its day, of the figures that the level of a series on a day rests on."""
    level = series.at(day)
    return frozenset(
        (each.rate.factor, each.rate.day)
        for each in (series.statements(level.first, level.end) if level else ())
        if each.rate is not None and each.states_figure
        if level is None or each.entry.total is not None or each.entry.date != level.total_on
    )
