"""Completion as shells ask for it: the script that sets a shell up, and the answer at each Tab.

A shell gets words with texts to show beside them, and evaluates neither. A word that a shell might act on is not offered.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from importlib.resources import files

import typer
from typer._completion_classes import BashComplete  # Typer makes nothing public that finds out what completes a word

from mss_gap.cli.complete import Shell

HARMLESS = re.compile(r"-{0,2}\w[\w.:=-]*")
"""A word that no shell acts on, and that needs no quotes."""
LONGEST_TEXT = 60
"""Characters of the text beside a word, so that both fit on a line."""


def script(shell: Shell) -> str:
    """Return what sets up completion in a shell."""
    return files("mss_gap.cli").joinpath("completion", shell).read_text(encoding="utf-8")


def answer(app: typer.Typer, request: Sequence[str]) -> str:
    """Return what a shell offers, one word a line: `request` is its name, and the words up to the cursor as typed."""
    shell, *words = request or [""]
    typed = rejoin(words) if shell == Shell.BASH else words
    *before, current = [unquote(word) for word in typed] or [""]
    # bash inserts what comes after the last sign at which it split the word.
    last = words[-1] if words else ""
    apart = len(current) - len(unquote(last.strip(":=") and last)) if shell == Shell.BASH else 0
    lines = []
    for word, text in _offers(app, before, current):
        meaning = f"\t{_cut(text)}" if text and shell != Shell.BASH else ""
        lines.append(f"{word[apart:]}{meaning}\n")
    return "".join(lines)


def _offers(app: typer.Typer, before: list[str], current: str) -> Iterator[tuple[str, str]]:
    """Yield each harmless word that may replace the current one, and what it means."""
    from mss_gap.render.harmless import plain

    assigned = current.startswith("--") and "=" in current
    option, equals, value = current.partition("=") if assigned else ("", "", current)
    asked = BashComplete(typer.main.get_command(app), {}, "mss-gap", "")
    for item in asked.get_completions(before, current):
        word = str(item.value)
        # An id such as "--output" is not offered where an option is possible.
        if HARMLESS.fullmatch(word) and word.startswith("-") == value.startswith("-"):
            yield f"{option}{equals}{word}", plain(item.help or "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def unquote(word: str) -> str:
    r"""Return a word without its quotes, as the program would get it; nothing in it is expanded.

    >>> unquote("it's"), unquote('"a b'), unquote(r"a\ b"), unquote("$(x)")
    ('its', 'a b', 'a b', '$(x)')
    """
    lexer = shlex.shlex(word, posix=True)
    lexer.whitespace = lexer.commenters = ""
    lexer.whitespace_split = True
    try:
        return lexer.get_token() or ""
    except ValueError:  # a quote is still open: the word is what it holds so far
        return lexer.token


def rejoin(words: Sequence[str]) -> list[str]:
    """Join the words that bash made of a line to those that were typed.

    >>> rejoin(["what-if", "--deliver", "men", ":", "KE", "=", "2"]), rejoin(["show", "men", ":", ""])
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
