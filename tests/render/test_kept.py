"""What `kept` says: no sentence accuses beyond the rule, and each verdict says what it rests on."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest

from mss_gap import KeptVerdict, Ledger, kept
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.dispatch import Format
from mss_gap.render.tables.kept import how_late, overdue_text, sentence, verdict_words, why

Drawn = Callable[..., str]
Text = Callable[[str, str, Format], str]
REPORT_DATE = date(2025, 6, 30)


def ledger_of(*pledges: str, actuals: tuple[str, ...] = (), unit: str = "men") -> Ledger:
    """Pledges to one commitment and deliveries on them, of Kenya where they name no one else."""
    return parse_ledger(text_of(*pledges, actuals=actuals, unit=unit).encode(), "test.toml")


def text_of(*pledges: str, actuals: tuple[str, ...] = (), unit: str = "men") -> str:
    tables = {
        kind: ", ".join(
            f'{{ commitment = "men", {each if "country" in each else f"country = {chr(34)}KE{chr(34)}, {each}"} }}'
            for each in entries
        )
        for kind, entries in (("pledges", pledges), ("actuals", actuals))
    }
    entries = "".join(f"{kind} = [{written}]\n" for kind, written in tables.items())
    return f'{entries}[mission]\nas_of = {REPORT_DATE}\n[commitments.men]\nunit = "{unit}"\n'


PLEDGED = "date = 2024-01-01, total = 100"
OTHER = 'country = "JM", date = 2024-01-01, total = 60'


@pytest.mark.parametrize(
    ("ledger", "said"),
    [
        (ledger_of(), "No pledge by a contributor is recorded."),
        (ledger_of(f'{PLEDGED}, status = "on-hold"'), "No contributor has a firm pledge."),
        (ledger_of(f'{PLEDGED}, status = "withdrawn"'), "No contributor has a firm pledge."),
        (ledger_of("date = 2024-01-01"), "1 firm pledge is recorded, and cannot be measured."),
        (
            ledger_of("date = 2024-01-01", f'{OTHER}, qualifier = "about"'),
            "2 firm pledges are recorded, and none of them can be measured.",
        ),
        (ledger_of(PLEDGED), "0 of 1 firm pledge kept in full; of 100 men nothing is recorded as delivered."),
        (
            ledger_of(PLEDGED, OTHER, actuals=("date = 2025-01-01, total = 120",)),
            "1 of 2 firm pledges kept in full; 100 of 160 men came (62.5%).",
        ),
        (
            ledger_of(PLEDGED, OTHER, 'country = "BS", date = 2024-01-01', actuals=("date = 2025-01-01, total = 99",)),
            "0 of 2 firm pledges kept in full; 99 of 160 men came (61.9%); 1 more firm pledge cannot be measured.",
        ),
        # At most 100 were pledged and 120 came; at least 60 are due and 40 came at most.
        (
            ledger_of(
                f'{PLEDGED}, qualifier = "at-most"',
                f'{OTHER}, due = 2025-01-01, qualifier = "at-least"',
                actuals=(
                    "date = 2025-01-01, total = 120",
                    'country = "JM", date = 2025-01-01, total = 40, qualifier = "at-most"',
                ),
            ),
            "1 of 2 firm pledges kept in full; at most 140 of perhaps 160 men came (~87.5%).",
        ),
        (
            ledger_of(PLEDGED, actuals=("date = 2025-01-01, total = 40",), unit="USD"),
            "0 of 1 firm pledge kept in full; $40 of $100 came (40.0%).",
        ),
    ],
)
def test_a_sentence_to_quote(ledger: Ledger, said: str) -> None:
    assert sentence(kept(ledger).commitments[0]) == said


def test_no_verdict_says_that_a_pledge_was_broken() -> None:
    assert {verdict.value: verdict_words(verdict) for verdict in KeptVerdict} == {
        "withdrawn": "withdrawn",
        "not-measurable": "not measurable",
        "kept": "kept",
        "firm-kept": "firm part kept",
        "overdue": "overdue",
        "on-hold": "on hold",
        "conditional": "conditional",
        "under-way": "under way",
        "nothing-yet": "nothing yet recorded",
    }


@pytest.mark.parametrize(
    ("ledger", "reason"),
    [
        (ledger_of(f"{PLEDGED}, due = 2025-01-31"), "100 expected by 2025-01-31, none recorded"),
        (
            ledger_of(f'{PLEDGED}, due = "2025-01"', actuals=("date = 2025-01-01, total = 40",)),
            "100 expected by 2025-01, 40 recorded so far",
        ),
        (
            ledger_of(
                f'{PLEDGED}, due = 2025-01-31, qualifier = "over"',
                actuals=('date = 2025-01-01, total = 40, qualifier = "under"',),
            ),
            "at least 100 expected by 2025-01-31, at most 40 recorded so far",
        ),
        # The second instalment is not due yet.
        (
            ledger_of(f"{PLEDGED}, due = 2025-01-31", "date = 2024-02-01, amount = 50, due = 2026-01-31"),
            "100 expected before 2025-06-30, none recorded",
        ),
        (ledger_of(PLEDGED), ""),
        (ledger_of("date = 2024-01-01"), "how much was pledged is not known"),
        (ledger_of(PLEDGED, actuals=("date = 2025-01-01",)), "how much was delivered is not known"),
        (ledger_of(f'{PLEDGED}, currency = "EUR"', unit="USD"), "no rate converts the pledge"),
        (
            ledger_of(PLEDGED, actuals=('date = 2025-01-01, total = 5, currency = "EUR"',), unit="USD"),
            "no rate converts the delivery",
        ),
        (ledger_of("date = 2024-01-01, total = 0"), "the pledge is 0"),
        (ledger_of(f'{PLEDGED}, qualifier = "about"'), "the pledge is not known exactly"),
        (
            ledger_of(PLEDGED, actuals=('date = 2025-01-01, total = 5, qualifier = "at-least"',)),
            "the delivery is not known exactly",
        ),
        (
            ledger_of(
                f'{PLEDGED}, qualifier = "about"', actuals=('date = 2025-01-01, total = 5, qualifier = "about"',)
            ),
            "the pledge and the delivery are not known exactly",
        ),
    ],
)
def test_a_verdict_says_what_it_rests_on(ledger: Ledger, reason: str) -> None:
    (commitment,) = kept(ledger).commitments
    (row,) = commitment.contributions
    assert why(row, commitment.unit, REPORT_DATE) == reason


@pytest.mark.parametrize(
    ("due", "came", "said"),
    [
        ("due = 2025-01-31", "2025-01-31", "in time"),
        ("due = 2025-01-31", "2025-02-01", "1 day late"),
        ("due = 2025-01-31", "2025-02-02", "2 days late"),
        ('due = "2025-01"', "2025-01-31", "in time"),
        ("due = 2025-01-31", '"2025-01"', "in time"),
        ("due = 2025-01-31", '"2025-02"', "at least 1 day late"),
        ("due = 2025-01-15", '"2025-01"', ""),  # perhaps in time, perhaps 16 days late
        ('note = "x"', "2025-01-31", ""),
    ],
)
def test_how_late_a_pledge_was_kept(due: str, came: str, said: str) -> None:
    ledger = ledger_of(f"{PLEDGED}, {due}", actuals=(f"date = {came}, total = 100",))
    assert how_late(kept(ledger).commitments[0].contributions[0]) == said


def test_an_overdue_pledge_is_named_with_how_much_is_overdue() -> None:
    (commitment,) = kept(ledger_of(f"{PLEDGED}, due = 2025-01-31")).commitments
    said = "Men: the pledge of Kenya is overdue: 100 expected by 2025-01-31, none recorded"
    assert overdue_text(commitment, commitment.contributions[0], REPORT_DATE) == said


ONE = text_of(
    f'{PLEDGED}, due = "2024"',
    'country = "JM", date = 2024-01-01, total = 200, due = 2025-01-31',
    actuals=('date = "2025-02", total = 120', 'country = "JM", date = 2025-01-01, total = 20, qualifier = "at-most"'),
)


def test_a_table_has_its_sentence_above_it_and_dates_as_the_ledger_has_them(drawn: Drawn) -> None:
    assert drawn("kept", ONE, 120).splitlines()[2:] == [
        "",
        "Men",
        "1 of 2 firm pledges kept in full; at most 120 of 300 men came (≤40.0%).",
        "",
        "Contributor  Pledged     By when  Delivered  Verdict" + " " * 47 + "Kept on",
        "─" * 120,
        "Kenya            100        2024        120  kept" + " " * 50 + "2025-02",
        " " * 99 + "at least 32 days late",
        "",
        "Jamaica          200  2025-01-31        ≤20  overdue",
        " " * 45 + "200 expected by 2025-01-31, at most 20 recorded so",
        " " * 45 + "far",
        "",
        "Warning: Men: what was delivered is at most 140 men and may be less, because what Jamaica delivered is not known exactly",
    ]


def test_a_commitment_without_a_pledge_says_so_and_has_no_table(drawn: Drawn, text: Text) -> None:
    ledger = '[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'
    said = "No pledge by a contributor is recorded."
    assert drawn("kept", ledger, 80).splitlines()[2:] == ["", "Bases", said]
    assert text("kept", ledger, Format.MARKDOWN).splitlines()[3:] == ["", "### Bases", "", said]
    (row,) = csv.DictReader(StringIO(text("kept", ledger, Format.CSV)))
    assert {key: value for key, value in row.items() if value} == {
        "section": "commitments",
        "commitment": "bases",
        "unit": "bases",
        "id": "bases",
        "title": "Bases",
        "measured": "0",
        "kept": "0",
        "kept_amount": "0",
        "firm": "0",
    }


def test_what_a_contributor_gave_outside_is_named_below_the_verdict_on_its_pledge(text: Text) -> None:
    ledger = text_of(f"{PLEDGED}, due = 2025-01-31", actuals=('date = 2025-01-01, amount = 90, outside = "in kind"',))
    page = text("kept", ledger, Format.MARKDOWN)
    assert "overdue (100 expected by 2025-01-31, none recorded)" in page
    assert "Outside, not counted: Kenya, in kind (delivered): 90 men, 2025-01-01." in page


def test_a_reader_is_told_which_stage_a_pledge_is_measured_by_and_what_the_commitment_notes(text: Text) -> None:
    ledger = text_of(PLEDGED, actuals=('date = 2025-01-01, amount = 90, stage = "agreed"',))
    page = text("kept", f'{ledger}stages = ["agreed", "received"]\nnote = "A note."\n', Format.MARKDOWN)
    assert "of 100 men nothing is recorded as delivered." in page
    assert "Men: A note." in page
    assert "Men: its stages are agreed and received; its actual is received." in page


def test_of_some_contributors_only_their_giving_outside_is_named() -> None:
    ledger = ledger_of(PLEDGED, OTHER, actuals=('date = 2025-01-01, amount = 90, outside = "in kind"',))
    of = {code: kept(ledger, countries=[code]).commitments[0].given_outside for code in ("KE", "JM")}
    assert {code: [each.country for each in given] for code, given in of.items()} == {"KE": ["KE"], "JM": []}
