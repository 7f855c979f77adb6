"""A long page says at its end how to narrow it; what it names narrows it."""

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def ledger(commitments: int, months: int = 1, claims: int = 0) -> str:
    """So many commitments; to each Kenya pledged 10, and delivered 1 in each of so many months from January 2020 on."""
    days = [f"{2020 + month // 12}-{month % 12 + 1:02}-01" for month in range(months)]
    return "\n".join(
        [
            *(f'commitments.c{number} = {{ title = "Aid {number}", unit = "USD" }}' for number in range(commitments)),
            *(
                f'[[pledges]]\ncommitment = "c{number}"\ncountry = "KE"\ndate = 2020-01-01\ntotal = 10'
                for number in range(commitments)
            ),
            *(
                f'[[actuals]]\ncommitment = "c{number}"\ncountry = "KE"\ndate = {day}\namount = 1'
                for number in range(commitments)
                for day in days
            ),
            *(
                f'[[claims]]\ntext = "{number}"\ncommitment = "c{number % 2}"\nmeasure = "actual"\nvalue = {number}'
                for number in range(claims)
            ),
        ]
    )


@pytest.fixture
def last_line(run: Run) -> Callable[..., str]:
    """The last line of what a command prints of a ledger."""

    def last(text: str, *arguments: str, form: str = "table") -> str:
        done = run(*arguments, "-l", "-", "-f", form, stdin=text, env={"COLUMNS": "200"})
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()[-1]

    return last


@pytest.mark.parametrize(
    ("arguments", "size", "hint"),
    [
        (["summary"], (31,), "31 commitments: naming some of them narrows this."),
        (["entries"], (2, 15), "32 entries: the name of a commitment, --country narrow this."),
        (["entries", "c0"], (2, 31), "32 entries: --country narrows this."),
        (["entries", "--country", "KE"], (2, 15), "32 entries: the name of a commitment narrows this."),
        (["kept"], (31,), "31 commitments, 31 pledges: the name of a commitment, --country narrow this."),
        (["claims"], (2, 1, 31), "31 claims: --commitment, --country, --verdict narrow this."),
        (["claims", "--commitment", "c0"], (2, 1, 62), "31 claims: --verdict narrows this."),
        (["pace"], (31,), "31 commitments: the name of a commitment narrows this."),
        (["what-if", "--withdraw", "KE"], (31,), "31 commitments: --commitment narrows this."),
        (["history"], (2, 16), "34 rows: the name of a commitment, --country, --from, --every narrow this."),
        (["history", "c0"], (2, 31), "32 rows: --country, --from, --every narrow this."),
        (["history", "--every", "month"], (1, 31), "31 periods: --from, --every year narrow this."),
        (["history", "--every", "year"], (16, 13), "32 periods: the name of a commitment, --from narrow this."),
    ],
)
def test_a_long_page_says_last_how_to_narrow_it(
    arguments: list[str], size: tuple[int, ...], hint: str, last_line: Callable[..., str]
) -> None:
    assert last_line(ledger(*size), *arguments) == hint
    assert "narrow" not in last_line(ledger(*size), *arguments, form="markdown")


@pytest.mark.parametrize(
    ("arguments", "size"),
    [
        (["summary"], (30,)),
        (["summary", *(f"c{number}" for number in range(31))], (32,)),
        (["entries"], (2, 14)),
        (["entries", "c0", "--country", "KE"], (1, 31)),
        (["kept"], (30,)),
        (["claims"], (2, 1, 30)),
        (["pace"], (30,)),
        (["what-if", "--withdraw", "KE", "--commitment", "c0"], (31,)),
        (["history", "c0"], (1, 29)),
        (["history", "--every", "month"], (1, 30)),
    ],
)
def test_a_short_page_and_one_that_nothing_narrows_say_nothing(
    arguments: list[str], size: tuple[int, ...], last_line: Callable[..., str]
) -> None:
    assert "narrow" not in last_line(ledger(*size), *arguments)
