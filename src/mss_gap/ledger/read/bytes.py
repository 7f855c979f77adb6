"""Reads the bytes of a ledger from a file, a pipe or standard input, up to the most that a ledger can have."""

import os
import stat
import sys
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from mss_gap.ledger.explain.problems import LedgerUnreadableError
from mss_gap.ledger.find import Location
from mss_gap.ledger.system import open_now, wait_again

MOST_BYTES = 256 * 2**20
"""The size of the largest ledger that is read: well over a million entries, and well below the memory of a computer."""
MOST_OF = MappingProxyType({b"[": 2_500_000, b"{": 1_250_000, b",": 2_500_000, b"=": 7_000_000})
"""How often a ledger may have a character: for each the parser takes some hundred bytes of memory."""

SPLIT = "a ledger is a text that people can read: split it"
"""What to do about a ledger that is too large."""


def read_bytes(location: Location) -> bytes:
    """The bytes at a location; raises `LedgerUnreadableError`."""
    try:
        if location.file is not None:
            return _read_file(location.file, location.origin)
        if sys.stdin is not None:
            return _read_bounded(sys.stdin.buffer, location.origin)
        reason, hint = "standard input is closed", "pipe a ledger into mss-gap, or name its file"
    except FileNotFoundError:
        reason, hint = "there is no such file", "check the path; without one, mss-gap reads its built-in ledger"
    except IsADirectoryError:
        reason, hint = "this is a folder", "name the TOML file in it"
    except PermissionError:
        reason, hint = "no permission to read it", "ask its owner, or copy it to a folder of yours"
    except (OSError, ValueError) as error:
        reason, hint = f"cannot be read: {getattr(error, 'strerror', None) or error}", "check the path"
    raise LedgerUnreadableError(location.origin, reason, hint)


def _read_file(file: Path, origin: str) -> bytes:
    """The bytes of a file or a pipe; does not wait for a pipe without a writer."""
    with open(file, "rb", opener=open_now) as stream:
        kind = os.fstat(stream.fileno()).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError
        if not stat.S_ISREG(kind) and not stat.S_ISFIFO(kind):
            raise LedgerUnreadableError(origin, "this is a device, not a file", "name a TOML file")
        wait_again(stream.fileno())
        content = _read_bounded(stream, origin)
    if stat.S_ISFIFO(kind) and not content:
        raise LedgerUnreadableError(origin, "nothing comes through this pipe", "name a TOML file")
    return content


def _read_bounded(stream: BinaryIO, origin: str) -> bytes:
    content = stream.read(MOST_BYTES + 1)
    reason = excess(content)
    if reason is not None:
        raise LedgerUnreadableError(origin, reason, SPLIT)
    return content


def excess(content: bytes) -> str | None:
    """Why some bytes are too many for a ledger; None if they are not."""
    if len(content) > MOST_BYTES:
        return f"it holds more than {MOST_BYTES // 2**20} MB"
    if any(content.count(character) > most for character, most in MOST_OF.items()):
        return "it holds more than a million entries"
    return None
