"""How often a report goes through the entries of a ledger, counted: what would be slow shows without a clock."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from mss_gap import (
    Ledger,
    Withdraw,
    claims,
    compare,
    context,
    countries,
    entries,
    history,
    history_by_country,
    history_by_period,
    kept,
    load,
    pace,
    show,
    sources,
    summary,
    what_if,
)
from mss_gap.analysis import series
from mss_gap.analysis.reports.export import export

Item = TypeVar("Item")
RECORD = Path(__file__).parents[2] / "data/commitments.toml"
LATER = date(2025, 1, 1)


class Counted(tuple[Item, ...]):  # noqa: SLOT001 - it has something to remember
    """A tuple that knows how often it was gone through."""

    passes = 0

    def __iter__(self) -> Iterator[Item]:
        self.passes += 1
        return super().__iter__()


@pytest.mark.parametrize(
    ("report", "passes"),
    [
        (summary, 1),
        (lambda ledger: summary(ledger, LATER), 1),
        (countries, 1),
        (history, 1),
        (lambda ledger: history(ledger, None, "funding"), 1),
        (history_by_country, 1),
        (lambda ledger: history_by_period(ledger, "month"), 1),
        (lambda ledger: history_by_period(ledger, "month", by_country=True), 1),
        (claims, 1),
        (pace, 1),
        (kept, 1),
        (context, 0),
        (lambda ledger: sources(ledger, ""), 2),
        (lambda ledger: entries(ledger, ""), 1),
        (lambda ledger: entries(ledger, "", None, "funding", ["CA"]), 1),
        (lambda ledger: what_if(ledger, [Withdraw("KE")]), 1),
        (lambda ledger: compare(ledger, ledger, LATER), 2),
        (lambda ledger: show(ledger, "personnel"), 2),
        (lambda ledger: export(ledger, ""), 3),
    ],
    ids=(
        "summary",
        "summary at another date",
        "countries",
        "history",
        "history of one commitment",
        "history by country",
        "history by month",
        "history by month and country",
        "claims",
        "pace",
        "kept",
        "context",
        "sources: their figures, and those without",
        "entries",
        "entries of one contributor",
        "what-if",
        "compare: each of its dates",
        "show: its survey, and its notes",
        "export: one survey for all reports, and the sources",
    ),
)
def test_a_report_goes_through_the_entries_so_often_whatever_they_are(
    report: Callable[[Ledger], object], passes: int
) -> None:
    shipped = load(RECORD)
    pledges, actuals = Counted(shipped.pledges), Counted(shipped.actuals)
    report(shipped.model_copy(update={"pledges": pledges, "actuals": actuals}))
    assert (pledges.passes, actuals.passes) == (passes, passes)


@pytest.mark.parametrize(
    ("entry", "report", "levels"),
    [
        ("amount = 1", summary, 3),
        ("total = 1", summary, 3),
        ("amount = 1", lambda ledger: summary(ledger, date(2024, 1, 20)), 3),
        ("amount = 1", history, 3 * 30 + 3),
        ("total = 1", history, 3 * 30 + 3),
    ],
)
def test_a_summary_works_out_one_level_of_each_contributor_and_a_history_one_of_each_day(
    entry: str,
    report: Callable[[Ledger], object],
    levels: int,
    ledger: Callable[[str], Ledger],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A history also works out those on the report date, as any report does."""
    made = 0
    level = vars(series)["_new_level"]

    def count(values: object) -> object:
        nonlocal made
        made += 1
        return level(values)

    monkeypatch.setattr(series, "_new_level", count)
    entries_of_three = "".join(
        f'[[actuals]]\ncommitment = "fund"\ncountry = "{country}"\ndate = 2024-01-{day:02}\n{entry}\n'
        for country in ("KE", "JM", "BS")
        for day in range(1, 31)
    )
    report(ledger(f'commitments.fund.unit = "USD"\n{entries_of_three}'))
    assert made == levels


def test_claims_are_gone_through_once() -> None:
    shipped = load(RECORD)
    counted = Counted(shipped.claims)
    claims(shipped.model_copy(update={"claims": counted}))
    assert counted.passes == 1


def test_the_list_of_entries_asks_once_what_its_tables_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is a private attribute of a pydantic model, which takes long to get."""
    asked: list[Ledger] = []

    def tables_read(ledger: Ledger) -> tuple[()]:
        asked.append(ledger)
        return ()

    ledger = load(RECORD)
    monkeypatch.setattr(Ledger, "tables_read", property(tables_read))
    assert len(entries(ledger, RECORD.read_text(encoding="utf-8")).entries) > 3
    assert len(asked) <= 3  # for the lines, for the rows, and for the heading
