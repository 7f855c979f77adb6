"""What an editor of a ledger would want to know: nothing of it is an error, all of it may be a slip."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Literal

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.entry_warnings import after_report_date, conversion_warnings, duplicates
from mss_gap.analysis.exact import figure
from mss_gap.analysis.phrases import few
from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.sourcing import figures
from mss_gap.analysis.stages import contributor_by_stage, out_of_order, whole_by_stage
from mss_gap.analysis.survey import Survey, report_date, survey
from mss_gap.analysis.timeline import Timeline
from mss_gap.analysis.warnings import WarningCode, parts_in_excess, warnings_of
from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.explain.problems import Finding, LedgerInvalidError, Path, Problem
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.model import Actual, Claim, Entry, Ledger, Pledge
from mss_gap.ledger.read.load import inspect, locate_first
from mss_gap.ledger.table import Section, TableRows


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table beside the ledger whose rows were read as entries."""

    file: str
    """Its path, from the ledger's folder."""
    sheet: str | None
    """The sheet of a spreadsheet; null for a file of one table."""
    rows: int
    """How many rows it has below its titles."""
    entries: int
    """How many entries they became."""
    left_out: Mapping[str, int]
    """How many rows were left out, by the reason."""
    section: Section = field(metadata=NOT_IN_DOCUMENTS)
    """What its rows are."""
    bodies: int = field(metadata=NOT_IN_DOCUMENTS)
    """How many names of contributors became bodies; a warning names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidateReport(Report):
    """All that is wrong with a ledger, and all that may be."""

    kind: Literal["validate"] = "validate"
    valid: bool
    """True where there is no error; warnings leave a ledger valid."""
    tables: tuple[TableRead, ...] = ()
    """In the order of the ledger."""
    files: tuple[FileRead, ...]
    """Every file that was read, the ledger's own first."""
    errors: tuple[Problem, ...]
    """Sorted by line."""
    warnings: tuple[Problem, ...]
    """Sorted by line."""
    ledger_text: str = field(default="", metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """The ledger's text, for excerpts of it."""
    cells: Mapping[Problem, Sequence[str]] = field(
        default_factory=dict, metadata=NOT_IN_DOCUMENTS, repr=False, compare=False
    )
    """The row of a table that an error is in, for excerpts of it."""


def validated(
    content: bytes, origin: str, as_of: date | None = None, folder: FilePath | None = None
) -> tuple[ValidateReport, str]:
    """All that is wrong with the bytes of a ledger, and the text that the places refer to."""
    try:
        inspected = inspect(content, origin, folder)
    except LedgerInvalidError as error:
        faulty = ValidateReport(
            mission=None,
            ledger=origin,
            as_of=None,
            valid=False,
            files=(FileRead.of(origin, content), *error.tables),
            errors=error.problems,
            warnings=(),
            ledger_text=error.text,
            cells=error.cells,
        )
        return faulty, error.text
    ledger = inspected.ledger
    sound = ValidateReport(
        mission=ledger.mission.name,
        ledger=origin,
        as_of=report_date(ledger, as_of),
        valid=True,
        tables=tuple(
            TableRead(
                file=table.file,
                sheet=table.sheet,
                rows=table.rows,
                entries=len(table.lines),
                left_out=table.left_out,
                section=table.section,
                bodies=len(table.bodies),
            )
            for table in ledger.tables_read
        ),
        files=ledger.files,
        errors=(),
        warnings=tuple(locate_first(review(ledger, as_of), inspected.text, origin, ledger)),
        ledger_text=inspected.text,
    )
    return sound, inspected.text


def review(ledger: Ledger, as_of: date | None = None) -> Iterator[Finding]:
    """Every warning about a ledger; `as_of` is the report date as for a summary."""
    surveyed = survey(ledger, as_of)
    yield from review_levels(surveyed)
    yield from conversion_warnings(ledger, ledger.pledges)
    for section, entries in ledger.entries():
        yield from duplicates(section, entries, ledger)
        yield from after_report_date(section, entries, surveyed.as_of)
    yield from _unsourced(ledger)
    yield from _unexplained(ledger)
    yield from _unused(ledger)
    yield from _look_alikes(ledger)
    yield from _of_tables(ledger)


def review_levels(surveyed: Survey) -> Iterator[Finding]:
    """The warnings about what the entries of a survey's commitments add up to."""
    for warning in warnings_of(surveyed):
        if warning.code in _REMEDIES:
            yield Finding(
                str(warning.code), ("commitments", str(warning.commitment)), warning.message, _REMEDIES[warning.code]
            )
    for key, timeline in surveyed.timelines.items():
        yield from _below_zero(timeline, surveyed.ledger.commitments[key].unit)
        yield from _parts_exceed_pledge(surveyed, key)
        yield from _stage_order(surveyed, key)
    yield from _larger_than_whole(surveyed)


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


# The others point at their entries here.
_REMEDIES: Mapping[WarningCode, str] = MappingProxyType(
    {
        WarningCode.PARTS_EXCEED_TOTAL: "date the whole and its parts alike, or say in a note why they differ",
        WarningCode.BOUND: "add an exact total once one is published; until then the report says so",
        WarningCode.OLD_CONTRIBUTIONS: "add contributors' later figures where they are published",
    }
)


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
        message = "no source is given for 1 row" if number == 1 else f"no source is given for {number:,} rows"
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


def _of_tables(ledger: Ledger) -> Iterator[Finding]:
    """What was read from tables otherwise than a reader of them may think."""
    for table in ledger.tables_read:
        path = ("tables", table.index)
        if not table.lines:
            why = ", ".join(f"{number:,} {reason}" for reason, number in table.left_out.items()) or "it has none"
            message = f"no row of {table.file} is an entry: {why}"
            yield Finding("no-entries", path, message, "check `header`, `stop` and `where`")
        if table.not_found:
            message = f"no row of {table.file} has what the block says: {few(table.not_found)}"
            hint = "correct `where` and `stop`, or take out what the file no longer has"
            yield Finding("not-found", path, message, hint)
        if table.bodies:
            yield Finding(
                "as-named",
                (*path, "others"),
                f"{table.name}: {_as_named(len(table.bodies))}: {'; '.join(table.bodies)}",
                "check that none of them is a country or body under another name",
            )
        for key, number in table.counted_otherwise.items():
            cells = "1 cell is" if number == 1 else f"{number:,} cells are"
            if number:
                yield Finding(
                    "read-otherwise",
                    (*path, "otherwise", key),
                    f"{cells} blank or cannot be read, and counted as `otherwise` says",
                    "correct them in the table where you can",
                )
        yield from _of_cells(path, table)


def _of_cells(path: Path, table: TableRows) -> Iterator[Finding]:
    """What a spreadsheet shows otherwise than it was read."""
    if table.rounded:
        numbers = "1 number was" if table.rounded == 1 else f"{table.rounded:,} numbers were"
        message = f"{numbers} rounded to 6 decimal places"
        yield Finding("rounded", path, message, "round them in the table as its source does")
    for (shown, counted), number in table.other_currencies.items():
        numbers = "1 number is" if number == 1 else f"{number:,} numbers are"
        message = f'{numbers} shown with "{shown}", and counted in {counted} as the block says'
        yield Finding("other-currency", path, message, "check which it is, and correct the format of the cells")
    if table.merged:
        rows = "1 row has" if table.merged == 1 else f"{table.merged:,} rows have"
        message = f"{rows} a text of a merged cell that begins above; a figure counts only in the first row"
        yield Finding("merged-cells", path, message, "check that the text is meant for each of its rows")
    if table.hidden_rows:
        rows = "1 row is" if table.hidden_rows == 1 else f"{table.hidden_rows:,} rows are"
        yield Finding("hidden-rows", path, f"{rows} hidden in the spreadsheet, and read", "show them, or delete them")


def _as_named(number: int) -> str:
    if number == 1:
        return "1 name is neither of a country nor declared, and counts as a body"
    return f"{number:,} names are neither of countries nor declared, and count as bodies"


def _below_zero(timeline: Timeline, unit: str) -> Iterator[Finding]:
    """The first entry that takes a level below zero, in each series."""
    for section, side in (("pledges", timeline.pledges), ("actuals", timeline.actuals)):
        for series in (side.whole, *side.by_contributor.values()):
            level = next((level for level in series.levels if level.value is not None and level.value < 0), None)
            if level is not None and level.value is not None:
                yield Finding(
                    str(WarningCode.BELOW_ZERO),
                    (section, _first_return(series, level)),
                    f"the level falls below zero on {level.day}: {figure(level.value, unit)} {unit}",
                    "check the amounts up to here, or state a total",
                )


def _parts_exceed_pledge(surveyed: Survey, key: str) -> Iterator[Finding]:
    """At the latest part of each contributor whose pledge is less than its parts (R4)."""
    unit = surveyed.ledger.commitments[key].unit
    for excess in parts_in_excess(surveyed, key):
        series = surveyed.timelines[key].pledges.of(excess.contributor)
        parts = [each for each in series.statements(0, excess.pledge.end) if each.entry.part]
        latest = max(parts, key=lambda each: (each.entry.date, each.position))
        yield Finding(
            str(WarningCode.PARTS_EXCEED_PLEDGE),
            ("pledges", latest.position, "part"),
            excess.message(surveyed.name(excess.contributor), unit),
            "correct the part, or set an earlier one to 0: a part counts until another of its status, or a status of the whole pledge",
        )


def _stage_order(surveyed: Survey, key: str) -> Iterator[Finding]:
    """Each stage at which more has come than at one before it, both exact (R13): of the whole, and of each contributor."""
    timeline, unit = surveyed.timelines[key], surveyed.ledger.commitments[key].unit
    whole = whole_by_stage(timeline, surveyed.as_of)
    for earlier, later in out_of_order(whole):
        yield _stage_finding(("commitments", key, "stages"), (earlier, later), whole, surveyed.title(key), unit)
    for code in sorted({code for side in timeline.stages.values() for code in side.by_contributor}):
        delivered = contributor_by_stage(timeline, code, surveyed.as_of)
        for earlier, later in out_of_order(delivered):
            series = timeline.stages[later].of(code)
            level = series.at(surveyed.as_of)
            latest = max(each.position for each in series.statements(level.start, level.end)) if level else 0
            whose = f"{surveyed.title(key)}, {surveyed.name(code)}"
            yield _stage_finding(("actuals", latest), (earlier, later), delivered, whose, unit)


def _stage_finding(
    path: Path, stages: tuple[str | None, str | None], stated: Mapping[str | None, Figure], whose: str, unit: str
) -> Finding:
    earlier, later = stages
    return Finding(
        "stage-order",
        path,
        f"{whose}: {figure(stated[later].size, unit)} {unit} {later} is more than {figure(stated[earlier].size, unit)} "
        f"{earlier}, which comes before",
        "correct a figure or its stage, or add the later figures of the stage before",
    )


def _first_return(series: Series, level: Level) -> int:
    """Where the first entry of a level's day with a negative amount stands: a level falls on no other day."""
    of_day = series.statements(level.start, level.end)
    return min(statement.position for statement in of_day if statement.amount is not None and statement.amount < 0)


def _larger_than_whole(surveyed: Survey) -> Iterator[Finding]:
    for key, position in surveyed.positions.items():
        for code, standing in position.standings.items():
            for what, part, whole in (
                ("delivered", standing.actual.value, position.actual.value),
                ("pledged", standing.pledged.value, position.pledged.value if position.headline else None),
            ):
                if part is not None and whole is not None and part > max(whole, Decimal(0)):
                    unit = surveyed.ledger.commitments[key].unit
                    yield Finding(
                        "larger-than-whole",
                        ("commitments", key),
                        f"{surveyed.title(key)}: {surveyed.name(code)} alone {what} {figure(part, unit)}, "
                        f"the whole is {figure(whole, unit)}",
                        "check both figures and their dates",
                    )
