"""A change of a history in words: what its entry states, and whether that counts."""

from collections.abc import Iterator
from decimal import Decimal

from mss_gap.analysis.course.changes import Change
from mss_gap.analysis.reports.base import Glossary
from mss_gap.render.entry_words import figure_words, status_said, what_it_is
from mss_gap.render.figures import day_in_words, in_full, words_of

NOT_COUNTED = "not counted"
"""What replaces the level of a series that moves nothing: of another stage, outside, or of the whole and not converted."""
NO_RATE = "not converted: no rate"


def change_words(change: Change, unit: str, glossary: Glossary) -> str:
    """A change in words: what its entry states, whether it counts, and the row of a table that it is from."""
    said = [_figure(change, unit), *_terms(change, unit)]
    if change.outside is not None:
        said.append(f"outside ({change.outside})")
    if not change.counts and not _lost(change):
        said += [*_level_so_far(change, unit), NOT_COUNTED]
    return ", ".join(filter(None, said)) + _row(change, glossary)


def _row(change: Change, glossary: Glossary) -> str:
    """The row of a table that states a change without a source; a source says more, and a ledger's line is in `entries`."""
    place = None if change.source else glossary.place_of_row(change.kind, change.position)
    return f" ({place})" if place else ""


def _figure(change: Change, unit: str) -> str:
    """The figure of an entry: a total is the level, an amount adds to it. Empty where only terms are stated."""
    named = what_it_is(change.kind, change.stage)
    worth = change.amount if change.total is None else change.total
    figure, currency = (worth, unit) if change.currency is None else (change.stated, change.currency)
    if figure is None:
        return "" if _states_terms(change) else f"{named}, amount not stated"
    said = f"{named} {figure_words(figure, currency, change.qualifier, restates=change.restates)}"
    return said if change.currency is None else f"{said} ({_worth(worth, unit)})"


def _worth(worth: Decimal | None, unit: str) -> str:
    return NO_RATE if worth is None else in_full(worth, unit)


def _states_terms(change: Change) -> bool:
    return change.status is not None or change.due is not None


def _terms(change: Change, unit: str) -> Iterator[str]:
    """The status and the due day that an entry states; where it states no figure they are all that it changes."""
    bare = change.amount is None and change.total is None and change.stated is None
    if change.status is not None:
        yield status_said(change.status, _part(change, unit), bare=bare, restates=change.restates)
    if change.due is not None:
        yield f"{'pledge now ' if bare and change.status is None else ''}due by {day_in_words(change.due)}"


def _part(change: Change, unit: str) -> str | None:
    """How much of the pledge has the status, as stated and as converted; None for all of it."""
    if change.part_stated is None:
        return None
    part = in_full(change.part_stated, change.currency or unit)
    in_unit = change.currency is None or change.part_stated == 0
    return part if in_unit else f"{part} ({_worth(change.part, unit)})"


def _level_so_far(change: Change, unit: str) -> Iterator[str]:
    """What a series that is not counted comes to, where its entry does not say that itself."""
    stated = change.level_stated
    if stated is not None and not change.restates and stated.figure.value not in (None, change.stated):
        yield f"{words_of(stated.figure.bound)}{in_full(stated.figure.value, stated.currency)} so far"
    elif change.level is not None and change.level not in (change.total, change.amount):
        yield f"{words_of(change.level_bound)}{in_full(change.level, unit)} so far"


def _lost(change: Change) -> bool:
    """Whether a change of the whole mission is not counted because no rate converts it, as its figure says."""
    return change.country is None and change.outside is None and change.level_stated is not None
