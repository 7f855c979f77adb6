"""The table of stages, whole, and where else a reader sees which stage a figure is of, and what is outside.

The fund of 200M: 150M agreed (75%), 65M received (65 of 150 is 43.3%, 65 of 200 is 32.5%), at least 30M spent (30 of 65
is 46.2%, 30 of 200 is 15%). Canada: 80M of its 100M agreed, 60M of those received (75%), 15M of those spent (25%).
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from mss_gap.render.dispatch import Format

Drawn = Callable[..., str]
Text = Callable[[str, str, Format], str]

FUND = (Path(__file__).parents[1] / "ledgers/good/stages-of-a-fund.toml").read_text("utf-8")
OUTSIDE = "Outside, not counted: United States, in kind (delivered): $7,000,000, 2024-07-01."


def test_the_table_of_stages(drawn: Drawn) -> None:
    assert drawn("stages", FUND, 80) == (
        "Mission to Ruritania\n"
        "As of 2025-06-30 · ledger ledger.toml\n"
        "\n"
        "Fund (USD)\n"
        "Contributor  Pledged         Agreed     Received *          Spent\n"
        "                         of pledged      of agreed    of received\n"
        "─────────────────────────────────────────────────────────────────\n"
        "In all [1]     $200M          $150M           $65M          ≥$30M\n"
        "                              75.0%          43.3%         ≥46.2%\n"
        "Canada [1]     $100M           $80M           $60M           $15M\n"
        "                              80.0%          75.0%          25.0%\n"
        "Norway [1]      none  none recorded            $5M  none recorded\n"
        "                                n/a            n/a            n/a\n"
        "France [1]      $20M          ≈$20M  none recorded  none recorded\n"
        "                            ≈100.0%            n/a            n/a\n"
        "Germany [1]     $10M  none recorded  none recorded  none recorded\n"
        "                                n/a            n/a            n/a\n"
        "Japan [1]       none     not stated  none recorded  none recorded\n"
        "                                n/a            n/a            n/a\n"
        "* Received is the stage that counts: it is the actual in every other table.\n"
        "In all, of what is pledged: agreed 75.0%, received 32.5%, spent ≥15.0%.\n"
        "Latest entry: agreed 2025-05-31, received 2025-01-01, spent 2025-06-30.\n"
        "Outside, not counted: United States, in kind (delivered): $7,000,000,\n"
        "  2024-07-01.\n"
        "\n"
        "Warning: Fund, spent: what was brought to this stage is at least 30,000,000 USD\n"
        "         and may be more, because its source states it so\n"
        "Warning: Fund, agreed: what these contributors brought to this stage is not\n"
        "         known exactly: France (about)\n"
        "\n"
        "Sources\n"
        "[1] Report of the fund, Ruritania Fund, 2025-06-30\n"
    )


def test_where_there_is_room_each_share_is_beside_its_stage(drawn: Drawn) -> None:
    assert drawn("stages", FUND, 140).splitlines()[4:8] == [
        "Contributor  Pledged         Agreed  of pledged     Received *  of agreed          Spent  of received",
        "─────────────────────────────────────────────────────────────────────────────────────────────────────",
        "In all [1]     $200M          $150M       75.0%           $65M      43.3%          ≥$30M       ≥46.2%",
        "Canada [1]     $100M           $80M       80.0%           $60M      75.0%           $15M        25.0%",
    ]


def test_csv_has_a_row_for_each_stage_of_the_whole_and_of_each_contributor(text: Text) -> None:
    rows = list(csv.DictReader(io.StringIO(text("stages", FUND, Format.CSV))))
    assert len(rows) == 3 + 5 * 3
    assert [
        (row["contributor"], row["pledged"], row["id"], row["counts"], row["actual"], row["actual_bound"])
        for row in rows
        if row["contributor"] in {"", "CA", "FR"}
    ] == [
        ("", "200000000", "agreed", "false", "150000000", "exact"),
        ("", "200000000", "received", "true", "65000000", "exact"),
        ("", "200000000", "spent", "false", "30000000", "at-least"),
        ("CA", "100000000", "agreed", "false", "80000000", "exact"),
        ("CA", "100000000", "received", "true", "60000000", "exact"),
        ("CA", "100000000", "spent", "false", "15000000", "exact"),
        ("FR", "20000000", "agreed", "false", "20000000", "about"),
        ("FR", "20000000", "received", "true", "", ""),
        ("FR", "20000000", "spent", "false", "", ""),
    ]
    (canada,) = (row for row in rows if (row["contributor"], row["id"]) == ("CA", "spent"))
    assert (canada["pct_of_pledge"], canada["pct_of_previous"], canada["reported_on"]) == ("15", "25", "2025-03-01")


def test_what_no_rate_converts_is_shown_as_stated(drawn: Drawn) -> None:
    ledger = """
        commitments.aid = { unit = "USD", pledged = 200, stages = ["agreed", "received"] }
        actuals = [
            { commitment = "aid", country = "CH", date = 2024-01-01, total = 90, currency = "CHF", stage = "agreed" },
        ]
    """
    assert drawn("stages", ledger, 80).splitlines()[7:11] == [
        "In all          $200  not stated     not stated",
        "                             n/a            n/a",
        "Switzerland     none      CHF 90  none recorded",
        "                             n/a            n/a",
    ]


def test_a_single_stage_needs_no_star(drawn: Drawn) -> None:
    lines = drawn("stages", 'commitments.aid = { unit = "USD", pledged = 2, actual = 1, stages = ["paid"] }', 80)
    assert lines.splitlines()[4:9] == [
        "Contributor  Pledged        Paid",
        "                      of pledged",
        "────────────────────────────────",
        "In all            $2          $1",
        "                           50.0%",
    ]
    assert "Paid is the only stage: it is the actual in every other table.\n" in lines


def test_a_commitment_without_stages_says_how_to_state_them(drawn: Drawn) -> None:
    ledger = '[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'
    assert drawn("stages", ledger, 80) == (
        "Pledged and delivered\n"
        "Undated · ledger ledger.toml\n"
        "\n"
        "Bases\n"
        "Contributor  Pledged      Actual\n"
        "                      of pledged\n"
        "────────────────────────────────\n"
        "In all            12           3\n"
        "                           25.0%\n"
        "No stages are stated of Bases, so its one column is the actual. To state them,\n"
        '  write stages = ["agreed", "received"] below [commitments.bases], and stage =\n'
        '  "agreed" in each [[actuals]] that says what was agreed.\n'
    )


def test_every_page_of_a_commitment_says_which_stage_its_actual_is(drawn: Drawn) -> None:
    said = "Fund: its stages are agreed, received and spent; its actual is received.\n"
    assert [kind for kind in ("summary", "countries", "show") if said in drawn(kind, FUND, 120)] == [
        "summary",
        "countries",
        "show",
    ]
    assert "its stages are" not in drawn("summary", 'commitments.men = { unit = "men", pledged = 4 }', 120)


def test_a_history_says_that_entries_of_other_stages_move_nothing(drawn: Drawn) -> None:
    """Canada's 15M spent leave the 65M received where they are."""
    whole = drawn("history", FUND, 160).splitlines()
    assert [" ".join(line.split()) for line in whole if line.startswith(("2025-01-01", "2025-03-01"))] == [
        "2025-01-01 Canada: received actual +$20,000,000 [1] $60M $65M $135M 32.5%",
        "2025-03-01 Canada: spent actual of $15,000,000, not counted [1] not counted $65M $135M 32.5%",
    ]


