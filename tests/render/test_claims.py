"""The table of claims: a figure that is not exact is not shown as if it were."""

from collections.abc import Callable

import pytest

from mss_gap.analysis.reports.claims import claims
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
    rows = str(render(claims(ledger(LEDGER % qualifier)), Format.MARKDOWN)).splitlines()
    assert [row.split(" | ")[3:5] for row in rows if row.startswith(("| 1 ", "| 2 "))] == [
        [f"{mark}700", f"{mark}+100"],
        [f"{mark}70.0%", f"{mark}-10.0 points"],
    ]
