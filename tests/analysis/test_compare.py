"""Two dates of a ledger, or two ledgers: what was delivered, and what was pledged anew."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from mss_gap import DatesReversedError, Ledger, WarningCode, compare, load
from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.reports.compare import ComparedCommitment, ComparedContribution
from mss_gap.analysis.reports.from_to import FromTo
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.formats.json import json_document

Read = Callable[[str], Ledger]

RECORD = Path(__file__).parents[2] / "data" / "commitments.toml"
FIRST, LAST = date(2024, 12, 31), date(2025, 6, 27)


def from_to(before: int | str | None, after: int | str | None, change: int | str | None) -> FromTo:
    """How a figure moved that is known exactly."""
    figures = (None if figure is None else Decimal(figure) for figure in (before, after, change))
    bound = None if change is None else Bound.EXACT
    return FromTo(**dict(zip(("from_", "to", "change"), figures, strict=True)), bound=bound)


NOTHING = from_to(0, 0, 0)


@pytest.fixture(scope="module")
def commitment(ledger: Read) -> Callable[[str], ComparedCommitment]:
    """How the only commitment of a ledger moved from the last day of 2024 to the 27 June after."""

    def of(text: str) -> ComparedCommitment:
        both = ledger(text)
        (row,) = compare(both, both, FIRST, LAST).commitments
        return row

    return of


def test_the_document_has_the_keys_of_the_format_in_their_order(ledger: Read) -> None:
    both = ledger("""
        mission = { name = "A mission", as_of = 2025-06-27 }
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
            { commitment = "personnel", country = "KE", date = 2025-01-18, amount = 217 },
        ]
        commitments.personnel = { unit = "personnel", pledged = 1000 }
    """)
    # 600 of 1,000 were missing, then 383.
    row = {
        "id": "personnel",
        "title": "Personnel",
        "unit": "personnel",
        "pledged": {"from": 1000, "to": 1000, "change": 0, "bound": "exact"},
        "actual": {"from": 400, "to": 617, "change": 217, "bound": "exact"},
        "gap": {"from": 600, "to": 383, "change": -217, "bound": "exact"},
        "shortfall_pct": {"from": 60, "to": 38.3, "change": -21.7, "bound": "exact"},
        "contributions": [
            {
                "id": "KE",
                "name": "Kenya",
                "pledged": {"from": 0, "to": 0, "change": 0, "bound": "exact"},
                "actual": {"from": 400, "to": 617, "change": 217, "bound": "exact"},
            }
        ],
    }
    expected = {
        "kind": "compare",
        "version": 1,
        "mission": "A mission",
        "ledger": "test.toml",
        "as_of": "2025-06-27",
        "later_entries": None,
        "from": {"ledger": "test.toml", "as_of": "2024-12-31"},
        "to": {"ledger": "test.toml", "as_of": "2025-06-27"},
        "commitments": [row],
        "warnings": [],
    }
    assert json.dumps(json.loads(json_document(compare(both, both, FIRST)))) == json.dumps(expected)


def test_a_gap_moves_by_what_was_pledged_anew_less_what_was_delivered(
    commitment: Callable[[str], ComparedCommitment],
) -> None:
    row = commitment("""
        pledges = [
            { commitment = "personnel", date = 2024-01-01, total = 1000 },
            { commitment = "personnel", date = 2025-01-01, amount = 500 },
        ]
        actuals = [
            { commitment = "personnel", date = 2024-01-01, total = 400 },
            { commitment = "personnel", date = 2025-01-01, total = 300 },
        ]
        commitments.personnel.unit = "personnel"
    """)
    assert (row.pledged, row.actual) == (from_to(1000, 1500, 500), from_to(400, 300, -100))
    assert (row.gap, row.shortfall_pct) == (from_to(600, 1200, 600), from_to(60, 80, 20))


def test_a_figure_that_is_not_known_on_one_side_has_no_change(commitment: Callable[[str], ComparedCommitment]) -> None:
    row = commitment("""
        pledges = [{ commitment = "personnel", date = 2024-01-01, total = 0 }]
        actuals = [{ commitment = "personnel", date = 2025-01-01, total = 300 }]
        commitments.personnel.unit = "personnel"
    """)
    assert (row.pledged, row.actual) == (from_to(0, 0, 0), from_to(None, 300, None))
    assert (row.gap, row.shortfall_pct) == (from_to(None, -300, None), from_to(None, None, None))


CONTRIBUTORS = """
    pledges = [
        { commitment = "personnel", country = "KE", date = 2024-01-01, total = 1000 },
        { commitment = "personnel", country = "JM", date = 2024-01-01, total = 200 },
        { commitment = "personnel", country = "BB", date = 2024-01-01 },
        { commitment = "personnel", country = "BB", date = 2025-01-01, status = "on-hold" },
        { commitment = "personnel", country = "BJ", date = 2024-01-01, total = 1500 },
        { commitment = "personnel", country = "BJ", date = 2025-01-01, status = "withdrawn" },
        { commitment = "personnel", country = "TD", date = 2025-01-01 },
        { commitment = "personnel", country = "SV", date = 2025-01-01, total = 78 },
        { commitment = "personnel", country = "BZ", date = 2025-01-01, total = 50 },
        { commitment = "personnel", country = "AG", date = 2025-01-01, total = 50 },
    ]
    actuals = [
        { commitment = "personnel", country = "KE", date = 2024-06-25, total = 400 },
        { commitment = "personnel", country = "KE", date = 2025-01-18, amount = 217 },
        { commitment = "personnel", country = "JM", date = 2024-09-12, total = 24 },
        { commitment = "personnel", country = "JM", date = 2025-04-16, total = 21 },
        { commitment = "personnel", country = "GT", date = 2025-01-04, total = 150 },
        { commitment = "personnel", country = "bank", date = 2024-09-12, total = 6 },
        { commitment = "personnel", country = "bank", date = 2025-01-12, total = 6 },
        { commitment = "personnel", country = "BS", date = 2025-01-12 },
        { commitment = "personnel", country = "US", date = 2024-01-12 },
        { commitment = "personnel", country = "US", date = 2025-01-12, total = 0 },
    ]
    contributors.bank.name = "World Bank"
    commitments.personnel = { unit = "personnel", pledged = 2500 }
