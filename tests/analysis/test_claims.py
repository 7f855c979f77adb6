"""R10: what the ledger says of a published figure, and which figures cannot all be true."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mss_gap import ClaimRow, ClaimSort, ClaimsReport, ClaimVerdict, Ledger, UnknownCommitmentError, claims
from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.documents import documented
from mss_gap.analysis.reports.claims import contradicted
from mss_gap.analysis.spans import span_of
from mss_gap.ledger.entry import Qualifier
from mss_gap.ledger.measures import Measure

Read = Callable[[str], Ledger]
D = Decimal
CONSISTENT, CONTRADICTED, NOT_COMPUTABLE, NOT_COMPARABLE = ClaimVerdict


def the_row(ledger: Ledger, as_of: date | None = None) -> ClaimRow:
    (row,) = claims(ledger, as_of).claims
    return row


def claim_of(computed: str, claim: str) -> str:
    """A ledger whose only claim is about an indicator: the figure that the ledger computes is the indicator's."""
    return f"""
    commitments.bases.unit = "bases"
    indicators.displaced.value = {computed}
    claims = [{{ text = "…", indicator = "displaced", measure = "value", {claim} }}]
    """


def verdict_of(read: Read, computed: str, claim: str) -> ClaimVerdict:
    return the_row(read(claim_of(computed, claim))).verdict


# How a claim's number is meant


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("40", "39.5", "40.5"),
        ("11.3", "11.25", "11.35"),
        ("11.30", "11.295", "11.305"),
        ("0.125", "0.1245", "0.1255"),
        ("0", "-0.5", "0.5"),
        ("0.0", "-0.05", "0.05"),
        ("-5", "-5.5", "-4.5"),
        ("2_500", "2499.5", "2500.5"),  # zeros at the end of an integer are as exact as any other digit
        ("600_000_000", "599999999.5", "600000000.5"),
        ("6e2", "599.5", "600.5"),
    ],
)
def test_a_claim_holds_exactly_within_half_of_its_last_place_borders_included(
    ledger: Read, value: str, low: str, high: str
) -> None:
    below, above = D(low) - D("0.000001"), D(high) + D("0.000001")
    assert [verdict_of(ledger, str(computed), f"value = {value}") for computed in (below, low, high, above)] == [
        CONTRADICTED,
        CONSISTENT,
        CONSISTENT,
        CONTRADICTED,
    ]


@pytest.mark.parametrize(("computed", "verdict"), [("40", CONSISTENT), ("40.000001", CONTRADICTED)])
def test_zeros_beyond_the_places_that_a_number_may_have_say_nothing_more(
    ledger: Read, computed: str, verdict: ClaimVerdict
) -> None:
    assert verdict_of(ledger, computed, f"value = 40.{'0' * 80}") is verdict


@pytest.mark.parametrize("qualifier", ["exactly", "about"])
@pytest.mark.parametrize(
    ("within", "low", "high"),
    [("0.1", "99.9", "100.1"), ("1", "99", "101"), ("30", "70", "130"), ("0", "100", "100")],
)
def test_within_replaces_the_tolerance_narrower_or_wider_borders_included(
    ledger: Read, qualifier: str, within: str, low: str, high: str
) -> None:
    claim = f'value = 100, qualifier = "{qualifier}", within = {within}'
    below, above = D(low) - D("0.000001"), D(high) + D("0.000001")
    assert [verdict_of(ledger, str(computed), claim) for computed in (below, low, high, above)] == [
        CONTRADICTED,
        CONSISTENT,
        CONSISTENT,
        CONTRADICTED,
    ]


@pytest.mark.parametrize(
    ("value", "low", "high"), [("410", "389.5", "430.5"), ("-100", "-105", "-95"), ("1.5", "1.425", "1.575")]
)
def test_about_is_within_five_percent_of_the_value_borders_included(
    ledger: Read, value: str, low: str, high: str
) -> None:
    below, above = D(low) - D("0.000001"), D(high) + D("0.000001")
    claim = f'value = {value}, qualifier = "about"'
    assert [verdict_of(ledger, str(computed), claim) for computed in (below, low, high, above)] == [
        CONTRADICTED,
        CONSISTENT,
        CONSISTENT,
        CONTRADICTED,
    ]


@pytest.mark.parametrize(
    ("qualifier", "verdicts"),
    [
        ("over", [CONTRADICTED, CONTRADICTED, CONSISTENT]),
        ("under", [CONSISTENT, CONTRADICTED, CONTRADICTED]),
        ("at-least", [CONTRADICTED, CONSISTENT, CONSISTENT]),
        ("at-most", [CONSISTENT, CONSISTENT, CONTRADICTED]),
    ],
)
@pytest.mark.parametrize("within", ["", ", within = 50"])
def test_over_and_under_are_strict_at_least_and_at_most_are_not_and_none_has_a_tolerance(
    ledger: Read, qualifier: str, verdicts: list[ClaimVerdict], within: str
) -> None:
    claim = f'value = 40, qualifier = "{qualifier}"{within}'
    assert [verdict_of(ledger, computed, claim) for computed in ("39.999999", "40", "40.000001")] == verdicts


# What is computed

MEASURED = """
    [commitments.personnel]
    unit = "personnel"
    pledged = 250

    [[pledges]]
    commitment = "personnel"
    country = "KE"
    date = 2024-01-01
    total = 80

    [[pledges]]
    commitment = "personnel"
    country = "BD"
    date = 2024-01-01
    total = 30
    status = "withdrawn"

    [[pledges]]
    commitment = "personnel"
    country = "BJ"
    date = 2024-01-01
    total = 40
    status = "on-hold"

    [[pledges]]
    commitment = "personnel"
    country = "TD"
    date = 2024-01-01

    [[actuals]]
    commitment = "personnel"
    date = 2024-06-01
    total = 100

    [[actuals]]
    commitment = "personnel"
    country = "KE"
    date = 2024-06-01
    total = 60

    [[actuals]]
    commitment = "personnel"
    country = "BD"
    date = 2024-06-01
    total = 5

    [[actuals]]
    commitment = "personnel"
    country = "JM"
    date = 2024-06-01

    [[actuals]]
    commitment = "personnel"
    country = "BS"
    date = 2024-06-01
    total = 0

    [[claims]]
    text = "…"
    commitment = "personnel"
    value = 0
"""


