"""The record that ships with the program: what its figures must say, and how it is kept."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import Ledger, context, countries, history, kept, load, stages, summary
from mss_gap.analysis.sourcing import figures
from mss_gap.analysis.warnings.review import review
from mss_gap.ledger.entry import Status

D = Decimal


@pytest.fixture(scope="module")
def record() -> Ledger:
    return load(Path(__file__).parents[2] / "data/commitments.toml")


def shown(figure: Decimal | None) -> str:
    """A figure to 4 places; nothing where there is none."""
    return "" if figure is None else f"{figure:,.4f}".rstrip("0").rstrip(".")


# Where the commitments stand


def test_the_headlines_of_the_article_are_the_summary_on_the_report_date(record: Ledger) -> None:
    report = summary(record)
    assert report.as_of == date(2025, 6, 27)
    assert [
        (row.id, row.pledged, row.actual, row.gap, shown(row.delivered_pct), shown(row.shortfall_pct), row.reported_on)
        for row in report.commitments
    ] == [
        ("personnel", 2500, 991, 1509, "39.64", "60.36", date(2025, 6, 25)),
        ("funding", 600_000_000, 68_000_000, 532_000_000, "11.3333", "88.6667", date(2025, 6, 25)),
        ("bases", 12, 3, 9, "25", "75", date(2025, 6, 25)),
        # 0.3 of 110.3 million; France's embassy says on 21 February that more was paid
        ("trust-fund", 110_300_000, 110_000_000, 300_000, "99.728", "0.272", date(2025, 2, 21)),
        # 10 of 34
        ("armoured-vehicles", 34, 10, 24, "29.4118", "70.5882", date(2024, 8, 23)),
        ("helicopters", 3, 3, 0, "100", "0", date(2025, 2, 28)),
        ("kenya-refunds", None, D("933546317.6"), None, "", "", date(2025, 3, 15)),
    ]


def test_the_three_headlines_are_exact_and_what_may_be_more_says_so(record: Ledger) -> None:
    assert {row.id: (row.pledged_bound, row.actual_bound) for row in summary(record).commitments} == {
        "personnel": ("exact", "exact"),
        "funding": ("exact", "exact"),
        "bases": ("exact", "exact"),
        "trust-fund": ("exact", "at-least"),
        "armoured-vehicles": ("exact", "at-least"),
        "helicopters": ("exact", "exact"),
        "kenya-refunds": (None, "exact"),
    }


def test_the_letter_and_the_fund_are_one_money_and_each_says_so(record: Ledger) -> None:
    rows = {row.id: row for row in summary(record).commitments}
    assert (rows["trust-fund"].overlaps, record.commitments["trust-fund"].overlaps) == (("funding",), ("funding",))
    assert "trust fund" in (rows["funding"].note or "")
    assert "$68 million" in (rows["trust-fund"].note or "")
    assert "4 February 2025" in (rows["trust-fund"].note or "")


def test_cases_of_violence_against_children_rose_by_492_percent(record: Ledger) -> None:
    row = next(row for row in context(record).indicators if row.id == "children-violence")
    assert (row.value, row.previous, row.change, shown(row.change_pct)) == (2269, 383, 1886, "492.4282")


def test_one_death_was_confirmed_by_the_report_date_and_three_by_the_end_of_the_mission(record: Ledger) -> None:
    dead = record.indicators["mission-deaths"]
    assert (dead.value, dead.period) == (1, "to 27 June 2025; three by the end of the mission")
    events = {str(it.date): it.title for it in record.events}
    assert "shot dead" in events["2025-02-23"]
    assert "missing since an ambush of 24 or 25 March" in events["2025-03-25"]
    assert "Nzuve" in events["2025-08-31"]
    assert [it for it in record.events if "Kuria" in it.title] == []


# Personnel


def test_who_pledged_and_sent_personnel(record: Ledger) -> None:
    report = countries(record, commitment="personnel")
    (personnel,) = report.commitments
    assert [
        (row.id, row.pledged, row.pledge_status, row.actual, shown(row.delivered_pct), shown(row.share_pct))
        for row in personnel.contributions
    ] == [
        ("KE", 1000, "firm", 732, "73.2", "73.8648"),  # 732 of 1,000, and of 991
        ("GT", 150, "firm", 150, "100", "15.1362"),
        ("SV", 78, "firm", 78, "100", "7.8708"),
        ("JM", 200, "firm", 23, "11.5", "2.3209"),
        ("BS", 150, "firm", 6, "4", "0.6054"),
        ("BZ", 50, "firm", 2, "4", "0.2018"),
        ("BJ", 1500, "on-hold", 0, "0", "0"),
        ("BD", None, "firm", 0, "", "0"),
        ("BB", None, "on-hold", 0, "", "0"),
        ("TD", None, "firm", 0, "", "0"),
    ]
    # 1,000 + 150 + 78 + 200 + 150 + 50, and Benin's; short of these 268 + 0 + 0 + 177 + 144 + 48
    assert (personnel.country_pledged, personnel.on_hold, personnel.sum_of_shortfalls) == (1628, 1500, 637)
    assert report.warnings == ()


def test_the_six_contingents_of_25_june_2025_are_the_991(record: Ledger) -> None:
    (personnel,) = countries(record, commitment="personnel").commitments
    # 732 + 150 + 78 + 23 + 6 + 2
    assert (personnel.actual, personnel.attributed, personnel.unattributed) == (991, 991, 0)
    assert {row.reported_on for row in personnel.contributions if row.actual} == {date(2025, 6, 25)}


@pytest.mark.parametrize(
    ("day", "whole"),
    [
        (date(2024, 9, 12), 426),  # about 200 + about 200, and 24 + 2
        (date(2024, 9, 26), 408),  # 382 + 24 + 2
        (date(2024, 10, 18), 414),  # and 6
        (date(2025, 1, 3), 497),  # and 75 + 8
        (date(2025, 1, 4), 572),  # and 75
        (date(2025, 1, 9), 572),  # as stated
        (date(2025, 1, 18), 789),  # and 217
        (date(2025, 2, 4), 859),  # and 70, which is as stated
        (date(2025, 2, 6), 1004),  # and 744 - 599
        (date(2025, 4, 16), 1001),  # and 21 - 24
        (date(2025, 6, 25), 991),  # as stated
        (date(2025, 7, 4), 991),  # as stated
    ],
)
def test_no_one_is_unattributed_from_september_2024_to_july_2025(record: Ledger, day: date, whole: int) -> None:
    (personnel,) = countries(record, day, "personnel").commitments
    assert (personnel.actual, personnel.attributed, personnel.unattributed) == (whole, whole, 0)


def test_of_the_last_totals_the_parts_are_not_all_known(record: Ledger) -> None:
    (september,) = countries(record, date(2025, 9, 22), "personnel").commitments
    assert (september.actual, september.unattributed) == (989, -2)
    (end,) = countries(record, date(2025, 9, 30), "personnel").commitments
    # 970 less about 700 + 150 + 78 + 23 + 6 + 2
    assert (end.actual, end.unattributed, end.unattributed_bound) == (970, 11, "about")


def test_rounded_flights_are_about_and_counts_are_exact(record: Ledger) -> None:
    bounds = {
        day: countries(record, day, "personnel").commitments[0].actual_bound
        for day in (date(2024, 6, 25), date(2024, 7, 16), date(2024, 9, 12), date(2024, 9, 26), date(2025, 6, 27))
    }
    assert list(bounds.values()) == ["about", "about", "about", "exact", "exact"]


@pytest.mark.parametrize(
    ("day", "firm", "on_hold"),
    [
        (date(2024, 5, 31), 2900, 0),  # 1,000 + 200 + 150 + 1,500 + 50
        (date(2024, 8, 31), 2978, 0),  # and El Salvador's 78
        (date(2024, 9, 24), 3128, 0),  # and Guatemala's 150
        (date(2024, 9, 30), 1628, 1500),  # Benin's on hold
    ],
)
def test_the_countries_pledges_are_another_sum_than_the_headline(
    record: Ledger, day: date, firm: int, on_hold: int
) -> None:
    (row,) = countries(record, day, "personnel").commitments
    assert (row.pledged, row.country_pledged, row.on_hold) == (2500, firm, on_hold)


def test_two_of_six_countries_kept_their_word_and_no_one_is_overdue(record: Ledger) -> None:
    (personnel,) = kept(record, commitment="personnel").commitments
    assert (personnel.kept, personnel.measured, personnel.kept_amount, personnel.firm) == (2, 6, 991, 1628)
    assert {row.id for row in personnel.contributions if row.verdict == "kept"} == {"GT", "SV"}
    assert {row.verdict for row in personnel.contributions} == {"kept", "under-way", "on-hold", "not-measurable"}


def test_only_the_mandates_end_is_a_due_day(record: Ledger) -> None:
    """No source names a day by which a commitment was promised; that all 2,500 were to be there by January 2025 is an aim."""
    assert {key: it.due for key, it in record.commitments.items() if it.due} == {}
    assert record.mission.end == date(2025, 10, 2)
    assert "January 2025" in (record.commitments["personnel"].note or "")


# Money


def test_who_pledged_and_paid(record: Ledger) -> None:
    report = countries(record, commitment="trust-fund")
    (fund,) = report.commitments
    assert [
        (row.id, shown(row.pledged), row.pledge_status, shown(row.actual), row.actual_bound, row.actual_basis)
        for row in fund.contributions
    ] == [
        # C$ (80.5 + 5.7) million at 0.7416; more than half of more than 110
        ("CA", "63,925,920", "firm", "55,000,000", "at-least", "reported"),
        ("US", "15,000,000", "firm", "15,000,000", "exact", "reported"),
        ("ES", "3,300,000", "firm", "3,300,000", "exact", "reported"),  # EUR 3 million at 1.10
        ("FR", "8,000,000", "firm", "3,200,000", "at-least", "reported"),  # the split of April 2024, and more since
        ("IT", "", "firm", "360,000", "exact", "reported"),  # listed among those who pledged, without an amount
        ("TR", "", "firm", "50,000", "exact", "reported"),
        ("DZ", "100,000", "firm", "0", "exact", "none-recorded"),
    ]
    # 55 + 15 + 3.3 + 3.2 + 0.36 + 0.05 million of the 110, either of which may be more
    assert (shown(fund.attributed), shown(fund.unattributed), fund.unattributed_bound) == (
        "76,910,000",
        "33,090,000",
        "open",
    )
    # 63,925,920 + 15 + 3.3 + 8 + 0.1 million, and what Italy and Türkiye pledged
    assert (shown(fund.country_pledged), fund.country_pledged_bound) == ("90,325,920", "at-least")
    assert fund.unconverted == 0
    assert [warning.code for warning in report.warnings] == ["bound"]


@pytest.mark.parametrize(
    ("day", "pledged"),
    [
        (date(2024, 2, 22), "59,698,800"),  # Canada's C$80.5 million at 0.7416, and France's 3 million euros
        (date(2024, 4, 26), "62,998,800"),  # and Algeria's 0.1, France's 3.2 million, the United States' not stated
        (date(2024, 7, 31), "67,225,920"),  # and Canada's C$5.7 million at 0.7416
    ],
)
def test_before_its_first_total_the_fund_may_have_had_more_pledges_than_are_known(
    record: Ledger, day: date, pledged: str
) -> None:
    (fund,) = countries(record, day, "trust-fund").commitments
    assert (shown(fund.pledged), fund.pledged_bound) == (pledged, "at-least")


def test_the_split_of_september_2024_leaves_90_000_of_the_67_million(record: Ledger) -> None:
    (fund,) = countries(record, date(2024, 9, 30), "trust-fund").commitments
    # 45 + 15 + 3.3 + 3.2 + 0.36 + 0.05 million; it prints Spain's and France's euros as 3 million dollars
    assert (fund.actual, shown(fund.attributed), shown(fund.unattributed)) == (67_000_000, "66,910,000", "90,000")


def test_no_donor_is_said_to_have_broken_its_word(record: Ledger) -> None:
    (fund,) = kept(record, commitment="trust-fund").commitments
    assert {row.id: row.verdict for row in fund.contributions} == {
        "CA": "not-measurable",
        "US": "kept",
        "ES": "kept",
        "FR": "not-measurable",
        "IT": "not-measurable",
        "TR": "not-measurable",
        "DZ": "nothing-yet",
    }


def test_no_one_who_was_only_thanked_counts_as_having_paid_into_the_fund(record: Ledger) -> None:
    """The commander's list says that they gave, in money or in kind, and not through which channel."""
    thanked = [it for it in record.actuals if it.note and it.note.startswith("Thanked by the mission's commander")]
    assert {it.country: it.outside for it in thanked} == dict.fromkeys(
        ("DE", "GB", "KR", "JP", "SG", "DO"), "financial or in kind, channel not stated"
    )
    assert all(it.total is None and it.amount is None for it in thanked)
    (fund,) = countries(record, commitment="trust-fund").commitments
    assert {row.id for row in fund.contributions}.isdisjoint({"DE", "GB", "KR", "JP", "SG", "DO", "GY"})


