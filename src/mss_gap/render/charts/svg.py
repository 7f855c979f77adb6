"""A picture as SVG: text stays text, nothing is fetched, and it holds only what is seen and its description."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from mss_gap.render.charts.picture import (
    BLANK,
    COLOURS,
    DASH,
    OUTLINE,
    POINTS_A_MILLIMETRE,
    Anchor,
    AnyMark,
    Box,
    Dot,
    Line,
    Paint,
    Picture,
    Text,
    Triangle,
)

FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
"""None of them is wider than the font for which the lines were broken."""
XMLNS = "http://www.w3.org/2000/svg"
_DASHES = f"{DASH:g} {BLANK:g}"


def svg_file(picture: Picture, fonts: str = FONTS) -> str:
    """A whole file on white paper, with its printed width; its fonts are tried in order."""
    width, height = (f"{length / POINTS_A_MILLIMETRE:.1f}mm" for length in (picture.width, picture.height))
    head = f'<svg xmlns="{XMLNS}" width="{width}" height="{height}" {_frame(picture)} font-family="{fonts}"'
    paper = f'<rect width="100%" height="100%" fill="{COLOURS[Paint.PAPER]}"/>'
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'{head} role="img" aria-labelledby="title desc">',
            *_words(picture, ""),
            paper,
            *_elements(picture.marks, dict(COLOURS)),
            "</svg>\n",
        )
    )


def svg_fragment(picture: Picture, prefix: str) -> str:
    """A part of an HTML page, as wide as there is room, in the page's font and in colours that the page can change."""
    paints = {paint: f"var(--chart-{paint}, {colour})" for paint, colour in COLOURS.items()}
    names = f'role="img" aria-labelledby="{prefix}title {prefix}desc"'
    return "\n".join(
        (
            f'<svg width="100%" {_frame(picture)} font-family="inherit" {names}>',
            *_words(picture, prefix),
            *_elements(picture.marks, paints),
            "</svg>\n",
        )
    )


def _frame(picture: Picture) -> str:
    return f'viewBox="0 0 {_number(picture.width)} {_number(picture.height)}"'


def _words(picture: Picture, prefix: str) -> Iterator[str]:
    yield f'<title id="{prefix}title">{escape(picture.title, quote=False)}</title>'
    yield f'<desc id="{prefix}desc">{escape(picture.description, quote=False)}</desc>'


def _elements(marks: Iterable[AnyMark], paints: dict[Paint, str]) -> Iterator[str]:
    for mark in marks:
        paint = paints[mark.paint]
        match mark:
            case Text():
                weight = ' font-weight="bold"' if mark.bold else ""
                anchor = "" if mark.anchor is Anchor.START else f' text-anchor="{mark.anchor}"'
                place = f'x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}"'
                yield f'<text {place}{weight}{anchor} style="fill: {paint}">{escape(mark.text, quote=False)}</text>'
            case Box():
                place = f'x="{_number(mark.x)}" y="{_number(mark.y)}"'
                size = f'width="{_number(mark.width)}" height="{_number(mark.height)}"'
                yield f'<rect {place} {size} style="{_fill(paint, dashed=mark.dashed)}"/>'
            case Line():
                points = " ".join(f"{_number(x)},{_number(y)}" for x, y in mark.points)
                dashes = f"; stroke-dasharray: {_DASHES}" if mark.dashed else ""
                stroke = f"fill: none; stroke: {paint}; stroke-width: {_number(mark.width)}{dashes}"
                yield f'<polyline points="{points}" style="{stroke}"/>'
            case Dot():
                place = f'cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}"'
                yield f'<circle {place} style="fill: {paint}"/>'
            case Triangle():
                corners = " ".join(f"{_number(x)},{_number(y)}" for x, y in mark.points)
                fill = paints[Paint.PAPER] if mark.hollow else paint
                outline = f"; stroke: {paint}; stroke-width: {OUTLINE}" if mark.hollow else ""
                yield f'<polygon points="{corners}" style="fill: {fill}{outline}"/>'
            case _:
                assert_never(mark)


def _fill(paint: str, *, dashed: bool) -> str:
    return (
        f"fill: none; stroke: {paint}; stroke-width: 0.8; stroke-dasharray: {_DASHES}" if dashed else f"fill: {paint}"
    )


def _number(value: float) -> str:
    """A length to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
