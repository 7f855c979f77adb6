from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest

from mss_gap import Ledger
from mss_gap.analysis.course.periods import Calendar, Every, YearStart
from mss_gap.analysis.survey import survey
from mss_gap.render.charts.chart import Chart, ChartKind
from mss_gap.render.charts.drawing.text_metrics import width_of
from mss_gap.render.charts.picture import Anchor, Picture, Text
from mss_gap.render.charts.plot import chart_of


def gap_of(ledger: Ledger, as_of: date | None = None) -> Chart:
    return chart_of(ChartKind.GAP, survey(ledger, as_of))


def course_of(ledger: Ledger, commitment: str, as_of: date | None = None) -> Chart:
    return chart_of(ChartKind.COURSE, survey(ledger, as_of, commitment))


def countries_of(ledger: Ledger, commitment: str, as_of: date | None = None) -> Chart:
    return chart_of(ChartKind.COUNTRIES, survey(ledger, as_of, commitment))


def kept_of(ledger: Ledger, commitment: str, as_of: date | None = None) -> Chart:
    return chart_of(ChartKind.KEPT, survey(ledger, as_of, commitment))


def stages_of(ledger: Ledger, commitment: str, as_of: date | None = None) -> Chart:
    return chart_of(ChartKind.STAGES, survey(ledger, as_of, commitment))


def periods_of(
    ledger: Ledger, commitment: str, as_of: date | None = None, every: Every = Every.QUARTER, starts: int = 1
) -> Chart:
    calendar = Calendar(every, YearStart(starts))
    return chart_of(ChartKind.PERIODS, survey(ledger, as_of, commitment), calendar)


def every_chart_of(ledger: Ledger) -> list[Chart]:
    each = (
        chart(ledger, commitment)
        for commitment in ledger.commitments
        for chart in (course_of, countries_of, kept_of, stages_of, periods_of)
    )
    return [gap_of(ledger), *each]


def extent_of(text: Text) -> tuple[float, float]:
    """From where to where a text goes."""
    width = width_of(text.text, text.size, bold=text.bold)
    left = text.x - {Anchor.START: 0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    return left, left + width


def texts_of(picture: Picture) -> list[Text]:
    return [mark for mark in picture.marks if isinstance(mark, Text)]


def collisions_in(picture: Picture) -> list[tuple[str, str]]:
    """The texts that cover each other."""
    return [
        (one.text, other.text)
        for one, other in combinations(texts_of(picture), 2)
        if abs(one.y - other.y) < min(one.size, other.size) * 0.8
        and max(extent_of(one)[0], extent_of(other)[0]) < min(extent_of(one)[1], extent_of(other)[1]) - 0.01
    ]


def outside_of(picture: Picture) -> list[str]:
    """The texts that the paper does not hold whole."""
    return [
        text.text
        for text in texts_of(picture)
        if extent_of(text)[0] < 0 or extent_of(text)[1] > picture.width or not text.size < text.y < picture.height
    ]


@pytest.fixture(scope="session")
def gap() -> Callable[..., Chart]:
    return gap_of


@pytest.fixture(scope="session")
def course() -> Callable[..., Chart]:
    return course_of


@pytest.fixture(scope="session")
def countries() -> Callable[..., Chart]:
    return countries_of


@pytest.fixture(scope="session")
def kept() -> Callable[..., Chart]:
    return kept_of


@pytest.fixture(scope="session")
def stages() -> Callable[..., Chart]:
    return stages_of


@pytest.fixture(scope="session")
def periods() -> Callable[..., Chart]:
    return periods_of


@pytest.fixture(scope="session")
def every_chart() -> Callable[[Ledger], list[Chart]]:
    return every_chart_of


@pytest.fixture(scope="session")
def texts() -> Callable[[Picture], list[Text]]:
    return texts_of


@pytest.fixture(scope="session")
def faults() -> Callable[[Picture], list[object]]:
    """What a reader could not read: texts that cover each other, and those that the paper does not hold."""
    return lambda picture: [*collisions_in(picture), *outside_of(picture)]
