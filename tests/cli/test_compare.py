"""What `compare` is asked for: two ledgers or two dates, the earlier one first."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

LEDGER = """
mission.name = "Relief"
commitments.men.unit = "men"
actuals = [
    { commitment = "men", date = 2024-06-25, total = 400 },
    { commitment = "men", date = 2025-01-18, total = 617 },
]
"""
BACKWARDS = "a comparison goes from the earlier date to the later one"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "relief.toml"
    path.write_text(LEDGER)
    return path


def test_two_dates_are_compared_as_from_and_to_are(run: Run, ledger: Path) -> None:
    in_words, by_options = (
        run("compare", *dates, "-l", str(ledger))
        for dates in (("2024-12-31", "2025-01-31"), ("--from", "2024-12-31", "--to", "2025-01-31"))
    )
    assert (in_words.returncode, in_words.stdout) == (0, by_options.stdout)
    assert "Actual            400         617    +217" in in_words.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["2025-01-31", "2024-12-31"],
            f"{BACKWARDS}, and 2025-01-31 is after 2024-12-31: write --from 2024-12-31 --to 2025-01-31",
        ),
        (
            ["--from", "2024-12-31", "--to", "2024-06-30"],
            f"{BACKWARDS}, and 2024-12-31 is after 2024-06-30: write --from 2024-06-30 --to 2024-12-31",
        ),
        (
            ["--from", "2026-01-01"],  # after the report date
            f"{BACKWARDS}, and 2026-01-01 is after 2025-01-18: write --from 2025-01-18 --to 2026-01-01",
        ),
        (
            ["2024-12-31", "new.toml"],
            '"2024-12-31" is a date: name two dates, or two ledgers, and their dates with --from and --to',
        ),
        (
            ["2024-12-31"],
            '"2024-12-31" is a date: name two dates, or two ledgers, and their dates with --from and --to',
        ),
        (["2024-12-31", "20250131"], '"20250131" is not a date: write 2025-01-31'),
        (["2024-12-31", "2025-01-31", "--to", "2025-01-31"], "these are two dates: leave out --from and --to"),
    ],
)
def test_what_cannot_be_compared_is_wrong_usage_with_what_to_write(
    run: Run, ledger: Path, arguments: list[str], said: str
) -> None:
    done = run("compare", *arguments, "-l", str(ledger))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_date_with_itself_shows_that_nothing_changed(run: Run, ledger: Path) -> None:
    done = run("compare", "2024-12-31", "2024-12-31", "--json", "-l", str(ledger))
    assert done.returncode == 0
    assert json.loads(done.stdout)["commitments"][0]["actual"] == {
        "from": 400,
        "to": 400,
        "change": 0,
        "bound": "exact",
    }


def test_a_file_with_the_name_of_a_date_is_a_ledger(run: Run, tmp_path: Path) -> None:
    for name in ("2024-12-31", "2025-01-31"):
        (tmp_path / name).write_text(LEDGER)
    done = run("compare", "2024-12-31", "2025-01-31", cwd=tmp_path)
    assert "2024-12-31, 2025-01-18" in done.stdout


def test_ledgers_of_two_missions_are_said_to_be_two(run: Run, ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(LEDGER.replace('"Relief"', '"Rescue"'))
    done = run("compare", str(ledger), str(other), "--json")
    assert json.loads(done.stdout)["warnings"] == [
        {
            "code": "two-missions",
            "commitment": None,
            "message": "these are two missions, unless one was renamed: Relief, and Rescue",
        }
    ]
    assert "two missions" in run("compare", str(ledger), str(other)).stdout
    assert "two missions" not in run("compare", str(ledger), str(ledger)).stdout