@pytest.mark.parametrize(
    ("measure", "computed"),
    [
        ("pledged", "250"),
        ("actual", "100"),
        ("gap", "150"),  # 250 - 100
        ("delivered_pct", "40"),  # 100 of 250
        ("shortfall_pct", "60"),  # 150 of 250
        (
            "contributors",
            "3",
        ),  # KE, BD, and JM of which nobody knows how many; not BS with 0, nor those who only pledged
    ],
)
def test_a_measure_of_the_whole_is_the_whole_of_the_commitment_that_day(
    ledger: Read, measure: str, computed: str
) -> None:
    assert the_row(ledger(f'{MEASURED}    measure = "{measure}"')).computed == D(computed)


@pytest.mark.parametrize(
    ("country", "measure", "computed"),
    [
        ("KE", "pledged", "80"),
        ("KE", "actual", "60"),
        ("KE", "gap", "20"),  # 80 - 60
        ("KE", "delivered_pct", "75"),  # 60 of 80
        ("KE", "shortfall_pct", "25"),  # 20 of 80
        ("KE", "share_pct", "60"),  # 60 of the whole's 100
        ("BD", "pledged", "0"),  # withdrawn
        ("BD", "gap", "-5"),  # 0 - 5
        ("BD", "share_pct", "5"),  # 5 of the whole's 100
        ("BJ", "pledged", "40"),  # on hold: its level
        ("BJ", "actual", "0"),  # pledged and nothing recorded
        ("BJ", "shortfall_pct", "100"),
        ("BJ", "share_pct", "0"),
        ("BS", "actual", "0"),
    ],
)
def test_a_measure_of_a_contributor_is_its_own_pledge_and_actual(
    ledger: Read, country: str, measure: str, computed: str
) -> None:
    row = the_row(ledger(f'{MEASURED}    measure = "{measure}"\n    country = "{country}"'))
    assert row.computed == D(computed)


@pytest.mark.parametrize(
    ("country", "measure"),
    [
        ("BD", "delivered_pct"),  # of 0, for it is withdrawn
        ("TD", "pledged"),  # pledged, amount not stated
        ("TD", "gap"),
        ("JM", "actual"),  # delivered, amount not stated
        ("JM", "share_pct"),
        ("BS", "pledged"),  # never pledged
        ("SE", "pledged"),  # the ledger says nothing of it
        ("SE", "actual"),
        ("SE", "share_pct"),
    ],
)
def test_a_contributors_figure_that_is_not_known_is_not_computable(ledger: Read, country: str, measure: str) -> None:
    row = the_row(ledger(f'{MEASURED}    measure = "{measure}"\n    country = "{country}"'))
    assert (row.computed, row.difference, row.verdict) == (None, None, NOT_COMPUTABLE)


@pytest.mark.parametrize(
    ("commitment", "measure"),
    [
        ('unit = "bases", pledged = 12', "actual"),
        ('unit = "bases", pledged = 12', "gap"),
        ('unit = "bases", actual = 3', "pledged"),
        ('unit = "bases", actual = 3', "delivered_pct"),
        ('unit = "bases", actual = 3, pledged = 0', "delivered_pct"),
        ('unit = "bases", actual = 3, pledged = 0', "shortfall_pct"),
    ],
)
def test_a_figure_of_the_whole_that_is_not_known_is_not_computable(ledger: Read, commitment: str, measure: str) -> None:
    row = the_row(
        ledger(f"""
        commitments.bases = {{ {commitment} }}
        claims = [{{ text = "…", commitment = "bases", measure = "{measure}", value = 3 }}]
        """)
    )
    assert (row.computed, row.difference, row.verdict) == (None, None, NOT_COMPUTABLE)


def test_a_share_of_a_whole_that_is_zero_is_not_computable(ledger: Read) -> None:
    row = the_row(
        ledger("""
        commitments.bases = { unit = "bases", actual = 0 }
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01, total = 0 }]
        claims = [{ text = "…", commitment = "bases", country = "KE", measure = "share_pct", value = 0 }]
        """)
    )
    assert (row.computed, row.verdict) == (None, NOT_COMPUTABLE)


def test_no_contributor_is_a_count_of_zero(ledger: Read) -> None:
    row = the_row(
        ledger("""
        commitments.bases = { unit = "bases", pledged = 12 }
        claims = [{ text = "…", commitment = "bases", measure = "contributors", value = 0 }]
        """)
    )
    assert (row.as_of, row.computed, row.verdict) == (None, 0, CONSISTENT)


def test_a_contributor_that_gave_back_more_than_it_gave_counts_too(ledger: Read) -> None:
    row = the_row(
        ledger("""
        commitments.bases.unit = "bases"
        actuals = [{ commitment = "bases", country = "KE", date = 2024-01-01, amount = -1 }]
        claims = [{ text = "…", commitment = "bases", measure = "contributors", value = 1 }]
        """)
    )
    assert (row.computed, row.verdict) == (1, CONSISTENT)


@pytest.mark.parametrize(
    ("indicator", "measure", "computed"),
    [
        ("value = 30", "value", "30"),
        ("value = 30, previous = 20", "change_pct", "50"),  # (30 - 20) of 20
        ("value = 15, previous = 20", "change_pct", "-25"),
        ("value = 30, previous = 20, out_of = 120", "share_pct", "25"),  # 30 of 120
    ],
)
def test_a_measure_of_an_indicator_is_its_value_its_change_or_its_share(
    ledger: Read, indicator: str, measure: str, computed: str
) -> None:
    row = the_row(
        ledger(f"""
        commitments.bases.unit = "bases"
        indicators.displaced = {{ {indicator} }}
        claims = [{{ text = "…", indicator = "displaced", measure = "{measure}", value = 1 }}]
        """)
    )
    assert row.computed == D(computed)


