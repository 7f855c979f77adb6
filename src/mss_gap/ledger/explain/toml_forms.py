"""How mistakes in a line that is not TOML look, and what is said of each."""

import re
from dataclasses import dataclass

from mss_gap.ledger.explain.guess import date_meant, number_meant, period_meant
from mss_gap.ledger.values import shown


@dataclass(frozen=True, slots=True)
class Form:
    """How a mistake looks; in its words `{0}` is what was written, and `{1}` the number or date that it means."""

    pattern: str
    message: str
    hint: str
    hint_where_plain: str = ""
    """The hint where the number or date that was meant is plain."""


def first_of(forms: tuple[Form, ...], written: str) -> tuple[str, str] | None:
    """What is wrong and what to write instead, by the first of some forms that a text has; None where it has none."""
    for form in forms:
        match = re.match(form.pattern, written, re.IGNORECASE)
        if match:
            token = match[0].strip()
            month = period_meant(token)
            meant = date_meant(token) or (f'"{month}"' if month else number_meant(token))
            hint = form.hint_where_plain if form.hint_where_plain and meant is not None else form.hint
            return form.message.format(shown(token).strip('"')), hint.format(shown(token).strip('"'), meant)
    return None


LETTERS = 'write letters from a to z, digits, "-" and "_"'
COLON = "a colon stands after a key", "write an equals sign: key = value"
NO_VALUE = "this is not a value", "write a number, a date such as 2025-06-27, or a text in quotes"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = "write year-month-day, such as 2025-06-27"
_MEANT = "write {1}"
_TOML = "write [commitments.personnel] and, below it, lines such as pledged = 2500"
_ABSENT = "leave the key out where a figure is not known"
VALUES = (
    Form(r"(?:#.*)?$", "the value is missing", "write a value after the equals sign, or take the line out"),
    Form(r"=", "two equals signs stand here", "write one"),
    Form(r"\(", "a list has no round brackets", 'write square brackets: ["…", "…"]'),
    Form(r"\d{4}-\d{2}-\d{2}[T ]\d", "{0}… is not a date", _DAY),
    Form(
        r"\d{4}-\d{2}-\d{2}(?![\d-])",
        "{0} is not a day of the calendar, or something follows it",
        "write a day that exists",
        "write {1}, and nothing after it",
    ),
    Form(r"\d{4}-\d{1,2}-\d{1,2}(?!\d)", "{0} has a month or day of one digit", _DAY, _MEANT),
    Form(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}(?!\d)", "{0} is not how a date is written", _DAY, _MEANT),
    Form(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)", "{0} is not how a date is written", _DAY),
    Form(
        r"\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d]{3,9}\.? \d{4}|" + _MONTH + r" (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}",
        "{0} is not how a date is written",
        _DAY,
        _MEANT,
    ),
    Form(
        r"\d{4}[-/]\d{1,2}(?![\d/-])",
        "{0} is not a whole date",
        "write year, month and day, such as 2025-06-27",
        "write the day, such as 2025-06-27, or, where only the month is known, {1}",
    ),
    Form(
        r"[-+]?\d{1,3}(?:(?:[,' \u00a0\u202f]\d{2,3})*[,' \u00a0\u202f]\d{3}|(?:\.\d{3}){2,})(?!\d)",
        "{0} has thousands separators",
        "write the digits alone, or underscores: 2_500",
        _MEANT,
    ),
    Form(r"[-+]?\d+,\d+", "{0} has a comma", "write a decimal point: 0.5"),
    Form(r"[-+]?[\d._]+\s*%", "{0} has a percent sign", "write the number alone", _MEANT),
    Form(
        r"[-+]?(?:(?:us)?[$€£]|(?-i:[A-Z]{3})(?= ?\d))[\d., _]*",
        "{0} names a currency",
        "write the number alone; `unit` or `currency` says which money it is",
    ),
    Form(
        r"[-+]?[\d._]+\s*(?:thousand|million|billion|mn|bn|[kmb])\b",
        "{0} has a word for its size",
        "write all its digits: 68_000_000",
        _MEANT,
    ),
    Form(
        r"(?:[~≈<>±]|(?:about|ca\.?|approx\.?|over|under)\s)\s*\d[\d._]*",
        "{0} is not a plain number",
        'write the number alone, and say how it is meant: qualifier = "about", "over", "under", "at-least" or "at-most"',
    ),
    Form(r"[\u2212\u2013]\s*\d[\d._]*", "{0} has a typographic minus sign", "write a hyphen, as in -5"),
    Form(
        r"[-+]?\d[\d._]*\s*[\u2013\u2014/*-]\s*\d[\d._]*",
        "{0} is not one number",
        "write one number, and say the rest in a note",
    ),
    Form(r"[-+]?0\d[\d._]*", "{0} starts with 0", "write it without the leading zeros"),
    Form(r"[-+]?\.\d+", "{0} starts with its decimal point", "write a 0 before it: 0.5"),
    Form(r"[-+]?\d+\.(?!\d)", "{0} ends in its decimal point", "write the digits alone, or one more after the point"),
    Form(
        r"(?:true|false|yes|no)\b",
        "{0} is not a value",
        "write a number, a date, or a text in quotes; only `comparable` takes true or false, in small letters",
    ),
    Form(r"(?:none|null|nil|n\.?/?a\.?|unknown|tb[acd])(?![\w\"'])|[?-]+(?=\s|$)", "{0} is not a value", _ABSENT),
    Form(r"[-+]?\d[\d_]*(?:__|_(?!\d))[\d_]*", "{0} has an underscore too many", "write one between digits", _MEANT),
    Form(r"[-+]?\d[\d._]*\s*(?=[^\W\d])", "something follows the number {0}", "write the number alone"),
    Form(r"[^\W\d][^\"'#,\]}=]*[\"']", "{0} lacks a quotation mark at its start", 'write text in quotes: "…"'),
    Form(r"[^\W\d][^#,\]}=]*", "{0} has no quotation marks", 'write text in quotes: "{0}"'),
)
"""Mistakes in a value, from its first character on; the first that fits."""

LINES = (
    Form(
        r"<{7}|={7}|>{7}",
        "git left a conflict here",
        "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>",
    ),
    Form(r"\s*[{]", "this is not TOML; JSON looks so", _TOML),
    Form(r"\s*[\w-]+:\s*$", "this is not TOML; YAML looks so", _TOML),
    Form(r"[^\s,=]*(?:,[^\s,=]*){2,}$", "this is not TOML; CSV looks so", _TOML),
    Form(r"\s*(?://|--|;|/\*|%|<!)", "this is no remark in TOML", 'start a remark with "#"'),
    Form(r"\s*[\w.\"'-]+\s*:", *COLON),
    Form(r"\s*=", "the key is missing", "write a key before the equals sign: unit = …"),
    Form(r"\s*[a-z0-9_-]+(?: [a-z0-9_-]+)+\s*=", "a key has a space", "write it in one word, such as as_of"),
    Form(r"\s*[\w-]+\s+[\"'\d\[]", "the equals sign is missing", "write key = value"),
)
"""Mistakes in the form of a line, from its start on; the first that fits."""
