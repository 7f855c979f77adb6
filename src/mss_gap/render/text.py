"""Text from a ledger is data: what keeps it from acting on a terminal, a spreadsheet or a Markdown page."""

import re

_ACTING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, the escape that starts a terminal sequence among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of what follows
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line and paragraph separators, invisible marks
    "\ud800-\udfff"  # halves of characters, which no encoding can write
    "\U000e0000-\U000e007f"  # tags, which no font shows
    "]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    r"""Text in one line that cannot act: white space folded, and each acting character shown as a question mark.

    >>> plain("\x1b[31mred\x1b[0m\ttape")
    '?[31mred?[0m tape'
    """
    return _ACTING.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"[\t\r\n\u2028\u2029]+", " ", text)).replace(
        "\N{REPLACEMENT CHARACTER}", "?"
    )


def escaped_in_json(document: str) -> str:
    r"""A JSON document in which acting characters inside strings stand as escapes: the same data, and harmless."""
    return _ACTING.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", document)


def defused(text: str) -> str:
    """Text for a CSV cell that a spreadsheet takes for text, never for a formula.

    >>> defused("=1+1"), defused("Kenya")
    ("'=1+1", 'Kenya')
    """
    safe = plain(text)
    return f"'{safe}" if text.startswith(_FORMULA) or safe.startswith(_FORMULA) else safe


def in_markdown(text: str) -> str:
    r"""Text that Markdown shows letter by letter, also within a table.

    >>> in_markdown("a|b <c> [d](e) *f*")
    'a\\|b &lt;c&gt; \\[d\\](e) \\*f\\*'
    """
    safe = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~$])", r"\\\1", safe)
