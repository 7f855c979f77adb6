"""Groups, scales and periods (R15), once more and plainly: every figure is asked of the raw entries. Nothing of the program."""

import calendar
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.analysis.oracle import (
    NAMES,
    NOTHING,
    STATUSES,
    UNKNOWN,
    Document,
    Entry,
    Figure,
    Rate,
    Row,
    against,
    all_entries,
    commitment_row,
    contribution,
    contributions,
    divided,
    entries_of,
    level,
    number,
    of,
    of_status,
    quotient,
    rate_of,
    report_date,
    sum_of_shortfalls,
    total_of,
    whole_actual,
    whole_pledge,
    worth,
)

OTHERS = "(others)"
DAY = timedelta(days=1)


def grouped(  # noqa: PLR0913 - a keyword for each way to ask
    document: Document,
    asked: date | None = None,
    *,
    groups: Collection[str] = (),
    by_groups: bool = False,
    countries: Collection[str] = (),
    per: str | None = None,
    sort: str | None = None,
    top: int | None = None,
) -> list[Row] | None:
    """The `commitments` of `countries` as asked for; None where two groups share a contributor with something to show."""
    as_of = report_date(document, asked)
    chosen = list(dict.fromkeys(groups)) or (list(document["groups"]) if by_groups else [])
    members = {key: document["groups"][key]["members"] for key in chosen}
    named = {*countries, *(code for codes in members.values() for code in codes)}
    only = None if by_groups or not (countries or groups) else named
    found = []
    for key in document["commitments"]:
        rows = contributions(document, key, as_of)
        # Reading: who gives only outside has something to show, and no row that groups could share.
        there = {row["id"] for row in rows} | givers_outside(document, key, as_of)
        if only is None or there & only:
            found.append((key, rows))
    with_rows = {row["id"] for _, rows in found for row in rows}
    if any(sum(code in codes for codes in members.values()) > 1 for code in with_rows):
        return None
    return [breakdown(document, key, rows, as_of, members, only, by_groups, per, sort, top) for key, rows in found]


def givers_outside(document: Document, key: str, as_of: date | None) -> set[str]:
    """R14: the contributors that give something outside."""
    return {
        entry.country
        for entry in all_entries(document)
        if entry.commitment == key and entry.outside and entry.country and as_of is not None and entry.day <= as_of
    }


def breakdown(  # noqa: PLR0913, PLR0917 - what was asked for
    document: Document,
    key: str,
    rows: list[Row],
    as_of: date | None,
    members: dict[str, list[str]],
    only: Collection[str] | None,
    by_groups: bool,  # noqa: FBT001
    per: str | None,
    order: str | None,
    top: int | None,
) -> Row:
    """A commitment's row of `countries`, with the contributors and the groups that were asked for."""
    totals = {"sum_of_shortfalls": sum_of_shortfalls(rows)}
    names = NAMES | {body: stated["name"] for body, stated in document.get("contributors", {}).items()}
    if per is not None:
        rows = [row | weighed(document, key, as_of, [row["id"]], per) for row in rows]
    shown = ordered([row | {"name": names[row["id"]]} for row in rows if only is None or row["id"] in only], order)
    together = []
    for group, codes in members.items():
        name = document["groups"][group]["name"]
        its_own = [row["id"] for row in shown if row["id"] in codes]
        together.append({"id": group, "name": name, "members": codes} | sums(document, key, as_of, its_own, per))
    together = ordered(together, order)
    in_groups = {code for codes in members.values() for code in codes} if by_groups else set()
    rest = [row["id"] for row in shown if row["id"] not in in_groups]
    rest = rest[top:] if top is not None else []
    if rest:
        together.append({"id": OTHERS, "members": rest} | sums(document, key, as_of, rest, per))
    return (
        commitment_row(document, key, as_of)
        | totals
        | {"contributions": [row for row in shown if row["id"] not in rest], "groups": together}
    )


