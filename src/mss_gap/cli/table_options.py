"""The options that say how a table is read, and what they wish for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from importlib import import_module
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import typer

from mss_gap.cli.complete import commitments, one_of, sources
from mss_gap.cli.options import chooser, parse_day_or_period, parse_text

if TYPE_CHECKING:
    from mss_gap.ledger.propose.proposal import Wishes

Reads = TypeVar("Reads", bound=Callable[..., None])
"""A command that reads a table, and has what its options say of it as `stated`."""


class _Words:
    """The words of a choice in a `[[tables]]` block; its module takes long to load, and is loaded when one is read."""

    def __init__(self, choice: str) -> None:
        self._choice = choice

    def __iter__(self) -> Iterator[StrEnum]:
        """Each word."""
        return iter(getattr(import_module("mss_gap.ledger.table"), self._choice))


def _option(help_text: str, metavar: str = "COLUMN", **more: Any) -> Any:  # noqa: ANN401 - as Typer has it
    return typer.Option(metavar=metavar, help=help_text, parser=more.pop("parser", parse_text), **more)


_OPTIONS = {
    "commitment": Annotated[
        str | None,
        _option("The commitment that the rows belong to, by its id.", "COMMITMENT", autocompletion=commitments),
    ],
    "kind": Annotated[
        str | None,
        _option(
            "What the rows are: pledges, or actuals for what was delivered.",
            "KIND",
            parser=chooser(_Words("Section"), "kind of rows"),
            autocompletion=one_of(_Words("Section")),
        ),
    ],
    "sheet": Annotated[str | None, _option("The sheet of a workbook. Without it, the first with a table.", "SHEET")],
    "header": Annotated[
        int | None, typer.Option(metavar="N", min=1, max=2**20, help="The row that has the titles, counted from 1.")
    ],
    "country": Annotated[
        str | None,
        _option(
            "The title of the column that names the contributors; or one for all rows: Kenya; or none: the figures are "
            "those of the whole mission."
        ),
    ],
    "date": Annotated[
        str | None, _option("The title of the column of dates; or one date for all rows: 2025-06-27.", "COLUMN")
    ],
    "amount": Annotated[
        list[str] | None,
        _option(
            "The title of a column of figures, each a change; several are added; or years, or months: a column for each."
        ),
    ],
    "total": Annotated[
        list[str] | None,
        _option("As --amount, for figures that are each the level on its day."),
    ],
    "pledged": Annotated[str | None, _option("The title of a column of pledges beside one of payments.")],
    "paid": Annotated[str | None, _option("The title of a column of payments beside one of pledges.")],
    "currency": Annotated[
        str | None, _option("The title of a column of currencies; or one code for all rows: EUR.", "COLUMN")
    ],
    "ref": Annotated[
        str | None, _option("The title of a column of ids: rows of one id count once; or none: every row counts.")
    ],
    "stop": Annotated[
        list[str] | None,
        _option("The first cell of the row at which reading stops, such as TOTAL.", "TEXT"),
    ],
    "where": Annotated[
        list[str] | None,
        _option("Only rows with this text in this column, such as status=paid; may be repeated.", "COLUMN=TEXT"),
    ],
    "numbers": Annotated[
        str | None,
        _option(
            'How the table writes numbers: "1,234.5" or "1.234,5".',
            "STYLE",
            parser=chooser(_Words("NumberStyle"), "style of numbers"),
        ),
    ],
    "dates": Annotated[str | None, _option("How the table writes days, such as %d/%m/%Y.", "FORM")],
    "encoding": Annotated[
        str | None, _option("The encoding of a CSV file that is not UTF-8, such as windows-1252.", "ENCODING")
    ],
    "others": Annotated[
        str | None,
        _option(
            "as-named: a contributor that is not known counts under its name.",
            "WORD",
            parser=chooser(_Words("Others"), "way to read other names"),
            autocompletion=one_of(_Words("Others")),
        ),
    ],
    "values": Annotated[
        list[str] | None,
        _option(
            'What a text in a cell means, such as "country:Kenia=KE"; nothing after = makes it a blank cell. '
            "May be repeated.",
            "KEY:TEXT=MEANING",
        ),
    ],
    "otherwise": Annotated[
        list[str] | None,
        _option(
            'What a cell means that is blank or cannot be read, such as "country=Not named"; may be repeated.',
            "KEY=MEANING",
        ),
    ],
    "source": Annotated[
        list[str] | None,
        _option("A source id or an address of all rows; may be repeated.", "SOURCE", autocompletion=sources),
    ],
}


_APART = (("pledged", "kind"), ("paid", "kind"))
"""Options that do not go with each other."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the options say of a table."""

    stated: Mapping[str, Any]

    def wishes(self, file: str, commitment: str | None, unit: str | None, *, is_new: bool) -> "Wishes":
        """Return what is wished for of a file, for a commitment that is there or is made with it."""
        from mss_gap.ledger.propose.proposal import Wishes

        stated = {key: value for key, value in self.stated.items() if value not in (None, [])}
        stated |= {"file": file, "commitment": commitment, "unit": unit, "is_new": is_new}
        stated |= {
            "where": _by_column(stated.get("where", ())),
            "values": _by_key(stated.get("values", ())),
            "otherwise": dict(
                _parted(each, "--otherwise", "country=Not named") for each in stated.get("otherwise", ())
            ),
        }
        with suppress(typer.BadParameter):
            stated["day"] = parse_day_or_period(stated.get("date", ""))
        return Wishes(**stated)

    @property
    def first_given(self) -> str | None:
        """The first option that is given."""
        return next((f"--{key}" for key, value in self.stated.items() if value not in (None, [])), None)


