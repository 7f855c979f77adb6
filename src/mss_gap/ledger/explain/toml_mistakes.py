"""Explains a line that is not TOML: what is wrong with it, and what to write instead.

A mistake is recognised by the line where the parser stopped: what is at that place, before it and after it. Patterns
see a bounded part of a line, so that a line of a million characters costs no more than any other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from mss_gap.ledger.check import shown
from mss_gap.ledger.explain.ledger_tables import TABLES
from mss_gap.ledger.explain.positions import find_duplicate
from mss_gap.ledger.explain.toml_patterns import COLON, LETTERS, LINES, NO_FORM, NO_VALUE, VALUES, first_match

MOST_READ = 200
"""Characters of a line that patterns see, from its start or from the value's."""
MOST_READ_BACK = 10_000
"""Characters of a text that are searched from its end for what was left open."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a position of a text, and what to write instead."""

    position: int
    message: str
    hint: str


class Refusal(StrEnum):
    """What tomli refuses, each with the pattern of tomli's wordings.

    The wordings are not part of tomli's interface: a test reads them from its source, and tomli has an upper bound.
    """

    DUPLICATE = r"Cannot overwrite a value|Cannot (?:declare|mutate|redefine) .+|Duplicate inline table key .+"
    OPEN_TEXT = r"Unterminated string|(?:Illegal|Found invalid) character '\\n'|Expected \"(?P<quote>'+)\""
    ESCAPE = r"Unescaped .+|Escaped character .+|Invalid hex value"
    OPEN_LIST = r"Unclosed array"
    OPEN_TABLE = r"Unclosed inline table"
    VALUE = r"Invalid value"
    LINE = (
        r"Invalid (?:statement|initial character .+|date or datetime)|Expected (?:newline|'='|'\]+') .+"
        r"|(?:Illegal|Found invalid) character .+"
    )

    @classmethod
    def of(cls, wording: str) -> "Refusal | None":
        """The refusal that a message of tomli words; None where the wording is new."""
        return next((refusal for refusal in cls if re.fullmatch(refusal, wording)), None)


_UNCLOSED: Mapping[Refusal | None, str] = MappingProxyType({Refusal.OPEN_LIST: "]", Refusal.OPEN_TABLE: "}"})
"""The bracket that is missing, by what tomli refuses."""


def mistake(text: str, position: int, said: str) -> Mistake:
    """The mistake behind tomli's message at a position: first what tomli is sure of, then what the line looks like.

    Where neither tells, tomli's own message.
    """
    refusal = Refusal.of(said)
    if refusal is Refusal.DUPLICATE:
        return _duplicate(text, position)
    if refusal is Refusal.OPEN_TEXT:
        return _open_text(text, position, said)
    if refusal is Refusal.ESCAPE:
        return Mistake(
            text.rfind("\\", 0, position),
            "this is not a known escape sequence",
            "write \\\\ for a backslash, or put the text in single quotes: '…'",
        )
    at = text[position : position + 1]
    if at and (strange := _strange_character(at)):
        return Mistake(position, *strange)
    if not at and (opening := _open_bracket(text)):
        kind, bracket = ("list", "]") if opening["bracket"] == "[" else ("table", "}")
        return Mistake(
            opening.start("bracket"), f"the {kind} that opens here is not closed", f'close it with "{bracket}"'
        )
    start = text.rfind("\n", 0, position) + 1
    line = text[start : position + MOST_READ].split("\n", 1)[0]
    found = _in_line(line, position - start, start, refusal)
    if refusal is None and (found.message, found.hint) in (NO_FORM, NO_VALUE):
        return Mistake(position, said[:1].lower() + said[1:], found.hint)
    return found


def _duplicate(text: str, position: int) -> Mistake:
    # What follows does not matter, and may be a hundred megabytes.
    end = text.find("\n", position)
    found = find_duplicate(text if end < 0 else text[: end + 1], position)
    if found is None:
        return Mistake(position, "duplicate key", "keep one of the two")
    place = f"; the other is on line {found.other_line}" if found.other_line else ""
    if not found.is_table:
        return Mistake(found.position, f"duplicate key {shown(found.name)}{place}", "keep one of the two")
    table = TABLES.get(found.name)
    if table is None:
        hint = "write the keys of both below one header, or give one of them another id"
    elif table.is_list:
        hint = f"write {table.header}, in double brackets, for each"
    else:
        hint = "write the keys of both below one header"
    return Mistake(found.position, f"duplicate table [{found.name}]{place}", hint)


def _open_text(text: str, position: int, said: str) -> Mistake:
    start = text.rfind("\n", 0, position) + 1
    expected = re.fullmatch(Refusal.OPEN_TEXT, said)
    quote = (expected and expected["quote"]) or ('"""' if text.count('"""', 0, position) % 2 else "")
    opened = text.rfind(quote, 0, position) if quote else start
    if not quote:
        for match in re.finditer(r"\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|[\"']", text[start:position]):
            if len(match[0]) == 1:
                opened, quote = start + match.start(), match[0]
                break
    typographic = re.search(r"[\u201c-\u201f\u2018-\u201b]", text[opened:position][-MOST_READ:])
    straight = "a straight quotation mark: " if typographic else ""
    return Mistake(opened, "a text is not closed", f"close it with {straight}{quote}")


