"""The chart of contributors shows each one's delivery in front of its pledge, and says what it cannot draw."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from mss_gap import Ledger
from mss_gap.analysis.bounds import Bound
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
            "Delivered, amount not stated: Japan.",
            "Pledge withdrawn, no delivery recorded: Germany.",
            "Pledged, amount not stated, no delivery recorded: Guyana.",
            "Pledged, amount not stated, on hold, no delivery recorded: United Kingdom.",
        ),
        source_line="Sources: example.org; example.net. Chart: mss-gap",
        description=(
            "Funding: $68,000,000 delivered (11.3%), $600,000,000 pledged: a gap of $532,000,000. "
            "Canada: $45,000,000 delivered, $63,930,000 pledged. "
            "Italy: $360,000 delivered, no pledge. "
            "France: an amount not stated delivered, $8,000,000 pledged. "
            "Japan: an amount not stated delivered, no pledge. "
            "United States: no delivery recorded, $15,000,000 pledged, on hold. "
            "Germany: no delivery recorded, pledge withdrawn. "
            "Guyana: no delivery recorded, an amount not stated pledged. "
            "United Kingdom: no delivery recorded, an amount not stated pledged, on hold. "
            "Unattributed: at most $22,640,000."
        ),
        drawing=BarChart(
            (
                bar("Canada", "$45M of $63.93M", 45_000_000, 63_930_000),
                bar("Italy", "$360K, no pledge", 360_000, None),
                bar("France", "not stated of $8M", None, 8_000_000, unstated=True),
                bar("United States", "none recorded of $15M, on hold", None, 15_000_000, on_hold=True),
                # Japan's and France's deliveries are in the rest: how much they are is not stated.
                bar("Unattributed", "≤$22.64M", 22_640_000, None, bound=Bound.AT_MOST),
            )
        ),
    )


def bar(  # noqa: PLR0913 - what is said, and what is drawn
    label: str,
    figure: str,
    actual: int | None,
    pledged: int | None,
    *,
    bound: Bound = Bound.EXACT,
    pledged_bound: Bound = Bound.EXACT,
    on_hold: bool = False,
    unstated: bool = False,
) -> BarRow:
    return BarRow(
        label=label,
        figure=figure,
        actual=None if actual is None else Decimal(actual),
        pledged=None if pledged is None else Decimal(pledged),
        actual_bound=None if actual is None else bound,
        pledged_bound=None if pledged is None else pledged_bound,
        on_hold=on_hold,
        unstated=unstated,
    )


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
    assert chart.drawing.rows[-1] == bar("Unattributed", "≤-$360K", -360_000, None, bound=Bound.AT_MOST)
    assert chart.remarks[-1] == "Contributors delivered more than is stated of all: what is unattributed is negative."


def test_parts_that_may_exceed_the_whole_are_not_said_to(ledger: Read, countries: Draw) -> None:
    text = LEDGER.replace("total = 68_000_000", 'total = 45_000_000\n    qualifier = "at-least"')
    chart = countries(ledger(text), "funding")
    assert isinstance(chart.drawing, BarChart)
    assert chart.drawing.rows[-1] == bar("Unattributed", "~-$360K", -360_000, None, bound=Bound.OPEN)
    assert chart.remarks[-1] == "What is unattributed may be negative, because its figures are not exact."


def test_a_commitment_without_contributors_has_no_bars(ledger: Read, countries: Draw) -> None:
    chart = countries(ledger('[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3'), "bases")
    assert (chart.title, chart.drawing) == ("Bases: no contributor recorded", BarChart(()))


def test_a_delivery_of_nothing_is_stated_and_not_above_zero(ledger: Read, countries: Draw) -> None:
    entry = '[[actuals]]\ncommitment = "seats"\ncountry = "KE"\ndate = 2025-01-01\ntotal = 0\n'
    chart = countries(ledger('[commitments.seats]\nunit = "seats"\n' + entry), "seats")
    assert chart.title == "Seats: no contributor with a stated delivery above 0"


CONTRIBUTOR = """
    [mission]
    as_of = 2025-06-30
    [commitments.seats]
    unit = "seats"
    pledged = 500
