"""R8: what each quarter brought beside a pace, which of them the average hides, and how exactly its dates are known."""

import random
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

import mss_gap
from mss_gap import Bound, Ledger
from mss_gap.analysis.course.pace_course import peak, slack
from mss_gap.analysis.reports.pace import NoPace, PaceRow
from mss_gap.ledger.dates import Precision
from mss_gap.ledger.read.load import parse_ledger
from tests.analysis.random_ledgers import as_toml, random_document

Read = Callable[[str], Ledger]
Pace = Callable[..., PaceRow]


@pytest.fixture(scope="module")
def pace(ledger: Read) -> Pace:
    """The pace of the men of a mission that starts on 1 January 2024, on 31 March 2025: 455 days later."""

    def of(
        *actuals: str, commitment: str = "pledged = 1000", since: str | None = None, start: str = "2024-01-01"
    ) -> PaceRow:
        written = ", ".join(f'{{ commitment = "men", {actual} }}' for actual in actuals)
        mission = f"start = {start}\n" if start else ""
        text = f'actuals = [{written}]\n[mission]\n{mission}as_of = 2025-03-31\n[commitments.men]\nunit = "men"\n{commitment}'
        (row,) = mss_gap.pace(ledger(text), since=None if since is None else date.fromisoformat(since)).commitments
        return row

    return of


def quarters(row: PaceRow) -> list[tuple[str, str, object]]:
    return [(str(quarter.first), str(quarter.last), quarter.flow.value) for quarter in row.quarters]


def test_quarters_go_from_the_start_to_the_report_date_and_add_up(pace: Pace) -> None:
    row = pace("date = 2024-05-01, amount = 100", "date = 2025-01-02, amount = 30")
    assert quarters(row) == [
        ("2024-01-01", "2024-03-31", 0),
        ("2024-04-01", "2024-06-30", 100),
        ("2024-07-01", "2024-09-30", 0),
        ("2024-10-01", "2024-12-31", 0),
        ("2025-01-01", "2025-03-31", 30),
    ]


def test_the_first_quarter_is_counted_from_the_start(pace: Pace) -> None:
    entries = ("date = 2024-05-01, amount = 100", "date = 2024-06-01, amount = 7", "date = 2025-01-02, amount = 30")
    row = pace(*entries, since="2024-05-15")
    assert quarters(row) == [
        ("2024-05-15", "2024-06-30", 7),
        ("2024-07-01", "2024-09-30", 0),
        ("2024-10-01", "2024-12-31", 0),
        ("2025-01-01", "2025-03-31", 30),
    ]
    # Without a mission's start from the first level, 100.
    assert quarters(pace(*entries, start=""))[0] == ("2024-05-01", "2024-06-30", 7)


def test_what_came_on_the_day_on_which_the_mission_starts_is_in_the_first_quarter(pace: Pace) -> None:
    # A pace from the start of the mission begins with 0, so the 200 of that day are part of it.
    row = pace("date = 2024-06-25, amount = 200", "date = 2024-07-16, amount = 226", start="2024-06-25")
    assert quarters(row) == [
        ("2024-06-25", "2024-06-30", 200),
        ("2024-07-01", "2024-09-30", 226),
        ("2024-10-01", "2024-12-31", 0),
        ("2025-01-01", "2025-03-31", 0),
    ]
    assert row.delivered.value == 426
    # A pace since that day begins with its level, which has them already.
    since = pace("date = 2024-06-25, amount = 200", "date = 2024-07-16, amount = 226", since="2024-06-25")
    assert [flow for _, _, flow in quarters(since)] == [0, 226, 0, 0]


