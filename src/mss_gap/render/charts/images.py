"""A picture as PNG or PDF: its SVG, drawn by libraries in the font of charts.

Where that font lacks letters, they come from the fonts of this machine; what none of them has is drawn as a box.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from mss_gap.render.charts.fonts import FAMILY, FILES, FOLDER, chunks, letters_lacked, without_font
from mss_gap.render.charts.picture import COLOURS, Paint, Picture, Text
from mss_gap.render.charts.svg import svg_file

DOTS_AN_INCH = 192
"""Twice the usual density of a screen."""
_PAGE = """\
#set document(title: sys.inputs.title, description: sys.inputs.description, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.description)
"""
"""A page of typst, as large as the picture."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A picture in the font of charts."""

    svg: str
    needs_fonts: bool
    """Whether it has letters that only fonts of this machine have."""
    missing: tuple[str, ...]
    """The letters that no font has, in the order of the texts."""

    @classmethod
    def of(cls, picture: Picture) -> Self:
        """The drawing of a picture."""
        lacked = letters_lacked("".join(mark.text for mark in picture.marks if isinstance(mark, Text)))
        missing = without_font(lacked)
        return cls(svg_file(picture, FAMILY), len(lacked) > len(missing), missing)


def png(picture: Picture) -> tuple[bytes, tuple[str, ...]]:
    """A picture as PNG on white paper, twice as dense as a screen, and the letters that no font of this machine has."""
    from resvg_py import svg_to_bytes

    drawing = _Drawing.of(picture)
    image = svg_to_bytes(
        svg_string=drawing.svg,
        dpi=DOTS_AN_INCH,
        background=COLOURS[Paint.PAPER],
        font_files=list(FILES),
        font_family=FAMILY,
        skip_system_fonts=not drawing.needs_fonts,
    )
    words = {"Title": picture.title, "Description": picture.description, "Software": "mss-gap"}
    return _with_words(image, words), drawing.missing


def pdf(picture: Picture) -> tuple[bytes, tuple[str, ...]]:
    """A picture as PDF of one page, its text as text, and the letters that no font of this machine has."""
    import typst

    drawing = _Drawing.of(picture)
    file = typst.compile(
        _PAGE.encode(),
        font_paths=typst.Fonts(
            include_system_fonts=drawing.needs_fonts, include_embedded_fonts=False, font_paths=[FOLDER]
        ),
        sys_inputs={"svg": drawing.svg, "title": picture.title, "description": picture.description},
        format="pdf",
    )
    return file, drawing.missing


def _with_words(png: bytes, words: Mapping[str, str]) -> bytes:
    """A PNG file that says how large it is printed, and with texts, each by its name, that are not drawn."""
    (first, size), *others = chunks(png)
    dots_a_metre = round(DOTS_AN_INCH / 0.0254).to_bytes(4)
    texts = ((b"iTXt", f"{name}\0\0\0\0\0{text}".encode()) for name, text in words.items())
    stated = ((first, size), (b"pHYs", dots_a_metre * 2 + b"\1"), *texts, *others)
    return png[:8] + b"".join(_chunk(kind, data) for kind, data in stated)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
