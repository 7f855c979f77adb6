"""The tables of `cite`: a text to paste."""

from mss_gap.analysis.reports.cite import CiteReport
from mss_gap.ledger.find import FileRead
from mss_gap.render.columns import Keys, Page, Records, Table, keys_of
from mss_gap.render.tables.heading import headed_page

_OF_CITATION = ("title", "licence", "program", "citation")


def page(report: CiteReport) -> Page:
    """The text to paste; below it that no licence is stated."""
    remarks = [] if report.licence else ["The ledger states no licence: ask who keeps it."]
    return headed_page(report, [Table("", (), (), remarks)], report.warnings, lead=report.citation)


def records(report: CiteReport) -> Records:
    """A record for the citation, and one for each file that it names."""
    keys: Keys[CiteReport] = keys_of(CiteReport)
    return Records.in_sections(
        {
            "citation": Records.of({key: keys[key] for key in _OF_CITATION}, [report]),
            "files": Records.of(keys_of(FileRead), report.files),
        }
    )
