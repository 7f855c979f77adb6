"""Text from a ledger is data: whatever it holds, it acts nowhere."""

import csv
import html
import io
import json
import re
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
MARKING = "|\\`*_{}[]()<>#+-=.!~$&:/@'\"; 1w,"
HOSTILE = st.text(st.one_of(st.sampled_from(ACTING + MARKING), st.characters()))
UNSEEN = '"\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufeff'
BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
BREAK = "<!-- -->"
"""What ends a word in Markdown and shows nothing."""
REFERENCES = (
    r"(?i)\b(?:https?|ftp)://\S|\bwww\.\S",
    r"[\w.+-]+@[\w-]+|(?i:mailto|xmpp):\S+@\S",
    r"@\w",
    r"#\d|\bGH-\d",
    r"\b[0-9a-f]{7,40}\b",
    r":[a-z0-9_+-]+:",
)
"""What GitHub looks for in each run of letters of a drawn page that no tag interrupts."""
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
@example("\ufeff=1+1")
@example("\u200b\u2060 \u00ad=1+1")
@example("a;=cmd|'/C calc'!A0")
@example('a";"=1+1;b')
@example("a\t=1+1")
@example("a|@SUM(1)")
@example("a,\ufe63 1")
@example("\u207b1")
def test_a_cell_never_starts_a_formula_whatever_parts_it(text: str) -> None:
    for part in re.split("[,;|\t]", defused(text)):
        seen = "".join(it for it in part if not it.isspace() and it not in UNSEEN)
        assert not unicodedata.normalize("NFKC", seen).startswith(("=", "+", "-", "@", "\u2212")), text


@given(HOSTILE)
def test_a_cell_is_the_text_with_apostrophes_at_most(text: str) -> None:
    assert defused(text).replace("'", "") == plain(text).replace("'", "")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("a;=cmd|'/C calc'!A0", "a;'=cmd|'/C calc'!A0"),
        ("a; =1; b; -2", "a;' =1; b;' -2"),
        ('a;"=1+1', "a;'\"=1+1"),
        ("https://example.org/?a=1+1", "https://example.org/?a=1+1"),
        ("Côte d'Ivoire - a-b + c", "Côte d'Ivoire - a-b + c"),
    ],
)
def test_a_cell_has_an_apostrophe_where_a_formula_could_start_and_nowhere_else(text: str, cell: str) -> None:
    assert defused(text) == cell


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
                assert child.type in {"text", "text_special", "softbreak"} or child.content == BREAK, child
                text += child.content.removeprefix(BREAK)
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
        ("https://evil.example", "https:/<!-- -->/evil.example"),
        ("www.evil.example", "www<!-- -->.evil.example"),
        ("user@evil.example", "user@<!-- -->evil.example"),
        ("evil.com, ledger.toml", r"evil\.com, ledger.toml"),
        ("@octocat #123 GH-1", r"@<!-- -->octocat \#<!-- -->123 GH<!-- -->-1"),
        ("0123456789abcdef", "012345<!-- -->6789ab<!-- -->cdef"),
        (":smile:", ":<!-- -->smile:"),
        ("a @ b # c: d", r"a @ b \# c: d"),
        ("39.6% of 2,500. Then", "39.6% of 2,500. Then"),
        ("2025-06-27, U.S.", "2025-06-27, U.S."),
        ("-5", "-5"),
    ],
)
def test_what_markdown_would_take_for_a_sign_is_escaped_and_nothing_else(text: str, written: str) -> None:
    assert in_markdown(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "user@evil.example",
        "mailto:x@y.z",
        "xmpp:a@b.c/chat",
        "@octocat",
        "see @octo-org/team, (@octocat)",
        "#123",
        "octo/repo#1",
        "GH-1, gh-22",
        "www.evil.example",
        "WWW.1und1.de",
        "http://evil.example",
        "https://1.2.3.4/@a",
        "ftp://evil.example",
        "//evil.example",
        "evil.com",
        "Evil.ORG/x",
        "evil.info",
        "evil.xn--p1ai",
        "президент.рф",
        "octo/repo@0123456789abcdef0123456789abcdef01234567",
        "0123456",
        "deadbeefdeadbeef",
        ":smile: :+1::tada:",
        "a_b@c_d.example",
        "https://evil.example/a_b?c=d&e=<f>|g",
    ],
)
def test_what_a_program_would_take_for_a_reference_stays_text(text: str) -> None:
    document = f"## {in_markdown(text)}\n\n{in_markdown(text)}\n\n| a |\n| --- |\n| **{in_markdown(text)}** |\n"
    page = MARKDOWN.render(document)
    assert html.unescape(re.sub("<[^>]*>", "", page)).count(text) == 3
    runs = [html.unescape(run) for run in re.split("<[^>]*>", page)]
    assert [run for run in runs if any(re.search(reference, run) for reference in REFERENCES)] == []
    pytest.importorskip("linkify_it", reason="linkify-it-py is not installed")
    assert "<a" not in MarkdownIt("gfm-like").render(document)
