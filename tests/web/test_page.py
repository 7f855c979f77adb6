"""What the page says: the whole text of a small ledger, and what is left out where a ledger says less."""

import os
import re
import shlex
from collections.abc import Callable, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import mss_gap.render.formats.html
from mss_gap import load
from mss_gap.analysis.reports.page import page
from mss_gap.ledger.find import FileRead
from mss_gap.render.formats.html.page_data import page_data
from mss_gap.render.formats.provenance import Edition
from mss_gap.render.harmless import plain

Pages = Callable[[str], str]
FUND = Path(__file__).parents[1] / "ledgers/good/stages-of-a-fund.toml"
EXPECTED = Path(__file__).parent / "expected/small.txt"
BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "caption", "tr", "summary", "title"}
CELLS = {"th", "td"}
DIGEST = "0" * 64


class Text(HTMLParser):
    """The text of a page: a line a block, cells apart; charts, whose words are their own, left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines = [""]
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "link"}:
            return
        self._open.append(tag)
        if tag in BLOCKS and "svg" not in self._open:
            self.lines.append("# " * tag.startswith("h") if tag[1:].isdigit() else "")
        if tag in CELLS:
            self.lines[-1] += " | "

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Of a shape there is nothing to tell."""

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop() != tag:
            pass

    def handle_data(self, text: str) -> None:
        if not {"style", "svg"} & set(self._open):
            self.lines[-1] += re.sub(r"\s+", " ", text)


def text_of(page: str) -> str:
    lines = (re.sub(" +", " ", line).strip() for line in Text(page).lines)
    return "".join(f"{line}\n" for line in lines if line)


def headings(page: str) -> list[str]:
    return [line.removeprefix("# ") for line in text_of(page).splitlines() if line.startswith("# ")]


def test_the_whole_text_of_a_small_ledger(page_text: Pages, ledger_texts: Mapping[str, str]) -> None:
    text = text_of(page_text(ledger_texts["small"]))
    if os.environ.get("MSS_GAP_REWRITE") == "1":
        EXPECTED.write_text(text, encoding="utf-8")
    assert text == EXPECTED.read_text(encoding="utf-8")


def test_a_ledger_of_four_lines_has_what_it_says_and_nothing_else(
    page_text: Pages, ledger_texts: Mapping[str, str]
) -> None:
    page = page_text(ledger_texts["short"])
    assert headings(page) == [
        "Pledged and delivered",
        "Where the pledges stand",
        "Course and pace",
        "Bases",
        "Sources",
        "How this page was made",
    ]
    assert "The ledger names no source for these figures." in text_of(page)
    assert page.count("<svg") == 3  # the gap, for both widths, and a bar in the table


def test_figures_that_no_one_stated_are_never_0(page_text: Pages, ledger_texts: Mapping[str, str]) -> None:
    text = text_of(page_text(ledger_texts["bare"]))
    assert "Men Neither a pledge nor a delivery is stated." in text
    assert "Money $5 pledged; what was delivered is not stated." in text
    assert "| Kenya | none | not stated | 2025-01-01 | n/a | n/a | | n/a" in text
    # Where nothing is recorded of a contributor, nothing says 0 (R11).
    zeros = [line for line in text.splitlines() if line[0] == "|" and re.search(r"(?<![\d.,-])0(?![\d.,])", line)]
    assert zeros == []
    assert "| Jamaica | not stated | none recorded | - | n/a | n/a | | n/a" in text


def test_a_commitment_with_stages_has_a_section_and_others_have_none(page_text: Pages) -> None:
    page = page_text(FUND.read_text("utf-8") + '[commitments.men]\nunit = "men"\npledged = 5\nactual = 1\n')
    assert headings(page) == [
        "Mission to Ruritania",
        "Where the pledges stand",
        "Who pledged and delivered what",
        "Fund",
        "Which pledges were kept, and when",
        "Fund",
        "How far deliveries have come",
        "Fund",
        "Course and pace",
        "Fund",
        "Men",
        "If Canada withdraws",
        "Warnings",
        "Sources",
        "How this page was made",
    ]
    lines = text_of(page).splitlines()
    start = lines.index("Stages: Fund (USD)")
    assert lines[start : start + 11] == [
        "Stages: Fund (USD)",
        "| Contributor | Pledged | Agreed | of pledged | Received * | of agreed | Spent | of received",
        "| In all [1] | $200,000,000 | $150,000,000 | 75.0% | $65,000,000 | 43.3% | ≥$30,000,000 | ≥46.2%",
        "| Canada [1] | $100,000,000 | $80,000,000 | 80.0% | $60,000,000 | 75.0% | $15,000,000 | 25.0%",
        "| Norway [1] | none | none recorded | n/a | $5,000,000 | n/a | none recorded | n/a",
        "| France [1] | $20,000,000 | ≈$20,000,000 | ≈100.0% | none recorded | n/a | none recorded | n/a",
        "| Germany [1] | $10,000,000 | none recorded | n/a | none recorded | n/a | none recorded | n/a",
        "| Japan [1] | none | not stated | n/a | none recorded | n/a | none recorded | n/a",
        "* Received is the stage that counts: it is the actual in every other table.",
        "In all, of what is pledged: agreed 75.0%, received 32.5%, spent ≥15.0%.",
        "Latest entry: agreed 2025-05-31, received 2025-01-01, spent 2025-06-30.",
    ]
    assert page.count(">Fund: pledged $200M, agreed $150M, received $65M, spent ≥$30M</title>") == 2  # for both widths
    assert text_of(page).count("Outside, not counted: United States, in kind (delivered): $7,000,000") == 1
    assert "Fund, spent: what was brought to this stage is at least 30,000,000 USD and may be more" in text_of(page)


