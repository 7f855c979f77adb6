"""`plot` writes a chart whole or not at all, and says what to do where it cannot."""

import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from mss_gap.cli.publish import letters_text

Run = Callable[..., CompletedProcess[str]]
KEEPS_OUT = """
import sys
class KeepsOut:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "typst":
            {how}
sys.meta_path.insert(0, KeepsOut())
from mss_gap.cli.main import main
main()
"""
LEDGER = Path(__file__).parents[2] / "data/commitments.toml"
SIGNATURES = {"svg": b"<?xml", "png": b"\x89PNG\r\n", "pdf": b"%PDF-"}


def title_in(svg: str) -> str:
    return str(re.findall("<title[^>]*>(.*)</title>", svg)[0])


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        ([], "1 of 6 commitments that can be compared with a pledge is known to be delivered in full"),
        (["personnel"], "Personnel deployed: 991 of 2,500 delivered"),
        (["personnel", "--kind", "gap"], "Personnel deployed: 991 of 2,500 delivered"),
        (["personnel", "--kind", "periods"], "Personnel deployed: -13 in 2025 Q2, 991 in all"),
        (["personnel", "--kind", "periods", "--every", "year"], "Personnel deployed: +577 in 2025, 991 in all"),
        (["trust-fund", "-k", "countries"], "UN trust fund: Canada delivered ≥$55M of the ≥$110M delivered by all"),
        (["bases", "-k", "kept"], "Operational bases: No pledge by a contributor is recorded"),
        (["personnel", "--as-of", "2024-12-31"], "Personnel deployed: 414 of 2,500 delivered"),
    ],
)
def test_a_chart_goes_to_standard_output_as_svg(arguments: list[str], title: str, run: Run) -> None:
    done = run("plot", *arguments)
    assert (done.returncode, done.stderr, title_in(done.stdout)) == (0, "", title)


@pytest.mark.parametrize("name", ["chart.svg", "chart.png", "chart.pdf", "CHART.PDF"])
def test_the_ending_says_what_is_written(name: str, run: Run, tmp_path: Path) -> None:
    done = run("plot", "--output", str(tmp_path / name))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes().startswith(SIGNATURES[name[-3:].lower()])


def test_the_name_of_standard_output_is_a_hyphen(run: Run) -> None:
    assert run("plot", "-o", "-").stdout == run("plot").stdout


def test_a_page_is_twice_as_wide_as_a_column(run: Run) -> None:
    widths = [re.findall('width="([0-9.]+mm)"', run("plot", *option).stdout) for option in ((), ("--width", "page"))]
    assert widths == [["90.0mm"], ["180.0mm"]]


