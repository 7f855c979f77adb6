"""The tables of `summary`: a row for each commitment."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mss_gap.analysis.reports.base import CommitmentRow, Glossary
from mss_gap.analysis.reports.summary import SummaryReport
from mss_gap.ledger.model import title_or_id
from mss_gap.ledger.names import is_currency
from mss_gap.render.columns import (
    UNDEFINED,
    Align,
    Amount,
    Column,
    Narrow,
    Page,
    Records,
    Share,
    Table,
    Tone,
    Words,
    keys_of,
)
from mss_gap.render.commitment_notes import actual_note, notes_of, outside_note
from mss_gap.render.figures import day, percent
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.harmless import counted
from mss_gap.render.tables.heading import headed_page, not_in_notes
from mss_gap.render.tables.narrowing import how_to_narrow


def page(report: SummaryReport) -> Page:
    """One table; where only some commitments are shown, it says of how many."""
    footnotes = Footnotes(report.glossary.sources)
    table = summary_table(report.commitments, footnotes, report.glossary)
    shown = len(report.commitments)
    left_out = report.of > shown
    lead = f"Only {shown:,} of {counted(report.of, 'commitment')}." if left_out else ""
    hint = "" if left_out else how_to_narrow({"commitments": shown}, ["naming some of them"])
    return replace(headed_page(report, [table], not_in_notes(report.warnings), footnotes, lead), hint=hint)


def records(report: SummaryReport) -> Records:
    """A record for each commitment."""
    return Records.of(keys_of(CommitmentRow), report.commitments)


def summary_table(commitments: Sequence[CommitmentRow], footnotes: Footnotes, glossary: Glossary) -> Table:
    """A row for each commitment."""
    return Table.of("", _columns(footnotes), commitments, list(_notes(commitments, glossary)))


def _notes(commitments: Sequence[CommitmentRow], glossary: Glossary) -> Iterator[str]:
    above: list[str] = []
    for row in commitments:
        yield from notes_of(row, glossary, above)
        yield from actual_note(row, glossary)
        yield from outside_note(row, glossary)
        above.append(row.id)


def _columns(footnotes: Footnotes) -> Sequence[Column[CommitmentRow]]:
    return (
        Column("Commitment", lambda row: Words(row.title, detail=_id_and(row), notes=footnotes.cite(row.sources))),
        Column("Pledged", lambda row: Amount(row.pledged, row.unit, bound=row.pledged_bound), Align.RIGHT),
        Column("Actual", lambda row: Amount(row.actual, row.unit, bound=row.actual_bound), Align.RIGHT),
        Column("As of", lambda row: Words(day(row.reported_on), Tone.MUTED), Align.RIGHT, Narrow.BELOW),
        Column("Gap", lambda row: Amount(row.gap, row.unit, unknown=UNDEFINED, bound=row.gap_bound), Align.RIGHT),
        Column("Delivered", lambda row: Words(percent(row.delivered_pct, row.delivered_bound)), Align.RIGHT),
        Column("", lambda row: Share(row.delivered_pct), Align.LEFT, Narrow.BELOW),
        Column(
            "Shortfall", lambda row: Words(percent(row.shortfall_pct, row.shortfall_bound), tone_of(row)), Align.RIGHT
        ),
    )


def _id_and(row: CommitmentRow) -> str:
    """The description of a commitment, after its id, unless the title begins with that or is all that it comes from.

    A command line takes the beginning of a title in any case, so such an id says nothing new.
    """
    said = described(row)
    if (
        row.title.casefold().startswith(row.id.casefold())
        or row.title == title_or_id(row.id, None)
        or row.id == row.unit
    ):
        return said
    return f"{row.id}: {said}" if said else row.id


def tone_of(row: CommitmentRow) -> Tone:
    """Whether a commitment is short of its pledge, has met it, or neither is known."""
    if row.gap is None:
        return Tone.PLAIN
    return Tone.SHORT if row.gap > 0 else Tone.MET


def described(row: CommitmentRow) -> str:
    """The unit and the basis of a commitment, such as "USD, first-year cost estimate"."""
    noun = row.unit if is_currency(row.unit) or row.unit.casefold() != row.title.casefold() else ""
    return ", ".join(part for part in (noun, row.basis) if part)
