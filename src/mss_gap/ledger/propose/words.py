"""Which words of its title, or of its HXL tag, say what a column is for."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from mss_gap.ledger.names import is_currency
from mss_gap.ledger.table import Section
from mss_gap.ledger.tables.cell_dates import EARLIEST, LATEST, date_in
from mss_gap.ledger.tables.cells import CellError
from mss_gap.ledger.tables.columns import currency_of_title, words_of

PLEDGE = frozenset({"pledge", "pledged", "pledges", "committed", "commitment", "commitments", "promised", "announced"})
PAID = frozenset(
    {
        *(
            "paid",
            "payment",
            "payments",
            "disbursed",
            "disbursement",
            "disbursements",
            "received",
            "receipt",
            "receipts",
        ),
        *("delivered", "delivery", "deliveries", "deployed", "transferred", "deposited"),
    }
)
"""Words of a title that say what the rows below it are."""
OF_KIND = {Section.PLEDGES: PLEDGE, Section.ACTUALS: PAID}
GIVERS = (
    frozenset({"donor", "donors", "contributor", "contributors", "giver", "funder", "pledger"}),
    frozenset({"source", "src", "from", "contributing", "sending"}),
    frozenset({"country", "countries", "government", "state", "nation", "party", "member"}),
    frozenset({"organization", "organisation", "name", "entity", "body"}),
)
"""Words of the title of the column of contributors, the surest first."""
ORGANIZATION = frozenset({"organization", "organisation", "entity"})
"""Words of the title of a column of organizations, which may give as countries do."""
NOT_GIVERS = frozenset(
    {
        "location",
        "locations",
        "via",
        "agency",
        "type",
        "category",
        "group",
        "region",
        "code",
        "id",
        "types",
        "impl",
        "prog",
    }
)
RECEIVERS = frozenset(
    {"recipient", "recipients", "destination", "dest", "to", "beneficiary", "beneficiaries", "mission", "host"}
)
"""Words of the title of a column of those who receive, or of where people serve."""
SUREST = 10
"""The rank of a column of contributors by its title."""
AMOUNT = frozenset(
    {"amount", "amounts", "value", "total", "sum", "contribution", "contributions", "funding", "funds", "usd", "money"}
)
NOT_A_FIGURE = frozenset(
    {
        *("rate", "share", "percent", "percentage", "pct", "balance", "outstanding", "remaining", "unpaid", "gap"),
        *("id", "ids", "code", "year", "years", "original", "cumulative", "phone", "latitude", "longitude"),
    }
)
"""Words of titles of numbers that are not figures, or are sums of others."""
NUMBERS_OF_ROWS = frozenset({"no", "nr", "n", "s", "row", "index", "rank", "order", "day", "month"})
"""Words of titles of numbers that only count rows or days, if the title has no other word."""
YEAR = frozenset({"date", "year", "years", "fy", "period"})
PUBLISHED = frozenset({"published", "publication", "announced", "reported"})
NOT_THE_DATE = frozenset(
    {"due", "deadline", "expected", "end", "start", "updated", "created", "modified", "until", "by", "next", "expiry"}
)
STATUS = frozenset({"status", "stage", "state"})
"""Words of the title of a column that says how far what a row is about has come."""
TYPE = frozenset({"type", "transaction"})
"""Words of the title of a column that says what a row is, whatever others there are."""
UNSTATED = frozenset({"undisclosed", "not disclosed", "not given", "not stated", "not specified", "unspecified"})
"""What a cell says if something was given and the amount is not known."""
NOT_A_VALUE = frozenset({"currency", "rate", "pct", "fx"})
"""Attributes of the HXL tag #value that mean something other than a sum of money."""
COUNTED = frozenset({"personnel", "troops", "police", "soldiers", "people", "vehicles", "bases"})
"""Words that name both what is counted and its unit."""
PERSONNEL = frozenset({"personnel", "people", "staff"})
"""Words of titles that count all people."""
SERVING = frozenset(
    {"troops", "troop", "police", "soldiers", "experts", "observers", "officers", "civilians", "military"}
)
"""Words of titles that count a kind of personnel."""
COUNT = frozenset({"number", "count", "total", "strength"})
"""Words of titles of numbers that do not say what these count."""
NO_VALUE = frozenset({"na", "n.a.", "#n/a", "nan", "null"})
"""What programs write for a number that there is none of."""
DUE = frozenset({"due", "deadline"})
ID = frozenset({"id", "ref", "reference", "code"})
NOTE = frozenset({"note", "notes", "remark", "remarks", "comment", "comments", "description", "details"})
SOURCE = frozenset({"url", "link", "source", "sources"})


