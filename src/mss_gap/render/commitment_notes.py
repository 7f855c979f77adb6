"""What a reader of a commitment's figures must know: its note, what counts the same thing, its stages, what is outside."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, assert_never

from mss_gap.analysis.phrases import few, listed, named
from mss_gap.ledger.model import title_or_id
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.plural import so_many
from mss_gap.render.figures import day, quantity, with_unit, words_of
from mss_gap.render.sentences import IN_ALL

if TYPE_CHECKING:
    from mss_gap.analysis.contributors.contributions import Outside
    from mss_gap.analysis.reports.base import CommitmentRow, Glossary
    from mss_gap.analysis.timeline import Kind


def notes_of(row: "CommitmentRow", glossary: "Glossary", above: Collection[str] = ()) -> list[str]:
    """What a reader of a commitment's figures must know: its note, and what counts the same thing.

    `above` are the commitments whose notes come before: a pair that counts the same thing is named once.
    """
    notes = [f"{row.title}: {row.note}"] if row.note else []
    for other, actual in row.overlapping.items():
        if other in above:
            continue
        commitment = glossary.commitments[other]
        same = "money" if is_currency(row.unit) else row.unit
        figure = "" if actual.value is None else f" ({words_of(actual.bound)}{quantity(actual.value, commitment.unit)})"
        title = title_or_id(other, commitment.title)
        notes.append(f"{row.title} counts the same {same} as {title}{figure}: never add the two.")
    return notes


def actual_note(row: "CommitmentRow", glossary: "Glossary") -> list[str]:
    """Which stage the actual of a commitment is (R13); none where it has no stages."""
    commitment = glossary.commitments[row.id]
    if not commitment.stages:
        return []
    return [f"{row.title}: its stages are {listed(commitment.stages)}; its actual is {commitment.counting_stage}."]


def outside_note(row: "CommitmentRow", glossary: "Glossary") -> list[str]:
    """How many entries give something outside a commitment, who and what (R14), in a line; none where none does."""
    if not row.outside_entries:
        return []
    entries = so_many(row.outside_entries, "entry", "entries")
    names: defaultdict[tuple[str, Kind], list[str]] = defaultdict(list)
    for it in row.what_is_outside:
        names[it.text, it.kind].append(IN_ALL if it.country is None else glossary.contributors[it.country])
    given = [_given(givers, text, kind) for (text, kind), givers in names.items()]
    return [f"{row.title}: outside, not counted: {entries}: {named(given, len(given))}."]


def outside_lines(outside: "Sequence[Outside]", unit: str) -> list[str]:
    """What was given outside a commitment: by whom, how much, what kind, and until when.

    Those are together who gave the same in kind, figure and date.
    """
    names: defaultdict[tuple[str, Kind, str, str], list[str]] = defaultdict(list)
    for it in outside:
        figure = f"{words_of(it.figure_bound)}{with_unit(it.figure, it.currency or unit)}"
        names[it.outside, it.kind, figure, day(it.date)].append(it.name or IN_ALL)
    return [
        f"Outside, not counted: {_given(givers, text, kind)}: {figure}{' each' if len(givers) > 1 else ''}, {date}."
        for (text, kind, figure, date), givers in names.items()
    ]


def _given(names: "Sequence[str]", text: str, kind: "Kind") -> str:
    """Who gave, or pledged, what kind of thing."""
    match kind:
        case "pledge":
            done = "pledged"
        case "actual":
            done = "delivered"
        case _:
            assert_never(kind)
    return f"{few(names)}, {text} ({done})"
