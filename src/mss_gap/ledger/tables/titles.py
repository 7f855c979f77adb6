"""Which words of its title say what a column is for."""

import re

from mss_gap.ledger.table import Section
from mss_gap.ledger.tables.columns import Column, currency_of_title, words_of

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
NOT_GIVERS = frozenset(
    {
        "recipient",
        "recipients",
        "destination",
        "dest",
        "to",
        "beneficiary",
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
    }
)
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
"""Words that are titles of such numbers where no other word is in the title."""
YEAR = frozenset({"date", "year", "years", "fy", "period"})
PUBLISHED = frozenset({"published", "publication", "announced", "reported"})
NOT_THE_DATE = frozenset(
    {"due", "deadline", "expected", "end", "start", "updated", "created", "modified", "until", "by", "next", "expiry"}
)
DUE = frozenset({"due", "deadline"})
ID = frozenset({"id", "ref", "reference", "code"})
NOTE = frozenset({"note", "notes", "remark", "remarks", "comment", "comments", "description", "details"})
SOURCE = frozenset({"url", "link", "source", "sources"})


def rank_of_date(column: Column, section: Section | None) -> int:
    """How likely a column of dates has those of rows of a kind, the least likely first."""
    words = words_of(column.title)
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
    words = words_of(column.title)
    code = currency_of_title(column.title)
    in_unit = code is not None and (unit is None or code == unit)
    return 2 * in_unit + bool(words & (AMOUNT | PLEDGE | PAID))


_SUM = re.compile(r"\b(?:sub-?\s?)?totals?\b", re.IGNORECASE)


def looks_like_a_sum(name: str) -> bool:
    """Whether a name of a contributor looks like the label of a sum, which would be counted twice.

    >>> looks_like_a_sum("Subtotal, Europe"), looks_like_a_sum("TotalEnergies")
    (True, False)
    """
    return _SUM.search(name) is not None
