"""R12: whether a pledge was kept, and when; what was expected by then; how much of the firm pledges came."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import mss_gap
from mss_gap import Bound, Ledger, UnknownCommitmentError
from mss_gap.analysis.reports.kept import KeptCommitment, KeptPledge, overdue
from mss_gap.render.formats.json import json_document
from mss_gap.render.tables.kept import how_late

Read = Callable[[str], Ledger]
Kept = Callable[..., KeptPledge]
Ledgers = st.SearchStrategy[Ledger]
FEW = settings(max_examples=15)
REPORT_DATE = date(2025, 6, 30)


def entries(kind: str, stated: Sequence[str]) -> str:
    """Some pledges or actuals of Kenya to the personnel."""
    written = ", ".join(f'{{ commitment = "personnel", country = "KE", {each} }}' for each in stated)
    return f"{kind} = [{written}]\n"


@pytest.fixture(scope="module")
def kept(ledger: Read) -> Kept:
    """What became of Kenya's pledge to the personnel by 30 June 2025."""

    def of(
        *pledges: str, actuals: Sequence[str] = (), commitment: str = "", mission: str = "", more: str = ""
    ) -> KeptPledge:
        text = (
            f"{entries('pledges', pledges)}{entries('actuals', actuals)}"
            f'[mission]\n{mission}\n[commitments.personnel]\nunit = "USD"\n{commitment}\n{more}'
        )
        (row,) = mss_gap.kept(ledger(text), REPORT_DATE).commitments[0].contributions
        return row

    return of


def came(*figures: str) -> list[str]:
    """Actuals on 1 March 2025 and the days after."""
    return [f"date = 2025-03-{day:02}, {figure}" for day, figure in enumerate(figures, 1)]


PLEDGED = "date = 2024-01-01, total = 100"
LATE, SOON = "due = 2025-06-29", "due = 2025-06-30"
"""A due day before the report date, and one that is not."""


def test_the_document_has_the_keys_of_the_format_in_their_order(ledger: Read) -> None:
    text = f"""
        {entries("pledges", ["date = 2024-01-01, total = 100, source = 'letter'"])}
        {entries("actuals", ["date = 2025-01-05, total = 120"])}
        [sources.letter]
        title = "A letter"
        [commitments.personnel]
        title = "Personnel deployed"
        unit = "personnel"
        due = 2025-01-01
    """
    document = json.loads(json_document(mss_gap.kept(ledger(text), REPORT_DATE)))
    assert list(document) == [
        "kind",
        "version",
        "mission",
        "ledger",
        "as_of",
        "later_entries",
        "commitments",
        "warnings",
    ]
    assert document["kind"] == "kept"
    pledge = {
        "id": "KE",
        "name": "Kenya",
        "pledged": 100,
        "pledged_bound": "exact",
        "firm": 100,
        "actual": 120,
        "actual_bound": "exact",
        "expected": 100,
        "due": "2025-01-01",
        "verdict": "kept",
        "kept_on": "2025-01-05",
        "days_late": 4,
        "sources": ["letter"],
    }
    commitment = {
        "id": "personnel",
        "title": "Personnel deployed",
        "unit": "personnel",
        "measured": 1,
        "kept": 1,
        "kept_amount": 100,
        "firm": 100,
        "kept_pct": 100,
        "contributions": [pledge],
    }
    assert document["commitments"] == [commitment]
    assert list(document["commitments"][0]) == list(commitment)
    assert list(document["commitments"][0]["contributions"][0]) == list(pledge)


