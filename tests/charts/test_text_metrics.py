"""Lines of text fit the room there is, in the font of charts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.render.charts.drawing import text_metrics
from mss_gap.render.charts.drawing.text_metrics import Advances, lines_of, width_of


def test_the_width_of_a_text_is_the_sum_of_its_letters() -> None:
    # In DejaVu Sans a digit is 1303 of 2048 units wide, in bold 1425.
    assert abs(width_of("1234", 10) - 4 * 10 * 1303 / 2048) < 0.01
    assert abs(width_of("1234", 10, bold=True) - 4 * 10 * 1425 / 2048) < 0.01


def test_a_letter_of_the_east_is_as_wide_as_it_is_high() -> None:
    assert width_of("中国", 10) == 20


def test_lines_break_between_words() -> None:
    assert lines_of("aaa bbb ccc", 10, width_of("aaa bbb", 10)) == ["aaa bbb", "ccc"]


def test_a_word_without_room_is_broken() -> None:
    assert lines_of("aaaaa", 10, width_of("aa", 10) + 0.1) == ["aa", "aa", "a"]


def test_what_is_too_long_ends_in_dots() -> None:
    assert lines_of("aaa bbb ccc ddd", 10, width_of("bbb…", 10), most=2) == ["aaa", "bbb…"]


@given(st.text(max_size=60), st.floats(20, 200), st.integers(1, 9))
def test_lines_hold_the_text_and_fit(text: str, width: float, most: int) -> None:
    whole = lines_of(text, 7, width)
    assert "".join(whole).replace(" ", "") == text.replace(" ", "")
    lines = lines_of(text, 7, width, most=most)
    assert len(lines) == min(len(whole), most)
    assert [line for line in lines if width_of(line, 7) > width + 0.01] == []


@pytest.mark.parametrize("text", ["x" * 4000, "word " * 800])
def test_a_long_text_takes_a_time_in_proportion_to_its_length(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    class Counted(Advances):
        def __getitem__(self, letter: str) -> float:
            measured.append(letter)
            return super().__getitem__(letter)

    monkeypatch.setattr(text_metrics, "ADVANCES", {False: Counted(bold=False)})
    lines_of(text, 10, 200, most=2)
    # To fill lines, once more where a word is broken or does not fit, and once more to shorten what is left out.
    assert len(text) <= len(measured) <= 4 * len(text)
