"""`countries` of some contributors, in groups, by a scale, in an order, and of the first few: what each format says.

The figures of the fund, by hand: the North is Canada (100 of 400) and the United States (250 of about 300), 350 of about
700, half of it, and 350 / 400 = 87.5% of the whole. The East is Kenya: an amount not stated on either side. The others
after Canada and France are the United States, Kenya and Germany, which gave 25 and never pledged: 300 or more or less were
pledged and 275 at least delivered, 275 / 300 = 91.7%, and 275 / 400 = 68.75% of the whole.

GDP: Kenya 1M, Canada 20M, the United States 200M, 221M together. Canada gave 100 / 20 = 5 for each million, and its fair
share is 1,000 * 20 / 221 = 90.50, of which 100 are 110.5%. For the North it is 350 / 220 = 1.59, 1,000 * 220 / 221 =
995.48, and 35.2%.
"""

import csv
import io
import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

LEDGER = (
    """
groups.east = { members = ["KE", "UG", "TZ"] }
groups.north = { name = "The North", members = ["CA", "US"], source = "list" }
scales.gdp = { title = "GDP", unit = "USD", period = "2023", source = "list", values = { KE = 1e6, CA = 2e7, US = 2e8 } }
sources.list = { title = "A list", url = "https://example.org/list" }
commitments.fund = { title = "Trust fund", unit = "USD", pledged = 1000 }
commitments.men = { unit = "men", note = "Police only." }
commitments.bases = { unit = "bases", pledged = 3 }
pledges = [
    { commitment = "fund", country = "CA", date = 2024-01-01, total = 400, source = "https://example.org/canada" },
    { commitment = "fund", country = "US", date = 2024-01-01, total = 300, qualifier = "about" },
    { commitment = "fund", country = "KE", date = 2024-01-01 },
    { commitment = "fund", country = "FR", date = 2024-01-01, total = 50, status = "on-hold" },
    { commitment = "men", country = "CA", date = 2024-01-01, total = 30, outside = "trainers" },
]
actuals = [
    { commitment = "fund", country = "CA", date = 2024-06-01, amount = 100 },
    { commitment = "fund", country = "US", date = 2024-06-30, amount = 250 },
    { commitment = "fund", country = "DE", date = 2024-06-01, amount = 25 },
    { commitment = "fund", country = "KE", date = 2024-06-01 },
    { commitment = "fund", date = 2024-07-01, total = 400 },
    { commitment = "men", country = "KE", date = 2024-06-01, total = 120 },
]
""".replace("1e6", "1_000_000")
    .replace("2e7", "20_000_000")
    .replace("2e8", "200_000_000")
)
HEADING = ["Pledged and delivered", "As of 2024-07-01 · ledger from standard input", ""]


def said(run: Run, *arguments: str) -> list[str]:
    """The lines of a table of a piped command, 80 columns wide, without the warnings and the sources."""
    done = run("countries", "-l", "-", *arguments, stdin=LEDGER, env={"COLUMNS": "80"})
    assert (done.returncode, done.stderr) == (0, "")
    text = done.stdout.split("\n\nWarning: ")[0].split("\n\nSources")[0]
    lines = text.rstrip().split("\n")
    assert lines[:3] == HEADING
    return lines[3:]


def test_what_one_country_gave_to_everything_is_one_table(run: Run) -> None:
    assert said(run, "--country", "canada", "--country", "KEN") == [
        "Canada",
        "Commitment            Pledged  Actual       As of   Gap  Delivered  Share",
        "─────────────────────────────────────────────────────────────────────────",
        "Trust fund (USD) [1]     $400    $100  2024-06-01  $300      25.0%  25.0%",
        "Men: Outside, not counted: Canada, trainers (pledged): 30 men, 2024-01-01.",
        "Without a pledge or a delivery of Canada: Bases.",
        "",
        "Kenya",
        "Commitment           Pledged      Actual       As of  Gap  Delivered   Share",
        "────────────────────────────────────────────────────────────────────────────",
        "Trust fund (USD)  not stated  not stated  2024-06-01  n/a        n/a     n/a",
        "Men                     none         120  2024-06-01  n/a        n/a  100.0%",
        "Men: Police only.",
        "Without a pledge or a delivery of Kenya: Bases.",
    ]


