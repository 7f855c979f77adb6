"""The sentences of the pace, whole: they are meant to be quoted.

The mission starts on 1 January 2025 and the report date is 11 April, 100 days later, so the pace so far is a hundredth
of the actual a day.
"""

from collections.abc import Callable
from datetime import date

import pytest

from mss_gap.analysis.reports.pace import pace
from mss_gap.ledger.model import Ledger
from mss_gap.render.dispatch import Format, render
from mss_gap.render.tables.pace_quarters import quarters_text
from mss_gap.render.tables.pace_sentences import projection, sentence

MISSION = "[mission]\nstart = 2025-01-01\nas_of = 2025-04-11\n"
UNKNOWN_IN_TIME = "whether it will be met in time cannot be said, because its figures are not exact."
SINCE = "at the pace since 1 January 2025, the"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        # met: nothing left, or more than pledged
        (("men", "100", "100", None), "met by 11 April 2025."),
        (("men", "100", "150", "2025-04-01"), "met by 11 April 2025, with 50 men to spare."),
        (("USD", "100", "1234567.5", None), "met by 11 April 2025, with $1,234,467.50 to spare."),
        # 0.5 a day for 50: another 100 days, to 20 July
        (
            ("men", "100", "50", "2025-12-31"),
            f"{SINCE} 100 men would be reached on 20 July 2025, in time for 31 December 2025.",
        ),
        (
            ("men", "100", "50", "2025-07-20"),
            f"{SINCE} 100 men would be reached on 20 July 2025, in time for 20 July 2025.",
        ),
        # 90 days are left: 50 / 90 = 0.5556, 1.11 times 0.5
        (
            ("men", "100", "50", "2025-07-10"),
            f"{SINCE} 100 men would be reached on 20 July 2025; getting there by 10 July 2025 takes 0.56 a day, 1.1 times the pace so far.",
        ),
        # 0.2 a day for 80: another 400 days; 80 in 20 days
        (
            ("men", "100", "20", "2025-05-01"),
            f"{SINCE} 100 men would be reached in May 2026; getting there by 1 May 2025 takes 4 a day, 20 times the pace so far.",
        ),
        # 0.01 a day for 9: another 900 days; 9 in 180 days, and 9 in 22.5 of them would be one every 2.5
        (
            ("bases", "10", "1", "2025-10-08"),
            f"{SINCE} 10 bases would be reached in September 2027; getting there by 8 October 2025 takes one every 20 days, 5 times the pace so far.",
        ),
        # 0.01 a day for 4: another 400 days; 4 in 9 days is one every 2.25, and 0.444 is 44.4 times 0.01
        (
            ("bases", "5", "1", "2025-04-20"),
            f"{SINCE} 5 bases would be reached in May 2026; getting there by 20 April 2025 takes one every 2.3 days, 44.4 times the pace so far.",
        ),
        # 680,000 a day for 532 million: 782.4 days; 532 million in 97 days are 5,484,536.08 a day, 8.07 times as many
        (
            ("USD", "600_000_000", "68_000_000", "2025-07-17"),
            f"{SINCE} $600,000,000 would be reached in June 2027; getting there by 17 July 2025 takes $5,484,536 a day, 8.1 times the pace so far.",
        ),
        # 0.01 a day for 0.5: 50 days; 0.5 in 20 days
        (
            ("USD", "1.5", "1", "2025-05-01"),
            f"{SINCE} $1.50 would be reached on 31 May 2025; getting there by 1 May 2025 takes $0.025 a day, 2.5 times the pace so far.",
        ),
        (
            ("men", "100", "50", "2025-04-11"),
            f"{SINCE} 100 men would be reached in July 2025; the pledge is due on 11 April 2025, the report date.",
        ),
        (
            ("men", "100", "0", "2025-03-01"),
            f"{SINCE} 100 men would never be reached; the pledge was due on 1 March 2025.",
        ),
        (("men", "100", "50", None), f"{SINCE} 100 men would be reached in July 2025; no day is set for it."),
        (("men", "100", "0", None), f"{SINCE} 100 men would never be reached; no day is set for it."),
        # stalled: 100 in 20 days
        (
            ("men", "100", "0", "2025-05-01"),
            f"{SINCE} 100 men would never be reached; getting there by 1 May 2025 takes 5 a day.",
        ),
        # 0.01 a day for nearly 10^15: longer than there are years; 999,999,999,999,998 in 20 days
        (
            ("men", "999_999_999_999_999", "1", "2025-05-01"),
            f"{SINCE} 999,999,999,999,999 men would not be reached before the year 10000; getting there by 1 May 2025 takes 50,000,000,000,000 a day, 4,999,999,999,999,990 times the pace so far.",
        ),
        (("men", "0", "5", None), "no pace can be computed: nothing is pledged."),
    ],
)
def test_a_verdict_in_a_sentence(
    stated: tuple[str, str, str, str | None], said: str, ledger: Callable[[str], Ledger]
) -> None:
    unit, pledged, actual, due = stated
    text = (
        f'{MISSION}[commitments.x]\nunit = "{unit}"\npledged = {pledged}\n{f"due = {due}" if due else ""}\n'
        f'[[actuals]]\ncommitment = "x"\ndate = 2025-03-01\ntotal = {actual}\n'
    )
    report = pace(ledger(text))
    assert sentence(report.commitments[0], report.as_of) == said


