"""Contributors measured by a scale (R15): what they delivered for each unit of it, and of their fair share."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from mss_gap.analysis.bounds import Bound, join, turn
from mss_gap.analysis.contributors.scales import Coverage, ScaleInUse
from mss_gap.analysis.reports.countries import CommitmentBreakdown
from mss_gap.ledger.names import is_currency
from mss_gap.render.columns import UNDEFINED, Align, Amount, Cell, Table, Words
from mss_gap.render.figures import ROUNDING, WHOLE, in_table, percent, sign_of, with_unit, words_of
from mss_gap.render.footnotes import Footnotes, mark
from mss_gap.render.harmless import counted
from mss_gap.render.tables.contributors import (
    Line,
    SummedColumn,
    blank,
    contributions_table,
    contributor_columns,
    recorded,
)

MOST_ZEROS = 12
"""A figure for each unit of a scale is shown for a trillion units at most."""
_PLACES = Decimal("0.01")


def measured_table(
    commitment: CommitmentBreakdown, scale: ScaleInUse, footnotes: Footnotes, most: int | None = None
) -> Table:
    """The contributors that have a value, or so many of them: a page says elsewhere what each contributor does."""
    measured = tuple(row for row in commitment.lines if row.scale_value is not None)
    with_value = replace(commitment, lines=measured[:most], everyone=(), outside=())
    columns = scale_columns(with_value, scale, footnotes)
    table = contributions_table(with_value, footnotes, f"By {scale.title}: {commitment.title}", columns)
    return replace(table, remarks=list(scale_remarks(commitment, scale, footnotes)))


def scale_columns(commitment: CommitmentBreakdown, scale: ScaleInUse, footnotes: Footnotes) -> Sequence[SummedColumn]:
    """Who, pledged, actual, its value on the scale, the actual for each so many of that, its fair share."""
    unit, zeros = commitment.unit, _zeros(commitment)

    def value(row: Line) -> Cell:
        return Amount(row.scale_value, scale.unit, unknown=UNDEFINED)

    def per_value(row: Line) -> Cell:
        per = recorded(row, row.per_value)
        return _quotient_cell(None if per is None else per.scaleb(zeros), unit, row.actual_bound)

    def fair_share(row: Line) -> Cell:
        return _quotient_cell(row.fair_share, unit, commitment.pledged_bound)

    def fair_ratio(row: Line) -> Cell:
        ratio = recorded(row, row.fair_ratio)
        return Words(percent(None if ratio is None else ratio * WHOLE, _bound_of_ratio(row, commitment)))

    who, pledged, actual, *_ = contributor_columns(unit, footnotes)
    return (
        who,
        pledged,
        actual,
        SummedColumn(scale.title, value, Align.RIGHT, whole=blank),
        SummedColumn(f"Per {in_table(Decimal(10) ** zeros, scale.unit)}", per_value, Align.RIGHT, whole=blank),
        SummedColumn("Fair share", fair_share, Align.RIGHT, whole=blank),
        SummedColumn("Of that", fair_ratio, Align.RIGHT, whole=blank),
    )


def scale_remarks(commitment: CommitmentBreakdown, scale: ScaleInUse, footnotes: Footnotes) -> Iterator[str]:
    """What the scale is, how much of the commitment it covers, and what a fair share is."""
    if commitment.coverage is None:
        return
    what = ", ".join(filter(None, (scale.title, scale.unit, scale.period)))
    yield f"{what}{mark(footnotes.cite(scale.sources))}: {_coverage_text(commitment.coverage)}."
    if commitment.pledged is not None and commitment.coverage.contributors:
        pledged = f"{words_of(commitment.pledged_bound)}{with_unit(commitment.pledged, commitment.unit)}"
        yield f"Fair share: the {pledged} pledged in all, divided among these by {scale.title}. Of that: the actual."


def _coverage_text(coverage: Coverage) -> str:
    contributors = counted(coverage.of, "contributor")
    if not coverage.contributors:
        return f"a value for none of {contributors}"
    delivered = percent(coverage.delivered.value, coverage.delivered.bound, write=words_of)
    amount = "" if coverage.delivered.value is None else f", with {delivered} of the actual in all"
    return f"a value for {coverage.contributors:,} of {contributors}{amount}"


def _zeros(commitment: CommitmentBreakdown) -> int:
    """For how many units of the scale figures are shown: the thousands, millions ... that make the largest 1 or more."""
    largest = max((abs(row.per_value) for row in commitment.lines if row.per_value), default=Decimal(1))
    return next((zeros for zeros in range(0, MOST_ZEROS, 3) if largest.scaleb(zeros) >= 1), MOST_ZEROS)


def _quotient_cell(value: Decimal | None, unit: str, bound: Bound | None) -> Cell:
    """What a division yielded: money as money, anything else to two decimals, and never 0 where it is not."""
    if value is None:
        return Words(UNDEFINED)
    if is_currency(unit):
        return Amount(value, unit, bound=bound)
    nearest = value.quantize(_PLACES, context=ROUNDING)
    if value and not nearest:
        return Words(f"{sign_of(bound)}{'<' if value > 0 else '>-'}{_PLACES}")
    return Amount(nearest, unit, bound=bound)


def _bound_of_ratio(row: Line, commitment: CommitmentBreakdown) -> Bound | None:
    if row.actual_bound is None or commitment.pledged_bound is None:
        return None
    return join(row.actual_bound, turn(commitment.pledged_bound))
