"""What a pace says in words: the projected day, and a sentence for each commitment that can be quoted."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import assert_never

from mss_gap.analysis.bounds import Bound, Figure, turn
from mss_gap.analysis.course.pace_course import QUARTERS
from mss_gap.analysis.exact import QUOTIENT, figure
from mss_gap.analysis.reports.pace import NoPace, PaceRow
from mss_gap.analysis.verdicts import PaceVerdict
from mss_gap.ledger.dates import Precision
from mss_gap.ledger.names import is_currency
from mss_gap.render.columns import UNDEFINED
from mss_gap.render.figures import ROUNDING, day_in_words, in_full, on_day, sign_of, with_unit, words_of
from mss_gap.render.tables.pace_quarters import quarters_text

EXACT_FROM = 1000
"""A pace from here on needs no decimals."""
AFTER_THE_CALENDAR = f"after {date.max.year}"
"""A projection that the program's calendar does not reach."""
ORDINALS = ("first", "second", "third", "fourth")
RARE = Decimal("0.5")
"""At this pace a day or a slower one, the days from one delivery to the next say more."""


def sentences_of(row: PaceRow, as_of: date | None) -> str:
    """What the pace says, and what each quarter brought, where one average may hide that."""
    by_quarter = quarters_text(row)
    said = sentence(row, as_of)
    return f"{said} {by_quarter}" if by_quarter else said


def sentence(row: PaceRow, as_of: date | None) -> str:
    """What the pace says, in a sentence that can be quoted after the commitment's name."""
    match row.verdict:
        case PaceVerdict.NOT_COMPUTABLE:
            return _no_verdict(row)
        case PaceVerdict.MET:
            bound = row.bounds.gap
            surplus = (
                f"{words_of(None if bound is None else turn(bound))}{with_unit(-row.gap, row.unit)}" if row.gap else ""
            )
            spare = f", with {surplus} to spare" if surplus else ""
            return f"met by {day_in_words(as_of)}{spare}."
        case PaceVerdict.OVERDUE:
            end = f"; the pledge was due {on_day(row.due)}"
        case PaceVerdict.ON_PACE:
            end = f", in time for {day_in_words(row.due)}"
        case PaceVerdict.NO_DEADLINE:
            end = "; no day is set for it"
        case PaceVerdict.STALLED | PaceVerdict.BEHIND:
            end = _needed(row)
        case _:
            assert_never(row.verdict)
    pledge = with_unit(row.pledged, row.unit)
    known = words_of(row.pledged_bound)
    what = f"the pledge of {known}{pledge}" if known else f"the {pledge}"
    said = [f"at the pace since {day_in_words(row.since)}, {_outlook(row, what)}{end}."]
    if row.bounds.gap is not Bound.EXACT or row.bounds.observed is not Bound.EXACT:
        said.append("The figures are not exact.")
    if row.precision is not Precision.DAY and row.projected_on is not None:
        said.append(f"Some of its dates are known only by {row.precision}.")
    return " ".join(said)


def _no_verdict(row: PaceRow) -> str:
    """Why no verdict can be computed."""
    if row.cause is None:
        what = "it is met" if row.gap is not None and row.gap <= 0 else "it will be met in time"
        return f"whether {what} cannot be said, because its figures are not exact."
    since = f" since {day_in_words(row.asked_since)}" if row.asked_since is not None else ""
    return f"no pace{since} can be computed: {_why_none(row, row.cause)}."


def _why_none(row: PaceRow, cause: NoPace) -> str:
    """Why there is no pace, and what else to ask for."""
    match cause:
        case NoPace.UNDATED:
            return "its actual is undated"
        case NoPace.PLEDGE_UNKNOWN:
            return "what was pledged is not known"
        case NoPace.NOTHING_PLEDGED:
            return "nothing is pledged"
        case NoPace.NO_ACTUAL:
            return "no delivery is recorded by the report date"
        case NoPace.ACTUAL_UNKNOWN:
            return "what was delivered by the report date is not known"
        case NoPace.START_UNKNOWN:
            later = row.asked_since is not None and row.first_known is not None and row.asked_since < row.first_known
            known = f"; the first level is of {day_in_words(row.first_known)}" if later else ""
            return f"what was delivered by then is not known{known}"
        case NoPace.NO_DAY:
            return "its first level is of the report date"
        case _:
            assert_never(cause)


def _needed(row: PaceRow) -> str:
    """The pace that it takes to get there in time, and how much more that is than the pace so far."""
    if row.required_per_day is None:
        return f"; the pledge is due {on_day(row.due)}, the report date"
    known = words_of(row.bounds.required)
    needed = f"; getting there by {day_in_words(row.due)} takes {known}{_a_day(row.required_per_day, row.unit)}"
    if row.observed_per_day is None or row.observed_per_day <= 0:
        return needed
    times = figure(rounded_pace(QUOTIENT.divide(row.required_per_day, row.observed_per_day)))
    return f"{needed}, {words_of(row.bounds.projected)}{times} times the pace so far"


