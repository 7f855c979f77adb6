"""The record that the benchmarks are made with: always the same, valid, and the same in every format."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import check
from benchmarks.generate import Entry, beancount, generate, journal, toml, totals_csv
from benchmarks.programs import MissingProgramError, Programs, found
from mss_gap import countries, load
from mss_gap.analysis.reports.validate import validated

ENTRIES = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("record")
    generate(ENTRIES, made)
    return made


@pytest.fixture(scope="module")
def programs() -> Programs:
    try:
        return found()
    except MissingProgramError as error:
        pytest.skip(str(error))


def test_the_same_number_of_entries_makes_the_same_files(folder: Path, tmp_path: Path) -> None:
    generate(ENTRIES, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"ledger.toml", "ledger.journal", "ledger.beancount", "totals.csv"}
    assert [name for name in names if (folder / name).read_bytes() != (tmp_path / name).read_bytes()] == []


THREE_ENTRIES = (
    Entry(day=0, series=("pledges", 1, "KE"), change=100_050, total=None, sources=("report-2006-01",), note=""),
    Entry(day=31, series=("actuals", 1, "KE"), change=20_000, total=20_000, sources=("a", "b"), note="In kind."),
    Entry(day=32, series=("actuals", 0, "Unattributed"), change=-3, total=None, sources=("a",), note=""),
)


def test_a_journal_has_the_pledges_as_its_budget_and_totals_as_changes() -> None:
    assert "".join(journal(THREE_ENTRIES)) == (
        "~ yearly from 2006-01-01 to 2007-01-01\n"
        "    Actual:Funding:KE  1000.50 USD\n"
        "    Budget:Funding\n\n"
        "2006-01-01 report-2006-01\n    Pledged:Funding:KE  1000.50 USD\n    Promised:Funding\n\n"
        "2006-02-01 a, b  ; In kind.\n    Actual:Funding:KE  200 USD\n    Delivered:Funding\n\n"
        "2006-02-02 a\n    Actual:Personnel:Unattributed  -3 personnel\n    Delivered:Personnel\n\n"
    )


def test_a_beancount_file_opens_its_accounts_and_shows_cents() -> None:
    assert "".join(beancount(THREE_ENTRIES[1:])) == (
        'option "display_precision" "USD:0.01"\n'
        "2006-01-01 open Assets:Actual:Funding:KE\n"
        "2006-01-01 open Assets:Actual:Personnel:Unattributed\n"
        "2006-01-01 open Equity:Delivered:Funding\n"
        "2006-01-01 open Equity:Delivered:Personnel\n\n"
        '2006-02-01 * "a, b" "In kind."\n  Assets:Actual:Funding:KE  200 USD\n  Equity:Delivered:Funding\n\n'
        '2006-02-02 * "a" ""\n  Assets:Actual:Personnel:Unattributed  -3 PERSONNEL\n  Equity:Delivered:Personnel\n'
    )


def test_a_ledger_states_a_total_where_the_entry_has_one() -> None:
    tables = "".join(toml(THREE_ENTRIES))
    assert tables[tables.index("[[pledges]]") : tables.index("[[claims]]")] == (
        '[[pledges]]\ncommitment = "funding"\ncountry = "KE"\ndate = 2006-01-01\n'
        'amount = 1000.50\nsource = "report-2006-01"\n\n'
        '[[actuals]]\ncommitment = "funding"\ncountry = "KE"\ndate = 2006-02-01\n'
        'total = 200\nsource = ["a", "b"]\nnote = "In kind."\n\n'
        '[[actuals]]\ncommitment = "personnel"\ndate = 2006-02-02\namount = -3\nsource = "a"\n\n'
    )


def test_totals_are_what_the_changes_of_a_series_add_up_to() -> None:
    twice = (*THREE_ENTRIES, THREE_ENTRIES[1])
    assert "".join(totals_csv(twice)) == (
        "kind,commitment,contributor,total\n"
        "actuals,personnel,Unattributed,-3\nactuals,funding,KE,400\npledges,funding,KE,1000.50\n"
    )


def test_every_format_has_as_many_entries_as_were_asked_for(folder: Path) -> None:
    ledger = load(folder / "ledger.toml")
    assert len(ledger.pledges) + len(ledger.actuals) == ENTRIES
    dated = re.compile(r"^\d{4}-\d\d-\d\d (?!open)", re.MULTILINE)
    for name in ("ledger.journal", "ledger.beancount"):
        assert len(dated.findall((folder / name).read_text("utf-8"))) == ENTRIES, name


def test_the_ledger_holds_every_kind_of_entry(folder: Path) -> None:
    ledger = load(folder / "ledger.toml")
    entries = (*ledger.pledges, *ledger.actuals)
    assert any(entry.total is not None for entry in entries)
    assert any(entry.amount is not None and entry.amount < 0 for entry in entries)
    assert any(entry.amount is not None and entry.amount != int(entry.amount) for entry in entries)
    assert any(entry.country is None for entry in entries)
    assert any(len(entry.source) > 1 for entry in entries)
    assert ledger.claims


def test_the_ledger_is_valid_and_without_a_warning(folder: Path) -> None:
    report, _ = validated((folder / "ledger.toml").read_bytes(), "ledger.toml")
    assert (report.errors, report.warnings) == ((), ())


def test_the_ledger_adds_up_to_the_totals(folder: Path) -> None:
    found = {}
    for commitment in countries(load(folder / "ledger.toml")).commitments:
        found["actuals", commitment.id, "Unattributed"] = commitment.unattributed
        for row in commitment.contributions:
            found["pledges", commitment.id, row.id] = row.pledged
            found["actuals", commitment.id, row.id] = row.actual
    assert check.differences(check.expected(folder), {key: total for key, total in found.items() if total}) == []


@pytest.mark.parametrize("name", ["ledger.journal", "ledger.beancount"])
def test_a_journal_adds_up_to_the_totals(folder: Path, name: str) -> None:
    """Read as text: after a date, the first posting has an amount, and the second is the rest."""
    posting = re.compile(r"^\d{4}-\d\d-\d\d (?!open).*\n +(\S+)  (\S+) \S+\n +\S+\n", re.MULTILINE)
    totals: dict[str, Decimal] = {}
    for account, amount in posting.findall((folder / name).read_text("utf-8")):
        totals[account] = totals.get(account, Decimal(0)) + Decimal(amount)
    rows = "".join(f"{account},{total} units\n" for account, total in totals.items())
    assert check.differences(check.expected(folder), check.of_accounts(rows)) == []


def test_the_budget_of_the_journal_is_what_was_pledged(folder: Path) -> None:
    budget = re.findall(r"^    (Actual:\S+)  (\S+) \S+$", _before_the_entries(folder), re.MULTILINE)
    rows = "".join(f"{account},{total} units\n" for account, total in budget)
    pledged = {key: total for key, total in check.expected(folder).items() if key[0] == "pledges"}
    assert check.differences(pledged, check.of_accounts(rows, {"Actual": "pledges"})) == []


def _before_the_entries(folder: Path) -> str:
    return re.split(r"^\d{4}", (folder / "ledger.journal").read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)[0]


def test_four_programs_agree_on_the_totals(folder: Path, programs: Programs) -> None:
    answers = check.asked(programs, folder)
    assert list(answers) == ["mss-gap countries", "ledger bal", "hledger bal", "hledger bal --budget", "bean-query"]
    assert check.disagreements(folder, answers) == []
