"""The chart of a course shows the pledge, the actual, the report date, the due date and where the pace leads."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mss_gap import Ledger
from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.chart import Chart, LabelledDay, PaceLine, TimelineChart, TimelineStep

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
LEDGER = """
    [mission]
    name = "Observer Mission"
    start = 2025-01-01
    as_of = 2025-01-21
    [sources.gazette]
    title = "Observers wanted"
    [sources.letter]
    title = "A letter"
    publisher = "Ministry"
    [commitments.personnel]
    title = "Personnel"
    unit = "personnel"
    pledged = 100
    basis = "planned strength"
    due = 2025-03-01
    source = "gazette"
    [[actuals]]
    commitment = "personnel"
    date = 2025-01-11
    total = 10
    source = "letter"
    [[actuals]]
    commitment = "personnel"
    date = 2025-01-16
    total = 20
    source = "gazette"
    [[events]]
    date = 2025-01-12
    title = "Arrival"
    [[events]]
    date = 2025-02-12
    title = "After the report date"
"""


def test_a_course_has_its_steps_its_days_and_the_line_of_its_pace(ledger: Read, course: Draw) -> None:
    # R8: 20 in 20 days is 1 a day; the gap of 80 closes 80 days after 21 January, on 11 April 2025.
    assert course(ledger(LEDGER), "personnel") == Chart(
        title="Personnel: 20 of 100 delivered",
        subtitle="Pledged and delivered over time, in personnel, as of 2025-01-21. Observer Mission",
        remarks=("100: planned strength.",),
        source_line="Sources: Observers wanted; Ministry. Chart: mss-gap",
        description=(
            "Personnel: 20 personnel delivered (20.0%), 100 personnel pledged: a gap of 80 personnel. "
            "Personnel: at the pace since 1 January 2025, the 100 personnel would be reached in April 2025; "
            "getting there by 1 March 2025 takes 2.1 a day, 2.1 times the pace so far."
        ),
        drawing=TimelineChart(
            unit="personnel",
            pledged=(
                TimelineStep(date(2025, 1, 11), Decimal(100), Bound.EXACT),
                TimelineStep(date(2025, 1, 16), Decimal(100), Bound.EXACT),
            ),
            actual=(
                TimelineStep(date(2025, 1, 11), Decimal(10), Bound.EXACT),
                TimelineStep(date(2025, 1, 16), Decimal(20), Bound.EXACT),
            ),
            pledged_label="100 pledged",
            actual_label="20 delivered",
            gap_label="gap 80",
            report=LabelledDay(day=date(2025, 1, 21), label="report date 2025-01-21"),
            due=LabelledDay(day=date(2025, 3, 1), label="due 2025-03-01"),
            pace=PaceLine(
                since=date(2025, 1, 1),
                per_day=Decimal(1),
                projected_on=date(2025, 4, 11),
                label="2025-04-11 at this pace",
            ),
            events=(LabelledDay(day=date(2025, 1, 12), label="Arrival"),),
        ),
    )


DATED_PLEDGE = """
    [[pledges]]
    commitment = "personnel"
    date = 2025-01-01
    total = 100
    qualifier = "{qualifier}"
