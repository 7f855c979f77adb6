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


SOURCE = "https://example.org/a"
STAGED = """[commitments.fund]
unit = "USD"
pledged = 100
stages = ["agreed", "received", "spent"]
counts = "received"

[[actuals]]
commitment = "fund"
date = 2025-06-25
total = 40
"""


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    """A ledger whose commitment has stages."""
    path = tmp_path / "commitments.toml"
    path.write_text(STAGED, encoding="utf-8")
    return path


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
        *("--value", "3,300,000", "--qualifier", "at-least", "--status", "conditional", "--part", "1,000,000"),
        *("--date", "2024-09-12", "--due", "2025-12-31", "--ref", "F 1", "--source", "ap"),
        *("--source", "https://example.org/a", "--note", 'said "soon"'),
        cwd=file.parent,
    )
    assert done.returncode == 0
    assert done.stdout == (
        '[[pledges]]\ncommitment = "money"\ncountry = "ES"\ndate = 2024-09-12\ntotal = 3000000.50\ncurrency = "EUR"\n'
        'value = 3300000\nqualifier = "at-least"\nstatus = "conditional"\npart = 1000000\ndue = 2025-12-31\nref = "F 1"\n'
        'source = [\n    "ap",\n    "https://example.org/a",\n]\nnote = "said \\"soon\\""\n'
        "\nMoney: gap stays not computable\n"
    )


def test_a_delivery_with_everything_that_it_can_say(run: Run, staged: Path) -> None:
    done = run(
        *("add", "actual", "fund", "--country", "ES", "--amount", "-5", "--currency", "EUR", "--value", "-5.5"),
        *("--qualifier", "about", "--stage", "spent", "--ref", "F 1", "--date", "2025-06-26", "--source", SOURCE),
        *("--note", "returned"),
        cwd=staged.parent,
    )
    assert (done.returncode, done.stdout) == (
        0,
        (
            '[[actuals]]\ncommitment = "fund"\ncountry = "ES"\ndate = 2025-06-26\namount = -5\ncurrency = "EUR"\n'
            'value = -5.5\nqualifier = "about"\nstage = "spent"\nref = "F 1"\n'
            f'source = "{SOURCE}"\nnote = "returned"\n'
            "\nFund: gap stays $60; spent, in all: not stated → ≈-$5.50\n"
        ),
    )


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("agreed", "Fund: gap stays $60; agreed, in all: not stated → $7"),
        ("received", "Fund: gap $60 → $53"),
        (None, "Fund: gap $60 → $53"),
    ],
)
def test_an_entry_says_what_it_moves_at_its_own_stage(stage: str | None, said: str, run: Run, staged: Path) -> None:
    """100 pledged and 40 received: 7 more received move the gap, and 7 agreed do not."""
    done = run(
        *("add", "actual", "fund", "--country", "ES", "--amount", "7", "--date", "2025-06-26", "--source", SOURCE),
        *(("--stage", stage) if stage else ()),
        cwd=staged.parent,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, said)


def test_a_second_entry_of_a_stage_moves_it_from_what_it_was(run: Run, staged: Path) -> None:
    words = ("add", "actual", "fund", "--stage", "agreed", "--source", SOURCE)
    run(*words, "--total", "50", "--date", "2025-06-01", cwd=staged.parent)
    done = run(*words, "--amount", "20", "--date", "2025-06-02", cwd=staged.parent)
    assert done.stdout.splitlines()[-1] == "Fund: gap stays $60; agreed, in all: $50 → $70"


@pytest.mark.parametrize("kind", ["pledge", "actual"])
def test_what_is_given_outside_a_commitment_leaves_its_gap_as_it_is(kind: str, run: Run, staged: Path) -> None:
    done = run(
        *("add", kind, "fund", "--country", "ES", "--amount", "5", "--outside", "in kind"),
        *("--date", "2025-06-26", "--source", SOURCE),
        cwd=staged.parent,
    )
    assert (done.returncode, done.stdout) == (
        0,
        (
            f'[[{kind}s]]\ncommitment = "fund"\ncountry = "ES"\ndate = 2025-06-26\namount = 5\noutside = "in kind"\n'
            f'source = "{SOURCE}"\n'
            "\nFund: gap stays $60; what is given outside is not counted\n"
        ),
    )


def test_a_month_and_a_year_are_written_as_texts(run: Run, file: Path) -> None:
    done = run(
        *("add", "pledge", "men", "--country", "KE", "--total", "5", "--date", "2024-09", "--due", "2025"),
        *("--source", "ap"),
        cwd=file.parent,
    )
    assert (done.returncode, done.stdout) == (
        0,
        (
            '[[pledges]]\ncommitment = "men"\ncountry = "KE"\ndate = "2024-09"\ntotal = 5\ndue = "2025"\nsource = "ap"\n'
            "\nPersonnel deployed: gap stays 1,509\n"
        ),
    )


