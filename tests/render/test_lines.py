"""How a text breaks into the lines of a terminal."""

from io import StringIO

import pytest
import rich.cells  # noqa: TID251 - to see what it is asked
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len  # noqa: TID251 - what a terminal shows
from rich.console import Console  # noqa: TID251 - to compare with it
from rich.text import Text  # noqa: TID251 - to compare with it

from mss_gap.render.formats import lines
from mss_gap.render.formats.lines import Piece, hanging, text_width, wrapped

ASCII, WIDE = "ab ,-", "ab é中国 \u0301"


def of_rich(text: str, width: int) -> list[str]:
    console = Console(file=StringIO(), width=80)
    return [line.plain.strip() for line in Text(text).wrap(console, width, overflow="fold")]


def shown(made: object) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in made]  # type: ignore[attr-defined]  # lines of pieces


@given(st.text(ASCII, max_size=50).map(str.strip) | st.text(WIDE, max_size=50).map(str.strip), st.integers(2, 20))
@example("a 中国中国", 3)
def test_a_text_breaks_where_rich_breaks_it(text: str, width: int) -> None:
    # After a broken word that fills its line Rich leaves a line empty, or begins the next one with the space.
    assert list(filter(None, wrapped(text, width))) == list(filter(None, of_rich(text, width)))


@given(st.text(WIDE, max_size=50), st.integers(2, 20))
def test_no_line_is_wider_than_asked_for_and_no_letter_is_lost(text: str, width: int) -> None:
    made = list(wrapped(text, width))
    assert max(map(cell_len, made)) <= width
    assert "".join(made).replace(" ", "") == text.replace(" ", "")


def test_spaces_at_the_end_of_a_text_make_no_line() -> None:
    assert list(wrapped("x" * 20 + " ", 20)) == ["x" * 20]


@pytest.mark.parametrize("word", ["é ", "中国 ", "e\u0301\u0301\u0301\u0301 "])
def test_no_letter_of_a_long_text_is_measured_more_than_some_times(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    monkeypatch.setattr(lines, "text_width", lambda text: measured.append(len(text)) or text_width(text))
    text = word * 2000
    assert len(list(wrapped(text, 20))) > 100
    assert sum(measured) <= 10 * len(text)


def test_rich_is_asked_only_about_what_is_not_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(rich.cells, "cell_len", lambda text: asked.append(text) or cell_len(text))
    assert list(wrapped("a sentence that is too long", 20)) == ["a sentence that is", "too long"]
    assert (text_width("Benin"), text_width("中国")) == (5, 4)
    assert asked == ["中国"]


def test_further_lines_of_a_paragraph_are_below_its_text() -> None:
    made = hanging(Piece("Warning: "), [Piece("three short words")], 20)
    assert shown(made) == ["Warning: three short", "         words"]


def test_a_lead_that_leaves_no_room_has_a_line_of_its_own() -> None:
    made = hanging(Piece("  What changed  "), [Piece("Kenya: pledge")], 20)
    assert shown(made) == ["  What changed", "    Kenya: pledge"]
