import os
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console  # noqa: TID251 - as the command line draws a page

from mss_gap import (
    Deliver,
    Ledger,
    Withdraw,
    cite,
    claims,
    compare,
    context,
    countries,
    entries,
    history,
    history_by_country,
    history_by_period,
    kept,
    pace,
    show,
    single_source,
    source,
    sources,
    stages,
    summary,
    what_if,
)
from mss_gap.analysis.reports.validate import ValidateReport
from mss_gap.ledger.explain.problems import Problem
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.dispatch import Format, render
from mss_gap.render.formats.terminal import PageOnTerminal

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report

EXPECTED = Path(__file__).parent / "expected"
REWRITE = "MSS_GAP_REWRITE"
REPORTS: Mapping[str, Callable[[Ledger], "Report"]] = {
    "summary": summary,
    "countries": countries,
    "kept": kept,
    "history": history,
    "history-by-country": history_by_country,
    "history-by-period": lambda ledger: history_by_period(ledger, "quarter"),
    "context": context,
    "pace": pace,
    "claims": claims,
    "cite": cite,
}


Texts = Callable[[str, str, Format], str]
Drawn = Callable[..., str]


@pytest.fixture(scope="session")
def text() -> Texts:
    """The text of a kind of report on a ledger that is given as text, in a format."""
    return lambda kind, ledger, form: str(_rendered(kind, ledger, form))


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """What a terminal of some width shows of a kind of report on a ledger that is given as text."""

    def draw(kind: str, ledger: str, width: int, *, terminal: bool = False) -> str:
        return _shown(_rendered(kind, ledger, Format.TABLE), width, terminal=terminal)

    return draw


@pytest.fixture(scope="session")
def shown() -> Callable[["Report", int], str]:
    """What a terminal of some width shows of a report."""
    return lambda report, width: _shown(render(report, Format.TABLE), width)


def _shown(drawn: str | PageOnTerminal, width: int, *, terminal: bool = False) -> str:
    if isinstance(drawn, str):
        return drawn
    if not terminal:
        return drawn.text(width)
    console = Console(
        file=StringIO(),
        width=width,
        height=50,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        _environ={},
    )
    with console.capture() as captured:
        console.print(drawn, crop=False)
    return captured.get()


@pytest.fixture(scope="session")
def made() -> Callable[..., "Report"]:
    """A report of a kind on a ledger that is given as text; without one, on a ledger with every kind of entry."""
    whole = (Path(__file__).parents[1] / "ledgers/hostile.toml").read_text("utf-8")
    return lambda kind, text=whole: _report(kind, text)


@lru_cache(400)  # as many as all tests of one attack need
def _rendered(kind: str, text: str, form: Format) -> str | PageOnTerminal:
    return render(_report(kind, text), form)


@lru_cache(40)
def _read(text: str) -> Ledger:
    return parse_ledger(text.encode(), "ledger.toml")


@lru_cache(100)
def _report(kind: str, text: str) -> "Report":
    """A report of a kind. Scenarios and comparisons are those of the pages' tests."""
    ledger = _read(text)
    first = next(iter(ledger.commitments))
    match kind:
        case "show" | "stages":
            return {"show": show, "stages": stages}[kind](ledger, first)
        case "sources":
            return sources(ledger, text)
        case "entries":
            return entries(ledger, text)
        case "single-source":
            return single_source(ledger, text)
        case "source":
            return source(ledger, text, sources(ledger, text).sources[0].id)
        case "what-if":
            leaving = next((entry.country for entry in ledger.pledges if entry.country), "KE")
            return what_if(ledger, [Withdraw(leaving), Deliver(first, "JM", Decimal(200))])
        case "compare":
            return compare(ledger, ledger, date(2024, 12, 31))
        case _:
            return REPORTS[kind](ledger)


@pytest.fixture(scope="session")
def validation() -> Callable[[Format], str]:
    """A validation with an error and a warning, in a format."""
    text = '[commitments.personnel]\nunit = "personnel"\npledgd = 2500\n'
    unknown_key = Problem(
        code="unknown-key",
        file="ledger.toml",
        line=3,
        column=1,
        path="commitments.personnel.pledgd",
        message='"pledgd" is not a key of a commitment',
        hint='did you mean "pledged"?',
    )
    unsourced = Problem(
        code="unsourced",
        file="ledger.toml",
        line=1,
        column=1,
        path="commitments.personnel",
        message="no source is given",
        hint="add a source | or an address",
    )
    report = ValidateReport(
        mission=None,
        ledger="ledger.toml",
        as_of=None,
        valid=False,
        files=(FileRead.of("ledger.toml", text.encode()),),
        errors=(unknown_key,),
        warnings=(unsourced,),
        ledger_text=text,
    )
    return lambda form: str(render(report, form))


@pytest.fixture(scope="session")
def as_expected() -> Callable[[str, str], None]:
    """Compare a whole output with a file; with MSS_GAP_REWRITE=1 write the file instead."""

    def compare(name: str, text: str) -> None:
        file = EXPECTED / name
        if os.environ.get(REWRITE) == "1":
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_bytes().decode()

    return compare
