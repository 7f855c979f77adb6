"""What a file would be read as: how many rows, which names not, the sums beside the totals, the first entries."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from mss_gap.render.figures import in_full, with_unit
from mss_gap.render.harmless import plain

if TYPE_CHECKING:
    from mss_gap.ledger.edit.add_table import Attempt
    from mss_gap.ledger.model import Entry
    from mss_gap.ledger.tables.preview import ColumnSum, Preview, UnknownName

MOST_NAMES = 20
"""Names that are listed."""


def attempt_text(attempt: "Attempt") -> str:
    """The blocks that read a file, and what they would read of it."""
    parts = [attempt.toml]
    for kind, preview in zip(attempt.kinds, attempt.previews, strict=True):
        named = kind if len(attempt.kinds) > 1 else ""
        parts.append("".join(f"{line}\n" for line in _lines(preview, attempt, named)))
    return "".join(f"{plain(line)}\n" for line in "\n".join(parts).splitlines())


def attempt_notes(attempt: "Attempt") -> Iterator[str]:
    """What a reader of the file may think otherwise."""
    yield from attempt.remarks
    preview = attempt.previews[0]
    if preview.hidden_rows:
        rows = "1 row is" if preview.hidden_rows == 1 else f"{preview.hidden_rows:,} rows are"
        yield f"{rows} hidden in the spreadsheet, and read"
    rounded = sum(each.rounded for each in attempt.previews)
    if rounded:
        yield f"{_number(rounded, 'number')} of the spreadsheet {_were(rounded)} rounded to 6 decimal places"
    if preview.unknown and not preview.as_named and preview.otherwise is None:
        yield "--others as-named counts each contributor that is not known under its name"
    if preview.problems:
        yield (
            'the option for a hint such as values.country = { "Kenia" = "KE" } is --values "country:Kenia=KE", '
            'and that for otherwise.country = "Not named" is --otherwise "country=Not named"'
        )


def _lines(preview: "Preview", attempt: "Attempt", kind: str) -> Iterator[str]:
    yield f"{kind}: {_rows(preview)}" if kind else _rows(preview)
    for each in preview.sums:
        yield _sum_text(each)
    if preview.unknown:
        otherwise = "" if preview.otherwise is None else f', and counted as "{preview.otherwise}"'
        counted = ", and counted under their names" if preview.as_named else otherwise
        yield f"Not a country or a declared contributor{counted}:"
        yield from (f"  {_name_text(name)}" for name in preview.unknown[:MOST_NAMES])
        if len(preview.unknown) > MOST_NAMES:
            yield f"  and {len(preview.unknown) - MOST_NAMES:,} more"
    if preview.first:
        yield "First entries:" if len(preview.first) > 1 else "First entry:"
        yield from _entries(preview.first, attempt)


def _rows(preview: "Preview") -> str:
    left_out = ", ".join(f"{number:,} {why}" for why, number in preview.left_out.items() if number)
    entries = "1 entry" if preview.entries == 1 else f"{preview.entries:,} entries"
    would_be = f"{entries}, if each cell could be read" if preview.problems else entries
    return f"{_number(preview.rows, 'row')} below the titles: {would_be}" + (
        f"; left out: {left_out}" if left_out else ""
    )


def _sum_text(each: "ColumnSum") -> str:
    title = f'"{each.title}"'
    if each.currencies:
        return f"{title} is in {len(each.currencies)} currencies, and has no sum: {', '.join(each.currencies)}"
    known = (
        "the sum"
        if not each.unstated
        else f"the sum without {_number(each.unstated, 'cell')} that {_is(each.unstated)}"
    )
    total = _figure(each.total)
    if each.stated_total is None:
        where = "" if each.total_row is None else f"; row {each.total_row} has no total of it"
        return f"{title}: {known} is {total}{where}"
    apart = each.total - each.stated_total
    if not apart:
        return f"{title}: {known} {total} is the total of row {each.total_row}"
    more = "more" if apart > 0 else "less"
    return (
        f"{title}: {known} {total} is {_figure(abs(apart))} {more} than the total of row {each.total_row}, "
        f"{_figure(each.stated_total)}"
    )


def _name_text(name: "UnknownName") -> str:
    said = f'"{name.name}" ({_number(name.rows, "row")})'
    return said if name.guess is None else f"{said}: {name.guess}"


def _entries(entries: "Sequence[Entry]", attempt: "Attempt") -> Iterator[str]:
    from mss_gap.ledger.contributors import Contributors

    contributors = Contributors({**{each.name: each.name for each in attempt.previews[0].unknown}, **attempt.bodies})
    for entry in entries:
        name = contributors.name(str(entry.country))
        unit = entry.currency or attempt.unit
        level = entry.total is not None
        figure = with_unit(entry.total if level else entry.amount, unit)
        yield f"  {entry.date}  {name}  {figure}{' in all' if level else ''}"


def _figure(value: Decimal) -> str:
    return in_full(value, "")


def _number(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def _is(number: int) -> str:
    return "is not a number" if number == 1 else "are not numbers"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