@pytest.mark.parametrize(
    ("indicator", "measure"),
    [
        ("value = 30", "change_pct"),
        ("value = 30, previous = 0", "change_pct"),
        ("value = 30", "share_pct"),
    ],
)
def test_a_change_from_nothing_and_a_share_of_nothing_are_not_computable(
    ledger: Read, indicator: str, measure: str
) -> None:
    row = the_row(
        ledger(f"""
        commitments.bases.unit = "bases"
        indicators.displaced = {{ {indicator} }}
        claims = [{{ text = "…", indicator = "displaced", measure = "{measure}", value = 1 }}]
        """)
    )
    assert (row.computed, row.difference, row.verdict) == (None, None, NOT_COMPUTABLE)


@pytest.mark.parametrize(("value", "difference"), [("38", "2"), ("40", "0"), ("41.5", "-1.5")])
def test_the_difference_is_what_was_computed_minus_what_was_claimed(ledger: Read, value: str, difference: str) -> None:
    assert the_row(ledger(claim_of("40", f"value = {value}"))).difference == D(difference)


def test_the_callers_decimal_context_changes_nothing(ledger: Read) -> None:
    read = ledger(claim_of("123456789.123456", "value = 123456789.12345"))
    expected = the_row(read)
    assert expected.difference == D("0.000006")
    assert expected.verdict is CONTRADICTED
    with localcontext(prec=3):
        assert the_row(read) == expected


# The day of a claim

DATED = """
    [mission]
    as_of = 2024-12-31

    [sources.february]
    title = "A report of February"
    published = 2024-02-15

    [sources.august]
    title = "A report of August"
    published = 2024-08-15

    [sources.undated]
    title = "A page without a date"

    [commitments.personnel]
    unit = "personnel"
    pledged = 2500

    [[actuals]]
    commitment = "personnel"
    date = 2024-02-15
    total = 100

    [[actuals]]
    commitment = "personnel"
    date = 2024-08-15
    total = 200

    [[actuals]]
    commitment = "personnel"
    date = 2024-12-31
    total = 300

    [[actuals]]
    commitment = "personnel"
    date = 2025-06-25
    total = 400

    [[claims]]
    text = "…"
    commitment = "personnel"
    measure = "actual"
    value = 1
"""


@pytest.mark.parametrize(
    ("keys", "day", "computed"),
    [
        ("as_of = 2024-08-15", date(2024, 8, 15), 200),
        ('as_of = 2024-08-14\nsource = "august"', date(2024, 8, 14), 100),  # its own day goes before its source's
        ('source = "february"', date(2024, 2, 15), 100),
        ('source = ["february", "august"]', date(2024, 2, 15), 100),  # the first source's
        ('source = ["undated", "august"]', date(2024, 8, 15), 200),  # the first that has one
        ('source = ["https://a.example", "august"]', date(2024, 8, 15), 200),
        ('source = "undated"', date(2024, 12, 31), 300),  # the report date
        ('source = "https://a.example"', date(2024, 12, 31), 300),
        ("", date(2024, 12, 31), 300),
        ("as_of = 2025-06-25", date(2025, 6, 25), 400),  # later than the report date
        ("as_of = 2024-02-14", date(2024, 2, 14), None),  # before any entry
    ],
)
def test_a_claim_is_held_against_its_own_day_else_its_sources_else_the_report_date(
    ledger: Read, keys: str, day: date, computed: int | None
) -> None:
    row = the_row(ledger("\n".join((DATED, *keys.split("\n")))))
    assert (row.as_of, row.computed) == (day, computed)


def test_the_report_date_that_was_asked_for_serves_claims_without_a_day_alone(ledger: Read) -> None:
    day = date(2024, 3, 1)
    without, with_source = ledger(DATED), ledger(f'{DATED}    source = "august"')
    assert (the_row(without, day).as_of, the_row(without, day).computed) == (day, 100)
    assert (the_row(with_source, day).as_of, the_row(with_source, day).computed) == (date(2024, 8, 15), 200)


def test_an_undated_headline_is_the_same_on_any_day(ledger: Read) -> None:
    row = the_row(ledger(DATED.replace('"actual"\n', '"pledged"\n') + "    as_of = 1999-01-01"))
    assert row.computed == 2500


# The report

SEVERAL = """
    mission = { name = "MSS", as_of = 2025-06-27 }
    sources.un = { title = "Report", published = 2025-06-25 }
    commitments.personnel = { unit = "personnel", pledged = 2500, actual = 991 }
    commitments.bases = { unit = "bases", pledged = 12 }
    indicators.deaths.value = 2680

    claims = [
        { text = "40% of 2,500", commitment = "personnel", measure = "delivered_pct", value = 40, source = "un" },
        { text = "1,077 there", commitment = "personnel", measure = "actual", value = 1077, source = ["un", "http://a.example"] },
        { text = "3 bases", commitment = "bases", measure = "actual", value = 3 },
        { text = "over 2,700 killed", indicator = "deaths", measure = "value", value = 2700, qualifier = "over", within = 1 },
    ]
"""


