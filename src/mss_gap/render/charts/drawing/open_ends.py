"""How a figure that is not exact is drawn: dashes where it is not certain, and triangles towards where it may be."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from mss_gap.analysis.bounds import ABOUT, Bound
from mss_gap.render.charts.picture import BLANK, DASH, Paint, Triangle

DEPTH = 3.6
"""From the base of a triangle to its tip."""
HALF = 2.8
"""Half the base of a triangle."""
APART = 1.2
"""The room between the end of a bar, or a line, and its triangle, and between two triangles."""
PERIOD = DASH + BLANK
FEWEST = 2
"""The fewest dashes at the end of a bar that is about a figure, so that they are seen."""


def is_exact(bound: Bound | None) -> bool:
    """Whether a figure with a bound is exact, or there is no figure."""
    return bound is None or bound is Bound.EXACT


def directions(bound: Bound | None) -> tuple[int, ...]:
    """Where a figure with a bound may be: 1 for above it, -1 for below it.

    >>> directions(Bound.AT_LEAST), directions(Bound.ABOUT), directions(Bound.EXACT)
    ((1,), (-1, 1), ())
    """
    match bound:
        case None | Bound.EXACT:
            return ()
        case Bound.AT_LEAST:
            return (1,)
        case Bound.AT_MOST:
            return (-1,)
        case Bound.ABOUT | Bound.OPEN:
            return (-1, 1)
        case _:
            assert_never(bound)


def may_be(bound: Bound | None) -> str:
    """What the triangles of a bound mean, for a key; empty where there is none.

    >>> may_be(Bound.AT_MOST), may_be(Bound.OPEN), may_be(Bound.EXACT)
    ('may be less', 'may be more or less', '')
    """
    return {(): "", (1,): "may be more", (-1,): "may be less", (-1, 1): "may be more or less"}[directions(bound)]


def examples_of(bounds: Iterable[Bound | None]) -> list[tuple[str, Bound]]:
    """For a key, what the bounds mean that occur, each meaning once, with the first bound that has it.

    >>> examples_of([Bound.OPEN, Bound.EXACT, Bound.ABOUT, None])
    [('may be more or less', <Bound.ABOUT: 'about'>)]
    """
    occurring = set(bounds)
    examples: dict[str, Bound] = {}
    for bound in Bound:
        if bound in occurring:
            examples.setdefault(may_be(bound), bound)
    return [(words, bound) for words, bound in examples.items() if words]


def certain_length(length: float, bound: Bound | None) -> float:
    """How much of a bar is drawn solid: what is delivered or pledged whatever its bound leaves open."""
    match bound:
        case None | Bound.EXACT | Bound.AT_LEAST:
            return length
        case Bound.ABOUT:
            dashes = max(round(length * float(ABOUT) / PERIOD), FEWEST)
            return max(length - dashes * PERIOD, 0)
        case Bound.AT_MOST | Bound.OPEN:
            return 0
        case _:
            assert_never(bound)


def room_beside(bound: Bound | None) -> float:
    """How far the triangles of a bound reach from the end of a bar."""
    return len(directions(bound)) * (DEPTH + APART)


def triangles_beside(bound: Bound | None, x: float, y: float, paint: Paint, *, hollow: bool) -> Iterator[Triangle]:
    """The triangles of a bound to the right of a place: they point right for more, left for less."""
    for position, direction in enumerate(directions(bound)):
        left = x + APART + position * (DEPTH + APART)
        base, tip = (left, left + DEPTH) if direction > 0 else (left + DEPTH, left)
        yield Triangle(points=((base, y - HALF), (tip, y), (base, y + HALF)), paint=paint, hollow=hollow)


def triangles_beyond(bound: Bound | None, x: float, end: float, paint: Paint, way: int) -> Iterator[Triangle]:
    """The triangles of a bound beyond the end of an upright bar, upwards for a `way` of -1: they point up for more."""
    for position, direction in enumerate(directions(bound)):
        near = end + way * (APART + position * (DEPTH + APART))
        far = near + way * DEPTH
        top, bottom = min(near, far), max(near, far)
        base, tip = (bottom, top) if direction > 0 else (top, bottom)
        yield Triangle(points=((x - HALF, base), (x, tip), (x + HALF, base)), paint=paint)


def triangles_around(bound: Bound | None, x: float, y: float, paint: Paint, *, hollow: bool) -> Iterator[Triangle]:
    """The triangles of a bound at a level line: above it, pointing up, for more; below it, pointing down, for less."""
    for direction in directions(bound):
        base = y - direction * (APART + 0.6)
        yield Triangle(
            points=((x - HALF, base), (x, base - direction * DEPTH), (x + HALF, base)), paint=paint, hollow=hollow
        )
