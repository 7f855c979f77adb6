"""The chart of kept pledges: a line a contributor, whose mark says the verdict by its shape, and words that say it too."""

from collections.abc import Callable
from itertools import combinations

import pytest

from mss_gap import KeptVerdict, Ledger
from mss_gap.render.charts.chart import Chart, KeptChart, KeptLine, Width
from mss_gap.render.charts.content.kept import MOST
from mss_gap.render.charts.drawing.kept_lines import RADIUS, mark_of
from mss_gap.render.charts.picture import Box, Dot, Line, Paint, Picture, Text
from mss_gap.render.charts.plot import picture_of

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
LEDGER = """
    mission.as_of = 2025-06-30
    pledges = [
      { commitment = "men", country = "KE", date = 2024-01-01, total = 100, due = 2024-12-31, source = "https://a.org/1" },
      { commitment = "men", country = "JM", date = 2024-01-01, total = 200, due = 2025-01-31 },
      { commitment = "men", country = "BS", date = 2024-01-01, total = 150, status = "on-hold", part = 50 },
      { commitment = "men", country = "CA", date = 2024-01-01, total = 70, status = "on-hold" },
      { commitment = "men", country = "DE", date = 2024-01-01 },
      { commitment = "men", country = "FI", date = 2024-01-01, total = 40, status = "withdrawn" },
      { commitment = "men", country = "SE", date = 2024-01-01, total = 40, due = 2025-12-31 },
      { commitment = "men", country = "NO", date = 2024-01-01, total = 40 },
      { commitment = "money", country = "DK", date = 2024-01-01, total = 60_000_000, currency = "DKK" },
    ]
    actuals = [
      { commitment = "men", country = "KE", date = "2025-02", total = 120 },
      { commitment = "men", country = "JM", date = 2025-01-01, total = 20, qualifier = "at-most" },
      { commitment = "men", country = "BS", date = 2025-01-01, total = 110 },
      { commitment = "men", country = "NO", date = 2025-01-01 },
      { commitment = "men", country = "FR", date = 2025-01-01, total = 500 },
      { commitment = "money", country = "DK", date = 2024-05-01, total = 10_000_000, currency = "DKK" },
    ]
    [commitments.men]
    unit = "men"
    [commitments.money]
    unit = "USD"
"""


def lines_of(chart: Chart) -> dict[str, KeptLine]:
    assert isinstance(chart.drawing, KeptChart)
    return {row.label: row for row in chart.drawing.rows}


def said(row: KeptLine) -> tuple[str, str]:
    return row.figure, row.detail


def test_each_line_says_what_was_delivered_of_what_and_the_verdict(ledger: Read, kept: Draw) -> None:
    rows = lines_of(kept(ledger(LEDGER), "men"))
    assert {label: said(row) for label, row in rows.items()} == {
        "Kenya": ("120 of 100", "kept in 2025-02, at least 32 days late"),
        "Bahamas (50 on hold)": ("110 of 150", "firm part kept on 2025-01-01"),
        "Jamaica": ("≤20 of 200", "overdue: 200 expected by 2025-01-31, at most 20 recorded so far"),
        "Norway": ("not stated, of 40", "not measurable: how much was delivered is not known"),
        "Canada (on hold)": ("none of 70 recorded", "on hold"),
        "Sweden": ("none of 40 recorded", "nothing yet recorded, due 2025-12-31"),
        "Finland (withdrawn)": ("none recorded", "withdrawn"),
        "Germany": ("none recorded, pledge not stated", "not measurable: how much was pledged is not known"),
    }


def test_what_no_rate_converts_is_said_as_stated(ledger: Read, kept: Draw) -> None:
    chart = kept(ledger(LEDGER), "money")
    assert said(lines_of(chart)["Denmark"]) == ("DKK 10M of DKK 60M", "not measurable: no rate converts the pledge")
    assert chart.description.endswith(
        "Denmark: DKK 60,000,000 pledged, DKK 10,000,000 delivered; not measurable: no rate converts the pledge."
    )


