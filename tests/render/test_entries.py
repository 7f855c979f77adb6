"""What a list of entries says of each: no less than a history, and the same in the same words."""

from collections.abc import Callable

import pytest

from mss_gap.render.dispatch import Format

Text = Callable[[str, str, Format], str]
FUND = '[commitments.fund]\nunit = "USD"\nstages = ["received", "spent"]\n'


@pytest.mark.parametrize(
    ("entry", "said", "worth"),
    [
        ("pledges: total = 500", "pledge of $500", "$500"),
        ('pledges: total = 500, qualifier = "at-least"', "pledge of at least $500", "≥$500"),
        ("actuals: amount = -5", "actual -$5", "-$5"),
        # The qualifier speaks of the size: more than 5 were taken back.
        ('actuals: amount = -5, qualifier = "over"', "actual down by over $5", "≤-$5"),
        ('actuals: amount = 5, qualifier = "about"', "actual up by about $5", "≈+$5"),
        ('actuals: amount = 5, stage = "spent"', "spent actual +$5", "+$5"),
        ('actuals: note = "a note"', "actual, amount not stated (a note)", "not stated"),
        ('pledges: total = 60, status = "on-hold"', "pledge of $60, on hold", "$60"),
        # The status is that of the whole pledge, not only of the 60.
        ('pledges: amount = 60, status = "on-hold"', "pledge +$60, the pledge on hold", "+$60"),
        ('pledges: total = 60, status = "conditional", part = 9', "pledge of $60, $9 of it conditional", "$60"),
        ('pledges: status = "conditional", part = 9', "$9 of the pledge conditional", ""),
        ('pledges: status = "withdrawn"', "pledge withdrawn", ""),
        ("pledges: due = 2025-12-31", "pledge now due by 2025-12-31", ""),
        ("pledges: total = 5, due = 2025-12-31", "pledge of $5 (Due 2025-12-31)", "$5"),
        ('actuals: total = 5, outside = "in kind"', "actual of $5, outside (in kind)", "$5"),
    ],
)
def test_an_entry_says_what_it_states_and_no_more(text: Text, entry: str, said: str, worth: str) -> None:
    section, keys = entry.split(": ", 1)
    stated = f'[[{section}]]\ncommitment = "fund"\ncountry = "KE"\ndate = 2024-02-01\n' + "\n".join(keys.split(", "))
    page = text("entries", FUND + stated, Format.MARKDOWN)
    (row,) = [line for line in page.replace("\\", "").splitlines() if line.startswith("| 2024")]
    assert [cell.strip() for cell in row.strip("|").split("|")][1:3] == [f"Kenya: {said}", worth]
