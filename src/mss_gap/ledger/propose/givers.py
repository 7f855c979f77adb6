"""Tells who gave: the column that names the contributors, or one contributor for all rows."""

from collections.abc import Mapping

from mss_gap.ledger.check import shown
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.propose.survey import MOST_LOOKED_AT, Survey, argument, quoted
from mss_gap.ledger.propose.words import GIVERS, NOT_GIVERS, ORGANIZATION, RECEIVERS, SUREST, Column
from mss_gap.ledger.table import Others
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind
from mss_gap.ledger.tables.meaning import without_ending

Giver = Column | str | None
"""The column that names the contributors, or the code of the only one; None where neither is known or wished for."""
WHOLE = "none"
"""What `--country` says where the figures are those of the whole mission."""
_MOST_RESOLVED = 100
"""How many names of a column are looked up to decide whether it names contributors."""


def giver_of(survey: Survey) -> Giver:
    """Who gave; asks where no column says it, or where several may."""
    wished = survey.wishes.country
    if wished is not None:
        return _wished(survey, wished)
    ranks = ranks_of_givers(survey)
    best = max(ranks.values(), default=0)
    found = [column for column, rank in ranks.items() if rank == best > 0]
    if len(found) > 1 and all(_say_the_same(survey, found[0], other) for other in found[1:]):
        found = found[:1]
    if len(found) == 1:
        _remark_on_organizations(survey, found[0], best)
        return found[0]
    _ask(survey, found)
    return None


def _wished(survey: Survey, wished: str) -> Giver:
    """What `--country` says: a column, one contributor, or the whole mission."""
    if not survey.has_title(wished):
        if wished == WHOLE:
            return None
        codes = survey.codes(wished)
        if len(codes) == 1:
            return codes[0]
    return survey.named("--country", wished)


def _ask(survey: Survey, found: list[Column]) -> None:
    if found:
        message = f'{quoted([column.title for column in found])} may all name who gave: --country "COLUMN" says'
        survey.ask("--country", f"{message} which column names the contributors")
        return
    ways = '--country "COLUMN" says which column names the contributors, --country "Kenya" names one for all rows'
    whole = f"--country {WHOLE} reads the figures as those of the whole mission"
    survey.ask("--country", f"no column is certainly that of the contributors: {ways}, and {whole}")


def _remark_on_organizations(survey: Survey, found: Column, rank: int) -> None:
    """Remark that another column has organizations, where `found` was chosen for its names of countries."""
    for column in survey.of_kind(Kind.TEXT):
        if rank < SUREST and column != found and column.words & ORGANIZATION and not column.words & NOT_GIVERS:
            message = f"{shown(found.title)} is read as who gave: --country {argument(column.title)} reads that column"
            survey.remarks.append(f"{message} instead")
            return


def ranks_of_givers(survey: Survey) -> Mapping[Column, int]:
    """How likely each column names contributors: 0 where it does not."""
    return {column: _rank(survey, column) for column in survey.columns}


def _rank(survey: Survey, column: Column) -> int:
    if survey.kinds[column] is not Kind.TEXT or column.words & RECEIVERS:
        return 0
    names = list(dict.fromkeys(map(text_of, survey.cells(column))))[:_MOST_RESOLVED]
    told = next((len(GIVERS) - place for place, group in enumerate(GIVERS) if column.words & group), 0)
    told = 0 if column.words & NOT_GIVERS else told
    if names and (told == len(GIVERS) or names_organizations(column)):  # most may be companies
        return SUREST + (column.words <= GIVERS[0])
    known = sum(len(survey.codes(name)) == 1 for name in names)
    if 2 * known < len(names) or not names or (len(names) == 1 and len(survey.rows) > 1):
        return 0  # a country that is on every row is probably the one that receives
    return 1 + told


def names_organizations(column: Column) -> bool:
    """Whether a title says that organizations give, as "srcOrganization" does."""
    words = column.words
    return bool(words & ORGANIZATION and words & (GIVERS[0] | GIVERS[1]) and not words & NOT_GIVERS)


def others_of(survey: Survey, giver: Giver) -> Others | None:
    """What becomes of names that are not of countries: organizations count under their names.

    A name that is almost that of a country is probably misspelt, and then each name is a mistake that the user corrects.
    """
    if survey.wishes.others is not None or not isinstance(giver, Column) or not names_organizations(giver):
        return survey.wishes.others
    told = survey.wishes.values.get("country", {})
    names = dict.fromkeys(name for cell in survey.cells(giver) if (name := text_of(cell)) not in told)
    unknown = [name for name in names if len(survey.codes(name)) != 1]
    if not unknown or any(survey.codes(name) or survey.contributors.guess(without_ending(name)) for name in unknown):
        return None
    number = so_many(
        len(unknown),
        "name is not that of a country, and counts as a contributor",
        "names are not those of countries, and count as contributors",
    )
    survey.remarks.append(
        f'{number} under {"its" if len(unknown) == 1 else "their"} own {"name" if len(unknown) == 1 else "names"} (others = "as-named")'
    )
    return Others.AS_NAMED


def _say_the_same(survey: Survey, one: Column, other: Column) -> bool:
    """Whether two columns name the same contributor in each row, such as a name and a code."""
    rows = survey.rows[:MOST_LOOKED_AT]
    pairs = {(survey.text(row, one), survey.text(row, other)) for row in rows}
    return all(left == right or survey.codes(left) == survey.codes(right) != () for left, right in pairs)