def test_the_title_is_the_sentence_to_quote_and_the_description_says_each_line(ledger: Read, kept: Draw) -> None:
    chart = kept(ledger(LEDGER), "men")
    title = "Men: 2 of 4 firm pledges kept in full; at most 220 of 440 men came (≤50.0%); 2 more firm pledges cannot be measured"
    assert chart.title == title
    assert chart.subtitle == "Delivered of each pledge (the whole line), in men, as of 2025-06-30"
    assert chart.source_line == "Source: a.org. Chart: mss-gap"
    assert chart.description.startswith(
        f"{title}. Kenya: 100 men pledged, 120 men delivered; kept in 2025-02, at least"
    )
    assert "Sweden: 40 men pledged, no delivery recorded; nothing yet recorded, due 2025-12-31." in chart.description


def test_a_mark_is_where_the_delivery_has_come_to_on_a_line_as_long_as_the_pledge(ledger: Read, kept: Draw) -> None:
    rows = lines_of(kept(ledger(LEDGER), "men"))
    shares = {label: None if row.delivered is None else round(float(row.delivered), 3) for label, row in rows.items()}
    assert shares == {
        "Kenya": 1.2,
        "Bahamas (50 on hold)": 0.733,
        "Jamaica": 0.1,
        "Norway": None,
        "Canada (on hold)": 0,
        "Sweden": 0,
        "Finland (withdrawn)": None,
        "Germany": None,
    }
    # 100 of the Bahamas' 150 are firm.
    assert {label: round(float(row.firm), 3) for label, row in rows.items() if row.firm is not None} == {
        "Bahamas (50 on hold)": 0.667
    }
    picture = picture_of(kept(ledger(LEDGER), "men"))
    (mark,) = [mark for mark in picture.marks if isinstance(mark, Line) and mark.paint is Paint.PACE][:1]
    middle = sum(x for x, _ in mark.points) / 2
    whole = next(mark for mark in picture.marks if isinstance(mark, Line) and mark.paint is Paint.GRID)
    (left, _), (right, _) = whole.points
    assert middle == pytest.approx(left + (right - left) / 10)


def shape(verdict: KeptVerdict) -> list[object]:
    """What a mark is made of, whatever its colours."""
    parts: list[object] = []
    for mark in mark_of(verdict, 0, 0):
        match mark:
            case Dot():
                parts.append(("dot", mark.radius))
            case Box():
                parts.append(("box", mark.width))
            case Line():
                parts.append(("line", *mark.points))
            case Text():
                parts.append(("text", mark.text))
    return parts


@pytest.mark.parametrize(("one", "other"), list(combinations(KeptVerdict, 2)))
def test_no_two_verdicts_have_the_same_shape(one: KeptVerdict, other: KeptVerdict) -> None:
    assert shape(one) != shape(other)


@pytest.mark.parametrize("width", Width)
def test_a_mark_stays_on_the_paper_and_texts_can_be_read(
    width: Width, ledger: Read, kept: Draw, faults: Callable[[Picture], list[object]]
) -> None:
    picture = picture_of(kept(ledger(LEDGER), "men"), width)
    assert faults(picture) == []
    dots = [mark for mark in picture.marks if isinstance(mark, Dot)]
    assert all(RADIUS <= dot.x <= picture.width - RADIUS for dot in dots)


def test_of_many_pledges_the_first_are_drawn_and_the_others_counted(ledger: Read, kept: Draw) -> None:
    names = [f"c{number}" for number in range(MOST + 3)]
    bodies = "".join(f'[contributors.{name}]\nname = "Body {name}"\n' for name in names)
    pledges = "".join(
        f'[[pledges]]\ncommitment = "men"\ncountry = "{name}"\ndate = 2024-01-01\ntotal = 5\n' for name in names
    )
    chart = kept(ledger(f'{bodies}[commitments.men]\nunit = "men"\n{pledges}'), "men")
    assert len(lines_of(chart)) == MOST
    assert chart.remarks == ("3 other pledges not shown.",)


def test_a_figure_that_no_rate_converts_has_its_bound(ledger: Read, kept: Draw) -> None:
    chart = kept(
        ledger("""
            commitments.aid = { unit = "USD" }
            pledges = [
                { commitment = "aid", country = "DK", date = 2024-01-01, total = 60, currency = "DKK", qualifier = "at-most" },
            ]
            actuals = [
                { commitment = "aid", country = "DK", date = 2024-01-02, total = 10, currency = "DKK", qualifier = "over" },
            ]
        """),
        "aid",
    )
    assert said(lines_of(chart)["Denmark"]) == ("≥DKK 10 of ≤DKK 60", "not measurable: no rate converts the pledge")
    assert "Denmark: at most DKK 60 pledged, at least DKK 10 delivered;" in chart.description
