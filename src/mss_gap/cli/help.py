"""The help of a command as plain text: no colour, no box, and no word broken at the end of a line."""

import shutil
from collections.abc import Iterable, Mapping
from textwrap import TextWrapper
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typer._click import Context, Parameter

NARROWEST, WIDEST = 40, 100
"""Columns of a help, however wide the terminal is."""
INDENT = "  "
FIRST_COLUMN = 0.3
"""The share of a line for a term; the explanation of a longer one starts a line of its own."""
KEPT = "\xa0"
"""A space at which no line ends."""
EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "": "summary --as-of 2025-06-27",
        "summary": "summary --as-of 2025-06-27",
        "countries": "countries personnel",
        "show": "show personnel",
        "history": "history personnel --by-country",
        "context": "context --format markdown",
        "sources": "sources --json",
        "pace": "pace funding",
        "what-if": "what-if --withdraw kenya --deliver personnel:JM=200",
        "compare": "compare --from 2024-12-31 --to 2025-06-27",
        "claims": "claims --commitment personnel",
        "init": 'init mission.toml --name "A mission" --unit personnel --headline 2500',
        "validate": "validate commitments.toml",
        "schema": "schema summary",
        "add": 'add source un-1 --title "A report" --url https://example.org/report',
        "add actual": "add actual personnel --country kenya --date 2025-10-01 --total 720 \\\n"
        "      --source https://example.org/report",
        "add pledge": "add pledge personnel --country chad --date 2025-10-01 --total 400 \\\n"
        "      --status on-hold --source https://example.org/report",
        "add source": 'add source un-1 --title "A report" --url https://example.org/report',
        "add claim": 'add claim "barely 1,000 officers" --commitment personnel \\\n'
        "      --measure actual --value 1000 --source https://example.org/report",
        "report": "report --output report.html",
        "plot": "plot personnel --output personnel.svg",
    }
)
"""A call of each command, without the name of the program."""


def help_text(context: "Context", commands: "Mapping[str, Iterable[tuple[str, str]]]") -> str:
    """The help of the command of a context: `commands` are what it has below it, by the headings, with what they do."""
    command = context.command
    parameters = command.get_params(context)
    arguments = [(_metavar(each), _explained(each)) for each in parameters if each.param_type_name == "argument"]
    options = [(_spelt(each), _explained(each)) for each in parameters if each.param_type_name == "option"]
    name, *below = context.command_path.split(" ")
    sections = {"Arguments": arguments, "Options": options, **commands}
    parts = [
        _wrapped("Usage: ", " ".join([name, *below, "[OPTIONS]", *_usage(parameters, has_commands=bool(commands))])),
        _wrapped(INDENT, command.help or ""),
        *(f"{heading}:\n{_rows(rows)}" for heading, rows in sections.items() if rows),
        _wrapped(INDENT, command.epilog) if command.epilog else "",
        f"Example:\n{INDENT}{name} {EXAMPLES[' '.join(below)]}\n",
    ]
    return "\n".join(filter(None, parts))


def _usage(parameters: "Iterable[Parameter]", *, has_commands: bool) -> list[str]:
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    words = [_metavar(each) if each.required else f"[{_metavar(each)}]" for each in arguments]
    return [*words, "COMMAND ..."] if has_commands else words


def _metavar(parameter: "Parameter") -> str:
    return str(parameter.metavar or "")


def _spelt(option: "Parameter") -> str:
    """An option as one may write it, the long name below that of others."""
    short = [name for name in option.opts if not name.startswith("--")]
    long = [name for name in option.opts if name.startswith("--")]
    return f"{short[0] + ', ' if short else '    '}{long[0]} {_metavar(option)}".rstrip()


def _explained(parameter: "Parameter") -> str:
    """What a parameter is for, with the value that it has without being given."""
    default = parameter.default if getattr(parameter, "show_default", False) else None
    remark = f" [default:{KEPT}{default}]" if default else " [required]" if parameter.required else ""
    return f"{getattr(parameter, 'help', None) or ''}{remark}"


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    """Terms, each with its explanation beside it or below it."""
    rows = list(rows)
    column = min(int(FIRST_COLUMN * _width()), max(len(term) for term, _ in rows)) + 2 * len(INDENT)
    lines = []
    for term, explanation in rows:
        start = f"{INDENT}{term}"
        fits = len(start) <= column - len(INDENT)
        lines += [] if fits else [f"{start}\n"]
        lines.append(_wrapped(start.ljust(column) if fits else " " * column, explanation))
    return "".join(lines)


def _wrapped(start: str, text: str) -> str:
    """A text in lines as wide as the terminal, below each other after their start; no word is broken."""
    wrapper = TextWrapper(
        width=_width(),
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{wrapper.fill(text).replace(KEPT, ' ')}\n"


def _width() -> int:
    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