"""


def test_bounds_are_in_every_text_of_a_course(ledger: Read, course: Draw) -> None:
    # 20 or more in 20 days; the gap of 100 or more, less 20 or more, may be more or less than 80.
    text = LEDGER.replace("    pledged = 100\n", "").replace("total = 20", 'total = 20\n    qualifier = "at-least"')
    chart = course(ledger(text + DATED_PLEDGE.format(qualifier="over")), "personnel")
    assert (chart.title, chart.remarks) == ("Personnel: ≥20 of ≥100 delivered", ("≥100: planned strength.",))
    assert chart.description == (
        "Personnel: at least 20 personnel delivered (perhaps 20.0%), at least 100 personnel pledged: "
        "a gap of perhaps 80 personnel. "
        "Personnel: whether it will be met in time cannot be said, because its figures are not exact."
    )
    said = drawn(chart)
    assert (said.pledged_label, said.actual_label, said.gap_label) == ("≥100 pledged", "≥20 delivered", "gap ~80")
    assert [step.bound for step in said.actual] == [None, Bound.EXACT, Bound.AT_LEAST]
    assert [step.bound for step in said.pledged] == [Bound.AT_LEAST] * 3
    assert said.pace is None  # the day may be earlier or later


@pytest.mark.parametrize(
    ("pledge", "actual", "label"),
    [
        ("exactly", "exactly", "2025-04-11 at this pace"),
        ("exactly", "at-least", "≤2025-04-11 at this pace"),  # more delivered: less to go, and faster
        ("exactly", "under", "≥2025-04-11 at this pace"),
        ("over", "exactly", "≥2025-04-11 at this pace"),
        ("at-most", "at-least", "≤2025-04-11 at this pace"),
        ("about", "exactly", "≈2025-04-11 at this pace"),
    ],
)
def test_the_day_that_a_pace_leads_to_is_as_certain_as_its_figures(
    pledge: str, actual: str, label: str, ledger: Read, course: Draw
) -> None:
    text = LEDGER.replace("    pledged = 100\n", "").replace("total = 20", f'total = 20\n    qualifier = "{actual}"')
    pace = drawn(course(ledger(text + DATED_PLEDGE.format(qualifier=pledge)), "personnel")).pace
    assert pace is not None
    assert pace.label == label


@pytest.mark.parametrize(
    ("qualifier", "label"), [("under", "not before 10000 at this pace"), ("over", None), ("about", None)]
)
def test_a_day_beyond_the_calendar_is_said_only_where_it_cannot_be_earlier(
    qualifier: str, label: str | None, ledger: Read, course: Draw
) -> None:
    text = LEDGER.replace("100\n", "100_000_000\n").replace("total = 20", f'total = 20\n    qualifier = "{qualifier}"')
    pace = drawn(course(ledger(text), "personnel")).pace
    assert (pace and pace.label) == label


def drawn(chart: Chart) -> TimelineChart:
    assert isinstance(chart.drawing, TimelineChart)
    return chart.drawing


@pytest.mark.parametrize("actual", [100, 130])
def test_what_is_delivered_in_full_has_no_pace(actual: int, ledger: Read, course: Draw) -> None:
    chart = drawn(course(ledger(LEDGER.replace("total = 20", f"total = {actual}")), "personnel"))
    assert chart.pace is None
    assert chart.gap_label == ("surplus 30" if actual == 130 else "")


def test_what_has_not_moved_has_no_pace(ledger: Read, course: Draw) -> None:
    still = LEDGER.replace("total = 20", "total = 10").replace("start = 2025-01-01", "")
    assert drawn(course(ledger(still), "personnel")).pace is None


def test_a_pace_that_takes_longer_than_the_calendar_says_so(ledger: Read, course: Draw) -> None:
    far = drawn(course(ledger(LEDGER.replace("pledged = 100", "pledged = 100_000_000")), "personnel"))
    assert far.pace == PaceLine(
        since=date(2025, 1, 1), per_day=Decimal(1), projected_on=None, label="not before 10000 at this pace"
    )


def test_a_level_that_is_not_known_is_no_step_at_0(ledger: Read, course: Draw) -> None:
    record = ledger("""
        [commitments.bases]
        unit = "bases"
        [[pledges]]
        commitment = "bases"
        date = 2025-01-01
        total = 12
        [[actuals]]
        commitment = "bases"
        date = 2025-02-01
        total = 3
    """)
    chart = drawn(course(record, "bases"))
    assert chart.actual == (
        TimelineStep(date(2025, 1, 1), None, None),
        TimelineStep(date(2025, 2, 1), Decimal(3), Bound.EXACT),
    )


def test_without_a_dated_entry_there_is_no_course_and_the_chart_says_so(ledger: Read, course: Draw) -> None:
    chart = course(ledger('[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3'), "bases")
    assert chart.title == "Bases: 3 of 12 delivered"
    assert chart.remarks == ("No dated entries: what was pledged and delivered has no course.",)
    assert drawn(chart).actual == ()
    assert chart.subtitle == "Pledged and delivered over time, in bases, undated"