def test_an_actual_that_falls_never_reaches_the_pledge(ledger: Callable[[str], Ledger]) -> None:
    text = (
        '[mission]\nas_of = 2025-04-11\n[commitments.x]\nunit = "men"\npledged = 100\ndue = 2025-05-01\n'
        '[[actuals]]\ncommitment = "x"\ndate = 2025-03-01\ntotal = 60\n'
        '[[actuals]]\ncommitment = "x"\ndate = 2025-04-01\namount = -40\n'
    )
    report = pace(ledger(text))
    assert sentence(report.commitments[0], report.as_of) == (
        "at the pace since 1 March 2025, the 100 men would never be reached; getting there by 1 May 2025 takes 4 a day."
    )


def test_an_undated_actual_has_no_pace(ledger: Callable[[str], Ledger]) -> None:
    report = pace(ledger(f'{MISSION}[commitments.x]\nunit = "men"\npledged = 100\nactual = 40\n'))
    assert sentence(report.commitments[0], report.as_of) == "no pace can be computed: its actual is undated."


def test_the_largest_converted_money_has_a_sentence_and_a_table(ledger: Callable[[str], Ledger]) -> None:
    text = """
        mission = { start = 2024-01-01, end = 2026-01-01, as_of = 2025-01-01 }
        commitments.funding.unit = "USD"
        rates = [{ pair = "EUR/USD", date = 2024-01-01, rate = 999999999999999.123457 }]
        pledges = [
            { commitment = "funding", country = "KE", date = 2024-02-01, total = 999999999999999, currency = "EUR" },
        ]
        actuals = [{ commitment = "funding", country = "KE", date = 2024-02-01, total = 1, currency = "EUR" }]
    """
    record = ledger(text)
    assert "behind" in str(render(pace(record), Format.MARKDOWN))


INEXACT = """
    [mission]
    as_of = 2025-04-11
    [commitments.x]
    unit = "bases"
    %s
    [[pledges]]
    commitment = "x"
    date = 2025-01-01
    total = 100
    qualifier = "%s"
    [[actuals]]
    commitment = "x"
    date = 2025-01-01
    total = 0
    [[actuals]]
    commitment = "x"
    date = 2025-03-01
    total = %s
    qualifier = "%s"
"""
"""On 11 April, 100 days after 1 January: 40 leave 60, or 150 days at 0.4 a day, to 8 September."""
SINCE_JANUARY = "at the pace since 1 January 2025,"
NOT_EXACT = " The figures are not exact."


