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
    match form:
        case Format.JSON:
            from mss_gap.render.json_document import json_document

            return json_document(report)
        case Format.CSV:
            from mss_gap.render.reports import csv_of

            return csv_of(report)
        case Format.MARKDOWN:
            from mss_gap.render.markdown import markdown
            from mss_gap.render.reports import page_of

            return markdown(page_of(report, backdrop))
        case Format.TABLE:
            if report.kind == "validate":
                from mss_gap.render.problems import validation_text

                return validation_text(report, backdrop.text)
            from mss_gap.render.reports import page_of
            from mss_gap.render.table import PageOnTerminal

            return PageOnTerminal(page_of(report, backdrop))
        case _:
            assert_never(form)
