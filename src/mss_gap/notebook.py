"""The library in a notebook: a report at the end of a cell shows its tables, and its rows make a DataFrame.

A notebook asks an object for `_repr_html_` and `_repr_markdown_`. The reports are in the layer of the arithmetic, which
knows no format, so this layer gives them those methods when the library is first used.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mss_gap.analysis.reports.base import Report


def rows(report: Report) -> list[dict[str, object]]:
    """The rows of a report, each by its keys: those of its CSV, with unrounded figures and None for an unknown one."""
    from mss_gap.render.dispatch import tables_of

    records = tables_of(report).records(report)
    shared = {"mission": report.mission, "report_date": report.as_of}
    return [dict(zip(records.columns, values, strict=True)) | shared for values in records.values]


def _html(report: Report) -> str:
    from mss_gap.render.dispatch import tables_of
    from mss_gap.render.formats.html.fragment import html_fragment

    return html_fragment(tables_of(report).page(report))


def _markdown(report: Report) -> str:
    from mss_gap.render.dispatch import tables_of
    from mss_gap.render.formats.markdown import markdown

    return markdown(tables_of(report).page(report))


SHOWN_AS: Mapping[str, Callable[[Report], str]] = MappingProxyType({"_repr_html_": _html, "_repr_markdown_": _markdown})
"""What a notebook asks of an object at the end of a cell."""


def show_reports() -> None:
    """Let every report show itself in a notebook."""
    for name, show in SHOWN_AS.items():
        setattr(Report, name, show)
