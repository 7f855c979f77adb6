"""What is wrong is said on standard error, with what to write instead; standard output stays empty."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
import typer
from typer.core import TyperGroup, TyperOption

from mss_gap import __version__
from mss_gap.cli.app import COMMANDS, app
from mss_gap.cli.main import main

if TYPE_CHECKING:
    from typer._click import Command

Run = Callable[..., CompletedProcess[str]]
Written = Callable[[str], list[str]]


def every_command() -> "Iterator[tuple[str, Command]]":
    """Every command with its name, also those that have some below them."""
    yield "", typer.main.get_command(app)
    for name, row in COMMANDS.items():
        command = row.load()
        yield name, command
        if isinstance(command, TyperGroup):
            yield from ((f"{name} {below}", each) for below, each in command.commands.items())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["summry"], ["No such command 'summry'", "Did you mean 'summary'?", "Try 'mss-gap --help'"]),
        (["--vers"], ["No such option: --vers", "--version"]),
        (["summary", "--jsn"], ["No such option: --jsn", "--json", "Try 'mss-gap summary --help'"]),
        (["context", "extra"], ["unexpected extra argument", "extra"]),
        (["summary", "--as-of"], ["'--as-of' requires an argument"]),
        (["summary", "--as-of", "27/06/2025"], ["'--as-of'", '"27/06/2025" is not a date', "2025-06-27"]),
        (["summary", "--as-of", "2025-02-30"], ['"2025-02-30" is not a date', "2025-06-27"]),
        (["summary", "--fail-under", "many"], ["'--fail-under'", '"many" is not a percentage', "50"]),
        (["summary", "--fail-under", "nan"], ['"nan" is not a percentage']),
        (["summary", "--format", "jsn"], ["'--format'", '"jsn" is not a format: did you mean "json"?']),
        (["summary", "-f", "x"], ['"x" is not a format: write one of table, json, csv, csv-excel, markdown']),
        (
            ["summary", "-f", "toml"],
            ['only "mss-gap entries" prints toml: write one of table, json, csv, csv-excel, markdown'],
        ),
        (["compare", "-f", "toml"], ['only "mss-gap entries" prints toml']),
        (["entries", "-f", "tml"], ['"tml" is not a format: did you mean "toml"?']),
        (["entries", "-f", "x"], ["write one of table, json, csv, csv-excel, markdown, toml"]),
        (["entries", "--json", "-f", "toml"], ["--json and --format toml contradict each other: keep one"]),
        (["entries", "personel"], ['there is no commitment "personel"', 'did you mean "personnel"?']),
        (
            ["entries", "--country", "kenia"],
            ["--country", '"kenia" is not a country', 'did you mean "KE", the code of Kenya?'],
        ),
        (["summary", "--json", "-f", "csv-excel"], ["--json and --format csv-excel contradict each other: keep one"]),
        (["summary", "--json", "-f", "csv"], ["--json and --format csv contradict each other: keep one"]),
        (["countries", "personel"], ['there is no commitment "personel"', 'did you mean "personnel"?']),
        (["countries", "x"], ['there is no commitment "x"', "choose one of personnel, funding, bases, trust-fund"]),
        (["stages"], ["Missing argument", "COMMITMENT"]),
        (["stages", "personel"], ['there is no commitment "personel"', 'did you mean "personnel"?']),
        (["show"], ["Missing argument", "COMMITMENT"]),
        (["show", "personel"], ['there is no commitment "personel"', 'did you mean "personnel"?']),
        (["history", "founding"], ['there is no commitment "founding"', 'did you mean "funding"?']),
        (["pace", "basis"], ['there is no commitment "basis"', 'did you mean "bases"?']),
        (["claims", "-c", "fundig"], ['there is no commitment "fundig"', 'did you mean "funding"?']),
        (["claims", "--verdict", "consistant"], ['"consistant" is not a verdict: did you mean "consistent"?']),
        (["claims", "--verdict", "x"], ["write one of consistent, contradicted, not-computable"]),
        (["what-if"], ["a scenario has a step at least", "--withdraw COUNTRY, --deliver personnel:KE=200"]),
        (["what-if", "--commitment", "bases"], ["a scenario has a step at least"]),
        (["what-if", "--withdraw", "kenia"], ['"kenia" is not a country', 'did you mean "KE", the code of Kenya?']),
        (
            ["what-if", "--withdraw", "XX"],
            ['"XX" is not a country', "write a country's code of two letters, or declare [contributors.XX]"],
        ),
        (
            ["what-if", "--withdraw", "Korea"],
            ['"Korea" may mean more than one', '"KP" for North Korea, or "KR" for South Korea'],
        ),
        (["what-if", "--withdraw", "Fiji"], ["Fiji has nothing to withdraw", "Kenya (KE)"]),
        (["what-if", "--fulfil", "Chad"], ["Chad has no firm pledge of a stated amount to fulfil"]),
        (["what-if", "--deliver", "personel:KE=5"], ['did you mean "personnel"?']),
        (["what-if", "--pledge", "personnel:Kenia=5"], ['did you mean "KE", the code of Kenya?']),
        *(
            (["what-if", "--deliver", text], [f'"{text}" is not COMMITMENT:COUNTRY=N', "--deliver personnel:KE=200"])
            for text in ("personnel", "personnel:KE", "personnel=5", "KE=5", "personnel:KE=", ":KE=5", "a:b:c=5", "")
        ),
        *(
            (["what-if", option, f"personnel:KE={text}"], [option, f'"{text}" is not a figure', "such as 200"])
            for option, texts in (
                ("--deliver", ("nan", "inf", "1e3", "1,5", "1.0000001", "1" + "0" * 15)),
                ("--pledge", ("inf", "5%")),
            )
            for text in texts
        ),
        (["compare"], ["--from 2024-12-31", "or name two dates or two ledgers"]),
        (["compare", "--to", "2025-01-01"], ["--from 2024-12-31"]),
        (["compare", "data/commitments.toml"], ["name two ledgers or two dates, the old one and the new one"]),
        (["compare", "a", "b", "c"], ["name two ledgers"]),
        (["compare", "a", "b", "--ledger", "c"], ["name two ledgers"]),
        (["compare", "-", "-"], ["standard input holds one ledger"]),
        (["compare", "--from", "2025"], ['"2025" is not a date']),
        (["schema", "sumary"], ['"sumary" is not a kind of schema: did you mean "summary"?']),
    ],
)
def test_wrong_usage_is_answered_with_what_to_write(arguments: list[str], said: list[str], run: Run) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mss-gap: ")
    assert [part for part in said if part not in done.stderr] == []


ONCE = [
    (name, option)
    for name, command in every_command()
    for option in command.params
    if isinstance(option, TyperOption) and not option.multiple
]


@pytest.mark.parametrize(("name", "option"), ONCE, ids=[f"{name} {option.opts[0]}" for name, option in ONCE])
def test_an_option_that_counts_once_is_not_given_twice(
    name: str, option: TyperOption, capsys: pytest.CaptureFixture[str]
) -> None:
    spellings = [option.opts[0], option.opts[-1]]
    values = [] if option.is_flag else ["2025-01-01"]
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), *(word for spelling in spellings for word in (spelling, *values))])
    said = capsys.readouterr()
    names = " / ".join(f"'{spelling}'" for spelling in option.opts)
    called = f"mss-gap {name}".strip()
    assert (ended.value.code, said.out) == (2, "")
    assert said.err == (
        f"mss-gap: Invalid value for {names}: this option is given twice: give it once\n"
        f"Try '{called} --help' for help.\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        "validate -l tests/ledgers/hostile.toml --ledger=data/commitments.toml",
        "summary -ldata/commitments.toml -l data/commitments.toml",
        "summary --help -h",
        "--version --version",
        "plot -k gap -o a.svg --output b.svg",
    ],
)
def test_an_option_twice_is_wrong_usage_however_it_is_spelt(arguments: str, run: Run) -> None:
    done = run(*arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert "this option is given twice: give it once" in done.stderr


def test_an_option_that_may_be_repeated_is(run: Run) -> None:
    assert run("what-if", "--withdraw", "KE", "--withdraw", "JM").returncode == 0


def test_a_wrong_usage_in_full(run: Run) -> None:
    assert run("countries", "personel").stderr == (
        'mss-gap: Invalid value for COMMITMENT: there is no commitment "personel" in this ledger: '
        'did you mean "personnel"?\n'
        "Try 'mss-gap countries --help' for help.\n"
    )


def test_what_was_typed_cannot_act_on_the_terminal(run: Run) -> None:
    for arguments in (["\x1b[31mred"], ["summary", "--as-of", "\x1b[31mred"], ["countries", "\x1b]0;x\x07"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "\x1b" not in done.stderr


def test_without_a_command_the_help_is_the_hint(run: Run) -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == run("--help").stdout.strip()


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["schema", "-h"]])
def test_help_is_asked_for_and_fits_eighty_columns(arguments: list[str], run: Run) -> None:
    done = run(*arguments, env={"COLUMNS": "80"})
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "<bool>" not in done.stdout


def test_every_command_is_in_the_help(command: Written, run: Run) -> None:
    assert f" {command('bases')[0]} " in run("--help").stdout


def test_the_help_of_every_command_fits_eighty_columns(command: Written, run: Run) -> None:
    done = run(command("bases")[0], "--help", env={"COLUMNS": "80"})
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "<bool>" not in done.stdout


def test_the_version(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"mss-gap {__version__}\n", "")


@pytest.mark.parametrize("form", ["table", "json"])
def test_an_invalid_ledger_is_shown_line_by_line(command: Written, form: str, run: Run, invalid: Path) -> None:
    arguments = command("bases")
    if arguments == ["validate"]:
        pytest.skip("what is wrong is what this command prints")
    done = run(*arguments, "--format", form, "--ledger", invalid.name, cwd=invalid.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("invalid.toml:3:1: error[unknown-key]: ")
    assert done.stderr.endswith("mss-gap: invalid.toml is not a valid ledger: 1 error\n")


def test_a_ledger_that_is_not_there(command: Written, run: Run) -> None:
    done = run(*command("bases"), "--ledger", "nowhere.toml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("mss-gap: nowhere.toml: ")
    assert done.stderr.count("\n") == 1


def test_a_folder_is_no_ledger(run: Run, tmp_path: Path) -> None:
    done = run("summary", "--ledger", str(tmp_path))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"mss-gap: {tmp_path}: ")


@pytest.mark.parametrize("stdin", ["", "\x00", "not TOML", "[commitments.x]\nunit = \ud7ff", "[[" * 500])
def test_no_input_ends_in_a_traceback(stdin: str, run: Run) -> None:
    done = run("summary", "--ledger", "-", stdin=stdin)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr


TITLED = """
[commitments.a]
title = "Men on the ground"
unit = "men"
pledged = 1
[commitments.b]
title = "Money"
unit = "USD"
pledged = 2
[commitments.c]
title = "money"
unit = "EUR"
pledged = 3
[commitments.money-spent]
unit = "USD"
pledged = 4
"""


@pytest.mark.parametrize("text", ["A", "MEN ON THE GROUND", "  men  on the ground ", "men", "Men on "])
@pytest.mark.parametrize("command", [["show"], ["stages"], ["claims", "-c"], ["plot", "--kind", "countries"]])
def test_a_commitment_is_named_by_its_id_its_title_or_the_beginning_of_one(
    command: list[str], text: str, run: Run
) -> None:
    done = run(*command, text, "--ledger", "-", stdin=TITLED)
    assert (done.returncode, done.stdout) == (0, run(*command, "a", "--ledger", "-", stdin=TITLED).stdout)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MONEY", '"MONEY" is the title of b and c: write the id of one of them'),
        ("Money spend", 'there is no commitment "Money spend" in this ledger: did you mean "money-spent"?'),
        ("Men on ground", 'there is no commitment "Men on ground" in this ledger: did you mean "a"?'),
        (
            "m",
            (
                '"m" is the beginning of a ("Men on the ground"), b ("Money"), c ("money") and money-spent: '
                "write more of it, or the id of one of them"
            ),
        ),
        ("", 'there is no commitment "" in this ledger: choose one of a, b, c, money-spent'),
        ("the ground", 'there is no commitment "the ground" in this ledger: choose one of a, b, c, money-spent'),
        ("x", 'there is no commitment "x" in this ledger: choose one of a, b, c, money-spent'),
    ],
)
def test_a_commitment_that_is_not_plain_is_refused_with_what_there_is(text: str, said: str, run: Run) -> None:
    done = run("show", text, "--ledger", "-", stdin=TITLED)
    first, _, _ = done.stderr.partition("\n")
    assert (done.returncode, first) == (2, f"mss-gap: Invalid value for COMMITMENT: {said}")


MANY = "".join(f'[commitments.fund-{number}]\nunit = "USD"\n' for number in range(100, 988))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "grant-555",
            'there is no commitment "grant-555" in this ledger: "mss-gap summary --format csv" lists all 888',
        ),
        (
            "fnud-100",
            (
                'there is no commitment "fnud-100" in this ledger: did you mean "fund-100"? '
                '"mss-gap summary --format csv" lists all 888'
            ),
        ),
        (
            "fund-1",
            (
                '"fund-1" is the beginning of fund-100, fund-101, fund-102, fund-103, fund-104, fund-105, fund-106, '
                "fund-107, fund-108, fund-109 and 90 more: write more of it, or the id of one of them"
            ),
        ),
    ],
)
def test_of_hundreds_of_commitments_the_nearest_are_named_and_how_to_list_all(text: str, said: str, run: Run) -> None:
    first, _, _ = run("show", text, "--ledger", "-", stdin=MANY).stderr.partition("\n")
    assert first == f"mss-gap: Invalid value for COMMITMENT: {said}"


SOURCED = """
sources.un-2024 = { title = "Report" }
sources.ap-2024 = { title = "A report", url = "https://example.org/ap" }
commitments.men = { unit = "men", pledged = 5, source = "https://example.org/men" }
"""


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("un-204", 'did you mean "un-2024"?'),
        ("grid", "choose one of un-2024, ap-2024, or an address that a figure rests on"),
        ("https://elsewhere.test/x", "choose one of un-2024, ap-2024, or an address that a figure rests on"),
        ("", "choose one of un-2024, ap-2024, or an address that a figure rests on"),
    ],
)
def test_a_source_that_is_not_known_is_refused_with_what_there_is(text: str, hint: str, run: Run) -> None:
    done = run("sources", text, "--ledger", "-", stdin=SOURCED)
    first, _, _ = done.stderr.partition("\n")
    said = f'mss-gap: Invalid value for SOURCE: there is no source "{text}" in this ledger: {hint}'
    assert (done.returncode, done.stdout, first) == (2, "", said)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("un-2024", "un-2024"),
        ("https://example.org/men", "https://example.org/men"),
        ("https://example.org/ap", "ap-2024"),  # what the source says is its address
        ("ap", "ap-2024"),
        ("UN-2", "un-2024"),
        ("https://example.org/m", "https://example.org/men"),
    ],
)
def test_a_source_is_named_by_its_id_its_address_or_the_beginning_of_one(text: str, meant: str, run: Run) -> None:
    done = run("sources", text, "--json", "--ledger", "-", stdin=SOURCED)
    assert json.loads(done.stdout)["source"]["id"] == meant


def test_the_beginning_of_several_sources_is_refused_with_their_ids(run: Run) -> None:
    done = run("sources", "https://example.org/", "--ledger", "-", stdin=SOURCED)
    assert (done.returncode, done.stdout) == (2, "")
    assert '"https://example.org/" may mean ap-2024, https://example.org/men: write more of it' in done.stderr


def test_an_exact_id_comes_before_one_that_begins_like_it(run: Run) -> None:
    two = 'sources.un = { title = "A" }\nsources.un-2024 = { title = "B" }\n[commitments.a]\nunit = "a"\n'
    assert json.loads(run("sources", "un", "--json", "--ledger", "-", stdin=two).stdout)["source"]["id"] == "un"


def test_a_misspelt_address_gives_the_nearest_one(run: Run) -> None:
    done = run("sources", "https://exmple.org/men", "--ledger", "-", stdin=SOURCED)
    assert 'did you mean "https://example.org/men" or "https://example.org/ap"?' in done.stderr


@pytest.mark.parametrize(
    ("command", "form", "said"),
    [
        (
            ("summary",),
            "toml",
            'only "mss-gap entries" prints toml: write one of table, json, csv, csv-excel, markdown',
        ),
        (("summary",), "bibtex", 'only "mss-gap sources" and "mss-gap cite" print bibtex: write one of table, json'),
        (("entries",), "bibtex", 'only "mss-gap sources" and "mss-gap cite" print bibtex: write one of table, json'),
        (("cite",), "toml", 'only "mss-gap entries" prints toml: write one of table, json, csv, csv-excel, markdown'),
        (("cite",), "bibtx", '"bibtx" is not a format: did you mean "bibtex"?'),
    ],
)
def test_a_format_of_another_command_is_refused_with_that_command(
    command: tuple[str, ...], form: str, said: str, run: Run
) -> None:
    done = run(*command, "--format", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_of_hundreds_of_sources_none_is_listed(run: Run) -> None:
    many = "".join(f'[sources.un-{number}]\ntitle = "x"\n' for number in range(100, 120))
    first, _, _ = run("sources", "grid", "--ledger", "-", stdin=many + MANY).stderr.partition("\n")
    assert first.endswith('there is no source "grid" in this ledger: "mss-gap sources" lists all of them')


def test_figures_of_one_source_only_are_those_of_all_sources(run: Run) -> None:
    done = run("sources", "un-2024", "--single", "--ledger", "-", stdin=SOURCED)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--single lists figures of all sources: leave out the source, or --single" in done.stderr


def test_of_hundreds_of_commitments_the_first_are_named_where_a_chart_needs_one(run: Run) -> None:
    first, _, _ = run("plot", "--kind", "countries", "--ledger", "-", stdin=MANY).stderr.partition("\n")
    names = ", ".join(f"fund-{number}" for number in range(100, 130))
    assert first.endswith(f"a chart of kind countries shows one commitment: name one of {names} and 858 more")


def test_of_hundreds_who_take_part_the_first_are_named(run: Run) -> None:
    bodies = "".join(f'[contributors.B{number}]\nname = "Body {number}"\n' for number in range(100, 200))
    pledges = "".join(
        f'[[pledges]]\ncommitment = "fund"\ncountry = "B{number}"\ndate = 2025-01-01\n' for number in range(100, 200)
    )
    stated = f'[commitments.fund]\nunit = "USD"\n{bodies}{pledges}'
    first, _, _ = run("what-if", "--withdraw", "KE", "--ledger", "-", stdin=stated).stderr.partition("\n")
    names = ", ".join(f"Body {number} (B{number})" for number in range(100, 130))
    assert first.endswith(f"Kenya has nothing to withdraw; those who take part are {names} and 70 more")
