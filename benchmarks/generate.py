"""Makes one record of N entries as a TOML ledger, as a journal with a budget, and as a beancount file.

`python benchmarks/generate.py N FOLDER`. The same N give the same bytes, on every machine and day. The three files say
the same, and `totals.csv` says what they add up to: `check` holds the four programs to it.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, chain
from pathlib import Path
from random import Random

FIRST_DAY = date(2006, 1, 1)
LAST_DAY = date(2025, 12, 31)
DAYS = (LAST_DAY - FIRST_DAY).days + 1

_CODES = """
BD NP IN RW ET PK EG GH ID TZ KE SN MA CN BF UG ZA UY NG TG BI JO TD CM MN ZM NE IT FR ES BJ MR MW MY GT LK KH FJ PE IE
TH AR PH VN BR SV FI DE AT SE NL KR GM RS NO CA GB JP US BE DK CH AU PL HU SK SI PT RO BG HR CZ GR TR CY MT EE LV LT UA
MD GE AM KZ KG TJ BT MX CL CO EC BO PY HN DO JM BS BB BZ GY TT AG SR LR SL GN ML CI GA CG AO MZ NA BW
"""
COUNTRIES = tuple(_CODES.split())
BODIES = {"EU": "European Union", "WB": "World Bank"}
UNATTRIBUTED = "Unattributed"
"""What the journals call the contributor of an entry that names none."""

PLEDGES, ACTUALS = "pledges", "actuals"
SHARE_OF_PLEDGES = 0.1
SHARE_OF_UNATTRIBUTED = 0.01
SHARE_OF_RETURNS = 0.05
SHARE_OF_UNATTRIBUTED_RETURNS = 0.45
"""Nothing restates what is unattributed: without returns it would outgrow everything."""
PLEDGE_PER_DELIVERY = 8
"""How much larger a pledge's figure is: there are fewer of them, and they shall not be met."""
SHARE_OF_CENTS = 0.25
SHARE_OF_NOTES = 0.1
SHARE_OF_TWO_SOURCES = 0.02
NOTES = ("As reported by the mission's headquarters.", "Announced at a conference.", "In kind, at its stated value.")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is promised, how it is counted in each format, and how its figures fall."""

    key: str
    title: str
    unit: str
    account: str
    commodity: str
    """The unit as beancount writes it."""
    weight: int
    """How many of a hundred entries are about it."""
    largest: int
    """The largest figure of one entry, in units."""
    share_of_totals: float
    places: int
    """Decimal places that a figure may have."""


COMMITMENTS = (
    Commitment("personnel", "Personnel deployed", "personnel", "Personnel", "PERSONNEL", 55, 900, 0.6, 0),
    Commitment("funding", "Funding disbursed", "USD", "Funding", "USD", 40, 5_000_000, 0.05, 2),
    Commitment("vehicles", "Vehicles delivered", "vehicles", "Vehicles", "VEHICLES", 5, 40, 0.3, 0),
)

Key = tuple[str, int, str]
"""The kind, the commitment's place among `COMMITMENTS`, and the contributor of a series."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. Figures are whole numbers of the commitment's smallest unit, such as cents."""

    day: int
    """Days after `FIRST_DAY`."""
    series: Key
    change: int
    """What the entry adds to the level before it: what a journal writes."""
    total: int | None
    """The level that it states; None where it states the change."""
    sources: tuple[str, ...]
    note: str

    @property
    def commitment(self) -> Commitment:
        """What the entry is about."""
        return COMMITMENTS[self.series[1]]

    @property
    def date(self) -> str:
        """The day as every format writes it."""
        return (FIRST_DAY + timedelta(self.day)).isoformat()


def entries(count: int) -> list[Entry]:
    """As many entries in the order of their dates, always the same ones; the first is dated `FIRST_DAY`."""
    random = Random(count)  # noqa: S311 - figures, not secrets
    days_of: dict[Key, list[int]] = {}
    for number in range(count):
        days_of.setdefault(_series(random), []).append(int(random.random() * DAYS) if number else 0)
    made = chain.from_iterable(_entries_of(random, key, sorted(days_of[key])) for key in sorted(days_of))
    return sorted(made, key=lambda entry: entry.day)


def totals_of(made: Iterable[Entry]) -> dict[Key, int]:
    """The last level of each series, in the order of the series."""
    totals: dict[Key, int] = {}
    for entry in made:
        totals[entry.series] = totals.get(entry.series, 0) + entry.change
    return {key: totals[key] for key in sorted(totals)}


CONTRIBUTORS = (*COUNTRIES, *BODIES)
_RANKS = tuple(accumulate(1 / (rank + 5) for rank in range(len(CONTRIBUTORS))))


def _series(random: Random) -> Key:
    """The series of one entry: few contributors have many entries, and many have few."""
    kind = PLEDGES if random.random() < SHARE_OF_PLEDGES else ACTUALS
    place = random.choices(range(len(COMMITMENTS)), [commitment.weight for commitment in COMMITMENTS])[0]
    if kind == ACTUALS and random.random() < SHARE_OF_UNATTRIBUTED:
        return kind, place, UNATTRIBUTED
    return kind, place, random.choices(CONTRIBUTORS, cum_weights=_RANKS)[0]


def _entries_of(random: Random, series: Key, days: Sequence[int]) -> Iterator[Entry]:
    """The entries of one series on its days in order. The level never falls below zero."""
    commitment = COMMITMENTS[series[1]]
    returns = SHARE_OF_UNATTRIBUTED_RETURNS if series[2] == UNATTRIBUTED else SHARE_OF_RETURNS
    scale = PLEDGE_PER_DELIVERY if series[0] == PLEDGES else 1
    level = 0
    for position, day in enumerate(days):
        # A total takes in the amounts of its own day, and the whole mission's would restate every contributor's.
        alone = day not in (*days[max(position - 1, 0) : position], *days[position + 1 : position + 2])
        stated = _figure(random, commitment) * scale
        if alone and series[2] != UNATTRIBUTED and random.random() < commitment.share_of_totals:
            change, total = stated - level, stated
        else:
            change, total = (-stated if random.random() < returns and stated <= level else stated), None
        level += change
        month = _month(day)
        forms = ("report", "letter") if random.random() < SHARE_OF_TWO_SOURCES else ("report",)
        sources = tuple(f"{form}-{month}" for form in forms)
        note = NOTES[int(random.random() * len(NOTES))] if random.random() < SHARE_OF_NOTES else ""
        yield Entry(day, series, change, total, sources, note)


def _figure(random: Random, commitment: Commitment) -> int:
    """A figure of one entry: small ones are more frequent, and most have no cents."""
    units = 1 + int(commitment.largest * random.random() ** 3)
    cents: int = 10**commitment.places
    return units * cents + (int(random.random() * cents) if random.random() < SHARE_OF_CENTS else 0)


def _month(day: int) -> str:
    return (FIRST_DAY + timedelta(day)).isoformat()[:7]


def written(figure: int, places: int) -> str:
    """A figure in units, with decimals only where it has some.

    >>> written(1234, 2), written(-1200, 2), written(-5, 2), written(12, 0)
    ('12.34', '-12', '-0.05', '12')
    """
    whole, rest = divmod(abs(figure), 10**places)
    return f"{'-' if figure < 0 else ''}{whole}{f'.{rest:0{places}}' if rest else ''}"


def toml(made: Sequence[Entry]) -> Iterator[str]:
    """The record as a ledger of mss-gap, table by table."""
    totals = totals_of(made)
    yield f"""\
