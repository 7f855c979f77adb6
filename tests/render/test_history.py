"""What a history says of each change, and of the level that it led to."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import fields

import pytest

from mss_gap.analysis.course.changes import Change, Point
from mss_gap.analysis.documents import documented
from mss_gap.render.dispatch import Format

Text = Callable[[str, str, Format], str]
FUND = """
[mission]
as_of = 2025-06-30
[commitments.fund]
unit = "USD"
stages = ["received", "spent"]
counts = "received"
[[rates]]
pair = "GBP/USD"
date = 2024-01-01
rate = 1.25
"""


@pytest.fixture(scope="module")
def rows(text: Text) -> Callable[..., list[list[str]]]:
    """The cells of each row of a history of a fund, or of that by country, with entries that a test states."""

    def of(*entries: str, kind: str = "history") -> list[list[str]]:
        stated = "".join(
            f'[[{section}s]]\ncommitment = "fund"\n' + "\n".join(keys.split(", ")) + "\n"
            for section, keys in (entry.split(": ", 1) for entry in entries)
        )
        page = text(kind, FUND + stated, Format.MARKDOWN).replace("\\", "")
        lines = [line for line in page.splitlines() if line.startswith("|")]
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]

    return of


@pytest.mark.parametrize(
    ("entry", "said", "level"),
    [
        ("pledge: total = 500", "pledge of $500", "$500"),
        ('pledge: total = 500, qualifier = "exactly"', "pledge of $500", "$500"),
        ('pledge: total = 500, qualifier = "at-least"', "pledge of at least $500", "≥$500"),
        ("actual: amount = 5", "actual +$5", "$5"),
        ("actual: amount = -5", "actual -$5", "-$5"),
        ('actual: amount = 5, qualifier = "under"', "actual up by under $5", "≤$5"),
        # The qualifier speaks of the size: more than 5 were taken back.
        ('actual: amount = -5, qualifier = "over"', "actual down by over $5", "≤-$5"),
        ('actual: total = 5, stage = "received"', "received actual of $5", "$5"),
        ('actual: note = "a note"', "actual, amount not stated", "not stated"),
        # 4 x 1.25 = 5
        ('actual: total = 4, currency = "GBP"', "actual of £4 ($5)", "$5"),
        ('actual: total = 4, currency = "EUR"', "actual of €4 (not converted: no rate)", "€4"),
        ('actual: amount = 4, currency = "EUR"', "actual +€4 (not converted: no rate)", "€4"),
        (
            'actual: amount = 4, currency = "EUR", qualifier = "over"',
            "actual up by over €4 (not converted: no rate)",
            "≥€4",
        ),
        ('pledge: total = 500, status = "on-hold"', "pledge of $500, on hold", "$500"),
        ('pledge: amount = 500, status = "on-hold"', "pledge +$500, the pledge on hold", "$500"),
        ('pledge: total = 500, status = "on-hold", part = 9', "pledge of $500, $9 of it on hold", "$500"),
        ('pledge: amount = 5, status = "on-hold", part = 2', "pledge +$5, $2 of the pledge on hold", "$5"),
        ("pledge: total = 500, due = 2025-12-31", "pledge of $500, due by 31 December 2025", "$500"),
        ('pledge: total = 500, status = "withdrawn"', "pledge of $500, withdrawn", "withdrawn"),
        ('pledge: status = "on-hold"', "pledge on hold", "not stated"),
        ("pledge: due = 2025-12-31", "pledge now due by 31 December 2025", "not stated"),
        ('pledge: due = "2025-12"', "pledge now due by December 2025", "not stated"),
        (
            'pledge: status = "on-hold", due = 2025-12-31',
            "pledge on hold, due by 31 December 2025",
            "not stated",
        ),
        ('pledge: status = "on-hold", part = 9', "$9 of the pledge on hold", "not stated"),
        # 8 x 1.25 = 10
        ('pledge: status = "on-hold", part = 8, currency = "GBP"', "£8 ($10) of the pledge on hold", "not stated"),
        (
            'pledge: status = "on-hold", part = 8, currency = "EUR"',
            "€8 (not converted: no rate) of the pledge on hold",
            "not stated",
        ),
        ('actual: amount = 5, stage = "spent"', "spent actual +$5, not counted", "not counted"),
        ('pledge: total = 5, outside = "in kind"', "pledge of $5, outside (in kind), not counted", "not counted"),
        (
            'actual: total = 4, currency = "EUR", outside = "in kind"',
            "actual of €4 (not converted: no rate), outside (in kind), not counted",
            "not counted",
        ),
    ],
)
def test_a_change_says_what_its_entry_states_and_no_more(
    rows: Callable[..., list[list[str]]], entry: str, said: str, level: str
) -> None:
    ((_, changed, reached, *_),) = rows(f'{entry}, country = "KE", date = 2024-02-01')
    assert (changed, reached) == (f"Kenya: {said}", level)


def test_what_a_series_that_is_not_counted_comes_to_is_in_the_words_and_not_in_the_level(
    rows: Callable[..., list[list[str]]],
) -> None:
    shown = rows(
        'actual: country = "KE", date = 2024-02-01, total = 9',
        'actual: country = "KE", date = 2024-02-02, amount = 5, stage = "spent"',
        'actual: country = "KE", date = 2024-02-03, amount = 6, stage = "spent", qualifier = "over"',
        'actual: country = "KE", date = 2024-02-04, amount = 3, outside = "in kind", currency = "EUR"',
        'actual: country = "KE", date = 2024-02-05, amount = 4, outside = "in kind", currency = "EUR"',
    )
    assert [(changed, level, actual) for _, changed, level, actual, *_ in shown] == [
        ("Kenya: actual of $9", "$9", "$9"),
        ("Kenya: spent actual +$5, not counted", "not counted", "$9"),
        ("Kenya: spent actual up by over $6, at least $11 so far, not counted", "not counted", "$9"),
        ("Kenya: actual +€3 (not converted: no rate), outside (in kind), not counted", "not counted", "$9"),
        ("Kenya: actual +€4 (not converted: no rate), outside (in kind), €7 so far, not counted", "not counted", "$9"),
    ]


def test_a_figure_of_the_whole_that_no_rate_converts_does_not_read_as_a_level(
    rows: Callable[..., list[list[str]]],
) -> None:
    shown = rows("actual: date = 2024-02-01, total = 9", 'actual: date = 2024-02-02, total = 8, currency = "EUR"')
    assert [(changed, level, actual) for _, changed, level, actual, *_ in shown] == [
        ("In all: actual of $9", "$9", "$9"),
        ("In all: actual of €8 (not converted: no rate)", "not counted", "≥$9"),
    ]


def test_a_level_in_two_currencies_is_not_converted_rather_than_not_stated(
    rows: Callable[..., list[list[str]]],
) -> None:
    entries = (
        'actual: country = "KE", date = 2024-02-01, total = 8, currency = "EUR"',
        'actual: country = "KE", date = 2024-02-02, amount = 1',
    )
    assert [level for _, _, level, *_ in rows(*entries)] == ["€8", "not converted"]
    assert [actual for _, _, _, actual, *_ in rows(*entries, kind="history-by-country")] == ["€8", "not converted"]


def test_a_withdrawn_pledge_reads_as_withdrawn_until_an_entry_says_otherwise(
    rows: Callable[..., list[list[str]]],
) -> None:
    shown = rows(
        'pledge: country = "KE", date = 2024-02-01, total = 9, status = "withdrawn"',
        'pledge: country = "KE", date = 2024-02-02, total = 8',
        'pledge: country = "KE", date = 2024-02-03, status = "on-hold", part = 3',
    )
    # The part of 3 is on hold, and the rest withdrawn.
    assert [level for _, _, level, *_ in shown] == ["withdrawn", "withdrawn", "$3"]


def test_by_country_nothing_recorded_is_not_zero_and_has_no_share(rows: Callable[..., list[list[str]]]) -> None:
    shown = rows(
        'pledge: country = "KE", date = 2024-02-01, total = 10, qualifier = "at-least"',
        'actual: country = "KE", date = 2024-02-02, total = 2',
        'pledge: country = "JM", date = 2024-02-01, total = 0',
        'actual: country = "JM", date = 2024-02-02, total = 0',
        'pledge: country = "JM", date = 2024-02-03, total = 5, outside = "in kind"',
        'actual: country = "CA", date = 2024-02-02, total = 1',
        'pledge: country = "CA", date = 2024-02-03, total = 5, outside = "in kind"',
        kind="history-by-country",
    )
    # Titles of tables come between; the rows of Kenya, Canada and Jamaica, by what they delivered.
    shown = [row for row in shown if row[0].startswith("2024")]
    assert [row[2:] for row in shown] == [
        ["≥$10", "none recorded", "≥$10", "n/a"],
        ["≥$10", "$2", "≥$8", "≤20.0%"],
        ["none", "$1", "n/a", "n/a"],
        ["none", "$1", "n/a", "n/a"],
        ["$0", "none recorded", "$0", "n/a"],
        ["$0", "$0", "$0", "n/a"],
        ["$0", "$0", "$0", "n/a"],
    ]


def test_by_country_the_share_of_figures_as_stated_has_their_bound(rows: Callable[..., list[list[str]]]) -> None:
    (_, shown) = rows(
        'pledge: country = "KE", date = 2024-02-01, total = 8, currency = "EUR"',
        'actual: country = "KE", date = 2024-02-02, total = 5, currency = "EUR", qualifier = "at-least"',
        kind="history-by-country",
    )
    # 5 of 8 is 62.5%.
    assert shown[2:] == ["€8", "≥€5", "n/a", "≥62.5%"]


def test_a_pledge_with_a_withdrawn_part_that_no_rate_converts_is_not_converted(
    rows: Callable[..., list[list[str]]],
) -> None:
    entries = (
        'pledge: country = "KE", date = 2024-02-01, total = 8',
        'pledge: country = "KE", date = 2024-02-02, status = "withdrawn", part = 1, currency = "EUR"',
    )
    assert [level for _, _, level, *_ in rows(*entries)] == ["$8", "not converted"]
    assert [pledged for _, _, pledged, *_ in rows(*entries, kind="history-by-country")] == ["$8", "not converted"]


def test_a_sparkline_ends_with_the_last_delivery_that_counts(text: Text) -> None:
    entries = """
