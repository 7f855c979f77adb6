"""Every warning about a ledger: nothing of it is an error, all of it may be a slip."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from mss_gap.analysis.sourcing import figures
from mss_gap.analysis.survey import survey
from mss_gap.analysis.warnings.entry_warnings import after_report_date, conversion_warnings, duplicates
from mss_gap.analysis.warnings.level_warnings import level_warnings
from mss_gap.analysis.warnings.table_warnings import table_warnings
from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.entry import Actual, Entry, Pledge
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.model import Claim, Ledger
from mss_gap.ledger.plural import so_many


def review(ledger: Ledger, as_of: date | None = None) -> Iterator[Finding]:
    """Every warning about a ledger; `as_of` is the report date as for a summary."""
    surveyed = survey(ledger, as_of)
    yield from level_warnings(surveyed)
    yield from conversion_warnings(ledger, ledger.pledges)
    for section, entries in ledger.entries():
        yield from duplicates(section, entries, ledger)
        yield from after_report_date(section, entries, surveyed.as_of)
    yield from _unsourced(ledger)
    yield from _unexplained(ledger)
    yield from _unused(ledger)
    yield from _look_alikes(ledger)
    yield from table_warnings(ledger)


def review_entry(ledger: Ledger, section: Literal["pledges", "actuals", "claims"]) -> Iterator[Finding]:
    """The warnings about the last entry of a section by itself, and beside those that say nearly the same.

    It looks at few entries, however many there are. That the entry is after the report date is not among them.
    """
    entries: Sequence[Pledge | Actual | Claim] = getattr(ledger, section)
    last = entries[-1]
    alike = [
        position
        for position, entry in enumerate(entries)
        if entry is last
        or (isinstance(last, Entry) and isinstance(entry, Entry) and _series_day(entry) == _series_day(last))
    ]
    few = Ledger(commitments=ledger.commitments, rates=ledger.rates).model_copy(
        update={section: tuple(entries[position] for position in alike)}
    )
    of_the_last = (section, len(alike) - 1)
    for finding in (
        *conversion_warnings(few, ledger.pledges),
        *(finding for name, some in few.entries() for finding in duplicates(name, some, few)),
        *_unsourced(few),
        *_unexplained(few),
    ):
        if finding.path[:2] == of_the_last:
            other = finding.other and (section, alike[int(finding.other[1])])
            yield replace(finding, path=(section, len(entries) - 1, *finding.path[2:]), other=other)


def _series_day(entry: Entry) -> tuple[object, ...]:
    return entry.date, entry.country, entry.commitment


def _unsourced(ledger: Ledger) -> Iterator[Finding]:
    remedy = 'add source = "…": a source id or a web address'
    rows = Counter[int]()
    for path, sources in figures(ledger):
        if sources:
            continue
        row = ledger.row_of(str(path[0]), path[1]) if isinstance(path[1], int) else None
        if row is None:
            yield Finding("unsourced", path, "no source is given", remedy)
        else:
            rows[row[0].index] += 1
    for index, number in rows.items():
        message = f"no source is given for {so_many(number, 'row', 'rows')}"
        yield Finding("unsourced", ("tables", index), message, f"{remedy}, or columns.source")


def _unexplained(ledger: Ledger) -> Iterator[Finding]:
    """Claims that are set aside, without a word on what they speak of."""
    for index, claim in enumerate(ledger.claims):
        if not claim.comparable and claim.note is None:
            yield Finding(
                "unexplained",
                ("claims", index, "comparable"),
                "no note says why the claim is not comparable",
                'add note = "…": the period, scope or base that it speaks of',
            )


def _unused(ledger: Ledger) -> Iterator[Finding]:
    used = {source for _, sources in figures(ledger) for source in sources}
    # A commitment may name its source before it has a figure; a group has none.
    used |= {source for commitment in ledger.commitments.values() for source in commitment.source}
    used |= {source for group in ledger.groups.values() for source in group.source}
    for key in ledger.sources:
        if key not in used:
            yield Finding(
                "unused-source", ("sources", key), f'nothing rests on the source "{key}"', "use it, or take it out"
            )
    contributing = {entry.country for entry in (*ledger.pledges, *ledger.actuals)}
    contributing |= {claim.country for claim in ledger.claims}
    for key in ledger.contributors:
        if key not in contributing:
            yield Finding(
                "unused-contributor",
                ("contributors", key),
                f'no entry names the contributor "{key}"',
                "use it, or take it out",
            )


def _look_alikes(ledger: Ledger) -> Iterator[Finding]:
    """Each declared contributor that may be taken for another, or for a country, by its code or its name."""
    contributors = Contributors({code: body.name for code, body in ledger.contributors.items()})
    places: dict[str, Path] = {code: ("contributors", code) for code in ledger.contributors}
    for table in ledger.tables_read:
        places |= dict.fromkeys(table.bodies, ("tables", table.index, "others"))
    for code, other in contributors.look_alikes():
        declared = other in ledger.contributors
        yield Finding(
            "look-alike",
            places[code],
            f'"{code}" ({contributors.name(code)}) may be taken for "{other}" ({contributors.name(other)})',
            "make one of the two, or give one another name or code"
            if declared
            else f'write "{other}" where the country is meant, or choose another code or name',
            other=places[other] if declared else None,
            at_key=places[code][0] == "contributors",
        )
