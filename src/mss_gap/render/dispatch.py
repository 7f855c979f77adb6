"""The formats that a report can take, and the one way to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from rich.console import RenderableType

    from mss_gap.ledger.model import Ledger, Source
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

    ledger: "Ledger | None" = None
    """The ledger that the report is about; None where it is not valid."""
    text: str = ""
    """The ledger's text, for excerpts of it."""

    @property
    def sources(self) -> "Mapping[str, Source]":
        """The ledger's sources by id, for the notes."""
        return self.ledger.sources if self.ledger else {}

    @property
    def units(self) -> dict[str, str]:
        """The unit of each commitment, by id."""
        commitments = self.ledger.commitments if self.ledger else {}
        return {key: commitment.unit for key, commitment in commitments.items()}

    @property
    def headlines(self) -> frozenset[str]:
        """The commitments with an undated headline."""
        commitments = self.ledger.commitments if self.ledger else {}
        return frozenset(key for key, commitment in commitments.items() if commitment.pledged is not None)

    def contributor(self, code: str | None) -> str:
        """What a contributor is called; without a code, the whole mission."""
        return self.ledger.contributor_name(code) if self.ledger and code else "Whole mission"


def render(report: "AnyReport", form: Format, backdrop: Backdrop) -> "RenderableType":
    """A report in a format: text ending in a line feed, or for a table something that Rich can print."""
    if form is Format.JSON:
        from mss_gap.render.formats.json import json_document

        return json_document(report)
    from mss_gap.render.reports import view_of

    view = view_of(report, backdrop)
    match form:
        case Format.CSV:
            from mss_gap.render.formats.csv import csv_text

            return csv_text(view.rows())
        case Format.MARKDOWN:
            from mss_gap.render.formats.markdown import markdown

            return markdown(view.page())
        case Format.TABLE:
            text = view.text()
            if text is not None:
                return text
            from mss_gap.render.formats.terminal import PageOnTerminal

            return PageOnTerminal(view.page())
        case _:
            assert_never(form)
