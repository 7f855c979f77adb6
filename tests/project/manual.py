"""The manual page mss-gap.1, made from the help of each command and from tables of docs/commands.md."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer
from typer._click import Command
from typer.core import TyperGroup

import mss_gap
from mss_gap.cli import app
from mss_gap.cli.help import KEPT, terms, usage

ROOT = Path(__file__).parents[2]
SIGNS = {"\\": "\\(rs", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", KEPT: "\\ "}
HELP = "-h, --help"


def manual() -> str:
    """The whole page in the macros of man(7)."""
    program = typer.main.get_command(app.app)
    return "\n".join([*_head(program), *_commands(), *_tail(program), ""])


def _head(program: Command) -> Iterator[str]:
    yield '.\\" Made from the help of the program; do not edit. CONTRIBUTING.md says how.'
    yield f'.TH MSS\\-GAP 1 "" "mss\\-gap {_text(mss_gap.__version__)}" "User Commands"'
    yield from (".nh", ".ad l")  # no word is broken: each can be copied
    yield ".SH NAME"
    yield "mss\\-gap \\- the gap between what was pledged and what was delivered"
    yield ".SH SYNOPSIS"
    yield f".B {_text(_usage('mss-gap', program))}"
    yield ".SH DESCRIPTION"
    yield _text(program.help or "")
    yield ".PP"
    yield _text(
        "The folder docs of the source explains how a ledger is written, and by which rules figures are computed."
    )
    yield ".SH OPTIONS"
    yield from _list(terms(program, _parameters(program))["Options"])


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    for name, row in app.COMMANDS.items():
        command = row.load()
        yield from _command(name, command)
        if isinstance(command, TyperGroup):
            for inner, below in command.commands.items():
                yield from _command(f"{name} {inner}", below)


def _command(name: str, command: Command) -> Iterator[str]:
    yield f'.SS "{_text(name)}"'
    yield f".B {_text(_usage(f'mss-gap {name}', command))}"
    yield ".PP"
    yield _text(command.help or "")
    *remarks, example = (command.epilog or "").split("\n\n")
    for remark in remarks:
        yield from (".PP", _text(remark))
    found = terms(command, _parameters(command))
    yield from _list(each for heading in ("Arguments", "Options") for each in found.get(heading, []) if each[0] != HELP)
    if not isinstance(command, TyperGroup):
        yield from _example(example)


def _tail(program: Command) -> Iterator[str]:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    yield ".SH EXIT STATUS"
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", text.partition("\n## Exit status\n")[2], re.MULTILINE)
    yield from _list((status, meaning.replace("`", "")) for status, meaning in rows)
    yield ".SH ENVIRONMENT"
    yield from _list(
        [
            ("MSS_GAP_LEDGER", "The ledger to read, where there is no --ledger."),
            ("COLUMNS", "The width of tables, where it is not to be that of the terminal."),
            ("NO_COLOR", "If set, no colour and no links on a terminal."),
            ("FORCE_COLOR", "If set, colour in a pipe, too."),
        ]
    )
    *remarks, example = (program.epilog or "").split("\n\n")
    yield ".SH FILES"
    yield from (_text(remark) for remark in remarks)
    yield ".SH EXAMPLES"
    yield from _example(example)


def _usage(path: str, command: Command) -> str:
    return usage(path, command, _parameters(command))


def _parameters(command: Command) -> list[typer.models.ParameterInfo]:
    return command.get_params(typer.Context(command, help_option_names=["-h", "--help"]))


def _list(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, explanation in rows:
        yield from (".TP", f".B {_text(term.strip())}", _text(explanation))


def _example(text: str) -> Iterator[str]:
    yield from (".PP", ".nf", ".RS")
    yield from (_text(line) for line in f"mss-gap {text}".splitlines())
    yield from (".RE", ".fi")


def _text(text: str) -> str:
    """Text that troff prints as it is: no sign of it is a request, and a hyphen can be copied."""
    signs = (SIGNS.get(sign, sign if sign.isascii() else f"\\[u{ord(sign):04X}]") for sign in text)
    line = "".join(signs).replace('"', "\\(dq")
    return f"\\&{line}" if line.startswith(".") else line
