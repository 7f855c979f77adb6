"""Patterns of mistakes in a line that is not TOML, each with what is wrong and what to write instead."""

import re
from dataclasses import dataclass

from mss_gap.ledger.check import shown
from mss_gap.ledger.guess import guess_date, guess_number, guess_period


@dataclass(frozen=True, slots=True)
class Pattern:
    """A mistake; in its words `{0}` is what was written, and `{1}` the number or date that it means."""

    regex: str
    message: str
    hint: str
    hint_where_plain: str = ""
    """The hint where the number or date that was meant is plain."""


def first_match(patterns: tuple[Pattern, ...], written: str) -> tuple[str, str] | None:
    """What is wrong and what to write instead, by the first pattern that a text begins with; None without one."""
    for mistake in patterns:
        match = re.match(mistake.regex, written, re.IGNORECASE)
        if match:
            token = match[0].strip()
            month = guess_period(token)
            guess = guess_date(token) or (f'"{month}"' if month else guess_number(token))
            hint = mistake.hint_where_plain if mistake.hint_where_plain and guess is not None else mistake.hint
            return mistake.message.format(shown(token).strip('"')), hint.format(shown(token).strip('"'), guess)
    return None


LETTERS = 'write letters from a to z, digits, "-" and "_"'
COLON = "a colon follows the key", "write an equals sign: key = value"
NO_VALUE = "this is not a value", "write a number, a date such as 2025-06-27, or a text in quotes"
NO_FORM = "this line is neither a key with a value nor a header", 'write key = value, or start a remark with "#"'
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = "write year-month-day, such as 2025-06-27"
_GUESS = "write {1}"
_TOML = "write [commitments.personnel] and, below it, lines such as pledged = 2500"
_ABSENT = "leave the key out if the figure is not known"
VALUES = (
    Pattern(r"(?:#.*)?$", "the value is missing", "write a value after the equals sign, or delete the line"),
    Pattern(r"=", "there are two equals signs", "write one"),
    Pattern(r"\(", "a list does not have round brackets", 'write square brackets: ["…", "…"]'),
    Pattern(r"\d{4}-\d{2}-\d{2}[T ]\d", "{0}… is not a date", _DAY),
    Pattern(
        r"\d{4}-\d{2}-\d{2}(?![\d-])",
        "{0} is not a day of the calendar, or something follows it",
        "write a day that exists",
        "write {1}, and nothing after it",
    ),
    Pattern(r"\d{4}-\d{1,2}-\d{1,2}(?!\d)", "{0} has a month or day of one digit", _DAY, _GUESS),
    Pattern(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}(?!\d)", "{0} is not how a date is written", _DAY, _GUESS),
    Pattern(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)", "{0} is not how a date is written", _DAY),
    Pattern(
        r"\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d]{3,9}\.? \d{4}|" + _MONTH + r" (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}",
        "{0} is not how a date is written",
        _DAY,
        _GUESS,
    ),
    Pattern(
        r"\d{4}[-/]\d{1,2}(?![\d/-])",
        "{0} is not a whole date",
        "write year, month and day, such as 2025-06-27",
        "write the day, such as 2025-06-27, or, where only the month is known, {1}",
    ),
    Pattern(
        r"[-+]?\d{1,3}(?:(?:[,' \u00a0\u202f]\d{2,3})*[,' \u00a0\u202f]\d{3}|(?:\.\d{3}){2,})(?!\d)",
        "{0} has thousands separators",
        "write only digits, or underscores: 2_500",
        _GUESS,
    ),
    Pattern(r"[-+]?\d+,\d+", "{0} has a comma", "write a decimal point: 0.5"),
    Pattern(r"[-+]?[\d._]+\s*%", "{0} has a percent sign", "write only the number", _GUESS),
    Pattern(
        r"[-+]?(?:(?:us)?[$€£]|(?-i:[A-Z]{3})(?= ?\d))[\d., _]*",
        "{0} names a currency",
        "write only the number; `unit` or `currency` says which money it is",
    ),
    Pattern(
        r"[-+]?[\d._]+\s*(?:thousand|million|billion|mn|bn|[kmb])\b",
        "{0} is not written in digits",
        "write all its digits: 68_000_000",
        _GUESS,
    ),
    Pattern(
        r"(?:[~≈<>±]|(?:about|ca\.?|approx\.?|over|under)\s)\s*\d[\d._]*",
        "{0} is not a plain number",
        'write only the number, and say how it is meant: qualifier = "about", "over", "under", "at-least" or "at-most"',
    ),
    Pattern(r"[\u2212\u2013]\s*\d[\d._]*", "{0} has a typographic minus sign", "write a hyphen, as in -5"),
    Pattern(
        r"[-+]?\d[\d._]*\s*[\u2013\u2014/*-]\s*\d[\d._]*",
        "{0} is not one number",
        "write one number, and say the rest in a note",
    ),
    Pattern(r"[-+]?0\d[\d._]*", "{0} starts with 0", "write it without the leading zeros"),
    Pattern(r"[-+]?\.\d+", "{0} starts with its decimal point", "write a 0 before it: 0.5"),
    Pattern(r"[-+]?\d+\.(?!\d)", "{0} ends in its decimal point", "write only the digits, or one more after the point"),
    Pattern(
        r"(?:true|false|yes|no)\b",
        "{0} is not a value",
        "write a number, a date, or a text in quotes; only `comparable` takes true or false, in small letters",
    ),
    Pattern(r"(?:none|null|nil|n\.?/?a\.?|unknown|tb[acd])(?![\w\"'])|[?-]+(?=\s|$)", "{0} is not a value", _ABSENT),
    Pattern(
        r"[-+]?\d[\d_]*(?:__|_(?!\d))[\d_]*", "{0} has one underscore too many", "write one between digits", _GUESS
    ),
    Pattern(r"[-+]?\d[\d._]*\s*(?=[^\W\d])", "something follows the number {0}", "write only the number"),
    Pattern(r"[^\W\d][^\"'#,\]}=]*[\"']", "{0} has no opening quotation mark", 'write text in quotes: "…"'),
    Pattern(r"[^\W\d][^#,\]}=]*", "{0} has no quotation marks", 'write text in quotes: "{0}"'),
)
"""Mistakes in a value, matched from its first character on."""

LINES = (
    Pattern(
        r"<{7}|={7}|>{7}",
        "git left a conflict here",
        "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>",
    ),
    Pattern(r"\s*[{]", "this looks like JSON, not TOML", _TOML),
    Pattern(r"\s*[\w-]+:\s*$", "this looks like YAML, not TOML", _TOML),
    Pattern(r"[^\s,=]*(?:,[^\s,=]*){2,}$", "this looks like CSV, not TOML", _TOML),
    Pattern(r"\s*(?://|--|;|/\*|%|<!)", "this is not a remark in TOML", 'start a remark with "#"'),
    Pattern(r"\s*[\w.\"'-]+\s*:", *COLON),
    Pattern(r"\s*=", "the key is missing", "write a key before the equals sign: unit = …"),
    Pattern(r"\s*[a-z0-9_-]+(?: [a-z0-9_-]+)+\s*=", "a key has a space", "write it in one word, such as as_of"),
    Pattern(r"\s*[\w-]+\s+[\"'\d\[]", "the equals sign is missing", "write key = value"),
)
"""Mistakes in the form of a line, matched from its start on."""