def test_a_gap_that_is_not_known_exactly_has_the_sign_of_its_bound(run: Run, file: Path) -> None:
    arguments = ("actual", "men", "--total", "1000", "--qualifier", "over", "--date", "2025-06-26", "--source", "ap")
    done = run("add", *arguments, cwd=file.parent)
    assert done.stdout.endswith("\nPersonnel deployed: gap 1,509 → ≤1,500\n")


def test_a_new_headline_moves_the_gap(run: Run, file: Path) -> None:
    done = run("add", "pledge", "men", "--total", "1000", "--date", "2025-01-01", cwd=file.parent)
    assert done.stdout.endswith("\nPersonnel deployed: gap 1,509 → 9\n")


def test_an_entry_after_the_report_date_is_told_on_its_own_day(run: Run, file: Path) -> None:
    done = run("add", "actual", "men", "--country", "JM", "--amount", "24", "--date", "2025-07-01", cwd=file.parent)
    last = "Personnel deployed: gap 1,509 → 1,485 on 2025-07-01, which is after the report date"
    assert done.stdout.splitlines()[-1] == last
    assert done.stderr == (
        "mss-gap: added to commitments.toml\n"
        'mss-gap: warning[unsourced]: no source is given; add source = "…": a source id or a web address\n'
        "mss-gap: warning[after-report-date]: 2025-07-01 is after the report date 2025-06-27: "
        "reports leave the entry out; move as_of in [mission], or read with --as-of\n"
    )


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
        "if both are meant, add to each its `ref`, or a note that tells them apart\n"
    )


