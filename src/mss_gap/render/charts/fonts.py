"""Which font draws a text: the one that matplotlib brings along, and where it lacks letters, one of this machine."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.font_manager import FontProperties, findfont, fontManager

from mss_gap.render.charts.engine import FT2Font
from mss_gap.render.charts.picture import Text
from mss_gap.render.charts.text_metrics import font_file, is_in_font

REGULAR = 400
OURS = "DejaVu Sans"
LAST_RESORT = "Last Resort"
"""A font that has a box for every letter."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of some texts."""

    others: Mapping[bool, Mapping[str, str]]
    """For each letter that DejaVu Sans lacks, regular and bold, the family that has it."""
    missing: tuple[str, ...]
    """The letters that no font here has, in the order of the texts; none that would not be seen anyway."""

    def of(self, text: Text) -> FontProperties:
        """The font of a text, and those of its letters that it lacks; regular where no bold one has a letter."""
        bold = text.bold and all(self._has(letter, bold=True) or not self._has(letter) for letter in text.text)
        if is_in_font(text.text, bold=bold):
            return FontProperties(fname=str(font_file(bold=bold)), size=text.size)
        families = dict.fromkeys(self.others[bold][letter] for letter in text.text if letter in self.others[bold])
        return FontProperties(family=[OURS, *families], size=text.size, weight=_weight(bold=bold))

    def _has(self, letter: str, *, bold: bool = False) -> bool:
        return letter in self.others[bold] or is_in_font(letter, bold=bold)


def fonts_of(texts: Sequence[Text]) -> Fonts:
    """The fonts of this machine that have the letters of some texts, the first by name for each."""
    used = {False: texts, True: [text for text in texts if text.bold]}
    lacked = {
        bold: dict.fromkeys(letter for text in of for letter in text.text if not is_in_font(letter, bold=bold))
        for bold, of in used.items()
    }
    others = {bold: _families(letters, bold=bold) for bold, letters in lacked.items()}
    return Fonts(others, tuple(letter for letter in lacked[False] if letter not in others[False] and _is_seen(letter)))


def _families(letters: Iterable[str], *, bold: bool) -> dict[str, str]:
    """For each letter the first family, by name, of which the font that would draw it has it."""
    left, families = set(letters), dict[str, str]()
    for name, file in _upright() if left else ():
        if _having(file, left) and (
            found := _having(findfont(FontProperties(family=[name], weight=_weight(bold=bold))), left)
        ):
            families |= dict.fromkeys(found, name)
            left -= found
            if not left:
                break
    return families


def _upright() -> list[tuple[str, str]]:
    """The upright fonts of this machine of regular weight: their families and files, by name."""
    return sorted(
        (font.name, font.fname)
        for font in fontManager.ttflist
        if font.style == "normal" and font.weight == REGULAR and not font.name.startswith(LAST_RESORT)
    )


def _having(file: str, letters: Iterable[str]) -> set[str]:
    """Which letters a font has; none where it is not there any more, or cannot be read."""
    try:
        font = FT2Font(file)
    except (OSError, RuntimeError):
        return set()
    return {letter for letter in letters if font.get_char_index(ord(letter))}


def _weight(*, bold: bool) -> str:
    return "bold" if bold else "normal"


def _is_seen(letter: str) -> bool:
    """Whether a letter has a form of its own, unlike what joins letters, or chooses between two forms of one."""
    return unicodedata.category(letter) != "Cf" and not unicodedata.name(letter, "").startswith("VARIATION SELECTOR")
