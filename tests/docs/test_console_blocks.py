"""What the pages print is what the program prints: every console block of every page is run, and every marked part.

A marked part is between `<!-- $ COMMAND -->` and `<!-- end -->`: the Markdown that the command prints. In a console
block, a line that starts with "$ " is a command, with "> " its next line, as a shell shows a here-document. Run with
MSS_GAP_REWRITE=1, without -n, this writes into the pages what the program prints now.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.in_process import called

MARKED = re.compile(r"^(<!-- \$ (.+) -->\n\n)(.*?)^(\n?<!-- end -->)$", re.MULTILINE | re.DOTALL)
SIMPLE = re.compile(r"""mss-gap (?P<words>(?:[\w ./:=@+%-]|"[^"$`\\]*")+)(?:\| (?P<rest>.+))?""")
REWRITE = os.environ.get("MSS_GAP_REWRITE") == "1"


def test_a_console_block_shows_what_its_commands_print(console: tuple[Path, str], folder: Path) -> None:
    page, block = console
    commands = commands_in(block)
    if any("jq " in command for command in commands) and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    printed = "".join(shown(command, folder) for command in commands)
    assert "Traceback" not in printed
    if REWRITE:
        text = page.read_text("utf-8")
        page.write_text(text.replace(f"```console\n{block}```", f"```console\n{printed}```"), "utf-8")
    else:
        assert printed == block


def test_a_marked_part_of_a_page_is_what_its_command_prints(any_page: Path, folder: Path) -> None:
    text = any_page.read_text("utf-8")
    printed = MARKED.sub(lambda part: f"{part[1]}{run_in(folder, part[2])}{part[4]}", text)
    assert "Traceback" not in printed
    if REWRITE:
        any_page.write_text(printed, "utf-8")
    assert any_page.read_text("utf-8") == printed


def test_the_contradictions_of_the_record_are_a_marked_part(page: Callable[[str], str]) -> None:
    (part,) = MARKED.finditer(page("docs/record.md"))
    assert part[2].startswith("mss-gap claims --verdict contradicted --format markdown")
    assert "| No. | Claim |" in part[3]


def commands_in(block: str) -> list[str]:
    """The commands of a block, each with the lines that continue it."""
    return [command.replace("\n> ", "\n") for command in re.findall(r"^\$ (.*(?:\n> .*)*)", block, re.MULTILINE)]


def shown(command: str, folder: Path) -> str:
    """A command and what it prints, as on a terminal 80 columns wide that knows no colour."""
    return "$ " + command.replace("\n", "\n> ") + "\n" + run_in(folder, command)


def run_in(folder: Path, command: str) -> str:
    """What a command prints, on both streams, in a folder.

    Where it starts with the program and uses nothing of the shell but a pipe after it, the program is called in process.
    """
    simple = SIMPLE.fullmatch(command)
    if simple is None:
        return in_shell(folder, command)
    words = shlex.split(simple["words"])
    if simple["rest"] is None:
        return called(words, "", os.environ, folder, mixed=True).stdout
    piped = called(words, "", os.environ, folder)
    return piped.stderr + in_shell(folder, simple["rest"], piped.stdout)


def in_shell(folder: Path, command: str, stdin: str = "") -> str:
    run = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        input=stdin.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return run.stdout.decode("utf-8")
