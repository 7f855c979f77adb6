"""Whether pledges were kept (R12), once more and plainly: every question is asked of the raw entries. Nothing of the program."""

from datetime import date
from fractions import Fraction

from tests.analysis.oracle import (
    NOTHING,
    UNKNOWN,
    Document,
    Entry,
    Figure,
    Rate,
    Row,
    all_entries,
    bearing,
    contributions,
    contributors,
    counting_stage,
    day_of,
    divided,
    entries_of,
    level,
    number,
    of,
    quotient,
    rate_of,
    report_date,
    total_of,
    worth,
)

UNMEASURED = "not-measurable"


def kept(document: Document, asked: date | None = None) -> list[Row]:
    """The `commitments` of `kept`, without titles, names and sources."""
    as_of = report_date(document, asked)
    return [commitment_row(document, key, as_of) for key in document["commitments"]]


def kept_pct(document: Document, key: str, as_of: date | None, *, null_if_unrecorded: bool = False) -> Figure:
    """R12: the share of firm pledges that was kept, with its bound (R0)."""
    amounts, firms = measured_sums(pledge_rows(document, key, as_of, null_if_unrecorded=null_if_unrecorded))
    share = quotient(amounts, firms)
    return UNKNOWN if share.value is None else Figure(share.value * 100, share.bound)


def measured_sums(rows: list[Row]) -> tuple[Figure, Figure]:
    """R12: what came of measured firm parts, and these; R0: with the bounds of what each rests on."""
    measured = [row for row in rows if is_measured(row)]
    amounts, firms = [NOTHING], [NOTHING]
    for row in measured:
        firms.append(Figure(Fraction(row["firm"]), row["pledged_bound"]))
        came = max(Fraction(row["actual"]), Fraction(0))
        of_pledge = came >= row["firm"]
        # Reading: the smaller of two figures has the bound of the smaller.
        bound = row["pledged_bound"] if of_pledge else row["actual_bound"] if came > 0 else "exact"
        amounts.append(Figure(min(Fraction(row["firm"]), came), bound))
    return total_of(amounts), total_of(firms)


def is_measured(row: Row) -> bool:
    return row["firm"] is not None and row["firm"] > 0 and row["verdict"] != UNMEASURED


def commitment_row(document: Document, key: str, as_of: date | None) -> Row:
    """R12: the figures of a commitment."""
    rows = pledge_rows(document, key, as_of)
    measured = [row for row in rows if is_measured(row)]
    amounts, firms = measured_sums(rows)
    share = kept_pct(document, key, as_of)
    return {
        "id": key,
        "unit": document["commitments"][key]["unit"],
        "measured": len(measured),
        "kept": len([row for row in measured if row["verdict"] in {"kept", "firm-kept"}]),
        "kept_amount": number(amounts.value),
        "firm": number(firms.value),
        "kept_pct": share.value,
        "contributions": rows,
    }


def pledge_rows(document: Document, key: str, as_of: date | None, *, null_if_unrecorded: bool = False) -> list[Row]:
    """R12: a row for each contributor with a pledge; Reading: in the order of R6."""
    pledging = contributors(entries_of(document, key, "pledge", as_of))
    order = [row["id"] for row in contributions(document, key, as_of) if row["id"] in pledging]
    return [pledge_row(document, key, who, as_of, null_if_unrecorded=null_if_unrecorded) for who in order]


def pledge_row(document: Document, key: str, who: str, as_of: date | None, *, null_if_unrecorded: bool) -> Row:
    """R12: one contributor's row."""
    assert as_of is not None

    def rate(entry: Entry) -> Rate | None:
        return rate_of(document, entry)

    pledges = of(entries_of(document, key, "pledge", as_of), who)
    actuals = of(entries_of(document, key, "actual", as_of), who)
    division = divided(document, pledges)
    actual = level(actuals, rate) if actuals else UNKNOWN if null_if_unrecorded else NOTHING
    firm = division.by_status["firm"]
    deadline = deadline_of(document, key)
    statements = statements_of(pledges)
    dues = [due_of(statement, pledges, deadline) for statement in statements]
    # Reading: statements without any due day have no part in the contributor's due day.
    due = max((day for day in dues if day is not None), default=None) if statements else deadline
    expected = None
    if firm is not None:
        owed = [
            worth(each.figure, rate(each)) for each in statements if is_owed(each, statements, pledges, deadline, as_of)
        ]
        # Reading: a statement that cannot be converted adds nothing, as it adds nothing to the level.
        expected = min(max(Fraction(0), sum((each or Fraction(0) for each in owed), Fraction(0))), firm)
    verdict = verdict_of(division.pledged, actual, division.by_status, division.level.bound, expected)
    reached = None
    if verdict in {"kept", "firm-kept"}:
        target = division.pledged.value if verdict == "kept" else firm
        assert target is not None
        reached = first_day(document, key, who, actuals, target)
    return {
        "id": who,
        "pledged": number(division.pledged.value),
        "pledged_bound": division.pledged.bound,
        "firm": number(firm),
        "actual": number(actual.value),
        "actual_bound": actual.bound,
        "expected": number(expected),
        "due": due,
        "verdict": verdict,
        "kept_on": reached[0] if reached else None,
        "days_late": max(0, (reached[1] - due).days) if reached and due else None,
    }


