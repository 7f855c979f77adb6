"""Ledgers for tests: from a literal text, or at random and always valid; and what is said of tools that are missing."""

import os
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from textwrap import dedent
from types import MappingProxyType
from typing import Protocol, TypeVar

import pytest
import tomli_w
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.load import parse_ledger

# Each test that starts the program would compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile(
    "mss-gap",
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],  # a whole ledger is much to draw
)
settings.load_profile("mss-gap")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave unmeasured what runs the same lines again: coverage triples the time of a test.

    Of the cases of one test the first is measured, and of a property none.
    """
    measured = set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        if test in measured or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.unmeasured)
        measured.add(test)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Take away the tracer of coverage while a test runs that is not measured.

    The mark `no_cover` of pytest-cov does so in one process only: in those of pytest-xdist there is a second tracer
    behind the first.
    """
    tracer = sys.gettrace()
    if tracer is None or not item.config.pluginmanager.hasplugin("_cov") or not item.get_closest_marker("unmeasured"):
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail what would skip because a tool is not installed, where MSS_GAP_REQUIRE_TOOLS=1 says that all are."""
    report = yield
    if report.skipped and "is not installed" in str(report.longrepr) and os.environ.get("MSS_GAP_REQUIRE_TOOLS") == "1":
        report.longrepr = f"{report.longrepr}, and MSS_GAP_REQUIRE_TOOLS is 1"
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def ledger() -> Callable[[str], Ledger]:
    """Read a ledger from a literal text."""
    return lambda text: parse_ledger(dedent(text).encode(), "test.toml")


@pytest.fixture(scope="session")
def ledgers() -> st.SearchStrategy[Ledger]:
    """Random ledgers of up to 25 entries, all valid."""
    return _random_ledgers()


@pytest.fixture(scope="session")
def large_ledger() -> Ledger:
    """A random ledger with exactly 1,000 entries, always the same one."""
    random = Random(1000)  # noqa: S311 - figures, not secrets
    return _ledger(random.choice, 1000)


DAYS = tuple(date(2024, 1, 1) + timedelta(days) for days in range(12))
CONTRIBUTORS = ("KE", "JM", "BS", "EU", "bank")
UNITS = MappingProxyType({"personnel": "personnel", "funding": "USD", "bases": "bases"})

_Option = TypeVar("_Option")
_Table = dict[str, object]


class _Pick(Protocol):
    """Chooses one of some options: Hypothesis does, and so does a random number generator."""

    def __call__(self, options: Sequence[_Option], /) -> _Option: ...


@st.composite
def _random_ledgers(draw: st.DrawFn) -> Ledger:
    return _ledger(lambda options: draw(st.sampled_from(options)), draw(st.integers(0, 25)))


def _ledger(pick: _Pick, entries: int) -> Ledger:
    """A ledger with as many entries, and without the contradictions that would make it invalid."""
    commitments = {key: _commitment(pick, unit) for key, unit in UNITS.items()}
    document: dict[str, object] = {
        "sources": {"a": {"title": "A"}, "b": {"title": "B"}},
        "contributors": {"EU": {"name": "European Union"}, "bank": {"name": "World Bank"}},
        "commitments": commitments,
        "rates": _rates(pick),
    }
    written: dict[str, list[_Table]] = {"pledges": [], "actuals": []}
    stated: dict[tuple[object, ...], object] = {}
    while sum(map(len, written.values())) < entries:
        section = pick(tuple(written))
        entry = _entry(pick, section, commitments)
        day = (section, entry["commitment"], entry.get("country"), entry["date"])
        if "total" in entry and stated.setdefault((*day, "total"), entry) is not entry:
            entry["amount"] = entry.pop("total")  # a second total of the day would contradict the first
        if "status" in entry and stated.setdefault((*day, "status"), entry["status"]) != entry["status"]:
            del entry["status"]
        written[section].append(entry)
    return parse_ledger(tomli_w.dumps({**document, **written}).encode(), "random.toml")


def _commitment(pick: _Pick, unit: str) -> _Table:
    commitment: _Table = {"unit": unit, "source": "a"}
    for headline in ("pledged", "actual"):
        if pick((False, False, True)):
            commitment[headline] = _number(pick)
    return commitment


def _entry(pick: _Pick, section: str, commitments: Mapping[str, _Table]) -> _Table:
    key = pick(tuple(UNITS))
    entry: _Table = {"commitment": key, "date": pick(DAYS)}
    undated = ("pledged" if section == "pledges" else "actual") in commitments[key]
    country = pick(CONTRIBUTORS if undated else (*CONTRIBUTORS, None, None))
    figure = pick(("total", "amount", "amount", *(("",) if country else ())))
    if figure:
        entry[figure] = _number(pick) * (pick((1, 1, -1)) if figure == "amount" else 1)
    if country:
        entry["country"] = country
        status = pick((None, None, "firm", "on-hold", "withdrawn"))
        if status and section == "pledges":
            entry["status"] = status
    for optional, value in (
        ("currency", pick((None, "USD", "EUR", "GBP")) if key == "funding" else None),
        ("source", pick((None, "a", ["b", "a"]))),
    ):
        if value:
            entry[optional] = value
    return entry


def _rates(pick: _Pick) -> list[_Table]:
    return [
        {"pair": pair, "date": day, "rate": Decimal(pick(range(1, 3_000_000))).scaleb(-6)}
        for pair in ("EUR/USD", "GBP/USD")
        for day in (DAYS[0], DAYS[3], DAYS[6])
        if pick((True, False))
    ]


def _number(pick: _Pick) -> Decimal:
    """A level: often small, sometimes as large and as exact as a ledger can say."""
    size = pick(("small", "small", "decimal", "large"))
    if size == "small":
        return Decimal(pick(range(100)))
    whole = pick(range(1000) if size == "decimal" else range(10**15))
    return Decimal(f"{whole}.{pick(range(10**6)):06}")
