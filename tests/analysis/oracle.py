"""The arithmetic of the design once more, plainly: a parsed ledger and a report date in, the figures of section 6 out.

Nothing of the program is used. Each question goes through the entries again, in fractions; each function names the
rule that it follows. Where the rules can be read in two ways, a comment that begins with "Reading:" says which is taken.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce
from math import ceil
from typing import Any

Document = dict[str, Any]
Row = dict[str, Any]

STATUSES = ("firm", "on-hold", "conditional", "withdrawn")
NAMES = {
    "BS": "Bahamas",
    "CA": "Canada",
    "JM": "Jamaica",
    "KE": "Kenya",
    "NO": "Norway",
    "PL": "Poland",
    "DE": "Germany",
}
"""English names of the countries that the tests use; rows that are alike are in the order of their names."""


@dataclass(frozen=True)
class Figure:
    """A number and how it is known (R0); both None where it is not known at all."""

    value: Fraction | None
    bound: str | None


UNKNOWN = Figure(None, None)
NOTHING = Figure(Fraction(0), "exact")


@dataclass(frozen=True)
class Rate:
    """What a figure is multiplied by, and the day that the rate is of (None for the unit itself)."""

    factor: Fraction
    day: date | None


@dataclass(frozen=True)
class Entry:
    """A pledge or an actual as stated, with its date made a day."""

    kind: str
    commitment: str
    country: str | None
    day: date
    total: Fraction | None
    amount: Fraction | None
    bound: str
    currency: str
    value: Fraction | None
    status: str | None
    part: Fraction | None
    due: date | None
    stage: str | None
    outside: str | None

    @property
    def figure(self) -> Fraction | None:
        """The total or the amount; None where the entry states neither."""
        return self.amount if self.total is None else self.total

    @property
    def sizeless(self) -> bool:
        """Something was given or pledged and not how much; R4: a status, a part or a due day alone is not that."""
        return self.figure is None and self.status is None and self.part is None and self.due is None


RateOf = Callable[[Entry], Rate | None]


def bound_of(qualifier: str | None, figure: Fraction | None) -> str:
    """R0: what a qualifier makes of a figure; of a negative one the bound is turned."""
    bounds = {"over": "at-least", "at-least": "at-least", "under": "at-most", "at-most": "at-most", "about": "about"}
    bound = bounds.get(qualifier or "exactly", "exact")
    return turned(bound) if figure is not None and figure < 0 else bound


def turned(bound: str) -> str:
    """R0: at-least and at-most change places."""
    return {"at-least": "at-most", "at-most": "at-least"}.get(bound, bound)


def joined(bounds: Iterable[str]) -> str:
    """R0: exact changes nothing, two alike stay, two different make open."""
    return reduce(lambda one, two: two if one == "exact" else one if two in {"exact", one} else "open", bounds, "exact")


def or_at_least(figure: Figure) -> str:
    """R0: an unknown part beside a known one counts as at-least."""
    return "at-least" if figure.bound is None else figure.bound


def total_of(parts: list[Figure]) -> Figure:
    """R0: a sum joins the bounds of its parts; unknown where no part is known."""
    known = [part.value for part in parts if part.value is not None]
    return Figure(sum(known, Fraction(0)), joined(map(or_at_least, parts))) if known else UNKNOWN


def difference(x: Figure, y: Figure) -> Figure:
    """R0: x - y has the bound of x joined with the turned bound of y."""
    if x.value is None or y.value is None or x.bound is None or y.bound is None:
        return UNKNOWN
    return Figure(x.value - y.value, joined([x.bound, turned(y.bound)]))


def quotient(x: Figure, y: Figure) -> Figure:
    """R0: x / y has the bound of x joined with the turned bound of y; unknown where y is 0."""
    if x.value is None or not y.value or x.bound is None or y.bound is None:
        return UNKNOWN
    return Figure(x.value / y.value, joined([x.bound, turned(y.bound)]))


def always(figure: Figure, holds: Callable[[Fraction], bool]) -> bool:
    """Whether a condition on a figure's size has one answer for all that its bound leaves (R0: about leaves 5%).

    The condition is one of "at most so much" and holds for all smaller figures where it holds for one.
    """
    value = figure.value
    if value is None or figure.bound == "open":
        return False
    if figure.bound == "about":
        return holds(value - abs(value) / 20) == holds(value + abs(value) / 20)
    if figure.bound == "at-least":
        return not holds(value)
    return holds(value) if figure.bound == "at-most" else True


def day_of(stated: date | str) -> date:
    """Section 3: a month or a year counts from its last day."""
    if isinstance(stated, date):
        return stated
    if re.fullmatch(r"\d{4}", stated):
        return date(int(stated), 12, 31)
    year, month = map(int, stated.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])


def fraction_of(stated: Decimal | int | None) -> Fraction | None:
    """The exact number that a ledger states."""
    return None if stated is None else Fraction(stated)


def all_entries(document: Document) -> list[Entry]:
    """Every pledge and actual of the ledger; R13: an actual without a stage is of the one that counts."""
    entries = []
    for kind, table in (("pledge", "pledges"), ("actual", "actuals")):
        for stated in document.get(table, []):
            commitment = document["commitments"][stated["commitment"]]
            total, amount = fraction_of(stated.get("total")), fraction_of(stated.get("amount"))
            entries.append(
                Entry(
                    kind=kind,
                    commitment=stated["commitment"],
                    country=stated.get("country"),
                    day=day_of(stated["date"]),
                    total=total,
                    amount=amount,
                    bound=bound_of(stated.get("qualifier"), amount if total is None else total),
                    currency=stated.get("currency", commitment["unit"]),
                    value=fraction_of(stated.get("value")),
                    status=stated.get("status"),
                    part=fraction_of(stated.get("part")),
                    due=day_of(stated["due"]) if "due" in stated else None,
                    stage=stated.get("stage", counting_stage(commitment)) if kind == "actual" else None,
                    outside=stated.get("outside"),
                )
            )
    return entries


def counting_stage(commitment: Document) -> str | None:
    """R13: the stage that is the actual: `counts`, without it the last."""
    stages = commitment.get("stages") or [None]
    stage: str | None = commitment.get("counts", stages[-1])
    return stage


def report_date(document: Document, asked: date | None) -> date | None:
    """R1: what is asked for, else the mission's `as_of`, else the latest date among pledges and actuals, else none."""
    if asked is not None:
        return asked
    stated: date | None = document.get("mission", {}).get("as_of")
    # Reading: "pledges and actuals" here are all of the ledger, those outside and those of other stages too.
    return stated or max((entry.day for entry in all_entries(document)), default=None)