def sums(document: Document, key: str, as_of: date | None, codes: list[str], per: str | None) -> Row:
    """R15: a group's figures are the sums of its members', with the bounds of R0."""
    pledges, actuals = (entries_of(document, key, kind, as_of) for kind in ("pledge", "actual"))
    divisions = [divided(document, of(pledges, code)) for code in codes if of(pledges, code)]
    # Reading: one that never pledged has no part in the pledge: it is no unknown one.
    pledged = total_of([division.pledged for division in divisions])
    delivered = [
        level(own, lambda entry: rate_of(document, entry)) if (own := of(actuals, code)) else NOTHING for code in codes
    ]
    actual = total_of(delivered) if codes else NOTHING
    share = quotient(actual, whole_actual(document, key, as_of))
    by_status = {status.replace("-", "_"): number(of_status(divisions, status).value) for status in STATUSES}
    return {
        "pledged": number(pledged.value),
        "pledged_bound": pledged.bound,
        **by_status,
        "actual": number(actual.value),
        "actual_bound": actual.bound,
        **against(pledged, actual),
        "share_pct": None if share.value is None else share.value * 100,
        "reported_on": max((entry.day for entry in actuals if entry.country in codes), default=None),
        **weighed(document, key, as_of, codes, per),
    }


def weighed(document: Document, key: str, as_of: date | None, codes: list[str], per: str | None) -> Row:
    """R15: what some contributors delivered, per unit of a scale and of their fair share."""
    nothing = dict.fromkeys(("scale_value", "per_value", "fair_share", "fair_ratio"))
    if per is None:
        return nothing
    values = {code: Fraction(value) for code, value in document["scales"][per]["values"].items()}
    # Reading: a group of which one contributor with a row has no value has none: its actual is of more than its value.
    if not codes or not set(codes) <= set(values):
        return nothing
    everyone = [row["id"] for row in contributions(document, key, as_of)]
    together = sum((values[code] for code in everyone if code in values), Fraction(0))
    value = sum((values[code] for code in codes), Fraction(0))
    rows = [contribution(document, key, code, as_of) for code in codes]
    known = [Fraction(row["actual"]) for row in rows if row["actual"] is not None]
    actual = sum(known, Fraction(0)) if known else None
    pledged = whole_pledge(document, key, as_of).value
    fair = None if pledged is None else pledged * value / together
    return {
        "scale_value": number(value),
        "per_value": None if actual is None else actual / value,
        "fair_share": fair,
        "fair_ratio": actual / fair if fair and actual is not None else None,
    }


def ordered(rows: list[Row], order: str | None) -> list[Row]:
    """Section 5: figures from high to low; an unknown one is last."""
    if order is None:
        return rows
    if order == "name":
        return sorted(rows, key=lambda row: row["name"].casefold())
    figure, bound = {
        "pledged": ("pledged", "pledged_bound"),
        "actual": ("actual", "actual_bound"),
        "gap": ("gap", "gap_bound"),
        "delivered": ("delivered_pct", "delivered_bound"),
    }[order]
    # Reading: of two equal figures the one that may be more is first, the one that may be less last.
    leaning = ("at-least", "exact", "about", "open", "at-most")
    known = [row for row in rows if row[figure] is not None]
    known.sort(key=lambda row: (-Fraction(row[figure]), leaning.index(row[bound])))
    return known + [row for row in rows if row[figure] is None]


def by_period(  # noqa: PLR0913 - a keyword for each way to ask
    document: Document,
    every: str,
    asked: date | None = None,
    *,
    by_country: bool = False,
    from_date: date | None = None,
    year_starts: tuple[int, int] = (1, 1),
) -> list[Row]:
    """The `commitments` of `history --every`, of the whole or of each contributor."""
    as_of = report_date(document, asked)
    found = []
    for key, stated in document["commitments"].items():
        title = {"id": key, "title": stated.get("title"), "unit": stated["unit"]}
        codes = [row["id"] for row in contributions(document, key, as_of)] if by_country else [None]
        for code in codes:
            rows = [
                row
                for row, last in periods(document, key, code, every, as_of, year_starts)
                if from_date is None or last >= from_date
            ]
            found.append(title | ({} if code is None else {"country": code}) | {"periods": rows})
    return found


