"""The formats that a report can take, and the one way to each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from rich.console import RenderableType

    from mss_gap.ledger.model import Source
    from mss_gap.render.reports import AnyReport


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What a page says beyond the report's numbers."""

    sources: "Mapping[str, Source]" = field(default_factory=dict)
    """The ledger's sources, for the notes."""
    text: str = ""
    """The ledger's text, for excerpts of it."""


def render(report: "AnyReport", form: Format, backdrop: Backdrop) -> "RenderableType":
    """A report in a format: text ending in a line feed, or for a table something that Rich can print."""
    if form is Format.JSON:
        from mss_gap.render.json_document import json_document

        return json_document(report)
    from mss_gap.render.reports import view_of

    view = view_of(report, backdrop)
    match form:
        case Format.CSV:
            from mss_gap.render.csv_rows import csv_text

            return csv_text(view.rows())
        case Format.MARKDOWN:
            from mss_gap.render.markdown import markdown

            return markdown(view.page())
        case Format.TABLE:
            text = view.text()
            if text is not None:
                return text
            from mss_gap.render.table import PageOnTerminal

            return PageOnTerminal(view.page())
        case _:
            assert_never(form)