def entries_of(document: Document, key: str, kind: str, as_of: date | None) -> list[Entry]:
    """R1, R2, R13, R14: what counts of one kind and commitment up to the report date: nothing outside, one stage."""
    stage = counting_stage(document["commitments"][key]) if kind == "actual" else None
    return [
        entry
        for entry in all_entries(document)
        if (entry.kind, entry.commitment, entry.stage) == (kind, key, stage)
        and entry.outside is None
        and as_of is not None
        and entry.day <= as_of
    ]


def of(entries: list[Entry], country: str | None) -> list[Entry]:
    """One contributor's series, or the whole mission's (None)."""
    return [entry for entry in entries if entry.country == country]


def contributors(entries: list[Entry]) -> list[str]:
    """The contributors that have an entry among these."""
    return sorted({entry.country for entry in entries if entry.country is not None})


def rounded_once(rate: Fraction) -> Fraction:
    """R7: a rate that is a quotient is rounded once, to 28 significant digits, half even."""
    context = Context(prec=28, rounding=ROUND_HALF_EVEN)
    return Fraction(context.divide(Decimal(rate.numerator), Decimal(rate.denominator)))


def latest_rate(document: Document, currency: str, unit: str, day: date) -> Rate | None:
    """R7: the latest rate of the pair up to a day, either way round; of two on one day the one that multiplies."""
    found = []
    for rate in document.get("rates", []):
        if rate["date"] > day:
            continue
        if rate["pair"] == f"{currency}/{unit}":
            found.append((rate["date"], 1, Fraction(rate["rate"])))
        elif rate["pair"] == f"{unit}/{currency}":
            # Reading: to divide is to multiply by 1 / rate, which is a quotient and rounded.
            found.append((rate["date"], 0, rounded_once(1 / Fraction(rate["rate"]))))
    if not found:
        return None
    latest, _, factor = max(found)
    return Rate(factor, latest)


