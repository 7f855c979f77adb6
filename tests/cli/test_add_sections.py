"""`add` for what is not a pledge, an actual or a claim: rates, events, indicators, commitments and contributors."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from typer.core import TyperGroup

from mss_gap import load
from mss_gap.cli.app import COMMANDS
from mss_gap.ledger.edit.append import REPEATABLE
from mss_gap.ledger.explain.ledger_tables import TABLES
from mss_gap.ledger.model import keys_of

Run = Callable[..., CompletedProcess[str]]
Asked = Callable[..., tuple[int, str, str]]

LEDGER = """# Ours: comments and order stay.
[mission]
as_of = 2025-06-27

[sources.ap]
title = "A report"

[contributors.CDB]
name = "Caribbean Development Bank"

[commitments.money]
title = "Money for the mission"
unit = "USD"
pledged = 100
source = "ap"

[indicators.displaced]
value = 5
source = "ap"

[[rates]]
pair = "EUR/USD"
date = 2024-01-02
rate = 1.10
source = "ap"

[[actuals]]
commitment = "money"
date = 2025-01-01
total = 20
currency = "GBP"
source = "ap"
"""
SECTIONS = {
    "actual": "actuals",
    "pledge": "pledges",
    "rate": "rates",
    "source": "sources",
    "claim": "claims",
    "commitment": "commitments",
    "contributor": "contributors",
    "indicator": "indicators",
    "event": "events",
}
"""The section to which each command adds."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "commitments.toml"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def inner_commands() -> dict[str, set[str]]:
    """The names of the parameters of each command of `add`."""
    group = COMMANDS["add"].load()
    assert isinstance(group, TyperGroup)
    return {name: {str(each.name) for each in command.params} for name, command in group.commands.items()}


def test_every_command_but_that_of_a_spreadsheet_adds_to_a_section_of_its_own() -> None:
    assert set(inner_commands()) == {*SECTIONS, "table"}
    assert set(SECTIONS.values()) <= {key for key, table in TABLES.items() if table.is_list or table.has_id}


@pytest.mark.parametrize("command", SECTIONS)
def test_every_key_of_an_entry_can_be_given(command: str) -> None:
    section = SECTIONS[command]
    keys = set(keys_of(TABLES[section].type))
    of_the_heading = {"identifier"} if TABLES[section].has_id else set()
    again = {"again"} if section in REPEATABLE else set()
    assert inner_commands()[command] == {*keys, *of_the_heading, *again, "ledger", "dry_run"}


