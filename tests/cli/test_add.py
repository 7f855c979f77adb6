"""`add`: one entry at the end of the file, and what it changes."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

LEDGER = """# Ours: comments and order stay.
[mission]
as_of = 2025-06-27

[sources.ap]
title = "A report"

[commitments.men]
title = "Personnel deployed"
unit = "personnel"

[commitments.money]
unit = "USD"
pledged = 600_000_000

[[pledges]]
commitment = "men"
date = 2024-01-01
total = 2500

[[actuals]]
commitment = "men"
date = 2025-06-25
total = 991
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "commitments.toml"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def test_an_actual_is_added_and_the_gap_before_and_after_told(run: Run, file: Path) -> None:
    done = run(
        "add",
        "actual",
        "men",
        "--country",
        "jamaica",
        "--amount",
        "24",
        "--date",
        "2025-06-26",
        "--source",
        "ap",
        cwd=file.parent,
    )
    entry = '[[actuals]]\ncommitment = "men"\ncountry = "JM"\ndate = 2025-06-26\namount = 24\nsource = "ap"\n'
    assert done.stdout == f"{entry}\nPersonnel deployed: gap 1,509 → 1,485\n"
    assert (done.returncode, done.stderr) == (0, "mss-gap: added to commitments.toml\n")
    assert file.read_text(encoding="utf-8") == f"{LEDGER}\n{entry}"
    assert [path.name for path in file.parent.iterdir()] == ["commitments.toml"]


def test_a_dry_run_prints_the_entry_and_writes_nothing(run: Run, file: Path) -> None:
    done = run("add", "actual", "money", "--amount", "68,000,000", "--date", "2025-06-27", "--dry-run", cwd=file.parent)
    assert done.stdout == '[[actuals]]\ncommitment = "money"\ndate = 2025-06-27\namount = 68000000\n'
    assert done.returncode == 0
    assert done.stderr == (
        "mss-gap: nothing is written to commitments.toml: a dry run\n"
        "mss-gap: Money: gap not computable → $532,000,000\n"
        'mss-gap: warning[unsourced]: no source is given; add source = "…": a source id or a web address\n'
    )
    assert file.read_text(encoding="utf-8") == LEDGER


def test_a_pledge_with_everything_that_it_can_say(run: Run, file: Path) -> None:
    done = run(
        *("add", "pledge", "money", "--country", "ES", "--total", "3_000_000.50", "--currency", "EUR"),
        *("--status", "on-hold", "--date", "2024-09-12", "--source", "ap", "--source", "https://example.org/a"),
        *("--note", 'said "soon"'),
        cwd=file.parent,
    )
    assert done.returncode == 0
    assert done.stdout == (
        '[[pledges]]\ncommitment = "money"\ncountry = "ES"\ndate = 2024-09-12\ntotal = 3000000.50\ncurrency = "EUR"\n'
        'status = "on-hold"\nsource = [\n    "ap",\n    "https://example.org/a",\n]\nnote = "said \\"soon\\""\n'
        "\nMoney: gap stays not computable\n"
    )


def test_a_new_headline_moves_the_gap(run: Run, file: Path) -> None:
    done = run("add", "pledge", "men", "--total", "1000", "--date", "2025-01-01", cwd=file.parent)
    assert done.stdout.endswith("\nPersonnel deployed: gap 1,509 → 9\n")


def test_an_entry_after_the_report_date_is_told_on_its_own_day(run: Run, file: Path) -> None:
    done = run("add", "actual", "men", "--country", "JM", "--amount", "24", "--date", "2025-07-01", cwd=file.parent)
    last = "Personnel deployed: gap 1,509 → 1,485 on 2025-07-01, which is after the report date"
    assert done.stdout.splitlines()[-1] == last


ONCE = ("actual", "men", "--country", "KE", "--amount", "5", "--date", "2025-06-26", "--source", "ap")


def test_an_entry_that_is_there_already_is_refused_with_its_line_unless_it_is_to_be_there_again(
    run: Run, file: Path
) -> None:
    assert run("add", *ONCE, cwd=file.parent).stderr == "mss-gap: added to commitments.toml\n"
    before = file.read_bytes()
    for more in ((), ("--dry-run",), ("--note", "in other words")):
        done = run("add", *ONCE, *more, cwd=file.parent)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            "mss-gap: Invalid value: commitments.toml has this entry already, on line 26: "
            "add --again to have it twice\n"
            "Try 'mss-gap add actual --help' for help.\n"
        )
        assert file.read_bytes() == before
    again = run("add", *ONCE, "--again", cwd=file.parent)
    assert again.returncode == 0
    assert again.stdout.endswith("\nPersonnel deployed: gap 1,504 → 1,499\n")
    assert again.stderr == (
        "mss-gap: added to commitments.toml\n"
        "mss-gap: warning[duplicate-entry]: this entry says the same as another; the other is on line 26; "
        "if both are meant, add a note that tells them apart\n"
    )


