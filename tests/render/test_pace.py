"""The sentences of the pace, whole: they are meant to be quoted.

The mission starts on 1 January 2025 and the report date is 11 April, 100 days later, so the pace so far is a hundredth
of the actual a day.
"""

from collections.abc import Callable

import pytest

from mss_gap.analysis.reports.pace import pace
from mss_gap.ledger.model import Ledger
from mss_gap.render.dispatch import Format, render
from mss_gap.render.tables.pace import sentence

MISSION = "[mission]\nstart = 2025-01-01\nas_of = 2025-04-11\n"
SINCE = "at the pace since 1 January 2025, the"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        # met: nothing left, or more than pledged
        (("men", "100", "100", None), "met by 11 April 2025."),
        (("men", "100", "150", "2025-04-01"), "met by 11 April 2025, with 50 men to spare."),
        (("USD", "100", "1234567.5", None), "met by 11 April 2025, with $1,234,467.50 to spare."),
        # 0.5 a day for 50: another 100 days, to 20 July
        (
            ("men", "100", "50", "2025-12-31"),
            f"{SINCE} 100 men would be reached on 20 July 2025, in time for 31 December 2025.",
        ),
        (
            ("men", "100", "50", "2025-07-20"),
            f"{SINCE} 100 men would be reached on 20 July 2025, in time for 20 July 2025.",
        ),
        # 90 days are left: 50 / 90 = 0.5556, 1.11 times 0.5
        (
            ("men", "100", "50", "2025-07-10"),
            f"{SINCE} 100 men would be reached on 20 July 2025; getting there by 10 July 2025 takes 0.56 a day, 1.1 times the pace so far.",
        ),
        # 0.2 a day for 80: another 400 days; 80 in 20 days
        (
            ("men", "100", "20", "2025-05-01"),
            f"{SINCE} 100 men would be reached in May 2026; getting there by 1 May 2025 takes 4 a day, 20 times the pace so far.",
        ),
        # 0.01 a day for 9: another 900 days; 9 in 180 days, and 9 in 22.5 of them would be one every 2.5
        (
            ("bases", "10", "1", "2025-10-08"),
            f"{SINCE} 10 bases would be reached in September 2027; getting there by 8 October 2025 takes one every 20 days, 5 times the pace so far.",
        ),
        # 0.01 a day for 4: another 400 days; 4 in 9 days is one every 2.25, and 0.444 is 44.4 times 0.01
        (
            ("bases", "5", "1", "2025-04-20"),
            f"{SINCE} 5 bases would be reached in May 2026; getting there by 20 April 2025 takes one every 2.3 days, 44.4 times the pace so far.",
        ),
        # 680,000 a day for 532 million: 782.4 days; 532 million in 97 days are 5,484,536.08 a day, 8.07 times as many
        (
            ("USD", "600_000_000", "68_000_000", "2025-07-17"),
            f"{SINCE} $600,000,000 would be reached in June 2027; getting there by 17 July 2025 takes $5,484,536 a day, 8.1 times the pace so far.",
        ),
        # 0.01 a day for 0.5: 50 days; 0.5 in 20 days
        (
            ("USD", "1.5", "1", "2025-05-01"),
            f"{SINCE} $1.50 would be reached on 31 May 2025; getting there by 1 May 2025 takes $0.025 a day, 2.5 times the pace so far.",
        ),
        (
            ("men", "100", "50", "2025-04-11"),
            f"{SINCE} 100 men would be reached in July 2025; the pledge was due on 11 April 2025.",
        ),
        (
            ("men", "100", "0", "2025-03-01"),
            f"{SINCE} 100 men would never be reached; the pledge was due on 1 March 2025.",
        ),
        (("men", "100", "50", None), f"{SINCE} 100 men would be reached in July 2025; no day is set for it."),
        (("men", "100", "0", None), f"{SINCE} 100 men would never be reached; no day is set for it."),
        # stalled: 100 in 20 days
        (
            ("men", "100", "0", "2025-05-01"),
            f"{SINCE} 100 men would never be reached; getting there by 1 May 2025 takes 5 a day.",
        ),
        # 0.01 a day for nearly 10^15: longer than there are years; 999,999,999,999,998 in 20 days
        (
            ("men", "999_999_999_999_999", "1", "2025-05-01"),
            f"{SINCE} 999,999,999,999,999 men would not be reached before the year 10000; getting there by 1 May 2025 takes 50,000,000,000,000 a day, 4,999,999,999,999,990 times the pace so far.",
        ),
        (("men", "0", "5", None), "no pace can be computed from what is stated."),
    ],
)
def test_a_verdict_in_a_sentence(
    stated: tuple[str, str, str, str | None], said: str, ledger: Callable[[str], Ledger]
) -> None:
    unit, pledged, actual, due = stated
    text = (
        f'{MISSION}[commitments.x]\nunit = "{unit}"\npledged = {pledged}\n{f"due = {due}" if due else ""}\n'
        f'[[actuals]]\ncommitment = "x"\ndate = 2025-03-01\ntotal = {actual}\n'
    )
    report = pace(ledger(text))
    assert sentence(report.commitments[0], report.as_of) == said


def test_an_actual_that_falls_never_reaches_the_pledge(ledger: Callable[[str], Ledger]) -> None:
    text = (
        '[mission]\nas_of = 2025-04-11\n[commitments.x]\nunit = "men"\npledged = 100\ndue = 2025-05-01\n'
        '[[actuals]]\ncommitment = "x"\ndate = 2025-03-01\ntotal = 60\n'
        '[[actuals]]\ncommitment = "x"\ndate = 2025-04-01\namount = -40\n'
    )
    report = pace(ledger(text))
    assert sentence(report.commitments[0], report.as_of) == (
        "at the pace since 1 March 2025, the 100 men would never be reached; getting there by 1 May 2025 takes 4 a day."
    )


def test_an_undated_actual_has_no_pace(ledger: Callable[[str], Ledger]) -> None:
    report = pace(ledger(f'{MISSION}[commitments.x]\nunit = "men"\npledged = 100\nactual = 40\n'))
    assert sentence(report.commitments[0], report.as_of) == "no pace can be computed from what is stated."


def test_the_largest_converted_money_has_a_sentence_and_a_table(ledger: Callable[[str], Ledger]) -> None:
    text = """
        mission = { start = 2024-01-01, end = 2026-01-01, as_of = 2025-01-01 }
        commitments.funding.unit = "USD"
        rates = [{ pair = "EUR/USD", date = 2024-01-01, rate = 999999999999999.123457 }]
        pledges = [
            { commitment = "funding", country = "KE", date = 2024-02-01, total = 999999999999999, currency = "EUR" },
        ]
        actuals = [{ commitment = "funding", country = "KE", date = 2024-02-01, total = 1, currency = "EUR" }]
    """
    record = ledger(text)
    assert "behind" in str(render(pace(record), Format.MARKDOWN))