def periods(  # noqa: PLR0913, PLR0917 - what was asked for
    document: Document,
    key: str,
    code: str | None,
    every: str,
    as_of: date | None,
    year_starts: tuple[int, int],
) -> Iterator[tuple[Row, date]]:
    """R15: each period from the first entry that counts to the report date, and the last day of the whole period."""

    def mine(entries: list[Entry]) -> list[Entry]:
        return entries if code is None else of(entries, code)

    pledges, actuals = (mine(entries_of(document, key, kind, as_of)) for kind in ("pledge", "actual"))
    if as_of is None or not (pledges or actuals):
        return
    undated = code is None and "actual" in document["commitments"][key]
    first = min(entry.day for entry in pledges + actuals)
    # Reading: "before the first entry" is before the first actual, so that the flows add up to the last level.
    first_actual = first if undated else min((entry.day for entry in actuals), default=None)
    before: Fraction | None = Fraction(0)
    for start, last in periods_between(first, as_of, every, year_starts):
        end = min(last, as_of)
        pledged, actual = levels(document, key, code, end)
        flow = None if actual.value is None or before is None else actual.value - before
        totals = [entry for entry in actuals if start <= entry.day <= end and entry.total is not None]
        row = {
            "from": start,
            "to": end,
            "pledged": number(pledged.value),
            "actual": number(actual.value),
            "actual_bound": actual.bound,
            "flow": number(flow),
            "restated": not undated and any(restates(document, key, total, actuals, code) for total in totals),
        }
        yield row, last
        before = Fraction(0) if first_actual is None or end < first_actual else actual.value


def levels(document: Document, key: str, code: str | None, day: date) -> tuple[Figure, Figure]:
    """What the whole, or a contributor, pledged and delivered by the end of a day."""
    if code is None:
        return whole_pledge(document, key, day), whole_actual(document, key, day)
    pledges, actuals = (of(entries_of(document, key, kind, day), code) for kind in ("pledge", "actual"))
    pledged = divided(document, pledges).pledged if pledges else UNKNOWN
    # Reading: of a contributor of whom nothing is recorded yet the actual is 0, exact, as in R6.
    return pledged, level(actuals, lambda entry: rate_of(document, entry)) if actuals else NOTHING


def restates(document: Document, key: str, total: Entry, actuals: list[Entry], code: str | None) -> bool:
    """R15: whether a total differs from what the level before it and the amounts of its day would have given."""

    def rate(entry: Entry) -> Rate | None:
        return rate_of(document, entry)

    stated = worth(total.total, rate(total))
    # Reading: a contributor's total is held against its own level, one of the whole against the whole's actual.
    if total.country is None:
        assert code is None
        before = whole_actual(document, key, total.day - DAY).value
        beside = [entry for entry in actuals if entry.day == total.day]
    else:
        own = of(actuals, total.country)
        before = level([entry for entry in own if entry.day < total.day], rate).value
        beside = [entry for entry in own if entry.day == total.day]
    # Reading: the first figure restates nothing, and what cannot be converted says nothing.
    if stated is None or before is None:
        return False
    amounts = [worth(entry.amount, rate(entry)) or Fraction(0) for entry in beside if entry.amount is not None]
    return stated != before + sum(amounts, Fraction(0))


def periods_between(
    first: date, last: date, every: str, year_starts: tuple[int, int] = (1, 1)
) -> Iterable[tuple[date, date]]:
    """The months, quarters or years from the one that a day is in to that of another, day by day."""
    start, period = None, None
    day = first
    while period is None or day <= last or period_of(day, every, year_starts) == period:
        if start is None:
            start, period = day, period_of(day, every, year_starts)
            while period_of(start - DAY, every, year_starts) == period:
                start -= DAY
        if period_of(day + DAY, every, year_starts) != period:
            yield start, day
            start = None
            if day >= last:
                return
        day += DAY


def period_of(day: date, every: str, year_starts: tuple[int, int]) -> tuple[int, int]:
    """The year and the number in it of the period that a day is in."""
    month, first = year_starts
    starts = 0
    # The months since the year began: as many as monthly anniversaries of its first day have passed.
    year = day.year if (day.month, day.day) >= (month, first) else day.year - 1
    at = date(year, month, first)
    while at <= day:
        starts += 1
        at += timedelta(calendar.monthrange(at.year, at.month)[1])
    return year, (starts - 1) // {"month": 1, "quarter": 3, "year": 12}[every]


def sum_of(numbers: Iterable[Decimal | None]) -> Fraction:
    """The sum of figures that are known."""
    return sum((Fraction(each) for each in numbers if each is not None), Fraction(0))
