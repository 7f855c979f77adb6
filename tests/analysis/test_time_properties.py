"""What holds of every ledger over time, in a scenario, and between two dates; and what it costs."""

import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from types import FrameType

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from mss_gap import (
    CommitmentRow,
    Deliver,
    Fulfil,
    Ledger,
    NothingToChangeError,
    PaceVerdict,
    Pledged,
    Withdraw,
    compare,
    countries,
    history,
    history_by_country,
    history_by_period,
    pace,
    summary,
    what_if,
)
from mss_gap.analysis.bounds import Bound, turn
from mss_gap.analysis.course.changes import Point
from mss_gap.analysis.reports.from_to import FromTo
from mss_gap.analysis.scenarios.steps import Step
from mss_gap.ledger.entry import Actual

Ledgers = st.SearchStrategy[Ledger]
FEW = settings(max_examples=15)

CODES = ("KE", "JM", "BS", "PL", "DE")
DAYS = st.sampled_from(
    [date(2024, 1, 1) + timedelta(days) for days in (-1, 0, 1, 29, 30, 31, 60, 75, 90, 120, 365, 366)]
)
"""The days of the random ledgers' entries, and some before, between and after them."""


def figures(row: CommitmentRow | Point) -> tuple[Decimal | None, ...]:
    return row.pledged, row.actual, row.gap, row.delivered_pct


def points_of(ledger: Ledger, as_of: date | None = None) -> dict[str, tuple[Point, ...]]:
    return {each.id: each.points for each in history(ledger, as_of).commitments}


def own_points_of(ledger: Ledger, as_of: date | None = None) -> dict[tuple[str, str], tuple[Point, ...]]:
    """The points of each contributor to each commitment."""
    return {
        (commitment.id, contributor.id): contributor.points
        for commitment in history_by_country(ledger, as_of).commitments
        for contributor in commitment.contributors
    }


@FEW
@given(data=st.data())
def test_a_history_ends_where_the_summary_stands(data: st.DataObject, ledgers: Ledgers) -> None:
    """Without points there is no dated entry that counts: the summary then rests on undated figures alone."""
    ledger = data.draw(ledgers)
    as_of = data.draw(st.none() | DAYS)
    points = points_of(ledger, as_of)
    for row in summary(ledger, as_of).commitments:
        if points[row.id]:
            assert figures(points[row.id][-1]) == figures(row)
        else:
            commitment = ledger.commitments[row.id]
            assert (row.pledged, row.actual) == (commitment.pledged, commitment.actual)