def test_some_countries_of_one_commitment_stand_above_the_whole(run: Run) -> None:
    assert said(run, "fund", "--country", "US", "--country", "BR") == [
        'Only United States and Brazil: "In all" is of all contributors. Without a pledge',
        "or a delivery of Brazil: Trust fund.",
        "",
        "Trust fund (USD)",
        "Contributor    Pledged  Actual       As of   Gap  Delivered   Share",
        "───────────────────────────────────────────────────────────────────",
        "United States    ≈$300    $250  2024-06-30  ≈$50     ≈83.3%   62.5%",
        "───────────────────────────────────────────────────────────────────",
        "In all             $1K    $400  2024-07-01  $600      40.0%  100.0%",
    ]


def test_a_group_has_its_members_their_sum_and_the_whole(run: Run) -> None:
    assert said(run, "fund", "--group", "the north") == [
        'Only The North: "In all" is of all contributors. The North: 2 members [1].',
        "",
        "Trust fund (USD)",
        "Contributor    Pledged  Actual       As of    Gap  Delivered   Share",
        "────────────────────────────────────────────────────────────────────",
        "United States    ≈$300    $250  2024-06-30   ≈$50     ≈83.3%   62.5%",
        "Canada [2]        $400    $100  2024-06-01   $300      25.0%   25.0%",
        "────────────────────────────────────────────────────────────────────",
        "The North [2]    ≈$700    $350  2024-06-30  ≈$350     ≈50.0%   87.5%",
        "────────────────────────────────────────────────────────────────────",
        "In all             $1K    $400  2024-07-01   $600      40.0%  100.0%",
    ]


def test_a_usual_group_says_whose_list_it_is_and_of_when(run: Run) -> None:
    done = run("countries", "-l", "-", "--group", "CARICOM", stdin=LEDGER)
    assert done.stdout.splitlines()[3:] == [
        "Caribbean Community: 15 members as of 2025-01-01 [1]. Without a pledge or a",
        "delivery of Caribbean Community: Trust fund, Men and Bases.",
        "",
        "Sources",
        "[1] Member States and Associate Members, Caribbean Community",
        "    https://caricom.org/member-states-and-associate-members/",
    ]


def test_by_groups_all_adds_up(run: Run) -> None:
    assert said(run, "fund", "--by-groups") == [
        "East: 3 members. The North: 2 members [1].",
        "",
        "Trust fund (USD)",
        "Contributor          Pledged        Actual       As of    Gap  Delivered   Share",
        "────────────────────────────────────────────────────────────────────────────────",
        "East              not stated    not stated  2024-06-01    n/a        n/a     n/a",
        "The North [2]          ≈$700          $350  2024-06-30  ≈$350     ≈50.0%   87.5%",
        "Germany                 none           $25  2024-06-01    n/a        n/a    6.3%",
        "France (on hold)         $50          none           -    $50        n/a     n/a",
        "                                  recorded",
        "Unattributed                          ≤$25                                 ≤6.3%",
        "────────────────────────────────────────────────────────────────────────────────",
        "In all                   $1K          $400  2024-07-01   $600      40.0%  100.0%",
        "Firm pledges by contributors: perhaps $700, perhaps $350 not recorded as",
        "  delivered; 1 more states no amount.",
        "Pledges on hold: $50.",
    ]


def test_the_others_are_in_one_row(run: Run) -> None:
    assert said(run, "fund", "--top", "2", "--sort", "gap")[1:8] == [
        "Contributor       Pledged         Actual       As of   Gap  Delivered   Share",
        "─────────────────────────────────────────────────────────────────────────────",
        "Canada [1]           $400           $100  2024-06-01  $300      25.0%   25.0%",
        "France (on hold)      $50  none recorded           -   $50        n/a     n/a",
        "3 others            ~$300          ≥$275  2024-06-30  ~$25     ~91.7%  ≥68.8%",
        "Unattributed                        ≤$25                                ≤6.3%",
        "─────────────────────────────────────────────────────────────────────────────",
    ]


def test_what_of_a_pledge_is_not_firm_is_said_of_the_others_too(run: Run) -> None:
    assert said(run, "fund", "--top", "4")[7:9] == [
        "1 other ($50 on          $50  none recorded           -   $50        n/a     n/a",
        "hold)",
    ]


