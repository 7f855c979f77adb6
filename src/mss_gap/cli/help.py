"""The help of a command as plain text: no colour, no box, and no word broken at the end of a line."""

from collections.abc import Iterable
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperGroup, TyperOption

from mss_gap.cli.output import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Command, Parameter

NARROWEST, WIDEST = 40, 100
"""Columns of a help, however wide the terminal is."""
INDENT = "  "
FIRST_COLUMN = 0.3
"""The share of a line for a term; the explanation of a longer term starts on the next line."""
KEPT = "\xa0"
"""A space at which no line is broken."""
FLAG = ""
"""What a help shows for the value of an option that takes none."""


def help_text(path: str, command: "Command", parameters: "Sequence[Parameter]") -> str:
    """Return the help of a command: `path` is how it is called, from the name of the program on.

    The last paragraph of the command's epilog is an example, without the name of the program.
    """
    *remarks, example = (command.epilog or "").split("\n\n")
    parts = [
        _wrap("Usage: ", usage(path, command, parameters)),
        _wrap(INDENT, command.help or ""),
        *(f"{heading}:\n{_rows(rows)}" for heading, rows in terms(command, parameters).items()),
        *(_wrap(INDENT, remark) for remark in remarks),
        f"Example:\n{INDENT}{path.partition(' ')[0]} {example}\n",
    ]
    return "\n".join(parts)


def usage(path: str, command: "Command", parameters: "Sequence[Parameter]") -> str:
    """Return how a command is called."""
    arguments = [each for each in parameters if isinstance(each, TyperArgument)]
    words = [path, "[OPTIONS]", *(_metavar(each) if each.required else f"[{_metavar(each)}]" for each in arguments)]
    return " ".join([*words, "COMMAND ..."] if isinstance(command, TyperGroup) else words)


def terms(command: "Command", parameters: "Sequence[Parameter]") -> dict[str, list[tuple[str, str]]]:
    """Return what a help explains: under each heading the terms, each with its explanation."""
    sections = {
        "Arguments": [(_metavar(each), _explanation(each)) for each in parameters if isinstance(each, TyperArgument)],
        "Options": [(_spelling(each), _explanation(each)) for each in parameters if isinstance(each, TyperOption)],
    }
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            heading = getattr(below, "rich_help_panel", None) or "Commands"
            sections.setdefault(heading, []).append((name, below.help or ""))
    return {heading: rows for heading, rows in sections.items() if rows}


def _metavar(parameter: TyperArgument | TyperOption) -> str:
    return str(parameter.metavar or "")


def _spelling(option: TyperOption) -> str:
    """Return an option as it is written, with the long names in one column."""
    short = [name for name in option.opts if not name.startswith("--")]
    long = [name for name in option.opts if name.startswith("--")]
    return f"{short[0] + ', ' if short else '    '}{long[0]} {_metavar(option)}".rstrip()


def _explanation(parameter: TyperArgument | TyperOption) -> str:
    """Return what a parameter is for, and its default."""
    default = parameter.default if parameter.show_default else None
    remark = f" [default:{KEPT}{default}]" if default else " [required]" if parameter.required else ""
    return f"{parameter.help or ''}{remark}"


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    """Write terms, each with its explanation beside or below it."""
    rows = list(rows)
    column = min(int(FIRST_COLUMN * _width()), max(len(term) for term, _ in rows)) + 2 * len(INDENT)
    lines = []
    for term, explanation in rows:
        start = f"{INDENT}{term}"
        fits = len(start) <= column - len(INDENT)
        lines += [] if fits else [f"{start}\n"]
        lines.append(_wrap(start.ljust(column) if fits else " " * column, explanation))
    return "".join(lines)


def _wrap(start: str, text: str) -> str:
    """Break a text into lines as wide as the terminal, indented like its start; no word is broken."""
    wrapper = TextWrapper(
        width=_width(),
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{wrapper.fill(text).replace(KEPT, ' ')}\n"


def _width() -> int:
    return min(max(width(), NARROWEST), WIDEST)
