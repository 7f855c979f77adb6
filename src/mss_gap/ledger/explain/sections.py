"""Cuts a large text at the headers of its tables, so that only what is asked for need be parsed.

A line that begins with a header that has bare keys only is a header, and nothing else, wherever no text spans several
lines: within a list that spans lines it would be no value. Anything that could be read in two ways is left to the parse
of the whole text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
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
    if len(text) <= SMALL or '"""' in text or "'''" in text or _INDENTED.search(text):
        return None
    sections: list[Section] = []
    for section in _between_brackets(text):
        if section is None:
            return None
        if section.name is None and sections:
            sections[-1] = sections[-1]._replace(end=section.end, is_plain=False)
        else:
            sections.append(section)
    return sections


_INDENTED = re.compile(r"\n[ \t]+\[|\A[ \t]+\[")
"""A header, or a list within a list: which of both, only a parser knows."""
_HEADER = re.compile(r"\[(\[)?([A-Za-z][A-Za-z0-9_-]*)((?:\.[A-Za-z0-9_-]+)*)\](?(1)\])[ \t]*(?:#.*)?\r?")
_VALUES = frozenset({"true", "false", "inf", "nan"})
"""The bare words that are values, so that `[true]` may be a list."""


class _Header(NamedTuple):
    name: str | None
    is_entry: bool
    is_clear: bool
    """Whether it is known what the line is, or that it cannot be the header of an entry."""


@lru_cache(maxsize=4096)
def _header_in(line: str) -> _Header:
    found = _HEADER.fullmatch(line)
    opens_two = line.startswith("[[")
    if found is None or (not found[3] and found[2] in _VALUES) or (opens_two and found[3]):
        return _Header(None, is_entry=False, is_clear=not opens_two)
    return _Header(found[2], is_entry=opens_two, is_clear=True)


def _between_brackets(text: str) -> Iterator[Section | None]:
    """What is before the first line that begins with a bracket, and from each such line to the next.

    None in place of one whose line may be the header of an entry and may be something else.
    """
    first, *others = f"\n{text}".split("\n[")
    # Of the text itself, without the line feed that was put before it.
    start = len(first)
    row = first.count("\n")
    yield Section(0, start, 0, None, is_entry=False)
    for other in others:
        end = min(start + len(other) + 2, len(text))
        header = _header_in(f"[{other.partition(chr(10))[0]}")
        yield Section(start, end, row, header.name, header.is_entry) if header.is_clear else None
        row += other.count("\n") + 1
        start = end
