"""The kinds of charts, the files that they can be written to, and their widths."""

from enum import StrEnum


class ChartKind(StrEnum):
    """What a chart shows."""

    GAP = "gap"
    """Each commitment's delivery as a share of its pledge."""
    COURSE = "course"
    """One commitment over time."""
    COUNTRIES = "countries"
    """Who pledged and delivered what to one commitment."""


class Ending(StrEnum):
    """What a file is, by the ending of its name."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


class Width(StrEnum):
    """The room that a chart is made for; its letters have the same size in both."""

    COLUMN = "column"
    """One column of a page in print."""
    PAGE = "page"
    """The whole width of a page in print."""
