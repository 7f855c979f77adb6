"""Finds texts of an XLSX workbook that are not what they look like: 12 with a small 3 above it is stored as 123."""

from mss_gap.ledger.tables.reading.archive import Archive, Attributes

SHARED = "xl/sharedStrings.xml"
_MARKS = (b"vertAlign", b"strike")
_FALSE = ("0", "false")


def altered_texts(archive: Archive, *parts: bytes) -> set[str]:
    """The texts in the XML of the shared texts or of a sheet that have a part raised, lowered or struck out."""
    altered = set[str]()
    for xml in parts:
        if any(mark in xml for mark in _MARKS):
            scan = _Scan(altered)
            archive.walk(xml, scan.start, scan.end, scan.text)
    return altered


class _Scan:
    """Goes through texts and their runs."""

    def __init__(self, altered: set[str]) -> None:
        self._altered = altered
        self._text: list[str] = []
        self._run_altered = self._is_altered = self._in_text = self._in_reading_aid = False

    def start(self, name: str, found: Attributes) -> None:
        match name:
            case "si" | "is":
                self._text, self._is_altered = [], False
            case "r":
                self._run_altered = False
            case "rPh":
                self._in_reading_aid = True
            case "vertAlign":
                self._run_altered = self._run_altered or found.get("val") in ("superscript", "subscript")
            case "strike":
                self._run_altered = self._run_altered or found.get("val") not in _FALSE
            case "t":
                self._in_text = not self._in_reading_aid
            case _:
                pass

    def text(self, text: str) -> None:
        if self._in_text:
            self._text.append(text)
            self._is_altered = self._is_altered or (self._run_altered and text.strip() != "")

    def end(self, name: str) -> None:
        match name:
            case "si" | "is":
                if self._is_altered:
                    self._altered.add("".join(self._text))
            case "r":
                self._run_altered = False
            case "rPh":
                self._in_reading_aid = False
            case "t":
                self._in_text = False
            case _:
                pass
