"""What was read from a ledger's tables otherwise than a reader of them may think."""

from collections.abc import Iterator

from mss_gap.analysis.phrases import few
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.table import TableRows

_AS_NAMED = (
    "name is neither of a country nor declared, and counts as a body",
    "names are neither of countries nor declared, and count as bodies",
)


def table_warnings(ledger: Ledger) -> Iterator[Finding]:
    """What was read from tables otherwise than a reader of them may think."""
    for table in ledger.tables_read:
        path = ("tables", table.index)
        if not table.lines:
            why = ", ".join(f"{number:,} {reason}" for reason, number in table.left_out.items()) or "it has none"
            message = f"no row of {table.file} is an entry: {why}"
            yield Finding("no-entries", path, message, "check `header`, `stop` and `where`")
        if table.not_found:
            message = f"no row of {table.file} has what the block says: {few(table.not_found)}"
            hint = "correct `where` and `stop`, or take out what the file no longer has"
            yield Finding("not-found", path, message, hint)
        if table.bodies:
            yield Finding(
                "as-named",
                (*path, "others"),
                f"{table.name}: {so_many(len(table.bodies), *_AS_NAMED)}: {'; '.join(table.bodies)}",
                "check that none of them is a country or body under another name",
            )
        for key, number in table.counted_otherwise.items():
            if number:
                yield Finding(
                    "read-otherwise",
                    (*path, "otherwise", key),
                    f"{so_many(number, 'cell is', 'cells are')} blank or cannot be read, and counted as `otherwise` says",
                    "correct them in the table where you can",
                )
        yield from _cell_warnings(path, table)


def _cell_warnings(path: Path, table: TableRows) -> Iterator[Finding]:
    """What a spreadsheet shows otherwise than it was read."""
    if table.rounded:
        message = f"{so_many(table.rounded, 'number was', 'numbers were')} rounded to 6 decimal places"
        yield Finding("rounded", path, message, "round them in the table as its source does")
    for (shown, counted), number in table.other_currencies.items():
        numbers = so_many(number, "number is", "numbers are")
        message = f'{numbers} shown with "{shown}", and counted in {counted} as the block says'
        yield Finding("other-currency", path, message, "check which it is, and correct the format of the cells")
    if table.merged:
        rows = so_many(table.merged, "row has", "rows have")
        message = f"{rows} a text of a merged cell that begins above; a figure counts only in the first row"
        yield Finding("merged-cells", path, message, "check that the text is meant for each of its rows")
    if table.hidden_rows:
        rows = so_many(table.hidden_rows, "row is", "rows are")
        yield Finding("hidden-rows", path, f"{rows} hidden in the spreadsheet, and read", "show them, or delete them")
