"""Finds the currency of the figures, and the unit of the commitment."""

from collections.abc import Sequence

from mss_gap.ledger.check import shown
from mss_gap.ledger.propose.figures import usable_columns
from mss_gap.ledger.propose.parts import Part
from mss_gap.ledger.propose.people import unit_of_count
from mss_gap.ledger.propose.survey import Survey, argument, heading, quoted
from mss_gap.ledger.propose.words import Column, currency_named_in
from mss_gap.ledger.tables.cells import text_of
from mss_gap.ledger.tables.columns import Kind, currency_of_cells, is_code, scale_of
from mss_gap.ledger.tables.scales import counts_in, scale_in

Currency = Column | str | None
"""The column that has the currency of each row, or the code of the currency of all rows; None for figures of people or things."""
_SMALL = frozenset({"of", "in", "the", "currency", "code"})
"""Words of titles that do not say what belongs together."""


def currencies_of(survey: Survey, parts: Sequence[Part]) -> tuple[Sequence[Currency], str | None]:
    """The currency of each part, and the unit of the commitment; asks if nothing says them."""
    figures = list(dict.fromkeys(column for part in parts for column in part.columns))
    unit, stated = survey.wishes.unit, survey.wishes.currency
    _ask_for_scale(survey, figures)
    if stated is not None:
        if is_code(stated.upper()) and not survey.has_title(stated):
            return [stated.upper()] * len(parts), unit or stated.upper()
        column = survey.named("--currency", stated)
        _ask_for_other_figures(survey, figures, column)
        worth = column_of_worth(survey, figures)
        return [column] * len(parts), unit or (worth.currency if worth else _only_code(survey, column))
    in_titles = sorted({code for column in figures if (code := column.currency)})
    if unit is not None and not is_code(unit):
        _ask_for_money(survey, in_titles, unit)
        return [None] * len(parts), unit
    if in_titles:
        _remark_on_other_currencies(survey, figures)
        return _of_titles(survey, parts, in_titles)
    columns = [column for column in survey.columns if column not in figures and _has_codes(survey, column)]
    if columns:
        if len(columns) > 1:
            named = quoted([column.title for column in columns])
            survey.ask("--currency", f'{named} are currencies: --currency "COLUMN" says which is that of the figures')
        _ask_for_owner(survey, figures, columns[0])
        return [columns[0]] * len(parts), unit or (_only_code(survey, columns[0]) if len(columns) == 1 else None)
    in_cells = {code for column in figures if (code := currency_of_cells(survey.cells(column)))}
    if len(in_cells) == 1:
        code = in_cells.pop()
        return [code] * len(parts), unit or code
    if unit is not None or not figures:
        return [None] * len(parts), unit
    return _of_other_texts(survey, parts, figures)


def column_of_worth(survey: Survey, figures: Sequence[Column]) -> Column | None:
    """The column that says what figures in a column of currencies are worth in one currency."""
    if survey.wishes.currency is None or not survey.has_title(survey.wishes.currency):
        return None
    unit = survey.wishes.unit
    found = [
        column
        for column in usable_columns(survey)
        if column not in figures and column.currency and unit in (None, column.currency)
    ]
    return found[0] if len(found) == 1 else None


def _ask_for_other_figures(survey: Survey, figures: Sequence[Column], currency: Column | None) -> None:
    """Ask for other figures where their own title says that they are not in the currencies of a column."""
    for column in figures:
        if currency and column.currency:
            message = (
                f"{shown(column.title)} is in {column.currency}, and not in the currencies of {shown(currency.title)}"
            )
            survey.ask("--amount", f'{message}: --amount "COLUMN" names the figures that are in them')


def _given_in(survey: Survey, figures: Sequence[Column], currency: Column) -> list[Column]:
    """The numbers beside the figures whose title shares a word with that of a column of currencies, such as "original"."""
    words = currency.words - _SMALL
    return [each for each in survey.of_kind(Kind.NUMBER) if each not in figures and each.words & words]


def _ask_for_owner(survey: Survey, figures: Sequence[Column], currency: Column) -> None:
    """Ask whose currencies a column has where its title goes with that of other numbers, and not with the figures'."""
    given = _given_in(survey, figures, currency)
    if figures and given and not any(column.words & (currency.words - _SMALL) for column in figures):
        survey.ask(
            "--currency",
            f"{shown(currency.title)} may be the currencies of {shown(given[0].title)}, and not of "
            f"{quoted([column.title for column in figures])}: --amount {argument(given[0].title)} --currency "
            f"{argument(currency.title)} reads those, and --currency CODE says what the others are in",
        )


def _remark_on_other_currencies(survey: Survey, figures: Sequence[Column]) -> None:
    """Remark that a column has the currencies in which the figures were given, and is not read."""
    for column in survey.columns:
        if column in figures or not _has_codes(survey, column):
            continue
        given = _given_in(survey, figures, column)
        amount = argument(given[0].title) if len(given) == 1 else '"COLUMN"'
        survey.remarks.append(
            f"{shown(column.title)} has the currencies in which something was given, and is not read: "
            f"--amount {amount} --currency {argument(column.title)} reads them"
        )


