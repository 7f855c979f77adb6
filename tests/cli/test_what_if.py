"""Scenarios as they are written: their order, their countries, their figures, and what is shown of them.

Kenya pledged 10 and sent 4, Côte d'Ivoire pledged 3; the whole is the sum of what contributors sent.
"""

import csv
import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

COTE_D_IVOIRE = "Côte d\u2019Ivoire"
LEDGER = """
[contributors.EU]
name = "European Union"

[commitments.men]
unit = "men"
pledged = 20

[commitments.boats]
unit = "boats"
pledged = 4
actual = 1

[commitments.funding]
unit = "USD"
pledged = 1000

[[pledges]]
commitment = "men"
country = "KE"
date = 2025-01-01
total = 10

[[actuals]]
commitment = "men"
country = "KE"
date = 2025-01-01
total = 4

[[pledges]]
commitment = "men"
country = "CI"
date = 2025-01-01
total = 3

[[pledges]]
commitment = "funding"
country = "EU"
date = 2025-01-01
total = 300
"""


def after(run: Run, *steps: str, commitment: str = "men") -> tuple[list[str], int]:
    """A scenario in words, and the actual that it leads to."""
    done = run("what-if", *steps, "-c", commitment, "--json", "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    return document["changes"], document["commitments"][0]["after"]["actual"]


def test_steps_are_taken_in_the_order_written_across_different_options(run: Run) -> None:
    withdraw, deliver = ("--withdraw", "KE"), ("--deliver", "men:KE=7")
    assert after(run, *withdraw, *deliver) == (["Kenya withdraws", "Kenya delivers 7 men"], 7)
    assert after(run, *deliver, *withdraw) == (["Kenya delivers 7 men", "Kenya withdraws"], 0)


def test_an_option_may_be_written_again_between_others(run: Run) -> None:
    steps = ("--pledge", "men:KE=6", "--fulfil", "KE", "--pledge=men:KE=9", "--deliver", "men:CI=1")
    changes, actual = after(run, *steps)
    assert changes == [
        "Kenya pledges 6 men",
        "Kenya fulfils its firm pledges",
        "Kenya pledges 9 men",
        f"{COTE_D_IVOIRE} delivers 1 men",
    ]
    assert actual == 7


def test_options_that_are_no_steps_may_stand_between_them(run: Run) -> None:
    done = run("what-if", "--withdraw", "KE", "-l", "-", "--deliver", "men:KE=7", "--json", stdin=LEDGER)
    assert json.loads(done.stdout)["changes"] == ["Kenya withdraws", "Kenya delivers 7 men"]


@pytest.mark.parametrize("country", ["KE", "ke", "Kenya", "kenya", "KENYA", " kenya "])
def test_a_country_is_a_code_or_a_name_in_any_case(country: str, run: Run) -> None:
    assert after(run, "--withdraw", country) == (["Kenya withdraws"], 0)
    assert after(run, "--deliver", f"men:{country}=7") == (["Kenya delivers 7 men"], 7)


@pytest.mark.parametrize("country", ["CI", "Côte d'Ivoire", COTE_D_IVOIRE, "CÔTE D'IVOIRE"])
def test_a_name_may_have_either_apostrophe(country: str, run: Run) -> None:
    assert after(run, "--fulfil", country) == ([f"{COTE_D_IVOIRE} fulfils its firm pledges"], 7)


@pytest.mark.parametrize("country", ["EU", "eu", "european union", "European Union"])
def test_a_declared_contributor_is_known_by_its_id_and_its_name(country: str, run: Run) -> None:
    assert after(run, "--fulfil", country, commitment="funding")[1] == 300


@pytest.mark.parametrize("whom", ["all", "ALL"])
def test_all_are_every_contributor(whom: str, run: Run) -> None:
    assert after(run, "--fulfil", whom) == (["every contributor fulfils its firm pledges"], 13)


@pytest.mark.parametrize(
    ("figure", "actual"),
    [
        ("1234", 1234),
        ("1,234", 1234),
        ("1_234", 1234),
        ("0", 0),
        ("0.5", 0.5),
        (" 7 ", 7),
        ("999999999999999", 10**15 - 1),
    ],
)
def test_a_figure_may_have_separators_between_thousands_and_decimals(figure: str, actual: float, run: Run) -> None:
    assert after(run, "--deliver", f"men:KE={figure}")[1] == actual


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("2.500", '"2.500" may be 2500 or 2.5: write the one that is meant'),
        ("1.000", '"1.000" may be 1000 or 1: write the one that is meant'),
        ("9.875", '"9.875" may be 9875 or 9.8750: write the one that is meant'),
    ],
)
def test_a_figure_that_may_be_a_thousand_times_as_large_is_asked_about(figure: str, said: str, run: Run) -> None:
    done = run("what-if", "--deliver", f"men:KE={figure}", "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"mss-gap: Invalid value for --deliver: {said}\n")


NO_CONTRIBUTOR = "is not a country or a contributor of this ledger"
NO_PARTY = "is not a country, a contributor of this ledger or a group"


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--withdraw", "Kenia", f'"Kenia" {NO_PARTY}: did you mean "KE", the code of Kenya?'),
        ("--fulfil", "Kenia", f'"Kenia" {NO_PARTY}: did you mean "KE", the code of Kenya?'),
        ("--withdraw", "carribean", f'"carribean" {NO_PARTY}: did you mean caribbean?'),
        (
            "--fulfil",
            "nobody",
            (
                f'"nobody" {NO_PARTY}: write a country\'s code of two letters, or declare [contributors.NOBODY] with its name; '
                "or the id of a group, such as caricom"
            ),
        ),
        ("--withdraw", "Korea", '"Korea" may mean more than one: write "KP" for North Korea, or "KR" for South Korea'),
        ("--deliver", "men:Kenia=1", f'"Kenia" {NO_CONTRIBUTOR}: did you mean "KE", the code of Kenya?'),
        ("--pledge", "men:Kenia=1", f'"Kenia" {NO_CONTRIBUTOR}: did you mean "KE", the code of Kenya?'),
        (
            "--deliver",
            "men:Africa=1",
            '"Africa" is a group, Africa: name the member that the figure is of; repeat --deliver for others',
        ),
        (
            "--pledge",
            "men:caricom=1",
            '"caricom" is a group, Caribbean Community: name the member that the figure is of; repeat --pledge for others',
        ),
    ],
)
def test_a_contributor_that_is_none_is_reported_with_its_option(option: str, value: str, said: str, run: Run) -> None:
    done = run("what-if", option, value, "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"mss-gap: Invalid value for {option}: {said}")


@pytest.mark.parametrize("text", ["africa", "Africa", "002"])
def test_a_group_withdraws_with_those_of_its_members_that_take_part(text: str, run: Run) -> None:
    assert after(run, "--withdraw", text) == ([f"{COTE_D_IVOIRE} and Kenya (Africa) withdraw"], 0)


def test_a_group_fulfils_the_pledges_of_its_members(run: Run) -> None:
    assert after(run, "--fulfil", "africa") == ([f"{COTE_D_IVOIRE} and Kenya (Africa) fulfil their firm pledges"], 13)


def test_a_contributor_comes_before_a_group_of_its_name(run: Run) -> None:
    assert after(run, "--fulfil", "eu", commitment="funding") == (["European Union fulfils its firm pledges"], 300)


def test_a_group_without_a_part_is_told_who_takes_part(run: Run) -> None:
    done = run("what-if", "--withdraw", "caricom", "-l", "-", stdin=LEDGER)
    said = "no member of Caribbean Community has anything to withdraw; those who take part are"
    assert done.stderr.startswith(
        f"mss-gap: Invalid value: {said} {COTE_D_IVOIRE} (CI), European Union (EU), Kenya (KE)\n"
    )


def test_where_no_contributor_takes_part_that_is_said(run: Run) -> None:
    done = run(
        "what-if",
        "--withdraw",
        "caricom",
        "-l",
        "-",
        stdin='[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n',
    )
    said = "no member of Caribbean Community has anything to withdraw; no contributor takes part"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"mss-gap: Invalid value: {said}\n")


