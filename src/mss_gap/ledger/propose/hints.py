"""Turns a hint about a `[[tables]]` block into one about the options of `add table`."""

import re
import tomllib

from mss_gap.ledger.propose.survey import argument

_VALUES = re.compile(r'values\.(\w+) = \{ ("(?:[^"\\]|\\.)*") = ("[^"]*"|[^\s}]+) \}')
_OTHERWISE = re.compile(r'otherwise\.(\w+) = ("[^"]*"|\S+)')
_STATED = re.compile(r'\b(numbers|dates|others|stop|header|encoding|sheet) = ("(?:[^"\\]|\\.)*"|\d+)')
_TAKEN_OUT = "take columns.ref out"
_UNFIT = re.compile(r"[\x00-\x1f\x7f=]")
"""Characters that a command line cannot have, and the one that ends the text in the option."""


def in_options(hint: str) -> str:
    r"""A hint about a block, as one about the options that write it.

    >>> in_options('values.country = { "Kenja" = "…" } says who that is; others = "as-named" counts it')
    '--values "country:Kenja=…" says who that is; --others "as-named" counts it'
    >>> in_options('otherwise.amount = "not-stated" counts it as that'), in_options('say so: dates = "%d/%m/%Y"')
    ('--otherwise "amount=not-stated" counts it as that', 'say so: --dates "%d/%m/%Y"')
    >>> print(in_options('values.country = { "The \\"Big\\" Fund" = "…" }'))
    --values 'country:The "Big" Fund=…'
    """
    hint = _VALUES.sub(_values, hint)
    hint = _OTHERWISE.sub(lambda it: f'--otherwise "{it[1]}={_bare(it[2])}"', hint)
    hint = _STATED.sub(_stated, hint)
    return hint.replace(_TAKEN_OUT, "say --ref none")


def _values(found: re.Match[str]) -> str:
    text = _text(found[2])
    return found[0] if _UNFIT.search(text) else f"--values {argument(f'{found[1]}:{text}={_bare(found[3])}')}"


def _stated(found: re.Match[str]) -> str:
    if not found[2].startswith('"'):
        return f"--{found[1]} {found[2]}"
    text = _text(found[2])
    return found[0] if _UNFIT.search(text) else f"--{found[1]} {argument(text)}"


def _text(written: str) -> str:
    """The text that a TOML string means."""
    return str(tomllib.loads(f"text = {written}")["text"])


def _bare(text: str) -> str:
    return text.removeprefix('"').removesuffix('"')
