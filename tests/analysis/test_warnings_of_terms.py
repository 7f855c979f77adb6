"""The warnings that a report ends with about bounds, rates, parts of a pledge, and what must not be added."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mss_gap import Ledger, ReportWarning, WarningCode, claims, summary
from mss_gap.analysis.phrases import MOST_NAMED
from mss_gap.analysis.reports.what_if import what_if
from mss_gap.analysis.scenarios.steps import Deliver, Pledged, Withdraw

Read = Callable[[str], Ledger]


def said(ledger: Ledger, code: WarningCode, as_of: date | None = None) -> list[str]:
    """The messages of the warnings with a code that the summary ends with."""
    return [warning.message for warning in summary(ledger, as_of).warnings if warning.code is code]


# Entries that no rate converts


def test_entries_without_a_rate_are_named_with_their_figures_as_stated(ledger: Read) -> None:
    read = ledger("""
        commitments.funding = { unit = "USD", title = "Trust fund" }
        pledges = [
            { commitment = "funding", country = "FR", date = 2024-01-02, total = 7000.50, currency = "EUR", qualifier = "over" },
            { commitment = "funding", date = 2024-01-01, total = 7, currency = "CAD" },
            { commitment = "funding", country = "FR", date = 2024-03-01, status = "on-hold", part = 2, currency = "EUR" },
        ]
        actuals = [{ commitment = "funding", country = "FR", date = "2024-02", amount = -1, currency = "EUR" }]
    """)
    assert summary(read, date(2024, 1, 1)).warnings == (
        ReportWarning(
            code=WarningCode.NO_RATE,
            commitment="funding",
            message="Trust fund: 1 entry is in a currency without a rate to USD, and not counted: "
            "the whole commitment, 7 CAD pledged on 2024-01-01",
        ),
    )
    assert said(read, WarningCode.NO_RATE) == [
        (
            "Trust fund: 4 entries are in a currency without a rate to USD, and not counted: "
            "the whole commitment, 7 CAD pledged on 2024-01-01; "
            "France, over 7,000.5 EUR pledged on 2024-01-02; "
            "France, -1 EUR delivered in 2024-02; "
            "France, a part of 2 EUR pledged on 2024-03-01"
        )
    ]


def test_of_many_entries_without_a_rate_the_first_are_named(ledger: Read) -> None:
    entry = '{{ commitment = "funding", country = "FR", date = 2024-01-{day:02}, amount = {day}, currency = "EUR" }}'
    entries = ", ".join(entry.format(day=day) for day in range(1, MOST_NAMED + 3))
    (message,) = said(ledger(f'commitments.funding.unit = "USD"\nactuals = [{entries}]'), WarningCode.NO_RATE)
    assert message.endswith("France, 10 EUR delivered on 2024-01-10; and 2 more")
    assert message.count("France") == MOST_NAMED


# Old rates

OLD = """
    commitments.funding.unit = "USD"
    rates = [{{ pair = "EUR/USD", date = 2024-01-01, rate = 1.1 }}]
    actuals = [{{ commitment = "funding", country = "FR", date = {day}, amount = 7, currency = "EUR" }}]