@pytest.mark.parametrize(
    ("pledges", "actuals", "verdict"),
    [
        pytest.param([PLEDGED, "date = 2024-06-01, status = 'withdrawn'"], came("total = 100"), "withdrawn", id="all"),
        pytest.param([f"{PLEDGED}, status = 'withdrawn', part = 100"], [], "withdrawn", id="a part that is all of it"),
        pytest.param(["date = 2024-01-01", "date = 2024-06-01, status = 'withdrawn'"], [], "withdrawn", id="unknown"),
        pytest.param(["date = 2024-01-01"], came("total = 100"), "not-measurable", id="pledge not stated"),
        pytest.param([PLEDGED], ["date = 2025-03-01"], "not-measurable", id="delivery not stated"),
        pytest.param(["date = 2024-01-01, total = 0"], came("total = 5"), "not-measurable", id="a pledge of 0"),
        pytest.param([f"{PLEDGED}, currency = 'EUR'"], came("total = 100"), "not-measurable", id="no rate"),
        pytest.param([PLEDGED], came("total = 100"), "kept", id="just enough"),
        pytest.param([PLEDGED], came("total = 99"), "under-way", id="one too few"),
        pytest.param([f"{PLEDGED}, status = 'on-hold'"], came("total = 100"), "kept", id="on hold and kept"),
        pytest.param([PLEDGED], came("total = 100, qualifier = 'at-least'"), "kept", id="at least so much came"),
        pytest.param([f"{PLEDGED}, qualifier = 'under'"], came("total = 100"), "kept", id="less was pledged"),
        pytest.param([PLEDGED], came("total = 100, qualifier = 'at-most'"), "not-measurable", id="at most came"),
        pytest.param([f"{PLEDGED}, qualifier = 'over'"], came("total = 100"), "not-measurable", id="over was pledged"),
        pytest.param([PLEDGED], came("total = 200, qualifier = 'about'"), "not-measurable", id="about came"),
        pytest.param(
            [f"{PLEDGED}, status = 'on-hold', part = 40"], came("total = 60"), "firm-kept", id="all that is firm"
        ),
        pytest.param(
            [f"{PLEDGED}, status = 'on-hold', part = 40"], came("total = 59"), "under-way", id="not all that is firm"
        ),
        pytest.param(
            [f"{PLEDGED}, status = 'on-hold', part = 40"],
            came("total = 60, qualifier = 'at-most'"),
            "not-measurable",
            id="at most all that is firm",
        ),
        pytest.param([f"{PLEDGED}, {LATE}"], came("total = 99"), "overdue", id="due the day before"),
        pytest.param([f"{PLEDGED}, {SOON}"], came("total = 99"), "under-way", id="due on the report date"),
        pytest.param([f"{PLEDGED}, {LATE}"], [], "overdue", id="nothing recorded and due"),
        pytest.param(
            [f"{PLEDGED}, {LATE}"], came("total = 99, qualifier = 'at-most'"), "overdue", id="at most 99 and due"
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}, qualifier = 'at-least'"], came("total = 99"), "overdue", id="at least 100 due"
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}"], came("total = 99, qualifier = 'at-least'"), "not-measurable", id="perhaps all came"
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}, qualifier = 'at-most'"], came("total = 99"), "not-measurable", id="perhaps 99 due"
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}, status = 'on-hold', part = 40"], came("total = 59"), "overdue", id="firm part overdue"
        ),
        pytest.param([f"{PLEDGED}, {LATE}, status = 'on-hold'"], [], "on-hold", id="on hold is never overdue"),
        pytest.param([f"{PLEDGED}, {LATE}, status = 'conditional'"], [], "conditional", id="nor is conditional"),
        pytest.param(
            [f"{PLEDGED}, status = 'conditional'", "date = 2024-02-01, status = 'on-hold', part = 1"],
            came("total = 5"),
            "on-hold",
            id="some on hold, the rest conditional",
        ),
        pytest.param([PLEDGED], came("total = 1"), "under-way", id="some came"),
        pytest.param([PLEDGED], came("total = 0"), "nothing-yet", id="nothing came"),
        pytest.param([PLEDGED], [], "nothing-yet", id="nothing recorded"),
        pytest.param([PLEDGED], came("amount = -5"), "overdue", id="less than nothing is less than the 0 expected"),
    ],
)
def test_the_first_verdict_that_applies(pledges: list[str], actuals: list[str], verdict: str, kept: Kept) -> None:
    assert kept(*pledges, actuals=actuals).verdict == verdict


