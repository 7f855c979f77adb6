"""One commitment on one page: its bases of comparison, its largest contributor, its claims and its notes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext

import pytest

from mss_gap import Ledger, ShowReport, UnknownCommitmentError, claims, countries, history, pace, show
from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.reports.base import LaterEntries
from mss_gap.analysis.reports.reliance import Reliance
from mss_gap.analysis.reports.show import Comparison, ComparisonId, Note
from mss_gap.ledger.dates import Precision

Read = Callable[[str], Ledger]
D = Decimal

FULL = """
    [mission]
    name = "MSS"
    as_of = 2025-06-27

    [sources.un]
    title = "Report"

    [commitments.personnel]
    unit = "personnel"
    pledged = 2500
    source = "un"

    [commitments.bases]
    unit = "bases"
    pledged = 12
    source = "un"

    [[pledges]]
    commitment = "personnel"
    country = "KE"
    date = 2023-07-29
    total = 1000
    note = "Police officers"

    [[pledges]]
    commitment = "personnel"
    country = "JM"
    date = 2023-08-04
    total = 250

    [[pledges]]
    commitment = "personnel"
    country = "BJ"
    date = 2024-09-30
    total = 1500
    status = "on-hold"
    note = "On hold over the police command"

    [[actuals]]
    commitment = "personnel"
    country = "KE"
    date = 2025-06-25
    total = 750

    [[actuals]]
    commitment = "personnel"
    country = "JM"
    date = 2024-09-12
    amount = 25
    note = "Soldiers"

    [[actuals]]
    commitment = "personnel"
    date = 2025-06-25
    total = 1000
    note = "In a report of that day"

    [[actuals]]
    commitment = "personnel"
    date = 2025-10-01
    total = 900
    note = "As the mission ends"

    [[actuals]]
    commitment = "bases"
    date = 2025-06-25
    total = 3
    note = "Of another commitment"

    [[claims]]
    text = "40% deployed"
    commitment = "personnel"
    measure = "delivered_pct"
    value = 40
    source = "un"

    [[claims]]
    text = "1,077 there"
    commitment = "personnel"
    measure = "actual"
    value = 1077

    [[claims]]
    text = "1,000 in the end"
    commitment = "personnel"
    measure = "actual"
    value = 1000
    as_of = 2025-10-01

    [[claims]]
    text = "5 bases"
    commitment = "bases"
    measure = "actual"
    value = 5
