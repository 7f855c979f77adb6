"""The rows of contributors to a commitment, of groups of them, of the unattributed rest and of the whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from mss_gap.analysis.bounds import Bound, Figure, share_of
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.contributors.groups import GroupContribution
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.countries import CommitmentBreakdown
from mss_gap.ledger.entry import Status
from mss_gap.ledger.plural import so_many
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
    Row,
    Share,
    Table,
    Tone,
    Words,
)
from mss_gap.render.commitment_notes import outside_lines
from mss_gap.render.figures import day, in_full, percent, with_unit, words_of
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.sentences import IN_ALL, NO_PLEDGE, NONE_RECORDED, as_stated, status_words
from mss_gap.render.tables.summary import described, tone_of

Line: TypeAlias = Contribution | GroupContribution
"""What a row of a table is about."""


def blank(_: CommitmentBreakdown) -> Cell:
    """Say nothing of the whole, or of the rest."""
    return BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedColumn(Column[Line]):
    """A column that goes on below the contributors, for the unattributed rest and for the whole."""

    whole: Callable[[CommitmentBreakdown], Cell]
    rest: Callable[[CommitmentBreakdown], Cell] = blank


def contributions_table(
    commitment: CommitmentBreakdown,
    footnotes: Footnotes,
    title: str | None = None,
    columns: Sequence[SummedColumn] | None = None,
) -> Table:
    """Contributors to a commitment, the unattributed rest and the whole, under the commitment's name or a title.

    Where only some contributors are shown there is no rest: it is what all of them leave.
    """
    columns = columns or contributor_columns(commitment.unit, footnotes)
    rows = [Row([column.cell(line) for column in columns]) for line in commitment.lines]
    if commitment.everyone:
        rows.append(Row([column.rest(commitment) for column in columns]))
    rows += [Row([column.cell(group) for column in columns], apart=True) for group in commitment.subtotals]
    rows.append(Row([column.whole(commitment) for column in columns], apart=bool(rows)))
    description = described(commitment)
    named = f"{commitment.title} ({description})" if description else commitment.title
    remarks = [*_remarks(commitment), *outside_lines(commitment.outside, commitment.unit)]
    return Table(title or named, columns, rows, remarks)


def contributor_columns(unit: str, footnotes: Footnotes) -> Sequence[SummedColumn]:
    """What is in a row: who, pledged, actual, its day, gap, share of the pledge, share of the whole."""
    return (
        SummedColumn(
            "Contributor",
            lambda row: Words(row.name + status_note(row, unit), notes=footnotes.cite(row.sources)),
            rest=lambda _: Words("Unattributed", Tone.MUTED),
            whole=lambda all_: Words(IN_ALL, Tone.STRONG, notes=footnotes.cite(all_.sources)),
        ),
        SummedColumn(
            "Pledged",
            lambda row: pledge_cell(row, unit),
            Align.RIGHT,
            whole=lambda all_: Amount(all_.pledged, unit, Tone.STRONG, bound=all_.pledged_bound),
        ),
        SummedColumn(
            "Actual",
            lambda row: actual_cell(row, unit),
            Align.RIGHT,
            rest=lambda all_: Amount(all_.unattributed, unit, Tone.MUTED, bound=all_.unattributed_bound),
            whole=lambda all_: Amount(all_.actual, unit, Tone.STRONG, bound=all_.actual_bound),
        ),
        SummedColumn(
            "As of",
            lambda row: Words(day(row.reported_on), Tone.MUTED),
            Align.RIGHT,
            whole=lambda all_: Words(day(all_.reported_on), Tone.MUTED),
        ),
        SummedColumn(
            "Gap",
            lambda row: Amount(row.gap, unit, unknown=UNDEFINED, bound=row.gap_bound),
            Align.RIGHT,
            whole=lambda all_: Amount(all_.gap, unit, Tone.STRONG, unknown=UNDEFINED, bound=all_.gap_bound),
        ),
        SummedColumn(
            "Delivered",
            lambda row: Words(percent(recorded(row, row.delivered_pct), row.delivered_bound)),
            Align.RIGHT,
            whole=lambda all_: Words(percent(all_.delivered_pct, all_.delivered_bound), tone_of(all_)),
        ),
        SummedColumn(
            "",
            lambda row: Share(recorded(row, row.delivered_pct)),
            narrow=Narrow.DROP,
            whole=lambda all_: Share(all_.delivered_pct),
        ),
        SummedColumn(
            "Share",
            lambda row: Words(percent(recorded(row, row.share_pct), row.share_bound)),
            Align.RIGHT,
            rest=_share_of_rest,
            whole=lambda all_: Words("100.0%" if all_.actual else UNDEFINED, Tone.STRONG),
        ),
    )


def recorded(row: Line, share: Decimal | None) -> Decimal | None:
    """A share of a contributor's actual; None where nothing is recorded: that it counts as 0 does not say that it is."""
    return None if row.actual_basis is ActualBasis.NONE_RECORDED else share


