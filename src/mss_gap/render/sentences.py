"""What reports say in words: how each choice reads and what tone it has, and sentences that can be quoted."""

from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple, assert_never

from mss_gap.analysis.bounds import Bound, Figure, turn
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.ledger.entry import Qualifier, Status
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.plural import so_many
from mss_gap.render.columns import NOT_STATED, Tone
from mss_gap.render.figures import day_in_words, in_full, percent, sign_of, with_unit, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mss_gap.analysis.contributors.contributions import Contribution
    from mss_gap.analysis.reports.base import CommitmentRow, Glossary, LaterEntries
    from mss_gap.analysis.reports.countries import CommitmentBreakdown
    from mss_gap.analysis.reports.gap_change import GapChange
    from mss_gap.analysis.reports.reliance import Reliance


_READABLE = Context(prec=6)
"""A rate has six digits where it is read."""
IN_ALL = "In all"
"""What the figure of a whole commitment is called: right for a mission, a fund, a plan and a year."""
NONE_RECORDED = "none recorded"
"""What replaces the actual of a contributor without a recorded delivery: it is not known to be 0."""
NO_PLEDGE = "none"
"""What replaces the pledge of a contributor that never pledged."""


def status_words(status: Status) -> str:
    """How the status of a pledge reads."""
    match status:
        case Status.FIRM:
            return "firm"
        case Status.ON_HOLD:
            return "on hold"
        case Status.CONDITIONAL:
            return "conditional"
        case Status.WITHDRAWN:
            return "withdrawn"
        case _:
            assert_never(status)


def only_of(what: str, codes: "Sequence[str]", glossary: "Glossary") -> str:
    """Says that only some contributors are shown, such as "Only entries of Canada."; empty for all."""
    return f"Only {what} {listed([glossary.contributors[code] for code in codes])}." if codes else ""


def qualifier_words(qualifier: Qualifier) -> str:
    """What is before a claimed figure; empty where it is meant exactly."""
    match qualifier:
        case Qualifier.EXACTLY:
            return ""
        case Qualifier.ABOUT:
            return "about"
        case Qualifier.OVER:
            return "over"
        case Qualifier.UNDER:
            return "under"
        case Qualifier.AT_LEAST:
            return "at least"
        case Qualifier.AT_MOST:
            return "at most"
        case _:
            assert_never(qualifier)


class ClaimStyle(NamedTuple):
    """How a verdict on claims is shown."""

    tone: Tone
    caption: str
    """What a table of all claims with this verdict is called."""
    folded: bool = False
    """True where such a table comes last, and a web page shows it on request."""


def claim_style(verdict: ClaimVerdict) -> ClaimStyle:
    """How a verdict on claims is shown."""
    match verdict:
        case ClaimVerdict.CONSISTENT:
            return ClaimStyle(Tone.MET, "Claims that are consistent with the ledger", folded=True)
        case ClaimVerdict.CONTRADICTED:
            return ClaimStyle(Tone.SHORT, "Claims that the ledger contradicts")
        case ClaimVerdict.NOT_COMPUTABLE:
            return ClaimStyle(Tone.MUTED, "Claims that cannot be checked")
        case ClaimVerdict.NOT_COMPARABLE:
            return ClaimStyle(Tone.MUTED, "Claims about another period, scope or base", folded=True)
        case _:
            assert_never(verdict)


def statement(row: "CommitmentRow") -> str:
    """What was delivered of what was pledged, as of the day of the latest actual, and what is missing."""
    return f"{_delivered(row)}{_missing(row)}."


def _delivered(row: "CommitmentRow") -> str:
    pledged = f"{words_of(row.pledged_bound)}{with_unit(row.pledged, row.unit)}"
    if row.actual is None:
        return (
            "Neither a pledge nor a delivery is stated"
            if row.pledged is None
            else f"{_capitalised(pledged)} pledged; what was delivered is not stated"
        )
    known = words_of(row.actual_bound)
    when = f" as of {day_in_words(row.reported_on)}" if row.reported_on else ""
    if row.pledged is None:
        return f"{_capitalised(known + with_unit(row.actual, row.unit))} delivered{when}; no pledge is stated"
    share = "" if row.delivered_pct is None else f" ({percent(row.delivered_pct, row.delivered_bound)})"
    return f"{_capitalised(known + in_full(row.actual, row.unit))} of {pledged}{share} delivered{when}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _missing(row: "CommitmentRow") -> str:
    if row.gap is None:
        return ""
    if row.gap > 0:
        return f"; {words_of(row.gap_bound)}{in_full(row.gap, row.unit)} missing"
    if row.gap < 0:
        bound = None if row.gap_bound is None else turn(row.gap_bound)
        return f"; {words_of(bound)}{in_full(-row.gap, row.unit)} more than pledged"
    match row.gap_bound:
        case None | Bound.EXACT | Bound.AT_MOST:
            return "; nothing is missing"
        case Bound.AT_LEAST | Bound.ABOUT | Bound.OPEN:
            return "; more may be missing"
        case _:
            assert_never(row.gap_bound)