def test_what_was_pledged_to_the_mission_is_not_said_to_be_pledged_to_the_fund(record: Ledger) -> None:
    channel = "to the mission, channel not stated"
    assert {it.country: (it.total, it.currency) for it in record.pledges if it.outside == channel} == {
        "GY": (None, None),
        "GB": (5_000_000, "GBP"),
        "DE": (10_400_000, None),
    }


def test_a_worth_in_dollars_is_only_where_one_source_prints_both_sums(record: Ledger) -> None:
    """EFE has "three million euros (3.3 million dollars)" for Spain; France's own statement has euros only."""
    entries = (*record.pledges, *record.actuals)
    assert [(it.country, it.total, it.currency, it.value) for it in entries if it.value is not None] == [
        ("ES", 3_000_000, "EUR", 3_300_000)
    ]
    assert {it.currency for it in entries if it.country == "FR"} == {None}
    (entry,) = [it for it in record.actuals if it.country == "FR" and str(it.date) == "2024-07-03"]
    assert (entry.note or "").startswith("Computed: France states 3 million euros and no dollars")


def test_a_frozen_deposit_is_no_pledge_on_hold(record: Ledger) -> None:
    (fund,) = countries(record, commitment="trust-fund").commitments
    assert (fund.on_hold, fund.conditional) == (0, 0)
    report = stages(record, "trust-fund")
    assert [(stage.id, stage.counts, stage.actual, stage.actual_bound) for stage in report.stages] == [
        ("deposited", True, 110_000_000, "at-least"),
        ("spent", False, D("7210030.56"), "at-least"),
    ]
    united_states = next(row for row in report.contributions if row.id == "US")
    assert (united_states.pledged, list(united_states.stages)) == (
        15_000_000,
        [15_000_000, 1_700_000],
    )


