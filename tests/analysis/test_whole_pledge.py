"""R4: what was pledged to a commitment as a whole, and the statuses of contributors' pledges."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mss_gap import CommitmentBreakdown, Ledger, Status
from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.timeline import timelines_of

BreakDown = Callable[..., CommitmentBreakdown]
Pledge = tuple[Decimal | None, Status | None]


def test_an_undated_pledge_is_the_headline_at_any_report_date(breakdown: BreakDown) -> None:
    text = 'commitments.personnel = { unit = "personnel", pledged = 2500, source = "https://a.example" }'
    assert breakdown(text).pledged == 2500
    assert breakdown(text, "1999-01-01").pledged == 2500
    assert breakdown(text).sources == ("https://a.example",)


def test_a_headline_is_the_latest_whole_mission_total_and_later_amounts(breakdown: BreakDown) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", date = 2023-10-01, amount = 7 },
            { commitment = "personnel", date = 2023-10-02, total = 1000, source = "https://a.example" },
            { commitment = "personnel", date = 2024-01-01, total = 2500, source = "https://b.example" },
            { commitment = "personnel", date = 2024-02-01, amount = 100, source = "https://c.example" },
        ]
    """
    assert breakdown(text, "2023-12-31").pledged == 1000
    assert breakdown(text, "2024-01-31").pledged == 2500
    row = breakdown(text)
    assert (row.pledged, row.sources) == (2600, ("https://b.example", "https://c.example"))


def test_whole_mission_amounts_without_a_total_add_up(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        pledges = [
            { commitment = "funding", date = 2024-01-01, amount = 100 },
            { commitment = "funding", date = 2024-02-01, amount = 50 },
        ]
    """)
    assert row.pledged == 150


def test_a_contributors_pledge_never_raises_the_headline(breakdown: BreakDown) -> None:
    undated = breakdown("""
        commitments.personnel = { unit = "personnel", pledged = 2500 }
        pledges = [{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 3000 }]
    """)
    assert (undated.pledged, undated.country_pledged) == (2500, 3000)
    dated = breakdown("""
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", date = 2023-10-02, total = 2500 },
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
        ]
    """)
    assert (dated.pledged, dated.country_pledged) == (2500, 1000)


EACH_STATUS = """
    commitments.personnel.unit = "personnel"
    pledges = [
        { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000, source = "https://ke.example" },
        { commitment = "personnel", country = "BS", date = 2024-01-01, total = 150, status = "firm" },
        { commitment = "personnel", country = "JM", date = 2024-01-01, total = 200, status = "on-hold" },
        { commitment = "personnel", country = "BD", date = 2024-01-01, total = 500, status = "withdrawn" },
    ]
"""


def test_without_a_headline_the_pledge_is_the_sum_of_firm_pledges(breakdown: BreakDown) -> None:
    row = breakdown(EACH_STATUS)
    assert (row.pledged, row.country_pledged, row.on_hold) == (1150, 1150, 200)
    assert row.sources == ("https://ke.example",)


def test_a_sum_of_firm_pledges_names_their_sources_in_the_order_of_the_contributors_codes(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1, source = "https://ke.example" },
            { commitment = "personnel", country = "BS", date = 2024-01-02, total = 1, source = "https://bs.example" },
        ]
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1, source = "https://a.example" },
        ]
    """)
    assert row.sources == ("https://bs.example", "https://ke.example", "https://a.example")


def test_before_a_headline_is_dated_the_pledge_is_the_sum_of_firm_pledges(breakdown: BreakDown) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", country = "KE", date = 2023-07-29, total = 1000 },
            { commitment = "personnel", date = 2023-10-02, total = 2500 },
        ]
    """
    assert breakdown(text, "2023-10-01").pledged == 1000
    assert breakdown(text, "2023-10-02").pledged == 2500


def test_firm_pledges_and_pledges_on_hold_are_summed_beside_a_headline_too(breakdown: BreakDown) -> None:
    row = breakdown("commitments.personnel.pledged = 2500" + EACH_STATUS)
    assert (row.pledged, row.country_pledged, row.on_hold) == (2500, 1150, 200)


def test_without_any_pledge_the_whole_is_null_and_the_sums_are_zero(breakdown: BreakDown) -> None:
    row = breakdown('commitments.personnel = { unit = "personnel", actual = 991 }')
    assert (row.pledged, row.country_pledged, row.on_hold, row.sum_of_shortfalls) == (None, 0, 0, 0)


def test_where_no_firm_pledge_states_an_amount_the_sums_are_null(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", country = "KE", date = 2024-01-01 },
            { commitment = "personnel", country = "JM", date = 2024-01-01, status = "on-hold" },
        ]
    """)
    assert (row.pledged, row.country_pledged, row.on_hold, row.sum_of_shortfalls) == (None, None, None, None)


