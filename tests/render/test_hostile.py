"""A ledger that tries to act in every text that it holds; nothing of it does, in any format."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from mss_gap.render.dispatch import Format
from mss_gap.render.kinds import SchemaKind

Drawn = Callable[..., str]
Text = Callable[[str, str, Format], str]

LEDGERS = Path(__file__).parents[1] / "ledgers"
NUMBER = "-?[0-9.]+"
KINDS = [kind for kind in SchemaKind if kind not in {SchemaKind.LEDGER, SchemaKind.VALIDATE}]
ATTACKS = {
    "Rich markup": "[red]x[/red] [link=https://evil.example]y[/link] :smile:",
    "colour": "\\u001b[31mred\\u001b[0m \\u009b31m",
    "hyperlink": "\\u001b]8;;https://evil.example\\u0007click\\u001b]8;;\\u0007",
    "title of the window": "\\u001b]0;owned\\u0007",
    "direction": "user\\u202Etxt.exe\\u2066 \\u200F",
    "line breaks": "a\\nb\\r\\nc\\u2028d\\u2029e\\u0085f\\u000Bg",
    "cells": "a | b || c",
    "code": "`x` ``y`` ```z```",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;",
    "Markdown": "[x](javascript:alert(1)) ![y](https://evil.example/z) *a* __b__ ~~c~~ https://evil.example",
    "heading": "# x",
    "formula": "=HYPERLINK(1)",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "tab": "\\t=1+1",
    "carriage return": "\\r=1+1",
    "semicolon": "a;=cmd|'/C calc'!A0; @SUM(1)",
    "quotes": 'a\\";\\"=1+1;b',
    "references": "user@evil.example mailto:x@y.z @octocat #123 GH-1 www.evil.example octo/repo@0123456789abcdef",
    "tags": "\\U000E0041",
}


def ledger(attack: str) -> str:
    """A ledger with an attack wherever a text may be free."""
    return (LEDGERS / "hostile.toml").read_text(encoding="utf-8").replace("ATTACK", attack)


def harmless_lines(text: str) -> bool:
    """Whether a text has printable characters and line feeds alone, and nothing that turns its direction."""
    return re.search("[^\n -~\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u2070-\U000dffff]", text) is None


@pytest.fixture(params=ATTACKS, scope="module")
def attack(request: pytest.FixtureRequest) -> str:
    return ATTACKS[request.param]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_on_a_terminal_nothing_but_our_own_colours_acts(attack: str, kind: str, width: int, drawn: Drawn) -> None:
    coloured = drawn(kind, ledger(attack), width, terminal=True)
    assert harmless_lines(re.sub("\x1b\\[[0-9;]*m", "", coloured))
    assert set(re.findall("\x1b\\[[0-9;]*m", coloured)) <= {
        f"\x1b[{style}m" for style in ("0", "1", "2", "33", "36", "1;31", "1;32")
    }
    assert harmless_lines(drawn(kind, ledger(attack), width))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "single-source"])  # it has ids and places only
def test_json_holds_the_texts_and_nothing_that_acts(attack: str, kind: str, text: Text) -> None:
    written = text(kind, ledger(attack), Format.JSON)
    document = json.loads(written)
    meant = json.loads(f'"{attack}"') if "\\U" not in attack else "\U000e0041"
    assert harmless_lines(written)
    assert [text for text in texts_in(document) if text == meant or meant in text] != []
    assert document["mission"] == meant


def texts_in(value: object) -> list[str]:
    """Every text in a document below its heading."""
    if isinstance(value, dict):
        return [text for key, item in value.items() if key != "mission" for text in texts_in(item)]
    return [text for item in value for text in texts_in(item)] if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_no_cell_that_is_a_formula(attack: str, kind: str, text: Text) -> None:
    written = text(kind, ledger(attack), Format.CSV)
    rows = list(csv.reader(io.StringIO(written)))
    assert harmless_lines(written)
    assert {len(row) for row in rows} == {len(rows[0])}
    parted = [part for line in written.splitlines() for part in re.split("[;|\t]", line)]
    texts = [text for text in (*parted, *(cell for row in rows for cell in row)) if not re.fullmatch(NUMBER, text)]
    assert [text for text in texts if text.lstrip(' "').startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_markdown_has_only_our_own_structure(attack: str, kind: str, text: Text) -> None:
    written = text(kind, ledger(attack), Format.MARKDOWN)
    harmless = text(kind, ledger("harmless"), Format.MARKDOWN)
    assert harmless_lines(written)
    assert structure(written) == structure(harmless)


def structure(document: str) -> list[str]:
    """Every block and everything live in a Markdown document, in order; words are left out."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(document)
    kinds = [
        child.type for token in tokens for child in (token, *(token.children or ())) if child.content != "<!-- -->"
    ]
    return [kind for kind in kinds if kind not in {"text", "text_special"}]
