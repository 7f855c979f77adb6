"""A label takes the first of its places that is free."""

from mss_gap.render.charts.drawing.label_placement import Area, Labels
from mss_gap.render.charts.picture import Text


def at(x: float, y: float) -> Text:
    return Text(x=x, y=y, text="gap", size=8)


def test_a_label_takes_its_first_free_place_and_tries_no_other() -> None:
    labels = Labels(Area(0, 0, 200, 200))
    candidates = iter([at(50, 50), at(50, 100)])
    assert labels.put(candidates) == at(50, 50)
    assert list(candidates) == [at(50, 100)]


def test_the_next_label_keeps_off_what_is_taken() -> None:
    labels = Labels(Area(0, 0, 200, 200))
    labels.put([at(50, 50)])
    assert labels.put([at(52, 51), at(50, 100), at(50, 150)]) == at(50, 100)


def test_a_label_keeps_off_lines_where_it_can() -> None:
    labels = Labels(Area(0, 0, 200, 200))
    labels.keep_clear([(0, 47), (200, 47)])
    assert labels.put([at(50, 50), at(50, 100)]) == at(50, 100)
    assert labels.put_where_free([at(80, 50)]) == []


def test_a_line_that_only_passes_by_is_not_in_the_way() -> None:
    labels = Labels(Area(0, 0, 200, 200))
    # From the left of the label to below it, past its lower left corner.
    labels.keep_clear([(30, 40), (60, 80)])
    assert labels.put([at(60, 50), at(150, 150)]) == at(60, 50)


def test_where_every_place_is_taken_the_least_covered_will_do() -> None:
    labels = Labels(Area(0, 0, 200, 200))
    labels.put([at(50, 50)])
    assert labels.put([at(50, 50), at(50, 56)]) == at(50, 56)
