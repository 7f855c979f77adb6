"""Keeps the tabs and the line breaks in the texts of an ODS workbook, which the library leaves out: digits would join."""

import re

from mss_gap.ledger.tables.reading.archive import Archive
from mss_gap.ledger.tables.reading.ods_marks import CONTENT

_TAB = re.compile(rb"<text:tab(?:\s[^>]*)?(?:/>|(?<!/)>\s*</text:tab\s*>)")
_BREAK = re.compile(rb"<text:line-break(?:\s[^>]*)?(?:/>|(?<!/)>\s*</text:line-break\s*>)")


def with_spaces(archive: Archive) -> bytes | None:
    """The bytes of a workbook with each of them as a letter; None where it has none, or is no ODS workbook."""
    if not archive.has(CONTENT):
        return None
    xml = archive.read(CONTENT)
    if b"<text:tab" not in xml and b"<text:line-break" not in xml:
        return None
    return archive.with_part(CONTENT, _BREAK.sub(b"\n", _TAB.sub(b"\t", xml)))
