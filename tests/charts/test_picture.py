"""A picture holds everything that its chart says, on its paper and legible, whatever the ledger."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap import Ledger, load
from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.chart import BarChart, BarRow, Chart, Width
from mss_gap.render.charts.drawing.bars import draw_bars
from mss_gap.render.charts.drawing.layout import Sheet
from mss_gap.render.charts.drawing.open_ends import directions
from mss_gap.render.charts.picture import AnyMark, Box, Dot, Line, Paint, Picture, Text, Triangle
from mss_gap.render.charts.plot import picture_of

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
Every = Callable[[Ledger], list[Chart]]
Faults = Callable[[Picture], list[object]]
Texts = Callable[[Picture], list[Text]]
ROOT = Path(__file__).parents[2]
SMALLEST = 6.5
"""The size of letters, in points, below which a reader of print sends a picture back."""
SEVERAL = """
    [mission]
    as_of = 2025-06-30
    start = 2024-01-01
    [commitments.seats]
    unit = "seats"
    pledged = 100
    due = {due}
    [[actuals]]
    commitment = "seats"
    date = 2024-03-01
    total = 10
    [[actuals]]
    commitment = "seats"
    date = {last}
    total = {total}
"""


@pytest.fixture(scope="session")
def shipped() -> Ledger:
    return load(ROOT / "data/commitments.toml")


@pytest.mark.parametrize("width", Width)
def test_no_text_of_the_shipped_ledger_covers_another_or_leaves_the_paper(
    width: Width, shipped: Ledger, every_chart: Every, faults: Faults
) -> None:
    assert [faults(picture_of(chart, width)) for chart in every_chart(shipped)] == [[]] * 36


COURSES = product(
    ["2023-01-01", "2025-06-30", "2025-07-01", "2026-01-01", "2199-01-01"],
    ["2024-03-02", "2024-10-01", "2025-06-29"],
    [10, 30, 99, 100, 140],
)


@pytest.mark.parametrize(("due", "last", "total"), list(COURSES))
def test_no_text_of_a_course_covers_another_or_leaves_the_paper(  # noqa: PLR0913, PLR0917 - what is drawn, and how
    due: str, last: str, total: int, ledger: Read, course: Draw, faults: Faults
) -> None:
    chart = course(ledger(SEVERAL.format(due=due, last=last, total=total)), "seats")
    assert [faults(picture_of(chart, width)) for width in Width] == [[], []]


LARGE = """
    [mission]
    as_of = 2025-06-30
    [commitments.seats]
    unit = "seats"
    due = 2026-01-01
    [[pledges]]
    commitment = "seats"
    country = "KE"
    date = 2024-03-01
    amount = {pledged}
    [[actuals]]
    commitment = "seats"
    country = "KE"
    date = {last}
    amount = {actual}
"""
WIDE = ["-100350000000000.000001", "999999999999999.999999", "123456789012", "-123456789012.5", "0.000001"]


@pytest.mark.parametrize(("pledged", "actual"), list(product(WIDE, WIDE)))
def test_a_figure_wider_than_the_drawing_covers_nothing_and_stands_in_the_title(
    pledged: str, actual: str, ledger: Read, course: Draw, faults: Faults
) -> None:
    for last, width in product(["2024-03-02", "2025-06-29"], Width):
        chart = course(ledger(LARGE.format(pledged=pledged, actual=actual, last=last)), "seats")
        assert faults(picture_of(chart, width)) == []
        assert chart.title == f"Seats: {Decimal(actual):,f} of {max(Decimal(pledged), Decimal(0)):,f} delivered"


def test_a_line_whose_figure_is_wider_than_the_drawing_has_its_word_for_a_name(
    ledger: Read, course: Draw, texts: Texts
) -> None:
    chart = course(ledger(LARGE.format(pledged=WIDE[1], actual=5, last="2025-06-29")), "seats")
    said = [text.text for text in texts(picture_of(chart))]
    assert "pledged" in said
    assert "5 delivered" in said


EXTREME = """
    [mission]
    as_of = 2025-06-30
    [commitments.funding]
    unit = "USD"
    [[rates]]
    pair = "EUR/USD"
    date = 0001-01-01
    rate = 999_999_999_999_999.999999
    [[pledges]]
    commitment = "funding"
    country = "SE"
    date = {pledged_on}
    amount = {pledged}
    currency = "{currency}"
    [[actuals]]
    commitment = "funding"
    country = "SE"
    date = {paid_on}
    amount = {paid}
    currency = "EUR"
