"""The rules once more, naively: each sentence of R2 to R7 as it stands, over all entries and all dates, in fractions.

Nothing of the program's arithmetic is used here. What `countries` says of random ledgers has to be the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap import CommitmentBreakdown, Contribution, Ledger, countries
from mss_gap.ledger.model import Entry, Pledge

Figure = Fraction | None


@dataclass(frozen=True)
class Said:
    """An entry in its commitment's unit (R7)."""

    day: date
    total: Figure
    amount: Figure
    status: str | None
    sizeless: bool
    """Something was given, and not how much: neither a figure nor merely a status, or no rate for the figure."""


def rate_of(ledger: Ledger, entry: Entry, unit: str) -> Figure:
    """R7: the latest rate of the pair dated on or before the entry's date; never inverted, chained or guessed."""
    if entry.currency is None or entry.currency == unit:
        return Fraction(1)
    latest = None
    for rate in ledger.rates:
        if (
            rate.pair == f"{entry.currency}/{unit}"
            and rate.date <= entry.date
            and (latest is None or rate.date > latest.date)
        ):
            latest = rate
    return Fraction(latest.rate) if latest else None


def without_rate(ledger: Ledger, entry: Entry, unit: str) -> bool:
    has_figure = entry.total is not None or entry.amount is not None
    return has_figure and rate_of(ledger, entry, unit) is None


def series(ledger: Ledger, entries: Iterable[Entry], key: str, country: str | None, as_of: date | None) -> list[Said]:
    """The entries of one kind, one commitment and one contributor up to the report date."""
    unit = ledger.commitments[key].unit
    found = []
    for entry in entries:
        if entry.commitment != key or entry.country != country or as_of is None or entry.date > as_of:
            continue
        status = str(entry.status) if isinstance(entry, Pledge) and entry.status else None
        if without_rate(ledger, entry, unit):
            if country is not None:  # a whole-mission entry is left out
                found.append(Said(entry.date, None, None, status, sizeless=True))
            continue
        rate = rate_of(ledger, entry, unit) or Fraction(0)
        total = None if entry.total is None else Fraction(entry.total) * rate
        amount = None if entry.amount is None else Fraction(entry.amount) * rate
        found.append(Said(entry.date, total, amount, status, total is None and amount is None and status is None))
    return found


def level(said: list[Said], day: date = date.max) -> tuple[Figure, bool]:
    """R2: the level on a day, or after the last, and whether it is a lower bound; date by date from the first."""
    value: Figure = None
    bound = False
    for today in sorted({each.day for each in said}):
        if today > day:
            break
        of_day = [each for each in said if each.day == today]
        totals = [each.total for each in of_day if each.total is not None]
        if totals:
            value, bound = totals[0], False
            continue
        for each in of_day:
            if each.amount is not None:
                value = (value or Fraction(0)) + each.amount
            if each.sizeless:
                bound = True
    return value, bound


def status_of(pledges: list[Said]) -> str | None:
    """R4: that of the latest entry that states one; firm where none does, None where nobody pledged."""
    if not pledges:
        return None
    stating = [each for each in pledges if each.status]
    return max(stating, key=lambda each: each.day).status if stating else "firm"


def summed(figures: list[Figure]) -> Figure:
    """0 of nothing, None where there are some and none is known."""
    known = [figure for figure in figures if figure is not None]
    return None if figures and not known else sum(known, Fraction(0))


def whole_actual(undated: Decimal | None, whole: list[Said], parts: list[list[Said]]) -> tuple[Figure, bool]:
    """R3."""
    if undated is not None:
        return Fraction(undated), False
    totals = [each for each in whole if each.total is not None]
    if totals:
        latest = max(totals, key=lambda each: each.day)
        value = latest.total or Fraction(0)
        for each in whole:
            if each.day > latest.day and each.amount is not None:
                value += each.amount
        for part in parts:
            now, then = level(part)[0], level(part, latest.day)[0]
            value += (now or Fraction(0)) - (then or Fraction(0))
        return value, False
    levels = [level(part) for part in parts if part]
    known = [value for value, _ in levels if value is not None]
    known += [each.amount for each in whole if each.amount is not None]
    return (sum(known, Fraction(0)) if known else None), any(value is None or bound for value, bound in levels)


def whole_pledge(undated: Decimal | None, whole: list[Said], statuses: list[str | None], firm: Figure) -> Figure:
    """R4."""
    if undated is not None:
        return Fraction(undated)
    if whole:
        totals = [each for each in whole if each.total is not None]
        latest = max(totals, key=lambda each: each.day) if totals else None
        value = latest.total or Fraction(0) if latest else Fraction(0)
        for each in whole:
            if each.amount is not None and (latest is None or each.day > latest.day):
                value += each.amount
        return value
    return firm if any(statuses) else None


def percent(part: Figure, whole: Figure) -> Figure:
    return None if part is None or not whole else part / whole * 100


def against(pledged: Figure, actual: Figure) -> dict[str, object]:
    """R5."""
    gap = None if pledged is None or actual is None else pledged - actual
    return {"gap": gap, "delivered_pct": percent(actual, pledged), "shortfall_pct": percent(gap, pledged)}


