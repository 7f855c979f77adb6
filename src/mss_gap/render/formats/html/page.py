"""A ledger's reports as one web page that needs nothing else: no script, no font, no request."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mss_gap.analysis.reports.page import PageReport
from mss_gap.render.formats.html.page_data import page_data
from mss_gap.render.formats.provenance import Edition

HERE = Path(__file__).parent


def html_page(report: PageReport, edition: Edition) -> str:
    """The page as HTML, ending in one line feed: the same text for the same ledger, date and version."""
    templates = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = (HERE / "page.css").read_text("utf-8")
    return templates.get_template("page.html.jinja").render(
        page=page_data(report),
        edition=edition,
        # A style sheet of ours, without a character that HTML would take for its own.
        style=Markup(style),  # noqa: S704
    )
