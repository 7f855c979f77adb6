"""The chart of a course shows the pledge, the actual, the report date, the due date and where the pace leads."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mss_gap import Ledger
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
            pledged=(TimelineStep(date(2025, 1, 11), Decimal(100)), TimelineStep(date(2025, 1, 16), Decimal(100))),
            actual=(TimelineStep(date(2025, 1, 11), Decimal(10)), TimelineStep(date(2025, 1, 16), Decimal(20))),
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
    assert chart.actual == (TimelineStep(date(2025, 1, 1), None), TimelineStep(date(2025, 2, 1), Decimal(3)))


def test_without_a_dated_entry_there_is_no_course_and_the_chart_says_so(ledger: Read, course: Draw) -> None:
    chart = course(ledger('[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3'), "bases")
    assert chart.title == "Bases: 3 of 12 delivered"
    assert chart.remarks == ("No dated entries: what was pledged and delivered has no course.",)
    assert drawn(chart).actual == ()
    assert chart.subtitle == "Pledged and delivered over time, in bases, undated"