format = 1

[mission]
name = "Made for measuring: {len(made)} entries"
start = {FIRST_DAY}
end = 2026-12-31
as_of = {LAST_DAY}
"""
    for source in sorted({source for entry in made for source in entry.sources}):
        form, _, month = source.partition("-")
        yield f"""
[sources.{source}]
title = "{form.capitalize()} on contributions in {month}"
publisher = "The mission's headquarters"
published = {month}-28
url = "https://example.org/{form}s/{month}"
"""
    named = {contributor for _, _, contributor in totals}
    for code in sorted(named & BODIES.keys()):
        yield f'\n[contributors.{code}]\nname = "{BODIES[code]}"\n'
    for place, commitment in enumerate(COMMITMENTS):
        pledged = sum(total for key, total in totals.items() if key[:2] == (PLEDGES, place))
        yield f"""
[commitments.{commitment.key}]
title = "{commitment.title}"
unit = "{commitment.unit}"
pledged = {written(pledged, commitment.places)}
basis = "the sum of the pledges"
source = "https://example.org/conference"
"""
    for kind in (PLEDGES, ACTUALS):
        for entry in made:
            if entry.series[0] == kind:
                yield _table(entry)
    yield from _claims()


def _table(entry: Entry) -> str:
    kind, _, contributor = entry.series
    places = entry.commitment.places
    figure = (
        f"amount = {written(entry.change, places)}"
        if entry.total is None
        else f"total = {written(entry.total, places)}"
    )
    quoted = [f'"{source}"' for source in entry.sources]
    return (
        f'\n[[{kind}]]\ncommitment = "{entry.commitment.key}"\n'
        + (f'country = "{contributor}"\n' if contributor != UNATTRIBUTED else "")
        + f"date = {entry.date}\n{figure}\n"
        + f"source = {quoted[0] if len(quoted) == 1 else '[' + ', '.join(quoted) + ']'}\n"
        + (f'note = "{entry.note}"\n' if entry.note else "")
    )


def _claims() -> Iterator[str]:
    """A few claims about each commitment on several days; their verdicts do not matter here."""
    for commitment in COMMITMENTS:
        for measure, year in (("delivered_pct", 2015), ("actual", 2020), ("contributors", 2025), ("pledged", 2025)):
            yield (
                f'\n[[claims]]\ntext = "{measure} of {commitment.key} at the end of {year}"\n'
                f'commitment = "{commitment.key}"\nmeasure = "{measure}"\nvalue = 50\nqualifier = "over"\n'
                f'as_of = {year}-12-31\nsource = "https://example.org/claims"\n'
            )


def journal(made: Sequence[Entry]) -> Iterator[str]:
    """The record as a journal that ledger and hledger both read.

    A transaction an entry. A total stands as the change that it means, which is the least work for the reader. The
    last levels of the pledges stand besides as the budget of the accounts that they are held against.
    """
    totals = totals_of(made)
    for place, commitment in enumerate(COMMITMENTS):
        goals = [(key[2], total) for key, total in totals.items() if key[:2] == (PLEDGES, place)]
        if goals:
            yield f"~ yearly from {FIRST_DAY} to {FIRST_DAY.replace(year=FIRST_DAY.year + 1)}\n"
            for contributor, total in goals:
                amount = f"{written(total, commitment.places)} {commitment.unit}"
                yield f"    Actual:{commitment.account}:{contributor}  {amount}\n"
            yield f"    Budget:{commitment.account}\n\n"
    for entry in made:
        debit, credit = _accounts(entry)
        remark = f"  ; {entry.note}" if entry.note else ""
        amount = f"{written(entry.change, entry.commitment.places)} {entry.commitment.unit}"
        yield f"{entry.date} {', '.join(entry.sources)}{remark}\n    {debit}  {amount}\n    {credit}\n\n"


def beancount(made: Sequence[Entry]) -> Iterator[str]:
    """The record as a beancount file: a transaction an entry, totals as changes."""
    for commitment in COMMITMENTS:
        if commitment.places:  # else it prints rounded what most figures have no decimals of
            yield f'option "display_precision" "{commitment.commodity}:{Decimal(1).scaleb(-commitment.places)}"\n'
    for account in sorted({account for entry in made for account in _accounts(entry)}):
        yield f"{FIRST_DAY} open {_in_beancount(account)}\n"
    for entry in made:
        debit, credit = map(_in_beancount, _accounts(entry))
        amount = f"{written(entry.change, entry.commitment.places)} {entry.commitment.commodity}"
        yield f'\n{entry.date} * "{", ".join(entry.sources)}" "{entry.note}"\n  {debit}  {amount}\n  {credit}\n'


def _accounts(entry: Entry) -> tuple[str, str]:
    """The account of a contributor, and the one that balances it."""
    kind, _, contributor = entry.series
    name = entry.commitment.account
    if kind == PLEDGES:
        return f"Pledged:{name}:{contributor}", f"Promised:{name}"
    return f"Actual:{name}:{contributor}", f"Delivered:{name}"


def _in_beancount(account: str) -> str:
    """An account below one of the five roots that beancount knows."""
    return f"{'Assets' if account.startswith(('Pledged', 'Actual')) else 'Equity'}:{account}"


def totals_csv(made: Sequence[Entry]) -> Iterator[str]:
    """What the files add up to: a line a series."""
    yield "kind,commitment,contributor,total\n"
    for (kind, place, contributor), total in totals_of(made).items():
        commitment = COMMITMENTS[place]
        yield f"{kind},{commitment.key},{contributor},{written(total, commitment.places)}\n"


FILES = {"ledger.toml": toml, "ledger.journal": journal, "ledger.beancount": beancount, "totals.csv": totals_csv}


def generate(count: int, folder: Path) -> None:
    """Write the four files of a record with `count` entries, at least 1, into a folder."""
    made = entries(count)
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in FILES.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines(made))


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
