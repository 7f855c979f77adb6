"""What a function becomes that makes a report: a command with the options of every report."""

from collections.abc import Callable
from datetime import date
from inspect import signature
from pathlib import Path

import pytest
import typer

from mss_gap import Ledger, SummaryReport
from mss_gap import summary as summary_of
from mss_gap.cli.options import CommitmentOption
from mss_gap.cli.report_command import Checked, report_command
from mss_gap.render.dispatch import Format

SHARED = ["ledger", "as_of", "form", "as_json"]


@report_command
def plain(ledger: Ledger, as_of: date | None) -> SummaryReport:
    return summary_of(ledger, as_of)


@report_command
def checked(ledger: Ledger, text: str, as_of: date | None, commitment: CommitmentOption = None) -> Checked:
    return Checked(summary_of(ledger, as_of), [f"{commitment} fails, of {len(text)}"] if commitment else [])


@report_command
def own_first(commitment: CommitmentOption = None, *, ledger: Ledger, as_of: date | None) -> SummaryReport:
    assert commitment is None
    return summary_of(ledger, as_of)


@pytest.mark.parametrize(
    ("command", "parameters"),
    [(plain, SHARED), (checked, [*SHARED, "commitment"]), (own_first, ["commitment", *SHARED])],
)
def test_the_shared_options_take_the_place_of_the_ledger(command: Callable[..., None], parameters: list[str]) -> None:
    assert list(signature(command).parameters) == parameters


def test_the_report_is_printed_in_the_format_that_is_asked_for(
    four_lines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain(ledger=str(four_lines), as_json=True)
    assert capsys.readouterr().out.startswith('{\n  "kind": "summary"')
    plain(ledger=str(four_lines), form=Format.MARKDOWN)
    assert "| 25.0% |" in capsys.readouterr().out


def test_a_failed_check_is_noted_after_the_report_and_is_the_exit_status(
    four_lines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(ledger=str(four_lines))
    assert capsys.readouterr().err == ""
    with pytest.raises(typer.Exit) as ended:
        checked(ledger=str(four_lines), commitment="BASES", as_json=True)
    said = capsys.readouterr()
    size = len(four_lines.read_text(encoding="utf-8"))
    assert (ended.value.exit_code, said.err) == (1, f"mss-gap: bases fails, of {size}\n")
    assert said.out.endswith("}\n")


def test_a_commitment_that_is_not_there_is_wrong_usage(four_lines: Path) -> None:
    with pytest.raises(typer.BadParameter, match='there is no commitment "men"'):
        checked(ledger=str(four_lines), commitment="men")
