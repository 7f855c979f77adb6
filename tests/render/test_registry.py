"""Every report of the registry has what the formats ask for by its name."""

from importlib import import_module
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from mss_gap.analysis.reports.registry import REPORTS, Registered
from mss_gap.render.columns import Page, Records

ROOT = Path(__file__).parents[2]
each_report = pytest.mark.parametrize("registered", REPORTS.values(), ids=lambda registered: registered.name)


@each_report
def test_a_report_has_the_kind_that_it_is_registered_by(registered: Registered) -> None:
    assert get_args(get_type_hints(registered.type())["kind"]) == (registered.name,)


@each_report
@pytest.mark.parametrize(("function", "result"), [("page", Page), ("records", Records)])
def test_a_report_has_tables(registered: Registered, function: str, result: type) -> None:
    tables = import_module(f"mss_gap.render.tables.{registered.module}")
    hints = get_type_hints(getattr(tables, function))
    assert registered.type() in (get_args(hints["report"]) or (hints["report"],))
    assert hints["return"] is result


@each_report
def test_a_report_has_a_schema_and_a_section(registered: Registered) -> None:
    assert (ROOT / f"schemas/{registered.name}.schema.json").is_file()
    assert f"## {registered.name}\n" in (ROOT / "docs/json.md").read_text(encoding="utf-8")