def test_only_what_changes_is_shown(run: Run) -> None:
    done = run("what-if", "--withdraw", "KE", "-l", "-", stdin=LEDGER)
    assert done.stdout == (
        "Pledged and delivered\n"
        "As of 2025-01-01 · ledger from standard input\n"
        "\n"
        "What if Kenya withdraws? Unchanged: Boats and Funding.\n"
        "\n"
        "Men\n"
        "           Before   After        Change\n"
        "───────────────────────────────────────\n"
        "Pledged        20      20             0\n"
        "Actual          4       0            -4\n"
        "Gap            16      20            +4\n"
        "Delivered   20.0%    0.0%  -20.0 points\n"
        "Shortfall   80.0%  100.0%  +20.0 points\n"
        "Contributors' firm pledges would be 3 men instead of 13 men; the headline stays.\n"
        "The gap stays open: 20 men would be missing.\n"
    )


def test_a_lower_bound_stays_one(run: Run) -> None:
    unstated = '[[actuals]]\ncommitment = "men"\ncountry = "GT"\ndate = 2025-01-01\n'
    done = run("what-if", "--withdraw", "KE", "-l", "-", stdin=LEDGER + unstated)
    said = " ".join(done.stdout.split())
    assert "Actual ≥4 ≥0 -4" in said  # the 4 of Kenya are exact
    assert "The gap may be open: at most 20 men would be missing." in said


