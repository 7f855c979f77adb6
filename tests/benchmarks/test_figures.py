"""Medians, ratios and verdicts, and the tables that show them."""

from pathlib import Path

import pytest

from benchmarks.figures import Bound, Quantity, judged, ratio
from benchmarks.measure import Run
from benchmarks.plan import (
    Group,
    add,
    growth,
    long_page,
    many_contributors,
    outputs,
    peers,
    publishing,
    records,
    scale,
    start_up,
    tables,
)
from benchmarks.programs import Programs
from benchmarks.results import group_text, page

SAMPLES = {
    "ours": [Run(1.0, 0.9, 30.0), Run(3.0, 1.1, 50.0), Run(2.0, 1.0, 40.0)],
    "theirs": [Run(2.0, 2.0, 100.0), Run(3.0, 2.5, 100.0), Run(8.0, 4.0, 100.0)],
}


def test_a_ratio_is_the_median_over_pairs_of_runs() -> None:
    # Pairs: 0.5, 1 and 0.25; the ratio of the medians would be 2 / 3.
    assert ratio([1.0, 3.0, 2.0], [2.0, 3.0, 8.0]) == 0.5


@pytest.mark.parametrize(
    ("at_most", "quantity", "measured", "text"),
    [
        (0.5, Quantity.TIME, 0.5, "met"),
        (0.49, Quantity.TIME, 0.5, "not met"),
        (0.4, Quantity.MEMORY, 0.4, "met"),
        (0.3, Quantity.MEMORY, 0.4, "not met"),
    ],
)
def test_a_bound_is_met_up_to_and_with_its_limit(
    at_most: float, quantity: Quantity, measured: float, text: str
) -> None:
    verdict = judged(Bound("ours", "theirs", at_most, quantity), SAMPLES)
    assert (verdict.ratio, verdict.text) == (measured, text)


def test_what_did_not_run_has_no_ratio() -> None:
    verdict = judged(Bound("add", "theirs", 1.0), SAMPLES)
    assert (verdict.ratio, verdict.text) == (None, "not measured")


BOUNDS = (
    Bound("ours", "theirs", 1.0),
    Bound("ours", "theirs", 0.35, Quantity.MEMORY),
    Bound("absent", "ours", 1.3),
)
TABLES = """\
## Both

In turn.

| command | seconds |  least to most | on a processor | peak MiB |
| ------- | ------: | -------------: | -------------: | -------: |
| ours    |   2.000 | 1.000 to 3.000 |          1.000 |     40.0 |
| theirs  |   3.000 | 2.000 to 8.000 |          2.500 |    100.0 |

| ratio                   | measured | at most |      verdict |
| ----------------------- | -------: | ------: | -----------: |
| time of ours / theirs   |    0.500 |       1 |          met |
| memory of ours / theirs |    0.400 |    0.35 |      not met |
| time of absent / ours   |        - |     1.3 | not measured |
"""


def test_a_group_shows_what_was_measured_and_each_verdict() -> None:
    group = Group("both", "Both", (), BOUNDS, runs=3, remark="In turn.")
    assert group_text(group, SAMPLES) == TABLES


def test_a_page_says_what_it_was_measured_on() -> None:
    group = Group("ours", "Ours", (), (), runs=3)
    assert page(["a processor", "a system"], [group_text(group, {"ours": SAMPLES["ours"]})]) == (
        "# Results\n\n"
        "Written by `sh benchmarks/run`; docs/performance.md says how to read it.\n\n"
        "- a processor\n- a system\n\n"
        "## Ours\n\n"
        "| command | seconds |  least to most | on a processor | peak MiB |\n"
        "| ------- | ------: | -------------: | -------------: | -------: |\n"
        "| ours    |   2.000 | 1.000 to 3.000 |          1.000 |     40.0 |\n"
    )


PROGRAMS = Programs(
    python="python",
    mss_gap="mss-gap",
    ledger="ledger",
    hledger="hledger",
    bean_query="bean-query",
    sqlite_utils="sqlite-utils",
    csvstat="csvstat",
    others_python="python3",
)
FOLDER = Path("record")


@pytest.mark.parametrize(
    "group",
    [
        start_up(PROGRAMS),
        scale(PROGRAMS, FOLDER, 1000),
        growth(PROGRAMS, FOLDER, Path("larger"), 1000),
        add(PROGRAMS, FOLDER, 1000, exists=True),
        records(PROGRAMS, FOLDER, 1000),
        tables(PROGRAMS, FOLDER, 1000),
        outputs(PROGRAMS, FOLDER, 1000),
        many_contributors(PROGRAMS, FOLDER, 1000),
        long_page(PROGRAMS, FOLDER, 1000),
        peers(PROGRAMS, FOLDER),
        publishing(PROGRAMS, FOLDER),
    ],
    ids=lambda group: group.key,
)
def test_every_bound_is_between_commands_that_run(group: Group) -> None:
    names = {command.name for command in group.commands}
    assert len(names) == len(group.commands)
    assert {name for bound in group.bounds for name in (bound.measured, bound.against)} <= names


def test_an_entry_is_added_to_a_fresh_copy_each_time(tmp_path: Path) -> None:
    (tmp_path / "ledger.toml").write_text("original", "utf-8")
    command = add(PROGRAMS, tmp_path, 1, exists=True).commands[1]
    copy = Path(command.arguments[-1])
    for _ in range(2):
        assert command.before is not None
        command.before()
        assert copy.read_text("utf-8") == "original"
        copy.write_text("changed", "utf-8")
    assert (tmp_path / "ledger.toml").read_text("utf-8") == "original"


def test_a_version_without_the_command_to_add_is_not_asked_to() -> None:
    group = add(PROGRAMS, FOLDER, 1000, exists=False)
    assert [command.name for command in group.commands] == ["summary"]
    assert [judged(bound, {"summary": SAMPLES["ours"]}).text for bound in group.bounds] == ["not measured"]