WHOLE = [
    (
        ("rate", "GBP/USD", "1.25", "--date", "2025-01-01", "--source", "ap"),
        '[[rates]]\npair = "GBP/USD"\ndate = 2025-01-01\nrate = 1.25\nsource = "ap"\n',
        "\nMoney for the mission: gap not computable → $75\n",  # 100 less 20 at 1.25
    ),
    (
        ("rate", "USD/LBP", "0.000000000000012", "--date", "2025-01-01", "--source", "ap"),
        '[[rates]]\npair = "USD/LBP"\ndate = 2025-01-01\nrate = 0.000000000000012\nsource = "ap"\n',
        "\nNo gap changes.\n",
    ),
    (
        ("rate", "USD/HTG", "132", "--date", "2025-01-01", "--source", "ap", "--source", "https://example.org/a"),
        (
            '[[rates]]\npair = "USD/HTG"\ndate = 2025-01-01\nrate = 132\n'
            'source = [\n    "ap",\n    "https://example.org/a",\n]\n'
        ),
        "\nNo gap changes.\n",
    ),
    (
        ("event", "Security Council special session", "--date", "2025-06-30", "--source", "ap"),
        '[[events]]\ndate = 2025-06-30\ntitle = "Security Council special session"\nsource = "ap"\n',
        "",
    ),
    (
        ("event", "Talks", "--date", "2025-06", "--source", "ap"),
        '[[events]]\ndate = "2025-06"\ntitle = "Talks"\nsource = "ap"\n',
        "",
    ),
    (
        (
            *("indicator", "children-violence", "--title", "Violence against children", "--unit", "cases"),
            *("--value", "2,269", "--previous", "383", "--out-of", "5000", "--period", "2024", "--source", "ap"),
        ),
        (
            '[indicators.children-violence]\ntitle = "Violence against children"\nunit = "cases"\nvalue = 2269\n'
            'previous = 383\nout_of = 5000\nperiod = "2024"\nsource = "ap"\n'
        ),
        "",
    ),
    (
        (
            *("commitment", "trust-fund", "--title", "Trust fund", "--unit", "USD", "--pledged", "600_000_000"),
            *("--actual", "68000000.5", "--basis", "first-year cost", "--due", "2025-10", "--source", "ap"),
            *("--note", "Counted by the UN.", "--overlaps", "Money for the mission", "--rates-of", "2024-01-02"),
            *("--stages", "agreed, received", "--stages", "spent", "--counts", "received"),
        ),
        (
            '[commitments.trust-fund]\ntitle = "Trust fund"\nunit = "USD"\npledged = 600000000\nactual = 68000000.5\n'
            'basis = "first-year cost"\ndue = "2025-10"\nsource = "ap"\nnote = "Counted by the UN."\n'
            'overlaps = [\n    "money",\n]\nrates_of = 2024-01-02\n'
            'stages = [\n    "agreed",\n    "received",\n    "spent",\n]\ncounts = "received"\n'
        ),
        "",
    ),
    (("commitment", "bases", "--unit", "bases"), '[commitments.bases]\nunit = "bases"\n', ""),
    (("contributor", "EU", "European Union"), '[contributors.EU]\nname = "European Union"\n', ""),
    (
        (
            *("source", "un", "--title", "A letter", "--url", "https://example.org/a", "--seen", "2025-06-30"),
            *("--archived", "https://example.org/kept"),
        ),
        (
            '[sources.un]\ntitle = "A letter"\nurl = "https://example.org/a"\narchived = "https://example.org/kept"\n'
            "seen = 2025-06-30\n"
        ),
        "",
    ),
]


@pytest.mark.parametrize(("arguments", "entry", "change"), WHOLE)
def test_an_entry_is_added_with_everything_that_it_can_say(
    arguments: tuple[str, ...], entry: str, change: str, run: Run, file: Path
) -> None:
    done = run("add", *arguments, cwd=file.parent)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"{entry}{change}",
        "mss-gap: added to commitments.toml\n",
    )
    assert file.read_text(encoding="utf-8") == f"{LEDGER}\n{entry}"
    assert [path.name for path in file.parent.iterdir()] == ["commitments.toml"]
    section = SECTIONS[arguments[0]]
    assert len(getattr(load(file), section)) == LEDGER.count(f"[{section}") + 1


@pytest.mark.parametrize(("arguments", "entry", "change"), WHOLE)
def test_a_dry_run_prints_the_entry_and_writes_nothing(
    arguments: tuple[str, ...], entry: str, change: str, run: Run, file: Path
) -> None:
    done = run("add", *arguments, "--dry-run", cwd=file.parent)
    told = f"mss-gap: {change.strip()}\n" if change else ""
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        entry,
        f"mss-gap: nothing is written to commitments.toml: a dry run\n{told}",
    )
    assert file.read_text(encoding="utf-8") == LEDGER


def test_a_rate_that_changes_several_gaps_tells_each(run: Run, file: Path) -> None:
    more = '\n[commitments.more]\nunit = "USD"\npledged = 50\nsource = "ap"\n'
    paid = '\n[[actuals]]\ncommitment = "more"\ndate = 2025-01-01\ntotal = 8\ncurrency = "GBP"\nsource = "ap"\n'
    file.write_text(f"{LEDGER}{more}{paid}", encoding="utf-8")
    done = run("add", "rate", "GBP/USD", "1.25", "--date", "2025-01-01", "--source", "ap", cwd=file.parent)
    assert done.stdout.endswith("\nMoney for the mission: gap not computable → $75\nMore: gap not computable → $40\n")


