"""What `validate` warns of: each code, where it points, and what does not set it off."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from textwrap import dedent

import pytest

from mss_gap.analysis.reports.validate import ValidateReport, validated
from mss_gap.ledger.explain.problems import Problem
from mss_gap.ledger.find import FileRead

Review = Callable[..., list[Problem]]


@pytest.fixture(scope="module")
def review() -> Review:
    """The warnings about a ledger, those of some codes alone; `as_of` is an ISO date."""

    def warnings(text: str, *codes: str, as_of: str | None = None) -> list[Problem]:
        day = None if as_of is None else date.fromisoformat(as_of)
        report, _ = validated(dedent(text).encode(), "test.toml", day)
        assert report.valid, report.errors
        return [warning for warning in report.warnings if warning.code in codes]

    return warnings


def test_a_sound_ledger_has_nothing_to_warn_of() -> None:
    text = dedent("""
        [mission]
        name = "MSS"
        as_of = 2024-06-30

        [sources.ap]
        title = "Kenya and Haiti urge partners"

        [contributors.EU]
        name = "European Union"

        [commitments.funding]
        unit = "USD"
        pledged = 600
        source = "ap"

        [[pledges]]
        commitment = "funding"
        country = "EU"
        date = 2024-01-01
        total = 5
        source = "ap"

        [[rates]]
        pair = "EUR/USD"
        date = 2024-06-25
        rate = 1.1
        source = "ap"

        [[actuals]]
        commitment = "funding"
        country = "EU"
        date = 2024-06-30
        amount = 4
        currency = "EUR"
        source = "ap"

        [[claims]]
        text = "600 dollars"
        commitment = "funding"
        measure = "pledged"
        value = 600
        source = "ap"

        [indicators.deaths]
        value = 2680
        source = "ap"

        [[events]]
        date = 2024-06-25
        title = "The first contingent arrives"
        source = "ap"
    """)
    assert validated(text.encode(), "test.toml") == (
        ValidateReport(
            mission="MSS",
            ledger="test.toml",
            as_of=date(2024, 6, 30),
            valid=True,
            files=(FileRead("test.toml", sha256(text.encode()).hexdigest()),),
            errors=(),
            warnings=(),
        ),
        text,
    )


def test_a_ledger_with_errors_is_not_reviewed() -> None:
    text = 'commitments.bases = { unit = "bases", pleged = 12 }\n'
    report, shown = validated(text.encode(), "-")
    assert shown == text
    assert (report.valid, report.mission, report.ledger, report.as_of, report.warnings) == (False, None, "-", None, ())
    assert [(error.code, error.path) for error in report.errors] == [("unknown-key", "commitments.bases.pleged")]


def test_the_report_date_is_that_of_the_ledger_or_the_one_asked_for() -> None:
    text = b'commitments.bases.unit = "bases"\nactuals = [{ commitment = "bases", date = 2024-01-01, total = 3 }]\n'
    assert validated(text, "-")[0].as_of == date(2024, 1, 1)
    assert validated(text, "-", date(2024, 2, 2))[0].as_of == date(2024, 2, 2)


def test_warnings_stand_in_the_order_of_the_text() -> None:
    text = dedent("""\
        [commitments.bases]
        unit = "bases"
        pledged = 12

        [[actuals]]
        commitment = "bases"
        date = 2024-01-01
        total = 3

        [sources.ap]
        title = "Kenya and Haiti urge partners"
    """)
    assert [(each.line, each.code) for each in validated(text.encode(), "-")[0].warnings] == [
        (1, "unsourced"),
        (5, "unsourced"),
        (10, "unused-source"),
    ]


def test_warnings_of_the_reports_point_at_their_commitment_or_entry_and_say_what_to_do(review: Review) -> None:
    warnings = review(
        """\
        [commitments.funding]
        unit = "USD"

        [commitments.bases]
        unit = "bases"
        actual = 1

        [[actuals]]
        commitment = "bases"
        country = "KE"
        date = 2024-01-01
        total = 2

        [[actuals]]
        commitment = "funding"
        country = "ES"
        date = 2024-01-01
        total = 5

        [[actuals]]
        commitment = "funding"
        country = "ES"
        date = 2024-01-02
        amount = 5
        currency = "EUR"
        """,
        "parts-exceed-total",
        "no-rate",
        "bound",
    )
    assert [(each.code, each.line, each.path, each.message, each.hint) for each in warnings] == [
        (
            "bound",
            1,
            "commitments.funding",
            "Funding: what was delivered is at least 5 USD and may be more, because what Spain delivered is not known exactly",
            "add an exact total once one is published; until then the report says so",
        ),
        (
            "parts-exceed-total",
            4,
            "commitments.bases",
            "Bases: what contributors delivered adds up to 2 bases, 1 more than the whole of 1",
            "date the whole and its parts alike, or say in a note why they differ",
        ),
        (
            "no-rate",
            25,
            "actuals[2].currency",
            "no rate of EUR/USD is dated on or before 2024-01-02: the entry is not counted",
            (
                'add one that a source states: [[rates]] with pair = "EUR/USD" or "USD/EUR"; '
                "or its `value`, what the source says that it is worth in USD"
            ),
        ),
    ]


def paths(problems: list[Problem]) -> list[str]:
    return [problem.path for problem in problems]


TWICE = """\
    commitments.funding.unit = "USD"
    actuals = [
        {{ commitment = "funding", country = "ES", date = 2024-01-01, {first} }},
        {{ commitment = "funding", country = "ES", date = 2024-01-01, {second} }},
    ]
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("total = 5", "total = 5.0"),
        ('total = 5, source = "https://a.example"', 'total = 5, source = "https://b.example", note = "again"'),
        ("total = 5", 'total = 5, currency = "USD"'),
        ('amount = 5, source = "https://a.example"', 'amount = 5, source = "https://a.example"'),
        ("amount = 5", 'amount = 5, currency = "USD"'),
        ("", ""),
    ],
)
def test_an_entry_that_says_the_same_as_another_is_a_duplicate(review: Review, first: str, second: str) -> None:
    (warning,) = review(TWICE.format(first=first, second=second).replace(", }", " }"), "duplicate-entry")
    assert (warning.line, warning.path) == (4, "actuals[1]")
    assert warning.message == "this entry says the same as another; the other is on line 3"