"""


def test_a_rate_over_31_days_older_than_its_day_is_warned_of(ledger: Read) -> None:
    assert said(ledger(OLD.format(day="2024-02-01")), WarningCode.OLD_RATE) == []
    assert said(ledger(OLD.format(day="2024-02-02")), WarningCode.OLD_RATE) == [
        (
            "Funding: 1 figure is converted at a rate that was more than 31 days old: "
            "France, 7 EUR delivered on 2024-02-02, at the rate of 2024-01-01 for 2024-02-02"
        )
    ]


def test_the_day_of_a_rate_is_that_of_the_pledge_or_of_the_commitment_where_it_is_looked_up_for_that(
    ledger: Read,
) -> None:
    pledge = '\npledges = [{ commitment = "funding", country = "FR", date = 2024-01-05, total = 9, currency = "EUR" }]'
    assert said(ledger(OLD.format(day="2024-09-12") + pledge), WarningCode.OLD_RATE) == []
    at_one_day = OLD.format(day="2024-01-02") + "commitments.funding.rates_of = 2024-06-01"
    assert said(ledger(at_one_day), WarningCode.OLD_RATE) == [
        (
            "Funding: 1 figure is converted at a rate that was more than 31 days old: "
            "France, 7 EUR delivered on 2024-01-02, at the rate of 2024-01-01 for 2024-06-01"
        )
    ]


def test_an_old_rate_of_what_a_later_total_restates_is_not_warned_of(ledger: Read) -> None:
    read = ledger("""
        commitments.funding.unit = "USD"
        rates = [{ pair = "EUR/USD", date = 2024-01-01, rate = 1.1 }]
        actuals = [
            { commitment = "funding", country = "FR", date = 2024-03-01, total = 7, currency = "EUR" },
            { commitment = "funding", country = "FR", date = 2024-04-01, total = 8 },
        ]
    """)
    assert len(said(read, WarningCode.OLD_RATE, date(2024, 3, 31))) == 1
    assert said(read, WarningCode.OLD_RATE) == []


def test_what_a_source_says_that_a_figure_is_worth_is_no_old_rate(ledger: Read) -> None:
    read = ledger(OLD.format(day="2024-09-12").replace('currency = "EUR"', 'currency = "EUR", value = 8'))
    assert said(read, WarningCode.OLD_RATE) == []


# Parts of a pledge

FROZEN = """
    commitments.funding.unit = "USD"
    pledges = [
        {{ commitment = "funding", country = "US", date = 2024-09-25, total = 15 }},
        {{ commitment = "funding", country = "US", date = 2025-02-04, status = "on-hold", part = 13.3 }},
        {{ commitment = "funding", country = "US", date = 2025-02-05, status = "withdrawn", part = {part} }},
    ]
"""


def test_parts_of_a_pledge_that_exceed_it_are_warned_of(ledger: Read) -> None:
    assert said(ledger(FROZEN.format(part=1.7)), WarningCode.PARTS_EXCEED_PLEDGE) == []
    assert said(ledger(FROZEN.format(part=2)), WarningCode.PARTS_EXCEED_PLEDGE) == [
        (
            "Funding: United States pledged 15 USD, and the parts of it that are on hold and withdrawn "
            "add up to 15.3, 0.3 more"
        )
    ]


def test_a_part_of_a_pledge_of_unknown_size_exceeds_nothing(ledger: Read) -> None:
    read = ledger("""
        commitments.funding.unit = "USD"
        pledges = [{ commitment = "funding", country = "US", date = 2024-09-25, status = "on-hold", part = 13 }]
    """)
    assert said(read, WarningCode.PARTS_EXCEED_PLEDGE) == []


def test_a_scenario_of_another_pledge_has_no_parts(ledger: Read) -> None:
    read = ledger(FROZEN.format(part=2))
    for step, number in (
        (Pledged("funding", "US", Decimal(20)), 0),
        (Withdraw("US"), 0),
        (Deliver("funding", "US", Decimal(1)), 1),
    ):
        codes = [warning.code for warning in what_if(read, [step]).warnings]
        assert codes.count(WarningCode.PARTS_EXCEED_PLEDGE) == number


# Bounds

ENTRIES = """
    contributors.EU.name = "European Union"
    commitments.personnel.unit = "personnel"
    {section} = [{entries}]
