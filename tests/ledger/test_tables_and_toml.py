"""The same entries in a ledger and in tables beside it: the same reports."""

import csv
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from mss_gap.analysis.reports.countries import countries
from mss_gap.analysis.reports.summary import summary
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.formats.json import json_document
from tests.analysis.random_ledgers import Document, Entry, random_document
from tests.ledger.table_files import ods, ods_cell, ods_row, xlsx_of

KEYS = ("commitment", "country", "date", "total", "amount", "currency", "value", "qualifier", "outside")
OF = {"pledges": (*KEYS, "status", "part", "due"), "actuals": (*KEYS, "stage")}


def parts_of(entries: Sequence[Entry], rng: random.Random) -> list[list[Entry]]:
    """The entries in one to three runs, the whole mission's apart: a row never becomes the whole mission's."""
    runs: list[list[Entry]] = []
    most = rng.choice((3, 100))
    for entry in entries:
        fits = runs and len(runs[-1]) < most and ("country" in runs[-1][-1]) is ("country" in entry)
        if fits:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def as_csv(rows: Iterable[Sequence[object]], file: Path) -> None:
    """Write rows as a CSV file."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [f"{cell:f}" if isinstance(cell, Decimal) else cell for cell in row] for row in rows
        )


def as_xlsx(rows: Iterable[Sequence[object]], file: Path) -> None:
    """Write rows as a workbook; numbers of more digits than it has are texts."""
    file.write_bytes(xlsx_of([[_in_workbook(cell) for cell in row] for row in rows]))


def as_ods(rows: Iterable[Sequence[object]], file: Path) -> None:
    """Write rows as an ODS workbook."""
    written = [ods_row(*(ods_cell(_in_workbook(cell)) for cell in row)) for row in rows]
    file.write_bytes(ods(("Entries", "".join(written))))


def _in_workbook(cell: object) -> object:
    if isinstance(cell, Decimal | int) and Decimal(repr(float(cell))) != cell:
        return f"{cell:f}"
    return float(cell) if isinstance(cell, Decimal) else cell


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}


def with_tables(document: Document, rng: random.Random, folder: Path, ending: str) -> Document:
    """The document with its entries in tables: what is the same for all rows in the block, at times."""
    moved = {key: value for key, value in document.items() if key not in OF}
    moved["tables"] = []
    for kind, keys in OF.items():
        for entries in parts_of(document.get(kind, []), rng):
            file = f"{len(moved['tables'])}.{ending}"
            used = [key for key in keys if any(key in entry for entry in entries)]
            same = [key for key in used if len({str(entry.get(key)) for entry in entries}) == 1 and rng.random() < 0.5]
            columns = [key for key in used if key not in same]
            titles = [f"The {key}" for key in columns]
            numbered = [[f"row {row}", *(entry.get(key, "") for key in columns)] for row, entry in enumerate(entries)]
            rows = [["No", *titles], *numbered]
            WRITERS[ending]([*[["remark"]] * 2, *rows, *[[]], ["TOTAL", *range(9)]], folder / file)
            moved["tables"].append(
                {
                    "file": file,
                    "kind": kind,
                    "header": 3,
                    "stop": "TOTAL",
                    "numbers": "1,234.5",
                    "columns": dict(zip(columns, titles, strict=True)),
                    # A row without a figure says something, too: it is not left out.
                    **{key: entries[0][key] for key in same},
                }
            )
    return moved


def documents_of(ledger: Ledger) -> list[Mapping[str, Any]]:
    """What two commands print of a ledger."""
    return [json.loads(json_document(report(ledger))) for report in (summary, countries)]


def figures_only(document: Document) -> Document:
    """The document without the rows that state no figure, which a table leaves out, and their part or due day."""
    kept = {kind: [entry for entry in document.get(kind, []) if {"total", "amount"} & entry.keys()] for kind in OF}
    return {**{key: value for key, value in document.items() if key not in OF}, **{k: v for k, v in kept.items() if v}}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("seed", range(60))
def test_the_same_entries_in_a_ledger_and_in_tables_give_the_same_documents(
    seed: int, ending: str, tmp_path: Path
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a test
    document = figures_only(random_document(rng))
    moved = with_tables(document, rng, tmp_path, ending)
    own, of_tables = (parse_ledger(tomli_w.dumps(each).encode(), "l.toml", tmp_path) for each in (document, moved))
    assert (own.pledges, own.actuals) == (of_tables.pledges, of_tables.actuals)
    assert documents_of(own) == documents_of(of_tables)