def test_contributors_are_measured_by_a_scale(run: Run) -> None:
    assert said(run, "fund", "--per", "gdp", "--group", "north") == [
        'Only The North: "In all" is of all contributors. The North: 2 members [1].',
        "",
        "Trust fund (USD)",
        "Contributor    Pledged  Actual    GDP  Per $1M  Fair share  Of that",
        "───────────────────────────────────────────────────────────────────",
        "United States    ≈$300    $250  $200M    $1.25     $904.98    27.6%",
        "Canada [2]        $400    $100   $20M       $5      $90.50   110.5%",
        "───────────────────────────────────────────────────────────────────",
        "The North [2]    ≈$700    $350  $220M    $1.59     $995.48    35.2%",
        "───────────────────────────────────────────────────────────────────",
        "In all             $1K    $400",
        "GDP, USD, 2023 [1]: a value for 3 of 5 contributors, with at least 87.5% of",
        "  the actual in all.",
        "Fair share: the $1,000 pledged in all, divided among these by GDP. Of that:",
        "  the actual.",
    ]


def test_each_format_has_the_groups_and_the_others(run: Run) -> None:
    asked = ("countries", "fund", "-l", "-", "--by-groups", "--top", "1")
    expected = [("east", "East"), ("north", "The North"), ("(others)", "1 other")]
    (commitment,) = json.loads(run(*asked, "--json", stdin=LEDGER).stdout)["commitments"]
    assert [(group["id"], group["name"]) for group in commitment["groups"]] == expected
    assert [row["id"] for row in commitment["contributions"]] == ["US", "CA", "DE", "KE"]
    rows = list(csv.DictReader(io.StringIO(run(*asked, "-f", "csv", stdin=LEDGER).stdout)))
    assert [(row["id"], row["name"]) for row in rows if row["section"] == "groups"] == expected
    markdown = run(*asked, "-f", "markdown", stdin=LEDGER).stdout
    assert r"| 1 other (\$50 on hold) | \$50 | none recorded | \- | \$50 | n/a |  | n/a |" in markdown


def test_quotients_are_not_rounded(run: Run) -> None:
    (commitment,) = json.loads(run("countries", "fund", "-l", "-", "--per", "gdp", "--json", stdin=LEDGER).stdout)[
        "commitments"
    ]
    row = commitment["contributions"][0]
    assert (row["scale_value"], row["per_value"], row["fair_ratio"]) == (200_000_000, 0.00000125, 0.27625)
    assert str(row["fair_share"]).startswith("904.97737556")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by-groups", "--country", "KE"], "--by-groups shows all contributors and --country only some: keep one"),
        (["--top", "3", "--country", "KE"], "--country names who is shown, and all of them are: leave out --top"),
        (["--top", "0"], '"0" is not a number of rows: write a whole number from 1 on, such as 20'),
        (["--top", "1.5"], '"1.5" is not a number of rows'),
        (["--sort", "gab"], '"gab" is not a key to sort by: did you mean "gap"?'),
        (["--per", "gpd"], 'there is no scale "gpd" in this ledger: did you mean "gdp"?'),
        (["--per", "area"], 'there is no scale "area" in this ledger: choose one of gdp'),
        (["--group", "karicom"], 'there is no group "karicom": did you mean caricom?'),
        (["--country", "Atlantis"], '"Atlantis" is not a country or a contributor of this ledger'),
        (["--group", "north", "--group", "americas"], "is in The North and in Americas: ask for one of them at a time"),
    ],
)
def test_wrong_usage_says_what_to_write(arguments: list[str], message: str, run: Run) -> None:
    done = run("countries", "-l", "-", *arguments, stdin=LEDGER)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by-groups"], "this ledger names no group: name some, such as --by-groups --group caricom"),
        (["--per", "gdp"], 'there is no scale "gdp" in this ledger: it has none; add [scales.gdp] with values'),
    ],
)
def test_a_ledger_without_groups_or_scales(arguments: list[str], message: str, run: Run) -> None:
    done = run("countries", "-l", "-", *arguments, stdin='commitments.bases.unit = "bases"')
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


CODES = [
    "AF",
    "AL",
    "DZ",
    "AD",
    "AO",
    "AG",
    "AR",
    "AM",
    "AU",
    "AT",
    "AZ",
    "BS",
    "BH",
    "BD",
    "BB",
    "BY",
    "BE",
    "BZ",
    "BJ",
    "BT",
    "BO",
    "BA",
    "BW",
    "BR",
    "BN",
    "BG",
    "BF",
    "BI",
    "CV",
    "KH",
    "CM",
]


