"""What is measured, and what each command is held to."""

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from benchmarks.figures import Bound, Quantity
from benchmarks.measure import Command
from benchmarks.programs import NO_CACHE, Programs

BASELINE_CODE = "import typer, rich.table, rich.console, pydantic; pydantic.BaseModel"
QUERY = "SELECT account, sum(position) GROUP BY account"

SCALE = 100_000
GROWTH = 10
CONTRIBUTORS = 20_000
RECORDS = (8_000, 57_000)
"""Entries of the largest records in use: a year of humanitarian flows, and UN peacekeeping."""


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that run in turn, and the bounds between them."""

    key: str
    title: str
    commands: tuple[Command, ...]
    bounds: tuple[Bound, ...]
    runs: int
    """How often each command runs, after one run that does not count."""
    remark: str = ""


def start_up(programs: Programs) -> Group:
    """What a command takes that has next to nothing to do: the ledger that ships with the program."""
    against = "imports alone"
    bounds = {"summary": 1.0, "summary --json": 0.85, "--version": 0.5, "summary --no-such-option": 0.7}
    commands = (
        Command(name, (programs.mss_gap, *name.split()), status=2 if "no-such" in name else 0) for name in bounds
    )
    return Group(
        "start-up",
        "Start-up: the ledger that ships with the program",
        (Command(against, (programs.python, "-c", BASELINE_CODE)), *commands),
        tuple(Bound(name, against, at_most) for name, at_most in bounds.items()),
        runs=15,
        remark=f'"{against}" is `python -c "{BASELINE_CODE}"`.',
    )


def scale(programs: Programs, folder: Path, entries: int) -> Group:
    """The same question asked of four programs."""
    journal, file = str(folder / "ledger.journal"), str(folder / "ledger.beancount")
    others = (
        Command("ledger bal", (programs.ledger, "-f", journal, "bal")),
        Command("hledger bal --budget", (programs.hledger, "-f", journal, "bal", "--budget")),
        Command("bean-query", (programs.bean_query, file, QUERY), environment=NO_CACHE),
    )
    reports = {"countries --json": 1.3, "history --json": 1.3, "claims --json": 1.3, "validate": 2.5}
    return Group(
        "scale",
        f"Scale: {entries:,} entries",
        (*(_report(programs, name, folder) for name in ("summary --json", *reports)), *others),
        (
            Bound("summary --json", "ledger bal", 1.0),
            Bound("summary --json", "hledger bal --budget", 0.15),
            Bound("summary --json", "bean-query", 0.08),
            Bound("summary --json", "ledger bal", 1.0, Quantity.MEMORY),
            *(Bound(name, "summary --json", at_most) for name, at_most in reports.items()),
        ),
        runs=5,
        remark=f"bean-query answers `{QUERY}`, and reads the text each time as the others do (its cache is off).",
    )


def growth(programs: Programs, folder: Path, larger: Path, entries: int) -> Group:
    """Ten times the entries."""
    few, many = f"{entries:,} entries", f"{entries * GROWTH:,} entries"
    return Group(
        "growth",
        f"Growth: `summary --json` from {few} to {many}",
        (_report(programs, "summary --json", folder, few), _report(programs, "summary --json", larger, many)),
        (Bound(many, few, GROWTH + 1.0), Bound(many, few, GROWTH + 1.0, Quantity.MEMORY)),
        runs=3,
    )


def add(programs: Programs, folder: Path, entries: int, *, exists: bool) -> Group:
    """One more entry, written to a fresh copy of the ledger each time; without the command, the rest alone."""
    source, copy = folder / "ledger.toml", folder / "add.toml"
    entry = "add actual funding --country KE --amount 1000 --date 2025-12-31 --source report-2025-12"
    command = Command(
        "add actual",
        (programs.mss_gap, *entry.split(), "--ledger", str(copy)),
        before=lambda: copyfile(source, copy),
    )
    return Group(
        "add",
        f"One more entry in a ledger of {entries:,}",
        (_report(programs, "summary", folder), *((command,) if exists else ())),
        (Bound("add actual", "summary", 1.3),),
        runs=5,
        remark=f"`{entry}`, each time to a fresh copy." if exists else "This version has no command `add`.",
    )


def records(programs: Programs, folder: Path, entries: int) -> Group:
    """A record as large as one of those in use; nothing is compared."""
    names = ("summary", "countries", "history", "validate")
    return Group(
        "records",
        f"A record of {entries:,} entries, as tables",
        tuple(_report(programs, name, folder) for name in names),
        (),
        runs=3,
    )


def tables(programs: Programs, folder: Path, rows: int) -> Group:
    """A table beside the ledger: its start-up, and the programs that add up the same rows."""
    against, file = "summary --json of no table", str(folder / "gifts.csv")
    name = "summary --json"
    return Group(
        "tables",
        f"Tables: {rows:,} rows of CSV",
        (
            Command(against, (programs.mss_gap, *name.split())),
            _report(programs, name, folder),
            Command("hledger bal", (programs.hledger, "-f", file, "--rules-file", str(folder / "gifts.rules"), "bal")),
            Command("pandas", (programs.others_python, str(Path(__file__).parent / "sums.py"), file)),
        ),
        (Bound(name, against, 2.0), Bound(name, "hledger bal", 1.0), Bound(name, "pandas", 1.0)),
        runs=3,
        remark="hledger reads the file with rules; pandas is `benchmarks/sums.py`, which prints the same sums.",
    )


def outputs(programs: Programs, folder: Path, entries: int) -> Group:
    """The longest output in every format, beside its JSON."""
    against, *others = (f"history --format {form}" for form in ("json", "table", "markdown", "csv"))
    return Group(
        "outputs",
        f"Long outputs: the history of {entries:,} entries",
        tuple(_report(programs, name, folder) for name in (against, *others)),
        tuple(Bound(name, against, 2.0) for name in others),
        runs=5,
    )


def many_contributors(programs: Programs, folder: Path, contributors: int) -> Group:
    """A table with a row for each of many contributors, beside its JSON."""
    against, table = (f"countries --format {form}" for form in ("json", "table"))
    return Group(
        "outputs",
        f"Long outputs: {contributors:,} contributors",
        tuple(_report(programs, name, folder) for name in (against, table)),
        (Bound(table, against, 3.0),),
        runs=5,
    )


def long_page(programs: Programs, folder: Path, entries: int) -> Group:
    """The page of a large record: its bound is three seconds where the summary takes three quarters of one."""
    against = "summary --json"
    command = ("report", "--output", str(folder / "page.html"), "--ledger", str(folder / "ledger.toml"))
    return Group(
        "outputs",
        f"Long outputs: the page of {entries:,} entries",
        (_report(programs, against, folder), Command("report", (programs.mss_gap, *command))),
        (Bound("report", against, 4.0),),
        runs=5,
    )


def peers(programs: Programs, folder: Path) -> Group:
    """What other programs in Python take for ten rows."""
    few, query = str(folder / "few.csv"), "select Donor, sum(Amount) from few group by Donor"
    others = (
        Command("bean-query", (programs.bean_query, str(folder / "few.beancount"), QUERY), environment=NO_CACHE),
        Command("sqlite-utils memory", (programs.sqlite_utils, "memory", few, query)),
        Command("csvstat", (programs.csvstat, few)),
    )
    ours = ("summary", "summary --json")
    return Group(
        "peers",
        "Start-up beside other programs in Python",
        (*(Command(name, (programs.mss_gap, *name.split())) for name in ours), *others),
        tuple(Bound("summary", other.name, 1.0) for other in others),
        runs=9,
        remark="The others add up, or describe, ten rows; ours is the ledger that ships with the program.",
    )


def publishing(programs: Programs, folder: Path) -> Group:
    """The page and charts of the ledger that ships with the program, beside its summary."""
    against = "summary"
    calls = {"report": 2.0, "plot to SVG": 1.3, "plot to PNG": 1.3, "plot to PDF": 1.3}
    commands = (Command(name, (programs.mss_gap, *_published(name, folder))) for name in calls)
    return Group(
        "publishing",
        "The page and charts: the ledger that ships with the program",
        (Command(against, (programs.mss_gap, against)), *commands),
        tuple(Bound(name, against, at_most) for name, at_most in calls.items()),
        runs=5,
    )


def _published(name: str, folder: Path) -> tuple[str, ...]:
    """The command that writes a page, or a chart in the format that its name ends with."""
    command, _, form = name.partition(" to ")
    return (command, "--output", str(folder / f"published.{form.lower() or 'html'}"))


def _report(programs: Programs, name: str, folder: Path, label: str = "") -> Command:
    """A report on the ledger of a folder, called by what is asked or by its label."""
    return Command(label or name, (programs.mss_gap, *name.split(), "--ledger", str(folder / "ledger.toml")))
