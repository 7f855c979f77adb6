"""What one more entry changes, and what `validate` would say after it and not before."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mss_gap.analysis.bounds import Figure
from mss_gap.analysis.reports.gap_change import gap_change, gap_changes, new_warnings
from mss_gap.analysis.reports.summary import summary
from mss_gap.analysis.survey import report_date
from mss_gap.analysis.warnings.review import review
from mss_gap.ledger.explain.problems import Finding
from mss_gap.ledger.model import Body, Commitment, Event, Indicator, Ledger, Source

Read = Callable[[str], Ledger]

LEDGER = """
[commitments.men]
unit = "men"
source = "https://example.org/a"

[commitments.money]
unit = "USD"
pledged = 100
source = "https://example.org/a"

[[actuals]]
commitment = "men"
country = "KE"
date = 2025-01-01
amount = 4
source = "https://example.org/a"

[[actuals]]
commitment = "men"
date = 2025-01-03
total = 5
source = "https://example.org/a"
"""
SOURCED = 'source = "https://example.org/a"\n'


def warned(read: Read, entry: str) -> list[tuple[str, tuple[str | int, ...]]]:
    """The codes and places of what is new after an actual; the entry is the third."""
    change = gap_change(read(LEDGER), read(f"{LEDGER}\n[[actuals]]\n{entry}"), "actuals")
    return [(warning.code, warning.path) for warning in change.warnings]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f'commitment = "men"\ncountry = "JM"\ndate = 2025-01-02\namount = 1\n{SOURCED}', []),
        ('commitment = "men"\ncountry = "JM"\ndate = 2025-01-02\namount = 1\n', [("unsourced", ("actuals", 2))]),
        (
            f'commitment = "men"\ncountry = "KE"\ndate = 2025-01-01\namount = 4\n{SOURCED}',
            [
                ("duplicate-entry", ("actuals", 2)),
                ("parts-exceed-total", ("commitments", "men")),
                ("larger-than-whole", ("commitments", "men")),
            ],
        ),
        (
            f'commitment = "money"\ncountry = "GB"\ndate = 2025-01-01\namount = 4\ncurrency = "GBP"\n{SOURCED}',
            [("no-rate", ("actuals", 2, "currency"))],
        ),
        (
            f'commitment = "men"\ncountry = "KE"\ndate = 2025-01-02\namount = -5\n{SOURCED}',
            [("below-zero", ("actuals", 2))],
        ),
    ],
    ids=["nothing", "no source", "the same again", "no rate", "below zero"],
)
def test_what_may_be_a_slip_in_an_entry_is_reported(entry: str, expected: list[object], ledger: Read) -> None:
    assert warned(ledger, entry) == expected


def test_a_payment_at_the_rate_of_its_pledge_is_not_told_to_have_none(ledger: Read) -> None:
    pledge = 'country = "GB"\ndate = 2024-01-01\ntotal = 4\ncurrency = "GBP"\nvalue = 5\n'
    before = f'{LEDGER}\n[[pledges]]\ncommitment = "money"\n{pledge}{SOURCED}'
    paid = f'commitment = "money"\ncountry = "GB"\ndate = 2025-01-01\namount = 4\ncurrency = "GBP"\n{SOURCED}'
    assert gap_change(ledger(before), ledger(f"{before}\n[[actuals]]\n{paid}"), "actuals").warnings == ()


def test_a_pledge_that_takes_the_rate_from_other_entries_says_of_which(ledger: Read) -> None:
    of_gb = 'commitment = "money"\ncountry = "GB"\ncurrency = "GBP"\n'
    before = (
        f"{LEDGER}\n[[pledges]]\n{of_gb}date = 2024-01-02\ntotal = 4\nvalue = 5\n{SOURCED}"
        f"\n[[actuals]]\n{of_gb}date = 2024-02-01\ntotal = 4\n{SOURCED}"
    )
    earlier = f"{of_gb}date = 2024-01-01\ntotal = 3\n{SOURCED}"
    change = gap_change(ledger(before), ledger(f"{before}\n[[pledges]]\n{earlier}"), "pledges")
    assert [(warning.code, warning.path) for warning in change.warnings if warning.code == "no-rate"] == [
        ("no-rate", ("pledges", 1, "currency")),
        ("no-rate", ("actuals", 2, "currency")),
    ]


@pytest.mark.parametrize(("day", "expected"), [("2025-01-02", []), ("2025-01-04", [("actuals", 2, "date")])])
def test_an_entry_that_reports_leave_out_is_reported(day: str, expected: list[object], ledger: Read) -> None:
    dated = f"[mission]\nas_of = 2025-01-03\n{LEDGER}"
    entry = f'commitment = "men"\ncountry = "JM"\ndate = {day}\namount = 1\n{SOURCED}'
    change = gap_change(ledger(dated), ledger(f"{dated}\n[[actuals]]\n{entry}"), "actuals")
    assert [warning.path for warning in change.warnings if warning.code == "after-report-date"] == expected
    assert change.later == bool(expected)


def test_a_duplicate_names_the_other(ledger: Read) -> None:
    again = f'commitment = "men"\ndate = 2025-01-03\ntotal = 5\n{SOURCED}'
    change = gap_change(ledger(LEDGER), ledger(f"{LEDGER}\n[[actuals]]\n{again}"), "actuals")
    assert [(warning.code, warning.other) for warning in change.warnings] == [("duplicate-entry", ("actuals", 1))]


def test_what_was_so_before_is_no_news_though_its_figures_move(ledger: Read) -> None:
    below = f'{LEDGER}\n[[actuals]]\ncommitment = "men"\ncountry = "KE"\ndate = 2025-01-02\namount = -5\n{SOURCED}'
    more = f'{below}\n[[actuals]]\ncommitment = "men"\ncountry = "KE"\ndate = 2025-01-02\namount = -2\n{SOURCED}'
    assert gap_change(ledger(below), ledger(more), "actuals").warnings == ()


@given(st.data(), st.sampled_from(["pledges", "actuals"]))
def test_what_is_told_is_what_validate_would_say_after_the_entry_and_not_before(
    ledgers: st.SearchStrategy[Ledger], data: st.DataObject, section: str
) -> None:
    after = data.draw(ledgers)
    entries = getattr(after, section)
    assume(entries)
    before = after.model_copy(update={section: entries[:-1]})
    change = gap_change(before, after, section)
    known = {gist(finding) for finding in review(before, change.as_of)}
    said = list(review(after, change.as_of))
    late = ((section, len(entries) - 1, "date"),)
    left_out = {it for it in review(after) if it.code == "after-report-date" and it.path in late}
    assert change.later == bool(left_out)
    fresh = (finding for finding in said if gist(finding) not in known)
    new = left_out | {it for it in fresh if it.code not in {"after-report-date", "unused-source"}}
    # Of several entries that an old rate converts, validate names the first; whoever adds another is told as well.
    old_rates = {finding.message for finding in said if finding.code == "old-rate"}
    again = set(change.warnings) - new
    assert new <= set(change.warnings)
    assert all(it.code == "old-rate" and it.message in old_rates for it in again)
    assert {it.path[:2] for it in again} <= {(section, len(entries) - 1)}


UNSOURCED = Commitment(unit="men", pledged=Decimal(1))
SOMETHING = [
    ("events", (Event(date=date(2030, 1, 1), title="A vote"),)),
    ("events", (Event(date=date(2020, 1, 1), title="A vote", source=("https://example.org/a",)),)),
    ("indicators", {"new": Indicator(value=Decimal(1))}),
    ("contributors", {"GBR": Body(name="Britain")}),
    ("contributors", {"new": Body(name="European Union")}),
    ("sources", {"new": Source(title="A report")}),
    ("commitments", {"new": UNSOURCED}),
    ("commitments", {"new": UNSOURCED.model_copy(update={"actual": Decimal(2), "stages": ("agreed", "received")})}),
]


@given(st.data(), st.sampled_from(SOMETHING))
def test_what_is_told_of_anything_else_is_what_validate_would_say_after_it_and_not_before(
    ledgers: st.SearchStrategy[Ledger], data: st.DataObject, something: tuple[str, Mapping[str, object]]
) -> None:
    before = data.draw(ledgers)
    after = before.with_more(dict([something]))
    assert set(new_warnings(before, after)) == news(before, after)


def without_the_last_rate(ledger: Ledger) -> Ledger:
    assume(ledger.rates)
    return ledger.model_copy(update={"rates": ledger.rates[:-1]})


@given(st.data())
def test_what_is_told_of_a_rate_is_what_validate_would_say_after_it_and_not_before(
    ledgers: st.SearchStrategy[Ledger], data: st.DataObject
) -> None:
    after = data.draw(ledgers)
    before = without_the_last_rate(after)
    assert set(new_warnings(before, after)) == news(before, after)


@given(st.data())
def test_a_rate_is_reported_with_the_gaps_that_it_changes_as_summaries_state_them(
    ledgers: st.SearchStrategy[Ledger], data: st.DataObject
) -> None:
    after = data.draw(ledgers)
    before = without_the_last_rate(after)
    day = report_date(after)
    old, new = (
        [(row.title, Figure(row.gap, row.gap_bound)) for row in summary(ledger, day).commitments]
        for ledger in (before, after)
    )
    changed = [(title, was, now) for (title, was), (_, now) in zip(old, new, strict=True) if was != now]
    assert [(change.title, change.before, change.after) for change in gap_changes(before, after)] == changed


def news(before: Ledger, after: Ledger) -> set[Finding]:
    """What `validate` says of the second ledger and not of the first, but that something is not used yet."""
    known = {gist(finding) for finding in review(before, report_date(after))}
    return {
        it for it in review(after) if gist(it) not in known and it.code not in {"unused-source", "unused-contributor"}
    }


def gist(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.path, re.sub(r"-?[0-9][0-9.]*", "#", finding.message)