def test_what_no_rate_converts_is_said_to_be_left_out_or_shown_as_stated(review: Review) -> None:
    text = """
        commitments.aid.unit = "USD"
        pledges = [
            { commitment = "aid", country = "GB", date = 2024-01-01, total = 5, currency = "GBP" },
            { commitment = "aid", country = "GB", date = 2024-01-01, total = 5, currency = "GBP", outside = "in kind" },
        ]
    """
    assert [warning.message for warning in review(text, "no-rate")] == [
        "no rate of GBP/USD is dated on or before 2024-01-01: the entry is not counted",
        "no rate of GBP/USD is dated on or before 2024-01-01: the entry is shown as stated",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("amount = 5", "amount = 6"),
        ("amount = 5", "total = 5"),
        ("amount = 5", 'amount = 5, currency = "EUR"'),
        ('amount = 5, note = "first flight"', 'amount = 5, note = "second flight"'),
        ('amount = 5, source = "https://a.example"', 'amount = 5, source = "https://b.example"'),
    ],
)
def test_entries_that_differ_in_what_they_say_are_no_duplicates(review: Review, first: str, second: str) -> None:
    assert review(TWICE.format(first=first, second=second), "duplicate-entry") == []


def test_a_pledge_and_the_status_that_ends_it_the_same_day_are_no_duplicates(review: Review) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", country = "JM", date = 2024-01-01 },
            { commitment = "personnel", country = "JM", date = 2024-01-01, status = "withdrawn" },
        ]
    """
    assert review(text, "duplicate-entry") == []


def test_the_same_entry_for_another_day_contributor_commitment_or_kind_is_no_duplicate(review: Review) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        commitments.bases.unit = "bases"
        pledges = [{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 }]
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 },
            { commitment = "personnel", country = "KE", date = 2024-01-02, total = 5 },
            { commitment = "personnel", country = "JM", date = 2024-01-01, total = 5 },
            { commitment = "personnel", date = 2024-01-01, total = 5 },
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 5 },
        ]
    """
    assert review(text, "duplicate-entry") == []