def contribution(country: str, pledges: list[Said], actuals: list[Said], whole: Figure) -> dict[str, object]:
    """R6: one contributor's row."""
    status = status_of(pledges)
    pledged = Fraction(0) if status == "withdrawn" else level(pledges)[0]
    actual, bound = level(actuals) if actuals else (Fraction(0), False)
    names = {"KE": "Kenya", "JM": "Jamaica", "BS": "Bahamas", "EU": "European Union", "bank": "World Bank"}
    return {
        "id": country,
        "name": names[country],
        "pledged": pledged,
        "pledge_status": status,
        "actual": actual,
        "actual_basis": "none-recorded" if not actuals else "not-stated" if actual is None else "reported",
        "at_least": bound or actual is None,
        **against(pledged, actual),
        "share_pct": percent(actual, whole),
        "reported_on": max((each.day for each in actuals), default=None),
    }


def goes_before(one: dict[str, object], other: dict[str, object]) -> bool:
    """R6: reported, not-stated, none-recorded; in each by actual, then pledge, descending, nulls last, then name."""
    groups = ["reported", "not-stated", "none-recorded"]
    if one["actual_basis"] != other["actual_basis"]:
        return groups.index(str(one["actual_basis"])) < groups.index(str(other["actual_basis"]))
    for measure in ("actual", "pledged"):
        mine, theirs = one[measure], other[measure]
        if mine != theirs:
            return theirs is None or (isinstance(mine, Fraction) and isinstance(theirs, Fraction) and mine > theirs)
    return str(one["name"]) < str(other["name"])


def breakdown(ledger: Ledger, key: str, as_of: date | None) -> dict[str, object]:
    """What a breakdown has to say of one commitment, sources aside."""
    commitment = ledger.commitments[key]
    countries = {entry.country for entry in (*ledger.pledges, *ledger.actuals)} - {None}
    pledges = {country: series(ledger, ledger.pledges, key, country, as_of) for country in countries}
    actuals = {country: series(ledger, ledger.actuals, key, country, as_of) for country in countries}
    all_of_whole = series(ledger, ledger.actuals, key, None, as_of)
    whole, at_least = whole_actual(commitment.actual, all_of_whole, list(actuals.values()))
    rows = [
        contribution(str(country), pledges[country], actuals[country], whole)
        for country in countries
        if pledges[country] or actuals[country]
    ]
    ordered: list[dict[str, object]] = []
    for row in rows:
        ordered.insert(sum(goes_before(other, row) for other in ordered), row)
    country_pledged = summed([row["pledged"] for row in rows if row["pledge_status"] == "firm"])
    pledged = whole_pledge(
        commitment.pledged,
        series(ledger, ledger.pledges, key, None, as_of),
        [status_of(each) for each in pledges.values()],
        country_pledged,
    )
    attributed = sum((row["actual"] or Fraction(0) for row in rows), Fraction(0))
    shortfalls = [row["gap"] for row in rows if row["pledge_status"] == "firm"]
    up_to_date = [
        entry
        for entry in (*ledger.pledges, *ledger.actuals)
        if entry.commitment == key and as_of is not None and entry.date <= as_of
    ]
    return {
        "id": key,
        "unit": commitment.unit,
        "pledged": pledged,
        "actual": whole,
        "at_least": at_least,
        **against(pledged, whole),
        "reported_on": max(
            (each.day for said in (all_of_whole, *actuals.values()) for each in said),
            default=None,
        ),
        "country_pledged": country_pledged,
        "on_hold": summed([row["pledged"] for row in rows if row["pledge_status"] == "on-hold"]),
        "attributed": attributed,
        "unattributed": None if whole is None else whole - attributed,
        "unconverted": sum(without_rate(ledger, entry, commitment.unit) for entry in up_to_date),
        "sum_of_shortfalls": summed([None if gap is None else max(Fraction(0), gap) for gap in shortfalls]),
        "contributions": ordered,
    }


def exact(row: CommitmentBreakdown | Contribution, expected: dict[str, object]) -> dict[str, object]:
    """A row of the report with its figures as fractions, and a percentage as what it is the nearest decimal of."""
    found: dict[str, object] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name not in expected:
            continue
        if field.name == "contributions":
            wanted = expected["contributions"]
            value = [exact(each, other) for each, other in zip(value, wanted, strict=True)]
        elif field.name.endswith("_pct") and value is not None and expected[field.name] is not None:
            value = nearest(value, expected[field.name])
        elif isinstance(value, Decimal):
            value = Fraction(value)
        found[field.name] = value
    return found


def nearest(percentage: Decimal, true: Fraction) -> Fraction:
    """The true quotient where a percentage is it to 28 digits; else what the percentage is."""
    return true if abs(Fraction(percentage) - true) <= abs(true) * Fraction(1, 2 * 10**27) else Fraction(percentage)


def assert_as_the_rules_say(ledger: Ledger, as_of: date | None) -> None:
    expected = [breakdown(ledger, key, as_of) for key in ledger.commitments]
    with localcontext(prec=3):
        report = countries(ledger, as_of)
    assert [exact(row, wanted) for row, wanted in zip(report.commitments, expected, strict=True)] == expected


@settings(max_examples=200)
@given(data=st.data())
def test_a_breakdown_says_what_the_rules_say(data: st.DataObject, ledgers: st.SearchStrategy[Ledger]) -> None:
    ledger = data.draw(ledgers)
    dates = {entry.date for entry in (*ledger.pledges, *ledger.actuals)}
    as_of = data.draw(st.sampled_from(sorted(dates))) if dates else None
    assert_as_the_rules_say(ledger, as_of)


def test_a_breakdown_of_a_thousand_entries_says_what_the_rules_say(large_ledger: Ledger) -> None:
    dates = {entry.date for entry in (*large_ledger.pledges, *large_ledger.actuals)}
    for as_of in sorted(dates):
        assert_as_the_rules_say(large_ledger, as_of)
