"""A ledger's reports as one web page that needs nothing else: no script, no font, no request."""

from pathlib import Path

import jinja2
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined
from markupsafe import Markup

from mss_gap.analysis.reports.page import PageReport
from mss_gap.render.formats.html.page_data import page_data
from mss_gap.render.formats.provenance import Edition

HERE = Path(__file__).parent
COMPILED = HERE / "compiled"
"""The templates as Jinja2 compiled them, in a folder that is named after its version: to compile them takes a tenth of a call."""


def html_page(report: PageReport, edition: Edition) -> str:
    """The page as HTML, ending in one line feed: the same text for the same ledger, date and version."""
    style = (HERE / "page.css").read_text("utf-8")
    return (
        templates()
        .get_template("page.html.jinja")
        .render(
            page=page_data(report),
            edition=edition,
            # A style sheet of ours, without a character that HTML would take for its own.
            style=Markup(style),  # noqa: S704
        )
    )


def templates() -> Environment:
    """The page's templates; those that this version of Jinja2 did not compile before are compiled now."""
    version = getattr(jinja2, "__version__", "another")
    return Environment(
        loader=ChoiceLoader([ModuleLoader(COMPILED / version), FileSystemLoader(HERE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
