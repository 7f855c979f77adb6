"""The tables of `countries`: for each commitment its contributors, the unattributed rest and the whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar

from mss_gap.analysis.bounds import ZERO, Bound, Figure, percentage
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.countries import CommitmentBreakdown, Contribution, CountriesReport, Group, Outside
from mss_gap.ledger.model import Status
from mss_gap.render.columns import (
    BLANK,
    NOT_CONVERTED,
    NOT_STATED,
    UNDEFINED,
    Align,
    Amount,
    Cell,
    Column,
    Item,
    Keys,
    Narrow,
    Page,
    Records,
    Row,
    Share,
    Table,
    Tone,
    Words,
    keys_of,
    widened,
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

_Part = TypeVar("_Part", Contribution, Outside, Group)


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
    """A record for each commitment, each contributor, each thing given outside, and each group."""
    return Records.in_sections(
        {"commitments": commitment_records(report.commitments), **breakdown_records(report.commitments)}
    )


def commitment_records(commitments: Iterable[CommitmentBreakdown]) -> Records:
    """A record for each commitment as a whole."""
    keys: Keys[CommitmentBreakdown] = {"commitment": lambda it: it.id, "unit": lambda it: it.unit, **_of_whole()}
    return Records.of(keys, commitments)


def whole_records(commitments: Iterable[CommitmentBreakdown], *, for_readers: bool = False) -> Records:
    """The same with the keys of the commitment only; for readers with the bounds of all its figures."""
    return Records.of(_of_whole(for_readers=for_readers), commitments)


def _of_whole(*, for_readers: bool = False) -> Keys[CommitmentBreakdown]:
    keys: Keys[CommitmentBreakdown] = keys_of(CommitmentRow, for_readers=for_readers)
    shortfalls: Keys[CommitmentBreakdown] = {"sum_of_shortfalls": lambda it: it.sum_of_shortfalls}
    bound: Keys[CommitmentBreakdown] = {"sum_of_shortfalls_bound": lambda it: it.sum_of_shortfalls_bound}
    return {**keys, **shortfalls, **(bound if for_readers else {})}


def breakdown_records(commitments: Sequence[CommitmentBreakdown]) -> Mapping[str, Records]:
    """The records of what some commitments are made of, by the list that they are of."""
    return {
        "contributions": contribution_records(commitments),
        "outside": outside_records(commitments),
        "groups": Records.of(_of_part(Group), _parts(commitments, lambda commitment: commitment.groups)),
    }


def contribution_records(commitments: Iterable[CommitmentBreakdown], *, for_readers: bool = False) -> Records:
    """A record for each contributor to each of some commitments; for readers with the bounds of all its figures."""
    keys = _of_part(Contribution, for_readers=for_readers)
    if for_readers:
        keys = {**widened(keys, _FOR_READERS), **{figure: _known(figure) for figure in _FIGURES}}
    return Records.of(keys, _parts(commitments, lambda commitment: commitment.contributions))


def _divided(status: str) -> Keys[tuple[CommitmentBreakdown, Contribution]]:
    """How the part of a pledge that has a status is known."""
    get: Callable[[Contribution], Decimal | None] = attrgetter(status)
    return {f"{status}_bound": lambda it: part_bound(get(it[1]), it[1])}


def part_bound(part: Decimal | None, row: Contribution) -> Bound | None:
    """How a part of a contributor's pledge is known: 0 is exact, however the pledge is known."""
    return None if part is None else Bound.EXACT if part == 0 else row.division_known


def keys_as_stated(get: Callable[[Item], Contribution | None], figure: str) -> Keys[Item]:
    """The keys of a contributor's `pledged` or `actual` in the other currency that it is stated in."""

    def value(key: str) -> Callable[[Item], object]:
        def of(item: Item) -> object:
            row = get(item)
            return None if row is None else getattr(row, key)

        return of

    return {key: value(key) for key in (f"{figure}_currency", f"{figure}_stated", f"{figure}_stated_bound")}


def known_or_why(row: Contribution, figure: str) -> Decimal | str | None:
    """A figure of a contributor, or why it is not known where that is because no rate converts it."""
    value: Decimal | None = getattr(row, figure)
    unconverted = row.actual_unconverted if figure == "actual" else _lacks_rate(row) and row.pledge_status is not None
    return NOT_CONVERTED if value is None and unconverted else value


