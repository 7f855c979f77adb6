"""Who pledged and delivered what to each commitment (R6), each contributor for itself or in groups (R15)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.contributors.contributions import Contribution, Outside, contributions, outside_of
from mss_gap.analysis.contributors.groups import GroupContribution, contribution_of, others_of
from mss_gap.analysis.contributors.scales import Coverage, ScaleInUse, Weights
from mss_gap.analysis.contributors.selection import ALL, Selection, SelectionError, in_order
from mss_gap.analysis.contributors.sorting import ContributorSort
from mss_gap.analysis.documents import NOT_IN_DOCUMENTS
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.reports.base import CommitmentRow, Report, heading_of
from mss_gap.analysis.survey import Survey, survey
from mss_gap.analysis.warnings.report_warnings import ReportWarning, warnings_of
from mss_gap.ledger.groups.contributor_group import ContributorGroup
from mss_gap.ledger.model import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentBreakdown(CommitmentRow):
    """One commitment, and what each contributor has to do with it."""

    sum_of_shortfalls: Decimal | None = None
    """What firm pledges are short of, each on its own: a surplus of one does not hide the default of another."""
    sum_of_shortfalls_bound: Bound | None = field(default=None, metadata=NOT_IN_DOCUMENTS, compare=False)
    contributions: tuple[Contribution, ...] = ()
    """Those that reported an amount, then those that stated none, then those that delivered nothing; or as asked for."""
    outside: tuple[Outside, ...] = ()
    """What was given outside the commitment, by contributor, kind and text."""
    groups: tuple[GroupContribution, ...] = ()
    """Contributors together: the groups asked for, then the contributors that are left out of `contributions`."""
    lines: tuple[Contribution | GroupContribution, ...] = field(
        default=(), metadata=NOT_IN_DOCUMENTS, repr=False, compare=False
    )
    """The rows of a table: each contributor shown is in one of them."""
    subtotals: tuple[GroupContribution, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """The groups whose members have rows."""
    coverage: Coverage | None = field(default=None, metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """How much of it the scale covers that was asked for; None without one."""
    everyone: tuple[Contribution, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """All contributors, in rows of their own or not; empty where only some are shown."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is asked for, and to which commitments there is no pledge and no delivery of it."""

    name: str
    commitments: tuple[str, ...]
    """Their titles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountriesReport(Report):
    """Who pledged and delivered what on the report date."""

    kind: Literal["countries"] = "countries"
    commitments: tuple[CommitmentBreakdown, ...]
    """In the order of the ledger; of some contributors, those in which they have a part."""
    warnings: tuple[ReportWarning, ...]
    selection: Selection = field(default=ALL, metadata=NOT_IN_DOCUMENTS, repr=False, compare=False)
    """What was asked for."""
    absences: tuple[Absence, ...] = field(default=(), metadata=NOT_IN_DOCUMENTS, compare=False)
    """Where those asked for have no row: each country, then each group."""
    asked_for: int = field(default=0, metadata=NOT_IN_DOCUMENTS, compare=False)
    """How many commitments were asked for, those left out included."""


def countries(  # noqa: PLR0913 - a keyword for each way to ask
    ledger: Ledger,
    as_of: date | None = None,
    commitment: str | None = None,
    *,
    countries: Collection[str] = (),
    groups: Collection[str] = (),
    by_groups: bool = False,
    per: str | None = None,
    sort: ContributorSort | str | None = None,
    top: int | None = None,
) -> CountriesReport:
    """Who pledged and delivered what to each commitment, or to one of them, on the report date (R6, R15).

    With the codes of `countries`, or the ids or names of `groups`, only these contributors have rows, and commitments in
    which they have no part are left out. With `by_groups`, each group has one row: those named, else the ledger's own.
    `per` is the id or the title of a scale by which rows are measured.
    `sort` sorts rows by pledged, actual, gap or delivered, from high to low with unknown ones last, or by name. With
    `top`, so many contributors have rows, and the others one together, the last of `groups`.

    Raises `UnknownCommitmentError`, `UnknownGroupError` or `UnknownScaleError` where one asked for does not exist, and
    `SelectionError` where these exclude each other.
    """
    selection = Selection(
        countries=tuple(dict.fromkeys(countries)),
        groups=groups_meant(ledger, groups) if groups or by_groups else (),
        by_groups=by_groups,
        scale=None if per is None else ScaleInUse.named(ledger, per),
        sort=None if sort is None else ContributorSort(sort),
        top=top,
    )
    return countries_of(survey(ledger, as_of, commitment), selection)


def groups_meant(ledger: Ledger, names: Collection[str] = ()) -> tuple[ContributorGroup, ...]:
    """The groups that are meant, each once; without names those of the ledger."""
    from mss_gap.ledger.groups import lookup  # loaded only when a group is asked for

    found = [lookup.group(ledger, name) for name in names] if names else lookup.groups(ledger)
    return tuple({group.id: group for group in found}.values())


@exactly
def countries_of(surveyed: Survey, selection: Selection = ALL) -> CountriesReport:
    """The contributions to a survey's commitments."""
    listed = {key: (contributions(surveyed, key), outside_of(surveyed, key)) for key in surveyed.positions}
    parts = {
        key: {*(row.id for row in rows), *(it.country for it in outside)} for key, (rows, outside) in listed.items()
    }
    shown = {key for key, codes in parts.items() if selection.only is None or codes & selection.only}
    _refuse_overlap(selection, {row.id: row.name for key in shown for row in listed[key][0]})
    return CountriesReport(
        **heading_of(surveyed),
        commitments=tuple(
            _breakdown(surveyed, key, *listed[key], selection) for key in surveyed.positions if key in shown
        ),
        warnings=warnings_of(_only(surveyed, shown)),
        selection=selection,
        absences=tuple(_absences(surveyed, parts, selection)),
        asked_for=len(parts),
    )


