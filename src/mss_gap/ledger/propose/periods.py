"""Which year or month a title or a text is of."""

import re
from contextlib import suppress
from functools import lru_cache

from mss_gap.ledger.tables.cell_dates import EARLIEST, LATEST, date_in
from mss_gap.ledger.tables.cells import CellError

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_TWO_YEARS = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s*[/\u2010-\u2013-]\s*(?:(?:19|20)?\d\d)(?!\d)|\bFY\s?'?(?:\d{4}|\d\d)", re.IGNORECASE
)


def is_year(text: str) -> bool:
    """Whether a text is a year, and nothing else.

    >>> is_year("2019"), is_year("2019/20"), is_year("1800")
    (True, False, False)
    """
    return _YEAR.fullmatch(text) is not None and EARLIEST <= int(text) <= LATEST


def year_of(text: str) -> int | None:
    """The calendar year that a title or the name of a sheet is of; None where it is of none, or of several.

    >>> year_of("2019"), year_of("Paid in 2019 (USD)"), year_of("2019/20"), year_of("2019 and 2020"), year_of("FY2019")
    (2019, 2019, None, None, None)
    """
    found = set() if month_of(text) else set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 and two_years_of(text) is None else None


_MONTHS = ("%b-%y", "%b %y", "%b-%Y", "%b %Y", "%B %Y", "%B-%Y", "%B %y", "%Y-%m", "%m/%Y")
"""How titles write months."""


@lru_cache(maxsize=2**12)
def month_of(title: str) -> str | None:
    """The month that a title is, as a ledger writes it; None where it is none, or says more.

    >>> month_of("Jan-25"), month_of("february_2025"), month_of("Paid in 2025-02"), month_of("2025")
    ('2025-01', '2025-02', None, None)
    """
    for form in _MONTHS if any(map(str.isdigit, title)) else ():
        with suppress(CellError):
            return str(date_in(title.replace("_", " "), form))
    return None


def number_of_month(month: str) -> int:
    """The number of a month, counted over the years.

    >>> number_of_month("2025-01") - number_of_month("2024-12")
    1
    """
    year, _, of_year = month.partition("-")
    return 12 * int(year) + int(of_year)


def two_years_of(text: str) -> str | None:
    """The year in a title that may begin in one calendar year and end in the next; None where there is none.

    >>> two_years_of("Paid 2019/20"), two_years_of("FY 2019"), two_years_of("2019"), two_years_of("2019-05")
    ('2019/20', 'FY 2019', None, None)
    """
    found = _OF_TWO_YEARS.search(text)
    if found is None or ((month := month_of(text)) and int(month[2:4]) + 1 != int(month[5:])):
        return None
    return found[0]


def without_year(title: str) -> str:
    """A title without the year in it.

    >>> without_year("2019 Paid (USD)"), without_year("Paid, 2019"), without_year("2019")
    ('Paid (USD)', 'Paid', '')
    """
    rest = " ".join(_YEAR.sub(" ", title).split())
    return rest if "(" in rest or "[" in rest else rest.strip(" ,;:-)]")