def own_rate(entry: Entry) -> Rate | None:
    """R7 (c): an entry's value by its figure."""
    if entry.value is None or not entry.figure:
        return None
    # Reading: a rate taken from a value is of the day of the entry that states the value.
    return Rate(rounded_once(entry.value / entry.figure), entry.day)


def reference_pledge(document: Document, entry: Entry) -> Entry | None:
    """R7 (b): the contributor's first pledge that states a figure in this currency, on or before the entry's day."""
    candidates = [
        other
        for other in entries_of(document, entry.commitment, "pledge", entry.day)
        if other.country == entry.country and other.currency == entry.currency and other.figure is not None
    ]
    # Reading: "larger" is by sign, so that -1 is larger than -2.
    return min(
        candidates,
        key=lambda other: (other.day, other.value is None, -(other.figure or 0), -(other.value or 0)),
        default=None,
    )


def rate_of(document: Document, entry: Entry) -> Rate | None:
    """R7: the first rate that exists for an entry; None where it cannot be converted."""
    commitment = document["commitments"][entry.commitment]
    unit = commitment["unit"]
    if entry.currency == unit:
        return Rate(Fraction(1), None)
    if entry.outside is not None:
        return own_rate(entry) or latest_rate(document, entry.currency, unit, entry.day)
    if "rates_of" in commitment:
        return latest_rate(document, entry.currency, unit, commitment["rates_of"]) or own_rate(entry)
    reference = reference_pledge(document, entry)
    referred = reference and (own_rate(reference) or latest_rate(document, entry.currency, unit, reference.day))
    return referred or own_rate(entry) or latest_rate(document, entry.currency, unit, entry.day)


def worth(figure: Fraction | None, rate: Rate | None) -> Fraction | None:
    """R7: what a rate makes of a figure, exactly."""
    return None if figure is None or rate is None else figure * rate.factor


def is_unconverted(document: Document, entry: Entry) -> bool:
    """R7: whether an entry has something to convert and no rate."""
    # Reading: a part is something to convert, too; an entry with neither figure nor part has nothing.
    return (entry.figure is not None or entry.part is not None) and rate_of(document, entry) is None


def level(entries: list[Entry], rate: RateOf) -> Figure:
    """R2: the level after these entries of one series, day by day."""
    value: Fraction | None = None
    bound = "exact"
    lost = False  # a total that cannot be converted came, and no other since
    for today in sorted({entry.day for entry in entries}):
        of_day = [entry for entry in entries if entry.day == today]
        totals = [entry for entry in of_day if entry.total is not None]
        if totals:
            # Reading: a total sets level and bound of its whole day, whatever else, even without figure, is of that day.
            # Reading: two equal totals of one day join their bounds.
            value = worth(totals[0].total, rate(totals[0]))
            bound = joined(entry.bound for entry in totals)
            lost = value is None
            continue
        for entry in of_day:
            bound = joined([bound, bound_of_change(entry, rate)])
            change = worth(entry.amount, rate(entry))
            if change is not None and not lost:
                value = (value or Fraction(0)) + change
    # Reading: an amount that cannot be converted leaves the level as it was, null if there was none.
    return UNKNOWN if value is None else Figure(value, bound)


def bound_of_change(entry: Entry, rate: RateOf) -> str:
    """R2: what an entry without a total joins to the bound of its level."""
    if entry.amount is None:
        return "at-least" if entry.sizeless else "exact"
    if rate(entry) is None:
        # Reading: also where the amount is 0 in its currency.
        return "at-most" if entry.amount < 0 else "at-least"
    return entry.bound


