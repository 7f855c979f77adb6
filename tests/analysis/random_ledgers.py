"""Small ledgers made at random, valid by section 3 of the design, that bring all rules of the arithmetic together."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import tomli_w

Document = dict[str, Any]
Entry = dict[str, Any]

FIRST = date(2024, 1, 1)
COUNTRIES = ("BS", "JM", "KE", "PL", "DE", "CA")
BODIES = {"EU": "European Union", "bank": "World Bank"}
MONEY = ("USD", "EUR", "NOK")
QUALIFIERS = ("exactly", "about", "over", "under", "at-least", "at-most")
OUTSIDE = ("in kind", "bilateral")
STAGES = ("agreed", "received", "spent")


@dataclass(frozen=True)
class Scene:
    """The few days and contributors that a ledger's entries share, so that they meet, and each one's own currency."""

    days: list[date]
    who: list[str]
    currencies: dict[str | None, str]


def as_toml(document: Document) -> str:
    """The document as the text of a ledger: decimals exact, months and years quoted."""
    return tomli_w.dumps(document)


def random_document(rng: random.Random) -> Document:
    """A valid ledger of one to three commitments and up to 25 entries on few days."""
    days = sorted(FIRST + timedelta(rng.choice((0, 1, 30, 31, 59, 60, 90, 120, 366))) for _ in range(rng.randint(1, 5)))
    who = rng.sample([*COUNTRIES, *BODIES], rng.choice((0, 1, 1, 2, 2, 3, 4)))
    scene = Scene(days, who, {one: rng.choice(MONEY) for one in (None, *who)})
    document: Document = {"format": 1} if chance(rng, 0.5) else {}
    if chance(rng, 0.6):
        document["mission"] = random_mission(rng, days)
    document["contributors"] = {body: {"name": name} for body, name in BODIES.items() if body in who}
    document["commitments"] = {
        key: random_commitment(rng, days) for key in ("fund", "troops", "bases")[: rng.choice((1, 1, 1, 2, 3))]
    }
    document["rates"] = random_rates(rng, days)
    document["pledges"], document["actuals"] = [], []
    for _ in range(rng.choice((0, 4, 8, 15, 25))):
        table = rng.choice(("pledges", "actuals"))
        entry = random_entry(rng, document, table, scene)
        if is_valid_beside(document, table, entry):
            document[table].append(entry)
    if document["actuals"] and chance(rng, 0.2):
        add_twin(rng, document)
    return {key: value for key, value in document.items() if value}


def chance(rng: random.Random, probability: float) -> bool:
    """True with this probability."""
    return rng.random() < probability


def random_day(rng: random.Random, days: list[date]) -> date | str:
    """One of the ledger's days, or the month or year of one."""
    day = rng.choice(days)
    stated: tuple[date | str, ...] = (*[day] * 12, f"{day:%Y-%m}", f"{day:%Y}")
    return rng.choice(stated)


def random_mission(rng: random.Random, days: list[date]) -> Document:
    """A mission's frame; its dates are in order."""
    mission: Document = {"name": "Mission"}
    if chance(rng, 0.5):
        mission["start"] = min(days) - timedelta(rng.choice((0, 10, 100)))
    if chance(rng, 0.4):
        mission["end"] = max(days) + timedelta(rng.choice((0, 30, 1000)))
    if chance(rng, 0.5):
        mission["as_of"] = rng.choice((*days, max(days), max(days))) + timedelta(rng.choice((0, 15)))
    return mission


def random_commitment(rng: random.Random, days: list[date]) -> Document:
    """A commitment in money or in a noun, with or without undated headlines, a due day, stages, a reference day."""
    commitment: Document = {"title": "What was promised", "unit": rng.choice(("USD", "USD", "EUR", "personnel"))}
    if chance(rng, 0.3):
        commitment["pledged"] = random_size(rng) * rng.choice((1, 100))
    if chance(rng, 0.15):
        commitment["actual"] = random_size(rng)
    if chance(rng, 0.6):
        due = rng.choice(days) + timedelta(rng.choice((0, 1, 60, 500, 20_000)))
        commitment["due"] = rng.choice((due, due, f"{due:%Y-%m}", f"{due:%Y}"))
    if chance(rng, 0.25):
        commitment["stages"] = list(STAGES[: rng.randint(1, 3)])
        if chance(rng, 0.6):
            commitment["counts"] = rng.choice(commitment["stages"])
    if commitment["unit"] in MONEY and chance(rng, 0.2):
        commitment["rates_of"] = rng.choice(days) + timedelta(rng.choice((-1, 0, 5)))
    return commitment


def random_size(rng: random.Random) -> int | Decimal:
    """A figure that is not negative, of six decimals at most."""
    return rng.choice(
        (
            0,
            rng.randint(1, 12),
            rng.randint(1, 12),
            rng.randint(1, 100),
            rng.randint(1, 100),
            rng.randint(100, 3000),
            Decimal(rng.randint(1, 10**8)).scaleb(-rng.randint(1, 6)),
        )
    )


