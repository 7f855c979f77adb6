"""The table of claims: a figure that is not exact is not shown as if it were."""

import re
from collections.abc import Callable
from json import loads

import pytest

from mss_gap.analysis.contributors.sorting import ClaimSort
from mss_gap.analysis.reports.claims import claims
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.ledger.model import Ledger
from mss_gap.render.dispatch import Format, render

LEDGER = """
    [commitments.men]
    unit = "men"
    pledged = 1000
    [[actuals]]
    commitment = "men"
    date = 2024-05-01
    total = 700
    qualifier = "%s"
    [[claims]]
    text = "600"
    commitment = "men"
    measure = "actual"
    value = 600
    [[claims]]
    text = "80%%"
    commitment = "men"
    measure = "delivered_pct"
    value = 80
"""


@pytest.mark.parametrize(("qualifier", "mark"), [("exactly", ""), ("at-least", "≥"), ("at-most", "≤"), ("about", "≈")])
def test_the_difference_from_a_claim_is_known_as_the_figure_is(
    qualifier: str, mark: str, ledger: Callable[[str], Ledger]
) -> None:
    # 700 - 600 = 100 men; 700 of 1,000 are 70%, 10 points less than 80%.
    rows = str(render(claims(ledger(LEDGER % qualifier), sort=ClaimSort.LEDGER), Format.MARKDOWN)).splitlines()
    assert [row.split(" | ")[3:5] for row in rows if row.startswith(("| 1 ", "| 2 "))] == [
        [f"{mark}700", f"{mark}+100"],
        [f"{mark}70.0%", f"{mark}-10.0 points"],
    ]


A_DIFFERENCE = '"Contradicted" means that a claim and the ledger differ; it does not say who is wrong.'

WEIGHED = """
    sources.own = { title = "Own", publisher = "The ledger's" }
    sources.ap = { title = "Story", publisher = "AP" }
    commitments.men = { unit = "men", pledged = 1000, actual = 700, source = "own" }
    claims = [
        { text = "agrees", commitment = "men", measure = "actual", value = 700, source = "own" },
        { text = "other scope", commitment = "men", measure = "actual", value = 900, comparable = false, note = "Of May." },
        { text = "differs", commitment = "men", measure = "actual", value = 600, source = "ap" },
    ]
"""


def test_a_table_begins_with_contradictions_and_ends_with_agreement(ledger: Callable[[str], Ledger]) -> None:
    page = str(render(claims(ledger(WEIGHED)), Format.MARKDOWN)).splitlines()
    assert [line for line in page if line.startswith(("3 claims", "| "))] == [
        f"3 claims: 1 consistent (1 of them with its own source), 1 contradicted, 1 not-comparable. {A_DIFFERENCE}",
        "| No. | Claim | Claimed | Ledger | Difference | Verdict |",
        "| ---: | :--- | ---: | ---: | ---: | :--- |",
        "| 3 | differs \\[1\\] (men, actual) | 600 | 700 | +100 | contradicted |",
        "| 2 | other scope (men, actual. Of May.) | 900 | 700 |  | not-comparable |",
        "| 1 | agrees \\[2\\] (men, actual; the figure's own source) | 700 | 700 | 0 | consistent |",
        "| About | Claimed |",
        "| :--- | :--- |",
        "| men, actual | 700 (No. 1); 600 (No. 3) |",
    ]


def test_a_chosen_order_is_that_of_tables_too(ledger: Callable[[str], Ledger]) -> None:
    page = str(render(claims(ledger(WEIGHED), sort=ClaimSort.LEDGER), Format.MARKDOWN)).splitlines()
    assert [line[:3] for line in page if line.startswith("| ") and line[2].isdigit()] == ["| 1", "| 2", "| 3"]


def test_that_a_difference_does_not_say_who_is_wrong_is_said_only_of_a_difference(
    ledger: Callable[[str], Ledger],
) -> None:
    agreeing = claims(ledger(WEIGHED), verdict=ClaimVerdict.CONSISTENT)
    assert "who is wrong" not in str(render(agreeing, Format.MARKDOWN))


def test_documents_keep_the_order_of_the_ledger_unless_another_is_chosen(ledger: Callable[[str], Ledger]) -> None:
    plain, sorted_ = claims(ledger(WEIGHED)), claims(ledger(WEIGHED), sort=ClaimSort.VERDICT)
    printed = [
        (re.findall(r'"text": "(.*)"', json := str(render(report, Format.JSON))), loads(json)["rivals"])
        for report in (plain, sorted_)
    ]
    assert printed == [
        (["agrees", "other scope", "differs"], [[0, 2]]),
        (["differs", "other scope", "agrees"], [[0, 2]]),
    ]
    rows = [str(render(report, Format.CSV)).splitlines()[1:] for report in (plain, sorted_)]
    assert [[row.partition(",")[0] for row in lines] for lines in rows] == [each[0] for each in printed]
