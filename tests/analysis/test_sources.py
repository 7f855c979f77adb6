"""How many figures rest on each source, and which rest on none."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from hashlib import sha256
from textwrap import dedent

import pytest

import mss_gap
from mss_gap import SourceReport, SourcesReport, UnknownSourceError
from mss_gap.analysis.documents import documented
from mss_gap.analysis.reports.sources import SingleFigure, SourcedFigure, SourceRow, Unsourced
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.read.load import inspect

List = Callable[..., SourcesReport]


@pytest.fixture(scope="module")
def sources() -> List:
    """The sources of a ledger given as text."""

    def listed(text: str, as_of: date | None = None) -> SourcesReport:
        inspected = inspect(dedent(text).encode(), "test.toml")
        return mss_gap.sources(inspected.ledger, inspected.text, as_of)

    return listed


def counts(report: SourcesReport) -> dict[str, int]:
    return {row.id: row.figures for row in report.sources}


EVERY_SECTION = """
    [mission]
    name = "MSS"
    as_of = 2024-06-30

    [sources.un]
    title = "Report"
    publisher = "United Nations"
    published = 2024-06-25
    url = "https://un.example/report"

    [sources.unused]
    title = "A page that nothing rests on"

    [commitments.funding]
    unit = "USD"
    pledged = 600
    source = "un"

    [[pledges]]
    commitment = "funding"
    country = "ES"
    date = 2024-01-01
    total = 5
    source = ["un", "https://es.example"]

    [[actuals]]
    commitment = "funding"
    country = "ES"
    date = 2025-01-01
    total = 5
    source = "un"

    [[rates]]
    pair = "EUR/USD"
    date = 2024-01-01
    rate = 1.1
    source = "https://bank.example"

    [[claims]]
    text = "600 dollars"
    commitment = "funding"
    measure = "pledged"
    value = 600
    source = ["https://es.example", "un"]

    [indicators.deaths]
    value = 2680
    source = "un"

    [[events]]
    date = 2024-06-25
    title = "The first contingent arrives"
    source = "un"
"""


def test_declared_sources_come_first_then_bare_addresses_as_they_are_used(sources: List) -> None:
    assert sources(EVERY_SECTION) == SourcesReport(
        mission="MSS",
        ledger="test.toml",
        as_of=date(2024, 6, 30),
        sources=(
            # The undated pledge, one of each other section; the delivery after the report date is among them.
            SourceRow(
                id="un",
                title="Report",
                publisher="United Nations",
                published=date(2024, 6, 25),
                url="https://un.example/report",
                figures=6,
                archived=None,
                seen=None,
            ),
            SourceRow(
                id="unused",
                title="A page that nothing rests on",
                publisher=None,
                published=None,
                url=None,
                figures=0,
                archived=None,
                seen=None,
            ),
            SourceRow(
                id="https://es.example",
                title=None,
                publisher=None,
                published=None,
                url="https://es.example",
                figures=2,
                archived=None,
                seen=None,
            ),
            SourceRow(
                id="https://bank.example",
                title=None,
                publisher=None,
                published=None,
                url="https://bank.example",
                figures=1,
                archived=None,
                seen=None,
            ),
        ),
        unsourced=(),
        files=(FileRead("test.toml", sha256(dedent(EVERY_SECTION).encode()).hexdigest()),),
        warnings=(),
    )


def test_the_report_date_that_was_asked_for_changes_no_count(sources: List) -> None:
    report = sources(EVERY_SECTION, date(2020, 1, 1))
    assert report.as_of == date(2020, 1, 1)
    assert report.sources == sources(EVERY_SECTION).sources


def test_the_keys_of_a_row_are_those_of_the_document_in_their_order() -> None:
    assert [field.name for field in fields(SourceRow)] == [
        *("id", "title", "publisher", "published", "url", "figures", "archived", "seen")
    ]
    assert [field.name for field in documented(Unsourced)] == ["path", "line"]


def test_a_figure_counts_once_for_a_source_that_it_names_twice(sources: List) -> None:
    report = sources("""
        sources.un.title = "Report"
        commitments.bases = { unit = "bases", pledged = 12, source = ["un", "un", "https://a.example", "https://a.example"] }
    """)
    assert counts(report) == {"un": 1, "https://a.example": 1}


def test_both_undated_figures_of_a_commitment_are_one(sources: List) -> None:
    report = sources("""
        sources.un.title = "Report"
        commitments.bases = { unit = "bases", pledged = 12, actual = 3, source = "un" }
    """)
    assert counts(report) == {"un": 1}


@pytest.mark.parametrize("headline", ["pledged = 12", "actual = 3", "pledged = 0"])
def test_a_commitment_with_an_undated_figure_is_a_figure(sources: List, headline: str) -> None:
    report = sources(f"""
        sources.un.title = "Report"
        commitments.bases = {{ unit = "bases", source = "un", {headline} }}
    """)
    assert counts(report) == {"un": 1}


def test_a_commitment_without_an_undated_figure_is_none_and_needs_no_source(sources: List) -> None:
    report = sources("""
        sources.un.title = "Report"
        commitments.bases = { unit = "bases", source = "un" }
        commitments.boats.unit = "boats"
    """)
    assert (counts(report), report.unsourced) == ({"un": 0}, ())


def test_the_address_of_a_declared_source_written_bare_is_another_source(sources: List) -> None:
    report = sources("""
        sources.un = { title = "Report", url = "https://un.example" }
        commitments.bases = { unit = "bases", pledged = 12, source = "https://un.example" }
    """)
    assert counts(report) == {"un": 0, "https://un.example": 1}


def test_figures_without_a_source_are_reported_with_their_lines_whatever_stands_between_them(sources: List) -> None:
    text = '''\
        # [[pledges]] in a comment is no pledge
        [mission]
        name = """
        [[pledges]]
        commitment = "bases"
        """                         # line 6

        [[events]]                  # line 8
        date = 2024-01-01
        title = "Über die Brücke 🚓"

        [commitments.bases]         # line 12
        unit = "bases"
        pledged = 12

        [[actuals]]                 # sourced
        commitment = "bases"
        date = 2024-01-01
        total = 3
        source = "https://a.example"

            [[actuals]]             # line 22, indented
            commitment = "bases"
            date = 2024-01-02
            total = 3
            note = \'\'\'
        [[actuals]]
        of a note\'\'\'

        [[rates]]                   # line 30
        pair = "EUR/USD"
        date = 2024-01-01
        rate = 1.1

        [[pledges]]                 # line 35
        commitment = "bases"
        country = "KE"
        date = 2024-01-01

        [indicators]
        deaths = { value = 1 }      # line 41

        [[claims]]                  # line 43
        text = "# not a comment"
        indicator = "deaths"
        measure = "value"
        value = 1
    '''
    assert sources(text).unsourced == (
        Unsourced(path="events[0]", line=8),
        Unsourced(path="commitments.bases", line=12),
        Unsourced(path="actuals[1]", line=22),
        Unsourced(path="rates[0]", line=30),
        Unsourced(path="pledges[0]", line=35),
        Unsourced(path="indicators.deaths", line=41),
        Unsourced(path="claims[0]", line=43),
    )
    assert counts(sources(text)) == {"https://a.example": 1}


def test_a_figure_of_an_inline_list_is_found_on_its_own_line(sources: List) -> None:
    report = sources("""\
        commitments.bases.unit = "bases"
        actuals = [
            { commitment = "bases", date = 2024-01-01, total = 1, source = "https://a.example" },
            # between
            { commitment = "bases", date = 2024-01-02, total = 2 },
        ]
    """)
    assert report.unsourced == (Unsourced(path="actuals[1]", line=5),)


def test_a_kept_copy_and_the_day_of_reading_are_those_of_the_ledger(sources: List) -> None:
    report = sources("""
        sources.un = { title = "Report", archived = "https://copy.example/un", seen = 2025-01-31 }
        commitments.bases.unit = "bases"
    """)
    assert [(row.archived, row.seen) for row in report.sources] == [("https://copy.example/un", date(2025, 1, 31))]


@pytest.mark.parametrize(
    ("content", "origin"),
    [
        (b'\xef\xbb\xbfcommitments.bases.unit = "bases"\r\n', "ledger.toml"),
        (b'commitments.bases.unit = "bases"\n' + b'[[events]]\ndate = 2024-01-01\ntitle = "x"\n' * 5000, "-"),
    ],
    ids=["marked", "large"],
)
def test_the_digest_is_that_of_the_bytes_whatever_they_are_read_as(content: bytes, origin: str) -> None:
    read = inspect(content, origin)
    assert mss_gap.sources(read.ledger, read.text).files == (FileRead(origin, sha256(content).hexdigest()),)


FIGURES_OF_UN = """\
[[events]]
date = 2024-06-25
title = "The first contingent arrives"
source = "un"

