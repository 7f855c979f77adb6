"""Reports of some contributors, or some commitments: what they show, and that they say so.

Of 100 men Kenya pledged 60 and sent 40, and Jamaica sent 5 without a pledge: 45 in all, 55 short. Canada gave $200 of
the $1,000 for money, which is all that came.
"""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

LEDGER = """
[commitments.men]
title = "Men on the ground"
unit = "troops"
pledged = 100

[commitments.money]
unit = "USD"
pledged = 1000

[[pledges]]
commitment = "men"
country = "KE"
date = 2025-01-01
total = 60
note = "Police"

[[actuals]]
commitment = "men"
country = "KE"
date = 2025-02-01
total = 40

[[actuals]]
commitment = "men"
country = "JM"
date = 2025-02-01
total = 5
note = "Soldiers"

[[actuals]]
commitment = "men"
country = "JM"
date = 2025-02-01
amount = 2
outside = "medics"

[[actuals]]
commitment = "money"
country = "CA"
date = 2025-03-01
total = 200

[[claims]]
text = "50 from Kenya"
commitment = "men"
country = "KE"
measure = "actual"
value = 50

[[claims]]
text = "7 from Jamaica"
commitment = "men"
country = "JM"
measure = "actual"
value = 7

[[claims]]
text = "45 there"
commitment = "men"
measure = "actual"
value = 45
"""

SHOWN = """\
Pledged and delivered
As of 2025-03-01 · ledger from standard input

Contributors, claims and notes: only Jamaica. All other figures are of all
contributors.

Men on the ground
Compared                                       Part  Whole  Share
─────────────────────────────────────────────────────────────────
Delivered, of the headline                       45    100  45.0%
Delivered, of firm country pledges               40     60  66.7%
Firm country pledges, of the headline            60    100  60.0%
Country pledges, firm or not, of the headline    60    100  60.0%
Headline: 100 troops.
40 of the 100 troops are not covered by firm pledges of contributors; 20 that
  contributors firmly pledged are not recorded as delivered.
At the pace since 1 February 2025, the 100 troops would never be reached; no
  day is set for it.

Contributors
Contributor  Pledged  Actual       As of  Gap  Delivered   Share
────────────────────────────────────────────────────────────────
Jamaica         none       5  2025-02-01  n/a        n/a   11.1%
────────────────────────────────────────────────────────────────
In all           100      45  2025-02-01   55      45.0%  100.0%
Outside, not counted: Jamaica, medics (delivered): 2 troops, 2025-02-01.

Claims that the ledger contradicts
"Contradicted" means that a claim and the ledger differ; it does not say who is
wrong.

Claim                                Claimed  Verdict
                                      Ledger
                                  Difference
──────────────────────────────────────────────────────────
7 from Jamaica                             7  contradicted
men, Jamaica, actual, 2025-03-01           5
                                          -2

Notes
Date        Contributor  Note
─────────────────────────────────
2025-02-01  Jamaica      Soldiers
"""
CLAIMED = """\
Pledged and delivered
As of 2025-03-01 · ledger from standard input

Only claims about Kenya and Jamaica. 2 claims: 2 contradicted. "Contradicted"
means that a claim and the ledger differ; it does not say who is wrong.

No.  Claim                                Claimed  Verdict
                                           Ledger
                                       Difference
───────────────────────────────────────────────────────────────
  2  7 from Jamaica                             7  contradicted
     men, Jamaica, actual, 2025-03-01           5
                                               -2

  1  50 from Kenya                             50  contradicted
     men, Kenya, actual, 2025-03-01            40
                                              -10
"""
SUMMARIZED = """\
Pledged and delivered
As of 2025-03-01 · ledger from standard input

Commitment         Pledged      Actual   Gap  Delivered  Shortfall
                                 As of
──────────────────────────────────────────────────────────────────
Men on the ground      100          45    55      45.0%      55.0%
troops                      2025-02-01         ████░░░░

Money                  $1K        $200  $800      20.0%      80.0%
USD                         2025-03-01         ██░░░░░░

Men on the ground: outside, not counted: 1 entry: Jamaica, medics (delivered).
"""


@pytest.fixture
def read(run: Run) -> Callable[..., str]:
    """What a command prints of the ledger."""

    def printed(*arguments: str) -> str:
        done = run(*arguments, "--ledger", "-", stdin=LEDGER)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return printed


@pytest.fixture
def document(read: Callable[..., str]) -> Callable[..., dict[str, object]]:
    """The JSON document of a command."""
    return lambda *arguments: json.loads(read(*arguments, "--json"))


