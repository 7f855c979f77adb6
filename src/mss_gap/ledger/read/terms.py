"""The rules about the terms of entries: parts and due days, stages, what is outside, values, ids of entries."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from mss_gap.ledger.check import shown
from mss_gap.ledger.entry import Actual, Pledge, Status
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.measures import Measure
from mss_gap.ledger.model import Claim, Commitment, Ledger
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.near import did_you_mean, list_names

_Entry = Pledge | Actual


def broken_terms(ledger: Ledger) -> Iterator[Finding]:
    """Every term of a commitment, an entry or a claim that contradicts another."""
    for key, commitment in ledger.commitments.items():
        yield from _commitment_faults(("commitments", key), key, commitment)
    for section, entries in ledger.entries():
        for index, entry in enumerate(entries):
            if (
                entry.qualifier is not None
                or entry.value is not None
                or entry.outside is not None
                or entry.stage is not None
                or entry.part is not None
                or entry.due is not None
            ):
                yield from _entry_faults((section, index), entry, ledger)
        yield from _ref_faults(section, entries, ledger)
    yield from _day_faults(ledger.pledges)
    for index, claim in enumerate(ledger.claims):
        yield from _claim_faults(("claims", index), claim, ledger)


def _commitment_faults(path: Path, key: str, commitment: Commitment) -> Iterator[Finding]:
    if commitment.rates_of is not None and not is_currency(commitment.unit):
        yield Finding(
            "rates-of-no-money",
            (*path, "rates_of"),
            f'"{key}" is counted in {commitment.unit}, not in money',
            "take `rates_of` out: only money is converted",
        )
    for index, stage in enumerate(commitment.stages):
        if stage in commitment.stages[:index]:
            yield Finding(
                "named-twice", (*path, "stages", index), f"{shown(stage)} is named twice", "name each stage once"
            )
    if commitment.counts is not None and commitment.counts not in commitment.stages:
        yield unknown_stage((*path, "counts"), commitment.counts, key, commitment)


def unknown_stage(path: Path, stage: str, key: str, commitment: Commitment) -> Finding:
    """What is wrong with a stage that a commitment does not have."""
    if not commitment.stages:
        hint = f"add stages = [{shown(stage)}] to [commitments.{key}], with the others in order, or take it out"
        return Finding("unknown-stage", path, f'"{key}" has no stages', hint)
    hint = did_you_mean(stage, commitment.stages, f"write {list_names(frozenset(commitment.stages))}")
    return Finding("unknown-stage", path, f'{shown(stage)} is not a stage of "{key}"', hint)


def _entry_faults(path: Path, entry: _Entry, ledger: Ledger) -> Iterator[Finding]:
    commitment = ledger.commitments.get(entry.commitment)
    figure = entry.amount if entry.total is None else entry.total
    if entry.stage is not None and entry.outside is None and commitment and entry.stage not in commitment.stages:
        yield unknown_stage((*path, "stage"), entry.stage, entry.commitment, commitment)
    if entry.qualifier is not None and figure is None:
        yield Finding(
            "qualifier-of-nothing",
            (*path, "qualifier"),
            "a qualifier says how a total or an amount is meant, and this entry has neither",
            "add `total` or `amount`, or take the qualifier out",
        )
    if entry.value is not None:
        yield from _value_faults((*path, "value"), entry)
    if isinstance(entry, Pledge):
        yield from _pledge_faults(path, entry)
    if entry.outside is not None:
        yield from _outside_faults(path, entry)


def _value_faults(path: Path, entry: _Entry) -> Iterator[Finding]:
    figure = entry.amount if entry.total is None else entry.total
    if entry.currency is None:
        yield Finding(
            "value-of-what",
            path,
            "`value` is what a figure in another currency is worth, and this entry names no currency",
            "add `currency`, or take `value` out",
        )
    elif figure is None:
        yield Finding(
            "value-of-what",
            path,
            "`value` is what a total or an amount is worth, and this entry has neither",
            "add `total` or `amount`, or take `value` out",
        )
    elif not figure:
        yield Finding("value-of-what", path, "a figure of 0 needs no `value`", "take `value` out")
    elif entry.value is not None and (not entry.value or (entry.value < 0) is not (figure < 0)):
        yield Finding(
            "value-of-what",
            path,
            f"what {shown(figure)} {entry.currency} is worth must be {'below' if figure < 0 else 'above'} 0",
            f"write {shown(-entry.value)}" if entry.value else "write what the source says, or take `value` out",
        )


def hint_of_row(finding: Finding, ledger: Ledger) -> str:
    """What to write about an entry that is a row of a table: into the block that reads it, where that mends the row."""
    if finding.code != "value-of-what":
        return finding.hint
    section, index, *_ = finding.path
    entry: _Entry = getattr(ledger, str(section))[index]
    key = "amount" if entry.total is None else "total"
    figure = getattr(entry, key)
    if entry.currency is None or figure is None:
        return finding.hint
    return f'values.{key} = {{ "{figure:f}" = "" }} counts such rows at their `value`; or correct the file'


def _pledge_faults(path: Path, pledge: Pledge) -> Iterator[Finding]:
    if pledge.part is not None and pledge.status is None:
        yield Finding(
            "part-of-what",
            (*path, "part"),
            "`part` says how much of the pledge has a status, and this entry has no status",
            'add status = "on-hold", "conditional" or "withdrawn"',
        )
    if pledge.part is not None and pledge.status is Status.FIRM:
        yield Finding(
            "part-of-what",
            (*path, "part"),
            "no part of a pledge is stated as firm: what is left beside the other parts is",
            'write the part that is not firm, with status = "on-hold", "conditional" or "withdrawn"; '
            "or take `part` out: then all of the pledge is firm",
        )
    if pledge.country is None and pledge.part is not None:
        yield Finding(
            "part-of-whole",
            (*path, "part"),
            "only a contributor's pledge has a `part`",
            'add `country = "…"`, or take the part out',
        )
    if pledge.country is None and pledge.due is not None:
        yield Finding(
            "due-of-whole",
            (*path, "due"),
            "only a contributor's pledge has a `due`",
            f'add `country = "…"`, or write `due` in [commitments.{pledge.commitment}]',
        )


def _outside_faults(path: Path, entry: _Entry) -> Iterator[Finding]:
    if entry.country is None:
        yield Finding(
            "outside-of-whole",
            (*path, "outside"),
            "only a contributor gives something outside the commitment",
            'add `country = "…"`, or take `outside` out',
        )
    for key in ("status", "part", "due", "stage"):
        if getattr(entry, key) is not None:
            yield Finding(
                "outside-terms",
                (*path, key),
                f"what is given outside the commitment has no `{key}`",
                f"take `{key}` out, or take `outside` out",
            )


_REF = attrgetter("ref")


def _ref_faults(section: str, entries: Iterable[_Entry], ledger: Ledger) -> Iterator[Finding]:
    refs = [ref for ref in map(_REF, entries) if ref is not None]
    if len(set(refs)) == len(refs):
        return
    seen: dict[tuple[object, ...], int] = {}
    staged = {key: commitment for key, commitment in ledger.commitments.items() if commitment.stages}
    for index, entry in enumerate(entries):
        if entry.ref is None:
            continue
        stage = staged[entry.commitment].stage_of(entry) if entry.commitment in staged else entry.stage
        first = seen.setdefault((entry.commitment, stage, entry.ref), index)
        if first != index:
            yield Finding(
                "two-refs",
                (section, index, "ref"),
                f"a second entry of {entry.commitment} with the ref {shown(entry.ref)}",
                "take one of the two out, or correct its ref",
                other=(section, first, "ref"),
            )


def _day_faults(pledges: Iterable[Pledge]) -> Iterator[Finding]:
    """Contradictions within one day of one contributor: two parts of one status, two new due days."""
    parts: dict[tuple[object, ...], int] = {}
    dues: dict[tuple[object, ...], int] = {}
    for index, pledge in enumerate(pledges):
        if pledge.country is None or (pledge.part is None and pledge.due is None):
            continue
        day = (pledge.commitment, pledge.country, pledge.date)
        if pledge.part is not None:
            first = parts.setdefault((*day, pledge.status), index)
            if first != index:
                yield Finding(
                    "two-parts",
                    ("pledges", index, "part"),
                    f"a second part {_whose(pledge)} that is {pledge.status}",
                    "add the two up to one, keep one of them, or correct a date",
                    other=("pledges", first, "part"),
                )
        if pledge.due is not None and pledge.total is None and pledge.amount is None:
            first = dues.setdefault(day, index)
            if first != index:
                yield Finding(
                    "two-dues",
                    ("pledges", index, "due"),
                    f"a second due day without a figure {_whose(pledge)}",
                    "keep one of the two, or add to each the `total` or `amount` that is due then",
                    other=("pledges", first, "due"),
                )


def _whose(pledge: Pledge) -> str:
    return f"of {pledge.country} to {pledge.commitment} on {pledge.date}"


def _claim_faults(path: Path, claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    if claim.stage is None:
        return
    commitment = ledger.commitments.get(claim.commitment or "")
    if claim.commitment is None:
        yield Finding("stage-of-what", (*path, "stage"), "an indicator has no stages", "take the stage out")
    elif commitment and claim.stage not in commitment.stages:
        yield unknown_stage((*path, "stage"), claim.stage, claim.commitment, commitment)
    elif claim.measure in _OF_PLEDGES:
        yield Finding(
            "stage-of-what",
            (*path, "stage"),
            f'"{claim.measure}" is of pledges, which have no stages',
            "take the stage out, or write the measure of a delivery, such as actual",
        )


_OF_PLEDGES = (Measure.PLEDGED, Measure.COUNTRY_PLEDGED, Measure.UNPLEDGED, Measure.PLEDGERS)