def test_a_report_has_a_row_a_claim_in_the_order_of_the_ledger(ledger: Read) -> None:
    day = date(2025, 6, 27)
    assert claims(ledger(SEVERAL)) == ClaimsReport(
        mission="MSS",
        ledger="test.toml",
        as_of=day,
        claims=(
            ClaimRow(
                text="40% of 2,500",
                commitment="personnel",
                indicator=None,
                country=None,
                measure=Measure.DELIVERED_PCT,
                value=D(40),
                qualifier=Qualifier.EXACTLY,
                within=None,
                as_of=date(2025, 6, 25),
                stage=None,
                source="un",
                note=None,
                same_source=False,
                computed=D("39.64"),  # 991 of 2,500
                computed_bound=Bound.EXACT,
                difference=D("-0.36"),
                verdict=CONSISTENT,
            ),
            ClaimRow(
                text="1,077 there",
                commitment="personnel",
                indicator=None,
                country=None,
                measure=Measure.ACTUAL,
                value=D(1077),
                qualifier=Qualifier.EXACTLY,
                within=None,
                as_of=date(2025, 6, 25),
                stage=None,
                source=("un", "http://a.example"),
                note=None,
                same_source=False,
                computed=D(991),
                computed_bound=Bound.EXACT,
                difference=D(-86),
                verdict=CONTRADICTED,
            ),
            ClaimRow(
                text="3 bases",
                commitment="bases",
                indicator=None,
                country=None,
                measure=Measure.ACTUAL,
                value=D(3),
                qualifier=Qualifier.EXACTLY,
                within=None,
                as_of=day,
                stage=None,
                source=None,
                note=None,
                same_source=False,
                computed=None,
                computed_bound=None,
                difference=None,
                verdict=NOT_COMPUTABLE,
            ),
            ClaimRow(
                text="over 2,700 killed",
                commitment=None,
                indicator="deaths",
                country=None,
                measure=Measure.VALUE,
                value=D(2700),
                qualifier=Qualifier.OVER,
                within=D(1),
                as_of=day,
                stage=None,
                source=None,
                note=None,
                same_source=False,
                computed=D(2680),
                computed_bound=Bound.EXACT,
                difference=D(-20),
                verdict=CONTRADICTED,
            ),
        ),
        rivals=(),
        warnings=(),
    )


def test_the_keys_of_a_row_are_those_of_the_document_in_their_order() -> None:
    assert [field.name for field in documented(ClaimRow)] == [
        "text",
        "commitment",
        "indicator",
        "country",
        "measure",
        "value",
        "qualifier",
        "within",
        "as_of",
        "stage",
        "source",
        "note",
        "same_source",
        "computed",
        "computed_bound",
        "difference",
        "verdict",
    ]


@pytest.mark.parametrize(
    ("commitment", "verdict", "texts"),
    [
        (None, None, ["40% of 2,500", "1,077 there", "3 bases", "over 2,700 killed"]),
        ("personnel", None, ["40% of 2,500", "1,077 there"]),
        ("bases", None, ["3 bases"]),
        (None, CONTRADICTED, ["1,077 there", "over 2,700 killed"]),
        (None, CONSISTENT, ["40% of 2,500"]),
        (None, NOT_COMPUTABLE, ["3 bases"]),
        ("personnel", CONTRADICTED, ["1,077 there"]),
        ("bases", CONSISTENT, []),
    ],
)
def test_claims_can_be_those_of_a_commitment_or_with_a_verdict_or_both(
    ledger: Read, commitment: str | None, verdict: ClaimVerdict | None, texts: list[str]
) -> None:
    report = claims(ledger(SEVERAL), commitment=commitment, verdict=verdict)
    assert [row.text for row in report.claims] == texts


def test_claims_of_a_commitment_that_does_not_exist_are_refused(ledger: Read) -> None:
    with pytest.raises(UnknownCommitmentError) as caught:
        claims(ledger(SEVERAL), commitment="helicopters")
    assert (caught.value.name, caught.value.known) == ("helicopters", ("personnel", "bases"))


def test_the_claims_that_the_ledger_contradicts_are_counted(ledger: Read) -> None:
    assert contradicted(claims(ledger(SEVERAL))) == 2
    assert contradicted(claims(ledger(SEVERAL), commitment="bases")) == 0


# Claims that cannot all be true


def rival_texts(ledger: Ledger) -> list[list[str]]:
    """The texts of each group of rivals."""
    report = claims(ledger)
    return [[report.claims[position].text for position in group] for group in report.rivals]


def of_one_day(claims: dict[str, str], measure: str = "actual") -> str:
    """A ledger with claims by their texts, of one measure and one day."""
    about = f'commitment = "personnel", measure = "{measure}", as_of = 2025-06-25'
    rows = ", ".join(f'{{ text = "{text}", {about}, {claim} }}' for text, claim in claims.items())
    return f'commitments.personnel.unit = "personnel"\nclaims = [{rows}]'


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("value = 991", "value = 991", False),
        ("value = 991", "value = 1000", True),
        ("value = 991", 'value = 1000, qualifier = "about"', False),  # 950 to 1,050
        ("value = 900", 'value = 1000, qualifier = "about"', True),
        ("value = 67, within = 1", "value = 69, within = 1", False),  # both allow 68
        ("value = 67, within = 0.9", "value = 69, within = 1", True),  # to 67.9, from 68
        ('value = 900, qualifier = "over"', 'value = 800, qualifier = "under"', True),
        ('value = 800, qualifier = "over"', 'value = 900, qualifier = "under"', False),
        ('value = 900, qualifier = "over"', 'value = 900, qualifier = "under"', True),
        ('value = 900, qualifier = "over"', 'value = 900, qualifier = "at-most"', True),
        ('value = 900, qualifier = "at-least"', 'value = 900, qualifier = "under"', True),
        ('value = 900, qualifier = "at-least"', 'value = 900, qualifier = "at-most"', False),  # both allow 900
        ('value = 900, qualifier = "over"', 'value = 5000, qualifier = "at-least"', False),  # without an upper end
        ('value = 900, qualifier = "under"', 'value = 5, qualifier = "at-most"', False),  # without a lower end
        ('value = 991.5, qualifier = "over"', "value = 991", True),  # 991.5 itself is not over
        ('value = 991.4, qualifier = "over"', "value = 991", False),
        ('value = 990.5, qualifier = "under"', "value = 991", True),
        ('value = 990.5, qualifier = "at-most"', "value = 991", False),
        ("value = 39", "value = 40", False),  # both may be roundings of 39.5
        ("value = 39.0", "value = 40", True),
    ],
)
def test_two_claims_are_rivals_where_no_figure_satisfies_both(
    ledger: Read, one: str, other: str, *, apart: bool
) -> None:
    assert rival_texts(ledger(of_one_day({"one": one, "other": other}))) == ([["one", "other"]] if apart else [])
    assert rival_texts(ledger(of_one_day({"other": other, "one": one}))) == ([["other", "one"]] if apart else [])


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("value = 5", "value = 6", True),  # 5.5 would satisfy both, and is no count
        ("value = 5", "value = 5", False),
        ("value = 5", 'value = 5, qualifier = "at-least"', False),
        ("value = 5", 'value = 5, qualifier = "over"', True),
        ("value = 6", 'value = 5, qualifier = "over"', False),
        ('value = 5, qualifier = "over"', 'value = 6, qualifier = "under"', True),  # nothing between 5 and 6
        ('value = 5, qualifier = "over"', 'value = 7, qualifier = "under"', False),  # 6
        ('value = 5.5, qualifier = "over"', 'value = 6.5, qualifier = "under"', False),  # 6
        ('value = 5.2, qualifier = "at-least"', 'value = 5.8, qualifier = "at-most"', True),
    ],
)
@pytest.mark.parametrize("measure", ["contributors", "pledgers"])
def test_a_count_is_a_whole_number(ledger: Read, measure: str, one: str, other: str, *, apart: bool) -> None:
    text = of_one_day({"one": one, "other": other}, measure)
    assert rival_texts(ledger(text)) == ([["one", "other"]] if apart else [])


