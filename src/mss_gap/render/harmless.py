"""Text from a ledger is data: what keeps it from acting on a terminal, a spreadsheet or a Markdown page."""

import re
from collections.abc import Sequence

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
_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""What starts a formula in a spreadsheet; some take the full-width forms for the plain ones."""
_LIVE_IN_MARKDOWN = re.compile(
    r"[\\`*_{}\[\]|~$#]"  # emphasis, code, links, cells, formulas, headings
    r"|:(?=//)|(?<=www)\."  # addresses, which GitHub turns into links
    r"|^[-+](?=[-\s]|$)",  # lists and lines
    re.IGNORECASE,
)


def plain(text: str) -> str:
    r"""Text in one line that cannot act: breaks become spaces, each acting character a question mark.

    >>> plain("\x1b[31mred\x1b[0m\ttape")
    '?[31mred?[0m tape'
    """
    return _ACTING.sub("?", _BREAKING.sub(" ", text))


def escaped_in_json(document: str) -> str:
    r"""A JSON document in which acting characters inside strings stand as escapes: the same data, and harmless.

    >>> escaped_in_json('"a\u202eb"')
    '"a\\u202eb"'
    """
    return _ACTING.sub(lambda match: match[0] if match[0] == "\n" else _json_escape(match[0]), document)


def defused(text: str) -> str:
    """Text for a CSV cell that a spreadsheet takes for text, never for a formula.

    >>> defused("=1+1"), defused("Kenya")
    ("'=1+1", 'Kenya')
    """
    safe = plain(text)
    return f"'{safe}" if safe.lstrip().startswith(_FORMULA) else safe


def in_markdown(text: str) -> str:
    r"""Text that Markdown shows letter by letter, on a line of its own as well as within a table.

    >>> in_markdown("a|b <c> [d](e) *f*"), in_markdown("1. See www.example.org")
    ('a\\|b &lt;c&gt; \\[d\\](e) \\*f\\*', '1\\. See www\\.example.org')
    """
    safe = _LIVE_IN_MARKDOWN.sub(r"\\\g<0>", plain(text).strip())
    unnumbered = re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", safe)
    return unnumbered.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence as an English list.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def counted(number: int, noun: str) -> str:
    """So many of something.

    >>> counted(0, "claim"), counted(1, "claim"), counted(76, "claim")
    ('no claims', '1 claim', '76 claims')
    """
    return f"{f'{number:,}' if number else 'no'} {noun}{'' if number == 1 else 's'}"


def _json_escape(character: str) -> str:
    """One character as JSON escapes it: by its UTF-16 code units, of which those beyond U+FFFF have two."""
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
