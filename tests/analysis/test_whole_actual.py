"""R3: what was delivered to a commitment as a whole."""

from collections.abc import Callable
from datetime import date

import pytest

from mss_gap import CommitmentBreakdown, Ledger, LedgerInvalidError

BreakDown = Callable[..., CommitmentBreakdown]


def test_an_undated_actual_is_the_whole_whatever_contributors_delivered(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases = { unit = "bases", actual = 3, source = "https://example.org/bases" }
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 2, source = "https://example.org/ke" },
            { commitment = "bases", country = "JM", date = 2024-01-02 },
        ]
    """)
    assert (row.actual, row.actual_bound, row.attributed, row.unattributed) == (3, "exact", 2, 1)
    assert row.sources == ("https://example.org/bases",)


def test_an_undated_actual_is_true_at_any_report_date(breakdown: BreakDown) -> None:
    text = """
        commitments.bases = { unit = "bases", actual = 3 }
        pledges = [{ commitment = "bases", date = 2024-01-01, total = 12 }]
    """
    assert breakdown(text, "1999-01-01").actual == 3


def test_an_undated_actual_leaves_no_room_for_dated_ones_of_the_whole(ledger: Callable[[str], Ledger]) -> None:
    with pytest.raises(LedgerInvalidError) as invalid:
        ledger("""
            commitments.bases = { unit = "bases", actual = 3 }
            actuals = [{ commitment = "bases", date = 2024-01-01, total = 3 }]
        """)
    assert [problem.code for problem in invalid.value.problems] == ["dated-and-undated"]


def test_the_latest_whole_mission_total_is_the_whole(breakdown: BreakDown) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2025-06-25, total = 991 },
            { commitment = "personnel", date = 2025-02-06, total = 1021 },
        ]
    """
    assert breakdown(text).actual == 991
    assert breakdown(text, "2025-06-24").actual == 1021


def test_whole_mission_amounts_after_the_total_add_to_it(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2025-01-04, total = 590 },
            { commitment = "personnel", date = 2025-01-18, amount = 217 },
            { commitment = "personnel", date = 2025-02-04, amount = 70 },
            { commitment = "personnel", date = 2025-02-06, amount = 144 },
        ]
    """)
    assert row.actual == 1021


def test_whole_mission_amounts_before_or_on_the_date_of_the_total_are_inside_it(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2025-01-01, amount = 100 },
            { commitment = "personnel", date = 2025-01-04, amount = 50 },
            { commitment = "personnel", date = 2025-01-04, total = 590 },
        ]
    """)
    assert row.actual == 590


CONTRIBUTORS_MOVE = """
    commitments.personnel.unit = "personnel"
    actuals = [
        { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
        { commitment = "personnel", country = "GT", date = 2025-01-04, amount = 150 },
        { commitment = "personnel", date = 2025-01-04, total = 590 },
        { commitment = "personnel", country = "KE", date = 2025-01-18, amount = 217 },
        { commitment = "personnel", country = "GT", date = 2025-02-01, total = 100 },
        { commitment = "personnel", country = "SV", date = 2025-02-04, total = 70 },
    ]
"""


@pytest.mark.parametrize(
    ("as_of", "actual"),
    [
        ("2025-01-03", 400),  # no total yet: Kenya alone
        ("2025-01-04", 590),  # what Guatemala brought on the day of the total is inside it
        ("2025-01-18", 807),  # 590 + 217
        ("2025-02-01", 757),  # 590 + 217 - 50
        ("2025-02-04", 757),  # the 70 of El Salvador are its first figure, a total: inside the 590
    ],
)
def test_each_contributors_change_since_the_total_counts_too(breakdown: BreakDown, as_of: str, actual: int) -> None:
    assert breakdown(CONTRIBUTORS_MOVE, as_of).actual == actual


def test_what_contributors_delivered_up_to_the_total_is_inside_it(breakdown: BreakDown) -> None:
    row = breakdown(CONTRIBUTORS_MOVE, "2025-01-04")
    assert (row.attributed, row.unattributed) == (550, 40)