def test_claims_are_rivals_only_of_one_stage_and_where_they_can_be_compared(ledger: Read) -> None:
    about = 'commitment = "aid", measure = "actual"'
    text = f"""
        commitments.aid = {{ unit = "USD", stages = ["received", "spent"] }}
        claims = [
            {{ text = "spent 5", {about}, value = 5 }},
            {{ text = "received 50", {about}, value = 50, stage = "received" }},
            {{ text = "spent 9", {about}, value = 9, stage = "spent" }},
            {{ text = "in kind too", {about}, value = 70, comparable = false }},
        ]
    """
    assert rival_texts(ledger(text)) == [["spent 5", "spent 9"]]


def test_one_claim_of_a_count_that_no_count_satisfies_has_no_rival(ledger: Read) -> None:
    assert rival_texts(ledger(of_one_day({"one": "value = 5.5"}, "contributors"))) == []


def test_a_group_has_every_claim_that_is_apart_from_another_and_no_claim_that_fits_all(ledger: Read) -> None:
    texts = {
        "just under 800": 'value = 800, qualifier = "under"',
        "over 500": 'value = 500, qualifier = "over"',
        "nearly 900": 'value = 900, qualifier = "about"',
        "more than 900": 'value = 900, qualifier = "over"',
    }
    assert rival_texts(ledger(of_one_day(texts))) == [["just under 800", "nearly 900", "more than 900"]]


@pytest.mark.parametrize(
    "other",
    [
        'commitment = "personnel", measure = "actual", as_of = 2025-06-26',
        'commitment = "personnel", measure = "gap", as_of = 2025-06-25',
        'commitment = "personnel", measure = "actual", as_of = 2025-06-25, country = "KE"',
        'commitment = "bases", measure = "actual", as_of = 2025-06-25',
        'indicator = "deaths", measure = "value", as_of = 2025-06-25',
    ],
)
def test_claims_about_different_things_or_days_are_no_rivals(ledger: Read, other: str) -> None:
    assert (
        rival_texts(
            ledger(f"""
            commitments.personnel.unit = "personnel"
            commitments.bases.unit = "bases"
            indicators.deaths.value = 1
            claims = [
                {{ text = "one", value = 1, commitment = "personnel", measure = "actual", as_of = 2025-06-25 }},
                {{ text = "other", value = 9, {other} }},
            ]
            """)
        )
        == []
    )


@pytest.mark.parametrize(
    ("commitments", "about", "groups"),
    [
        ("pledged = 2500", 'commitment = "personnel", measure = "pledged"', [["early", "late"]]),
        ('basis = "none"', 'commitment = "personnel", measure = "pledged"', []),  # its pledge may change
        ("pledged = 2500", 'commitment = "personnel", measure = "pledged", country = "KE"', []),
        ("pledged = 2500", 'commitment = "personnel", measure = "actual"', []),
        ("pledged = 2500", 'indicator = "deaths", measure = "value"', [["early", "late"]]),
    ],
)
def test_an_undated_headline_and_an_indicator_have_rivals_of_any_day(
    ledger: Read, commitments: str, about: str, groups: list[list[str]]
) -> None:
    text = f"""
        commitments.personnel = {{ unit = "personnel", {commitments} }}
        indicators.deaths.value = 1
        claims = [
            {{ text = "early", {about}, value = 2500, as_of = 2023-10-02 }},
            {{ text = "late", {about}, value = 2900, as_of = 2024-10-11 }},
        ]
    """
    assert rival_texts(ledger(text)) == groups


# Figures that have bounds, and what a claim rests on


@pytest.mark.parametrize(
    ("bound", "claim", "verdict"),
    [
        ("at-least", 'value = 70, qualifier = "over"', CONSISTENT),
        ("at-least", 'value = 80, qualifier = "at-least"', CONSISTENT),
        ("at-least", 'value = 80, qualifier = "over"', NOT_COMPUTABLE),
        ("at-least", "value = 90", NOT_COMPUTABLE),
        ("at-least", "value = 79", CONTRADICTED),
        ("at-least", 'value = 80, qualifier = "under"', CONTRADICTED),
        ("at-least", 'value = 80, qualifier = "at-most"', NOT_COMPUTABLE),
        ("at-most", 'value = 80, qualifier = "at-most"', CONSISTENT),
        ("at-most", 'value = 80, qualifier = "under"', NOT_COMPUTABLE),
        ("at-most", 'value = 80, qualifier = "over"', CONTRADICTED),
        ("at-most", "value = 81", CONTRADICTED),
        # about 80 leaves 76 to 84
        ("about", "value = 80, within = 4", CONSISTENT),
        ("about", "value = 80, within = 3.9", NOT_COMPUTABLE),
        ("about", 'value = 76, qualifier = "at-least"', CONSISTENT),
        ("about", 'value = 76, qualifier = "over"', NOT_COMPUTABLE),
        ("about", 'value = 84, qualifier = "over"', CONTRADICTED),
        ("about", "value = 85", CONTRADICTED),
    ],
)
def test_a_claim_holds_where_every_figure_that_the_bound_leaves_satisfies_it(
    ledger: Read, bound: str, claim: str, verdict: ClaimVerdict
) -> None:
    row = the_row(
        ledger(f"""
        commitments.tents.unit = "tents"
        actuals = [{{ commitment = "tents", date = 2024-01-01, total = 80, qualifier = "{bound}" }}]
        claims = [{{ text = "…", commitment = "tents", measure = "actual", {claim} }}]
        """)
    )
    assert (row.computed, row.computed_bound, row.verdict) == (80, bound, verdict)


