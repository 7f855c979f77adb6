"""Tells which columns have the figures, and what these are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.survey import Survey, number_of_rows, quoted
from mss_gap.ledger.propose.words import OF_KIND, Column, rank_of_figure
from mss_gap.ledger.propose.years import parts_by_year
from mss_gap.ledger.table import Section
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, is_code, words_of
from mss_gap.ledger.values import shown

Key = Literal["amount", "total"]


def parts_of(survey: Survey) -> list[Part]:
    """What each block reads; asks where no column, or several, may have the figures."""
    wishes = survey.wishes
    if wishes.pledged is not None or wishes.paid is not None:
        stated = [(Section.PLEDGES, "--pledged", wishes.pledged), (Section.ACTUALS, "--paid", wishes.paid)]
        return [
            Part(section, "amount", _named(survey, option, [title]))
            for section, option, title in stated
            if title is not None
        ]
    by_year = parts_by_year(survey, usable_columns(survey))
    if by_year:
        return by_year
    if wishes.total is not None:
        return [Part(None, "total", _named(survey, "--total", [wishes.total]))]
    if wishes.amount:
        return [Part(None, "amount", _named(survey, "--amount", wishes.amount))]
    return _told_parts(survey)


def usable_columns(survey: Survey) -> list[Column]:
    """The columns of numbers that may be figures; of those that HXL tags call values, these only."""
    numbers = survey.of_kind(Kind.NUMBER)
    return [column for column in numbers if column.has_value] or [column for column in numbers if column.may_be_figures]


def _named(survey: Survey, option: str, titles: Sequence[str]) -> list[Column]:
    return [column for title in titles if (column := survey.named(option, title))]


def _told_parts(survey: Survey) -> list[Part]:
    usable = usable_columns(survey)
    wide = {section: [column for column in usable if column.words & words] for section, words in OF_KIND.items()}
    both = [*wide[Section.PLEDGES], *wide[Section.ACTUALS]]
    kind = survey.wishes.kind
    if kind is not None and len(wide[kind]) == 1:
        return [Part(None, "amount", wide[kind])]
    if all(len(columns) == 1 for columns in wide.values()) and len(set(both)) == len(both) == len(usable):
        return [Part(section, "amount", columns) for section, columns in wide.items()]
    ranked = [(rank_of_figure(column, survey.wishes.unit), column) for column in usable]
    best = max((rank for rank, _ in ranked), default=0)
    found = [column for rank, column in ranked if rank == best]
    if len(found) == 1:
        return [Part(None, "amount", found)]
    named = quoted([column.title for column in found])
    if not found:
        titles = quoted([column.title for column in survey.columns])
        message = f"no column is certainly that of the figures, of {titles}"
        survey.ask("--amount", f'{message}: --amount "COLUMN" names one of changes, and --total "COLUMN" one of levels')
    elif all(wide.values()):
        columns = f"--pledged {shown(wide[Section.PLEDGES][0].title)} --paid {shown(wide[Section.ACTUALS][0].title)}"
        message = f'{named} have figures: --amount "COLUMN" says which counts'
        survey.ask("--amount", f"{message}, and {columns} reads a pledge and a payment of each row")
    else:
        survey.ask("--amount", f'{named} have figures: --amount "COLUMN" says which counts; several are added')
    return [Part(None, "amount", [], is_wide=all(wide.values()) and bool(found))]


def kind_of_part(survey: Survey, part: Part, day: Column | None) -> Section | None:
    """Whether the rows are pledges or deliveries; asks where nothing says it."""
    wishes = survey.wishes
    if part.section or wishes.kind:
        return part.section or wishes.kind
    grid = survey.grid
    said = [
        {word for texts in wishes.where.values() for text in texts for word in words_of(text)},
        {word for column in part.columns for word in column.words},
        day.words if day else frozenset(),
        words_of(grid.sheet or ""),
        words_of(grid.name.rpartition("/")[2].rpartition(".")[0]),
    ]
    for words in said:
        told = [kind for kind, known in OF_KIND.items() if words & known]
        if len(told) == 1:
            return told[0]
    if not part.is_wide:
        message = "no title says what the rows are"
        survey.ask("--kind", f"{message}: --kind pledges, or --kind actuals for what was delivered")
    return None


def ask_for_level(survey: Survey, part: Part, country: Column | None, day: Column | None, unit: str | None) -> None:
    """Ask whether figures are changes or levels, and which of several levels of one day count."""
    wishes = survey.wishes
    if country is None or not part.columns or part.year is not None or wishes.amount:
        return
    title = part.columns[0].title
    if part.key == "total" or (unit is not None and not is_code(unit)):
        at_once = _rows_of_one_day(survey, country, day)
        if at_once:
            _ask_for_one_level(survey, country, day, title, at_once)
            return
    if part.key == "total" or unit is None or is_code(unit):
        return
    most = max(Counter(text_of(survey.cell(row, country)) for row in survey.rows).values(), default=0)
    if most > 1:
        message = f"a contributor has up to {most:,} rows, and each figure may be a change or the level on its day"
        survey.ask("--amount", f'{message}: --amount "{title}" adds them, --total "{title}" takes the latest')


def _rows_of_one_day(survey: Survey, country: Column, day: Column | None) -> list[int]:
    """The first rows that have one contributor and one day, where several do."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in survey.rows:
        rows[text_of(survey.cell(row, country)), text_of(survey.cell(row, day)) if day else ""].append(row)
    return next((found for found in rows.values() if len(found) > 1), [])


def _ask_for_one_level(survey: Survey, country: Column, day: Column | None, title: str, rows: Sequence[int]) -> None:
    """Ask which rows count where each is a part of a level of one day, such as that of one mission."""
    first = text_of(survey.cell(rows[0], country))
    apart = [
        column
        for column in survey.of_kind(Kind.TEXT)
        if column != country and len({text_of(survey.cell(row, column)) for row in rows}) > 1
    ]
    when = f" on {text_of(survey.cell(rows[0], day))}" if day else ""
    differ = f", which differ in {quoted([column.title for column in apart])}" if apart else ""
    message = f"{shown(first)} has {number_of_rows(len(rows))}{when}{differ}: one level has one row a day"
    ways = []
    if apart:
        only = " ".join(f'--where "{column.title}={text_of(survey.cell(rows[0], column))}"' for column in apart[:3])
        ways.append(f'{only} --total "{title}" reads one part of it, over time')
    if day:
        one_day = text_of(survey.cell(survey.rows[-1], day))
        ways.append(f'--where "{day.title}={one_day}" --amount "{title}" adds all parts on one day')
    ways.append(f'--amount "{title}" adds all rows, where each is a change')
    survey.ask("--where", f"{message}: {'; '.join(ways)}")