AT_LEAST = """
mission.as_of = 2025-01-01
commitments.men.unit = "men"
pledges = [
    { commitment = "men", country = "KE", date = 2024-01-01, total = 10, qualifier = "at-least" },
    { commitment = "men", country = "JM", date = 2024-01-01, total = 5 },
]
actuals = [{ commitment = "men", country = "JM", date = 2024-01-01, total = 10%s }]
"""


def test_a_gap_that_may_be_more_is_not_said_to_be_closed(run: Run) -> None:
    at_most = AT_LEAST % ', qualifier = "at-most"'
    for scenario in (("--withdraw", "KE"), ("--deliver", "men:KE=5")):
        said = run("what-if", *scenario, "-l", "-", stdin=at_most).stdout
        assert "Whether the gap would be closed is not known: the figures are not exact." in said


@pytest.mark.parametrize(
    ("pledged", "delivered", "step", "said"),
    [
        # 10 are missing now, or 10 or more
        ("total = 20", "total = 10", "men:KE=15", "The gap stays open: 5 men would be missing."),
        (
            'total = 20, qualifier = "at-least"',
            "total = 10",
            "men:KE=15",
            "The gap stays open: at least 5 men would be missing.",
        ),
        ("total = 20", "total = 10", "men:KE=25", "The gap would be closed, with 5 men to spare."),
        # 10 or fewer are missing now: 5 will be
        (
            "total = 20",
            'total = 10, qualifier = "at-least"',
            "men:KE=15",
            "The gap may be open: perhaps 5 men would be missing.",
        ),
        # nothing is missing now
        ("total = 20", "total = 20", "men:KE=15", "The gap would open: 5 men would be missing."),
        ("total = 20", "total = 21", "men:KE=20", "The gap stays closed."),
        (
            'total = 20, qualifier = "at-most"',
            "total = 20",
            "men:KE=15",
            "The gap may open: at most 5 men would be missing.",
        ),
    ],
)
def test_whether_the_gap_closes_is_said_as_far_as_it_is_known(
    pledged: str, delivered: str, step: str, said: str, run: Run
) -> None:
    text = f"""
        commitments.men.unit = "men"
        pledges = [{{ commitment = "men", date = 2024-01-01, {pledged} }}]
        actuals = [{{ commitment = "men", country = "KE", date = 2024-01-01, {delivered} }}]
    """
    assert said in run("what-if", "--deliver", step, "-l", "-", stdin=text).stdout.splitlines()


def test_a_surplus_that_may_be_more_is_said_to_be_at_least_that(run: Run) -> None:
    done = run("what-if", "--withdraw", "KE", "-l", "-", stdin=AT_LEAST % ', qualifier = "at-least"')
    assert "The gap would be closed, with at least 5 men to spare." in " ".join(done.stdout.split())


