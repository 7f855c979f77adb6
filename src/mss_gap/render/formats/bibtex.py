"""Sources, or the ledger itself, as BibTeX, for Zotero, biblatex and other bibliography programs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count

from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.reports.cite import CiteReport
from mss_gap.analysis.reports.sources import SingleSourceReport, SourceReport, SourceRow, SourcesReport
from mss_gap.ledger.guess import guess_id
from mss_gap.render.formats.html.links import href
from mss_gap.render.harmless import plain

ONLINE, ANYTHING = "online", "misc"
"""What an entry is: Zotero makes a web page of the first and a document of the second, and knows no type for data."""
_ESCAPED = {
    "\\": r"{\textbackslash}",
    "~": r"\~{}",
    "^": r"\^{}",
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
}
_OF_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "{}\\^`|"})
"""What an address has by its number."""


def bibtex(report: Report) -> str:
    """An entry for each source of a report, an empty line between them; or one for the ledger. Empty without sources."""
    match report:
        case CiteReport():
            return _of_ledger(report)
        case SourceReport():
            return _of_sources([report.source])
        case SourcesReport() | SingleSourceReport():
            return _of_sources(report.sources)
        case _:
            message = f"a report of the kind {report.kind} cannot be written as BibTeX"
            raise TypeError(message)


def _of_sources(rows: Sequence[SourceRow]) -> str:
    keys = _keys(rows)
    return "\n".join(_entry(ONLINE if row.url else ANYTHING, keys[row.id], _fields(row)) for row in rows)


def _keys(rows: Sequence[SourceRow]) -> Mapping[str, str]:
    """The key of each source: its id, or for a bare address one that is made of it and that no other source has."""
    keys = {row.id: row.id for row in rows if row.title is not None}
    taken = set(keys)
    for row in rows:
        if row.id not in keys:
            made = guess_id(row.id.partition("://")[2], "address")
            keys[row.id] = next(key for key in _numbered(made) if key not in taken)
            taken.add(keys[row.id])
    return keys


def _numbered(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}-{number}" for number in count(2))


def _fields(row: SourceRow) -> Mapping[str, str]:
    """The fields of a source; one that the ledger does not state is empty."""
    return {
        "title": _verbatim(row.title or row.id),
        "organization": _verbatim(row.publisher or ""),
        "date": _day(row.published),
        "url": f"{{{_address(row.url)}}}" if row.url else "",
        "urldate": _day(row.seen),
        "note": _text(f"Archived copy: {row.archived}") if row.archived else "",
    }


def _of_ledger(report: CiteReport) -> str:
    name = guess_id(report.abbreviation or report.mission or "", "pledges")
    fields = {
        "title": _verbatim(report.title),
        "date": _day(report.as_of),
        "howpublished": _text(report.computed),
        "note": _text(f"Licence of the record: {report.licence}") if report.licence else "",
    }
    return _entry(ANYTHING, f"{name}-{report.as_of.isoformat()}" if report.as_of else name, fields)


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def _day(day: date | None) -> str:
    return f"{{{day.isoformat()}}}" if day else ""


def _verbatim(text: str) -> str:
    """A title or a name as it is: no style may change its case, and "and" in it joins no two names."""
    return f"{{{{{escaped(text)}}}}}" if text else ""


def _text(text: str) -> str:
    return f"{{{escaped(text)}}}"


def _address(address: str) -> str:
    """An address without braces, backslashes and the like: TeX takes it letter by letter."""
    return plain(href(address) or address).translate(_OF_ADDRESS)


def escaped(text: str) -> str:
    r"""A text that TeX prints letter by letter.

    BibTeX counts braces, escaped or not: where one lacks its partner, all have names. Of two dollars Zotero takes what
    is between for a formula, escaped or not: they have names, too.

    >>> escaped("50% of $5 {net}"), escaped("a_b}"), escaped("$5 of $6")
    ('50\\% of \\$5 \\{net\\}', 'a\\_b{\\textbraceright}', '{\\textdollar}5 of {\\textdollar}6')
    """
    text = plain(text).strip()
    named: dict[str, str | int | None] = {
        **({} if _is_balanced(text) else {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}),
        **({} if text.count("$") <= 1 else {"$": r"{\textdollar}"}),
    }
    return text.translate(str.maketrans({**_ESCAPED, **named}))


def _is_balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0