def test_what_was_spent_in_all_is_never_the_part_of_one_donor_alone(record: Ledger) -> None:
    """Since the first figure of that stage, of 4 February 2025, the whole is at least so much."""
    for day in (date(2025, 2, 4), date(2025, 3, 14), date(2025, 3, 15), date(2025, 10, 2)):
        assert stages(record, "trust-fund", day).stages[1].actual_bound == "at-least"


def test_canadas_offer_of_september_2025_is_conditional(record: Ledger) -> None:
    (fund,) = countries(record, date(2025, 9, 23), "trust-fund").commitments
    canada = fund.contributions[0]
    # C$40 million at 0.7416; the firm part stays
    assert (canada.id, canada.conditional, canada.firm) == ("CA", 29_664_000, 63_925_920)
    assert {entry.status for entry in record.pledges if entry.country == "CA"} == {None, Status.CONDITIONAL}


def test_what_was_given_outside_the_fund_is_listed_and_not_counted(record: Ledger) -> None:
    (fund,) = countries(record, date(2025, 12, 31), "trust-fund").commitments
    assert {
        (given.country, given.kind, given.outside, given.figure, given.figure_bound, str(given.date))
        for given in fund.outside
        if "channel not stated" not in given.outside
    } == {
        ("FR", "pledge", "training, through the Francophonie", 2_000_000, "exact", "2025-01"),
        ("US", "pledge", "equipment", 60_000_000, "at-most", "2024-06-25"),
        ("US", "pledge", "in kind and bilateral", 835_000_000, "at-least", "2025-09"),
        ("US", "actual", "in kind and bilateral", 1_000_000_000, "at-least", "2025-12"),
    }
    series = [
        (str(entry.date), entry.total, entry.qualifier)
        for entry in (*record.pledges, *record.actuals)
        if entry.outside == "in kind and bilateral"
    ]
    assert sorted(series) == [
        ("2023-10-02", 200_000_000, "at-most"),
        ("2024-03-11", 300_000_000, None),
        ("2024-06-25", 300_000_000, "over"),
        ("2024-09-12", 380_000_000, None),
        ("2025-02-06", 500_000_000, "over"),  # 15 is less than 3% of it
        ("2025-04-21", 600_000_000, "over"),
        ("2025-09", 835_000_000, "over"),
        ("2025-12", 1_000_000_000, "over"),
    ]


