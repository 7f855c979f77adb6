"""The chart of stages draws each at its own length, and none in the place of another."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import Bound, Ledger, load
from mss_gap.render.charts.chart import Chart, StageBar, StageChart, Width
from mss_gap.render.charts.picture import Box, Paint, Picture, Text, Triangle
from mss_gap.render.charts.plot import picture_of

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
Texts = Callable[[Picture], list[Text]]
FUND = Path(__file__).parents[1] / "ledgers/good/stages-of-a-fund.toml"
MILLION = 1_000_000


def boxes(chart: Chart, paint: Paint) -> list[float]:
    """The widths of the bars of a colour, those of the key left out."""
    marks = picture_of(chart).marks
    return [mark.width for mark in marks if isinstance(mark, Box) and mark.paint is paint and mark.height > 7]


def test_a_chart_says_how_far_it_has_come(stages: Draw) -> None:
    assert stages(load(FUND), "fund") == Chart(
        title="Fund: pledged $200M, agreed $150M, received $65M, spent ≥$30M",
        subtitle="Pledged, and how far it has come, in USD, as of 2025-06-30. Mission to Ruritania",
        remarks=("Received is the stage that counts: it is the actual in every other chart.",),
        source_line="Source: Ruritania Fund. Chart: mss-gap",
        description=(
            "Fund: $200,000,000 pledged. Agreed: $150,000,000, 75.0% of pledged. "
            "Received: $65,000,000, 43.3% of agreed (the stage that counts). "
            "Spent: at least $30,000,000, ≥46.2% of received."
        ),
        drawing=StageChart(
            (
                StageBar(
                    label="Pledged",
                    figure="$200M",
                    value=Decimal(200 * MILLION),
                    bound=Bound.EXACT,
                    is_pledge=True,
                ),
                StageBar(
                    label="Agreed",
                    figure="$150M, 75.0% of pledged",
                    value=Decimal(150 * MILLION),
                    bound=Bound.EXACT,
                ),
                StageBar(
                    label="Received",
                    figure="$65M, 43.3% of agreed",
                    value=Decimal(65 * MILLION),
                    bound=Bound.EXACT,
                    counts=True,
                ),
                StageBar(
                    label="Spent",
                    figure="≥$30M, ≥46.2% of received",
                    value=Decimal(30 * MILLION),
                    bound=Bound.AT_LEAST,
                ),
            )
        ),
    )


def test_bars_are_as_long_as_their_figures(stages: Draw) -> None:
    chart = stages(load(FUND), "fund")
    (pledged,), (received,) = boxes(chart, Paint.PLEDGED), boxes(chart, Paint.DELIVERED)
    agreed, spent = boxes(chart, Paint.MUTED)
    assert [width / pledged for width in (agreed, received, spent)] == pytest.approx([0.75, 0.325, 0.15])


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [
        ("exactly", (1, 0, [])),
        ("at-least", (1, 1, ["may be more"])),
        ("at-most", (0, 1, ["may be less"])),
        ("about", (1, 2, ["may be more or less"])),
    ],
)
def test_a_stage_that_is_not_exact_has_an_open_end(
    qualifier: str, shown: tuple[int, int, list[str]], ledger: Read, stages: Draw, texts: Texts
) -> None:
    """A triangle to where it may be, and nothing solid that may not have come; the key says what it means."""
    solid, triangles, said = shown
    chart = stages(
        ledger(f"""
            commitments.aid = {{ unit = "USD", pledged = 200, stages = ["agreed"] }}
            actuals = [{{ commitment = "aid", date = 2024-01-01, total = 100, qualifier = "{qualifier}" }}]
        """),
        "aid",
    )
    picture = picture_of(chart)
    beside = [mark for mark in picture.marks if isinstance(mark, Triangle) and not mark.hollow]
    keyed = [text.text for text in texts(picture) if text.text.startswith("may be")]
    # Each triangle has its like in the key.
    assert (len(boxes(chart, Paint.DELIVERED)), len(beside), keyed) == (solid, 2 * triangles, said)


def test_what_is_certain_of_a_stage_is_as_long_as_its_figure(ledger: Read, stages: Draw) -> None:
    chart = stages(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 200, stages = ["agreed"] }
            actuals = [{ commitment = "aid", date = 2024-01-01, total = 100, qualifier = "at-least" }]
        """),
        "aid",
    )
    (pledged,), (agreed,) = boxes(chart, Paint.PLEDGED), boxes(chart, Paint.DELIVERED)
    assert agreed == pytest.approx(pledged / 2)


def test_a_pledge_that_is_not_exact_has_an_open_end(ledger: Read, stages: Draw, texts: Texts) -> None:
    chart = stages(
        ledger("""
            commitments.aid = { unit = "USD", stages = ["agreed"] }
            pledges = [{ commitment = "aid", date = 2024-01-01, total = 100, qualifier = "at-least" }]
        """),
        "aid",
    )
    picture = picture_of(chart)
    assert len([mark for mark in picture.marks if isinstance(mark, Triangle) and mark.hollow]) == 2
    assert [text.text for text in texts(picture)].count("pledge may be more") == 1


def test_a_stage_that_no_one_stated_has_no_bar(ledger: Read, stages: Draw, texts: Texts) -> None:
    chart = stages(ledger('commitments.aid = { unit = "USD", pledged = 5, stages = ["agreed", "received"] }'), "aid")
    assert isinstance(chart.drawing, StageChart)
    assert [(bar.label, bar.figure) for bar in chart.drawing.bars] == [
        ("Pledged", "$5"),
        ("Agreed", "not stated"),
        ("Received", "not stated"),
    ]
    assert (boxes(chart, Paint.DELIVERED), boxes(chart, Paint.MUTED)) == ([], [])
    assert [text.text for text in texts(picture_of(chart))].count("not stated") == 2


def test_figures_that_would_read_alike_are_in_full(ledger: Read, stages: Draw) -> None:
    chart = stages(
        ledger("""
            commitments.aid = { unit = "USD", pledged = 600_000_000, stages = ["agreed"] }
            actuals = [{ commitment = "aid", date = 2024-01-01, total = 599_999_999 }]
        """),
        "aid",
    )
    assert chart.title == "Aid: pledged $600,000,000, agreed $599,999,999"


def test_a_commitment_without_stages_has_its_actual(ledger: Read, stages: Draw) -> None:
    chart = stages(ledger('commitments.men = { unit = "men", pledged = 10, actual = 4 }'), "men")
    assert chart.title == "Men: pledged 10, actual 4"
    assert chart.remarks == ("No stages are stated: the one bar below the pledge is the actual.",)


@pytest.mark.parametrize("width", Width)
def test_every_text_can_be_read(
    width: Width, ledger: Read, stages: Draw, faults: Callable[[Picture], list[object]]
) -> None:
    names = [f"a-stage-with-a-very-long-name-indeed-number-{number}" for number in range(12)]
    chart = stages(
        ledger(f"""
            commitments.aid = {{ unit = "{"very long units " * 5}", pledged = 600_000_000, stages = {names} }}
            actuals = [{{ commitment = "aid", date = 2024-01-01, total = 123_456_789, qualifier = "about" }}]
        """),
        "aid",
    )
    assert faults(picture_of(chart, width)) == []