_FIGURES = ("pledged", "firm", "on_hold", "conditional", "withdrawn", "actual")


def _known(figure: str) -> Callable[[tuple[CommitmentBreakdown, Contribution]], object]:
    return lambda it: known_or_why(it[1], figure)


_FOR_READERS: Mapping[str, Keys[tuple[CommitmentBreakdown, Contribution]]] = {
    **{status: _divided(status) for status in ("firm", "on_hold", "conditional", "withdrawn")},
    "rate_date": {"rate_stated": lambda it: None if it[1].rate is None else it[1].rate_stated},
}
"""What documents leave out of a contributor's row, each after its key."""


def outside_records(commitments: Iterable[CommitmentBreakdown]) -> Records:
    """A record for each thing that was given outside some commitments."""
    return Records.of(_of_part(Outside), _parts(commitments, lambda commitment: commitment.outside))


def _of_part(kind: type[_Part], *, for_readers: bool = False) -> Keys[tuple[CommitmentBreakdown, _Part]]:
    """The keys of a part of a commitment, after those of the commitment that it is of."""
    return {
        "commitment": lambda it: it[0].id,
        "unit": lambda it: it[0].unit,
        **keys_of(kind, lambda it: it[1], for_readers=for_readers),
    }


def _parts(
    commitments: Iterable[CommitmentBreakdown], listed: Callable[[CommitmentBreakdown], Iterable[_Part]]
) -> Iterator[tuple[CommitmentBreakdown, _Part]]:
    return ((commitment, part) for commitment in commitments for part in listed(commitment))


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
            lambda row: Words(row.name + status_note(row, unit), notes=footnotes.cite(row.sources)),
            rest=lambda _: Words("Unattributed", Tone.MUTED),
            whole=lambda all_: Words(IN_ALL, Tone.STRONG, notes=footnotes.cite(all_.sources)),
        ),
        _Summed(
            "Pledged",
            lambda row: pledge_cell(row, unit),
            Align.RIGHT,
            whole=lambda all_: Amount(all_.pledged, unit, Tone.STRONG, bound=all_.pledged_bound),
        ),
        _Summed(
            "Actual",
            lambda row: actual_cell(row, unit),
            Align.RIGHT,
            rest=lambda all_: Amount(all_.unattributed, unit, Tone.MUTED, bound=all_.unattributed_bound),
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
            lambda row: Words(percent(_recorded(row, row.delivered_pct), row.delivered_bound)),
            Align.RIGHT,
            whole=lambda all_: Words(percent(all_.delivered_pct, all_.delivered_bound), tone_of(all_)),
        ),
        _Summed(
            "",
            lambda row: Share(_recorded(row, row.delivered_pct)),
            narrow=Narrow.DROP,
            whole=lambda all_: Share(all_.delivered_pct),
        ),
        _Summed(
            "Share",
            lambda row: Words(percent(_recorded(row, row.share_pct), row.share_bound)),
            Align.RIGHT,
            rest=_share_of_rest,
            whole=lambda all_: Words("100.0%" if all_.actual else UNDEFINED, Tone.STRONG),
        ),
    )


def _recorded(row: Contribution, share: Decimal | None) -> Decimal | None:
    """A share of a contributor's actual; None where nothing is recorded: that it counts as 0 does not say that it is."""
    return None if row.actual_basis is ActualBasis.NONE_RECORDED else share


def _share_of_rest(row: CommitmentBreakdown) -> Words:
    rest = Figure(row.unattributed, row.unattributed_bound)
    share = percentage(rest, Figure(row.actual, row.actual_bound))
    # Nothing is exactly nothing of the whole, however the whole is known.
    return Words(percent(share.value, rest.bound if rest == ZERO else share.bound), Tone.MUTED)


