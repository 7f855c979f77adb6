"""The tables of `kept`: for each commitment a sentence to quote, and what became of each contributor's pledge."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.position import ActualBasis
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.kept import KeptCommitment, KeptPledge, KeptReport, OtherPledges
from mss_gap.analysis.verdicts import KeptVerdict
from mss_gap.ledger.dates import Precision, precision_of
from mss_gap.render.columns import (
    BLANK,
    Align,
    Column,
    Keys,
    Page,
    Records,
    Row,
    Table,
    Tone,
    Words,
    keys_of,
    widened,
)
from mss_gap.render.commitment_notes import actual_note, notes_of, outside_lines
from mss_gap.render.figures import day, in_full, percent, with_unit, words_of
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.harmless import counted
from mss_gap.render.sentences import NONE_RECORDED
from mss_gap.render.tables.contributors import (
    actual_cell,
    keys_as_stated,
    known_or_why,
    part_bound,
    pledge_cell,
    status_note,
)
from mss_gap.render.tables.heading import headed_page, not_in_notes, titled
from mss_gap.render.tables.narrowing import how_to_narrow, ways_to_narrow

ALL = "Of all contributors: "
"""What begins a sentence above a table of some contributors."""
IN_TIME = "in time"


def page(report: KeptReport) -> Page:
    """A table for each commitment, below its sentence."""
    footnotes = Footnotes(report.glossary.sources)
    tables = [_with_notes(kept_table(it, report, footnotes), it, report.glossary) for it in report.commitments]
    numbers = {
        "commitments": len(report.commitments),
        "pledges": sum(len(commitment.contributions) for commitment in report.commitments),
    }
    ways = ways_to_narrow(len(report.commitments), contributors=not report.asked_for)
    return replace(
        headed_page(report, tables, not_in_notes(report.warnings), footnotes), hint=how_to_narrow(numbers, ways)
    )


def _with_notes(table: Table, commitment: KeptCommitment, glossary: Glossary) -> Table:
    """The table with what was given outside, and what else a reader of it must know: a web page says it elsewhere."""
    row, outside = commitment.row, outside_lines(commitment.given_outside, commitment.unit)
    return replace(table, remarks=[*table.remarks, *outside, *notes_of(row, glossary), *actual_note(row, glossary)])


def records(report: KeptReport) -> Records:
    """A record for each commitment, and for each contributor with a pledge to it."""
    return Records.in_sections({"commitments": commitment_records(report), "contributions": pledge_records(report)})


def commitment_records(report: KeptReport, *, for_readers: bool = False) -> Records:
    """A record for each commitment: how many pledges were kept, and how much; for readers with the bounds of the sums."""
    keys = {key: get for key, get in _OF_WHOLE.items() if key != "contributions"}
    return Records.of(widened(keys, _OF_WHOLE_FOR_READERS) if for_readers else keys, report.commitments)


def pledge_records(report: KeptReport, *, for_readers: bool = False) -> Records:
    """A record for each contributor with a pledge to each commitment; for readers with the bounds of all its figures."""
    return Records.of(
        _KEYS_FOR_READERS if for_readers else _KEYS,
        ((commitment, row) for commitment in report.commitments for row in commitment.contributions),
    )


_OF_WHOLE: Keys[KeptCommitment] = {
    "commitment": lambda it: it.id,
    "unit": lambda it: it.unit,
    **keys_of(KeptCommitment),
}
_OF_WHOLE_FOR_READERS: Mapping[str, Keys[KeptCommitment]] = {
    "kept_amount": {"kept_amount_bound": lambda it: it.totals.amount.bound},
    "firm": {"firm_bound": lambda it: it.totals.firm.bound},
    "kept_pct": {"kept_pct_bound": lambda it: it.totals.pct.bound},
}
_KEYS: Keys[tuple[KeptCommitment, KeptPledge]] = {
    "commitment": lambda it: it[0].id,
    "unit": lambda it: it[0].unit,
    **keys_of(KeptPledge, lambda it: it[1]),
}
_FOR_READERS: Mapping[str, Keys[tuple[KeptCommitment, KeptPledge]]] = {
    "pledged_bound": keys_as_stated(lambda it: it[1].contribution, "pledged"),
    "firm": {"firm_bound": lambda it: part_bound(it[1].firm, it[1].contribution)},
    "actual_bound": {
        "actual_basis": lambda it: it[1].contribution.actual_basis,
        **keys_as_stated(lambda it: it[1].contribution, "actual"),
    },
    "expected": {"expected_bound": lambda it: part_bound(it[1].expected, it[1].contribution)},
    "days_late": {"days_late_bound": lambda it: lateness_bound(it[1])},
}
"""What documents leave out of a pledge, each after its key."""
_KEYS_FOR_READERS: Keys[tuple[KeptCommitment, KeptPledge]] = {
    **widened(_KEYS, _FOR_READERS),
    "pledged": lambda it: known_or_why(it[1].contribution, "pledged"),
    "firm": lambda it: known_or_why(it[1].contribution, "firm"),
    "actual": lambda it: known_or_why(it[1].contribution, "actual"),
}


def lateness_bound(row: KeptPledge) -> Bound | None:
    """How it is known how late a pledge was kept: it may be later in a month or a year whose day is not known."""
    if row.kept_on is None or row.days_late is None:
        return None
    exact = precision_of(row.kept_on) is Precision.DAY or how_late(row) == IN_TIME
    return Bound.EXACT if exact else Bound.AT_LEAST


def kept_table(commitment: KeptCommitment, report: KeptReport, footnotes: Footnotes) -> Table:
    """The pledges to a commitment, below the sentence that can be quoted."""
    said = sentence(commitment)
    remarks = []
    if report.asked_for:
        said = f"{ALL}{said}" if commitment.pledging else said
        shown = {row.id for row in commitment.contributions}
        without = [report.glossary.contributors[code] for code in report.asked_for if code not in shown]
        remarks = [f"Without a recorded pledge: {listed(without)}."] if without and commitment.pledging else []
    columns = _columns(commitment.unit, report.as_of, footnotes)
    table = Table.of(titled(commitment.title, commitment.unit), columns, commitment.contributions, remarks, lead=said)
    if commitment.others is None:
        return table
    return replace(table, rows=[*table.rows, _row_of_others(commitment.others, commitment.unit, footnotes)])


def _row_of_others(others: OtherPledges, unit: str, footnotes: Footnotes) -> Row:
    """The pledges that have no rows of their own: what they add up to, and how many have each verdict."""
    row = others.together
    verdicts = ", ".join(f"{number:,} {verdict_words(verdict)}" for verdict, number in others.verdicts.items())
    return Row(
        [
            Words(row.name + status_note(row, unit), notes=footnotes.cite(row.sources)),
            pledge_cell(row, unit),
            BLANK,
            actual_cell(row, unit),
            Words(verdicts),
            BLANK,
        ],
        apart=True,
    )


def _columns(unit: str, as_of: date | None, footnotes: Footnotes) -> Sequence[Column[KeptPledge]]:
    return (
        Column(
            "Contributor",
            lambda row: Words(row.name + status_note(row.contribution, unit), notes=footnotes.cite(row.sources)),
        ),
        Column(
            "Pledged",
            lambda row: pledge_cell(row.contribution, unit),
            Align.RIGHT,
        ),
        Column("By when", lambda row: Words(day(row.due)), Align.RIGHT),
        Column(
            "Delivered",
            lambda row: actual_cell(row.contribution, unit),
            Align.RIGHT,
        ),
        Column("Verdict", lambda row: Words(verdict_words(row.verdict), tone_of(row.verdict), why(row, unit, as_of))),
        Column("Kept on", lambda row: Words(day(row.kept_on) if row.kept_on else "", detail=how_late(row))),
    )


def sentence(row: KeptCommitment) -> str:
    """How many firm pledges to a commitment were kept, and how much of them came, in a sentence that can be quoted."""
    if not row.pledging:
        return "No pledge by a contributor is recorded."
    if not row.measured and not row.unmeasured:
        return "No contributor has a firm pledge."
    if not row.measured:
        recorded = "is recorded, and cannot" if row.unmeasured == 1 else "are recorded, and none of them can"
        return f"{counted(row.unmeasured, 'firm pledge')} {recorded} be measured."
    amount, firm, share = row.totals.amount, row.totals.firm, row.totals.pct
    promised = f"{words_of(firm.bound)}{with_unit(firm.value, row.unit)}"
    came = (
        f"{words_of(amount.bound)}{in_full(amount.value, row.unit)} of {promised} came ({percent(share.value, share.bound)})"
        if amount.value
        else f"of {promised} nothing is recorded as delivered"
    )
    said = f"{row.kept} of {counted(row.measured, 'firm pledge')} kept in full; {came}"
    more = f"; {counted(row.unmeasured, 'more firm pledge')} cannot be measured" if row.unmeasured else ""
    return f"{said}{more}."


def verdict_words(verdict: KeptVerdict) -> str:
    """How a verdict on a pledge reads: none says more than the rule."""
    match verdict:
        case KeptVerdict.WITHDRAWN:
            words = "withdrawn"
        case KeptVerdict.NOT_MEASURABLE:
            words = "not measurable"
        case KeptVerdict.KEPT:
            words = "kept"
        case KeptVerdict.FIRM_KEPT:
            words = "firm part kept"
        case KeptVerdict.OVERDUE:
            words = "overdue"
        case KeptVerdict.ON_HOLD:
            words = "on hold"
        case KeptVerdict.CONDITIONAL:
            words = "conditional"
        case KeptVerdict.UNDER_WAY:
            words = "under way"
        case KeptVerdict.NOTHING_YET:
            words = "nothing yet recorded"
        case _:
            assert_never(verdict)
    return words


def tone_of(verdict: KeptVerdict) -> Tone:
    """The tone of a verdict on a pledge."""
    match verdict:
        case KeptVerdict.KEPT | KeptVerdict.FIRM_KEPT:
            return Tone.MET
        case KeptVerdict.OVERDUE:
            return Tone.SHORT
        case KeptVerdict.WITHDRAWN | KeptVerdict.NOT_MEASURABLE:
            return Tone.MUTED
        case KeptVerdict.ON_HOLD | KeptVerdict.CONDITIONAL | KeptVerdict.UNDER_WAY | KeptVerdict.NOTHING_YET:
            return Tone.PLAIN
        case _:
            assert_never(verdict)


def why(row: KeptPledge, unit: str, as_of: date | None) -> str:
    """What a verdict rests on where the other columns do not say it: how much is overdue, or what cannot be measured."""
    if row.verdict is KeptVerdict.OVERDUE:
        return _how_overdue(row, unit, as_of)
    return _obstacle(row) if row.verdict is KeptVerdict.NOT_MEASURABLE else ""


def _how_overdue(row: KeptPledge, unit: str, as_of: date | None) -> str:
    """What was expected, by which day, and what is recorded."""
    expected = f"{words_of(row.pledged_bound)}{in_full(row.expected, unit)}"
    past = row.due is not None and as_of is not None and row.due < as_of
    when = f"by {day(row.due)}" if past else f"before {day(as_of)}"
    if row.contribution.actual_basis is ActualBasis.NONE_RECORDED:
        return f"{expected} expected {when}, {NONE_RECORDED}"
    return f"{expected} expected {when}, {words_of(row.actual_bound)}{in_full(row.actual, unit)} recorded so far"


def _obstacle(row: KeptPledge) -> str:
    """Why nothing can be concluded of a pledge."""
    if row.pledged is None:
        unconverted = row.contribution.pledge_unconverted
        return "no rate converts the pledge" if unconverted else "how much was pledged is not known"
    if row.actual is None:
        unconverted = row.contribution.actual_unconverted
        return "no rate converts the delivery" if unconverted else "how much was delivered is not known"
    if not row.pledged:
        return "the pledge is 0"
    inexact = [
        what
        for what, bound in (("the pledge", row.pledged_bound), ("the delivery", row.actual_bound))
        if bound is not Bound.EXACT
    ]
    return f"{listed(inexact)} {'is' if len(inexact) == 1 else 'are'} not known exactly"


def how_late(row: KeptPledge) -> str:
    """Whether a kept pledge was kept in time; empty where that is not known."""
    if row.kept_on is None or row.due is None or row.days_late is None or not row.timing_known:
        return ""
    if row.days_late:
        known = precision_of(row.kept_on) is Precision.DAY
        return f"{'' if known else 'at least '}{counted(row.days_late, 'day')} late"
    return IN_TIME if row.kept_on <= row.due else ""


def overdue_text(commitment: KeptCommitment, row: KeptPledge, as_of: date | None) -> str:
    """That a pledge is overdue, and by how much."""
    return f"{commitment.title}: the pledge of {row.name} is overdue: {_how_overdue(row, commitment.unit, as_of)}"
