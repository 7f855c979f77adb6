"""A grid on the terminal: what it looks like where room is scarce, and that a row costs the same in any table."""

from collections.abc import Callable

import pytest

from mss_gap.render.formats import grid, lines
from mss_gap.render.formats.grid import Grid, GridColumn, least_width
from mss_gap.render.formats.lines import Piece

Counted = Callable[[int, int], int]


def printed(drawn: Grid, width: int) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in drawn.lines(width)]


def column(heading: str, *cells: str, figures: bool = False) -> GridColumn:
    return GridColumn([Piece(heading)], [[Piece(cell)] for cell in cells], figures=figures)


def test_words_stand_on_the_left_and_figures_on_the_right() -> None:
    both = [column("Who", "Kenya", "Benin"), column("Actual", "735", "0", figures=True)]
    assert printed(Grid(both), 80) == ["Who    Actual", "─" * 13, "Kenya     735", "Benin       0"]


def test_a_row_apart_has_a_line_above_it_and_in_a_spaced_grid_space() -> None:
    rows = [column("Who", "Kenya", "Whole")]
    assert printed(Grid(rows, frozenset({1})), 80) == ["Who", "─────", "Kenya", "─────", "Whole"]
    assert printed(Grid(rows, frozenset({1}), spaced=True), 80) == ["Who", "─────", "Kenya", "", "Whole"]


def test_where_room_is_scarce_the_widest_words_break_and_figures_do_not() -> None:
    both = [column("Claim", "four words of seven"), column("About", "short"), column("No.", "1,234", figures=True)]
    assert least_width(both) == 16 + 2 + 5 + 2 + 5
    assert printed(Grid(both), 30) == [
        "Claim             About    No.",
        "─" * 30,
        "four words of     short  1,234",
        "seven",
    ]


def test_words_among_figures_break_before_a_word_is_broken() -> None:
    both = [column("Who", "Benin [3,10,11,13-15]"), column("Came", "none recorded", figures=True)]
    assert printed(Grid(both), 30)[2:] == ["Benin            none recorded", "[3,10,11,13-15]"]
    assert printed(Grid(both), 29)[2:] == ["Benin                    none", "[3,10,11,13-15]      recorded"]


def test_a_heading_breaks_but_not_one_of_several_which_are_beside_the_lines_of_the_cells() -> None:
    one = column("A month so far", "-1", figures=True)
    assert printed(Grid([one]), 8) == [" A month", "  so far", "─" * 8, "      -1"]
    headings = [Piece("A month so far"), Piece("A month needed")]
    assert least_width([GridColumn(headings, [[Piece("-1"), Piece("2")]], figures=True)]) == len("A month needed")


def test_columns_of_the_same_width_give_way_evenly() -> None:
    both = [column("A", "x " * 10 + "x"), column("B", "y " * 10 + "y")]
    assert [line.index("y") for line in printed(Grid(both), 36)[2:3]] == [17 + 2]


def test_a_word_longer_than_its_column_is_broken() -> None:
    assert printed(Grid([column("Id", "a" * 20)]), 16)[2:] == ["a" * 16, "aaaa"]


def test_letters_as_wide_as_two_have_the_room_of_two() -> None:
    both = [column("Who", "中国", "Chad"), column("", "1", "2", figures=True)]
    assert printed(Grid(both), 80)[2:] == ["中国  1", "Chad  2"]


def table(rows: int) -> Grid:
    names = [f"Kenya: actual of {row}" for row in range(rows)]
    return Grid([column("What changed", *names), column("Actual", *("991" for _ in names), figures=True)])


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """How many texts are measured to draw so many rows."""

    def count(rows: int, width: int) -> int:
        calls: list[str] = []
        with monkeypatch.context() as patched:
            for module in (grid, lines):
                patched.setattr(module, "text_width", lambda text: calls.append(text) or len(text))
            printed(table(rows), width)
        return len(calls)

    return count


def test_a_text_that_fits_is_measured_twice_however_often_it_is_there(measured: Counted) -> None:
    assert measured(400, 80) - measured(200, 80) == 2 * 200
    assert measured(4000, 80) - measured(2000, 80) == 2 * 2000


def test_where_there_is_little_room_each_text_is_measured_no_more_than_some_times(measured: Counted) -> None:
    assert measured(2400, 24) - measured(1200, 24) <= 12 * 1200
    assert measured(2400, 24) - measured(1200, 24) == measured(3600, 24) - measured(2400, 24)
