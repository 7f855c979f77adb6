"""The record that ships with the program: each published claim by hand, and what its figures must say."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import ClaimRow, ClaimVerdict, Ledger, claims, context, countries, history, load, summary
from mss_gap.analysis.review import review
from mss_gap.analysis.sourcing import figures
from mss_gap.ledger.model import Measure

D = Decimal
CONSISTENT, CONTRADICTED, NOT_COMPUTABLE, _ = ClaimVerdict

CLAIMS = [
    # undated headline
    ("2,500 troops initially pledged", "2025-06-25", "2,500", CONSISTENT),
    # whole total of 25 June 2025
    ("Only 991 on the ground", "2025-06-25", "991", CONSISTENT),
    # 991 / 2,500 = 39.64; off by 0.36, within 0.5
    ("Only 40% of the pledged personnel deployed", "2025-06-25", "39.64", CONSISTENT),
    # one amount by that day: +200
    ("400 Kenyan police officers arrived on 25 June 2024", "2024-06-25", "200", CONTRADICTED),
    # undated headline
    ("$600 million expected", "2025-06-27", "600,000,000", CONSISTENT),
    # whole total of 27 June 2025
    ("Just $68 million disbursed", "2025-06-27", "68,000,000", CONSISTENT),
    # 68 / 600 = 11.33; off by 0.33, within 0.5
    ("11% of the expected funding disbursed", "2025-06-27", "11.3333", CONSISTENT),
    # undated headline
    ("12 operational bases planned", "2025-06-25", "12", CONSISTENT),
    # 12 - 3
    ("9 of the 12 bases not established", "2025-06-25", "9", CONSISTENT),
    # the indicator's value; its period is five months, which no measure compares
    ("2,680 people killed over the past year", "2025-06-27", "2,680", CONSISTENT),
    # the indicator's value; the same five months
    ("957 people injured over the past year", "2025-06-27", "957", CONSISTENT),
    # the indicator's value
    ("1.3 million people displaced", "2025-06-27", "1,300,000", CONSISTENT),
    # the share as published, no population in the ledger: agrees with itself only
    ("Nearly 11% of Haiti's population displaced", "2025-06-27", "11", CONSISTENT),
    # the indicator's value
    (
        "2,269 cases of violence against children in 2024, up from 383 the year before",
        "2025-06-27",
        "2,269",
        CONSISTENT,
    ),
    # 39.64 < 40
    ("Less than 40% of the personnel deployed", "2025-06-25", "39.64", CONSISTENT),
    # 11.333; off by 0.033, within 0.05
    ("Barely 11.3% of the first year's $600 million transferred", "2025-06-27", "11.3333", CONSISTENT),
    # the fund's latest total is 110 million, of 4 February 2025
    (
        "$68 million received, held against what the UN trust fund had received by then",
        "2025-06-27",
        "110,000,000",
        CONTRADICTED,
    ),
    # undated headline
    ("The mission will grow to 2,500 personnel", "2024-06-25", "2,500", CONSISTENT),
    # 2,500 >= 2,900 is false; KE 1,000 + BJ 1,500 + JM 200 + BS 150 + BZ 50 = 2,900 is the countries' sum, not the headline
    ("At least 2,900 troops promised by a handful of countries", "2024-09-09", "2,500", CONTRADICTED),
    # undated headline
    ("2,500 pledged by various countries", "2024-10-11", "2,500", CONSISTENT),
    # 2,500 is 400 away, 5% is 145; the countries' sum was 3,128 that day
    ("Some 2,900 troops pledged by at least ten countries", "2024-10-11", "2,500", CONTRADICTED),
    # 2,500
    ("The mission is meant to have 2,900 personnel", "2024-10-19", "2,500", CONTRADICTED),
    # 2,500 > 3,100 is false; 1,628 firm + 1,500 on hold = 3,128 is the countries' sum
    ("Over 3,100 pledged by ten countries", "2025-01-31", "2,500", CONTRADICTED),
    # Benin's total of 29 February 2024: 1,500
    ("Benin offers 2,000 troops", "2024-02-29", "1,500", CONTRADICTED),
    # Jamaica's total of August 2023: 200
    ("Jamaica pledged 250", "2024-09-12", "200", CONTRADICTED),
    # 200
    ("Jamaica pledged 500", "2024-11-30", "200", CONTRADICTED),
    # Barbados pledged, amount not stated
    ("A Barbadian contingent of 600", "2024-03-31", "", NOT_COMPUTABLE),
    # 200 + 200
    ("382 Kenyan officers in Haiti, says President Ruto", "2024-09-26", "400", CONTRADICTED),
    # 200 + 200; with 383 the later arrivals give 383 + 217 + 144 = 744 exactly
    ("383 police officers from Kenya", "2024-09-30", "400", CONTRADICTED),
    # 24 on 12 September
    ("25 from Jamaica", "2024-09-30", "24", CONTRADICTED),
    # no whole total yet: 400 + 24 + 2 = 426; off by 16, 5% is 20.5
    ("Around 410 police on the ground", "2024-09-30", "426", CONSISTENT),
    # 426; off by 4, 5% is 21.5
    ("Around 430 personnel deployed", "2024-10-11", "426", CONSISTENT),
    # 400 + 24 + 2 + 6 = 432
    ("Just 400 of the 2,500 officers deployed", "2024-12-09", "432", CONTRADICTED),
    # whole total of that day; parts 400 + 150 + 24 + 8 + 6 + 2 = 590
    ("590 personnel with the second Guatemalan group", "2025-01-04", "590", CONSISTENT),
    # Guatemala's total of 4 January: 150
    ("152 Guatemalans", "2025-01-31", "150", CONTRADICTED),
    # 400 + 217 = 617 > 600
    ("Over 600 Kenyans with the third contingent", "2025-01-18", "617", CONSISTENT),
    # whole total of that day: 859
    ("Just under 800 deployed", "2025-02-04", "859", CONTRADICTED),
    # 859; off by 41, 5% is 45
    ("Nearly 900 police and troops", "2025-02-04", "859", CONSISTENT),
    # KE, GT, SV, JM, BS, BZ
    ("Police and troops from five countries", "2025-02-04", "6", CONTRADICTED),
    # 859 > 900 is false
    ("More than 900 members", "2025-02-04", "859", CONTRADICTED),
    # Kenya's total of that day: 744
    ("More than 700 Kenyans with the fourth contingent", "2025-02-06", "744", CONSISTENT),
    # 859 + (744 - 617) + (21 - 24) = 983; off by 17, 5% is 50
    ("Only 1,000 deployed, Kenya's security adviser tells the Council", "2025-04-21", "983", CONSISTENT),
    # 983 / 2,500 = 39.32 < 40
    (
        "Less than 40 per cent of the strength, Kenya's security adviser tells the Council",
        "2025-04-21",
        "39.32",
        CONSISTENT,
    ),
    # 744 > 800 is false
    ("Kenya has slightly above 800 in Haiti", "2025-05-13", "744", CONTRADICTED),
    # KE, GT, SV, JM, BS, BZ
    ("991 officers from five contributing countries", "2025-06-25", "6", CONTRADICTED),
    # whole total of 25 June: 991
    ("A strength of 1,077", "2025-06-30", "991", CONTRADICTED),
    # 39.64 < 30 is false
    ("Less than 30 per cent of capacity, says Kenya's deputy ambassador", "2025-07-02", "39.64", CONTRADICTED),
    # Kenya's total of that day
    ("735 of the officers from Kenya", "2025-07-04", "735", CONSISTENT),
    # whole total of 4 July: 991; off by 9, 5% is 50
    ("About 1,000 sent", "2025-08-28", "991", CONSISTENT),
    # KE, GT, SV, JM, BS, BZ
    ("Police and soldiers from six countries", "2025-08-28", "6", CONSISTENT),
    # 989 / 2,500 = 39.56; off by 0.44, within 0.5
    ("The mission works at 40 percent of its capacity, says President Ruto", "2025-09-30", "39.56", CONSISTENT),
    # 735 / 970
    ("970 deployed in the end, most of them Kenyans", "2025-10-01", "75.7732", CONSISTENT),
    # undated headline
    ("$600 million for the one-year deployment", "2023-11-09", "600,000,000", CONSISTENT),
    # undated headline: 600 million
    ("The mission will need $240 million a year", "2024-04-26", "600,000,000", CONTRADICTED),
    # undated headline; the period differs, which no measure compares
    ("An annual cost of around $600 million", "2024-10-31", "600,000,000", CONSISTENT),
    # CAD 80.5 million x 0.7416; off by 0.30 million, 5% is 3 million
    ("Canada's pledge is worth $60 million", "2024-02-27", "59,698,800", CONSISTENT),
    # CAD (80.5 + 5.7) million x 0.7416
    ("Canada stands at $59 million", "2024-09-12", "63,925,920", CONTRADICTED),
    # 45 + 15 + 3 + 3 + 0.36 + 0.05 = 66.41 million; off by 0.59, within is 0.5
    ("$67 million received, held against the donors' split printed with it", "2024-09-30", "66,410,000", CONTRADICTED),
    # Germany's total of November 2024: 10 million
    ("Germany announced $10.4 million", "2025-02-06", "10,000,000", CONTRADICTED),
    # 45 / 66.41
    ("More than half of what was paid in came from Canada", "2025-02-04", "67.7609", CONSISTENT),
    # Canada's total of September 2024: 45 million
    ("Canada has given $63 million", "2025-02-04", "45,000,000", CONTRADICTED),
    # France's total of September 2024: 3 million
    ("France has paid nearly $10 million to the mission", "2025-02-21", "3,000,000", CONTRADICTED),
    # whole total of 27 June 2025: 68 million
    (
        "More than $110 million paid in, held against what the donors' split and the letter account for",
        "2025-06-27",
        "68,000,000",
        CONTRADICTED,
    ),
    # the first pledged total is of September 2024
    ("Only $78 million formally pledged to the fund", "2024-03-05", "", NOT_COMPUTABLE),
    # received by then: 67 million
    ("The fund now stands at $85.3 million", "2024-09-30", "67,000,000", CONTRADICTED),
    # total of that day
    ("$68 million received by the fund", "2024-10-11", "68,000,000", CONSISTENT),
    # pledged total of 27 November 2024: 96.8 million
    ("Only $97.4 million allocated", "2024-12-09", "96,800,000", CONTRADICTED),
    # 110 is at least 110
    ("More than $110 million paid into the fund", "2025-02-04", "110,000,000", CONSISTENT),
    # 110 < 100 is false
    ("Less than $100 million in the fund", "2025-02-04", "110,000,000", CONTRADICTED),
    # 110; off by 0.8 million, within is 1
    ("$110.8 million in cash deposits", "2025-02-06", "110,000,000", CONSISTENT),
    # 110
    ("About $110 million in the fund", "2025-05-13", "110,000,000", CONSISTENT),
    # 112.5 of August; off by 0.5 million, within is 0.5
    ("$113 million to date", "2025-09-30", "112,500,000", CONSISTENT),
    # total of that day
    ("Only three of the planned twelve bases established", "2025-06-25", "3", CONSISTENT),
    # total of 4 July
    ("Of 12 planned forward bases three are active", "2025-07-05", "3", CONSISTENT),
    # the indicator: 1.3 million
    ("1.4 million people displaced", "2025-06-26", "1,300,000", CONTRADICTED),
    # (2,269 - 383) / 383 = 492.43; off by 2.4, 5% is 24.5
    ("A 490 per cent rise in grave violations against children", "2025-06-27", "492.4282", CONSISTENT),
]
"""Of each claim its text, its day, what the ledger says (to 4 places; nothing where it says nothing) and the verdict.