def _parted(stated: str, option: str, example: str, mark: str = "=", *, blank: bool = False) -> tuple[str, str]:
    """Return what is on both sides of a mark; a text without it is wrong usage, and nothing after it unless `blank`."""
    before, found, after = (part.strip() for part in stated.partition(mark))
    if not (before and found and (after or blank)):
        message = f'"{stated}" has not two parts with "{mark}" between them: write it as in "{example}"'
        raise typer.BadParameter(message, param_hint=option)
    return before, after


def _by_column(stated: Sequence[str]) -> dict[str, list[str]]:
    """The texts that rows must have, by the title of the column."""
    texts: dict[str, list[str]] = {}
    for each in stated:
        title, text = _parted(each, "--where", "status=paid")
        texts.setdefault(title, []).append(text)
    return texts


def _by_key(stated: Sequence[str]) -> dict[str, dict[str, str]]:
    """What texts mean, by key."""
    meanings: dict[str, dict[str, str]] = {}
    for each in stated:
        key, rest = _parted(each, "--values", "country:Kenia=KE", ":")
        text, meaning = _parted(rest, "--values", "country:Kenia=KE", blank=True)
        meanings.setdefault(key, {})[text] = meaning
    return meanings


def reads_table(command: Reads) -> Reads:
    """Give a command the options that say how a table is read."""

    @wraps(command)
    def with_options(**given: object) -> None:
        stated = {key: given.pop(key) for key in _OPTIONS}
        apart = _APART if stated["pledged"] and stated["paid"] else (*_APART, ("amount", "total"))
        for one, other in apart:
            if stated[one] and stated[other]:
                message = f"--{one} and --{other} contradict each other: keep one"
                if one == "amount":
                    message += ", or name both columns with --pledged and --paid, too"
                raise typer.BadParameter(message, param_hint=f"--{one}")
        command(stated=TableOptions(stated), **given)

    declared = signature(command)
    before = [each for name, each in declared.parameters.items() if name not in ("stated", "ledger", "dry_run")]
    after = [each for name, each in declared.parameters.items() if name in ("ledger", "dry_run")]
    options = [
        Parameter(key, Parameter.KEYWORD_ONLY, annotation=annotation, default=None)
        for key, annotation in _OPTIONS.items()
    ]
    kinds = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in (*before, *options, *after)]
    vars(with_options)["__signature__"] = declared.replace(parameters=kinds)
    return cast("Reads", with_options)