def deadline_of(document: Document, key: str) -> date | None:
    """R12: the commitment's due day, else the mission's end."""
    due = document["commitments"][key].get("due")
    end: date | None = document.get("mission", {}).get("end")
    return end if due is None else day_of(due)


def statements_of(pledges: list[Entry]) -> list[Entry]:
    """R12: the latest total and the amounts after it; amounts of its day are inside it (R2)."""
    return [entry for entry in bearing(pledges) if entry.figure is not None]


def is_owed(
    statement: Entry, statements: list[Entry], pledges: list[Entry], deadline: date | None, as_of: date
) -> bool:
    """R12: whether the due day of a statement is before the report date."""
    # Reading: equal totals of one day are one statement, the first of them, due on the latest of their due days.
    twins = [each for each in statements if each.total is not None] if statement.total is not None else [statement]
    days = [day for each in twins if (day := due_of(each, pledges, deadline)) is not None]
    return statement is twins[0] and bool(days) and max(days) < as_of


def due_of(statement: Entry, pledges: list[Entry], deadline: date | None) -> date | None:
    """R12: the due day of a statement."""
    # Reading: "later" is of a later day.
    moving = [each for each in pledges if each.due is not None and each.figure is None and each.day > statement.day]
    if moving:
        return max(moving, key=lambda each: each.day).due
    return statement.due if statement.due is not None else deadline


def verdict_of(
    pledged: Figure, actual: Figure, by_status: dict[str, Fraction | None], bound: str | None, expected: Fraction | None
) -> str:
    """R12: the first verdict that applies, each condition as the rule has it."""
    p, a, firm = pledged.value, actual.value, by_status["firm"]
    if p == 0 and by_status["withdrawn"] != 0:
        return "withdrawn"
    if p is None or a is None or p == 0:
        return UNMEASURED
    reached = actual.bound in {"exact", "at-least"} and bound in {"exact", "at-most"}
    conditions = {
        "kept": a >= p and reached,
        "firm-kept": firm is not None and firm > 0 and a >= firm and reached,
        "overdue": expected is not None
        and expected > a
        and actual.bound in {"exact", "at-most"}
        and bound in {"exact", "at-least"},
        UNMEASURED: actual.bound != "exact" or bound != "exact",
        "on-hold": firm == 0 and by_status["on-hold"] != 0,
        "conditional": firm == 0,
        "under-way": a > 0,
        "nothing-yet": True,
    }
    return next(verdict for verdict, holds in conditions.items() if holds)


def first_day(document: Document, key: str, who: str, actuals: list[Entry], target: Fraction) -> tuple[date, date]:
    """R12: the first day on which the actual reached a figure, and the day that lateness is counted to."""

    def reaches(entries: list[Entry]) -> bool:
        value = level(entries, lambda entry: rate_of(document, entry)).value
        return value is not None and value >= target

    day = min(each.day for each in actuals if reaches([other for other in actuals if other.day <= each.day]))
    before = [each for each in actuals if each.day < day]
    # Reading: where entries known to the year, then to the month, reach it without the others of that day, it is the
    # year or the month; "A reached P" is said of the numbers, whatever the bound was on that day.
    stated = stated_dates(document, key, who, day)
    for length, first in ((len("2024"), day.replace(month=1, day=1)), (len("2024-09"), day.replace(day=1))):
        coarse = [entry for written, entry in stated if len(written) <= length]
        if any(len(written) == length for written, _ in stated) and reaches(before + coarse):
            return day, first
    return day, day


def stated_dates(document: Document, key: str, who: str, day: date) -> list[tuple[str, Entry]]:
    """The actuals of a contributor that count from a day, each with its date as written."""
    written = [str(stated["date"]) for table in ("pledges", "actuals") for stated in document.get(table, [])]
    stage = counting_stage(document["commitments"][key])
    return [
        (text, entry)
        for text, entry in zip(written, all_entries(document), strict=True)
        if (entry.kind, entry.commitment, entry.country, entry.day) == ("actual", key, who, day)
        and entry.stage == stage
        and entry.outside is None
    ]
