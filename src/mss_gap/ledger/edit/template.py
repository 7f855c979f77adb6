"""Makes a new ledger: short, valid, and with remarks that teach the format."""

from decimal import Decimal

import tomli_w

from mss_gap.ledger.guess import guess_id
from mss_gap.ledger.names import is_currency

SCHEMA = "ledger.schema.json"
"""The schema that a new ledger names, in the same folder."""

_TEMPLATE = """\
#:schema ./{schema}
#
# What was pledged and what was delivered: every figure with its date and its source.
# A line that starts with "#" is a remark. Keep yours: no command changes a line that is here.

[mission]
{mission}# start = 2025-01-31                      # its first day
# end = 2026-01-31                        # the mandate's last day
# as_of = 2025-06-30                      # the report date; without it, the day of the latest entry

# What was promised as a whole. `pledged` here is without a date, and true on any day. To date it, or to have it revised
# later, take it out and write [[pledges]] without a country: the first one for the figure as it was at first.

[commitments.{commitment}]
{headline}# basis = "planned strength"              # what the headline is
# due = 2026-01-31                        # the day by which it was promised
# source = "https://example.org/article"  # what the headline rests on

# Another commitment, in money, under an id of its own:
#
# [commitments.{other}]
# title = "Trust fund"
# unit = "USD"                            # a currency code makes it money
# note = "As the fund itself counts it."  # printed wherever its figures are
# overlaps = ["{commitment}"]             # only if it counts the same thing again: never add the two
# stages = ["agreed", "received"]         # how a delivery comes about, in order: actuals say their `stage`
# counts = "received"                     # the stage that is the actual; without it, the last

# Publications, each under an id that figures name as their source:
#
# [sources.un-2025-06-30]
# title = "Report of the Secretary-General"
# publisher = "UN"
# published = 2025-06-30
# url = "https://example.org/report"

# What a contributor pledged, by its code of two letters:
#
# [[pledges]]
# commitment = "{commitment}"
# country = "KE"
# date = 2025-02-15
# total = 100
# source = "un-2025-06-30"
#
# [[pledges]]
# commitment = "{other}"
# country = "DE"
# date = "2025-03"                        # a month, in quotes: the day is not known
# total = 5_000_000
# currency = "EUR"
# value = 5_400_000                       # what the source says that it is worth in the unit, here USD
# qualifier = "about"                     # or "over", "at-least", …; without it, the figure is exact
# status = "conditional"                  # or "on-hold", "withdrawn"; without it, the pledge is firm
# part = 2_000_000                        # how much of the pledge has the status; without it, all
# due = 2025-12-31                        # the day by which this pledge was promised
# ref = "FTS 385472"                      # its id in the place that it comes from
# source = "un-2025-06-30"

# What was delivered. `total` states the level on a day, `amount` adds to it; without a country, all as one:
#
# [[actuals]]
# commitment = "{commitment}"
# country = "KE"
# date = 2025-06-30
# amount = 25
# source = "un-2025-06-30"
#
# [[actuals]]
# commitment = "{other}"
# date = 2025-06-30
# total = 2_500_000
# stage = "agreed"                        # one of the stages; without it, the one that counts
# source = "un-2025-06-30"
#
# [[actuals]]
# commitment = "{commitment}"
# country = "CA"
# date = 2025-06-30
# amount = 12
# outside = "in kind"                     # given for the same purpose and not counted: what kind of giving
# source = "un-2025-06-30"
"""


def new_ledger(name: str, unit: str, headline: Decimal) -> str:
    """A ledger of a mission with one commitment and its headline."""
    whole = int(headline) if headline == headline.to_integral_value() else headline
    commitment = commitment_for(unit)
    return _TEMPLATE.format(
        schema=SCHEMA,
        mission=tomli_w.dumps({"name": name}),
        commitment=commitment,
        other="trust-fund" if commitment != "trust-fund" else "fund",
        headline=tomli_w.dumps({"unit": unit, "pledged": whole}),
    )


def commitment_for(unit: str) -> str:
    """The id of a commitment that is counted in a unit.

    >>> commitment_for("personnel"), commitment_for("USD"), commitment_for("Armoured vehicles")
    ('personnel', 'funding', 'armoured-vehicles')
    """
    return "funding" if is_currency(unit) else guess_id(unit)