def _strange_character(at: str) -> tuple[str, str] | None:
    """What to say of a character that is wrong wherever the parser stops at it; None for others."""
    if at == "\r":
        return (
            "this line ends in a carriage return without a line feed",
            'save the file with the line ends "LF" or "CRLF"',
        )
    if at == "\N{NO-BREAK SPACE}":
        return "this is a no-break space", "write an ordinary space"
    if not at.isprintable() and at not in "\n\t":
        return f"this is an invisible character: U+{ord(at):04X}", "delete it"
    if at in "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb":
        return f"{at} is not a quotation mark of TOML", 'write straight quotation marks: "…"'
    return None


def _open_bracket(text: str) -> re.Match[str] | None:
    """The bracket after the last key whose value has one, if fewer of its kind close after it than open."""
    values = list(_BRACKET_OF_VALUE.finditer(text, max(0, len(text) - MOST_READ_BACK)))
    if not values:
        return None
    opening = values[-1]
    rest = text[opening.start("bracket") :]
    closing = "]" if opening["bracket"] == "[" else "}"
    return opening if rest.count(opening["bracket"]) > rest.count(closing) else None


_BRACKET_OF_VALUE = re.compile(r"=[ \t]*+(?P<bracket>[\[{])")


def _in_line(line: str, column: int, start: int, refusal: Refusal | None) -> Mistake:
    """The mistake in a line: in its header, in the value where the parser stopped, or in the line's form."""
    here = start + column
    written = line[:MOST_READ]
    if _begins_anew(written, column) and refusal in (Refusal.OPEN_LIST, Refusal.OPEN_TABLE, Refusal.VALUE):
        kind, bracket = ("table", "}") if refusal is Refusal.OPEN_TABLE else ("list", "]")
        return Mistake(start, f"the {kind} above is not closed", f'close it with "{bracket}" before this line')
    if written.lstrip().startswith("[") and "=" not in line[:column]:
        return Mistake(here, *_header(written, column))
    opening = max(line.rfind(mark, 0, column) for mark in "=[,{")
    rest = line[column:][:MOST_READ]
    if opening < 0:
        return Mistake(here, *_form(written, rest, refusal))
    if line[:column].rstrip().endswith(('"', "'")):
        return Mistake(here, *_after_text(rest, refusal))
    value = line[opening + 1 :].lstrip()
    if line[opening] == "{":
        return Mistake(here, *_form(value, rest, refusal))
    found = first_match(VALUES, value[:MOST_READ])
    if not found and refusal in _UNCLOSED:
        return Mistake(here, *_in_between(rest, refusal))
    return Mistake(start + len(line) - len(value), *(found or NO_VALUE))


def _begins_anew(line: str, column: int) -> bool:
    """Whether a line is a header or a pair of its own, and the parser stopped before its name was over."""
    return "=" not in line[:column] and re.match(r"\s*(?:\[+[\w.\"' -]+\]|[\w.-]+\s*=)", line) is not None


def _form(written: str, rest: str, refusal: Refusal | None) -> tuple[str, str]:
    """What is wrong with the form of a line, or of an inline table, from its start on."""
    return (refusal not in _UNCLOSED and first_match(LINES, written[:MOST_READ])) or _in_between(rest, refusal)


def _in_between(rest: str, refusal: Refusal | None) -> tuple[str, str]:
    """What to say where no pattern matches."""
    if refusal in _UNCLOSED:
        bracket = _UNCLOSED[refusal]
        return (
            f'a comma or a closing "{bracket}" is missing before this',
            f'separate with commas, and close with "{bracket}"',
        )
    if rest[:1] and not rest[0].isascii():
        return f'the character "{rest[0]}" is not allowed in a key', LETTERS
    return NO_FORM


def _header(line: str, column: int) -> tuple[str, str]:
    """What is wrong with a line that begins with a bracket."""
    name = line.strip().lstrip("[").partition("]")[0]
    opening, closing = ("[[", "]]") if line.lstrip().startswith("[[") else ("[", "]")
    at = line[column : column + 1]
    words = "-".join(re.findall(r"[A-Za-z0-9_.-]+", name))
    if not words.strip(".") or re.search(r"^\s*\.|\.\s*(\.|$)", name):
        return "a name is missing in the header", "write it: [commitments.ID]"
    if at in ("", "#", "]"):
        return "the brackets of the header do not match", f"write {opening}{words}{closing}"
    if "]" in line[:column]:
        return "something follows the header", "write it on a line of its own"
    if line[:column].endswith((" ", "\t")):
        return "a name in the header has a space", f"write it in one word: {opening}{words}{closing}"
    return f'the character "{at}" is not allowed in a name', LETTERS


def _after_text(rest: str, refusal: Refusal | None) -> tuple[str, str]:
    """What is wrong with what follows a closing quotation mark."""
    if refusal in _UNCLOSED:
        return _in_between(rest, refusal)
    if rest[:1] in (",", ";"):
        return f'a "{rest[0]}" follows the value', "delete it, and write each key on a line of its own"
    if rest.startswith(":"):
        return COLON
    if re.match(r"[\w-]+\s*=", rest):
        return "this line has a second key", "write each key on a line of its own"
    return "something follows the text", 'write one pair of quotation marks around it all, and \\" for one within it'