def test_a_rate_that_is_old_for_an_entry_is_reported_as_validate_reports_it(run: Run, file: Path) -> None:
    done = run("add", "rate", "GBP/USD", "1.25", "--date", "2024-01-01", "--source", "ap", cwd=file.parent)
    assert done.stderr == (
        "mss-gap: added to commitments.toml\n"
        "mss-gap: warning[old-rate]: the rate of GBP/USD for 2025-01-01 is of 2024-01-01, 366 days older; "
        'add [[rates]] with pair = "GBP/USD" and a date nearer to 2025-01-01\n'
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("rate", "GBP/USD", "1.25", "--date", "2025-01-01"),
        ("event", "A vote", "--date", "2025-01-01"),
        ("indicator", "hungry", "--value", "5"),
        ("commitment", "bases", "--unit", "bases", "--pledged", "12"),
    ],
)
def test_a_figure_or_an_event_without_a_source_is_reported(arguments: tuple[str, ...], run: Run, file: Path) -> None:
    done = run("add", *arguments, cwd=file.parent)
    assert done.stderr == (
        "mss-gap: added to commitments.toml\n"
        'mss-gap: warning[unsourced]: no source is given; add source = "…": a source id or a web address\n'
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("source", "ap", "--title", "x"), 'there is a source "ap" already, on line 5; choose another id'),
        (("contributor", "CDB", "x"), 'there is a contributor "CDB" already, on line 8; choose another code'),
        (
            ("commitment", "money", "--unit", "x"),
            'there is a commitment "money" already, on line 11; choose another id',
        ),
        (
            ("indicator", "displaced", "--value", "5"),
            'there is an indicator "displaced" already, on line 17; choose another id',
        ),
    ],
)
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_an_id_that_is_there_is_reported_with_its_line(
    dry: tuple[str, ...], arguments: tuple[str, ...], said: str, run: Run, file: Path
) -> None:
    done = run("add", *arguments, *dry, cwd=file.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"mss-gap: commitments.toml: {said}, or change that table\n"
    assert file.read_text(encoding="utf-8") == LEDGER


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("commitment", "mony", "--unit", "USD"), 'a commitment "money", too, on line 11'),
        (("indicator", "displacd", "--value", "5", "--source", "ap"), 'an indicator "displaced", too, on line 17'),
    ],
)
def test_an_id_that_is_nearly_another_is_added_and_told(
    arguments: tuple[str, ...], said: str, run: Run, file: Path
) -> None:
    done = run("add", *arguments, cwd=file.parent)
    assert (done.returncode, done.stderr) == (
        0,
        f"mss-gap: added to commitments.toml\nmss-gap: there is {said}: if the two are the same, remove one\n",
    )


def test_ids_of_dated_sources_are_alike_on_purpose(run: Run, file: Path) -> None:
    for day in ("11", "12"):
        done = run("add", "source", f"ap-2024-10-{day}", "--title", "x", cwd=file.parent)
        assert done.stderr == "mss-gap: added to commitments.toml\n"


