"""Why the ledger cannot say whether a claim is right (R10)."""

from mss_gap.analysis.position import ActualBasis, Position, Standing, position_at
from mss_gap.analysis.reports.claim_rows import ClaimRow
from mss_gap.analysis.survey import survey
from mss_gap.ledger.entry import Status
from mss_gap.ledger.measures import Measure
from mss_gap.ledger.model import Indicator, Ledger

_OF_ACTUAL = frozenset({Measure.ACTUAL, Measure.SHARE_PCT})
"""The measures that take no pledge."""
_OF_PLEDGE = frozenset({Measure.PLEDGED, Measure.COUNTRY_PLEDGED, Measure.UNPLEDGED})
"""The measures that take no delivery."""


def obstacle(ledger: Ledger, row: ClaimRow) -> str:
    """Why a claim can be neither confirmed nor contradicted, as the end of a sentence; for a row that is not computable."""
    if row.computed is not None:
        return "the ledger's own figure is not known exactly"
    if row.indicator is not None:
        return _obstacle_of_indicator(ledger.indicators[row.indicator], row.measure)
    surveyed, key = survey(ledger, row.as_of, row.commitment), str(row.commitment)
    counts = surveyed.timelines[key].counts
    timeline = surveyed.timelines[key].of_stage(row.stage)
    position = position_at(ledger.commitments[key], timeline, row.as_of)
    part = position if row.country is None else position.standings.get(row.country)
    whose = "the whole" if row.country is None else ledger.contributor_name(row.country)
    if part is None:
        return f"{whose} has no entry by then"
    pledge, delivery = row.measure not in _OF_ACTUAL, row.measure not in _OF_PLEDGE
    if (
        row.measure is not Measure.PLEDGED
        and row.measure in _OF_PLEDGE
        and position.sum_with(Status.FIRM).value is None
    ):
        reason = "no amount pledged by a contributor is stated by then"
    elif row.measure is Measure.KEPT_PCT:
        reason = "no firm pledge can be measured by then"
    elif pledge and part.pledged.value is None:
        reason = f"no amount pledged by {whose} is stated by then" if row.country else "no pledge is stated by then"
    elif delivery and (part.actual.value is None or _is_of_no_stage(part, row.stage, counts)):
        at = "" if row.stage in (None, counts) else f' at the stage "{row.stage}"'
        reason = f"no amount delivered by {whose}{at} is stated by then"
    elif row.measure is Measure.SHARE_PCT:
        reason = f"what the whole delivered is {'0' if position.actual.value == 0 else 'not stated'} then"
    else:
        reason = "the pledge is 0 then"
    return f"{reason}; {position.unconverted} without an exchange rate" if position.unconverted else reason


def _is_of_no_stage(part: Position | Standing, stage: str | None, counts: str | None) -> bool:
    """Whether nothing is recorded of a contributor at a stage that does not count: that is not 0 (R13)."""
    nothing = isinstance(part, Standing) and part.actual_basis is ActualBasis.NONE_RECORDED
    return nothing and stage not in (None, counts)


def _obstacle_of_indicator(indicator: Indicator, measure: Measure) -> str:
    if measure is Measure.SHARE_PCT:
        return "the indicator has no out_of"
    return "the indicator has no previous figure" if indicator.previous is None else "the previous figure is 0"
