"""Makes text of a ledger harmless: it must not act on a terminal, a spreadsheet or a Markdown page."""

import re
from functools import lru_cache

KEPT = 1 << 14
"""How many texts are kept as they were made harmless: a long table says the same again and again."""
_BREAKING = re.compile("[\t\r\n\u2028\u2029]+")
_ACTING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, the escape that starts a terminal sequence among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # marks that turn the direction of what follows
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line and paragraph separators, invisible marks
    "\ud800-\udfff"  # halves of characters, which no encoding can write
    "\U000e0000-\U000e007f"  # tags, which no font shows
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters, which neither HTML nor XML may hold
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_UNSEEN = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\U000e0100-\U000e01ef"
)
_FORMULA_SIGNS = r"=+@\u2212\u207a-\u207c\u208a-\u208c\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20-"
"""What starts a formula in a spreadsheet: =, +, - and @, and the other forms of these, which some take for the plain one."""
_BEFORE_FORMULA = re.compile(rf'(^|[,;|])(?=[\s"{_UNSEEN}]*[{_FORMULA_SIGNS}])')
"""A place before a formula: the start of the cell, or of what would be one where a program splits the line otherwise."""
_ENDS_OF_HOSTS = r"[^\W\d_]{2,3}|aero|asia|coop|info|museum|name|shop|xn--[a-z0-9-]+"
_SIGN_OF_MARKDOWN = re.compile(
    r"[\\`*_{}\[\]|~$#]"  # emphasis, code, links, cells, formulas, headings
    rf"|(?<=\w)\.(?=(?i:{_ENDS_OF_HOSTS})\b)"  # names of hosts, which some programs turn into links
    r"|^[-+](?=[-\s]|$)"  # lists and lines
)
_NUMBER_OF_ITEM = re.compile(r"^(\d+)([.)])(?=\s|$)")
_REFERENCE = re.compile(
    r"/(?=/)|www(?=\\?\.)"  # addresses
    r"|@(?=\S)"  # mail, with mailto: and xmpp: or without, and mentions
    r"|#(?=\d)|\bGH(?=-\d)"  # issues
    r"|[0-9a-f]{6}(?=[0-9a-f])"  # commits, by seven digits of their hash at least
    r"|:(?=[\w+\\-]+:)",  # emoji by their names
    re.IGNORECASE,
)
"""How that begins which GitHub turns into a link, a mention or a picture, where the rest follows."""
_LAST_OF_FOUR_DIGITS = 0xFFFF
"""The last character whose number has four hexadecimal digits."""
_BREAK = "<!-- -->"
"""Shows nothing and ends a word. A backslash would not do: GitHub looks for most references in the finished page."""


def plain(text: str) -> str:
    r"""Text in one line that cannot act: breaks become spaces, each acting character a question mark.

    >>> plain("\x1b[31mred\x1b[0m\ttape")
    '?[31mred?[0m tape'
    """
    if text.isascii() and text.isprintable():
        return text
    return _ACTING.sub("?", _BREAKING.sub(" ", text))


def escaped_in_json(document: str) -> str:
    r"""A JSON document in which acting characters inside strings are escaped: the same data, and harmless.

    >>> escaped_in_json('"a\u202eb"')
    '"a\\u202eb"'
    """
    return _ACTING.sub(lambda match: match[0] if match[0] == "\n" else _json_escape(match[0]), document)


def escaped_in_toml(document: str) -> str:
    r"""A TOML document of strings in one line in which acting characters are escaped: the same data, and harmless.

    >>> escaped_in_toml('a = "b\u202ec"')
    'a = "b\\u202ec"'
    """
    return _ACTING.sub(lambda match: match[0] if match[0] == "\n" else _toml_escape(match[0]), document)


@lru_cache(KEPT)
def defused(text: str) -> str:
    """Text for a CSV cell that a spreadsheet never takes for a formula, wherever it splits cells.

    >>> defused("=1+1"), defused("a; =1+1"), defused("Kenya")
    ("'=1+1", "a;' =1+1", 'Kenya')
    """
    return _BEFORE_FORMULA.sub(r"\1'", plain(text))


@lru_cache(KEPT)
def in_markdown(text: str) -> str:
    r"""Text that Markdown shows letter by letter, on a line of its own as well as within a table.

    >>> in_markdown("a|b <c> [d](e) *f*"), in_markdown("1. See @octocat")
    ('a\\|b &lt;c&gt; \\[d\\](e) \\*f\\*', '1\\. See @<!-- -->octocat')
    """
    # Functions, not templates: `re` would go through a template in Python at each match.
    safe = _SIGN_OF_MARKDOWN.sub(lambda sign: f"\\{sign[0]}", plain(text).strip())
    unnumbered = _NUMBER_OF_ITEM.sub(lambda number: f"{number[1]}\\{number[2]}", safe)
    untagged = unnumbered.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _REFERENCE.sub(lambda start: start[0] + _BREAK, untagged)


def counted(number: int, noun: str) -> str:
    """So many of something.

    >>> counted(0, "claim"), counted(1, "claim"), counted(76, "claim")
    ('no claims', '1 claim', '76 claims')
    """
    return f"{f'{number:,}' if number else 'no'} {noun}{'' if number == 1 else 's'}"


def _toml_escape(character: str) -> str:
    """One character as TOML escapes it: by its number."""
    number = ord(character)
    return f"\\u{number:04x}" if number <= _LAST_OF_FOUR_DIGITS else f"\\U{number:08x}"


def _json_escape(character: str) -> str:
    """One character as JSON escapes it: by its UTF-16 code units, two for those beyond U+FFFF."""
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
