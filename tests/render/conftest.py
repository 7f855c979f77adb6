import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType  # noqa: TID251 - as the command line draws a page

from mss_gap import break_down, summarize
from mss_gap.analysis.review import ValidateReport
from mss_gap.ledger.problems import Problem
from mss_gap.ledger.read import parse_ledger
from mss_gap.render.formats import Backdrop, Format, render

EXPECTED = Path(__file__).parent / "expected"
REWRITE = "MSS_GAP_REWRITE"


Texts = Callable[[str, str, Format], str]
Drawn = Callable[..., str]


@pytest.fixture(scope="session")
def text() -> Texts:
    """The text of the summary, or the countries, of a ledger that is given as text, in a format."""
    return lambda kind, ledger, form: str(_rendered(kind, ledger, form))


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """What a terminal of some width shows of the summary, or the countries, of a ledger that is given as text."""

    def draw(kind: str, ledger: str, width: int, *, terminal: bool = False) -> str:
        console = Console(
            file=StringIO(),
            width=width,
            height=50,
            force_terminal=terminal,
            color_system="standard" if terminal else None,
            highlight=False,
            emoji=False,
            markup=False,
            _environ={},
        )
        with console.capture() as captured:
            console.print(_rendered(kind, ledger, Format.TABLE), crop=False)
        return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())

    return draw


def _rendered(kind: str, text: str, form: Format) -> RenderableType:
    ledger = parse_ledger(text.encode(), "ledger.toml")
    report = summarize(ledger) if kind == "summary" else break_down(ledger)
    return render(report, form, Backdrop(ledger.sources))


@pytest.fixture(scope="session")
def validation() -> Callable[[Format], str]:
    """A validation with an error and a warning, in a format."""
    text = '[commitments.personnel]\nunit = "personnel"\npledgd = 2500\n'
    unknown_key = Problem(
        code="unknown-key",
        line=3,
        column=1,
        path="commitments.personnel.pledgd",
        message='"pledgd" is not a key of a commitment',
        hint='did you mean "pledged"?',
    )
    unsourced = Problem(
        code="unsourced",
        line=1,
        column=1,
        path="commitments.personnel",
        message="no source is given",
        hint="add a source | or an address",
    )
    report = ValidateReport(
        mission=None, ledger="ledger.toml", as_of=None, valid=False, errors=(unknown_key,), warnings=(unsourced,)
    )
    return lambda form: str(render(report, form, Backdrop(text=text)))


@pytest.fixture(scope="session")
def as_expected() -> Callable[[str, str], None]:
    """Compare a whole output with a file; with MSS_GAP_REWRITE=1 write the file instead."""

    def compare(name: str, text: str) -> None:
        file = EXPECTED / name
        if os.environ.get(REWRITE) == "1":
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_bytes().decode()

    return compare
