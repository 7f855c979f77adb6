"""What a command loads, counted in a fresh process: the program is quick because it loads no more than it needs."""

import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from filelock import FileLock

Run = Callable[..., CompletedProcess[str]]
Written = Callable[[str], list[str]]
Loaded = Callable[..., frozenset[str]]

COUNTING = """
import atexit, pathlib, sys
file = pathlib.Path(sys.argv.pop(1))
atexit.register(lambda: file.write_text("\\n".join(sys.modules)))
from mss_gap.cli.main import main
main()
"""


@pytest.fixture(scope="session")
def loaded(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The modules that the program has loaded by its end; each command line is run once, whichever worker needs it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "loaded"
    folder.mkdir(exist_ok=True)

    @cache
    def count(*arguments: str, status: int = 0) -> frozenset[str]:
        file = folder / sha256("\0".join(arguments).encode()).hexdigest()
        with FileLock(f"{file}.lock"):
            if not file.exists():
                done = run(*arguments, program=(sys.executable, "-c", COUNTING, f"{file}.new"))
                Path(f"{file}.new").write_text(f"{done.returncode}\n{Path(f'{file}.new').read_text('utf-8')}", "utf-8")
                Path(f"{file}.new").rename(file)
        ended, *modules = file.read_text(encoding="utf-8").split()
        assert ended == str(status)
        assert "mss_gap.cli.main" in modules
        return frozenset(modules)

    return count


TYPER = {"typer", "annotated-doc", "shellingham"}
PYDANTIC = {"pydantic", "pydantic-core", "annotated-types", "typing-extensions", "typing-inspection"}
LEDGER = {*TYPER, *PYDANTIC, "tomli"}
NOT_THE_PROGRAMS = {"coverage", "mss-gap", "setuptools"}
"""What a test, an installation or a virtual environment puts into every process."""
ENTRY = ("add", "actual", "bases", "--date", "2026-01-01", "--total", "3", "--dry-run")


owners_of_modules = cache(packages_distributions)


def libraries(modules: frozenset[str]) -> set[str]:
    """The installed distributions that some modules belong to, other than our own."""
    owners = owners_of_modules()
    found = {owner for module in modules if "." not in module for owner in owners.get(module, ())}
    return {owner.lower().replace("_", "-") for owner in found} - NOT_THE_PROGRAMS


@pytest.mark.parametrize(
    ("arguments", "status", "allowed"),
    [
        (("--version",), 0, set()),
        (("summry",), 2, TYPER),
        (("--nope",), 2, TYPER),
        (("summary", "--jsn"), 2, TYPER),
        (("summary", "--as-of"), 2, TYPER),
        (("--help",), 0, TYPER),
        (("summary", "--help"), 0, TYPER),
        (("--show-completion", "zsh"), 0, TYPER),
        (("--complete", "zsh", "su"), 0, TYPER),
        *(((command, "--json"), 0, {*LEDGER, "orjson"}) for command in ("summary", "countries", "history", "claims")),
        (("summary", "--format", "csv"), 0, LEDGER),
        (("summary", "--format", "markdown"), 0, LEDGER),
        *(((command,), 0, {*LEDGER, "rich"}) for command in ("summary", "countries", "history", "claims")),
        (("what-if", "--withdraw", "kenya"), 0, {*LEDGER, "rich"}),
        (("validate",), 0, {*LEDGER, "tree-sitter", "tree-sitter-toml"}),
        (("schema",), 0, {*LEDGER, "orjson"}),
        (ENTRY, 0, {*LEDGER, "tomli-w"}),
        (("plot",), 0, LEDGER),
        (("report",), 0, {*LEDGER, "jinja2", "markupsafe"}),
        (("export", "/dev/null"), 0, {*LEDGER, "orjson", "xlsxwriter", "tree-sitter", "tree-sitter-toml"}),
    ],
)
def test_a_command_loads_these_libraries_at_most(
    arguments: tuple[str, ...], status: int, allowed: set[str], loaded: Loaded
) -> None:
    assert libraries(loaded(*arguments, status=status)) - allowed == set()


def test_a_table_that_no_terminal_shows_loads_nothing_of_rich_that_draws(loaded: Loaded) -> None:
    assert loaded("summary") & {f"rich.{name}" for name in ("console", "text", "segment", "style")} == set()


def test_nothing_is_loaded_to_search_for_plugins_of_pydantic(loaded: Loaded) -> None:
    assert "importlib.metadata" not in loaded("summary", "--json")


def test_pydantic_gets_from_its_own_module_whatever_else_it_asks_for(run: Run) -> None:
    asks = """
from mss_gap.cli.main import _spare_plugins
_spare_plugins()
from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP, get_plugins
print(PYDANTIC_ENTRY_POINT_GROUP, list(get_plugins()))
"""
    assert run(program=(sys.executable, "-c", asks)).stdout == "pydantic []\n"


COMMANDS = {f"mss_gap.cli.{name}" for name in ("read", "ask", "add", "edit", "publish")}
"""The modules of the commands."""


@pytest.mark.parametrize(
    ("arguments", "status", "needed"),
    [
        (("--help",), 0, set()),
        (("summry",), 2, set()),
        (("summary", "--jsn"), 2, {"mss_gap.cli.read"}),
        (("summary", "--json"), 0, {"mss_gap.cli.read"}),
        (ENTRY, 0, {"mss_gap.cli.add"}),
    ],
)
def test_only_the_module_of_the_command_that_is_called_is_loaded(
    arguments: tuple[str, ...], status: int, needed: set[str], loaded: Loaded
) -> None:
    assert loaded(*arguments, status=status) & COMMANDS == needed


def test_the_version_loads_nothing_of_the_ledger_but_the_exit_statuses(loaded: Loaded) -> None:
    modules = {name for name in loaded("--version") if name.startswith("mss_gap.ledger")}
    assert modules == {"mss_gap.ledger", "mss_gap.ledger.explain", "mss_gap.ledger.explain.problems"}


WITHOUT_GARBAGE = """
import atexit, gc, sys
from mss_gap.cli.main import main
searches = []
gc.callbacks.append(lambda phase, details: searches.append(phase))
atexit.register(lambda: print(searches, gc.get_freeze_count() > 10 * len(gc.get_objects()), file=sys.stderr))
main()
"""


def test_no_garbage_is_looked_for_while_the_program_runs_and_when_it_ends(run: Run) -> None:
    told = run("summary", "--json", program=(sys.executable, "-c", WITHOUT_GARBAGE)).stderr
    assert told == "[] True\n"


OWN_VALIDATORS = """
import atexit, sys
def told():
    from mss_gap.ledger import model
    parts = [kind for kind in vars(model).values() if hasattr(kind, "__pydantic_validator__")]
    built = [kind.__name__ for kind in parts if type(kind.__pydantic_validator__).__name__ == "SchemaValidator"]
    print(len(parts), built, file=sys.stderr)
atexit.register(told)
from mss_gap.cli.main import main
main()
"""


def test_of_the_model_one_validator_is_built(run: Run) -> None:
    told = run("summary", "--json", program=(sys.executable, "-c", OWN_VALIDATORS)).stderr
    number, _, built = told.partition(" ")
    assert int(number) > 10
    assert built == "['Ledger']\n"


def test_json_loads_no_rich_and_no_other_format(command: Written, loaded: Loaded) -> None:
    modules = loaded(*command("personnel"), "--json")
    drawing = {name for name in modules if name.startswith(("rich", "mss_gap.render.formats", "mss_gap.render.tables"))}
    assert drawing == {"mss_gap.render.formats", "mss_gap.render.formats.json"}


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_summary_loads_nothing_of_other_commands(form: str, loaded: Loaded) -> None:
    others = {
        "mss_gap.analysis.reports.countries",
        "mss_gap.analysis.reports.validate",
        "mss_gap.ledger.explain.positions",
        "mss_gap.render.tables.countries",
        "mss_gap.render.tables.validate",
        "mss_gap.render.excerpts",
        "mss_gap.render.schema",
        "tree_sitter",
        "tree_sitter_toml",
        "tomli_w",
    }
    assert [name for name in others if find_spec(name) is None] == []
    assert loaded("summary", "--format", form) & others == set()


REPORTS = "mss_gap.analysis.reports."
OF_EVERY_REPORT = {"base", "registry"}
OF_CLAIMS = {"claims", "claim_rows", "context", "measures"}


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["summary"], {"summary"}),
        (["countries"], {"countries"}),
        (["kept"], {"kept"}),
        (["show", "personnel"], {"show", *OF_CLAIMS, "countries", "history", "pace", "reliance"}),
        (["history"], {"history"}),
        (["context"], {"context"}),
        (["sources"], {"sources"}),
        (["entries"], {"entries"}),
        (["pace"], {"pace"}),
        (["what-if", "--deliver", "personnel:KE=5"], {"what_if", "from_to"}),
        (["compare", "--from", "2024-12-31"], {"compare", "from_to"}),
        (["claims"], OF_CLAIMS),
    ],
)
def test_a_command_loads_only_the_reports_that_it_needs(arguments: list[str], needed: set[str], loaded: Loaded) -> None:
    modules = loaded(*arguments, "--json")
    reports = {name.removeprefix(REPORTS) for name in modules if name.startswith(REPORTS)}
    assert reports - OF_EVERY_REPORT == needed


