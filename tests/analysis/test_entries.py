"""Every entry as stated, what it is worth by R7, and the line that it is on."""

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mss_gap
from mss_gap import EntriesReport, EntryRow, Status, UnknownCommitmentError, WarningCode, countries, history
from mss_gap.analysis.reports.base import LaterEntries
from mss_gap.ledger.dates import Month, Precision, Year
from mss_gap.ledger.entry import Qualifier
from mss_gap.ledger.read.load import inspect
from tests.analysis.random_ledgers import as_toml, random_document

List = Callable[..., EntriesReport]
SHIPPED = Path(__file__).parents[2] / "data/commitments.toml"


@pytest.fixture(scope="module")
def entries() -> List:
    """The entries of a ledger given as text; `as_of` is an ISO date."""

    def listed(
        text: str, as_of: str | None = None, commitment: str | None = None, only: Collection[str] = ()
    ) -> EntriesReport:
        inspected = inspect(dedent(text).encode(), "test.toml")
        day = None if as_of is None else date.fromisoformat(as_of)
        return mss_gap.entries(inspected.ledger, inspected.text, day, commitment, only)

    return listed


def row(**stated: object) -> EntryRow:
    """An entry of the funding that states nothing but what is given."""
    unstated = dict.fromkeys(EntryRow.__slots__, None)  # type: ignore[attr-defined]  # a dataclass with slots
    usual = {
        "kind": "actual",
        "commitment": "funding",
        "date_precision": Precision.DAY,
        "urls": (),
        "file": "test.toml",
    }
    return EntryRow(**{**unstated, **usual, **stated})  # type: ignore[arg-type]  # as the caller says


EVERY_KEY = """
    [sources.un]
    title = "Report"
    url = "https://un.example/report"

    [sources.talk]
    title = "An interview"

    [contributors.EU]
    name = "European Union"

    [commitments.funding]
    unit = "USD"
    stages = ["agreed", "received"]

    [commitments.police]
    unit = "police"

    [[actuals]]
    commitment = "funding"
    country = "EU"
    date = "2024-09"
    amount = 2_000_000
    currency = "EUR"
    stage = "agreed"
    ref = "FTS 385472"
    source = ["un", "https://eu.example", "talk", "un"]
    note = "The first of two."

    [[pledges]]
    commitment = "funding"
    country = "EU"
    date = "2023"
    total = 10_000_000
    currency = "EUR"
    value = 11_000_000
    qualifier = "at-least"
    status = "conditional"
    part = 4_000_000
    due = "2025-12"
    source = "un"

    [[actuals]]
    commitment = "police"
    date = 2024-05-01
    total = 40

    [[actuals]]
    commitment = "funding"
    country = "KE"
    date = 2024-05-01
    total = 3_000_000
    outside = "in kind"
    source = "https://ke.example"
"""


def test_every_key_of_an_entry_is_in_its_row(entries: List) -> None:
    report = entries(EVERY_KEY)
    # 11 million dollars for 10 million euros: a euro of the pledge is worth 1.1 dollars, and so is one that is paid.
    assert report == EntriesReport(
        mission=None,
        ledger="test.toml",
        as_of=date(2024, 9, 30),
        entries=(
            row(
                kind="pledge",
                country="EU",
                name="European Union",
                date=Year(2023, 12, 31),
                date_precision=Precision.YEAR,
                total=Decimal(10_000_000),
                qualifier=Qualifier.AT_LEAST,
                currency="EUR",
                value=Decimal(11_000_000),
                worth=Decimal(11_000_000),
                rate=Decimal("1.1"),
                rate_date=date(2023, 12, 31),
                status=Status.CONDITIONAL,
                part=Decimal(4_000_000),
                due=Month(2025, 12, 31),
                source="un",
                urls=("https://un.example/report",),
                line=30,
            ),
            row(
                country="KE",
                name="Kenya",
                date=date(2024, 5, 1),
                total=Decimal(3_000_000),
                worth=Decimal(3_000_000),
                outside="in kind",
                source="https://ke.example",
                urls=("https://ke.example",),
                line=48,
            ),
            row(
                country="EU",
                name="European Union",
                date=Month(2024, 9, 30),
                date_precision=Precision.MONTH,
                amount=Decimal(2_000_000),
                currency="EUR",
                worth=Decimal(2_200_000),
                rate=Decimal("1.1"),
                rate_date=date(2023, 12, 31),
                stage="agreed",
                ref="FTS 385472",
                source=("un", "https://eu.example", "talk", "un"),
                urls=("https://un.example/report", "https://eu.example"),
                note="The first of two.",
                line=19,
            ),
            row(commitment="police", date=date(2024, 5, 1), total=Decimal(40), worth=Decimal(40), line=43),
        ),
        warnings=(),
    )