def test_the_total_with_amounts_and_changes_together(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        actuals = [
            { commitment = "funding", date = 2024-01-01, total = 100 },
            { commitment = "funding", country = "CA", date = 2024-01-01, total = 60 },
            { commitment = "funding", date = 2024-02-01, amount = 7 },
            { commitment = "funding", country = "CA", date = 2024-03-01, amount = 20 },
            { commitment = "funding", date = 2024-04-01, amount = -1 },
        ]
    """)
    assert row.actual == 100 + 7 - 1 + 20


@pytest.mark.parametrize(
    ("first_after", "actual", "bound"),
    [
        ("total = 24", 590, "at-least"),  # inside the whole, and more may have come since
        ('total = 24, qualifier = "at-most"', 590, "open"),
        ("amount = 24", 614, "exact"),
        ('amount = -24, qualifier = "over"', 566, "at-most"),
    ],
)
def test_the_first_figure_after_the_total_is_inside_it_where_it_is_a_total_and_adds_to_it_where_it_is_an_amount(
    breakdown: BreakDown, first_after: str, actual: int, bound: str
) -> None:
    row = breakdown(f"""
        commitments.personnel.unit = "personnel"
        actuals = [
            {{ commitment = "personnel", country = "JM", date = 2024-09-12 }},
            {{ commitment = "personnel", date = 2025-01-04, total = 590 }},
            {{ commitment = "personnel", country = "JM", date = 2025-02-01, {first_after} }},
        ]
    """)
    assert (row.actual, row.actual_bound) == (actual, bound)


def test_a_second_total_after_the_whole_counts_from_the_first(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2025-01-04, total = 590 },
            { commitment = "personnel", country = "JM", date = 2025-02-01, total = 24 },
            { commitment = "personnel", country = "JM", date = 2025-03-01, total = 30 },
        ]
    """)
    assert (row.actual, row.actual_bound) == (596, "at-least")


def test_a_contributor_whose_level_is_unknown_since_the_total_makes_it_a_lower_bound(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2025-01-04, total = 590 },
            { commitment = "personnel", country = "JM", date = 2025-02-01 },
        ]
    """)
    assert (row.actual, row.actual_bound) == (590, "at-least")


def test_what_is_not_stated_after_a_whole_mission_total_makes_it_a_lower_bound(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2025-01-04, total = 590 },
            { commitment = "personnel", country = "KE", date = 2025-02-01, amount = 217 },
            { commitment = "personnel", country = "KE", date = 2025-03-01 },
        ]
    """)
    assert (row.actual, row.actual_bound) == (807, "at-least")


def test_without_a_total_it_is_the_sum_of_contributors_levels(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", country = "JM", date = 2024-09-12, amount = 20 },
            { commitment = "personnel", country = "JM", date = 2024-09-13, amount = 4 },
        ]
    """)
    assert (row.actual, row.actual_bound, row.unattributed) == (424, "exact", 0)


def test_without_a_total_whole_mission_amounts_add_to_contributors_levels(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", date = 2024-06-25, amount = 5 },
            { commitment = "personnel", date = 2024-07-01, amount = 6 },
        ]
    """)
    assert (row.actual, row.unattributed) == (411, 11)


def test_whole_mission_amounts_alone_are_the_whole(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.funding.unit = "USD"
        actuals = [
            { commitment = "funding", date = 2024-01-01, amount = 5 },
            { commitment = "funding", date = 2024-02-01, amount = 6 },
        ]
    """)
    assert (row.actual, row.attributed, row.unattributed) == (11, 0, 11)


def test_a_total_after_the_report_date_leaves_the_sum_of_contributors(breakdown: BreakDown) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", date = 2025-01-04, total = 590 },
        ]
    """
    assert breakdown(text, "2025-01-03").actual == 400


def test_an_unknown_level_makes_the_sum_a_lower_bound(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", country = "JM", date = 2024-09-12 },
        ]
    """)
    assert (row.actual, row.actual_bound) == (400, "at-least")


def test_a_lower_bound_makes_the_sum_a_lower_bound(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", country = "KE", date = 2024-09-12 },
        ]
    """)
    assert (row.actual, row.actual_bound) == (400, "at-least")


