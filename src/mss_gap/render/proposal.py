"""What a file would be read as: how many rows, which names not, the sums beside the totals, the first entries."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from mss_gap.ledger.plural import so_many
from mss_gap.ledger.propose.survey import argument
from mss_gap.ledger.tables.left_out import NO_FIGURE
from mss_gap.render.figures import in_full, with_unit
from mss_gap.render.harmless import plain

if TYPE_CHECKING:
    from mss_gap.ledger.edit.add_table import Attempt
    from mss_gap.ledger.entry import Entry
    from mss_gap.ledger.propose.preview import ColumnSum, Preview, UnknownName

MOST_NAMES = 20
"""Names that are listed."""


_MOST_IN_FULL = 2
"""So many blocks are each shown with their names and first entries; of more, each is one line."""
_SEVERAL = 2


def attempt_text(attempt: "Attempt") -> str:
    """The blocks that read a file, and what they would read of it."""
    parts = [attempt.toml]
    if len(attempt.previews) <= _MOST_IN_FULL:
        told: set[str] = set()
        for label, preview in zip(attempt.labels, attempt.previews, strict=True):
            parts.append("".join(f"{line}\n" for line in _lines(preview, attempt, label, told)))
            told |= {name.name for name in preview.unknown}
    else:
        parts.append("".join(f"{line}\n" for line in _lines_of_many(attempt)))
    return "".join(f"{plain(line)}\n" for line in "\n".join(parts).splitlines())


def attempt_notes(attempt: "Attempt") -> Iterator[str]:
    """What a reader of the file may think otherwise."""
    yield from attempt.remarks
    hidden = max(preview.hidden_rows for preview in attempt.previews)
    if hidden:
        yield f"{so_many(hidden, 'row is', 'rows are')} hidden in the spreadsheet, and read"
    if len(attempt.previews) <= _MOST_IN_FULL:  # a column of a year is often blank
        yield from filter(None, map(_mostly_blank, attempt.previews))
    rounded = sum(each.rounded for each in attempt.previews)
    if rounded:
        numbers = so_many(rounded, "number of the spreadsheet was", "numbers of the spreadsheet were")
        yield f"{numbers} rounded to 6 decimal places"
    unknown = [
        name.name for each in attempt.previews for name in each.unknown if not each.as_named and each.otherwise is None
    ]
    if unknown:
        said = argument(f"country:{unknown[0]}=CODE")
        yield f"a name may be that of a country in another language or spelling: --values {said} says which it is"
        yield "--others as-named counts each contributor that is not known under its name"


def _mostly_blank(preview: "Preview") -> str | None:
    """That more rows are left out for their blank figures than are read; None where fewer are."""
    blank = preview.left_out.get(NO_FIGURE, 0)
    if blank <= preview.entries:
        return None
    titles = " and ".join(f'"{each.title}"' for each in preview.sums) or "the column of figures"
    return (
        f"most rows are not read: {titles} {'is' if len(preview.sums) < _SEVERAL else 'are'} blank in {blank:,} of "
        f"{preview.rows:,} rows; check that no other column has their figures"
    )


def _lines(preview: "Preview", attempt: "Attempt", label: str, told: Collection[str]) -> Iterator[str]:
    """What a block reads, without the names that are told already."""
    yield f"{label}: {_rows(preview)}" if label else _rows(preview)
    for each in preview.sums:
        yield _sum_text(each)
    yield from _unknown([preview], told)
    yield from _first(preview, attempt)


def _lines_of_many(attempt: "Attempt") -> Iterator[str]:
    """A line or two for each block, and the names that are not known once."""
    for label, preview in zip(attempt.labels, attempt.previews, strict=True):
        yield f"{label}: {_rows(preview)}"
        yield from (f"  {_sum_text(each)}" for each in preview.sums)
    yield from _unknown(attempt.previews)
    yield from _first(attempt.previews[0], attempt)


def _unknown(previews: "Sequence[Preview]", told: Collection[str] = ()) -> Iterator[str]:
    """The names that are not known, each once, without those that are told already."""
    names: dict[str, UnknownName] = {}
    for name in (name for preview in previews for name in preview.unknown):
        if name.name not in told and (name.name not in names or names[name.name].rows < name.rows):
            names[name.name] = name
    if names:
        first = previews[0]
        otherwise = "" if first.otherwise is None else f', and counted as "{first.otherwise}"'
        counted = ", and counted under their names" if first.as_named else otherwise
        yield f"Not a country or a declared contributor{counted}:"
        yield from (f"  {_name_text(name)}" for name in list(names.values())[:MOST_NAMES])
        if len(names) > MOST_NAMES:
            yield f"  and {len(names) - MOST_NAMES:,} more"


def _first(preview: "Preview", attempt: "Attempt") -> Iterator[str]:
    if preview.first:
        yield "First entries:" if len(preview.first) > 1 else "First entry:"
        yield from _entries(preview.first, attempt)


def _rows(preview: "Preview") -> str:
    left_out = ", ".join(f"{number:,} {why}" for why, number in preview.left_out.items() if number)
    entries = so_many(preview.entries, "entry", "entries")
    would_be = f"{entries}, if each cell could be read" if preview.problems else entries
    return f"{so_many(preview.rows, 'row', 'rows')} below the titles: {would_be}" + (
        f"; left out: {left_out}" if left_out else ""
    )


def _sum_text(each: "ColumnSum") -> str:
    title = f'"{each.title}"'
    if each.currencies:
        number = so_many(len(each.currencies), "other currency", "currencies")
        return f"{title} is in {number}, and has no sum: {', '.join(each.currencies)}"
    known = (
        "the sum"
        if not each.unstated
        else f"the sum without {so_many(each.unstated, 'cell that is not a number', 'cells that are not numbers')}"
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
    said = f'"{name.name}" ({so_many(name.rows, "row", "rows")})'
    return said if name.guess is None else f"{said}: {name.guess}"


def _entries(entries: "Sequence[Entry]", attempt: "Attempt") -> Iterator[str]:
    from mss_gap.ledger.cldr import COUNTRIES
    from mss_gap.ledger.contributors import Contributors

    given = {entry.country for entry in entries if entry.country is not None}
    contributors = Contributors({**{name: name for name in given - COUNTRIES.keys()}, **attempt.bodies})
    for entry in entries:
        name = "the whole mission" if entry.country is None else contributors.name(entry.country)
        unit = entry.currency or attempt.unit
        level = entry.total is not None
        figure = with_unit(entry.total if level else entry.amount, unit)
        yield f"  {entry.date}  {name}  {figure}{' in all' if level else ''}"


def _figure(value: Decimal) -> str:
    return in_full(value, "")
