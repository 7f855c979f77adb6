"""The rules about the terms of entries: parts and due days, stages, what is outside, values, ids of entries."""

from collections.abc import Iterable, Iterator, Sequence

from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.model import Actual, Claim, Commitment, Ledger, Pledge, Status
from mss_gap.ledger.near import did_you_mean, list_names
from mss_gap.ledger.values import shown

_Entry = Pledge | Actual


def broken_terms(ledger: Ledger) -> Iterator[Finding]:
    """Every term of a commitment, an entry or a claim that contradicts another."""
    for key, commitment in ledger.commitments.items():
        yield from _commitment_faults(("commitments", key), key, commitment, ledger)
    for section, entries in ledger.entries():
        for index, entry in enumerate(entries):
            yield from _entry_faults((section, index), entry, ledger)
        yield from _ref_faults(section, entries)
    yield from _day_faults(ledger.pledges)
    for index, claim in enumerate(ledger.claims):
        yield from _claim_faults(("claims", index), claim, ledger)


def _commitment_faults(path: Path, key: str, commitment: Commitment, ledger: Ledger) -> Iterator[Finding]:
    for index, other in enumerate(commitment.overlaps):
        place = (*path, "overlaps", index)
        others = [each for each in ledger.commitments if each != key]
        if other == key:
            yield Finding("overlaps-itself", place, f'"{key}" cannot overlap itself', _other(others))
        elif other not in ledger.commitments:
            hint = did_you_mean(other, others, _other(others))
            yield Finding("unknown-commitment", place, f"{shown(other)} is not a commitment of this ledger", hint)
    repeated = {stage for stage in commitment.stages if commitment.stages.count(stage) > 1}
    if repeated:
        yield Finding(
            "two-stages", (*path, "stages"), f"the stage {shown(min(repeated))} is named twice", "name each stage once"
        )
    if commitment.counts is not None and commitment.counts not in commitment.stages:
        yield _unknown_stage((*path, "counts"), commitment.counts, key, commitment)


def _other(others: Sequence[str]) -> str:
    return f"write {list_names(frozenset(others))}" if others else "take it out: the ledger has no other commitment"


def _unknown_stage(path: Path, stage: str, key: str, commitment: Commitment) -> Finding:
    if not commitment.stages:
        hint = f"add stages = [{shown(stage)}, …] to [commitments.{key}], or take it out"
        return Finding("unknown-stage", path, f'"{key}" has no stages', hint)
    hint = did_you_mean(stage, commitment.stages, f"write {list_names(frozenset(commitment.stages))}")
    return Finding("unknown-stage", path, f'{shown(stage)} is not a stage of "{key}"', hint)


def _entry_faults(path: Path, entry: _Entry, ledger: Ledger) -> Iterator[Finding]:
    commitment = ledger.commitments.get(entry.commitment)
    figure = entry.amount if entry.total is None else entry.total
    if entry.stage is not None and commitment is not None and entry.stage not in commitment.stages:
        yield _unknown_stage((*path, "stage"), entry.stage, entry.commitment, commitment)
    if entry.qualifier is not None and figure is None:
        yield Finding(
            "qualifier-of-nothing",
            (*path, "qualifier"),
            "a qualifier says how a figure is meant, and this entry has none",
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
    elif not figure:
        yield Finding(
            "value-of-what",
            path,
            "`value` is what a figure is worth, and this entry has none" if figure is None else "0 is worth 0",
            "add `total` or `amount`, or take `value` out" if figure is None else "take `value` out",
        )
    elif entry.value is not None and (not entry.value or (entry.value < 0) is not (figure < 0)):
        yield Finding(
            "value-of-what",
            path,
            "`value` must have the sign of the figure that it is worth",
            f"write {'a number below' if figure < 0 else 'a number above'} 0",
        )


def _pledge_faults(path: Path, pledge: Pledge) -> Iterator[Finding]:
    if pledge.part is not None and pledge.status in (None, Status.FIRM):
        yield Finding(
            "part-of-what",
            (*path, "part"),
            "a part is how much of a pledge has a status, and this entry names none"
            if pledge.status is None
            else "a part cannot be firm: what no part has another status of is firm",
            'add status = "on-hold", "conditional" or "withdrawn"',
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
            'add `country = "…"`, or write `due` in the commitment',
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


def _ref_faults(section: str, entries: Iterable[_Entry]) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], int] = {}
    for index, entry in enumerate(entries):
        if entry.ref is not None:
            first = seen.setdefault((entry.commitment, entry.stage, entry.ref), index)
            if first != index:
                yield Finding(
                    "two-refs",
                    (section, index, "ref"),
                    f"a second entry with the ref {shown(entry.ref)}",
                    "take one of the two out, or correct its ref",
                    other=(section, first, "ref"),
                )


def _day_faults(pledges: Iterable[Pledge]) -> Iterator[Finding]:
    """Contradictions within one day of one contributor: two parts of one status, two new due days."""
    parts: dict[tuple[object, ...], int] = {}
    dues: dict[tuple[object, ...], int] = {}
    for index, pledge in enumerate(pledges):
        day = (pledge.commitment, pledge.country, pledge.date)
        whose = f"of {pledge.country} to {pledge.commitment} on {pledge.date}"
        if pledge.part is not None:
            first = parts.setdefault((*day, pledge.status), index)
            if first != index:
                yield Finding(
                    "two-parts",
                    ("pledges", index, "part"),
                    f"a second part {whose} that is {pledge.status}",
                    "keep one of the two, or correct a date",
                    other=("pledges", first, "part"),
                )
        if pledge.due is not None and pledge.total is None and pledge.amount is None:
            first = dues.setdefault(day, index)
            if first != index:
                yield Finding(
                    "two-dues",
                    ("pledges", index, "due"),
                    f"a second new due day {whose}",
                    "keep one of the two, or correct a date",
                    other=("pledges", first, "due"),
                )


def _claim_faults(path: Path, claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    if claim.stage is None:
        return
    commitment = ledger.commitments.get(claim.commitment or "")
    if claim.commitment is None or commitment is None:
        yield Finding("stage-of-indicator", (*path, "stage"), "an indicator has no stages", "take the stage out")
    elif claim.stage not in commitment.stages:
        yield _unknown_stage((*path, "stage"), claim.stage, claim.commitment, commitment)
