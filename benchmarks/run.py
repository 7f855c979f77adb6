"""Measures whole processes in turn, holds them to their bounds, and writes `benchmarks/results.md`.

`sh benchmarks/run` sets up what it needs and starts it; docs/performance.md says what it measures and how to read it.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from benchmarks import contributors, plan
from benchmarks.figures import Samples
from benchmarks.measure import FailedRunError, in_turn, own_peak
from benchmarks.plan import Group
from benchmarks.programs import CACHE, ROOT, MissingProgramError, Programs, found, machine, offers
from benchmarks.results import group_text, page

RESULTS = Path(__file__).parent / "results.md"
GENERATOR = Path(__file__).parent / "generate.py"
ROWS = Path(__file__).parent / "rows.py"
GROUPS = ("start-up", "peers", "publishing", "scale", "growth", "add", "tables", "outputs", "records")
QUICK_RUNS = 3


def groups(key: str, programs: Programs, entries: int) -> Iterator[Group]:  # noqa: C901 - a case for each group
    """The groups of a key, each with its ledgers written before it is yielded."""
    match key:
        case "start-up":
            yield plan.start_up(programs)
        case "scale":
            folder = ledger_of(entries)
            subprocess.run((sys.executable, "-m", "benchmarks.check", folder), cwd=ROOT, check=True)
            yield plan.scale(programs, folder, entries)
        case "growth":
            yield plan.growth(programs, ledger_of(entries), ledger_of(entries * plan.GROWTH), entries)
        case "add":
            yield plan.add(programs, ledger_of(entries), entries, exists=offers(programs, "add"))
        case "peers":
            yield plan.peers(programs, rows_of(plan.RECORDS[-1]))
        case "publishing":
            yield plan.publishing(programs, CACHE)
        case "tables":
            rows = plan.RECORDS[-1]
            yield plan.tables(programs, rows_of(rows), rows)
        case "outputs":
            size = plan.RECORDS[-1]
            yield plan.outputs(programs, ledger_of(size), size)
            yield plan.many_contributors(programs, contributors_of(plan.CONTRIBUTORS), plan.CONTRIBUTORS)
            yield plan.long_page(programs, ledger_of(size), size)
        case "records":
            for size in plan.RECORDS:
                yield plan.records(programs, ledger_of(size), size)


def ledger_of(entries: int) -> Path:
    """The folder of a record with so many entries, written where it is not there yet, or by another generator.

    Another process writes it: what this one holds counts towards the peak of those that it measures.
    """
    folder = CACHE / f"{entries}-{sha256(GENERATOR.read_bytes()).hexdigest()[:8]}"
    if not (folder / "totals.csv").is_file():  # the last file to be written
        subprocess.run((sys.executable, GENERATOR, str(entries), folder), check=True)
    return folder


def contributors_of(number: int) -> Path:
    """The folder of a ledger with so many contributors, each with a pledge and a delivery, written where it is not there."""
    folder = CACHE / f"contributors-{number}"
    file = folder / "ledger.toml"
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(contributors.ledger(number)), "utf-8")
    return folder


def rows_of(rows: int) -> Path:
    """The folder of a CSV file with so many rows, written where it is not there yet, or by another generator."""
    folder = CACHE / f"rows-{rows}-{sha256(ROWS.read_bytes()).hexdigest()[:8]}"
    if not (folder / "gifts.csv").is_file():  # the last file to be written
        subprocess.run((sys.executable, "-m", "benchmarks.rows", str(rows), folder), cwd=ROOT, check=True)
    return folder


def report(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for, and print it group by group; the exit status."""
    parser = argparse.ArgumentParser(prog="sh benchmarks/run", description="Measure mss-gap beside its like.")
    parser.add_argument("--only", choices=GROUPS, action="append", help="measure this group; may be repeated")
    parser.add_argument("--entries", type=int, default=plan.SCALE, metavar="N", help="entries of the ledger at scale")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_RUNS} runs each, and no growth")
    chosen = parser.parse_args(arguments)
    whole = not chosen.only and not chosen.quick and chosen.entries == plan.SCALE
    keys = chosen.only or [key for key in GROUPS if not (chosen.quick and key == "growth")]
    try:
        text = measured(found(), keys, chosen.entries, quick=chosen.quick)
    except (MissingProgramError, FailedRunError) as error:
        print(f"benchmarks/run: {error}", file=sys.stderr)
        return 2
    if whole:
        RESULTS.write_text(text, "utf-8")
    print(f"Written to {RESULTS.relative_to(ROOT)}" if whole else "Not written to a file: only a whole run is.")
    return 0


def measured(programs: Programs, keys: Sequence[str], entries: int, *, quick: bool) -> str:
    """Measure groups and print each when it is done; all of it as a page."""
    empty = CACHE / "empty"  # a folder without a ledger of its own
    empty.mkdir(parents=True, exist_ok=True)
    os.chdir(empty)
    load = os.getloadavg()[0]
    texts = []
    for key in keys:
        for group in groups(key, programs, entries):
            samples: Samples = in_turn(group.commands, min(group.runs, QUICK_RUNS) if quick else group.runs)
            texts.append(group_text(group, samples))
            print(texts[-1], flush=True)
    about = (
        *machine(programs),
        f"measured on {datetime.now(UTC).date()}; others kept {load:.2f} processors busy in the minute before",
        f"a peak below {own_peak():.0f} MiB would be the runner's own",
    )
    return page(about, texts)


if __name__ == "__main__":
    sys.exit(report())
