"""Remarks on what is in a table and is not read, or is read as something that a reader may not expect."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.survey import Survey, argument, number_of_rows, quoted
from mss_gap.ledger.propose.words import IDENTIFIES, NUMBERS_OF_ROWS, Column, says_nothing
from mss_gap.ledger.table import NOT_STATED, Section
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind
from mss_gap.ledger.tables.keys import BLANK

_MOST_TEXTS = 8
"""How many texts a remark names."""


def _rows_of(survey: Survey, part: Part) -> list[int]:
    """The rows that have the texts that a part is of."""
    columns = {column.title: column for column in survey.columns}
    return [
        row
        for row in survey.rows
        if all(survey.text(row, columns[title]) in texts for title, texts in part.where.items())
    ]


def remark_on_nothing_pledged(survey: Survey, parts: Sequence[Part], kinds: Sequence[Section | None]) -> None:
    """Remark that words in columns of pledges, such as "n/a", are read as no pledge."""
    pledges = [part for part, kind in zip(parts, kinds, strict=True) if kind is Section.PLEDGES and part.columns]
    if not pledges or pledges[0].key in survey.wishes.otherwise:
        return
    key = pledges[0].key
    known = survey.wishes.values.get(key, {})
    found: Counter[str] = Counter()
    for part in pledges:
        for row in _rows_of(survey, part):
            texts = {survey.text(row, column) for column in part.columns}
            if all((text.casefold() in BLANK or says_nothing(text)) and text not in known for text in texts):
                found.update(texts - {""})
    titles = quoted(list(dict.fromkeys(column.title for part in pledges for column in part.columns)))
    others = [column for part in parts if part not in pledges and part.key == key for column in part.columns]
    for text, times in found.items():
        number = number_of_rows(times) if len(pledges) == 1 else so_many(times, "cell", "cells")
        too = [column.title for column in others if any(survey.text(row, column) == text for row in survey.rows)]
        also = f", and in {quoted(too)} as a delivery whose amount is not stated" if too else ""
        survey.remarks.append(
            f"{shown(text)} in {number} of {titles} is read as no pledge: --values "
            f"{argument(f'{key}:{text}={NOT_STATED}')} reads it as a pledge whose amount is not stated{also}"
        )


def remark_on_excluded(survey: Survey, parts: Sequence[Part]) -> None:
    """Remark that no part reads the rows with some texts, such as "Cancelled"."""
    read: dict[str, set[str]] = {}
    for part in parts:
        for title, texts in part.where.items():
            read.setdefault(title, set()).update(texts)
    for column in survey.columns:
        if column.title in read:
            times = Counter(survey.text(row, column) for row in survey.rows)
            left = [
                f"{shown(text) if text else 'a blank cell'} ({number_of_rows(number)})"
                for text, number in times.items()
                if text not in read[column.title]
            ]
            more = ", …" if len(left) > _MOST_TEXTS else ""
            if left:
                survey.remarks.append(
                    f"rows with these in {shown(column.title)} are not read: {', '.join(left[:_MOST_TEXTS])}{more}"
                )


def remark_on_brackets(survey: Survey, figures: Collection[Column]) -> None:
    """Remark that figures in brackets are read as negative."""
    for column in figures:
        texts = [
            text
            for row in survey.rows
            if (text := survey.text(row, column)).startswith("(") and (survey.number(row, column) or 0) < 0
        ]
        if texts:
            number = so_many(len(texts), "figure in brackets is", "figures in brackets are")
            survey.remarks.append(f"{number} read as negative in {shown(column.title)}, such as {shown(texts[0])}")


def remark_on_other_numbers(survey: Survey, blocks: Sequence[Mapping[str, object]]) -> None:
    """Remark that columns of numbers or shares are not read, where no other remark names them."""
    read = {title for block in blocks for titles in _columns(block).values() for title in titles}
    read |= survey.wishes.where.keys()
    unread = [
        column.title
        for column in survey.columns
        if column.title not in read
        and _has_numbers(survey, column)
        and not column.words & IDENTIFIES
        and not (column.words and column.words <= NUMBERS_OF_ROWS)
        and not any(shown(column.title) in remark or argument(column.title) in remark for remark in survey.remarks)
    ]
    if unread:
        survey.remarks.append(f"not read: {quoted(unread)}")


def _has_numbers(survey: Survey, column: Column) -> bool:
    texts = [text for cell in survey.cells(column) if (text := text_of(cell)).casefold() not in BLANK]
    return survey.kinds[column] is Kind.NUMBER or (
        bool(texts) and all(text.endswith("%") and any(map(str.isdigit, text)) for text in texts)
    )


def _columns(block: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    """The titles of the columns of each key of a block."""
    columns = block["columns"]
    stated = columns.items() if isinstance(columns, Mapping) else ()
    return {key: [titles] if isinstance(titles, str) else titles for key, titles in stated}