@pytest.mark.parametrize(
    ("pledges", "expected", "due"),
    [
        pytest.param([PLEDGED], 0, None, id="no due day"),
        pytest.param([f"{PLEDGED}, {LATE}"], 100, "2025-06-29", id="its own, past"),
        pytest.param([f"{PLEDGED}, {SOON}"], 0, "2025-06-30", id="its own, on the report date"),
        pytest.param(
            [f"{PLEDGED}, due = 2025-01-31", "date = 2024-02-01, amount = 30, due = 2025-12-31"],
            100,
            "2025-12-31",
            id="instalments: what is due counts, the last is the due day",
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}", "date = 2024-02-01, amount = -30, due = 2025-01-01"], 70, "2025-06-29", id="cut down"
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}", "date = 2024-02-01, amount = -30, due = 2025-12-31"],
            70,
            "2025-12-31",
            id="at most the firm part",
        ),
        pytest.param(
            [f"{PLEDGED}, {SOON}", "date = 2024-02-01, amount = -30, due = 2025-01-01"],
            0,
            "2025-06-30",
            id="at least 0",
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}, status = 'on-hold', part = 40"], 60, "2025-06-29", id="only what is firm is expected"
        ),
        pytest.param([f"{PLEDGED}, {LATE}, status = 'on-hold'"], 0, "2025-06-29", id="nothing firm"),
        pytest.param(
            [f"{PLEDGED}, {LATE}", "date = 2024-02-01, due = 2025-12-31"], 0, "2025-12-31", id="a new due day"
        ),
        pytest.param(
            [f"{PLEDGED}, {SOON}", "date = 2024-02-01, due = 2025-12-31", "date = 2024-03-01, due = 2025-02-28"],
            100,
            "2025-02-28",
            id="the latest new due day",
        ),
        pytest.param(
            [
                f"{PLEDGED}, {LATE}",
                "date = 2024-02-01, due = 2025-12-31",
                "date = 2024-03-01, amount = 5, due = 2025-02-28",
            ],
            5,
            "2025-12-31",
            id="a new due day is of what was pledged before",
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}", "date = 2024-01-01, due = 2025-12-31"], 100, "2025-06-29", id="not of its own day"
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}", "date = 2024-02-01, due = 2025-12-31, status = 'conditional', part = 10"],
            0,
            "2025-12-31",
            id="a part with a due day is no figure",
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}", "date = 2025-07-01, due = 2025-12-31"], 100, "2025-06-29", id="not yet a new due day"
        ),
        pytest.param(
            ["date = 2023-01-01, total = 900, due = 2024-01-01", f"{PLEDGED}, {SOON}"], 0, "2025-06-30", id="restated"
        ),
        pytest.param(
            ["date = 2024-01-01, amount = 7, due = 2024-06-01", f"{PLEDGED}, {LATE}"],
            100,
            "2025-06-29",
            id="of that day",
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}", f"{PLEDGED}, {SOON}"],
            0,
            "2025-06-30",
            id="equal totals are one, due on the later day",
        ),
        pytest.param(
            [f"{PLEDGED}, {LATE}", f"{PLEDGED}, due = 2025-01-31"],
            100,
            "2025-06-29",
            id="equal totals are counted once",
        ),
        pytest.param([f"{PLEDGED}, due = '2025-05'"], 100, "2025-05-31", id="a month that is over"),
        pytest.param([f"{PLEDGED}, due = '2025-06'"], 0, "2025-06-30", id="a month is due on its last day"),
        pytest.param(
            [f"{PLEDGED}, {LATE}", "date = 2024-02-01, amount = 5, currency = 'EUR', due = 2025-01-01"],
            100,
            "2025-06-29",
            id="what no rate converts is not counted",
        ),
        pytest.param([f"{PLEDGED}, currency = 'EUR', {LATE}"], None, "2025-06-29", id="unknown where the firm part is"),
        pytest.param(["date = 2024-01-01, status = 'on-hold'"], 0, None, id="nothing firm, amount not stated"),
        pytest.param(["date = 2024-01-01"], None, None, id="amount not stated"),
    ],
)
def test_what_is_expected_and_when_all_is_due(
    pledges: list[str], expected: int | None, due: str | None, kept: Kept
) -> None:
    row = kept(*pledges)
    assert (row.expected, row.due and row.due.isoformat()) == (expected, due)


