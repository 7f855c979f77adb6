"""Whatever is named as a ledger: an answer in bounded time and memory, and never a traceback."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap import (
    Fulfil,
    LedgerInvalidError,
    cite,
    claims,
    compare,
    context,
    countries,
    entries,
    history,
    history_by_country,
    kept,
    pace,
    show,
    summary,
    what_if,
)
from mss_gap.analysis.reports.sources import sources
from mss_gap.analysis.reports.validate import validated
from mss_gap.cli.main import main
from mss_gap.cli.output import print_report
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.load import inspect
from mss_gap.render.dispatch import Format, formats_of

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report

Run = Callable[..., CompletedProcess[str]]

MEGABYTE = 2**20
HANGING = 600
"""Seconds after which something has hung: no computer is so slow."""
BYTES = 1500 * MEGABYTE
HEAD = b'[commitments.bases]\nunit = "bases"\npledged = 12\n'


def bounded(arguments: list[str], stdin: int = subprocess.DEVNULL) -> CompletedProcess[str]:
    """Run the program with a limit to its memory, and to its time in case that it hangs."""
    return subprocess.run(
        [sys.executable, "-m", "mss_gap", *arguments],
        stdin=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=HANGING,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES)),
        check=False,
    )


@pytest.mark.parametrize("command", ["summary", "validate", "claims"])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("pipe", "nothing comes through this pipe; name a TOML file"),
        ("folder", "this is a folder; name the TOML file in it"),
        ("/dev/zero", "this is a device, not a file; name a TOML file"),
        ("/dev/null", "this is a device, not a file; name a TOML file"),
        ("loop", "cannot be read: Too many levels of symbolic links; check the path"),
    ],
)
def test_what_is_no_file_is_refused_at_once(command: str, name: str, reason: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    path = str(tmp_path / name)
    done = bounded([command, "--ledger", path])
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"mss-gap: {path}: {reason}\n")


def test_a_pipe_that_somebody_writes_to_is_read() -> None:
    command = f"{sys.executable} -m mss_gap summary --json --ledger <(cat)"
    done = subprocess.run(["/bin/bash", "-c", command], input=HEAD, capture_output=True, check=False, timeout=HANGING)
    assert (done.returncode, done.stderr) == (0, b"")


def test_endless_standard_input_is_read_to_a_limit() -> None:
    with Path("/dev/zero").open("rb") as zero:
        done = bounded(["summary", "--ledger", "-"], zero.fileno())
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "mss-gap: -: it holds more than 256 MB; a ledger is a text that people can read: split it\n"


LARGE = {
    "remarks": (HEAD, b"# remark remark remark remark remark remark remark\n", 2 * MEGABYTE, b""),
    "letters": (b"", b"a", 100 * MEGABYTE, b""),
    "digits": (b"x = ", b"9", 100 * MEGABYTE, b""),
    "hexadecimals": (b"x = 0x", b"f", 100 * MEGABYTE, b""),
    "brackets": (b"x = ", b"[", 100 * MEGABYTE, b""),
    "zeros": (b"", b"\x00", 100 * MEGABYTE, b""),
    "a key": (HEAD, b"a.", 50 * MEGABYTE, b""),
    "headings": (HEAD, b"[a]\n", 25 * MEGABYTE, b""),
    "many events": (HEAD, b"[[events]]\n", 9 * MEGABYTE, b""),
    "empty events": (HEAD, b"[[events]]\n", MEGABYTE, b""),
    "tables": (HEAD + b"[z]\nx = [", b"{},", 33 * MEGABYTE, b"]"),
    "a list": (HEAD + b"[z]\nx = [", b"1,", 2 * MEGABYTE, b"]"),
    "keys": (HEAD, b"a%d=1\n", 3 * MEGABYTE, b""),
    "mistakes": (HEAD, b'[[actuals]]\ncommitment = "base"\ndate = "2025"\namount = "5"\nsource = "x"\n', 200_000, b""),
}
"""What stands at the beginning, what follows it so many times, numbered where it takes a number, and the end."""


def large(name: str, share: int = 1) -> bytes:
    """One of the large files, or a smaller one of its kind."""
    start, piece, times, end = LARGE[name]
    times //= share
    middle = b"".join(piece % number for number in range(times)) if b"%d" in piece else piece * times
    return start + middle + end


def is_an_answer(done: CompletedProcess[str], name: str) -> bool:
    """Whether only what is right is taken, and whatever is wrong is said in few words."""
    few = len(done.stderr) < 2000 * max(1, done.stderr.count("error["))
    return done.returncode == (0 if name == "remarks" else 3) and "Traceback" not in done.stderr and few


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_hundred_megabytes_are_answered_in_bounded_memory(name: str, tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.write_bytes(large(name))
    done = bounded(["summary", "--json", "--ledger", str(file)])
    assert is_an_answer(done, name), done


@pytest.mark.parametrize("name", LARGE)
def test_a_hundred_kilobytes_are_answered_as_a_hundred_megabytes_are(name: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.write_bytes(large(name, 1000))
    done = run("summary", "--json", "--ledger", str(file))
    assert is_an_answer(done, name), done


@pytest.mark.parametrize(
    "content",
    [
        b"x = " + b"[" * 100_000,
        b"x = " + b"[" * 100_000 + b"]" * 100_000,
        b"x = " + b"{a=" * 100_000,
        b"[" + b"a." * 100_000 + b"a]",
        HEAD + b"actual = 1e999999999999\n",
        HEAD + b"actual = -1e-999999999999\n",
        HEAD + b"actual = " + b"9" * 100_000 + b"\n",
        HEAD + b"actual = 0." + b"1" * 100_000 + b"\n",
        HEAD + b"actual = inf\n",
        HEAD + b"actual = 0x" + b"f" * 100_000 + b"\n",
        HEAD + b"due = 2025-02-30\n",
        HEAD + b'title = """' + b'"\\' * 50_000,
    ],
)
def test_a_nest_of_brackets_or_an_absurd_number_is_an_error_at_its_place(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(content)
    done = bounded(["validate", "--ledger", str(file)])
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{file}:")
    assert len(done.stdout) < 2000


PRINTABLE = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\x1b\x07\x9b\u202e\u2066\u2069\u2028\u2029\n\r["), max_size=12
)
IDS = st.sampled_from(["bases", "funding", "a", "KE", "EU", "men"]) | PRINTABLE
SCALARS = st.one_of(
    PRINTABLE,
    st.integers(-(10**16), 10**16),
    st.decimals(allow_nan=True, allow_infinity=True, places=3),
    st.dates(),
    st.booleans(),
    st.lists(IDS, max_size=2),
)
LIKELY: Mapping[str, st.SearchStrategy[object]] = {
    "commitment": IDS,
    "country": st.sampled_from(["KE", "JM", "EU", "kenya"]),
    "date": st.dates(),
    "total": st.integers(0, 5000),
    "amount": st.integers(-50, 5000),
    "unit": st.sampled_from(["personnel", "USD", "EUR", "bases"]) | PRINTABLE,
    "pledged": st.integers(0, 5000),
    "actual": st.integers(0, 5000),
    "value": st.integers(-5, 5000),
    "measure": st.sampled_from(["pledged", "gap", "delivered_pct", "contributors", "value", "share_pct"]),
    "source": IDS | st.just("https://example.org/a"),
    "currency": st.sampled_from(["EUR", "USD"]),
    "pair": st.just("EUR/USD"),
    "rate": st.integers(0, 3),
    "status": st.sampled_from(["firm", "on-hold", "withdrawn"]),
    "title": PRINTABLE.filter(bool),
    "text": PRINTABLE.filter(bool),
}


def tables(needed: tuple[str, ...], others: tuple[str, ...]) -> st.SearchStrategy[dict[str, object]]:
    """Tables that are usually right: some keys always, some at times, and now and then a value of any kind."""

    def value(key: str) -> st.SearchStrategy[object]:
        return st.integers(0, 40).flatmap(lambda chance: SCALARS if chance == 40 else LIKELY[key])

    return st.fixed_dictionaries({key: value(key) for key in needed}, optional={key: value(key) for key in others})


DOCUMENTS = st.fixed_dictionaries(
    {
        "commitments": st.dictionaries(
            st.sampled_from(["bases", "funding"]),
            tables(("unit",), ("pledged", "actual", "title", "source")),
            min_size=1,
        )
    },
    optional={
        "sources": st.dictionaries(IDS, tables(("title",), ()), max_size=2),
        "contributors": st.just({"EU": {"name": "European Union"}}),
        "pledges": st.lists(
            tables(("commitment", "date"), ("country", "total", "amount", "status", "source")), max_size=4
        ),
        "actuals": st.lists(tables(("commitment", "date"), ("country", "total", "amount", "currency")), max_size=4),
        "rates": st.lists(tables(("pair", "date", "rate"), ("source",)), max_size=2),
        "claims": st.lists(tables(("text", "commitment", "measure", "value"), ("country", "source")), max_size=2),
        "indicators": st.dictionaries(IDS, tables(("value",), ("title", "unit", "source")), max_size=2),
        "events": st.lists(tables(("date", "title"), ("source",)), max_size=2),
    },
)


def read_every_way(content: bytes) -> None:
    """Validate some bytes, and if they are a ledger make every report of it in every format."""
    report, _ = validated(content, "x.toml")
    for form in formats_of():
        assert harmless(printed(report, form))
    try:
        inspected = inspect(content, "x.toml")
    except LedgerInvalidError as error:
        assert error.problems == report.errors  # noqa: PT017 - which problems is what this is about
        return
    assert report.valid
    for made in reports_of(inspected.ledger, inspected.text):
        for form in formats_of(made.kind):
            assert harmless(printed(made, form))


def printed(report: "Report", form: Format) -> str:
    """What a command prints of a report, on both streams; a table as it stands on the terminal."""
    with redirect_stdout(StringIO()) as output, redirect_stderr(StringIO()) as notes:
        print_report(report, form)
    return output.getvalue() + notes.getvalue()


def reports_of(ledger: Ledger, text: str) -> list:  # type: ignore[type-arg]  # of any kind of report
    each = (summary, countries, kept, history, history_by_country, context, pace, claims, cite)
    shown = [show(ledger, key) for key in ledger.commitments]
    supposed = what_if(ledger, [Fulfil(None)])
    of_text = [sources(ledger, text), entries(ledger, text)]
    return [*(make(ledger) for make in each), *shown, *of_text, compare(ledger, ledger), supposed]


def harmless(text: str) -> bool:
    """Whether nothing in a text acts on a terminal: no controls or separators but line feeds, no marks of direction."""
    controls = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u2028\u2029"}
    acting = controls.union("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return not (acting - {"\n", "\r"}) & set(text)


@given(DOCUMENTS)
@settings(max_examples=150)
def test_a_ledger_of_any_content_is_read_or_refused(document: dict[str, object]) -> None:
    read_every_way(tomli_w.dumps(document).encode())


@given(st.binary(max_size=200))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_every_way(content)


@given(DOCUMENTS, st.integers(0), st.binary(max_size=6))
@settings(max_examples=100)
def test_a_ledger_with_some_bytes_changed_is_read_or_refused(
    document: dict[str, object], place: int, piece: bytes
) -> None:
    content = tomli_w.dumps(document).encode()
    start = place % (len(content) + 1)
    read_every_way(content[:start] + piece + content[start + len(piece) :])


@given(DOCUMENTS, st.data())
@settings(max_examples=60)
def test_every_command_that_reads_ends_with_0_or_3_and_validate_with_1_in_place_of_3(
    document: dict[str, object], data: st.DataObject
) -> None:
    commands = (
        *(
            ["summary"],
            ["countries"],
            ["kept"],
            ["history"],
            ["history", "--by-country"],
            ["context"],
            ["sources"],
            ["pace"],
        ),
        *(["what-if", "--fulfil", "all"], ["compare", "--from", "2024-01-01"], ["claims"], ["show", "bases"]),
        *(["entries"], ["validate"], ["cite"]),
    )
    command = data.draw(st.sampled_from(commands))
    form = data.draw(st.sampled_from(formats_of(command[0])))
    if command[0] == "show":
        document["commitments"] = {"bases": {"unit": "bases"}}
    with TemporaryDirectory() as folder:
        ledger = Path(folder, "x.toml")
        ledger.write_text(tomli_w.dumps(document), "utf-8")
        status = status_of([*command, "--ledger", str(ledger), "--format", form])
        assert status in ((0, 1) if command == ["validate"] else (0, 3))


def status_of(arguments: list[str]) -> object:
    """The exit status of a command."""
    with (
        pytest.raises(SystemExit) as ended,
        fail_where_it_hangs(),
        redirect_stdout(StringIO()),
        redirect_stderr(StringIO()),
    ):
        main(arguments)
    return ended.value.code


@contextmanager
def fail_where_it_hangs() -> Iterator[None]:
    def fail(*_: object) -> None:
        pytest.fail(f"it took more than {HANGING} s")

    signal.signal(signal.SIGALRM, fail)
    signal.alarm(HANGING)
    try:
        yield
    finally:
        signal.alarm(0)
