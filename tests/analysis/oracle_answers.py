"""What is asked of the arithmetic, once more and plainly: scenarios (R9) and claims (R10). Nothing of the program is used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tests.analysis.oracle import (
    NOTHING,
    STATUSES,
    UNKNOWN,
    Document,
    Figure,
    Row,
    commitment_row,
    contribution,
    contributions,
    contributors,
    counting_stage,
    difference,
    divided,
    entries_of,
    headline,
    is_unconverted,
    joined,
    level,
    number,
    of,
    or_at_least,
    quotient,
    rate_of,
    report_date,
    total_of,
    turned,
    whole_actual,
)
from tests.analysis.oracle_kept import kept_pct

Step = tuple[str, str | None, str | None, Fraction | None]
"""What is done: withdraw, deliver, fulfil or pledge; the commitment, the contributor (None for all) and the figure."""


@dataclass
class Part:
    """What one contributor has to do with a commitment, while a scenario changes it."""

    pledging: bool
    level: Figure
    by_status: dict[str, Fraction | None]
    recorded: bool
    actual: Figure


def what_if(document: Document, steps: list[Step], asked: date | None = None) -> list[Row]:
    """R9: what each commitment comes to after some steps."""
    as_of = report_date(document, asked)
    rows = []
    for key in document["commitments"]:
        parts = parts_of(document, key, as_of)
        whole = whole_actual(document, key, as_of)
        of_whole = of(entries_of(document, key, "actual", as_of), None)
        lost = sum(is_unconverted(document, entry) for entry in of_whole)
        for step in steps:
            before = {code: part.actual for code, part in parts.items()}
            take(step, key, parts)
            whole = moved(whole, before, parts, lost)
        promised = headline(document, key, as_of)
        firm = sum_of(parts, "firm")
        pledged = promised or (firm if any(part.pledging for part in parts.values()) else UNKNOWN)
        gap = difference(pledged, whole)
        row: Row = {"id": key}
        for name, figure in (("pledged", pledged), ("actual", whole), ("gap", gap), ("country_pledged", firm)):
            row |= {name: number(figure.value), f"{name}_bound": figure.bound}
        for name in ("on-hold", "conditional", "withdrawn"):
            row[name.replace("-", "_")] = number(sum_of(parts, name).value)
        attributed = sum((part.actual.value or Fraction(0) for part in parts.values()), Fraction(0))
        rows.append(row | {"attributed": number(attributed)})
    return rows


def parts_of(document: Document, key: str, as_of: date | None) -> dict[str, Part]:
    """R4, R6: what each contributor pledged and delivered."""
    pledges, actuals = (entries_of(document, key, kind, as_of) for kind in ("pledge", "actual"))
    parts = {}
    for code in contributors(pledges + actuals):
        division = divided(document, of(pledges, code))
        delivered = of(actuals, code)
        actual = level(delivered, lambda entry: rate_of(document, entry)) if delivered else NOTHING
        parts[code] = Part(division.base is not None, division.level, division.by_status, bool(delivered), actual)
    return parts


def take(step: Step, key: str, parts: dict[str, Part]) -> None:
    """R9: change the contributors to one commitment by one step."""
    what, commitment, code, figure = step
    if commitment not in {None, key}:
        return
    if what in {"deliver", "pledge"} and code is not None and code not in parts:
        parts[code] = Part(False, UNKNOWN, dict.fromkeys(STATUSES, Fraction(0)), False, NOTHING)  # noqa: FBT003
    for other, part in parts.items():
        if code in {None, other}:
            change(part, what, figure)


def change(part: Part, what: str, figure: Fraction | None) -> None:
    """R9: what a step makes of one contributor."""
    nothing: dict[str, Fraction | None] = dict.fromkeys(STATUSES, Fraction(0))
    firm = part.by_status["firm"]
    if what == "withdraw" and part.pledging:
        # Its level, as a pledge that is wholly withdrawn has it (R4); below 0 it counts as 0.
        part.by_status = nothing | {
            "withdrawn": None if part.level.value is None else max(part.level.value, Fraction(0))
        }
    if what == "withdraw" and part.recorded:
        part.actual = NOTHING
    elif what == "deliver":
        part.recorded, part.actual = True, Figure(figure, "exact")
    elif what == "pledge":
        part.pledging, part.level, part.by_status = True, Figure(figure, "exact"), nothing | {"firm": figure}
    # Reading: a firm part of 0 is none, so nothing is there to fulfil; an actual that is not known counts as 0.
    elif what == "fulfil" and part.pledging and firm and firm > (part.actual.value or 0):
        part.recorded, part.actual = True, Figure(firm, part.level.bound)


def moved(whole: Figure, before: dict[str, Figure], parts: dict[str, Part], lost: int) -> Figure:
    """R9: the whole changes by the same difference, and joins the turned bound of what is replaced."""
    if whole.value is None or whole.bound is None:
        # Reading: a whole that is null has nothing to differ from: it is the sum of what is known since (R3).
        return total_of([part.actual for part in parts.values() if part.recorded] + [UNKNOWN] * lost)
    value, bounds = whole.value, [whole.bound]
    for code, part in parts.items():
        was = before.get(code, NOTHING)
        if part.actual != was:
            value += (part.actual.value or Fraction(0)) - (was.value or Fraction(0))
            # Reading: an actual that is not known counts as 0, at least.
            bounds += [turned(or_at_least(was)), or_at_least(part.actual)]
    return Figure(value, joined(bounds))


def sum_of(parts: dict[str, Part], status: str) -> Figure:
    """R4: 0 where all are 0, null where some are null and none is a figure other than 0."""
    found = []
    for part in parts.values():
        value = part.by_status[status]
        if value != 0:
            found.append(UNKNOWN if value is None else Figure(value, part.level.bound))
    return total_of(found) if found else NOTHING


def computed(document: Document, claim: Document) -> Figure:
    """R10: the measure of a claim about a commitment, at its date."""
    key, measure, as_of = claim["commitment"], claim["measure"], claim["as_of"]
    original, document = document, at_stage(document, key, claim.get("stage"))
    if measure == "kept_pct":
        # Reading: R13 again: of another stage than the one that counts, what nobody stated is null and not 0.
        other = claim.get("stage") not in {None, counting_stage(original["commitments"][key])}
        return kept_pct(document, key, as_of, null_if_unrecorded=other)
    whole, rows = commitment_row(document, key, as_of), contributions(document, key, as_of)
    firm = figure_of(whole, "country_pledged")
    if measure in {"contributors", "pledgers"}:
        # Reading: wholly withdrawn as R12 has it: nothing is left, and something was withdrawn.
        pledging = [row for row in rows if row["pledge_status"] and not (row["pledged"] == 0 and row["withdrawn"] != 0)]
        counted = pledging if measure == "pledgers" else [row for row in rows if row["actual"] != 0]
        return Figure(Fraction(len(counted)), "exact")
    if measure == "country_pledged":
        return firm
    if measure == "unpledged":
        promised = headline(document, key, as_of)
        return UNKNOWN if promised is None else difference(promised, firm)
    if "country" in claim and claim["country"] not in {row["id"] for row in rows}:
        return UNKNOWN
    row = contribution(document, key, claim["country"], as_of) if "country" in claim else whole
    pledged, actual = figure_of(row, "pledged"), figure_of(row, "actual")
    delivered = UNKNOWN
    if row["delivered_pct"] is not None:
        delivered = Figure(Fraction(row["delivered_pct"]), row["delivered_bound"])
    other_stage = claim.get("stage") not in {None, counting_stage(original["commitments"][key])}
    if other_stage and "country" in claim and row["actual_basis"] == "none-recorded":
        actual = delivered = UNKNOWN  # R13: of a stage that nobody stated, where R6 says 0 of the one that counts
    return {
        "pledged": pledged,
        "actual": actual,
        "gap": difference(pledged, actual),
        "share_pct": percent(actual, figure_of(whole, "actual")),
        "delivered_pct": delivered,
        "shortfall_pct": difference(Figure(Fraction(100), "exact"), delivered),
    }[measure]


def at_stage(document: Document, key: str, stage: str | None) -> Document:
    """R13: the ledger with another stage as the actual of a commitment; an undated actual is of the one that counts."""
    commitment = document["commitments"][key]
    if stage is None or stage == counting_stage(commitment):
        return document
    commitment = {name: value for name, value in commitment.items() if name != "actual"} | {"counts": stage}
    named = [
        entry | {"stage": entry.get("stage", counting_stage(document["commitments"][key]))}
        if entry["commitment"] == key and "outside" not in entry
        else entry
        for entry in document.get("actuals", [])
    ]
    return document | {"commitments": document["commitments"] | {key: commitment}, "actuals": named}


def figure_of(row: Row, name: str) -> Figure:
    """A figure of a row and its bound."""
    return UNKNOWN if row[name] is None else Figure(Fraction(row[name]), row[f"{name}_bound"])


def percent(part: Figure, whole: Figure) -> Figure:
    """R5, R6: a share in percent, not rounded."""
    share = quotient(part, whole)
    return share if share.value is None else Figure(share.value * 100, share.bound)


def verdict(claim: Document, figure: Figure) -> str:
    """R10: whether every number that the bound leaves satisfies the claim, or none does, or some do."""
    if not claim.get("comparable", True):
        return "not-comparable"
    if figure.value is None:
        return "not-computable"
    holds = satisfied(claim)
    # Whether a number satisfies the claim, and is left, changes at few borders: on, between and beyond them is everywhere.
    claimed, margin = Fraction(claim["value"]), abs(figure.value) / 20
    tolerance = tolerance_of(claim)
    borders = sorted(
        {claimed, claimed - tolerance, claimed + tolerance, figure.value - margin, figure.value, figure.value + margin}
    )
    between = [(one + other) / 2 for one, other in pairwise(borders)]
    everywhere = [*borders, *between, borders[0] - 1, borders[-1] + 1]
    answers = {holds(each) for each in everywhere if is_left(figure, each)}
    if answers == {True}:
        return "consistent"
    return "contradicted" if answers == {False} else "not-computable"


def is_left(figure: Figure, value: Fraction) -> bool:
    """R0: whether a number is among those that a figure's bound leaves."""
    stated = figure.value or Fraction(0)
    match figure.bound:
        case "exact":
            return value == stated
        case "at-least":
            return value >= stated
        case "at-most":
            return value <= stated
        case "about":
            return abs(value - stated) <= abs(stated) / 20
    return True


def tolerance_of(claim: Document) -> Fraction:
    """R10: half of the last place that is written, or 5% of about, or what `within` says."""
    if "within" in claim:
        return Fraction(claim["within"])
    if claim.get("qualifier") == "about":
        return abs(Fraction(claim["value"])) / 20
    return Fraction(1, 2 * 10 ** len(str(claim["value"]).partition(".")[2]))


def satisfied(claim: Document) -> Callable[[Fraction], bool]:
    """R10: whether a figure satisfies the claim."""
    claimed = Fraction(claim["value"])
    match claim.get("qualifier", "exactly"):
        case "over":
            return lambda value: value > claimed
        case "under":
            return lambda value: value < claimed
        case "at-least":
            return lambda value: value >= claimed
        case "at-most":
            return lambda value: value <= claimed
    return lambda value: abs(value - claimed) <= tolerance_of(claim)


def rounded(value: Fraction, places: int) -> Decimal | int:
    """A number of so many places near another, for a claim; of none an integer, which TOML writes without a point."""
    digits = round(value * 10**places)
    return Decimal(digits).scaleb(-places) if places else digits