@pytest.mark.parametrize(
    ("pledge", "commitment", "mission", "due"),
    [
        (f"{PLEDGED}, {LATE}", "due = 2025-01-01", "end = 2026-01-01", "2025-06-29"),
        (PLEDGED, "due = 2025-01-01", "end = 2026-01-01", "2025-01-01"),
        (PLEDGED, "", "end = 2026-01-01", "2026-01-01"),
        (PLEDGED, "", "", None),
        (f"date = 2024-01-01, {LATE}", "due = 2025-01-01", "end = 2026-01-01", "2025-01-01"),
        ("date = 2024-01-01", "", "end = 2026-01-01", "2026-01-01"),
        (PLEDGED, "due = '2025-05'", "", "2025-05"),
    ],
    ids=["own", "commitment", "mission", "none", "no statement", "no statement, mission", "a month as written"],
)
def test_without_a_due_day_of_its_own_a_pledge_has_the_commitments_or_the_end_of_the_mission(
    pledge: str, commitment: str, mission: str, due: str | None, kept: Kept
) -> None:
    row = kept(pledge, commitment=commitment, mission=mission)
    assert (None if row.due is None else str(row.due)) == due


def test_of_a_month_and_its_last_day_the_due_day_is_the_day(kept: Kept) -> None:
    instalments = ["date = 2024-01-01, amount = 5, due = '2025-05'", "date = 2024-01-02, amount = 5, due = 2025-05-31"]
    assert [str(kept(*order).due) for order in (instalments, instalments[::-1])] == ["2025-05-31"] * 2


@pytest.mark.parametrize(
    ("due", "actuals", "kept_on", "days_late"),
    [
        pytest.param("due = 2025-03-01", ["date = 2025-03-01, total = 100"], "2025-03-01", 0, id="on the day"),
        pytest.param("due = 2025-02-25", ["date = 2025-03-01, total = 100"], "2025-03-01", 4, id="late"),
        pytest.param("due = 2025-04-01", ["date = 2025-03-01, total = 100"], "2025-03-01", 0, id="early"),
        pytest.param("note = 'x'", ["date = 2025-03-01, total = 100"], "2025-03-01", None, id="no due day"),
        pytest.param("due = 2025-03-01", ["date = 2025-03-02, total = 99"], None, None, id="not kept"),
        pytest.param(
            "due = 2025-03-01", came("amount = 60", "amount = 40", "amount = 1"), "2025-03-02", 1, id="when enough"
        ),
        pytest.param(
            "due = 2025-03-01", came("total = 100", "total = 9", "total = 100"), "2025-03-01", 0, id="the first"
        ),
        pytest.param(
            "due = 2025-03-01", ["date = 2023-12-01, total = 100"], "2023-12-01", 0, id="before it was pledged"
        ),
        pytest.param(
            "due = 2025-02-25", ["date = '2025-03', total = 100"], "2025-03", 4, id="late by its month's first day"
        ),
        pytest.param(
            "due = 2025-03-05", ["date = '2025-03', total = 100"], "2025-03", 0, id="perhaps within the month"
        ),
        pytest.param("due = '2025-02'", ["date = '2025-03', total = 100"], "2025-03", 1, id="after a month"),
        pytest.param(
            "due = '2025-03'", ["date = 2025-04-02, total = 100"], "2025-04-02", 2, id="after a month's last day"
        ),
        pytest.param("due = 2024-12-30", ["date = '2024', total = 100"], "2024", 0, id="within the year"),
        pytest.param("due = 2023-12-30", ["date = '2024', total = 100"], "2024", 2, id="from the year's first day"),
        pytest.param(
            "due = 2025-03-01",
            ["date = '2025-03', amount = 60", "date = 2025-03-31, amount = 40"],
            "2025-03-31",
            30,
            id="a month's and the day's: the day completes it",
        ),
        pytest.param(
            "due = 2025-03-01",
            ["date = '2025-03', amount = 100", "date = 2025-03-31, amount = 40"],
            "2025-03",
            0,
            id="the month's are enough",
        ),
        pytest.param(
            "due = 2024-12-02",
            ["date = '2024', amount = 60", "date = '2024-12', amount = 40"],
            "2024-12",
            0,
            id="a year's and a month's",
        ),
    ],
)
def test_a_pledge_is_kept_on_the_first_day_on_which_enough_had_come(
    due: str, actuals: list[str], kept_on: str | None, days_late: int | None, kept: Kept
) -> None:
    for order in (actuals, actuals[::-1]):
        row = kept(f"{PLEDGED}, {due}", actuals=order)
        assert (row.kept_on and str(row.kept_on), row.days_late) == (kept_on, days_late)