def test_a_firm_pledge_of_unknown_amount_leaves_the_sum_of_the_others(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
            { commitment = "personnel", country = "JM", date = 2024-01-01 },
        ]
    """)
    assert (row.pledged, row.country_pledged) == (1000, 1000)


@pytest.mark.parametrize("status", ["withdrawn", "on-hold"])
def test_with_pledges_of_which_none_is_firm_nothing_is_pledged(breakdown: BreakDown, status: str) -> None:
    row = breakdown(f"""
        commitments.personnel.unit = "personnel"
        pledges = [{{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 9, status = "{status}" }}]
    """)
    assert (row.pledged, row.country_pledged, row.sources) == (0, 0, ())


@pytest.fixture(scope="module")
def jamaica(breakdown: BreakDown) -> Callable[..., Pledge]:
    """What Jamaica's pledge is, and its status, after some entries written without commitment and country."""

    def pledge(*entries: str, as_of: str | None = None) -> Pledge:
        written = ", ".join(f'{{ commitment = "personnel", country = "JM", {entry} }}' for entry in entries)
        text = f'commitments.personnel.unit = "personnel"\npledges = [{written}]'
        (row,) = breakdown(text, as_of).contributions
        return row.pledged, row.pledge_status

    return pledge


def test_a_pledge_is_firm_where_no_entry_says_otherwise(jamaica: Callable[..., Pledge]) -> None:
    assert jamaica("date = 2024-01-01, total = 200") == (200, Status.FIRM)


def test_a_status_is_that_of_the_latest_entry_that_states_one(jamaica: Callable[..., Pledge]) -> None:
    entries = (
        "date = 2024-01-01, total = 200",
        'date = 2024-02-01, status = "on-hold"',
        "date = 2024-03-01, amount = 50",
        'date = 2024-04-01, status = "firm", total = 170',
        "date = 2024-05-01, total = 180",
    )
    assert jamaica(*entries, as_of="2024-01-31") == (200, Status.FIRM)
    assert jamaica(*entries, as_of="2024-02-01") == (200, Status.ON_HOLD)
    assert jamaica(*entries, as_of="2024-03-01") == (250, Status.ON_HOLD)
    assert jamaica(*entries, as_of="2024-04-01") == (170, Status.FIRM)
    assert jamaica(*reversed(entries)) == (180, Status.FIRM)


def test_a_withdrawn_pledge_counts_zero(jamaica: Callable[..., Pledge]) -> None:
    assert jamaica("date = 2024-01-01, total = 200", 'date = 2024-02-01, status = "withdrawn"') == (
        0,
        Status.WITHDRAWN,
    )


def test_a_withdrawn_pledge_counts_zero_even_where_no_amount_was_stated(jamaica: Callable[..., Pledge]) -> None:
    assert jamaica('date = 2024-01-01, status = "withdrawn"') == (0, Status.WITHDRAWN)


def test_a_withdrawn_pledge_made_firm_again_has_its_level_back(jamaica: Callable[..., Pledge]) -> None:
    entries = (
        "date = 2024-01-01, total = 200",
        'date = 2024-02-01, status = "withdrawn"',
        'date = 2024-03-01, status = "firm"',
    )
    assert jamaica(*entries) == (200, Status.FIRM)


def test_a_first_entry_with_a_status_alone_is_a_pledge_of_unknown_amount(jamaica: Callable[..., Pledge]) -> None:
    assert jamaica('date = 2024-01-01, status = "on-hold"') == (None, Status.ON_HOLD)


@pytest.mark.parametrize(
    ("entry", "bound"),
    [
        ('status = "on-hold"', Bound.EXACT),
        ('status = "on-hold"\npart = 50', Bound.EXACT),
        ("due = 2025-01-01", Bound.EXACT),
        ("", Bound.AT_LEAST),
        ('amount = 5, currency = "EUR", status = "on-hold"', Bound.AT_LEAST),  # no rate converts it: it is not added
    ],
)
def test_a_status_alone_makes_no_lower_bound_and_an_unstated_amount_does(
    ledger: Callable[[str], Ledger], entry: str, bound: Bound
) -> None:
    read = ledger(f"""
        [commitments.funding]
        unit = "USD"

        [[pledges]]
        commitment = "funding"
        country = "JM"
        date = 2024-01-01
        total = 200

        [[pledges]]
        commitment = "funding"
        country = "JM"
        date = 2024-02-01
        {entry.replace(", ", chr(10))}
    """)
    assert [level.bound for level in timelines_of(read)["funding"].pledges.of("JM").levels] == [Bound.EXACT, bound]
