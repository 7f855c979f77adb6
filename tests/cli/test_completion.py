"""What a shell is offered: commands, and the commitments, countries and sources of the ledger in use."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Annotated

import pytest
import typer

from mss_gap.cli.app import app
from mss_gap.cli.complete import Shell
from mss_gap.cli.shells import answer, script

Run = Callable[..., CompletedProcess[str]]

SIGNS = tuple(" \t\n!\"#$%&'()*+,;<>?@[\\]^`{|}~\x1b\x7f\u2028\u00a0")
"""What some shell acts on, or takes for the end of a word."""
POWERSHELL = r"""# Completion of mss-gap for PowerShell. What the program prints is never evaluated: each line is a word to offer, a tab,
# and a text to show beside it.
Register-ArgumentCompleter -Native -CommandName mss-gap -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    # An empty word would not reach a program.
    $current = if ($wordToComplete) { $wordToComplete } else { '""' }
    mss-gap --complete powershell @before $current 2> $null | ForEach-Object {
        $word, $text = $_ -split "`t", 2
        if ($word) {
            [System.Management.Automation.CompletionResult]::new(
                $word, $word, 'ParameterValue', $(if ($text) { $text } else { $word }))
        }
    }
}
"""
LEDGER = """
[sources.ap-1]
title = "A \\u001b[31mreport"
[sources.un-1]
title = "Another"
[contributors.EU]
name = "European Union"
[commitments.men]
unit = "personnel"
[commitments.money]
unit = "USD"
stages = ["agreed", "received"]
[commitments.food]
unit = "t"
stages = ["agreed", "eaten"]
[indicators.displaced]
value = 1
[scales.gdp]
values = { KE = 1 }
[scales.people]
values = { KE = 2 }
[groups.neighbours]
members = ["KE"]
[[actuals]]
commitment = "men"
country = "KE"
date = 2025-01-01
total = 1
"""


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """What bash is offered for the last word of a line, which it takes apart at some signs."""
    (tmp_path / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "other.toml").write_text('[commitments.bases]\nunit = "bases"\n', encoding="utf-8")
    (tmp_path / "broken.toml").write_text("[", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FOLDER", str(tmp_path))
    monkeypatch.delenv("MSS_GAP_LEDGER", raising=False)

    def complete(line: str) -> list[str]:
        words = [part for word in line.split(" ")[1:] for part in re.findall("[:=]+|[^:=]+", word) or [""]]
        return answer(app, ["bash", *words]).split()

    return complete


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("mss-gap su", ["summary"]),
        ("mss-gap add s", ["source"]),
        ("mss-gap add co", ["commitment", "contributor"]),
        ("mss-gap add rate EUR/USD 1.1 --source u", ["un-1"]),
        ("mss-gap add event x --source ap", ["ap-1"]),
        ("mss-gap add indicator x --o", ["--out-of"]),
        ("mss-gap add commitment x --overlaps m", ["men", "money"]),
        ("mss-gap add commitment x --st", ["--stages"]),
        ("mss-gap show ", ["men", "money", "food"]),
        ("mss-gap countries mo", ["money"]),
        ("mss-gap add actual m", ["men", "money"]),
        ("mss-gap add actual men --country ", ["EU", "KE"]),
        ("mss-gap add actual men --country K", ["KE"]),
        ("mss-gap add actual men --country JM", ["JM"]),
        ("mss-gap add actual men --country k", ["ke"]),
        ("mss-gap add actual men --country Ken", ["Kenya"]),
        ("mss-gap add actual men --country ken", ["kenya"]),
        ("mss-gap add actual men --country Jam", ["Jamaica"]),
        ("mss-gap add actual men --country euro", []),
        ("mss-gap what-if --withdraw E", ["EU"]),
        ("mss-gap what-if --withdraw ", ["EU", "KE"]),
        ("mss-gap what-if --withdraw cari", ["caribbean", "caricom"]),
        ("mss-gap what-if --fulfil nei", ["neighbours"]),
        ("mss-gap countries --group nei", ["neighbours"]),
        ("mss-gap countries --sort ", ["pledged", "actual", "gap", "delivered", "name"]),
        ("mss-gap countries --sort d", ["delivered"]),
        ("mss-gap countries --per ", ["gdp", "people"]),
        ("mss-gap countries --per g", ["gdp"]),
        ("mss-gap countries --ledger broken.toml --per ", []),
        ("mss-gap countries --group CARI", ["CARIBBEAN", "CARICOM"]),
        ("mss-gap countries --group lat", ["latin-america"]),
        ("mss-gap show men --country K", ["KE"]),
        ("mss-gap claims --country e", ["eu"]),
        ("mss-gap show Mo", ["Money"]),
        ("mss-gap summary men f", ["food"]),
        ("mss-gap add actual men --source a", ["ap-1"]),
        ("mss-gap sources ", ["ap-1", "un-1"]),
        ("mss-gap sources u", ["un-1"]),
        ("mss-gap add claim x --indicator ", ["displaced"]),
        ("mss-gap add claim x --measure de", ["delivered_pct"]),
        ("mss-gap add claim x --measure un", ["unpledged"]),
        ("mss-gap add claim x --qualifier at", ["at-least", "at-most"]),
        ("mss-gap add pledge men --qualifier o", ["over"]),
        ("mss-gap add pledge men --status o", ["on-hold"]),
        ("mss-gap add pledge men --status c", ["conditional"]),
        ("mss-gap add actual money --stage ", ["agreed", "received"]),
        ("mss-gap add actual Food --stage e", ["eaten"]),
        ("mss-gap add actual men --stage ", []),
        ("mss-gap add actual mem --stage ", ["agreed", "received", "eaten"]),
        ("mss-gap add actual money --ledger broken.toml --stage ", []),
        ("mss-gap add claim x --commitment food --stage ", ["agreed", "eaten"]),
        ("mss-gap add claim x --stage ", ["agreed", "received", "eaten"]),
        ("mss-gap what-if --deliver m", ["men:", "money:"]),
        ("mss-gap what-if --deliver me", ["men:EU=", "men:KE="]),
        ("mss-gap what-if --pledge men:", ["EU=", "KE="]),
        ("mss-gap what-if --pledge men:K", ["KE="]),
        ("mss-gap what-if --pledge=men:k", ["ke="]),
        ("mss-gap what-if --pledge x", []),
        ("mss-gap what-if --pledge 'me", ["men:EU=", "men:KE="]),
        ("mss-gap what-if --wi", ["--withdraw"]),
        ("mss-gap --version su", ["summary"]),
        ("mss-gap summary --json --json --as", ["--as-of"]),
        ("mss-gap claims --verdict c", ["consistent", "contradicted"]),
        ("mss-gap summary --format m", ["markdown"]),
        ("mss-gap summary --format t", ["table"]),
        ("mss-gap entries --format t", ["table", "toml"]),
        ("mss-gap history --every ", ["month", "quarter", "year"]),
        ("mss-gap history --country k", ["ke"]),
        ("mss-gap plot men --every q", ["quarter"]),
        ("mss-gap schema h", ["history", "history-by-country", "history-by-period"]),
        ("mss-gap show --ledger other.toml ", ["bases"]),
        ("mss-gap show --ledger broken.toml ", []),
        ("mss-gap show --ledger nowhere.toml ", []),
        ("mss-gap show --ledger $FOLDER/other.toml ", ["bases"]),
        ("mss-gap show --ledger ~/other.toml ", ["bases"]),
        ("mss-gap show --ledger ~nobody-at-all/other.toml ", []),
        ("mss-gap show --ledger  ", []),
        ("mss-gap show --ledger - ", []),
    ],
)
def test_a_word_is_completed_from_the_ledger_in_use(
    line: str, words: list[str], offered: Callable[[str], list[str]]
) -> None:
    assert offered(line) == words


def test_the_standard_input_of_the_shell_is_never_read(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    done = subprocess.run(
        [sys.executable, "-m", "mss_gap", "--complete", "bash", "show", ""],
        stdin=ours,
        capture_output=True,
        env=os.environ | {"MSS_GAP_LEDGER": "-"},
        cwd=tmp_path,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
@pytest.mark.usefixtures("offered")
def test_a_title_is_shown_as_it_is_in_one_line_that_cannot_act(shell: str, tmp_path: Path) -> None:
    titles = {
        "a": "Men [/] x",
        "b": "[red]x[/red] :smile:",
        "c": "tab\there, line\nthere",
        "d": "\x1b[31mred \u202eturned",
        "e": "a: b -- c",
        "f": "x" * 100,
    }
    tables = (f"[commitments.{key}]\nunit = 'x'\ntitle = {json.dumps(title)}\n" for key, title in titles.items())
    (tmp_path / "commitments.toml").write_text("".join(tables), encoding="utf-8")
    assert answer(app, [shell, "show", ""]).splitlines() == [
        "a\tMen [/] x",
        "b\t[red]x[/red] :smile:",
        "c\ttab here, line there",
        "d\t?[31mred ?turned",
        "e\ta: b -- c",
        f"f\t{'x' * 59}…",
    ]


@pytest.mark.usefixtures("offered")
def test_the_whole_word_is_offered_where_a_shell_does_not_take_it_apart() -> None:
    assert answer(app, ["zsh", "what-if", "--pledge=men:K"]) == "--pledge=men:KE=\tKenya: N, or +N or -N\n"
    assert answer(app, ["fish", "what-if", "--pledge", "men:K"]) == "men:KE=\tKenya: N, or +N or -N\n"
    assert answer(app, ["powershell", "what-if", "--pledge", "'men:K"]) == "men:KE=\tKenya: N, or +N or -N\n"


@pytest.mark.parametrize("shell", list(Shell))
@pytest.mark.usefixtures("offered")
def test_an_id_that_a_command_would_take_for_an_option_is_not_offered(shell: str, tmp_path: Path) -> None:
    (tmp_path / "commitments.toml").write_text('[commitments.--output]\nunit = "x"\n', encoding="utf-8")
    assert answer(app, [shell, "plot", ""]) == ""


@pytest.mark.parametrize("shell", list(Shell))
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.usefixtures("offered")
def test_no_word_with_a_sign_of_a_shell_is_ever_offered(shell: str, sign: str) -> None:
    asked = typer.Typer(add_completion=False)

    def command(word: Annotated[str, typer.Argument(autocompletion=lambda: [f"a{sign}b", f"{sign}a", "good"])]) -> None:
        raise AssertionError(word)

    asked.command()(command)
    assert answer(asked, [shell, ""]) == "good\n"


@pytest.mark.parametrize("request_", [[], ["bash"], ["csh", "su"], ["zsh", ""], ["", ""]])
@pytest.mark.usefixtures("offered")
def test_an_odd_request_is_answered_without_an_error(request_: list[str]) -> None:
    assert "summary" in answer(app, request_)


def test_the_program_answers_a_shell(run: Run, tmp_path: Path) -> None:
    (tmp_path / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    done = run("--complete", "fish", "add", "actual", "men", "--source", "ap", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ap-1\tA ?[31mreport\n", "")


def test_the_scripts_that_typer_once_installed_get_nothing_to_evaluate(run: Run) -> None:
    done = run(env={"_MSS_GAP_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "mss-gap su"})
    assert done.stdout == ""


@pytest.mark.parametrize("shell", list(Shell))
def test_each_shell_has_a_script(shell: str, run: Run) -> None:
    done = run("--show-completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == script(Shell(shell))
    assert f"mss-gap --complete {shell} " in done.stdout
    assert re.findall(r"\b(eval|Invoke-Expression|iex|_arguments|source)\b", done.stdout) == []


def test_a_script_is_asked_for_with_or_without_an_equals_sign(run: Run) -> None:
    assert run("--show-completion=zsh").stdout == run("--show-completion", "zsh").stdout


def test_a_script_is_for_a_shell_that_is_named(run: Run) -> None:
    done = run("--show-completion")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a shell, and nothing else: bash, zsh, fish, powershell" in done.stderr


def test_a_shell_that_has_no_script(run: Run) -> None:
    done = run("--show-completion", "x")
    assert (done.returncode, done.stdout) == (2, "")
    assert '"x" is not a shell: write one of bash, zsh, fish, powershell' in done.stderr


def test_the_script_for_powershell_in_full(run: Run) -> None:
    """No test runs it, so that a change of it has to be read with care."""
    assert run("--show-completion", "powershell").stdout == POWERSHELL
