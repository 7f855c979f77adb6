"""R8: the pace so far, the pace it takes, when the gap would close, and what that means."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mss_gap
from mss_gap import Ledger, PaceVerdict, SinceError, UnknownCommitmentError, load
from mss_gap.analysis.reports.pace import PaceRow
from mss_gap.render.formats.json import json_document

Read = Callable[[str], Ledger]
Pace = Callable[..., PaceRow]

REPORT_DATE = date(2025, 4, 11)
"""100 days after 1 January 2025."""
RECORD = Path(__file__).parents[2] / "data" / "commitments.toml"


@pytest.fixture(scope="module")
def pace(ledger: Read) -> Pace:
    """The pace of a commitment on 11 April 2025.

    Each entry is of the whole mission and an actual, unless it says otherwise.
    """

    def of(
        *entries: str,
        commitment: str = "pledged = 1000",
        mission: str = "start = 2025-01-01",
        kind: str = "actuals",
        since: str | None = None,
    ) -> PaceRow:
        written = ", ".join(f'{{ commitment = "personnel", {entry} }}' for entry in entries)
        text = f'{kind} = [{written}]\n[mission]\n{mission}\n[commitments.personnel]\nunit = "personnel"\n{commitment}'
        day = None if since is None else date.fromisoformat(since)
        (row,) = mss_gap.pace(ledger(text), REPORT_DATE, since=day).commitments
        return row

    return of


ARRIVED = "date = 2025-03-01, total = 400"
DUE = "pledged = 1000\ndue = "


def test_the_document_has_the_keys_of_the_format_in_their_order(ledger: Read) -> None:
    report = mss_gap.pace(
        ledger("""
            mission.start = 2025-01-01
            actuals = [{ commitment = "personnel", date = 2025-03-01, total = 400 }]
            [commitments.personnel]
            unit = "personnel"
            pledged = 1000
            due = 2025-07-20
        """),
        REPORT_DATE,
    )
    # 400 in 100 days; 600 in the 100 days from 11 April to 20 July; 600 / 4 = 150 days on from 11 April.
    row = {
        "id": "personnel",
        "title": "Personnel",
        "unit": "personnel",
        "pledged": 1000,
        "pledged_bound": "exact",
        "actual": 400,
        "actual_bound": "exact",
        "gap": 600,
        "since": "2025-01-01",
        "observed_per_day": 4,
        "due": "2025-07-20",
        "days_left": 100,
        "required_per_day": 6,
        "projected_on": "2025-09-08",
        "verdict": "behind",
    }
    expected = {
        "kind": "pace",
        "version": 1,
        "mission": None,
        "ledger": "test.toml",
        "as_of": "2025-04-11",
        "later_entries": None,
        "commitments": [row],
        "warnings": [],
    }
    assert json.dumps(json.loads(json_document(report))) == json.dumps(expected)


@pytest.mark.parametrize(
    ("start", "first", "since", "per_day"),
    [
        ("start = 2025-01-01", "2025-03-01", "2025-01-01", 5),  # 500 from 0 in 100 days
        ("start = 2025-01-01", "2025-01-01", "2025-01-01", 5),  # the first level on the day itself is no earlier
        ("start = 2025-03-02", "2025-01-01", "2025-01-01", 1),  # the first level, 400, is older: 100 in 100 days
        ("", "2025-01-01", "2025-01-01", 1),  # no mission to count from
    ],
)
def test_the_count_starts_at_the_missions_start_or_at_an_earlier_first_level(
    pace: Pace, start: str, first: str, since: str, per_day: int
) -> None:
    row = pace(f"date = {first}, total = 400", "date = 2025-04-01, total = 500", mission=start)
    assert (row.since, row.observed_per_day) == (date.fromisoformat(since), per_day)


def test_the_first_level_is_the_first_that_is_known(pace: Pace) -> None:
    row = pace(
        'country = "KE", date = 2025-01-11',
        'country = "JM", date = 2025-01-21, total = 20',
        'country = "KE", date = 2025-01-21, total = 5',
        'country = "KE", date = 2025-04-01, total = 165',
        mission="",
    )
    # 80 days from 21 January; 20 + 165 then, 20 + 5 at first.
    assert (row.since, row.observed_per_day) == (date(2025, 1, 21), 2)


@pytest.mark.parametrize("who", ["", 'country = "KE", '])
def test_a_first_level_of_zero_is_a_level_to_count_from(pace: Pace, who: str) -> None:
    row = pace(f"{who}date = 2025-01-01, total = 0", f"{who}date = 2025-04-01, total = 500", mission="")
    assert (row.since, row.observed_per_day) == (date(2025, 1, 1), 5)
    later = pace(
        f"{who}date = 2025-01-01, total = 0", f"{who}date = 2025-04-01, total = 500", mission="start = 2025-03-02"
    )
    assert (later.since, later.observed_per_day) == (date(2025, 1, 1), 5)


@pytest.mark.parametrize(
    ("entry", "due", "verdict"),
    [
        # 400 in 100 days; 600 at 4 a day take 150 days; "about" leaves 142.5 to 157.5 of them.
        ('total = 400, qualifier = "about"', "2025-08-31", "behind"),
        ('total = 400, qualifier = "about"', "2025-09-01", "not-computable"),
        ('total = 400, qualifier = "about"', "2025-09-15", "not-computable"),
        ('total = 400, qualifier = "about"', "2025-09-16", "on-pace"),
        # At least 400 may be all of it, at most 400 may be nothing.
        ('total = 400, qualifier = "at-least"', "2025-09-08", "not-computable"),
        ('total = 400, qualifier = "at-most"', "2025-09-07", "not-computable"),
        ('total = 1000, qualifier = "at-least"', "2025-09-08", "met"),
        ('total = 1000, qualifier = "at-most"', "2025-09-08", "not-computable"),
        ('total = 0, qualifier = "at-most"', "2025-09-08", "stalled"),
        ('total = 0, qualifier = "at-least"', "2025-09-08", "not-computable"),
        # overdue needs no bound; neither does no-deadline
        ('total = 400, qualifier = "about"', "2025-04-10", "overdue"),
        ('total = 999, qualifier = "about"', "2025-04-10", "overdue"),
        ('total = 400, qualifier = "at-most"', "", "no-deadline"),
    ],
)
def test_a_verdict_that_the_bounds_leave_open_is_not_computable(pace: Pace, entry: str, due: str, verdict: str) -> None:
    assert pace(f"date = 2025-03-01, {entry}", commitment=f"{DUE}{due}" if due else "pledged = 1000").verdict == verdict


def test_the_first_level_is_that_of_the_whole_mission_on_its_day(pace: Pace) -> None:
    row = pace("date = 2025-01-01, total = 100", 'country = "KE", date = 2025-01-01, total = 40', ARRIVED, mission="")
    assert row.observed_per_day == 3


def test_the_mission_s_end_stands_in_for_a_due_date(pace: Pace) -> None:
    dates = "start = 2025-01-01\nend = 2025-07-20"
    assert (pace(ARRIVED, mission=dates).due, pace(ARRIVED, mission=dates).days_left) == (date(2025, 7, 20), 100)
    own = pace(ARRIVED, mission=dates, commitment=f"{DUE}2025-05-11")
    assert (own.due, own.days_left, own.required_per_day) == (date(2025, 5, 11), 30, 20)


def test_days_left_are_negative_after_the_due_date(pace: Pace) -> None:
    assert pace(ARRIVED, commitment=f"{DUE}2025-04-01").days_left == -10


def test_the_projection_is_rounded_up_to_whole_days(pace: Pace) -> None:
    # 300 in 100 days leave 700: 233 1/3 days.
    row = pace("date = 2025-03-01, total = 300")
    assert row.projected_on == REPORT_DATE + timedelta(234)


def test_a_projection_of_whole_days_is_not_rounded_up_though_the_pace_cannot_be_written_out(ledger: Read) -> None:
    # 1 in 3 days leaves 3: 9 days. A pace of 0.333… cut off anywhere would make it a little more than 9.
    text = """
        mission = { start = 2025-01-01, as_of = 2025-01-04 }
        actuals = [{ commitment = "bases", date = 2025-01-02, total = 1 }]
        commitments.bases = { unit = "bases", pledged = 4, due = 2025-01-13 }
    """
    (row,) = mss_gap.pace(ledger(text)).commitments
    assert row.observed_per_day == Decimal("0.3333333333333333333333333333")
    assert (row.projected_on, row.verdict) == (date(2025, 1, 13), PaceVerdict.ON_PACE)


def test_a_projection_reaches_the_last_day_of_the_year_9999_and_no_further(ledger: Read) -> None:
    # 1 a day from 30 December 9999 to the 31st closes a gap of 1 and, in this calendar, no other.
    text = """
        mission = {{ start = 9999-12-29, as_of = 9999-12-30 }}
        actuals = [{{ commitment = "bases", date = 9999-12-30, total = 1 }}]
        commitments.bases = {{ unit = "bases", pledged = {pledged}, due = 9999-12-31 }}
    """
    (last,) = mss_gap.pace(ledger(text.format(pledged=2))).commitments
    (never,) = mss_gap.pace(ledger(text.format(pledged=3))).commitments
    assert (last.projected_on, last.verdict) == (date(9999, 12, 31), PaceVerdict.ON_PACE)
    assert (never.projected_on, never.verdict) == (None, PaceVerdict.BEHIND)


def test_the_largest_and_most_exact_figures_are_projected(ledger: Read) -> None:
    text = """
        mission = { start = 0001-01-01, as_of = 2025-01-01 }
        rates = [{ pair = "EUR/USD", date = 0001-01-01, rate = 0.000001 }]
        actuals = [{ commitment = "fund", date = 2024-01-01, total = 0.000001, currency = "EUR" }]
        commitments.fund = { unit = "USD", pledged = 999_999_999_999_999.999999, due = 2025-02-01 }
    """
    (row,) = mss_gap.pace(ledger(text)).commitments
    assert (row.projected_on, row.verdict) == (None, PaceVerdict.BEHIND)


@pytest.mark.parametrize(("total", "gap"), [(1000, 0), (1200, -200)])
def test_a_closed_gap_needs_no_pace_and_has_no_projection(pace: Pace, total: int, gap: int) -> None:
    row = pace(f"date = 2025-03-01, total = {total}", commitment=f"{DUE}2025-07-20")
    assert (row.gap, row.required_per_day, row.projected_on) == (gap, None, None)
    assert (row.observed_per_day, row.days_left) == (total // 100, 100)


def test_no_pace_is_required_where_no_day_is_left(pace: Pace) -> None:
    assert pace(ARRIVED, commitment=f"{DUE}2025-04-11").required_per_day is None
    assert pace(ARRIVED, commitment=f"{DUE}2025-04-10").required_per_day is None
    assert pace(ARRIVED, commitment=f"{DUE}2025-04-12").required_per_day == 600


NONE_YET = "date = 2025-03-01, total = 0"
ALL_OF_IT = "date = 2025-03-01, total = 1000"
TODAY = f"{DUE}2025-04-11"
YESTERDAY = f"{DUE}2025-04-10"
TOMORROW = f"{DUE}2025-04-12"
IN_150_DAYS = f"{DUE}2025-09-08"
IN_149_DAYS = f"{DUE}2025-09-07"


@pytest.mark.parametrize(
    ("entries", "commitment", "verdict"),
    [
        # not-computable comes before met, overdue and no-deadline
        ([ALL_OF_IT], "", "not-computable"),
        ([ALL_OF_IT], "pledged = 0", "not-computable"),
        ([ALL_OF_IT], "due = 2025-04-10", "not-computable"),
        ([], "pledged = 1000", "not-computable"),
        ([], YESTERDAY, "not-computable"),
        ([], "pledged = 1000\nactual = 1000", "not-computable"),
        ([], f"{YESTERDAY}\nactual = 400", "not-computable"),
        (['country = "KE", date = 2025-03-01'], YESTERDAY, "not-computable"),
        (["date = 2025-04-12, total = 1000"], TOMORROW, "not-computable"),
        # met comes before overdue and no-deadline
        ([ALL_OF_IT], YESTERDAY, "met"),
        ([ALL_OF_IT], "pledged = 1000", "met"),
        (["date = 2025-03-01, total = 1001"], IN_150_DAYS, "met"),
        # overdue, from the day after the due date on, comes before stalled and on-pace
        ([ARRIVED], YESTERDAY, "overdue"),
        ([NONE_YET], YESTERDAY, "overdue"),
        # on the due date there is no day left for what is missing, and it is not overdue yet
        ([ARRIVED], TODAY, "behind"),
        ([NONE_YET], TODAY, "stalled"),
        # no-deadline comes before stalled
        ([ARRIVED], "pledged = 1000", "no-deadline"),
        ([NONE_YET], "pledged = 1000", "no-deadline"),
        # stalled, also while what was there leaves
        ([NONE_YET], TOMORROW, "stalled"),
        (["date = 2025-03-01, amount = 5", "date = 2025-03-02, amount = -9"], IN_150_DAYS, "stalled"),
        # 600 at 4 a day take 150 days
        ([ARRIVED], IN_150_DAYS, "on-pace"),
        ([ARRIVED], IN_149_DAYS, "behind"),
    ],
)
def test_the_verdict_is_the_first_that_applies(pace: Pace, entries: list[str], commitment: str, verdict: str) -> None:
    assert pace(*entries, commitment=commitment).verdict == verdict


def test_where_no_pace_can_be_computed_the_rest_still_is(pace: Pace) -> None:
    row = pace(commitment=f"{DUE}2025-07-20\nactual = 400")
    assert (row.since, row.observed_per_day, row.projected_on) == (None, None, None)
    assert (row.gap, row.days_left, row.required_per_day) == (600, 100, 6)


@pytest.mark.parametrize(("start", "verdict"), [("2025-04-11", "not-computable"), ("2025-04-10", "on-pace")])
def test_less_than_a_day_is_no_pace(pace: Pace, start: str, verdict: str) -> None:
    row = pace("date = 2025-04-11, total = 999", commitment=TOMORROW, mission=f"start = {start}")
    assert row.verdict == verdict


def test_a_first_level_on_the_report_date_is_no_pace(pace: Pace) -> None:
    row = pace("date = 2025-04-11, total = 400", commitment=TOMORROW, mission="")
    assert (row.since, row.verdict) == (None, "not-computable")


def test_without_a_headline_the_pace_is_held_to_the_sum_of_firm_pledges(ledger: Read) -> None:
    text = """
        mission = { start = 2025-01-01, end = 2025-07-20 }
        pledges = [
            { commitment = "personnel", country = "KE", date = 2025-04-10, total = 800 },
            { commitment = "personnel", country = "BJ", date = 2025-04-10, total = 9, status = "on-hold" },
        ]
        actuals = [{ commitment = "personnel", country = "KE", date = 2025-03-01, total = 400 }]
        commitments.personnel.unit = "personnel"
    """
    (row,) = mss_gap.pace(ledger(text), REPORT_DATE).commitments
    assert (row.pledged, row.gap, row.required_per_day, row.verdict) == (800, 400, 4, "on-pace")


def test_a_ledger_without_a_report_date_has_no_pace(ledger: Read) -> None:
    text = "mission.end = 2025-07-20\ncommitments.bases = { unit = 'bases', pledged = 12, actual = 3 }"
    (row,) = mss_gap.pace(ledger(text)).commitments
    assert (row.due, row.days_left, row.required_per_day, row.verdict) == (
        date(2025, 7, 20),
        None,
        None,
        "not-computable",
    )


def test_one_commitment_may_be_asked_for_alone(ledger: Read) -> None:
    both = ledger('commitments.personnel.unit = "personnel"\ncommitments.bases.unit = "bases"')
    assert mss_gap.pace(both, None, "bases").commitments == mss_gap.pace(both).commitments[1:]
    with pytest.raises(UnknownCommitmentError):
        mss_gap.pace(both, None, "tanks")


def test_the_pace_of_the_record_s_personnel() -> None:
    (row,) = mss_gap.pace(load(RECORD), date(2025, 6, 27), "personnel").commitments
    # 991 since the mission's start, from 25 June 2024 to 27 June 2025: 365 + 2 days.
    assert (row.since, row.observed_per_day) == (date(2024, 6, 25), Decimal("2.700272479564032697547683924"))
    # 2,500 - 991 = 1,509; to 2 October 3 + 31 + 31 + 30 + 2 days.
    assert (row.gap, row.days_left, row.required_per_day) == (1509, 97, Decimal("15.55670103092783505154639175"))
    # 1,509 x 367 / 991 = 558.8…: 559 days, 365 of them to 27 June 2026, 187 to 31 December, 7 in January.
    assert (row.projected_on, row.verdict) == (date(2027, 1, 7), "behind")


@pytest.mark.parametrize(
    ("since", "start", "per_day"),
    [
        # 100 on 1 January, 300 on 11 February, 500 on 1 April
        ("2025-01-01", "", Decimal(4)),  # (500 - 100) / 100
        ("2025-02-11", "", Decimal("3.389830508474576271186440678")),  # (500 - 300) / 59
        ("2025-02-10", "", Decimal("6.666666666666666666666666667")),  # (500 - 100) / 60
        ("2025-04-10", "", Decimal(0)),  # (500 - 500) / 1
        # before the first level, 0 up to the mission's start
        ("2024-10-03", "start = 2024-12-01", Decimal("2.631578947368421052631578947")),  # 500 / 190
        ("2024-12-01", "start = 2024-12-01", Decimal("3.816793893129770992366412214")),  # 500 / 131
    ],
)
def test_a_pace_is_counted_from_the_level_on_the_day_asked_for(
    pace: Pace, since: str, start: str, per_day: Decimal
) -> None:
    row = pace(
        "date = 2025-01-01, total = 100",
        "date = 2025-02-11, amount = 200",
        "date = 2025-04-01, total = 500",
        mission=start,
        since=since,
    )
    assert (row.since, row.observed_per_day) == (date.fromisoformat(since), per_day)


@pytest.mark.parametrize(
    ("since", "start"),
    [
        ("2024-12-31", ""),  # no level is known before the first
        ("2024-12-31", "start = 2024-12-01"),  # and none between the mission's start, with 0, and the first
        ("2024-12-31", "start = 2025-02-01"),  # the mission starts after the first level
    ],
)
def test_a_day_on_which_no_level_is_known_has_no_pace(pace: Pace, since: str, start: str) -> None:
    row = pace("date = 2025-01-01, total = 100", mission=start, commitment=IN_150_DAYS, since=since)
    assert (row.since, row.observed_per_day, row.projected_on) == (None, None, None)
    assert (row.gap, row.required_per_day, row.verdict) == (900, 6, "not-computable")


def test_a_projection_and_a_verdict_are_those_of_the_pace_since_the_day_asked_for(pace: Pace) -> None:
    # From 400 on 1 April, 10 came in 10 days: 590 at 1 a day. Since the start, 410 in 100 days: 143.9 of them.
    entries = ("date = 2025-04-01, total = 400", "date = 2025-04-02, amount = 10")
    since = pace(*entries, commitment=IN_150_DAYS, since="2025-04-01")
    assert (since.projected_on, since.verdict) == (REPORT_DATE + timedelta(590), "behind")
    assert pace(*entries, commitment=IN_150_DAYS).verdict == "on-pace"


@pytest.mark.parametrize("since", ["2025-04-11", "2025-04-12"])
def test_a_pace_since_the_report_date_or_later_is_an_error(pace: Pace, since: str) -> None:
    said = f"a pace is counted from a day before the report date, and {since} is not before 2025-04-11"
    with pytest.raises(SinceError, match=said):
        pace(ARRIVED, since=since)


def test_a_ledger_without_a_date_has_no_pace_since_any_day(ledger: Read) -> None:
    text = 'commitments.bases = { unit = "bases", pledged = 12, actual = 3 }'
    (row,) = mss_gap.pace(ledger(text), since=date(2025, 1, 1)).commitments
    assert (row.since, row.verdict) == (None, "not-computable")


@pytest.mark.parametrize(
    ("pledged", "first", "last", "bounds"),
    [
        ("exactly", "exactly", "exactly", ("exact", "exact", "exact", "exact")),
        # more may have come: less may be missing, at a higher pace, sooner
        ("exactly", "exactly", "at-least", ("at-most", "at-least", "at-most", "at-most")),
        ("exactly", "exactly", "at-most", ("at-least", "at-most", "at-least", "at-least")),
        ("exactly", "exactly", "about", ("about", "about", "about", "about")),
        # the level at the start is taken away from what came
        ("exactly", "at-least", "exactly", ("exact", "at-most", "exact", "at-least")),
        ("exactly", "at-least", "at-least", ("at-most", "open", "at-most", "open")),
        ("at-least", "exactly", "exactly", ("at-least", "exact", "at-least", "at-least")),
        ("at-least", "exactly", "at-least", ("open", "at-least", "open", "open")),
    ],
)
def test_the_figures_of_a_pace_are_known_as_those_that_they_rest_on(
    ledger: Read, pledged: str, first: str, last: str, bounds: tuple[str, ...]
) -> None:
    text = f"""
        pledges = [{{ commitment = "bases", date = 2025-01-01, total = 100, qualifier = "{pledged}" }}]
        actuals = [
            {{ commitment = "bases", date = 2025-01-01, total = 10, qualifier = "{first}" }},
            {{ commitment = "bases", date = 2025-03-01, total = 40, qualifier = "{last}" }},
        ]
        commitments.bases = {{ unit = "bases", due = 2025-12-31 }}
    """
    (row,) = mss_gap.pace(ledger(text), REPORT_DATE).commitments
    known = row.bounds
    assert (known.gap, known.observed, known.required, known.projected) == bounds


def test_what_is_not_computed_has_no_bound(pace: Pace) -> None:
    nothing = pace(commitment="due = 2025-07-20").bounds
    assert (nothing.gap, nothing.observed, nothing.required, nothing.projected) == (None, None, None, None)
    closed = pace(ALL_OF_IT, commitment=IN_150_DAYS).bounds
    assert (closed.gap, closed.observed, closed.required, closed.projected) == ("exact", "exact", None, None)


@settings(max_examples=30)
@given(data=st.data())
def test_a_pace_asked_for_since_the_day_that_the_rule_chooses_is_the_same(
    data: st.DataObject, ledgers: st.SearchStrategy[Ledger]
) -> None:
    ledger = data.draw(ledgers)
    for row in mss_gap.pace(ledger).commitments:
        (same,) = mss_gap.pace(ledger, commitment=row.id, since=row.since).commitments
        assert same == replace(row, asked_since=row.since)