def where_the_gap_is(row: "CommitmentBreakdown") -> str:
    """What of a headline no firm pledge covers, and what of firm pledges is not recorded as delivered; empty where unknown.

    The parts do not add up to the gap: the money of others may have filled some of it. Without any contributor's pledge
    nothing is said: that none is recorded does not mean that there is none.
    """
    is_ = "is" if is_currency(row.unit) else "are"

    def said(amount: Decimal | None, bound: Bound | None) -> str:
        return f"{words_of(bound)}{in_full(amount, row.unit)}" if amount and amount > 0 else ""

    contributors_pledged = any(
        amount != 0 for amount in (row.country_pledged, row.on_hold, row.conditional, row.withdrawn)
    )
    headline = f"{words_of(row.pledged_bound)}{with_unit(row.pledged, row.unit)}"
    unpledged = said(row.unpledged, row.unpledged_bound) if contributors_pledged else ""
    missing = said(row.sum_of_shortfalls, row.sum_of_shortfalls_bound)
    on_hold, conditional = said(row.on_hold, row.on_hold_bound), said(row.conditional, row.conditional_bound)
    parts = [
        f"{unpledged} of the {headline} {is_} not covered by firm pledges of contributors" if unpledged else "",
        f"{missing} that contributors firmly pledged {is_} not recorded as delivered" if missing else "",
        f"{on_hold} {is_} on hold" if on_hold else "",
        f"{conditional} {is_} conditional" if conditional else "",
    ]
    together = "; ".join(filter(None, parts))
    return f"{_capitalised(together)}." if together else ""


def as_stated(row: "Contribution") -> list[str]:
    """A contributor's figures in the currency that they were stated in, and the rate; none where they were in the unit."""
    said = [
        f"{what} {words_of(bound)}{in_full(figure, currency)}"
        for what, figure, currency, bound in (
            ("pledged", row.pledged_stated, row.pledged_currency, row.pledged_stated_bound),
            ("delivered", row.actual_stated, row.actual_currency, row.actual_stated_bound),
        )
        if figure is not None and currency is not None
    ]
    if not said:
        return []
    return [f"{row.name} {listed(said)}{_rate(row)}."]


def _rate(row: "Contribution") -> str:
    """What a contributor's figures were converted at; empty where that is not one rate, or there is none."""
    if row.rates > 1:
        return ", converted at several rates"
    if row.rate is None:
        return ""
    digits = row.rate.normalize(_READABLE)
    at = f"{'' if digits == row.rate else 'about '}{digits:f}"
    day = day_in_words(row.rate_date)
    whose = f"from what its source of {day} says that it is worth" if row.rate_stated else f"the rate of {day}"
    return f", converted at {at}, {whose}"


def later_words(later: "LaterEntries") -> str:
    """How many entries are dated after the report date, and from when to when."""
    entries = so_many(later.count, "entry is", "entries are")
    days = day_in_words(later.first)
    if later.last != later.first:
        days = f"{days} to {day_in_words(later.last)}"
    return f"{entries} dated after the report date ({days})"


def below_text(row: "CommitmentRow", percentage: Decimal) -> str:
    """That a commitment is, or may be, delivered to less than a percentage."""
    actual = f"{words_of(row.actual_bound)}{in_full(row.actual, row.unit)}"
    pledged = f"{words_of(row.pledged_bound)}{in_full(row.pledged, row.unit)}"
    said = f"{row.title}: {actual} of {pledged} delivered ({percent(row.delivered_pct, row.delivered_bound)})"
    is_below = Figure(row.delivered_pct, row.delivered_bound).range().ends[1] < percentage
    return f"{said}, {'' if is_below else 'which may be '}below {percentage}%"


def change_text(change: "GapChange") -> str:
    """What one more entry changes: the gap before and after, such as "Personnel deployed: gap 1,509 → 1,485".

    Of an entry that moves no gap it says why: it is of another stage than the one that counts, or outside.
    """
    moved = _moved(change.before, change.after, change.unit, "not computable")
    left_out = f" on {change.as_of}, which is after the report date" if change.later else ""
    why = ""
    if change.stage is not None:
        why = f"; {change.stage.id}, in all: {_moved(change.stage.before, change.stage.after, change.unit, NOT_STATED)}"
    elif change.outside:
        why = "; what is given outside is not counted"
    return f"{change.title}: gap {moved}{left_out}{why}"


def _moved(before: Figure, after: Figure, unit: str, unknown: str) -> str:
    said = [unknown if it.value is None else f"{sign_of(it.bound)}{in_full(it.value, unit)}" for it in (before, after)]
    return f"stays {said[1]}" if before == after else " → ".join(said)


def later_entries_text(later: "LaterEntries") -> str:
    """That the entries dated after the report date are not counted."""
    return f"{later_words(later)} and not counted."


def no_entries_of(names: "Sequence[str]") -> str:
    """Says which contributors have no entry, of those asked for; empty where all have one."""
    return f"No dated entry of {listed(names)} counts towards a commitment shown." if names else ""


def reliance_remarks(largest: "Reliance | None", row: "CommitmentBreakdown") -> list[str]:
    """How much hangs on one contributor, in a sentence."""
    if largest is None or largest.rest is None:
        return []
    share = percent(largest.share_pct, largest.share_bound, write=words_of)
    left = f"{words_of(largest.rest_bound)}{with_unit(largest.rest, row.unit)}"
    of_pledge = percent(largest.rest_delivered_pct, largest.rest_delivered_bound, write=words_of)
    return [
        f"{largest.name} accounts for {share} of what all delivered.",
        f"Without it {left} would be left, {of_pledge} of the pledge.",
    ]