def whole_actual(document: Document, key: str, as_of: date | None) -> Figure:
    """R3: the undated actual, or the latest total and what came after it, or the sum of what is known."""
    undated = document["commitments"][key].get("actual")
    if undated is not None:
        return Figure(Fraction(undated), "exact")
    entries = entries_of(document, key, "actual", as_of)

    def rate(entry: Entry) -> Rate | None:
        return rate_of(document, entry)

    whole = of(entries, None)
    # Reading: a total that cannot be converted is no total of R3; it joins at-least, as any such entry does.
    totals = [entry for entry in whole if entry.total is not None and rate(entry) is not None]
    if not totals:
        parts = [level(of(entries, country), rate) for country in contributors(entries)]
        # Reading: "null if no level is known" means neither a level nor a whole-mission amount.
        return total_of(parts + [changed_by(entry, rate) for entry in whole])
    latest = max(entry.day for entry in totals)
    totals = [entry for entry in totals if entry.day == latest]
    parts = [Figure(worth(totals[0].total, rate(totals[0])), joined(entry.bound for entry in totals))]
    parts += [changed_by(entry, rate) for entry in whole if entry.day > latest]
    parts += [since(of(entries, country), latest, rate) for country in contributors(entries)]
    return total_of(parts)


def changed_by(entry: Entry, rate: RateOf) -> Figure:
    """R3: what a whole-mission entry adds; one that cannot be converted is unknown and so at-least, negative or not."""
    if rate(entry) is None:
        return UNKNOWN
    return Figure(worth(entry.amount, rate(entry)), entry.bound)


def since(entries: list[Entry], latest: date, rate: RateOf) -> Figure:
    """R3: a contributor's level now less its level at T, and the bound of that."""
    later = [entry for entry in entries if entry.day > latest]
    if not later:
        return NOTHING
    if all(entry.total is None for entry in later):
        # Reading: without a level at T, its level counts as 0 there and goes on from that by the amounts after T,
        # also where a total that cannot be converted made it null.
        changes = [worth(entry.amount, rate(entry)) or Fraction(0) for entry in later]
        return Figure(sum(changes, Fraction(0)), joined(bound_of_change(entry, rate) for entry in later))
    now = level(entries, rate)
    then = level([entry for entry in entries if entry.day <= latest], rate)
    bound = joined([or_at_least(now), "at-least" if then.bound is None else turned(then.bound)])
    at_t = then.value
    if at_t is None:
        stating = [entry for entry in later if entry.figure is not None]
        first = min(entry.day for entry in stating)
        # Reading: of a total and an amount on that first day, the total comes first, since the amount is inside it.
        first_totals = [entry for entry in stating if entry.day == first and entry.total is not None]
        at_t = worth(first_totals[0].total, rate(first_totals[0])) if first_totals else Fraction(0)
    # Reading: where the level now, or that first total, cannot be converted, the difference is unknown and left out.
    return Figure(Fraction(0) if now.value is None or at_t is None else now.value - at_t, bound)


@dataclass(frozen=True)
class Division:
    """R4: what a contributor's pledge is, and how much of it has which status."""

    base: str | None
    level: Figure
    by_status: dict[str, Fraction | None]
    parts: bool
    pledged: Figure


def divided(document: Document, entries: list[Entry]) -> Division:
    """R4: the level of a contributor's pledges, divided by status."""

    def rate(entry: Entry) -> Rate | None:
        return rate_of(document, entry)

    by_status: dict[str, Fraction | None] = dict.fromkeys(STATUSES, Fraction(0))
    if not entries:
        return Division(None, UNKNOWN, by_status, parts=False, pledged=UNKNOWN)
    stating = [entry for entry in entries if entry.status is not None and entry.part is None]
    latest = max(stating, key=lambda entry: entry.day, default=None)
    base = latest.status if latest and latest.status else "firm"
    parts: dict[str, Fraction | None] = {}
    for entry in sorted(entries, key=lambda entry: entry.day):
        if entry.part is not None and entry.status is not None and (latest is None or entry.day >= latest.day):
            parts[entry.status] = worth(entry.part, rate(entry))
    if base in parts:
        # Reading: `pledge_status`, which is the base status, is then firm as well.
        base = "firm"
    by_status |= parts
    whole = level(entries, rate)
    known = [part for part in parts.values() if part is not None]
    if whole.value is None or len(known) < len(parts):
        by_status[base] = None
    else:
        by_status[base] = max(Fraction(0), max(Fraction(0), whole.value) - sum(known, Fraction(0)))
    withdrawn = by_status["withdrawn"]
    if base == "withdrawn" and not parts:
        pledged = NOTHING
    elif whole.value is None or withdrawn is None:
        pledged = UNKNOWN
    else:
        pledged = Figure(max(Fraction(0), whole.value - withdrawn), whole.bound)
    return Division(base, whole, by_status, bool(parts), pledged)


