"""`countries` of some contributors, in groups, by a scale, in an order, and of the first few (R15).

The figures of the fund, by hand. East is Kenya, Uganda and Tanzania, of which only Kenya has a row: an amount not stated
on either side. North is Canada (100 of 400) and the United States (250 of about 300): 350 of about 700, half of it, and
350 / 400 = 87.5% of the whole. In none are Germany, which gave 25 and never pledged, and France: 50 on hold, none given.
The whole is 400 of 1,000. What contributors gave is 375 at least, so 25 at most are unattributed.

GDP: Kenya 1, Canada 20, the United States 200, 221 together. Fair shares of 1,000: Canada 20,000 / 221 = 90.497..., of
which its 100 are 221 * 100 / 20,000 = 1.105; the United States 200,000 / 221 = 904.977..., of which 250 are 0.27625.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap import ActualBasis, CommitmentBreakdown, Ledger, Status, countries
from mss_gap.analysis.bounds import Bound, Figure
from mss_gap.analysis.contributors.groups import OTHERS, GroupContribution
from mss_gap.analysis.contributors.scales import Coverage, UnknownScaleError
from mss_gap.analysis.contributors.selection import SelectionError
from mss_gap.analysis.contributors.sorting import ContributorSort
from mss_gap.analysis.exact import exactly
from mss_gap.analysis.partial_sums import PartialSum
from mss_gap.analysis.reports.page import page
from mss_gap.ledger.groups.lookup import UnknownGroupError
from mss_gap.ledger.model import Group

Read = Callable[[str], Ledger]
D = Decimal

LEDGER = """
groups.east = { members = ["KE", "UG", "TZ"] }
groups.north = { name = "The North", members = ["CA", "US"] }
groups.overseas = { members = ["FR", "US"] }
groups.small = { members = ["JM", "BS"] }
scales.gdp = { title = "GDP", unit = "USD", period = "2023", values = { KE = 1, CA = 20, US = 200, JM = 7 } }
commitments.fund = { unit = "USD", pledged = 1000 }
commitments.men = { unit = "men" }
commitments.bases = { unit = "bases", pledged = 3 }
pledges = [
    { commitment = "fund", country = "CA", date = 2024-01-01, total = 400, source = "https://ca.example" },
    { commitment = "fund", country = "US", date = 2024-01-01, total = 300, qualifier = "about" },
    { commitment = "fund", country = "KE", date = 2024-01-01 },
    { commitment = "fund", country = "FR", date = 2024-01-01, total = 50, status = "on-hold" },
    { commitment = "men", country = "CA", date = 2024-01-01, total = 30, outside = "trainers" },
]
actuals = [
    { commitment = "fund", country = "CA", date = 2024-06-01, amount = 100, source = "https://fund.example" },
    { commitment = "fund", country = "US", date = 2024-06-30, amount = 250, source = "https://fund.example" },
    { commitment = "fund", country = "DE", date = 2024-06-01, amount = 25 },
    { commitment = "fund", country = "KE", date = 2024-06-01 },
    { commitment = "fund", date = 2024-07-01, total = 400 },
    { commitment = "men", country = "KE", date = 2024-06-01, total = 120 },
]
"""
TWO_GROUPS = ("east", "north")


@pytest.fixture(scope="module")
def read(ledger: Read) -> Ledger:
    return ledger(LEDGER)


def ids(rows: object) -> list[str]:
    assert isinstance(rows, tuple)
    return [row.id for row in rows]


def fund(read: Ledger, **asked: object) -> CommitmentBreakdown:
    (row,) = countries(read, commitment="fund", **asked).commitments
    return row


def test_some_contributors_are_shown_where_they_have_a_part(read: Ledger) -> None:
    report = countries(read, countries=["CA", "KE", "CA"])
    assert [(row.id, ids(row.contributions), len(row.outside)) for row in report.commitments] == [
        ("fund", ["CA", "KE"], 0),
        ("men", ["KE"], 1),
    ]
    assert [(absence.name, absence.commitments) for absence in report.absences] == [
        ("Canada", ("Bases",)),
        ("Kenya", ("Bases",)),
    ]


def test_what_some_others_gave_outside_is_left_out(read: Ledger) -> None:
    men = countries(read, countries=["KE"]).commitments[1]
    assert (men.id, men.outside) == ("men", ())


def test_whoever_has_no_part_in_anything_leaves_no_commitment(read: Ledger) -> None:
    report = countries(read, countries=["BR"])
    assert report.commitments == ()
    assert report.absences[0].commitments == ("Fund", "Men", "Bases")


def test_figures_of_the_whole_are_still_of_all(read: Ledger) -> None:
    row, of_all = fund(read, countries=["CA"]), fund(read)
    assert (row.actual, row.attributed, row.contributions[0].share_pct) == (400, 375, 25)
    assert row.contributions[0] == of_all.contributions[1]


def test_a_group_is_the_sum_of_its_members(read: Ledger) -> None:
    (north,) = fund(read, groups=["the north"]).groups
    assert north == GroupContribution(
        id="north",
        name="The North",
        members=("CA", "US"),
        pledged=D(700),
        pledged_bound=Bound.ABOUT,
        firm=D(700),
        on_hold=D(0),
        conditional=D(0),
        withdrawn=D(0),
        actual=D(350),
        actual_bound=Bound.EXACT,
        gap=D(350),
        gap_bound=Bound.ABOUT,
        delivered_pct=D(50),
        delivered_bound=Bound.ABOUT,
        shortfall_pct=D(50),
        shortfall_bound=Bound.ABOUT,
        share_pct=D("87.5"),
        reported_on=read.actuals[1].date,
        sources=("https://fund.example", "https://ca.example"),
    )


def test_a_group_has_the_rows_of_its_members_and_their_sum(read: Ledger) -> None:
    row = fund(read, groups=["north"])
    assert (ids(row.contributions), ids(row.lines), ids(row.subtotals)) == (["US", "CA"], ["US", "CA"], ["north"])


def test_a_member_that_states_no_amount_makes_the_sum_at_least(ledger: Read) -> None:
    read = ledger(LEDGER.replace('"UG", "TZ"', '"DE", "FR"'))
    (east,) = fund(read, groups=["east"]).groups
    assert (east.pledged, east.pledged_bound) == (50, Bound.AT_LEAST)
    assert (east.firm, east.on_hold, east.bounds_of_parts[Status.ON_HOLD]) == (None, 50, Bound.EXACT)
    assert (east.actual, east.actual_bound, east.actual_basis) == (25, Bound.AT_LEAST, ActualBasis.REPORTED)
    assert (east.gap, east.gap_bound) == (25, Bound.OPEN)
    assert (east.share_pct, east.share_bound) == (D("6.25"), Bound.AT_LEAST)


def test_a_member_that_never_pledged_has_no_part_in_the_pledge(ledger: Read) -> None:
    read = ledger(
        LEDGER.replace('"UG", "TZ"', '"DE"')
        .replace('["KE", "DE"]', '["DE", "CA"]')
        .replace('members = ["CA", "US"]', 'members = ["US"]')
    )
    (east,) = fund(read, groups=["east"]).groups
    assert (east.pledged, east.pledged_bound, east.actual, east.gap) == (400, Bound.EXACT, 125, 275)


def test_a_group_of_which_nothing_is_known(read: Ledger) -> None:
    groups = fund(read, groups=["east", "small"], by_groups=True).groups
    assert [(row.pledged, row.gap, row.actual, row.actual_bound, row.actual_basis) for row in groups] == [
        (None, None, None, None, ActualBasis.NOT_STATED),  # Kenya states nothing
        (None, None, 0, Bound.EXACT, ActualBasis.NONE_RECORDED),  # no row at all
    ]


def test_what_is_not_stated_beside_nothing_recorded_is_at_least_nothing(ledger: Read) -> None:
    read = ledger(LEDGER.replace('"UG", "TZ"', '"FR"'))
    (east,) = fund(read, groups=["east"]).groups
    assert (east.actual, east.actual_bound, east.actual_basis) == (0, Bound.AT_LEAST, ActualBasis.NOT_STATED)


def test_by_groups_each_group_then_the_contributors_in_none(read: Ledger) -> None:
    row = fund(read, groups=TWO_GROUPS, by_groups=True)
    assert ids(row.lines) == ["east", "north", "DE", "FR"]
    assert (ids(row.groups), row.subtotals) == (["east", "north"], ())
    assert ids(row.contributions) == ["US", "CA", "DE", "KE", "FR"]  # a document leaves out no contributor
    together = sum(each.actual or 0 for each in row.lines)
    assert (together, row.unattributed, row.actual) == (375, 25, 400)


def test_by_groups_are_those_of_the_ledger(ledger: Read) -> None:
    read = ledger(LEDGER.replace('groups.overseas = { members = ["FR", "US"] }', ""))
    assert ids(fund(read, by_groups=True).groups) == ["east", "north", "small"]
    assert ids(fund(read, groups=["americas"], by_groups=True).lines) == ["americas", "DE", "KE", "FR"]


@pytest.mark.parametrize("asked", [{"by_groups": True}, {}])
def test_groups_that_share_a_contributor_with_a_row_are_an_error_that_names_it(
    asked: dict[str, bool], read: Ledger
) -> None:
    said = r"^United States is in The North and in Overseas: ask for one of them at a time$"
    with pytest.raises(SelectionError, match=said):
        countries(read, groups=["north", "overseas"], **asked)


def test_groups_may_share_a_contributor_that_has_nothing_to_show(read: Ledger) -> None:
    report = countries(read, commitment="men", groups=["north", "overseas"], by_groups=True)
    assert ids(report.commitments[0].groups) == ["north", "overseas"]


def test_a_group_that_is_named_twice_is_one(read: Ledger) -> None:
    assert ids(fund(read, groups=["north", "The North"]).groups) == ["north"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (None, ["US", "CA", "DE", "KE", "FR"]),
        (ContributorSort.PLEDGED, ["CA", "US", "FR", "DE", "KE"]),  # 400, about 300, 50; none known of the others
        (ContributorSort.ACTUAL, ["US", "CA", "DE", "FR", "KE"]),  # 250, 100, 25, nothing recorded; not stated
        (ContributorSort.GAP, ["CA", "FR", "US", "DE", "KE"]),  # 300; 50 and about 50
        ("gap", ["CA", "FR", "US", "DE", "KE"]),
        (ContributorSort.DELIVERED, ["US", "CA", "FR", "DE", "KE"]),  # about 83.3%, 25%, 0
        (ContributorSort.NAME, ["CA", "FR", "DE", "KE", "US"]),
    ],
)
def test_rows_are_sorted_from_high_to_low_and_unknown_ones_last(
    order: ContributorSort | None, expected: list[str], read: Ledger
) -> None:
    assert ids(fund(read, sort=order).contributions) == expected


def test_groups_are_sorted_too(read: Ledger) -> None:
    row = fund(read, groups=TWO_GROUPS, by_groups=True, sort=ContributorSort.GAP)
    assert ids(row.lines) == ["north", "east", "FR", "DE"]


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        (("exactly", "exactly"), ["JM", "KE"]),  # by name
        (("at-most", "at-least"), ["JM", "KE"]),
        (("at-least", "at-most"), ["KE", "JM"]),
        (("about", "exactly"), ["JM", "KE"]),
        (("exactly", "about"), ["KE", "JM"]),
    ],
)
def test_of_equal_figures_the_one_that_may_be_more_comes_first(
    qualifiers: tuple[str, str], expected: list[str], ledger: Read
) -> None:
    read = ledger(f"""
        commitments.fund.unit = "USD"
        pledges = [
            {{ commitment = "fund", country = "KE", date = 2024-01-01, total = 5, qualifier = "{qualifiers[0]}" }},
            {{ commitment = "fund", country = "JM", date = 2024-01-01, total = 5, qualifier = "{qualifiers[1]}" }},
        ]
    """)
    assert ids(fund(read, sort=ContributorSort.PLEDGED).contributions) == expected


def test_the_first_few_have_rows_and_the_others_one(read: Ledger) -> None:
    row = fund(read, top=2, sort=ContributorSort.GAP)
    assert ids(row.lines) == ["CA", "FR", OTHERS]
    assert ids(row.contributions) == ["CA", "FR"]
    (others,) = row.groups
    assert (others.id, others.name, others.members) == ("(others)", "3 others", ("US", "DE", "KE"))
    # Of about 300 and an amount not stated; of 250, 25 and one not stated.
    assert (others.pledged, others.pledged_bound) == (300, Bound.OPEN)
    assert (others.actual, others.actual_bound) == (275, Bound.AT_LEAST)
    assert (others.gap, others.gap_bound) == (25, Bound.OPEN)


def test_one_other_is_an_other_and_none_has_no_row(read: Ledger) -> None:
    assert fund(read, top=4).groups[0].name == "1 other"
    assert fund(read, top=5).groups == ()
    assert fund(read, top=500).lines == fund(read).contributions


def test_of_a_group_the_first_few_members_have_rows(read: Ledger) -> None:
    row = fund(read, groups=["north"], top=1)
    assert (ids(row.lines), ids(row.groups), ids(row.subtotals)) == (["US", OTHERS], ["north", OTHERS], ["north"])
    assert row.groups[0].actual == 350


def test_by_groups_the_first_few_are_of_those_in_none(read: Ledger) -> None:
    row = fund(read, groups=TWO_GROUPS, by_groups=True, top=1)
    assert ids(row.lines) == ["east", "north", "DE", OTHERS]
    assert ids(row.contributions) == ["US", "CA", "DE", "KE"]
    assert ids(fund(read, groups=TWO_GROUPS, by_groups=True, top=0).lines) == ["east", "north", OTHERS]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"countries": ["KE"], "by_groups": True}, "by groups, all contributors are shown"),
        ({"countries": ["KE"], "top": 3}, "the countries that are named are all shown"),
        ({"top": -1}, "-1 is not a number of rows"),
    ],
)
def test_what_excludes_each_other_is_an_error(asked: dict[str, object], said: str, read: Ledger) -> None:
    with pytest.raises(SelectionError, match=said):
        countries(read, **asked)


def test_by_groups_needs_a_group(ledger: Read) -> None:
    with pytest.raises(SelectionError, match="the ledger names no group: name some, such as caricom"):
        countries(ledger('commitments.bases.unit = "bases"'), by_groups=True)


def test_an_unknown_group_is_an_error_with_what_was_meant(read: Ledger) -> None:
    with pytest.raises(UnknownGroupError, match="did you mean north"):
        countries(read, groups=["nroth"])


def test_an_unknown_scale_is_an_error_that_knows_the_others(read: Ledger) -> None:
    with pytest.raises(UnknownScaleError, match=r'^there is no scale "gpd" in this ledger$') as unknown:
        countries(read, per="gpd")
    assert (unknown.value.name, unknown.value.known) == ("gpd", {"gdp": "GDP"})


def test_each_contributor_with_a_value_has_a_fair_share_of_the_pledge(read: Ledger) -> None:
    rows = {
        row.id: (row.scale_value, row.per_value, row.fair_share, row.fair_ratio)
        for row in fund(read, per="GDP").contributions
    }
    assert rows == {
        "US": (200, D("1.25"), D(200_000) / 221, D("0.27625")),
        "CA": (20, 5, D(20_000) / 221, D("1.105")),
        "KE": (1, None, D(1000) / 221, None),
        "DE": (None, None, None, None),
        "FR": (None, None, None, None),
    }


def test_shares_are_of_all_contributors_also_where_some_are_shown(read: Ledger) -> None:
    (canada,) = fund(read, per="gdp", countries=["CA"]).contributions
    assert canada.fair_ratio == D("1.105")


def test_without_a_pledge_there_is_no_fair_share(read: Ledger) -> None:
    men = countries(read, commitment="men", per="gdp").commitments[0]
    assert [(row.per_value, row.fair_share, row.fair_ratio) for row in men.contributions] == [(120, None, None)]


def test_without_a_scale_no_one_has_a_value(read: Ledger) -> None:
    assert {row.scale_value for row in fund(read).contributions} == {None}
    assert fund(read).coverage is None


def test_a_group_is_measured_where_all_its_contributors_are(read: Ledger) -> None:
    groups = fund(read, per="gdp", groups=TWO_GROUPS, by_groups=True, top=0).groups
    assert {row.id: (row.scale_value, row.per_value, row.fair_share, row.fair_ratio) for row in groups} == {
        "east": (1, None, D(1000) / 221, None),
        # 350 / 220, and 350 * 221 / 220,000
        "north": (220, D(350) / 220, D(220_000) / 221, D(77_350) / 220_000),
        OTHERS: (None, None, None, None),
    }


def test_how_much_of_a_commitment_a_scale_covers(read: Ledger) -> None:
    # Kenya, Canada and the United States of five, with 350 at least of the whole's 400.
    assert fund(read, per="gdp").coverage == Coverage(3, 5, Figure(D("87.5"), Bound.AT_LEAST))


def test_a_page_has_all_groups_in_one_table_where_it_adds_up(ledger: Read) -> None:
    apart = page(ledger(LEDGER.replace('groups.overseas = { members = ["FR", "US"] }', "")))
    assert [[ids(row.lines) for row in report.commitments[:1]] for report in apart.groupings] == [
        [["east", "north", "small", OTHERS]]
    ]
    sharing = page(ledger(LEDGER))
    assert [ids(report.commitments[0].lines)[0] for report in sharing.groupings] == [
        "east",
        "north",
        "overseas",
        "small",
    ]
    assert [report.selection.scale.id for report in sharing.measured if report.selection.scale] == ["gdp"]


def codes_of(row: CommitmentBreakdown) -> list[str]:
    return ids(row.contributions)


@settings(max_examples=40)
@given(data=st.data())
def test_the_rows_of_a_table_add_up_to_what_all_contributors_did(
    data: st.DataObject, ledgers: st.SearchStrategy[Ledger]
) -> None:
    """Whatever is in one row: figures, and how they are known."""
    read = data.draw(ledgers)
    codes = sorted({code for row in countries(read).commitments for code in codes_of(row)})
    members = data.draw(st.lists(st.sampled_from(codes), unique=True)) if codes else []
    if members:
        read = read.model_copy(update={"groups": {"some": Group(members=tuple(members))}})
    asked = {
        "by_groups": bool(members),
        "top": data.draw(st.none() | st.integers(0, 5)),
        "sort": data.draw(st.none() | st.sampled_from(ContributorSort)),
    }
    for row, plain in zip(countries(read, **asked).commitments, countries(read).commitments, strict=True):
        assert actuals_of(row.lines) == actuals_of(plain.contributions)
        assert sum(Fraction(each.actual or 0) for each in row.lines) == Fraction(row.attributed)
        for part in ("firm", "on_hold", "conditional", "withdrawn"):
            assert sum_of(part, row.lines) == sum_of(part, plain.contributions)
        shown = [
            code
            for each in row.lines
            for code in ([it.id for it in each.rows] if isinstance(each, GroupContribution) else [each.id])
        ]
        assert sorted(shown) == sorted(codes_of(plain))


@exactly
def actuals_of(rows: object) -> tuple[Decimal, Bound]:
    assert isinstance(rows, tuple)
    together = PartialSum.all_of(Figure(row.actual, row.actual_bound) for row in rows)
    return together.total, together.bound


def sum_of(part: str, rows: object) -> Fraction:
    assert isinstance(rows, tuple)
    return sum((Fraction(getattr(row, part) or 0) for row in rows), Fraction(0))
