"""What the program concludes: of a claim, of a pace, and of a pledge."""

from enum import StrEnum


class ClaimVerdict(StrEnum):
    """What the ledger says of a claim (R10)."""

    CONSISTENT = "consistent"
    CONTRADICTED = "contradicted"
    NOT_COMPUTABLE = "not-computable"
    NOT_COMPARABLE = "not-comparable"
    """It speaks of another period, scope or base."""


class PaceVerdict(StrEnum):
    """Whether a pledge will be kept (R8), in the order in which the rule asks."""

    NOT_COMPUTABLE = "not-computable"
    MET = "met"
    OVERDUE = "overdue"
    NO_DEADLINE = "no-deadline"
    STALLED = "stalled"
    ON_PACE = "on-pace"
    BEHIND = "behind"


class KeptVerdict(StrEnum):
    """Whether a contributor kept its pledge (R12), in the order in which the rule asks."""

    WITHDRAWN = "withdrawn"
    NOT_MEASURABLE = "not-measurable"
    """A figure is not stated or not known well enough, or the pledge is 0."""
    KEPT = "kept"
    FIRM_KEPT = "firm-kept"
    """All that is firm of it was delivered."""
    OVERDUE = "overdue"
    """Less was delivered than was due before the report date."""
    ON_HOLD = "on-hold"
    CONDITIONAL = "conditional"
    UNDER_WAY = "under-way"
    """Some of it was delivered, and nothing is overdue."""
    NOTHING_YET = "nothing-yet"
    """Nothing is recorded as delivered, and nothing is overdue."""

    @property
    def is_kept(self) -> bool:
        """Whether the pledge, or all that is firm of it, was delivered in full."""
        return self in (KeptVerdict.KEPT, KeptVerdict.FIRM_KEPT)
