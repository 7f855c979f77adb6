"""What a kind of report has to say in every format but JSON, which is the report as it is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from mss_gap.analysis.reports.base import Report
from mss_gap.render.formats.csv import Rows
from mss_gap.render.dispatch import Backdrop
from mss_gap.render.page import Page

Report_co = TypeVar("Report_co", bound=Report, covariant=True)


@dataclass(frozen=True, slots=True)
class View(ABC, Generic[Report_co]):
    """A report as a reader sees it. Each kind of report has one of its own, in its module of `pages`."""

    report: Report_co
    backdrop: Backdrop

    @abstractmethod
    def page(self) -> Page:
        """The report as a page, for a terminal and for Markdown."""

    @abstractmethod
    def rows(self) -> Rows:
        """The rows of the JSON document, each with what it belongs to in front, for CSV."""

    def text(self) -> str | None:
        """What a terminal shows in place of the page; None where it shows the page."""
        return None