@pytest.mark.parametrize(
    ("stated", "projected", "said"),
    [
        # 60 or more, at 0.4 a day or less
        (
            ("2025-04-10", "exactly", "40", "at-most"),
            "≥2025-09-08",
            f"{SINCE_JANUARY} the 100 bases would be reached in September 2025 at the earliest; the pledge was due on 10 April 2025.{NOT_EXACT}",
        ),
        # 60 or fewer, at 0.4 a day or more
        (
            ("2025-04-10", "exactly", "40", "at-least"),
            "≤2025-09-08",
            f"{SINCE_JANUARY} the 100 bases would be reached in September 2025 at the latest; the pledge was due on 10 April 2025.{NOT_EXACT}",
        ),
        (
            (None, "about", "40", "exactly"),
            "≈2025-09-08",
            f"{SINCE_JANUARY} the pledge of about 100 bases would be reached about September 2025; no day is set for it.{NOT_EXACT}",
        ),
        # about 157.5 days at most: in time for 183; 60 / 183
        (
            ("2025-10-11", "about", "40", "about"),
            "≈2025-09-08",
            f"{SINCE_JANUARY} the pledge of about 100 bases would be reached about 8 September 2025, in time for 11 October 2025.{NOT_EXACT}",
        ),
        # more may be missing and more may have come
        (
            (None, "at-least", "40", "at-least"),
            "n/a",
            f"{SINCE_JANUARY} it cannot be said when the pledge of at least 100 bases would be reached; no day is set for it.{NOT_EXACT}",
        ),
        # 99 or more are missing, in 20 days: 4.95 a day or more, 495 times 0.01
        (
            ("2025-05-01", "at-least", "1", "exactly"),
            "≥2052-05-19",
            f"{SINCE_JANUARY} the pledge of at least 100 bases would be reached in May 2052 at the earliest; getting there by 1 May 2025 takes at least 5 a day, at least 495 times the pace so far.{NOT_EXACT}",
        ),
        # 100 or more in 200 days: one every 2 days, or more often; nothing has come
        (
            ("2025-10-28", "at-least", "0", "exactly"),
            "never",
            f"{SINCE_JANUARY} the pledge of at least 100 bases would never be reached; getting there by 28 October 2025 takes at least one every 2 days.{NOT_EXACT}",
        ),
        # something may have come after all
        (
            ("2025-04-10", "exactly", "0", "at-least"),
            "n/a",
            f"{SINCE_JANUARY} it cannot be said when the 100 bases would be reached; the pledge was due on 10 April 2025.{NOT_EXACT}",
        ),
        (("2025-10-28", "exactly", "40", "at-least"), "≤2025-09-08", UNKNOWN_IN_TIME),
        (("2025-10-28", "at-least", "40", "at-least"), "n/a", UNKNOWN_IN_TIME),
        # 100 or fewer of 100 are there
        (
            ("2025-10-28", "exactly", "100", "at-most"),
            "n/a",
            "whether it is met cannot be said, because its figures are not exact.",
        ),
        (("2025-10-28", "exactly", "100", "at-least"), "-", "met by 11 April 2025."),
    ],
)
def test_a_projection_from_bounded_figures_is_not_said_as_if_it_were_sure(
    stated: tuple[str | None, str, str, str],
    projected: str,
    said: str,
    ledger: Callable[[str], Ledger],
) -> None:
    due, *figures = stated
    report = pace(ledger(INEXACT % (f"due = {due}" if due else "", *figures)))
    (row,) = report.commitments
    assert (projection(row), sentence(row, report.as_of)) == (projected, said)


def test_a_table_marks_the_rates_and_the_date_of_bounded_figures(ledger: Callable[[str], Ledger]) -> None:
    # 0.4 a day is 12.175 a month; 60 in 200 days are 9.13 a month.
    read = ledger(INEXACT % ("due = 2025-10-28", "exactly", "40", "at-least"))
    said = str(render(pace(read), Format.MARKDOWN)).splitlines()
    assert "| X (bases, since 2025-01-01) | ≤60 | ≥12.2 | ≤9.1 | 2025-10-28 | ≤2025-09-08 | not-computable |" in said


@pytest.mark.parametrize(
    ("pledged", "actual", "projected"),
    [("exactly", "exactly", "after 9999"), ("at-least", "at-most", "after 9999"), ("at-most", "exactly", "n/a")],
)
def test_a_projection_past_the_calendar_is_said_where_it_cannot_be_earlier(
    pledged: str, actual: str, projected: str, ledger: Callable[[str], Ledger]
) -> None:
    read = ledger((INEXACT % ("", pledged, "0.0001", actual)).replace("total = 100\n", "total = 1000\n"))
    assert projection(pace(read).commitments[0]) == projected


