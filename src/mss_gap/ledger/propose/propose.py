"""Looks at a spreadsheet or a CSV file and proposes the blocks that read it, or asks what it cannot tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.dates import Month, Year
from mss_gap.ledger.propose.commitments import column_of_commitments, ids_of_commitments
from mss_gap.ledger.propose.days import column_of_dates, columns_of_day, day_of_all, month_beside
from mss_gap.ledger.propose.figures import kind_of_part, parts_of, remark_on_unread
from mss_gap.ledger.propose.givers import Giver, giver_of, others_of
from mss_gap.ledger.propose.levels import ask_for_levels
from mss_gap.ledger.propose.money import Currency, column_of_worth, currencies_of
from mss_gap.ledger.propose.other_keys import meanings_of_unstated, other_columns
from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.proposal import Proposal, Wishes
from mss_gap.ledger.propose.status import filtered, parts_by_status, wished_rows
from mss_gap.ledger.propose.styles import form_of_dates, style_of_numbers
from mss_gap.ledger.propose.sums import ask_for_named_sum, ask_for_rows, ask_for_sum, look_below
from mss_gap.ledger.propose.survey import Survey, one_or_more
from mss_gap.ledger.propose.unread import (
    remark_on_brackets,
    remark_on_excluded,
    remark_on_nothing_pledged,
    remark_on_other_numbers,
)
from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.propose.years import ask_for_level_of_periods, remark_on_periods
from mss_gap.ledger.table import Others, Section
from mss_gap.ledger.tables.grid import Grid


def propose(grid: Grid, wishes: Wishes, bodies: Mapping[str, str]) -> Proposal:
    """How a grid may be read; `bodies` are the names of declared contributors by code."""
    survey = Survey(grid, wishes, Contributors(bodies))
    if not survey.header:
        what = f"row {wishes.header}" if wishes.header else "the first 50 rows"
        survey.ask("--header", f"no titles above columns of figures are in {what}: --header N says which row has them")
        return _proposal(survey, (), None)
    if not survey.data:
        ask_for_rows(survey)
        return _proposal(survey, (), None)
    where = wished_rows(survey)
    survey.rows = filtered(survey, where)
    parts = parts_by_status(survey, parts_of(survey), where)
    giver = giver_of(survey)
    days = [None if part.period else column_of_dates(survey, part.section) for part in parts]
    currencies, unit = currencies_of(survey, parts)
    for part, day in zip(parts, days, strict=True):
        ask_for_levels(survey, part, giver, columns_of_day(survey, day), unit)
    kinds = [kind_of_part(survey, part, day) for part, day in zip(parts, days, strict=True)]
    commitments = ids_of_commitments(survey)
    ask_for_level_of_periods(survey, parts, unit)
    remark_on_periods(survey, parts)
    remark_on_unread(survey, parts)
    others = others_of(survey, giver)
    stated = {title.title: texts for title, texts in where.items()}
    blocks = [
        _block(survey, part, _Told(kind, giver, day, currency, unit, others, commitments), stated)
        for part, kind, day, currency in zip(parts, kinds, days, currencies, strict=True)
    ]
    figures = list(dict.fromkeys(column for part in parts for column in part.columns))
    remark_on_nothing_pledged(survey, parts, kinds)
    remark_on_excluded(survey, parts)
    remark_on_brackets(survey, figures)
    country = giver if isinstance(giver, Column) else None
    ask_for_sum(survey, country, figures)
    if others is Others.AS_NAMED:
        ask_for_named_sum(survey, country, figures)
    look_below(survey, country, figures)
    remark_on_other_numbers(survey, blocks)
    return replace(_proposal(survey, tuple(blocks), unit), commitments=commitments)


def _proposal(survey: Survey, blocks: tuple[Mapping[str, object], ...], unit: str | None) -> Proposal:
    questions = tuple(dict.fromkeys(survey.questions))
    return Proposal(() if questions else blocks, unit, questions, tuple(dict.fromkeys(survey.remarks)), survey.total)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of the entries of a part, apart from their figures."""

    kind: Section | None
    giver: Giver
    day: Column | None
    currency: Currency
    unit: str | None
    others: Others | None
    commitments: Mapping[str, str]


def _block(survey: Survey, part: Part, told: _Told, where: Mapping[str, Sequence[str]]) -> Mapping[str, object]:
    """A block in the order of the ledger's documentation, without what is not stated."""
    wishes = survey.wishes
    day, currency, unit = told.day, told.currency, told.unit
    country = told.giver if isinstance(told.giver, Column) else None
    commitment = column_of_commitments(survey)
    columns: dict[str, object] = {}
    if commitment:
        columns["commitment"] = commitment.title
    if country:
        columns["country"] = country.title
    month = month_beside(survey, day)
    if day:
        columns["date"] = [month[0].title, day.title] if month else day.title
    if part.columns:
        columns[part.key] = one_or_more([column.title for column in part.columns])
    worth = column_of_worth(survey, part.columns)
    if isinstance(currency, Column):
        columns["currency"] = currency.title
        if worth:
            columns["value"] = worth.title
    used = [
        each
        for each in (commitment, worth, country, day, month and month[0], *part.columns, currency)
        if isinstance(each, Column)
    ]
    others = other_columns(survey, told.kind, used, [*filter(None, (commitment, worth, country, day)), *part.columns])
    columns |= {key: column.title for key, column in others.items()}
    code = currency if isinstance(currency, str) else None
    dated = [*([day] if day and not month else []), *([others["due"]] if "due" in others else [])]
    told_values = {
        "commitment": {text: key for text, key in told.commitments.items() if text != key},
        part.key: meanings_of_unstated(survey, part.key, part.columns, told.kind),
    }
    values = {**wishes.values} | {
        key: {**meanings, **wishes.values.get(key, {})} for key, meanings in told_values.items() if meanings
    }
    stop = list(wishes.stop) or ([survey.total.text] if survey.total else [])
    stated_day = part.period or day_of_all(survey)
    keys: dict[str, object] = {
        "file": wishes.file,
        "sheet": wishes.sheet,
        "kind": None if told.kind is None else str(told.kind),
        "header": None if survey.header == 1 else survey.header,
        "upper_header": survey.titles.upper if survey.titles else None,
        "stop": one_or_more(stop),
        "where": {title: one_or_more(texts) for title, texts in {**where, **part.where}.items()} or None,
        "encoding": wishes.encoding,
        "numbers": wishes.numbers or style_of_numbers(survey, part.columns, code or wishes.unit or unit),
        "dates": wishes.dates or (month[1] if month else form_of_dates(survey, dated)),
        "others": None if told.others is None else str(told.others),
        "commitment": None if commitment else wishes.commitment,
        "country": told.giver if isinstance(told.giver, str) else None,
        "date": str(stated_day) if isinstance(stated_day, Month | Year) else stated_day,
        "currency": code if code not in (wishes.unit, unit) else None,
        "source": one_or_more(wishes.source),
        "columns": columns,
        "values": values or None,
        "otherwise": wishes.otherwise or None,
    }
    return {key: value for key, value in keys.items() if value is not None}