def of_status(divisions: list[Division], status: str) -> Figure:
    """R4: the sum over contributors: 0 where all are 0, null where some are null and none is a figure other than 0."""
    parts = [(each.by_status[status], each.level.bound) for each in divisions]
    counted = [Figure(value, None if value is None else bound) for value, bound in parts if value != 0]
    return total_of(counted) if counted else NOTHING


def headline(document: Document, key: str, as_of: date | None) -> Figure | None:
    """R4: the pledge of the commitment as a whole; None where there is none, unknown where none can be converted."""
    undated = document["commitments"][key].get("pledged")
    if undated is not None:
        return Figure(Fraction(undated), "exact")
    whole = of(entries_of(document, key, "pledge", as_of), None)
    if not whole:
        return None

    def rate(entry: Entry) -> Rate | None:
        return rate_of(document, entry)

    # Reading: "the latest total" is the latest that can be converted; one that cannot joins at-least after it.
    totals = [entry for entry in whole if entry.total is not None and rate(entry) is not None]
    latest = max((entry.day for entry in totals), default=date.min)
    totals = [entry for entry in totals if entry.day == latest]
    parts = [Figure(worth(totals[0].total, rate(totals[0])), joined(entry.bound for entry in totals))] if totals else []
    return total_of(parts + [changed_by(entry, rate) for entry in whole if not totals or entry.day > latest])


def whole_pledge(document: Document, key: str, as_of: date | None) -> Figure:
    """R4: the headline, else the sum of firm pledges, null where nobody pledged."""
    stated = headline(document, key, as_of)
    if stated is not None:
        return stated
    pledges = entries_of(document, key, "pledge", as_of)
    divisions = [divided(document, of(pledges, country)) for country in contributors(pledges)]
    return of_status(divisions, "firm") if divisions else UNKNOWN


def against(pledged: Figure, actual: Figure) -> Row:
    """R5: the gap and its percentages, with their bounds."""
    gap = difference(pledged, actual)
    return {"gap": number(gap.value), "gap_bound": gap.bound, **percentages(pledged, actual)}


def percentages(pledged: Figure, actual: Figure) -> Row:
    """R5: what is delivered of a pledge and what is short, in percent."""
    delivered = quotient(actual, pledged)
    return {
        "delivered_pct": None if delivered.value is None else delivered.value * 100,
        "delivered_bound": delivered.bound,
        "shortfall_pct": None if delivered.value is None else 100 - delivered.value * 100,
        "shortfall_bound": None if delivered.bound is None else turned(delivered.bound),
    }


def number(value: Fraction | None) -> Decimal | None:
    """A figure as the decimal that it is; it is an error if it is none."""
    if value is None:
        return None
    return Context(prec=500, traps=[Inexact]).divide(Decimal(value.numerator), Decimal(value.denominator))


def bearing(entries: list[Entry]) -> list[Entry]:
    """R7: the entries of a series that its level rests on: the latest total, and what came after it."""
    latest = max((entry.day for entry in entries if entry.total is not None), default=None)
    # Reading: an amount on the day of that total is inside it, and not among the entries since.
    return [
        entry
        for entry in entries
        if latest is None or entry.day > latest or (entry.day == latest and entry.total is not None)
    ]