MONEY = """
    [commitments.funding]
    unit = "USD"

    [[rates]]
    pair = "USD/NOK"
    date = 2024-01-01
    rate = 8
"""


def entry(stated: str, kind: str = "actuals", day: str = "2024-01-15") -> str:
    return f'\n    [[{kind}]]\n    commitment = "funding"\n    country = "NO"\n    date = {day}\n    {stated}\n'


@pytest.mark.parametrize(
    ("stated", "worth", "rate", "rate_date"),
    [
        ("total = 5", Decimal(5), None, None),
        ("amount = -5", Decimal(-5), None, None),
        ('total = 5\n    currency = "USD"', Decimal(5), None, None),
        # 1 USD is 8 NOK, so 1 NOK is 0.125 USD.
        ('amount = -40\n    currency = "NOK"', Decimal(-5), Decimal("0.125"), date(2024, 1, 1)),
        ('total = 0\n    currency = "NOK"', Decimal(0), Decimal("0.125"), date(2024, 1, 1)),
        # What the source says comes before the table of rates.
        ('total = 40\n    currency = "NOK"\n    value = 4', Decimal(4), Decimal("0.1"), date(2024, 1, 15)),
        ('total = 40\n    currency = "JPY"', None, None, None),
        ("", None, None, None),
    ],
    ids=("total", "amount", "currency of the unit", "rate", "zero", "value", "no rate", "amount not stated"),
)
def test_what_an_entry_is_worth(
    stated: str, worth: Decimal | None, rate: Decimal | None, rate_date: date | None, entries: List
) -> None:
    (only,) = entries(MONEY + entry(stated)).entries
    assert (only.worth, only.rate, only.rate_date) == (worth, rate, rate_date)


def test_an_entry_that_no_rate_converts_is_warned_of_whatever_its_stage(entries: List) -> None:
    staged = MONEY.replace('unit = "USD"', 'unit = "USD"\n    stages = ["agreed", "received"]')
    report = entries(staged + entry('total = 40\n    currency = "JPY"\n    stage = "agreed"'))
    assert [(warning.code, warning.commitment) for warning in report.warnings] == [(WarningCode.NO_RATE, "funding")]
    assert report.warnings[0].message == (
        "Funding: 1 entry is in a currency without a rate to USD, and not counted: "
        'Norway, 40 JPY at the stage "agreed" on 2024-01-15'
    )


def test_an_old_rate_is_warned_of_even_below_a_later_total(entries: List) -> None:
    old = entry('total = 40\n    currency = "NOK"', day="2024-03-01")
    later = entry("total = 50", day="2024-06-01")
    assert [warning.code for warning in entries(MONEY + old + later).warnings] == [WarningCode.OLD_RATE]


def test_what_bears_on_no_entry_is_no_warning(entries: List) -> None:
    below_zero = entry("amount = -5")
    assert entries(MONEY + below_zero).warnings == ()


def test_entries_are_by_commitment_then_by_date_pledges_first_then_as_in_the_file(entries: List) -> None:
    text = """
        [commitments.b]
        unit = "b"
        [commitments.a]
        unit = "a"
        """
    for section, commitment, day in (
        ("actuals", "a", 1),
        ("actuals", "b", 2),
        ("pledges", "b", 2),
        ("actuals", "b", 1),
        ("pledges", "b", 2),
    ):
        text += f'[[{section}]]\n        commitment = "{commitment}"\n        date = 2024-01-0{day}\n        amount = 1\n        '
    assert [(each.commitment, each.date.day, each.kind, each.line) for each in entries(text).entries] == [
        ("b", 1, "actual", 18),
        ("b", 2, "pledge", 14),
        ("b", 2, "pledge", 22),
        ("b", 2, "actual", 10),
        ("a", 1, "actual", 6),
    ]