@pytest.mark.parametrize("kind", ["gap", "course", "countries", "kept", "periods"])
def test_the_only_commitment_of_a_ledger_needs_no_name(kind: str, run: Run, four_lines: Path) -> None:
    done = run("plot", "--kind", kind, "--ledger", str(four_lines))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["-o", "chart.jpg"],
            "chart.jpg does not say what kind of file to write: let its name end in .svg, .png or .pdf",
        ),
        (["-o", ""], "the path is empty: name a file, or leave it out"),
        (["-o", "charts/"], "charts/ is the path of a folder: name a file in it"),
        (["-o", "chart"], "chart does not say what kind of file to write"),
        (["--kind", "course"], "a chart of kind course shows one commitment: name one of personnel, funding, bases"),
        (["-k", "countries"], "a chart of kind countries shows one commitment: name one of personnel, funding, bases"),
        (["-k", "kept"], "a chart of kind kept shows one commitment: name one of personnel, funding, bases"),
        (["-k", "periods"], "a chart of kind periods shows one commitment: name one of personnel, funding, bases"),
        (["--every", "month"], "Invalid value for --every: only a chart of periods has it: add --kind periods"),
        (
            ["personnel", "--year-starts", "07-01"],
            "Invalid value for --year-starts: only a chart of periods has it: add --kind periods",
        ),
        (
            ["personnel", "-k", "periods", "--every", "month", "--year-starts", "07-01"],
            "Invalid value for --year-starts: a month starts on its first day: leave out --year-starts",
        ),
        (["--kind", "gaps"], '"gaps" is not a kind of chart: did you mean "gap"?'),
        (["--width", "narrow"], '"narrow" is not a width: write one of column, page'),
        (["personel"], 'there is no commitment "personel" in this ledger: did you mean "personnel"?'),
        (["-o", "data/../data/commitments.svg/../commitments.toml"], "let its name end in .svg, .png or .pdf"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_written(arguments: list[str], said: str, run: Run) -> None:
    done = run("plot", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("redirected", ["-o /dev/stdout | cat", "-o /dev/fd/3 3>&1 | cat", "-o >(cat) | cat"])
def test_a_chart_goes_into_a_pipe_by_any_name(redirected: str, run: Run, four_lines: Path) -> None:
    command = f"{sys.executable} -m mss_gap plot --ledger {four_lines} {redirected}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("plot", "--ledger", str(four_lines)).stdout


def test_a_ledger_is_not_written_over(run: Run, tmp_path: Path, four_lines: Path) -> None:
    ledger = tmp_path / "ledger.svg"
    ledger.write_bytes(four_lines.read_bytes())
    done = run("plot", "--ledger", str(ledger), "--output", str(ledger))
    assert done.returncode == 2
    assert "is the ledger itself: name another file" in done.stderr
    assert ledger.read_bytes() == four_lines.read_bytes()


def test_a_terminal_is_asked_for_a_file(run: Run) -> None:
    code = "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'mss_gap', 'plot']) >> 8)"
    done = run(program=(sys.executable, "-c", code))
    assert done.returncode == 2
    assert "a terminal shows no chart: name a file, such as --output gap.svg" in done.stdout.replace("\r\n", "\n")


def test_what_cannot_be_written_is_said_and_leaves_no_part(run: Run, tmp_path: Path) -> None:
    done = run("plot", "--output", str(tmp_path / "nowhere/chart.svg"))
    assert (done.returncode, done.stdout) == (4, "")
    assert "there is no such folder; make the folder, or name another" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", ["raise ImportError(name)", "raise ModuleNotFoundError(name=name)"])
def test_without_typst_a_pdf_says_what_to_install_and_other_charts_are_written(
    how: str, run: Run, tmp_path: Path
) -> None:
    for ending in SIGNATURES:
        done = run(
            "plot", "-o", str(tmp_path / f"a.{ending}"), program=(sys.executable, "-c", KEEPS_OUT.format(how=how))
        )
        what = "pip install typst  (pipx: pipx inject mss-gap typst)"
        note = f"mss-gap: a PDF needs typst: install it with  {what}, or write SVG or PNG\n"
        assert (done.returncode, done.stdout, done.stderr) == ((4, "", note) if ending == "pdf" else (0, "", ""))
    assert {path.name for path in tmp_path.iterdir()} == {"a.svg", "a.png"}


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_no_home_to_keep_a_cache_in_is_no_news(ending: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    chart = tmp_path / f"chart.{ending}"
    nowhere = {name: str(tmp_path / "file/home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    done = run("plot", "--output", str(chart), env=nowhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert chart.read_bytes().startswith(SIGNATURES[ending])


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "html"])
def test_nothing_in_the_environment_changes_a_chart(ending: str, run: Run, tmp_path: Path) -> None:
    settings = {"SOURCE_DATE_EPOCH": "abc", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "PYTHONWARNINGS": "error"}
    command, charts = "report" if ending == "html" else "plot", [tmp_path / f"{name}.{ending}" for name in "ab"]
    for chart, changes, folder in ((charts[0], {}, Path(__file__).parent), (charts[1], settings, tmp_path)):
        done = run(command, "--ledger", str(LEDGER), "--output", str(chart), env=changes, cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert charts[0].read_bytes() == charts[1].read_bytes()


@pytest.mark.parametrize(("ending", "told"), [("svg", False), ("png", True), ("pdf", True)])
def test_letters_that_no_font_here_has_are_named(ending: str, told: bool, run: Run, tmp_path: Path) -> None:  # noqa: FBT001
    chart = tmp_path / f"chart.{ending}"
    ledger = tmp_path / "a.toml"
    # Unicode assigns neither, so that no font has them; nor would a terminal's own sequences be let through.
    basis = r"\U0003fffd \U0003fffc\U0003fffd \u009b31m"
    ledger.write_text(f'[commitments.a]\nunit = "seats"\nbasis = "{basis}"\npledged = 5\nactual = 3\n')
    done = run("plot", "--ledger", str(ledger), "--output", str(chart))
    assert done.returncode == 0
    note = "mss-gap: no font here has: \U0003fffd \U0003fffc; install one that has them, or write SVG\n"
    assert done.stderr == (note if told else "")
    assert chart.read_bytes().startswith(SIGNATURES[ending])


def test_of_many_letters_without_a_font_the_first_are_named_and_a_mark_is_put_on_a_circle() -> None:
    letters = [chr(0xE000 + number) for number in range(60)]
    assert letters_text(["\u0e33", "\u0e49"]) == "\u0e33 ◌\u0e49"
    assert letters_text(letters) == " ".join(letters[:40]) + " and 20 more"


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(run: Run, tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    chart.write_text("old")
    chart.chmod(0o640)
    run("plot", "--output", str(chart))
    assert chart.read_text("utf-8") == run("plot").stdout
    assert stat.S_IMODE(chart.stat().st_mode) == 0o640
