"""The tables of `countries`: for each commitment its contributors and the whole, or for each country what it gave."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar

from mss_gap.analysis.contributors.contributions import Contribution, Outside
from mss_gap.analysis.contributors.groups import GroupContribution
from mss_gap.analysis.contributors.selection import from_high_to_low
from mss_gap.analysis.contributors.sorting import ContributorSort
from mss_gap.analysis.phrases import MOST_NAMED, listed
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.countries import Absence, CommitmentBreakdown, CountriesReport
from mss_gap.ledger.entry import Status
from mss_gap.ledger.groups.contributor_group import ContributorGroup
from mss_gap.render.columns import Keys, Page, Records, Row, Table, Words, keys_of, widened
from mss_gap.render.commitment_notes import actual_note, notes_of, outside_lines
from mss_gap.render.figures import day
from mss_gap.render.footnotes import Footnotes, mark
from mss_gap.render.harmless import counted
from mss_gap.render.sentences import IN_ALL, as_stated
from mss_gap.render.tables.contributors import (
    contributions_table,
    contributor_columns,
    known_or_why,
    part_bound,
    status_note,
)
from mss_gap.render.tables.heading import headed_page, not_in_notes, titled
from mss_gap.render.tables.narrowing import MANY, how_to_narrow
from mss_gap.render.tables.per_scale import scale_columns, scale_remarks

_Part = TypeVar("_Part", Contribution, Outside, GroupContribution)


def page(report: CountriesReport) -> Page:
    """A table for each commitment, which ends with the whole; of some countries in several commitments, for each country."""
    selection = report.selection
    listings = {source: group.listing for group in selection.groups for source in group.sources if group.listing}
    footnotes = Footnotes({**report.glossary.sources, **listings} if listings else report.glossary.sources)
    lead = ""
    if selection.countries and not selection.groups and selection.scale is None and report.asked_for > 1:
        tables = _tables_by_country(report, footnotes)
    else:
        lead = _who_is_shown(report, footnotes)
        tables = [_table(commitment, report, footnotes) for commitment in report.commitments]
    return replace(
        headed_page(report, tables, not_in_notes(report.warnings), footnotes, lead), hint=_how_to_narrow(report)
    )


def _table(commitment: CommitmentBreakdown, report: CountriesReport, footnotes: Footnotes) -> Table:
    scale = report.selection.scale
    if scale is None:
        table, measured = contributions_table(commitment, footnotes), []
    else:
        columns = scale_columns(commitment, scale, footnotes)
        table = contributions_table(commitment, footnotes, columns=columns)
        measured = list(scale_remarks(commitment, scale, footnotes))
    return replace(table, remarks=[*measured, *table.remarks, *_notes(commitment, report)])


def _notes(commitment: CommitmentBreakdown, report: CountriesReport) -> list[str]:
    return [*notes_of(commitment, report.glossary), *actual_note(commitment, report.glossary)]


def _who_is_shown(report: CountriesReport, footnotes: Footnotes) -> str:
    """Which contributors have rows, who is in a group, and which commitments are left out; empty where all have rows."""
    said = []
    if report.selection.only is not None and report.commitments:
        names = listed([absence.name for absence in report.absences])
        said.append(f'Only {names}: "{IN_ALL}" is of all contributors.')
    said += [_members_text(group, footnotes) for group in report.selection.groups]
    return " ".join([*said, *filter(None, (_absence_text(absence, report.asked_for) for absence in report.absences))])


def _members_text(group: ContributorGroup, footnotes: Footnotes) -> str:
    as_of = f" as of {day(group.as_of)}" if group.as_of else ""
    number = counted(len(group.members), "member")
    return f"{group.name}: {number}{as_of}{mark(footnotes.cite(group.sources))}."


def _absence_text(absence: Absence, of: int) -> str:
    """To which commitments a contributor or a group neither pledged nor delivered; empty where there is none."""
    titles = absence.commitments
    if not titles:
        return ""
    which = listed(titles) if len(titles) <= MOST_NAMED else f"{len(titles):,} of {of:,} commitments"
    return f"Without a pledge or a delivery of {absence.name}: {which}."


def _tables_by_country(report: CountriesReport, footnotes: Footnotes) -> list[Table]:
    return [
        _table_of_country(code, absence, report, footnotes)
        for code, absence in zip(report.selection.countries, report.absences, strict=True)
    ]


def _table_of_country(code: str, absence: Absence, report: CountriesReport, footnotes: Footnotes) -> Table:
    """What one contributor pledged and delivered to each commitment."""
    found = [
        (commitment, row) for commitment in report.commitments for row in commitment.contributions if row.id == code
    ]
    rows, remarks = [], []
    for commitment, row in _sorted(found, report.selection.sort):
        columns = contributor_columns(commitment.unit, footnotes)
        what = titled(commitment.title, commitment.unit) + status_note(row, commitment.unit)
        name = Words(what, notes=footnotes.cite(row.sources))
        rows.append(Row([name, *(column.cell(row) for column in columns[1:])]))
        remarks += [*(f"{commitment.title}: {said}" for said in as_stated(row)), *_notes(commitment, report)]
    for commitment in report.commitments:
        outside = [it for it in commitment.outside if it.country == code]
        remarks += [f"{commitment.title}: {said}" for said in outside_lines(outside, commitment.unit)]
    first, *others = contributor_columns("", footnotes)
    columns = [replace(first, title="Commitment"), *others]
    return Table(absence.name, columns, rows, [*remarks, *filter(None, [_absence_text(absence, report.asked_for)])])


_InCommitment = tuple[CommitmentBreakdown, Contribution]


def _sorted(rows: Sequence[_InCommitment], sort: ContributorSort | None) -> Sequence[_InCommitment]:
    """Commitments sorted by what one contributor pledged or delivered; those of one unit together: other figures do not compare."""
    if sort is None:
        return rows
    if sort is ContributorSort.NAME:
        return sorted(rows, key=lambda it: it[0].title.casefold())
    units = list(dict.fromkeys(commitment.unit for commitment, _ in rows))
    of_any_unit = sort is ContributorSort.DELIVERED
    return sorted(rows, key=lambda it: (0 if of_any_unit else units.index(it[0].unit), from_high_to_low(it[1], sort)))


def _how_to_narrow(report: CountriesReport) -> str:
    """How to ask for fewer rows of a page that has many; empty where it has few."""
    selection, commitments = report.selection, report.commitments
    rows = max((len(row.lines) for row in commitments), default=0)
    numbers, ways = {"commitments": len(commitments)}, []
    if len(commitments) > MANY:
        ways.append("the name of a commitment")
    if rows > MANY:
        numbers["contributors"] = len({row.id for commitment in commitments for row in commitment.contributions})
        ways += ["--top 20"] if selection.top is None and not selection.countries else []
    if selection.only is None and not selection.by_groups:
        ways += ["--country", "--group"]
    return how_to_narrow(numbers, ways)


def group_table(commitment: CommitmentBreakdown, report: CountriesReport, footnotes: Footnotes) -> Table:
    """What groups come to, for a page that says elsewhere what each contributor does."""
    table = contributions_table(commitment, footnotes, title=f"By group: {commitment.title}")
    return replace(table, remarks=[_members_text(group, footnotes) for group in report.selection.groups])


def records(report: CountriesReport) -> Records:
    """A record for each commitment, each contributor, each thing given outside, and each group."""
    return Records.in_sections(
        {"commitments": commitment_records(report.commitments), **breakdown_records(report.commitments)}
    )


def commitment_records(commitments: Iterable[CommitmentBreakdown]) -> Records:
    """A record for each commitment as a whole."""
    keys: Keys[CommitmentBreakdown] = {"commitment": lambda it: it.id, "unit": lambda it: it.unit, **_of_whole()}
    return Records.of(keys, commitments)


def whole_records(commitments: Iterable[CommitmentBreakdown], *, for_readers: bool = False) -> Records:
    """The same with the keys of the commitment only; for readers with the bounds of all its figures."""
    return Records.of(_of_whole(for_readers=for_readers), commitments)


def _of_whole(*, for_readers: bool = False) -> Keys[CommitmentBreakdown]:
    keys: Keys[CommitmentBreakdown] = keys_of(CommitmentRow, for_readers=for_readers)
    shortfalls: Keys[CommitmentBreakdown] = {"sum_of_shortfalls": lambda it: it.sum_of_shortfalls}
    bound: Keys[CommitmentBreakdown] = {"sum_of_shortfalls_bound": lambda it: it.sum_of_shortfalls_bound}
    return {**keys, **shortfalls, **(bound if for_readers else {})}


def breakdown_records(commitments: Sequence[CommitmentBreakdown]) -> Mapping[str, Records]:
    """The records of what some commitments are made of, by the list that they are of."""
    return {
        "contributions": contribution_records(commitments),
        "outside": outside_records(commitments),
        "groups": group_records(commitments),
    }


def group_records(commitments: Iterable[CommitmentBreakdown], *, for_readers: bool = False) -> Records:
    """A record for each group and each of some commitments; for readers with the bounds of all its figures."""
    keys = _of_part(GroupContribution, for_readers=for_readers)
    if for_readers:
        keys = widened(keys, {status.replace("-", "_"): _of_group(status) for status in Status})
    return Records.of(keys, _parts(commitments, lambda commitment: commitment.groups))


def _of_group(status: Status) -> Keys[tuple[CommitmentBreakdown, GroupContribution]]:
    """How what a group pledged with a status is known."""
    return {f"{status.replace('-', '_')}_bound": lambda it: it[1].bounds_of_parts[status]}


def contribution_records(commitments: Iterable[CommitmentBreakdown], *, for_readers: bool = False) -> Records:
    """A record for each contributor to each of some commitments; for readers with the bounds of all its figures."""
    keys = _of_part(Contribution, for_readers=for_readers)
    if for_readers:
        keys = {**widened(keys, _FOR_READERS), **{figure: _known(figure) for figure in _FIGURES}}
    return Records.of(keys, _parts(commitments, lambda commitment: commitment.contributions))


def _divided(status: str) -> Keys[tuple[CommitmentBreakdown, Contribution]]:
    """How the part of a pledge that has a status is known."""
    get: Callable[[Contribution], Decimal | None] = attrgetter(status)
    return {f"{status}_bound": lambda it: part_bound(get(it[1]), it[1])}


_FIGURES = ("pledged", "firm", "on_hold", "conditional", "withdrawn", "actual")


def _known(figure: str) -> Callable[[tuple[CommitmentBreakdown, Contribution]], object]:
    return lambda it: known_or_why(it[1], figure)


_FOR_READERS: Mapping[str, Keys[tuple[CommitmentBreakdown, Contribution]]] = {
    **{status: _divided(status) for status in ("firm", "on_hold", "conditional", "withdrawn")},
    "rate_date": {"rate_stated": lambda it: None if it[1].rate is None else it[1].rate_stated},
}
"""What documents leave out of a contributor's row, each after its key."""


def outside_records(commitments: Iterable[CommitmentBreakdown]) -> Records:
    """A record for each thing that was given outside some commitments."""
    return Records.of(_of_part(Outside), _parts(commitments, lambda commitment: commitment.outside))


def _of_part(kind: type[_Part], *, for_readers: bool = False) -> Keys[tuple[CommitmentBreakdown, _Part]]:
    """The keys of a part of a commitment, after those of the commitment that it is of."""
    return {
        "commitment": lambda it: it[0].id,
        "unit": lambda it: it[0].unit,
        **keys_of(kind, lambda it: it[1], for_readers=for_readers),
    }


def _parts(
    commitments: Iterable[CommitmentBreakdown], listed: Callable[[CommitmentBreakdown], Iterable[_Part]]
) -> Iterator[tuple[CommitmentBreakdown, _Part]]:
    return ((commitment, part) for commitment in commitments for part in listed(commitment))
