"""Finds the columns that have the figures, and tells whether these are pledges or deliveries."""

from collections.abc import Collection, Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.survey import Survey, argument, heading, quoted
from mss_gap.ledger.propose.words import OF_KIND, Column, rank_of_figure
from mss_gap.ledger.propose.years import parts_by_month, parts_by_year
from mss_gap.ledger.table import Section
from mss_gap.ledger.tables.columns import Kind, kind_of, words_of

_LEVELS_OR_CHANGES = {"--amount": "changes", "--total": "levels"}
_LONGEST_HEADING = 60
"""The most characters of a heading above the titles; a longer text may be a remark on something else."""


def parts_of(survey: Survey) -> list[Part]:
    """What each block reads; asks if no column has the figures, or if several may have them."""
    wishes = survey.wishes
    if wishes.pledged is not None or wishes.paid is not None:
        return _stated_parts(survey)
    usable = usable_columns(survey)
    by_period = parts_by_year(survey, usable) or parts_by_month(survey, usable)
    if by_period:
        return by_period
    if wishes.total or wishes.amount:
        return _named_parts(survey, "total" if wishes.total else "amount", wishes.total or wishes.amount)
    return _told_parts(survey)


def _stated_parts(survey: Survey) -> list[Part]:
    """The part of --pledged and that of --paid. --amount and --total may say whether they are changes or levels."""
    wishes = survey.wishes
    stated = [(Section.PLEDGES, "--pledged", wishes.pledged), (Section.ACTUALS, "--paid", wishes.paid)]
    columns = {section: _named(survey, option, [title]) for section, option, title in stated if title is not None}
    read = [column for each in columns.values() for column in each]
    levels = _named(survey, "--total", wishes.total)
    for option, named in (("--amount", _named(survey, "--amount", wishes.amount)), ("--total", levels)):
        for column in named:
            if column not in read:
                message = f"{shown(column.title)} is neither that of --pledged nor that of --paid"
                survey.ask(option, f"{message}: {option} says here which of these has {_LEVELS_OR_CHANGES[option]}")
    return [
        Part(section, "total" if any(column in levels for column in each) else "amount", each)
        for section, each in columns.items()
    ]


def _named_parts(survey: Survey, key: str, titles: Sequence[str]) -> list[Part]:
    """The columns that --amount or --total names, added; but pledges and deliveries are a part each."""
    columns = _named(survey, f"--{key}", titles)
    told = {section: [column for column in columns if [section] == _told_by(column.words)] for section in OF_KIND}
    if not all(told.values()):
        return [Part(None, key, columns)]
    pledged, paid = (quoted([column.title for column in each]) for each in told.values())
    silent = quoted([column.title for column in columns if not any(column in each for each in told.values())])
    if silent:
        message = f"nothing says whether {silent} belongs to {pledged} or to {paid}"
        survey.ask(f"--{key}", f"{message}: leave it out of --{key}, and read it with add table")
    if survey.wishes.kind is not None:
        message = f"the title says that {pledged} was pledged, and that {paid} was delivered"
        survey.ask("--kind", f"{message}: without --kind each is read as what its title says")
    return [Part(section, key, each) for section, each in told.items()]


def _told_by(words: Collection[str]) -> list[Section]:
    return [section for section, known in OF_KIND.items() if known & set(words)]


def usable_columns(survey: Survey) -> list[Column]:
    """The columns whose numbers may be figures. If HXL tags call some of them values, only those."""
    numbers = survey.of_kind(Kind.NUMBER)
    return [column for column in numbers if column.has_value] or [column for column in numbers if column.may_be_figures]


def _named(survey: Survey, option: str, titles: Sequence[str]) -> list[Column]:
    return [column for title in titles if (column := survey.named(option, title))]


def remark_on_unread(survey: Survey, parts: Sequence[Part]) -> None:
    """Remark on columns that are not read, though their titles speak of pledges or payments and they have numbers."""
    wishes = survey.wishes
    if wishes.kind or wishes.amount or wishes.total or wishes.pledged or wishes.paid or parts[0].period:
        return
    read = [column for part in parts for column in part.columns]
    for column in survey.columns:
        told = bool(column.words & (OF_KIND[Section.PLEDGES] | OF_KIND[Section.ACTUALS])) and column.may_be_figures
        if read and told and column not in read and survey.kinds[column] is not Kind.DATE:
            numbers = sum(survey.number(row, column) is not None for row in survey.rows)
            if numbers:
                cells = so_many(numbers, "number", "numbers")
                option = f"--amount {argument(column.title)}"
                survey.remarks.append(f"{shown(column.title)} has {cells}, and is not read: {option} reads it instead")


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
        columns = " ".join(
            f"{option} {argument(wide[section][0].title)}"
            for option, section in (("--pledged", Section.PLEDGES), ("--paid", Section.ACTUALS))
        )
        message = f'{named} have figures: --amount "COLUMN" says which counts'
        survey.ask("--amount", f"{message}, and {columns} reads a pledge and a payment of each row")
    elif all(kind_of(column.title) is Kind.DATE for column in found):
        first = argument(found[0].title)
        one = f"--amount {first}, or --total {first} for a level, with --date 2025-06-30 reads one, dated by its day"
        survey.ask("--amount", f"{named} are of a day each: {one}; add table reads another")
    else:
        which = '--amount "COLUMN" says which counts, or --total "COLUMN" if each is the level on its day'
        survey.ask("--amount", f"{named} have figures: {which}; several are added")
    return [Part(None, "amount", [], is_wide=all(wide.values()) and bool(found))]


def kind_of_part(survey: Survey, part: Part, day: Column | None) -> Section | None:
    """Whether the rows are pledges or deliveries; asks if nothing says it."""
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
        told = _told_by(words)
        if len(told) == 1:
            return told[0]
    told_by_heading = _kind_of_heading(survey)
    if told_by_heading is None and not part.is_wide:
        message = "no title says what the rows are"
        survey.ask("--kind", f"{message}: --kind pledges, or --kind actuals for what was delivered")
    return told_by_heading


def _kind_of_heading(survey: Survey) -> Section | None:
    """Whether a heading above the titles says that the rows are pledges, or deliveries."""
    row, text = next(iter(survey.above), (0, ""))
    told = _told_by(words_of(text))
    if len(told) != 1 or len(text) > _LONGEST_HEADING:
        return None
    survey.remarks.append(f"the rows are read as {told[0]}, as row {row} says: {heading(text)}")
    return told[0]
