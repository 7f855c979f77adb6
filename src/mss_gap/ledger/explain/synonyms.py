"""Other words for the choices that a ledger has."""

from collections.abc import Mapping
from types import MappingProxyType

CHOICES_MEANT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "qualifier": {
            **dict.fromkeys(("exact", "=", "=="), "exactly"),
            **dict.fromkeys(("approximately", "approx", "circa", "ca", "around", "roughly", "some", "~", "≈"), "about"),
            **dict.fromkeys(("more than", "more-than", "above", "greater than", ">"), "over"),
            **dict.fromkeys(("less than", "less-than", "fewer than", "below", "<"), "under"),
            **dict.fromkeys(("atleast", "minimum", "no less than", ">=", "≥", "lower bound"), "at-least"),
            **dict.fromkeys(
                ("atmost", "maximum", "no more than", "up to", "up-to", "<=", "≤", "upper bound"), "at-most"
            ),
        },
        "status": {
            **dict.fromkeys(("confirmed", "committed", "active"), "firm"),
            **dict.fromkeys(("paused", "suspended", "frozen", "halted", "pending"), "on-hold"),
            **dict.fromkeys(("condition", "subject to approval", "subject-to-approval"), "conditional"),
            **dict.fromkeys(("cancelled", "canceled", "dropped", "retracted", "revoked"), "withdrawn"),
        },
    }
)
"""By key: what people write, each with the choice that it means."""