def long_ledger(commitments: int, contributors: int) -> str:
    """A ledger of which each contributor gives something to each commitment."""
    return "\n".join(
        [
            *(f'commitments.c{number} = {{ unit = "USD" }}' for number in range(commitments)),
            *(
                f'[[actuals]]\ncommitment = "c{number}"\ncountry = "{code}"\ndate = 2024-01-01\ntotal = 5'
                for number in range(commitments)
                for code in CODES[:contributors]
            ),
        ]
    )


@pytest.mark.parametrize(
    ("size", "arguments", "hint"),
    [
        ((1, 30), [], None),
        ((1, 31), [], "31 contributors: --top 20, --country, --group narrow this."),
        ((1, 31), ["--by-groups", "--group", "caricom"], None),  # a row for the group, 27 for those in none
        ((1, 31), ["--top", "20"], None),
        ((31, 1), [], "31 commitments: the name of a commitment, --country, --group narrow this."),
        (
            (31, 31),
            [],
            "31 commitments, 31 contributors: the name of a commitment, --top 20, --country, --group narrow this.",
        ),
        ((31, 1), ["--country", "AF"], "31 commitments: the name of a commitment narrows this."),
    ],
)
def test_a_long_table_says_last_how_to_narrow_it(
    size: tuple[int, int], arguments: list[str], hint: str | None, run: Run
) -> None:
    done = run("countries", "-l", "-", *arguments, stdin=long_ledger(*size), env={"COLUMNS": "200"})
    last = done.stdout.splitlines()[-1]
    assert last == hint if hint else "narrow" not in last


def test_only_a_terminal_table_says_so(run: Run) -> None:
    for form in ("markdown", "csv", "json"):
        done = run("countries", "-l", "-", "-f", form, stdin=long_ledger(1, 31))
        assert "narrow" not in done.stdout + done.stderr


def test_where_one_country_has_a_part_in_few_of_many_commitments_they_are_counted(run: Run) -> None:
    ledger = long_ledger(1, 1) + "".join(f'\n[commitments.d{number}]\nunit = "bases"' for number in range(11))
    done = run("countries", "-l", "-", "--country", "AF", stdin=ledger)
    assert done.stdout.splitlines()[-1] == "Without a pledge or a delivery of Afghanistan: 11 of 12 commitments."


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("actual", ["C1 (USD)", "C3 (USD)", "C0 (men)", "C2 (men)"]),  # dollars and men are not compared
        ("name", ["C0 (men)", "C1 (USD)", "C2 (men)", "C3 (USD)"]),
        ("delivered", ["C2 (men)", "C1 (USD)", "C0 (men)", "C3 (USD)"]),  # 75%, 50%, 5%; no pledge
    ],
)
def test_what_one_country_gave_is_sorted_too(order: str, expected: list[str], run: Run) -> None:
    ledger = """
    commitments.c1 = { unit = "USD", title = "C1" }
    commitments.c0 = { unit = "men" }
    commitments.c2 = { unit = "men" }
    commitments.c3 = { unit = "USD" }
    pledges = [
        { commitment = "c1", country = "KE", date = 2024-01-01, total = 10 },
        { commitment = "c0", country = "KE", date = 2024-01-01, total = 100 },
        { commitment = "c2", country = "KE", date = 2024-01-01, total = 4 },
    ]
    actuals = [
        { commitment = "c1", country = "KE", date = 2024-01-01, total = 5 },
        { commitment = "c0", country = "KE", date = 2024-01-01, total = 5 },
        { commitment = "c2", country = "KE", date = 2024-01-01, total = 3 },
        { commitment = "c3", country = "KE", date = 2024-01-01, total = 1 },
    ]
    """
    lines = run("countries", "-l", "-", "--country", "KE", "--sort", order, stdin=ledger).stdout.splitlines()
    assert [line[:8].strip() for line in lines[6:10]] == expected


def test_no_table_says_whole_mission(run: Run) -> None:
    """It may be a fund, a plan or a year."""
    for arguments in ([], ["--by-groups"], ["--country", "CA"], ["--top", "1"], ["--per", "gdp"]):
        assert "mission" not in "\n".join(said(run, *arguments)).casefold()