def test_show_of_a_contributor_has_its_row_claims_and_notes_and_says_so(read: Callable[..., str]) -> None:
    assert read("show", "men", "--country", "jamaica") == SHOWN


def test_a_contributor_without_a_part_is_named(read: Callable[..., str]) -> None:
    said = read("show", "men", "--country", "CA", "--country", "KE")
    assert "Contributors, claims and notes: only Canada and Kenya." in said
    assert "Without a pledge or a delivery: Canada." in said


def test_show_in_json_leaves_out_what_is_of_others_and_no_figure_of_all(
    document: Callable[..., dict[str, object]],
) -> None:
    of_all, of_one = document("show", "men"), document("show", "men", "--country", "JM")
    narrowed = {"commitment", "contradicted", "notes"}
    assert {key for key in of_all if of_all[key] != of_one[key]} == narrowed
    commitment, whole = of_one["commitment"], of_all["commitment"]
    assert isinstance(commitment, dict)
    assert isinstance(whole, dict)
    assert {key for key in whole if whole[key] != commitment[key]} == {"contributions"}
    assert commitment["contributions"] == [row for row in whole["contributions"] if row["id"] == "JM"]
    assert commitment["outside"] == whole["outside"]  # of Jamaica, too
    assert document("show", "men", "--country", "KE")["commitment"]["outside"] == []  # type: ignore[index]


def test_claims_of_contributors_are_those_about_them(
    read: Callable[..., str], document: Callable[..., dict[str, object]]
) -> None:
    assert read("claims", "--country", "kenya", "--country", "JM") == CLAIMED
    claims = document("claims", "--country", "kenya")["claims"]
    assert isinstance(claims, list)
    assert [claim["text"] for claim in claims] == ["50 from Kenya"]


def test_claims_of_a_contributor_about_which_nothing_is_claimed(read: Callable[..., str]) -> None:
    assert "\n\nNo claims about Canada.\n" in read("claims", "--country", "CA")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claims", "--commitment", "money"], "No such claims."),
        (["claims", "--verdict", "consistent", "--country", "JM"], "No such claims about Jamaica."),
        (["entries", "--country", "NO", "--country", "SE"], "No entries of Norway and Sweden."),
        (["entries", "money", "--country", "KE"], "No such entries of Kenya."),
    ],
)
def test_where_more_was_asked_for_than_the_sentence_names_it_says_such(
    arguments: list[str], said: str, read: Callable[..., str]
) -> None:
    """There are claims, about Jamaica too, and entries of Kenya: only none of those that were asked for."""
    assert f"\n\n{said}\n" in read(*arguments)


def test_a_summary_of_some_commitments_says_of_how_many(read: Callable[..., str]) -> None:
    assert "\n\nOnly 1 of 2 commitments.\n" in read("summary", "money")
    assert "Only" not in read("summary", "money", "men") + read("summary")


def test_entries_of_a_contributor_say_that_they_are_its_only(read: Callable[..., str]) -> None:
    assert "\n\nOnly entries of Kenya. 2 entries: 1 pledge, 1 actual.\n" in read("entries", "--country", "KE")


def test_a_summary_of_some_commitments_is_in_the_order_of_the_ledger(
    read: Callable[..., str], document: Callable[..., dict[str, object]]
) -> None:
    assert read("summary", "money", "Men on", "men") == read("summary")
    (row,) = document("summary", "MONEY")["commitments"]  # type: ignore[misc]
    assert row == document("summary")["commitments"][1]  # type: ignore[index]


def test_a_summary_has_no_id_with_which_the_title_begins(read: Callable[..., str]) -> None:
    assert read("summary") == SUMMARIZED


def test_a_summary_has_an_id_that_the_title_does_not_say(run: Run) -> None:
    renamed = LEDGER.replace("commitments.men]", "commitments.force]").replace(
        'commitment = "men"', 'commitment = "force"'
    )
    lines = run("summary", "--ledger", "-", stdin=renamed).stdout.splitlines()
    assert [line.split("  ")[0] for line in lines if "troops" in line] == ["force: troops"]


def test_only_the_commitments_shown_are_checked(run: Run) -> None:
    failing = run("summary", "--fail-under", "40", "--ledger", "-", stdin=LEDGER)
    passing = run("summary", "men", "--fail-under", "40", "--ledger", "-", stdin=LEDGER)
    assert (failing.returncode, passing.returncode) == (1, 0)
