"""The history of a commitment: every dated change, and the level that it led to."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mss_gap import HistoryReport, Ledger, UnknownCommitmentError, countries, history, history_by_country
from mss_gap.analysis.course import changes
from mss_gap.analysis.course.changes import Point
from mss_gap.analysis.reports.history import CommitmentHistory, ContributorHistory, EventRow
from mss_gap.analysis.series import Level, Series
from mss_gap.analysis.warnings.report_warnings import ReportWarning, WarningCode
from mss_gap.ledger.entry import Status
from mss_gap.render.formats.json import json_document

Read = Callable[[str], Ledger]

PERSONNEL = """
    [commitments.personnel]
    unit = "personnel"
    pledged = 2500
"""


@pytest.fixture(scope="module")
def points(ledger: Read) -> Callable[..., tuple[Point, ...]]:
    """The points of the only commitment of a ledger; `as_of` is an ISO date."""

    def of(text: str, as_of: str | None = None) -> tuple[Point, ...]:
        (commitment,) = history(ledger(text), None if as_of is None else date.fromisoformat(as_of)).commitments
        return commitment.points

    return of


def levels(points: tuple[Point, ...]) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """The day, the pledge and the actual of each point."""
    return [(point.date.isoformat(), point.pledged, point.actual) for point in points]


def test_the_document_has_the_keys_of_the_format_in_their_order(ledger: Read) -> None:
    report = history(
        ledger("""
            events = [{ date = 2025-01-05, title = "A session", source = "a" }]
            pledges = [{ commitment = "personnel", country = "KE", date = 2025-01-04, total = 1000, source = "a" }]
            actuals = [
                { commitment = "personnel", country = "KE", date = 2025-01-04, amount = 400, source = ["a", "b"] },
                { commitment = "personnel", date = 2025-01-04, total = 590.5 },
            ]
            [mission]
            name = "A mission"
            [sources.a]
            title = "A"
            [sources.b]
            title = "B"
            [commitments.personnel]
            unit = "personnel"
            pledged = 2500
        """)
    )
    # 2500 - 590.5 = 1909.5; 590.5 / 2500 = 23.62%.
    whole = {
        "kind": "actual",
        "country": None,
        "total": 590.5,
        "amount": None,
        "qualifier": None,
        "status": None,
        "part": None,
        "stage": None,
        "outside": None,
        "currency": None,
        "stated": None,
        "level": 590.5,
        "source": None,
        "date_precision": "day",
    }
    delivered = {
        "kind": "actual",
        "country": "KE",
        "total": None,
        "amount": 400,
        "qualifier": None,
        "status": None,
        "part": None,
        "stage": None,
        "outside": None,
        "currency": None,
        "stated": None,
        "level": 400,
        "source": ["a", "b"],
        "date_precision": "day",
    }
    pledge = {
        "kind": "pledge",
        "country": "KE",
        "total": 1000,
        "amount": None,
        "qualifier": None,
        "status": None,
        "part": None,
        "stage": None,
        "outside": None,
        "currency": None,
        "stated": None,
        "level": 1000,
        "source": "a",
        "date_precision": "day",
    }
    point = {
        "date": "2025-01-04",
        "pledged": 2500,
        "pledged_bound": "exact",
        "actual": 590.5,
        "actual_bound": "exact",
        "gap": 1909.5,
        "delivered_pct": 23.62,
        "changes": [pledge, whole, delivered],
    }
    expected = {
        "kind": "history",
        "version": 1,
        "mission": "A mission",
        "ledger": "test.toml",
        "as_of": "2025-01-04",
        "later_entries": None,
        "commitments": [{"id": "personnel", "title": "Personnel", "unit": "personnel", "points": [point]}],
        "events": [],
        "warnings": [],
    }
    assert json.dumps(json.loads(json_document(report))) == json.dumps(expected)


def test_each_day_with_an_entry_has_the_level_that_it_led_to(points: Callable[..., tuple[Point, ...]]) -> None:
    entries = """
        actuals = [
            { commitment = "personnel", country = "KE", date = 2025-06-25, total = 991 },
            { commitment = "personnel", country = "KE", date = 2025-01-04, total = 590 },
            { commitment = "personnel", country = "KE", date = 2025-01-18, amount = 217 },
            { commitment = "personnel", country = "KE", date = 2025-02-04, amount = 70 },
            { commitment = "personnel", country = "KE", date = 2025-02-06, amount = 144 },
        ]
    """
    traced = points(entries + PERSONNEL)
    assert levels(traced) == [
        ("2025-01-04", 2500, 590),
        ("2025-01-18", 2500, 807),
        ("2025-02-04", 2500, 877),
        ("2025-02-06", 2500, 1021),
        ("2025-06-25", 2500, 991),
    ]
    assert [(change.total, change.amount, change.level) for point in traced for change in point.changes] == [
        (590, None, 590),
        (None, 217, 807),
        (None, 70, 877),
        (None, 144, 1021),
        (991, None, 991),
    ]
    assert [(point.gap, point.delivered_pct) for point in traced][-1] == (1509, Decimal("39.64"))


def test_a_history_ends_on_the_report_date(points: Callable[..., tuple[Point, ...]]) -> None:
    entries = """
        actuals = [
            { commitment = "personnel", date = 2025-01-04, total = 590 },
            { commitment = "personnel", date = 2025-01-18, amount = 217 },
        ]
    """
    assert levels(points(entries + PERSONNEL, "2025-01-17")) == [("2025-01-04", 2500, 590)]
    assert levels(points(entries + PERSONNEL, "2025-01-18"))[1:] == [("2025-01-18", 2500, 807)]
    assert points(entries + PERSONNEL, "2025-01-03") == ()


def test_all_changes_of_a_day_are_one_point_with_the_level_after_that_day(
    points: Callable[..., tuple[Point, ...]],
) -> None:
    (point,) = points("""
        actuals = [
            { commitment = "personnel", country = "KE", date = 2025-01-04, amount = 5, source = "https://b.example" },
            { commitment = "personnel", country = "JM", date = 2025-01-04, amount = 24 },
            { commitment = "personnel", country = "KE", date = 2025-01-04, amount = 7, source = "https://a.example" },
            { commitment = "personnel", date = 2025-01-04, amount = 3 },
        ]
        pledges = [
            { commitment = "personnel", country = "KE", date = 2025-01-04, amount = 100 },
            { commitment = "personnel", date = 2025-01-04, total = 50 },
        ]
        [commitments.personnel]
        unit = "personnel"
    """)
    # The headline of 50 outweighs the sum of pledges; 3 + 24 + (5 + 7) were delivered.
    assert (point.pledged, point.actual, point.gap, point.delivered_pct) == (50, 39, 11, 78)
    assert [(change.kind, change.country, change.amount, change.level) for change in point.changes] == [
        ("pledge", None, None, 50),
        ("pledge", "KE", 100, 100),
        ("actual", None, 3, 3),
        ("actual", "JM", 24, 24),
        ("actual", "KE", 7, 12),
        ("actual", "KE", 5, 12),
    ]


def test_what_contributors_deliver_after_a_whole_mission_total_adds_to_it(
    points: Callable[..., tuple[Point, ...]],
) -> None:
    entries = """
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", country = "JM", date = 2024-10-01, total = 24 },
            { commitment = "personnel", date = 2024-10-01, total = 430 },
            { commitment = "personnel", country = "KE", date = 2025-01-18, amount = 217 },
            { commitment = "personnel", date = 2025-01-19, amount = 3 },
            { commitment = "personnel", country = "JM", date = 2025-01-20, total = 21 },
            { commitment = "personnel", date = 2025-02-01, total = 600 },
        ]
    """
    assert levels(points(entries + PERSONNEL)) == [
        ("2024-06-25", 2500, 400),
        ("2024-10-01", 2500, 430),  # the total, in which Jamaica's 24 of that day are
        ("2025-01-18", 2500, 647),  # 430 + 217
        ("2025-01-19", 2500, 650),  # and 3 of nobody in particular
        ("2025-01-20", 2500, 647),  # 3 Jamaicans left
        ("2025-02-01", 2500, 600),
    ]


def test_an_undated_headline_is_true_on_every_day(points: Callable[..., tuple[Point, ...]]) -> None:
    traced = points("""
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 5 }]
        actuals = [{ commitment = "bases", country = "KE", date = 2024-02-01, total = 1 }]
        [commitments.bases]
        unit = "bases"
        pledged = 12
        actual = 3
    """)
    assert levels(traced) == [("2024-01-01", 12, 3), ("2024-02-01", 12, 3)]


def test_a_commitment_without_dated_entries_has_no_points(points: Callable[..., tuple[Point, ...]]) -> None:
    undated = """
        [mission]
        as_of = 2025-06-27
        [commitments.bases]
        unit = "bases"
        pledged = 12
        actual = 3
    """
    assert points(undated) == ()


def test_a_ledger_without_any_date_has_no_points_and_no_report_date(ledger: Read) -> None:
    text = 'commitments.bases.unit = "bases"\nevents = [{ date = 2025-01-01, title = "A session" }]'
    assert history(ledger(text)) == HistoryReport(
        mission=None,
        ledger="test.toml",
        as_of=None,
        commitments=(CommitmentHistory(id="bases", title="Bases", unit="bases", points=()),),
        events=(EventRow(date=date(2025, 1, 1), title="A session", source=None),),
        warnings=(),
    )


def test_a_change_of_status_alone_is_a_change_without_a_figure(points: Callable[..., tuple[Point, ...]]) -> None:
    traced = points("""
        pledges = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
            { commitment = "personnel", country = "BJ", date = 2024-02-01, total = 1500 },
            { commitment = "personnel", country = "BJ", date = 2024-09-30, status = "on-hold" },
            { commitment = "personnel", country = "KE", date = 2024-10-30, status = "withdrawn" },
            { commitment = "personnel", country = "BJ", date = 2024-11-30, status = "firm" },
        ]
        [commitments.personnel]
        unit = "personnel"
    """)
    assert levels(traced) == [
        ("2024-01-01", 1000, None),
        ("2024-02-01", 2500, None),
        ("2024-09-30", 1000, None),
        ("2024-10-30", 0, None),
        ("2024-11-30", 1500, None),
    ]
    (change,) = traced[2].changes
    assert (change.total, change.amount, change.level) == (None, None, 1500)


def test_a_delivery_of_unstated_size_leads_to_no_level_while_none_is_known(
    points: Callable[..., tuple[Point, ...]],
) -> None:
    entries = """
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-01-01 },
            { commitment = "personnel", country = "KE", date = 2024-02-01, amount = 5 },
        ]
    """
    unstated, known = points(entries + PERSONNEL)
    assert (unstated.actual, unstated.gap, unstated.delivered_pct) == (None, None, None)
    assert [(change.total, change.amount, change.level) for change in unstated.changes] == [(None, None, None)]
    assert (known.actual, known.gap, known.delivered_pct) == (5, 2495, Decimal("0.2"))


def test_money_is_counted_in_the_commitments_unit(points: Callable[..., tuple[Point, ...]]) -> None:
    traced = points("""
        rates = [{ pair = "EUR/USD", date = 2024-09-01, rate = 1.10, source = "https://rate.example" }]
        actuals = [
            { commitment = "funding", country = "ES", date = 2024-08-31, amount = 7, currency = "EUR" },
            { commitment = "funding", country = "ES", date = 2024-09-12, amount = 3_000_000, currency = "EUR" },
            { commitment = "funding", date = 2024-09-13, total = 5, currency = "JPY" },
        ]
        commitments.funding.unit = "USD"
    """)
    # No rate yet on 31 August; 3,000,000 x 1.10 on 12 September; the JPY of the whole mission are not added.
    assert levels(traced) == [
        ("2024-08-31", None, None),
        ("2024-09-12", None, 3_300_000),
        ("2024-09-13", None, 3_300_000),
    ]
    assert [point.actual_bound for point in traced] == [None, "at-least", "at-least"]
    assert [
        (change.total, change.amount, change.currency, change.stated, change.level)
        for point in traced
        for change in point.changes
    ] == [
        (None, None, "EUR", 7, None),
        (None, 3_300_000, "EUR", 3_000_000, 3_300_000),
        (None, None, "JPY", 5, None),
    ]


def test_a_total_that_no_rate_converts_leaves_no_level_until_the_next_total(
    points: Callable[..., tuple[Point, ...]],
) -> None:
    traced = points("""
        actuals = [
            { commitment = "funding", country = "ES", date = 2024-08-01, total = 5 },
            { commitment = "funding", country = "ES", date = 2024-08-31, total = 7, currency = "EUR" },
            { commitment = "funding", country = "ES", date = 2024-09-12, amount = 3 },
            { commitment = "funding", country = "ES", date = 2024-09-30, total = 9 },
        ]
        commitments.funding.unit = "USD"
    """)
    assert levels(traced) == [
        ("2024-08-01", None, 5),
        ("2024-08-31", None, None),
        ("2024-09-12", None, None),
        ("2024-09-30", None, 9),
    ]


def test_a_change_cites_the_sources_of_its_entry(points: Callable[..., tuple[Point, ...]]) -> None:
    (point,) = points("""
        rates = [{ pair = "EUR/USD", date = 2024-09-01, rate = 1.10, source = "https://rate.example" }]
        actuals = [
            { commitment = "funding", country = "DE", date = 2024-09-12, amount = 1, source = ["a", "https://b.example"] },
            { commitment = "funding", country = "ES", date = 2024-09-12, amount = 1, currency = "EUR", source = "a" },
            { commitment = "funding", country = "FR", date = 2024-09-12, amount = 1 },
        ]
        commitments.funding.unit = "USD"
        sources.a.title = "A"
    """)
    assert [change.source for change in point.changes] == [("a", "https://b.example"), "a", None]


def test_events_stand_by_date_up_to_the_report_date(ledger: Read) -> None:
    text = """
        events = [
            { date = 2025-06-30, title = "After" },
            { date = 2025-06-27, title = "On the day", source = ["a", "https://b.example"] },
            { date = 2024-10-01, title = "Before", source = "a" },
        ]
        mission.as_of = 2025-06-27
        sources.a.title = "A"
        commitments.bases.unit = "bases"
    """
    assert history(ledger(text)).events == (
        EventRow(date=date(2024, 10, 1), title="Before", source="a"),
        EventRow(date=date(2025, 6, 27), title="On the day", source=("a", "https://b.example")),
    )


def test_one_commitment_may_be_asked_for_alone(ledger: Read) -> None:
    both = ledger("""
        actuals = [{ commitment = "bases", country = "KE", date = 2024-02-01, total = 1 }]
        commitments.personnel.unit = "personnel"
        commitments.bases.unit = "bases"
    """)
    whole = history(both)
    assert [commitment.id for commitment in whole.commitments] == ["personnel", "bases"]
    assert history(both, commitment="bases") == replace(whole, commitments=whole.commitments[1:])
    by_country = history_by_country(both)
    assert history_by_country(both, commitment="bases") == replace(by_country, commitments=by_country.commitments[1:])


@pytest.mark.parametrize("count", [history, history_by_country])
def test_a_commitment_that_does_not_exist_is_an_error(
    ledger: Read, count: Callable[[Ledger, date | None, str], object]
) -> None:
    with pytest.raises(UnknownCommitmentError) as unknown:
        count(ledger('commitments.bases.unit = "bases"'), None, "tanks")
    assert (unknown.value.name, unknown.value.known) == ("tanks", ("bases",))


@pytest.mark.parametrize("count", [history, history_by_country])
def test_warnings_are_those_of_the_report_date(ledger: Read, count: Callable[[Ledger], HistoryReport]) -> None:
    report = count(
        ledger("""
            actuals = [
                { commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 },
                { commitment = "personnel", country = "KE", date = 2024-02-01 },
            ]
            commitments.personnel.unit = "personnel"
        """)
    )
    message = "Personnel: what was delivered is at least 5 personnel and may be more, because what Kenya delivered is not known exactly"
    assert report.warnings == (ReportWarning(code=WarningCode.BOUND, commitment="personnel", message=message),)


BY_COUNTRY = """
    pledges = [
        { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
        { commitment = "personnel", country = "KE", date = 2024-03-01, status = "withdrawn" },
        { commitment = "personnel", country = "JM", date = 2024-01-01 },
        { commitment = "personnel", date = 2024-01-01, total = 2500 },
    ]
    actuals = [
        { commitment = "personnel", country = "KE", date = 2024-02-01, amount = 400 },
        { commitment = "personnel", country = "KE", date = 2024-03-01, amount = 50 },
        { commitment = "personnel", country = "BS", date = 2024-02-01 },
        { commitment = "personnel", country = "bank", date = 2024-04-01, total = 1 },
        { commitment = "personnel", date = 2024-03-01, total = 600 },
    ]
    contributors.bank.name = "World Bank"
    commitments.personnel.unit = "personnel"
"""


def by_code(ledger: Ledger, as_of: date | None = None) -> dict[str, ContributorHistory]:
    (commitment,) = history_by_country(ledger, as_of).commitments
    return {contributor.id: contributor for contributor in commitment.contributors}


def test_by_country_each_contributor_has_its_own_points(ledger: Read) -> None:
    contributors = by_code(ledger(BY_COUNTRY))
    assert {code: (each.name, levels(each.points)) for code, each in contributors.items()} == {
        "BS": ("Bahamas", [("2024-02-01", None, None)]),
        "JM": ("Jamaica", [("2024-01-01", None, 0)]),
        "KE": ("Kenya", [("2024-01-01", 1000, 0), ("2024-02-01", 1000, 400), ("2024-03-01", 0, 450)]),
        "bank": ("World Bank", [("2024-04-01", None, 1)]),
    }
    assert list(contributors) == ["KE", "bank", "BS", "JM"]
    # 1000 - 0; 1000 - 400 and 400 / 1000; 0 - 450, and no share of a pledge that was withdrawn.
    assert [(point.gap, point.delivered_pct) for point in contributors["KE"].points] == [
        (1000, 0),
        (600, 40),
        (-450, None),
    ]


def test_by_country_the_changes_of_a_day_are_the_contributors_own(ledger: Read) -> None:
    changes = by_code(ledger(BY_COUNTRY))["KE"].points[-1].changes
    assert [(each.kind, each.country, each.total, each.amount, each.status, each.level) for each in changes] == [
        ("pledge", "KE", None, None, Status.WITHDRAWN, 0),
        ("actual", "KE", None, 50, None, 450),
    ]


def test_each_change_has_the_status_that_its_own_entry_states(ledger: Read) -> None:
    report = history(
        ledger("""
            commitments.personnel.unit = "personnel"
            pledges = [
                { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
                { commitment = "personnel", country = "KE", date = 2024-02-01, status = "on-hold", source = "https://b.example" },
                { commitment = "personnel", country = "KE", date = 2024-02-01, amount = 50, source = "https://a.example" },
                { commitment = "personnel", country = "KE", date = 2024-03-01, status = "withdrawn" },
                { commitment = "personnel", country = "KE", date = 2024-04-01, total = 30 },
                { commitment = "personnel", country = "KE", date = 2024-05-01, status = "firm" },
            ]
        """)
    )
    changes = [change for point in report.commitments[0].points for change in point.changes]
    assert [(each.total, each.amount, each.status, each.level) for each in changes] == [
        (1000, None, None, 1000),
        (None, 50, None, 1050),
        (None, None, Status.ON_HOLD, 1050),
        (None, None, Status.WITHDRAWN, 0),
        (30, None, None, 0),  # what was withdrawn stays so until an entry says otherwise
        (None, None, Status.FIRM, 30),
    ]


def test_the_changes_of_a_day_have_one_order_whatever_that_of_the_file(ledger: Read) -> None:
    first = '{ commitment = "a", country = "KE", date = 2024-02-01 }'
    second = '{ commitment = "a", country = "KE", date = 2024-02-01, status = "on-hold" }'
    orders = [
        history(ledger(f'commitments.a.unit = "a"\npledges = [{", ".join(it)}]'))
        for it in ((first, second), (second, first))
    ]
    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("amount = 5", "total = 5"),
        ("amount = 5", "amount = 6"),
        ("amount = 5", 'amount = 5, qualifier = "about"'),
        ("amount = 5", 'amount = 5, currency = "EUR"'),
        ('amount = 5, currency = "EUR"', 'amount = 6, currency = "EUR"'),
        ("amount = 5", 'amount = 5, source = "https://a.example"'),
        ("amount = 5", 'amount = 5, status = "on-hold"'),
        ('amount = 5, status = "on-hold", part = 1', 'amount = 5, status = "conditional", part = 1'),
        ("amount = 5, due = 2025-01-01", "amount = 5, due = 2025-01-02"),
        ("amount = 5, due = 2025-01-31", 'amount = 5, due = "2025-01"'),
    ],
)
def test_changes_of_a_day_that_differ_in_one_thing_have_one_order(ledger: Read, first: str, second: str) -> None:
    entries = [f'{{ commitment = "a", country = "KE", date = 2024-02-29, {it} }}' for it in (first, second)]
    one, other = (
        history(ledger(f'commitments.a.unit = "USD"\npledges = [{", ".join(it)}]')) for it in (entries, entries[::-1])
    )
    assert one == other


def test_of_a_day_the_one_whose_month_alone_is_known_has_its_place_too(ledger: Read) -> None:
    entries = [f'{{ commitment = "a", country = "KE", date = {it}, amount = 5 }}' for it in ("2024-02-29", '"2024-02"')]
    one, other = (
        history(ledger(f'commitments.a.unit = "USD"\nactuals = [{", ".join(it)}]')) for it in (entries, entries[::-1])
    )
    assert [change.date_precision for change in one.commitments[0].points[0].changes] == ["day", "month"]
    assert one == other


def test_the_changes_of_a_day_stand_by_source_then_amounts_before_totals_then_by_size(ledger: Read) -> None:
    report = history(
        ledger("""
            commitments.a.unit = "a"
            actuals = [
                { commitment = "a", country = "KE", date = 2024-02-01, total = 9, source = "https://a.example" },
                { commitment = "a", country = "KE", date = 2024-02-01, amount = 7, source = "https://a.example" },
                { commitment = "a", country = "KE", date = 2024-02-01, amount = 3, source = "https://a.example" },
                { commitment = "a", country = "KE", date = 2024-02-01, amount = 1, source = "https://b.example" },
                { commitment = "a", country = "KE", date = 2024-02-01, amount = 8 },
            ]
        """)
    )
    (point,) = report.commitments[0].points
    assert [(change.source, change.amount, change.total) for change in point.changes] == [
        (None, 8, None),
        ("https://a.example", 3, None),
        ("https://a.example", 7, None),
        ("https://a.example", None, 9),
        ("https://b.example", 1, None),
    ]


def test_by_country_a_history_ends_on_the_report_date(ledger: Read) -> None:
    contributors = by_code(ledger(BY_COUNTRY), date(2024, 2, 29))
    assert {code: len(each.points) for code, each in contributors.items()} == {"BS": 1, "JM": 1, "KE": 2}


def test_by_country_the_document_has_the_keys_of_the_format_in_their_order(ledger: Read) -> None:
    document = json.loads(json_document(history_by_country(ledger(BY_COUNTRY))))
    (commitment,) = document["commitments"]
    assert list(document) == [
        "kind",
        "version",
        "mission",
        "ledger",
        "as_of",
        "later_entries",
        "commitments",
        "warnings",
    ]
    assert document["kind"] == "history-by-country"
    assert list(commitment) == ["id", "title", "unit", "contributors"]
    assert list(commitment["contributors"][0]) == ["id", "name", "status", "points"]
    assert list(commitment["contributors"][0]["points"][0]) == [
        "date",
        "pledged",
        "pledged_bound",
        "actual",
        "actual_bound",
        "gap",
        "delivered_pct",
        "changes",
    ]


def test_by_country_contributors_come_in_the_order_of_the_breakdown(ledger: Read) -> None:
    read = ledger("""
        commitments.bases.unit = "bases"
        pledges = [{ commitment = "bases", country = "AT", date = 2024-01-01, total = 9 }]
        actuals = [
            { commitment = "bases", country = "BE", date = 2024-01-01 },
            { commitment = "bases", country = "CH", date = 2024-01-01, total = 1 },
            { commitment = "bases", country = "DE", date = 2024-01-01, total = 5 },
        ]
    """)
    (by_country,), (breakdown,) = history_by_country(read).commitments, countries(read).commitments
    assert [row.id for row in by_country.contributors] == ["DE", "CH", "BE", "AT"]
    assert [row.id for row in by_country.contributors] == [row.id for row in breakdown.contributions]


def test_a_level_and_a_point_have_their_bounds(ledger: Read) -> None:
    text = """
        commitments.a.unit = "a"
        pledges = [{ commitment = "a", country = "KE", date = 2024-01-01, total = 100, qualifier = "at-least" }]
        actuals = [{ commitment = "a", country = "KE", date = 2024-01-01, total = 20, qualifier = "at-most" }]
    """
    (of_all,), (by_country,) = history(ledger(text)).commitments, history_by_country(ledger(text)).commitments
    for point in (*of_all.points, *by_country.contributors[0].points):
        assert [change.level_bound for change in point.changes] == ["at-least", "at-most"]
        # 100 or more less 20 or less is 80 or more; 20 or less of 100 or more is 20% or less.
        assert (point.gap, point.gap_bound) == (80, "at-least")
        assert (point.delivered_pct, point.delivered_bound) == (20, "at-most")


def test_only_a_level_that_is_not_known_is_looked_up_as_stated(ledger: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[date] = []

    def note(_: Series, level: Level, __: str) -> None:
        looked_up.append(level.day)

    monkeypatch.setattr(changes, "unconverted_level", note)
    entries = """
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-01-01 },
            { commitment = "personnel", country = "KE", date = 2024-02-01, amount = 5, qualifier = "about" },
            { commitment = "personnel", date = 2024-03-01, total = 9 },
        ]
    """
    history(ledger(entries + PERSONNEL))
    assert looked_up == [date(2024, 1, 1)]
