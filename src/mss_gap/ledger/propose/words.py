"""Which words of its title, or of its HXL tag, say what a column is for."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from mss_gap.ledger.names import is_currency
from mss_gap.ledger.table import Section
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
IDENTIFIES = frozenset({"id", "ids", "code", "year", "years", "phone", "latitude", "longitude"})
"""Words of titles of numbers that measure nothing."""
NOT_A_FIGURE = IDENTIFIES | frozenset(
    {
        *("rate", "share", "percent", "percentage", "pct", "balance", "outstanding", "remaining", "unpaid", "gap"),
        *("original", "cumulative"),
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
        return (
            _only_code(words_of(self.tag))
            or currency_of_title(self.title.replace("_", " "))
            or currency_in_words(self.title)
        )

    @property
    def has_value(self) -> bool:
        """Whether the tag says that the column has sums of money."""
        return self.tag.startswith("#value") and not words_of(self.tag) & NOT_A_VALUE

    @property
    def may_be_figures(self) -> bool:
        """Whether the numbers of the column may be figures that count."""
        return self.has_value or may_be_figures(self.title)


_IN_WORDS = re.compile(r"\b(?:(U\.?S\.?\s?dollars?)|(euros?))\b", re.IGNORECASE)


def currency_named_in(text: str) -> str | None:
    """The currency that a text names with its code, sign or name; None where it names none, or several.

    >>> currency_named_in("All in US dollars"), currency_named_in("Amount (EUR)"), currency_named_in("euros or USD")
    ('USD', 'EUR', None)
    """
    found = {"USD" if dollars else "EUR" for dollars, _ in _IN_WORDS.findall(text)}
    code = currency_of_title(text)
    found |= {code} if code else set()
    return found.pop() if len(found) == 1 else None


def currency_in_words(title: str) -> str | None:
    """The currency that the title of a column of money names in small letters, or with its name.

    >>> currency_in_words("amount_usd"), currency_in_words("value.eur"), currency_in_words("Paid in US dollars")
    ('USD', 'EUR', 'USD')
    >>> currency_in_words("all_payments"), currency_in_words("mad"), currency_in_words("amount_eur_usd")
    (None, None, None)
    """
    words = words_of(title)
    if not words & (AMOUNT | PLEDGE | PAID | {"eur", "gbp"}):
        return None
    return _only_code(words - {"all", "top"}) or currency_named_in(" ".join(title.replace("_", " ").split()))


def _only_code(words: Collection[str]) -> str | None:
    found = [word.upper() for word in words if is_currency(word.upper())]
    return found[0] if len(found) == 1 else None


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
