"""The tables of `history --every` and of `history --from`, worked out by hand from the ledger above each."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest

from mss_gap import Ledger, history, history_by_country, history_by_period
from mss_gap.render.dispatch import Format, render

Read = Callable[[str], Ledger]
Table = Callable[[object], list[str]]

MISSION = """
mission = { name = "Mission", as_of = 2025-02-10 }
sources.report = { title = "Report" }
commitments.men = { unit = "men", pledged = 100 }
events = [{ date = 2024-08-15, title = "Arrival" }]
pledges = [{ commitment = "men", country = "JM", date = 2024-09-01, total = 10 }]
actuals = [
    { commitment = "men", country = "KE", date = 2024-03-01, total = 20, source = "report" },
    { commitment = "men", country = "KE", date = 2024-08-20, amount = 5, qualifier = "at-least" },
    { commitment = "men", date = 2025-02-01, total = 40 },
]
"""


@pytest.fixture(scope="session")
def table(shown: Callable[[object, int], str]) -> Table:
    """What a terminal of 80 columns shows of a report below the heading."""
    return lambda report: shown(report, 80).splitlines()[3:]


def test_a_table_by_quarter(ledger: Read, table: Table) -> None:
    # Kenya's 20 are a first total. At least 5 more: at least 25 in all. 40 less at least 25 are at most 15.
    assert table(history_by_period(ledger(MISSION), "quarter")) == [
        "Men, by quarter",
        "Period                 Dates  Pledged  Delivered  Change  Note",
        "─────────────────────────────────────────────────────────────────────",
        "2024 Q1  2024-01-01 to 03-31      100         20     +20  first total",
        "2024 Q2  2024-04-01 to 06-30      100         20       0",
        "2024 Q3  2024-07-01 to 09-30      100        ≥25     ≥+5",
        "2024 Q4  2024-10-01 to 12-31      100        ≥25       0",
        "2025 Q1  2025-01-01 to 02-10      100         40    ≤+15  restated",
        "2025 Q1 is counted up to the report date, 10 February 2025.",
        "No delivery is recorded in 2024 Q2 and 2024 Q4.",
        "Restated: a total in the period differs from what the level before it and the",
        "  amounts give. The change may include a correction, or what came earlier.",
        "First total: the first figure that is known is a total. Some of it may have",
        "  come before the period.",
        "Signs: ≥ at least, ≤ at most.",
        "Sources of what was delivered: [1].",
        "",
        "Warning: Men: what contributors delivered is of 2024-08-20 at the latest, and",
        "         the whole of 2025-02-01: shares of the whole may be out of date",
        "",
        "Sources",
        "[1] Report",
    ]


def test_fiscal_quarters_have_their_dates_below(ledger: Read, table: Table) -> None:
    report = history_by_period(ledger(MISSION), "quarter", from_date=date(2025, 1, 1), year_starts=(7, 1))
    assert table(report)[:8] == [
        "Men, by quarter of years from 1 July",
        "Period               Pledged  Delivered  Change  Note",
        "Dates",
        "─────────────────────────────────────────────────────────",
        "before                              ≥25",
        "to 2024-12-31",
        "FY 2024/25 Q3            100         40    ≤+15  restated",
        "2025-01-01 to 02-10",
    ]


def test_a_table_of_contributors_by_year(ledger: Read, table: Table) -> None:
    report = history_by_period(ledger(MISSION), "year", countries=["JM", "KE", "TG"])
    assert table(report)[:22] == [
        "No dated entry of Togo counts towards a commitment shown.",
        "",
        "Men: Kenya (men), by year",
        "Period                Dates  Pledged  Delivered  Change  Note",
        "────────────────────────────────────────────────────────────────────",
        "2024    2024-01-01 to 12-31     none        ≥25    ≥+25  first total",
        "2025    2025-01-01 to 02-10     none        ≥25       0",
        "2025 is counted up to the report date, 10 February 2025.",
        "No delivery is recorded in 2025.",
        "First total: the first figure that is known is a total. Some of it may have",
        "  come before the period.",
        "Signs: ≥ at least.",
        "Sources of what was delivered: [1].",
        "",
        "Men: Jamaica (men), by year",
        "Period                Dates  Pledged      Delivered  Change",
        "───────────────────────────────────────────────────────────",
        "2024    2024-01-01 to 12-31       10  none recorded     n/a",
        "2025    2025-01-01 to 02-10       10  none recorded     n/a",
        "2025 is counted up to the report date, 10 February 2025.",
        "",
        "Warning: Men: what contributors delivered is of 2024-08-20 at the latest, and",
    ]


def test_an_undated_actual_has_no_change_to_show(ledger: Read, table: Table) -> None:
    text = """
        mission.as_of = 2025-02-10
        commitments.men = { unit = "men", pledged = 100, actual = 7 }
        commitments.cars = { unit = "cars", pledged = 5 }
        pledges = [{ commitment = "men", country = "JM", date = 2024-12-01, total = 10 }]
    """
    assert table(history_by_period(ledger(text), "quarter")) == [
        "Men, by quarter",
        "Period                 Dates  Pledged  Delivered  Change",
        "────────────────────────────────────────────────────────",
        "2024 Q4  2024-10-01 to 12-31      100          7     n/a",
        "2025 Q1  2025-01-01 to 02-10      100          7     n/a",
        "2025 Q1 is counted up to the report date, 10 February 2025.",
        "The actual is undated: it does not say in which period anything came.",
        "",
        "Cars, by quarter",
        "No dated entries.",
    ]


def test_what_no_rate_converts_is_shown_as_stated(ledger: Read, table: Table) -> None:
    text = """
        mission.as_of = 2025-01-31
        commitments.fund = { unit = "USD" }
        pledges = [{ commitment = "fund", country = "GB", date = 2025-01-01, total = 9, currency = "GBP" }]
        actuals = [{ commitment = "fund", country = "GB", date = 2025-01-02, amount = 5, currency = "GBP" }]
    """
    shown = table(history_by_period(ledger(text), "month", by_country=True))
    assert shown[3] == "2025-01  2025-01-01 to 01-31       £9         £5     n/a"


@pytest.mark.parametrize("by_country", [False, True])
def test_csv_has_the_keys_of_the_json_rows(*, by_country: bool, ledger: Read) -> None:
    report = history_by_period(ledger(MISSION), "year", by_country=by_country)
    header, *rows = csv.reader(io.StringIO(str(render(report, Format.CSV))))
    whose = ["country", "name"] if by_country else []
    keys = ["from", "to", "pledged", "actual", "actual_bound", "flow", "restated"]
    assert header == ["commitment", "unit", *whose, *keys, "mission", "report_date"]
    own = ["KE", "Kenya"] if by_country else []
    # Of the whole 40, less at least 25; Kenya's own stays.
    last = ["", "25", "at-least", "0", "false"] if by_country else ["100", "40", "exact", "15", "true"]
    assert rows[1] == ["men", "men", *own, "2025-01-01", "2025-02-10", *last, "Mission", "2025-02-10"]


def test_a_history_from_a_day_on_says_first_what_was_before(ledger: Read, table: Table) -> None:
    assert table(history(ledger(MISSION), from_date=date(2024, 8, 16)))[:8] == [
        "Men",
        "Date        What changed                    Level  Actual  Gap  Delivered",
        "─────────────────────────────────────────────────────────────────────────",
        "before      What earlier changes led to                20   80      20.0%",
        "2024-08-20  Kenya: actual up by at least 5    ≥25     ≥25  ≤75     ≥25.0%",
        "2024-09-01  Jamaica: pledge of 10              10     ≥25  ≤75     ≥25.0%",
        "2025-02-01  In all: actual of 40               40      40   60      40.0%",
        "Actual, 2024-08-15 to 2025-02-01: ▄▄▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅█",
    ]
    assert table(history_by_country(ledger(MISSION), countries=["KE"], from_date=date(2024, 12, 1)))[:4] == [
        "Men: Kenya (men)",
        "Date    What changed                 Pledged  Actual  Gap  Delivered",
        "────────────────────────────────────────────────────────────────────",
        "before  What earlier changes led to     none     ≥25  n/a        n/a",
    ]


def test_what_was_before_is_a_point_without_a_change_in_csv(ledger: Read) -> None:
    report = history(ledger(MISSION), from_date=date(2024, 12, 1))
    rows = list(csv.DictReader(io.StringIO(str(render(report, Format.CSV)))))
    assert [(row["date"], row["kind"], row["level"], row["actual"], row["actual_bound"]) for row in rows] == [
        ("2024-11-30", "", "", "25", "at-least"),
        ("2025-02-01", "actual", "40", "40", "exact"),
    ]
