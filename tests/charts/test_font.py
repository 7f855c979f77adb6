"""The font of charts: its letters, how wide they are, and which letters no font has.

MSS_GAP_REWRITE=1 writes the table of widths anew from the font's files.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.render.charts import fonts
from mss_gap.render.charts.fonts import FILES, advance, letters_lacked, without_font

MODULE = Path(fonts.__file__).parent / "widths.py"
HEAD = '''\
"""How wide the letters of the font are: runs of code points, first and last, of one width.

Written by tests/charts/test_font.py.
"""

UNITS = {units}
"""The units of an em."""
'''
UNASSIGNED = "\U0003fffd"
"""A character that Unicode does not assign, so that no font has it."""


def widths_in(file: str) -> Mapping[int, int]:
    """The width of each letter of a font's file, by its code point."""
    with TTFont(file) as font:
        widths = font["hmtx"]
        return {code: widths[glyph][0] for code, glyph in sorted(font.getBestCmap().items())}


def runs_of(widths: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    first = last = -1
    for code, width in widths.items():
        if first >= 0 and (code != last + 1 or width != widths[first]):
            yield first, last, widths[first]
            first = code
        first, last = (code if first < 0 else first), code
    yield first, last, widths[first]


def module_text() -> str:
    text = HEAD.format(units=TTFont(FILES[0])["head"].unitsPerEm)
    for name, file in zip(("REGULAR", "BOLD"), FILES, strict=True):
        text += f"# fmt: off\n{name} = (\n"
        line = "   "
        for run in runs_of(widths_in(file)):
            piece = f" ({run[0]}, {run[1]}, {run[2]}),"
            if len(line) + len(piece) > 120:
                text, line = f"{text}{line}\n", "   "
            line += piece
        text += f"{line}\n)\n# fmt: on\n"
    return text


def test_the_table_of_widths_is_what_the_files_say() -> None:
    if os.environ.get("MSS_GAP_REWRITE") == "1":
        MODULE.write_text(module_text(), encoding="utf-8")
    assert MODULE.read_text(encoding="utf-8") == module_text(), "MSS_GAP_REWRITE=1 pytest tests/charts/test_font.py"


@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_is_as_wide_as_in_the_file_and_no_other_has_a_width(bold: bool) -> None:  # noqa: FBT001 - a case
    widths = widths_in(FILES[bold])
    for code in range(0x20000):
        stated = advance(chr(code), bold=bold)
        assert stated == (widths[code] / 2048 if code in widths else None)


def test_letters_that_no_font_has_are_reported_once_each_in_the_order_of_the_text() -> None:
    text = f"a {UNASSIGNED}b \U0003fffc{UNASSIGNED}"
    assert letters_lacked(text) == (UNASSIGNED, "\U0003fffc")
    assert without_font(letters_lacked(text)) == (UNASSIGNED, "\U0003fffc")


def test_what_has_no_form_of_its_own_needs_no_font() -> None:
    assert without_font("\u2764\ufe0f\U000e0100\u200d\u2060\u3000") == ()


@given(st.lists(st.sampled_from(f"aé中{UNASSIGNED}\U0003fffcWgǺ|_"), max_size=12))
def test_a_letter_is_without_font_whatever_is_tried_beside_it(letters: list[str]) -> None:
    assert list(without_font(letters)) == [letter for letter in letters if without_font([letter])]
