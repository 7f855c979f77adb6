"""Cuts a large text at the headers of its tables, so that only what is asked for need be parsed.

A line that begins with a header that has bare keys only is a header, and nothing else, wherever no text spans several
lines: within a list that spans lines it would be no value. Anything that could be read in two ways is left to the parse
of the whole text.
"""

import re
from typing import NamedTuple

SMALL = 2**16
"""Characters up to which the whole of a text is parsed: that takes no time."""


class Section(NamedTuple):
    """A part of a text from a header to the next one; the first is what comes before any."""

    start: int
    """Where it starts in the text."""
    end: int
    """Where the next one starts."""
    row: int
    """How many lines are before it."""
    name: str | None
    """The first key of its header; None where it has none."""
    is_entry: bool
    """Whether its header is that of an entry, such as `[[pledges]]`."""
    is_plain: bool = True
    """Whether no other header can be in it."""


def cut(text: str) -> list[Section] | None:
    """The sections of a large text, which together are all of it; None where it must be parsed as a whole."""
    if len(text) <= SMALL or '"""' in text or "'''" in text:
        return None
    from_line_feed = f"\n{text}"
    if _INDENTED.search(from_line_feed):
        return None
    first, *others = from_line_feed.split("\n[")
    end, row = len(first), first.count("\n")
    sections = [Section(0, end, 0, None, is_entry=False)]
    headers: dict[str, _Header] = {}
    for other in others:
        start, end = end, end + len(other) + len("\n[")
        line = other[:first_line] if (first_line := other.find("\n")) >= 0 else other
        if line not in headers:
            headers[line] = _header_in(f"[{line}")
        name, is_entry, is_clear = headers[line]
        if not is_clear:
            return None
        if name is None:
            sections[-1] = sections[-1]._replace(end=end, is_plain=False)
        else:
            sections.append(Section(start, end, row, name, is_entry))
        row += other.count("\n") + 1
    sections[-1] = sections[-1]._replace(end=len(text))
    return sections


_INDENTED = re.compile(r"\n[ \t]+\[")
"""A header, or a list within a list: only a parser can tell them apart. It begins with one letter, which makes it fast."""
_HEADER = re.compile(r"\[(\[)?([A-Za-z][A-Za-z0-9_-]*)((?:\.[A-Za-z0-9_-]+)*)\](?(1)\])[ \t]*(?:#.*)?\r?")
_VALUES = frozenset({"true", "false", "inf", "nan"})
"""The bare words that are values, so that `[true]` may be a list."""


class _Header(NamedTuple):
    """What a line that begins with a bracket is."""

    name: str | None
    is_entry: bool
    is_clear: bool
    """Whether it is known what the line is, or that it cannot be the header of an entry."""


def _header_in(line: str) -> _Header:
    found = _HEADER.fullmatch(line)
    opens_two = line.startswith("[[")
    if found is None or (not found[3] and found[2] in _VALUES) or (opens_two and found[3]):
        return _Header(None, is_entry=False, is_clear=not opens_two)
    return _Header(found[2], is_entry=opens_two, is_clear=True)
