"""`kept`: which contributors it shows, and when an overdue pledge fails the command."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

LEDGER = """
mission.as_of = 2025-06-30
pledges = [
  { commitment = "men", country = "KE", date = 2024-01-01, total = 100, due = 2024-12-31 },
  { commitment = "men", country = "JM", date = 2024-01-01, total = 60, due = 2024-12-31 },
  { commitment = "men", country = "BS", date = 2024-01-01, total = 40 },
  { commitment = "money", country = "JM", date = 2024-01-01, total = 5_000, due = 2024-12-31 },
]
actuals = [
  { commitment = "men", country = "KE", date = 2024-06-01, total = 120 },
  { commitment = "men", country = "JM", date = 2024-06-01, total = 20 },
]
[commitments.men]
title = "Men and women"
unit = "men"
[commitments.money]
unit = "USD"
"""


def rows(done: CompletedProcess[str]) -> list[list[str]]:
    """Who has a row in each commitment of a document."""
    return [[row["id"] for row in it["contributions"]] for it in json.loads(done.stdout)["commitments"]]


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], [["KE", "JM", "BS"], ["JM"]]),
        (["men"], [["KE", "JM", "BS"]]),
        (["Men and women"], [["KE", "JM", "BS"]]),
        (["--country", "jamaica"], [["JM"], ["JM"]]),
        (["--country", "BHS", "--country", "KE"], [["KE", "BS"], []]),
        (["men", "--country", "FR"], [[]]),
    ],
)
def test_the_contributors_asked_for_have_rows(arguments: list[str], shown: list[list[str]], run: Run) -> None:
    assert rows(run("kept", "-l", "-", "--json", *arguments, stdin=LEDGER)) == shown


def test_the_sums_are_of_all_contributors_and_a_table_says_so(run: Run) -> None:
    lines = run("kept", "men", "-l", "-", "--country", "BS", "--country", "FR", stdin=LEDGER).stdout.splitlines()
    assert lines[3:6] == [
        "Men and women (men)",
        "Of all contributors: 1 of 3 firm pledges kept in full; 120 of 200 men came",
        "(60.0%).",
    ]
    assert lines[-1] == "Without a recorded pledge: France."


def test_a_contributor_that_does_not_exist_is_wrong_usage(run: Run) -> None:
    done = run("kept", "-l", "-", "--country", "Atlantis", stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert '"Atlantis" is not a country or a contributor of this ledger' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "overdue"),
    [
        (
            [],
            [
                "Men and women: the pledge of Jamaica is overdue: 60 expected by 2024-12-31, 20 recorded so far",
                "Money: the pledge of Jamaica is overdue: $5,000 expected by 2024-12-31, none recorded",
            ],
        ),
        (["money"], ["Money: the pledge of Jamaica is overdue: $5,000 expected by 2024-12-31, none recorded"]),
        (["--country", "KE", "--country", "BS"], []),
        (["--as-of", "2024-12-31"], []),
    ],
)
def test_an_overdue_pledge_fails_where_that_is_asked_for(arguments: list[str], overdue: list[str], run: Run) -> None:
    done = run("kept", "-l", "-", "--json", "--fail-overdue", *arguments, stdin=LEDGER)
    assert done.returncode == (1 if overdue else 0)
    assert done.stderr.splitlines() == [f"mss-gap: {each}" for each in overdue]
    assert json.loads(done.stdout)["kind"] == "kept"


def test_an_overdue_pledge_does_not_fail_where_nothing_is_asked_for(run: Run) -> None:
    done = run("kept", "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stderr) == (0, "")
