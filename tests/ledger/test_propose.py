"""What is proposed for a table: the block that reads it, or the questions that it leaves open."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mss_gap.ledger.table import Section, Table
from mss_gap.ledger.tables.grid import Cell, Grid, Unreadable
from mss_gap.ledger.tables.meaning import Declarations
from mss_gap.ledger.tables.proposal import Proposal, Wishes
from mss_gap.ledger.tables.propose import propose
from mss_gap.ledger.tables.rows import entries_of

ACTUALS = Section.ACTUALS


def grid_of(*rows: Sequence[Cell], name: str = "a.csv", sheet: str | None = None) -> Grid:
    return Grid(name, rows, range(1, len(rows) + 1), sheet=sheet)


def proposed(*rows: Sequence[Cell], kind: Section | None = ACTUALS, **wishes: object) -> Proposal:
    return propose(grid_of(*rows), Wishes(file="a.csv", kind=kind, **wishes), {"WB": "World Bank"})  # type: ignore[arg-type]


def block(*rows: Sequence[Cell], kind: Section | None = ACTUALS, **wishes: object) -> Mapping[str, object]:
    """The only block that is proposed, without what is always there."""
    found = proposed(*rows, kind=kind, **wishes)
    assert [question.message for question in found.questions] == []
    (only,) = found.blocks
    return {key: value for key, value in only.items() if key not in ("file", "kind")}


def questions(*rows: Sequence[Cell], kind: Section | None = ACTUALS, **wishes: object) -> list[tuple[str, str]]:
    """What is asked: then no block is proposed."""
    found = proposed(*rows, kind=kind, **wishes)
    assert found.blocks == ()
    return [(question.option, question.message) for question in found.questions]


TITLES = ("Donor", "Date", "Amount (USD)")
COLUMNS = {"country": "Donor", "date": "Date", "amount": "Amount (USD)"}
DAY = "2025-01-31"
CANADA, KENYA = ("Canada", DAY, "100"), ("Kenya", "2025-02-28", "50")


# Titles and totals


def test_the_titles_are_in_the_first_row_with_columns_of_one_kind_below_it() -> None:
    assert block(TITLES, CANADA, KENYA) == {"columns": COLUMNS}
    assert block(("Contributions",), ("By", "A person"), (), TITLES, CANADA, KENYA) == {"header": 4, "columns": COLUMNS}
    assert block(TITLES, ("#org", "#date", "#value"), CANADA, KENYA) == {"columns": COLUMNS}


@pytest.mark.parametrize("text", ["Total", "TOTAL", "Grand total", "Total:"])
def test_a_row_of_totals_ends_the_table(text: str) -> None:
    assert block(TITLES, CANADA, KENYA, (text, "", "150")) == {"stop": text, "columns": COLUMNS}


def test_a_last_row_without_a_contributor_that_has_the_sum_is_a_question() -> None:
    message = 'row 4 names no contributor, and its "Amount (USD)" is the sum of the rows above'
    assert questions(TITLES, CANADA, KENYA, ("", "", "150")) == [
        ("--stop", f'{message}: --stop "150" reads nothing from it on')
    ]
    assert block(TITLES, CANADA, KENYA, ("", "", "150"), stop=["150"]) == {"stop": "150", "columns": COLUMNS}
    assert block(TITLES, CANADA, KENYA, ("", DAY, "151")) == {"columns": COLUMNS}


def test_a_name_that_begins_like_a_total_is_not_one() -> None:
    assert block(TITLES, CANADA, ("TotalEnergies", DAY, "1"), ("Total Energies", DAY, "1")) == {"columns": COLUMNS}


def test_rows_below_the_totals_that_look_like_entries_are_remarked_on() -> None:
    found = proposed(TITLES, CANADA, ("Total", "", "100"), (), KENYA)
    assert found.remarks == ('1 row below "Total" (row 3) looks like an entry, and is not read: row 5',)


def test_totals_above_all_rows_are_a_question() -> None:
    assert questions(TITLES, ("Total", "", "150"), CANADA, KENYA) == [
        ("--stop", "row 2 has totals and is above all others: move it below them, or take it out of the file")
    ]


def test_a_file_without_titles_is_a_question() -> None:
    message = "no titles above columns of figures are in the first 50 rows: --header N says which row has them"
    assert questions(CANADA, KENYA) == [("--header", message)]


# Contributors


def test_contributors_are_told_by_names_of_countries_in_any_usual_form() -> None:
    rows = [
        ("Given by", "Date", "Amount (USD)"),
        ("Canada, Government of", DAY, "1"),
        ("WB", DAY, "2"),
        ("X", DAY, "3"),
    ]
    assert block(*rows)["columns"] == {**COLUMNS, "country": "Given by"}


def test_a_donor_is_not_mistaken_for_the_country_that_receives() -> None:
    titles = ("Country", "Donor", "Date", "Amount (USD)")
    rows = [("Haiti", "A company", DAY, "1"), ("Kenya", "Another", DAY, "2"), ("Haiti", "A third", DAY, "3")]
    assert block(titles, *rows)["columns"] == COLUMNS


def test_a_country_that_is_on_every_row_is_not_taken_for_the_donor() -> None:
    assert questions(("Country", "Date", "Amount (USD)"), ("Haiti", DAY, "1"), ("Haiti", DAY, "2")) == [
        ("--country", 'no column has names of countries: --country "COLUMN" says which column names the contributors')
    ]


def test_names_and_codes_of_the_same_countries_are_one_column_and_others_are_a_question() -> None:
    titles = ("Country", "Country ISO", "Date", "Amount (USD)")
    alike = [("Canada", "CAN", DAY, "1"), ("Kenya", "KEN", DAY, "2")]
    assert block(titles, *alike)["columns"] == {**COLUMNS, "country": "Country"}
    assert questions(titles, *alike, ("Japan", "HTI", DAY, "2")) == [
        (
            "--country",
            '"Country" and "Country ISO" may all name who gave: --country "COLUMN" says which column names the contributors',
        )
    ]


# Dates


@pytest.mark.parametrize(
    ("titles", "chosen"),
    [
        (("Published", "Date"), "Date"),
        (("Date published", "Paid on"), "Paid on"),
        (("Published", "Created"), "Published"),
        (("Date pledged", "Date"), "Date"),
        (("Deadline", "Day"), "Day"),
    ],
)
def test_of_several_dates_the_title_decides(titles: tuple[str, str], chosen: str) -> None:
    rows = [("Donor", *titles, "USD"), ("Canada", DAY, DAY, "1"), ("Kenya", DAY, DAY, "2")]
    columns = block(*rows)["columns"]
    assert isinstance(columns, dict)
    assert columns["date"] == chosen


def test_two_dates_that_no_title_tells_apart_are_a_question() -> None:
    assert questions(("Donor", "Day one", "Day two", "USD"), ("Canada", DAY, DAY, "1"), ("Kenya", DAY, DAY, "2")) == [
        ("--date", '"Day one" and "Day two" are dates: --date "COLUMN" says which counts')
    ]


def test_no_date_is_a_question_and_one_for_all_rows_an_answer() -> None:
    rows = [("Donor", "Amount (USD)"), ("Canada", "1"), ("Kenya", "2")]
    message = 'no column has dates: --date "COLUMN" names one, and --date 2025-06-27 a day for all rows'
    assert questions(*rows) == [("--date", message)]
    day = date(2025, 6, 27)
    assert block(*rows, date="2025-06-27", day=day) == {
        "date": day,
        "columns": {"country": "Donor", "amount": "Amount (USD)"},
    }


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("31/01/2025", "03/04/2025"), "%d/%m/%Y"),
        (("01/31/2025", "03/04/2025"), "%m/%d/%Y"),
        (("31-Jan-25", "3-Feb-25"), "%d-%b-%y"),
        (("31 January 2025", "3 February 2025"), "%d %B %Y"),
        (("31-Jan-2025", "2025-02"), None),
    ],
)
def test_how_days_are_written_is_told_where_all_cells_agree(cells: tuple[str, str], form: str | None) -> None:
    rows = [TITLES, ("Canada", cells[0], "1"), ("Kenya", cells[1], "2")]
    assert block(*rows).get("dates") == form


def test_days_that_may_be_months_are_a_question() -> None:
    assert questions(TITLES, ("Canada", "03/04/2025", "1"), ("Kenya", "05/06/2025", "2")) == [
        (
            "--dates",
            '"03/04/2025" in "Date" may have the day or the month first: --dates "%d/%m/%Y" or --dates "%m/%d/%Y"',
        )
    ]


def test_days_of_which_some_have_the_day_first_and_some_the_month_are_a_question() -> None:
    ((option, message),) = questions(TITLES, ("Canada", "31/01/2025", "1"), ("Kenya", "01/31/2025", "2"))
    assert (option, message.partition(":")[0]) == (
        "--dates",
        '"31/01/2025" in "Date" may have the day or the month first',
    )


def test_years_are_dates_where_the_title_says_so() -> None:
    assert block(("Donor", "Year", "USD"), ("Canada", 2024.0, 2000.0), ("Kenya", 2025.0, 1999.0)) == {
        "columns": {"country": "Donor", "date": "Year", "amount": "USD"}
    }


# Figures


@pytest.mark.parametrize(
    ("titles", "unit", "chosen"),
    [
        (("Share", "Amount"), "USD", "Amount"),
        (("Number", "Amount"), "USD", "Amount"),
        (("Amount (EUR)", "Amount (USD)"), "USD", "Amount (USD)"),
        (("originalAmount", "amountUSD"), "USD", "amountUSD"),
        (("Balance", "Figure"), "USD", "Figure"),
    ],
)
def test_of_several_figures_the_title_decides(titles: tuple[str, str], unit: str, chosen: str) -> None:
    columns = block(("Donor", "Date", *titles), (*CANADA, "7"), (*KENYA, "9"), unit=unit)["columns"]
    assert isinstance(columns, dict)
    assert columns["amount"] == chosen


@pytest.mark.parametrize("title", ["Cumulative USD", "Outstanding USD", "Share (%)", "No."])
def test_numbers_that_are_not_figures_by_their_title_are_a_question(title: str) -> None:
    message = (
        f'no column is certainly that of the figures, of "Donor", "Date" and "{title}": '
        '--amount "COLUMN" names one of changes, and --total "COLUMN" one of levels'
    )
    assert questions(("Donor", "Date", title), CANADA, KENYA, unit="USD") == [("--amount", message)]


def test_two_figures_that_no_title_tells_apart_are_a_question() -> None:
    rows = [("Donor", "Date", "Cash amount", "Other amount"), (*CANADA, "7"), (*KENYA, "9")]
    message = '"Cash amount" and "Other amount" have figures: --amount "COLUMN" says which counts; several are added'
    assert questions(*rows, unit="USD") == [("--amount", message)]
    assert block(*rows, unit="USD", amount=["Cash amount", "Other amount"])["columns"] == {
        **COLUMNS,
        "amount": ["Cash amount", "Other amount"],
    }


WIDE = ("Donor", "Date", "Pledged (USD)", "Paid (USD)")


def test_a_column_of_pledges_and_one_of_payments_are_two_blocks() -> None:
    found = proposed(WIDE, (*CANADA, "7"), (*KENYA, "9"), kind=None)
    assert [(each["kind"], each["columns"]) for each in found.blocks] == [
        ("pledges", {**COLUMNS, "amount": "Pledged (USD)"}),
        ("actuals", {**COLUMNS, "amount": "Paid (USD)"}),
    ]


def test_of_pledges_and_payments_the_kind_chooses_one() -> None:
    assert block(WIDE, (*CANADA, "7"), (*KENYA, "9"))["columns"] == {**COLUMNS, "amount": "Paid (USD)"}


def test_pledges_and_payments_beside_other_figures_are_a_question() -> None:
    rows = [(*WIDE, "Received (USD)"), (*CANADA, "7", "8"), (*KENYA, "9", "10")]
    ((option, message),) = questions(*rows, kind=None)
    assert option == "--amount"
    assert message.endswith(
        'and --pledged "Pledged (USD)" --paid "Paid (USD)" reads a pledge and a payment of each row'
    )
    found = proposed(*rows, kind=None, pledged="Pledged (USD)", paid="Received (USD)")
    assert [each["kind"] for each in found.blocks] == ["pledges", "actuals"]


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (("1,234,567", "1,234"), "1,234.5"),
        (("1.234.567", "1.234"), "1.234,5"),
        (("1,234.50", "1,234"), "1,234.5"),
        (("1234", "300.5"), None),
        (("1 234 567", "1,50"), None),
    ],
)
def test_how_numbers_are_written_is_told_where_the_cells_need_it(cells: tuple[str, str], style: str | None) -> None:
    assert block(TITLES, ("Canada", DAY, cells[0]), ("Kenya", DAY, cells[1])).get("numbers") == style


def test_thousands_that_may_be_decimals_are_a_question() -> None:
    assert questions(TITLES, ("Canada", DAY, "1,234"), ("Kenya", DAY, "20")) == [
        (
            "--numbers",
            '"1,234" in "Amount (USD)" may have thousands or decimals: --numbers "1,234.5" or --numbers "1.234,5"',
        )
    ]


def test_figures_in_millions_are_a_question_unless_the_unit_says_so() -> None:
    rows = [("Donor", "Date", "USD million"), CANADA, KENYA]
    message = (
        'the figures of "USD million" are in millions, and would be read as they are: write them in full in the file, '
    )
    assert questions(*rows, unit="USD") == [
        ("--commitment", f'{message}or name a --commitment whose unit is "million USD"')
    ]
    assert questions(*rows, is_new=True) == [("--unit", f'{message}or --unit "million USD" counts in it')]
    assert block(*rows, unit="million USD") == {"columns": {**COLUMNS, "amount": "USD million"}}


def test_counts_of_a_contributor_with_several_rows_may_be_changes_or_levels() -> None:
    rows = [("Country", "Date", "Personnel"), CANADA, KENYA, ("Kenya", "2025-03-31", "70")]
    message = (
        "a contributor has up to 2 rows, and each figure may be a change or the level on its day: "
        '--amount "Personnel" adds them, --total "Personnel" takes the latest'
    )
    assert questions(*rows, unit="personnel") == [("--amount", message)]
    assert block(*rows, unit="personnel", total="Personnel")["columns"] == {
        "country": "Country",
        "date": "Date",
        "total": "Personnel",
    }
    assert block(*rows[:3], unit="personnel")["columns"] == {
        "country": "Country",
        "date": "Date",
        "amount": "Personnel",
    }


# What the rows are, and in which currency


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        (("Donor", "Date", "Pledge (USD)"), "pledges"),
        (("Donor", "Date", "Disbursed USD"), "actuals"),
        (("Donor", "Paid on", "Amount (USD)"), "actuals"),
    ],
)
def test_what_the_rows_are_is_told_by_titles(titles: tuple[str, str, str], kind: str) -> None:
    assert [each["kind"] for each in proposed(titles, CANADA, KENYA, kind=None).blocks] == [kind]


def test_what_the_rows_are_is_told_by_the_names_of_the_sheet_and_the_file() -> None:
    for grid, kind in (
        (grid_of(TITLES, CANADA, KENYA, name="a.xlsx", sheet="Pledges"), "pledges"),
        (grid_of(TITLES, CANADA, KENYA, name="paid/payments-2025.csv"), "actuals"),
    ):
        (only,) = propose(grid, Wishes(file=grid.name), {}).blocks
        assert only["kind"] == kind


def test_what_no_title_says_is_a_question() -> None:
    assert questions(TITLES, CANADA, KENYA, kind=None) == [
        ("--kind", "no title says what the rows are: --kind pledges, or --kind actuals for what was delivered")
    ]


def test_a_status_that_tells_pledges_from_payments_is_a_question() -> None:
    rows = [(*TITLES, "status"), (*CANADA, "paid"), (*KENYA, "commitment"), (*KENYA, "paid")]
    message = 'the column "status" has "paid" in 2 rows, "commitment" in 1 row: --where "status=paid" reads those only'
    assert questions(*rows) == [("--where", message)]
    found = proposed(*rows, kind=None, where={"status": ["paid"]})
    assert [(each["kind"], each["where"]) for each in found.blocks] == [("actuals", {"status": "paid"})]


def test_a_text_that_a_column_does_not_have_is_answered_with_the_nearest() -> None:
    rows = [(*TITLES, "flow"), (*CANADA, "paid"), (*KENYA, "pledged")]
    assert questions(*rows, where={"flow": ["pledge"]})[0] == (
        "--where",
        'the column "flow" nowhere has "pledge": did you mean "pledged"?',
    )


@pytest.mark.parametrize(
    ("title", "cells", "unit"),
    [
        ("Amount (USD)", ("1", "2"), "USD"),
        ("amountEUR", ("1", "2"), "EUR"),
        ("Amount (€)", ("1", "2"), "EUR"),
        ("US$", ("1", "2"), "USD"),
        ("Amount", ("$1", "$2"), "USD"),
        ("Amount", ("1 EUR", "2 EUR"), "EUR"),
    ],
)
def test_the_unit_is_the_currency_of_the_title_or_of_the_cells(title: str, cells: tuple[str, str], unit: str) -> None:
    found = proposed(("Donor", "Date", title), ("Canada", DAY, cells[0]), ("Kenya", DAY, cells[1]))
    assert (found.unit, [question.message for question in found.questions]) == (unit, [])
    assert "currency" not in found.blocks[0]


def test_a_currency_that_is_not_the_commitments_is_stated() -> None:
    assert block(("Donor", "Date", "EUR"), CANADA, KENYA, unit="USD") == {
        "currency": "EUR",
        "columns": {**COLUMNS, "amount": "EUR"},
    }


def test_a_column_of_currencies_is_read_unless_the_title_of_the_figures_names_one() -> None:
    money = [(*CANADA, "CAD"), (*KENYA, "KES")]
    assert block(("Donor", "Date", "Amount", "Currency"), *money, unit="USD")["columns"] == {
        **COLUMNS,
        "amount": "Amount",
        "currency": "Currency",
    }
    assert block((*TITLES, "originalCurrency"), *money, unit="USD")["columns"] == COLUMNS


def test_several_currencies_without_a_unit_are_a_question() -> None:
    rows = [("Donor", "Date", "Amount", "Currency"), (*CANADA, "CAD"), (*KENYA, "KES")]
    message = 'the column "Currency" has 2 currencies: --unit USD says in which of them the whole is counted'
    assert questions(*rows) == [("--unit", message)]


def test_money_for_a_commitment_that_counts_something_else_is_a_question() -> None:
    assert questions(TITLES, CANADA, KENYA, unit="bases", commitment="bases") == [
        ("--commitment", "the figures are in USD, and the commitment counts bases: --commitment names another")
    ]


# Ids, notes and sources


def test_ids_are_read_where_each_is_on_one_row_or_rows_of_one_say_the_same() -> None:
    titles = (*TITLES, "Flow id")
    assert block(titles, (*CANADA, "a"), (*KENYA, "b"))["columns"] == {**COLUMNS, "ref": "Flow id"}
    assert block(titles, (*CANADA, "a"), (*CANADA, "a"), (*KENYA, "b"))["columns"] == {**COLUMNS, "ref": "Flow id"}
    assert block(titles, (*CANADA, "a"), (*KENYA, "a"))["columns"] == COLUMNS
    assert block(titles, (*CANADA, "a"), (*KENYA, ""))["columns"] == COLUMNS


def test_notes_links_and_due_days_are_read() -> None:
    titles = (*TITLES, "Remarks", "Link", "Due")
    rows = [(*CANADA, "In kind", "https://example.org/a", "2026-01-01"), (*KENYA, "", "https://example.org/b", "")]
    further = {"source": "Link", "note": "Remarks"}
    assert block(titles, *rows)["columns"] == {**COLUMNS, **further}
    assert block(titles, *rows, kind=Section.PLEDGES)["columns"] == {**COLUMNS, "due": "Due", **further}


def test_a_misspelt_title_is_answered_with_the_nearest() -> None:
    assert questions(TITLES, CANADA, KENYA, country="Doner") == [
        ("--country", 'no column has the title "Doner": did you mean "Donor"?')
    ]


def test_a_title_may_be_named_in_any_case() -> None:
    assert block(TITLES, CANADA, KENYA, country="DONOR", date="date") == {"columns": COLUMNS}


def test_two_columns_of_one_title_are_a_question() -> None:
    titles = ("Donor", "Date", "USD", "USD")
    message = 'two columns have the title "USD": give one of them another title in the file'
    assert ("--amount", message) in questions(titles, (*CANADA, "1"), (*KENYA, "2"), amount=["USD"])


# Properties

anything = some.one_of(
    some.sampled_from(
        ["", "Total", "Donor", "Date", "USD", "#org", "Canada", "-", "03/04/2025", "1,234", "$5", "id", "%"]
    ),
    some.text(max_size=8),
    some.floats(allow_nan=False, allow_infinity=False),
    some.dates(),
    some.datetimes(),
    some.just(Unreadable("#REF!")),
)


@given(rows=some.lists(some.lists(anything, max_size=5), max_size=8), header=some.none() | some.integers(1, 9))
def test_of_any_table_there_is_a_block_that_a_ledger_can_have_or_a_question(
    rows: list[list[Cell]], header: int | None
) -> None:
    grid = grid_of(*rows)
    found = propose(grid, Wishes(file="a.csv", header=header, commitment="fund", unit="USD"), {})
    assert bool(found.blocks) != bool(found.questions)
    for each in found.blocks:
        table = Table.model_validate(each)
        codes = {
            problem.code for problem in entries_of(table, grid, Declarations({}, {"fund": "USD"}, frozenset())).problems
        }
        assert not codes & {"unknown-column", "two-columns"}


NAMES = {"CA": ("Canada", "CAN", "Canada, Government of"), "KE": ("Kenya", "KE"), "IR": ("Iran (Islamic Republic of)",)}
FIRST = date(2020, 1, 1)
Row = tuple[str, str, date, Decimal]
row = some.tuples(
    some.sampled_from([(code, name) for code, names in NAMES.items() for name in names]),
    some.integers(0, 2000).map(lambda days: FIRST + timedelta(days)),
    some.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents) / 100),
).map(lambda it: (*it[0], it[1], it[2]))


@given(
    rows=some.lists(row, min_size=1, max_size=12),
    order=some.permutations(range(4)),
    above=some.lists(some.sampled_from([(), ("Contributions",), ("Made by", "A person")]), max_size=6),
    typed=some.booleans(),
    totals=some.sampled_from([None, "Total", "GRAND TOTAL"]),
)
def test_the_proposed_block_of_a_table_of_entries_reads_these_entries(
    *, rows: list[Row], order: list[int], above: list[tuple[str, ...]], typed: bool, totals: str | None
) -> None:
    def cells(name: str, day: date, amount: Decimal, place: int) -> list[Cell]:
        figure: Cell = float(amount) if typed else f"{amount:f}"
        unordered: list[Cell] = [name, day if typed else day.isoformat(), figure, f"remark {'abc'[place % 3]}"]
        return [unordered[index] for index in order]

    titles = ["Donor", "Date", "Amount (USD)", "Remarks"]
    table: list[Sequence[Cell]] = [*above, [titles[index] for index in order]]
    table += [cells(name, day, amount, place) for place, (_, name, day, amount) in enumerate(rows)]
    if totals is not None:
        table.append([totals, "", "", ""])
        table.append(cells("Haiti", FIRST, Decimal(1), 0))
    grid = grid_of(*table)
    found = propose(grid, Wishes(file="a.csv", kind=ACTUALS, commitment="fund"), {})
    assert found.questions == ()
    (only,) = found.blocks
    read = entries_of(Table.model_validate(only), grid, Declarations({}, {"fund": "USD"}, frozenset()))
    assert read.problems == []
    assert [(each.country, each.date, each.amount) for each in read.entries] == [
        (code, day, amount) for code, _, day, amount in rows
    ]
