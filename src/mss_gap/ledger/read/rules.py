"""The rules that need the whole ledger: what contradicts what."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from mss_gap.ledger.dates import precision_of
from mss_gap.ledger.entry import Actual, Entry, Pledge, Status
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.measures import Measure, Subject
from mss_gap.ledger.model import Claim, Ledger
from mss_gap.ledger.names import countries, is_currency


def broken_rules(ledger: Ledger) -> Iterator[Finding]:
    """Every rule of the format that the ledger breaks, entry by entry and then across entries."""
    yield from _contributor_faults(ledger)
    yield from _mission_faults(ledger)
    for section, entries in ledger.entries():
        yield from _entry_faults(section, entries, ledger)
        yield from _series_faults(section, entries, ledger)
    yield from _rate_faults(ledger)
    for index, claim in enumerate(ledger.claims):
        yield from _claim_faults(("claims", index), claim)


def _contributor_faults(ledger: Ledger) -> Iterator[Finding]:
    for code, body in ledger.contributors.items():
        if code.upper() in countries():
            name = countries()[code.upper()]
            yield Finding(
                "body-is-country",
                ("contributors", code),
                f'"{code}" is the code of {name}',
                f'choose another code for "{body.name}", or delete the table: countries need no declaration',
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


def _entry_faults(section: str, entries: Iterable[Pledge | Actual], ledger: Ledger) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        if entry.total is not None and entry.amount is not None:
            yield Finding(
                "total-and-amount",
                (section, index, "amount"),
                "an entry states a total or an amount, not both",
                "keep `total` for a level, or `amount` for a change",
            )
        if entry.country is None:
            yield from _whole_mission_faults((section, index), entry, ledger)
        if entry.currency is not None:
            commitment = ledger.commitments.get(entry.commitment)
            if commitment and not is_currency(commitment.unit):
                yield Finding(
                    "currency-of-no-money",
                    (section, index, "currency"),
                    f'"{entry.commitment}" is counted in {commitment.unit}, not in money',
                    f"delete the currency, or give [commitments.{entry.commitment}] a currency code as its unit",
                )


def _whole_mission_faults(path: Path, entry: Entry, ledger: Ledger) -> Iterator[Finding]:
    kind = "pledge" if isinstance(entry, Pledge) else "actual"
    if entry.outside is not None:
        return
    if entry.total is None and entry.amount is None:
        yield Finding(
            "no-figure",
            path,
            f"this {kind} of the whole commitment states no figure",
            'add `total` or `amount`; if a contributor gave an unstated amount, add `country = "…"`',
        )
    if isinstance(entry, Pledge) and entry.status is not None:
        yield Finding(
            "status-of-whole",
            (*path, "status"),
            "only a contributor's pledge has a status",
            'add `country = "…"`, or delete the status',
        )
    commitment = ledger.commitments.get(entry.commitment)
    if commitment is None:
        return
    stated = commitment.actual if commitment.stage_of(entry) == commitment.counting_stage else None
    undated = commitment.pledged if kind == "pledge" else stated
    if undated is not None:
        key = "pledged" if kind == "pledge" else "actual"
        yield Finding(
            "dated-and-undated",
            path,
            f'"{entry.commitment}" has an undated `{key}`, and this entry dates one',
            f"move `{key}` from [commitments.{entry.commitment}] to a dated entry, or give this entry a country",
            other=("commitments", entry.commitment, key),
        )


def _series_faults(section: str, entries: Sequence[Pledge | Actual], ledger: Ledger) -> Iterator[Finding]:
    """Contradictions within one day of one series: two different totals, two different statuses."""
    totals: dict[tuple[object, ...], tuple[int, tuple[Decimal, str]]] = {}
    counting = {key: commitment.counting_stage for key, commitment in ledger.commitments.items()}
    statuses: dict[tuple[object, ...], tuple[int, Status]] = {}
    moneys = {key: commitment.unit for key, commitment in ledger.commitments.items() if is_currency(commitment.unit)}
    for index, entry in enumerate(entries):
        if entry.total is None and entry.status is None:
            continue
        stage = entry.stage or counting.get(entry.commitment)
        day = (entry.commitment, entry.country, entry.date, stage, entry.outside)
        if entry.total is not None:
            stated = (entry.total, entry.currency or moneys.get(entry.commitment, ""))
            first, before = totals.setdefault(day, (index, stated))
            if before != stated:
                both = " and ".join(f"{total:f} {money}".rstrip() for total, money in (before, stated))
                yield Finding(
                    "contradicting-totals",
                    (section, index, "total"),
                    f"a second total for {_whom(entry)} on {entry.date}: {both}",
                    "keep the one that you trust; the other can be a claim"
                    if precision_of(entries[first].date) is precision_of(entry.date)
                    else "a month or a year counts on its last day: correct a date, or keep the one that you trust",
                    other=(section, first, "total"),
                )
        if entry.status is not None and entry.part is None:
            first, status = statuses.setdefault(day, (index, entry.status))
            if status != entry.status:
                yield Finding(
                    "contradicting-statuses",
                    (section, index, "status"),
                    f"a second status for {_whom(entry)} on {entry.date}: {status} and {entry.status}",
                    "keep one of the two, or correct a date",
                    other=(section, first, "status"),
                )


def _whom(entry: Entry) -> str:
    return f"{entry.commitment}, {entry.country or 'the whole commitment'}"


def _rate_faults(ledger: Ledger) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], int] = {}
    for index, rate in enumerate(ledger.rates):
        first = seen.setdefault((rate.pair, rate.date), index)
        if first != index:
            yield Finding(
                "two-rates",
                ("rates", index, "pair"),
                f"a second rate of {rate.pair} on {rate.date}",
                "keep one of the two, or correct its date",
                other=("rates", first, "pair"),
            )


def _claim_faults(path: Path, claim: Claim) -> Iterator[Finding]:
    if claim.commitment is not None and claim.indicator is not None:
        yield Finding(
            "claim-about-what",
            (*path, "indicator"),
            "this claim names a commitment and an indicator",
            "keep the one that it is about",
        )
    elif claim.commitment is None and claim.indicator is None:
        yield Finding(
            "claim-about-what",
            path,
            "this claim names neither a commitment nor an indicator",
            'add commitment = "…" or indicator = "…"',
        )
    else:
        yield from _measure_faults(path, claim)


def _measure_faults(path: Path, claim: Claim) -> Iterator[Finding]:
    about = Subject.COMMITMENT if claim.commitment else Subject.INDICATOR
    # A claim about a commitment may speak of the whole or, with a country, of a contributor to it.
    meant = {Subject.COMMITMENT, Subject.CONTRIBUTOR} if claim.commitment else {Subject.INDICATOR}
    subjects = claim.measure.subjects
    if not subjects & meant:
        yield Finding(
            "measure-mismatch",
            (*path, "measure"),
            f'"{claim.measure}" does not measure {about}',
            f"write one of {', '.join(sorted(measure for measure in Measure if measure.subjects & meant))}",
        )
    elif claim.country is not None and (claim.indicator is not None or Subject.CONTRIBUTOR not in subjects):
        yield Finding(
            "measure-mismatch",
            (*path, "country"),
            f'"{claim.measure}" of {about} is not a country\'s',
            "delete the country, or choose another measure",
        )
    elif claim.commitment is not None and claim.country is None and Subject.COMMITMENT not in subjects:
        yield Finding(
            "measure-mismatch",
            (*path, "measure"),
            'the "share_pct" of a commitment is a contributor\'s share of the whole',
            'add country = "…", or write delivered_pct for the share of the pledge',
        )
