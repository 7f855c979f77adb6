"""A picture as PNG or PDF, drawn by matplotlib, and the font of each text in it.

The font is the one that matplotlib includes, and where it lacks letters, one of this machine.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Literal, assert_never

from matplotlib import rc_context, rcParamsDefault
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text as Letters
from matplotlib.transforms import Affine2D

from mss_gap.render.charts.engine import FT2Font, font_file, has_letters
from mss_gap.render.charts.picture import (
    BLANK,
    COLOURS,
    DASH,
    OUTLINE,
    Anchor,
    AnyMark,
    Box,
    Dot,
    Line,
    Paint,
    Picture,
    Text,
    Triangle,
)

POINTS_AN_INCH = 72
DOTS_AN_INCH = 192
"""Twice the usual density of a screen."""
SETTINGS = {name: value for name, value in rcParamsDefault.items() if "backend" not in name} | {"pdf.fonttype": 42}
"""matplotlib's defaults, whatever a user has set; text in PDF stays text."""
ALIGNMENT: Mapping[Anchor, Literal["left", "center", "right"]] = MappingProxyType(
    {Anchor.START: "left", Anchor.MIDDLE: "center", Anchor.END: "right"}
)
REGULAR = 400
OURS = "DejaVu Sans"
LAST_RESORT = "Last Resort"
"""A font that has a box for every letter."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of some texts."""

    others: Mapping[bool, Mapping[str, str]]
    """The family for each letter that DejaVu Sans lacks, by whether it is bold."""
    missing: tuple[str, ...]
    """The letters that no font of this machine has, in the order of the texts; those that have no form are not among them."""

    def of(self, text: Text) -> FontProperties:
        """The fonts of a text, in the order in which they are tried; regular where no bold one has a letter."""
        bold = text.bold and all(self._has(letter, bold=True) or not self._has(letter) for letter in text.text)
        if has_letters(text.text, bold=bold):
            return FontProperties(fname=str(font_file(bold=bold)), size=text.size)
        families = dict.fromkeys(self.others[bold][letter] for letter in text.text if letter in self.others[bold])
        return FontProperties(family=[OURS, *families], size=text.size, weight=_weight(bold=bold))

    def _has(self, letter: str, *, bold: bool = False) -> bool:
        return letter in self.others[bold] or has_letters(letter, bold=bold)


def png(picture: Picture) -> tuple[bytes, tuple[str, ...]]:
    """A picture as PNG on white paper, twice as dense as a screen, and the letters that no font of this machine has."""
    words = {"Title": picture.title, "Description": picture.description, "Software": "mss-gap"}
    return _file(FigureCanvasAgg, picture, "png", words)


def pdf(picture: Picture) -> tuple[bytes, tuple[str, ...]]:
    """A picture as PDF of one page, its text as text, and the letters that no font of this machine has."""
    words = {"Title": picture.title, "Subject": picture.description, "Creator": "mss-gap", "CreationDate": None}
    return _file(FigureCanvasPdf, picture, "pdf", words)


def _file(
    canvas: Callable[[Figure], object], picture: Picture, form: str, words: Mapping[str, str | None]
) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a file, without the time it was made, and the letters that are boxes in it."""
    file = BytesIO()
    with rc_context(SETTINGS):
        fonts = fonts_of([mark for mark in picture.marks if isinstance(mark, Text)])
        figure = _figure(picture, fonts)
        canvas(figure)
        figure.savefig(file, format=form, dpi=DOTS_AN_INCH, metadata=words)
    return file.getvalue(), fonts.missing


def _figure(picture: Picture, fonts: Fonts) -> Figure:
    """A picture in matplotlib's terms: in inches, from the lower left corner."""
    width, height = picture.width / POINTS_AN_INCH, picture.height / POINTS_AN_INCH
    figure = Figure(figsize=(width, height), facecolor=COLOURS[Paint.PAPER])
    place = Affine2D().scale(1 / POINTS_AN_INCH, -1 / POINTS_AN_INCH).translate(0, height) + figure.dpi_scale_trans
    for order, mark in enumerate(picture.marks):
        artist = _artist(mark, fonts)
        artist.set_transform(place)
        artist.set_zorder(order)
        figure.add_artist(artist)
    return figure


