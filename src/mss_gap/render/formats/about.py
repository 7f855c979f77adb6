"""What an export says of itself: whose figures these are, what they rest on, and how to read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from mss_gap.analysis.bounds import Bound
from mss_gap.analysis.reports.export import ExportReport
from mss_gap.render.figures import sign_of
from mss_gap.render.formats.provenance import Edition
from mss_gap.render.sentences import later_words

NO_LICENCE = "not stated: ask who keeps the ledger"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, and what it is about."""

    about: str
    text: str


def origin_of(report: ExportReport, edition: Edition, command: str) -> Iterator[Statement]:
    """Whose figures these are, as of when, from which ledger, and how to make them again with a command."""
    if report.summary.mission:
        short = f" ({report.cite.abbreviation})" if report.cite.abbreviation else ""
        yield Statement("Mission", f"{report.summary.mission}{short}")
    yield Statement("Report date", edition.as_of.isoformat() if edition.as_of else "none: the ledger has no date")
    yield Statement("Ledger", edition.ledger)
    yield Statement("SHA-256 of the ledger", edition.digest)
    for name, digest in edition.digests:
        yield Statement(f"SHA-256 of {name}", digest)
    yield Statement("Made by", f"mss-gap {edition.version}")
    yield Statement("To make it again", command)
    yield Statement("To cite it", report.cite.citation)
    yield Statement("Licence of the record", report.cite.licence or NO_LICENCE)


def cautions(report: ExportReport) -> Iterator[Statement]:
    """What must be said with the figures: the warnings, and that later entries are not counted."""
    for warning in report.warnings():
        yield Statement("Warning", warning.message)
    if report.entries.later_entries is not None:
        yield Statement("Later entries", f"{later_words(report.entries.later_entries)} and not counted.")


def marks() -> Iterator[Statement]:
    """What the signs before figures mean."""
    for bound in Bound:
        if bound is not Bound.EXACT:
            yield Statement(f"{sign_of(bound)} {bound}", _meaning(bound))


def _meaning(bound: Bound) -> str:
    match bound:
        case Bound.EXACT:
            return "The figure is known exactly."
        case Bound.AT_LEAST:
            return "The figure is at least this, and may be more."
        case Bound.AT_MOST:
            return "The figure is at most this, and may be less."
        case Bound.ABOUT:
            return "The figure is about this, and not known exactly."
        case Bound.OPEN:
            return "The figure may be more or less than this."
        case _:
            assert_never(bound)
