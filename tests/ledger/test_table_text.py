"""CSV and TSV files that people and feeds write: what becomes of each of their rows."""

from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap.ledger.read.load import parse_ledger
from mss_gap.ledger.tables.left_out import WHY_LEFT_OUT
from tests.ledger.table_files import COLUMNS, Row, block, csv_file, ledger_of, problems, read, rows_of, validate

PLAIN = "Donor,Day,USD\nKenya,2024-01-31,100\nJP,2024-02-01,-20.5\n"
ROWS = [Row(2, "KE", "2024-01-31", Decimal(100)), Row(3, "JP", "2024-02-01", Decimal("-20.5"))]


@pytest.mark.parametrize(
    ("content", "name", "more"),
    [
        (PLAIN, "t.csv", ""),
        (PLAIN, "T.CSV", ""),
        ("\ufeff" + PLAIN, "t.csv", ""),
        (PLAIN.replace("\n", "\r\n"), "t.csv", ""),
        (PLAIN.replace("\n", "\r"), "t.csv", ""),
        (PLAIN.rstrip("\n"), "t.csv", ""),
        (PLAIN.replace(",", ";"), "t.csv", ""),
        (PLAIN.replace(",", "\t"), "t.csv", ""),
        (PLAIN.replace(",", "\t"), "t.tsv", ""),
        (PLAIN.replace("Kenya", '"Kenya"').replace("USD", '"USD"'), "t.csv", ""),
        (PLAIN.replace("Donor", " Donor ").replace("USD", "USD\u00a0"), "t.csv", ""),
        (PLAIN.replace("Kenya", "  kenya "), "t.csv", ""),
        (PLAIN.replace("\n", ",,,\n"), "t.csv", ""),
        (PLAIN.encode("utf-16"), "t.csv", 'encoding = "utf-16"\n'),
        (PLAIN.encode("utf-16-le"), "t.csv", 'encoding = "utf-16-le"\n'),
        (("\ufeff" + PLAIN).encode("utf-16-be"), "t.csv", 'encoding = "utf-16-be"\n'),
        (PLAIN.encode("cp037"), "t.csv", 'encoding = "cp037"\n'),
        (PLAIN, "t.csv", 'encoding = "UTF8"\n'),
    ],
)
def test_the_same_rows_are_read_however_a_file_writes_them(
    content: str | bytes, name: str, more: str, tmp_path: Path
) -> None:
    assert read(tmp_path, csv_file(tmp_path, content, name), COLUMNS + more) == (ROWS, {})


def test_a_cell_may_go_over_several_lines_and_a_row_keeps_the_line_that_it_begins_on(tmp_path: Path) -> None:
    text = 'Donor,Day,"USD\n(net)",Remark\nKenya,2024-01-31,1,"a\r\nb\n\nc"\nJapan,2024-02-01,2,""\n'
    more = 'columns = { country = "Donor", date = "Day", amount = "USD (net)", note = "Remark" }\n'
    ledger = ledger_of(tmp_path, csv_file(tmp_path, text), more)
    assert [row.line for row in rows_of(ledger)] == [3, 7]
    assert [entry.note for entry in ledger.actuals] == ["a\r\nb\n\nc", None]


def test_a_row_of_hxl_tags_below_the_titles_is_left_out(tmp_path: Path) -> None:
    text = PLAIN.replace("USD\n", "USD\n#org+donor,#date,#value+usd\n")
    below = [Row(3, "KE", "2024-01-31", Decimal(100)), Row(4, "JP", "2024-02-01", Decimal("-20.5"))]
    assert read(tmp_path, csv_file(tmp_path, text)) == (below, {"HXL tags": 1})