"""


def test_a_page_has_the_commitment_its_comparisons_its_contradicted_claims_and_its_notes(ledger: Read) -> None:
    read = ledger(FULL)
    breakdown = countries(read, commitment="personnel")
    assert show(read, "personnel") == ShowReport(
        mission="MSS",
        ledger="test.toml",
        as_of=date(2025, 6, 27),
        later_entries=LaterEntries(count=1, first=date(2025, 10, 1), last=date(2025, 10, 1)),
        commitment=breakdown.commitments[0],
        comparisons=(
            _comparison(ComparisonId.DELIVERED_OF_HEADLINE, D(1000), D(2500), D(40)),
            # Of the 1,000 there, 775 are of those who firmly pledged: 750 of Kenya, 25 of Jamaica.
            _comparison(ComparisonId.DELIVERED_OF_FIRM, D(775), D(1250), D(62)),
            _comparison(ComparisonId.FIRM_OF_HEADLINE, D(1250), D(2500), D(50)),
            _comparison(ComparisonId.PLEDGED_OF_HEADLINE, D(2750), D(2500), D(110)),
        ),
        # Without the 750 of Kenya 250 of the 2,500 are left.
        largest=_reliance("KE", "Kenya", actual=D(750), share_pct=D(75), rest=D(250), rest_delivered_pct=D(10)),
        course=history(read, commitment="personnel").commitments[0].points,
        pace=pace(read, commitment="personnel").commitments[0],
        contradicted=(claims(read).claims[1], claims(read).claims[2]),
        notes=(
            Note(date=date(2023, 7, 29), date_precision=Precision.DAY, country="KE", note="Police officers"),
            Note(date=date(2024, 9, 12), date_precision=Precision.DAY, country="JM", note="Soldiers"),
            Note(
                date=date(2024, 9, 30),
                date_precision=Precision.DAY,
                country="BJ",
                note="On hold over the police command",
            ),
            Note(date=date(2025, 6, 25), date_precision=Precision.DAY, country=None, note="In a report of that day"),
        ),
        warnings=breakdown.warnings,
    )


def test_a_claim_is_held_against_its_own_day_even_after_the_report_date(ledger: Read) -> None:
    assert [row.text for row in show(ledger(FULL), "personnel").contradicted] == ["1,077 there", "1,000 in the end"]


def test_claims_without_a_day_are_held_against_the_report_date_that_was_asked_for(ledger: Read) -> None:
    report = show(ledger(FULL), "personnel", date(2025, 10, 2))
    assert [row.text for row in report.contradicted] == ["40% deployed", "1,077 there", "1,000 in the end"]


@pytest.mark.parametrize(
    ("day", "notes"),
    [
        (date(2023, 7, 28), []),
        (date(2023, 7, 29), ["Police officers"]),
        (date(2024, 9, 29), ["Police officers", "Soldiers"]),
        (
            date(2025, 10, 1),
            [
                "Police officers",
                "Soldiers",
                "On hold over the police command",
                "In a report of that day",
                "As the mission ends",
            ],
        ),
    ],
)
def test_notes_are_those_of_the_commitment_up_to_the_report_date_by_date(
    ledger: Read, day: date, notes: list[str]
) -> None:
    assert [note.note for note in show(ledger(FULL), "personnel", day).notes] == notes


def test_a_ledger_without_a_date_has_a_page_too(ledger: Read) -> None:
    report = show(ledger('commitments.bases = { unit = "bases", pledged = 12, actual = 3 }'), "bases")
    assert (report.as_of, report.notes, report.contradicted, report.largest) == (None, (), (), None)
    assert report.comparisons[0].pct == 25


def test_a_page_has_the_warnings_of_its_commitment(ledger: Read) -> None:
    text = """
        commitments.bases = { unit = "bases", actual = 1 }
        commitments.boats = { unit = "boats", actual = 1 }
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 2 },
            { commitment = "boats", country = "KE", date = 2024-01-01, total = 5 },
        ]
    """
    (warning,) = show(ledger(text), "boats").warnings
    assert (warning.code, warning.commitment) == ("parts-exceed-total", "boats")


def test_a_commitment_that_does_not_exist_is_refused(ledger: Read) -> None:
    with pytest.raises(UnknownCommitmentError) as caught:
        show(ledger(FULL), "helicopters")
    assert (caught.value.name, caught.value.known) == ("helicopters", ("personnel", "bases"))


# Comparisons

Compared = list[tuple[int | None, int | None, int | None]]


@pytest.mark.parametrize(
    ("commitment", "pledges", "expected"),
    [
        pytest.param(
            "pledged = 100, actual = 40",
            "",
            [(40, 100, 40), (None, None, None), (None, 100, None), (None, 100, None)],
            id="no contributor ever pledged",
        ),
        pytest.param(
            "pledged = 100",
            "total = 80",
            [(None, 100, None), (0, 80, 0), (80, 100, 80), (80, 100, 80)],
            id="nothing recorded of who pledged: 0 (R6)",
        ),
        pytest.param(
            "actual = 40",
            "total = 80",
            [(40, None, None), (0, 80, 0), (80, None, None), (80, None, None)],
            id="no headline: the sum of firm pledges is none",
        ),
        pytest.param(
            "actual = 40, pledged = 0",
            "total = 80",
            [(40, 0, None), (0, 80, 0), (80, 0, None), (80, 0, None)],
            id="a headline of nothing",
        ),
        pytest.param(
            "pledged = 100, actual = 40",
            'total = 80, status = "on-hold"',
            [(40, 100, 40), (None, 0, None), (0, 100, 0), (80, 100, 80)],
            id="every pledge on hold",
        ),
        pytest.param(
            "pledged = 100, actual = 40",
            'total = 80, status = "withdrawn"',
            [(40, 100, 40), (None, 0, None), (0, 100, 0), (0, 100, 0)],
            id="every pledge withdrawn",
        ),
        pytest.param(
            "pledged = 100, actual = 40",
            "note = '?'",
            [(40, 100, 40), (None, None, None), (None, 100, None), (None, 100, None)],
            id="pledged, amount not stated",
        ),
        pytest.param(
            "pledged = 100, actual = 40",
            'status = "on-hold"',
            [(40, 100, 40), (None, 0, None), (0, 100, 0), (None, 100, None)],
            id="on hold, amount not stated",
        ),
    ],
)
def test_a_comparison_without_a_part_or_a_whole_has_no_percentage(
    ledger: Read, commitment: str, pledges: str, expected: Compared
) -> None:
    entry = f'{{ commitment = "bases", country = "KE", date = 2024-01-01, {pledges} }}' if pledges else ""
    report = show(
        ledger(f"""
        commitments.bases = {{ unit = "bases", {commitment} }}
        pledges = [{entry}]
        """),
        "bases",
    )
    assert [(each.part, each.whole, each.pct) for each in report.comparisons] == expected


def test_what_others_delivered_is_no_part_of_what_firm_pledges_brought(ledger: Read) -> None:
    text = """
        commitments.bases = { unit = "bases", pledged = 100 }
        pledges = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 20 },
            { commitment = "bases", country = "JM", date = 2024-01-01, total = 10, status = "on-hold" },
            { commitment = "bases", country = "BS", date = 2024-01-01, total = 10 },
            { commitment = "bases", country = "BS", date = 2024-02-01, status = "on-hold", part = 5 },
        ]
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-02-01, total = 15 },
            { commitment = "bases", country = "JM", date = 2024-02-01, total = 7 },
            { commitment = "bases", country = "BS", date = 2024-02-01, total = 3 },
            { commitment = "bases", country = "GT", date = 2024-02-01, total = 60 },
        ]
    """
    of_headline, of_firm = show(ledger(text), "bases").comparisons[:2]
    assert (of_headline.part, of_headline.pct) == (85, 85)
    assert (of_firm.part, of_firm.whole, of_firm.pct) == (18, 25, 72)


def test_a_pledge_of_an_amount_not_stated_adds_nothing_to_those_that_are(ledger: Read) -> None:
    text = """
        commitments.bases = { unit = "bases", pledged = 100 }
        pledges = [
            { commitment = "bases", country = "KE", date = 2024-01-01 },
            { commitment = "bases", country = "JM", date = 2024-01-01, total = 50, status = "on-hold" },
        ]
    """
    firm, promised = show(ledger(text), "bases").comparisons[2:]
    assert (firm.part, firm.pct) == (None, None)
    assert (promised.part, promised.pct) == (50, 50)


def test_a_dated_headline_is_a_headline_from_its_day(ledger: Read) -> None:
    read = ledger("""
        commitments.bases = { unit = "bases", actual = 3 }
        pledges = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 6 },
            { commitment = "bases", date = 2024-06-01, total = 12 },
        ]
    """)
    assert [show(read, "bases", day).comparisons[0].whole for day in (date(2024, 5, 31), date(2024, 6, 1))] == [
        None,
        12,
    ]


# The largest contributor


def largest(ledger: Ledger) -> Reliance | None:
    return show(ledger, "bases").largest


@pytest.mark.parametrize(
    "entries",
    [
        "",
        '{ commitment = "bases", country = "KE", date = 2024-01-01 }',  # amount not stated
        '{ commitment = "bases", country = "KE", date = 2024-01-01, total = 0 }',
        '{ commitment = "bases", country = "KE", date = 2024-01-01, amount = -1 }',
    ],
)
def test_without_a_contributor_that_is_known_to_have_delivered_there_is_no_largest(ledger: Read, entries: str) -> None:
    assert largest(ledger(f'commitments.bases = {{ unit = "bases", actual = 3 }}\nactuals = [{entries}]')) is None


def test_nothing_hangs_on_a_contributor_that_only_pledged(ledger: Read) -> None:
    text = """
        commitments.bases = { unit = "bases", pledged = 12 }
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 12 }]
    """
    assert largest(ledger(text)) is None


def test_the_largest_is_the_one_that_delivered_most_and_of_equals_the_first_row(ledger: Read) -> None:
    text = """
        commitments.bases = { unit = "bases", actual = 10 }
        actuals = [
            { commitment = "bases", country = "JM", date = 2024-01-01, total = 2 },
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 4 },
            { commitment = "bases", country = "GT", date = 2024-01-01, total = 4 },
            { commitment = "bases", country = "BS", date = 2024-01-01 },
        ]
    """
    assert largest(ledger(text)) == _reliance(
        "GT",  # Guatemala stands before Kenya
        "Guatemala",
        actual=D(4),
        share_pct=D(40),
        rest=D(6),
        rest_delivered_pct=None,  # nothing is pledged
    )


def test_what_is_left_may_be_less_than_nothing_where_the_parts_exceed_the_whole(ledger: Read) -> None:
    text = """
        commitments.bases = { unit = "bases", pledged = 20, actual = 4 }
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 5 }]
    """
    assert largest(ledger(text)) == _reliance(
        "KE", "Kenya", actual=D(5), share_pct=D(125), rest=D(-1), rest_delivered_pct=D(-5)
    )


def test_the_callers_decimal_context_changes_nothing(ledger: Read) -> None:
    read = ledger(FULL.replace("1500", "123456789.123456"))
    expected = show(read, "personnel")
    assert expected.comparisons[3].part == D("123458039.123456")
    with localcontext(prec=3):
        assert show(read, "personnel") == expected


def test_a_comparison_is_known_as_its_figures_are(ledger: Read) -> None:
    read = ledger("""
        commitments.bases = { unit = "bases", pledged = 20 }
        pledges = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 10, qualifier = "at-least" }]
        actuals = [
            { commitment = "bases", country = "KE", date = 2024-01-01, total = 4, qualifier = "about" },
            { commitment = "bases", country = "GT", date = 2024-01-01, total = 1 },
        ]
    """)
    report = show(read, "bases")
    assert [(it.part, it.part_bound, it.whole, it.whole_bound, it.pct, it.pct_bound) for it in report.comparisons] == [
        (D(5), Bound.ABOUT, D(20), Bound.EXACT, D(25), Bound.ABOUT),
        # About 4 of at least 10: it may be more or less than 40%.
        (D(4), Bound.ABOUT, D(10), Bound.AT_LEAST, D(40), Bound.OPEN),
        (D(10), Bound.AT_LEAST, D(20), Bound.EXACT, D(50), Bound.AT_LEAST),
        (D(10), Bound.AT_LEAST, D(20), Bound.EXACT, D(50), Bound.AT_LEAST),
    ]


def _comparison(compared: ComparisonId, part: D, whole: D, pct: D) -> Comparison:
    """One of figures that are all exact."""
    return Comparison(
        id=compared,
        part=part,
        part_bound=Bound.EXACT,
        whole=whole,
        whole_bound=Bound.EXACT,
        pct=pct,
        pct_bound=Bound.EXACT,
    )


def _reliance(key: str, name: str, *, share_pct: D, rest_delivered_pct: D | None, **figures: D) -> Reliance:
    """One of figures that are all exact, or not known."""
    return Reliance(
        id=key,
        name=name,
        actual=figures["actual"],
        actual_bound=Bound.EXACT,
        share_pct=share_pct,
        share_bound=Bound.EXACT,
        rest=figures["rest"],
        rest_bound=Bound.EXACT,
        rest_delivered_pct=rest_delivered_pct,
        rest_delivered_bound=None if rest_delivered_pct is None else Bound.EXACT,
    )


def test_a_note_says_how_exactly_its_date_is_known(ledger: Read) -> None:
    read = ledger("""
        commitments.men.unit = "men"
        actuals = [
            { commitment = "men", date = 2024-09-30, total = 1, note = "a day" },
            { commitment = "men", country = "KE", date = "2024-09", note = "a month" },
            { commitment = "men", country = "JM", date = "2024", note = "a year" },
        ]
    """)
    assert [(note.note, note.date.isoformat(), note.date_precision) for note in show(read, "men").notes] == [
        ("a day", "2024-09-30", "day"),
        ("a month", "2024-09-30", "month"),
        ("a year", "2024-12-31", "year"),
    ]