"""
MOST = "999_999_999_999_999.999999"


@pytest.mark.parametrize(
    ("pledged", "currency", "paid"),
    [
        (MOST, "EUR", MOST),  # 30 digits, and 12 decimals
        (MOST, "EUR", "0.000001"),
        (MOST, "EUR", f"-{MOST}"),
        ("0.000001", "USD", MOST),
        ("0", "USD", f"-{MOST}"),
        ("100_000_000_000_000", "EUR", "100_000_000_000_000"),
    ],
)
@pytest.mark.parametrize(
    ("pledged_on", "paid_on"),
    [("2024-01-01", "2024-01-01"), ("1624-01-01", "2024-01-01"), ("0001-01-01", "2025-06-30")],
)
def test_amounts_of_any_size_over_any_time_are_drawn(  # noqa: PLR0913, PLR0917 - what is drawn
    pledged: str,
    currency: str,
    paid: str,
    pledged_on: str,
    paid_on: str,
    ledger: Read,
    every_chart: Every,
    faults: Faults,
) -> None:
    record = ledger(
        EXTREME.format(pledged=pledged, currency=currency, paid=paid, pledged_on=pledged_on, paid_on=paid_on)
    )
    for chart, width in product(every_chart(record), Width):
        picture = picture_of(chart, width)
        assert faults(picture) == []
        assert [mark for mark in picture.marks if not on_paper(mark, picture)] == []


def test_of_thousands_of_contributors_of_thousands_of_millions_each_a_chart_is_drawn(
    ledger: Read, every_chart: Every, faults: Faults
) -> None:
    bodies = "".join(
        f'[contributors.B{number}]\nname = "Body {number}"\n[[actuals]]\ncommitment = "funding"\n'
        f'country = "B{number}"\ndate = 2024-01-01\namount = {MOST}\n'
        for number in range(2000)
    )
    record = ledger(f'[commitments.funding]\nunit = "USD"\npledged = 1\n{bodies}')
    assert [faults(picture_of(chart)) for chart in every_chart(record)] == [[]] * 6


@settings(max_examples=25)
@given(data=st.data())
def test_every_mark_of_any_ledger_is_on_the_paper_and_no_text_covers_another(
    data: st.DataObject, ledgers: st.SearchStrategy[Ledger], every_chart: Every, faults: Faults
) -> None:
    for chart in every_chart(data.draw(ledgers)):
        picture = picture_of(chart, data.draw(st.sampled_from(Width)))
        assert faults(picture) == []
        assert [mark for mark in picture.marks if not on_paper(mark, picture)] == []


def on_paper(mark: AnyMark, picture: Picture) -> bool:
    match mark:
        case Box():
            corners = [(mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height)]
        case Line() | Triangle():
            corners = list(mark.points)
        case Text() | Dot():
            corners = [(mark.x, mark.y)]
    return all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in corners)


def test_letters_have_one_size_in_a_column_and_on_a_page_and_none_is_tiny(
    shipped: Ledger, every_chart: Every, texts: Texts
) -> None:
    sizes = {
        width: {text.size for chart in every_chart(shipped) for text in texts(picture_of(chart, width))}
        for width in Width
    }
    assert min(sizes[Width.COLUMN]) == min(sizes[Width.PAGE]) == SMALLEST
    assert sizes[Width.COLUMN] - {10} == sizes[Width.PAGE] - {12}  # but for the title


def test_the_lengths_of_bars_are_their_figures(ledger: Read, gap: Draw) -> None:
    drawn = picture_of(gap(ledger('[commitments.seats]\nunit = "seats"\npledged = 100\nactual = 25')))
    pledged, delivered = (mark for mark in drawn.marks if isinstance(mark, Box) and mark.height == 8)
    assert (pledged.paint, delivered.paint) == (Paint.PLEDGED, Paint.DELIVERED)
    assert delivered.width == pytest.approx(pledged.width / 4)
    assert delivered.x == pledged.x


def test_a_surplus_reaches_beyond_the_end_of_the_pledge(ledger: Read, gap: Draw) -> None:
    drawn = picture_of(gap(ledger('[commitments.seats]\nunit = "seats"\npledged = 100\nactual = 250')))
    pledged, delivered = (mark for mark in drawn.marks if isinstance(mark, Box) and mark.height == 8)
    assert delivered.width == pytest.approx(pledged.width * 2.5)
    ends = [mark.points[0][0] for mark in drawn.marks if isinstance(mark, Line) and mark.width == 1.2]
    assert ends[-1] == pytest.approx(pledged.x + pledged.width)


def test_a_bar_that_is_broken_off_says_so(ledger: Read, gap: Draw, texts: Texts) -> None:
    drawn = picture_of(gap(ledger('[commitments.seats]\nunit = "seats"\npledged = 1\nactual = 1000')))
    said = [text.text for text in texts(drawn)]
    assert "100,000.0%" in said
    assert "A bar with a break is longer than drawn." in said


@pytest.mark.parametrize(("actual", "blue"), [("actual = 0", 0), ("", 0), ("actual = 0.000001", 1)])
def test_only_what_is_more_than_0_has_a_bar_of_its_own(actual: str, blue: int, ledger: Read, gap: Draw) -> None:
    drawn = picture_of(gap(ledger(f'[commitments.seats]\nunit = "seats"\npledged = 100\n{actual}')))
    bars = [mark for mark in drawn.marks if isinstance(mark, Box) and mark.height == 8]
    assert [mark.paint for mark in bars] == [Paint.PLEDGED, *[Paint.DELIVERED] * blue]
    assert all(mark.width >= 0.8 for mark in bars)


def test_a_key_names_what_occurs_and_nothing_else(ledger: Read, gap: Draw, texts: Texts) -> None:
    met = picture_of(gap(ledger('[commitments.seats]\nunit = "seats"\npledged = 2\nactual = 2')))
    unknown = picture_of(gap(ledger('[commitments.seats]\nunit = "seats"\npledged = 2')))
    key = {"delivered", "pledged", "pledged, not firm", "delivery not stated", "end of the pledge"}
    assert {text.text for text in texts(met)} & key == {"delivered", "pledged"}
    assert {text.text for text in texts(unknown)} & key == {"pledged", "delivery not stated"}


BOUNDED = """
    [mission]
    as_of = 2025-06-30
    [commitments.seats]
    unit = "seats"
    [[pledges]]
    commitment = "seats"
    country = "KE"
    date = 2024-03-01
    total = 100
    qualifier = "{pledge}"
    [[actuals]]
    commitment = "seats"
    country = "KE"
    date = 2024-03-01
    total = 40
    qualifier = "{actual}"
