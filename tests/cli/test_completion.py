"""What a shell is offered: commands, and the commitments, countries and sources of the ledger in use."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

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
[indicators.displaced]
value = 1
[[actuals]]
commitment = "men"
country = "KE"
date = 2025-01-01
total = 1
"""


@pytest.fixture
def offered(run: Run, tmp_path: Path) -> Callable[[str], list[str]]:
    """What bash is offered for the last word of a line."""
    (tmp_path / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "other.toml").write_text('[commitments.bases]\nunit = "bases"\n', encoding="utf-8")
    (tmp_path / "broken.toml").write_text("[", encoding="utf-8")

    def complete(line: str) -> list[str]:
        position = str(len(line.split(" ")) - 1)
        variables = {"COMP_WORDS": line, "COMP_CWORD": position, "_MSS_GAP_COMPLETE": "complete_bash"}
        done = run(env=variables, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split()

    return complete


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("mss-gap su", ["summary"]),
        ("mss-gap add s", ["source"]),
        ("mss-gap show ", ["men", "money"]),
        ("mss-gap countries mo", ["money"]),
        ("mss-gap add actual m", ["men", "money"]),
        ("mss-gap add actual men --country ", ["EU", "KE"]),
        ("mss-gap add actual men --country K", ["KE"]),
        ("mss-gap add actual men --country JM", ["JM"]),
        ("mss-gap what-if --withdraw E", ["EU"]),
        ("mss-gap add actual men --source a", ["ap-1"]),
        ("mss-gap add claim x --indicator ", ["displaced"]),
        ("mss-gap add claim x --measure de", ["delivered_pct"]),
        ("mss-gap add claim x --qualifier at", ["at-least", "at-most"]),
        ("mss-gap add pledge men --status o", ["on-hold"]),
        ("mss-gap what-if --deliver m", ["men:", "money:"]),
        ("mss-gap what-if --pledge men:K", ["men:KE="]),
        ("mss-gap claims --verdict c", ["consistent", "contradicted"]),
        ("mss-gap summary --format m", ["markdown"]),
        ("mss-gap schema h", ["history", "history-by-country"]),
        ("mss-gap show --ledger other.toml ", ["bases"]),
        ("mss-gap show --ledger broken.toml ", []),
        ("mss-gap show --ledger nowhere.toml ", []),
        ("mss-gap show --ledger - ", []),
    ],
)
def test_a_word_is_completed_from_the_ledger_in_use(
    line: str, words: list[str], offered: Callable[[str], list[str]]
) -> None:
    assert offered(line) == words


def test_a_title_from_the_ledger_cannot_act_on_the_shell(run: Run, tmp_path: Path) -> None:
    (tmp_path / "commitments.toml").write_text(LEDGER, encoding="utf-8")
    variables = {
        "_TYPER_COMPLETE_ARGS": "mss-gap add actual men --source ap",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_MSS_GAP_COMPLETE": "complete_fish",
    }
    done = run(env=variables, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == "ap-1\tA ?[31mreport\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str, run: Run) -> None:
    done = run(env={"_MSS_GAP_COMPLETE": f"source_{shell}"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "_MSS_GAP_COMPLETE=complete_" + shell in done.stdout
