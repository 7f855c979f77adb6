"""What an entry changes, in a sentence, and what may be a slip in it."""

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mss_gap.ledger.edit.append import Addition
    from mss_gap.ledger.explain.problems import Finding

Section: TypeAlias = Literal[
    "commitments", "pledges", "actuals", "rates", "claims", "indicators", "events", "sources", "contributors", "tables"
]
"""A section of a ledger to which entries are added."""
Conclusion: TypeAlias = "tuple[str | None, Sequence[Finding]]"
"""What an entry changes, in a sentence, and what may be a slip in it."""


def conclude(section: Section, addition: "Addition") -> Conclusion:
    """Return what an entry of a section changes, and what `validate` says because of it."""
    from mss_gap.analysis.reports.gap_change import gap_change, gap_changes, new_warnings, warnings_of_rows
    from mss_gap.render.sentences import change_text

    before, after = addition.before, addition.after
    match section:
        case "pledges" | "actuals":
            change = gap_change(before, after, section)
            return change_text(change), change.warnings
        case "claims":
            return _verdict(addition)
        case "rates":
            sentences = [change_text(change) for change in gap_changes(before, after)]
            return "\n".join(sentences) or "No gap changes.", tuple(new_warnings(before, after))
        case "tables":
            sentences = [change_text(change) for change in gap_changes(before, after)]
            return "\n".join(sentences) or "No gap changes.", tuple(warnings_of_rows(before, after))
        case "commitments" | "indicators" | "events" | "sources" | "contributors":
            return None, tuple(new_warnings(before, after))
        case _:
            assert_never(section)


def _verdict(addition: "Addition") -> Conclusion:
    """Return what the ledger says about a new claim."""
    from mss_gap.analysis.reports.claims import claims
    from mss_gap.analysis.reports.obstacle import obstacle
    from mss_gap.analysis.verdicts import ClaimVerdict
    from mss_gap.analysis.warnings.review import review_entry

    row = claims(addition.after).claims[-1]
    day = "" if row.indicator or row.as_of is None else f" of {row.as_of}"
    unknown = row.verdict is ClaimVerdict.NOT_COMPUTABLE
    why = f", because {obstacle(addition.after, row)}" if unknown else ""
    return f"The ledger says{day}: {row.verdict}{why}", tuple(review_entry(addition.after, "claims"))
