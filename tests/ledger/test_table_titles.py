"""The titles of a table that are over two rows: `upper_header`."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mss_gap import load
from mss_gap.ledger.explain.problems import LedgerInvalidError
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.titles import titles_of

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
LOWER = ("", "Pledged", "Paid", "Pledged", "Paid", "Remarks")


def titles(upper: Sequence[Cell], lower: Sequence[Cell], merged: Merged = ()) -> list[str]:
    return list(titles_of(Grid("a.xlsx", [upper, lower], [1, 2], merged=merged), 2, 1))


def test_a_title_above_goes_over_the_cells_that_it_is_merged_with() -> None:
    merged = [((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4))]
    assert titles(("Donor", 2019.0, "", 2020.0), LOWER, merged) == [
        "Donor",
        "2019 Pledged",
        "2019 Paid",
        "2020 Pledged",
        "2020 Paid",
        "Remarks",
    ]


def test_a_title_above_goes_on_to_the_next_where_no_cell_of_its_row_is_merged_over_columns() -> None:
    assert titles(("Donor", "2019", "", "2020"), LOWER) == [
        "Donor",
        "2019 Pledged",
        "2019 Paid",
        "2020 Pledged",
        "2020 Paid",
        "2020 Remarks",
    ]


def test_a_title_above_is_not_given_to_a_column_without_one() -> None:
    assert titles(("Donor", "2019", "", ""), ("", "Paid", "", "Due")) == ["Donor", "2019 Paid", "", "2019 Due"]


LEDGER = """[commitments.fund]
unit = "USD"

[[tables]]
file = "a.csv"
kind = "actuals"
commitment = "fund"
header = {header}
upper_header = {upper}
date = "2019"
columns = {{ country = "Donor", amount = "{title}" }}
"""
TABLE = "Donor,2019,,2020,\n,Pledged,Paid,Pledged,Paid\nCanada,1,2,3,4\n"


def read(folder: Path, header: int, upper: int, title: str) -> list[str]:
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    (folder / "a.toml").write_text(LEDGER.format(header=header, upper=upper, title=title), encoding="utf-8")
    return [str(entry.amount) for entry in load(folder / "a.toml").actuals]


def test_a_column_is_named_by_both_parts_of_its_title(tmp_path: Path) -> None:
    assert read(tmp_path, 2, 1, "2019 Paid") == ["2"]
    assert read(tmp_path, 2, 1, "2020 Pledged") == ["3"]


@pytest.mark.parametrize(
    ("rows", "title", "said"),
    [
        ((2, 1), "2019 Payd", ('no column has the title "2019 Payd"', 'did you mean "2019 Paid"?')),
        (
            (1, 1),
            "2019",
            ("row 1 is not above the titles, which are in row 1", "write header = 2, or correct it"),
        ),
        ((2, 0), "2019 Paid", ("0 is not the number of a row", "count from 1, which is the first row")),
    ],
)
def test_what_is_wrong_with_the_titles_is_said(
    rows: tuple[int, int], title: str, said: tuple[str, str], tmp_path: Path
) -> None:
    with pytest.raises(LedgerInvalidError) as caught:
        read(tmp_path, *rows, title)
    assert [(each.message, each.hint) for each in caught.value.problems] == [said]
