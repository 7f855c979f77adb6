"""What the program concludes: of a claim, and of a pace."""

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