"""


def test_contributions_are_those_that_moved_the_largest_delivery_first_then_the_largest_pledge_then_by_name(
    commitment: Callable[[str], ComparedCommitment],
) -> None:
    # Barbados and the World Bank have entries and did not move. What is not recorded is 0, what is not stated null.
    rows = [
        ("KE", "Kenya", from_to(1000, 1000, 0), from_to(400, 617, 217)),
        ("GT", "Guatemala", NOTHING, from_to(0, 150, 150)),
        ("SV", "El Salvador", from_to(0, 78, 78), NOTHING),
        ("AG", "Antigua & Barbuda", from_to(0, 50, 50), NOTHING),
        ("BZ", "Belize", from_to(0, 50, 50), NOTHING),
        ("BS", "Bahamas", NOTHING, from_to(0, None, None)),
        ("TD", "Chad", from_to(0, None, None), NOTHING),
        ("US", "United States", NOTHING, from_to(None, 0, None)),
        ("BJ", "Benin", from_to(1500, 0, -1500), NOTHING),
        ("JM", "Jamaica", from_to(200, 200, 0), from_to(24, 21, -3)),
    ]
    assert commitment(CONTRIBUTORS).contributions == tuple(
        ComparedContribution(id=code, name=name, pledged=pledged, actual=actual) for code, name, pledged, actual in rows
    )


OLD = """
    actuals = [{ commitment = "people", country = "KE", date = 2024-06-25, total = 400 }]
    mission.name = "The old name"
    [commitments.people]
    title = "Personnel deployed"
    unit = "personnel"
    pledged = 1000
"""
NEW = """
    actuals = [
        { commitment = "personnel", country = "EU", date = 2025-06-25, total = 7 },
        { commitment = "personnel", country = "KE", date = 2024-06-25, total = 991 },
    ]
    mission.name = "The new name"
    contributors.EU.name = "European Union"
    [commitments.personnel]
    title = "Personnel deployed"
    unit = "personnel"
    pledged = 2500
