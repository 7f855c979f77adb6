"""What a person meant who wrote a line that is not TOML: from the parser's message to words of help.

A mistake is read off the line where the parser stopped: what stands at that place, before it and behind it. Patterns
see a bounded part of a line, so that a line of a million characters costs no more than any other.
"""

import re
from dataclasses import dataclass

from mss_gap.ledger.explain.hints import TABLES
from mss_gap.ledger.explain.toml_forms import COLON, LETTERS, LINES, NO_VALUE, VALUES, first_of
from mss_gap.ledger.explain.positions import Twice, twice
from mss_gap.ledger.values import shown

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


def mistake(text: str, position: int, said: str) -> Mistake:
    """The mistake behind the parser's message at a position: first what the parser is sure of, then the line."""
    at = text[position : position + 1]
    if any(words in said for words in ("Cannot overwrite", "Duplicate", "Cannot declare", "Cannot mutate", "redefine")):
        return _stands_twice(text, position)
    if "Unterminated" in said or "'\\n'" in said or said in ('Expected "\'"', "Expected \"'''\""):
        return _text_not_closed(text, position, said)
    if "scape" in said or "hex value" in said:
        return Mistake(
            text.rfind("\\", 0, position),
            "a backslash in a text starts a code, and this is none",
            "write \\\\ for a backslash, or put the text in single quotes: '…'",
        )
    if at and (strange := _strange_character(at)):
        return Mistake(position, *strange)
    if not at and (opening := _left_open(text)):
        kind, bracket = ("list", "]") if opening["bracket"] == "[" else ("table", "}")
        return Mistake(
            opening.start("bracket"), f"the {kind} that opens here is not closed", f'close it with "{bracket}"'
        )
    start = text.rfind("\n", 0, position) + 1
    line = text[start : position + MOST_READ].split("\n", 1)[0]
    return _on_the_line(line, position - start, start, said)


def _stands_twice(text: str, position: int) -> Mistake:
    # What follows does not matter, and may be a hundred megabytes.
    end = text.find("\n", position)
    found: Twice | None = twice(text if end < 0 else text[: end + 1], position)
    if found is None:
        return Mistake(position, "this stands twice", "keep one of the two")
    place = f"; the other is on line {found.other_line}" if found.other_line else ""
    if not found.is_table:
        return Mistake(
            found.position, f"the key {shown(found.name)} stands twice in its table{place}", "keep one of the two"
        )
    header = TABLES[found.name][2] if found.name in TABLES else ""
    if header.startswith("[["):
        return Mistake(
            found.position, f"[{found.name}] stands twice{place}", f"write {header}, in double brackets, for each"
        )
    return Mistake(
        found.position,
        f"[{found.name}] stands twice{place}",
        "write the keys of both below one header" + ("" if header else ", or give one of them another id"),
    )


def _text_not_closed(text: str, position: int, said: str) -> Mistake:
    start = text.rfind("\n", 0, position) + 1
    if said.startswith("Expected"):
        quote = said.removeprefix('Expected "').removesuffix('"')
    else:
        quote = '"""' if text.count('"""', 0, position) % 2 else ""
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
    """What to say of a character that cannot stand where the parser stopped, whatever is around it."""
    if at == "\r":
        return "a line ends in a carriage return alone", 'save the file with the line ends "LF" or "CRLF"'
    if at == "\N{NO-BREAK SPACE}":
        return "a no-break space stands here", "write an ordinary space"
    if not at.isprintable() and at not in "\n\t":
        return f"an invisible character stands here: U+{ord(at):04X}", "delete it"
    if at in "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb":
        return f"{at} is not a quotation mark of TOML", 'write straight quotation marks: "…"'
    return None


def _left_open(text: str) -> re.Match[str] | None:
    """The bracket behind the last key of a text that has one, where fewer of its kind close after it than open."""
    values = list(_BRACKET_OF_VALUE.finditer(text, max(0, len(text) - MOST_READ_BACK)))
    if not values:
        return None
    opening, behind = values[-1], text[values[-1].start("bracket") :]
    closing = "]" if opening["bracket"] == "[" else "}"
    return opening if behind.count(opening["bracket"]) > behind.count(closing) else None


