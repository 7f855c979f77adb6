"""Reading what the programs print, and saying what differs."""

from decimal import Decimal
from pathlib import Path

from benchmarks.check import differences, disagreements, of_accounts, of_mss_gap

KENYA = {("pledges", "funding", "KE"): Decimal("12.5"), ("actuals", "funding", "KE"): Decimal(3)}


def test_balances_of_ledger_and_hledger_are_read_and_what_is_no_contributors_is_passed_over() -> None:
    assert (
        of_accounts(
            '"account","balance"\nPledged:Funding:KE,12.5\n"Actual:Funding:KE","3.00 USD"\nDelivered:Funding,-3 USD\n'
            '"Actual:Funding:JM","0.00 USD"\n'
        )
        == KENYA
    )


def test_balances_of_bean_query_are_read_wherever_their_unit_stands() -> None:
    assert (
        of_accounts(
            "account,sum(position)\n"
            'Assets:Pledged:Funding:KE,"               ,  12.50 USD,      "\n'
            'Assets:Actual:Funding:KE,"                ,   3.00 USD,      "\n'
        )
        == KENYA
    )


def test_a_budget_is_read_as_what_was_pledged() -> None:
    printed = '"Account","2006","budget"\n"Actual:Funding","3 USD","12.5 USD"\n"Actual:Funding:KE","3 USD","12.5 USD"\n'
    assert of_accounts(printed, {"Actual": "pledges"}) == {("pledges", "funding", "KE"): Decimal("12.5")}


def test_countries_are_read_with_the_unattributed_rest() -> None:
    document = """{"commitments": [{"id": "funding", "unattributed": 1, "contributions": [
      {"id": "KE", "pledged": 12.50, "actual": 3}, {"id": "JM", "pledged": null, "actual": 0}]}]}"""
    assert of_mss_gap(document) == {**KENYA, ("actuals", "funding", "Unattributed"): Decimal(1)}


def test_a_total_that_differs_or_is_missing_or_too_many_is_named() -> None:
    found = {("pledges", "funding", "KE"): Decimal(12), ("pledges", "funding", "JM"): Decimal(1)}
    assert differences(KENYA, found) == [
        "actuals funding KE: 0 instead of 3",
        "pledges funding JM: 1 instead of 0",
        "pledges funding KE: 12 instead of 12.5",
    ]


def test_a_budget_is_held_to_the_pledges_alone(tmp_path: Path) -> None:
    (tmp_path / "totals.csv").write_text(
        "kind,commitment,contributor,total\npledges,funding,KE,12.5\nactuals,funding,KE,3\n", "utf-8"
    )
    pledges = {key: total for key, total in KENYA.items() if key[0] == "pledges"}
    assert disagreements(tmp_path, {"ledger bal": pledges, "hledger bal --budget": pledges}) == [
        "ledger bal: actuals funding KE: 0 instead of 3"
    ]