def test_a_page_loads_its_own_libraries_and_no_other_command_does(loaded: Loaded, four_lines: Path) -> None:
    libraries = {"jinja2", "markupsafe"}
    assert loaded("report", "--ledger", str(four_lines)) & {*libraries, "rich"} == libraries
    for command in ("summary", "claims", "validate"):
        assert loaded(command, "--ledger", str(four_lines)) & libraries == set()


def test_a_page_loads_only_the_reports_that_it_needs(loaded: Loaded, four_lines: Path) -> None:
    modules = loaded("report", "--ledger", str(four_lines))
    others = {f"{REPORTS}{name}" for name in ("cite", "compare", "entries", "show", "sources", "validate")}
    assert [name for name in others if find_spec(name) is None] == []
    assert modules & others == set()


def test_a_page_loads_nothing_that_fetches(loaded: Loaded, four_lines: Path) -> None:
    assert loaded("report", "--ledger", str(four_lines)) & {"ssl", "http.client", "urllib.request"} == set()


def test_the_help_of_a_page_loads_none_of_its_libraries(loaded: Loaded) -> None:
    assert loaded("report", "--help") & {"jinja2", "pydantic"} == set()


def test_a_valid_ledger_needs_no_syntax_tree(loaded: Loaded, four_lines: Path) -> None:
    assert "tree_sitter" not in loaded("summary", "--ledger", str(four_lines))


@pytest.mark.parametrize(("ending", "library"), [("svg", None), ("png", "resvg_py"), ("pdf", "typst")])
def test_a_chart_loads_only_the_library_that_draws_it(
    ending: str, library: str | None, loaded: Loaded, tmp_path: Path
) -> None:
    modules = loaded("plot", "--output", str(tmp_path / f"chart.{ending}"))
    assert modules & {"resvg_py", "typst", "rich", "jinja2"} == ({library} if library else set())
