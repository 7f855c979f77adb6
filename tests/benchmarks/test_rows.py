"""The CSV file that programs add up: they find the same sums in it."""

import json
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import rows
from benchmarks.programs import ROOT, MissingProgramError, Programs, found, printed

COUNT = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("rows")
    rows.write(COUNT, made)
    return made


@pytest.fixture(scope="module")
def sums(folder: Path) -> dict[str, Decimal]:
    """The sum of each donor, straight from the file."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in (folder / "gifts.csv").read_text("utf-8").splitlines()[1:]:
        donor, _, amount = line.split(",")
        found[donor] += Decimal(amount)
    return found


@pytest.fixture(scope="module")
def programs() -> Programs:
    try:
        return found()
    except MissingProgramError as error:
        pytest.skip(str(error))


def test_the_same_number_of_rows_makes_the_same_files(folder: Path, tmp_path: Path) -> None:
    rows.write(COUNT, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def test_the_program_adds_up_the_rows(folder: Path, sums: dict[str, Decimal]) -> None:
    program = [sys.executable, "-m", "mss_gap", "countries", "--json", "--ledger", str(folder / "ledger.toml")]
    document = subprocess.run(program, capture_output=True, check=True).stdout
    rows_of = json.loads(document, parse_int=Decimal, parse_float=Decimal)["commitments"][0]["contributions"]
    assert {row["id"]: row["actual"] for row in rows_of} == sums


def test_the_other_programs_find_the_same_sums(folder: Path, sums: dict[str, Decimal], programs: Programs) -> None:
    file = str(folder / "gifts.csv")
    pandas = printed(programs.others_python, str(ROOT / "benchmarks/sums.py"), file)
    lines = dict(line.split(",") for line in pandas.splitlines())
    assert {key: Decimal(value) for key, value in lines.items()} == {**sums, "total": sum(sums.values())}
    hledger = printed(programs.hledger, "-f", file, "--rules-file", str(folder / "gifts.rules"), "bal", "--flat")
    balances = [line.split() for line in hledger.splitlines() if "Actual:" in line]
    assert {name.removeprefix("Actual:"): Decimal(amount.removeprefix("USD")) for amount, name in balances} == sums
