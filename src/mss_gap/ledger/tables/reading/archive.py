"""Opens a workbook as the archive that it is: only one whose parts are known to stay within bounds."""

import copy
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from mss_gap.ledger.tables.grid import TableUnreadableError

MOST_BYTES = 2**29
"""Size of a workbook without compression."""
SAVE = "open it in a spreadsheet and save it again, as XLSX or CSV"
_RATIO = 1032
"""How many bytes one byte of a compressed part can become at most."""
_PIECE = 2**16
_NO_LIMIT = 2**62
"""A size that no part has: then a part is read to its end, whatever size it says it has."""
_OLD = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a file begins that is an old workbook, or a workbook with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
"""Where an ODS workbook says that its parts are encrypted."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, EOFError, ValueError, NotImplementedError)
Attributes = Mapping[str, str]


class Archive:
    """The parts of a workbook, each of a size that is bounded."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises `TableUnreadableError` for what is no archive, damaged, encrypted or too large."""
        self._name = name
        if content.startswith(_OLD):
            raise (
                _encrypted(name)
                if _ENCRYPTED in content
                else _unreadable(self._name, "it is a workbook of the old kind, XLS")
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._check_size()
        except _DAMAGE:
            raise _unreadable(self._name, "it is not a workbook, or damaged") from None

    def _check_size(self) -> None:
        """Read every part that could be too large, whatever size the archive says it has."""
        parts = self._archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise _encrypted(self._name)
        if any(part.compress_type not in _METHODS for part in parts):
            raise _unreadable(self._name, "it is compressed in a way that is not read")
        left = MOST_BYTES - sum(part.file_size for part in parts)
        if left >= 0 and sum(part.compress_size for part in parts) * _RATIO > MOST_BYTES:
            left = MOST_BYTES
            for part in parts:
                honest = copy.copy(part)
                honest.file_size = _NO_LIMIT
                with self._archive.open(honest) as stream:
                    while left >= 0 and (piece := stream.read(_PIECE)):
                        left -= len(piece)
        if left < 0:
            reason = f"it holds more than {MOST_BYTES // 2**20} MB"
            raise TableUnreadableError(self._name, reason, "save the sheet as a CSV file")
        if self.has(_MANIFEST) and b"encryption-data" in self.read(_MANIFEST):
            raise _encrypted(self._name)

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return part in self._archive.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of a part; raises `TableUnreadableError` where it is missing or damaged."""
        try:
            return self._archive.read(part)
        except _DAMAGE:
            raise self.damaged() from None

    def with_part(self, name: str, part: bytes) -> bytes:
        """The bytes of the archive with one of its parts changed, and without compression."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as changed:
            for each in self._archive.NameToInfo:
                changed.writestr(each, part if each == name else self.read(each))
        return content.getvalue()

    def walk(
        self,
        xml: bytes,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Call a function for each element of a part, each end and each text, in order.

        Names are without their prefixes. Raises `TableUnreadableError` for what is not XML, and for XML that declares
        entities.
        """
        self.walk_parts((xml,), start, end, text)

    def walk_parts(
        self,
        parts: Iterable[bytes],
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Go as `walk` does through XML that comes in parts, each cut between two elements."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, found: start(name.rpartition(":")[2], found)
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse_entities
        try:
            for part in parts:
                parser.Parse(part)
            parser.Parse(b"", True)  # noqa: FBT003 - this is the end of it
        except (
            expat.ExpatError,
            LookupError,
            ValueError,
        ):  # the last two of an encoding that is not known, or not taken
            raise self.damaged() from None

    def damaged(self) -> TableUnreadableError:
        """What is wrong with an archive whose XML says what no workbook's does."""
        return _unreadable(self._name, "it is damaged")

    def _refuse_entities(self, *_: object) -> None:
        raise _unreadable(self._name, "its XML has a document type, which no spreadsheet writes")


def _unreadable(name: str, reason: str) -> TableUnreadableError:
    return TableUnreadableError(name, reason, SAVE)


def _encrypted(name: str) -> TableUnreadableError:
    return TableUnreadableError(name, "it has a password", "save a copy without one")
