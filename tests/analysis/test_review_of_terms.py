"""What `validate` warns of about the terms of entries: each code, where it points, and what does not set it off."""

from collections.abc import Callable
from datetime import date
from textwrap import dedent

import pytest

from mss_gap.analysis.reports.validate import validated
from mss_gap.ledger.explain.problems import Problem

Review = Callable[..., list[Problem]]


@pytest.fixture(scope="module")
def review() -> Review:
    """The warnings about a ledger with a code; `as_of` is an ISO date."""

    def warnings(text: str, code: str, as_of: str | None = None) -> list[Problem]:
        report, _ = validated(dedent(text).encode(), "test.toml", None if as_of is None else date.fromisoformat(as_of))
        assert report.valid, report.errors
        return [warning for warning in report.warnings if warning.code == code]

    return warnings


def told(warnings: list[Problem]) -> list[tuple[int, str, str, str]]:
    return [(each.line, each.path, each.message, each.hint) for each in warnings]


def test_the_latest_part_of_a_pledge_that_is_less_than_its_parts_is_pointed_at(review: Review) -> None:
    text = """\
        commitments.funding.unit = "USD"
        pledges = [
            { commitment = "funding", country = "US", date = 2025-02-05, status = "withdrawn", part = 2 },
            { commitment = "funding", country = "US", date = 2024-09-25, total = 15 },
            { commitment = "funding", country = "US", date = 2025-02-04, status = "on-hold", part = 13.3 },
            { commitment = "funding", country = "US", date = 2025-03-01, status = "on-hold", part = 0 },
        ]
        """
    assert told(review(text, "parts-exceed-pledge", "2025-02-28")) == [
        (
            3,
            "pledges[0].part",
            "United States pledged 15 USD, and the parts of it that are on hold and withdrawn add up to 15.3, 0.3 more",
            (
                "correct the part, or set an earlier one to 0: "
                "a part counts until another of its status, or a status of the whole pledge"
            ),
        )
    ]
    assert review(text, "parts-exceed-pledge") == []


def test_an_old_rate_is_told_of_the_first_entry_that_it_converts(review: Review) -> None:
    warnings = review(
        """\
        commitments.funding = { unit = "USD", rates_of = 2024-06-01 }
        rates = [{ pair = "USD/EUR", date = 2024-01-01, rate = 0.9 }]
        actuals = [
            { commitment = "funding", country = "FR", date = 2024-03-01, total = 7, currency = "EUR" },
            { commitment = "funding", country = "ES", date = 2024-04-01, total = 7, currency = "EUR" },
            { commitment = "funding", country = "CA", date = 2024-04-01, total = 7, currency = "CAD" },
        ]
        """,
        "old-rate",
    )
    assert told(warnings) == [
        (
            4,
            "actuals[0].currency",
            "the rate of EUR/USD for 2024-06-01 is of 2024-01-01, 152 days older",
            'add [[rates]] with pair = "EUR/USD" and a date nearer to 2024-06-01',
        )
    ]


def test_an_entry_without_a_rate_is_told_the_day_that_was_looked_up_and_what_helps(review: Review) -> None:
    warnings = review(
        """\
        commitments.funding = { unit = "USD", rates_of = 2023-10-02 }
        rates = [{ pair = "EUR/USD", date = 2023-10-03, rate = 1.1 }]
        actuals = [{ commitment = "funding", country = "FR", date = "2024-03", total = 7, currency = "EUR" }]
        pledges = [
            { commitment = "funding", country = "FR", date = 2024-03-01, status = "on-hold", part = 1, currency = "EUR" },
        ]
        """,
        "no-rate",
    )
    add = 'add one that a source states: [[rates]] with pair = "EUR/USD" or "USD/EUR"'
    message = "no rate of EUR/USD is dated on or before 2023-10-02: the entry is not counted"
    assert told(warnings) == [
        (
            3,
            "actuals[0].currency",
            message,
            f"{add}; or its `value`, what the source says that it is worth in USD",
        ),
        (5, "pledges[0].currency", message, add),
    ]


def test_a_value_of_a_figure_in_the_unit_counts_for_nothing(review: Review) -> None:
    warnings = review(
        """\
        commitments.funding.unit = "USD"
        actuals = [{ commitment = "funding", date = 2024-03-01, total = 7, currency = "USD", value = 8 }]
        """,
        "value-ignored",
    )
    assert told(warnings) == [
        (
            2,
            "actuals[0].value",
            "the figure is in USD already, and `value` counts for nothing",
            "take `value` out, or correct `currency`",
        )
    ]


STAGES = """\
    commitments.fund = {{ unit = "USD", stages = ["agreed", "received", "spent"], counts = "received" }}
    actuals = [
        {entries}
    ]
    """


def stages(*entries: str) -> str:
    return STAGES.format(entries="\n        ".join(f'{{ commitment = "fund", date = {each} }},' for each in entries))


def test_a_later_stage_above_an_earlier_one_is_warned_of_for_the_whole_and_for_each_contributor(
    review: Review,
) -> None:
    warnings = review(
        stages(
            '2024-01-01, total = 100, stage = "agreed"',
            "2024-01-01, total = 120",
            '2024-01-01, total = 110, stage = "spent"',
            '2024-01-01, country = "ES", total = 7, stage = "agreed"',
            '2024-01-01, country = "ES", amount = 9, stage = "spent"',
            '2024-01-01, country = "CA", total = 9, stage = "agreed"',
            '2024-01-01, country = "CA", total = 9',
        ),
        "stage-order",
    )
    hint = "correct a figure or its stage, or add the later figures of the stage before"
    assert told(warnings) == [
        (
            1,
            "commitments.fund.stages",
            "Fund: 120 USD received is more than 100 agreed, which comes before",
            hint,
        ),
        (
            1,
            "commitments.fund.stages",
            "Fund: 110 USD spent is more than 100 agreed, which comes before",
            hint,
        ),
        (7, "actuals[4]", "Fund, Spain: 9 USD spent is more than 7 agreed, which comes before", hint),
    ]


