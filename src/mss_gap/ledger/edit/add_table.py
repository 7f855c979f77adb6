"""From a spreadsheet or a CSV file to the `[[tables]]` block that reads it, in a ledger or in a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import ClassVar

from mss_gap.ledger.check import shown
from mss_gap.ledger.edit.append import Addition, append
from mss_gap.ledger.edit.template import SCHEMA, commitment_for
from mss_gap.ledger.explain.problems import (
    EntryInvalidError,
    ExitStatus,
    LedgerError,
    LedgerInvalidError,
    LedgerUnwritableError,
    NewLedgerInvalidError,
    Path,
    Problem,
)
from mss_gap.ledger.find import FileRead
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.propose.hints import in_options
from mss_gap.ledger.propose.look import look, questions_of
from mss_gap.ledger.propose.preview import Preview, preview
from mss_gap.ledger.propose.proposal import Question, Wishes
from mss_gap.ledger.propose.survey import quoted
from mss_gap.ledger.read.bytes import SPLIT, excess
from mss_gap.ledger.read.load import inspect, parse_ledger
from mss_gap.ledger.table import Table
from mss_gap.ledger.tables.grid import TableUnreadableError
from mss_gap.ledger.tables.meaning import Declarations

WIDEST = 120
"""Characters of a line of a block that holds an inline table."""


class UnclearTableError(LedgerError):
    """A file does not tell how to read it: `questions` has what an option must say."""

    status: ClassVar[ExitStatus] = ExitStatus.WRONG_USAGE

    def __init__(self, file: str, questions: Sequence[Question]) -> None:
        super().__init__(file, questions[0].message, questions[0].option)
        self.questions = tuple(questions)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Blocks that read a file, and what they would read of it."""

    toml: str
    """The blocks, as they are written in a ledger."""
    unit: str
    commitments: Mapping[str, str]
    """The text of the file that names each commitment by the id of it; an empty text where an option or the unit does."""
    previews: tuple[Preview, ...]
    """One for each block."""
    labels: tuple[str, ...]
    """What tells each block from the others; an empty text where there is one."""
    file: str
    bodies: Mapping[str, str]
    """The names of declared contributors by code."""
    remarks: tuple[str, ...]


def attempt(wishes: Wishes, folder: FilePath, declared: Declarations) -> Attempt:
    """What blocks read a file below a folder.

    Without a commitment, they are for a new ledger, and its id is that of the unit. Raises `UnclearTableError`, and
    `TableUnreadableError`.
    """
    try:
        tables = look(wishes, folder, declared.bodies)
    except TableUnreadableError as error:
        raise _in_options(error) from None
    questions = questions_of(tables)
    if questions:
        raise UnclearTableError(wishes.file, questions)
    units = list(dict.fromkeys(each.proposal.unit or wishes.unit or "" for each in tables))
    if len(units) > 1:
        message = f"the sheets count {quoted(units)}: --sheet reads one of them, and --unit says what the whole is in"
        raise UnclearTableError(wishes.file, [Question("--unit", message)])
    by_column = {key: text for each in tables for text, key in each.proposal.commitments.items()}
    commitments = by_column or {wishes.commitment or commitment_for(units[0]): ""}
    declared = replace(declared, units={**declared.units, **dict.fromkeys(commitments, units[0])})
    commitment = None if by_column else next(iter(commitments))
    blocks = [(_with_commitment(block, commitment), each) for each in tables for block in each.proposal.blocks]
    previews = tuple(
        preview(Table.model_validate(block), each.grid, declared, each.proposal.total) for block, each in blocks
    )
    sums = [name for each in previews if each.as_named for name in each.sums_among_names]
    if sums:
        message = (
            f"{shown(sums[0])} looks like the label of a sum, and would count as a contributor: "
            f"take the row out of the file, or --stop {shown(sums[0])} reads nothing from it on"
        )
        raise UnclearTableError(wishes.file, [Question("--stop", message)])
    return Attempt(
        toml="\n".join(block_toml(block) for block, _ in blocks),
        unit=units[0],
        commitments=commitments,
        previews=previews,
        labels=_labels([block for block, _ in blocks]),
        file=wishes.file,
        bodies=declared.bodies,
        remarks=tuple(dict.fromkeys(remark for each in tables for remark in each.proposal.remarks)),
    )


