"""Which words are near: those that a slip of the pen parts, and no others."""

import pytest

from mss_gap.ledger.near import in_latin, in_letters, nearest


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("personel", {"personnel", "funding"}, ["personnel"]),
        ("PERSONNEL", {"personnel"}, ["personnel"]),
        ("eu", {"EU", "world-bank"}, ["EU"]),
        ("mem", {"men", "women"}, ["men"]),
        ("boats", {"personnel", "funding"}, []),
        ("world bank", {"jordan"}, []),
        ("congo", {"togo"}, []),
        ("ngo", {"togo", "congo"}, []),
        ("ocha", {"chad"}, []),
        ("men", {"ten", "hen"}, []),
        ("m1", {"m2"}, []),
        ("p\N{CYRILLIC SMALL LETTER IE}rsonnel", {"personnel"}, ["personnel"]),
        ("fund-00", {f"fund-{number}" for number in range(10, 99)}, ["fund-10", "fund-20", "fund-30"]),
        ("", {"men"}, []),
        ("anything", set(), []),
    ],
)
def test_the_nearest_names_are_those_that_are_near(word: str, known: set[str], near: list[str]) -> None:
    assert list(nearest(word, known, 3)) == near


@pytest.mark.parametrize("word", ["source-4321x", "sorce-4321", "surce-4321"])
def test_among_thousands_of_names_those_that_begin_or_end_alike_are_compared(word: str) -> None:
    known = frozenset(f"source-{number}" for number in (*range(2000), 4321, *range(6000, 8000)))
    assert nearest(word, known) == ("source-4321",)


@pytest.mark.parametrize("text", ["KE", "Québec", "Кения", "世界", "Ελλάδα", "", "12 €"])
def test_a_text_of_one_script_is_left_as_it_is(text: str) -> None:
    assert in_latin(text) == text
    assert in_letters(text, "write") == "write"
