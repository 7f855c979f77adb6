"""Opens the file that a table names: only a plain file, and only below the folder of the ledger."""

import os
import stat
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath

from mss_gap.ledger.system import open_below
from mss_gap.ledger.table import Table
from mss_gap.ledger.tables.grid import Grid, TableUnreadableError
from mss_gap.ledger.tables.reading.delimited import read_delimited

MOST_BYTES = 256 * 2**20
"""The size of the largest table that is read."""
DELIMITED, WORKBOOKS = (".csv", ".tsv"), (".xlsx", ".ods")
_ENDINGS = "a table is a file that ends in .csv, .tsv, .xlsx or .ods"


def bytes_of(name: str, folder: Path | None) -> bytes:
    """The bytes of the file that a table names; raises `TableUnreadableError`."""
    if folder is None:
        raise TableUnreadableError(name, "this ledger has no folder", "read it from a file")
    if not name.lower().endswith((*DELIMITED, *WORKBOOKS)):
        raise TableUnreadableError(name, "it has no ending that is known", _ENDINGS)
    real = _below(name, folder)
    try:
        _refuse_other(real.stat().st_mode, name)  # to open a device may do something
        with open(real, "rb", opener=partial(open_below, os.path.realpath(folder))) as stream:
            _refuse_other(os.fstat(stream.fileno()).st_mode, name)
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise TableUnreadableError(
            name, "there is no such file", "check the name: it starts at the ledger's folder"
        ) from None
    except PermissionError:
        raise TableUnreadableError(name, "no permission to read it", "ask its owner, or copy it") from None
    except (OSError, ValueError) as error:
        reason = f"it cannot be read: {getattr(error, 'strerror', None) or error}"
        raise TableUnreadableError(name, reason, "check the name") from None
    if len(content) > MOST_BYTES:
        raise TableUnreadableError(name, f"it holds more than {MOST_BYTES // 2**20} MB", "split it")
    return content


def grid_of(table: Table, content: bytes) -> Grid:
    """The rows of a table's file or sheet; raises `TableUnreadableError`."""
    if table.file.lower().endswith(DELIMITED):
        if table.sheet is not None:
            raise TableUnreadableError(table.file, "a CSV file has no sheets", "take the sheet out", "sheet")
        return read_delimited(content, table.file, table.encoding, table.header)
    from mss_gap.ledger.tables.reading.workbook import read_workbook

    return read_workbook(content, table.file, table.sheet)


def _below(name: str, folder: Path) -> Path:
    """The real path of a file below a folder; raises `TableUnreadableError` where it is elsewhere."""
    parts = PurePosixPath(name).parts
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or ".." in parts or "\0" in name:
        raise TableUnreadableError(
            name, "it is not below the ledger's folder", "copy the file there, and write its name without a path"
        )
    real = Path(os.path.realpath(folder / name))
    if not real.is_relative_to(os.path.realpath(folder)):
        raise TableUnreadableError(name, "it is a link out of the ledger's folder", "copy the file into the folder")
    return real


def _refuse_other(mode: int, name: str) -> None:
    """Raise `TableUnreadableError` for all that is not a plain file."""
    if stat.S_ISDIR(mode):
        raise TableUnreadableError(name, "it is a folder", "name a file in it")
    if not stat.S_ISREG(mode):
        raise TableUnreadableError(name, "it is not a file", "name a file")