def test_an_entry_that_is_not_counted_is_told_with_the_reason(run: Run, file: Path) -> None:
    done = run(
        *("add", "actual", "money", "--country", "GB", "--amount", "5", "--currency", "GBP", "--date", "2025-06-26"),
        *("--source", "ap"),
        cwd=file.parent,
    )
    assert done.stdout.endswith("\nMoney: gap stays not computable\n")
    assert done.stderr.splitlines()[1:] == [
        (
            "mss-gap: warning[no-rate]: no rate of GBP/USD is dated on or before 2025-06-26: the entry is not counted; "
            'add one that a source states: [[rates]] with pair = "GBP/USD" or "USD/GBP"'
        )
    ]


@pytest.mark.parametrize("stdout", ["full", "closed", "a pipe that nobody reads"])
def test_an_entry_that_is_added_and_cannot_be_printed_is_not_told_as_not_written(stdout: str, file: Path) -> None:
    """Whoever tried again would have it twice."""
    redirected = {"full": "> /dev/full", "closed": ">&-", "a pipe that nobody reads": "| true"}[stdout]
    command = f"{sys.executable} -m mss_gap add actual men --amount 24 --date 2025-06-26 --source ap {redirected}"
    script = f"set -o pipefail; {command}"
    done = subprocess.run(["/bin/bash", "-c", script], cwd=file.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        0,
        (
            "mss-gap: added to commitments.toml, but the entry could not be printed\n"
            "mss-gap: Personnel deployed: gap 1,509 → 1,485\n"
        ),
    )
    assert file.read_text(encoding="utf-8").count("amount = 24") == 1


def test_a_dry_run_that_cannot_be_printed_fails(file: Path) -> None:
    command = f"{sys.executable} -m mss_gap add actual men --amount 24 --date 2025-06-26 --dry-run > /dev/full"
    done = subprocess.run(["/bin/bash", "-c", command], cwd=file.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        4,
        "mss-gap: the output cannot be written: No space left on device\n",
    )


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_ledger_that_is_not_there_is_answered_with_what_to_do_about_it(
    dry: tuple[str, ...], run: Run, file: Path
) -> None:
    done = run("add", "actual", "men", "--date", "2025-01-01", "-l", "comitments.toml", *dry, cwd=file.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == 'mss-gap: comitments.toml: there is no such file; did you mean "commitments.toml"?\n'
    done = run("add", "actual", "men", "--date", "2025-01-01", "-l", "own.toml", *dry, cwd=file.parent)
    assert done.stderr == (
        "mss-gap: own.toml: there is no such file; check the path, or make one: mss-gap init own.toml\n"
    )


def test_a_return_is_a_negative_amount(run: Run, file: Path) -> None:
    done = run("add", "actual", "men", "--country", "KE", "--amount", "-24", "--date", "2025-06-26", cwd=file.parent)
    assert done.stdout.splitlines()[-1] == "Personnel deployed: gap 1,509 → 1,533"


def test_a_source(run: Run, file: Path) -> None:
    done = run(
        *("add", "source", "un-2025-06-30", "--title", "Report of the Secretary-General", "--publisher", "UN"),
        *("--published", "2025-06-30", "--url", "https://example.org/s"),
        cwd=file.parent,
    )
    entry = (
        '[sources.un-2025-06-30]\ntitle = "Report of the Secretary-General"\npublisher = "UN"\n'
        'published = 2025-06-30\nurl = "https://example.org/s"\n'
    )
    assert (done.returncode, done.stdout) == (0, entry)
    assert file.read_text(encoding="utf-8") == f"{LEDGER}\n{entry}"


def test_a_claim_is_added_and_judged(run: Run, file: Path) -> None:
    done = run(
        *("add", "claim", "only 40% deployed", "--commitment", "men", "--measure", "delivered_pct"),
        *("--value", "40.0", "--qualifier", "under", "--as-of", "2025-06-25", "--source", "ap"),
        cwd=file.parent,
    )
    entry = (
        '[[claims]]\ntext = "only 40% deployed"\ncommitment = "men"\nmeasure = "delivered_pct"\nvalue = 40.0\n'
        'qualifier = "under"\nas_of = 2025-06-25\nsource = "ap"\n'
    )
    assert (done.returncode, done.stdout) == (0, f"{entry}\nThe ledger says of 2025-06-25: consistent\n")


def test_a_claim_about_which_nothing_can_be_computed_is_added_with_the_reason(run: Run, file: Path) -> None:
    done = run(
        *("add", "claim", "400 deployed", "--commitment", "men", "--measure", "actual", "--value", "400"),
        *("--as-of", "1999-01-01", "--source", "ap", "--country", "KE"),
        cwd=file.parent,
    )
    assert done.stdout.endswith("\nThe ledger says of 1999-01-01: not-computable, because Kenya has no entry by then\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["actual", "mem", "--date", "2025-01-01"],
            'there is no commitment "mem" in this ledger: did you mean "men"?',
        ),
        (["actual", "men", "--total", "1"], "Missing option '--date'"),
        (["actual", "men", "--date", "1 May"], '"1 May" is not a date'),
        (["actual", "men", "--date", "2025-01-01", "--total", "lots"], '"lots" is not a figure'),
        (["actual", "men", "--date", "2025-01-01", "--total", "1e99999999"], '"1e99999999" is not a figure'),
        (["actual", "men", "--date", "2025-01-01", "--total", "2.500,00"], '"2.500,00" is not a figure'),
        (
            ["actual", "men", "--date", "2025-01-01", "--total", "9.870"],
            '"9.870" may be 9870 or 9.87: write the one that',
        ),
        (["actual", "men", "--date", "2025-01-01", "--amount", "-9.870"], '"-9.870" may be -9870 or -9.87: '),
        (
            ["claim", "x", "--measure", "actual", "--value", "1.000"],
            '"1.000" may be 1000 or 1: write the one that is meant',
        ),
        (["actual", "men", "--date", "2025-01-01", "--total", "5%"], '"5%" is not a figure'),
        (["actual", "men", "--date", "2025-01-01", "--total", "5 EUR"], '"5 EUR" is not a figure'),
        (["actual", "men", "--date", "2025-01-01", "--total", "-5"], "write a plain number that is not negative"),
        (
            ["claim", "x", "--measure", "actual", "--value", "1", "--within", "-3"],
            "Invalid value for '--within': \"-3\" is not a figure: write a plain number that is not negative",
        ),
        (
            ["actual", "men", "--date", "2025-01-01", "--country", "Jamacia"],
            '"Jamacia" is not a country or a contributor of this ledger: did you mean "JM", the code of Jamaica?',
        ),
        (
            ["actual", "men", "--date", "2025-01-01", "--country", "World Bank"],
            "write a country's code of two letters, or declare [contributors.WORLD-BANK] with its name",
        ),
        (["source", "ap", "--title", "x"], 'this ledger has a source "ap" already'),
    ],
)
def test_wrong_usage_writes_nothing(arguments: list[str], said: str, run: Run, file: Path) -> None:
    done = run("add", *arguments, cwd=file.parent)
    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True)
    assert file.read_text(encoding="utf-8") == LEDGER