@pytest.mark.parametrize("seed", range(60))
def test_the_quarters_of_a_pace_add_up_to_what_it_is_counted_from(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    document = random_document(rng)
    for row in mss_gap.pace(parse_ledger(as_toml(document).encode(), "test.toml")).commitments:
        flows = [quarter.flow.value for quarter in row.quarters]
        if flows and None not in flows and row.delivered.value is not None:
            assert sum(Fraction(flow) for flow in flows if flow is not None) == Fraction(row.delivered.value)


EVEN = [f"date = {day}, amount = 100" for day in ("2024-02-01", "2024-05-01", "2024-08-01", "2024-11-01")]


@pytest.mark.parametrize(
    ("last", "is_slack"),
    [
        # 400 and the last in 455 days; a fifth of the average of the last quarter's 90 days is (400 + last) * 90 / 455 / 5,
        # which is 16.46 of 416 and 16.50 of 417.
        ("16", True),
        ("17", False),
        ("0", True),
        ("-3", True),
    ],
)
def test_a_last_quarter_with_less_than_a_fifth_of_the_average_is_a_standstill(
    last: str, *, is_slack: bool, pace: Pace
) -> None:
    row = pace(*EVEN, f"date = 2025-02-01, amount = {last}")
    found = slack(row.quarters, row.delivered, row.days)
    assert (found is not None) is is_slack
    assert peak(row.quarters, row.delivered) is None  # 100 of about 400 each


def test_a_quarter_that_is_not_over_is_no_standstill(ledger: Read) -> None:
    text = f"""
        mission = {{ start = 2024-01-01, as_of = 2025-03-30 }}
        commitments.men = {{ unit = "men", pledged = 1000 }}
        actuals = [{", ".join(f'{{ commitment = "men", {each} }}' for each in EVEN)}]
    """
    (row,) = mss_gap.pace(ledger(text)).commitments
    assert slack(row.quarters, row.delivered, row.days) is None


@pytest.mark.parametrize(("amount", "stands_out"), [("100", True), ("99", False), ("101", True)])
def test_a_quarter_with_half_of_everything_stands_out(amount: str, *, stands_out: bool, pace: Pace) -> None:
    entries = (
        "date = 2024-02-01, amount = 50",
        f"date = 2024-08-01, amount = {amount}",
        "date = 2025-02-01, amount = 50",
    )
    row = pace(*entries)
    found = peak(row.quarters, row.delivered)
    assert (found.period.first if found else None) == (date(2024, 7, 1) if stands_out else None)


def test_nothing_stands_out_of_two_quarters_or_where_a_figure_is_not_exact(pace: Pace) -> None:
    two = pace(
        "date = 2024-12-01, amount = 100", "date = 2025-02-01, amount = 1", since="2024-10-15", start="2024-10-15"
    )
    assert len(two.quarters) == 2
    assert peak(two.quarters, two.delivered) is slack(two.quarters, two.delivered, two.days) is None
    about = pace("date = 2024-02-01, amount = 100", 'date = 2024-08-01, amount = 300, qualifier = "about"')
    assert peak(about.quarters, about.delivered) is slack(about.quarters, about.delivered, about.days) is None


def test_a_quarter_is_sure_unless_a_total_or_a_date_leaves_it_open(pace: Pace) -> None:
    row = pace(
        "date = 2024-02-01, total = 100",  # the first figure
        "date = 2024-05-01, amount = 10",
        "date = 2024-08-01, total = 150",
        'date = "2024", amount = 5',  # counts from 31 December
        "date = 2025-02-01, total = 155",
    )
    # 150 - 110 = 40; 155 is what 150 and 5 give, and where nothing changed nothing is unsure.
    assert [(quarter.flow.value, quarter.sure) for quarter in row.quarters] == [
        (100, False),
        (10, True),
        (40, False),
        (5, False),
        (0, True),
    ]


@pytest.mark.parametrize(
    ("entries", "precision"),
    [
        (("date = 2024-02-01, amount = 5", "date = 2024-05-01, amount = 5"), Precision.DAY),
        (('date = "2024-02", amount = 5', "date = 2024-05-01, amount = 5"), Precision.MONTH),
        (("date = 2024-02-01, amount = 5", 'date = "2024", amount = 5'), Precision.YEAR),
        # A later total of the whole takes the place of the months before it.
        (('date = "2024-02", amount = 5', "date = 2024-05-01, total = 10"), Precision.DAY),
        (('country = "KE", date = "2024-02", total = 5', "date = 2024-05-01, total = 10"), Precision.DAY),
        (('country = "KE", date = "2024-06", total = 5', "date = 2024-05-01, total = 10"), Precision.MONTH),
    ],
)
def test_the_dates_that_a_pace_rests_on_are_as_exact_as_the_least_exact(
    entries: tuple[str, ...], precision: Precision, pace: Pace
) -> None:
    assert pace(*entries).precision is precision


def test_the_level_at_the_start_is_rested_on_too(pace: Pace) -> None:
    assert pace('date = "2024-02", total = 5', "date = 2024-05-01, total = 10", start="").precision is Precision.MONTH


@pytest.mark.parametrize(
    ("entries", "commitment", "since", "cause"),
    [
        ((), "pledged = 9\nactual = 4", None, NoPace.UNDATED),
        (("date = 2024-02-01, total = 5",), "", None, NoPace.PLEDGE_UNKNOWN),
        (("date = 2024-02-01, total = 5",), "pledged = 0", None, NoPace.NOTHING_PLEDGED),
        ((), "pledged = 9", None, NoPace.NO_ACTUAL),
        (("date = 2025-04-01, total = 5",), "pledged = 9", None, NoPace.NO_ACTUAL),
        (('country = "KE", date = 2024-02-01',), "pledged = 9", None, NoPace.ACTUAL_UNKNOWN),
        (("date = 2024-02-01, total = 5",), "pledged = 9", "2024-01-15", NoPace.START_UNKNOWN),
        (("date = 2025-03-31, total = 5",), "pledged = 9", None, NoPace.NO_DAY),
        (("date = 2025-03-30, total = 5",), "pledged = 9", None, None),
    ],
)
def test_why_there_is_no_pace(
    entries: tuple[str, ...], commitment: str, since: str | None, cause: NoPace | None, pace: Pace
) -> None:
    row = pace(*entries, commitment=commitment, since=since, start="")
    assert row.cause is cause
    assert (row.observed_per_day is None) is (cause is not None)
    assert (row.quarters == ()) is (cause is not None)


def test_until_the_first_entry_after_the_start_exactly_nothing_came(pace: Pace) -> None:
    entries = ('date = 2024-02-01, total = 5, qualifier = "at-least"', "date = 2024-05-01, total = 7")
    # 7 less at least 5 are at most 2.
    assert [(quarter.flow.value, quarter.flow.bound) for quarter in pace(*entries, start="").quarters][:3] == [
        (0, Bound.EXACT),
        (2, Bound.AT_MOST),
        (0, Bound.EXACT),
    ]
