"""The rules that take the whole ledger to judge: what refers to what, and what contradicts what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from mss_gap.ledger.explain import did_you_mean
from mss_gap.ledger.model import Actual, Claim, Entry, Ledger, Measure, Pledge
from mss_gap.ledger.names import countries, find_country, is_currency
from mss_gap.ledger.problems import Finding, Path
from mss_gap.ledger.scalars import is_url, shown

MEASURES_OF_INDICATORS = frozenset({Measure.VALUE, Measure.CHANGE_PCT, Measure.SHARE_PCT})
MEASURES_OF_COMMITMENTS = frozenset(set(Measure) - {Measure.VALUE, Measure.CHANGE_PCT})


@dataclass(frozen=True, slots=True)
class Declared:
    """The ids that a ledger declares, those whose tables are faulty included: a reference to them is no mistake."""

    commitments: frozenset[str]
    sources: frozenset[str]
    contributors: frozenset[str]
    indicators: frozenset[str]

    @classmethod
    def by(cls, ledger: Ledger) -> Self:
        """The ids of a valid ledger."""
        return cls(
            frozenset(ledger.commitments),
            frozenset(ledger.sources),
            frozenset(ledger.contributors),
            frozenset(ledger.indicators),
        )

    @classmethod
    def in_document(cls, document: Mapping[str, object]) -> Self:
        """The ids of a parsed document that may be faulty."""

        def ids(section: str) -> frozenset[str]:
            content = document.get(section)
            return frozenset(content) if isinstance(content, dict) else frozenset()

        return cls(ids("commitments"), ids("sources"), ids("contributors"), ids("indicators"))


def broken_rules(ledger: Ledger, declared: Declared) -> Iterator[Finding]:
    """Every rule of the format that the ledger breaks, entry by entry and then across entries."""
    yield from _commitment_faults(ledger, declared)
    yield from _contributor_faults(ledger)
    yield from _mission_faults(ledger)
    sourced = (
        *(
            ((section, key), part)
            for section in ("commitments", "indicators")
            for key, part in getattr(ledger, section).items()
        ),
        *(
            ((section, index), part)
            for section in ("pledges", "actuals", "rates", "claims", "events")
            for index, part in enumerate(getattr(ledger, section))
        ),
    )
    for path, part in sourced:
        yield from _source_faults(path, part.source, declared)
    for section, entries in (("pledges", ledger.pledges), ("actuals", ledger.actuals)):
        for index, entry in enumerate(entries):
            yield from _entry_faults((section, index), entry, ledger, declared)
        yield from _series_faults(section, entries, ledger)
    yield from _rate_faults(ledger)
    for index, claim in enumerate(ledger.claims):
        yield from _claim_faults(("claims", index), claim, declared)


def _commitment_faults(ledger: Ledger, declared: Declared) -> Iterator[Finding]:
    if not declared.commitments:
        yield Finding(
            "no-commitment", ("commitments",), "the ledger has no commitment", "add one: [commitments.personnel]"
        )
    mistaken = {
        "euro": "EUR",
        "euros": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "us$": "USD",
        "usd": "USD",
        "eur": "EUR",
        "$": "USD",
    }
    for key, commitment in ledger.commitments.items():
        meant = mistaken.get(commitment.unit.casefold())
        if meant and commitment.unit != meant:
            yield Finding(
                "unknown-currency",
                ("commitments", key, "unit"),
                f"{shown(commitment.unit)} is not a currency code",
                f'write "{meant}"',
            )


def _contributor_faults(ledger: Ledger) -> Iterator[Finding]:
    for code, body in ledger.contributors.items():
        if code.upper() in countries():
            name = countries()[code.upper()]
            yield Finding(
                "body-is-country",
                ("contributors", code),
                f'"{code}" is the code of {name}',
                f'choose another code for "{body.name}", or take the table out: countries need no declaration',
                at_key=True,
            )


def _mission_faults(ledger: Ledger) -> Iterator[Finding]:
    mission = ledger.mission
    if mission.start and mission.end and mission.end < mission.start:
        yield Finding(
            "ends-before-start",
            ("mission", "end"),
            f"the mission ends on {mission.end}, before it starts on {mission.start}",
            "exchange the two dates, or correct the year",
        )


def _source_faults(path: Path, sources: Iterable[str], declared: Declared) -> Iterator[Finding]:
    for source in sources:
        if source not in declared.sources and not is_url(source):
            yield Finding(
                "unknown-source",
                (*path, "source"),
                f"{shown(source)} is neither a source of this ledger nor a web address",
                did_you_mean(
                    source,
                    sorted(declared.sources),
                    f"add [sources.{_as_id(source)}], or write an address that starts with https://",
                ),
            )


def _as_id(text: str) -> str:
    return (
        "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in text.lower())[:40].strip("-") or "id"
    )


def _entry_faults(path: Path, entry: Entry, ledger: Ledger, declared: Declared) -> Iterator[Finding]:
    if entry.commitment not in declared.commitments:
        yield unknown_commitment((*path, "commitment"), entry.commitment, declared)
    if entry.country is not None:
        yield from _country_faults((*path, "country"), entry.country, declared)
    if entry.total is not None and entry.amount is not None:
        yield Finding(
            "total-and-amount",
            (*path, "amount"),
            "an entry states a total or an amount, not both",
            "keep `total` for a level, or `amount` for a change; to state both write two entries",
        )
    if entry.country is None:
        yield from _whole_mission_faults(path, entry, ledger)
    if entry.currency is not None:
        yield from _currency_faults(path, entry, ledger)


def unknown_commitment(path: Path, name: str, declared: Declared) -> Finding:
    """The finding for a name that no commitment has."""
    known = sorted(declared.commitments)
    return Finding(
        "unknown-commitment",
        path,
        f"{shown(name)} is not a commitment of this ledger",
        did_you_mean(name, known, f"write one of {', '.join(known)}, or add [commitments.{_as_id(name)}]"),
    )


def _country_faults(path: Path, country: str, declared: Declared) -> Iterator[Finding]:
    if country in declared.contributors or country in countries():
        return
    code = find_country(country)
    if code:
        hint = f'write "{code}", the code of {countries()[code]}'
    else:
        hint = did_you_mean(
            country,
            sorted(declared.contributors),
            f"write an ISO 3166-1 code of two letters, or declare [contributors.{_as_id(country).upper()}]",
        )
    yield Finding("unknown-country", path, f"{shown(country)} is not a country code or a declared contributor", hint)


def _whole_mission_faults(path: Path, entry: Entry, ledger: Ledger) -> Iterator[Finding]:
    kind = "pledge" if isinstance(entry, Pledge) else "actual"
    if entry.total is None and entry.amount is None:
        yield Finding(
            "no-figure",
            path,
            f"this {kind} of the whole mission states no figure",
            'add `total` or `amount`; if a contributor gave an unstated amount, add `country = "…"`',
        )
    if isinstance(entry, Pledge) and entry.status is not None:
        yield Finding(
            "status-of-whole",
            (*path, "status"),
            "only a contributor's pledge has a status",
            'add `country = "…"`, or take the status out',
        )
    commitment = ledger.commitments.get(entry.commitment)
    undated = commitment and (commitment.pledged if kind == "pledge" else commitment.actual)
    if undated is not None:
        key = "pledged" if kind == "pledge" else "actual"
        yield Finding(
            "dated-and-undated",
            path,
            f'"{entry.commitment}" has an undated `{key}`, and this entry dates one',
            f"take `{key}` out of [commitments.{entry.commitment}] and date it as an entry, or give this entry a country",
        )


def _currency_faults(path: Path, entry: Entry, ledger: Ledger) -> Iterator[Finding]:
    currency = entry.currency or ""
    if not is_currency(currency):
        meant = currency.upper() if is_currency(currency.upper()) else "EUR"
        yield Finding(
            "unknown-currency",
            (*path, "currency"),
            f"{shown(currency)} is not a currency code",
            f'write an ISO 4217 code, such as "{meant}"',
        )
    commitment = ledger.commitments.get(entry.commitment)
    if commitment and not is_currency(commitment.unit):
        yield Finding(
            "currency-of-no-money",
            (*path, "currency"),
            f'"{entry.commitment}" is counted in {commitment.unit}, not in money',
            f"take the currency out, or give [commitments.{entry.commitment}] a currency code as its unit",
        )


def _series_faults(section: str, entries: Iterable[Pledge] | Iterable[Actual], ledger: Ledger) -> Iterator[Finding]:
    """Contradictions within one day of one series: two different totals, two different statuses."""
    totals: dict[tuple[object, ...], tuple[int, object]] = {}
    statuses: dict[tuple[object, ...], tuple[int, object]] = {}
    for index, entry in enumerate(entries):
        day = (entry.commitment, entry.country, entry.date)
        whom = f"{entry.commitment}, {entry.country or 'the whole mission'}"
        if entry.total is not None:
            commitment = ledger.commitments.get(entry.commitment)
            stated = (entry.total, entry.currency or (commitment.unit if commitment else ""))
            if totals.setdefault(day, (index, stated))[1] != stated:
                yield Finding(
                    "contradicting-totals",
                    (section, index, "total"),
                    f"a second total for {whom} on {entry.date}: {totals[day][1][0]} and {entry.total}",  # type: ignore[index]  # a pair
                    "keep the one that you trust; the other can be a claim",
                )
        if (
            isinstance(entry, Pledge)
            and entry.status is not None
            and statuses.setdefault(day, (index, entry.status))[1] != entry.status
        ):
            yield Finding(
                "contradicting-statuses",
                (section, index, "status"),
                f"a second status for {whom} on {entry.date}: {statuses[day][1]} and {entry.status}",
                "keep the later one, or correct a date",
            )


def _rate_faults(ledger: Ledger) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for index, rate in enumerate(ledger.rates):
        first, second = rate.pair.split("/")
        for code in (first, second):
            if not is_currency(code):
                yield Finding(
                    "unknown-currency",
                    ("rates", index, "pair"),
                    f"{shown(code)} is not a currency code",
                    'write two ISO 4217 codes, such as "EUR/USD"',
                )
        if first == second:
            yield Finding(
                "bad-pair",
                ("rates", index, "pair"),
                "a currency has no rate to itself",
                'write two different codes, such as "EUR/USD"',
            )
        if (rate.pair, rate.date) in seen:
            yield Finding(
                "two-rates",
                ("rates", index),
                f"a second rate of {rate.pair} on {rate.date}",
                "keep one of the two, or correct its date",
            )
        seen.add((rate.pair, rate.date))


def _claim_faults(path: Path, claim: Claim, declared: Declared) -> Iterator[Finding]:
    if (claim.commitment is None) == (claim.indicator is None):
        yield Finding(
            "claim-about-what",
            path,
            "a claim is about a commitment or about an indicator" + (", not both" if claim.commitment else ""),
            'write commitment = "…" or indicator = "…"',
        )
        return
    if claim.commitment is not None and claim.commitment not in declared.commitments:
        yield unknown_commitment((*path, "commitment"), claim.commitment, declared)
    if claim.indicator is not None and claim.indicator not in declared.indicators:
        known = sorted(declared.indicators)
        yield Finding(
            "unknown-indicator",
            (*path, "indicator"),
            f"{shown(claim.indicator)} is not an indicator of this ledger",
            did_you_mean(claim.indicator, known, f"add [indicators.{_as_id(claim.indicator)}]"),
        )
    if claim.country is not None:
        yield from _country_faults((*path, "country"), claim.country, declared)
    yield from _measure_faults(path, claim)


def _measure_faults(path: Path, claim: Claim) -> Iterator[Finding]:
    about, allowed = (
        ("a commitment", MEASURES_OF_COMMITMENTS) if claim.commitment else ("an indicator", MEASURES_OF_INDICATORS)
    )
    if claim.measure not in allowed:
        yield Finding(
            "measure-mismatch",
            (*path, "measure"),
            f'"{claim.measure}" does not measure {about}',
            f"write one of {', '.join(sorted(allowed))}",
        )
    elif claim.country is not None and (claim.indicator is not None or claim.measure is Measure.CONTRIBUTORS):
        yield Finding(
            "measure-mismatch",
            (*path, "country"),
            f'"{claim.measure}" of {about} is not a country\'s',
            "take the country out, or choose another measure",
        )
    elif claim.commitment is not None and claim.measure is Measure.SHARE_PCT and claim.country is None:
        yield Finding(
            "measure-mismatch",
            (*path, "measure"),
            'the "share_pct" of a commitment is a contributor\'s share of the whole',
            'add country = "…", or write delivered_pct for the share of the pledge',
        )
