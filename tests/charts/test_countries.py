"""The chart of contributors shows each one's delivery in front of its pledge, and says what it cannot draw."""

import re
from collections.abc import Callable
from decimal import Decimal

from mss_gap import Ledger
from mss_gap.render.charts.chart import BarChart, BarRow, Chart

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
LEDGER = """
    [mission]
    as_of = 2025-06-30
    [commitments.funding]
    unit = "USD"
    pledged = 600_000_000
    [[actuals]]
    commitment = "funding"
    date = 2025-06-30
    total = 68_000_000
    source = "https://example.org/total"
    [[pledges]]
    commitment = "funding"
    country = "CA"
    date = 2025-01-01
    total = 63_930_000
    source = "https://example.net/ca"
    [[actuals]]
    commitment = "funding"
    country = "CA"
    date = 2025-02-01
    total = 45_000_000
    [[actuals]]
    commitment = "funding"
    country = "IT"
    date = 2025-02-01
    total = 360_000
    [[actuals]]
    commitment = "funding"
    country = "JP"
    date = 2025-02-01
    [[pledges]]
    commitment = "funding"
    country = "US"
    date = 2025-01-01
    total = 15_000_000
    status = "on-hold"
    [[pledges]]
    commitment = "funding"
    country = "FR"
    date = 2025-01-01
    total = 8_000_000
    [[actuals]]
    commitment = "funding"
    country = "FR"
    date = 2025-02-01
    [[pledges]]
    commitment = "funding"
    country = "GY"
    date = 2025-01-01
    [[pledges]]
    commitment = "funding"
    country = "GB"
    date = 2025-01-01
    status = "on-hold"
    [[pledges]]
    commitment = "funding"
    country = "DE"
    date = 2025-01-01
    total = 5_000_000
    status = "withdrawn"
"""


def test_contributors_stand_in_their_order_with_the_rest_at_the_end(ledger: Read, countries: Draw) -> None:
    assert countries(ledger(LEDGER), "funding") == Chart(
        title="Funding: Canada delivered $45M of the $68M delivered by all",
        subtitle="Delivered and pledged by contributor, in USD, as of 2025-06-30",
        remarks=(
            "No delivery recorded: United States.",
            "Delivered, amount not stated: Japan.",
            "Pledge withdrawn, no delivery recorded: Germany.",
            "Pledged, amount not stated, no delivery recorded: Guyana.",
            "Pledged on hold, amount not stated, no delivery recorded: United Kingdom.",
        ),
        source_line="Sources: example.org; example.net. Chart: mss-gap",
        description=(
            "Funding: $68M of $600M delivered. "
            "Canada: $45,000,000 delivered, $63,930,000 pledged. "
            "Italy: $360,000 delivered, no pledge. "
            "France: an amount not stated delivered, $8,000,000 pledged. "
            "Japan: an amount not stated delivered, no pledge. "
            "United States: no delivery recorded, $15,000,000 pledged, on hold. "
            "Germany: no delivery recorded, pledge withdrawn. "
            "Guyana: no delivery recorded, an amount not stated pledged. "
            "United Kingdom: no delivery recorded, an amount not stated pledged, on hold."
        ),
        drawing=BarChart(
            (
                bar("Canada", "$45M of $63.93M", 45_000_000, 63_930_000),
                bar("Italy", "$360K, no pledge", 360_000, None),
                bar("France", "not stated of $8M", None, 8_000_000),
                bar("United States", "$0 of $15M, on hold", 0, 15_000_000, on_hold=True),
                bar("Unattributed", "$22.64M", 22_640_000, None),
            )
        ),
    )


def bar(label: str, figure: str, actual: int | None, pledged: int | None, *, on_hold: bool = False) -> BarRow:
    known = (None if number is None else Decimal(number) for number in (actual, pledged))
    actual_bar, pledged_bar = known
    return BarRow(label=label, figure=figure, actual=actual_bar, pledged=pledged_bar, on_hold=on_hold)


def test_of_many_contributors_the_first_fifteen_are_shown_and_the_rest_bounded(ledger: Read, countries: Draw) -> None:
    codes = re.findall("..", "AOBJBWBFBICMCVTDKMCGDJEGGQERETGAGHGN")
    entries = (
        f'[[pledges]]\ncommitment = "seats"\ncountry = "{code}"\ndate = 2025-01-01\ntotal = {number + 50}\n'
        f'[[actuals]]\ncommitment = "seats"\ncountry = "{code}"\ndate = 2025-01-01\ntotal = {number + 1}\n'
        for number, code in enumerate(codes)
    )
    chart = countries(ledger('[commitments.seats]\nunit = "seats"\n' + "".join(entries)), "seats")
    assert isinstance(chart.drawing, BarChart)
    assert [bar.figure for bar in chart.drawing.rows] == [f"{number} of {number + 49}" for number in range(18, 3, -1)]
    assert chart.remarks == (
        "3 other contributors not shown: none is known to have delivered more than 3 or pledged more than 52.",
    )


def test_parts_that_exceed_the_whole_are_said_to(ledger: Read, countries: Draw) -> None:
    chart = countries(ledger(LEDGER.replace("68_000_000", "45_000_000")), "funding")
    assert isinstance(chart.drawing, BarChart)
    assert chart.drawing.rows[-1] == bar("Unattributed", "-$360K", -360_000, None)
    assert chart.remarks[-1] == "Contributors delivered more than is stated of all: what is unattributed is negative."


def test_a_commitment_without_contributors_has_no_bars(ledger: Read, countries: Draw) -> None:
    chart = countries(ledger('[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3'), "bases")
    assert (chart.title, chart.drawing) == ("Bases: no contributor recorded", BarChart(()))


def test_a_delivery_of_nothing_is_stated_and_not_above_zero(ledger: Read, countries: Draw) -> None:
    entry = '[[actuals]]\ncommitment = "seats"\ncountry = "KE"\ndate = 2025-01-01\ntotal = 0\n'
    chart = countries(ledger('[commitments.seats]\nunit = "seats"\n' + entry), "seats")
    assert chart.title == "Seats: no contributor with a stated delivery above 0"