def pledge_cell(row: Contribution, unit: str) -> Cell:
    """What a contributor pledged; where no rate converts it, as it was stated."""
    if row.pledge_status is None:
        return Words(NO_PLEDGE)
    if row.pledged is None and row.pledged_currency is not None:
        return Amount(row.pledged_stated, row.pledged_currency, bound=row.pledged_stated_bound)
    unknown = NOT_CONVERTED if row.pledge_unconverted else NOT_STATED
    return Amount(row.pledged, unit, unknown=unknown, bound=row.pledged_bound)


def actual_cell(row: Contribution, unit: str) -> Cell:
    """What a contributor delivered; where no rate converts it, as it was stated."""
    if row.actual_basis is ActualBasis.NONE_RECORDED:
        return Words(NONE_RECORDED)
    if row.actual is None and row.actual_currency is not None:
        return Amount(row.actual_stated, row.actual_currency, bound=row.actual_stated_bound)
    unknown = NOT_CONVERTED if row.actual_unconverted else NOT_STATED
    return Amount(row.actual, unit, unknown=unknown, bound=row.actual_bound)


def status_note(row: Contribution, unit: str) -> str:
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
        f"{'some' if amount is None else in_full(amount, unit)} {status_words(status)}"
        for status, amount in amounts.items()
        if amount != 0 and status is not row.pledge_status
    ]
    return f" ({', '.join((*base, *parts))})" if base or parts else ""


def _remarks(commitment: CommitmentBreakdown) -> list[str]:
    """What contributors pledged, in words, and how much of what is firm was not delivered."""
    unit = commitment.unit
    firm = [row for row in commitment.contributions if row.pledge_status is not None and row.firm != 0]
    on_hold = [row for row in commitment.contributions if row.on_hold != 0]
    remarks = []
    if firm:
        pledged = Figure(commitment.country_pledged, commitment.country_pledged_bound)
        sums = [_together(pledged, unit, firm)]
        if commitment.sum_of_shortfalls is not None:
            missing = f"{words_of(commitment.sum_of_shortfalls_bound)}{in_full(commitment.sum_of_shortfalls, unit)}"
            sums.append(f"{missing} not delivered")
        left_out = _left_out([(row, row.firm) for row in firm]) + _undelivered(firm)
        remarks.append(f"Firm pledges by contributors: {', '.join(sums)}{left_out}.")
    remarks += [line for row in commitment.contributions for line in as_stated(row)]
    if on_hold:
        together = _together(Figure(commitment.on_hold, commitment.on_hold_bound), unit, on_hold)
        remarks.append(f"Pledges on hold: {together}{_left_out([(row, row.on_hold) for row in on_hold])}.")
    return remarks


def _together(together: Figure, unit: str, summed: Sequence[Contribution]) -> str:
    """What some pledges add up to; an amount that is stated, and not converted, is not said to be not stated."""
    if together.value is None and any(map(_lacks_rate, summed)):
        return "an amount not known"
    return f"{words_of(together.bound)}{with_unit(together.value, unit)}"


def _lacks_rate(row: Contribution) -> bool:
    """Whether no rate converts a pledge of which not all is known, or a part of it: a part always states a figure."""
    return row.pledge_unconverted or row.pledged is not None


def _left_out(summed: Sequence[tuple[Contribution, Decimal | None]]) -> str:
    """How many amounts a sum leaves out because they are not stated, or not converted; each with its contributor."""
    missing = [row for row, amount in summed if amount is None]
    unconverted = sum(map(_lacks_rate, missing))
    unstated = len(missing) - unconverted
    if unstated == len(summed):
        return ""
    more = "" if len(missing) == len(summed) else " more"
    said = ""
    if unstated:
        said += f"; {unstated}{more} {'states' if unstated == 1 else 'state'} no amount"
    if unconverted:
        said += f"; {unconverted}{more} {'is' if unconverted == 1 else 'are'} in a currency without a rate"
    return said


def _undelivered(pledging: Sequence[Contribution]) -> str:
    """How many deliveries on pledges of a known amount are not stated, or not converted."""
    unknown = [row for row in pledging if row.firm is not None and row.actual is None]
    unconverted = sum(row.actual_unconverted for row in unknown)
    return "".join(
        f"; {number} {'delivery is' if number == 1 else 'deliveries are'} {why}"
        for number, why in ((len(unknown) - unconverted, "not stated"), (unconverted, "in a currency without a rate"))
        if number
    )