def random_rates(rng: random.Random, days: list[date]) -> list[Document]:
    """Rates of some pairs, some both ways round, no two of one pair on one day."""
    rates = {}
    for _ in range(rng.choice((0, 2, 4, 6))):
        pair = "/".join(rng.sample(MONEY, 2))
        day = rng.choice(days) - timedelta(rng.choice((0, 0, 0, 20)))
        rate = rng.choice(
            (Decimal("1.1"), Decimal(3), Decimal("0.0875"), Decimal("25431.5"), Decimal("0.000039321478123"))
        )
        rates[pair, day] = {"pair": pair, "date": day, "rate": rate + rng.choice((0, 0, Decimal("0.07")))}
    return list(rates.values())


def random_entry(rng: random.Random, document: Document, table: str, scene: Scene) -> Entry:
    """An entry that is valid on its own."""
    key = rng.choice(list(document["commitments"]))
    commitment = document["commitments"][key]
    entry: Entry = {"commitment": key, "date": random_day(rng, scene.days)}
    if scene.who and chance(rng, 0.8):
        entry["country"] = rng.choice(scene.who)
    country = "country" in entry
    form = rng.choice(("total", "total", "amount", "amount", "neither" if country else "total"))
    if form == "total":
        entry["total"] = random_size(rng) * (10 if table == "pledges" and chance(rng, 0.5) else 1)
    elif form == "amount":
        entry["amount"] = random_size(rng) * rng.choice((1, 1, 1, -1))
    if commitment["unit"] in MONEY and chance(rng, 0.6):
        entry["currency"] = rng.choice((*[scene.currencies[entry.get("country")]] * 4, *MONEY))
    if form != "neither":
        if chance(rng, 0.3):
            entry["qualifier"] = rng.choice(QUALIFIERS)
        if entry.get("currency", commitment["unit"]) != commitment["unit"] and entry[form] != 0 and chance(rng, 0.3):
            entry["value"] = (random_size(rng) or 7) * (1 if entry[form] > 0 else -1)
    if country and chance(rng, 0.1):
        return entry | {"outside": rng.choice(OUTSIDE)}
    if table == "actuals":
        return entry | (
            {"stage": rng.choice(commitment["stages"])} if "stages" in commitment and chance(rng, 0.5) else {}
        )
    return entry | (random_promise(rng, scene.days) if country else {})


def random_promise(rng: random.Random, days: list[date]) -> Entry:
    """What a contributor's pledge may say besides its figure: a status, of all or a part, and a due day."""
    promise: Entry = {}
    if chance(rng, 0.3):
        promise["status"] = rng.choice(("firm", "on-hold", "conditional", "withdrawn"))
    elif chance(rng, 0.3):
        promise["status"] = rng.choice(("on-hold", "conditional", "withdrawn"))
        promise["part"] = random_size(rng) or 5
    if chance(rng, 0.15):
        promise["due"] = random_day(rng, days)
    return promise


def last_day(stated: date | str) -> date:
    """The day from which a date counts."""
    if isinstance(stated, date):
        return stated
    year, month = int(stated[:4]), int(stated[5:] or 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def series_of(document: Document, table: str, entry: Entry) -> tuple[object, ...]:
    """The series that an entry belongs to, and its day in it."""
    commitment = document["commitments"][entry["commitment"]]
    counts = commitment.get("counts", commitment.get("stages", [None])[-1]) if table == "actuals" else None
    stage = entry.get("stage", counts)
    return entry["commitment"], entry.get("country"), stage, entry.get("outside"), last_day(entry["date"])


def states(entry: Entry) -> set[str]:
    """What an entry states of which a series may have one a day."""
    said = {"total"} & entry.keys()
    if "status" in entry:
        said.add(f"part {entry['status']}" if "part" in entry else "base status")
    if "due" in entry and not {"total", "amount"} & entry.keys():
        said.add("due")
    return said


def is_valid_beside(document: Document, table: str, entry: Entry) -> bool:
    """Section 3: no second total, base status, part of a status or bare due day, no whole entry beside an undated one."""
    undated = {"pledges": "pledged", "actuals": "actual"}[table]
    if "country" not in entry and undated in document["commitments"][entry["commitment"]]:
        return False
    place = series_of(document, table, entry)
    return not any(
        series_of(document, table, other) == place and states(other) & states(entry) for other in document[table]
    )


def add_twin(rng: random.Random, document: Document) -> None:
    """Add an actual that is there already once more, as a mere warning allows; perhaps otherwise qualified."""
    twin = dict(rng.choice(document["actuals"]))
    if "qualifier" in twin:
        twin["qualifier"] = rng.choice(QUALIFIERS)
    document["actuals"].insert(0, twin)