def test_an_entry_that_would_make_the_ledger_invalid_is_shown_and_not_written(run: Run, file: Path) -> None:
    done = run("add", "actual", "men", "--total", "992", "--date", "2025-06-25", "--source", "apn", cwd=file.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "commitments.toml:29:9: error[contradicting-totals]: a second total for men, the whole commitment on 2025-06-25: "
        "991 and 992; the other is on line 24\n"
        "  29 | total = 992\n"
        "     |         ^^^\n"
        "     = hint: keep the one that you trust; the other can be a claim\n"
        "\n"
        'commitments.toml:30:10: error[unknown-source]: "apn" is neither a source of this ledger nor a web address\n'
        '  30 | source = "apn"\n'
        "     |          ^^^^^\n"
        '     = hint: did you mean "ap"?\n'
        "mss-gap: commitments.toml is as it was: with this entry it would have 2 errors\n"
    )
    assert file.read_text(encoding="utf-8") == LEDGER


def test_an_invalid_ledger_is_not_added_to(run: Run, file: Path) -> None:
    file.write_text(LEDGER + "tota = 1\n", encoding="utf-8")
    done = run("add", "actual", "men", "--total", "992", "--date", "2025-06-26", cwd=file.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("commitments.toml:25:1: error[unknown-key]: ")
    assert done.stderr.endswith("mss-gap: commitments.toml is not a valid ledger: 1 error\n")


def test_what_is_added_cannot_act_on_the_terminal(run: Run, file: Path) -> None:
    arguments = ("actual", "men", "--total", "992", "--date", "2025-06-26", "--note", "\x1b[31mred \u202etxt")
    done = run("add", *arguments, cwd=file.parent)
    assert done.returncode == 0
    assert 'note = "\\u001b[31mred ?txt"' in done.stdout
    assert 'note = "\\u001b[31mred \u202etxt"\n' in file.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_on_a_copy_of_the_shipped_ledger_git_sees_one_entry_more(run: Run, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "as shipped"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    done = run(
        *("add", "actual", "personnel", "--country", "JM", "--amount", "24", "--date", "2025-07-01"),
        *("--source", "https://example.org/x"),
        cwd=tmp_path,
    )
    assert done.returncode == 0
    diff = subprocess.run([*git, "diff", "--unified=0"], check=True, capture_output=True, text=True).stdout
    assert [line for line in diff.splitlines() if line.startswith(("+", "-")) and line[1:3] not in ("++", "--")] == [
        "+",
        "+[[actuals]]",
        '+commitment = "personnel"',
        '+country = "JM"',
        "+date = 2025-07-01",
        "+amount = 24",
        '+source = "https://example.org/x"',
    ]
    untracked = subprocess.run([*git, "status", "--short"], check=True, capture_output=True, text=True).stdout
    assert untracked == " M data/commitments.toml\n"