"""


def given(*entries: str) -> str:
    return ", ".join(f'{{ commitment = "personnel", {entry} }}' for entry in entries)


@pytest.mark.parametrize(
    ("qualifier", "message"),
    [
        ("over", "what was delivered is at least 5 personnel and may be more"),
        ("under", "what was delivered is at most 5 personnel and may be less"),
        ("about", "what was delivered is about 5 personnel and not known exactly"),
    ],
)
def test_a_bound_of_the_whole_says_which_way_it_may_be_wrong_and_why(
    ledger: Read, qualifier: str, message: str
) -> None:
    entries = given(f'date = 2024-01-01, total = 5, qualifier = "{qualifier}"')
    read = ledger(ENTRIES.format(section="actuals", entries=entries))
    expected = f"Personnel: {message}, because its source states it so"
    assert summary(read).warnings == (ReportWarning(code=WarningCode.BOUND, commitment="personnel", message=expected),)


def test_a_bound_of_a_sum_names_the_contributors_that_make_it_one(ledger: Read) -> None:
    entries = given(
        'country = "KE", date = 2024-01-01, total = 1000',
        'country = "JM", date = 2024-01-01',
        'country = "EU", date = 2024-01-01, total = 1, qualifier = "at-least"',
    )
    assert said(ledger(ENTRIES.format(section="actuals", entries=entries)), WarningCode.BOUND) == [
        (
            "Personnel: what was delivered is at least 1,001 personnel and may be more, "
            "because what European Union and Jamaica delivered is not known exactly"
        )
    ]


def test_bounds_both_ways_leave_a_sum_open(ledger: Read) -> None:
    entries = given(
        'country = "KE", date = 2024-01-01, total = 1000, qualifier = "under"',
        'country = "JM", date = 2024-01-01',
    )
    assert said(ledger(ENTRIES.format(section="pledges", entries=entries)), WarningCode.BOUND) == [
        (
            "Personnel: what was pledged may be more or less than 1,000 personnel, "
            "because what Jamaica and Kenya pledged is not known exactly"
        )
    ]


def test_of_contributors_only_those_since_the_total_of_the_whole_make_it_a_bound(ledger: Read) -> None:
    entries = given(
        'country = "JM", date = 2024-01-01',
        "date = 2024-02-01, total = 991",
        'country = "KE", date = 2024-02-02',
    )
    read = ledger(ENTRIES.format(section="actuals", entries=entries))
    assert said(read, WarningCode.BOUND, date(2024, 2, 1)) == []
    assert said(read, WarningCode.BOUND) == [
        (
            "Personnel: what was delivered is at least 991 personnel and may be more, "
            "because what Kenya delivered since 2024-02-01 is not known exactly"
        )
    ]


def test_a_headline_of_which_a_part_is_not_converted_says_so(ledger: Read) -> None:
    read = ledger("""
        commitments.funding.unit = "USD"
        pledges = [
            { commitment = "funding", date = 2024-01-01, total = 5, qualifier = "over" },
            { commitment = "funding", date = 2024-01-02, amount = 5, currency = "EUR" },
            { commitment = "funding", country = "JM", date = 2024-01-02 },
        ]
    """)
    assert said(read, WarningCode.BOUND) == [
        (
            "Funding: what was pledged is at least 5 USD and may be more, "
            "because its source states it so and some of it is in a currency without a rate"
        )
    ]


def test_a_scenario_names_only_contributors_that_it_does_not_change(ledger: Read) -> None:
    entries = given(
        'country = "KE", date = 2024-01-01',
        'country = "JM", date = 2024-01-01',
        'country = "EU", date = 2024-01-01, total = 4',
    )
    report = what_if(
        ledger(ENTRIES.format(section="actuals", entries=entries)), [Deliver("personnel", "KE", Decimal(5))]
    )
    assert [warning.message for warning in report.warnings] == [
        (
            "Personnel: what was delivered may be more or less than 9 personnel, "
            "because what Jamaica delivered is not known exactly"
        )
    ]


def test_a_pledge_below_zero_is_warned_of_though_it_counts_as_0(ledger: Read) -> None:
    read = ledger(ENTRIES.format(section="pledges", entries=given('country = "KE", date = 2024-01-01, amount = -1')))
    assert said(read, WarningCode.BELOW_ZERO) == ["Personnel: what Kenya pledged is below zero: -1 personnel"]


# Figures that must not be added, or not be compared


def test_commitments_that_count_the_same_are_warned_of_once_where_both_are_shown(ledger: Read) -> None:
    read = ledger("""
        commitments.letter = { unit = "USD", actual = 68, title = "Funding disbursed" }
        commitments.personnel = { unit = "personnel", actual = 991, overlaps = ["police"] }
        commitments.fund = { unit = "USD", actual = 66, overlaps = ["letter"] }
        commitments.police = { unit = "personnel", actual = 900, overlaps = ["personnel"] }
    """)
    assert [(each.commitment, each.message) for each in summary(read).warnings] == [
        ("letter", "Funding disbursed: it counts the same money as Fund: never add the two"),
        ("personnel", "Personnel: it counts the same personnel as Police: never add the two"),
    ]


def test_contributions_that_are_much_older_than_the_whole_are_warned_of(ledger: Read) -> None:
    def read(day: str) -> Ledger:
        entries = given(
            'country = "KE", date = "2024-08", total = 400',
            'country = "JM", date = 2024-09-30, total = 24',
            f"date = {day}, total = 991",
        )
        return ledger(ENTRIES.format(section="actuals", entries=entries))

    assert said(read("2024-10-31"), WarningCode.OLD_CONTRIBUTIONS) == []
    assert said(read("2024-11-01"), WarningCode.OLD_CONTRIBUTIONS) == [
        (
            "Personnel: what contributors delivered is of 2024-09-30 at the latest, and the whole of 2024-11-01: "
            "shares of the whole may be out of date"
        )
    ]
    assert said(read("2024-11-01"), WarningCode.OLD_CONTRIBUTIONS, date(2024, 10, 31)) == []


def test_a_whole_without_a_date_or_without_contributors_has_no_old_contributions(ledger: Read) -> None:
    whole = ENTRIES.format(section="actuals", entries=given("date = 2024-11-01, total = 991"))
    undated = ENTRIES.format(section="actuals", entries=given('country = "KE", date = 2024-01-01, total = 4'))
    for text in (whole, f"{undated}\ncommitments.personnel.actual = 991"):
        assert said(ledger(text), WarningCode.OLD_CONTRIBUTIONS) == []


# Claims


def test_what_bears_on_claims_is_said_as_of_the_latest_of_their_days_and_of_their_stage(ledger: Read) -> None:
    read = ledger("""
        commitments.funding = { unit = "USD", stages = ["agreed", "received"] }
        actuals = [
            { commitment = "funding", country = "FR", date = 2024-01-02, total = 7, currency = "EUR", stage = "agreed" },
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 8, currency = "EUR", stage = "agreed" },
            { commitment = "funding", country = "CA", date = 2024-01-01, total = 1 },
        ]
        claims = [
            { text = "a", commitment = "funding", measure = "actual", value = 1, as_of = 2024-01-02, stage = "agreed" },
            { text = "b", commitment = "funding", measure = "actual", value = 1, as_of = 2024-01-01, stage = "agreed" },
            { text = "c", commitment = "funding", measure = "actual", value = 1 },
        ]
    """)
    assert [(each.code, each.message) for each in claims(read).warnings] == [
        (
            WarningCode.NO_RATE,
            (
                "Funding, agreed: 2 entries are in a currency without a rate to USD, and not counted: "
                'Spain, 8 EUR at the stage "agreed" on 2024-01-01; France, 7 EUR at the stage "agreed" on 2024-01-02'
            ),
        )
    ]


def test_what_bears_on_claims_about_two_stages_is_said_of_each(ledger: Read) -> None:
    read = ledger("""
        commitments.aid = { unit = "USD", stages = ["agreed", "received"] }
        actuals = [
            { commitment = "aid", date = 2024-01-01, total = 8, qualifier = "over", stage = "agreed" },
            { commitment = "aid", date = 2024-01-01, total = 7, qualifier = "over" },
        ]
        claims = [
            { text = "a", commitment = "aid", measure = "actual", value = 1, stage = "agreed" },
            { text = "b", commitment = "aid", measure = "actual", value = 1, stage = "received" },
            { text = "c", commitment = "aid", measure = "actual", value = 1 },
        ]
    """)
    because = "and may be more, because its source states it so"
    assert [each.message for each in claims(read).warnings] == [
        f"Aid, agreed: what was brought to this stage is at least 8 USD {because}",
        f"Aid: what was delivered is at least 7 USD {because}",
    ]


def test_a_scenario_names_a_contributor_whose_figure_it_leaves_unclear(ledger: Read) -> None:
    # About 60 and 20 more are about 80, and with at least 10 of another contributor no bound is left.
    entries = given(
        'country = "KE", date = 2024-01-01, amount = 60, qualifier = "about"',
        'country = "JM", date = 2024-01-01, amount = 10, qualifier = "at-least"',
    )
    read = ledger(ENTRIES.format(section="actuals", entries=entries))
    more = what_if(read, [Deliver("personnel", "KE", Decimal(20), relative=True)])
    assert [each.message for each in more.warnings] == [
        (
            "Personnel: what was delivered may be more or less than 90 personnel, "
            "because what Jamaica and Kenya delivered is not known exactly"
        )
    ]


def test_a_source_is_not_said_to_state_a_bound_that_comes_of_more_than_it(ledger: Read) -> None:
    entries = given(
        'date = 2024-01-01, total = 500, qualifier = "at-least"',
        'country = "KE", date = 2024-02-01, amount = 20, qualifier = "about"',
    )
    read = ledger(ENTRIES.format(section="actuals", entries=entries))
    assert said(read, WarningCode.BOUND) == [
        (
            "Personnel: what was delivered may be more or less than 520 personnel, because the figure stated of the whole "
            "is not exact and what Kenya delivered since 2024-01-01 is not known exactly"
        )
    ]