def test_of_a_figure_that_is_open_no_claim_can_be_judged(ledger: Read) -> None:
    text = """
        commitments.tents.unit = "tents"
        actuals = [
            { commitment = "tents", country = "KE", date = 2024-01-01, total = 40, qualifier = "over" },
            { commitment = "tents", country = "JM", date = 2024-01-01, total = 40, qualifier = "under" },
        ]
        claims = [{ text = "…", commitment = "tents", measure = "actual", value = 1, qualifier = "over" }]
    """
    row = the_row(ledger(text))
    assert (row.computed, row.computed_bound, row.verdict) == (80, "open", NOT_COMPUTABLE)


def test_a_claim_of_another_scope_is_not_comparable_whatever_its_figure(ledger: Read) -> None:
    claim = 'value = 40, comparable = false, note = "Of the first half-year."'
    row = the_row(ledger(claim_of("40", claim)))
    assert (row.computed, row.difference, row.note) == (40, 0, "Of the first half-year.")
    assert row.verdict is NOT_COMPARABLE


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ('"a"', True),
        ('["a", "b"]', True),
        ('["a", "c"]', False),
        ('"c"', False),
    ],
)
def test_a_claim_agrees_with_itself_where_its_sources_are_those_of_the_figure(
    ledger: Read, source: str, *, same: bool
) -> None:
    text = f"""
        sources.a.title = "A"
        sources.b.title = "B"
        sources.c.title = "C"
        commitments.bases = {{ unit = "bases", pledged = 12, source = "b" }}
        actuals = [{{ commitment = "bases", date = 2024-01-01, total = 3, source = "a" }}]
        claims = [{{ text = "…", commitment = "bases", measure = "delivered_pct", value = 25, source = {source} }}]
    """
    assert the_row(ledger(text)).same_source is same


@pytest.mark.parametrize(
    ("measure", "computed", "bound"),
    [("pledgers", 3, "exact"), ("country_pledged", 80, "at-least"), ("unpledged", 170, "at-most")],
)
def test_who_pledged_and_what_is_firm_can_be_claimed(ledger: Read, measure: str, computed: int, bound: str) -> None:
    """KE, BJ on hold, and TD, which does not say how much; BD has withdrawn."""
    row = the_row(ledger(f'{MEASURED}    measure = "{measure}"'))
    assert (row.computed, row.computed_bound) == (computed, bound)


@pytest.mark.parametrize(
    ("pledge", "pledgers"),
    [
        ("total = 0", 1),
        ('total = 10, status = "withdrawn", part = 4', 1),
        ('total = 10, status = "withdrawn", part = 10', 0),
        ('total = 10, status = "withdrawn"', 0),
        ('status = "withdrawn"', 0),
    ],
)
def test_a_pledger_is_whose_pledge_is_not_wholly_withdrawn(ledger: Read, pledge: str, pledgers: int) -> None:
    text = f"""
        commitments.bases.unit = "bases"
        pledges = [{{ commitment = "bases", country = "KE", date = 2024-01-01, {pledge} }}]
        claims = [{{ text = "…", commitment = "bases", measure = "pledgers", value = 1 }}]
    """
    assert the_row(ledger(text)).computed == pledgers


KEPT = """
    sources.a.title = "A"
    sources.b.title = "B"
    commitments.men = { unit = "men", due = 2024-12-31, stages = ["agreed", "sent"] }
    pledges = [
        { commitment = "men", country = "KE", date = 2024-01-01, total = 100, source = "a" },
        { commitment = "men", country = "BJ", date = 2024-01-01, total = 300, qualifier = "at-least", source = "a" },
        { commitment = "men", country = "TD", date = 2024-01-01, source = "b" },
    ]
    actuals = [
        { commitment = "men", country = "KE", date = 2024-06-01, total = 120, source = "a" },
        { commitment = "men", country = "BJ", date = 2024-06-01, total = 50, source = "a" },
        { commitment = "men", country = "BJ", date = 2024-06-02, total = 200, source = "a", stage = "agreed" },
    ]
    claims = [{ text = "…", commitment = "men", measure = "kept_pct", value = 37.5, source = "a", %s }]
"""


@pytest.mark.parametrize(
    ("more", "computed", "bound"),
    [
        # 100 of KE's 100 and 50 of BJ's 300 or more, which is overdue: 150 of 400. TD's pledge is not stated.
        ("as_of = 2025-01-01", Decimal("37.5"), "at-most"),
        # By then BJ is not overdue, so that at least 300 cannot be measured: 100 of 100.
        ("as_of = 2024-12-31", 100, "exact"),
        ("as_of = 2023-12-31", None, None),
        # Of what was agreed only BJ's 200 are stated; KE's are not known to be 0.
        ('as_of = 2025-01-01, stage = "agreed"', Decimal(200) / 3, "at-most"),
        ('as_of = 2025-01-01, stage = "sent"', Decimal("37.5"), "at-most"),
    ],
)
def test_the_share_of_firm_pledges_that_was_kept_can_be_claimed(
    ledger: Read, more: str, computed: Decimal | None, bound: str | None
) -> None:
    row = the_row(ledger(KEPT % more))
    assert (row.computed, row.computed_bound) == (computed, bound)


def test_a_share_that_was_kept_rests_on_the_pledges_that_are_measured(ledger: Read) -> None:
    assert the_row(ledger(KEPT % "as_of = 2025-01-01")).same_source is True