@pytest.mark.parametrize("stop", ['"TOTAL"', '["Sum", "TOTAL"]'])
def test_titles_may_be_below_others_and_a_table_may_end_above_a_total_and_a_second_table(
    stop: str, tmp_path: Path
) -> None:
    text = (
        "Gifts to the fund\n\nas of 2024\n,,\n\n\n\n" + PLAIN + "\n,TOTAL,79.5\nDonor,Day,USD\nKenya,2024-01-31,100\n"
    )
    assert read(tmp_path, csv_file(tmp_path, text), f"{COLUMNS}header = 8\nstop = {stop}\n") == (
        [Row(9, "KE", "2024-01-31", Decimal(100)), Row(10, "JP", "2024-02-01", Decimal("-20.5"))],
        {"blank": 1, "after the stop": 3},
    )


def test_a_table_without_its_stop_is_not_added_up_with_its_total(tmp_path: Path) -> None:
    file = csv_file(tmp_path, PLAIN + "Grand total:,2024-12-31,79.5\n")
    assert problems(tmp_path, file, COLUMNS + 'others = "as-named"\n') == [
        (
            't.csv:4:1: [row-of-totals] "Grand total:" is no contributor: this is a row of totals; '
            'stop = "Grand total:" ends the table above it'
        )
    ]


def test_titles_in_another_row_are_named_with_that_row(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "a,b\n\n" + PLAIN)
    assert problems(tmp_path, file, 'columns = { country = "Donor", date = "Dai", amount = "USD" }\n') == [
        't.csv:1:1: [unknown-column] no column has the title "Donor"; row 3 has it: write header = 3',
        't.csv:1:1: [unknown-column] no column has the title "Dai"; the titles are one of a, b',
        't.csv:1:1: [unknown-column] no column has the title "USD"; row 3 has it: write header = 3',
    ]


@pytest.mark.parametrize(
    ("text", "header", "message"),
    [
        ("", 1, "there is no row 1, which has the titles: it is empty; check the file"),
        ("\ufeff", 1, "there is no row 1, which has the titles: it is empty; check the file"),
        (
            PLAIN,
            4,
            "there is no row 4, which has the titles: it has 3; correct `header`, the number of the row of titles",
        ),
    ],
)
def test_a_table_without_its_row_of_titles_is_one_error(text: str, header: int, message: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, text)
    assert problems(tmp_path, file, f"{COLUMNS}header = {header}\n") == [f"t.csv:1:1: [unknown-column] {message}"]


def test_a_table_of_titles_only_adds_nothing_and_says_so(tmp_path: Path) -> None:
    report, warnings = validate(tmp_path, csv_file(tmp_path, "Donor,Day,USD\n\n"))
    assert (report.valid, warnings) == (
        True,
        ["tables[0]: [no-entries] no row of t.csv is an entry: 1 blank; check `header`, `stop` and `where`"],
    )


def test_rows_of_different_lengths_are_read_by_their_titles(tmp_path: Path) -> None:
    text = "Donor,Day,USD,Remark\nKenya,2024-01-31,1\nJapan,2024-02-01\n\nJapan,2024-02-01,2,x, ,\n ,\t\n"
    assert read(tmp_path, csv_file(tmp_path, text)) == (
        [Row(2, "KE", "2024-01-31", Decimal(1)), Row(5, "JP", "2024-02-01", Decimal(2))],
        {"without a figure": 1, "blank": 2},
    )


def test_a_row_with_more_cells_than_titles_is_an_error(tmp_path: Path) -> None:
    text = "Donor,Day,USD\nKenya,2024-01-31,1,234\nJapan,2024-02-01,2,\nPeru,2024-02-01,5,678\n"
    assert problems(tmp_path, csv_file(tmp_path, text)) == [
        (
            "t.csv:2:4: [more-cells] the row has more cells than there are titles, here and in 1 more row; put a cell that "
            "has the separator in it in quotes, or give each column a title in the file"
        )
    ]


@pytest.mark.parametrize(
    "name", ['The "Big" Fund', "back\\slash", "United Nations Educational, Scientific and Cultural Organization"]
)
def test_a_hint_that_names_a_text_can_be_copied_into_the_block(name: str, tmp_path: Path) -> None:
    quoted = name.replace('"', '""')
    file = csv_file(tmp_path, f'Donor,Day,USD\n"{quoted}",2024-01-31,1\n')
    (problem,) = problems(tmp_path, file)
    hint = problem.rpartition("; others")[0].rpartition("contributor; ")[2].removesuffix(" says who that is")
    assert read(tmp_path, file, COLUMNS + hint.replace("…", "KE")) == ([Row(2, "KE", "2024-01-31", Decimal(1))], {})


