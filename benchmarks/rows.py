"""Makes a CSV file of N gifts, and what four programs need to add them up: `python -m benchmarks.rows N FOLDER`.

The same N give the same bytes. `ledger.toml` names the file in a `[[tables]]` block, `gifts.rules` are hledger's rules
for it, and `few.csv` and `few.beancount` have ten gifts, for a start-up.
"""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from benchmarks.generate import COUNTRIES, DAYS, FIRST_DAY, LAST_DAY

TITLES = "Donor,Date,Amount"
FEW = 10
"""Gifts in the files for a start-up."""

LEDGER = f"""\
format = 1

[mission]
name = "Made for measuring: a table"
as_of = {LAST_DAY}

[commitments.funding]
unit = "USD"
pledged = 900000000000

[[tables]]
file = "gifts.csv"
kind = "actuals"
commitment = "funding"
columns = {{ country = "Donor", date = "Date", amount = "Amount" }}
source = "https://example.org/gifts"
"""
RULES = """\
skip 1
fields donor, date, amount
currency USD
account1 Actual:%donor
account2 Delivered
"""


def gifts(count: int) -> Iterator[tuple[str, str, str]]:
    """The donor, day and amount of so many gifts, some of them taken back."""
    random = Random(count)  # noqa: S311 - figures, not secrets
    for _ in range(count):
        cents = random.randrange(1, 10**9) * (-1 if random.random() < 1 / 20 else 1)
        day = FIRST_DAY + timedelta(random.randrange(DAYS))
        yield random.choice(COUNTRIES), day.isoformat(), f"{cents / 100:.2f}"


def csv(count: int) -> Iterator[str]:
    """The gifts as lines of CSV, titles first."""
    yield f"{TITLES}\n"
    for gift in gifts(count):
        yield f"{','.join(gift)}\n"


def beancount(count: int) -> Iterator[str]:
    """The gifts as transactions."""
    made = list(gifts(count))
    for account in ("Equity:Delivered", *sorted({f"Assets:{donor}" for donor, _, _ in made})):
        yield f"{FIRST_DAY} open {account}\n"
    for donor, day, amount in made:
        yield f'{day} * ""\n  Assets:{donor}  {amount} USD\n  Equity:Delivered\n'


def write(count: int, folder: Path) -> None:
    """Write the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "ledger.toml": [LEDGER],
        "gifts.rules": [RULES],
        "few.csv": csv(FEW),
        "few.beancount": beancount(FEW),
        "gifts.csv": csv(count),  # the last file to be written
    }
    for name, lines in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
