"""Whatever a table's file holds, and whatever its block says: an answer in bounded memory, and never a traceback."""

import io
import os
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap.analysis.reports.summary import summary
from mss_gap.analysis.reports.validate import validated
from mss_gap.ledger.explain.problems import LedgerInvalidError
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.ledger.tables.reading import archive
from mss_gap.render.formats.json import json_document
from mss_gap.render.tables.validate import page
from tests.ledger.table_files import (
    COLUMNS,
    Book,
    block,
    csv_file,
    ods,
    ods_cell,
    ods_row,
    problems,
    read,
    with_parts,
    xlsx,
    xlsx_of,
)

HANGING = 600
"""Seconds after which something has hung: no computer is so slow."""
BYTES = 1500 * 2**20
TITLES = ("Donor", "Day", "USD")
SHEET = "xl/worksheets/sheet1.xml"


def bounded(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Validate a ledger with a table, with a limit to the memory."""
    (folder / "l.toml").write_text(block(name))
    return subprocess.run(
        [sys.executable, "-m", "mss_gap", "validate", "--ledger", "l.toml"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=HANGING,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES)),
        check=False,
    )


def spaces(size: int) -> Callable[[bytes], bytes]:
    """What puts so many spaces before the end of a part."""
    return lambda part: part[:-1] + b" " * size + part[-1:]


def honest_bomb(size: int) -> bytes:
    """A workbook whose sheet has more bytes than that, and says so."""
    return with_parts(xlsx_of([TITLES]), {SHEET: spaces(size)})


def lying_bomb(size: int) -> bytes:
    """The same, which says that the sheet has a hundred bytes, and has a check sum that fits these."""
    content = bytearray(honest_bomb(size))
    part = zipfile.ZipFile(io.BytesIO(content)).getinfo(SHEET)
    xml = zipfile.ZipFile(io.BytesIO(content)).read(SHEET)[:100]
    directory = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    struct.pack_into("<I", content, directory + 16, zlib.crc32(xml))
    struct.pack_into("<I", content, directory + 24, 100)
    struct.pack_into("<I", content, part.header_offset + 14, zlib.crc32(xml))
    struct.pack_into("<I", content, part.header_offset + 22, 100)
    return bytes(content)


def entities(part: bytes) -> bytes:
    """A part that declares entities of entities."""
    declared = b"".join(b'<!ENTITY e%d "%s">' % (level + 1, b"&e%d;" % level * 10) for level in range(12))
    head, _, rest = part.partition(b"?>")
    return head + b'?><!DOCTYPE x [<!ENTITY e0 "lol">' + declared + b"]>" + rest.replace(b"<v>", b"<v>&e12;")


def far(cells: bytes) -> Callable[[bytes], bytes]:
    """What puts a row of cells below the others."""
    return lambda part: part.replace(b"</sheetData>", cells + b"</sheetData>")


def at_the_corner() -> bytes:
    """A workbook with something in the last cell that a sheet can have."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        sheet.write(2**20 - 1, 2**14 - 1, 5)

    return xlsx(write)


SMALL = xlsx_of([TITLES, ("Kenya", "2024-01-31", 1.5)])
VAST = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
OUTSIZED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entities": ("t.xlsx", lambda: with_parts(SMALL, {SHEET: entities}), "its XML has a document type"),
    "entities of shared texts": (
        "t.xlsx",
        lambda: with_parts(SMALL, {"xl/workbook.xml": entities}),
        "its XML has a document type",
    ),
    "entities of ODS": (
        "t.ods",
        lambda: with_parts(ods(("Gifts", ods_row(ods_cell("Donor")))), {"content.xml": entities}),
        "its XML has a document type",
    ),
    "the last corner": ("t.xlsx", at_the_corner, 'the sheet "Gifts" reaches to XFD1048576'),
    "a corner of two letters": (
        "t.xlsx",
        lambda: with_parts(
            SMALL, {"xl/worksheets/sheet1.xml": far(b'<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>')}
        ),
        "reaches to ZZ1048576",
    ),
    "a corner in the first row": (
        "t.xlsx",
        lambda: with_parts(
            SMALL,
            {
                SHEET: far(
                    b'<row r="1048576"><c r="A1048576"><v>1</v></c></row><row r="1"><c r="XFD1"><v>1</v></c></row>'
                )
            },
        ),
        "reaches to XFD1048576",
    ),
    "rows beyond all rows": (
        "t.xlsx",
        lambda: with_parts(SMALL, {SHEET: far(b'<row r="999999999"><c r="ZZZ9999999"><v>1</v></c></row>')}),
        "reaches to ZZZ9999999",
    ),
    "a formula at the corner": (
        "t.xlsx",
        lambda: with_parts(SMALL, {SHEET: far(b'<row r="1048576"><c r="XFD1048576"><f>A1</f></c></row>')}),
        "reaches to XFD1048576",
    ),
    "a wide row of ODS": ("t.ods", lambda: ods(("Gifts", ods_row(VAST.format(2**31)))), "reaches to"),
    "a wide row of another sheet of ODS": (
        "t.ods",
        lambda: ods(("Gifts", ods_row(ods_cell("Donor"))), ("Other", ods_row(VAST.format(2**30)))),
        'the sheet "Other" reaches to',
    ),
    "many rows of ODS": (
        "t.ods",
        lambda: ods(("Gifts", ods_row(VAST.format(16384), more='table:number-rows-repeated="1048576"'))),
        "reaches to XFD1048576",
    ),
    "far rows of ODS": (
        "t.ods",
        lambda: ods(
            (
                "Gifts",
                ods_row("<table:table-cell/>", more=f'table:number-rows-repeated="{2**40}"') + ods_row(ods_cell("x")),
            )
        ),
        "reaches to A2147483649",
    ),
}


