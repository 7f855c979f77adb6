"""What `history` is asked for: periods, contributors, a first day; and what makes no sense together."""

import csv
import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

LEDGER = """
mission.as_of = 2025-04-11
commitments.men = { unit = "men", pledged = 1000 }
commitments.cars = { unit = "cars", pledged = 10 }
actuals = [
    { commitment = "men", country = "KE", date = 2024-05-01, amount = 100 },
    { commitment = "men", country = "JM", date = 2025-02-01, amount = 30 },
    { commitment = "cars", country = "KE", date = 2025-03-01, amount = 2 },
]
"""


def document(run: Run, *options: str) -> dict[str, list[dict[str, list[dict[str, object]]]]]:
    done = run("history", *options, "--json", "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stderr) == (0, "")
    read: dict[str, list[dict[str, list[dict[str, object]]]]] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize(
    ("options", "flows"),
    [
        (("men", "--every", "year"), [("2024-01-01", 100), ("2025-01-01", 30)]),
        (("men", "--every", "year", "--year-starts", "05-02"), [("2023-05-02", 100), ("2024-05-02", 30)]),
        (
            ("men", "--every", "quarter", "--from", "2024-11-11"),
            [("2024-10-01", 0), ("2025-01-01", 30), ("2025-04-01", 0)],
        ),
        (("men", "--every", "month", "--from", "2025-03-31"), [("2025-03-01", 0), ("2025-04-01", 0)]),
        (("men", "--every", "year", "--country", "jamaica"), [("2025-01-01", 30)]),
        (("--every", "year", "--country", "JM", "--by-country"), [("2025-01-01", 30)]),
    ],
)
def test_periods_are_those_that_are_asked_for(options: tuple[str, ...], flows: list[tuple[str, int]], run: Run) -> None:
    read = document(run, *options)
    assert read["kind"] == "history-by-period"
    (only,) = read["commitments"]
    assert [(row["from"], row["flow"]) for row in only["periods"]] == flows


def test_several_contributors_are_each_on_their_own(run: Run) -> None:
    read = document(run, "--country", "KE", "--country", "jamaica")
    assert read["kind"] == "history-by-country"
    shown = [(whole["id"], [each["id"] for each in whole["contributors"]]) for whole in read["commitments"]]
    assert shown == [("men", ["KE", "JM"]), ("cars", ["KE"])]
    by_year = document(run, "--country", "KE", "--country", "jamaica", "--every", "year")["commitments"]
    assert [(each["id"], each["country"]) for each in by_year] == [("men", "KE"), ("men", "JM"), ("cars", "KE")]


def test_a_first_day_leaves_out_what_was_before_it(run: Run) -> None:
    (men, cars) = document(run, "--from", "2025-01-01")["commitments"]
    assert [(point["date"], point["actual"], point["changes"] == []) for point in men["points"]] == [
        ("2024-12-31", 100, True),
        ("2025-02-01", 130, False),
    ]
    assert [point["date"] for point in cars["points"]] == ["2025-03-01"]


def test_csv_has_the_keys_of_the_json_rows(run: Run) -> None:
    header, *rows = csv.reader(
        run("history", "cars", "--every", "year", "-f", "csv", "-l", "-", stdin=LEDGER).stdout.splitlines()
    )
    (cars,) = document(run, "cars", "--every", "year")["commitments"]
    assert header == ["commitment", "unit", *cars["periods"][0], "mission", "report_date"]
    assert rows == [["cars", "cars", "2025-01-01", "2025-04-11", "10", "2", "exact", "2", "false", "", "2025-04-11"]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--year-starts", "07-01"),
            "--year-starts: it says where quarters and years start: add --every quarter, or --every year",
        ),
        (
            ("--every", "month", "--year-starts", "07-01"),
            "--year-starts: a month starts on its first day: leave out --year-starts, or write --every quarter",
        ),
        (
            ("--every", "year", "--year-starts", "07-31"),
            "--year-starts: not every month has a day 31, on which its quarters would start: write a day from 01 to 28",
        ),
        (
            ("--every", "year", "--year-starts", "1 July"),
            '--year-starts: "1 July" is not a day of the year: write the month and the day, such as 07-01',
        ),
        (("--every", "week"), '--every: "week" is not a period: write one of month, quarter, year'),
        (("--every", "quarters"), '--every: "quarters" is not a period: did you mean "quarter"?'),
        (
            ("--from", "2025-04-12"),
            (
                "--from: a history begins on a day up to the report date, and 2025-04-12 is after 2025-04-11: write an earlier "
                "day, or a later --as-of"
            ),
        ),
        (
            ("--every", "year", "--from", "2025-04-12"),
            (
                "--from: a history begins on a day up to the report date, and 2025-04-12 is after 2025-04-11: write an earlier "
                "day, or a later --as-of"
            ),
        ),
        (("--from", "2025-04"), '--from: "2025-04" is not a date: write year-month-day, such as 2025-06-27'),
        (("--country", "Atlantis"), '--country: "Atlantis" is not a country or a contributor of this ledger'),
    ],
)
def test_what_makes_no_sense_is_wrong_usage_with_what_to_write(
    options: tuple[str, ...], message: str, run: Run
) -> None:
    done = run("history", *options, "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Invalid value for {message}" in " ".join(done.stderr.replace("'", "").split())


def test_that_a_contributor_has_no_entry_is_said(run: Run) -> None:
    for options in ((), ("--every", "month")):
        done = run("history", "--country", "Togo", *options, "-l", "-", stdin=LEDGER)
        assert "No dated entry of Togo counts towards a commitment shown." in done.stdout
