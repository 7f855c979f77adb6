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
# stages = ["agreed", "received"]         # how a delivery comes about: actuals say their `stage`; the last one counts
# source = "https://example.org/article"  # what the headline rests on

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
# commitment = "{commitment}"
# country = "JM"
# date = "2025-03"                        # a month, in quotes: the day is not known
# total = 200
# qualifier = "about"                     # or "over", "at-least", …; without it, the figure is exact
# status = "conditional"                  # or "on-hold", "withdrawn"; without it, the pledge is firm
# part = 150                              # how much of the pledge has the status; without it, all
# source = "un-2025-06-30"

# What was delivered. `total` states the level on a day, `amount` adds to it; without a country, all as one:
#
# [[actuals]]
# commitment = "{commitment}"
# country = "KE"
# date = 2025-06-30
# amount = 25
# source = "un-2025-06-30"
"""


def new_ledger(name: str, unit: str, headline: Decimal) -> str:
    """A ledger of a mission with one commitment and its headline."""
    whole = int(headline) if headline == headline.to_integral_value() else headline
    return _TEMPLATE.format(
        schema=SCHEMA,
        mission=tomli_w.dumps({"name": name}),
        commitment=commitment_for(unit),
        headline=tomli_w.dumps({"unit": unit, "pledged": whole}),
    )


def commitment_for(unit: str) -> str:
    """The id of a commitment that is counted in a unit.

    >>> commitment_for("personnel"), commitment_for("USD"), commitment_for("Armoured vehicles")
    ('personnel', 'funding', 'armoured-vehicles')
    """
    return "funding" if is_currency(unit) else guess_id(unit)