def test_what_is_given_outside_is_listed_also_where_no_contributor_delivers(page_text: Pages) -> None:
    page = page_text("""
        commitments.aid = { unit = "USD", pledged = 200 }
        actuals = [{ commitment = "aid", country = "US", date = 2024-01-01, amount = 90, outside = "in kind" }]
    """)
    text = text_of(page)
    assert "Outside, not counted: United States, in kind (delivered): $90, 2024-01-01." in text
    assert "Aid: outside, not counted: 1 entry: United States, in kind (delivered)." in text
    assert "Aid $200 pledged; what was delivered is not stated." in text


@pytest.mark.parametrize(
    ("mission", "title"),
    [
        ('name = "Mission to Atlantis"', "Mission to Atlantis"),
        ('abbreviation = "MTA"', "MTA"),
        ('name = "Mission to Atlantis (MTA)"\nabbreviation = "MTA"', "Mission to Atlantis (MTA)"),
        ("", "Pledged and delivered"),
    ],
)
def test_the_page_is_named_for_its_mission(mission: str, title: str, page_text: Pages) -> None:
    page = page_text(f'[mission]\n{mission}\n[commitments.bases]\nunit = "bases"\n')
    assert headings(page)[0] == title
    assert f"<title>{title}{'' if mission == '' else ': pledged and delivered'}</title>" in page


def test_a_chart_says_no_mission_and_a_smaller_title_than_a_heading(
    page_text: Pages, ledger_texts: Mapping[str, str]
) -> None:
    page = page_text(ledger_texts["small"])
    assert page.count(">Delivered as a share of each pledge, in percent, as of 2025-06-27<") == 2
    titles = re.findall(
        r'font-size="([0-9.]+)" font-weight="bold" style="[^"]*">Personnel deployed: 991 of 2,500', page
    )
    assert titles == ["9.5", "9.5"]


def test_a_claim_names_its_commitment_or_its_indicator_by_title(page_text: Pages) -> None:
    ledger = """
    [commitments.displaced]
    title = "Officers for the displaced"
    unit = "officers"
    pledged = 5
    [indicators.displaced]
    title = "People displaced"
    unit = "people"
    value = 1_300_000
    [[claims]]
    text = "1.4 million displaced"
    indicator = "displaced"
    measure = "value"
    value = 1_400_000
    [[claims]]
    text = "1.5 million displaced"
    indicator = "displaced"
    measure = "value"
    value = 1_500_000
    [[claims]]
    text = "6 officers pledged"
    commitment = "displaced"
    measure = "pledged"
    value = 6
    """
    text = text_of(page_text(ledger))
    assert "| 1 | 1.4 million displaced People displaced, value | 1,400,000 | 1,300,000 | -100,000" in text
    assert "| 3 | 6 officers pledged Officers for the displaced, pledged | 6 | 5 | -1" in text
    assert "| People displaced, value | 1,400,000 (No. 1); 1,500,000 (No. 2)" in text


def test_which_pledges_were_kept_is_said_of_each_commitment_with_a_pledge(page_text: Pages) -> None:
    ledger = """
    mission.as_of = 2025-06-30
    pledges = [
      { commitment = "men", country = "KE", date = 2024-01-01, total = 100, due = "2025-01" },
      { commitment = "men", country = "JM", date = 2024-01-01, total = 60, due = 2025-01-31 },
    ]
    actuals = [
      { commitment = "men", country = "KE", date = "2025-02", total = 100, qualifier = "over" },
      { commitment = "bases", country = "KE", date = 2025-02-01, total = 1 },
    ]
    [commitments.men]
    title = "Men <b>and</b> women"
    unit = "men"
    [commitments.bases]
    unit = "bases"
    """
    text = text_of(page_text(ledger))
    section = text[text.index("# Which pledges were kept, and when") : text.index("# Course and pace")]
    assert section.splitlines()[1:-1] == [
        "# Men <b>and</b> women",
        "1 of 2 firm pledges kept in full; 100 of 160 men came (62.5%).",
        "Pledges kept: Men <b>and</b> women (men)",
        "| Contributor | Pledged | By when | Delivered | Verdict | Kept on",
        "| Kenya | 100 | 2025-01 | ≥100 | kept | 2025-02 at least 1 day late",
        "| Jamaica | 60 | 2025-01-31 | none recorded | overdue 60 expected by 2025-01-31, none recorded |",
    ]


