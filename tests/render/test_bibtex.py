"""Sources as BibTeX: what TeX prints of it, and what another program reads of it, is what the ledger says."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from mss_gap import Ledger, cite, single_source, source, sources, summary
from mss_gap.analysis.reports.sources import SourceRow, SourcesReport
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.dispatch import Format, render
from mss_gap.render.formats.bibtex import bibtex
from mss_gap.render.harmless import plain

SHIPPED = (Path(__file__).parents[2] / "data/commitments.toml").read_text(encoding="utf-8")
LEDGER = """\
[mission]
name = "Mission d'appui & more"
abbreviation = "MA"
as_of = 2025-06-27
licence = "CC-BY-4.0"

[sources.ap-2024]
title = "Kenya and Haiti: 50% of $5M {net}"
publisher = "Ministry of Peace and Security"
published = 2024-10-11
seen = 2024-11-01
url = "https://example.org/a_b?c=%20d&e=~f#g"
archived = "https://web.archive.org/web/2024_1/x"

[sources.letter]
title = "A letter"

[commitments.people]
unit = "people"
pledged = 1
source = ["ap-2024", "letter", "https://example.org/bare|x"]

[[events]]
date = 2024-01-01
title = "It begins"
source = "letter"
"""
WORDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
}
"""What TeX prints for the words that we write."""


def printed(tex: str) -> str:
    """What TeX prints of a text: an account of TeX of our own."""
    shown = ""
    for word, accent, sign, brace, other in re.findall(r"\\([A-Za-z]+)|\\([~^])\{\}|\\(.)|([{}])|(.)", tex, re.DOTALL):
        assert other not in set("#$%&_~^\\") or not other, f"{other} acts in TeX"
        shown += WORDS[word] if word else accent or sign or ("" if brace else other)
    return shown


def ledger_of(text: str) -> Ledger:
    return parse_ledger(text.encode(), "folder/ledger.toml")


def entries_in(text: str) -> dict[str, Entry]:
    """The entries of a bibliography by their keys, as another program reads them."""
    return dict(parse_string(text, "bibtex").entries.items())


def report_on(**source: object) -> SourcesReport:
    """A report of one source."""
    row = {"id": "a", "title": None, "publisher": None, "published": None, "url": None, "archived": None, "seen": None}
    return SourcesReport(
        mission=None,
        ledger="-",
        as_of=None,
        sources=(SourceRow(**{**row, **source}, figures=1),),  # type: ignore[arg-type] # any source
        unsourced=(),
        files=(),
    )


def test_the_whole_of_a_bibliography() -> None:
    assert bibtex(sources(ledger_of(LEDGER), LEDGER)) == (
        "@online{ap-2024,\n"
        "  title = {{Kenya and Haiti: 50\\% of \\$5M \\{net\\}}},\n"
        "  organization = {{Ministry of Peace and Security}},\n"
        "  date = {2024-10-11},\n"
        "  url = {https://example.org/a_b?c=%20d&e=~f#g},\n"
        "  urldate = {2024-11-01},\n"
        "  note = {Archived copy: https://web.archive.org/web/2024\\_1/x},\n"
        "}\n"
        "\n"
        "@misc{letter,\n"
        "  title = {{A letter}},\n"
        "}\n"
        "\n"
        "@online{example-org-bare-x,\n"
        "  title = {{https://example.org/bare|x}},\n"
        "  url = {https://example.org/bare%7Cx},\n"
        "}\n"
    )


def test_one_source_is_one_entry() -> None:
    whole = bibtex(sources(ledger_of(LEDGER), LEDGER))
    assert bibtex(source(ledger_of(LEDGER), LEDGER, "letter")) == whole.split("\n\n")[1] + "\n"


def test_the_sources_of_figures_with_one_source_only() -> None:
    assert list(entries_in(bibtex(single_source(ledger_of(LEDGER), LEDGER)))) == ["letter"]


def test_without_sources_there_is_nothing() -> None:
    text = '[commitments.a]\nunit = "a"\npledged = 1\n'
    assert bibtex(sources(ledger_of(text), text)) == ""


def test_the_ledger_itself() -> None:
    ledger = ledger_of(LEDGER)
    report = cite(ledger)
    (entry,) = entries_in(bibtex(report)).values()
    assert (entry.type, entry.key) == ("misc", "ma-2025-06-27")
    assert {key: printed(value) for key, value in entry.fields.items()} == {
        "title": "Pledged and delivered: Mission d'appui & more",
        "date": "2025-06-27",
        "howpublished": f"Computed by mss-gap {report.program} from ledger.toml (SHA-256 {ledger.files[0].sha256})",
        "note": "Licence of the record: CC-BY-4.0",
    }


def test_a_ledger_without_a_name_a_date_and_a_licence() -> None:
    (entry,) = entries_in(bibtex(cite(ledger_of('[commitments.a]\nunit = "a"\npledged = 1\n')))).values()
    assert (entry.key, list(entry.fields)) == ("pledges", ["title", "howpublished"])


def test_keys_of_addresses_are_made_of_them_and_differ_from_all_others() -> None:
    text = (
        '[sources.example-org-a]\ntitle = "A"\n[commitments.a]\nunit = "a"\npledged = 1\n'
        'source = ["example-org-a", "https://example.org/a", "https://example.org/a/", "http://東京.example/"]\n'
    )
    assert list(entries_in(bibtex(sources(ledger_of(text), text)))) == [
        "example-org-a",
        "example-org-a-2",
        "example-org-a-3",
        "example",
    ]


def test_another_report_cannot_be_written_so() -> None:
    with pytest.raises(TypeError, match="a report of the kind summary cannot be written as BibTeX"):
        render(summary(ledger_of(LEDGER)), Format.BIBTEX)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("{one}{two}", r"\{one\}\{two\}"),
        ("}{", r"{\textbraceright}{\textbraceleft}"),
        ("a {b", r"a {\textbraceleft}b"),
        ("$100M of $300M", r"{\textdollar}100M of {\textdollar}300M"),
        ("C:\\new ~ ^", r"C:{\textbackslash}new \~{} \^{}"),
        ("one\ttwo\n", "one two"),
    ],
)
def test_a_title_is_escaped_so(title: str, written: str) -> None:
    assert f"  title = {{{{{written}}}}},\n" in bibtex(report_on(title=title))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: plain(text).strip())


@given(title=TEXTS, publisher=TEXTS)
def test_tex_prints_a_title_and_a_publisher_as_the_ledger_has_them(title: str, publisher: str) -> None:
    written = bibtex(report_on(title=title, publisher=publisher))
    fields = entries_in(written)["a"].fields
    # The reader makes one space of several, as TeX does.
    for field, text in (("title", title), ("organization", publisher)):
        assert " ".join(printed(fields[field]).split()) == " ".join(plain(text).split())
    assert written.count("{") == written.count("}")


@given(st.text(st.sampled_from("{}\\%$&#_^~|a/ü"), max_size=8))
def test_an_address_leads_to_the_same_place_and_has_no_braces(path: str) -> None:
    address = f"https://example.org/{path}"
    fields = entries_in(bibtex(report_on(title="A", url=address)))["a"].fields
    assert set(fields["url"]) & set("{}\\^|") == set()
    assert unquote(fields["url"]) == unquote(address)


@given(published=st.dates(min_value=date(1000, 1, 1)), seen=st.dates(min_value=date(1000, 1, 1)))
def test_days_are_written_as_biblatex_reads_them(published: date, seen: date) -> None:
    fields = entries_in(bibtex(report_on(title="A", published=published, seen=seen)))["a"].fields
    assert (fields["date"], fields["urldate"]) == (str(published), str(seen))


def test_every_source_of_the_shipped_record_is_an_entry() -> None:
    ledger = ledger_of(SHIPPED)
    found = entries_in(bibtex(sources(ledger, SHIPPED)))
    assert list(found)[: len(ledger.sources)] == list(ledger.sources)
    for key, declared in ledger.sources.items():
        assert printed(found[key].fields["title"]) == declared.title
        assert found[key].fields["url"] == declared.url
