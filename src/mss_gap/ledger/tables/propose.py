"""Looks at a spreadsheet or a CSV file and proposes the `[[tables]]` block that reads it, or asks what it cannot tell."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date as Day  # noqa: N812 - `date` is a key of an entry
from decimal import Decimal
from functools import cached_property

from mss_gap.ledger.contributors import Contributors
from mss_gap.ledger.near import did_you_mean
from mss_gap.ledger.table import NumberStyle, Section
from mss_gap.ledger.tables.cells import CellError, date_in, number_in, text_of
from mss_gap.ledger.tables.columns import (
    Column,
    Kind,
    currency_of_cells,
    currency_of_title,
    find_titles,
    is_code,
    is_total,
    kind_of,
    normal,
    scale_of,
    words_of,
)
from mss_gap.ledger.tables.grid import Cell, Grid
from mss_gap.ledger.tables.keys import BLANK
from mss_gap.ledger.tables.left_out import is_tags
from mss_gap.ledger.tables.meaning import without_ending
from mss_gap.ledger.tables.proposal import Proposal, Question, Total, Wishes
from mss_gap.ledger.tables.titles import (
    DUE,
    GIVERS,
    ID,
    NOT_GIVERS,
    NOTE,
    OF_KIND,
    PAID,
    PLEDGE,
    SOURCE,
    SUREST,
    YEAR,
    may_be_figures,
    rank_of_date,
    rank_of_figure,
)
from mss_gap.ledger.values import Month, Year, is_url, shown

_FORMS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d.%m.%Y", "%m.%d.%Y", "%d.%m.%y", "%m.%d.%y"),
    *("%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y", "%d-%b-%y", "%d %b %Y", "%d %B %Y", "%d %b %y", "%b %d, %Y"),
    *("%B %d, %Y", "%d-%B-%Y", "%Y/%m/%d", "%d/%b/%Y"),
)
"""How tables write days; those that have the day first are before those that have the month first."""
MOST_LOOKED_AT = 1000
"""Rows from which the kind of a column is told."""
_MOST_RESOLVED = 100
"""Different names of a column that are looked up to tell whether it names contributors."""
_MOST_NAMED = 8
"""Titles that a question names."""


_Reader = Callable[[Cell], object]


def _reads(read: _Reader, cell: Cell) -> bool:
    try:
        read(cell)
    except CellError:
        return False
    return True


def _best(
    readers: Mapping[str | None, _Reader], cells: Iterable[Cell]
) -> tuple[str | None, tuple[Cell, tuple[str | None, str | None]] | None]:
    """The reader that reads most cells, by its name; or a cell, and two readers of it that differ where none is best."""
    different = list(dict.fromkeys(cells))
    values: dict[str | None, dict[Cell, object]] = {}
    for name, read in readers.items():
        values[name] = {}
        for cell in different:
            try:
                values[name][cell] = read(cell)
            except CellError:
                continue
    most = [
        name
        for name, read_by in values.items()
        if read_by and not any(read_by.keys() < other.keys() for other in values.values())
    ]
    if not most:
        return None, None
    first = most[0]
    for other in most[1:]:
        for cell in dict.fromkeys((*values[first], *values[other])):
            if values[first].get(cell) != values[other].get(cell):
                return None, (cell, (first, other))
    return first, None


def propose(grid: Grid, wishes: Wishes, bodies: Mapping[str, str]) -> Proposal:
    """How a grid may be read; `bodies` are the names of declared contributors by code."""
    return _Proposer(grid, wishes, Contributors(bodies)).propose()


class _Proposer:
    def __init__(self, grid: Grid, wishes: Wishes, contributors: Contributors) -> None:
        self.grid, self.wishes, self.contributors = grid, wishes, contributors
        self.questions: list[Question] = []
        self.remarks: list[str] = []
        self.is_wide = False
        """True where the columns of figures are of pledges and of payments, and it is asked which of them."""

    def propose(self) -> Proposal:
        if self.header is None:
            what = f"row {self.wishes.header}" if self.wishes.header else "the first 50 rows"
            self._ask(
                "--header", f"no titles above columns of figures are in {what}: --header N says which row has them"
            )
            return self._proposal((), None)
        if not self._data:
            self._ask_for_rows()
            return self._proposal((), None)
        where = self._where()
        self.rows = self._filtered(where)
        figures = self._figures()
        country = self._country()
        dates = {section: self._date(section) for section, _, _ in figures}
        kinds = [self._kind(section, titles, dates[section]) for section, _, titles in figures]
        currency, unit = self._currency([column for _, _, titles in figures for column in titles])
        self._ask_for_level(figures, country, unit)
        common = self._common(where)
        blocks = []
        for (section, key, titles), kind in zip(figures, kinds, strict=True):
            day = dates[section]
            columns: dict[str, object] = {}
            if country:
                columns["country"] = country.title
            if day:
                columns["date"] = day.title
            if titles:
                columns[key] = titles[0].title if len(titles) == 1 else [column.title for column in titles]
            if isinstance(currency, Column):
                columns["currency"] = currency.title
            used = [each for each in (country, day, *titles, currency) if isinstance(each, Column)]
            columns |= self._others(kind, used, [*filter(None, (country, day)), *titles])
            stated = {"kind": None if kind is None else str(kind), **self._styles(titles, day, columns, unit, currency)}
            if isinstance(currency, str) and currency not in (self.wishes.unit, unit):
                stated["currency"] = currency
            blocks.append(_block(self.wishes, {**common, **stated, "date": self._day}, columns))
        self._ask_for_sum(country, [column for _, _, titles in figures for column in titles])
        self._look_below(country, [column for _, _, titles in figures for column in titles])
        return self._proposal(tuple(blocks), unit)

    def _proposal(self, blocks: tuple[Mapping[str, object], ...], unit: str | None) -> Proposal:
        questions = tuple(dict.fromkeys(self.questions))
        return Proposal(() if questions else blocks, unit, questions, tuple(dict.fromkeys(self.remarks)), self.total)

    def _ask(self, option: str, message: str) -> None:
        self.questions.append(Question(option, message))

    # Rows

    @cached_property
    def header(self) -> int | None:
        """The number of the row of titles."""
        wished = self.wishes.header
        if wished is not None:
            return wished if wished <= len(self.grid.rows) else None
        return find_titles(self.grid)

    @cached_property
    def total(self) -> Total | None:
        """The first row of totals below the titles, or the first row that a wish stops at."""
        for index, row in enumerate(self.grid.rows[self.header or 0 :], start=self.header or 0):
            text = next((text for cell in row if (text := text_of(cell))), "")
            if text and (text in self.wishes.stop if self.wishes.stop else is_total(text)):
                return Total(index, text)
        return None

    @cached_property
    def _data(self) -> list[int]:
        """The indices of the filled rows between the titles and the totals."""
        first, end = self.header or 0, self.total.row if self.total else len(self.grid.rows)
        filled = [index for index in range(first, end) if any(map(text_of, self.grid.rows[index]))]
        if filled and is_tags(self.grid.rows[filled[0]]):
            del filled[0]
        return filled

    def _ask_for_rows(self) -> None:
        if self.total:
            row = self.grid.lines[self.total.row]
            message = f"row {row} has totals and is above all others: move it below them, or take it out of the file"
            self._ask("--stop", message)
        else:
            self._ask("--header", f"no row is below the titles in row {self.header}")

    def _filtered(self, where: Mapping[Column, Sequence[str]]) -> list[int]:
        """The rows that `--where` leaves."""
        return [
            index
            for index in self._data
            if all(text_of(self._cell(index, column)) in texts for column, texts in where.items())
        ]

    def _cell(self, row: int, column: Column) -> Cell:
        cells = self.grid.rows[row]
        return cells[column.index] if column.index < len(cells) else ""

    def _cells(self, column: Column) -> list[Cell]:
        """The filled cells of a column in the rows that are read."""
        return [cell for row in self.rows if text_of(cell := self._cell(row, column))]

    # Columns

    @cached_property
    def columns(self) -> Sequence[Column]:
        """The columns with a title of their own."""
        titles = [normal(text_of(cell)) for cell in self.grid.rows[(self.header or 1) - 1]]
        times = Counter(titles)
        return [Column(index, title) for index, title in enumerate(titles) if title and times[title] == 1]

    @cached_property
    def _kinds(self) -> Mapping[Column, Kind]:
        """What most filled cells of a column are."""
        kinds = {}
        for column in self.columns:
            seen = Counter(
                kind_of(cell)
                for row in self.rows[:MOST_LOOKED_AT]
                if text_of(cell := self._cell(row, column)).casefold() not in BLANK
            )
            kind, times = seen.most_common(1)[0] if seen else (Kind.TEXT, 0)
            of_years = kind is Kind.NUMBER and words_of(column.title) & YEAR and self._has_years(column)
            kinds[column] = Kind.DATE if of_years else kind if 2 * times > sum(seen.values()) else Kind.TEXT
        return kinds

    def _has_years(self, column: Column) -> bool:
        return all(_reads(lambda cell: date_in(cell, None), cell) for cell in self._cells(column)[:MOST_LOOKED_AT])

    def _named(self, option: str, title: str) -> Column | None:
        """The column that an option names; another text is a question."""
        wanted = normal(title)
        found = [column for column in self.columns if column.title == wanted]
        found = found or [column for column in self.columns if column.title.casefold() == wanted.casefold()]
        if len(found) == 1:
            return found[0]
        titles = [column.title for column in self.columns]
        twice = any(normal(text_of(cell)) == wanted for cell in self.grid.rows[(self.header or 1) - 1])
        if twice:
            self._ask(option, f"two columns have the title {shown(wanted)}: give one of them another title in the file")
        else:
            hint = did_you_mean(wanted, titles, f"the titles are {_list(titles)}")
            self._ask(option, f"no column has the title {shown(wanted)}: {hint}")
        return None

    def _where(self) -> Mapping[Column, Sequence[str]]:
        found = {}
        for title, texts in self.wishes.where.items():
            column = self._named("--where", title)
            if column:
                found[column] = texts
                cells = {text_of(self._cell(row, column)) for row in self._data}
                for text in texts:
                    if text not in cells:
                        hint = did_you_mean(text, cells - {""}, f"it has {_list(sorted(cells - {''}))}")
                        self._ask("--where", f"the column {shown(column.title)} nowhere has {shown(text)}: {hint}")
        return found

    def _common(self, where: Mapping[Column, Sequence[str]]) -> dict[str, object]:
        stop = list(self.wishes.stop) or ([self.total.text] if self.total else [])
        self._ask_for_status(where)
        return {
            "header": None if self.header == 1 else self.header,
            "stop": _one_or_more(stop),
            "where": {column.title: _one_or_more(texts) for column, texts in where.items()} or None,
        }

    def _ask_for_status(self, where: Mapping[Column, Sequence[str]]) -> None:
        """Ask which rows count where a column says that some are pledges and some are payments."""
        for column in self.columns:
            if column in where or not words_of(column.title) & {"status", "type", "stage", "state"}:
                continue
            texts = Counter(map(text_of, self._cells(column)))
            told = (
                {text for text in texts if words_of(text) & PLEDGE},
                {text for text in texts if words_of(text) & PAID},
            )
            if all(told) and len(texts) <= _MOST_NAMED:
                rows = ", ".join(f"{shown(text)} in {_rows(number)}" for text, number in texts.most_common())
                example = f'--where "{column.title}={min(told[1])}"'
                self._ask("--where", f"the column {shown(column.title)} has {rows}: {example} reads those only")

    # Contributors

    def _country(self) -> Column | None:
        if self.wishes.country is not None:
            return self._named("--country", self.wishes.country)
        best = max(self._givers.values(), default=0)
        found = [column for column, rank in self._givers.items() if rank == best > 0]
        if len(found) > 1 and all(self._say_the_same(found[0], other) for other in found[1:]):
            found = found[:1]
        if len(found) == 1:
            return found[0]
        named = _list([column.title for column in found])
        why = f"{named} may all name who gave" if found else "no column has names of countries"
        self._ask("--country", f'{why}: --country "COLUMN" says which column names the contributors')
        return None

    @cached_property
    def _givers(self) -> Mapping[Column, int]:
        """How likely each column names contributors: 0 where it does not."""
        return {column: self._rank_of_giver(column) for column in self.columns}

    def _rank_of_giver(self, column: Column) -> int:
        if self._kinds[column] is not Kind.TEXT:
            return 0
        names = list(dict.fromkeys(map(text_of, self._cells(column))))[:_MOST_RESOLVED]
        known = sum(len(self._codes(name)) == 1 for name in names)
        words = words_of(column.title)
        told = next((len(GIVERS) - place for place, group in enumerate(GIVERS) if words & group), 0)
        told = 0 if words & NOT_GIVERS else told
        if told == len(GIVERS) and names:  # most donors of a table may be companies
            return SUREST
        if 2 * known < len(names) or not names or (len(names) == 1 and len(self.rows) > 1):
            return 0  # a country that is on every row is probably the one that receives
        return 1 + told

    def _codes(self, name: str) -> tuple[str, ...]:
        return self.contributors.codes_of(name) or self.contributors.codes_of(without_ending(name))

    def _say_the_same(self, one: Column, other: Column) -> bool:
        """Whether two columns name the same contributor in each row, such as a name and a code."""
        rows = self.rows[:MOST_LOOKED_AT]
        pairs = {(text_of(self._cell(row, one)), text_of(self._cell(row, other))) for row in rows}
        return all(left == right or self._codes(left) == self._codes(right) != () for left, right in pairs)

    # Dates

    def _date(self, section: Section | None) -> Column | None:
        if self._day is not None:
            return None
        if self.wishes.date is not None:
            return self._named("--date", self.wishes.date)
        ranked = [(rank_of_date(column, section), column) for column in self._of(Kind.DATE)]
        best = max((rank for rank, _ in ranked), default=0)
        found = [column for rank, column in ranked if rank == best]
        if len(found) == 1:
            return found[0]
        option = (
            '--date "COLUMN" says which counts' if found else '--date "COLUMN" names one, and --date 2025-06-27 a day'
        )
        named = f"{_list([column.title for column in found])} are dates" if found else "no column has dates"
        self._ask("--date", f"{named}: {option}{'' if found else ' for all rows'}")
        return None

    @property
    def _day(self) -> Day | None:
        """One date for all rows, if that is wished for."""
        return None if self.wishes.date in self._titles else self.wishes.day

    def _of(self, kind: Kind) -> list[Column]:
        return [column for column in self.columns if self._kinds[column] is kind]

    # Figures

    def _figures(self) -> list[tuple[Section | None, str, list[Column]]]:
        """For each block: what its rows are where that is told, the key of its figure, and the columns of it."""
        wishes = self.wishes
        if wishes.pledged is not None or wishes.paid is not None:
            stated = [
                (Section.PLEDGES, "--pledged", wishes.pledged),
                (Section.ACTUALS, "--paid", wishes.paid),
            ]
            return [
                (section, "amount", [column] if (column := self._named(option, title)) else [])
                for section, option, title in stated
                if title is not None
            ]
        if wishes.total is not None:
            return [(None, "total", [column] if (column := self._named("--total", wishes.total)) else [])]
        if wishes.amount:
            named = [self._named("--amount", title) for title in wishes.amount]
            return [(None, "amount", [column for column in named if column])]
        return self._told_figures()

    def _told_figures(self) -> list[tuple[Section | None, str, list[Column]]]:
        numbers = self._of(Kind.NUMBER)
        usable = [column for column in numbers if may_be_figures(column.title)]
        wide = {
            section: [column for column in usable if words_of(column.title) & words]
            for section, words in OF_KIND.items()
        }
        both = [*wide[Section.PLEDGES], *wide[Section.ACTUALS]]
        if self.wishes.kind is not None and len(wide[self.wishes.kind]) == 1:
            return [(None, "amount", wide[self.wishes.kind])]
        if all(len(columns) == 1 for columns in wide.values()) and len(set(both)) == len(both) == len(usable):
            return [(section, "amount", columns) for section, columns in wide.items()]
        ranked = [(rank_of_figure(column, self.wishes.unit), column) for column in usable]
        best = max((rank for rank, _ in ranked), default=0)
        found = [column for rank, column in ranked if rank == best]
        if len(found) == 1:
            return [(None, "amount", found)]
        if not found:
            self._ask(
                "--amount",
                f'no column is certainly that of the figures, of {_list(self._titles)}: --amount "COLUMN" names one of '
                'changes, and --total "COLUMN" one of levels',
            )
        elif all(wide.values()):
            self.is_wide = True
            columns = " ".join(
                f'{option} "{wide[section][0].title}"'
                for section, option in ((Section.PLEDGES, "--pledged"), (Section.ACTUALS, "--paid"))
            )
            message = f'{_list([each.title for each in found])} have figures: --amount "COLUMN" says which counts'
            self._ask("--amount", f"{message}, and {columns} reads a pledge and a payment of each row")
        else:
            message = f'{_list([each.title for each in found])} have figures: --amount "COLUMN" says which counts'
            self._ask("--amount", f"{message}; several are added")
        return [(None, "amount", [])]

    @property
    def _titles(self) -> list[str]:
        return [column.title for column in self.columns]

    def _kind(self, section: Section | None, titles: Sequence[Column], day: Column | None) -> Section | None:
        """Whether the rows are pledges or deliveries."""
        if section or self.wishes.kind:
            return section or self.wishes.kind
        names = [
            [text for texts in self.wishes.where.values() for text in texts],
            [column.title for column in titles],
            [day.title] if day else [],
            [self.grid.sheet or ""],
            [self.grid.name.rpartition("/")[2].rpartition(".")[0]],
        ]
        for texts in names:
            words = {word for text in texts for word in words_of(text)}
            told = [kind for kind, known in OF_KIND.items() if words & known]
            if len(told) == 1:
                return told[0]
        if self.is_wide:
            return None
        self._ask("--kind", "no title says what the rows are: --kind pledges, or --kind actuals for what was delivered")
        return None

    def _ask_for_level(
        self,
        figures: Sequence[tuple[Section | None, str, Sequence[Column]]],
        country: Column | None,
        unit: str | None,
    ) -> None:
        """Ask whether figures are changes or levels, where rows of a contributor are counts of people or things."""
        wishes = self.wishes
        if country is None or wishes.amount or wishes.total is not None or unit is None or is_code(unit):
            return
        names = Counter(text_of(self._cell(row, country)) for row in self.rows)
        most = max(names.values(), default=0)
        for _, _, titles in figures:
            if titles and most > 1:
                title = titles[0].title
                message = (
                    f"a contributor has up to {most} rows, and each figure may be a change or the level on its day"
                )
                self._ask("--amount", f'{message}: --amount "{title}" adds them, --total "{title}" takes the latest')

    # Currency

    def _currency(self, figures: Sequence[Column]) -> tuple[Column | str | None, str | None]:
        """The column or the code of the currency, and the unit of the commitment."""
        unit = self.wishes.unit
        stated = self.wishes.currency
        self._ask_for_scale(figures)
        if stated is not None:
            if is_code(stated.upper()) and not any(column.title == stated for column in self.columns):
                return stated.upper(), unit or stated.upper()
            column = self._named("--currency", stated)
            return column, unit or self._only_code(column)
        in_titles = {code for column in figures if (code := currency_of_title(column.title))}
        if unit is not None and not is_code(unit):
            self._ask_for_money(sorted(in_titles), unit)
            return None, unit
        if len(in_titles) == 1:
            code = in_titles.pop()
            return code, unit or code
        columns = [column for column in self.columns if column not in figures and self._has_codes(column)]
        if len(columns) > 1:
            named = _list([column.title for column in columns])
            self._ask("--currency", f'{named} are currencies: --currency "COLUMN" says which is that of the figures')
            return None, unit
        if columns:
            return columns[0], unit or self._only_code(columns[0])
        in_cells = {code for column in figures if (code := currency_of_cells(self._cells(column)))}
        if len(in_cells) == 1:
            code = in_cells.pop()
            return code, unit or code
        if unit is None and figures:
            named = _list([column.title for column in figures])
            self._ask("--unit", f"nothing says what {named} counts: --unit USD, or a noun such as --unit personnel")
        return None, unit

    def _ask_for_money(self, codes: Sequence[str], unit: str) -> None:
        """Ask for another commitment where the figures are money and the one there is counts something else."""
        for code in codes:
            if code not in unit:
                option = self._option_of_unit
                self._ask(
                    option, f"the figures are in {code}, and the commitment counts {unit}: {option} names another"
                )

    def _has_codes(self, column: Column) -> bool:
        cells = self._cells(column)
        return bool(cells) and all(is_code(text_of(cell).upper()) for cell in cells)

    def _only_code(self, column: Column | None) -> str | None:
        """The currency of all rows; asks for the unit where there are several."""
        codes = {text_of(cell).upper() for cell in self._cells(column)} if column else set()
        if column and len(codes) > 1:
            message = f"the column {shown(column.title)} has {len(codes)} currencies"
            self._ask("--unit", f"{message}: --unit USD says in which of them the whole is counted")
        return codes.pop() if len(codes) == 1 else None

    def _ask_for_scale(self, figures: Sequence[Column]) -> None:
        """Ask about figures in thousands or millions: a table is read as it is."""
        unit = (self.wishes.unit or "").lower()
        for column in figures:
            scale = scale_of(column.title)
            if scale and scale not in unit:
                message = f"the figures of {shown(column.title)} are in {scale}s, and would be read as they are"
                noun = f"{scale} {currency_of_title(column.title) or 'USD'}"
                self._ask(self._option_of_unit, f"{message}: {self._remedy_of_scale(noun)}")
        above = [text for row in self.grid.rows[: (self.header or 1) - 1] for cell in row if (text := text_of(cell))]
        for text in above:
            scale = scale_of(text)
            if scale and scale not in unit:
                message = f"above the titles is {shown(text)}: if the figures are in {scale}s"
                noun = f"{scale} {currency_of_title(text) or 'USD'}"
                self.remarks.append(f"{message}, {self._remedy_of_scale(noun)}")

    @property
    def _option_of_unit(self) -> str:
        """The option that says in what the figures are counted."""
        return "--unit" if self.wishes.is_new else "--commitment"

    def _remedy_of_scale(self, noun: str) -> str:
        other = f'--unit "{noun}" counts in it' if self.wishes.is_new else f'name a --commitment whose unit is "{noun}"'
        return f"write them in full in the file, or {other}"

    # Styles of cells

    def _styles(
        self,
        titles: Sequence[Column],
        day: Column | None,
        columns: Mapping[str, object],
        unit: str | None,
        currency: Column | str | None,
    ) -> dict[str, object]:
        code = currency if isinstance(currency, str) else self.wishes.unit or unit
        numbers = self.wishes.numbers or self._style_of_numbers(titles, code)
        due = [column for column in self.columns if column.title == columns.get("due")]
        dates = self.wishes.dates or self._form_of_dates([*([day] if day else []), *due])
        return {"numbers": numbers, "dates": dates}

    def _style_of_numbers(self, titles: Sequence[Column], currency: str | None) -> str | None:
        readers: dict[str | None, _Reader] = {
            style: lambda cell, style=style: number_in(cell, style, currency)  # type: ignore[misc]
            for style in (None, *map(str, NumberStyle))
        }
        for column in titles:
            cells = [cell for cell in self._cells(column) if isinstance(cell, str)]
            found, either = _best(readers, cells)
            if either and None not in either[1]:
                example, (one, other) = either
                message = f"{shown(text_of(example))} in {shown(column.title)} may have thousands or decimals"
                self._ask("--numbers", f'{message}: --numbers "{one}" or --numbers "{other}"')
            elif found is not None:
                return found
        return None

    def _form_of_dates(self, columns: Sequence[Column]) -> str | None:
        readers: dict[str | None, _Reader] = {
            form: lambda cell, form=form: date_in(cell, form)  # type: ignore[misc]
            for form in (None, *_FORMS)
        }
        for column in columns:
            cells = [cell for cell in self._cells(column) if isinstance(cell, str)]
            found, either = _best(readers, cells)
            if either and None not in either[1]:
                example, (one, other) = either
                message = f"{shown(text_of(example))} in {shown(column.title)} may have the day or the month first"
                self._ask("--dates", f'{message}: --dates "{one}" or --dates "{other}"')
            elif found is not None:
                return found
        return None

    # Other keys

    def _others(self, kind: Section | None, used: Collection[Column], keys: Sequence[Column]) -> dict[str, object]:
        """The columns of an id, of the due day, of sources and of notes."""
        found: dict[str, object] = {}
        ref = self._named("--ref", self.wishes.ref) if self.wishes.ref is not None else self._ref(used, keys)
        if ref:
            found["ref"] = ref.title
        taken = [*used, *([ref] if ref else [])]
        free = [column for column in self.columns if column not in taken]
        if kind is Section.PLEDGES:
            due = [each for each in free if self._kinds[each] is Kind.DATE and words_of(each.title) & DUE]
            if len(due) == 1:
                found["due"] = due[0].title
        if not self.wishes.source:
            links = [each for each in free if words_of(each.title) & SOURCE and self._has_links(each)]
            if links:
                found["source"] = links[0].title
        notes = [each for each in free if self._kinds[each] is Kind.TEXT and words_of(each.title) & NOTE]
        if notes and self._cells(notes[0]):
            found["note"] = notes[0].title
        return found

    def _has_links(self, column: Column) -> bool:
        cells = self._cells(column)
        return bool(cells) and all(is_url(text_of(cell)) for cell in cells)

    def _ref(self, used: Collection[Column], keys: Sequence[Column]) -> Column | None:
        """The column of ids: each on one row only, or on rows that say the same."""
        ranked = sorted(
            ((len(words_of(column.title)), column) for column in self.columns if words_of(column.title) & ID),
            key=lambda it: it[0],
        )
        return next((column for _, column in ranked if column not in used and self._identifies(column, keys)), None)

    def _identifies(self, column: Column, keys: Sequence[Column]) -> bool:
        if self._givers[column] or self._kinds[column] is Kind.DATE:
            return False
        said: dict[str, list[str]] = {}
        for row in self.rows:
            text = text_of(self._cell(row, column))
            says = [text_of(self._cell(row, key)) for key in keys]
            if not text or said.setdefault(text, says) != says:
                return False
        return bool(self.rows)

    # Totals

    def _ask_for_sum(self, country: Column | None, figures: Sequence[Column]) -> None:
        """Ask about a last row that names no contributor and has the sum of the rows above it."""
        if country is None or len(self.rows) < 3 or text_of(self._cell(self.rows[-1], country)):  # noqa: PLR2004 - a sum of two
            return
        for column in figures:
            *above, last = [self._number(row, column) for row in self.rows]
            if last is not None and last == sum(each for each in above if each is not None):
                first = next(text for cell in self.grid.rows[self.rows[-1]] if (text := text_of(cell)))
                row = self.grid.lines[self.rows[-1]]
                message = f"row {row} names no contributor, and its {shown(column.title)} is the sum of the rows above"
                self._ask("--stop", f"{message}: --stop {shown(first)} reads nothing from it on")
                return

    def _number(self, row: int, column: Column) -> Decimal | None:
        """The number in a cell, however it is written; None where it is not one, or may be two."""
        cell = self._cell(row, column)
        try:
            return number_in(cell, self.wishes.numbers, currency_of_cells([cell]))[0]
        except CellError:
            return None

    def _look_below(self, country: Column | None, figures: Sequence[Column]) -> None:
        """Remark that rows below the totals look like entries, which are not read."""
        if self.total is None or country is None:
            return
        below = [
            row
            for row in range(self.total.row + 1, len(self.grid.rows))
            if len(self._codes(text_of(self._cell(row, country)))) == 1
            and any(kind_of(self._cell(row, column)) is Kind.NUMBER for column in figures)
        ]
        if below:
            place = f"below {shown(self.total.text)} (row {self.grid.lines[self.total.row]})"
            first = self.grid.lines[below[0]]
            if len(below) == 1:
                remark = f"1 row {place} looks like an entry, and is not read: row {first}"
            else:
                remark = f"{len(below):,} rows {place} look like entries, and are not read: the first is row {first}"
            self.remarks.append(remark)


def _block(wishes: Wishes, stated: Mapping[str, object], columns: Mapping[str, object]) -> Mapping[str, object]:
    """A block in the order of the ledger's documentation, without what is not stated."""
    keys: dict[str, object] = {
        "file": wishes.file,
        "sheet": wishes.sheet,
        "kind": stated.get("kind"),
        "header": stated.get("header"),
        "stop": stated.get("stop"),
        "where": stated.get("where"),
        "encoding": wishes.encoding,
        "numbers": stated.get("numbers"),
        "dates": stated.get("dates"),
        "others": None if wishes.others is None else str(wishes.others),
        "commitment": wishes.commitment,
        "date": str(day) if isinstance(day := stated.get("date"), Month | Year) else day,
        "currency": stated.get("currency"),
        "source": _one_or_more(wishes.source),
        "columns": columns,
        "values": wishes.values or None,
        "otherwise": wishes.otherwise or None,
    }
    return {key: value for key, value in keys.items() if value is not None}


def _one_or_more(texts: Sequence[str]) -> object:
    return None if not texts else texts[0] if len(texts) == 1 else list(texts)


def _list(titles: Sequence[str]) -> str:
    quoted = [shown(title) for title in titles[:_MOST_NAMED]]
    more = ", …" if len(titles) > _MOST_NAMED else ""
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 and not more else ", ".join(quoted) + more


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