KNOWN = frozenset[str]().union(
    *(PLEDGE, PAID, *GIVERS, AMOUNT, NOT_A_FIGURE, NUMBERS_OF_ROWS, YEAR, PUBLISHED, ID, NOTE, SOURCE, STATUS)
)
"""Words that titles have, and that cells below them seldom have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a title."""

    index: int
    title: str
    """Without spaces around it and line breaks in it."""
    tag: str = ""
    """The HXL tag below the title, such as `#value+usd`."""

    @property
    def words(self) -> frozenset[str]:
        """The words of the title and of the tag."""
        return words_of(self.title) | words_of(self.tag)

    @property
    def currency(self) -> str | None:
        """The currency that the tag or the title names."""
        of_tag = [word.upper() for word in words_of(self.tag) if is_currency(word.upper())]
        return of_tag[0] if len(of_tag) == 1 else currency_of_title(self.title)

    @property
    def has_value(self) -> bool:
        """Whether the tag says that the column has sums of money."""
        return self.tag.startswith("#value") and not words_of(self.tag) & NOT_A_VALUE

    @property
    def may_be_figures(self) -> bool:
        """Whether the numbers of the column may be figures that count."""
        return self.has_value or may_be_figures(self.title)


def rank_of_date(column: Column, section: Section | None) -> int:
    """How likely a column of dates has those of rows of a kind, the least likely first."""
    words = column.words
    if words & NOT_THE_DATE:
        return 0
    other = {Section.PLEDGES: PAID, Section.ACTUALS: PLEDGE, None: frozenset[str]()}[section]
    if words & other:
        return 1
    if section and words & OF_KIND[section]:
        return 7
    if words == {"date"}:
        return 6
    return 5 if words & PAID else 4 if words & PUBLISHED else 3 if "date" in words else 2


def may_be_figures(title: str) -> bool:
    """Whether numbers below a title may be figures that count.

    >>> may_be_figures("No. of personnel"), may_be_figures("€"), may_be_figures("No."), may_be_figures("Share (%)")
    (True, True, False, False)
    """
    words = words_of(title)
    return not (words & NOT_A_FIGURE or (words and words <= NUMBERS_OF_ROWS) or "%" in title)


def rank_of_figure(column: Column, unit: str | None) -> int:
    """How likely a column of numbers has the figures that count in a unit."""
    code = column.currency
    in_unit = code is not None and (unit is None or code == unit)
    return 2 * in_unit + bool(column.words & (AMOUNT | PLEDGE | PAID))


def unit_of_title(title: str) -> str | None:
    """What people or things a title counts; None where it does not say.

    >>> unit_of_title("Number of personnel"), unit_of_title("Troops"), unit_of_title("Deployed")
    ('personnel', 'troops', None)
    """
    found = words_of(title) & COUNTED
    return next(iter(found)) if len(found) == 1 else None


# Years

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

    >>> month_of("Jan-25"), month_of("February 2025"), month_of("Paid in 2025-02"), month_of("2025")
    ('2025-01', '2025-02', None, None)
    """
    for form in _MONTHS if any(map(str.isdigit, title)) else ():
        with suppress(CellError):
            return str(date_in(title, form))
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


def says_unstated(text: str) -> bool:
    """Whether a cell says that something was given, and not how much.

    >>> says_unstated("Not  given"), says_unstated("dozens")
    (True, False)
    """
    return " ".join(text.casefold().split()) in UNSTATED


def says_nothing(text: str) -> bool:
    """Whether a cell of a column of figures says that there is none.

    >>> says_nothing("NA"), says_nothing("0")
    (True, False)
    """
    return text.casefold() in NO_VALUE


_SUM = re.compile(r"\b(?:sub-?\s?)?totals?\b", re.IGNORECASE)


def looks_like_a_sum(name: str) -> bool:
    """Whether a name of a contributor looks like the label of a sum, which would be counted twice.

    >>> looks_like_a_sum("Subtotal, Europe"), looks_like_a_sum("TotalEnergies")
    (True, False)
    """
    return _SUM.search(name) is not None