def test_kenya_got_back_933_million_shillings_of_the_2_100_million_that_it_budgeted(record: Ledger) -> None:
    report = stages(record, "kenya-refunds")
    # 933,546,317.60 / 2,100,000,000
    assert [(stage.id, stage.actual, shown(stage.pct_of_previous)) for stage in report.stages] == [
        ("budgeted", 2_100_000_000, ""),
        ("refunded", D("933546317.6"), "44.4546"),
    ]


# What came later


@pytest.mark.parametrize(
    ("commitment", "day", "actual"),
    [
        ("personnel", date(2025, 6, 27), 991),
        ("personnel", date(2025, 9, 21), 991),
        ("personnel", date(2025, 9, 22), 989),
        ("personnel", date(2025, 9, 29), 989),
        ("personnel", date(2025, 9, 30), 970),
        ("personnel", date(2025, 10, 2), 970),
        ("trust-fund", date(2025, 6, 27), 110_000_000),
        ("trust-fund", date(2025, 8, 13), 110_000_000),
        ("trust-fund", date(2025, 8, 14), 112_500_000),
        ("trust-fund", date(2025, 9, 30), 115_000_000),
    ],
)
def test_later_facts_show_from_their_day_on(record: Ledger, commitment: str, day: date, actual: int) -> None:
    (row,) = countries(record, day, commitment).commitments
    assert row.actual == actual


