"""What a command loads, counted in a fresh process: the program is quick because it loads no more than it needs."""

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
Written = Callable[[str], list[str]]
Loaded = Callable[..., set[str]]

COUNTING = """
import atexit, pathlib, sys
file = pathlib.Path(sys.argv.pop(1))
atexit.register(lambda: file.write_text("\\n".join(sys.modules)))
from mss_gap.cli.main import main
main()
"""


@pytest.fixture
def loaded(run: Run, tmp_path: Path) -> Loaded:
    """The modules that the program has loaded by its end."""

    def count(*arguments: str, status: int = 0) -> set[str]:
        file = tmp_path / "modules"
        done = run(*arguments, program=(sys.executable, "-c", COUNTING, str(file)))
        assert done.returncode == status
        modules = set(file.read_text(encoding="utf-8").split())
        assert "mss_gap.cli.main" in modules
        return modules

    return count


def test_the_version_loads_neither_pydantic_nor_rich_nor_babel(loaded: Loaded) -> None:
    assert loaded("--version") & {"pydantic", "rich", "babel", "mss_gap.ledger.model"} == set()


def test_json_loads_no_rich_and_no_other_format(command: Written, loaded: Loaded) -> None:
    modules = loaded(*command("personnel"), "--json")
    assert modules & {"rich", "mss_gap.render.table", "mss_gap.render.markdown", "mss_gap.render.csv_rows"} == set()
    assert [module for module in modules if module.startswith("mss_gap.render.pages")] == []
    assert "mss_gap.render.json_document" in modules


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_summary_loads_nothing_of_other_commands(form: str, loaded: Loaded) -> None:
    others = {
        "mss_gap.analysis.countries",
        "mss_gap.analysis.review",
        "mss_gap.ledger.locate",
        "mss_gap.render.pages.countries",
        "mss_gap.render.pages.validate",
        "mss_gap.render.problems",
        "mss_gap.render.schema",
        "tree_sitter",
        "tree_sitter_toml",
        "tomli_w",
    }
    assert loaded("summary", "--format", form) & others == set()


ANALYSES = {
    "claims",
    "comparison",
    "countries",
    "history",
    "indicators",
    "pace",
    "portrait",
    "review",
    "scenario",
    "sources",
    "summary",
}


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["summary"], {"summary"}),
        (["countries"], {"countries"}),
        (["show", "bases"], {"portrait", "claims", "countries", "indicators", "history", "pace"}),
        (["history"], {"history"}),
        (["context"], {"indicators"}),
        (["sources"], {"sources"}),
        (["pace"], {"pace", "history"}),
        (["what-if", "--withdraw", "KE"], {"scenario"}),
        (["compare", "--from", "2025-01-01"], {"comparison"}),
        (["claims"], {"claims", "indicators"}),
    ],
)
def test_a_command_loads_its_own_analysis_alone(arguments: list[str], needed: set[str], loaded: Loaded) -> None:
    modules = loaded(*arguments, "--json")
    assert {name for name in ANALYSES if f"mss_gap.analysis.{name}" in modules} <= needed


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_rich_is_loaded_for_a_table_alone(form: str, loaded: Loaded) -> None:
    assert "rich" not in loaded("summary", "--format", form)


@pytest.mark.parametrize(
    "arguments",
    [["summry"], ["--nope"], ["summary", "--jsn"], ["summary", "--as-of"]],
)
def test_wrong_usage_loads_neither_rich_nor_pydantic(arguments: list[str], loaded: Loaded) -> None:
    assert loaded(*arguments, status=2) & {"rich", "pydantic"} == set()


@pytest.mark.parametrize("command", ["summary", "countries"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_ledger_without_countries_and_money_loads_no_babel(
    command: str, form: str, loaded: Loaded, four_lines: Path
) -> None:
    assert "babel" not in loaded(command, "--format", form, "--ledger", str(four_lines))


def test_a_page_loads_its_own_libraries_and_no_other_command_does(loaded: Loaded, four_lines: Path) -> None:
    libraries = {"jinja2", "markupsafe", "matplotlib"}
    assert loaded("report", "--ledger", str(four_lines)) & {*libraries, "rich"} == libraries
    for command in ("summary", "claims", "validate"):
        assert loaded(command, "--ledger", str(four_lines)) & libraries == set()


def test_the_help_of_a_page_loads_none_of_its_libraries(loaded: Loaded) -> None:
    assert loaded("report", "--help") & {"jinja2", "matplotlib", "pydantic"} == set()


def test_a_valid_ledger_needs_no_syntax_tree(loaded: Loaded, four_lines: Path) -> None:
    assert "tree_sitter" not in loaded("summary", "--ledger", str(four_lines))


def test_a_chart_as_svg_loads_no_more_of_matplotlib_than_its_letters(loaded: Loaded) -> None:
    modules = loaded("plot")
    assert "matplotlib.ft2font" in modules
    assert modules & {"matplotlib.font_manager", "matplotlib.figure", "matplotlib.pyplot", "jinja2"} == set()


def test_a_chart_as_png_loads_nothing_that_opens_windows(loaded: Loaded, tmp_path: Path) -> None:
    modules = loaded("plot", "--output", str(tmp_path / "chart.png"))
    assert "matplotlib.figure" in modules
    assert modules & {"matplotlib.pyplot", "tkinter"} == set()