@pytest.mark.parametrize(
    ("pledges", "actuals", "said"),
    [
        (["date = 2024-01-01, total = 100, due = 2025-03-31"], ["date = 2025-05-01, total = 100"], "31 days late"),
        # 90 of the 100 have no day by which they were promised.
        (
            ["date = 2024-01-01, amount = 10, due = 2024-06-30", "date = 2024-02-01, amount = 90"],
            ["date = 2025-01-30, total = 100"],
            "",
        ),
        # At most 100 on 1 March may have been less; at least 100 is enough.
        ([PLEDGED], ["date = 2025-03-01, total = 100, qualifier = 'at-most'", "date = 2025-05-01, total = 100"], ""),
        ([PLEDGED], ["date = 2025-03-01, total = 100, qualifier = 'at-least'"], ""),  # no due day at all
        (
            ["date = 2024-01-01, total = 100, due = 2025-06-29"],
            ["date = 2025-03-01, total = 100, qualifier = 'at-least'"],
            "in time",
        ),
    ],
)
def test_a_pledge_is_called_late_only_where_all_of_it_has_a_due_day_and_was_there_for_certain(
    pledges: list[str], actuals: list[str], said: str, kept: Kept
) -> None:
    row = kept(*pledges, actuals=actuals)
    assert (row.verdict, how_late(row)) == ("kept", said)


def test_a_firm_part_is_kept_on_the_day_on_which_it_was_reached(kept: Kept) -> None:
    row = kept(f"{PLEDGED}, {SOON}, status = 'conditional', part = 40", actuals=came("total = 50", "total = 60"))
    assert (row.verdict, row.kept_on, row.days_late) == ("firm-kept", date(2025, 3, 2), 0)


def test_what_is_outside_and_what_is_of_another_stage_keeps_nothing(kept: Kept) -> None:
    outside = kept(PLEDGED, actuals=came("total = 100, outside = 'in kind'"))
    agreed = kept(PLEDGED, actuals=came("total = 100, stage = 'agreed'"), commitment="stages = ['agreed', 'spent']")
    assert [(row.actual, row.verdict) for row in (outside, agreed)] == [(0, "nothing-yet")] * 2
    spent = kept(PLEDGED, actuals=came("total = 100, stage = 'spent'"), commitment="stages = ['agreed', 'spent']")
    assert spent.verdict == "kept"


def test_a_pledge_outside_is_no_pledge(ledger: Read) -> None:
    text = entries("pledges", [f"{PLEDGED}, outside = 'in kind'"]) + entries("actuals", came("total = 5"))
    (row,) = mss_gap.kept(ledger(f'{text}[commitments.personnel]\nunit = "men"')).commitments
    assert (row.contributions, row.measured, row.kept_pct) == ((), 0, None)


def test_a_pledge_and_its_payment_in_one_currency_are_measured_at_one_rate(kept: Kept) -> None:
    rates = (
        '[[rates]]\npair = "EUR/USD"\ndate = 2024-01-01\nrate = 1.10\n'
        '[[rates]]\npair = "EUR/USD"\ndate = 2025-03-01\nrate = 1.00\n'
    )
    row = kept(f"{PLEDGED}, currency = 'EUR'", actuals=came("total = 100, currency = 'EUR'"), more=rates)
    assert (row.pledged, row.actual, row.verdict) == (110, 110, "kept")


