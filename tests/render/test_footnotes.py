from datetime import date

import pytest

from mss_gap.ledger.model import Source
from mss_gap.render.columns import Footnote
from mss_gap.render.footnotes import Footnotes, mark

ADDRESS = "https://example.org/a"


@pytest.mark.parametrize(
    ("sources", "marked"),
    [
        ("", ""),
        ("a", " [1]"),
        ("ab", " [1,2]"),
        ("abc", " [1-3]"),
        ("cba", " [1-3]"),
        ("abe", " [1,2,5]"),
        ("bcdfa", " [1-4,6]"),
        ("acdeg", " [1,3-5,7]"),
        ("aab", " [1,2]"),
        ("acegi", " [1,3,5,7,9]"),
        ("acegik", " [1,3,5 and 3 more]"),
        ("abcdefgikmoqrs", " [1-7,9,11 and 5 more]"),
    ],
)
def test_three_neighbours_are_written_as_a_span_and_of_many_spans_the_first(sources: str, marked: str) -> None:
    footnotes = Footnotes({})
    footnotes.cite(list("abcdefghijklmnopqrs"))
    assert mark(footnotes.cite(list(sources))) == marked


def test_a_source_has_its_number_where_the_page_first_refers_to_it() -> None:
    footnotes = Footnotes({})
    assert [footnotes.cite(sources) for sources in ("b", ["a", "b"], None, ["c"])] == [(1,), (1, 2), (), (3,)]
    assert [note.number for note in footnotes.notes()] == [1, 2, 3]


def test_a_note_says_title_publisher_and_day_as_far_as_they_are_known() -> None:
    footnotes = Footnotes(
        {
            "full": Source(title="Report", publisher="UN", published=date(2025, 6, 25), url=ADDRESS),
            "bare": Source(title="Letter"),
        }
    )
    footnotes.cite(["full", "bare", "https://example.org/b", "lost"])
    assert footnotes.notes() == (
        Footnote(1, "Report, UN, 2025-06-25", ADDRESS),
        Footnote(2, "Letter", None),
        Footnote(3, "", "https://example.org/b"),
        Footnote(4, "lost", None),
    )


def test_sparing_footnotes_number_only_the_sources_that_a_reference_shows() -> None:
    footnotes = Footnotes({}, sparing=True)
    assert [mark(footnotes.cite([*sources])) for sources in ("abcde", "ab", "fdaghi", "e")] == [
        " [1-3 and 2 more]",
        " [1,2]",
        " [1,4,5 and 3 more]",
        " [6]",
    ]
    assert [note.text for note in footnotes.notes()] == ["a", "b", "c", "f", "d", "e"]
    assert footnotes.unnumbered == 3  # g, h and i