def as_stated(entries: list[Entry], unit: str) -> tuple[str | None, Figure]:
    """R7: the one other currency in which a series is stated since its latest total, and its level in it."""
    # Reading: only entries that state a figure are in a currency; a mere status or "amount not stated" is in none.
    currencies = {entry.currency for entry in bearing(entries) if entry.figure is not None}
    if len(currencies) != 1 or unit in currencies:
        return None, UNKNOWN
    return currencies.pop(), level(bearing(entries), lambda _: Rate(Fraction(1), None))


def contribution(document: Document, key: str, country: str, as_of: date | None) -> Row:
    """R6, R7: one contributor's row."""
    unit = document["commitments"][key]["unit"]
    pledges = of(entries_of(document, key, "pledge", as_of), country)
    actuals = of(entries_of(document, key, "actual", as_of), country)
    division = divided(document, pledges)
    # Reading: of a contributor of whom nothing is recorded the actual is 0, exact, in a commitment with stages as well.
    actual = level(actuals, lambda entry: rate_of(document, entry)) if actuals else NOTHING
    pledged_currency, pledged_stated = as_stated(pledges, unit)
    actual_currency, actual_stated = as_stated(actuals, unit)
    currency = pledged_currency if pledged_currency == actual_currency else None
    row = against(division.pledged, actual)
    # Reading: a series cannot be converted where it is null and has a level as stated; a pledge wholly withdrawn is 0.
    neither = division.pledged.value is None and actual.value is None
    if currency is not None and neither and not division.parts:
        row |= percentages(pledged_stated, actual_stated)
    whole = whole_actual(document, key, as_of)
    share = quotient(actual, whole)
    # Reading: the rates of a row are those of the figures that its two levels rest on; rates of two days are two.
    rates = {
        rate
        for entry in bearing(pledges) + bearing(actuals)
        if entry.figure is not None and entry.currency != unit and (rate := rate_of(document, entry))
    }
    rate = rates.pop() if len(rates) == 1 else None
    basis = "none-recorded" if not actuals else "not-stated" if actual.value is None else "reported"
    return row | {
        "id": country,
        "pledged": number(division.pledged.value),
        "pledged_bound": division.pledged.bound,
        "pledge_status": division.base,
        "firm": number(division.by_status["firm"]),
        "on_hold": number(division.by_status["on-hold"]),
        "conditional": number(division.by_status["conditional"]),
        "withdrawn": number(division.by_status["withdrawn"]),
        "actual": number(actual.value),
        "actual_bound": actual.bound,
        "actual_basis": basis,
        "share_pct": None if share.value is None else share.value * 100,
        "reported_on": max((entry.day for entry in actuals), default=None),
        "currency": currency,
        "pledged_currency": pledged_currency,
        "pledged_stated": number(pledged_stated.value),
        "actual_currency": actual_currency,
        "actual_stated": number(actual_stated.value),
        "rate": None if rate is None else number(rate.factor),
        "rate_date": None if rate is None else rate.day,
        "scale_value": None,
        "per_value": None,
        "fair_share": None,
        "fair_ratio": None,
    }


def contributions(document: Document, key: str, as_of: date | None) -> list[Row]:
    """R6: a row for each contributor with a pledge or an actual, in order."""
    declared = {body: stated["name"] for body, stated in document.get("contributors", {}).items()}
    entries = entries_of(document, key, "pledge", as_of) + entries_of(document, key, "actual", as_of)

    def place(row: Row) -> tuple[object, ...]:
        group = ("reported", "not-stated", "none-recorded").index(row["actual_basis"])
        sizes = [(row[measure] is None, -Fraction(row[measure] or 0)) for measure in ("actual", "pledged")]
        return group, *sizes, (NAMES | declared)[row["id"]]

    return sorted((contribution(document, key, country, as_of) for country in contributors(entries)), key=place)


def sum_of_shortfalls(rows: list[Row]) -> Decimal | None:
    """R6: max(0, firm - actual) over contributors with a firm part, where both are known."""
    # Reading: a firm part of unknown size is a firm part.
    firm = [row for row in rows if row["firm"] != 0]
    known = [row for row in firm if row["firm"] is not None and row["actual"] is not None]
    if firm and not known:
        return None
    return number(
        sum((max(Fraction(0), Fraction(row["firm"]) - Fraction(row["actual"])) for row in known), Fraction(0))
    )


