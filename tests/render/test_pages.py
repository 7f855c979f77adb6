"""Whole outputs of one small ledger that has a bit of everything, in every format.

The figures, by hand. Personnel: 2,500 planned and 991 there, 1,509 short, 39.64% and 60.36%. Kenya 400 of 1,000:
600 short, 40%, 400 / 991 = 40.36% of the whole; the rest is 991 - 400 = 591, 59.64%. Firm pledges 1,000 (Kenya) and
one not stated (Barbados); 200 on hold (Jamaica). Funding: 68M of 600M. The European Union gave 3M EUR at 1.10, which
is 3.3M or 4.85%; France 9M of 8M, 1M more than pledged, 112.5%, 13.24%; Canada's 5M CAD have no rate. The rest is
68 - 3.3 - 9 = 55.7M, 81.91%. Vehicles: nothing pledged, 12 there, nobody named.

Of firm pledges 991 is 99.1%, and those are 40% of the plan; with Jamaica's 1,200, or 48%. Without Kenya 591 would be
left, 23.64%. On 31 December 2024 Kenya's 400 are all that is known of the personnel, a gap of 2,100, or 84%, and of the
funding the 12.3M of France and the European Union, 587.7M or 97.95%. What if Kenya goes and Jamaica delivers 200:
991 - 400 + 200 = 791, 31.64%; the gap 1,709, 68.36%.

Pace: nobody says when the mission starts, so the count starts at the first level. Personnel: from 400 on 25 June 2024
to 991 after 367 days, 591 / 367 = 1.6104 a day, 49.0 a month; 97 days are left to 2 October 2025 for 1,509, which takes
15.5567 a day, 473.5 a month, 9.7 times as many; 1,509 * 367 / 591 = 937.1, so 938 days, to 21 January 2028. Funding: from
12.3M on 12 September 2024 to 68M after 288 days, 55.7M / 288 = 193,402.78 a day, 5.89M a month; 532M more take
2,750.7, so 2,751 days, to 7 January 2033.

Claims: 2,900 * 1.05 and * 0.95 leave 2,500 out; 40% is under 50%; Kenya's 400 are 100 fewer than 500; nobody pledged for
Guatemala; 68M is 500,000 more than 67.5M. Children: 1,886 / 383 = 492.43%, within 5 of 490. Displaced: 1.3 / 11.8 = 11.02%.
"""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest

from mss_gap.render.dispatch import Format
from mss_gap.render.kinds import SchemaKind

Compare = Callable[[str, str], None]
Drawn = Callable[..., str]
Text = Callable[[str, str, Format], str]
Validation = Callable[[Format], str]