STATED_ABROAD = """
    commitments.funding.unit = "USD"
    pledges = [{ commitment = "funding", country = "PL", date = 2024-01-01, total = 200, currency = "PLN" }]
    actuals = [{ commitment = "funding", country = "PL", date = 2024-02-01, amount = 50, currency = "PLN" }]
    claims = [{ text = "…", commitment = "funding", country = "PL", measure = "%s", value = 25 }]
"""


@pytest.mark.parametrize(("measure", "computed"), [("delivered_pct", 25), ("shortfall_pct", 75), ("gap", None)])
def test_a_share_of_what_no_rate_converts_is_that_of_the_figures_as_stated(
    ledger: Read, measure: str, computed: int | None
) -> None:
    assert the_row(ledger(STATED_ABROAD % measure)).computed == computed


def test_a_claim_may_speak_of_another_stage(ledger: Read) -> None:
    text = """
        commitments.aid = { unit = "USD", stages = ["agreed", "received"] }
        actuals = [
            { commitment = "aid", country = "NO", date = 2024-01-01, total = 100, stage = "agreed" },
            { commitment = "aid", country = "NO", date = 2024-01-01, total = 40 },
        ]
        claims = [
            { text = "a", commitment = "aid", measure = "actual", value = 40 },
            { text = "b", commitment = "aid", measure = "actual", value = 100, stage = "agreed" },
        ]
    """
    assert [(row.stage, row.computed, row.verdict) for row in claims(ledger(text)).claims] == [
        (None, 40, CONSISTENT),
        ("agreed", 100, CONSISTENT),
    ]


def test_a_stage_that_no_one_stated_of_a_contributor_is_unknown_and_not_0(ledger: Read) -> None:
    text = """
        commitments.aid = { unit = "USD", stages = ["agreed", "received", "spent"], counts = "received" }
        pledges = [{ commitment = "aid", country = "NO", date = 2024-01-01, total = 100 }]
        actuals = [{ commitment = "aid", country = "NO", date = 2024-01-01, total = 40, stage = "agreed" }]
        claims = [
            { text = "a", commitment = "aid", measure = "actual", country = "NO", value = 0 },
            { text = "b", commitment = "aid", measure = "actual", country = "NO", value = 0, stage = "spent" },
            { text = "c", commitment = "aid", measure = "gap", country = "NO", value = 9, stage = "spent" },
        ]
    """
    assert [(row.computed, row.verdict) for row in claims(ledger(text)).claims] == [
        (0, CONSISTENT),  # of the stage that counts, no actual is none (R6)
        (None, ClaimVerdict.NOT_COMPUTABLE),
        (None, ClaimVerdict.NOT_COMPUTABLE),
    ]


# Of any claim

PLACES = st.integers(0, 3)
QUALIFIERS = st.sampled_from(Qualifier)


@st.composite
def numbers(draw: st.DrawFn) -> Decimal:
    """Small enough that borders are met often."""
    return D(draw(st.integers(-240, 240))).scaleb(-draw(PLACES))


def allowed(computed: Fraction, value: Decimal, qualifier: Qualifier, within: Decimal | None) -> bool:
    """R10, once more and in fractions."""
    claimed = Fraction(value)
    match qualifier:
        case Qualifier.OVER:
            return computed > claimed
        case Qualifier.UNDER:
            return computed < claimed
        case Qualifier.AT_LEAST:
            return computed >= claimed
        case Qualifier.AT_MOST:
            return computed <= claimed
        case Qualifier.ABOUT:
            tolerance = abs(claimed) / 20
        case Qualifier.EXACTLY:
            written = str(value)
            tolerance = Fraction(1, 2 * 10 ** (len(written.partition(".")[2])))
    return abs(computed - claimed) <= (tolerance if within is None else Fraction(within))


@given(
    figures=st.tuples(st.sampled_from([0, 3, 7, 8, 16, 40, 200, 250]), st.integers(0, 60)),
    measure=st.sampled_from(["gap", "delivered_pct", "shortfall_pct"]),
    claimed=st.tuples(numbers(), QUALIFIERS, st.none() | st.integers(0, 30)),
)
def test_the_verdict_is_that_of_a_computation_in_fractions(
    ledger: Read, figures: tuple[int, int], measure: str, claimed: tuple[Decimal, Qualifier, int | None]
) -> None:
    (pledged, actual), (value, qualifier, within) = figures, claimed
    tolerance = "" if within is None else f", within = {within}"
    claim = f'measure = "{measure}", value = {value:f}, qualifier = "{qualifier}"{tolerance}'
    row = the_row(
        ledger(f"""
        commitments.bases = {{ unit = "bases", pledged = {pledged}, actual = {actual} }}
        claims = [{{ text = "…", commitment = "bases", {claim} }}]
        """)
    )
    difference = Fraction(pledged - actual)
    if measure == "gap":
        computed = difference
    elif pledged == 0:
        assert row.verdict is NOT_COMPUTABLE
        return
    else:
        computed = (Fraction(actual) if measure == "delivered_pct" else difference) * 100 / pledged
    holds = allowed(computed, row.value, qualifier, None if within is None else D(within))
    assert row.verdict is (CONSISTENT if holds else CONTRADICTED)


@given(stated=st.lists(st.tuples(numbers(), QUALIFIERS, st.none() | st.integers(0, 30)), min_size=2, max_size=5))
def test_of_rivals_no_figure_satisfies_all(ledger: Read, stated: list[tuple[Decimal, Qualifier, int | None]]) -> None:
    """The border of each claim, a step to either side of it, and a figure far out stand for all figures."""
    text = of_one_day(
        {
            str(number): f'value = {value:f}, qualifier = "{qualifier}"'
            + ("" if within is None else f", within = {within}")
            for number, (value, qualifier, within) in enumerate(stated)
        }
    )
    report = claims(ledger(text))
    rows = report.claims
    spans = [span_of(row.value, row.qualifier, row.within) for row in rows]
    borders = {border for span in spans for border in (span.low, span.high) if border is not None}
    figures = [border + step for border in borders for step in (D(0), D("-0.000001"), D("0.000001"), D(-1000), D(1000))]
    possible = any(
        all(allowed(Fraction(figure), row.value, row.qualifier, row.within) for row in rows) for figure in figures
    )
    assert bool(report.rivals) is not possible


