"""The keys of an entry that a table may state: which are figures, dates, texts or words, and what a blank cell says."""

from collections.abc import Mapping
from types import MappingProxyType

from mss_gap.ledger.entry import Actual, Entry, Pledge, Qualifier, Status
from mss_gap.ledger.table import Section

KINDS: Mapping[Section, type[Entry]] = MappingProxyType({Section.PLEDGES: Pledge, Section.ACTUALS: Actual})
"""What the rows of a table become."""
FIGURES = ("total", "amount", "part")
"""The keys whose blank cells leave a row out where all of them are blank."""
SUMS = ("total", "amount")
"""The keys for which a cell may say that nothing is stated."""
LEVELS = ("total", "part")
"""The keys that are never below zero."""
NUMBERS = (*FIGURES, "value")
"""The keys that are numbers; several columns of one are added."""
DATES = ("date", "due")
TEXTS = frozenset({"ref", "note", "outside", "stage"})
"""The keys that are what a cell says, whatever that is."""
NEEDED = ("commitment", "country", "date")
"""The keys whose blank cells are mistakes: a row never becomes the whole mission's by accident."""
CHOICES: Mapping[str, type[Status | Qualifier]] = MappingProxyType({"status": Status, "qualifier": Qualifier})
"""The keys that have one of some words."""
BLANK = frozenset({"", "-", "\u2013", "\u2014", ".", "n/a"})
"""What a cell says that says nothing."""
LONGEST_BLANK = max(map(len, BLANK))
