"""What an editor of a ledger would want to know: nothing of it is an error, all of it may be a slip."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from mss_gap.analysis.exact import exactly
from mss_gap.analysis.report import Report
from mss_gap.analysis.series import Course, Level, Series, index_series
from mss_gap.analysis.survey import Survey, report_date, survey
from mss_gap.analysis.warnings import warnings_of
from mss_gap.ledger.model import Entry, Ledger
from mss_gap.ledger.problems import Finding, LedgerInvalidError, Path, Problem
from mss_gap.ledger.read import inspect, located


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidateReport(Report):
    """All that is wrong with a ledger, and all that may be."""

    kind: Literal["validate"] = "validate"
    valid: bool
    """True where there is no error; warnings leave a ledger valid."""
    errors: tuple[Problem, ...]
    """Sorted by line."""
    warnings: tuple[Problem, ...]
    """Sorted by line."""


def validated(content: bytes, origin: str, as_of: date | None = None) -> tuple[ValidateReport, str]:
    """All that is wrong with the bytes of a ledger, and the text that the places refer to."""
    try:
        inspected = inspect(content, origin)
    except LedgerInvalidError as error:
        faulty = ValidateReport(
            mission=None, ledger=origin, as_of=None, valid=False, errors=error.problems, warnings=()
        )
        return faulty, error.text
    ledger = inspected.ledger
    sound = ValidateReport(
        mission=ledger.mission.name,
        ledger=origin,
        as_of=report_date(ledger, as_of),
        valid=True,
        errors=(),
        warnings=tuple(located(review(ledger, as_of), inspected.text)),
    )
    return sound, inspected.text


def review(ledger: Ledger, as_of: date | None = None) -> Iterator[Finding]:
    """Every warning about a ledger; `as_of` is the report date as for a summary."""
    surveyed = survey(ledger, as_of)
    for warning in warnings_of(surveyed):
        yield Finding(
            str(warning.code),
            ("commitments", str(warning.commitment)),
            warning.message,
            _REMEDIES[str(warning.code)],
        )
    for section, entries in (("pledges", ledger.pledges), ("actuals", ledger.actuals)):
        yield from _duplicates(section, entries)
        yield from _after_report_date(section, entries, ledger.mission.as_of)
    yield from _unsourced(ledger)
    yield from _unused(ledger)
    for key, course in index_series(ledger).items():
        yield from _below_zero(key, course, ledger)
    yield from _larger_than_whole(surveyed)


_REMEDIES: Mapping[str, str] = {
    "parts-exceed-total": "date the whole and its parts alike, or say in a note why they differ",
    "no-rate": "add a rate dated on or before the entry: [[rates]]",
    "lower-bound": "add a later total where one is published",
}


def _duplicates(section: str, entries: Iterable[Entry]) -> Iterator[Finding]:
    totals: dict[tuple[object, ...], int] = {}
    others: dict[tuple[object, ...], int] = {}
    for index, entry in enumerate(entries):
        series = (entry.commitment, entry.country, entry.date)
        if entry.total is not None:
            first = totals.setdefault((*series, entry.total, entry.currency), index)
        else:
            first = others.setdefault((*series, entry.amount, entry.currency, entry.note, entry.source), index)
        if first != index:
            yield Finding(
                "duplicate-entry",
                (section, index),
                f"this says the same as entry {first + 1} of [[{section}]]",
                "take one out, and list both sources in the other",
            )


def _after_report_date(section: str, entries: Iterable[Entry], as_of: date | None) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        if as_of is not None and entry.date > as_of:
            yield Finding(
                "after-report-date",
                (section, index, "date"),
                f"{entry.date} is after the report date {as_of}: reports leave the entry out",
                "move as_of in [mission], or read with --as-of",
            )


def figures(ledger: Ledger) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every figure of a ledger by its path, with the sources that it rests on."""
    for key, commitment in ledger.commitments.items():
        if commitment.pledged is not None or commitment.actual is not None:
            yield ("commitments", key), commitment.source
    for section in ("pledges", "actuals", "rates", "claims"):
        for index, part in enumerate(getattr(ledger, section)):
            yield (section, index), part.source
    for key, indicator in ledger.indicators.items():
        yield ("indicators", key), indicator.source
    for index, event in enumerate(ledger.events):
        yield ("events", index), event.source


def _unsourced(ledger: Ledger) -> Iterator[Finding]:
    for path, sources in figures(ledger):
        if not sources:
            yield Finding("unsourced", path, "no source is given", 'add source = "…": a source id or a web address')


def _unused(ledger: Ledger) -> Iterator[Finding]:
    used = {source for _, sources in figures(ledger) for source in sources}
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


@exactly
def _below_zero(key: str, course: Course, ledger: Ledger) -> list[Finding]:
    """The first entry that takes a level below zero, in each series."""
    return [
        Finding(
            "below-zero",
            (section, [id(entry) for entry in entries].index(id(series.statements[level.end - 1].entry))),
            f"the level falls below zero on {level.day}: {level.value} {ledger.commitments[key].unit}",
            "check the amounts up to here, or state a total",
        )
        for section, entries, side in (
            ("pledges", ledger.pledges, course.pledges),
            ("actuals", ledger.actuals, course.actuals),
        )
        for series in (side.whole, *side.by_contributor.values())
        if (level := _first_below_zero(series))
    ]


def _first_below_zero(series: Series) -> Level | None:
    return next((level for level in series.levels if level.value is not None and level.value < 0), None)


def _larger_than_whole(surveyed: Survey) -> Iterator[Finding]:
    for key, position in surveyed.positions.items():
        for code, standing in position.standings.items():
            for what, part, whole in (
                ("delivered", standing.actual, position.actual),
                ("pledged", standing.pledged, position.pledged if position.headline else None),
            ):
                if part is not None and whole is not None and part > max(whole, Decimal(0)):
                    yield Finding(
                        "larger-than-whole",
                        ("commitments", key),
                        f"{surveyed.title(key)}: {surveyed.name(code)} alone {what} {part.normalize():,f}, the whole is {whole.normalize():,f}",
                        "check both figures and their dates",
                    )