def _of_titles(survey: Survey, parts: Sequence[Part], codes: Sequence[str]) -> tuple[Sequence[Currency], str | None]:
    """The currency that the titles of each part name."""
    found: list[Currency] = []
    for part in parts:
        of_part = sorted({code for column in part.columns if (code := column.currency)})
        silent = [column.title for column in part.columns if column.currency is None]
        if len(of_part or codes) > 1:
            named = quoted([column.title for column in part.columns])
            survey.ask(
                "--currency", f"nothing says which of {quoted(codes)} is that of {named}: --currency CODE says it"
            )
        elif silent:
            survey.remarks.append(
                f"{quoted(silent)} {_names(silent)} no currency, and {_is(silent)} read as "
                f"{codes[0]}, as other titles say"
            )
        found.append((of_part or codes)[0])
    if survey.wishes.unit is None and len(codes) > 1:
        message = f"the figures are in {quoted(codes)}"
        survey.ask("--unit", f"{message}: --unit {codes[0]} says in which of them the whole is counted")
    return found, survey.wishes.unit or codes[0]


def _names(titles: Sequence[str]) -> str:
    return "names" if len(titles) == 1 else "name"


def _is(titles: Sequence[str]) -> str:
    return "is" if len(titles) == 1 else "are"


def _of_other_texts(
    survey: Survey, parts: Sequence[Part], figures: Sequence[Column]
) -> tuple[Sequence[Currency], str | None]:
    """The currency that a text above the titles names, or the people or things that a title counts."""
    above = {code: (row, text) for row, text in survey.above if (code := currency_named_in(text))}
    if len(above) == 1:
        ((code, (row, text)),) = above.items()
        survey.remarks.append(f"the figures are read as {code}, as row {row} says: {heading(text)}")
        scale = next((scale for _, each in survey.above if (scale := scale_of(each))), None)
        if scale:
            message = f"above the titles is {heading(text)}, and the figures may be in {scale}s"
            survey.ask(
                "--unit", f'{message}: --unit "{scale} {code}" counts in it, --unit {code} reads them as they are'
            )
        return [code] * len(parts), code
    if unit := unit_of_count(survey, figures):
        return [None] * len(parts), unit
    named = quoted([column.title for column in figures])
    verb = "count" if len(figures) > 1 else "counts"
    survey.ask("--unit", f"nothing says what {named} {verb}: --unit USD, or a noun such as --unit personnel")
    return [None] * len(parts), None


def _ask_for_money(survey: Survey, codes: Sequence[str], unit: str) -> None:
    """Ask for another commitment if the figures are money and the commitment counts something else."""
    for code in codes:
        if code not in unit:
            option = _option_of_unit(survey)
            survey.ask(option, f"the figures are in {code}, and the commitment counts {unit}: {option} names another")


def _has_codes(survey: Survey, column: Column) -> bool:
    cells = survey.cells(column)
    return bool(cells) and all(is_code(text_of(cell).upper()) for cell in cells)


def _only_code(survey: Survey, column: Column | None) -> str | None:
    """The currency of all rows; asks for the unit if there are several."""
    codes = {text_of(cell).upper() for cell in survey.cells(column)} if column else set()
    if column and len(codes) > 1 and survey.wishes.unit is None:
        message = f"the column {shown(column.title)} has {len(codes)} currencies"
        survey.ask("--unit", f"{message}: --unit USD says in which of them the whole is counted")
    return codes.pop() if len(codes) == 1 else None


def _ask_for_scale(survey: Survey, figures: Sequence[Column]) -> None:
    """Ask about figures in thousands or millions, because a table is read as it is written."""
    unit = (survey.wishes.unit or "").lower()
    for column in figures:
        scale = scale_of(column.title)
        if scale and scale not in unit:
            message = f"the figures of {shown(column.title)} are in {scale}s, and would be read as they are"
            noun = f"{scale} {column.currency or 'USD'}"
            survey.ask(_option_of_unit(survey), f"{message}: {_remedy_of_scale(survey, noun)}")
        elif scale is None:
            _ask_for_scale_of_cells(survey, column, unit)
    for _, text in survey.above:
        scale = scale_of(text)
        if scale and scale not in unit:
            message = f"above the titles is {heading(text)}: if the figures are in {scale}s"
            noun = f"{scale} {currency_named_in(text) or 'USD'}"
            survey.remarks.append(f"{message}, {_remedy_of_scale(survey, noun)}")


def _ask_for_scale_of_cells(survey: Survey, column: Column, unit: str) -> None:
    """Ask about numbers with a scale beside them, such as "12.5 million".

    If only some numbers of a column have one, reading the table reports each of them. But if the unit has the scale, the
    others would be taken for millions: then this asks.
    """
    texts = [text for cell in survey.cells(column) if any(map(str.isdigit, text := text_of(cell)))]
    scaled = {text: found[1] for text in texts if (found := scale_in(text)) is not None}
    if not scaled:
        return
    example, scale = next(iter(scaled.items()))
    in_unit = counts_in(unit, scale)
    message = f"{shown(example)} in {shown(column.title)} is in {scale}s"
    other = next((text for text in texts if scaled.get(text) != scale and text != "0"), None)
    if other is None and not in_unit:
        noun = f"{scale} {column.currency or (unit.upper() if is_code(unit.upper()) else 'USD')}"
        survey.ask(_option_of_unit(survey), f"{message}: {_remedy_of_scale(survey, noun)}")
    elif other is not None and in_unit:
        survey.ask(_option_of_unit(survey), f"{message}, and {shown(other)} is not: write all in full in the file")


def _option_of_unit(survey: Survey) -> str:
    """The option that says what the figures count."""
    return "--unit" if survey.wishes.is_new else "--commitment"


def _remedy_of_scale(survey: Survey, noun: str) -> str:
    other = f'--unit "{noun}" counts in it' if survey.wishes.is_new else f'name a --commitment whose unit is "{noun}"'
    return f"write them in full in the file, or {other}"