def test_a_contributor_that_may_be_taken_for_another_is_reported_as_validate_reports_it(run: Run, file: Path) -> None:
    done = run("add", "contributor", "GBR", "Britain", cwd=file.parent)
    assert done.stderr == (
        "mss-gap: added to commitments.toml\n"
        'mss-gap: warning[look-alike]: "GBR" (Britain) may be taken for "GB" (United Kingdom); '
        'write "GB" where the country is meant, or choose another code or name\n'
    )
    done = run("add", "contributor", "cdb", "Another", cwd=file.parent)
    assert done.stderr == (
        "mss-gap: added to commitments.toml\n"
        'mss-gap: warning[look-alike]: "cdb" (Another) may be taken for "CDB" (Caribbean Development Bank); '
        "the other is on line 8; make one of the two, or give one another name or code\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("rate", "EUR/USD", "1.2", "--date", "2024-01-02"),
            (
                "commitments.toml:35:8: error[two-rates]: a second rate of EUR/USD on 2024-01-02; the other is on line 22\n"
                '  35 | pair = "EUR/USD"\n     |        ^^^^^^^^^\n'
                "     = hint: keep one of the two, or correct its date\n"
            ),
        ),
        (
            ("rate", "eur-usd", "1.2", "--date", "2024-01-02"),
            (
                'commitments.toml:35:8: error[bad-pair]: "eur-usd" is not a pair of currencies\n'
                '  35 | pair = "eur-usd"\n     |        ^^^^^^^^^\n'
                '     = hint: write "EUR/USD"\n'
            ),
        ),
        (
            ("rate", "GBP/USD", "0", "--date", "2024-01-02"),
            (
                "commitments.toml:37:8: error[not-positive]: 0 is not above zero\n"
                "  37 | rate = 0\n     |        ^\n"
                "     = hint: write how much one unit is worth, such as 1.10\n"
            ),
        ),
        (
            ("contributor", "KE", "Kenya"),
            (
                'commitments.toml:34:15: error[body-is-country]: "KE" is the code of Kenya\n'
                "  34 | [contributors.KE]\n     |               ^^\n"
                '     = hint: choose another code for "Kenya", or delete the table: countries need no declaration\n'
            ),
        ),
        (
            ("commitment", "Bases", "--unit", "bases"),
            (
                'commitments.toml:34:14: error[bad-id]: "Bases" is not an id\n'
                "  34 | [commitments.Bases]\n     |              ^^^^^\n"
                '     = hint: write "bases": lower-case letters, digits, "-" and "_"\n'
            ),
        ),
        (
            ("commitment", "bases", "--unit", "bases", "--stages", "agreed", "--counts", "spent"),
            (
                'commitments.toml:39:10: error[unknown-stage]: "spent" is not a stage of "bases"\n'
                '  39 | counts = "spent"\n     |          ^^^^^^^\n'
                '     = hint: write "agreed"\n'
            ),
        ),
        (
            ("indicator", "share", "--value", "5", "--out-of", "0"),
            (
                "commitments.toml:36:10: error[not-positive]: 0 is not above zero\n"
                "  36 | out_of = 0\n     |          ^\n"
                "     = hint: write the whole that the figure is part of, or leave the key out\n"
            ),
        ),
        (
            ("event", "A vote", "--date", "2024-01-02", "--source", "app"),
            (
                'commitments.toml:37:10: error[unknown-source]: "app" is neither a source of this ledger nor a web address\n'
                '  37 | source = "app"\n     |          ^^^^^\n'
                '     = hint: did you mean "ap"?\n'
            ),
        ),
    ],
)
def test_what_would_make_the_ledger_invalid_is_told_in_the_words_of_the_ledger(
    arguments: tuple[str, ...], said: str, run: Run, file: Path
) -> None:
    done = run("add", *arguments, cwd=file.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"{said}mss-gap: commitments.toml is as it was: with this entry it would have 1 error\n"
    assert file.read_text(encoding="utf-8") == LEDGER


def test_the_same_event_is_refused_with_its_line_unless_it_is_to_be_there_again(run: Run, file: Path) -> None:
    vote = ("event", "A vote", "--date", "2025-01-01", "--source", "ap")
    assert run("add", *vote, cwd=file.parent).returncode == 0
    done = run("add", *vote, cwd=file.parent)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        (
            "mss-gap: Invalid value: commitments.toml has this entry already, on line 34: add --again to have it twice\n"
            "Try 'mss-gap add event --help' for help.\n"
        ),
    )
    assert run("add", *vote, "--again", cwd=file.parent).returncode == 0
    other = (*vote[:-1], "https://example.org/a")
    assert run("add", *other, cwd=file.parent).returncode == 0
    assert len(load(file).events) == 3


def test_what_is_added_cannot_act_on_the_terminal(run: Run, file: Path) -> None:
    done = run("add", "event", "\x1b[31m[red]vote \u202etxt", "--date", "2025-01-01", "--source", "ap", cwd=file.parent)
    assert (done.returncode, done.stderr) == (0, "mss-gap: added to commitments.toml\n")
    assert 'title = "\\u001b[31m[red]vote ?txt"\n' in done.stdout
    assert load(file).events[0].title == "\x1b[31m[red]vote \u202etxt"