def test_a_report_of_some_claims_has_the_rivals_among_them_by_their_positions(ledger: Read) -> None:
    text = of_one_day({"991": "value = 991", "400": "value = 400", "990": "value = 990"})
    read = ledger(f"{text}\ncommitments.personnel.actual = 991")
    assert claims(read).rivals == ((0, 1, 2),)
    assert claims(read, verdict=CONTRADICTED).rivals == ((0, 1),)
    assert claims(read, verdict=CONSISTENT).rivals == ()


# The order

WEIGHED = """
    mission.as_of = 2025-06-27
    sources.un = { title = "Report", publisher = "UN" }
    sources.ap = { title = "One story", publisher = "AP" }
    sources.ap2 = { title = "Another story", publisher = "AP" }
    sources.afp = { title = "A story", publisher = "AFP" }
    commitments.men = { unit = "men", pledged = 1000, actual = 800, source = "un" }
    commitments.tents = { unit = "tents", actual = 100 }
    indicators.deaths.value = 1
    claims = [
        { text = "agrees", commitment = "men", measure = "actual", value = 800, source = "ap" },
        { text = "30% less", commitment = "men", measure = "actual", value = 560, source = "ap", as_of = 2025-01-01 },
        { text = "20% less", commitment = "men", measure = "actual", value = 640, source = "ap" },
        { text = "20% less, from about 640", commitment = "men", measure = "actual", value = 640, source = "afp", qualifier = "about" },
        { text = "20% less, on another day", commitment = "men", measure = "actual", value = 640, source = "afp", as_of = 2025-01-02 },
        { text = "25% less, twice by AP", commitment = "men", measure = "actual", value = 600, source = ["ap", "ap2"] },
        { text = "no source", commitment = "men", measure = "actual", value = 1 },
        { text = "own source", commitment = "men", measure = "actual", value = 2, source = "un" },
        { text = "the figure has none", commitment = "tents", measure = "actual", value = 1, source = "ap" },
        { text = "unknown", commitment = "tents", measure = "pledged", value = 100, source = "ap", as_of = 2024-01-01 },
        { text = "of May", commitment = "men", measure = "actual", value = 1, source = "ap", comparable = false },
    ]
"""


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        (None, [*range(1, 12)]),
        (ClaimSort.LEDGER, [*range(1, 12)]),
        (ClaimSort.DATE, [10, 2, 5, 1, 3, 4, 6, 7, 8, 9, 11]),
        # 799 of 800 differ, 798 of 800, 99 of 100; then 30%, 25%, three of 20%, 0; then those without a difference
        (ClaimSort.DIFFERENCE, [7, 8, 9, 2, 6, 3, 4, 5, 1, 10, 11]),
        # 3 and 4: 20% by two publishers weigh 0.4; 2: 0.3; 6: 0.25 by AP only; 5: 0.2. Then those not between sources.
        (ClaimSort.VERDICT, [3, 4, 2, 6, 5, 7, 8, 9, 10, 11, 1]),
    ],
)
def test_claims_can_be_sorted(sort: ClaimSort | None, numbers: list[int], ledger: Read) -> None:
    assert [row.number for row in claims(ledger(WEIGHED), sort=sort).claims] == numbers


def test_the_positions_of_rivals_are_those_of_the_order(ledger: Read) -> None:
    read = ledger(WEIGHED)
    for sort in (None, *ClaimSort):
        report = claims(read, sort=sort)
        groups = [sorted(report.claims[at].number for at in group) for group in report.rivals]
        assert groups == [[1, 3, 4, 6, 7, 8]]  # of 27 June; "about 640" is 608 to 672, and so apart from 600


def test_the_number_of_a_claim_is_its_place_in_the_ledger_whichever_are_shown(ledger: Read) -> None:
    report = claims(ledger(WEIGHED), commitment="tents", verdict=NOT_COMPUTABLE)
    assert [row.number for row in report.claims] == [10]


def test_a_claim_that_differs_by_nothing_is_sorted_as_such(ledger: Read) -> None:
    read = ledger(claim_of("0", 'value = 0, qualifier = "over"'))
    (row,) = claims(read, sort=ClaimSort.DIFFERENCE).claims
    assert (row.verdict, row.difference, row.relative_difference) == (CONTRADICTED, 0, 0)


# What bears on the figures


def test_a_claim_held_against_a_lower_bound_or_for_want_of_a_rate_says_so_once(ledger: Read) -> None:
    record = ledger(
        """
        commitments.funding = { unit = "USD", pledged = 100 }
        actuals = [
            { commitment = "funding", country = "KE", date = 2024-01-01, amount = 10 },
            { commitment = "funding", country = "JM", date = 2024-01-02 },
            { commitment = "funding", country = "ES", date = 2024-01-03, amount = 5, currency = "EUR" },
        ]
        claims = [
            { text = "a", commitment = "funding", measure = "actual", value = 10, as_of = 2024-01-01 },
            { text = "b", commitment = "funding", measure = "actual", value = 10, as_of = 2024-01-02 },
            { text = "c", commitment = "funding", measure = "actual", value = 10, as_of = 2024-01-03 },
            { text = "d", commitment = "funding", measure = "actual", value = 10, as_of = 2024-01-04 },
        ]
        """
    )
    assert [(warning.code, warning.commitment) for warning in claims(record).warnings] == [
        ("bound", "funding"),
        ("no-rate", "funding"),
    ]


def test_parts_that_exceed_their_whole_bear_on_no_claim(ledger: Read) -> None:
    record = ledger(
        """
        commitments.personnel = { unit = "personnel", actual = 1 }
        actuals = [{ commitment = "personnel", country = "KE", date = 2024-01-01, total = 2 }]
        claims = [{ text = "a", commitment = "personnel", measure = "actual", value = 1 }]
        """
    )
    assert claims(record).warnings == ()
