"""The tables of `countries`: for each commitment its contributors, the unattributed rest and the whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.exact import percent_of
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.countries import CommitmentBreakdown, Contribution, CountriesReport
from mss_gap.ledger.model import Status
from mss_gap.render.columns import (
    BLANK,
    UNDEFINED,
    Align,
    Amount,
    Cell,
    Column,
    Narrow,
    Page,
    Records,
    Row,
    Share,
    Table,
    Tone,
    Words,
    keys_of,
)
from mss_gap.render.figures import day, in_full, percent, with_unit, words_of
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import (
    IN_ALL,
    NO_PLEDGE,
    NONE_RECORDED,
    actual_note,
    as_stated,
    notes_of,
    outside_lines,
    status_words,
)
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.summary import described, tone_of


def page(report: CountriesReport) -> Page:
    """A table for each commitment; it ends with the unattributed rest and the whole."""
    footnotes = Footnotes(report.glossary.sources)
    tables = [
        _noted(contributions_table(commitment, footnotes), commitment, report) for commitment in report.commitments
    ]
    return headed_page(report, tables, report.warnings, footnotes)


def _noted(table: Table, commitment: CommitmentBreakdown, report: CountriesReport) -> Table:
    return replace(
        table,
        remarks=[*table.remarks, *notes_of(commitment, report.glossary), *actual_note(commitment, report.glossary)],
    )


def records(report: CountriesReport) -> Records:
    """A record for each contributor to each commitment."""
    return contribution_records(report.commitments)


def contribution_records(commitments: Iterable[CommitmentBreakdown]) -> Records:
    """A record for each contributor to each of some commitments."""
    return Records.of(
        {
            "commitment": lambda it: it[0].id,
            "unit": lambda it: it[0].unit,
            **keys_of(Contribution, lambda it: it[1]),
        },
        ((commitment, contribution) for commitment in commitments for contribution in commitment.contributions),
    )


def contributions_table(commitment: CommitmentBreakdown, footnotes: Footnotes, title: str | None = None) -> Table:
    """Contributors to a commitment, the unattributed rest and the whole, under the commitment's name or a title."""
    columns = _columns(commitment.unit, footnotes)
    rows = [Row([column.cell(row) for column in columns]) for row in commitment.contributions]
    if commitment.contributions:
        rows.append(Row([column.rest(commitment) for column in columns]))
    rows.append(Row([column.whole(commitment) for column in columns], apart=bool(commitment.contributions)))
    description = described(commitment)
    named = f"{commitment.title} ({description})" if description else commitment.title
    remarks = [*_remarks(commitment), *outside_lines(commitment.outside, commitment.unit)]
    return Table(title or named, columns, rows, remarks)


def _blank(_: CommitmentBreakdown) -> Cell:
    return BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summed(Column[Contribution]):
    """A column that goes on below the contributors, for the unattributed rest and for the whole."""

    whole: Callable[[CommitmentBreakdown], Cell]
    rest: Callable[[CommitmentBreakdown], Cell] = _blank


def _columns(unit: str, footnotes: Footnotes) -> Sequence[_Summed]:
    return (
        _Summed(
            "Contributor",
            lambda row: Words(row.name + status_remark(row, unit), notes=footnotes.cite(row.sources)),
            rest=lambda _: Words("Unattributed", Tone.MUTED),
            whole=lambda all_: Words(IN_ALL, Tone.STRONG, notes=footnotes.cite(all_.sources)),
        ),
        _Summed(
            "Pledged",
            lambda row: (
                Words(NO_PLEDGE)
                if row.pledge_status is None
                else pledge_or_actual(row.pledged, row.pledged_bound, unit, row.pledged_stated, row.pledged_currency)
            ),
            Align.RIGHT,
            whole=lambda all_: Amount(all_.pledged, unit, Tone.STRONG, bound=all_.pledged_bound),
        ),
        _Summed(
            "Actual",
            lambda row: (
                Words(NONE_RECORDED)
                if row.actual_basis is ActualBasis.NONE_RECORDED
                else pledge_or_actual(row.actual, row.actual_bound, unit, row.actual_stated, row.actual_currency)
            ),
            Align.RIGHT,
            rest=lambda all_: Amount(all_.unattributed, unit, Tone.MUTED),
            whole=lambda all_: Amount(all_.actual, unit, Tone.STRONG, bound=all_.actual_bound),
        ),
        _Summed(
            "As of",
            lambda row: Words(day(row.reported_on), Tone.MUTED),
            Align.RIGHT,
            whole=lambda all_: Words(day(all_.reported_on), Tone.MUTED),
        ),
        _Summed(
            "Gap",
            lambda row: Amount(row.gap, unit, unknown=UNDEFINED, bound=row.gap_bound),
            Align.RIGHT,
            whole=lambda all_: Amount(all_.gap, unit, Tone.STRONG, unknown=UNDEFINED, bound=all_.gap_bound),
        ),
        _Summed(
            "Delivered",
            lambda row: Words(percent(row.delivered_pct, row.delivered_bound)),
            Align.RIGHT,
            whole=lambda all_: Words(percent(all_.delivered_pct, all_.delivered_bound), tone_of(all_)),
        ),
        _Summed(
            "",
            lambda row: Share(row.delivered_pct),
            narrow=Narrow.DROP,
            whole=lambda all_: Share(all_.delivered_pct),
        ),
        _Summed(
            "Share",
            lambda row: Words(percent(row.share_pct)),
            Align.RIGHT,
            rest=lambda all_: Words(percent(percent_of(all_.unattributed, all_.actual)), Tone.MUTED),
            whole=lambda all_: Words("100.0%" if all_.actual else UNDEFINED, Tone.STRONG),
        ),
    )


