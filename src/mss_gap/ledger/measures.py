"""What a claim can put a number on, what the number counts, and what it can be measured of."""

from enum import StrEnum
from typing import assert_never


class CountedIn(StrEnum):
    """What a measure's number counts."""

    UNIT = "unit"
    """The commitment's own unit."""
    PERCENT = "percent"
    NUMBER = "number"
    """A number without a unit, such as a count of contributors."""


class Subject(StrEnum):
    """What a claim may be about."""

    COMMITMENT = "a commitment"
    CONTRIBUTOR = "a contributor"
    INDICATOR = "an indicator"


class Measure(StrEnum):
    """What a claim puts a number on."""

    PLEDGED = "pledged"
    ACTUAL = "actual"
    GAP = "gap"
    DELIVERED_PCT = "delivered_pct"
    SHORTFALL_PCT = "shortfall_pct"
    CONTRIBUTORS = "contributors"
    VALUE = "value"
    CHANGE_PCT = "change_pct"
    SHARE_PCT = "share_pct"
    COUNTRY_PLEDGED = "country_pledged"
    UNPLEDGED = "unpledged"
    KEPT_PCT = "kept_pct"
    PLEDGERS = "pledgers"

    @property
    def counted_in(self) -> CountedIn:
        """What its number counts."""
        match self:
            case Measure.PLEDGED | Measure.ACTUAL | Measure.GAP | Measure.COUNTRY_PLEDGED | Measure.UNPLEDGED:
                return CountedIn.UNIT
            case (
                Measure.DELIVERED_PCT
                | Measure.SHORTFALL_PCT
                | Measure.CHANGE_PCT
                | Measure.SHARE_PCT
                | Measure.KEPT_PCT
            ):
                return CountedIn.PERCENT
            case Measure.CONTRIBUTORS | Measure.PLEDGERS | Measure.VALUE:
                return CountedIn.NUMBER
            case _:
                assert_never(self)

    @property
    def subjects(self) -> frozenset[Subject]:
        """What it can be measured of."""
        match self:
            case Measure.PLEDGED | Measure.ACTUAL | Measure.GAP | Measure.DELIVERED_PCT | Measure.SHORTFALL_PCT:
                return frozenset({Subject.COMMITMENT, Subject.CONTRIBUTOR})
            case (
                Measure.CONTRIBUTORS | Measure.PLEDGERS | Measure.COUNTRY_PLEDGED | Measure.UNPLEDGED | Measure.KEPT_PCT
            ):
                return frozenset({Subject.COMMITMENT})
            case Measure.SHARE_PCT:
                return frozenset({Subject.CONTRIBUTOR, Subject.INDICATOR})
            case Measure.VALUE | Measure.CHANGE_PCT:
                return frozenset({Subject.INDICATOR})
            case _:
                assert_never(self)
