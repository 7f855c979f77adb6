"""Tells pledges from payments by a column that says what each row is, or how far it has come."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.near import did_you_mean
from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.survey import Survey, argument, number_of_rows, quoted
from mss_gap.ledger.propose.words import ID, PAID, PLEDGE, STATUS, TYPE, Column
from mss_gap.ledger.table import Section
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import words_of


def wished_rows(survey: Survey) -> Mapping[Column, Sequence[str]]:
    """The texts that a row must have in each column, as `--where` says; asks about a text that no row has."""
    found = {}
    for title, texts in survey.wishes.where.items():
        column = survey.named("--where", title)
        if column:
            found[column] = texts
            cells = {survey.text(row, column) for row in survey.data}
            for text in texts:
                if text not in cells:
                    hint = did_you_mean(text, cells - {""}, f"it has {quoted(sorted(cells - {''}))}")
                    survey.ask("--where", f"the column {shown(column.title)} nowhere has {shown(text)}: {hint}")
    return found


def filtered(survey: Survey, where: Mapping[Column, Sequence[str]]) -> Sequence[int]:
    """The rows that have one of the texts in each column."""
    return [
        index for index in survey.data if all(survey.text(index, column) in texts for column, texts in where.items())
    ]


def parts_by_status(survey: Survey, parts: Sequence[Part], where: Collection[Column]) -> list[Part]:
    """The parts, each divided into pledges and payments if a column tells them apart."""
    if any(part.section for part in parts):
        return list(parts)
    found = [(column, told) for column in survey.columns if column not in where and (told := _told(survey, column))]
    if not found:
        return list(parts)
    if len(found) > 1:
        named = quoted([column.title for column, _ in found])
        survey.ask("--where", f'{named} each tell pledges from payments: --where "COLUMN=TEXT" says which rows count')
        return list(parts)
    column, (pledged, paid) = found[0]
    _remark(survey, column, pledged, paid)
    reached = [*pledged, *paid] if _is_reached(survey, column, pledged, paid) else pledged
    stated = [(Section.PLEDGES, reached), (Section.ACTUALS, paid)]
    return [
        Part(section, part.key, part.columns, part.period, {column.title: texts})
        for section, texts in stated
        if survey.wishes.kind in (None, section)
        for part in parts
    ]


def _told(survey: Survey, column: Column) -> tuple[Sequence[str], Sequence[str]] | None:
    """The texts of a column that mean "pledged", and those that mean "paid"; None if it does not have both."""
    if not column.words & (STATUS | TYPE):
        return None
    texts = Counter(map(text_of, survey.cells(column)))
    paid = [text for text in texts if words_of(text) & PAID]
    pledged = [text for text in texts if words_of(text) & PLEDGE and text not in paid]
    return (sorted(pledged), sorted(paid)) if pledged and paid else None


def _is_reached(survey: Survey, column: Column, pledged: Sequence[str], paid: Sequence[str]) -> bool:
    """Whether the column says how far each row has come, so that the row of a payment is also that of its pledge."""
    return bool(column.words & STATUS) and not _share_ids(survey, column, pledged, paid)


def _share_ids(survey: Survey, column: Column, pledged: Sequence[str], paid: Sequence[str]) -> bool:
    """Whether some id is both on a row of a pledge and on a row of a payment."""
    for ids in (each for each in survey.columns if words_of(each.title) & ID):
        of = {
            texts: [survey.text(row, ids) for row in survey.rows if survey.text(row, column) in texts]
            for texts in (tuple(pledged), tuple(paid))
        }
        are_ids = all("" not in each and 2 * len(set(each)) > len(each) for each in of.values())
        if are_ids and set(of[tuple(pledged)]) & set(of[tuple(paid)]):
            return True
    return False


def _remark(survey: Survey, column: Column, pledged: Sequence[str], paid: Sequence[str]) -> None:
    times = Counter(map(text_of, survey.cells(column)))
    title = shown(column.title)
    before = f"{quoted(pledged)} ({number_of_rows(sum(times[text] for text in pledged))})"
    after = f"{quoted(paid)} ({number_of_rows(sum(times[text] for text in paid))})"
    if _is_reached(survey, column, pledged, paid):
        message = (
            f"{title} is read as how far a row has come: {after} counts as paid and as pledged, {before} as pledged; "
            f"where a payment and its pledge are two rows, add them apart: --where {argument(f'{column.title}={pledged[0]}')} "
            "reads those pledges"
        )
    else:
        message = f"{title} is read as what a row is: {before} counts as pledged, and {after} as paid"
    survey.remarks.append(message)
