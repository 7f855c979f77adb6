"""What is proposed for a table: the block that reads it, or the questions that it leaves open."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mss_gap.ledger.propose.proposal import Proposal, Wishes
from mss_gap.ledger.propose.propose import propose
from mss_gap.ledger.table import Others, Section, Table
from mss_gap.ledger.tables.grid import Cell, Grid, Unreadable
from mss_gap.ledger.tables.meaning import Declarations
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


@pytest.mark.parametrize("name", ["World", "Gesamt", "All donors", "Totale"])
def test_a_last_contributor_whose_figures_are_the_sum_of_all_others_is_a_question(name: str) -> None:
    rows = [TITLES, CANADA, KENYA, (name, DAY, "150")]
    assert questions(*rows, others=Others.AS_NAMED) == [
        (
            "--stop",
            (
                f'in row 4, "{name}" has the sum of all rows above in "Amount (USD)": --stop "{name}" reads nothing from it '
                f'on, and --values "country:{name}={name}" says that it is a contributor'
            ),
        )
    ]
    assert block(*rows, others=Others.AS_NAMED, stop=[name])["stop"] == name
    assert "stop" not in block(*rows, others=Others.AS_NAMED, values={"country": {name: name}})


def test_a_last_contributor_with_the_sum_and_a_note_below_it_is_a_question() -> None:
    rows = [(TITLES[1], TITLES[0], TITLES[2]), *((day, donor, sum_) for donor, day, sum_ in (CANADA, KENYA))]
    ((option, message),) = questions(*rows, (DAY, "World", "150"), ("", "as of June", ""), others=Others.AS_NAMED)
    assert option == "--stop"
    assert message == (
        'in row 4, "World" has the sum of all rows above in "Amount (USD)": take the row out of the file, or '
        '--values "country:World=World" says that it is a contributor'
    )


@pytest.mark.parametrize("last", [("World", DAY, "151"), ("Japan", DAY, "150"), ("World", DAY, "")])
def test_a_last_contributor_that_has_no_sum_or_is_a_country_is_read(last: tuple[str, str, str]) -> None:
    assert block(TITLES, CANADA, KENYA, last, others=Others.AS_NAMED) == {"others": "as-named", "columns": COLUMNS}


def test_a_last_contributor_with_the_sum_of_one_column_and_not_of_another_is_read() -> None:
    rows = [("Donor", "Date", "Cash", "Kind"), ("Canada", DAY, "100", "1"), ("Kenya", DAY, "50", "2")]
    wishes = {"amount": ["Cash", "Kind"], "others": Others.AS_NAMED, "unit": "USD"}
    assert "stop" not in block(*rows, ("A fund", DAY, "150", "9"), **wishes)
    assert [option for option, _ in questions(*rows, ("A fund", DAY, "150", "3"), **wishes)] == ["--stop"]


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

WAYS_OF_COUNTRY = (
    '--country "COLUMN" says which column names the contributors, --country "Kenya" names one for all rows, '
    "and --country none reads the figures as those of the whole mission"
)


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
        ("--country", f"no column is certainly that of the contributors: {WAYS_OF_COUNTRY}")
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


def test_a_column_of_organizations_beside_the_countries_is_remarked_on() -> None:
    titles = ("Country", "Organisation", "Date", "Amount (USD)")
    found = proposed(titles, ("Kenya", "A ministry", DAY, "1"), ("Haiti", "A fund", DAY, "2"))
    assert found.blocks[0]["columns"] == {**COLUMNS, "country": "Country"}
    assert found.remarks == ('"Country" is read as who gave: --country "Organisation" reads that column instead',)


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
    message = '"Cash amount" and "Other amount" have figures: --amount "COLUMN" says which counts, or --total "COLUMN" if each is the level on its day; several are added'
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
    assert block(*rows, unit="personnel", total=["Personnel"])["columns"] == {
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


def wheres(found: Proposal) -> list[tuple[object, object]]:
    assert [question.message for question in found.questions] == []
    return [(each["kind"], each.get("where")) for each in found.blocks]


FLOWS = [(*TITLES, "status"), (*CANADA, "paid"), (*KENYA, "commitment"), (*KENYA, "pledge"), (*KENYA, "cancelled")]


def test_a_status_makes_two_blocks_and_what_is_paid_was_pledged() -> None:
    found = proposed(*FLOWS, kind=None)
    assert wheres(found) == [
        ("pledges", {"status": ["commitment", "pledge", "paid"]}),
        ("actuals", {"status": "paid"}),
    ]
    assert found.remarks == (
        (
            '"status" is read as how far a row has come: "paid" (1 row) counts as paid and as pledged, '
            '"commitment" and "pledge" (2 rows) as pledged; where a payment and its pledge are two rows, add them apart: '
            '--where "status=commitment" reads those pledges'
        ),
        'rows with these in "status" are not read: "cancelled" (1 row)',
    )
    assert wheres(proposed(*FLOWS, kind=ACTUALS)) == [("actuals", {"status": "paid"})]
    assert wheres(proposed(*FLOWS, kind=None, where={"status": ["paid"]})) == [("actuals", {"status": "paid"})]


def test_a_type_of_row_and_an_id_of_both_say_that_a_payment_is_a_row_beside_its_pledge() -> None:
    both = [("pledges", {"status": ["commitment", "pledge"]}), ("actuals", {"status": "paid"})]
    ids = [(*FLOWS[0], "id"), (*FLOWS[1], "1"), (*FLOWS[2], "1"), (*FLOWS[3], "2"), (*FLOWS[4], "3")]
    assert wheres(proposed(*ids, kind=None)) == both
    of_type = [(*TITLES, "Transaction type"), *FLOWS[1:]]
    assert wheres(proposed(*of_type, kind=None)) == [
        (kind, {"Transaction type": where["status"]}) for kind, where in both
    ]


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


def test_a_note_that_differs_between_rows_of_one_id_is_left_out_and_not_the_id() -> None:
    titles = (*TITLES, "id", "Description")
    rows = [(*CANADA, "a", "to one"), (*CANADA, "a", "to another"), (*KENYA, "b", "to a third")]
    assert block(titles, *rows)["columns"] == {**COLUMNS, "ref": "id"}


def test_ids_of_which_some_repeat_a_row_and_some_differ_are_a_question() -> None:
    titles = (*TITLES, "id")
    rows = [(*CANADA, "a"), (*CANADA, "a"), (*KENYA, "b"), ("Kenya", DAY, "7", "b"), (*CANADA, "c"), (*KENYA, "d")]
    ((option, message),) = questions(titles, *rows)
    assert (option, message) == (
        "--ref",
        (
            '1 row repeats another with the same "id", and some rows of one "id" differ: --ref none counts every row; '
            'else correct the file, and --ref "id" counts an id once'
        ),
    )
    assert block(titles, *rows, ref="none")["columns"] == COLUMNS


# Titles over two rows, and a column for each year


def by_block(*rows: Sequence[Cell], **wishes: object) -> list[tuple[object, object, object]]:
    found = proposed(*rows, **wishes)  # type: ignore[arg-type]
    assert [question.message for question in found.questions] == []
    return [(each["kind"], each.get("date"), each["columns"]["amount"]) for each in found.blocks]  # type: ignore[index]


PAIRS = [("Donor", "2019", "", "2020", ""), ("", "Pledged", "Paid", "Pledged", "Paid")]
OF_PAIRS = [("Canada", "10", "5", "8", "4"), ("Kenya", "1", "1", "-", "2")]
FOUR = [
    ("pledges", "2019", "2019 Pledged"),
    ("pledges", "2020", "2020 Pledged"),
    ("actuals", "2019", "2019 Paid"),
    ("actuals", "2020", "2020 Paid"),
]


def test_titles_over_two_rows_are_read_as_one_and_each_year_is_a_block() -> None:
    found = proposed(*PAIRS, *OF_PAIRS, kind=None, unit="USD")
    assert [(each["header"], each["upper_header"]) for each in found.blocks] == [(2, 1)] * 4
    assert by_block(*PAIRS, *OF_PAIRS, kind=None, unit="USD") == FOUR
    numbers: list[Sequence[Cell]] = [("Donor", 2019.0, "", 2020.0, ""), *PAIRS[1:]]
    assert by_block(*numbers, *OF_PAIRS, kind=None, unit="USD") == FOUR


def test_years_below_pledges_and_payments_are_read_alike() -> None:
    titles = [("Donor", "Pledged", "", "Paid", ""), ("", 2019.0, 2020.0, 2019.0, 2020.0)]
    assert by_block(*titles, *OF_PAIRS, kind=None, unit="USD") == [
        (kind, year, f"{title.split()[1]} {year}") for kind, year, title in FOUR
    ]


def test_days_and_figures_below_pledges_and_payments_are_told_apart() -> None:
    titles = [("Donor", "Pledge", "", "Payment", ""), ("", "Date", "USD", "Date", "USD")]
    found = proposed(*titles, ("Canada", DAY, "10", DAY, "5"), ("Kenya", DAY, "8", "", "-"), kind=None)
    assert [question.message for question in found.questions] == []
    assert [(each["kind"], each["columns"]) for each in found.blocks] == [
        ("pledges", {"country": "Donor", "date": "Pledge Date", "amount": "Pledge USD"}),
        ("actuals", {"country": "Donor", "date": "Payment Date", "amount": "Payment USD"}),
    ]


def test_a_heading_above_titles_is_not_a_part_of_them() -> None:
    heading = ("Contributions to the fund", "", "in 2025")
    assert block(heading, TITLES, CANADA, KENYA) == {"header": 2, "columns": COLUMNS}


def test_a_first_row_of_texts_is_not_taken_for_titles() -> None:
    rows = [("Donor", "Date", "USD"), ("Japan", "-", "undisclosed"), CANADA, KENYA]
    assert block(*rows)["columns"] == {"country": "Donor", "date": "Date", "amount": "USD"}
    assert "header" not in block(*rows)


def test_a_row_of_units_below_the_titles_is_a_part_of_them() -> None:
    rows = [("Donor", "Date", "Pledged", "Paid"), ("", "", "USD", "USD"), (*CANADA, "7"), (*KENYA, "9")]
    found = proposed(*rows, kind=None)
    assert [(each["header"], each["upper_header"], each["kind"]) for each in found.blocks] == [
        (2, 1, "pledges"),
        (2, 1, "actuals"),
    ]


YEARS = [("Donor", 2019.0, 2020.0, 2021.0), ("Canada", 10.0, 20.0, ""), ("Kenya", 1.0, "", 3.0)]


def test_a_column_for_each_year_is_a_block_for_each() -> None:
    three = [("actuals", year, year) for year in ("2019", "2020", "2021")]
    assert by_block(*YEARS, unit="USD") == three
    texts = [[f"{cell:.0f}" if isinstance(cell, float) else cell for cell in row] for row in YEARS]
    assert by_block(*texts, unit="USD") == three
    named = [("Donor", "Paid 2019 (USD)", "Paid 2020 (USD)", "Paid 2021 (USD)"), *YEARS[1:]]
    assert by_block(*named, kind=None) == [("actuals", each[1], f"Paid {each[1]} (USD)") for each in three]


def test_years_and_their_sum_are_not_added() -> None:
    rows = [(*YEARS[0], "Total"), (*YEARS[1], 30.0), (*YEARS[2], 4.0)]
    found = proposed(*rows, unit="USD")
    assert ([each["date"] for each in found.blocks], found.remarks[0]) == (
        ["2019", "2020", "2021"],
        '"Total" is the sum of the years, and is not read',
    )
    wrong = proposed(*rows[:-1], (*YEARS[2], 5.0), unit="USD")
    assert wrong.remarks[0] == '"Total" is not read, and is not the sum of the years in 1 of 2 rows: the first is row 3'
    message = '"Amount" has figures beside a column for each year'
    asked = questions((*YEARS[0], "Amount"), (*YEARS[1], 31.0), (*YEARS[2], 4.0), unit="USD")
    assert asked == [("--amount", f'{message}: --amount years reads the years, and --amount "Amount" that one')]


def test_counts_of_years_may_be_changes_or_levels() -> None:
    message = '"2019", "2020" and "2021" are of years, and each figure may be what was added in a year or the level at its end'
    assert questions(*YEARS, unit="personnel") == [
        ("--amount", f"{message}: --amount years adds them, --total years takes the latest")
    ]
    found = proposed(*YEARS, unit="personnel", total=["years"])
    assert [(each["date"], each["columns"]) for each in found.blocks] == [
        (year, {"country": "Donor", "total": year}) for year in ("2019", "2020", "2021")
    ]
    assert by_block(*YEARS, unit="personnel", amount=["2019", "2021"]) == [
        ("actuals", year, year) for year in ("2019", "2021")
    ]


def test_years_that_end_in_another_are_a_question() -> None:
    rows = [("Donor", "2019/20", "2020/21"), *OF_PAIRS]
    assert questions(*[row[:3] for row in rows], unit="USD") == [
        (
            "--date",
            (
                '"2019/20" and "2020/21" are not of a calendar year: '
                '--amount "2019/20" --date 2020-06-30 reads one, dated by its last day'
            ),
        )
    ]


def test_years_of_several_kinds_are_a_question() -> None:
    rows = [("Donor", "Cash 2019", "Cash 2020", "Loans 2019", "Loans 2020"), *OF_PAIRS]
    assert questions(*rows, unit="USD") == [
        (
            "--amount",
            (
                'the columns of years are of several kinds, such as "Cash 2019" and "Loans 2019": '
                '--amount "COLUMN", once for each year, names those that count'
            ),
        )
    ]
    assert by_block(*rows, unit="USD", amount=["Loans 2019", "Loans 2020"]) == [
        ("actuals", "2019", "Loans 2019"),
        ("actuals", "2020", "Loans 2020"),
    ]


def test_a_year_with_more_texts_than_figures_is_read_as_the_others_are() -> None:
    rows = [*YEARS[:1], ("Canada", 1.0, 2.0, "soon"), ("Kenya", 1.0, 2.0, "later")]
    assert [each[1] for each in by_block(*rows, unit="USD")] == ["2019", "2020", "2021"]


# What texts above the titles say, and HXL tags


def test_a_heading_names_the_currency_and_what_the_rows_are() -> None:
    found = proposed(("Payments, in US dollars",), ("Donor", "Date", "Sum"), CANADA, KENYA, kind=None)
    assert (found.unit, [each["kind"] for each in found.blocks]) == ("USD", ["actuals"])
    assert found.remarks == (
        'the figures are read as USD, as row 1 says: "Payments, in US dollars"',
        'the rows are read as actuals, as row 1 says: "Payments, in US dollars"',
    )


def test_a_heading_that_speaks_of_millions_is_a_question() -> None:
    asked = questions(("Payments, USD million",), ("Donor", "Date", "Sum"), CANADA, KENYA, is_new=True)
    message = 'above the titles is "Payments, USD million", and the figures may be in millions'
    assert asked == [("--unit", f'{message}: --unit "million USD" counts in it, --unit USD reads them as they are')]


def test_a_column_without_a_currency_beside_one_that_has_it_is_remarked_on() -> None:
    rows = [("Donor", "Date", "Pledged (EUR)", "Paid"), (*CANADA, "7"), (*KENYA, "9")]
    found = proposed(*rows, kind=None)
    assert (found.unit, found.remarks) == (
        "EUR",
        ('"Paid" names no currency, and is read as EUR, as other titles say',),
    )


def test_pledges_and_payments_in_two_currencies_are_each_read_in_their_own() -> None:
    rows = [("Donor", "Date", "Pledged (EUR)", "Paid (USD)"), (*CANADA, "7"), (*KENYA, "9")]
    assert questions(*rows, kind=None)[0] == (
        "--unit",
        'the figures are in "EUR" and "USD": --unit EUR says in which of them the whole is counted',
    )
    found = proposed(*rows, kind=None, unit="USD")
    assert [each.get("currency") for each in found.blocks] == ["EUR", None]


def test_hxl_tags_tell_columns_whose_titles_do_not() -> None:
    titles = ("Qui", "Pour", "Quand", "Saisi", "Combien", "Taux", "Mot")
    tags = ("#org+funder", "#org+impl", "#date", "#date+updated", "#value+usd+paid", "#value+rate", "#description")
    rows = [("A fund", "Haiti", DAY, DAY, "5", "2", "Some"), ("Another", "Kenya", DAY, DAY, "6", "3", "More")]
    found = proposed(titles, tags, *rows, kind=None)
    assert [question.message for question in found.questions] == []
    assert found.unit == "USD"
    assert [(each["kind"], each["columns"]) for each in found.blocks] == [
        ("actuals", {"country": "Qui", "date": "Quand", "amount": "Combien", "note": "Mot"})
    ]


# Texts in place of figures and days


def test_texts_that_say_that_a_figure_is_not_stated_are_read_so_and_no_others() -> None:
    rows = [TITLES, CANADA, KENYA, ("Kenya", DAY, "Not given"), ("Japan", DAY, "undisclosed"), ("Haiti", DAY, "dozens")]
    found = proposed(*rows)
    (only,) = found.blocks
    assert only["values"] == {"amount": {"Not given": "not-stated", "undisclosed": "not-stated"}}
    assert found.remarks == (
        '"Not given" in 1 cell is read as a figure that is not stated',
        '"undisclosed" in 1 cell is read as a figure that is not stated',
    )
    assert "values" not in block(*rows, otherwise={"amount": "0"})
    assert block(*rows[:4], values={"amount": {"Not given": "5"}})["values"] == {"amount": {"Not given": "5"}}


def test_the_form_that_reads_most_days_is_taken_where_no_other_contradicts_it() -> None:
    rows = [TITLES, *[("Canada", day, "1") for day in ("31-Jan-21", "1-Feb-21", "2021-03-01", "until 7/27/2022")]]
    assert block(*rows)["dates"] == "%d-%b-%y"


def test_a_deadline_is_not_taken_for_the_day_of_an_entry() -> None:
    message = '"Deadline" may not be the day of an entry, and no other column has dates'
    assert questions(("Donor", "Deadline", "USD"), CANADA, KENYA) == [
        ("--date", f'{message}: --date "Deadline" reads it, and --date 2025-06-27 is a day for all rows')
    ]


def test_figures_of_pledges_that_are_not_read_are_remarked_on() -> None:
    rows = [("Donor", "Date", "Pledged (USD)", "Paid"), (*CANADA, "in kind"), (*KENYA, "in full"), (*KENYA, "9")]
    assert proposed(*rows, kind=None).remarks == (
        '"Paid" has 1 number, and is not read: --amount "Paid" reads it instead',
    )


# Levels of which a day has several parts


def test_several_rows_of_one_day_are_parts_of_a_level_and_a_question() -> None:
    titles = ("Country", "Mission", "Month", "Personnel")
    rows = [("Kenya", mission, f"2025-0{month}", str(100 * month)) for month in (1, 2) for mission in ("A", "B")]
    ways = (
        '--where "Mission=A" --total "Personnel" reads one part of the level; '
        '--where "Month=2025-02" --amount "Personnel" adds the parts of that date; '
        '--amount "Personnel" adds all rows, if each is a change'
    )
    message = '"Kenya" has 2 rows dated 2025-01 that differ in "Mission", and a level has one row a day'
    wishes = {"unit": "personnel", "country": "Country"}
    assert questions(titles, *rows, **wishes) == [("--where", f"{message}: {ways}")]
    assert questions(titles, *rows, total=["Personnel"], **wishes) == [("--where", f"{message}: {ways}")]
    one_part = block(titles, *rows, total=["Personnel"], where={"Mission": ["A"]}, **wishes)
    assert one_part["where"] == {"Mission": "A"}
    one_day = block(titles, *rows, amount=["Personnel"], where={"Month": ["2025-02"]}, **wishes)
    assert one_day["where"] == {"Month": "2025-02"}


def test_people_that_a_title_names_are_the_unit() -> None:
    found = proposed(("Country", "Date", "Number of personnel"), CANADA, KENYA)
    assert (found.unit, len(found.blocks)) == ("personnel", 1)


# Organizations and other currencies

FLOW = ("date", "amountUSD", "srcOrganization", "srcLocations", "originalAmount", "originalCurrency")
FLOWS_OF_ALL = [
    FLOW,
    (DAY, "10", "Canada, Government of", "CAN", "14", "CAD"),
    (DAY, "20", "A relief fund", "", "", ""),
    (DAY, "30", "Kenya, Government of", "KEN", "3900", "KES"),
    (DAY, "40", "Another fund", "JPN", "", ""),
    (DAY, "50", "A third fund", "", "", ""),
]
SOURCES = {"country": "srcOrganization", "date": "date", "amount": "amountUSD"}


def test_organizations_that_give_are_read_and_not_their_places_and_each_counts_under_its_name() -> None:
    found = proposed(*FLOWS_OF_ALL)
    assert [(each["others"], each["columns"]) for each in found.blocks] == [("as-named", SOURCES)]
    assert found.remarks == (
        (
            '"originalCurrency" has the currencies in which something was given, and is not read: '
            '--amount "originalAmount" --currency "originalCurrency" reads them'
        ),
        '3 names are not those of countries, and count as contributors under their own names (others = "as-named")',
    )


@pytest.mark.parametrize(
    ("dollars", "given", "currency"),
    [
        ("amount_usd", "original_amount", "original_currency"),
        ("value-usd", "original-value", "original-currency"),
        ("amount.usd", "original.amount", "original.currency"),
        ("amountUsd", "originalAmount", "originalCurrency"),
        ("USDAmount", "originalAmount", "originalCurrency"),
        ("amount in US dollars", "original amount", "original currency"),
    ],
)
def test_figures_whose_title_names_a_currency_are_not_in_the_currencies_of_another_column(
    dollars: str, given: str, currency: str
) -> None:
    rows = [
        ("donor", "date", dollars, given, currency),
        ("Canada", DAY, "10", "14", "CAD"),
        ("Kenya", DAY, "20", "", ""),
    ]
    for unit in (None, "USD"):
        found = proposed(*rows, unit=unit)
        assert (found.unit, [each["columns"] for each in found.blocks]) == (
            "USD",
            [{"country": "donor", "date": "date", "amount": dollars}],
        )
        assert found.remarks == (
            (
                f'"{currency}" has the currencies in which something was given, and is not read: '
                f'--amount "{given}" --currency "{currency}" reads them'
            ),
        )
    (both,) = proposed(*rows, amount=[given], currency=currency).blocks
    columns = {"country": "donor", "date": "date", "amount": given, "currency": currency, "value": dollars}
    assert both["columns"] == columns


def test_a_column_of_currencies_that_may_belong_to_other_figures_is_a_question() -> None:
    rows = [("Donor", "Date", "Amount", "Original value", "Original currency"), (*CANADA, "14", "CAD")]
    message = '"Original currency" may be the currencies of "Original value", and not of "Amount"'
    both = '--amount "Original value" --currency "Original currency" reads those'
    assert questions(*rows, unit="USD") == [
        ("--currency", f"{message}: {both}, and --currency CODE says what the others are in")
    ]
    assert block(*rows, unit="USD", currency="USD")["columns"] == {**COLUMNS, "amount": "Amount"}


def test_an_organization_that_may_be_a_misspelt_country_leaves_all_names_to_the_user() -> None:
    rows = [*FLOWS_OF_ALL, (DAY, "1", "Kenja, Government of", "", "", "")]
    assert "others" not in block(*rows)
    assert block(*rows, values={"country": {"Kenja, Government of": "KE"}})["others"] == "as-named"


def test_what_was_given_in_other_currencies_is_read_with_what_it_is_worth() -> None:
    wishes = {"amount": ["originalAmount"], "currency": "originalCurrency"}
    found = proposed(*FLOWS_OF_ALL, **wishes)
    assert (found.unit, [each["columns"] for each in found.blocks]) == (
        "USD",
        [{**SOURCES, "amount": "originalAmount", "currency": "originalCurrency", "value": "amountUSD"}],
    )
    message = '"amountUSD" is in USD, and not in the currencies of "originalCurrency"'
    assert questions(*FLOWS_OF_ALL, currency="originalCurrency", unit="USD") == [
        ("--amount", f'{message}: --amount "COLUMN" names the figures that are in them')
    ]


# People, month after month


def months(*figures: Sequence[str]) -> list[tuple[str, ...]]:
    """A row of figures for each month of 2024 and 2025."""
    return [
        (f"{2024 + number // 12}-{1 + number % 12:02}", *each)
        for number, each in enumerate(figures[number % len(figures)] for number in range(24))
    ]


def of(name: str, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(name, *row) for row in rows]


SERVING = ("Country", "Month", "Troops", "Police", "Experts")
STRENGTH = [
    SERVING,
    *of("Kenya", months(("100", "NA", "5"), ("110", "NA", "5"))),
    *of("Togo", months(("7", "1", "NA"))),
]


def test_kinds_of_personnel_and_figures_of_each_month_are_a_question() -> None:
    assert [option for option, _ in questions(*STRENGTH, kind=None)] == ["--amount", "--kind"]
    one = [row[:3] for row in STRENGTH]
    (asked,) = questions(*one)
    assert asked == (
        "--amount",
        (
            "a contributor has up to 24 rows, and each figure may be a change or the level on its day: "
            '--amount "Troops" adds them, --total "Troops" takes the latest'
        ),
    )


def test_several_levels_that_are_named_are_added() -> None:
    assert block(*STRENGTH, total=["Troops", "Experts"])["columns"] == {
        "country": "Country",
        "date": "Month",
        "total": ["Troops", "Experts"],
    }


def test_money_month_after_month_is_never_a_level() -> None:
    rows = [("Country", "Month", "Amount (USD)"), *of("Kenya", months(("100",))), *of("Togo", months(("7",)))]
    assert block(*rows)["columns"] == {"country": "Country", "date": "Month", "amount": "Amount (USD)"}


def test_a_last_level_from_before_the_last_day_is_remarked_on() -> None:
    rows = [*STRENGTH, *of("Chad", months(("7", "NA", "NA"))[:13]), ("Niger", "2025-12", "NA", "NA", "NA")]
    assert (
        '1 last level is from before 2025-12 and counts on: that of "Chad" from 2025-01. '
        "Where a contributor has left, add a total of 0"
    ) in proposed(*rows, total=["Troops"]).remarks
    more = [*rows, *of("Mali", months(("7", "NA", "NA"))[:12])]
    assert (
        '2 last levels are from before 2025-12 and count on, such as that of "Chad" from 2025-01. '
        "Where a contributor has left, add a total of 0"
    ) in proposed(*more, total=["Troops"]).remarks


LONG = [
    ("Date", "Country", "Type", "Number"),
    *[
        (month, name, kind, number)
        for name in ("Kenya", "Chad")
        for kind, number in (("Troops", "100"), ("Police", "7"))
        for (month,) in months(())
    ],
]


def test_kinds_of_personnel_in_a_column_may_be_commitments_of_a_new_ledger() -> None:
    ((option, message),) = questions(*LONG, is_new=True)
    assert (option, message.partition("; ")[0]) == (
        "--where",
        (
            '"Kenya" has 2 rows dated 2024-01 that differ in "Type", and a level has one row a day: '
            '--commitment "Type" makes a commitment of each text in "Type"'
        ),
    )
    found = proposed(*LONG, is_new=True, commitment="Type", total=["Number"])
    assert (found.unit, found.commitments) == ("personnel", {"Troops": "troops", "Police": "police"})
    (only,) = found.blocks
    assert (only["kind"], only["columns"], only["values"], "commitment" in only) == (
        "actuals",
        {"commitment": "Type", "country": "Country", "date": "Date", "total": "Number"},
        {"commitment": {"Troops": "troops", "Police": "police"}},
        False,
    )


def test_commitments_that_would_have_one_id_are_a_question() -> None:
    rows = [(*row[:2], "troops!", row[3]) if row[2] == "Police" else row for row in LONG]
    asked = questions(*rows, is_new=True, commitment="Type", total=["Number"])
    assert asked == [
        (
            "--commitment",
            '"Troops" and "troops!" would be the id troops: --commitment ID reads all rows as of one commitment',
        )
    ]


def test_a_total_beside_kinds_of_personnel_counts_personnel() -> None:
    rows = [("Country", "Date", "Troops", "Police", "Total"), ("Kenya", DAY, "5", "2", "7")]
    found = proposed(*rows)
    assert (found.unit, [each["columns"] for each in found.blocks]) == (
        "personnel",
        [{"country": "Country", "date": "Date", "amount": "Total"}],
    )


# What is not read


@pytest.mark.parametrize("word", ["n/a", "N/A", "NA", "-"])
def test_a_word_in_a_column_of_pledges_that_is_read_as_no_pledge_is_remarked_on(word: str) -> None:
    rows = [("Donor", "Date", "Pledged (USD)", "Paid (USD)"), (*KENYA[:2], word, "7"), (*CANADA, word)]
    found = proposed(*rows, kind=None)
    option = f'--values "amount:{word}=not-stated" reads it as a pledge whose amount is not stated'
    remark = f'"{word}" in 1 row of "Pledged (USD)" is read as no pledge: {option}'
    assert remark + ', and in "Paid (USD)" as a delivery whose amount is not stated' in found.remarks
    stated = proposed(*rows, kind=None, values={"amount": {word: "not-stated"}})
    assert [each["values"] for each in stated.blocks] == 2 * [{"amount": {word: "not-stated"}}]
    assert stated.remarks == ()
    only = proposed(*(row[:3] for row in rows), kind=Section.PLEDGES)
    assert only.remarks == (remark,)


def test_rows_that_a_status_leaves_out_and_figures_in_brackets_are_remarked_on() -> None:
    rows = [(*TITLES, "type"), (*CANADA, "pledge"), ("Kenya", DAY, "(50)", "paid"), (*KENYA, "Cancelled"), (*KENYA, "")]
    assert proposed(*rows, kind=None).remarks[1:] == (
        'rows with these in "type" are not read: "Cancelled" (1 row), a blank cell (1 row)',
        '1 figure in brackets is read as negative in "Amount (USD)", such as "(50)"',
    )


def test_columns_of_numbers_and_of_shares_that_are_not_read_are_named() -> None:
    rows = [("No.", *TITLES, "% paid", "Share", "Year", "Sector"), ("1", *CANADA, "60", "40%", "2025", "food")]
    assert proposed(*rows).remarks == ('not read: "% paid" and "Share"',)
    assert proposed(*rows, where={"% paid": ["60"]}).remarks == ('not read: "Share"',)


@pytest.mark.parametrize(
    ("titles", "option"),
    [
        (("Jan 2025", "Feb 2025", "Mar 2025"), '--amount "Mar 2025" --date 2025-03'),
        (("2023", "2024", "2025"), '--amount "2025"'),
    ],
)
def test_a_column_of_a_month_or_year_without_figures_is_named_and_can_be_added_later(
    titles: tuple[str, ...], option: str
) -> None:
    rows = [("Donor", *titles), ("Canada", "1", "2", ""), ("Kenya", "3", "4", "-")]
    assert proposed(*rows, unit="USD").remarks[-1] == (
        f'"{titles[2]}" has no figures yet, and is not read: once it has, add table with {option} reads it'
    )
    given = {"date": "2025-03", "day": "2025-03"} if "--date" in option else {}
    filled = proposed(*rows[:2], ("Kenya", "3", "4", "9"), unit="USD", amount=[titles[2]], **given)
    assert [each["columns"] for each in filled.blocks] == [{"country": "Donor", "amount": titles[2]}]


# Pledges beside deliveries

BESIDE = [
    ("Date", "Pledged", "Delivered"),
    ("2025-01-05", "500", ""),
    ("2025-02-01", "", "100"),
    ("2025-03-01", "", "150"),
]
KENYAS = {"kind": None, "unit": "personnel", "country": "Kenya"}


@pytest.mark.parametrize(
    ("wishes", "pledged", "paid"),
    [
        ({"amount": ["Pledged", "Delivered"]}, "amount", "amount"),
        ({"total": ["Delivered", "Pledged"]}, "total", "total"),
        ({"pledged": "Pledged", "paid": "Delivered", "amount": ["pledged", "delivered"]}, "amount", "amount"),
        ({"pledged": "Pledged", "paid": "Delivered", "amount": ["Pledged"], "total": ["Delivered"]}, "amount", "total"),
    ],
)
def test_a_column_of_pledges_is_never_added_to_one_of_deliveries(
    wishes: Mapping[str, object], pledged: str, paid: str
) -> None:
    found = proposed(*BESIDE, **{**KENYAS, **wishes})
    assert found.questions == ()
    assert [(each["kind"], each["columns"]) for each in found.blocks] == [
        ("pledges", {"date": "Date", pledged: "Pledged"}),
        ("actuals", {"date": "Date", paid: "Delivered"}),
    ]


def test_one_kind_for_a_column_of_pledges_and_one_of_deliveries_is_a_question() -> None:
    message = 'the title says that "Pledged" was pledged, and that "Delivered" was delivered'
    asked = questions(*BESIDE, **{**KENYAS, "kind": Section.PLEDGES, "amount": ["Pledged", "Delivered"]})  # type: ignore[arg-type]
    assert asked == [("--kind", f"{message}: without --kind each is read as what its title says")]


def test_years_of_pledges_and_years_of_deliveries_named_together_are_a_question() -> None:
    rows = [("Donor", "pledged_2024", "paid_2025"), ("Kenya", "1", "2")]
    asked = questions(*rows, kind=Section.PLEDGES, unit="USD", amount=["pledged_2024", "paid_2025"])
    message = '"pledged_2024" and "paid_2025" are of pledges and of deliveries'
    assert asked == [("--amount", f"{message}: --amount names those of one kind, and add table reads the others")]


def test_a_column_beside_both_that_may_belong_to_either_is_a_question() -> None:
    rows = [(*row, number) for row, number in zip(BESIDE, ("Spare", "1", "2", "3"), strict=True)]
    asked = questions(*rows, **{**KENYAS, "amount": ["Pledged", "Delivered", "Spare"]})  # type: ignore[arg-type]
    message = 'nothing says whether "Spare" belongs to "Pledged" or to "Delivered"'
    assert asked == [("--amount", f"{message}: leave it out of --amount, and read it with add table")]
    asked = questions(*rows, **{**KENYAS, "pledged": "Pledged", "amount": ["Pledged", "Spare"]})  # type: ignore[arg-type]
    message = '"Spare" is neither that of --pledged nor that of --paid'
    assert asked == [("--amount", f"{message}: --amount says here which of these has changes")]


# One contributor, or the whole mission


def test_an_option_says_that_all_rows_are_of_one_contributor_or_of_the_whole_mission() -> None:
    rows = [("Date", "Amount (USD)"), (DAY, "5"), ("2025-02-28", "6")]
    assert block(*rows, country="kenya")["country"] == "KE"
    assert "country" not in block(*rows, country="none")


@pytest.mark.parametrize("name", ["haiti.csv", "fr.csv"])
def test_the_name_of_a_file_does_not_say_who_gave(name: str) -> None:
    rows = [("Bailleur", "Date", "Amount (USD)"), ("Suède", DAY, "5"), ("Allemagne", DAY, "6")]
    found = propose(grid_of(*rows, name=name), Wishes(file=name, kind=ACTUALS), {})
    assert [each.option for each in found.questions] == ["--country"]


def test_a_country_in_which_a_mission_is_is_not_taken_for_who_gave() -> None:
    rows = [("Country of Mission", "Date", "Amount (USD)"), ("Haiti", DAY, "1"), ("Chad", DAY, "2")]
    assert questions(*rows) == [("--country", f"no column is certainly that of the contributors: {WAYS_OF_COUNTRY}")]


def test_of_columns_about_a_contributor_the_one_without_other_words_names_it() -> None:
    rows = [("Contributor_ISO-3", "Contributor", "Contributor_Bloc", "Date", "Amount (USD)")]
    rows += [("KEN", "Kenya", "AG", DAY, "1"), ("TCD", "Chad", "AG", DAY, "2")]
    assert block(*rows)["columns"] == {**COLUMNS, "country": "Contributor"}


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