def test_an_entry_is_another_one_where_a_ref_tells_it_apart(run: Run, file: Path) -> None:
    for ref in ("F 1", "F 2"):
        assert run("add", *ONCE, "--ref", ref, cwd=file.parent).stderr == "mss-gap: added to commitments.toml\n"
    before = file.read_bytes()
    done = run("add", *ONCE, "--ref", "F 2", cwd=file.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(
        'commitments.toml:47:7: error[two-refs]: a second entry of men with the ref "F 2"; the other is on line 39\n'
    )
    assert file.read_bytes() == before


def test_an_entry_that_is_not_counted_is_reported_with_the_reason(run: Run, file: Path) -> None:
    done = run(
        *("add", "actual", "money", "--country", "GB", "--amount", "5", "--currency", "GBP", "--date", "2025-06-26"),
        *("--source", "ap"),
        cwd=file.parent,
    )
    assert done.stdout.endswith("\nMoney: gap stays not computable\n")
    assert done.stderr.splitlines()[1:] == [
        (
            "mss-gap: warning[no-rate]: no rate of GBP/USD is dated on or before 2025-06-26: the entry is not counted; "
            'add one that a source states: [[rates]] with pair = "GBP/USD" or "USD/GBP"; '
            "or its `value`, what the source says that it is worth in USD"
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


CLAIM = ("claim", "so much", "--commitment", "fund", "--measure", "actual", "--value", "41", "--source", SOURCE)


def test_a_claim_that_speaks_of_something_else_is_added_with_the_note_that_says_of_what(run: Run, staged: Path) -> None:
    entry = (
        '[[claims]]\ntext = "so much"\ncommitment = "fund"\nmeasure = "actual"\nvalue = 41\ncomparable = false\n'
        f'source = "{SOURCE}"\n'
    )
    answer = "\nThe ledger says of 2025-06-25: not-comparable\n"
    done = run("add", *CLAIM, "--not-comparable", "--note", "Of May only.", cwd=staged.parent)
    assert (done.stdout, done.stderr) == (
        f'{entry}note = "Of May only."\n{answer}',
        "mss-gap: added to commitments.toml\n",
    )
    done = run("add", *CLAIM, "--not-comparable", "--again", cwd=staged.parent)
    assert (done.stdout, done.stderr) == (
        f"{entry}{answer}",
        (
            "mss-gap: added to commitments.toml\n"
            "mss-gap: warning[unexplained]: no note says why the claim is not comparable; "
            'add note = "…": the period, scope or base that it speaks of\n'
        ),
    )


def test_a_claim_about_a_stage_is_held_against_that_stage(run: Run, staged: Path) -> None:
    spent = ("--amount", "41", "--stage", "spent", "--date", "2025-06-25", "--source", SOURCE)
    assert run("add", "actual", "fund", *spent, cwd=staged.parent).returncode == 0
    assert run("add", *CLAIM, cwd=staged.parent).stdout.endswith(": contradicted\n")
    done = run("add", *CLAIM, "--stage", "spent", cwd=staged.parent)
    assert 'stage = "spent"\n' in done.stdout
    assert done.stdout.endswith(": consistent\n")
    done = run("add", *CLAIM, "--stage", "agreed", cwd=staged.parent)
    why = 'because no amount delivered by the whole at the stage "agreed" is stated by then'
    assert done.stdout.endswith(f": not-computable, {why}\n")


@pytest.mark.parametrize("measure", ["pledgers", "country_pledged", "unpledged"])
def test_a_claim_may_measure_what_contributors_pledged(measure: str, run: Run, staged: Path) -> None:
    pledged = ("--total", "1", "--date", "2025-06-25", "--source", SOURCE)
    assert run("add", "pledge", "fund", "--country", "KE", *pledged, cwd=staged.parent).returncode == 0
    claim = ("claim", "x", "--commitment", "fund", "--measure", measure, "--qualifier", "at-most", "--value", "99")
    done = run("add", *claim, "--source", SOURCE, cwd=staged.parent)
    assert done.stdout.endswith("\nThe ledger says of 2025-06-25: consistent\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["actual", "fund", "--stage", "recieved"],
            'commitments.toml:17:9: error[unknown-stage]: "recieved" is not a stage of "fund"',
        ),
        (["actual", "fund", "--outside", "in kind", "--stage", "spent"], "error[outside-terms]: "),
        (["actual", "fund", "--value", "5"], "error[value-of-what]: "),
        (["pledge", "fund", "--part", "5"], "error[part-of-what]: "),
        (["pledge", "fund", "--status", "firm", "--part", "5"], "error[part-of-what]: "),
        (["pledge", "fund", "--status", "conditonal"], 'hint: did you mean "conditional"?'),
        (["pledge", "fund", "--qualifier", "atleast"], 'hint: did you mean "at-least"?'),
    ],
)
def test_terms_that_contradict_are_told_in_the_words_of_the_ledger(
    arguments: list[str], said: str, run: Run, staged: Path
) -> None:
    done = run("add", *arguments, "--country", "KE", "--amount", "4", "--date", "2025-06-26", cwd=staged.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr
    assert done.stderr.endswith("mss-gap: commitments.toml is as it was: with this entry it would have 1 error\n")
    assert staged.read_text(encoding="utf-8") == STAGED


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["actual", "mem", "--date", "2025-01-01"],
            'there is no commitment "mem" in this ledger: did you mean "men"?',
        ),
        (["actual", "men", "--total", "1"], "Missing option '--date'"),
        (["actual", "men", "--date", "1 May"], '"1 May" is not a date'),
        (
            ["pledge", "men", "--date", "2025-01-01", "--due", "Sep 2025"],
            "Invalid value for '--due': \"Sep 2025\" is not a date: write 2025-09",
        ),
        (
            ["claim", "x", "--measure", "actual", "--value", "1", "--as-of", "2025-01"],
            '"2025-01" is not a date: write year-month-day, such as 2025-06-27',
        ),
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
        (["rate", "EUR/USD", "1.105", "--date", "2025-01-01"], '"1.105" may be 1105 or 1.1050: write the one that is'),
        (
            ["rate", "EUR/USD", "1.1 USD", "--date", "2025-01-01"],
            '"1.1 USD" is not a rate: write 1.1; the pair says which moneys they are',
        ),
        (
            ["rate", "EUR/USD", "0.1234567890123456", "--date", "2025-01-01"],
            "is not a rate: write a plain number above 0 with at most 15 decimal places, such as 1.10",
        ),
        (["rate", "EUR/USD", "1.1", "--date", "2025-01"], '"2025-01" is not a date: write year-month-day'),
        (["rate", "EUR/USD", "--date", "2025-01-01"], "Missing argument 'RATE'"),
        (["event", "A vote"], "Missing option '--date'"),
        (["event", "A vote", "--date", "May 2025"], '"May 2025" is not a date: write 2025-05'),
        (["indicator", "displaced"], "Missing option '--value'"),
        (["indicator", "displaced", "--value", "5%"], '"5%" is not a figure'),
        (["commitment", "bases"], "Missing option '--unit'"),
        (["commitment", "bases", "--unit", "bases", "--pledged", "-1"], "write a plain number that is not negative"),
        (
            ["commitment", "bases", "--unit", "bases", "--overlaps", "mem"],
            'Invalid value for --overlaps: there is no commitment "mem" in this ledger: did you mean "men"?',
        ),
        (["contributor", "EU"], "Missing argument 'NAME'"),
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