def test_of_many_sources_a_few_are_linked_and_the_others_counted(page_text: Pages) -> None:
    cited = [[f"https://example.org/{number}"] for number in range(1, 12)]
    cited.append([source for (source,) in cited[::2]])
    claims = "".join(
        f'[[claims]]\ntext = "1 man"\ncommitment = "men"\nmeasure = "actual"\nvalue = 1\nsource = {sources}\n'
        for sources in cited
    )
    text = text_of(page_text(f'[commitments.men]\nunit = "men"\nactual = 2\n{claims}'))
    assert "| 12 | 1 man [1,3,5 and 3 more] Men, actual | 1 | 2 | +1" in text


def test_the_same_ledger_makes_the_same_page(page_text: Pages, ledger_texts: Mapping[str, str]) -> None:
    assert page_text(ledger_texts["shipped"]) == page_text(ledger_texts["shipped"])


def test_the_style_sheet_is_in_the_page_as_it_is(page_text: Pages, ledger_texts: Mapping[str, str]) -> None:
    page = page_text(ledger_texts["small"])
    style = (Path(mss_gap.render.formats.html.__file__).parent / "page.css").read_text(encoding="utf-8")
    assert page[page.index("<style>\n") + len("<style>\n") : page.index("</style>")] == style
    assert set(style) & {"<", "&"} == set()


def test_a_figure_and_its_chart_do_not_need_colours(page_text: Pages, ledger_texts: Mapping[str, str]) -> None:
    page = page_text(ledger_texts["small"])
    assert re.findall(r'<svg(?![^>]*(?:role="img"|aria-hidden="true"))', page) == []
    assert page.count('role="img"') == page.count("<desc")


@pytest.mark.parametrize(
    ("origin", "ledger", "check", "remake"),
    [
        (
            "built-in",
            "the record that ships with it, commitments.toml",
            "sha256sum commitments.toml",
            "mss-gap report --as-of 2025-06-27 --output page.html",
        ),
        (
            "-",
            "a ledger from standard input",
            "sha256sum ledger.toml",
            "mss-gap report --ledger ledger.toml --as-of 2025-06-27 --output page.html",
        ),
        (
            "/home/ann/secret folder/our ledger.toml",
            "our ledger.toml",
            "sha256sum 'our ledger.toml'",
            "mss-gap report --ledger 'our ledger.toml' --as-of 2025-06-27 --output page.html",
        ),
    ],
)
def test_a_reader_is_told_how_to_check_the_page(origin: str, ledger: str, check: str, remake: str) -> None:
    edition = Edition(version="1.2.3", origin=origin, digest=DIGEST, as_of=date(2025, 6, 27))
    assert (edition.ledger, edition.check, edition.remake) == (ledger, check, remake)


def test_an_undated_page_is_made_again_without_a_date() -> None:
    edition = Edition(version="1.2.3", origin="a.toml", digest=DIGEST, as_of=None)
    assert edition.remake == "mss-gap report --ledger a.toml --output page.html"


def test_the_tables_of_a_ledger_are_checked_with_it() -> None:
    tables = (FileRead("data/donors 2025.xlsx", DIGEST), FileRead("a\u202eb.csv", DIGEST))
    edition = Edition(version="1.2.3", origin="a.toml", digest=DIGEST, as_of=None, tables=tables)
    assert edition.check == f"sha256sum a.toml 'data/donors 2025.xlsx' {shlex.quote(plain(tables[1].file))}"
    assert edition.digests == [("data/donors 2025.xlsx", DIGEST), (plain(tables[1].file), DIGEST)]
    assert "\u202e" not in edition.check


def test_every_claim_is_on_the_page_once_whatever_its_verdict() -> None:
    report = page(load(Path(__file__).parents[2] / "data/commitments.toml"))
    section = page_data(report).claims
    assert section is not None
    assert [part.folded for part in section.verdicts] == sorted(part.folded for part in section.verdicts)
    numbers = [int(row.cells[0].text) for part in section.verdicts for row in part.table.rows]
    assert sorted(numbers) == list(range(1, len(report.claims.claims) + 1))