def test_that_no_pace_can_be_counted_from_a_day_names_the_day(ledger: Callable[[str], Ledger]) -> None:
    report = pace(ledger(INEXACT % ("", "exactly", "40", "exactly")), since=date(2024, 12, 31))
    assert sentence(report.commitments[0], report.as_of) == (
        "no pace since 31 December 2024 can be computed: what was delivered by then is not known; "
        "the first level is of 1 January 2025."
    )


def test_a_start_that_is_known_to_the_month_is_no_day_in_the_table(ledger: Callable[[str], Ledger]) -> None:
    # 10 in 366 days of 2024 - from the end of December 2023 - are 0.83 a month of 30.4 days; 90 / 365 a day are 7.5.
    record = ledger("""
        [commitments.seats]
        unit = "seats"
        pledged = 110
        due = "2025-12"
        [[actuals]]
        commitment = "seats"
        date = "2023-12"
        total = 10
        [[actuals]]
        commitment = "seats"
        date = 2024-12-31
        total = 20
    """)
    said = render(pace(record), Format.MARKDOWN)
    assert "| Seats (seats, since 2023-12) | 90 | 0.83 | 7.5 | 2025-12 | " in said


@pytest.mark.parametrize(
    ("pledged", "projected"), [("exactly", "never"), ("at-least", "never"), ("about", "never"), ("at-most", "n/a")]
)
def test_a_gap_that_may_be_closed_already_is_not_said_to_stay_open(
    pledged: str, projected: str, ledger: Callable[[str], Ledger]
) -> None:
    # 40 came by 1 March, and nothing since. A pledge of at most 100 may be one of 40.
    report = pace(ledger(INEXACT % ("", pledged, "40", "exactly")), since=date(2025, 3, 1))
    assert projection(report.commitments[0]) == projected


QUARTERS = """
mission = {{ start = 2024-01-01, as_of = {as_of} }}
commitments.men = {{ unit = "men", pledged = 1000, due = {due} }}
actuals = [{actuals}]
"""


def men(*actuals: str, as_of: str = "2025-02-10", due: str = "2026-12-31") -> str:
    written = ", ".join(f'{{ commitment = "men", {actual} }}' for actual in actuals)
    return QUARTERS.format(as_of=as_of, due=due, actuals=written)


@pytest.mark.parametrize(
    ("actuals", "said"),
    [
        # 5 quarters; 30 of 80 are no half; a fifth of the average of October to December 2024: 80 * 92 / 406 / 5 = 3.6.
        (
            ["date = 2024-02-01, amount = 30", "date = 2024-08-01, amount = 30", "date = 2024-11-01, amount = 20"],
            "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): +30, 0, +30, +20, 0.",
        ),
        (
            ["date = 2024-02-01, amount = 30", "date = 2024-08-01, amount = 33", "date = 2024-11-01, amount = 3"],
            (
                "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): +30, 0, +33, +3, 0. "
                "Half of that, 33 of 66, is recorded in 2024 Q3."
            ),
        ),
        (
            ["date = 2024-02-01, amount = 30", "date = 2024-08-01, amount = 31", "date = 2024-11-01, amount = 2"],
            # 63 * 92 / 406 / 5 = 2.9
            (
                "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): +30, 0, +31, +2, 0. "
                "+2 is recorded in 2024 Q4, the last full quarter: less than a fifth of the average."
            ),
        ),
        (
            # What comes on the very day of the start counts: the pace begins with nothing.
            ["date = 2024-01-01, amount = 30", "date = 2024-05-01, amount = 33", "date = 2024-08-01, amount = 35"],
            (
                "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): +30, +33, +35, 0, 0. "
                "No change is recorded in 2024 Q4, the last full quarter."
            ),
        ),
        (
            ["date = 2024-05-01, amount = 30", "date = 2025-02-01, amount = -10"],
            (
                "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): 0, +30, 0, 0, -10. "
                "30 is recorded in 2024 Q2, and 20 in all. No change is recorded in 2024 Q4, the last full quarter."
            ),
        ),
        (
            ["date = 2024-05-01, total = 30"],
            (
                "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): 0, +30, 0, 0, 0. All of that is recorded in 2024 Q2. "
                "It need not have come then. No change is recorded in 2024 Q4, the last full quarter."
            ),
        ),
        (
            ["date = 2024-05-01, total = 30", "date = 2024-08-01, total = 60", 'date = "2024", amount = 30'],
            (
                "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): 0, +30, +30, +30, 0. "
                "What is recorded in 2024 Q2, 2024 Q3 and 2024 Q4 need not have come in these quarters."
            ),
        ),
        (
            ['date = 2024-05-01, amount = 30, qualifier = "about"', "date = 2024-08-01, amount = 60"],
            "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): 0, about +30, +60, 0, 0.",
        ),
        (["country = 'KE', date = 2024-05-01, amount = 5", "country = 'KE', date = 2024-06-01"], None),
    ],
)
def test_what_each_quarter_brought(actuals: list[str], said: str | None, ledger: Callable[[str], Ledger]) -> None:
    (row,) = pace(ledger(men(*actuals))).commitments
    if said is None:  # of unknown size: at least
        assert quarters_text(row) == "By quarter, 2024 Q1 to 2025 Q1 (to 10 February): 0, at least +5, 0, 0, 0."
    else:
        assert quarters_text(row) == said