def test_what_is_outside_is_listed_under_its_commitment(drawn: Drawn) -> None:
    assert "Fund: outside, not counted: 1 entry: United States, in kind (delivered).\n" in drawn("summary", FUND, 120)
    for kind in ("countries", "show", "stages"):
        assert drawn(kind, FUND, 120).count(OUTSIDE) == 1


def test_the_summary_names_each_kind_of_giving_once_and_counts_its_entries(drawn: Drawn) -> None:
    ledger = """
        commitments.aid = { unit = "USD", pledged = 200 }
        actuals = [
            { commitment = "aid", country = "US", date = 2024-01-01, amount = 90, outside = "in kind" },
            { commitment = "aid", country = "US", date = 2024-02-01, amount = 90, outside = "in kind" },
        ]
        pledges = [{ commitment = "aid", country = "CA", date = 2024-01-01, total = 90, outside = "bilateral" }]
    """
    assert drawn("summary", ledger, 120).splitlines()[-1] == (
        "Aid: outside, not counted: 3 entries: Canada, bilateral (pledged); United States, in kind (delivered)."
    )


def test_those_who_gave_the_same_outside_are_named_together(drawn: Drawn) -> None:
    ledger = """
        commitments.aid = { unit = "USD", pledged = 200 }
        actuals = [
            { commitment = "aid", country = "DE", date = 2024-01-01, outside = "in kind" },
            { commitment = "aid", country = "GB", date = 2024-01-01, outside = "in kind" },
            { commitment = "aid", country = "US", date = 2024-01-01, amount = 90, outside = "in kind" },
        ]
    """
    assert drawn("summary", ledger, 120).splitlines()[-1] == (
        "Aid: outside, not counted: 3 entries: Germany, United Kingdom and United States, in kind (delivered)."
    )
    assert [line for line in drawn("countries", ledger, 120).splitlines() if line.startswith("Outside")] == [
        "Outside, not counted: Germany and United Kingdom, in kind (delivered): an amount not stated each, 2024-01-01.",
        "Outside, not counted: United States, in kind (delivered): $90, 2024-01-01.",
    ]


def test_an_entry_outside_says_what_kind_of_giving_it_is(drawn: Drawn) -> None:
    said = drawn(
        "entries",
        """
        [commitments.fund]
        unit = "USD"
        [[pledges]]
        commitment = "fund"
        country = "BR"
        date = 2024-05-01
        outside = "bilateral"
        [[actuals]]
        commitment = "fund"
        country = "BR"
        date = 2024-05-02
        amount = 20
        outside = "in kind"
        """,
        100,
    ).splitlines()
    assert [line for line in said if "Brazil" in line] == [
        "2024-05-01  Brazil: pledge, amount not stated, outside (bilateral)  not stated     4",
        "2024-05-02  Brazil: actual +$20, outside (in kind)                        +$20     9",
    ]
