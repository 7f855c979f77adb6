"""Text from a ledger is data: whatever it holds, it acts nowhere."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mss_gap.render.harmless import defused, escaped_in_json, in_markdown, plain

ACTING = (
    "\x00\x07\x1b\x7f\x85\x9b\t\r\n\v\f\x1c\u2028\u2029"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\ufeff\ufff9\ufffa\ufffb\U000e0001\U000e0041"
)
MARKING = "|\\`*_{}[]()<>#+-=.!~$&:/@'\"; 1w"
HOSTILE = st.text(st.one_of(st.sampled_from(ACTING + MARKING), st.characters()))
BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def acts(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in BIDIRECTIONAL
        or character in "\u061c\u200e\u200f"
    )


@given(st.text(st.one_of(st.sampled_from(ACTING), st.characters(exclude_categories=()))))
def test_plain_text_has_no_control_no_line_break_and_no_mark_of_direction(text: str) -> None:
    assert [character for character in plain(text) if acts(character)] == []


@given(HOSTILE)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S"])))
def test_text_that_cannot_act_is_left_alone(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "?[31mred?[0m"),
        ("\x1b]8;;https://evil.example\x07click\x1b]8;;\x07", "?]8;;https://evil.example?click?]8;;?"),
        ("two\nlines\r\nand\ttab", "two lines and tab"),
        ("one\u2028two\u2029three", "one two three"),
        ("user\u202etxt.exe", "user?txt.exe"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
        ("Türkiye, Côte d'Ivoire, 海地, 👩‍🚒", "Türkiye, Côte d'Ivoire, 海地, 👩‍🚒"),
        ("half \ud83d of a character", "half ? of a character"),
        ("", ""),
    ],
)
def test_what_acts_is_shown_and_the_rest_stays(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(HOSTILE)
@example("\U000e0001\U000e0041 \x7f\x85\u202e")
def test_an_escaped_document_holds_the_same_data_and_nothing_that_acts(text: str) -> None:
    document = json.dumps({"text": text, text: [1, "\n"]}, ensure_ascii=False, indent=2)
    escaped = escaped_in_json(document)
    assert json.loads(escaped) == json.loads(document)
    assert [character for character in escaped if acts(character) and character != "\n"] == []


def test_half_a_character_survives_in_json() -> None:
    assert escaped_in_json('"\udcff"') == '"\\udcff"'


@given(HOSTILE)
@example("\n=1+1")
@example(" \t=1+1")
@example("\uff1d1+1")
def test_a_cell_never_starts_a_formula(text: str) -> None:
    assert (
        not defused(text).lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    )


@given(HOSTILE)
def test_a_cell_is_the_text_behind_an_apostrophe_at_most(text: str) -> None:
    assert defused(text).removeprefix("'") == plain(text).removeprefix("'")


@given(st.lists(HOSTILE, min_size=1))
def test_cells_come_back_from_csv_as_they_were(texts: list[str]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow([defused(text) for text in texts])
    assert list(csv.reader(io.StringIO(written.getvalue()))) == [[defused(text) for text in texts]]


def shown_by_markdown(document: str) -> tuple[list[str], str]:
    """The kinds of block, and the text between them; anything live adds kinds of its own."""
    blocks, text = [], ""
    for token in MARKDOWN.parse(document):
        if token.type == "inline":
            for child in token.children or []:
                assert child.type in {"text", "text_special", "softbreak"}, child
                text += child.content
        else:
            blocks.append(token.type)
    return blocks, text


@given(HOSTILE)
def test_a_markdown_cell_shows_the_text_letter_by_letter(text: str) -> None:
    blocks, shown = shown_by_markdown(f"| a |\n| --- |\n| {in_markdown(text)} |\n")
    assert shown == "a" + plain(text).strip()
    assert blocks.count("td_open") == 1


@given(HOSTILE.filter(lambda text: plain(text).strip()))
@example("1986. A year")
@example("- a list")
@example("---")
@example("# a heading ##")
@example("    code")
@example("=")
def test_a_markdown_list_item_shows_the_text_letter_by_letter(text: str) -> None:
    blocks, shown = shown_by_markdown(f"1. {in_markdown(text)}\n")
    assert shown == plain(text).strip()
    assert blocks == [
        "ordered_list_open",
        "list_item_open",
        "paragraph_open",
        "paragraph_close",
        "list_item_close",
        "ordered_list_close",
    ]


@given(HOSTILE.filter(lambda text: plain(text).strip()))
def test_a_markdown_heading_shows_the_text_letter_by_letter(text: str) -> None:
    assert shown_by_markdown(f"## {in_markdown(text)}\n") == (["heading_open", "heading_close"], plain(text).strip())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("[click](javascript:x)", r"\[click\](javascript:x)"),
        ("![image](x)", r"!\[image\](x)"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("*bold* _thin_ ~~gone~~ `code` $x$", r"\*bold\* \_thin\_ \~\~gone\~\~ \`code\` \$x\$"),
        ("https://evil.example www.evil.example", r"https\://evil.example www\.evil.example"),
        ("39.6%", "39.6%"),
        ("-5", "-5"),
    ],
)
def test_what_markdown_would_take_for_a_sign_is_escaped_and_nothing_else(text: str, written: str) -> None:
    assert in_markdown(text) == written