def test_entries_after_the_report_date_do_not_exist_and_are_counted(entries: List) -> None:
    report = entries(EVERY_KEY, "2024-05-01")
    assert [(each.commitment, each.country) for each in report.entries] == [
        ("funding", "EU"),
        ("funding", "KE"),
        ("police", None),
    ]
    assert report.later_entries == LaterEntries(1, date(2024, 9, 30), date(2024, 9, 30))


def test_the_entries_of_one_commitment(entries: List) -> None:
    report = entries(EVERY_KEY, commitment="police")
    assert [each.commitment for each in report.entries] == ["police"]
    with pytest.raises(UnknownCommitmentError):
        entries(EVERY_KEY, commitment="bases")


def test_the_entries_of_some_contributors_and_how_many_of_theirs_are_later(entries: List) -> None:
    assert [each.country for each in entries(EVERY_KEY, only=["KE"]).entries] == ["KE"]
    assert [each.country for each in entries(EVERY_KEY, only=["KE", "EU"]).entries] == ["EU", "KE", "EU"]
    assert entries(EVERY_KEY, "2024-05-01", only=["KE"]).later_entries is None
    assert entries(EVERY_KEY, only=["SE"]).entries == ()


def test_undated_figures_are_no_entries(entries: List) -> None:
    report = entries('[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n')
    assert (report.as_of, report.entries, report.warnings) == (None, (), ())


def test_an_entry_in_a_list_in_brackets_has_the_line_of_its_bracket(entries: List) -> None:
    text = """
        pledges = [
            { commitment = "a", date = 2024-01-01, total = 1 },
            { commitment = "a", date = 2024-01-02, total = 2 },
        ]
        [commitments.a]
        unit = "a"
        """
    assert [each.line for each in entries(text).entries] == [3, 4]


def test_an_entry_that_is_not_found_has_no_line() -> None:
    inspected = inspect(dedent(EVERY_KEY).encode(), "test.toml")
    assert {each.line for each in mss_gap.entries(inspected.ledger, "").entries} == {None}


def test_the_lines_of_the_shipped_record_are_those_of_its_headings() -> None:
    inspected = inspect(SHIPPED.read_bytes(), "record")
    report = mss_gap.entries(inspected.ledger, inspected.text, date.max)
    headings = {"pledge": "[[pledges]]", "actual": "[[actuals]]"}
    text = inspected.text.split("\n")
    assert [text[each.line - 1] for each in report.entries if each.line] == [
        headings[each.kind] for each in report.entries
    ]
    assert len({each.line for each in report.entries}) == len(inspected.ledger.pledges) + len(inspected.ledger.actuals)


@given(st.integers(0, 10**6))
def test_worths_are_those_of_the_history(seed: int) -> None:
    """History converts the same entries: what it says of each change is what the row says."""
    inspected = inspect(as_toml(random_document(Random(seed))).encode(), "random.toml")  # noqa: S311 - nothing secret
    report = mss_gap.entries(inspected.ledger, inspected.text)
    changes = [
        (
            commitment.id,
            change.kind,
            change.country,
            point.date.isoformat(),
            change.amount if change.total is None else change.total,
        )
        for commitment in history(inspected.ledger).commitments
        for point in commitment.points
        for change in point.changes
    ]
    rows = [(each.commitment, each.kind, each.country, each.date.isoformat(), each.worth) for each in report.entries]
    assert sorted(map(str, rows)) == sorted(map(str, changes))
    assert report.later_entries == history(inspected.ledger).later_entries


@given(st.integers(0, 10**6))
def test_a_worth_is_the_figure_times_the_rate(seed: int) -> None:
    inspected = inspect(as_toml(random_document(Random(seed))).encode(), "random.toml")  # noqa: S311 - nothing secret
    units = {row.id: row.unit for row in countries(inspected.ledger).commitments}
    for each in mss_gap.entries(inspected.ledger, inspected.text).entries:
        figure = each.amount if each.total is None else each.total
        if figure is None or (each.rate is None and each.currency in (None, units[each.commitment])):
            assert (each.worth, each.rate) == (figure, each.rate)
        else:
            exactly = None if each.rate is None else Fraction(figure) * Fraction(each.rate)
            assert (None if each.worth is None else Fraction(each.worth)) == exactly