@pytest.mark.parametrize("encoding", [b"nonsense", b"UTF-7", b"hex", b"big5", b"utf-32"])
def test_xml_in_an_encoding_that_no_workbook_has_is_refused(encoding: bytes, tmp_path: Path) -> None:
    content = with_parts(SMALL, {"xl/workbook.xml": lambda part: part.replace(b"UTF-8", encoding, 1)})
    (told,) = problems(tmp_path, csv_file(tmp_path, content, "t.xlsx"))
    assert "t.xlsx: it is damaged; " in told


BOMBS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "a bomb": ("t.xlsx", honest_bomb),
    "a bomb that lies": ("t.xlsx", lying_bomb),
    "a bomb of ODS": ("t.ods", lambda size: with_parts(ods(("Gifts", "")), {"content.xml": spaces(size)})),
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_that_grows_beyond_bounds_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2**20)
    file, make = BOMBS[name]
    (told,) = problems(tmp_path, csv_file(tmp_path, make(2**20), file))
    assert told.endswith(f"{file}: it holds more than 1 MB; save the sheet as a CSV file")


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_that_would_take_all_memory_is_refused(name: str, tmp_path: Path) -> None:
    file, make = BOMBS[name]
    csv_file(tmp_path, make(archive.MOST_BYTES), file)
    done = bounded(tmp_path, file)
    assert (done.returncode, done.stderr) == (1, "")
    assert "it holds more than 512 MB" in done.stdout


@pytest.mark.parametrize("name", OUTSIZED)
def test_what_would_take_all_memory_is_refused(name: str, tmp_path: Path) -> None:
    file, make, reason = OUTSIZED[name]
    csv_file(tmp_path, make(), file)
    done = bounded(tmp_path, file)
    assert (done.returncode, done.stderr) == (1, "")
    assert "error[unreadable-table]" in done.stdout
    assert reason in done.stdout