[[actuals]]
commitment = "fund"
date = 2024-02-01
total = 5
[[actuals]]
commitment = "fund"
date = 2024-03-01
total = 9
[[pledges]]
commitment = "fund"
country = "KE"
date = 2024-04-01
total = 20
[[actuals]]
commitment = "fund"
date = 2024-05-01
stage = "spent"
total = 2
[[actuals]]
commitment = "fund"
country = "KE"
date = 2024-06-01
outside = "in kind"
"""
    assert "Actual, 2024-02-01 to 2024-03-01: " in text("history", FUND + entries, Format.MARKDOWN)


def test_a_sparkline_begins_with_the_first_delivery(text: Text) -> None:
    entries = """
[[pledges]]
commitment = "fund"
country = "KE"
date = 2024-01-01
total = 9
[[actuals]]
commitment = "fund"
country = "KE"
date = 2024-02-01
total = 2
[[actuals]]
commitment = "fund"
country = "KE"
date = 2024-03-01
total = 4
"""
    assert "Actual, 2024-02-01 to 2024-03-01: " in text("history-by-country", FUND + entries, Format.MARKDOWN)


@pytest.mark.parametrize("kind", ["history", "history-by-country"])
def test_what_only_readers_need_is_in_no_document(text: Text, kind: str) -> None:
    entry = '[[pledges]]\ncommitment = "fund"\ncountry = "KE"\ndate = 2024-01-01\ndue = 2025-01-01\n'
    document = text(kind, FUND + entry, Format.JSON)
    columns = next(csv.reader(io.StringIO(text(kind, FUND + entry, Format.CSV))))
    kinds = (Change, Point)
    hidden = {field.name for kind in kinds for field in fields(kind)} - {
        key.name for kind in kinds for key in documented(kind)
    }
    assert {"level_bound", "due", "counts", "restates"} <= hidden
    assert json.loads(document)["kind"] == kind
    assert not [key for key in hidden if f'"{key}"' in document]
    assert not hidden & set(columns)