def test_an_unknown_level_makes_whole_mission_amounts_a_lower_bound_too(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", date = 2024-06-25, amount = 400 },
            { commitment = "personnel", country = "JM", date = 2024-09-12 },
        ]
    """)
    assert (row.actual, row.actual_bound) == (400, "at-least")


def test_a_pledge_of_unknown_size_makes_no_actual_a_lower_bound(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        pledges = [{ commitment = "personnel", country = "JM", date = 2024-01-01 }]
        actuals = [{ commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 }]
    """)
    assert (row.actual, row.actual_bound) == (400, "exact")


def test_where_no_level_is_known_the_whole_is_null(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25 },
            { commitment = "personnel", country = "JM", date = 2024-09-12 },
        ]
    """)
    assert (row.actual, row.actual_bound, row.attributed, row.unattributed) == (None, None, 0, None)


def test_without_any_actual_the_whole_is_null(breakdown: BreakDown) -> None:
    row = breakdown('commitments.personnel = { unit = "personnel", pledged = 2500 }')
    assert (row.actual, row.actual_bound, row.reported_on) == (None, None, None)


@pytest.mark.parametrize(
    ("as_of", "reported_on"),
    [
        ("2024-06-24", None),
        ("2024-06-25", date(2024, 6, 25)),
        ("2025-01-04", date(2025, 1, 4)),
        ("2025-02-03", date(2025, 2, 1)),
        ("2025-02-04", date(2025, 2, 4)),
    ],
)
def test_reported_on_is_the_latest_date_of_an_actual_of_anybody(
    breakdown: BreakDown, as_of: str, reported_on: date | None
) -> None:
    assert breakdown(CONTRIBUTORS_MOVE, as_of).reported_on == reported_on


def test_reported_on_counts_an_entry_that_states_no_amount(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases = { unit = "bases", actual = 3 }
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01 }]
    """)
    assert row.reported_on == date(2024, 1, 1)


def test_pledges_do_not_move_reported_on(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.bases = { unit = "bases", actual = 3 }
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 12 }]
    """)
    assert row.reported_on is None


SOURCED = """
    commitments.personnel.unit = "personnel"
    actuals = [
        { commitment = "personnel", country = "KE", date = 2024-01-01, total = 400, source = "https://a.example" },
        { commitment = "personnel", country = "JM", date = 2024-01-02, total = 20, source = "https://b.example" },
        { commitment = "personnel", date = 2024-02-01, total = 430, source = "https://c.example" },
        { commitment = "personnel", country = "JM", date = 2024-03-01, amount = 4, source = "https://d.example" },
        { commitment = "personnel", date = 2024-04-01, amount = 1, source = "https://a.example" },
    ]
"""


@pytest.mark.parametrize(
    ("as_of", "sources"),
    [
        # The sum of contributors rests on all of them.
        ("2024-01-31", ("https://b.example", "https://a.example")),
        # A total rests on itself.
        ("2024-02-01", ("https://c.example",)),
        # Since then, on what changed: on the whole level of the contributor that moved.
        ("2024-03-01", ("https://c.example", "https://b.example", "https://d.example")),
        ("2024-04-01", ("https://c.example", "https://a.example", "https://b.example", "https://d.example")),
    ],
)
def test_the_whole_names_the_sources_that_it_rests_on(
    breakdown: BreakDown, as_of: str, sources: tuple[str, ...]
) -> None:
    assert breakdown(SOURCED, as_of).sources == sources


def test_a_sum_of_contributors_rests_on_those_who_do_not_say_how_much_too(breakdown: BreakDown) -> None:
    row = breakdown("""
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400, source = "https://a.example" },
            { commitment = "personnel", country = "JM", date = 2024-09-12, source = "https://b.example" },
        ]
    """)
    assert row.sources == ("https://b.example", "https://a.example")
