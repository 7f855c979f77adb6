"""The chart of the gaps says where each commitment stands, as a share of its own pledge."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mss_gap import Ledger
from mss_gap.analysis.bounds import Bound
from mss_gap.render.charts.chart import BarChart, BarRow, Chart

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
COMPARED = "Delivered as a share of each pledge, in percent"


def test_a_chart_says_what_is_seen_of_what_as_of_when_and_from_where(ledger: Read, gap: Draw) -> None:
    record = ledger("""
        [mission]
        name = "Observer Mission"
        as_of = 2025-06-30
        [sources.gazette]
        title = "Observers wanted"
        publisher = "Gazette"
        [commitments.personnel]
        title = "Personnel"
        unit = "personnel"
        pledged = 2500
        basis = "planned strength"
        actual = 991
        source = "gazette"
        [commitments.funding]
        unit = "USD"
        pledged = 600_000_000
        actual = 68_000_000
        source = ["gazette", "https://example.org/budget"]
    """)
    assert gap(record) == Chart(
        title="None of 2 commitments is delivered in full",
        subtitle=f"{COMPARED}, as of 2025-06-30. Observer Mission",
        source_line="Sources: Gazette; example.org. Chart: mss-gap",
        description=(
            "Personnel: 991 personnel delivered (39.6%), 2,500 personnel pledged: a gap of 1,509 personnel. "
            "Funding: $68,000,000 delivered (11.3%), $600,000,000 pledged: a gap of $532,000,000."
        ),
        drawing=BarChart(
            (
                BarRow(
                    label="Personnel",
                    figure="39.6%",
                    detail="991 of 2,500 personnel (planned strength), gap 1,509",
                    actual=Decimal("39.64"),
                    pledged=Decimal(100),
                    actual_bound=Bound.EXACT,
                ),
                BarRow(
                    label="Funding",
                    figure="11.3%",
                    detail="$68M of $600M, gap $532M",
                    actual=Decimal("11.33333333333333333333333333"),
                    pledged=Decimal(100),
                    actual_bound=Bound.EXACT,
                ),
            ),
            most=Decimal(300),
        ),
    )


COMMITMENTS = {
    "surplus": ("pledged = 100\nactual = 130", ("130.0%", "130 of 100 seats, surplus 30", 130, 100)),
    "nothing delivered": ("pledged = 100\nactual = 0", ("0.0%", "0 of 100 seats, gap 100", 0, 100)),
    "delivery unknown": ("pledged = 100", ("not stated", "delivery not stated, 100 seats pledged", None, 100)),
    "pledge unknown": ("actual = 3", ("n/a", "3 seats, pledge not stated", None, None)),
    "both unknown": ("", ("not stated", "delivery and pledge not stated", None, None)),
    "nothing pledged": ("pledged = 0\nactual = 0", ("n/a", "0 of 0 seats, gap 0", None, None)),
}


TITLES = {
    "pledged = 100": "Seats: 100 pledged, delivery not stated",
    "actual = 3": "Seats: 3 delivered, pledge not stated",
    "": "Seats: nothing stated yet",
}


@pytest.mark.parametrize(("figures", "title"), TITLES.items())
def test_the_title_of_one_commitment_says_what_is_not_stated(figures: str, title: str, ledger: Read, gap: Draw) -> None:
    assert gap(ledger(f'[commitments.seats]\nunit = "seats"\n{figures}')).title == title


@pytest.mark.parametrize(("figures", "expected"), COMMITMENTS.values(), ids=COMMITMENTS)
def test_a_bar_shows_what_is_known_and_never_an_unknown_as_0(
    figures: str, expected: tuple[object, ...], ledger: Read, gap: Draw
) -> None:
    chart = gap(ledger(f'[commitments.seats]\nunit = "seats"\n{figures}'))
    assert isinstance(chart.drawing, BarChart)
    assert [(bar.figure, bar.detail, bar.actual, bar.pledged) for bar in chart.drawing.rows] == [expected]


def test_a_lower_bound_is_marked_in_each_figure_that_it_bears_on(ledger: Read, gap: Draw) -> None:
    chart = gap(
        ledger("""
        [commitments.funding]
        unit = "USD"
        pledged = 1000
        [[actuals]]
        commitment = "funding"
        country = "KE"
        date = 2025-01-01
        [[actuals]]
        commitment = "funding"
        country = "CA"
        date = 2025-01-01
        total = 400
    """)
    )
    assert chart.title == "Funding: ≥$400 of $1K delivered"
    assert chart.drawing == BarChart(
        (
            BarRow(
                label="Funding",
                figure="≥40.0%",
                detail="≥$400 of $1K, gap ≤$600",
                actual=Decimal(40),
                pledged=Decimal(100),
                actual_bound=Bound.AT_LEAST,
            ),
        ),
        most=Decimal(300),
    )
    assert chart.description == (
        "Funding: at least $400 delivered (at least 40.0%), $1,000 pledged: a gap of at most $600."
    )


@pytest.mark.parametrize(
    ("actuals", "title"),
    [
        ([12], "A: 12 of 12 delivered"),
        ([12, 3], "1 of 2 commitments is delivered in full"),
        ([12, 13], "Both commitments are delivered in full"),
        ([12, 13, 14], "All 3 commitments are delivered in full"),
        ([12, 13, 1], "2 of 3 commitments are delivered in full"),
        ([None, None], "Of 2 commitments, none can be compared with its pledge"),
        ([3, None, 1], "None of 2 commitments that can be compared with a pledge is delivered in full"),
        ([12, None], "The commitment that can be compared with a pledge is delivered in full"),
        ([3, None], "The commitment that can be compared with a pledge is not delivered in full"),
    ],
)
def test_the_title_counts_what_is_delivered_in_full(
    actuals: list[int | None], title: str, ledger: Read, gap: Draw
) -> None:
    tables = (
        f'[commitments.{key}]\nunit = "seats"\npledged = 12\n' + (f"actual = {actual}" if actual is not None else "")
        for key, actual in zip("abc", actuals, strict=False)
    )
    assert gap(ledger("\n".join(tables))).title == title


def test_the_title_does_not_count_what_may_be_less_as_delivered_in_full(ledger: Read, gap: Draw) -> None:
    text = """
        commitments.a = { unit = "seats", pledged = 12, actual = 12 }
        commitments.b = { unit = "seats", pledged = 12 }
        actuals = [{ commitment = "b", country = "KE", date = 2024-01-01, total = 12, qualifier = "at-most" }]
    """
    assert gap(ledger(text)).title == "1 of 2 commitments is known to be delivered in full"


def test_of_many_commitments_the_first_thirty_are_shown_and_the_rest_counted(ledger: Read, gap: Draw) -> None:
    tables = (f'[commitments.c{number}]\nunit = "seats"\npledged = 2\nactual = 1\n' for number in range(32))
    chart = gap(ledger("".join(tables)))
    assert isinstance(chart.drawing, BarChart)
    assert [bar.label for bar in chart.drawing.rows] == [f"C{number}" for number in range(30)]
    assert chart.remarks == ("2 more commitments of the ledger not shown.",)


def test_a_long_name_leaves_room_for_the_figures(ledger: Read, gap: Draw) -> None:
    name = "Observers " * 40
    chart = gap(ledger(f'[commitments.seats]\ntitle = "{name}"\nunit = "seats"\npledged = 9\nactual = 3'))
    assert chart.title == f"{('Observers ' * 8)[:79]}…: 3 of 9 delivered"
