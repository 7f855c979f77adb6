"""Finds the columns of ids, due days, sources and notes, and the texts in columns of figures that are not numbers."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.plural import so_many
from mss_gap.ledger.propose.givers import ranks_of_givers
from mss_gap.ledger.propose.survey import Survey, argument
from mss_gap.ledger.propose.words import DUE, ID, NOTE, SOURCE, Column, says_nothing, says_unstated
from mss_gap.ledger.table import NOT_STATED, Section
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, words_of
from mss_gap.ledger.texts import is_url

EVERY_ROW = "none"
"""What `--ref` says if every row counts, whatever its id."""


def other_columns(
    survey: Survey, kind: Section | None, used: Collection[Column], keys: Sequence[Column]
) -> dict[str, Column]:
    """The columns of an id, of the due day, of sources and of notes.

    `keys` are the columns that make rows of one id the same, or different.
    """
    found: dict[str, Column] = {}
    ref = _ref(survey, used, keys)
    if ref:
        found["ref"] = ref
    free = [column for column in survey.columns if column not in used and column != ref]

    def may_be(column: Column) -> bool:
        """Whether rows of one id say the same: what differs would make each an entry of its own."""
        return ref is None or _is_same(survey, ref, column)

    if kind is Section.PLEDGES:
        due = [each for each in free if survey.kinds[each] is Kind.DATE and each.words & DUE and may_be(each)]
        if len(due) == 1:
            found["due"] = due[0]
    if not survey.wishes.source:
        links = [each for each in free if each.words & SOURCE and _has_links(survey, each) and may_be(each)]
        if links:
            found["source"] = links[0]
    notes = [each for each in free if survey.kinds[each] is Kind.TEXT and each.words & NOTE and may_be(each)]
    if notes and survey.cells(notes[0]):
        found["note"] = notes[0]
    return found


def _has_links(survey: Survey, column: Column) -> bool:
    cells = survey.cells(column)
    return bool(cells) and all(is_url(text_of(cell)) for cell in cells)


def _ref(survey: Survey, used: Collection[Column], keys: Sequence[Column]) -> Column | None:
    """The column of ids. An id is on one row, or on several that say the same."""
    wished = survey.wishes.ref
    if wished is not None:
        each_row = wished == EVERY_ROW and not survey.has_title(EVERY_ROW)
        return None if each_row else survey.named("--ref", wished)
    ranked = sorted(
        ((len(words_of(column.title)), column) for column in survey.columns if column.words & ID),
        key=lambda it: it[0],
    )
    givers = ranks_of_givers(survey)
    for _, column in ranked:
        if column in used or givers[column] or survey.kinds[column] is Kind.DATE:
            continue
        if survey.rows and all(survey.text(row, column) for row in survey.rows):
            if _is_same(survey, column, *keys):
                return column
            _ask_for_repeated(survey, column, keys)
    return None


def _is_same(survey: Survey, ref: Column, *columns: Column) -> bool:
    """Whether rows of one id have the same in some columns."""
    said: dict[str, list[str]] = {}
    for row in survey.rows:
        says = [survey.text(row, column) for column in columns]
        if said.setdefault(survey.text(row, ref), says) != says:
            return False
    return True


def _ask_for_repeated(survey: Survey, ref: Column, keys: Sequence[Column]) -> None:
    """Ask about a column of ids in which some rows of one id say the same, and others do not."""
    ids = Counter(survey.text(row, ref) for row in survey.rows)
    if 2 * len(ids) <= len(survey.rows):
        return  # a code of something else than rows
    rows = Counter((survey.text(row, ref), *(survey.text(row, key) for key in keys)) for row in survey.rows)
    alike = sum(times - 1 for times in rows.values())
    if alike:
        title = shown(ref.title)
        message = f"{so_many(alike, 'row repeats', 'rows repeat')} another with the same {title}, and some rows of one {title} differ"
        survey.ask(
            "--ref",
            f"{message}: --ref {EVERY_ROW} counts every row; else correct the file, and --ref {argument(ref.title)} "
            "counts an id once",
        )


def meanings_of_unstated(
    survey: Survey, key: str, columns: Sequence[Column], kind: Section | None
) -> Mapping[str, str]:
    """What texts in the columns of figures mean that are no figures: one that is not stated, or a blank cell."""
    if key in survey.wishes.otherwise:
        return {}
    known = survey.wishes.values.get(key, {})
    texts = Counter(text for column in columns for cell in survey.cells(column) if (text := text_of(cell)) not in known)
    found = {text: times for text, times in texts.items() if says_unstated(text)}
    for text, times in found.items():
        survey.remarks.append(
            f"{shown(text)} in {so_many(times, 'cell', 'cells')} is read as a figure that is not stated"
        )
    blank = {text: times for text, times in texts.items() if says_nothing(text)}
    for text, times in blank.items() if kind is not Section.PLEDGES else ():  # of pledges another remark says it
        survey.remarks.append(f"{shown(text)} in {so_many(times, 'cell', 'cells')} is read as a blank cell")
    return {**dict.fromkeys(found, NOT_STATED), **dict.fromkeys(blank, "")}
