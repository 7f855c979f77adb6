"""Finds the column that has the dates of the entries."""

from datetime import date as Day  # noqa: N812 - `date` is a key of an entry
from functools import partial

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.periods import is_year
from mss_gap.ledger.propose.survey import Survey, argument, quoted, reads
from mss_gap.ledger.propose.words import Column, rank_of_date
from mss_gap.ledger.table import Section
from mss_gap.ledger.tables.cell_dates import date_in
from mss_gap.ledger.tables.columns import Kind


def column_of_dates(survey: Survey, section: Section | None) -> Column | None:
    """The column that has the dates of pledges or payments; asks if no column has, or if several may have."""
    wished = survey.wishes.date
    if day_of_all(survey) is not None:
        return None
    if wished is not None:
        return survey.named("--date", wished)
    ranked = [(rank_of_date(column, section), column) for column in survey.of_kind(Kind.DATE)]
    best = max((rank for rank, _ in ranked), default=0)
    found = [column for rank, column in ranked if rank == best]
    if len(found) == 1 and best:
        if best == 1:
            title = shown(found[0].title)
            survey.remarks.append(f"{title} dates the {section}, too: no other column has dates")
        return found[0]
    if len(found) == 1:
        title = shown(found[0].title)
        message = f"{title} may not be the day of an entry, and no other column has dates"
        survey.ask(
            "--date",
            f"{message}: --date {argument(found[0].title)} reads it, and --date 2025-06-27 is a day for all rows",
        )
        return None
    option = '--date "COLUMN" says which counts' if found else '--date "COLUMN" names one, and --date 2025-06-27 a day'
    named = f"{quoted([column.title for column in found])} are dates" if found else "no column has dates"
    survey.ask("--date", f"{named}: {option}{'' if found else ' for all rows'}")
    return None


def month_beside(survey: Survey, day: Column | None) -> tuple[Column, str] | None:
    """The column of months that belongs to a column of years, and the form of both together; None if there is none."""
    if day is None or survey.wishes.date is not None or survey.wishes.dates is not None:
        return None
    years = [survey.text(row, day) for row in survey.rows]
    if not all(map(is_year, years)):
        return None
    for column in survey.columns:
        if column.words & {"month"}:
            months = {f"{survey.text(row, column)} {year}" for row, year in zip(survey.rows, years, strict=True)}
            for form in ("%B %Y", "%b %Y", "%m %Y"):
                if all(reads(partial(date_in, form=form), month) for month in months):
                    both = f"{quoted([column.title, day.title])} are read as one date"
                    survey.remarks.append(f"{both}, such as {shown(min(months))}")
                    return column, form
    return None


def columns_of_day(survey: Survey, day: Column | None) -> list[Column]:
    """The columns of a date: none, one, or that of its month and that of its year."""
    month = month_beside(survey, day)
    return [*([month[0]] if month else []), *([day] if day else [])]


def day_of_all(survey: Survey) -> Day | None:
    """The date of all rows, if the user gave one."""
    return None if survey.has_title(survey.wishes.date) else survey.wishes.day