def by_own_groups(surveyed: Survey, top: int | None = None) -> tuple[CountriesReport, ...]:
    """What the groups of the ledger come to; where two share a contributor, a report for each group on its own.

    With a `top` of 0, the contributors in no group are together, so that each table adds up.
    """
    if not surveyed.ledger.groups:
        return ()
    groups = groups_meant(surveyed.ledger)
    try:
        return (countries_of(surveyed, Selection(groups=groups, by_groups=True, top=top)),)
    except SelectionError:
        each = (Selection(groups=(group,), by_groups=True, top=top) for group in groups)
        return tuple(countries_of(surveyed, selection) for selection in each)


def _only(surveyed: Survey, commitments: Collection[str]) -> Survey:
    positions = {key: position for key, position in surveyed.positions.items() if key in commitments}
    return replace(surveyed, positions=MappingProxyType(positions))


def _refuse_overlap(selection: Selection, names: Mapping[str, str]) -> None:
    """Raise `SelectionError` where two groups share a contributor that has something to show."""
    found: dict[str, ContributorGroup] = {}
    for group in selection.groups:
        for code in dict.fromkeys(group.members):
            other = found.setdefault(code, group)
            if other is not group and code in names:
                message = f"{names[code]} is in {other.name} and in {group.name}: ask for one of them at a time"
                raise SelectionError(message)


def _absences(surveyed: Survey, parts: Mapping[str, Collection[str | None]], selection: Selection) -> Iterator[Absence]:
    if selection.only is None:
        return
    asked_for = [
        *((surveyed.name(code), {code}) for code in selection.countries),
        *((group.name, set(group.members)) for group in selection.groups),
    ]
    for name, codes in asked_for:
        yield Absence(name, tuple(surveyed.title(key) for key, there in parts.items() if codes.isdisjoint(there)))


def _breakdown(
    surveyed: Survey, key: str, rows: Sequence[Contribution], outside: Sequence[Outside], selection: Selection
) -> CommitmentBreakdown:
    """A commitment with the rows that are asked for."""
    position, only = surveyed.positions[key], selection.only
    whole, weights = position.actual, Weights.of(selection.scale, [row.id for row in rows], position.pledged.value)
    if selection.scale is not None:
        rows = [replace(row, **weights.weigh([row.id], row.actual)._asdict()) for row in rows]
    chosen = in_order((row for row in rows if only is None or row.id in only), selection.sort)
    members = ((group, [row for row in chosen if row.id in group.members]) for group in selection.groups)
    groups = in_order((contribution_of(group, its_rows, whole, weights) for group, its_rows in members), selection.sort)
    grouped = {row.id for group in groups for row in group.rows} if selection.by_groups else set()
    single = [row for row in chosen if row.id not in grouped]
    rest = [] if selection.top is None else single[selection.top :]
    others = [others_of(rest, whole, weights)] if rest else []
    left_out = {row.id for row in rest}
    shortfalls = position.sum_of_shortfalls
    return replace(
        CommitmentBreakdown.of(surveyed, key),
        sum_of_shortfalls=shortfalls.value,
        sum_of_shortfalls_bound=shortfalls.bound,
        contributions=tuple(row for row in chosen if row.id not in left_out),
        outside=tuple(it for it in outside if only is None or it.country in only),
        groups=(*groups, *others),
        lines=(*(groups if selection.by_groups else ()), *single[: selection.top], *others),
        subtotals=() if selection.by_groups else tuple(groups),
        coverage=weights.coverage(rows, whole) if selection.scale else None,
        everyone=tuple(rows) if only is None else (),
    )