"""


def test_two_ledgers_stand_each_on_its_own_report_date_and_the_heading_is_the_later_s(ledger: Read) -> None:
    report = compare(ledger(OLD), ledger(NEW))
    assert (report.mission, report.as_of) == ("The new name", date(2025, 6, 25))
    assert (report.from_.as_of, report.to.as_of) == (date(2024, 6, 25), date(2025, 6, 25))
    on_a_date = compare(ledger(OLD), ledger(NEW), FIRST, LAST)
    assert (on_a_date.from_.as_of, on_a_date.to.as_of, on_a_date.as_of) == (FIRST, LAST, LAST)


def warned(old: Ledger, new: Ledger) -> list[tuple[str, str | None, str]]:
    return [(each.code, each.commitment, each.message) for each in compare(old, new).warnings]


def test_a_commitment_with_a_new_id_is_the_same_by_its_title(ledger: Read) -> None:
    report = compare(ledger(OLD), ledger(NEW))
    (row,) = report.commitments
    assert (row.id, row.pledged, row.actual) == ("personnel", from_to(1000, 2500, 1500), from_to(400, 998, 598))
    assert [(each.id, each.name, each.actual) for each in row.contributions] == [
        ("KE", "Kenya", from_to(400, 991, 591)),
        ("EU", "European Union", from_to(0, 7, 7)),
    ]
    assert warned(ledger(OLD), ledger(NEW)) == [
        ("two-missions", None, "these are two missions, unless one was renamed: The old name, and The new name"),
        ("renamed", "personnel", 'Personnel deployed: the id "people" is now "personnel"'),
    ]
    back = compare(ledger(NEW), ledger(OLD)).commitments[0]
    assert [(each.id, each.name) for each in back.contributions] == [("EU", "European Union"), ("KE", "Kenya")]


def test_a_commitment_with_a_new_title_is_the_same_by_its_id(ledger: Read) -> None:
    text = 'commitments.bases = { unit = "bases", pledged = 12, actual = 3, title = "%s" }'
    old, new = ledger(text % "Bases"), ledger(text % "Operational bases")
    assert warned(old, new) == [("renamed", "bases", "Bases is now called Operational bases")]
    (row,) = compare(old, new).commitments
    assert (row.title, row.gap) == ("Operational bases", from_to(9, 9, 0))


def test_an_id_is_the_same_commitment_before_a_title_is(ledger: Read) -> None:
    old = ledger("""
        commitments.police = { unit = "personnel", title = "Personnel", pledged = 1 }
        commitments.soldiers = { unit = "personnel", title = "Soldiers", pledged = 2 }
    """)
    new = ledger('commitments.soldiers = { unit = "personnel", title = "Personnel", pledged = 4 }')
    assert [(row.id, row.pledged) for row in compare(old, new).commitments] == [
        ("soldiers", from_to(2, 4, 2)),
        ("police", from_to(1, None, None)),
    ]


def test_two_commitments_of_one_title_are_each_paired_once(ledger: Read) -> None:
    old = ledger("""
        commitments.a = { unit = "bases", title = "Bases", pledged = 1 }
        commitments.b = { unit = "bases", title = "Bases", pledged = 2 }
    """)
    new = ledger("""
        commitments.c = { unit = "bases", title = "Bases", pledged = 10 }
        commitments.d = { unit = "bases", title = "Bases", pledged = 20 }
        commitments.e = { unit = "bases", title = "Bases", pledged = 30 }
    """)
    assert [(row.id, row.pledged.from_) for row in compare(old, new).commitments] == [("c", 1), ("d", 2), ("e", None)]


def test_commitments_of_one_side_come_in_the_later_s_order_with_the_vanished_last(ledger: Read) -> None:
    old = ledger("""
        actuals = [{ commitment = "boats", country = "BS", date = 2024-01-01, total = 2 }]
        commitments.boats = { unit = "boats", pledged = 4 }
        commitments.bases = { unit = "bases", pledged = 12 }
    """)
    new = ledger("""
        actuals = [{ commitment = "helicopters", country = "SV", date = 2025-01-01, total = 3 }]
        commitments.helicopters = { unit = "helicopters", pledged = 6 }
        commitments.bases = { unit = "bases", pledged = 12 }
    """)
    added, _, vanished = compare(old, new).commitments
    assert [row.id for row in compare(old, new).commitments] == ["helicopters", "bases", "boats"]
    assert (added.pledged, added.actual, added.gap, added.shortfall_pct) == (
        from_to(None, 6, None),
        from_to(None, 3, None),
        from_to(None, 3, None),
        from_to(None, 50, None),
    )
    assert (vanished.title, vanished.unit, vanished.gap) == ("Boats", "boats", from_to(2, None, None))
    assert [(each.id, each.actual) for each in added.contributions] == [("SV", from_to(0, 3, 3))]
    assert [(each.id, each.actual) for each in vanished.contributions] == [("BS", from_to(2, 0, -2))]
    assert warned(old, new) == [
        ("added", "helicopters", "Helicopters is new"),
        ("vanished", "boats", "Boats is gone"),
    ]


def test_nothing_is_subtracted_where_the_unit_changed(ledger: Read) -> None:
    text = """
        actuals = [{{ commitment = "fund", country = "ES", date = 2024-01-01, total = {total} }}]
        commitments.fund = {{ unit = "{unit}", pledged = 10 }}
    """
    old, new = ledger(text.format(unit="USD", total=3)), ledger(text.format(unit="EUR", total=2))
    (row,) = compare(old, new).commitments
    assert row == ComparedCommitment(
        id="fund",
        title="Fund",
        unit="EUR",
        pledged=from_to(10, 10, None),
        actual=from_to(3, 2, None),
        gap=from_to(7, 8, None),
        shortfall_pct=from_to(70, 80, None),
        contributions=(),
    )
    assert warned(old, new) == [
        ("unit-changed", "fund", "Fund: counted in USD before and EUR now, so nothing is subtracted")
    ]


def test_a_warning_of_both_sides_comes_once_and_one_of_a_side_says_of_which_the_later_s_first(ledger: Read) -> None:
    both = ledger("""
        actuals = [
            { commitment = "personnel", country = "KE", date = 2024-01-01, total = 5 },
            { commitment = "personnel", country = "KE", date = 2024-02-01 },
            { commitment = "personnel", country = "KE", date = 2025-02-01, total = 9 },
            { commitment = "personnel", date = 2025-02-01, total = 7 },
            { commitment = "funding", country = "ES", date = 2024-01-01, total = 3, currency = "EUR" },
        ]
        commitments.personnel.unit = "personnel"
        commitments.funding.unit = "USD"
    """)
    report = compare(both, both, FIRST, LAST)
    assert [(each.code, each.message) for each in report.warnings] == [
        (
            WarningCode.PARTS_EXCEED_TOTAL,
            "Personnel, as of 2025-06-27: what contributors delivered adds up to 9 personnel, 2 more than the whole of 7",
        ),
        (
            WarningCode.NO_RATE,
            (
                "Funding: 1 entry is in a currency without a rate to USD, and not counted: "
                "Spain, 3 EUR delivered on 2024-01-01"
            ),
        ),
        (
            WarningCode.BOUND,
            (
                "Personnel, as of 2024-12-31: what was delivered is at least 5 personnel and may be more, "
                "because what Kenya delivered is not known exactly"
            ),
        ),
    ]


def test_a_warning_of_one_of_two_ledgers_names_it(ledger: Read) -> None:
    text = """
        actuals = [{ commitment = "bases", date = 2024-01-01, total = 3%s }]
        commitments.bases = { unit = "bases", pledged = 12 }
    """
    old, new = ledger(text % ', qualifier = "over"'), parse_ledger(dedent(text % "").encode(), "new.toml")
    bound = "what was delivered is at least 3 bases and may be more, because its source states it so"
    assert warned(old, new) == [("bound", "bases", f"Bases, test.toml, as of 2024-01-01: {bound}")]
    assert warned(new, old) == [("bound", "bases", f"Bases, test.toml, as of 2024-01-01: {bound}")]
    assert warned(old, old) == [("bound", "bases", f"Bases: {bound}")]


def test_the_first_half_of_2025_in_the_record() -> None:
    record = load(RECORD)
    personnel = compare(record, record, FIRST, LAST).commitments[0]
    # 382 of KE, 24 of JM, 6 of BS and 2 of BZ made 414 at the end of 2024.
    assert personnel.actual == from_to(414, 991, 577)
    assert personnel.gap == from_to(2086, 1509, -577)
    # KE from 382 to 732 of the 991; GT 75 + 75; SV 8 + 70; JM from 24 to 23.
    assert [(each.id, each.actual.change) for each in personnel.contributions] == [
        ("KE", 350),
        ("GT", 150),
        ("SV", 78),
        ("JM", -1),
    ]
    assert {each.id for each in personnel.contributions if (each.actual.change or 0) > 0} == {"GT", "SV", "KE"}


def test_a_comparison_from_a_later_date_to_an_earlier_one_is_refused(ledger: Read) -> None:
    both = ledger("""
        mission.as_of = 2025-06-27
        commitments.bases = { unit = "bases", pledged = 12, actual = 3 }
    """)
    for dates in ((LAST, FIRST), (date(2025, 6, 28), None), (None, FIRST)):
        with pytest.raises(DatesReversedError):
            compare(both, both, *dates)
    assert compare(both, both, LAST, LAST).commitments[0].gap == from_to(9, 9, 0)


def test_the_dates_that_two_ledgers_have_of_themselves_may_be_in_any_order(ledger: Read) -> None:
    later, earlier = (
        ledger(f'mission.as_of = {day}\ncommitments.bases = {{ unit = "bases", actual = 3 }}') for day in (LAST, FIRST)
    )
    assert compare(later, earlier).commitments[0].actual == from_to(3, 3, 0)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('name = "Relief"', 'name = "Rescue"', ["two-missions"]),
        ('name = "Relief"', 'name = "RELIEF"', []),
        ('name = "Relief"', "", []),
        ('abbreviation = "RLF"', 'abbreviation = "RSC"', ["two-missions"]),
        ("", "", []),
    ],
)
def test_two_missions_are_said_to_be_two(ledger: Read, old: str, new: str, codes: list[str]) -> None:
    before, after = (
        ledger(f'mission = {{ {name} }}\ncommitments.bases = {{ unit = "bases", actual = 3 }}') for name in (old, new)
    )
    assert [warning.code for warning in compare(before, after).warnings] == codes