LEDGER = """
[mission]
name = "Mission to Atlantis"
as_of = 2025-06-27

[sources.report]
title = "Monthly report of the Secretary-General on the mission, its personnel and its trust fund"
publisher = "United Nations"
published = 2025-06-25
url = "https://example.org/reports/2025/06/monthly-report-of-the-secretary-general-on-the-mission.html"

[sources.letter]
title = "A letter"

[contributors.EU]
name = "European Union"

[commitments.personnel]
title = "Personnel deployed"
unit = "personnel"
pledged = 2500
basis = "planned strength"
due = 2025-10-02
source = "report"

[commitments.funding]
unit = "USD"
pledged = 600_000_000
source = ["report", "letter", "https://example.org/a_b"]

[commitments.vehicles]
unit = "vehicles"
actual = 12

[[pledges]]
commitment = "personnel"
country = "KE"
date = 2024-01-01
total = 1000
source = "letter"

[[pledges]]
commitment = "personnel"
country = "JM"
date = 2024-01-01
total = 200
status = "on-hold"

[[pledges]]
commitment = "personnel"
country = "CL"
date = 2024-01-01
total = 50
status = "withdrawn"

[[pledges]]
commitment = "personnel"
country = "BB"
date = 2024-01-01

[[pledges]]
commitment = "funding"
country = "FR"
date = 2024-01-01
total = 8_000_000
source = ["report", "letter", "https://example.org/a_b"]

[[actuals]]
commitment = "personnel"
country = "KE"
date = 2024-06-25
total = 400
source = "letter"

[[actuals]]
commitment = "personnel"
country = "GT"
date = 2025-01-04

[[actuals]]
commitment = "personnel"
date = 2025-06-25
total = 991
source = "report"

[[actuals]]
commitment = "funding"
country = "EU"
date = 2024-09-12
amount = 3_000_000
currency = "EUR"

[[actuals]]
commitment = "funding"
country = "CA"
date = 2024-09-12
amount = 5_000_000
currency = "CAD"

[[actuals]]
commitment = "funding"
country = "FR"
date = 2024-09-12
total = 9_000_000

[[actuals]]
commitment = "funding"
date = 2025-06-27
total = 68_000_000
source = "letter"

[[rates]]
pair = "EUR/USD"
date = 2024-09-12
rate = 1.10

[[claims]]
text = "2,500 pledged"
commitment = "personnel"
measure = "pledged"
value = 2500
source = "report"

[[claims]]
text = "About 2,900 pledged"
commitment = "personnel"
measure = "pledged"
value = 2900
qualifier = "about"
source = "letter"

[[claims]]
text = "Fewer than half of the Kenyans have come"
commitment = "personnel"
country = "KE"
measure = "delivered_pct"
value = 50
qualifier = "under"

[[claims]]
text = "Kenya sent 500"
commitment = "personnel"
country = "KE"
measure = "actual"
value = 500

[[claims]]
text = "Half of the Guatemalans have come"
commitment = "personnel"
country = "GT"
measure = "delivered_pct"
value = 50

[[claims]]
text = "$67.5 million paid"
commitment = "funding"
measure = "actual"
value = 67_500_000

[[claims]]
text = "Violence against children up by 490%"
indicator = "children"
measure = "change_pct"
value = 490
within = 5
source = "letter"

[indicators.children]
title = "Cases of violence against children"
unit = "cases"
value = 2269
previous = 383
period = "2024"
source = "letter"

[indicators.displaced]
value = 1_300_000
out_of = 11_800_000
unit = "people"

[[events]]
date = 2024-06-25
title = "The first contingent arrives"
source = "letter"

[[events]]
date = 2025-06-26
title = "A session of the Council"
"""

