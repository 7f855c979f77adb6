"""A column for each year or month: a block of its own for each, dated by it."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.periods import month_of, number_of_month, two_years_of, without_year, year_of
from mss_gap.ledger.propose.survey import Survey, argument, quoted
from mss_gap.ledger.propose.words import OF_KIND, Column, rank_of_figure
from mss_gap.ledger.table import Section
from mss_gap.ledger.tables.cell_dates import EARLIEST
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, is_code, words_of
from mss_gap.ledger.tables.keys import BLANK

YEARS = "years"
"""What the options of figures say for each column whose title is of a year."""
_WIDEST = 4
"""How many months are between two titles on average at most: "Jan-25" may be a day, beside "Feb-01"."""
MONTHS = "months"
"""What they say for each column whose title is a month."""


def parts_by_year(survey: Survey, usable: Sequence[Column]) -> list[Part]:
    """What a block for each year reads; none where no two columns of figures are of different years.

    Asks if several sets of columns may count. With a date in the options, or with an option that names a column without
    a year, the table is read as any other.
    """
    wishes = survey.wishes
    if wishes.date is not None:
        return []
    wished = [*wishes.amount, *wishes.total]
    if wished and not (wished == [YEARS] and not survey.has_title(YEARS)):
        named = [column for column in survey.columns if column.title in wished]
        if len(named) < len(wished) or any(year_of(column.title) is None for column in named):
            return []
        usable = named
    of_years = _with_texts(survey, [column for column in usable if year_of(column.title) is not None])
    key = "total" if wishes.total else "amount"
    if len({years for column in usable if (years := two_years_of(column.title))}) > 1:
        _ask_for_two_years(survey, usable)
        return [Part(None, key, [], str(EARLIEST))]  # the answer has the date, too
    if len({year_of(column.title) for column in of_years}) < (1 if usable and wished else 2):
        if wished == [YEARS]:
            survey.ask("--amount", "no two titles of figures are of different years")
            return [Part(None, key, [])]
        return []
    series = _series(survey, of_years)
    if series and not wished:
        _look_at_others(
            survey, [columns for _, columns in series], [each for each in usable if each not in of_years], YEARS
        )
    return [
        Part(section, key, [column], str(year_of(column.title))) for section, columns in series for column in columns
    ] or [Part(None, key, [], str(EARLIEST))]


def _with_texts(survey: Survey, of_years: Sequence[Column]) -> list[Column]:
    """The columns of years, and those of further years in which most cells are texts, not figures."""
    rests = {without_year(column.title) for column in of_years}
    return [
        column
        for column in survey.columns
        if column in of_years
        or (
            year_of(column.title) is not None
            and without_year(column.title) in rests
            and survey.kinds[column] is Kind.TEXT
            and any(text_of(cell).casefold() not in BLANK for cell in survey.cells(column))
        )
    ]


def parts_by_month(survey: Survey, usable: Sequence[Column]) -> list[Part]:
    """What a block for each month reads; none where no two titles of figures are different months."""
    wishes = survey.wishes
    wished = [*wishes.amount, *wishes.total]
    if wishes.date is not None or wished not in ([], [MONTHS]) or survey.has_title(MONTHS):
        return []
    months = {column: month for column in usable if (month := month_of(column.title)) is not None}
    numbers = sorted({number_of_month(month) for month in months.values()})
    if len(numbers) < max(2, len(months)) or numbers[-1] - numbers[0] > _WIDEST * len(numbers):
        return []
    if not wished:
        _look_at_others(survey, [list(months)], [column for column in usable if column not in months], MONTHS)
    key = "total" if wishes.total else "amount"
    return [Part(None, key, [column], month) for column, month in months.items()]


def ask_for_level_of_periods(survey: Survey, parts: Sequence[Part], unit: str | None) -> None:
    """Ask whether the figures of years or months are changes or levels, where they count people or things."""
    period = parts[0].period
    if period is None or unit is None or is_code(unit) or survey.wishes.amount or survey.wishes.total:
        return
    word = _word_of(period)
    titles = quoted([column.title for part in parts for column in part.columns])
    message = f"{titles} are of {word}, and each figure may be what was added in a {word[:-1]} or the level at its end"
    survey.ask("--amount", f"{message}: --amount {word} adds them, --total {word} takes the latest")


def _word_of(period: str) -> str:
    return YEARS if period.isdigit() else MONTHS


def _series(survey: Survey, columns: Sequence[Column]) -> list[tuple[Section | None, list[Column]]]:
    """The columns of pledges and those of payments, in the order of the file; asks if other sets of columns have years."""
    by_rest: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        by_rest[without_year(column.title)].append(column)
    told = {
        section: [rest for rest in by_rest if words_of(rest) & words and not words_of(rest) & OF_KIND[_other(section)]]
        for section, words in OF_KIND.items()
    }
    kind = survey.wishes.kind
    if survey.wishes.amount not in ((), [YEARS]) and len(set(map(_year, columns))) == len(columns):
        if all(told.values()):
            message = f"{quoted([column.title for column in columns])} are of pledges and of deliveries"
            survey.ask("--amount", f"{message}: --amount names those of one kind, and add table reads the others")
        of_all = [section for section, rests in told.items() if len(rests) == len(by_rest)]
        return [(of_all[0] if of_all else None, list(columns))]
    if kind is not None and len(told[kind]) == 1:
        return [(kind, by_rest[told[kind][0]])]
    if len(by_rest) == 1:
        (rest,) = by_rest
        return [(next((section for section, rests in told.items() if rest in rests), None), by_rest[rest])]
    if len(by_rest) == 2 and all(len(rests) == 1 for rests in told.values()):  # noqa: PLR2004 - one of each kind
        return [(section, by_rest[rest]) for section, (rest,) in told.items()]
    sets = quoted([columns[0].title for columns in by_rest.values()])
    message = f"the columns of years are of several kinds, such as {sets}"
    survey.ask("--amount", f'{message}: --amount "COLUMN", once for each year, names those that count')
    return []


def _year(column: Column) -> int | None:
    return year_of(column.title)


def _other(section: Section) -> Section:
    return Section.ACTUALS if section is Section.PLEDGES else Section.PLEDGES


def _ask_for_two_years(survey: Survey, columns: Sequence[Column]) -> None:
    """Ask for the date of columns such as 2019/20, which end in another calendar year than they begin."""
    found = [column.title for column in columns if two_years_of(column.title)]
    if found:
        message = f"{quoted(found)} {'is' if len(found) == 1 else 'are'} not of a calendar year"
        survey.ask(
            "--date", f"{message}: --amount {argument(found[0])} --date 2020-06-30 reads one, dated by its last day"
        )


def _look_at_others(survey: Survey, series: Sequence[Sequence[Column]], others: Sequence[Column], word: str) -> None:
    """Leave out the sums of the years or months; ask about other columns that may be the figures."""
    for column in others:
        title = shown(column.title)
        least = min((_rows_apart(survey, column, columns) for columns in series), key=len)
        if not least:
            survey.remarks.append(f"{title} is the sum of the {word}, and is not read")
        elif _is_sum(column):
            row = survey.grid.lines[least[0]]
            survey.remarks.append(
                f"{title} is not read, and is not the sum of the {word} in {len(least):,} of "
                f"{len(survey.rows):,} rows: the first is row {row}"
            )
        elif rank_of_figure(column, survey.wishes.unit):
            message = f"{title} has figures beside a column for each {word[:-1]}"
            survey.ask(
                "--amount",
                f"{message}: --amount {word} reads the {word}, and --amount {argument(column.title)} that one",
            )
        else:
            survey.remarks.append(f"{title} has numbers, and is not read")


def _is_sum(column: Column) -> bool:
    return bool(words_of(column.title) & {"total", "totals", "sum", "overall"})


def _rows_apart(survey: Survey, column: Column, of_years: Sequence[Column]) -> list[int]:
    """The rows in which a column is not the sum of those of years."""
    found = []
    for row in survey.rows:
        stated = survey.number(row, column)
        known = [number for year in of_years if (number := survey.number(row, year)) is not None]
        if stated != sum(known, Decimal(0)) and not (stated is None and not known):
            found.append(row)
    return found


def remark_on_periods(survey: Survey, parts: Sequence[Part]) -> None:
    """Remark that each year or month is a block of its own, and which have no figures yet."""
    periods = sorted({part.period for part in parts if part.period is not None})
    if periods:
        one = _word_of(periods[0])[:-1]
        several = f"{len(parts)} tables, of {periods[0]} to {periods[-1]}" if len(periods) > 1 else f"of {periods[0]}"
        survey.remarks.append(
            f"each column of a {one} is a table of its own: {several}; a figure counts from the last day of its {one}"
        )
        _remark_on_empty(survey, parts)


def _remark_on_empty(survey: Survey, parts: Sequence[Part]) -> None:
    """Remark that columns of further years or months have no figures yet, and would not be read with them."""
    read = [column for part in parts for column in part.columns]
    are_months = _word_of(str(parts[0].period)) == MONTHS
    period_of = month_of if are_months else year_of
    empty = [
        column
        for column in survey.columns
        if column not in read
        and period_of(column.title) is not None
        and all(text_of(cell).casefold() in BLANK for cell in survey.cells(column))
    ]
    if empty:
        has, is_read, it = ("has", "is", "it") if len(empty) == 1 else ("have", "are", "each")
        date = f" --date {month_of(empty[0].title)}" if are_months else ""
        option = f"--{parts[0].key} {argument(empty[0].title)}{date}"
        survey.remarks.append(
            f"{quoted([column.title for column in empty])} {has} no figures yet, and {is_read} not read: once {it} has, "
            f"add table with {option} reads {'it' if len(empty) == 1 else 'the first'}"
        )
