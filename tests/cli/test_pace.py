"""What `pace` is asked for: the day that it is counted from."""

import csv
import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

LEDGER = """
mission.as_of = 2025-04-11
commitments.men = { unit = "men", pledged = 1000, due = 2025-07-20 }
actuals = [
    { commitment = "men", date = 2025-01-01, total = 100 },
    { commitment = "men", date = 2025-03-02, total = 500 },
]
"""
"""100 days on from the first level, 40 from the second."""


def test_a_pace_is_counted_from_the_day_asked_for(run: Run) -> None:
    for options, since, per_day in ((), "2025-01-01", 4), (("--since", "2025-03-02"), "2025-03-02", 0):
        done = run("pace", *options, "--json", "-l", "-", stdin=LEDGER)
        (row,) = json.loads(done.stdout)["commitments"]
        assert (row["since"], row["observed_per_day"]) == (since, per_day)


def test_csv_has_the_keys_of_the_json_rows(run: Run) -> None:
    header, values = csv.reader(run("pace", "-f", "csv", "-l", "-", stdin=LEDGER).stdout.splitlines())
    (row,) = json.loads(run("pace", "--json", "-l", "-", stdin=LEDGER).stdout)["commitments"]
    assert header == [*row, "mission", "report_date"]
    assert values == [*(str(value) for value in row.values()), "", "2025-04-11"]


@pytest.mark.parametrize("since", ["2025-04-11", "2025-04-12"])
def test_a_day_that_is_not_before_the_report_date_is_wrong_usage(since: str, run: Run) -> None:
    done = run("pace", "--since", since, "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "mss-gap: Invalid value for --since: a pace is counted from a day before the report date, and "
        f"{since} is not before 2025-04-11: write an earlier day, or a later --as-of\n"
    )


def test_what_is_no_date_is_wrong_usage(run: Run) -> None:
    done = run("pace", "--since", "1 March", "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert '"1 March" is not a date: write year-month-day, such as 2025-06-27' in done.stderr


def test_a_day_before_the_first_level_has_no_pace(run: Run) -> None:
    done = run("pace", "--since", "2024-12-31", "-l", "-", stdin=LEDGER)
    assert done.returncode == 0
    said = (
        "Men: no pace since 31 December 2024 can be computed: what was delivered by then is not known; the first level "
    )
    assert said + "is of 1 January 2025." in " ".join(done.stdout.split())
