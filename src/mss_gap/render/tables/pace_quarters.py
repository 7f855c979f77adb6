"""What the sentence of a pace says by quarter, and what the average hides."""

from mss_gap.analysis.course.pace_course import HALF, QUARTERS, Quarter, peak, slack
from mss_gap.analysis.phrases import few
from mss_gap.analysis.reports.pace import PaceRow
from mss_gap.render.figures import pair, quantity, words_of
from mss_gap.render.period_words import period_name

FEWEST_QUARTERS, MOST_QUARTERS = 2, 8
"""Of fewer quarters a sentence says nothing, of more it names the last."""


def quarters_text(row: PaceRow) -> str:
    """What each quarter brought since the start of a pace, and what the average hides; empty of fewer than two quarters."""
    quarters = row.quarters
    if len(quarters) < FEWEST_QUARTERS or any(quarter.flow.value is None for quarter in quarters):
        return ""
    shown = quarters[-MOST_QUARTERS:]
    of_more = f"the last {len(shown)} of {len(quarters)}, " if len(shown) < len(quarters) else ""
    flows = ", ".join(_flow(quarter, row.unit) for quarter in shown)
    said = [f"By quarter, {of_more}{_named(shown[0])} to {_named(shown[-1])}: {flows}."]
    most, least = peak(quarters, row.delivered), slack(quarters, row.delivered, row.days)
    unsure = [quarter for quarter in shown if not quarter.sure]
    if most is not None:
        said.append(_most(most, row))
        if unsure == [most]:
            said.append("It need not have come then.")
            unsure = []
    if least is not None:
        name = f"{period_name(least.period, QUARTERS)}, the last full quarter"
        fifth = "less than a fifth of the average"
        said.append(
            f"{_flow(least, row.unit)} is recorded in {name}: {fifth}."
            if least.flow.value
            else f"No change is recorded in {name}."
        )
    if unsure:
        names = few([period_name(quarter.period, QUARTERS) for quarter in unsure])
        said.append(
            f"What is recorded in {names} need not have come {'then' if len(unsure) == 1 else 'in these quarters'}."
        )
    return " ".join(said)


def _most(quarter: Quarter, row: PaceRow) -> str:
    """That one quarter has at least half of everything."""
    name = period_name(quarter.period, QUARTERS)
    part, whole = pair(quarter.flow.value, row.delivered.value, row.unit)
    if quarter.flow.size > row.delivered.size:
        return f"{part} is recorded in {name}, and {whole} in all."
    if quarter.flow.size == row.delivered.size:
        return f"All of that is recorded in {name}."
    share = "Half" if quarter.flow.size * HALF == row.delivered.size else "More than half"
    return f"{share} of that, {part} of {whole}, is recorded in {name}."


def _flow(quarter: Quarter, unit: str) -> str:
    plus = "+" if quarter.flow.size > 0 else ""
    return f"{words_of(quarter.flow.bound)}{plus}{quantity(quarter.flow.value, unit)}"


def _named(quarter: Quarter) -> str:
    """The name of a quarter; where only some of its days are counted, also those."""
    name = period_name(quarter.period, QUARTERS)
    days = [
        f"from {quarter.first.day} {quarter.first:%B}" if quarter.first != quarter.period.first else "",
        f"to {quarter.last.day} {quarter.last:%B}" if quarter.last != quarter.period.last else "",
    ]
    said = " ".join(filter(None, days))
    return f"{name} ({said})" if said else name
