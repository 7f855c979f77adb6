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


BOUNDED = """
mission.as_of = 2025-06-30
commitments.men = { unit = "men", pledged = 100 }
pledges = [{ commitment = "men", country = "JM", date = 2025-01-01, total = 30 }]
actuals = [
    { commitment = "men", country = "KE", date = 2024-06-01, total = 40, qualifier = "at-least" },
    { commitment = "men", country = "KE", date = 2025-02-01, total = 50, qualifier = "at-least" },
    { commitment = "men", country = "JM", date = 2025-03-01, total = 7 },
]
"""


def test_what_is_not_recorded_is_not_0_and_a_warning_says_which_side_it_is_of(run: Run) -> None:
    done = run("compare", "--from", "2024-12-31", "-l", "-", stdin=BOUNDED)
    # 57 or more less 40 or more; 60% and 43% of 100 or less are missing
    assert done.stdout == (
        "Pledged and delivered\n"
        "As of 2025-06-30 · ledger from standard input\n"
        "\n"
        "Men\n"
        "                       2024-12-31  2025-06-30         Change\n"
        "────────────────────────────────────────────────────────────\n"
        "Pledged                       100         100              0\n"
        "Actual                        ≥40         ≥57           ~+17\n"
        "Gap                           ≤60         ≤43           ~-17\n"
        "Shortfall                  ≤60.0%      ≤43.0%  ~-17.0 points\n"
        "Kenya, delivered              ≥40         ≥50           ~+10\n"
        "Jamaica, delivered  none recorded           7             +7\n"
        "Jamaica, pledged             none          30            +30\n"
        "Whether the gap changed is not known: the figures are not exact.\n"
        "\n"
        "Warning: Men, as of 2025-06-30: what was delivered is at least 57 men and may be\n"
        "         more, because what Kenya delivered is not known exactly\n"
        "Warning: Men, as of 2024-12-31: what was delivered is at least 40 men and may be\n"
        "         more, because what Kenya delivered is not known exactly\n"
    )


def test_json_and_csv_have_0_where_nothing_is_recorded(run: Run) -> None:
    done = run("compare", "--from", "2024-12-31", "--json", "-l", "-", stdin=BOUNDED)
    (row,) = json.loads(done.stdout)["commitments"]
    jamaica = row["contributions"][1]
    assert list(jamaica) == ["id", "name", "pledged", "actual"]
    assert jamaica["actual"] == {"from": 0, "to": 7, "change": 7, "bound": "exact"}


def test_two_figures_that_are_about_the_same_may_differ(run: Run) -> None:
    text = (
        BOUNDED.replace("at-least", "about").replace("total = 50", "total = 40").replace("total = 7 }", "total = 0 }")
    )
    done = run("compare", "--from", "2024-12-31", "-l", "-", stdin=text)
    assert "Whether the gap changed is not known: the figures are not exact." in done.stdout