def test_every_repetition_is_a_duplicate_of_the_first(review: Review) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        pledges = [
            { commitment = "personnel", country = "JM", date = 2024-01-01, total = 7 },
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 },
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 },
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 },
        ]
    """
    assert [(each.path, each.message) for each in review(text, "duplicate-entry")] == [
        ("pledges[2]", "this entry says the same as another; the other is on line 5"),
        ("pledges[3]", "this entry says the same as another; the other is on line 5"),
    ]


UNTIL_JUNE = """
    mission.as_of = 2024-06-30
    commitments.personnel.unit = "personnel"
    pledges = [
        { commitment = "personnel", date = 2024-06-30, total = 5 },
        { commitment = "personnel", date = 2024-07-01, total = 6 },
    ]
    actuals = [{ commitment = "personnel", country = "KE", date = 2024-08-01, total = 5 }]
"""


def test_entries_after_the_report_date_are_pointed_at_by_their_date(review: Review) -> None:
    warnings = review(UNTIL_JUNE, "after-report-date")
    assert paths(warnings) == ["pledges[1].date", "actuals[0].date"]
    assert warnings[0].message == "2024-07-01 is after the report date 2024-06-30: reports leave the entry out"


def test_the_report_date_that_is_asked_for_decides_which_entries_are_after_it(review: Review) -> None:
    assert paths(review(UNTIL_JUNE, "after-report-date", as_of="2024-07-01")) == ["actuals[0].date"]
    assert paths(review(UNTIL_JUNE, "after-report-date", as_of="2024-01-01")) == [
        "pledges[0].date",
        "pledges[1].date",
        "actuals[0].date",
    ]


def test_without_any_report_date_no_entry_is_after_it(review: Review) -> None:
    assert review(UNTIL_JUNE.replace("mission.as_of = 2024-06-30", ""), "after-report-date") == []


def test_every_figure_and_event_without_a_source_is_pointed_at(review: Review) -> None:
    text = """
        commitments.personnel = { unit = "personnel", pledged = 2500 }
        commitments.bases = { unit = "bases", actual = 3 }
        commitments.boats = { unit = "boats" }                      # no figure to source
        pledges = [{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 }]
        actuals = [{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 }]
        rates = [{ pair = "EUR/USD", date = 2024-01-01, rate = 1.1 }]
        claims = [{ text = "2,500", commitment = "personnel", measure = "pledged", value = 2500 }]
        indicators.deaths = { value = 2680 }
        events = [{ date = 2024-01-01, title = "A meeting" }]
    """
    assert paths(review(text, "unsourced")) == [
        "commitments.personnel",
        "commitments.bases",
        "pledges[0]",
        "actuals[0]",
        "rates[0]",
        "claims[0]",
        "indicators.deaths",
        "events[0]",
    ]


def test_a_source_that_nothing_rests_on_is_pointed_at(review: Review) -> None:
    text = """
        sources.ap.title = "Kenya and Haiti urge partners"
        sources.un.title = "Resolution 2699"
        sources.hrw.title = "Displacement hits record"
        sources.list.title = "Member states"
        sources.bank.title = "World Development Indicators"
        commitments.bases = { unit = "bases", source = "un" }       # a source before there is a figure
        events = [{ date = 2024-01-01, title = "A meeting", source = ["hrw"] }]
        groups.some = { members = ["KE"], source = "list" }
        scales.gdp = { values = { KE = 108 }, source = "bank" }
    """
    (warning,) = review(text, "unused-source")
    assert (warning.path, warning.message) == ("sources.ap", 'nothing rests on the source "ap"')


def test_a_contributor_that_no_entry_names_is_pointed_at(review: Review) -> None:
    text = """
        contributors.EU.name = "European Union"
        contributors.bank.name = "World Bank"
        contributors.fund.name = "Trust fund"
        contributors.oas.name = "Organization of American States"
        commitments.funding.unit = "USD"
        pledges = [{ commitment = "funding", country = "EU", date = 2024-01-01, total = 5 }]
        actuals = [{ commitment = "funding", country = "bank", date = 2024-01-01, total = 5 }]
        claims = [{ text = "5", commitment = "funding", country = "oas", measure = "actual", value = 5 }]
    """
    (warning,) = review(text, "unused-contributor")
    assert (warning.path, warning.message) == ("contributors.fund", 'no entry names the contributor "fund"')


def test_the_first_entry_that_takes_a_series_below_zero_is_pointed_at(review: Review) -> None:
    text = """
        commitments.personnel.unit = "personnel"
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-04-01, amount = -9000 },
            { commitment = "personnel", country = "JM", date = 2024-01-01, amount = -1 },
            { commitment = "personnel", country = "KE", date = 2024-03-01, amount = 2.5 },
            { commitment = "personnel", country = "KE", date = 2024-03-01, amount = -1500 },
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 400 },
            { commitment = "personnel", country = "BS", date = 2024-01-01, total = 5 },
            { commitment = "personnel", country = "BS", date = 2024-02-01, amount = -5 },
        ]
        pledges = [
            { commitment = "personnel", date = 2024-01-01, amount = 5 },
            { commitment = "personnel", date = 2024-02-01, amount = -6 },
        ]
    """
    assert [(each.path, each.message) for each in review(text, "below-zero")] == [
        ("actuals[1]", "the level falls below zero on 2024-01-01: -1 personnel"),
        ("actuals[3]", "the level falls below zero on 2024-03-01: -1,097.5 personnel"),
        ("pledges[1]", "the level falls below zero on 2024-02-01: -1 personnel"),
    ]


def test_a_level_may_fall_below_zero_after_the_report_date_too(review: Review) -> None:
    text = """
        mission.as_of = 2024-01-01
        commitments.personnel.unit = "personnel"
        actuals = [{ commitment = "personnel", country = "KE", date = 2024-04-01, amount = -9 }]
    """
    assert paths(review(text, "below-zero")) == ["actuals[0]"]


def test_a_part_that_is_larger_than_its_whole_is_pointed_at(review: Review) -> None:
    text = """
        commitments.personnel = { unit = "personnel", pledged = 2500 }
        commitments.bases = { unit = "bases", actual = 3 }
        pledges = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 2500.5 },
            { commitment = "personnel", country = "JM", date = 2024-01-01, total = 2500 },
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 10 },         # no headline to exceed
            { commitment = "bases", country = "JM", date = 2024-01-01, total = 50, status = "on-hold" },
        ]
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 4 }]
    """
    assert [(each.path, each.message) for each in review(text, "larger-than-whole")] == [
        ("commitments.personnel", "Personnel: Kenya alone pledged 2,500.5, the whole is 2,500"),
        ("commitments.bases", "Bases: Kenya alone delivered 4, the whole is 3"),
    ]


def test_a_part_that_is_larger_than_a_dated_headline_is_pointed_at(review: Review) -> None:
    text = """
        commitments.bases.unit = "bases"
        pledges = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 10 },
            { commitment = "bases", date = 2024-01-01, total = 9 },
        ]
    """
    assert paths(review(text, "larger-than-whole")) == ["commitments.bases"]


def test_nobody_is_larger_than_an_unknown_whole(review: Review) -> None:
    text = """
        commitments.bases.unit = "bases"
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 10 }]
    """
    assert review(text, "larger-than-whole") == []


def test_a_contributor_with_nothing_is_not_larger_than_a_whole_below_zero(review: Review) -> None:
    text = """
        commitments.bases.unit = "bases"
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 10 }]
        actuals = [{ commitment = "bases", date = 2024-01-01, amount = -1 }]
    """
    assert review(text, "larger-than-whole") == []


def test_contributors_that_look_alike_are_named_with_the_line_of_the_other(review: Review) -> None:
    text = """
        [contributors.A1]
        name = "EU"
        [contributors.A2]
        name = "eu"
        [contributors.a1]
        name = "Alliance One"
        [contributors.CHAD]
        name = "Coalition for Haitian Aid"
        [contributors.WB]
        name = "World Bank"
        [commitments.men]
        unit = "men"
    """
    assert [(found.line, found.message, found.hint) for found in review(text, "look-alike")] == [
        (
            4,
            '"A2" (eu) may be taken for "A1" (EU); the other is on line 2',
            "make one of the two, or give one another name or code",
        ),
        (
            6,
            '"a1" (Alliance One) may be taken for "A1" (EU); the other is on line 2',
            "make one of the two, or give one another name or code",
        ),
        (
            8,
            '"CHAD" (Coalition for Haitian Aid) may be taken for "TD" (Chad)',
            'write "TD" where the country is meant, or choose another code or name',
        ),
    ]