KINDS = [kind for kind in SchemaKind if kind not in {SchemaKind.LEDGER, SchemaKind.VALIDATE}]
ADDRESS = re.compile(r" *(\[\d+\])? *https?://\S+")
"""A line with nothing but an address and the number of its note."""
SUFFIXES = {Format.JSON: "json", Format.CSV: "csv", Format.MARKDOWN: "md"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_report_fits_the_width_that_it_is_given(kind: str, width: int, drawn: Drawn, as_expected: Compare) -> None:
    text = drawn(kind, LEDGER, width)
    assert [line for line in text.splitlines() if len(line) > width and not ADDRESS.fullmatch(line)] == []
    as_expected(f"{kind}.{width}.txt", text)


@pytest.mark.parametrize("kind", ["summary", "countries", "show", "history", "claims"])
def test_a_terminal_gets_colours_and_addresses_that_it_can_open(kind: str, drawn: Drawn, as_expected: Compare) -> None:
    text = drawn(kind, LEDGER, 80, terminal=True)
    assert "https://example.org/reports/2025/06/monthly-report-of-the-secretary-general-on-the-mission.html" in text
    as_expected(f"{kind}.terminal.txt", text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [40, 120])
def test_colours_change_no_text_and_no_line(kind: str, width: int, drawn: Drawn) -> None:
    coloured = drawn(kind, LEDGER, width, terminal=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == drawn(kind, LEDGER, width)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", SUFFIXES)
def test_a_report_for_other_programs(kind: str, form: Format, text: Text, as_expected: Compare) -> None:
    as_expected(f"{kind}.{SUFFIXES[form]}", text(kind, LEDGER, form))


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_validation_for_other_programs(form: Format, validation: Validation, as_expected: Compare) -> None:
    as_expected(f"validate.{SUFFIXES[form]}", validation(form))


def test_a_validation_is_text_even_on_a_terminal(validation: Validation) -> None:
    assert validation(Format.TABLE).startswith("ledger.toml:3:1: error[unknown-key]: ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", SUFFIXES)
def test_every_text_ends_in_one_line_feed_and_has_no_carriage_return(kind: str, form: Format, text: Text) -> None:
    written = text(kind, LEDGER, form)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert "\r" not in written


def test_headings_of_one_row_stand_on_one_level(drawn: Drawn) -> None:
    lines = drawn("summary", LEDGER, 80).splitlines()
    heading = next(line for line in lines if line.startswith("Commitment"))
    assert heading.split() == ["Commitment", "Pledged", "Actual", "Gap", "Delivered", "Shortfall"]


@pytest.mark.parametrize("width", [20, 30, 40, 50, 60, 70, 80, 99, 100, 120, 200])
def test_a_figure_is_never_cut_short(width: int, drawn: Drawn) -> None:
    ledger = '[commitments.men]\nunit = "men"\npledged = 123456.123456\nactual = 0\n'
    text = drawn("summary", ledger, width)
    assert "123,456.123456" in "".join(text.split())
    assert "…" not in text


def test_a_table_that_fits_no_width_becomes_a_list(drawn: Drawn) -> None:
    ledger = '[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'
    assert drawn("summary", ledger, 30) == (
        "Pledged and delivered\n"
        "Undated · ledger ledger.toml\n"
        "\n"
        "Bases\n"
        "  Pledged       12\n"
        "  Actual         3\n"
        "  As of          -\n"
        "  Gap            9\n"
        "  Delivered  25.0%\n"
        "  Shortfall  75.0%\n"
    )


@pytest.mark.parametrize(
    ("pledges", "remark"),
    [
        ([("KE", "total = 5", "firm")], "Firm pledges by contributors: 5 men, 5 not recorded as delivered."),
        ([("KE", "", "firm")], "Firm pledges by contributors: an amount not stated."),
        (
            [("KE", "total = 5", "firm"), ("JM", "", "firm")],
            "Firm pledges by contributors: at least 5 men, at least 5 not recorded as delivered; 1 more states no amount.",
        ),
        (
            [("KE", "total = 5", "firm"), ("JM", "", "firm"), ("BB", "", "firm")],
            "Firm pledges by contributors: at least 5 men, at least 5 not recorded as delivered; 2 more state no amount.",
        ),
        ([("KE", "total = 5", "on-hold")], "Pledges on hold: 5 men."),
        ([("KE", "", "on-hold")], "Pledges on hold: an amount not stated."),
    ],
)
def test_pledges_of_contributors_are_summed_up_in_words(
    pledges: list[tuple[str, str, str]], remark: str, drawn: Drawn
) -> None:
    ledger = '[commitments.men]\nunit = "men"\npledged = 9\nactual = 0\n' + "".join(
        f'[[pledges]]\ncommitment = "men"\ndate = 2024-01-01\ncountry = "{country}"\n{total}\nstatus = "{status}"\n'
        for country, total, status in pledges
    )
    assert drawn("countries", ledger, 120).splitlines()[-1] == remark


def test_a_pledge_that_no_rate_converts_is_not_said_to_state_no_amount(drawn: Drawn) -> None:
    def remarks(*pledges: str) -> list[str]:
        entries = "".join(
            f'[[pledges]]\ncommitment = "fund"\ndate = 2024-01-01\n{pledge}\n'.replace(";", "\n") for pledge in pledges
        )
        said = drawn("countries", f'[commitments.fund]\nunit = "USD"\n{entries}', 120).splitlines()
        return [line for line in said if line.startswith(("Firm pledges", "Pledges on hold"))]

    italy = 'country = "IT"; total = 5; currency = "EUR"'
    france = 'country = "FR"; total = 6; currency = "EUR"'
    assert remarks(italy) == ["Firm pledges by contributors: an amount not known; 1 is in a currency without a rate."]
    assert remarks(italy, france, 'country = "DE"') == [
        "Firm pledges by contributors: an amount not known; 1 states no amount; 2 are in a currency without a rate."
    ]
    assert remarks(italy, 'country = "IT"; amount = 7; currency = "CHF"'.replace("2024-01-01", "2024-01-02")) == [
        "Firm pledges by contributors: an amount not known; 1 is in a currency without a rate."
    ]
    assert remarks('country = "SE"; total = 9', 'country = "SE"; status = "on-hold"; part = 2; currency = "EUR"') == [
        "Firm pledges by contributors: an amount not known; 1 is in a currency without a rate.",
        "Pledges on hold: an amount not known; 1 is in a currency without a rate.",
    ]
    assert remarks(italy + '; status = "on-hold"') == [
        "Pledges on hold: an amount not known; 1 is in a currency without a rate."
    ]


def test_counts_in_the_hundreds_of_millions_fit_a_table_of_80_columns(drawn: Drawn) -> None:
    ledger = '[commitments.meals]\nunit = "meals"\npledged = 600_000_000\nactual = 123_456_789\n'
    assert drawn("summary", ledger, 80).splitlines()[3:8] == [
        "Commitment  Pledged   Actual      Gap  Delivered  Shortfall",
        "                       As of",
        "───────────────────────────────────────────────────────────",
        "Meals          600M  123.46M  476.54M      20.6%      79.4%",
        "                           -            ██░░░░░░",
    ]


WITHDRAWN = """
[commitments.police]
unit = "police"
[[pledges]]
commitment = "police"
country = "KE"
date = 2024-01-01
total = 50
[[pledges]]
commitment = "police"
country = "KE"
date = 2024-03-01
status = "withdrawn"
[[pledges]]
commitment = "police"
country = "BS"
date = 2024-03-01
amount = 7
source = "https://example.org/a"
[[pledges]]
commitment = "police"
country = "BS"
date = 2024-03-01
status = "on-hold"
source = "https://example.org/b"
"""


def test_each_entry_is_reported_with_its_own_status_under_its_day(drawn: Drawn) -> None:
    assert drawn("history", WITHDRAWN, 30).splitlines()[4:32] == [
        "Police",
        "2024-01-01",
        "  What changed  Kenya: pledge",
        "                of 50",
        "  Level                 50",
        "  Actual        not stated",
        "  Gap                  n/a",
        "  Delivered            n/a",
        "",
        "2024-03-01",
        "  What changed  Bahamas:",
        "                pledge +7 [1]",
        "  Level                  7",
        "",
        "2024-03-01",
        "  What changed  Bahamas:",
        "                pledge on hold",
        "                [2]",
        "  Level                  7",
        "",
        "2024-03-01",
        "  What changed  Kenya: pledge",
        "                withdrawn",
        "  Level          withdrawn",
        "  Actual        not stated",
        "  Gap                  n/a",
        "  Delivered            n/a",
        "",
    ]


def test_a_part_that_is_withdrawn_leaves_the_rest_as_the_level(drawn: Drawn) -> None:
    part = WITHDRAWN.replace('status = "withdrawn"', 'status = "withdrawn"\npart = 20')
    assert drawn("history", part, 30).splitlines()[25:30] == [
        "  What changed  Kenya: 20 of",
        "                the pledge",
        "                withdrawn",
        "  Level                 30",
        "  Actual        not stated",
    ]


def test_each_entry_has_its_own_status_in_csv(text: Text) -> None:
    rows = csv.DictReader(io.StringIO(text("history", WITHDRAWN, Format.CSV)))
    assert [(row["country"], row["total"], row["amount"], row["status"], row["level"]) for row in rows] == [
        ("KE", "50", "", "", "50"),
        ("BS", "", "7", "", "7"),
        ("BS", "", "", "on-hold", "7"),
        ("KE", "", "", "withdrawn", "0"),
    ]


def test_claims_that_cannot_all_be_true_are_in_every_format(drawn: Drawn, text: Text) -> None:
    rows = list(csv.DictReader(io.StringIO(text("claims", LEDGER, Format.CSV))))
    assert [row["rivals"] for row in rows] == ["0; 1", "0; 1", "", "", "", "", ""]
    assert json.loads(text("claims", LEDGER, Format.JSON))["rivals"] == [[0, 1]]
    assert "Claims that cannot all be true" in drawn("claims", LEDGER, 80)


KEPT = """
sources.un = { title = "Report", url = "https://un.example/report", archived = "https://copy.example/un", seen = 2025-01-31 }
sources.ap = { title = "Story" }
commitments.men = { unit = "men", pledged = 5, source = ["un", "https://bare.example"] }
"""


@pytest.mark.parametrize("kind", ["sources", "source"])
def test_a_source_says_when_it_was_read_and_where_a_copy_is_kept(kind: str, drawn: Drawn, text: Text) -> None:
    table = drawn(kind, KEPT, 80)
    assert re.search(r"^Source +Published +Read on +Copy +Figures$", table, re.MULTILINE)
    assert re.search(
        r"^Report +not stated +2025-01-31 +kept +1\nun\n  https://un.example/report\n  https://copy.example/un$",
        table,
        re.MULTILINE,
    )
    assert "| 2025-01-31 | kept (<https://copy.example/un>) | 1 |" in text(kind, KEPT, Format.MARKDOWN)


def test_sources_without_copies_have_no_columns_for_them(drawn: Drawn) -> None:
    without = KEPT.replace('archived = "https://copy.example/un", seen = 2025-01-31', 'publisher = "UN"')
    assert "Copy" not in drawn("sources", without, 80)
    assert "Read on" not in drawn("sources", without, 80)


def test_that_two_commitments_count_one_thing_is_said_once_with_the_figure(drawn: Drawn) -> None:
    ledger = (
        '[commitments.fund]\nunit = "USD"\nactual = 4_000_000\noverlaps = ["letter"]\n'
        '[commitments.letter]\nunit = "USD"\nactual = 68_000_000\n'
    )
    said = [line for line in drawn("summary", ledger, 120).splitlines() if "same money" in line]
    assert said == ["Fund counts the same money as Letter ($68M): never add the two."]
    said = [line for line in drawn("countries", ledger, 120).splitlines() if "same money" in line]
    assert said == [
        "Fund counts the same money as Letter ($68M): never add the two.",
        "Letter counts the same money as Fund ($4M): never add the two.",
    ]
    (warned,) = (line for line in drawn("pace", ledger, 120).splitlines() if "same money" in line)
    assert warned == "Warning: Fund: it counts the same money as Letter: never add the two"


def test_figures_of_one_contributor_at_several_rates_say_so(drawn: Drawn) -> None:
    ledger = (
        '[commitments.fund]\nunit = "USD"\n'
        '[[pledges]]\ncommitment = "fund"\ncountry = "FR"\ndate = 2024-01-01\ntotal = 10\ncurrency = "EUR"\nvalue = 11\n'
        '[[actuals]]\ncommitment = "fund"\ncountry = "FR"\ndate = 2024-02-01\ntotal = 4\ncurrency = "GBP"\nvalue = 5\n'
    )
    said = drawn("countries", ledger, 120).splitlines()
    assert "France pledged €10 and delivered £4, converted at several rates." in said