@FEW
@given(data=st.data())
def test_each_point_is_the_summary_of_its_day(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    for key, points in points_of(ledger).items():
        for point in points:
            (row,) = (row for row in summary(ledger, point.date).commitments if row.id == key)
            assert figures(point) == figures(row)


@FEW
@given(data=st.data())
def test_each_point_of_a_contributor_is_its_row_of_that_day(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    for (key, code), points in own_points_of(ledger).items():
        for point in points:
            (whole,) = countries(ledger, point.date, key).commitments
            row = next((row for row in whole.contributions if row.id == code), None)
            if row is None:  # what it gave up to then does not count: it is outside, or of another stage
                assert (point.pledged, point.actual) == (None, 0)
                continue
            assert figures(point) == (row.pledged, row.actual, row.gap, row.delivered_pct)


@FEW
@given(data=st.data())
def test_every_entry_up_to_the_report_date_is_one_change(data: st.DataObject, ledgers: Ledgers) -> None:
    """By contributor, of those that have a row: with an entry that counts."""
    ledger = data.draw(ledgers)
    as_of = data.draw(DAYS)
    entries = sorted(
        ("pledge" if section == "pledges" else "actual", entry.commitment, entry.country or "", entry.date)
        for section, stated in ledger.entries()
        for entry in stated
        if entry.date <= as_of
    )
    own = own_points_of(ledger, as_of)
    by_whole, by_country = (
        sorted(
            (change.kind, key, change.country or "", point.date)
            for key, points in traced
            for point in points
            for change in point.changes
        )
        for traced in (points_of(ledger, as_of).items(), [(key, points) for (key, _), points in own.items()])
    )
    assert by_whole == entries
    assert by_country == [entry for entry in entries if (entry[1], entry[2]) in own]


@FEW
@given(data=st.data())
def test_a_later_report_date_never_rewrites_a_history(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    as_of, later = sorted((data.draw(DAYS), data.draw(DAYS)))
    for trace in (points_of, own_points_of):
        after = trace(ledger, later)
        for key, before in trace(ledger, as_of).items():
            assert before == tuple(point for point in after[key] if point.date <= as_of)


@FEW
@given(data=st.data())
def test_the_order_of_entries_never_matters(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    shuffled = ledger.model_copy(
        update={
            section: tuple(data.draw(st.permutations(getattr(ledger, section)))) for section in ("pledges", "actuals")
        }
    )
    day = data.draw(DAYS)
    by_quarter = partial(history_by_period, every="quarter")
    by_month = partial(history_by_period, every="month", by_country=True)
    between = lambda each: compare(each, each, day, date.max)  # noqa: E731 - one of several reports
    for report in (history, history_by_country, by_quarter, by_month, pace, between):
        assert report(shuffled) == report(ledger)


def a_step(data: st.DataObject, ledger: Ledger) -> Step:
    code = data.draw(st.sampled_from(CODES))
    commitment = data.draw(st.sampled_from(list(ledger.commitments)))
    figure = Decimal(data.draw(st.integers(0, 200))) / 4
    return data.draw(
        st.sampled_from(
            [
                Withdraw(code),
                Fulfil(code),
                Fulfil(None),
                Deliver(commitment, code, figure),
                Pledged(commitment, code, figure),
            ]
        )
    )


@FEW
@given(data=st.data())
def test_a_scenario_without_a_step_is_the_summary(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    as_of = data.draw(st.none() | DAYS)
    report, unchanged = what_if(ledger, [], as_of), summary(ledger, as_of)
    assert tuple(each.before for each in report.commitments) == unchanged.commitments
    assert tuple(each.after for each in report.commitments) == unchanged.commitments
    assert (report.as_of, report.changes, report.warnings) == (unchanged.as_of, (), unchanged.warnings)


@FEW
@given(data=st.data())
def test_a_scenario_moves_the_whole_as_its_contributors_and_nothing_else(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    steps = [a_step(data, ledger) for _ in range(data.draw(st.integers(1, 3)))]
    written, unchanged = ledger.model_dump_json(), summary(ledger)
    try:
        report = what_if(ledger, steps)
    except NothingToChangeError:
        reject()
    for before, after in ((each.before, each.after) for each in report.commitments):
        delivered = Fraction(after.actual or 0) - Fraction(before.actual or 0)
        assert delivered == Fraction(after.attributed) - Fraction(before.attributed)
        if before.unattributed is not None:
            assert after.unattributed == before.unattributed
        if ledger.commitments[before.id].pledged is not None:
            assert after.pledged == before.pledged
    assert tuple(each.before for each in report.commitments) == unchanged.commitments
    assert ledger.model_dump_json() == written


@FEW
@given(data=st.data())
def test_who_has_withdrawn_cannot_withdraw_again_and_is_gone_as_before(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    codes = {row.id for whole in countries(ledger).commitments for row in whole.contributions}
    assume(codes)
    step = Withdraw(data.draw(st.sampled_from(sorted(codes))))
    try:
        once = what_if(ledger, [step])
    except NothingToChangeError:
        reject()
    with pytest.raises(NothingToChangeError):
        what_if(ledger, [step, step])
    # One more delivery in between, and the second withdrawal leads back to the first.
    delivered = Deliver(data.draw(st.sampled_from(list(ledger.commitments))), step.country, Decimal(5))
    again = what_if(ledger, [step, delivered, step])
    for first, second in zip(once.commitments, again.commitments, strict=True):
        if first.id == delivered.commitment and first.after.actual is None:
            assert second.after.actual == 0  # nothing was known before the delivery
        else:
            assert second.after == first.after


@FEW
@given(data=st.data())
def test_to_deliver_what_is_delivered_changes_nothing(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    unchanged = summary(ledger)
    for whole in countries(ledger).commitments:
        for row in whole.contributions:
            if row.actual is not None and row.actual_bound is Bound.EXACT and row.actual_basis == "reported":
                report = what_if(ledger, [Deliver(whole.id, row.id, row.actual)])
                assert tuple(each.after for each in report.commitments) == unchanged.commitments


@FEW
@given(data=st.data())
def test_who_has_fulfilled_its_pledges_is_short_of_nothing_firm(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    once, twice = what_if(ledger, [Fulfil(None)]), what_if(ledger, [Fulfil(None), Fulfil(None)])
    assert once.commitments == twice.commitments
    short = {row.id: row.sum_of_shortfalls for row in countries(ledger).commitments}
    for each in once.commitments:
        stated = short[each.id]
        if stated is not None and each.before.actual is not None:
            assert Fraction(each.after.actual or 0) - Fraction(each.before.actual) >= stated


def moves(report_commitments: Iterable[object]) -> list[tuple[object, list[FromTo]]]:
    """Each commitment's figures, and its contributors', by id."""
    moved: list[tuple[object, list[FromTo]]] = []
    for row in report_commitments:
        moved.append((row.id, [row.pledged, row.actual, row.gap, row.shortfall_pct]))
        moved += [((row.id, part.id), [part.pledged, part.actual]) for part in row.contributions]
    return sorted(moved, key=repr)


@FEW
@given(data=st.data())
def test_a_date_compared_with_itself_has_not_moved(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    day = data.draw(DAYS)
    for row in compare(ledger, ledger, day, day).commitments:
        assert row.contributions == ()
        for figure in (row.pledged, row.actual, row.gap, row.shortfall_pct):
            assert figure.from_ == figure.to
            assert figure.change == (None if figure.to is None else 0)


@FEW
@given(data=st.data())
def test_a_comparison_the_other_way_round_has_the_opposite_changes(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    one, other = data.draw(DAYS), data.draw(DAYS)
    there, here = (
        ledger.model_copy(update={"mission": ledger.mission.model_copy(update={"as_of": day})}) for day in (one, other)
    )
    forth = moves(compare(there, here).commitments)
    back = moves(compare(here, there).commitments)
    assert [key for key, _ in forth] == [key for key, _ in back]
    for (_, changes), (_, again) in zip(forth, back, strict=True):
        opposite = [
            FromTo(
                from_=each.to,
                to=each.from_,
                change=None if each.change is None else each.change.copy_negate(),
                bound=None if each.bound is None else turn(each.bound),
            )
            for each in again
        ]
        assert changes == opposite


@FEW
@given(data=st.data())
def test_a_comparison_has_the_summaries_of_its_two_dates(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    one, other = sorted((data.draw(DAYS), data.draw(DAYS)))
    rows = zip(
        compare(ledger, ledger, one, other).commitments,
        summary(ledger, one).commitments,
        summary(ledger, other).commitments,
        strict=True,
    )
    for row, before, after in rows:
        for name in ("pledged", "actual", "gap", "shortfall_pct"):
            figure = getattr(row, name)
            assert (figure.from_, figure.to) == (getattr(before, name), getattr(after, name))
        if row.gap.change is not None:
            assert Fraction(row.gap.change) == Fraction(row.pledged.change) - Fraction(row.actual.change)


def with_dates(data: st.DataObject, ledger: Ledger) -> Ledger:
    """The ledger with a mission's start and end, or without one of them."""
    start, end = data.draw(st.none() | DAYS), data.draw(st.none() | st.dates(date(2024, 1, 1), date(2030, 1, 1)))
    return ledger.model_copy(update={"mission": ledger.mission.model_copy(update={"start": start, "end": end})})


@FEW
@given(data=st.data())
def test_a_pace_is_on_time_exactly_where_its_projection_is(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = with_dates(data, data.draw(ledgers))
    for row in pace(ledger, data.draw(DAYS)).commitments:
        match row.verdict:
            case PaceVerdict.ON_PACE:
                assert row.projected_on <= row.due
            case PaceVerdict.BEHIND:
                assert row.projected_on is None or row.projected_on > row.due
            case PaceVerdict.STALLED | PaceVerdict.MET:
                assert row.projected_on is None


@FEW
@given(data=st.data())
def test_a_projection_is_the_first_day_on_which_the_pace_has_closed_the_gap(
    data: st.DataObject, ledgers: Ledgers
) -> None:
    ledger = with_dates(data, data.draw(ledgers))
    as_of = data.draw(DAYS)
    start = ledger.mission.start
    for row in pace(ledger, as_of).commitments:
        if row.projected_on is None:
            continue
        first = next(point for point in points_of(ledger, as_of)[row.id] if point.actual is not None)
        since, level = (start, 0) if start is not None and start <= first.date else (first.date, first.actual)
        delivered, days, ahead = (
            Fraction(row.actual) - Fraction(level),
            (as_of - since).days,
            (row.projected_on - as_of).days,
        )
        assert row.since == since
        assert delivered * (ahead - 1) < Fraction(row.gap) * days <= delivered * ahead


COUNTRIES = ("KE", "JM", "BS", "GT", "SV", None)


def many(entries: int) -> Ledger:
    """As many deliveries on as many days, by five contributors and the whole mission in turn."""
    document = {"commitments": {"personnel": {"unit": "personnel", "pledged": 2500}}}
    deliveries = tuple(
        Actual(
            commitment="personnel",
            country=COUNTRIES[number % len(COUNTRIES)],
            date=date(2000, 1, 1) + timedelta(number),
            amount=number,
            source="https://a.example",
        )
        for number in range(entries)
    )
    return Ledger.from_document(document, "many.toml").model_copy(update={"actuals": deliveries})


def calls(function: Callable[[Ledger], object], ledger: Ledger) -> int:
    """How many functions, written in Python or not, and generators' steps it takes."""
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        function(ledger)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "report",
    [
        history,
        history_by_country,
        lambda ledger: history_by_period(ledger, "month"),
        lambda ledger: history_by_period(ledger, "month", by_country=True),
        pace,
        lambda ledger: compare(ledger, ledger, date(2000, 1, 31)),
        lambda ledger: what_if(ledger, [Withdraw("KE"), Fulfil(None), Deliver("personnel", "JM", Decimal(1))]),
    ],
    ids=[
        "history",
        "history-by-country",
        "history-by-period",
        "history-by-period-of-contributors",
        "pace",
        "compare",
        "what-if",
    ],
)
def test_ten_times_the_entries_cost_ten_times_the_work(report: Callable[[Ledger], object]) -> None:
    few, more = calls(report, many(120)), calls(report, many(1200))
    assert few > 120
    assert more <= 11 * few