def commitment_row(document: Document, key: str, as_of: date | None) -> Row:
    """R3 to R7: a commitment's row in `summary`."""
    stated = document["commitments"][key]
    pledges, actuals = (entries_of(document, key, kind, as_of) for kind in ("pledge", "actual"))
    pledged, actual = whole_pledge(document, key, as_of), whole_actual(document, key, as_of)
    divisions = [divided(document, of(pledges, country)) for country in contributors(pledges)]
    firm = of_status(divisions, "firm")
    promised = headline(document, key, as_of)
    unpledged = UNKNOWN if promised is None else difference(promised, firm)
    levels = [level(of(actuals, country), lambda entry: rate_of(document, entry)) for country in contributors(actuals)]
    attributed = sum((each.value or Fraction(0) for each in levels), Fraction(0))
    outside = [
        entry
        for entry in all_entries(document)
        if entry.commitment == key and entry.outside is not None and as_of is not None and entry.day <= as_of
    ]
    return {
        "id": key,
        "title": stated.get("title", key.capitalize()),
        "unit": stated["unit"],
        "basis": stated.get("basis"),
        "note": stated.get("note"),
        "overlaps": stated.get("overlaps", []),
        "pledged": number(pledged.value),
        "pledged_bound": pledged.bound,
        "actual": number(actual.value),
        "actual_bound": actual.bound,
        **against(pledged, actual),
        # Reading: "an actual of this commitment" is one that counts: of the stage that counts, and not outside.
        "reported_on": max((entry.day for entry in actuals), default=None),
        # Reading: the commitment's own `due`; only pace falls back on the mission's end.
        "due": day_of(stated["due"]) if "due" in stated else None,
        "country_pledged": number(firm.value),
        "country_pledged_bound": firm.bound,
        "on_hold": number(of_status(divisions, "on-hold").value),
        "conditional": number(of_status(divisions, "conditional").value),
        "withdrawn": number(of_status(divisions, "withdrawn").value),
        "unpledged": number(unpledged.value),
        "attributed": number(attributed),
        "unattributed": None if actual.value is None else number(actual.value - attributed),
        # Reading: entries of another stage than the one that counts, or outside, are not among the unconverted.
        "unconverted": sum(is_unconverted(document, entry) for entry in pledges + actuals),
        "outside_entries": len(outside),
    }


def pace_row(document: Document, key: str, as_of: date | None) -> Row:
    """R8: a commitment's row in `pace`."""
    stated = document["commitments"][key]
    pledged, actual = whole_pledge(document, key, as_of), whole_actual(document, key, as_of)
    gap = difference(pledged, actual)
    due_stated = stated.get("due", document.get("mission", {}).get("end"))
    due = None if due_stated is None else day_of(due_stated)
    days_left = None if due is None or as_of is None else (due - as_of).days
    required = None
    # As docs/json.md has it, a closed gap needs no pace and has no projection.
    if gap.value is not None and gap.value > 0 and days_left is not None and days_left > 0:
        required = gap.value / days_left
    start = None if "actual" in stated else start_of_pace(document, key, as_of)
    days = 0 if start is None or as_of is None else (as_of - start[0]).days
    # Reading: a pledge of 0 is nothing pledged, as test_pace.py has it; where no pace can be counted, `since` and what
    # follows from it are null, as docs/json.md has it.
    # Reading: where only the bounds leave the verdict open, the figures stay.
    computable = bool(pledged.value) and actual.value is not None and start is not None and days >= 1
    row = {
        "id": key,
        "title": stated.get("title", key.capitalize()),
        "unit": stated["unit"],
        "pledged": number(pledged.value),
        "pledged_bound": pledged.bound,
        "actual": number(actual.value),
        "actual_bound": actual.bound,
        "gap": number(gap.value),
        "since": None,
        "observed_per_day": None,
        "due": due,
        "days_left": days_left,
        "required_per_day": required,
        "projected_on": None,
        "verdict": "not-computable",
    }
    if not computable or start is None or as_of is None or gap.value is None:
        return row
    observed = quotient(difference(actual, start[1]), Figure(Fraction(days), "exact"))
    row |= {
        "since": start[0],
        "observed_per_day": observed.value,
        "projected_on": projection(as_of, gap, observed),
        "verdict": verdict(gap, observed, days_left),
    }
    return row


