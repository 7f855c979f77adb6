"""The tables of `compare`: how each commitment moved, and by whom."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from operator import attrgetter

from mss_gap.analysis.bounds import Figure, turn
from mss_gap.analysis.exact import EXACT
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.compare import ComparedCommitment, ComparedContribution, CompareReport, Version
from mss_gap.analysis.reports.from_to import FromTo
from mss_gap.render.columns import UNDEFINED, Keys, Page, Records, Table
from mss_gap.render.figures import in_full, with_unit, words_of
from mss_gap.render.sentences import NO_PLEDGE, NONE_RECORDED
from mss_gap.render.tables.heading import headed_page, titled
from mss_gap.render.tables.side_by_side import Pair, side_by_side

_Compared = tuple[ComparedCommitment, ComparedContribution | None]
"""A commitment, and one of its contributors; without one, the whole."""


def page(report: CompareReport) -> Page:
    """A table for each commitment: the whole, then its contributors."""
    columns = side_by_side(_named(report.from_, report), _named(report.to, report))
    tables = [Table.of(titled(row.title, row.unit), columns, _pairs(row), _remarks(row)) for row in report.commitments]
    return headed_page(report, tables, report.warnings)


def records(report: CompareReport) -> Records:
    """A record for each commitment, then one for each contributor to it that moved."""
    compared: Iterator[_Compared] = ((row, part) for row in report.commitments for part in (None, *row.contributions))
    return Records.of(_KEYS, compared)


def _moves(key: str, figure: Callable[[_Compared], FromTo | None]) -> Keys[_Compared]:
    """The keys of a figure: on each side, its change, and how that is known."""

    def side(field: str) -> Callable[[_Compared], object]:
        get = attrgetter(field)
        return lambda it: None if (moved := figure(it)) is None else get(moved)

    return {
        f"{key}_from": side("from_"),
        f"{key}_to": side("to"),
        f"{key}_change": side("change"),
        f"{key}_bound": side("bound"),
    }


_KEYS: Keys[_Compared] = {
    "id": lambda it: it[0].id,
    "title": lambda it: it[0].title,
    "unit": lambda it: it[0].unit,
    "contributor": lambda it: it[1] and it[1].id,
    "name": lambda it: it[1] and it[1].name,
    **_moves("pledged", lambda it: (it[1] or it[0]).pledged),
    **_moves("actual", lambda it: (it[1] or it[0]).actual),
    **_moves("gap", lambda it: None if it[1] else it[0].gap),
    **_moves("shortfall_pct", lambda it: None if it[1] else it[0].shortfall_pct),
}


def _named(side: Version, report: CompareReport) -> str:
    """A side by its date; by its ledger where there are two."""
    day = side.as_of.isoformat() if side.as_of else "undated"
    return day if report.from_.ledger == report.to.ledger else f"{side.ledger}, {day}"


def _pairs(row: ComparedCommitment) -> Iterator[Pair]:
    yield Pair("Pledged", row.pledged, row.unit)
    yield Pair("Actual", row.actual, row.unit)
    yield Pair("Gap", row.gap, row.unit, UNDEFINED)
    yield Pair("Shortfall", row.shortfall_pct, None)
    for part in row.contributions:
        if part.actual.from_ != part.actual.to:
            yield Pair(
                f"{part.name}, delivered", part.actual, row.unit, instead=_where(part.ever_recorded, NONE_RECORDED)
            )
    for part in row.contributions:
        if part.pledged.from_ != part.pledged.to:
            yield Pair(f"{part.name}, pledged", part.pledged, row.unit, instead=_where(part.ever_pledged, NO_PLEDGE))


def _where(there: tuple[bool, bool], missing: str) -> tuple[str, str]:
    """What replaces a contributor's figure on each side where it has none: it is not known to be 0."""
    before, after = ("" if is_there else missing for is_there in there)
    return before, after


def _remarks(row: ComparedCommitment) -> list[str]:
    """What the change of the gap is made of: what was pledged anew, and what was delivered."""
    if row.gap.change is None:
        return []
    least, most = _left(row.gap)
    if least <= 0 <= most and least != most:
        return ["Whether the gap changed is not known: the figures are not exact."]
    parts = [
        _more_or_less(moved, row.unit, what)
        for moved, what in ((row.pledged, "pledged"), (row.actual, "delivered"))
        if moved.change
    ]
    made_of = f": {listed(parts)}" if parts else ""
    if not row.gap.change:
        return [f"The gap stayed as it was{made_of}."]
    widened = "widened" if row.gap.change > 0 else "narrowed"
    return [f"The gap {widened} by {_size(row.gap, row.unit, with_unit)}{made_of}."]


def _left(moved: FromTo) -> tuple[Decimal, Decimal]:
    """The least and the most by which a figure may have moved.

    Two figures that are about the same may differ by what "about" leaves of both.
    """
    (lowest, highest), (least, most) = (
        Figure(value, bound).range().ends for value, bound in zip((moved.from_, moved.to), moved.states, strict=True)
    )
    return EXACT.subtract(least, highest), EXACT.subtract(most, lowest)


def _size(moved: FromTo, unit: str, write: Callable[[Decimal | None, str], str]) -> str:
    """The size of a change, and how it is known."""
    change = moved.change or Decimal(0)
    bound = moved.bound if moved.bound is None or change >= 0 else turn(moved.bound)
    return f"{words_of(bound)}{write(abs(change), unit)}"


def _more_or_less(moved: FromTo, unit: str, what: str) -> str:
    return f"{_size(moved, unit, in_full)} {'more' if moved.change and moved.change > 0 else 'less'} {what}"