"""


def entry(kind: str, **keys: object) -> str:
    """An entry of Kenya, a day after the other for each `on`."""
    stated = {"commitment": "seats", "country": "KE"} | keys
    day = stated.pop("on", 1)
    lines = (f"    {key} = {value if isinstance(value, int) else repr(value)}\n" for key, value in stated.items())
    return f"    [[{kind}]]\n    date = 2025-01-0{day}\n{''.join(lines)}"


CONTRIBUTIONS = {
    "nothing recorded of a pledge": (
        entry("pledges", total=100),
        bar("Kenya", "none recorded of 100", None, 100),
        "no delivery recorded, 100 seats pledged",
    ),
    "0 recorded of a pledge": (
        entry("pledges", total=100) + entry("actuals", total=0),
        bar("Kenya", "0 of 100", 0, 100),
        "0 seats delivered, 100 seats pledged",
    ),
    "both are bounds": (
        entry("pledges", total=100, qualifier="under") + entry("actuals", total=40, qualifier="over"),
        bar("Kenya", "≥40 of ≤100", 40, 100, bound=Bound.AT_LEAST, pledged_bound=Bound.AT_MOST),
        "at least 40 seats delivered, at most 100 seats pledged",
    ),
    "about, and open": (
        entry("pledges", total=100, qualifier="about")
        + entry("actuals", total=40, qualifier="over")
        + entry("actuals", amount=10, qualifier="under", on=2),
        bar("Kenya", "~50 of ≈100", 50, 100, bound=Bound.OPEN, pledged_bound=Bound.ABOUT),
        "perhaps 50 seats delivered, about 100 seats pledged",
    ),
    "at least 0": (
        entry("actuals", total=0, qualifier="at-least"),
        bar("Kenya", "≥0, no pledge", 0, None, bound=Bound.AT_LEAST),
        "at least 0 seats delivered, no pledge",
    ),
    "withdrawn but for a part on hold": (
        entry("pledges", total=100, qualifier="at-least", status="withdrawn")
        + entry("pledges", part=60, status="on-hold", on=2),
        # 100 or more, of which all but 60 are withdrawn: what is left is not withdrawn (R4).
        bar(
            "Kenya",
            "none recorded of ≥60, on hold, ≥40 withdrawn",
            None,
            60,
            pledged_bound=Bound.AT_LEAST,
            on_hold=True,
        ),
        "no delivery recorded, at least 60 seats pledged, on hold, at least 40 seats withdrawn",
    ),
    "on hold but for a part withdrawn": (
        entry("pledges", total=100, qualifier="at-least", status="on-hold")
        + entry("pledges", part=40, status="withdrawn", on=2),
        bar(
            "Kenya", "none recorded of ≥60, on hold, 40 withdrawn", None, 60, pledged_bound=Bound.AT_LEAST, on_hold=True
        ),
        "no delivery recorded, at least 60 seats pledged, on hold, 40 seats withdrawn",
    ),
    "firm but for parts": (
        entry("pledges", total=100)
        + entry("pledges", part=20, status="conditional", on=2)
        + entry("pledges", part=10, status="on-hold", on=2),
        bar("Kenya", "none recorded of 100, 10 on hold, 20 conditional", None, 100),
        "no delivery recorded, 100 seats pledged, 10 seats on hold, 20 seats conditional",
    ),
    "withdrawn after a delivery": (
        entry("pledges", total=100, status="withdrawn") + entry("actuals", total=5),
        bar("Kenya", "5, pledge withdrawn", 5, None),
        "5 seats delivered, pledge withdrawn",
    ),
    "a part of an amount not stated": (
        entry("pledges", status="on-hold")
        + entry("pledges", part=40, status="conditional", on=2)
        + entry("actuals", total=5),
        bar("Kenya", "5, pledge not stated, the rest on hold, 40 conditional", 5, None),
        "5 seats delivered, an amount not stated pledged, the rest on hold, 40 seats conditional",
    ),
}


@pytest.mark.parametrize(("entries", "row", "sentence"), CONTRIBUTIONS.values(), ids=CONTRIBUTIONS)
def test_a_contribution_is_drawn_and_described_with_what_is_known_of_it(
    entries: str, row: BarRow, sentence: str, ledger: Read, countries: Draw
) -> None:
    chart = countries(ledger(CONTRIBUTOR + entries), "seats")
    assert chart.drawing == BarChart((row,))
    assert chart.description.split(". ", 1)[1] == f"Kenya: {sentence}."
    assert chart.remarks == ()


WITHOUT_BARS = {
    "0 delivered, and no pledge": (entry("actuals", total=0), "Nothing pledged, 0 seats delivered: Kenya."),
    "0 delivered of a pledge withdrawn": (
        entry("pledges", total=9, status="withdrawn") + entry("actuals", total=0),
        "Pledge withdrawn, 0 seats delivered: Kenya.",
    ),
    "0 pledged": (entry("pledges", total=0), "Nothing pledged, no delivery recorded: Kenya."),
    "an amount not stated, a part of it withdrawn": (
        entry("pledges") + entry("pledges", part=4, status="withdrawn", on=2),
        "Pledged, amount not stated, 4 seats withdrawn, no delivery recorded: Kenya.",
    ),
}


@pytest.mark.parametrize(("entries", "remark"), WITHOUT_BARS.values(), ids=WITHOUT_BARS)
def test_a_contribution_without_a_bar_is_named_with_what_is_known_of_it(
    entries: str, remark: str, ledger: Read, countries: Draw
) -> None:
    chart = countries(ledger(CONTRIBUTOR + entries), "seats")
    assert (chart.drawing, chart.remarks) == (BarChart(()), (remark,))


def test_a_figure_in_a_currency_without_a_rate_is_not_said_to_be_not_stated(ledger: Read, countries: Draw) -> None:
    money = CONTRIBUTOR.replace('"seats"', '"USD"')
    euros = entry("pledges", total=9, currency="EUR") + entry("actuals", total=2, currency="EUR")
    chart = countries(ledger(money + euros), "seats")
    assert (chart.drawing, chart.remarks) == (
        BarChart(()),
        ("Delivered, in a currency without a rate: Kenya.",),
    )
    assert chart.description.endswith("Kenya: €2 delivered, €9 pledged.")
    pledged = countries(ledger(money + euros.replace("    currency = 'EUR'\n", "", 1)), "seats")
    assert pledged.drawing == BarChart((bar("Kenya", "€2 of $9", None, 9),))


def test_a_figure_that_no_rate_converts_has_its_bound(ledger: Read, countries: Draw) -> None:
    chart = countries(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 100 }
            pledges = [
                { commitment = "aid", country = "IT", date = 2024-01-01, total = 25, currency = "EUR", qualifier = "over" },
                { commitment = "aid", country = "SE", date = 2024-01-01, total = 9 },
            ]
            actuals = [
                { commitment = "aid", country = "SE", date = 2024-01-02, total = 8, currency = "GBP", qualifier = "about" },
            ]
        """),
        "aid",
    )
    assert isinstance(chart.drawing, BarChart)
    assert [(row.label, row.figure) for row in chart.drawing.rows] == [("Sweden", "≈£8 of $9")]
    assert "Sweden: about £8 delivered, $9 pledged. Italy: no delivery recorded, at least €25 pledged." in (
        chart.description
    )
