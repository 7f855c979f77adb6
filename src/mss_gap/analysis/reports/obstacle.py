"""Why nothing can be computed for a claim (R10)."""

from mss_gap.analysis.reports.claims import ClaimRow
from mss_gap.analysis.survey import survey
from mss_gap.ledger.model import Indicator, Ledger, Measure

_OF_ACTUAL = frozenset({Measure.ACTUAL, Measure.SHARE_PCT})
"""The measures that take no pledge."""


def obstacle(ledger: Ledger, row: ClaimRow) -> str:
    """Why nothing can be computed for a claim, as the end of a sentence; for a row whose `computed` is null."""
    if row.indicator is not None:
        return _obstacle_of_indicator(ledger.indicators[row.indicator], row.measure)
    position = survey(ledger, row.as_of, row.commitment).position(str(row.commitment))
    part = position if row.country is None else position.standings.get(row.country)
    whose = "the whole" if row.country is None else ledger.contributor_name(row.country)
    if part is None:
        return f"{whose} has no entry by then"
    pledge, delivery = row.measure not in _OF_ACTUAL, row.measure is not Measure.PLEDGED
    if pledge and part.pledged.value is None:
        reason = f"no amount pledged by {whose} is stated by then" if row.country else "no pledge is stated by then"
    elif delivery and part.actual.value is None:
        reason = f"no amount delivered by {whose} is stated by then"
    elif row.measure is Measure.SHARE_PCT:
        reason = f"what the whole delivered is {'0' if position.actual.value == 0 else 'not stated'} then"
    else:
        reason = "the pledge is 0 then"
    return f"{reason}; {position.unconverted} without an exchange rate" if position.unconverted else reason


def _obstacle_of_indicator(indicator: Indicator, measure: Measure) -> str:
    if measure is Measure.SHARE_PCT:
        return "the indicator has no out_of"
    return "the indicator has no previous figure" if indicator.previous is None else "the previous figure is 0"