def _labels(blocks: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """What tells each block from the others: its sheet, its date and its kind, as far as they differ."""
    keys = [key for key in ("sheet", "date", "kind") if len({str(block.get(key)) for block in blocks}) > 1]
    keys = keys if "date" not in keys or "sheet" not in keys else [key for key in keys if key != "date"]
    return tuple(" ".join(str(block[key]) for key in keys if key in block) for block in blocks)


def _with_commitment(block: Mapping[str, object], commitment: str | None) -> Mapping[str, object]:
    """A block with the commitment of all its rows after its kind; None where a column names that of each."""
    if commitment is None:
        return block
    head = ("file", "sheet", "kind")
    first = {key: block[key] for key in head if key in block}
    return {**first, "commitment": commitment, **{key: value for key, value in block.items() if key not in first}}


def _in_options(error: TableUnreadableError) -> TableUnreadableError:
    """An error about a block, as one about the options that write it."""
    hint = in_options(error.hint)
    hint = hint.replace(" into the [[tables]] block", "")
    return TableUnreadableError(error.origin, error.reason, hint)


def add_tables(content: bytes, origin: str, found: Attempt, folder: FilePath) -> Addition:
    """Append blocks to the bytes of a ledger below whose folder their file is; raises as `add_entry` does.

    `twin` is the path of a block that reads the same figures of the same rows already.
    """
    before = inspect(content, origin, folder)
    longer = append(content, found.toml)
    reason = excess(longer)
    if reason is not None:
        raise LedgerUnwritableError(origin, f"with this table {reason}", SPLIT)
    try:
        after = parse_ledger(longer, origin, folder)
    except LedgerInvalidError as error:
        if any(problem.code == "syntax" for problem in error.problems):
            reason = "tables = [ … ] is a closed list, which no entry at the end of the file can join"
            hint = "give each of its entries a heading of its own: [[tables]]"
            raise LedgerUnwritableError(origin, reason, hint) from error
        raise EntryInvalidError(origin, *_with_options(error, found.file)) from error
    after = after.read_from(FileRead.of(origin, longer), *after.files[1:], tables=after.tables_read)
    return Addition(longer, found.toml, before.ledger, after, _twin(before.ledger, after), None)


def declarations(ledger: Ledger) -> Declarations:
    """What the cells of a further table of a ledger may refer to: what the ledger itself declares."""
    of_tables = {name for table in ledger.tables_read for name in table.bodies}
    return Declarations(
        bodies={code: body.name for code, body in ledger.contributors.items() if code not in of_tables},
        units={key: commitment.unit for key, commitment in ledger.commitments.items()},
        sources=frozenset(ledger.sources),
    )


def _twin(before: Ledger, after: Ledger) -> Path | None:
    """The path of an earlier block that reads the same figures of the same rows as a new one."""
    new = {_figures_of(table) for table in after.tables[len(before.tables) :]}
    return next((("tables", index) for index, table in enumerate(before.tables) if _figures_of(table) in new), None)


def _figures_of(table: Table) -> object:
    figures = frozenset(title for key in ("total", "amount", "part") for title in table.columns.get(key, ()))
    where = frozenset((title, frozenset(texts)) for title, texts in table.where.items())
    return table.file, table.sheet, table.kind, table.commitment, table.stage, figures, where


def new_ledger_of(found: Attempt, name: str | None, headline: object, path: str, folder: FilePath) -> str:
    """A ledger of one commitment that reads a file, which is valid; raises `NewLedgerInvalidError`."""
    import tomli_w

    mission = "" if name is None else f"[mission]\n{tomli_w.dumps({'name': name})}\n"
    whole = {"unit": found.unit} | ({} if headline is None else {"pledged": headline})
    commitments = {key: {"title": text, **whole} if text else whole for key, text in found.commitments.items()}
    text = _TEMPLATE.format(
        schema=SCHEMA,
        mission=mission,
        commitment=tomli_w.dumps({"commitments": commitments}),
        tables=found.toml,
    )
    try:
        parse_ledger(text.encode(), path, folder)
    except LedgerInvalidError as error:
        raise NewLedgerInvalidError(path, *_with_options(error, found.file)) from error
    return text


def _with_options(
    error: LedgerInvalidError, file: str
) -> tuple[Sequence[Problem], str, Mapping[Problem, Sequence[str]]]:
    """What is wrong with a ledger, where the hints at the cells of a file name the options of a command."""
    others = {
        problem: replace(problem, hint=in_options(problem.hint)) for problem in error.problems if problem.file == file
    }
    cells = {others.get(problem, problem): row for problem, row in error.cells.items()}
    return [others.get(problem, problem) for problem in error.problems], error.text, cells


_TEMPLATE = """\
#:schema ./{schema}
#
# What was pledged and what was delivered. The rows of the file that [[tables]] names are entries of this ledger: when
# the file changes, so do the reports. Further entries may follow, as [[pledges]] and [[actuals]]: mss-gap add says how.

{mission}{commitment}
{tables}"""


def block_toml(block: Mapping[str, object]) -> str:
    r"""A block as it is written in a ledger: a table in it is inline, or a key a line where that is too long.

    >>> block_toml({"file": "a.csv", "columns": {"country": "Who, then", "amount": ["Cash", "Kind"]}})
    '[[tables]]\nfile = "a.csv"\ncolumns = { country = "Who, then", amount = ["Cash", "Kind"] }\n'
    """
    lines = ["[[tables]]"]
    for key, value in block.items():
        if not isinstance(value, Mapping):
            lines.append(f"{key} = {_value(value)}")
            continue
        pairs = [(_key(each), _value(stated)) for each, stated in value.items()]
        inline = f"{key} = {{ {', '.join(f'{each} = {stated}' for each, stated in pairs)} }}"
        lines += [inline] if len(inline) <= WIDEST else [f"{key}.{each} = {stated}" for each, stated in pairs]
    return "".join(f"{line}\n" for line in lines)


def _value(value: object) -> str:
    import tomli_w

    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_value(stated)}' for key, stated in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def _key(key: str) -> str:
    import tomli_w

    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
