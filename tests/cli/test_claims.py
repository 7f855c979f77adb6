"""Claims: which are shown, and when a contradiction fails the command."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

TWO_COMMITMENTS = """
[commitments.bases]
unit = "bases"
pledged = 12
actual = 3

[commitments.boats]
unit = "boats"
pledged = 4
"""
RIGHT = """
[[claims]]
text = "three bases"
commitment = "bases"
measure = "actual"
value = 3
"""
WRONG = """
[[claims]]
text = "half of the bases"
commitment = "bases"
measure = "delivered_pct"
value = 50
"""
UNKNOWN = """
[[claims]]
text = "two boats"
commitment = "boats"
measure = "actual"
value = 2
"""
LEDGER = TWO_COMMITMENTS + RIGHT + WRONG + UNKNOWN


def shown(done: CompletedProcess[str]) -> list[str]:
    return [row["text"] for row in json.loads(done.stdout)["claims"]]


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ([], ["three bases", "half of the bases", "two boats"]),
        (["--commitment", "bases"], ["three bases", "half of the bases"]),
        (["-c", "boats"], ["two boats"]),
        (["--verdict", "consistent"], ["three bases"]),
        (["--verdict", "contradicted"], ["half of the bases"]),
        (["--verdict", "not-computable"], ["two boats"]),
        (["--verdict", "contradicted", "-c", "boats"], []),
    ],
)
def test_claims_can_be_chosen_by_what_they_are_about_and_by_verdict(
    options: list[str], texts: list[str], run: Run
) -> None:
    done = run("claims", "--json", "-l", "-", *options, stdin=LEDGER)
    assert (done.returncode, done.stderr, shown(done)) == (0, "", texts)


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ([], 1, "mss-gap: the ledger contradicts 1 of 3 claims\n"),
        (["--verdict", "contradicted"], 1, "mss-gap: the ledger contradicts 1 of 1 claims\n"),
        (["--verdict", "consistent"], 0, ""),
        (["--verdict", "not-computable"], 0, ""),
        (["--commitment", "boats"], 0, ""),
    ],
)
@pytest.mark.parametrize("form", ["json", "table"])
def test_strict_fails_where_a_claim_that_is_shown_is_contradicted(
    options: list[str], status: int, said: str, form: str, run: Run
) -> None:
    done = run("claims", "--strict", "-f", form, "-l", "-", *options, stdin=LEDGER)
    assert (done.returncode, done.stderr) == (status, said)
    assert done.stdout == run("claims", "-f", form, "-l", "-", *options, stdin=LEDGER).stdout


def test_without_strict_a_contradiction_is_no_failure(run: Run) -> None:
    assert run("claims", "-l", "-", stdin=LEDGER).returncode == 0


SORTED = ["half of the bases", "two boats", "three bases"]
"""The contradiction, what cannot be computed, the agreement."""
AS_IN_THE_LEDGER = ["three bases", "half of the bases", "two boats"]


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (["--json"], AS_IN_THE_LEDGER),
        (["--json", "--sort", "ledger"], AS_IN_THE_LEDGER),
        (["--json", "--sort", "date"], AS_IN_THE_LEDGER),  # no day
        (["--json", "--sort", "verdict"], SORTED),
        (["--json", "--sort", "difference"], ["half of the bases", "three bases", "two boats"]),  # 25 of 50; 0; none
    ],
)
def test_a_document_is_sorted_on_request(options: list[str], texts: list[str], run: Run) -> None:
    assert shown(run("claims", "-l", "-", *options, stdin=LEDGER)) == texts


@pytest.mark.parametrize(
    ("options", "numbers"), [([], [2, 3, 1]), (["--sort", "ledger"], [1, 2, 3]), (["--verdict", "not-computable"], [3])]
)
def test_a_table_is_sorted_by_verdict_and_numbers_claims_as_the_ledger_does(
    options: list[str], numbers: list[int], run: Run
) -> None:
    lines = run("claims", "-l", "-", *options, stdin=LEDGER).stdout.splitlines()
    assert [int(line[:3]) for line in lines if line[:3].strip().isdigit()] == numbers


def test_an_unknown_order_is_wrong_usage(run: Run) -> None:
    done = run("claims", "--sort", "size", "-l", "-", stdin=LEDGER)
    assert done.returncode == 2
    assert '"size" is not a way to sort: write one of verdict, difference, date, ledger' in done.stderr