def pledge_or_actual(
    value: Decimal | None, bound: Bound | None, unit: str, stated: Decimal | None, currency: str | None
) -> Amount:
    """A figure in the unit; one that no rate converts as it was stated."""
    if value is None and stated is not None and currency is not None:
        return Amount(stated, currency)
    return Amount(value, unit, bound=bound)


def status_remark(row: Contribution, unit: str) -> str:
    """What follows the name of a contributor whose pledge is not firm, or not all of it."""
    if row.pledge_status is None:
        return ""
    amounts = {
        Status.ON_HOLD: row.on_hold,
        Status.CONDITIONAL: row.conditional,
        Status.WITHDRAWN: row.withdrawn,
    }
    base = [status_words(row.pledge_status)] if row.pledge_status is not Status.FIRM else []
    parts = [
        f"{in_full(amount, unit)} {status_words(status)}"
        for status, amount in amounts.items()
        if amount and status is not row.pledge_status
    ]
    return f" ({', '.join((*base, *parts))})" if base or parts else ""


def _remarks(commitment: CommitmentBreakdown) -> list[str]:
    """What contributors pledged, in words, and how much of what is firm was not delivered."""
    unit = commitment.unit
    firm = [row for row in commitment.contributions if row.pledge_status is not None and row.firm != 0]
    on_hold = [row for row in commitment.contributions if row.on_hold != 0]
    remarks = []
    if firm:
        # Pledges and deliveries that are not stated have a sentence of their own.
        exact = {None, Bound.EXACT}
        bound = commitment.country_pledged_bound if any(row.pledged_bound not in exact for row in firm) else None
        sums = [f"{words_of(bound)}{with_unit(commitment.country_pledged, unit)}"]
        if commitment.sum_of_shortfalls is not None:
            known = "" if bound is None and all(row.actual_bound in exact for row in firm) else " as far as is known"
            sums.append(f"{in_full(commitment.sum_of_shortfalls, unit)} not delivered{known}")
        remarks.append(f"Firm pledges by contributors: {', '.join(sums)}{_left_out(firm)}.")
    remarks += [line for row in commitment.contributions for line in as_stated(row)]
    if on_hold:
        remarks.append(f"Pledges on hold: {with_unit(commitment.on_hold, unit)}{_left_out(on_hold)}.")
    return remarks


def _left_out(pledging: Sequence[Contribution]) -> str:
    """How many pledges a sum of them leaves out, and how many deliveries, because they are not stated."""
    stated = [row for row in pledging if row.pledged is not None]
    undelivered = sum(row.actual is None for row in stated)
    unstated = sum(row.pledged is None and row.pledged_stated is None for row in pledging) if stated else 0
    unconverted = sum(row.pledged is None and row.pledged_stated is not None for row in pledging) if stated else 0
    said = []
    if unstated:
        said.append(f"; {unstated} more {'states' if unstated == 1 else 'state'} no amount")
    if unconverted:
        said.append(f"; {unconverted} more {'is' if unconverted == 1 else 'are'} in a currency without a rate")
    if undelivered:
        said.append(f"; {undelivered} {'delivery is' if undelivered == 1 else 'deliveries are'} not stated")
    return "".join(said)