def test_a_sheet_that_is_only_formatted_to_its_last_corner_is_read(tmp_path: Path) -> None:
    content = with_parts(SMALL, {SHEET: far(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>')})
    rows, left_out = read(tmp_path, csv_file(tmp_path, content, "t.xlsx"))
    assert ([row.country for row in rows], left_out) == (["KE"], {})


def test_a_tall_merged_range_over_and_over_is_answered(tmp_path: Path) -> None:
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 20_000 + b"</mergeCells>"
    rows = [TITLES, *[("Kenya", "2024-01-31", 1)] * 2000]
    content = with_parts(xlsx_of(rows), {SHEET: lambda part: part.replace(b"</sheetData>", b"</sheetData>" + merged)})
    csv_file(tmp_path, content, "t.xlsx")
    done = bounded(tmp_path, "t.xlsx")
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("size", [20_000, pytest.param(100 * 2**20, marks=pytest.mark.slow)])
@pytest.mark.parametrize("piece", [b"a", b",", b'"', b"\n", b"\0", b"a\n", b"Kenya,2024,7\n"])
def test_a_hundred_megabytes_of_the_same_are_answered(piece: bytes, size: int, tmp_path: Path) -> None:
    csv_file(tmp_path, TABLE_HEAD + piece * (size // len(piece)))
    done = bounded(tmp_path, "t.csv")
    assert (done.returncode in (0, 1), done.stderr) == (True, "")
    assert len(done.stdout) < 5000


TABLE_HEAD = b"Donor,Day,USD\nKenya,2024-01-31,1\n"


def answer(content: bytes, name: str, ledger: bytes) -> None:
    """Read a ledger with a table in every way that reads it."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        csv_file(folder, content, name)
        report, _ = validated(ledger, "l.toml", folder=folder)
        assert page(report).terminal_text is not None
        json_document(report)
        try:
            found = parse_ledger(ledger, "l.toml", folder)
        except LedgerInvalidError as error:
            assert error.problems == report.errors  # noqa: PT017 - which problems is what this is about
            return
        assert report.valid
        json_document(summary(found))
        for table in found.tables_read:
            assert table.rows == len(table.lines) + sum(table.left_out.values())


@given(st.binary(max_size=300), st.sampled_from(["t.csv", "t.tsv", "t.xlsx", "t.ods"]))
@settings(max_examples=150)
def test_any_bytes_are_a_table_or_not(content: bytes, name: str) -> None:
    answer(content, name, block(name).encode())


LETTERS = st.sampled_from('KE,;\t"\n\r\0 -.$€1230/#:TOTALundisclosed%()') | st.characters(codec="utf-8")


@given(st.lists(st.text(LETTERS, max_size=12), max_size=30).map(",".join), st.booleans())
@settings(max_examples=200)
def test_any_text_below_titles_is_rows_or_errors(text: str, as_named: bool) -> None:  # noqa: FBT001 - drawn
    more = COLUMNS + ('others = "as-named"\notherwise.amount = "not-stated"\n' if as_named else "")
    answer(f"Donor,Day,USD\n{text}".encode(), "t.csv", block("t.csv", more).encode())


def ods_of_all() -> bytes:
    """A workbook that has all that is looked for in ODS."""
    cell = '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0" calcext:value-type="error" table:number-rows-spanned="2"><text:p>#DIV/0!</text:p></table:table-cell>'
    return ods(
        (
            "Gifts",
            ods_row(*map(ods_cell, TITLES))
            + ods_row(
                ods_cell("Kenya"), ods_cell(date(2024, 1, 31)), ods_cell(5), more='table:number-rows-repeated="2"'
            )
            + ods_row(ods_cell("Kenya"), ods_cell(date(2024, 1, 31)), cell, more='table:visibility="collapse"'),
        )
    )


def xlsx_of_all() -> bytes:
    """A workbook that has all that is looked for in XLSX."""

    def write(book: Book) -> None:
        sheet = book.add_worksheet("Gifts")
        sheet.write_row(0, 0, TITLES)
        for row in range(1, 5):
            sheet.write_row(row, 0, ("Kenya", "2024-01-31", row))
        sheet.merge_range("A3:A4", "Japan")
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write(3, 2, 0.5, book.add_format({"num_format": "0%"}))
        sheet.set_row(4, None, None, {"hidden": True})

    return xlsx(write)


WORKBOOKS = {"t.xlsx": xlsx_of_all(), "t.ods": ods_of_all()}
PARTS = {"t.xlsx": [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"], "t.ods": ["content.xml"]}
PIECES = st.binary(max_size=8) | st.sampled_from(
    [
        b'r="',
        b"<c>",
        b"<f/>",
        b't="e"',
        b"9" * 12,
        b"-1",
        b"&#0;",
        b"</row>",
        b'number-rows-repeated="9"',
        b"<!DOCTYPE a>",
    ]
)


@given(st.sampled_from(["t.xlsx", "t.ods"]), st.lists(st.tuples(st.integers(0), PIECES), min_size=1, max_size=4))
@settings(max_examples=150)
def test_a_workbook_with_some_bytes_changed_is_read_or_refused(name: str, changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(WORKBOOKS[name])
    for place, piece in changes:
        start = place % (len(content) + 1)
        content[start : start + len(piece)] = piece
    answer(bytes(content), name, block(name).encode())


@given(
    st.sampled_from([(name, part) for name, parts in PARTS.items() for part in parts]),
    st.lists(st.tuples(st.integers(0), PIECES, st.integers(0, 8)), min_size=1, max_size=3),
)
@settings(max_examples=300)
def test_a_workbook_with_some_xml_changed_is_read_or_refused(
    part: tuple[str, str], changes: list[tuple[int, bytes, int]]
) -> None:
    def change(xml: bytes) -> bytes:
        for place, piece, length in changes:
            start = place % (len(xml) + 1)
            xml = xml[:start] + piece + xml[start + length :]
        return xml

    name, path = part
    answer(with_parts(WORKBOOKS[name], {path: change}), name, block(name).encode())


TEXTS = st.sampled_from(
    ["Donor", "Day", "USD", "KE", "Kenya", "2024", "not-stated", "fund", "%d/%m/%Y", "firm", "TOTAL", "€", ""]
)
VALUES = (
    TEXTS
    | st.text(max_size=6)
    | st.integers(-5, 2**70)
    | st.decimals(allow_nan=True, allow_infinity=True)
    | st.dates()
    | st.booleans()
    | st.lists(TEXTS, max_size=2)
)
KEYS = st.sampled_from(
    [
        "country",
        "date",
        "amount",
        "total",
        "part",
        "due",
        "value",
        "currency",
        "status",
        "qualifier",
        "stage",
        "ref",
        "source",
        "note",
        "outside",
        "commitment",
        "x",
    ]
)
BLOCKS = st.fixed_dictionaries(
    {
        "file": st.sampled_from(["t.csv", "t.csv", "t.csv", "t.xlsx", "../t.csv"]),
        "kind": st.sampled_from(["pledges", "actuals"]),
    },
    optional={
        "columns": st.dictionaries(KEYS, TEXTS | st.lists(TEXTS, max_size=3), max_size=5),
        "where": st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS, max_size=2), max_size=2),
        "values": st.dictionaries(KEYS, st.dictionaries(TEXTS, VALUES, max_size=2), max_size=2),
        "otherwise": st.dictionaries(KEYS, VALUES, max_size=3),
        "strip": st.dictionaries(KEYS, TEXTS, max_size=2),
        "stop": TEXTS,
        "header": st.integers(0, 4),
        "numbers": st.sampled_from(["1,234.5", "1.234,5", "x"]),
        "dates": st.sampled_from(["%d/%m/%Y", "%m/%Y", "%", "x"]),
        "others": st.sampled_from(["as-named", "x"]),
        "sheet": TEXTS,
        "encoding": st.sampled_from(["utf-8", "latin-1", "hex", "rot13", "idna", "\0", "undefined", "zlib"]),
        "commitment": st.sampled_from(["fund", "fund", "fund", "x"]),
        "country": st.sampled_from(["KE", "x"]),
        "date": st.dates() | st.just("2024"),
        **dict.fromkeys(["total", "amount", "part", "value"], VALUES),
        **dict.fromkeys(
            ["status", "qualifier", "stage", "currency", "outside", "ref", "source", "note", "due"], VALUES
        ),
    },
)


@given(st.lists(BLOCKS, min_size=1, max_size=2), st.lists(st.lists(TEXTS, max_size=4), max_size=5))
@settings(max_examples=300)
def test_any_block_is_read_or_refused(blocks: list[dict[str, object]], rows: list[list[str]]) -> None:
    document = {"commitments": {"fund": {"unit": "USD"}}, "tables": blocks}
    content = "Donor,Day,USD\nKenya,2024,1\n" + "\n".join(map(",".join, rows))
    answer(content.encode(), "t.csv", tomli_w.dumps(document).encode())


def test_a_fault_of_the_library_is_an_error_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    class PanicException(BaseException):
        """As the library raises it where it fails."""

    def fail(_: object) -> None:
        raise PanicException

    monkeypatch.setattr(python_calamine.CalamineWorkbook, "from_filelike", fail)
    (told,) = problems(tmp_path, csv_file(tmp_path, SMALL, "t.xlsx"))
    assert "it is not a workbook that can be read, or damaged" in told


def test_an_interruption_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(python_calamine.CalamineWorkbook, "from_filelike", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, csv_file(tmp_path, SMALL, "t.xlsx"))
    assert os.listdir(tmp_path) == ["t.xlsx"]  # noqa: PTH208 - a name
