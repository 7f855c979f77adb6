"""Completion as shells ask for it: the script that sets a shell up, and the answer at each Tab.

A shell gets words with texts to show beside them, and evaluates neither. Words with other signs are not offered.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from importlib.resources import files

import typer
from typer._completion_classes import BashComplete  # Typer makes nothing public that finds out what completes a word

from mss_gap.cli.complete import Shell

HARMLESS = re.compile(r"-{0,2}\w[\w.:=-]*")
"""A word that no shell acts on, and that needs no quotes in any of them."""
LONGEST_TEXT = 60
"""Characters of a text beside a word, so that a line of both fits a terminal."""


def script(shell: Shell) -> str:
    """What sets up completion in a shell."""
    return files("mss_gap.cli").joinpath("completion", shell).read_text(encoding="utf-8")


def answer(app: typer.Typer, request: Sequence[str]) -> str:
    """What a shell is to offer, a line a word: `request` has its name, and the words up to the cursor as typed."""
    shell, *words = request or [""]
    typed = rejoined(words) if shell == Shell.BASH else words
    *before, current = [unquoted(word) for word in typed] or [""]
    # bash puts in what comes after the last sign at which it took the word apart.
    last = words[-1] if words else ""
    apart = len(current) - len(unquoted(last.strip(":=") and last)) if shell == Shell.BASH else 0
    lines = []
    for word, text in _offered(app, before, current):
        meaning = f"\t{_cut(text)}" if text and shell != Shell.BASH else ""
        lines.append(f"{word[apart:]}{meaning}\n")
    return "".join(lines)


def _offered(app: typer.Typer, before: list[str], current: str) -> Iterator[tuple[str, str]]:
    """Each harmless word that may take the place of the current one, whole, and what it means."""
    from mss_gap.render.harmless import plain

    assigned = current.startswith("--") and "=" in current
    option, equals, value = current.partition("=") if assigned else ("", "", current)
    asked = BashComplete(typer.main.get_command(app), {}, "mss-gap", "")
    for item in asked.get_completions(before, current):
        word = str(item.value)
        # What a ledger calls "--output" is no word to offer where an option is possible.
        if HARMLESS.fullmatch(word) and word.startswith("-") == value.startswith("-"):
            yield f"{option}{equals}{word}", plain(item.help or "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def unquoted(word: str) -> str:
    r"""A word as the program would be given it, without its quotes; nothing in it is expanded.

    >>> unquoted("it's"), unquoted('"a b'), unquoted(r"a\ b"), unquoted("$(x)")
    ('its', 'a b', 'a b', '$(x)')
    """
    lexer = shlex.shlex(word, posix=True)
    lexer.whitespace = lexer.commenters = ""
    lexer.whitespace_split = True
    try:
        return lexer.get_token() or ""
    except ValueError:  # a quote is open still, and what it holds so far is the word
        return lexer.token


def rejoined(words: Sequence[str]) -> list[str]:
    """The words of a line as they were typed, from those that bash makes of them.

    >>> rejoined(["what-if", "--deliver", "men", ":", "KE", "=", "2"]), rejoined(["show", "men", ":", ""])
    (['what-if', '--deliver', 'men:KE=2'], ['show', 'men:', ''])
    """
    typed: list[str] = []
    apart = True
    for word in words:
        is_sign = bool(word) and not word.strip(":=")
        if word and typed and (is_sign or not apart):
            typed[-1] += word
        else:
            typed.append(word)
        apart = not is_sign
    return typed
