"""Finds out how a table writes its numbers and its dates."""

from collections.abc import Iterable, Mapping, Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.survey import Survey
from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.table import NumberStyle
from mss_gap.ledger.tables.cell_dates import date_in
from mss_gap.ledger.tables.cell_numbers import number_in
from mss_gap.ledger.tables.cells import CellError, Reader, text_of
from mss_gap.ledger.tables.grid import Cell

_FORMS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d.%m.%Y", "%m.%d.%Y", "%d.%m.%y", "%m.%d.%y"),
    *("%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y", "%d-%b-%y", "%d %b %Y", "%d %B %Y", "%d %b %y", "%b %d, %Y"),
    *("%B %d, %Y", "%d-%B-%Y", "%Y/%m/%d", "%d/%b/%Y", "%b-%y", "%b %Y", "%B %Y", "%m/%Y"),
)
"""How tables write days and months. Forms with the day first come before those with the month first."""


def style_of_numbers(survey: Survey, columns: Sequence[Column], currency: str | None) -> str | None:
    """How some columns write numbers, if the block must say it; asks if they can be read in two ways."""
    readers: dict[str | None, Reader] = {
        style: lambda cell, style=style: number_in(cell, style, currency)  # type: ignore[misc]
        for style in (None, *map(str, NumberStyle))
    }
    return _style(survey, columns, readers, "--numbers", "may have thousands or decimals")


def form_of_dates(survey: Survey, columns: Sequence[Column]) -> str | None:
    """How some columns write dates, if the block must say it; asks if they can be read in two ways."""
    readers: dict[str | None, Reader] = {
        form: lambda cell, form=form: date_in(cell, form)  # type: ignore[misc]
        for form in (None, *_FORMS)
    }
    return _style(survey, columns, readers, "--dates", "may have the day or the month first")


def _style(
    survey: Survey, columns: Sequence[Column], readers: Mapping[str | None, Reader], option: str, doubt: str
) -> str | None:
    for column in columns:
        found, either = _best(readers, [cell for cell in survey.cells(column) if isinstance(cell, str)])
        if either:
            example, (one, other) = either
            message = f"{shown(text_of(example))} in {shown(column.title)} {doubt}"
            survey.ask(option, f'{message}: {option} "{one}" or {option} "{other}"')
        elif found is not None:
            return found
    return None


def _best(
    readers: Mapping[str | None, Reader], cells: Iterable[Cell]
) -> tuple[str | None, tuple[Cell, tuple[str, str]] | None]:
    """The name of the reader that reads the most cells; or, if none is best, a cell and two readers that differ on it.

    The reader without a name is the one of a block that states no form.
    """
    different = list(dict.fromkeys(cells))
    values: dict[str | None, dict[Cell, object]] = {}
    for name, read in readers.items():
        values[name] = {}
        for cell in different:
            try:
                values[name][cell] = read(cell)
            except CellError:
                continue
    best = max(values, key=lambda name: len(values[name]))
    if not values[best]:
        return None, None
    for other, read_by in values.items():
        if other is not None and best is not None and other != best and _rivals(best, other, values):
            differs = (cell for cell in different if values[best].get(cell) != read_by.get(cell))
            example = next(differs, None)
            if example is not None:
                return None, (example, (best, other))
    return best, None


def _rivals(best: str, other: str, values: Mapping[str | None, Mapping[Cell, object]]) -> bool:
    """Whether another reader may be the right one: it reads as many cells, or cells that the best one cannot read."""
    more = values[other].keys() - values[best].keys()
    if not more and len(values[other]) < len(values[best]):
        return False
    both = values[other].keys() & values[best].keys()
    return _are_twins(best, other) or any(values[best][cell] != values[other][cell] for cell in both)


def _are_twins(one: str, other: str) -> bool:
    """Whether two forms have the same parts in another order, so that a cell may mean either.

    >>> _are_twins("%d/%m/%Y", "%m/%d/%Y"), _are_twins("1,234.5", "1.234,5"), _are_twins("%d %b %Y", "%d/%m/%Y")
    (True, True, False)
    """
    return sorted(one) == sorted(other)