"""
ENDS = {
    # Of a bar of 100: how much is solid, and where the triangles point, 1 for more and -1 for less.
    "exactly": (100, []),
    "at-least": (100, [1]),
    "over": (100, [1]),
    "at-most": (0, [-1]),
    "under": (0, [-1]),
    "about": (95, [-1, 1]),
}
MEANING = {
    (): set[str](),
    (1,): {"may be more"},
    (-1,): {"may be less"},
    (-1, 1): {"may be more or less"},
}


def pointing(marks: Iterable[Triangle], axis: int) -> list[int]:
    """1 for each triangle that points to the right or down, -1 for the others."""
    return [1 if mark.points[1][axis] > mark.points[0][axis] else -1 for mark in marks]


def bars_of(picture: Picture) -> list[AnyMark]:
    """What is drawn between the last label and the remarks, of a chart of one bar with nothing below it."""
    at = [position for position, mark in enumerate(picture.marks) if isinstance(mark, Text)]
    return list(next(picture.marks[one + 1 : other] for one, other in reversed(list(pairwise(at))) if other - one > 1))


@pytest.mark.parametrize(("qualifier", "end"), ENDS.items(), ids=ENDS)
def test_the_bar_of_a_delivery_has_an_open_end_only_where_it_is_not_exact(
    qualifier: str, end: tuple[int, list[int]], ledger: Read, countries: Draw, texts: Texts
) -> None:
    picture = picture_of(countries(ledger(BOUNDED.format(pledge="exactly", actual=qualifier)), "seats"), Width.PAGE)
    marks, (solid, directions) = bars_of(picture), end
    pledged, *bars = (mark for mark in marks if isinstance(mark, Box))
    length = pledged.width * 0.4
    # The dashes of a figure that is about another are whole: 3 points, and 2 between them.
    assert sum(bar.width for bar in bars) == pytest.approx(length * solid / 100, abs=2.5)
    dashed = [mark for mark in marks if isinstance(mark, Line) and mark.dashed]
    assert len(dashed) == (solid < 100)
    for line in dashed:
        (right, _), (left, _) = line.points
        assert (right, line.paint, line.width) == (pytest.approx(pledged.x + length), Paint.DELIVERED, pledged.height)
        assert left == pytest.approx(pledged.x + sum(bar.width for bar in bars))
    triangles = [mark for mark in marks if isinstance(mark, Triangle)]
    assert pointing(triangles, 0) == directions
    assert {(mark.paint, mark.hollow) for mark in triangles} <= {(Paint.DELIVERED, False)}
    assert {text.text for text in texts(picture) if "may be" in text.text} == MEANING[tuple(directions)]


@pytest.mark.parametrize(("qualifier", "directions"), [(name, end[1]) for name, end in ENDS.items()], ids=ENDS)
def test_the_bar_of_a_pledge_has_a_hollow_triangle_only_where_it_is_not_exact(
    qualifier: str, directions: list[int], ledger: Read, countries: Draw, texts: Texts
) -> None:
    picture = picture_of(countries(ledger(BOUNDED.format(pledge=qualifier, actual="exactly")), "seats"))
    triangles = [mark for mark in picture.marks if isinstance(mark, Triangle)]
    assert pointing(triangles, 0) == directions * 2  # in the key, and at the bar
    assert all(mark.hollow for mark in triangles)
    meaning = {f"pledge {words}" for words in MEANING[tuple(directions)]}
    assert {text.text for text in texts(picture) if "may be" in text.text} == meaning


@pytest.mark.parametrize(("qualifier", "directions"), [(name, end[1]) for name, end in ENDS.items()], ids=ENDS)
def test_a_share_has_an_open_end_only_where_it_is_not_exact(
    qualifier: str, directions: list[int], ledger: Read, gap: Draw
) -> None:
    picture = picture_of(gap(ledger(BOUNDED.format(pledge="exactly", actual=qualifier))))
    triangles = [mark for mark in picture.marks if isinstance(mark, Triangle)]
    assert pointing(triangles, 0) == directions * 2  # in the key, and at the bar
    assert not any(mark.hollow for mark in triangles)


@pytest.mark.parametrize("pledge", ENDS)
@pytest.mark.parametrize("actual", ENDS)
def test_a_line_over_time_is_dashed_and_has_triangles_only_where_it_is_not_exact(
    pledge: str, actual: str, ledger: Read, course: Draw, texts: Texts
) -> None:
    picture = picture_of(course(ledger(BOUNDED.format(pledge=pledge, actual=actual)), "seats"))
    words = [
        f"{of} {words}"
        for of, qualifier in (("delivery", actual), ("pledge", pledge))
        for words in MEANING[tuple(ENDS[qualifier][1])]
    ]
    assert [text.text for text in texts(picture) if "may be" in text.text] == words
    for qualifier, hollow, width, times in ((actual, False, 2.0, 3), (pledge, True, 1.2, 2)):
        # The key; the start of the level; of a delivery, the report date. Down is less.
        triangles = [mark for mark in picture.marks if isinstance(mark, Triangle) and mark.hollow is hollow]
        assert pointing(triangles, 1) == [-direction for direction in ENDS[qualifier][1]] * times
        lines = [mark for mark in picture.marks if isinstance(mark, Line) and mark.width == width]
        lines = [line for line in lines if line.paint is not Paint.PACE]
        assert [line.dashed for line in lines] == ([False] if qualifier == "exactly" else [True, True])


def test_a_level_that_becomes_exact_is_drawn_solid_from_then_on(ledger: Read, course: Draw) -> None:
    told = """
    [[actuals]]
    commitment = "seats"
    country = "KE"
    date = 2025-03-01
    total = 60
    """
    picture = picture_of(course(ledger(BOUNDED.format(pledge="exactly", actual="at-least") + told), "seats"))
    _, bounded, exact = (mark for mark in picture.marks if isinstance(mark, Line) and mark.width == 2)
    assert (bounded.dashed, exact.dashed) == (True, False)
    assert bounded.points[-1] == exact.points[0]
    assert sum(isinstance(mark, Triangle) for mark in picture.marks) == 2  # in the key, and at the first level


@pytest.mark.parametrize("bound", [Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT, Bound.OPEN])
def test_the_triangles_of_a_delivery_and_of_its_pledge_never_cover_each_other(bound: Bound) -> None:
    for actual in range(0, 140, 2):
        row = BarRow(
            label="Kenya",
            figure="",
            actual=Decimal(actual),
            pledged=Decimal(100),
            actual_bound=bound,
            pledged_bound=Bound.ABOUT,
        )
        sheet = Sheet(255)
        draw_bars(BarChart((row,)), sheet)
        marks = sheet.picture("", "").marks
        ends = [mark for mark in marks if isinstance(mark, Triangle)][-len(directions(bound)) - 2 :]
        spans = sorted((min(x for x, _ in mark.points), max(x for x, _ in mark.points)) for mark in ends)
        assert all(right <= left for (_, right), (left, _) in pairwise(spans))
        assert spans[-1][1] <= 255 - 6


@settings(max_examples=25)
@given(data=st.data())
def test_any_bounds_are_drawn_on_the_paper_and_no_text_covers_another(
    data: st.DataObject, ledger: Read, every_chart: Every, faults: Faults
) -> None:
    qualifiers = st.sampled_from(list(ENDS))
    levels = data.draw(st.lists(st.tuples(st.integers(0, 120), qualifiers), min_size=1, max_size=12))
    entries = "".join(
        f'\n    [[actuals]]\n    commitment = "seats"\n    country = "KE"\n    date = 2024-{month:02}-02\n'
        f'    total = {level}\n    qualifier = "{qualifier}"\n'
        for month, (level, qualifier) in enumerate(levels, 1)
    )
    record = ledger(BOUNDED.format(pledge=data.draw(qualifiers), actual=data.draw(qualifiers)) + entries)
    for chart, width in product(every_chart(record), Width):
        picture = picture_of(chart, width)
        assert faults(picture) == []
        assert [mark for mark in picture.marks if not on_paper(mark, picture)] == []


def test_the_line_of_the_pace_ends_at_the_pledge_on_the_projected_day(ledger: Read, course: Draw) -> None:
    # 30 June 2025 is day 546. 10 in 546 days: 90 more in 4,914 days, which are far off: the line ends at the edge.
    far = picture_of(course(ledger(SEVERAL.format(due="2026-01-01", last="2024-03-02", total=10)), "seats"))
    # 60 in 546 days: 40 more in 364 days, which are near.
    near = picture_of(course(ledger(SEVERAL.format(due="2026-01-01", last="2024-03-02", total=60)), "seats"))
    lines = {mark.paint: mark for mark in near.marks if isinstance(mark, Line) and mark.width == 1.2}
    pledge, pace = lines[Paint.INK], lines[Paint.PACE]
    assert pace.points[-1][1] == pytest.approx(pledge.points[-1][1])
    assert "2026-06-29 at this pace" in {mark.text for mark in near.marks if isinstance(mark, Text)}
    assert "2038-12-13 at this pace →" in {mark.text for mark in far.marks if isinstance(mark, Text)}


@pytest.mark.parametrize("total", [10, 60, 70, 80, 90, 95, 140])
def test_the_label_of_a_gap_is_between_the_lines_or_left_out(
    total: int, ledger: Read, course: Draw, texts: Texts
) -> None:
    for last, width in product(["2024-03-02", "2025-06-29"], Width):
        text = SEVERAL.format(due="2026-01-01", last=last, total=total) + '    qualifier = "at-most"\n'
        picture = picture_of(course(ledger(text), "seats"), width)
        lines = [mark for mark in picture.marks if isinstance(mark, Line) and mark.paint is not Paint.PACE]
        pledge, actual = ([line for line in lines if line.width == thick][-1].points[-1][1] for thick in (1.2, 2))
        labels = [label for label in texts(picture) if label.text.startswith(("gap ", "surplus "))]
        top, bottom = sorted((pledge, actual))
        assert all(top < label.y < bottom + label.size for label in labels)
        assert labels or total > 50  # where there is room


@pytest.mark.parametrize(("events", "numbered"), [(6, 6), (7, 0)])
def test_a_few_events_are_numbered_and_listed_and_many_are_not(
    events: int, numbered: int, ledger: Read, course: Draw, texts: Texts
) -> None:
    happened = "".join(f'[[events]]\ndate = 2024-0{day + 2}-01\ntitle = "E{day}"\n' for day in range(events))
    record = ledger(SEVERAL.replace("    ", "").format(due="2026-01-01", last="2024-03-02", total=10) + happened)
    listed = [text.text for text in texts(picture_of(course(record, "seats"))) if text.text.startswith("(")]
    assert listed == [f"({day + 1}) 2024-0{day + 2}-01: E{day}" for day in range(numbered)]


def test_a_chart_names_no_day_where_only_the_month_or_the_year_is_known(
    ledger: Read, course: Draw, texts: Texts
) -> None:
    record = ledger("""
        [commitments.seats]
        unit = "seats"
        pledged = 100
        due = "2025-12"
        [[actuals]]
        commitment = "seats"
        date = "2023-05"
        total = 10
        [[actuals]]
        commitment = "seats"
        date = 2024-12-31
        total = 20
        [[events]]
        date = 2024-03-31
        title = "Day"
        [[events]]
        date = "2024-03"
        title = "Month"
        [[events]]
        date = 2024-03-31
        title = "Same day"
        [[events]]
        date = "2023"
        title = "Year"
    """)
    said = [text.text for text in texts(picture_of(course(record, "seats"), Width.PAGE))]
    assert [text for text in said if text.startswith("(")] == [
        "(1) 2023: Year",
        "(2) 2024-03: Month",
        "(3) 2024-03-31: Day; Same day",
    ]
    assert "due 2025-12" in said


HOSTILE = r"$\frac{1}{0}$ <b>&amp;</b> _x_^2 %s \alpha {}"


def test_text_of_a_ledger_stays_text(ledger: Read, gap: Draw, texts: Texts) -> None:
    record = ledger(f"[commitments.seats]\ntitle = '{HOSTILE}'\nunit = 'seats'\npledged = 2\nactual = 1")
    assert HOSTILE in {text.text for text in texts(picture_of(gap(record), Width.PAGE))}


def test_breaks_controls_and_turns_of_direction_are_harmless(ledger: Read, gap: Draw, texts: Texts) -> None:
    record = ledger('[commitments.seats]\ntitle = "a\\nb\\u001b[31m\\u202ec"\nunit = "s"\npledged = 2\nactual = 1')
    assert "a b?[31m?c" in {text.text for text in texts(picture_of(gap(record)))}