def test_an_empty_meaning_makes_a_cell_blank(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Donor,Day,USD\n,,EUR billion\nKenya,2024-01-31,1\nPeru,2024-01-31,Not given\n")
    more = 'values.amount = { "EUR billion" = "", "Not given" = "" }\n'
    assert read(tmp_path, file, COLUMNS + more) == (
        [Row(3, "KE", "2024-01-31", Decimal(1))],
        {"without a figure": 2},
    )
    assert problems(tmp_path, file, COLUMNS + more + 'values.country = { "Kenya" = "" }\n') == [
        't.csv:3:1: [blank] the cell for `country` is blank; values.country = { "Kenya" = "…" }'
    ]


def test_a_meaning_of_0_is_a_figure(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Donor,Day,USD\nKenya,2024-01-31,nil\n")
    assert read(tmp_path, file, COLUMNS + 'values.amount = { "nil" = 0 }\n') == (
        [Row(2, "KE", "2024-01-31", Decimal(0))],
        {},
    )


def test_rows_that_say_the_same_are_one_warning_a_table(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Donor,Day,USD\n" + "Kenya,2024-01-31,1\n" * 3 + "Peru,2024-01-31,2\n" * 2)
    report, _ = validate(tmp_path, file)
    assert [problem.message for problem in report.warnings if problem.code == "duplicate-entry"] == [
        "this entry says the same as another; the other is t.csv:2; so it is in 2 more rows"
    ]


def test_a_second_table_to_the_right_is_not_read(tmp_path: Path) -> None:
    text = "Donor,Day,USD,,Country,Total\nKenya,2024-01-31,1,,KE,9\n,,,,JP,8\n"
    assert read(tmp_path, csv_file(tmp_path, text)) == (
        [Row(2, "KE", "2024-01-31", Decimal(1))],
        {"without a figure": 1},
    )


def test_of_two_columns_of_one_title_neither_is_read_unless_it_is_another(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Donor,Day,USD,Other,USD ,Other\nKenya,2024-01-31,1,2,3,4\n")
    assert problems(tmp_path, file) == [
        't.csv:1:5: [two-columns] two columns have the title "USD"; give one of them another title in the file'
    ]


REFS = 'columns = { country = "Donor", date = "Day", amount = "USD", ref = "Id" }\n'


def test_one_id_on_27_rows_with_the_whole_amount_each_time_is_one_entry(tmp_path: Path) -> None:
    rows = "".join(f"A1,Kenya,2024-01-31,100,place {number}\n" for number in range(27))
    file = csv_file(tmp_path, f"Id,Donor,Day,USD,To\n{rows}A2,Kenya,2024-01-31,100,place\n")
    assert read(tmp_path, file, REFS) == (
        [Row(2, "KE", "2024-01-31", Decimal(100)), Row(29, "KE", "2024-01-31", Decimal(100))],
        {"repeats another row": 26},
    )


def test_different_entries_with_one_id_are_errors_even_where_one_of_them_repeats_the_first(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        "Id,Donor,Day,USD\nA1,Kenya,2024-01-31,100\nA1,Kenya,2024-01-31,90\nA1,KE,2024-01-31,100.0\nA1,Japan,2024-01-31,100\n",
    )
    hint = "correct the rows; or take columns.ref out, if every row is to count by itself"
    message = 'another row has the ref "A1", too, and gives another entry'
    assert problems(tmp_path, file, REFS) == [
        f"t.csv:3:1: [two-refs] {message}; {hint}",
        f"t.csv:5:1: [two-refs] {message}; {hint}",
    ]


def test_rows_without_an_id_all_count_alike_or_not(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Id,Donor,Day,USD\n" + ",Kenya,2024-01-31,100\n" * 3)
    same = [Row(line, "KE", "2024-01-31", Decimal(100)) for line in (2, 3, 4)]
    assert read(tmp_path, file, REFS) == (same, {})
    assert read(tmp_path, file) == (same, {})


def test_an_id_may_be_there_once_more_in_another_commitment(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Id,Donor,Day,USD,For\nA1,Kenya,2024-01-31,100,fund\nA1,Kenya,2024-01-31,100,other\n")
    more = """columns = { country = "Donor", date = "Day", amount = "USD", ref = "Id", commitment = "For" }
[commitments.other]
unit = "USD"
"""
    ledger = parse_ledger(block(file, more).replace('commitment = "fund"\n', "").encode(), "l.toml", tmp_path)
    assert [(entry.commitment, entry.ref) for entry in ledger.actuals] == [("fund", "A1"), ("other", "A1")]


def test_where_takes_several_columns_and_several_texts(tmp_path: Path) -> None:
    text = (
        "Donor,Day,USD,State,Year\nKenya,2024-01-31,1,paid,2024\nKenya,2024-01-31,2, paid ,2023\n"
        "Kenya,2024-01-31,4,spent,2024\nKenya,2024-01-31,8,Paid,2024\nKenya,2024-01-31,16,,2024\n"
    )
    more = COLUMNS + 'where = { State = ["paid", "spent"], Year = "2024" }\n'
    kept, left_out = read(tmp_path, csv_file(tmp_path, text), more)
    assert ([row.line for row in kept], left_out) == ([2, 4], {"excluded by where": 3})


def test_what_where_and_stop_say_and_no_row_has_is_told(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Donor,Day,USD,State\nKenya,2024-01-31,1,paid\n")
    _, warnings = validate(tmp_path, file, COLUMNS + 'where.State = ["paid", "Spent"]\nstop = "TOTAL"\n')
    assert warnings == [
        (
            'tables[0]: [not-found] no row of t.csv has what the block says: "TOTAL" and State = "Spent"; '
            "correct `where` and `stop`, or take out what the file no longer has"
        )
    ]


@pytest.mark.parametrize("text", ["", " ", "-", "\u2013", ".", "n/a", "N/A"])
def test_a_figure_that_says_nothing_leaves_its_row_out_and_a_contributor_is_an_error(text: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"Donor,Day,USD\nKenya,2024-01-31,{text}\n")
    assert read(tmp_path, file) == ([], {"without a figure": 1})
    file = csv_file(tmp_path, f"Donor,Day,USD\n{text},2024-01-31,1\n")
    (problem,) = problems(tmp_path, file, COLUMNS + 'others = "as-named"\n')
    assert problem.startswith("t.csv:2:1: [blank] the cell for `country` is blank; otherwise.country = ")


@pytest.mark.parametrize("text", ["", "-", ".", "n/a", "dozens", "1-2", "about 5"])
def test_otherwise_says_what_a_figure_counts_as_and_validate_how_often(text: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"Donor,Day,USD\nKenya,2024-01-31,{text}\nJapan,2024-01-31,{text}\nEU,2024-01-31,3\n")
    more = COLUMNS + 'otherwise.amount = "not-stated"\n'
    assert read(tmp_path, file, more) == (
        [
            Row(2, "KE", "2024-01-31", None),
            Row(3, "JP", "2024-01-31", None),
            Row(4, "EU", "2024-01-31", Decimal(3)),
        ],
        {},
    )
    assert validate(tmp_path, file, more)[1] == [
        (
            "tables[0].otherwise.amount: [read-otherwise] 2 cells are blank or cannot be read, and counted as `otherwise` "
            "says; correct them in the table where you can"
        )
    ]


def test_values_say_what_texts_mean_before_and_after_what_is_stripped(tmp_path: Path) -> None:
    text = (
        'Donor,Day,USD\n"Korea, Government of",2024-01-31,undisclosed\n"Kenya, Government of",soon,a dozen\n'
        "World Food Programme (UN),2024-01-31,.\nnobody,2024-01-31,7\n"
    )
    more = COLUMNS + (
        'strip.country = [", Government of", " (UN)"]\n'
        'values.country = { "Korea" = "KR", "World Food Programme (UN)" = "EU", "nobody" = "Not named" }\n'
        'values.amount = { "undisclosed" = "not-stated", "a dozen" = 12, "." = "3.5" }\n'
        'values.date = { "soon" = 2025-12-31 }\nothers = "as-named"\n'
    )
    assert read(tmp_path, csv_file(tmp_path, text), more)[0] == [
        Row(2, "KR", "2024-01-31", None),
        Row(3, "KE", "2025-12-31", Decimal(12)),
        Row(4, "EU", "2024-01-31", Decimal("3.5")),
        Row(5, "Not named", "2024-01-31", Decimal(7)),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("not-stated", '"not-stated" is not a number; values.part = { "not-stated" = 0 }'),
        ("undisclosed", 'values.part: "not-stated" is not a number; correct values.part in the block of the table'),
    ],
)
def test_a_part_of_a_pledge_cannot_be_not_stated(text: str, problem: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path, f"Donor,Day,USD,Held\nKenya,2024-01-31,5,{text}\n")
    more = 'status = "on-hold"\ncolumns = { country = "Donor", date = "Day", amount = "USD", part = "Held" }\n'
    more += 'values.part = { "undisclosed" = "not-stated" }\n'
    assert problems(tmp_path, file, more, "pledges") == [f"t.csv:2:4: [not-a-number] {problem}"]


@pytest.mark.parametrize(
    ("otherwise", "cell", "problem"),
    [
        ('amount = "some"', "2:3", 'not-a-number] otherwise.amount: "some" is not a number'),
        ("date = 5", "2:2", 'not-a-date] otherwise.date: "5" is not a date'),
        (
            'country = "Nowhere"',
            "2:1",
            'unknown-contributor] otherwise.country: "Nowhere" is not a country or a declared',
        ),
    ],
)
def test_what_otherwise_says_must_be_what_the_key_may_be(
    otherwise: str, cell: str, problem: str, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, "Donor,Day,USD\n?,?,?\n")
    told = problems(tmp_path, file, f"{COLUMNS}otherwise.{otherwise}\n")
    assert [each for each in told if each.startswith(f"t.csv:{cell}: [{problem}")]


def test_a_date_may_be_in_several_columns(tmp_path: Path) -> None:
    rows = "Kenya,2024,January,1\nJapan,2024,,2\nPeru,,,3\nGhana,2024,Smarch,4\n"
    file = csv_file(tmp_path, "Donor,Year,Month,USD\n" + rows)
    more = 'columns = { country = "Donor", date = ["Month", "Year"], amount = "USD" }\ndates = "%B %Y"\n'
    which = " says which day that is"
    assert problems(tmp_path, file, more) == [
        't.csv:3:3: [not-a-date] "2024" is not a date of the form "%B %Y"; values.date = { "2024" = "…" }' + which,
        't.csv:4:3: [blank] the cell for `date` is blank; otherwise.date = "…" counts it as that',
        't.csv:5:3: [not-a-date] "Smarch 2024" is not a date of the form "%B %Y"; values.date = { "Smarch 2024" = "…" }'
        + which,
    ]
    more += 'values.date = { "2024" = "2024", "Smarch 2024" = "2024-03" }\notherwise.date = "2023"\n'
    assert [(row.country, row.date) for row in read(tmp_path, file, more)[0]] == [
        ("KE", "2024-01"),
        ("JP", "2024"),
        ("PE", "2023"),
        ("GH", "2024-03"),
    ]
    without = problems(
        tmp_path, csv_file(tmp_path, "Donor,Year,Month,USD\nKenya,2024,1,1\n"), more.partition("dates")[0]
    )
    assert without == [
        't.csv:2:3: [not-a-date] "1 2024" is not a date; say how the table writes its dates: dates = "%m %Y"'
    ]


def test_several_columns_of_a_figure_are_added_and_one_not_stated_makes_it_at_least_that(tmp_path: Path) -> None:
    text = (
        "Donor,Day,Cash,Loans,Kind\nKenya,2024-01-31,1,2,4\nKenya,2024-01-31,,2,-\nKenya,2024-01-31,,,\n"
        "Kenya,2024-01-31,1,yes,\nKenya,2024-01-31,yes,,\nKenya,2024-01-31,-1,0.25,0\n"
    )
    more = 'columns = { country = "Donor", date = "Day", amount = ["Cash", "Loans", "Kind"] }\n'
    assert read(tmp_path, csv_file(tmp_path, text), more + 'values.amount = { "yes" = "not-stated" }\n') == (
        [
            Row(2, "KE", "2024-01-31", Decimal(7)),
            Row(3, "KE", "2024-01-31", Decimal(2)),
            Row(5, "KE", "2024-01-31", Decimal(1), "at-least"),
            Row(6, "KE", "2024-01-31", None),
            Row(7, "KE", "2024-01-31", Decimal("-0.75")),
        ],
        {"without a figure": 1},
    )


def test_a_table_all_of_whose_rows_are_left_out_adds_nothing_whatever_its_columns(tmp_path: Path) -> None:
    text = "Donor,Day,Cash,Loans\nKenya,2024-01-31,,\nJapan,2024-01-31,-,\n"
    more = 'columns = { country = "Donor", date = "Day", amount = ["Cash", "Loans"] }\n'
    assert read(tmp_path, csv_file(tmp_path, text), more) == ([], {"without a figure": 2})


@pytest.mark.parametrize(
    ("stated", "of_part"),
    [
        ("exactly", (Decimal(1), "at-least")),
        ("over", (Decimal(1), "at-least")),
        ("at-least", (Decimal(1), "at-least")),
        ("under", (None, None)),
        ("at-most", (None, None)),
        ("about", (None, None)),
    ],
)
@pytest.mark.parametrize("in_column", [False, True])
def test_a_figure_known_in_part_that_may_be_less_too_is_not_stated(
    stated: str, of_part: tuple[Decimal | None, str | None], *, in_column: bool, tmp_path: Path
) -> None:
    text = f"How,Donor,Day,Cash,Loans\n{stated},Kenya,2024-01-31,1,yes\n{stated},Kenya,2024-01-31,1,2\n{stated},JP,2024-01-31,yes,yes\n"
    how = ', qualifier = "How"' if in_column else ""
    more = f'columns = {{ country = "Donor", date = "Day", amount = ["Cash", "Loans"]{how} }}\n'
    more += 'values.amount = { "yes" = "not-stated" }\n' + ("" if in_column else f'qualifier = "{stated}"\n')
    assert read(tmp_path, csv_file(tmp_path, text), more)[0] == [
        Row(2, "KE", "2024-01-31", *of_part),
        Row(3, "KE", "2024-01-31", Decimal(3), stated),
        Row(4, "JP", "2024-01-31", None),
    ]


def test_others_as_named_are_bodies_told_once_however_they_are_spelt(tmp_path: Path) -> None:
    text = "Donor,Day,USD\nWorld Bank,2024-01-31,1\nWORLD  BANK,2024-01-31,2\nThe World Bank,2024-01-31,4\nEuropean union,2024-01-31,8\n"
    file, more = csv_file(tmp_path, text), COLUMNS + 'others = "as-named"\n'
    ledger = ledger_of(tmp_path, file, more)
    assert [row.country for row in rows_of(ledger)] == ["World Bank", "World Bank", "World Bank", "EU"]
    assert {code: body.name for code, body in ledger.contributors.items()} == {
        "EU": "European Union",
        "World Bank": "World Bank",
    }
    _, warnings = validate(tmp_path, file, more)
    assert warnings == [
        (
            "tables[0].others: [as-named] t.csv: 1 name is neither of a country nor declared, and counts as a body: World Bank; "
            "check that none of them is a country or body under another name"
        )
    ]
    assert problems(tmp_path, file)[0].startswith(
        't.csv:2:1: [unknown-contributor] "World Bank" is not a country or a declared contributor; '
    )


def test_a_name_that_looks_like_a_country_is_told_at_the_block(tmp_path: Path) -> None:
    _, warnings = validate(
        tmp_path, csv_file(tmp_path, "Donor,Day,USD\n\u041aenya,2024-01-31,1\n"), COLUMNS + 'others = "as-named"\n'
    )
    assert [warning.partition("] ")[0] for warning in warnings] == [
        "tables[0].others: [as-named",
        "tables[0].others: [look-alike",
    ]


@pytest.mark.parametrize("text", ["Korea", "Guinea-Bissau and Kenya", "=1+1", "\x1b[31m", "\x00"])
def test_a_contributor_that_is_none_or_several_is_an_error(text: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, csv_file(tmp_path, f"Donor,Day,USD\n{text},2024-01-31,1\n"))
    assert problem.startswith("t.csv:2:1: [unknown-contributor] ")


def test_one_problem_is_told_for_all_cells_that_say_the_same(tmp_path: Path) -> None:
    text = "Donor,Day,USD\n" + "Kenia,2024-01-31,1\n" * 3 + "Kenia,2024-13-31,1\n" * 1200
    assert [problem.partition(";")[0] for problem in problems(tmp_path, csv_file(tmp_path, text))] == [
        't.csv:2:1: [unknown-contributor] "Kenia" is not a country or a declared contributor, here and in 1,202 more rows',
        't.csv:5:2: [not-a-date] "2024-13-31" is not a date, here and in 1,199 more rows',
    ]


def test_of_many_problems_the_first_thousand_are_told_and_that_there_are_more(tmp_path: Path) -> None:
    text = "Donor,Day,USD\n" + "".join(f"body {number},2024-01-31,1\n" for number in range(1500))
    told = problems(tmp_path, csv_file(tmp_path, text))
    assert len(told) == 1001
    assert told[999].startswith('t.csv:1001:1: [unknown-contributor] "body 999" ')
    assert told[1000].startswith("t.csv:1002:1: [and-more] ")


BROKEN: list[tuple[str | bytes, str, str]] = [
    (b"PK\x03\x04rest", "", "file: [unreadable-table] t.csv: it is a workbook; give it its own ending: .xlsx or .ods"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "",
        "file: [unreadable-table] t.csv: it is a workbook; give it its own ending: .xlsx or .ods",
    ),
    (
        b"\xef\xbb\xbfDonor\nC\xf4te",
        "",
        (
            "file: [unreadable-table] t.csv: line 2 is not UTF-8: byte 0xF4; "
            'write encoding = "windows-1252" into the [[tables]] block, if "Côte" is right'
        ),
    ),
    (
        PLAIN.encode("utf-16"),
        "",
        'file: [unreadable-table] t.csv: the file is UTF-16; write encoding = "utf-16" into the [[tables]] block',
    ),
    (
        "Donor\nC\u00f4te",
        'encoding = "ascii"\n',
        'encoding: [unreadable-table] t.csv: the file is not "ascii"; correct the encoding, or save the file as UTF-8',
    ),
    (
        PLAIN + 'Kenya,"2024',
        "",
        (
            "file: [unreadable-table] t.csv: in the row of line 4, a quotation mark opens a cell and none closes it; "
            "close it, or take it out"
        ),
    ),
    (
        PLAIN + '\n"Kenya" Republic,2024-01-31,1\n',
        "",
        (
            "file: [unreadable-table] t.csv: in the row of line 5, something follows the quotation mark that closes a cell; "
            "write a quotation mark in a cell twice"
        ),
    ),
    (
        PLAIN + '"' + "x" * (2**24 + 1) + '",2024-01-31,1\n',
        "",
        (
            "file: [unreadable-table] t.csv: in the row of line 4, a cell has more than 16,777,216 characters; "
            "is a quotation mark missing?"
        ),
    ),
    (
        PLAIN + "," * 16_384 + "\n",
        "",
        (
            "file: [unreadable-table] t.csv: the row of line 4 has 16,385 cells, and a table has at most 16,384; "
            "is a line break missing? Otherwise take out the columns that are not read"
        ),
    ),
]


@pytest.mark.parametrize(("content", "more", "problem"), BROKEN, ids=range(len(BROKEN)))
def test_a_file_that_is_no_table_is_an_error_at_its_name(
    content: str | bytes, more: str, problem: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, csv_file(tmp_path, content), COLUMNS + more) == [f"tables[0].{problem}"]


def test_a_cell_of_ten_megabytes_and_nul_bytes_are_text(tmp_path: Path) -> None:
    text = f"Donor,Day,USD,Remark\nKenya,2024-01-31,1,{'x' * 10_000_000}\nJapan,2024-01-31,2,a\x00b\n"
    ledger = ledger_of(
        tmp_path,
        csv_file(tmp_path, text),
        'columns = { country = "Donor", date = "Day", amount = "USD", note = "Remark" }\n',
    )
    assert [len(entry.note or "") for entry in ledger.actuals] == [10_000_000, 3]


def test_a_vast_cell_in_a_column_of_numbers_dates_or_names_is_an_error_in_few_words(tmp_path: Path) -> None:
    text = f"Donor,Day,USD\n{'x' * 5_000_000},{'1' * 5_000_000},{'1' * 5_000_000}\n"
    told = problems(tmp_path, csv_file(tmp_path, text))
    assert [problem.partition("]")[0] for problem in told] == [
        "t.csv:2:1: [unknown-contributor",
        "t.csv:2:2: [not-a-date",
        "t.csv:2:3: [not-a-number",
    ]
    assert max(map(len, told)) < 300


def test_every_reason_for_leaving_a_row_out_is_counted(tmp_path: Path) -> None:
    text = (
        "Id,Donor,Day,USD,State\n#id,#org,#date,#value,\nA,Kenya,2024-01-31,1,paid\nA,Kenya,2024-01-31,1,paid\n"
        "B,Kenya,2024-01-31,,paid\nC,Kenya,2024-01-31,1,\n,,,,\nTOTAL\nx\n"
    )
    rows, left_out = read(tmp_path, csv_file(tmp_path, text), REFS + 'where.State = "paid"\nstop = "TOTAL"\n')
    assert ([row.line for row in rows], list(left_out.items())) == (
        [3],
        [
            ("blank", 1),
            ("HXL tags", 1),
            ("excluded by where", 1),
            ("without a figure", 1),
            ("repeats another row", 1),
            ("after the stop", 2),
        ],
    )
    assert tuple(left_out) == WHY_LEFT_OUT


def test_a_row_that_states_only_its_worth_counts_as_that_and_nothing_is_nothing_in_any_currency(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        "Donor,Day,Own,Currency,USD\n"
        "Kenya,2024-01-31,100,EUR,110\n"
        "Japan,2024-01-31,,,5\n"
        "Norway,2024-01-31,0,NOK,0\n"
        "Chad,2024-01-31,,,\n",
    )
    columns = 'columns = { country = "Donor", date = "Day", amount = "Own", currency = "Currency", value = "USD" }\n'
    ledger = ledger_of(tmp_path, file, columns)
    assert [(it.country, it.amount, it.currency, it.value) for it in ledger.actuals] == [
        ("KE", 100, "EUR", 110),
        ("JP", 5, None, None),
        ("NO", 0, None, None),
    ]


def test_a_row_of_as_many_cells_as_a_workbook_has_is_read(tmp_path: Path) -> None:
    file = csv_file(tmp_path, PLAIN + "Kenya,2024-01-31,7" + "," * 16_381 + "\n")
    assert read(tmp_path, file)[0][-1] == Row(4, "KE", "2024-01-31", Decimal(7))
