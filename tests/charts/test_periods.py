"""The chart of periods: what it says, how long its bars are, and how it marks what is not exact or not of its period."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mss_gap import Bound, Every, Ledger
from mss_gap.render.charts.chart import Chart, PeriodBar, PeriodChart, Width
from mss_gap.render.charts.drawing.open_ends import may_be
from mss_gap.render.charts.picture import Box, Line, Paint, Picture, Text, Triangle
from mss_gap.render.charts.plot import picture_of

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
Texts = Callable[[Picture], list[Text]]

MEN = """
mission = {{ name = "Mission", as_of = 2025-02-10 }}
sources.report = {{ title = "Report", publisher = "UN" }}
commitments.men = {{ unit = "men", pledged = 100 }}
pledges = [{{ commitment = "men", country = "KE", date = 2023-01-01, total = 100 }}]
actuals = [{}]
"""


def men(*actuals: str) -> str:
    return MEN.format(", ".join(f'{{ commitment = "men", {actual} }}' for actual in actuals))


SEVERAL = (
    'date = 2024-05-01, amount = 20, source = "report"',
    'date = 2024-08-20, amount = 5, qualifier = "at-least"',
    "date = 2025-02-01, total = 40",
)


def bar(name: str, year: str, change: int | None, label: str, bound: Bound | None = Bound.EXACT) -> PeriodBar:
    elsewhere = label.endswith("*")
    amount = None if change is None else Decimal(change)
    return PeriodBar(name=name, year=year, change=amount, bound=bound, label=label, elsewhere=elsewhere)


def test_a_chart_says_what_each_quarter_brought_from_the_first_delivery_on(ledger: Read, periods: Draw) -> None:
    assert periods(ledger(men(*SEVERAL)), "men") == Chart(
        title="Men: ≤+15 in 2025 Q1, 40 in all",
        subtitle="What was delivered by quarter, in men, as of 2025-02-10. Mission",
        remarks=(
            "2025 Q1 is counted up to the report date, 10 February 2025.",
            "No delivery is recorded in 2024 Q4.",
            (
                "* Restated: a total in the period differs from what the level before it and the amounts give. The change may "
                "include a correction, or what came earlier."
            ),
            "Signs: ≥ at least, ≤ at most.",
        ),
        source_line="Source: UN. Chart: mss-gap",
        description=(
            "Men, by quarter. 2024 Q2 (2024-04-01 to 06-30): +20, 20 men delivered by then. "
            "2024 Q3 (2024-07-01 to 09-30): at least +5, at least 25 men delivered by then. "
            "2024 Q4 (2024-10-01 to 12-31): 0, at least 25 men delivered by then. "
            "2025 Q1 (2025-01-01 to 02-10): at most +15, 40 men delivered by then, restated. "
            "2025 Q1 is counted up to the report date, 10 February 2025. No delivery is recorded in 2024 Q4. "
            "* Restated: a total in the period differs from what the level before it and the amounts give. The change may "
            "include a correction, or what came earlier. Signs: ≥ at least, ≤ at most."
        ),
        drawing=PeriodChart(
            "men",
            (
                bar("Q2", "2024", 20, "+20"),
                bar("Q3", "2024", 5, "≥+5", Bound.AT_LEAST),
                bar("Q4", "2024", 0, "0"),
                bar("Q1", "2025", 15, "≤+15*", Bound.AT_MOST),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("calendar", "names"),
    [
        ((Every.MONTH, 1), [("12", "2024"), ("01", "2025"), ("02", "2025")]),
        ((Every.QUARTER, 7), [("Q2", "FY 2024/25"), ("Q3", "FY 2024/25")]),
        ((Every.YEAR, 1), [("2024", ""), ("2025", "")]),
        ((Every.YEAR, 7), [("FY 2024/25", "")]),
    ],
)
def test_a_bar_has_the_name_of_its_period_and_its_year_once(
    calendar: tuple[Every, int], names: list[tuple[str, str]], ledger: Read, periods: Draw, texts: Texts
) -> None:
    every, starts = calendar
    chart = periods(ledger(men("date = 2024-12-01, amount = 5")), "men", every=every, starts=starts)
    assert isinstance(chart.drawing, PeriodChart)
    assert [(bar.name, bar.year) for bar in chart.drawing.bars] == names
    written = [text.text for text in texts(picture_of(chart, Width.PAGE))]
    for name, year in names:
        assert name in written
        assert not year or written.count(year) == 1


def boxes(chart: Chart, paint: Paint) -> list[Box]:
    """The bars of a colour, those of the key left out."""
    marks = picture_of(chart).marks
    return [mark for mark in marks if isinstance(mark, Box) and mark.paint is paint and mark.width > 7]


def test_bars_are_as_high_as_their_changes_and_go_down_for_less(ledger: Read, periods: Draw) -> None:
    entries = ("date = 2024-05-01, amount = 20", "date = 2024-08-01, amount = 5", "date = 2024-11-01, amount = -10")
    chart = periods(ledger(men(*entries)), "men")
    first, second, third = boxes(chart, Paint.DELIVERED)
    assert [each.height / first.height for each in (second, third)] == pytest.approx([0.25, 0.5])
    assert first.y + first.height == pytest.approx(second.y + second.height)
    assert third.y == pytest.approx(first.y + first.height)
    (nothing,) = boxes(chart, Paint.INK)  # the first quarter of 2025
    assert nothing.y + nothing.height / 2 == pytest.approx(third.y)


@pytest.mark.parametrize(
    ("stated", "solid", "tips"),
    [
        (("at-least", 20), True, [-1]),
        (("at-most", 20), False, [1]),
        (("about", 20), True, [1, -1]),  # in part
        # Of a negative amount the size is meant: at least 20 went is at most -20.
        (("at-least", -20), True, [1]),
        (("at-most", -20), False, [-1]),
    ],
)
def test_what_is_not_exact_is_dashed_and_has_triangles(
    stated: tuple[str, int], *, solid: bool, tips: list[int], ledger: Read, periods: Draw
) -> None:
    qualifier, amount = stated
    entries = ("date = 2024-05-01, amount = 100", f'date = 2025-02-01, amount = {amount}, qualifier = "{qualifier}"')
    picture = picture_of(periods(ledger(men(*entries)), "men"))
    whole, *inexact = [
        mark for mark in picture.marks if isinstance(mark, Box) and mark.paint is Paint.DELIVERED and mark.width > 7
    ]
    assert whole.height > 7
    assert bool(inexact) is solid
    dashed = [mark for mark in picture.marks if isinstance(mark, Line) and mark.dashed]
    assert bool(dashed) is (not solid or qualifier == "about")
    # The key has the same triangles as the bar, before them.
    triangles = [mark for mark in picture.marks if isinstance(mark, Triangle)]
    ways = [1 if tip > base else -1 for ((_, base), (_, tip), _) in (triangle.points for triangle in triangles)]
    assert sorted(ways) == sorted(2 * tips)
    bound = {(-1,): Bound.AT_LEAST, (1,): Bound.AT_MOST}.get(tuple(tips), Bound.ABOUT)
    assert may_be(bound) in [mark.text for mark in picture.marks if isinstance(mark, Text)]


def test_what_need_not_have_come_then_is_striped_and_has_an_asterisk(ledger: Read, periods: Draw, texts: Texts) -> None:
    def stripes(picture: Picture) -> int:
        return sum(isinstance(mark, Line) and mark.paint is Paint.PAPER for mark in picture.marks)

    exact = picture_of(periods(ledger(men("date = 2025-02-01, amount = 20")), "men"))
    total = picture_of(periods(ledger(men("date = 2025-02-01, total = 20")), "men"))
    assert (stripes(exact), stripes(total) > 5) == (0, True)
    assert "* need not have come in it" in [text.text for text in texts(total)]
    assert {"+20*", "+20"} & {text.text for text in texts(total)} == {"+20*"}


def test_a_change_that_is_not_known_has_a_question_mark_and_no_bar(ledger: Read, periods: Draw, texts: Texts) -> None:
    entries = (
        'country = "KE", date = 2024-08-01, total = 5',
        'country = "KE", date = 2024-11-01, total = 5, currency = "GBP"',
    )
    text = men(*entries).replace('unit = "men"', 'unit = "USD"')
    chart = periods(ledger(text), "men")
    assert isinstance(chart.drawing, PeriodChart)
    assert [bar.change for bar in chart.drawing.bars] == [5, None, None]
    assert "change not known, delivered by then: not stated" in chart.description
    shown = [text.text for text in texts(picture_of(chart, Width.PAGE))]
    assert shown.count("?") == 3  # two bars, and the key
    assert "change not known" in shown


@pytest.mark.parametrize(
    ("text", "title", "remarks"),
    [
        (
            'commitments.men = { unit = "men", pledged = 5, actual = 3 }',
            "Men: no period in which anything is known to have come",
            ("No dated entries: nothing came in a period that is known.",),
        ),
        (men(), "Men: no period in which anything is known to have come", ("No delivery is recorded.",)),
    ],
)
def test_without_a_dated_delivery_there_is_nothing_to_draw(
    text: str, title: str, remarks: tuple[str, ...], ledger: Read, periods: Draw
) -> None:
    chart = periods(ledger(text), "men")
    assert (chart.title, chart.remarks, chart.drawing.bars) == (title, remarks, ())  # type: ignore[union-attr]
    assert picture_of(chart).height > 0


def test_an_undated_actual_beside_dated_pledges_says_why_nothing_is_drawn(ledger: Read, periods: Draw) -> None:
    text = men().replace("pledged = 100", "pledged = 100, actual = 7")
    assert periods(ledger(text), "men").remarks == (
        "The actual is undated: it does not say in which period anything came.",
    )


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("every", Every)
def test_many_periods_do_not_cover_each_other(
    width: Width, every: Every, ledger: Read, periods: Draw, faults: Callable[[Picture], list[object]]
) -> None:
    entries = [
        f"date = {year}-{month:02}-01, amount = {1000 * month}" for year in range(2015, 2025) for month in (1, 5, 8)
    ]
    chart = periods(ledger(men(*entries)), "men", every=every, starts=7 if every is not Every.MONTH else 1)
    assert faults(picture_of(chart, width)) == []
