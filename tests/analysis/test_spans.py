"""The figures that claims allow: which claims have none in common, found without comparing each with each."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.analysis.spans import Span, apart, span_of
from mss_gap.ledger.entry import Qualifier

D = Decimal

values = st.integers(-4, 12).map(lambda halves: D(halves) / 2)
"""So few that ends meet often."""
claimed = st.builds(span_of, values, st.sampled_from(Qualifier), st.none() | st.integers(0, 2).map(D))
counted = claimed.map(Span.in_whole_numbers)
"""Such a span may be empty: 5.5 of something countable."""


def apart_pair_by_pair(spans: list[Span]) -> list[int]:
    """The definition: each that has no figure in common with some other."""
    return [
        at
        for at, span in enumerate(spans)
        if not all(span.meets(other) for other_at, other in enumerate(spans) if other_at != at)
    ]


@given(st.lists(claimed, max_size=6) | st.lists(counted, max_size=6))
def test_those_apart_are_those_that_have_no_figure_in_common_with_some_other(spans: list[Span]) -> None:
    assert apart(spans) == apart_pair_by_pair(spans)


@given(claimed, claimed)
def test_of_two_spans_that_do_not_meet_one_is_below_the_other(one: Span, other: Span) -> None:
    assert (one.is_below(other) or other.is_below(one)) is not one.meets(other)


@pytest.mark.parametrize("number", [2, 10, 1000])
@pytest.mark.parametrize("spread", [0, 1], ids=["all alike", "all apart"])
def test_each_span_is_compared_at_most_twice(number: int, spread: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    is_below = Span.is_below

    def counting(self: Span, other: Span) -> bool:
        nonlocal compared
        compared += 1
        return is_below(self, other)

    monkeypatch.setattr(Span, "is_below", counting)
    spans = [span_of(D(10 * position * spread), Qualifier.EXACTLY, None) for position in range(number)]
    assert len(apart(spans)) == spread * number
    assert 0 < compared <= 2 * number


@pytest.mark.parametrize("lone", [Span(D(5), D(6)), span_of(D("5.5"), Qualifier.EXACTLY, None).in_whole_numbers()])
def test_one_span_has_none_to_be_apart_from(lone: Span) -> None:
    assert apart([lone]) == []
    assert apart([]) == []
