"""R2: one contributor's series of totals, amounts and entries that state neither."""

from collections.abc import Callable

import pytest

from mss_gap import CommitmentBreakdown, Contribution, Ledger, LedgerInvalidError, countries

Read = Callable[[str], Ledger]
Kenya = Callable[..., Contribution]


@pytest.fixture(scope="module")
def kenya(breakdown: Callable[..., CommitmentBreakdown]) -> Kenya:
    """The only contribution in a ledger of some entries, each written without its commitment and country."""

    def only_contribution(*entries: str, kind: str = "actuals", as_of: str | None = None) -> Contribution:
        written = ", ".join(f'{{ commitment = "personnel", country = "KE", {entry} }}' for entry in entries)
        text = f'commitments.personnel.unit = "personnel"\n{kind} = [{written}]'
        (contribution,) = breakdown(text, as_of).contributions
        return contribution

    return only_contribution


ARRIVALS = (
    "date = 2025-01-04, total = 590",
    "date = 2025-01-18, amount = 217",
    "date = 2025-02-04, amount = 70",
    "date = 2025-02-06, amount = 144",
    "date = 2025-06-25, total = 991",
)


@pytest.mark.parametrize(
    ("as_of", "level"),
    [
        ("2025-01-04", 590),
        ("2025-01-17", 590),
        ("2025-01-18", 807),
        ("2025-02-04", 877),
        ("2025-02-06", 1021),
        ("2025-06-24", 1021),
        ("2025-06-25", 991),
    ],
)
def test_totals_and_amounts_of_one_series_lead_to_the_published_levels(kenya: Kenya, as_of: str, level: int) -> None:
    assert kenya(*ARRIVALS, as_of=as_of).actual == level


def test_the_order_of_entries_in_the_file_does_not_matter(kenya: Kenya) -> None:
    assert kenya(*reversed(ARRIVALS), as_of="2025-02-06") == kenya(*ARRIVALS, as_of="2025-02-06")


def test_a_total_sets_the_level_whatever_it_was(kenya: Kenya) -> None:
    assert kenya("date = 2024-01-01, total = 10", "date = 2024-02-01, total = 4").actual == 4


def test_a_total_of_zero_is_a_level(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01, total = 10", "date = 2024-02-01, total = 0")
    assert (row.actual, row.actual_basis) == (0, "reported")


def test_amounts_of_the_date_of_a_total_are_inside_it(kenya: Kenya) -> None:
    assert kenya("date = 2024-01-01, amount = 3", "date = 2024-01-01, total = 10").actual == 10
    assert kenya("date = 2024-01-01, total = 10", "date = 2024-01-01, amount = 3").actual == 10


def test_amounts_add_from_zero_before_any_entry(kenya: Kenya) -> None:
    assert kenya("date = 2024-01-01, amount = 3").actual == 3


def test_all_amounts_of_one_date_add(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01, total = 10", "date = 2024-02-01, amount = 3", "date = 2024-02-01, amount = 4")
    assert row.actual == 17


def test_equal_amounts_of_one_date_both_add(kenya: Kenya) -> None:
    assert kenya("date = 2024-02-01, amount = 3", "date = 2024-02-01, amount = 3").actual == 6


def test_a_negative_amount_takes_away(kenya: Kenya) -> None:
    assert kenya("date = 2024-01-01, total = 10", "date = 2024-02-01, amount = -4").actual == 6


def test_a_level_may_fall_below_zero(kenya: Kenya) -> None:
    assert kenya("date = 2024-01-01, total = 10", "date = 2024-02-01, amount = -12").actual == -2


def test_decimals_add_exactly(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01, amount = 0.1", "date = 2024-01-02, amount = 0.2")
    assert str(row.actual) == "0.3"


def test_pledges_follow_the_same_rule_as_actuals(kenya: Kenya) -> None:
    assert kenya(*ARRIVALS, kind="pledges", as_of="2025-02-06").pledged == 1021
    assert kenya(*ARRIVALS, kind="pledges").pledged == 991


def test_series_of_each_kind_commitment_and_contributor_stand_apart(ledger: Read) -> None:
    report = countries(
        ledger("""
            commitments.personnel.unit = "personnel"
            commitments.bases.unit = "bases"
            pledges = [{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 }]
            actuals = [
                { commitment = "personnel", country = "KE", date = 2024-01-01, total = 400 },
                { commitment = "personnel", country = "JM", date = 2024-01-02, amount = 24 },
                { commitment = "bases", country = "KE", date = 2024-01-02, total = 1 },
                { commitment = "personnel", country = "KE", date = 2024-01-03, amount = 200 },
            ]
        """)
    )
    levels = {
        (row.id, each.id): (each.pledged, each.actual) for row in report.commitments for each in row.contributions
    }
    assert levels == {
        ("personnel", "KE"): (1000, 600),
        ("personnel", "JM"): (None, 24),
        ("bases", "KE"): (None, 1),
    }


def test_two_equal_totals_on_one_date_count_once(kenya: Kenya) -> None:
    assert kenya("date = 2024-01-01, total = 10", "date = 2024-01-01, total = 10").actual == 10


def test_two_different_totals_on_one_date_are_an_error(kenya: Kenya) -> None:
    with pytest.raises(LedgerInvalidError) as invalid:
        kenya("date = 2024-01-01, total = 10", "date = 2024-01-01, total = 11")
    assert [problem.code for problem in invalid.value.problems] == ["contradicting-totals"]


def test_a_whole_mission_entry_must_state_a_figure(ledger: Read) -> None:
    with pytest.raises(LedgerInvalidError) as invalid:
        ledger("""
            commitments.personnel.unit = "personnel"
            actuals = [{ commitment = "personnel", date = 2024-01-01 }]
        """)
    assert [problem.code for problem in invalid.value.problems] == ["no-figure"]


def test_an_entry_that_states_neither_leaves_the_level_and_makes_it_a_lower_bound(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01, total = 10", "date = 2024-02-01")
    assert (row.actual, row.actual_bound, row.actual_basis) == (10, "at-least", "reported")


def test_before_any_figure_the_level_of_such_an_entry_is_null(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01")
    assert (row.actual, row.actual_bound, row.actual_basis) == (None, None, "not-stated")


def test_an_amount_leaves_a_lower_bound_one(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01, total = 10", "date = 2024-02-01", "date = 2024-03-01, amount = 5")
    assert (row.actual, row.actual_bound) == (15, "at-least")


def test_an_amount_after_nothing_but_unstated_ones_adds_to_zero(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01", "date = 2024-03-01, amount = 5")
    assert (row.actual, row.actual_bound) == (5, "at-least")


def test_an_amount_and_an_unstated_one_of_the_same_date_make_a_lower_bound(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01", "date = 2024-01-01, amount = 5")
    assert (row.actual, row.actual_bound) == (5, "at-least")


def test_the_next_total_ends_a_lower_bound(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01, total = 10", "date = 2024-02-01", "date = 2024-03-01, total = 12")
    assert (row.actual, row.actual_bound) == (12, "exact")


def test_an_unstated_one_of_the_date_of_a_total_is_inside_it(kenya: Kenya) -> None:
    row = kenya("date = 2024-01-01, total = 10", "date = 2024-01-01")
    assert (row.actual, row.actual_bound) == (10, "exact")