SEVERAL = """
pledges = [
  { commitment = "men", country = "KE", date = 2024-01-01, total = 1000 },
  { commitment = "men", country = "JM", date = 2024-01-01, total = 200, due = 2025-01-31 },
  { commitment = "men", country = "BS", date = 2024-01-01, total = 150, status = "on-hold", part = 50 },
  { commitment = "men", country = "CA", date = 2024-01-01, total = 70, status = "on-hold" },
  { commitment = "men", country = "DE", date = 2024-01-01 },
  { commitment = "men", country = "PL", date = 2024-01-01, total = 30, qualifier = "about" },
  { commitment = "men", country = "NO", date = 2024-01-01, total = 40, due = 2025-01-31 },
]
actuals = [
  { commitment = "men", country = "KE", date = 2025-01-01, total = 1200 },
  { commitment = "men", country = "JM", date = 2025-01-01, total = 20, qualifier = "at-most" },
  { commitment = "men", country = "BS", date = 2025-01-01, total = 110 },
  { commitment = "men", country = "CA", date = 2025-01-01, total = 70 },
  { commitment = "men", country = "NO", date = 2025-01-01, amount = -3 },
  { commitment = "men", country = "FR", date = 2025-01-01, total = 500 },
]
[commitments.men]
unit = "men"
[commitments.bases]
unit = "bases"
"""


def whole(ledger: Ledger) -> KeptCommitment:
    return mss_gap.kept(ledger, REPORT_DATE).commitments[0]


def test_of_a_commitment_firm_parts_that_can_be_measured_are_added_up(ledger: Read) -> None:
    row = whole(ledger(SEVERAL))
    assert {it.id: it.verdict.value for it in row.contributions} == {
        "KE": "kept",
        "BS": "firm-kept",
        "CA": "kept",
        "JM": "overdue",
        "NO": "overdue",
        "PL": "not-measurable",
        "DE": "not-measurable",
    }
    # KE 1000 of 1000, BS 100 of 100 (50 are on hold), JM 20 of 200, NO 0 of 40; CA has no firm part.
    assert (row.measured, row.kept, row.kept_amount, row.firm) == (4, 2, 1120, 1340)
    assert row.kept_pct is not None
    assert round(row.kept_pct, 6) == Decimal("83.582090")
    # JM's 20 are at most so many.
    assert (row.totals.amount.bound, row.totals.firm.bound, row.totals.pct.bound) == ("at-most", "exact", "at-most")
    assert (row.pledging, row.unmeasured) == (7, 2)


def test_rows_are_in_the_order_of_countries_and_only_of_those_that_pledged(ledger: Read) -> None:
    read = ledger(SEVERAL)
    of_countries = [row.id for row in mss_gap.countries(read).commitments[0].contributions]
    assert [row.id for row in whole(read).contributions] == [code for code in of_countries if code != "FR"]


def test_some_contributors_have_rows_and_the_sums_are_of_all(ledger: Read) -> None:
    read = ledger(SEVERAL)
    some = mss_gap.kept(read, REPORT_DATE, countries=["PL", "KE"]).commitments[0]
    assert [row.id for row in some.contributions] == ["KE", "PL"]
    everyone = whole(read)
    assert replace(some, contributions=()) == replace(everyone, contributions=())


def test_a_commitment_without_a_pledge_has_no_share(ledger: Read) -> None:
    row = mss_gap.kept(ledger(SEVERAL), REPORT_DATE).commitments[1]
    assert (row.measured, row.kept, row.kept_amount, row.firm, row.kept_pct) == (0, 0, 0, 0, None)


def test_a_ledger_without_a_date_has_no_pledge_to_keep(ledger: Read) -> None:
    report = mss_gap.kept(ledger('[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'))
    assert (report.as_of, report.commitments[0].contributions) == (None, ())


def test_one_commitment_can_be_asked_for(ledger: Read) -> None:
    read = ledger(SEVERAL)
    assert [row.id for row in mss_gap.kept(read, commitment="bases").commitments] == ["bases"]
    with pytest.raises(UnknownCommitmentError):
        mss_gap.kept(read, commitment="tents")


