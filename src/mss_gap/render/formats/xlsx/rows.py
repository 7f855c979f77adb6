"""The rows of a sheet as its XML has them: most cells say what others do, and are written once.

XlsxWriter takes some ten times as long for a cell. It still writes all else of the sheet and of the workbook.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_DAY_BEFORE_ALL = date(1899, 12, 30)
"""What Excel counts days from, but those before March 1900."""


class SheetOfRows(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet that is handed the XML of its rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Iterable[str] = ()

    def _write_rows(self) -> None:
        """What the library calls to write the rows; the cells that it knows of are among ours."""
        self.fh.writelines(self.rows)

    def of_text(self, text: str, style: "Format") -> str:
        """The end of the XML of a cell with a text."""
        return f'{_styled(style)} t="s"><v>{self.str_table._get_shared_string_index(text)}</v></c>'  # noqa: SLF001 - no other way


def of_number(number: float | date, style: "Format") -> str:
    """The end of the XML of a cell with a number or a day: all but where it is."""
    value = (number - _DAY_BEFORE_ALL).days if isinstance(number, date) else number
    return f"{_styled(style)}><v>{value:.16G}</v></c>"


def of_truth(truth: bool, style: "Format") -> str:  # noqa: FBT001 - what is written
    """The end of the XML of a cell with a truth."""
    return f'{_styled(style)} t="b"><v>{int(truth)}</v></c>'


def _styled(style: "Format") -> str:
    return f'" s="{style._get_xf_index()}"'  # noqa: SLF001 - no other way


def rows_of(
    heading: Sequence[str], columns: Mapping[int, Sequence[str]], heights: Mapping[int, float]
) -> Iterator[str]:
    """The heading and the rows below it, of the ends of their cells by column; an empty one is no cell."""
    begins = [f'<c r="{xl_col_to_name(at)}' for at in range(len(heading))]
    yield _row(0, begins, heading, heights)
    begins = [begins[at] for at in columns]
    for row, ends in enumerate(zip(*columns.values(), strict=True), start=1):
        yield _row(row, begins, ends, heights)


def _row(row: int, begins: Sequence[str], ends: Sequence[str], heights: Mapping[int, float]) -> str:
    height = f' ht="{heights[row]:.16g}" customHeight="1"' if row in heights else ""
    cells = "".join([f"{begin}{row + 1}{end}" for begin, end in zip(begins, ends, strict=True) if end])
    return f'<row r="{row + 1}"{height}>{cells}</row>'
