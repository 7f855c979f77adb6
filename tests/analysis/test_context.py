"""The figures around the mission: their change, their share, and where neither is defined."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal, localcontext

import pytest

from mss_gap import ContextReport, Ledger, context
from mss_gap.analysis.reports.context import IndicatorRow

Read = Callable[[str], Ledger]
D = Decimal


def the_row(ledger: Ledger) -> IndicatorRow:
    (row,) = context(ledger).indicators
    return row


def one(keys: str) -> str:
    return f'commitments.bases.unit = "bases"\nindicators.children-violence = {{ {keys} }}'


FULL = """
    mission.name = "MSS"

    [sources.un]
    title = "Report"

    [commitments.bases]
    unit = "bases"
    pledged = 12

    [[actuals]]
    commitment = "bases"
    date = 2025-06-25
    total = 3

    [indicators.displaced]
    title = "People displaced"
    unit = "people"
    value = 1_300_000
    previous = 1_000_000
    out_of = 10_400_000
    period = "June 2025"
    source = ["un", "https://iom.example"]

    [indicators.children-violence]
    value = 2269
    source = "un"
"""


def test_every_indicator_is_described_in_the_order_of_the_ledger(ledger: Read) -> None:
    assert context(ledger(FULL)) == ContextReport(
        mission="MSS",
        ledger="test.toml",
        as_of=date(2025, 6, 25),
        indicators=(
            IndicatorRow(
                id="displaced",
                title="People displaced",
                unit="people",
                value=D(1_300_000),
                previous=D(1_000_000),
                change=D(300_000),
                change_pct=D(30),  # 300,000 of 1,000,000
                out_of=D(10_400_000),
                share_pct=D("12.5"),  # 1.3 of 10.4
                period="June 2025",
                source=("un", "https://iom.example"),
            ),
            IndicatorRow(
                id="children-violence",
                title="Children violence",
                unit=None,
                value=D(2269),
                previous=None,
                change=None,
                change_pct=None,
                out_of=None,
                share_pct=None,
                period=None,
                source="un",
            ),
        ),
        warnings=(),
    )


def test_the_report_date_changes_no_indicator(ledger: Read) -> None:
    early = context(ledger(FULL), date(2020, 1, 1))
    assert early.as_of == date(2020, 1, 1)
    assert early.indicators == context(ledger(FULL)).indicators


def test_the_keys_of_a_row_are_those_of_the_document_in_their_order() -> None:
    assert [field.name for field in fields(IndicatorRow)] == [
        "id",
        "title",
        "unit",
        "value",
        "previous",
        "change",
        "change_pct",
        "out_of",
        "share_pct",
        "period",
        "source",
    ]


@pytest.mark.parametrize(
    ("keys", "change", "change_pct"),
    [
        ("value = 2269, previous = 383", "1886", "492.43"),  # 1,886 of 383 is 492.428…%
        ("value = 15, previous = 20", "-5", "-25"),
        ("value = 20, previous = 20", "0", "0"),
        ("value = 0, previous = 20", "-20", "-100"),
        ("value = 0.3, previous = 0.1", "0.2", "200"),
    ],
)
def test_a_change_is_the_value_minus_the_one_before_and_in_percent_of_that(
    ledger: Read, keys: str, change: str, change_pct: str
) -> None:
    row = the_row(ledger(one(keys)))
    assert row.change == D(change)
    assert row.change_pct is not None
    assert round(row.change_pct, 2) == D(change_pct)


def test_a_percentage_is_not_rounded(ledger: Read) -> None:
    assert the_row(ledger(one("value = 4, previous = 3"))).change_pct == D("33.33333333333333333333333333")  # 28 digits


@pytest.mark.parametrize(
    ("value", "previous", "change_pct"),
    [
        ("-50", "-100", 50),  # a deficit that halved
        ("-4", "-2", -100),
        ("50", "-100", 150),
        ("-50", "100", -150),
        ("0", "-8", 100),
    ],
)
def test_the_sign_of_a_change_in_percent_is_that_of_the_change_also_from_below_zero(
    ledger: Read, value: str, previous: str, change_pct: int
) -> None:
    assert the_row(ledger(one(f"value = {value}, previous = {previous}"))).change_pct == change_pct


def test_a_change_from_zero_is_a_difference_without_a_percentage(ledger: Read) -> None:
    row = the_row(ledger(one("value = 7, previous = 0")))
    assert (row.change, row.change_pct) == (7, None)


@pytest.mark.parametrize(
    ("keys", "share_pct"),
    [
        ("value = 3, out_of = 12", D(25)),
        ("value = 0, out_of = 12", D(0)),
        ("value = 15, out_of = 12", D(125)),
        ("value = 3", None),
    ],
)
def test_a_share_is_the_value_in_percent_of_the_whole_and_undefined_without_one(
    ledger: Read, keys: str, share_pct: Decimal | None
) -> None:
    assert the_row(ledger(one(keys))).share_pct == share_pct


def test_a_ledger_without_indicators_has_none(ledger: Read) -> None:
    report = context(ledger('commitments.bases.unit = "bases"'))
    assert (report.as_of, report.indicators) == (None, ())


def test_the_callers_decimal_context_changes_nothing(ledger: Read) -> None:
    read = ledger(one("value = 123456789.123456, previous = 0.000001, out_of = 7"))
    expected = the_row(read)
    assert expected.change == D("123456789.123455")
    with localcontext(prec=3):
        assert the_row(read) == expected
