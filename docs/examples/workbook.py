"""Makes the workbook of docs/workbook.md: `python docs/examples/workbook.py` writes it anew, always with the same bytes."""  # noqa: INP001 - a script, no part of a package

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Row = Sequence[str | int | None]
PLEDGES: dict[int, Row] = {
    1: ["Reconstruction fund"],
    2: ["Pledges and payments by year, in US dollars"],
    4: ["Status", "final"],
    8: ["Donor", "Year", "Pledged", "Paid"],
    9: ["Sweden", 2023, 3_000_000, 3_000_000],
    10: [None, 2024, 2_000_000, 1_250_000],
    11: ["Japan", 2024, 4_000_000, "undisclosed"],
    12: ["Netherlands", 2024, 1_500_000],
    13: ["TOTAL", None, 10_500_000, 4_250_000],
    15: ["Donor", "Contact"],
    16: ["Sweden", "Stockholm"],
}
"""The rows of the sheet that is shown, by their numbers. The donor of row 9 is merged with the cell below it."""
MERGED = ["A9:A10"]
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook() -> bytes:
    """The workbook: a hidden sheet of notes, then the sheet "2025"."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Notes" sheetId="1" state="hidden" r:id="rId1"/><sheet name="2025" sheetId="2" r:id="rId2"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": _sheet({1: ["Figures are invented."]}),
        "xl/worksheets/sheet2.xml": _sheet(PLEDGES, MERGED),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            # A date of its own for each part would make other bytes each time.
            archive.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return content.getvalue()


def _sheet(rows: dict[int, Row], merged: Sequence[str] = ()) -> str:
    cells = "".join(
        f'<row r="{number}">{"".join(_cell(f"{letter}{number}", it) for letter, it in zip("ABCD", row, strict=False))}</row>'
        for number, row in rows.items()
    )
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    merges = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{cells}</sheetData>{merges}</worksheet>'


def _cell(place: str, content: str | int | None) -> str:
    match content:
        case None:
            return ""
        case int():
            return f'<c r="{place}"><v>{content}</v></c>'
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(content)}</t></is></c>'


if __name__ == "__main__":
    Path(__file__).with_name("pledges.xlsx").write_bytes(workbook())