def start_of_pace(document: Document, key: str, as_of: date | None) -> tuple[date, Figure] | None:
    """R8: mission.start with 0 if it is not later than the first dated level, else that level; None without one."""
    days = sorted({entry.day for entry in entries_of(document, key, "actual", as_of)})
    first = next((day for day in days if whole_actual(document, key, day).value is not None), None)
    if first is None:
        return None
    start = document.get("mission", {}).get("start")
    if start is not None and start <= first:
        return start, NOTHING
    return first, whole_actual(document, key, first)


def projection(as_of: date, gap: Figure, observed: Figure) -> date | None:
    """R8: report date + ceil(gap / observed_per_day) days; null where that is never, or after the year 9999."""
    if gap.value is None or observed.value is None or gap.value <= 0 or observed.value <= 0:
        return None
    days = ceil(gap.value / observed.value)
    return as_of + timedelta(days) if days <= (date.max - as_of).days else None


def verdict(gap: Figure, observed: Figure, days_left: int | None) -> str:
    """R8: the first verdict that applies, once a pace is computable.

    Reading: each condition on the way (gap <= 0, observed <= 0, projected on or before due) has to have one answer for
    all that the bound of its own figure leaves, by R0. "Overdue and no-deadline need no bound": they are given wherever
    the number of the gap is above 0.
    """

    def not_positive(value: Fraction) -> bool:
        return value <= 0

    if gap.value is None or observed.value is None:
        return "not-computable"
    if gap.value <= 0:
        return "met" if always(gap, not_positive) else "not-computable"
    if days_left is None:
        return "no-deadline"
    if days_left < 0:
        return "overdue"
    if not always(gap, not_positive) or not always(observed, not_positive):
        return "not-computable"
    if observed.value <= 0:
        return "stalled"
    time = quotient(gap, observed)

    def in_time(value: Fraction) -> bool:
        return ceil(value) <= days_left

    if time.value is None or not always(time, in_time):
        return "not-computable"
    return "on-pace" if in_time(time.value) else "behind"


def summary(document: Document, asked: date | None = None) -> list[Row]:
    """The `commitments` of `summary`, without sources."""
    as_of = report_date(document, asked)
    return [commitment_row(document, key, as_of) for key in document["commitments"]]


def countries(document: Document, asked: date | None = None) -> list[Row]:
    """The `commitments` of `countries`, without names, sources, outside and groups."""
    as_of = report_date(document, asked)
    rows = []
    for key in document["commitments"]:
        parts = contributions(document, key, as_of)
        totals = {"sum_of_shortfalls": sum_of_shortfalls(parts), "contributions": parts}
        rows.append(commitment_row(document, key, as_of) | totals)
    return rows


def pace(document: Document, asked: date | None = None) -> list[Row]:
    """The `commitments` of `pace`."""
    as_of = report_date(document, asked)
    return [pace_row(document, key, as_of) for key in document["commitments"]]


def history(document: Document, asked: date | None = None) -> list[Row]:
    """The `commitments` of `history`: of each point the date, and what was pledged and delivered then."""
    as_of = report_date(document, asked)
    rows = []
    for key, stated in document["commitments"].items():
        # Reading: entries outside, and of another stage, are changes as well (a change has these keys): a point each day.
        days = sorted({entry.day for entry in all_entries(document) if entry.commitment == key})
        points = []
        for day in days:
            if as_of is None or day > as_of:
                continue
            pledged, actual = whole_pledge(document, key, day), whole_actual(document, key, day)
            points.append(
                {
                    "date": day,
                    "pledged": number(pledged.value),
                    "pledged_bound": pledged.bound,
                    "actual": number(actual.value),
                    "actual_bound": actual.bound,
                }
            )
        title = stated.get("title", key.capitalize())
        rows.append({"id": key, "title": title, "unit": stated["unit"], "points": points})
    return rows
