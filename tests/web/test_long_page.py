"""What a page of a large ledger lists, what it sums up, and how a reader gets all."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import mss_gap.analysis.reports.page
from mss_gap import Ledger, load
from mss_gap.analysis.course import changes
from mss_gap.analysis.reports import history
from mss_gap.analysis.reports.page import page
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.formats.html.page import html_page
from mss_gap.render.formats.provenance import Edition
from tests.web.test_page import text_of

EXPECTED = Path(__file__).parent / "expected/long.txt"
FUND = Path(__file__).parents[1] / "ledgers/good/stages-of-a-fund.toml"
GIVERS, MONTHS = 60, 10


def _blocks() -> Iterator[str]:
    """Giver N pledges 20 N and brings N in each of ten months, each from a source of its own; 130 claims are wrong."""
    yield """
    [mission]
    as_of = 2024-12-31
    [commitments.fund]
    unit = "tonnes"
    [commitments.men]
    unit = "men"
    pledged = 9
    """
    for giver in range(1, GIVERS + 1):
        key = f"G{giver:02}"
        yield f'[contributors.{key}]\nname = "Giver {giver:02}"\n'
        yield f'[[pledges]]\ncommitment = "fund"\ncountry = "{key}"\ndate = 2024-01-01\ntotal = {20 * giver}\n'
        for month in range(1, MONTHS + 1):
            yield (
                f'[[actuals]]\ncommitment = "fund"\ncountry = "{key}"\ndate = 2024-{month:02}-15\n'
                f'amount = {giver}\nsource = "https://example.org/{giver}/{month}"\n'
            )
    for day in (1, 2, 3):
        yield f'[[actuals]]\ncommitment = "men"\ndate = 2024-03-0{day}\namount = 1\n'
    for claim in range(1, 131):
        yield f'[[claims]]\ntext = "Claim {claim}"\ncommitment = "men"\nmeasure = "actual"\nvalue = {claim + 100}\n'


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return parse_ledger("".join(_blocks()).encode(), "large.toml")


@pytest.fixture(scope="module")
def written(ledger: Ledger) -> Callable[..., str]:
    """The page of the ledger; with `everything` the one that lists all."""

    def write(*, everything: bool = False) -> str:
        report = page(ledger, everything=everything)
        edition = Edition(
            version="0.1.0",
            origin="large.toml",
            digest="0" * 64,
            as_of=report.countries.as_of,
            everything=everything,
        )
        return html_page(report, edition)

    return write


def test_the_whole_text_of_a_large_ledger(written: Callable[..., str]) -> None:
    text = text_of(written())
    if os.environ.get("MSS_GAP_REWRITE") == "1":
        EXPECTED.write_text(text, encoding="utf-8")
    assert text == EXPECTED.read_text(encoding="utf-8")


def test_the_row_of_others_is_what_they_add_up_to(written: Callable[..., str]) -> None:
    lines = text_of(written()).splitlines()
    # Givers 51 to 60 of all, by what they brought: numbers 10 to 1, which add up to 55; 60 add up to 1,830.
    others = [line for line in lines if line.startswith("| 10 others")]
    assert [line.partition("] | ")[2] for line in others] == [
        "1,100 | 550 | 2024-10-15 | 550 | 50.0% | | 3.0%",
        "1,100 | | 550 | 10 under way |",
    ]
    rows = [line for line in lines if re.match(r"\| (Giver \d\d|10 others) \[.*%$", line)]
    figures = [[int(cell.replace(",", "")) for cell in row.split(" | ")[1:3]] for row in rows]
    assert len(rows) == 51
    assert [sum(column) for column in zip(*figures, strict=True)] == [36_600, 18_300]


def test_a_page_says_how_much_it_does_not_list_and_how_to_list_all(written: Callable[..., str]) -> None:
    text = text_of(written())
    # Of 600 sources, three of the whole, which are giver 01's, and three of each of 50 givers have a note.
    assert re.findall(r"(?:In the row|Not listed)[^.]*\.", text) == [
        "In the row of others: 10 contributors.",
        "In the row of others: 10 pledges.",
        "Not listed here one by one: 660 dated changes.",
        "Not listed here: 30 more claims.",
        "Not listed here: 447 more sources.",
    ]
    assert "230 (No. 130)" not in text
    assert "200 (No. 100); and 30 more claims" in text
    assert "To make a page that lists all\nmss-gap report --ledger large.toml --as-of 2024-12-31 --entries all" in text


def test_every_reference_leads_to_a_note(written: Callable[..., str]) -> None:
    html = written()
    notes = re.findall(r'id="note-(\d+)"', html)
    assert notes == [str(number) for number in range(1, 154)]
    assert set(re.findall(r'href="#note-(\d+)"', html)) <= set(notes)


def test_with_everything_nothing_is_summed_up(written: Callable[..., str]) -> None:
    html = written(everything=True)
    text = text_of(html)
    assert "others" not in text
    assert "How to list all" not in text
    assert html.count('id="note-') == 600
    assert text.count("Giver 01: actual +1 [") == 10
    assert "660 dated changes of Fund, with sources" in text
    assert len(re.findall(r"^\| \d+ \| Claim \d+", text, re.MULTILINE)) == 130
    assert "mss-gap report --ledger large.toml --as-of 2024-12-31 --entries all --output page.html" in text
    assert "To make a page that lists all" not in text


def test_a_commitment_with_few_changes_lists_them_beside_one_with_many(ledger: Ledger) -> None:
    report = page(ledger)
    assert [*report.unlisted] == ["fund"]
    assert report.unlisted["fund"].number == 660
    fund, men = report.history.commitments
    assert not any(point.changes for point in fund.points)
    assert sum(len(point.changes) for point in men.points) == 3


def test_the_page_of_ten_times_the_entries_is_hardly_longer(written: Callable[..., str], ledger: Ledger) -> None:
    once = len(written().encode())
    more = ledger.model_copy(update={"actuals": ledger.actuals * 10})
    edition = Edition(version="0.1.0", origin="large.toml", digest="0" * 64, as_of=page(more).countries.as_of)
    assert len(html_page(page(more), edition).encode()) < 1.1 * once < 2_000_000


def test_levels_are_worked_out_once_and_changes_only_where_they_are_listed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []

    def counted(commitment: object, *arguments: object, changes: bool = True, **named: object) -> object:
        asked.append((getattr(commitment, "unit", ""), changes))
        return original(commitment, *arguments, changes=changes, **named)  # type: ignore[arg-type]

    original = partial(changes.points_of)
    monkeypatch.setattr(changes, "points_of", counted)
    monkeypatch.setattr(history, "points_of", counted)
    page(ledger)
    assert sorted(asked) == [("men", False), ("men", True), ("tonnes", False)]


def test_others_add_up_at_each_stage_and_what_no_one_stated_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mss_gap.analysis.reports.page, "MOST_CONTRIBUTORS", 1)
    edition = Edition(version="0.1.0", origin="fund.toml", digest="0" * 64, as_of=None)
    lines = text_of(html_page(page(load(FUND)), edition)).splitlines()
    start = lines.index("Stages: Fund (USD)")
    # Norway, France, Germany and Japan: France and Germany pledged 20M and 10M; France's 20M is about, and Japan's amount is
    # not stated, so that what was agreed may be more or less; only Norway's 5M was received, and nothing is recorded as spent.
    assert lines[start + 3 : start + 5] == [
        "| Canada [1] | $100,000,000 | $80,000,000 | 80.0% | $60,000,000 | 75.0% | $15,000,000 | 25.0%",
        "| 4 others [1] | $30,000,000 | ~$20,000,000 | ~66.7% | $5,000,000 | ~25.0% | none recorded | n/a",
    ]
    assert "In the row of others: 4 contributors. How to list all" in lines
