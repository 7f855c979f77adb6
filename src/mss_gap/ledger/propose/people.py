"""Tells what figures count that are no money."""

from collections.abc import Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.survey import Survey, quoted
from mss_gap.ledger.propose.words import COUNT, SERVING, Column, unit_of_title
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, words_of

_UNIT = "personnel"
_MOST_KINDS = 20
"""How many kinds of people a column names at most."""


def unit_of_count(survey: Survey, figures: Sequence[Column]) -> str | None:
    """What figures count that are no money: what a title names, or the people that other columns name; else None."""
    units = {unit_of_title(column.title) for column in figures}
    if len(units) == 1 and (unit := units.pop()):
        return unit
    if all(column.words & SERVING for column in figures):
        return _UNIT
    if not all(column.words <= COUNT for column in figures):
        return None
    kinds = _kinds_beside(survey, figures)
    if kinds:
        survey.remarks.append(f"{quoted([each.title for each in figures])} is counted in {_UNIT}, because of {kinds}")
        return _UNIT
    return None


def _kinds_beside(survey: Survey, figures: Sequence[Column]) -> str:
    """Which other columns, or which texts of one, name kinds of personnel; an empty text where none does."""
    counts = [each for each in survey.of_kind(Kind.NUMBER) if each not in figures and each.words & SERVING]
    if counts:
        return quoted([each.title for each in counts])
    for column in survey.of_kind(Kind.TEXT):
        texts = list(dict.fromkeys(map(text_of, survey.cells(column))))
        if 0 < len(texts) <= _MOST_KINDS and all(words_of(text) & SERVING for text in texts):
            return f"{quoted(texts)} in {shown(column.title)}"
    return ""