Above each stands why, worked out by hand from the figures of the ledger.
"""

ARTICLE = {
    "2,500 troops initially pledged": ("personnel", Measure.PLEDGED, 2500),
    "Only 991 on the ground": ("personnel", Measure.ACTUAL, 991),
    "Only 40% of the pledged personnel deployed": ("personnel", Measure.DELIVERED_PCT, 40),
    "400 Kenyan police officers arrived on 25 June 2024": ("personnel", Measure.ACTUAL, 400),
    "$600 million expected": ("funding", Measure.PLEDGED, 600_000_000),
    "Just $68 million disbursed": ("funding", Measure.ACTUAL, 68_000_000),
    "11% of the expected funding disbursed": ("funding", Measure.DELIVERED_PCT, 11),
    "12 operational bases planned": ("bases", Measure.PLEDGED, 12),
    "9 of the 12 bases not established": ("bases", Measure.GAP, 9),
    "2,680 people killed over the past year": ("deaths", Measure.VALUE, 2680),
    "957 people injured over the past year": ("injured", Measure.VALUE, 957),
    "1.3 million people displaced": ("displaced", Measure.VALUE, 1_300_000),
    "Nearly 11% of Haiti's population displaced": ("displaced-share", Measure.VALUE, 11),
    "2,269 cases of violence against children in 2024, up from 383 the year before": (
        "children-violence",
        Measure.VALUE,
        2269,
    ),
}
"""Every figure of the article of June 2025; the 383 is the earlier figure of the indicator itself."""


@pytest.fixture(scope="module")
def record() -> Ledger:
    return load(Path(__file__).parents[2] / "data/commitments.toml")


@pytest.fixture(scope="module")
def rows(record: Ledger) -> tuple[ClaimRow, ...]:
    return claims(record).claims


def shown(figure: Decimal | None) -> str:
    """A figure to 4 places, as the table above writes it."""
    return "" if figure is None else f"{figure:,.4f}".rstrip("0").rstrip(".")


# The claims


def test_every_claim_has_the_figure_and_the_verdict_that_were_worked_out_by_hand(rows: tuple[ClaimRow, ...]) -> None:
    assert [(row.text, str(row.as_of), shown(row.computed), row.verdict) for row in rows] == CLAIMS


def test_no_two_claims_have_the_same_text(rows: tuple[ClaimRow, ...]) -> None:
    assert len({row.text for row in rows}) == len(rows) == 76


def test_claims_are_42_consistent_32_contradicted_and_2_not_computable(rows: tuple[ClaimRow, ...]) -> None:
    assert Counter(row.verdict for row in rows) == {CONSISTENT: 42, CONTRADICTED: 32, NOT_COMPUTABLE: 2}


def test_every_figure_of_the_article_is_a_claim(rows: tuple[ClaimRow, ...]) -> None:
    article = {row.text: (row.commitment or row.indicator, row.measure, row.value) for row in rows[: len(ARTICLE)]}
    assert article == ARTICLE
    assert all("ctn-2025-06" in (row.source or "") for row in rows[: len(ARTICLE)])


def test_the_article_is_right_in_all_but_the_400_of_25_june_2024(rows: tuple[ClaimRow, ...]) -> None:
    assert [row.text for row in rows[: len(ARTICLE)] if row.verdict is not CONSISTENT] == [
        "400 Kenyan police officers arrived on 25 June 2024"
    ]


def test_every_claim_states_its_day_and_its_source(record: Ledger) -> None:
    assert [claim.text for claim in record.claims if claim.as_of is None or not claim.source] == []


def test_claims_that_cannot_all_be_true_are_found(record: Ledger) -> None:
    headlines = {key for key, commitment in record.commitments.items() if commitment.pledged is not None}
    assert headlines == {"personnel", "funding", "bases"}
    report = claims(record)
    assert [[report.claims[position].text for position in group] for group in report.rivals] == [
        [
            "2,500 troops initially pledged",
            "The mission will grow to 2,500 personnel",
            "At least 2,900 troops promised by a handful of countries",
            "2,500 pledged by various countries",
            "Some 2,900 troops pledged by at least ten countries",
            "The mission is meant to have 2,900 personnel",
            "Over 3,100 pledged by ten countries",
        ],
        [
            "$600 million expected",
            "$600 million for the one-year deployment",
            "The mission will need $240 million a year",
            "An annual cost of around $600 million",
        ],
        [
            "Just $68 million disbursed",
            "More than $110 million paid in, held against what the donors' split and the letter account for",
        ],
        ["1.3 million people displaced", "1.4 million people displaced"],
        ["Just under 800 deployed", "Nearly 900 police and troops", "More than 900 members"],
        ["More than $110 million paid into the fund", "Less than $100 million in the fund"],
    ]


# Where the commitments stand


def test_the_headlines_of_the_article_are_the_summary_on_the_report_date(record: Ledger) -> None:
    report = summary(record)
    assert report.as_of == date(2025, 6, 27)
    assert [
        (row.id, row.pledged, row.actual, row.gap, shown(row.delivered_pct), shown(row.shortfall_pct), row.reported_on)
        for row in report.commitments
    ] == [
        ("personnel", 2500, 991, 1509, "39.64", "60.36", date(2025, 6, 25)),
        ("funding", 600_000_000, 68_000_000, 532_000_000, "11.3333", "88.6667", date(2025, 6, 27)),
        ("bases", 12, 3, 9, "25", "75", date(2025, 6, 25)),
        # 0.3 of 110.3 million: the pledged total of the end of 2024, what was received by 4 February 2025
        ("trust-fund", 110_300_000, 110_000_000, 300_000, "99.728", "0.272", date(2025, 2, 4)),
    ]


def test_every_figure_of_the_summary_is_exact(record: Ledger) -> None:
    bounds = {bound for row in summary(record).commitments for bound in (row.pledged_bound, row.actual_bound)}
    assert bounds == {"exact"}


def test_cases_of_violence_against_children_rose_by_492_percent(record: Ledger) -> None:
    row = next(row for row in context(record).indicators if row.id == "children-violence")
    assert (row.value, row.previous, row.change, shown(row.change_pct)) == (2269, 383, 1886, "492.4282")


def test_who_pledged_and_sent_personnel(record: Ledger) -> None:
    report = countries(record, commitment="personnel")
    (personnel,) = report.commitments
    assert [
        (row.id, row.pledged, row.pledge_status, row.actual, shown(row.delivered_pct), shown(row.share_pct))
        for row in personnel.contributions
    ] == [
        ("KE", 1000, "firm", 735, "73.5", "74.1675"),  # 735 of 1,000, and of 991
        ("GT", 150, "firm", 150, "100", "15.1362"),
        ("SV", 78, "firm", 78, "100", "7.8708"),
        ("JM", 200, "firm", 21, "10.5", "2.1191"),
        ("BS", 150, "firm", 6, "4", "0.6054"),
        ("BZ", 50, "firm", 2, "4", "0.2018"),
        ("BJ", 1500, "on-hold", 0, "0", "0"),
        ("BD", None, "firm", 0, "", "0"),
        ("BB", None, "on-hold", 0, "", "0"),
        ("TD", None, "firm", 0, "", "0"),
    ]
    # 1,000 + 150 + 78 + 200 + 150 + 50, and Benin's; short of these 265 + 0 + 0 + 179 + 144 + 48
    assert (personnel.country_pledged, personnel.on_hold, personnel.sum_of_shortfalls) == (1628, 1500, 636)
    # 735 + 150 + 78 + 21 + 6 + 2
    assert (personnel.attributed, personnel.unattributed) == (992, -1)
    assert [(warning.code, warning.commitment, warning.message) for warning in report.warnings] == [
        (
            "parts-exceed-total",
            "personnel",
            "Personnel deployed: what contributors delivered adds up to 992 personnel, 1 more than the whole of 991",
        )
    ]


def test_who_pledged_and_paid(record: Ledger) -> None:
    report = countries(record, commitment="funding")
    (funding,) = report.commitments
    assert [
        (row.id, row.pledged, row.pledge_status, row.actual, row.actual_basis) for row in funding.contributions
    ] == [
        ("CA", 63_925_920, "firm", 45_000_000, "reported"),  # C$ (80.5 + 5.7) million at 0.7416
        ("US", 15_000_000, "on-hold", 15_000_000, "reported"),
        ("FR", 8_000_000, "firm", 3_000_000, "reported"),
        ("ES", 3_300_000, "firm", 3_000_000, "reported"),  # EUR 3 million at 1.10
        ("IT", None, None, 360_000, "reported"),
        ("TR", None, None, 50_000, "reported"),
        ("DO", None, None, None, "not-stated"),
        ("JP", None, None, None, "not-stated"),
        ("SG", None, None, None, "not-stated"),
        ("KR", None, None, None, "not-stated"),
        ("DE", 10_000_000, "firm", 0, "none-recorded"),
        ("DZ", 100_000, "firm", 0, "none-recorded"),
        ("GY", None, "firm", 0, "none-recorded"),
        ("GB", None, "firm", 0, "none-recorded"),  # GBP 5 million, without a rate
    ]
    # 45 + 15 + 3 + 3 + 0.36 + 0.05 million of the 68
    assert (funding.attributed, funding.unattributed, funding.unconverted) == (66_410_000, 1_590_000, 1)
    assert [(warning.code, warning.message) for warning in report.warnings] == [
        (
            "no-rate",
            (
                "Funding disbursed: 1 entry is in a currency without a rate to USD, and not counted: "
                "United Kingdom, 5,000,000 GBP pledged on 2024-04-09"
            ),
        )
    ]


def test_without_a_total_of_the_whole_the_split_of_september_2024_is_the_whole(record: Ledger) -> None:
    (funding,) = countries(record, date(2024, 9, 30), "funding").commitments
    assert (funding.actual, funding.unattributed) == (66_410_000, 0)


def test_the_only_full_split_of_personnel_adds_up(record: Ledger) -> None:
    (personnel,) = countries(record, date(2025, 1, 4), "personnel").commitments
    # 400 + 150 + 24 + 8 + 6 + 2
    assert (personnel.actual, personnel.attributed, personnel.unattributed) == (590, 590, 0)


@pytest.mark.parametrize(
    ("day", "whole", "parts"),
    [
        (date(2024, 6, 25), 200, 200),
        (date(2024, 7, 16), 400, 400),
        (date(2024, 9, 12), 426, 426),  # and 24 + 2
        (date(2024, 10, 18), 432, 432),  # and 6
        (date(2025, 1, 3), 515, 515),  # and 75 + 8
        (date(2025, 1, 18), 807, 807),  # 590 + 217
        (date(2025, 2, 4), 859, 877),  # 617 + 150 + 78 + 24 + 6 + 2 are the parts
        (date(2025, 2, 6), 986, 1004),  # both and 744 - 617
        (date(2025, 4, 16), 983, 1001),  # both and 21 - 24
        (date(2025, 6, 25), 991, 992),
    ],
)
def test_the_strength_of_the_mission_over_time(record: Ledger, day: date, whole: int, parts: int) -> None:
    (personnel,) = countries(record, day, "personnel").commitments
    assert (personnel.actual, personnel.attributed) == (whole, parts)


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


# What came later


@pytest.mark.parametrize(
    ("commitment", "day", "actual"),
    [
        ("personnel", date(2025, 6, 27), 991),
        ("personnel", date(2025, 9, 29), 991),
        ("personnel", date(2025, 9, 30), 989),
        ("personnel", date(2025, 10, 1), 970),
        ("personnel", date(2025, 10, 2), 970),
        ("trust-fund", date(2025, 6, 27), 110_000_000),
        ("trust-fund", date(2025, 8, 13), 110_000_000),
        ("trust-fund", date(2025, 8, 14), 112_500_000),
    ],
)
def test_later_facts_show_from_their_day_on(record: Ledger, commitment: str, day: date, actual: int) -> None:
    (row,) = countries(record, day, commitment).commitments
    assert row.actual == actual


def test_nothing_of_the_report_date_is_later_than_it(record: Ledger) -> None:
    report = history(record)
    days = [point.date for commitment in report.commitments for point in commitment.points]
    assert max(days) == date(2025, 6, 27)
    assert max(event.date for event in report.events) == date(2025, 6, 25)


def test_by_august_2025_more_was_paid_into_the_fund_than_is_known_to_be_pledged(record: Ledger) -> None:
    (fund,) = countries(record, date(2025, 8, 14), "trust-fund").commitments
    assert (fund.pledged, fund.gap) == (110_300_000, -2_200_000)


# How it is kept


def test_every_figure_rests_on_a_declared_source(record: Ledger) -> None:
    assert [path for path, sources in figures(record) if not sources or not set(sources) <= set(record.sources)] == []


def test_something_rests_on_every_source(record: Ledger) -> None:
    used = {source for _, sources in figures(record) for source in sources}
    assert [key for key in record.sources if key not in used] == []


def test_every_source_says_where_to_read_it_and_no_two_say_the_same(record: Ledger) -> None:
    addresses = [source.url for source in record.sources.values()]
    assert None not in addresses
    assert len(set(addresses)) == len(addresses)


def test_no_source_is_named_twice_by_one_figure(record: Ledger) -> None:
    assert [path for path, sources in figures(record) if len(set(sources)) < len(sources)] == []


def test_the_warnings_of_validate_are_known(record: Ledger) -> None:
    """The parts of 992, the pound without a rate, an old rate of the euro, and six entries after the report date."""
    found = [(finding.code, finding.path[:2]) for finding in review(record)]
    assert [warning for warning in found if warning[0] != "after-report-date"] == [
        ("parts-exceed-total", ("commitments", "personnel")),
        ("no-rate", ("pledges", 15)),
        ("old-rate", ("pledges", 17)),  # EUR of 3 July 2024, at the rate of 26 April
    ]
    later = [path[1] for code, path in found if code == "after-report-date" and path[0] == "actuals"]
    assert [(record.actuals[int(n)].commitment, str(record.actuals[int(n)].date)) for n in later] == [
        ("personnel", "2025-07-04"),
        ("personnel", "2025-07-04"),
        ("personnel", "2025-09-30"),
        ("personnel", "2025-10-01"),
        ("bases", "2025-07-04"),
        ("trust-fund", "2025-08-14"),
    ]
    assert len(found) == 9