def test_what_is_asked_for_is_shown_even_where_it_does_not_change(run: Run) -> None:
    done = run("what-if", "--withdraw", "KE", "-c", "boats", "-f", "markdown", "-l", "-", stdin=LEDGER)
    assert done.stdout == (
        "## Pledged and delivered\n"
        "\n"
        "As of 2025-01-01 · ledger from standard input\n"
        "\n"
        "What if Kenya withdraws?\n"
        "\n"
        "### Boats\n"
        "\n"
        "|  | Before | After | Change |\n"
        "| :--- | ---: | ---: | ---: |\n"
        "| Pledged | 4 | 4 | 0 |\n"
        "| Actual | 1 | 1 | 0 |\n"
        "| Gap | 3 | 3 | 0 |\n"
        "| Delivered | 25.0% | 25.0% | 0 points |\n"
        "| Shortfall | 75.0% | 75.0% | 0 points |\n"
    )


def test_json_keeps_what_does_not_change(run: Run) -> None:
    done = run("what-if", "--withdraw", "KE", "--json", "-l", "-", stdin=LEDGER)
    assert [outcome["id"] for outcome in json.loads(done.stdout)["commitments"]] == ["men", "boats", "funding"]


def test_a_change_of_a_bounded_figure_has_its_mark(run: Run) -> None:
    done = run("what-if", "--withdraw", "KE", "-l", "-", stdin=AT_LEAST % ', qualifier = "at-most"')
    # 5 of the 15 are exact, and the other 10 may be more. At most 10 of them are 66.7%, and of 5 200%.
    assert done.stdout.splitlines()[3:12] == [
        "What if Kenya withdraws, and with it its pledge of at least 10 men?",
        "",
        "Men",
        "           Before     After          Change",
        "───────────────────────────────────────────",
        "Pledged       ≥15         5            ≤-10",
        "Actual        ≤10       ≤10               0",
        "Gap            ≥5       ≥-5            ≤-10",
        "Delivered  ≤66.7%   ≤200.0%  ~+133.3 points",
    ]


@pytest.mark.parametrize("option", ["--deliver", "--pledge"])
def test_a_figure_with_a_sign_is_more_or_less_than_what_is_there(option: str, run: Run) -> None:
    does, was = {"--deliver": ("delivers", 4), "--pledge": ("pledges", 10)}[option]
    for text, said in (
        ("+150", f"150 men more ({was + 150} instead of {was})"),
        ("+1", f"1 men more ({was + 1} instead of {was})"),
        ("-0.5", f"0.5 men less ({was - 1}.5 instead of {was})"),
        ("+1,000", f"1,000 men more (1,{was:03} instead of {was})"),
    ):
        done = run("what-if", option, f"men:KE={text}", "--json", "-l", "-", stdin=LEDGER)
        assert json.loads(done.stdout)["changes"] == [f"Kenya {does} {said}"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (
            ["--deliver", "men:KE=-5"],
            "--deliver: what Kenya delivered to men is 4 men, and 5 less is below zero: take away 4 at most",
        ),
        (
            ["--pledge", "men:GT=-5"],
            "--pledge: what Guatemala pledged to men is not recorded, so 5 less is below zero: state the level instead",
        ),
        (["--deliver", "men:KE=+"], '--deliver: "+" is not a figure: write a plain number, such as 2500 or 0.5'),
        (["--deliver", "men:KE=--5"], '--deliver: "--5" is not a figure: write a plain number, such as 2500 or 0.5'),
        (["--deliver", "men:KE=+2.500"], '--deliver: "+2.500" may be +2500 or +2.5: write the one that is meant'),
    ],
)
def test_a_relative_step_that_cannot_be_taken_is_wrong_usage(steps: list[str], said: str, run: Run) -> None:
    done = run("what-if", *steps, "-l", "-", stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"mss-gap: Invalid value for {said}\n")


def test_csv_has_the_states_of_a_scenario_with_the_keys_of_the_rows(run: Run) -> None:
    done = run("what-if", "--withdraw", "KE", "-f", "csv", "-l", "-", stdin=AT_LEAST % "")
    header, before, after_ = csv.reader(done.stdout.splitlines())
    row = json.loads(run("what-if", "--withdraw", "KE", "--json", "-l", "-", stdin=AT_LEAST % "").stdout)[
        "commitments"
    ][0]
    assert list(row) == ["id", "before", "after"]
    assert header == ["state", *row["before"], "changes", "mission", "report_date"]
    assert (before[0], after_[0]) == ("before", "after")
    assert [before[-3], after_[-3]] == ["Kenya withdraws, and with it its pledge of at least 10 men"] * 2