def test_stages_that_are_bounds_or_unknown_are_in_no_order(review: Review) -> None:
    text = stages(
        '2024-01-01, total = 100, stage = "agreed", qualifier = "over"',
        "2024-01-01, total = 120",
        '2024-01-01, total = 130, stage = "spent", qualifier = "about"',
        '2024-01-01, country = "ES", stage = "agreed"',
        '2024-01-01, country = "ES", total = 9',
    )
    assert review(text, "stage-order") == []


def test_an_undated_actual_is_of_the_stage_that_counts(review: Review) -> None:
    text = """\
        commitments.fund = { unit = "USD", stages = ["agreed", "received"], actual = 5 }
        actuals = [{ commitment = "fund", date = 2024-01-01, total = 4, stage = "agreed" }]
        """
    assert [each.message for each in review(text, "stage-order")] == [
        "Fund: 5 USD received is more than 4 agreed, which comes before"
    ]


def test_a_claim_that_is_set_aside_without_a_word_is_warned_of(review: Review) -> None:
    warnings = review(
        """\
        commitments.fund = { unit = "USD", pledged = 5 }
        claims = [
            { text = "a", commitment = "fund", measure = "pledged", value = 5, comparable = false },
            { text = "b", commitment = "fund", measure = "pledged", value = 5, comparable = false, note = "Of 2023." },
            { text = "c", commitment = "fund", measure = "pledged", value = 5, comparable = true },
        ]
        """,
        "unexplained",
    )
    assert told(warnings) == [
        (
            3,
            "claims[0].comparable",
            "no note says why the claim is not comparable",
            'add note = "…": the period, scope or base that it speaks of',
        )
    ]


TWICE = """\
    commitments.fund = {{ unit = "USD", stages = ["agreed", "received"] }}
    {section} = [
        {{ commitment = "fund", country = "ES", date = 2024-01-31, {first} }},
        {{ commitment = "fund", country = "ES", date = "2024-01", {second} }},
    ]
    """


@pytest.mark.parametrize(
    ("section", "first", "second"),
    [
        ("actuals", "amount = 5", "amount = 5"),
        ("actuals", "amount = 5", 'amount = 5, stage = "received"'),
        ("actuals", 'amount = 5, ref = "1"', "amount = 5"),
        ("actuals", "total = 5", 'total = 5, qualifier = "about"'),
        ("actuals", 'amount = 5, outside = "in kind"', 'amount = 5, outside = "in kind"'),
        ("pledges", 'amount = 5, due = "2025"', "amount = 5, due = 2025-12-31"),
    ],
)
def test_two_entries_that_say_the_same_are_warned_of(review: Review, section: str, first: str, second: str) -> None:
    (warning,) = review(TWICE.format(section=section, first=first, second=second), "duplicate-entry")
    assert (warning.line, warning.path) == (4, f"{section}[1]")


@pytest.mark.parametrize(
    ("section", "first", "second"),
    [
        ("actuals", 'amount = 5, ref = "1"', 'amount = 5, ref = "2"'),
        ("actuals", 'total = 5, ref = "1"', 'total = 5, ref = "2"'),
        ("actuals", "amount = 5", 'amount = 5, stage = "agreed"'),
        ("actuals", "amount = 5", 'amount = 5, outside = "in kind"'),
        ("actuals", 'amount = 5, outside = "bilateral"', 'amount = 5, outside = "in kind"'),
        ("actuals", "amount = 5", 'amount = 5, qualifier = "about"'),
        ("actuals", 'amount = 5, currency = "EUR"', 'amount = 5, currency = "EUR", value = 6'),
        ("pledges", "amount = 5, due = 2024-12-31", "amount = 5, due = 2025-12-31"),
        ("pledges", 'status = "on-hold", part = 2', 'status = "conditional", part = 2'),
    ],
)
def test_two_entries_with_refs_or_with_other_terms_are_two(
    review: Review, section: str, first: str, second: str
) -> None:
    assert review(TWICE.format(section=section, first=first, second=second), "duplicate-entry") == []


def test_old_contributions_and_bounds_point_at_their_commitment(review: Review) -> None:
    text = """\
        commitments.bases = { unit = "bases", pledged = 12 }
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 1 },
            { commitment = "bases", date = 2025-01-01, total = 3, qualifier = "about" },
        ]
        """
    assert told(review(text, "old-contributions")) == [
        (
            1,
            "commitments.bases",
            (
                "Bases: what contributors delivered is of 2024-01-01 at the latest, and the whole of 2025-01-01: "
                "shares of the whole may be out of date"
            ),
            "add contributors' later figures where they are published",
        )
    ]
    assert told(review(text, "bound")) == [
        (
            1,
            "commitments.bases",
            "Bases: what was delivered is about 3 bases and not known exactly, because its source states it so",
            "add an exact total once one is published; until then the report says so",
        )
    ]


def test_an_overlap_is_no_slip(review: Review) -> None:
    text = """\
        commitments.fund = { unit = "USD", overlaps = ["letter"] }
        commitments.letter.unit = "USD"
        """
    assert review(text, "overlap") == []
