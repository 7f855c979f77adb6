"""Holds four programs to the same totals: `python -m benchmarks.check FOLDER`, a folder that `generate` wrote.

Each program is asked what every contributor pledged and delivered to every commitment.
"""

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from benchmarks.generate import ACTUALS, COMMITMENTS, PLEDGES, UNATTRIBUTED
from benchmarks.plan import QUERY
from benchmarks.programs import Programs, found, printed

Totals = Mapping[tuple[str, str, str], Decimal]
"""By kind, commitment and contributor; those that are 0 are left out, as some programs do."""

KINDS = {"Pledged": PLEDGES, "Actual": ACTUALS}
KEYS = {commitment.account: commitment.key for commitment in COMMITMENTS}


def expected(folder: Path) -> Totals:
    """What the generator says that its files add up to."""
    rows = csv.DictReader((folder / "totals.csv").read_text("utf-8").splitlines())
    return _known(((row["kind"], row["commitment"], row["contributor"]), Decimal(row["total"])) for row in rows)


def of_mss_gap(document: str) -> Totals:
    """The totals in what `countries --json` prints."""
    totals: list[tuple[tuple[str, str, str], Decimal | None]] = []
    for commitment in json.loads(document, parse_int=Decimal, parse_float=Decimal)["commitments"]:
        key = commitment["id"]
        for contribution in commitment["contributions"]:
            totals.append(((PLEDGES, key, contribution["id"]), contribution["pledged"]))
            totals.append(((ACTUALS, key, contribution["id"]), contribution["actual"]))
        totals.append(((ACTUALS, key, UNATTRIBUTED), commitment["unattributed"]))
    return _known(totals)


def of_accounts(text: str, kinds: Mapping[str, str] = KINDS) -> Totals:
    """The totals in rows of an account and its balance, such as `Actual:Funding:KE,12.50 USD`; other rows are none.

    `kinds` are the kinds of total by the first part of an account.
    """
    totals = []
    for account, *_, balance in csv.reader(text.splitlines()):
        kind, *rest = account.removeprefix("Assets:").split(":")
        if kind in kinds and len(rest) == len(("commitment", "contributor")):
            commitment, contributor = rest
            # bean-query has a place for each unit in one cell: " , 12.50 USD, "
            totals.append(((kinds[kind], KEYS[commitment], contributor), Decimal(balance.strip(" ,").split()[0])))
    return _known(totals)


def asked(programs: Programs, folder: Path) -> dict[str, Totals]:
    """What each program says of the files in a folder, by what it was asked."""
    ledger, journal, beancount = (str(folder / f"ledger.{suffix}") for suffix in ("toml", "journal", "beancount"))
    balances = ("bal", "--flat", "--no-total")
    line = "%(account),%(quantity(scrub(display_total)))\n"
    return {
        "mss-gap countries": of_mss_gap(printed(programs.mss_gap, "countries", "--json", "--ledger", ledger)),
        "ledger bal": of_accounts(printed(programs.ledger, "-f", journal, *balances, "--format", line)),
        "hledger bal": of_accounts(printed(programs.hledger, "-f", journal, *balances, "-O", "csv")),
        "hledger bal --budget": of_accounts(
            printed(programs.hledger, "-f", journal, "bal", "--budget", "--flat", "-O", "csv", "^Actual"),
            {"Actual": PLEDGES},
        ),
        "bean-query": of_accounts(printed(programs.bean_query, "-f", "csv", beancount, QUERY)),
    }


def differences(expected: Totals, found: Totals) -> list[str]:
    """A line for each total that is not as expected."""
    return [
        f"{' '.join(key)}: {found.get(key, 0)} instead of {expected.get(key, 0)}"
        for key in sorted({*expected, *found})
        if expected.get(key, 0) != found.get(key, 0)
    ]


def disagreements(folder: Path, answers: Mapping[str, Totals]) -> list[str]:
    """A line for each total that a program has otherwise than the generator; a budget has the pledges alone."""
    all_of_it = expected(folder)
    pledges = {key: total for key, total in all_of_it.items() if key[0] == PLEDGES}
    return [
        f"{name}: {line}"
        for name, answer in answers.items()
        for line in differences(pledges if name.endswith("--budget") else all_of_it, answer)
    ]


def _known(totals: Iterable[tuple[tuple[str, str, str], Decimal | None]]) -> Totals:
    return {key: total for key, total in totals if total}


def main(folder: Path) -> int:
    """Print what differs, or that nothing does; the exit status."""
    answers = asked(found(), folder)
    wrong = disagreements(folder, answers)
    print("\n".join(wrong) or f"{', '.join(answers)}: the same {len(expected(folder))} totals")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