_BRACKET_OF_VALUE = re.compile(r"=[ \t]*+(?P<bracket>[\[{])")


def _on_the_line(line: str, column: int, start: int, said: str) -> Mistake:
    """The mistake in a line: in its header, in the value that the parser was at, or in the line's form."""
    here = start + column
    written = line[:MOST_READ]
    if _begins_anew(written, column) and said.startswith(("Unclosed", "Invalid value")):
        kind, bracket = ("table", "}") if "table" in said else ("list", "]")
        return Mistake(start, f"the {kind} above is not closed", f'close it with "{bracket}" before this line')
    if written.lstrip().startswith("[") and "=" not in line[:column]:
        return Mistake(here, *_header(written, column))
    opening = max(line.rfind(mark, 0, column) for mark in "=[,{")
    rest = line[column:][:MOST_READ]
    if opening < 0:
        return Mistake(here, *_form(written, rest, said))
    if line[:column].rstrip().endswith(('"', "'")):
        return Mistake(here, *_after_text(rest, said))
    value = line[opening + 1 :].lstrip()
    if line[opening] == "{":
        return Mistake(here, *_form(value, rest, said))
    found = first_of(VALUES, value[:MOST_READ])
    if not found and said.startswith("Unclosed"):
        return Mistake(here, *_in_between(rest, said))
    return Mistake(start + len(line) - len(value), *(found or NO_VALUE))


def _begins_anew(line: str, column: int) -> bool:
    """Whether a line is a header or a pair of its own, and the parser stopped before its name was over."""
    return "=" not in line[:column] and re.match(r"\s*(?:\[+[\w.\"' -]+\]|[\w.-]+\s*=)", line) is not None


def _form(written: str, rest: str, said: str) -> tuple[str, str]:
    """What is wrong with the form of a line, or of an inline table, from its start on."""
    return (not said.startswith("Unclosed") and first_of(LINES, written[:MOST_READ])) or _in_between(rest, said)


def _in_between(rest: str, said: str) -> tuple[str, str]:
    """What to say where the line has no form that is known."""
    if said.startswith("Unclosed"):
        bracket = "}" if "table" in said else "]"
        return (
            f'a comma or a closing "{bracket}" is missing before this',
            f'separate with commas, and close with "{bracket}"',
        )
    if rest[:1] and not rest[0].isascii():
        return f'the character "{rest[0]}" cannot stand in a key', LETTERS
    return "this line is neither a key with a value nor a header", 'write key = value, or start a remark with "#"'


def _header(line: str, column: int) -> tuple[str, str]:
    """What is wrong with a line that begins with a bracket."""
    name = line.strip().lstrip("[").partition("]")[0]
    opening, closing = ("[[", "]]") if line.lstrip().startswith("[[") else ("[", "]")
    at = line[column : column + 1]
    words = "-".join(re.findall(r"[A-Za-z0-9_.-]+", name))
    if not words.strip(".") or re.search(r"^\s*\.|\.\s*(\.|$)", name):
        return "a name is missing in the header", "write it: [commitments.personnel]"
    if at in ("", "#", "]"):
        return "the header is not closed as it is opened", f"write {opening}{words}{closing}"
    if "]" in line[:column]:
        return "something follows the header", "write it on a line of its own"
    if line[:column].endswith((" ", "\t")):
        return "a name in the header has a space", f"write it in one word: {opening}{words}{closing}"
    return f'the character "{at}" cannot stand in a name', LETTERS


def _after_text(rest: str, said: str) -> tuple[str, str]:
    """What is wrong with what follows a closing quotation mark."""
    if said.startswith("Unclosed"):
        return _in_between(rest, said)
    if rest[:1] in (",", ";"):
        return f'a "{rest[0]}" stands after the value', "take it out; each key stands on a line of its own"
    if rest.startswith(":"):
        return COLON
    if re.match(r"[\w-]+\s*=", rest):
        return "a second key stands on this line", "write each key on a line of its own"
    return "something follows the text", 'write one pair of quotation marks around it all, and \\" for one within it'
