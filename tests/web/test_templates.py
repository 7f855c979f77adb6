"""The templates of the page as Jinja2 compiled them, which spares each call to compile them.

MSS_GAP_REWRITE=1 compiles them anew.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copytree, rmtree

import jinja2
import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.runtime import Macro

from mss_gap.render.formats.html.page import COMPILED, HERE, templates

Pages = Callable[[str], str]


def texts_in(folder: Path) -> Mapping[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.py")}


def test_the_compiled_templates_are_what_jinja2_makes_of_the_templates(tmp_path: Path) -> None:
    new = tmp_path / jinja2.__version__
    templates().overlay(loader=FileSystemLoader(HERE)).compile_templates(new, extensions=["jinja"], zip=None)
    if os.environ.get("MSS_GAP_REWRITE") == "1":
        rmtree(COMPILED, ignore_errors=True)
        copytree(tmp_path, COMPILED)
    assert len(texts_in(COMPILED)) == 2
    assert texts_in(COMPILED) == texts_in(tmp_path)


def test_a_page_compiles_no_template(
    page_text: Pages, ledger_texts: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Environment, "compile")
    assert page_text(ledger_texts["small"]).startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("version", ["3.0.3", None])
def test_with_another_version_of_jinja2_the_page_is_the_same(
    version: str | None, page_text: Pages, ledger_texts: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = page_text(ledger_texts["small"])
    if version is None:
        monkeypatch.delattr(jinja2, "__version__")
    else:
        monkeypatch.setattr(jinja2, "__version__", version)
    compiled = []
    compile_now = Environment.compile
    monkeypatch.setattr(Environment, "compile", lambda *given: compiled.append(given[2]) or compile_now(*given))
    assert page_text(ledger_texts["small"]) == expected
    assert compiled == ["page.html.jinja", "tables.html.jinja"]


def test_a_cell_without_notes_calls_no_macro(
    page_text: Pages, ledger_texts: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []
    call = Macro.__call__
    monkeypatch.setattr(Macro, "__call__", lambda macro, *given: called.append(macro.name) or call(macro, *given))
    text = page_text(ledger_texts["small"])
    assert called.count("notes") == text.count('class="notes"')
    assert set(called) == {"chart", "data", "left_out", "notes"}