[sources.un]
title = "Report"

[commitments.bases]
unit = "bases"
pledged = 12
source = ["https://a.example", "un"]

[[actuals]]
commitment = "bases"
date = 2024-01-01
total = 1
source = "https://a.example"
"""


def one(source: str) -> SourceReport:
    inspected = inspect(FIGURES_OF_UN.encode(), "bases.toml")
    return mss_gap.source(inspected.ledger, inspected.text, source)


def test_the_figures_of_one_source_are_reported_with_their_lines() -> None:
    report = one("un")
    assert (report.kind, report.source.id, report.source.title, report.source.figures) == ("source", "un", "Report", 2)
    assert report.figures == (
        SourcedFigure(path="events[0]", file="bases.toml", line=1),
        SourcedFigure(path="commitments.bases", file="bases.toml", line=9),
    )


def test_the_figures_of_a_bare_address_are_told_like_those_of_a_source() -> None:
    assert [figure.path for figure in one("https://a.example").figures] == ["commitments.bases", "actuals[0]"]


@pytest.mark.parametrize("unknown", ["UN", "", "https://b.example"])
def test_a_source_that_the_ledger_does_not_name_is_an_error(unknown: str) -> None:
    with pytest.raises(UnknownSourceError) as raised:
        one(unknown)
    assert raised.value.source == unknown
    assert str(raised.value) == f'there is no source "{unknown}" in this ledger'


def test_the_row_of_one_source_is_that_of_all_sources(sources: List) -> None:
    everything = sources(FIGURES_OF_UN)
    assert [one(row.id).source for row in everything.sources] == list(everything.sources)
    assert [len(one(row.id).figures) for row in everything.sources] == [row.figures for row in everything.sources]


def test_a_figure_rests_on_one_source_only_however_often_it_names_it() -> None:
    text = (
        FIGURES_OF_UN.replace('source = "un"', 'source = ["un", "un"]')
        + """
[[actuals]]
commitment = "bases"
date = 2024-02-01
total = 2

[[rates]]
pair = "EUR/USD"
date = 2024-02-01
rate = 1.1
source = "un"
"""
    )
    inspected = inspect(text.encode(), "bases.toml")
    # The headline has two sources, the second actual none; declared sources come before bare addresses.
    assert mss_gap.single_source(inspected.ledger, inspected.text).figures == (
        SingleFigure(source="un", path="events[0]", file="bases.toml", line=1),
        SingleFigure(source="un", path="rates[0]", file="bases.toml", line=25),
        SingleFigure(source="https://a.example", path="actuals[0]", file="bases.toml", line=14),
    )