def _share_of_rest(row: CommitmentBreakdown) -> Words:
    share = share_of(Figure(row.unattributed, row.unattributed_bound), Figure(row.actual, row.actual_bound))
    return Words(percent(share.value, share.bound), Tone.MUTED)


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


def pledge_cell(row: Line, unit: str) -> Cell:
    """What a contributor or a group pledged; where no rate converts it, as it was stated."""
    if isinstance(row, GroupContribution):
        pledging = [member for member in row.rows if member.pledge_status is not None]
        if not pledging:
            return Words(NO_PLEDGE)
        unconverted = any(member.pledge_unconverted for member in pledging)
    else:
        if row.pledge_status is None:
            return Words(NO_PLEDGE)
        if row.pledged is None and row.pledged_currency is not None:
            return Amount(row.pledged_stated, row.pledged_currency, bound=row.pledged_stated_bound)
        unconverted = row.pledge_unconverted
    return Amount(row.pledged, unit, unknown=NOT_CONVERTED if unconverted else NOT_STATED, bound=row.pledged_bound)


def actual_cell(row: Line, unit: str) -> Cell:
    """What a contributor or a group delivered; where no rate converts it, as it was stated."""
    if row.actual_basis is ActualBasis.NONE_RECORDED:
        return Words(NONE_RECORDED)
    if isinstance(row, GroupContribution):
        unconverted = any(member.actual_unconverted for member in row.rows)
    else:
        if row.actual is None and row.actual_currency is not None:
            return Amount(row.actual_stated, row.actual_currency, bound=row.actual_stated_bound)
        unconverted = row.actual_unconverted
    # What no member states is not known to be 0, though another member has nothing recorded.
    stated = None if row.actual_basis is ActualBasis.NOT_STATED else row.actual
    return Amount(stated, unit, unknown=NOT_CONVERTED if unconverted else NOT_STATED, bound=row.actual_bound)


def status_note(row: Line, unit: str) -> str:
    """What follows the name of a contributor or a group whose pledge is not firm, or not all of it."""
    base = None if isinstance(row, GroupContribution) else row.pledge_status
    amounts = {
        Status.ON_HOLD: row.on_hold,
        Status.CONDITIONAL: row.conditional,
        Status.WITHDRAWN: row.withdrawn,
    }
    said = [status_words(base)] if base not in (None, Status.FIRM) else []
    said += [
        f"{_how_much(row, status, amount, unit)} {status_words(status)}"
        for status, amount in amounts.items()
        if amount != 0 and status is not base
    ]
    return f" ({', '.join(said)})" if said else ""


def _how_much(row: Line, status: Status, amount: Decimal | None, unit: str) -> str:
    bound = row.bounds_of_parts[status] if isinstance(row, GroupContribution) else None
    return "some" if amount is None else f"{words_of(bound)}{in_full(amount, unit)}"


def _remarks(commitment: CommitmentBreakdown) -> list[str]:
    """What all contributors pledged, in words, how much of what is firm is not recorded as delivered, and what is shown as stated."""
    unit, everyone = commitment.unit, commitment.everyone
    firm = [row for row in everyone if row.pledge_status is not None and row.firm != 0]
    on_hold = [row for row in everyone if row.on_hold != 0]
    remarks = []
    if firm:
        pledged = Figure(commitment.country_pledged, commitment.country_pledged_bound)
        sums = [_together(pledged, unit, firm)]
        if commitment.sum_of_shortfalls is not None:
            missing = f"{words_of(commitment.sum_of_shortfalls_bound)}{in_full(commitment.sum_of_shortfalls, unit)}"
            sums.append(f"{missing} not recorded as delivered")
        left_out = _left_out([(row, row.firm) for row in firm]) + _undelivered(firm)
        remarks.append(f"Firm pledges by contributors: {', '.join(sums)}{left_out}.")
    remarks += [said for row in commitment.lines if not isinstance(row, GroupContribution) for said in as_stated(row)]
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
    """Whether no rate converts a pledge that is not wholly known, or a part of it: a part always states a figure."""
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
        f"; {so_many(number, 'delivery is', 'deliveries are')} {why}"
        for number, why in ((len(unknown) - unconverted, "not stated"), (unconverted, "in a currency without a rate"))
        if number
    )