def test_of_many_quarters_the_last_eight_are_named(ledger: Callable[[str], Ledger]) -> None:
    entries = [f"date = {year}-0{month}-01, amount = 10" for year in (2024, 2025) for month in (1, 4, 7)]
    (row,) = pace(ledger(men(*entries, as_of="2026-03-31"))).commitments
    # A fifth of the average of January to March 2026: 60 * 90 / 820 / 5 = 1.3.
    assert quarters_text(row) == (
        "By quarter, the last 8 of 9, 2024 Q2 to 2026 Q1: +10, +10, 0, +10, +10, +10, 0, 0. "
        "No change is recorded in 2026 Q1, the last full quarter."
    )


def test_of_one_quarter_nothing_is_said(ledger: Callable[[str], Ledger]) -> None:
    (row,) = pace(ledger(men("date = 2024-01-20, amount = 5", as_of="2024-03-31"))).commitments
    assert quarters_text(row) == ""


@pytest.mark.parametrize(
    ("dated", "due", "projected", "said"),
    [
        # 200 in 200 days from 1 January 2024 to 19 July; 800 more take 800 days, to 27 September 2026.
        ("2024-03-01", "2025-12-31", "2026-09-27", "the 1,000 men would be reached in September 2026"),
        ('"2024-03"', "2025-12-31", "2026 Q3", "the 1,000 men would be reached in the third quarter of 2026"),
        ('"2024-03"', "2026-10-31", "2026 Q3", "the 1,000 men would be reached about September 2026, in time for"),
        ('"2024-03"', '"2024-07"', "2026 Q3", "in the third quarter of 2026; getting there by July 2024"),
    ],
)
def test_a_projection_is_no_more_exact_than_the_dates_that_it_rests_on(
    dated: str, due: str, projected: str, said: str, ledger: Callable[[str], Ledger]
) -> None:
    report = pace(ledger(men(f"date = {dated}, amount = 200", as_of="2024-07-19", due=due)))
    (row,) = report.commitments
    assert row.projected_on == date(2026, 9, 27)
    assert projection(row) == projected
    assert said in sentence(row, report.as_of)
    assert ("Some of its dates are known only by month." in sentence(row, report.as_of)) is (dated != "2024-03-01")


def test_a_projection_from_years_is_a_year(ledger: Callable[[str], Ledger]) -> None:
    # 366 in the 366 days from 1 January 2024 to 1 January 2025; 634 more take 634 days, to 27 September 2026.
    report = pace(ledger(men('date = "2024", amount = 366', as_of="2025-01-01")))
    (row,) = report.commitments
    assert (row.projected_on, projection(row)) == (date(2026, 9, 27), "2026")
    assert "would be reached in 2026, in time for" in sentence(row, report.as_of)


def test_a_month_is_no_day_on_which_a_pledge_was_due(ledger: Callable[[str], Ledger]) -> None:
    report = pace(ledger(men("date = 2024-03-01, amount = 200", as_of="2024-07-19", due='"2024-05"')))
    assert sentence(report.commitments[0], report.as_of).endswith("; the pledge was due in May 2024.")