def _artist(mark: AnyMark, fonts: Fonts) -> Artist:
    colour = COLOURS[mark.paint]
    match mark:
        case Text():
            return Letters(
                mark.x,
                mark.y,
                mark.text,
                color=colour,
                fontproperties=fonts.of(mark),
                horizontalalignment=ALIGNMENT[mark.anchor],
                verticalalignment="baseline",
                parse_math=False,
            )
        case Box() if mark.dashed:
            outline = Rectangle((mark.x, mark.y), mark.width, mark.height, fill=False, edgecolor=colour, linewidth=0.8)
            outline.set_linestyle((0, (DASH / 0.8, BLANK / 0.8)))
            return outline
        case Box():
            return Rectangle((mark.x, mark.y), mark.width, mark.height, facecolor=colour, edgecolor="none")
        case Line():
            xs, ys = zip(*mark.points, strict=True)
            line = Line2D(xs, ys, color=colour, linewidth=mark.width, solid_capstyle="butt")
            # matplotlib takes the lengths of dashes as multiples of the line's width.
            line.set_linestyle((0, (DASH / mark.width, BLANK / mark.width)) if mark.dashed else "-")
            return line
        case Dot():
            return Circle((mark.x, mark.y), mark.radius, facecolor=colour, edgecolor="none")
        case Triangle() if mark.hollow:
            return Polygon(mark.points, facecolor=COLOURS[Paint.PAPER], edgecolor=colour, linewidth=OUTLINE)
        case Triangle():
            return Polygon(mark.points, facecolor=colour, edgecolor="none")
        case _:
            assert_never(mark)


def fonts_of(texts: Sequence[Text]) -> Fonts:
    """The fonts of this machine that have the letters of some texts; of several, the first by name."""
    used = {False: texts, True: [text for text in texts if text.bold]}
    lacked = {
        bold: dict.fromkeys(letter for text in of for letter in text.text if not has_letters(letter, bold=bold))
        for bold, of in used.items()
    }
    others = {bold: _families(letters, bold=bold) for bold, letters in lacked.items()}
    return Fonts(others, tuple(letter for letter in lacked[False] if letter not in others[False] and _is_seen(letter)))


def _families(letters: Iterable[str], *, bold: bool) -> dict[str, str]:
    """The first family, by name, for each letter: one whose font in that weight has the letter."""
    left, families = set(letters), dict[str, str]()
    for name, file in _upright() if left else ():
        if _letters_in(file, left) and (
            found := _letters_in(findfont(FontProperties(family=[name], weight=_weight(bold=bold))), left)
        ):
            families |= dict.fromkeys(found, name)
            left -= found
            if not left:
                break
    return families


def _upright() -> list[tuple[str, str]]:
    """The families and files of this machine's upright fonts of regular weight, by name."""
    return sorted(
        (font.name, font.fname)
        for font in fontManager.ttflist
        if font.style == "normal" and font.weight == REGULAR and not font.name.startswith(LAST_RESORT)
    )


def _letters_in(file: str, letters: Iterable[str]) -> set[str]:
    """The letters that a font has; none where its file was removed, or cannot be read."""
    try:
        font = FT2Font(file)
    except (OSError, RuntimeError):
        return set()
    return {letter for letter in letters if font.get_char_index(ord(letter))}


def _weight(*, bold: bool) -> str:
    return "bold" if bold else "normal"


def _is_seen(letter: str) -> bool:
    """Whether a letter has a form of its own, unlike those that join letters or select a variant."""
    return unicodedata.category(letter) != "Cf" and not unicodedata.name(letter, "").startswith("VARIATION SELECTOR")