def test_nothing_of_the_report_date_is_later_than_it(record: Ledger) -> None:
    report = history(record)
    days = [point.date for commitment in report.commitments for point in commitment.points]
    assert max(days) == date(2025, 6, 26)
    assert max(event.date for event in report.events) == date(2025, 6, 25)


def test_by_august_2025_more_was_paid_into_the_fund_than_is_known_to_be_pledged(record: Ledger) -> None:
    (fund,) = countries(record, date(2025, 8, 14), "trust-fund").commitments
    assert (fund.pledged, fund.gap) == (110_300_000, -2_200_000)


# How it is kept


def test_every_figure_rests_on_a_declared_source(record: Ledger) -> None:
    assert [path for path, sources in figures(record) if not sources or not set(sources) <= set(record.sources)] == []


def test_something_rests_on_every_source(record: Ledger) -> None:
    used = {source for _, sources in figures(record) for source in sources}
    used |= {source for event in record.events for source in event.source}
    assert [key for key in record.sources if key not in used] == []


def test_every_source_says_where_to_read_it_and_no_two_say_the_same(record: Ledger) -> None:
    addresses = [source.url for source in record.sources.values()]
    assert None not in addresses
    assert len(set(addresses)) == len(addresses)


def test_every_source_names_its_publisher_and_its_day_or_in_its_id_its_month(record: Ledger) -> None:
    """`published` is a day; where the page shows none, the id has the month or the year that the text implies."""
    undated = [key for key, source in record.sources.items() if source.published is None]
    assert [key for key, source in record.sources.items() if not source.publisher] == []
    assert [key for key in undated if not re.search(r"-20\d\d(-\d\d)?(-equipment)?$", key)] == [
        "gac-project",
        "kurunzi",
    ]


def test_an_id_with_a_day_is_of_the_day_of_publication(record: Ledger) -> None:
    for key, source in record.sources.items():
        day = re.search(r"\d{4}-\d\d-\d\d", key)
        assert day is None or str(source.published) == day[0], key


def test_no_source_is_named_twice_by_one_figure(record: Ledger) -> None:
    assert [path for path, sources in figures(record) if len(set(sources)) < len(sources)] == []


def test_what_is_known_to_the_month_is_written_so(record: Ledger) -> None:
    """The last day of a month is a day of the ledger only where a source names it."""
    entries = [*record.pledges, *record.actuals]
    months = {str(entry.date) for entry in entries if len(str(entry.date)) == len("2024-09")}
    assert months == {
        "2024-05",
        "2024-06",
        "2024-07",
        "2024-08",
        "2024-09",
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
        "2025-04",
        "2025-07",
        "2025-09",
        "2025-12",
    }
    named = {"2024-02-29", "2025-09-30"}  # a UN briefing, and the Council's vote
    last = {str(entry.date) for entry in entries if re.search(r"-(29|30|31)$", str(entry.date))}
    assert last - {"2023-07-29"} == named


def test_the_warnings_of_validate_are_known(record: Ledger) -> None:
    """What may be more, the pound without a rate, and the entries after the report date: none can be mended."""
    found = [(finding.code, finding.path) for finding in review(record)]
    assert [(code, path[1]) for code, path in found if code == "bound"] == [
        ("bound", "trust-fund"),
        ("bound", "armoured-vehicles"),
    ]
    (pound,) = [path[1] for code, path in found if code == "no-rate"]
    assert (record.pledges[int(pound)].country, record.pledges[int(pound)].currency) == ("GB", "GBP")
    later = [path for code, path in found if code == "after-report-date"]
    assert {str(getattr(record, str(path[0]))[int(path[1])].date) for path in later} == {
        "2025-07",
        "2025-07-04",
        "2025-08-14",
        "2025-09",
        "2025-09-22",
        "2025-09-23",
        "2025-09-30",
        "2025-12",
    }
    assert len(found) == 2 + 1 + len(later)