def _outlook(row: PaceRow, what: str) -> str:
    """When a pledge would be reached: by its month, and by its day where the day decides."""
    said = projection(row)
    if said == UNDEFINED:
        return f"it cannot be said when {what} would be reached"
    if row.projected_on is not None:
        decides = row.due is not None and row.projected_on.replace(day=1) <= row.due
        when = _when(row.projected_on, row.precision, decides=decides)
        return f"{what} would be reached {_bounded(when, row.bounds.projected)}"
    if said == AFTER_THE_CALENDAR:
        return f"{what} would not be reached before the year {date.max.year + 1}"
    return f"{what} would never be reached"


def projection(row: PaceRow) -> str:
    """The day on which the gap closes at the pace so far, with the mark of its bound.

    It is not given where it may be earlier or later by any time, or where it is not known whether the gap closes.
    """
    if row.gap is None or row.observed_per_day is None:
        return "-"
    if row.gap <= 0:
        return "-" if _highest(row.gap, row.bounds.gap) <= 0 else UNDEFINED
    if row.projected_on is not None:
        open_date = row.bounds.projected is Bound.OPEN
        return (
            UNDEFINED if open_date else f"{sign_of(row.bounds.projected)}{_as_exact(row.projected_on, row.precision)}"
        )
    if row.observed_per_day > 0:
        return AFTER_THE_CALENDAR if _at_the_earliest(row) else UNDEFINED
    stalled = _highest(row.observed_per_day, row.bounds.observed) <= 0
    return "never" if stalled and Figure(row.gap, row.bounds.gap).range().ends[0] > 0 else UNDEFINED


def _highest(value: Decimal, bound: Bound | None) -> Decimal:
    """The highest number that a bound leaves."""
    return Figure(value, bound).range().ends[1]


def _at_the_earliest(row: PaceRow) -> bool:
    """Whether a projection that is past the calendar may only be later: no more has come, and no less is missing."""
    return row.bounds.gap in (Bound.EXACT, Bound.AT_LEAST) and row.bounds.observed in (Bound.EXACT, Bound.AT_MOST)


def _as_exact(projected: date, precision: Precision) -> str:
    """A projected day no more exactly than the dates that it rests on: of months its quarter, of years its year."""
    match precision:
        case Precision.DAY:
            return projected.isoformat()
        case Precision.MONTH:
            return f"{projected.year:04} Q{_quarter(projected)}"
        case Precision.YEAR:
            return f"{projected.year:04}"
        case _:
            assert_never(precision)


def _quarter(day: date) -> int:
    return QUARTERS.quarter_of(day)


def _when(projected: date, precision: Precision, *, decides: bool) -> str:
    """A projected day in words, no more exactly than the dates that it rests on; its month is enough unless it decides."""
    match precision:
        case Precision.DAY:
            return f"on {day_in_words(projected)}" if decides else f"in {projected:%B %Y}"
        case Precision.MONTH:
            quarter = f"in the {ORDINALS[_quarter(projected) - 1]} quarter of {projected.year}"
            return f"about {projected:%B %Y}" if decides else quarter
        case Precision.YEAR:
            return f"in {projected.year}"
        case _:
            assert_never(precision)


def _bounded(when: str, bound: Bound | None) -> str:
    """A projected day in words, with what its bound says."""
    match bound:
        case None | Bound.EXACT | Bound.OPEN:
            return when
        case Bound.AT_LEAST:
            return f"{when} at the earliest"
        case Bound.AT_MOST:
            return f"{when} at the latest"
        case Bound.ABOUT:
            return f"about {when.split(' ', 1)[1]}"
        case _:
            assert_never(bound)


def _a_day(pace: Decimal, unit: str) -> str:
    """A pace a day for a sentence; of what comes one at a time, and rarely, the days from one to the next."""
    if is_currency(unit) or pace > RARE:
        return f"{in_full(rounded_pace(pace), unit)} a day"
    days = rounded_pace(QUOTIENT.divide(Decimal(1), pace))
    whole = days.quantize(Decimal(1), rounding=ROUND_HALF_UP) if days >= 10 else days  # noqa: PLR2004 - two digits say enough
    return f"one every {figure(whole)} days"


def rounded_pace(pace: Decimal) -> Decimal:
    """A pace to the digits that a reader can use: of a large one no decimals, of a small one the first two digits."""
    if not pace:
        return pace
    size = pace.copy_abs()
    decimals = 0 if size >= EXACT_FROM else 1 if size >= 1 else 1 - pace.adjusted()
    return pace.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=ROUNDING)
