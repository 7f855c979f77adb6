"""Tells which column names the contributors."""

from collections.abc import Mapping

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.survey import MOST_LOOKED_AT, Survey, argument, quoted
from mss_gap.ledger.propose.words import GIVERS, NOT_GIVERS, ORGANIZATION, SUREST, Column
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind

_MOST_RESOLVED = 100
"""Different names of a column that are looked up to tell whether it names contributors."""


def column_of_givers(survey: Survey) -> Column | None:
    """The column that names the contributors; asks where none or several may."""
    if survey.wishes.country is not None:
        return survey.named("--country", survey.wishes.country)
    ranks = ranks_of_givers(survey)
    best = max(ranks.values(), default=0)
    found = [column for column, rank in ranks.items() if rank == best > 0]
    if len(found) > 1 and all(_say_the_same(survey, found[0], other) for other in found[1:]):
        found = found[:1]
    if len(found) == 1:
        _remark_on_organizations(survey, found[0], best)
        return found[0]
    named = quoted([column.title for column in found])
    why = f"{named} may all name who gave" if found else "no column has names of countries"
    survey.ask("--country", f'{why}: --country "COLUMN" says which column names the contributors')
    return None


def _remark_on_organizations(survey: Survey, found: Column, rank: int) -> None:
    """Remark that a column of organizations is beside one that was taken for its names of countries."""
    for column in survey.of_kind(Kind.TEXT):
        if rank < SUREST and column != found and column.words & ORGANIZATION and not column.words & NOT_GIVERS:
            message = f"{shown(found.title)} is read as who gave: --country {argument(column.title)} reads that column"
            survey.remarks.append(f"{message} instead")
            return


def ranks_of_givers(survey: Survey) -> Mapping[Column, int]:
    """How likely each column names contributors: 0 where it does not."""
    return {column: _rank(survey, column) for column in survey.columns}


def _rank(survey: Survey, column: Column) -> int:
    if survey.kinds[column] is not Kind.TEXT:
        return 0
    names = list(dict.fromkeys(map(text_of, survey.cells(column))))[:_MOST_RESOLVED]
    known = sum(len(survey.codes(name)) == 1 for name in names)
    told = next((len(GIVERS) - place for place, group in enumerate(GIVERS) if column.words & group), 0)
    told = 0 if column.words & NOT_GIVERS else told
    if told == len(GIVERS) and names:  # most donors of a table may be companies
        return SUREST
    if 2 * known < len(names) or not names or (len(names) == 1 and len(survey.rows) > 1):
        return 0  # a country that is on every row is probably the one that receives
    return 1 + told


def _say_the_same(survey: Survey, one: Column, other: Column) -> bool:
    """Whether two columns name the same contributor in each row, such as a name and a code."""
    rows = survey.rows[:MOST_LOOKED_AT]
    pairs = {(text_of(survey.cell(row, one)), text_of(survey.cell(row, other))) for row in rows}
    return all(left == right or survey.codes(left) == survey.codes(right) != () for left, right in pairs)
