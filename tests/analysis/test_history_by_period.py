"""R15: what each period brought, and where it led. Every figure is worked out by hand in a comment, or is one stated."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap import FromError, Ledger, UnknownCommitmentError, history, history_by_country, history_by_period
from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.reports.history_by_period import CommitmentPeriods, ContributorPeriods, PeriodRow
from mss_gap.render.formats.json import json_document

Read = Callable[[str], Ledger]
Ledgers = st.SearchStrategy[Ledger]
FEW = settings(max_examples=40)

SERIES = """
    mission.as_of = 2025-06-27
    commitments.men = { unit = "men", pledged = 2500 }
    actuals = [
        { commitment = "men", date = 2024-08-12, total = 590 },
        { commitment = "men", date = 2025-01-18, amount = 217 },
        { commitment = "men", date = 2025-02-04, amount = 70 },
        { commitment = "men", date = 2025-02-06, amount = 144 },
        { commitment = "men", date = 2025-06-25, total = 991 },
    ]
"""


@pytest.fixture(scope="module")
def periods(ledger: Read) -> Callable[..., tuple[PeriodRow, ...]]:
    """The quarters of a commitment with some actuals, on 27 June 2025."""

    def of(*actuals: str, commitment: str = "", more: str = "", **options: object) -> tuple[PeriodRow, ...]:
        written = ", ".join(f'{{ commitment = "men", {actual} }}' for actual in actuals)
        text = (
            f'mission.as_of = 2025-06-27\nactuals = [{written}]\n{more}\n[commitments.men]\nunit = "men"\n{commitment}'
        )
        (only,) = history_by_period(ledger(text), "quarter", **options).commitments  # type: ignore[arg-type]
        return only.periods

    return of


def flows(rows: tuple[PeriodRow, ...]) -> list[tuple[Decimal | None, bool]]:
    return [(row.flow, row.restated) for row in rows]


def test_the_document_has_the_keys_of_the_format_in_their_order(ledger: Read) -> None:
    document = json.loads(json_document(history_by_period(ledger(SERIES), "quarter")))
    assert json.dumps(document) == json.dumps(
        {
            "kind": "history-by-period",
            "version": 1,
            "mission": None,
            "ledger": "test.toml",
            "as_of": "2025-06-27",
            "later_entries": None,
            "commitments": [
                {
                    "id": "men",
                    "title": "Men",
                    "unit": "men",
                    "periods": [
                        {"from": "2024-07-01", "to": "2024-09-30", "pledged": 2500, "actual": 590}
                        | {"actual_bound": "exact", "flow": 590, "restated": False},
                        {"from": "2024-10-01", "to": "2024-12-31", "pledged": 2500, "actual": 590}
                        | {"actual_bound": "exact", "flow": 0, "restated": False},
                        # 217 + 70 + 144 = 431
                        {"from": "2025-01-01", "to": "2025-03-31", "pledged": 2500, "actual": 1021}
                        | {"actual_bound": "exact", "flow": 431, "restated": False},
                        {"from": "2025-04-01", "to": "2025-06-27", "pledged": 2500, "actual": 991}
                        | {"actual_bound": "exact", "flow": -30, "restated": True},
                    ],
                }
            ],
            "warnings": [],
        }
    )


def test_fiscal_years_begin_on_their_day(ledger: Read) -> None:
    (men,) = history_by_period(ledger(SERIES), "year", year_starts=(7, 1)).commitments
    assert [(row.from_, row.to, row.flow) for row in men.periods] == [(date(2024, 7, 1), date(2025, 6, 27), 991)]
    (men,) = history_by_period(ledger(SERIES), "year", year_starts=(2, 5)).commitments
    # 590 + 217 + 70 by 4 February; + 144 - 30 after it.
    assert [(row.from_, row.to, row.flow) for row in men.periods] == [
        (date(2024, 2, 5), date(2025, 2, 4), 877),
        (date(2025, 2, 5), date(2025, 6, 27), 114),
    ]


def test_a_total_that_amounts_explain_restates_nothing(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    rows = periods("date = 2025-01-02, amount = 5", "date = 2025-04-02, amount = 3", "date = 2025-04-02, total = 8")
    assert flows(rows) == [(5, False), (3, False)]
    rows = periods("date = 2025-01-02, amount = 5", "date = 2025-04-02, amount = 3", "date = 2025-04-02, total = 9")
    assert flows(rows) == [(5, False), (4, True)]


def test_a_total_that_a_later_amount_would_explain_restates(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    rows = periods("date = 2025-01-02, amount = 5", "date = 2025-04-02, total = 8", "date = 2025-04-03, amount = -3")
    assert flows(rows) == [(5, False), (0, True)]


def test_a_total_of_a_contributor_is_held_against_its_own_level(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    kenya, jamaica = 'country = "KE", date = {}, {}', 'country = "JM", date = {}, {}'
    rows = periods(
        kenya.format("2024-08-01", "total = 100"),
        jamaica.format("2024-11-01", "total = 20"),  # its first figure
        kenya.format("2025-02-01", "total = 100"),  # the same again
        kenya.format("2025-05-01", "total = 90"),
        jamaica.format("2025-05-01", "total = 30"),
    )
    assert flows(rows) == [(100, False), (20, False), (0, False), (0, True)]
    assert [row.first_total for row in rows] == [True, True, False, False]


def test_a_total_of_the_whole_is_held_against_what_contributors_add_up_to(
    periods: Callable[..., tuple[PeriodRow, ...]],
) -> None:
    kenya = ['country = "KE", date = 2024-08-01, amount = 100', 'country = "KE", date = 2025-02-01, amount = 50']
    assert flows(periods(*kenya, "date = 2025-02-01, total = 150")) == [
        (100, False),
        (0, False),
        (50, False),
        (0, False),
    ]
    assert flows(periods(*kenya, "date = 2025-05-01, total = 160"))[-1] == (10, True)
    # A contributor's amount after the total adds to it.
    later = [*kenya, "date = 2024-12-31, total = 100"]
    assert flows(periods(*later)) == [(100, False), (0, False), (50, False), (0, False)]


def test_before_the_first_actual_the_level_is_not_known_and_counts_as_0(
    periods: Callable[..., tuple[PeriodRow, ...]],
) -> None:
    pledge = 'pledges = [{ commitment = "men", country = "KE", date = 2024-11-01, total = 70 }]'
    rows = periods("date = 2025-05-01, amount = 5", more=pledge)
    assert [(row.pledged, row.actual, row.flow) for row in rows] == [(70, None, None), (70, None, None), (70, 5, 5)]


def test_a_flow_is_null_where_a_level_is_not_known(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    rows = periods('country = "KE", date = 2024-11-01', 'country = "KE", date = 2025-02-01, total = 5')
    assert [(row.actual, row.flow) for row in rows] == [(None, None), (5, None), (5, 0)]


def test_all_of_an_undated_actual_is_of_the_first_period(ledger: Read) -> None:
    text = """
        mission.as_of = 2025-06-27
        commitments.men = { unit = "men", actual = 7 }
        pledges = [{ commitment = "men", country = "KE", date = 2025-02-01, total = 70 }]
        actuals = [{ commitment = "men", country = "KE", date = 2025-05-01, total = 3 }]
    """
    (men,) = history_by_period(ledger(text), "quarter").commitments
    assert isinstance(men, CommitmentPeriods)
    assert (men.undated, flows(men.periods)) == (True, [(7, False), (0, False)])


def test_amounts_are_as_exact_as_they_are_whatever_the_levels(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    rows = periods(
        'date = 2024-08-01, total = 400, qualifier = "at-least"',
        "date = 2024-11-01, amount = 100",
        'date = 2025-05-01, amount = 10, qualifier = "about"',
    )
    assert [(row.actual, row.actual_bound, row.flow, row.flow_bound) for row in rows] == [
        (400, Bound.AT_LEAST, 400, Bound.AT_LEAST),
        (500, Bound.AT_LEAST, 100, Bound.EXACT),
        (500, Bound.AT_LEAST, 0, Bound.EXACT),
        (510, Bound.OPEN, 10, Bound.ABOUT),
    ]


def test_a_change_of_totals_is_as_exact_as_a_difference(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    rows = periods('date = 2024-11-01, total = 400, qualifier = "at-least"', "date = 2025-02-01, total = 450")
    # 450 less at least 400 is at most 50.
    assert [(row.flow, row.flow_bound) for row in rows] == [
        (400, Bound.AT_LEAST),
        (50, Bound.AT_MOST),
        (0, Bound.EXACT),
    ]


def test_what_is_of_unknown_size_is_no_exact_0(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    rows = periods('country = "KE", date = 2025-02-01, total = 5', 'country = "KE", date = 2025-05-01')
    assert [(row.flow, row.flow_bound) for row in rows] == [(5, Bound.EXACT), (0, Bound.AT_LEAST)]


def test_an_amount_beside_a_level_that_is_not_known_is_no_change(ledger: Read) -> None:
    text = """
        mission.as_of = 2025-06-27
        commitments.fund = { unit = "USD" }
        actuals = [
            { commitment = "fund", country = "JM", date = 2025-01-01, total = 10 },
            { commitment = "fund", country = "KE", date = 2025-02-01, total = 5, currency = "GBP" },
            { commitment = "fund", country = "KE", date = 2025-05-01, amount = 7 },
        ]
    """
    (fund,) = history_by_period(ledger(text), "quarter").commitments
    # Kenya's level stays unknown: the whole is at least Jamaica's 10, and the change is left open.
    assert [(row.actual, row.flow, row.flow_bound) for row in fund.periods] == [
        (10, 10, Bound.AT_LEAST),
        (10, 0, Bound.OPEN),
    ]


@pytest.mark.parametrize(
    ("day", "every", "vague"),
    [
        ('"2025-05"', "month", False),
        ('"2025-05"', "quarter", False),
        ('"2024"', "year", False),
        ('"2024"', "quarter", True),
        ('"2024"', "month", True),
        ("2024-12-31", "month", False),
    ],
)
def test_an_entry_that_may_be_of_an_earlier_period_is_noted(day: str, every: str, *, vague: bool, ledger: Read) -> None:
    text = f"""
        mission.as_of = 2025-06-27
        commitments.men = {{ unit = "men" }}
        actuals = [{{ commitment = "men", date = {day}, amount = 5 }}]
    """
    (men,) = history_by_period(ledger(text), every).commitments
    assert (men.periods[0].flow, men.periods[0].vague) == (5, vague)


def test_only_what_counts_begins_the_periods(periods: Callable[..., tuple[PeriodRow, ...]]) -> None:
    rows = periods(
        'country = "KE", date = 2024-02-01, amount = 9, outside = "in kind"', "date = 2025-02-01, amount = 5"
    )
    assert [(row.from_, row.flow) for row in rows] == [(date(2025, 1, 1), 5), (date(2025, 4, 1), 0)]
    staged = periods(
        'date = 2024-02-01, amount = 9, stage = "agreed"',
        'date = 2025-02-01, amount = 5, stage = "received"',
        commitment='stages = ["agreed", "received"]',
    )
    assert [(row.from_, row.flow) for row in staged] == [(date(2025, 1, 1), 5), (date(2025, 4, 1), 0)]


def test_without_an_entry_by_the_report_date_there_are_no_periods(
    periods: Callable[..., tuple[PeriodRow, ...]], ledger: Read
) -> None:
    assert periods("date = 2025-08-01, amount = 5") == ()
    (bases,) = history_by_period(ledger('commitments.bases = { unit = "bases", actual = 3 }'), "year").commitments
    assert bases.periods == ()


def test_periods_of_contributors_are_their_own(ledger: Read) -> None:
    text = """
        mission.as_of = 2025-06-27
        commitments.men = { unit = "men", pledged = 2500 }
        commitments.cars = { unit = "cars" }
        pledges = [{ commitment = "men", country = "KE", date = 2025-02-01, total = 100 }]
        actuals = [
            { commitment = "men", country = "KE", date = 2025-05-01, amount = 40 },
            { commitment = "men", country = "JM", date = 2025-05-01, amount = 50 },
            { commitment = "cars", country = "KE", date = 2025-05-02, amount = 2 },
        ]
    """
    report = history_by_period(ledger(text), "quarter", countries=["KE", "TG"])
    assert [
        (each.id, each.country, each.name, [(row.pledged, row.actual, row.flow) for row in each.periods])
        for each in report.commitments
        if isinstance(each, ContributorPeriods)
    ] == [
        ("men", "KE", "Kenya", [(100, 0, 0), (100, 40, 40)]),  # nothing recorded is 0 (R6)
        ("cars", "KE", "Kenya", [(None, 2, 2)]),
    ]
    assert report.absent == ("Togo",)
    document = json.loads(json_document(report))
    assert list(document["commitments"][0]) == ["id", "title", "unit", "country", "name", "periods"]
    every = history_by_period(ledger(text), "quarter", by_country=True)
    assert [(each.id, getattr(each, "country", None)) for each in every.commitments] == [
        ("men", "JM"),
        ("men", "KE"),
        ("cars", "KE"),
    ]


def test_from_a_day_on_flows_stay_and_what_was_before_is_known(ledger: Read) -> None:
    (men,) = history_by_period(ledger(SERIES), "quarter", from_date=date(2025, 2, 15)).commitments
    assert flows(men.periods) == [(431, False), (-30, True)]
    assert men.before is not None
    assert (men.before.to, men.before.actual) == (date(2024, 12, 31), 590)
    (men,) = history_by_period(ledger(SERIES), "quarter", from_date=date(2024, 1, 1)).commitments
    assert (len(men.periods), men.before) == (4, None)


def test_a_history_begins_up_to_the_report_date(ledger: Read) -> None:
    read, later = ledger(SERIES), date(2025, 6, 28)
    for begin in (
        lambda: history(read, from_date=later),
        lambda: history_by_country(read, from_date=later),
        lambda: history_by_period(read, "year", from_date=later),
    ):
        with pytest.raises(FromError, match="a history begins on a day up to the report date, and 2025-06-28 is after"):
            begin()
    assert history(read, from_date=date(2025, 6, 27)).commitments[0].points[0].actual == 991


def test_what_does_not_exist_is_an_error(ledger: Read) -> None:
    with pytest.raises(UnknownCommitmentError):
        history_by_period(ledger(SERIES), "quarter", commitment="women")
    with pytest.raises(ValueError, match="week"):
        history_by_period(ledger(SERIES), "week")


def test_from_a_day_on_a_history_begins_with_what_was_before(ledger: Read) -> None:
    (men,) = history(ledger(SERIES), from_date=date(2025, 2, 5)).commitments
    assert [(point.date, point.actual, len(point.changes)) for point in men.points] == [
        (date(2025, 2, 4), 877, 0),  # 590 + 217 + 70
        (date(2025, 2, 6), 1021, 1),
        (date(2025, 6, 25), 991, 1),
    ]
    assert history(ledger(SERIES), from_date=date(2024, 8, 12)) == history(ledger(SERIES))


EVERY = st.sampled_from(["month", "quarter", "year"])
STARTS = st.tuples(st.integers(1, 12), st.integers(1, 28))
DAYS = st.sampled_from([date(2024, 1, 1) + timedelta(days) for days in (-1, 0, 1, 30, 59, 90, 120, 300, 366, 400, 740)])


@FEW
@given(data=st.data(), calendar=st.tuples(EVERY, STARTS), as_of=DAYS, by_country=st.booleans())
def test_flows_add_up_to_the_last_level(
    data: st.DataObject, ledgers: Ledgers, calendar: tuple[str, tuple[int, int]], as_of: date, *, by_country: bool
) -> None:
    every, starts = calendar
    ledger = data.draw(ledgers)
    for commitment in history_by_period(ledger, every, as_of, year_starts=starts, by_country=by_country).commitments:
        rows = commitment.periods
        assert all((row.flow is None) == (row.flow_bound is None) for row in rows)
        known = [at for at, row in enumerate(rows) if row.actual is None]
        since = known[-1] + 1 if known else 0  # from the last level that is not known on
        summed = [row.flow for row in rows[since:]]
        if summed and summed[0] is not None:
            assert sum(Fraction(flow) for flow in summed if flow is not None) == Fraction(rows[-1].actual or 0)
            assert None not in summed


@FEW
@given(data=st.data(), every=EVERY, as_of=DAYS)
def test_levels_are_those_of_the_history_at_each_end(
    data: st.DataObject, ledgers: Ledgers, every: str, as_of: date
) -> None:
    ledger = data.draw(ledgers)
    by_id = {each.id: each.points for each in history(ledger, as_of).commitments}
    of_contributors = {
        (whole.id, each.id): each.points
        for whole in history_by_country(ledger, as_of).commitments
        for each in whole.contributors
    }
    for by_country in (False, True):
        for commitment in history_by_period(ledger, every, as_of, by_country=by_country).commitments:
            points = (
                of_contributors[commitment.id, commitment.country]
                if isinstance(commitment, ContributorPeriods)
                else by_id[commitment.id]
            )
            for row in commitment.periods:
                point = [point for point in points if point.date <= row.to][-1]
                assert (row.pledged, row.actual, row.actual_bound) == (point.pledged, point.actual, point.actual_bound)


@FEW
@given(data=st.data(), every=EVERY, days=st.tuples(DAYS, DAYS), by_country=st.booleans())
def test_a_later_report_date_changes_no_period_that_was_over(
    data: st.DataObject, ledgers: Ledgers, every: str, days: tuple[date, date], *, by_country: bool
) -> None:
    ledger = data.draw(ledgers)
    earlier, later = (
        {
            (each.id, getattr(each, "country", None)): each.periods
            for each in history_by_period(ledger, every, day, by_country=by_country).commitments
        }
        for day in sorted(days)
    )
    for key, rows in earlier.items():
        over = [row for row in rows if row.to == row.period.last]
        assert list(later[key][: len(over)]) == over


@FEW
@given(data=st.data(), every=EVERY, as_of=DAYS)
def test_a_period_without_an_entry_brings_exactly_nothing(
    data: st.DataObject, ledgers: Ledgers, every: str, as_of: date
) -> None:
    ledger = data.draw(ledgers)
    for commitment in history_by_period(ledger, every, as_of).commitments:
        assert isinstance(commitment, CommitmentPeriods)
        for before, row in zip(commitment.periods, commitment.periods[1:], strict=False):
            if not row.moved and not commitment.undated and None not in (before.actual, row.actual):
                assert (row.flow, row.flow_bound, row.restated) == (0, Bound.EXACT, False)