@pytest.mark.parametrize(
    "arguments",
    [
        ("event", "A vote\udcff", "--date", "2025-01-01"),
        ("contributor", "EU", "Union\udcff"),
        ("contributor", "EU\udcff", "Union"),
        ("indicator", "hungry", "--value", "5", "--period", "\udcff"),
    ],
)
def test_what_is_not_text_is_wrong_usage(arguments: tuple[str, ...], run: Run, file: Path) -> None:
    done = run("add", *arguments, cwd=file.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert "what is added must be text: a part of it is not UTF-8" in done.stderr
    assert file.read_text(encoding="utf-8") == LEDGER


def test_of_processes_that_add_one_id_at_once_one_does(file: Path) -> None:
    command = [sys.executable, "-m", "mss_gap", "add", "indicator", "hungry", "--value", "5", "--ledger", str(file)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    ended = sorted((process.communicate(), process.returncode)[1] for process in started)
    assert ended == [0, 2, 2, 2]
    assert load(file).indicators["hungry"].value == 5
    assert file.read_text(encoding="utf-8").startswith(LEDGER)


DAY_OF_RATE = "The day of the rate.\nDATE: "
WORTH = "What one unit of the first is worth.\nRATE: "
NAME = "Its English name.\nNAME: "


@pytest.mark.parametrize(
    ("arguments", "dialogue", "entry"),
    [
        (
            ("rate", "--source", "ap"),
            [
                ("EUR/USD: how many USD one EUR is worth.\nPAIR: ", "GBP/USD"),
                (DAY_OF_RATE, "2025-01"),
                (DAY_OF_RATE, "2025-01-01"),
                *((WORTH, answer) for answer in ("1.105", "-1", "1.1050")),
            ],
            '[[rates]]\npair = "GBP/USD"\ndate = 2025-01-01\nrate = 1.1050\nsource = "ap"\n',
        ),
        (("contributor", "EU"), [(NAME, ""), (NAME, "-European é")], '[contributors.EU]\nname = "-European é"\n'),
        (
            ("event", "--source", "ap", "--", "-vote"),
            [("The day it happened; a month or a year where no day is known.\nDATE: ", "2025")],
            '[[events]]\ndate = "2025"\ntitle = "-vote"\nsource = "ap"\n',
        ),
        (
            ("actual", "money", "--total", "5", "--dry-run"),
            [("The day for which this was stated; a month or a year where no day is known.\nDATE: ", "2025-06-26")],
            '[[actuals]]\ncommitment = "money"\ndate = 2025-06-26\ntotal = 5\n',
        ),
    ],
)
def test_on_a_terminal_what_is_needed_and_not_given_is_asked_for_until_it_is_valid(
    arguments: tuple[str, ...], dialogue: list[tuple[str, str]], entry: str, asked: Asked, file: Path
) -> None:
    typed = "".join(f"{answer}\n" for _, answer in dialogue).encode()
    status, said, shown = asked("add", *arguments, cwd=file.parent, typed=typed)
    assert (status, said[: len(entry)]) == (0, entry)
    without_notes = re.sub("mss-gap: .*\n", "", shown.replace("\r\n", "\n"))
    assert without_notes == typed.decode() + "".join(question for question, _ in dialogue)


@pytest.mark.parametrize("arguments", [("rate", "--help"), ("rate", "--nope"), ("rate", "--date", "x", "--date", "y")])
def test_nothing_is_asked_where_no_answer_would_help(arguments: tuple[str, ...], asked: Asked, file: Path) -> None:
    _, _, shown = asked("add", *arguments, cwd=file.parent, typed=b"\n")
    assert "PAIR:" not in shown


def test_who_answers_nothing_adds_nothing(asked: Asked, file: Path) -> None:
    status, said, _ = asked("add", "contributor", cwd=file.parent, typed=b"\x04")
    assert (status, said) == (130, "")
    assert file.read_text(encoding="utf-8") == LEDGER


def test_a_section_in_braces_is_refused_with_the_heading_to_write(run: Run, file: Path) -> None:
    file.write_text('contributors = {EU = {name = "Union"}}\n[commitments.a]\nunit = "b"\n', encoding="utf-8")
    done = run("add", "contributor", "WB", "World Bank", cwd=file.parent)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "mss-gap: commitments.toml: contributors = { … } is a closed table, which no entry at the end of the file can "
        "join; give each of its entries a heading of its own: [contributors.WB]\n"
    )