def test_overdue_pledges_are_named_with_their_commitment(ledger: Read) -> None:
    found = overdue(mss_gap.kept(ledger(SEVERAL), REPORT_DATE))
    assert [(commitment.id, row.id) for commitment, row in found] == [("men", "JM"), ("men", "NO")]


@FEW
@given(data=st.data())
def test_the_order_of_entries_never_matters(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    shuffled = ledger.model_copy(
        update={
            "pledges": tuple(data.draw(st.permutations(ledger.pledges))),
            "actuals": tuple(data.draw(st.permutations(ledger.actuals))),
        }
    )
    assert json_document(mss_gap.kept(shuffled)) == json_document(mss_gap.kept(ledger))
    assert [str(row.due) for row in rows_of(shuffled)] == [str(row.due) for row in rows_of(ledger)]
    assert [str(row.kept_on) for row in rows_of(shuffled)] == [str(row.kept_on) for row in rows_of(ledger)]


def rows_of(ledger: Ledger, as_of: date | None = None) -> list[KeptPledge]:
    return [row for commitment in mss_gap.kept(ledger, as_of).commitments for row in commitment.contributions]


@FEW
@given(data=st.data(), days=st.integers(1, 1000))
def test_time_only_makes_a_pledge_overdue(data: st.DataObject, days: int, ledgers: Ledgers) -> None:
    """Where nothing more is recorded."""
    ledger = data.draw(ledgers)
    dates = [entry.date for entry in (*ledger.pledges, *ledger.actuals)]
    assume(dates)
    last = max(dates)
    last = date(last.year, last.month, last.day)
    may_become_overdue = {"under-way", "nothing-yet", "not-measurable"}
    for before, after in zip(rows_of(ledger, last), rows_of(ledger, last + timedelta(days)), strict=True):
        assert (after.expected or 0) >= (before.expected or 0) or has_a_reduction(ledger)
        if before.verdict in may_become_overdue:
            assert after.verdict in {before.verdict, "overdue"}
        elif before.verdict != "overdue" or not has_a_reduction(ledger):
            assert after.verdict == before.verdict
        assert (after.kept_on, after.days_late) == (before.kept_on, before.days_late)


def has_a_reduction(ledger: Ledger) -> bool:
    """Whether a pledge was cut down by an amount, whose own due day may be the later one."""
    return any(pledge.amount is not None and pledge.amount < 0 for pledge in ledger.pledges)


@FEW
@given(data=st.data())
def test_no_more_is_kept_than_is_firm_and_no_more_pledges_than_there_are(data: st.DataObject, ledgers: Ledgers) -> None:
    for row in mss_gap.kept(data.draw(ledgers)).commitments:
        assert 0 <= row.kept_amount <= row.firm
        assert 0 <= row.kept <= row.measured <= row.measured + row.unmeasured <= row.pledging == len(row.contributions)
        assert (row.kept_pct is None) == (row.measured == 0)
        if row.measured and row.kept == row.measured:
            assert row.kept_pct == 100
        for each in row.contributions:
            assert each.expected is None or (each.firm is not None and 0 <= each.expected <= each.firm)
            assert (each.kept_on is not None) == each.verdict.is_kept


@FEW
@given(data=st.data())
def test_kept_and_overdue_leave_no_doubt_whatever_the_bounds(data: st.DataObject, ledgers: Ledgers) -> None:
    """A figure within its bound, drawn at random, leads to the same conclusion."""
    rng = Random(data.draw(st.integers()))  # noqa: S311 - nothing secret
    for row in rows_of(data.draw(ledgers)):
        actual, pledged = within(rng, row.actual, row.actual_bound), within(rng, row.pledged, row.pledged_bound)
        if row.verdict == "kept":
            assert actual >= pledged
        if row.verdict == "overdue":
            assert actual < pledged


def within(rng: Random, figure: Decimal | None, bound: Bound | None) -> Decimal:
    """A number that a figure's bound leaves."""
    value, more = figure or Decimal(0), Decimal(rng.randint(0, 100))
    return {Bound.AT_LEAST: value + more, Bound.AT_MOST: value - more}.get(bound or Bound.EXACT, value)
