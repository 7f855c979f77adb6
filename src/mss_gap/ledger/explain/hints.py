"""Turns pydantic's errors into findings that say what to write instead."""

from collections.abc import Iterable
from types import MappingProxyType

from pydantic_core import ErrorDetails

from mss_gap.ledger.check import LONGEST_SHOWN, shown
from mss_gap.ledger.explain.ledger_tables import TABLES, Table
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.explain.synonyms import CHOICES_MEANT
from mss_gap.ledger.guess import guess_id
from mss_gap.ledger.model import Ledger, keys_of
from mss_gap.ledger.near import did_you_mean, list_names, nearest
from mss_gap.ledger.table import Table as SpreadsheetTable

EXAMPLES = MappingProxyType(
    {
        "date": "date = 2025-06-27",
        "file": 'file = "donors.csv", a file beside the ledger',
        "kind": 'kind = "actuals", or "pledges": what its rows are',
        "unit": 'unit = "…", a noun for what is counted, or a currency code such as "USD"',
        "title": 'title = "…"',
        "name": 'name = "…"',
        "text": 'text = "…", the claim in words',
        "value": "value = …, the number that is stated",
        "pair": 'pair = "…/…", two currencies: "EUR/USD" is how many USD one EUR is worth',
        "rate": "rate = …, the number that a source states",
        "members": 'members = ["…", "…"], the codes of its contributors',
        "values": "values = { KE = …, CA = … }, a number for each contributor",
    }
)
"""What to write for a key that is required."""

_HINTS = MappingProxyType(
    {
        ("negative", "part"): "write how much of the pledge has the status: 0 where none of it has it any more",
        ("negative", "within"): "write the tolerance, without a sign",
        ("not-text", "outside"): 'write in quotes what kind of giving it is, such as "in kind" or "bilateral"',
    }
)
"""What to write, by the code of a mistake and the key, where the check of the value cannot tell."""

_FEW = 6
"""Keys of a table that a hint can list; where there are more, it says which other tables have the key."""


def explain_errors(errors: Iterable[ErrorDetails], commitments: frozenset[str] = frozenset()) -> list[Finding]:
    """Pydantic's errors as findings: refusals of `values` carry their words, the others get them here.

    `commitments` are the ids of the ledger, which hints name. One mistake is one finding: a misspelt key is not also missing.
    """
    errors = list(errors)
    incomplete = {tuple(error["loc"][:-1]) for error in errors if error["type"] == "missing"}
    findings = dict.fromkeys(_explain(error, incomplete, commitments) for error in errors)
    misspelt = {
        (*finding.path[:-1], key)
        for finding in findings
        if finding.code == "unknown-key"
        for key in nearest(str(finding.path[-1]), _keys(finding.path))
    }
    mistaken = {finding.path for finding in findings if finding.code == "bad-id"}
    return [
        finding
        for finding in findings
        if finding.code not in ("missing-key", "no-commitment")
        or not (finding.path in misspelt or finding.path[:-1] in mistaken)
    ]


def no_commitment() -> Finding:
    """The finding for a ledger without any commitment."""
    return Finding(
        "no-commitment",
        ("commitments",),
        "the ledger has no commitment",
        'add one: [commitments.personnel], and unit = "personnel" below it',
    )


def _explain(error: ErrorDetails, incomplete: set[Path], commitments: frozenset[str]) -> Finding:
    """One error as a finding; `incomplete` are the tables that lack a required key."""
    path: Path = tuple(error["loc"])
    context = error.get("ctx", {})
    if "hint" in context:
        at_key = path[-1] == "[key]"
        hint = _HINTS.get((error["type"], str(path[-1])), str(context["hint"]))
        if path[-1] == "part" and "%" in str(context["message"]):
            hint = "write the amount that has the status, not a share of the pledge"
        return Finding(error["type"], path[:-1] if at_key else path, str(context["message"]), hint, at_key=at_key)
    match error["type"]:
        case "extra_forbidden" | "unexpected_keyword_argument" if (
            isinstance(error["input"], dict) and _has_id(path) and path[:-1] in incomplete
        ):
            return _point_in_id(path)
        case "extra_forbidden" | "missing" if path[:-1] in incomplete and _is_without_id(path, error["input"]):
            return _without_id(path)
        case "extra_forbidden" | "unexpected_keyword_argument":
            return _unknown_key(path, error["input"])
        case "missing" if len(path) == 1:
            return no_commitment()
        case "missing":
            key = str(path[-1])
            example = _example(key, error["input"], commitments)
            return Finding("missing-key", path, f'{_table(path).called} has no "{key}"', f"add {example}")
        case "enum":
            return _not_a_choice(path, error["input"])
        case _:
            return _wrong_shape(path, error["type"], error["input"])


def _example(key: str, table: object, commitments: frozenset[str]) -> str:
    """What to write for a key that is required and missing in a table."""
    if key == "commitment" and commitments:
        return (
            f"{key} = {list_names(commitments)}" if len(commitments) == 1 else f'{key} = "…", {list_names(commitments)}'
        )
    if key == "measure":
        return 'measure = "value"' if isinstance(table, dict) and "indicator" in table else 'measure = "actual"'
    return EXAMPLES.get(key, f'{key} = "…"')


def _unknown_key(path: Path, value: object) -> Finding:
    key = str(path[-1])
    known = _keys(path)
    hint = did_you_mean(
        key, known, f"its keys are {', '.join(known)}" if len(known) > 1 else f"its only key is {known[0]}"
    )
    if len(path) == 1 and not isinstance(value, dict | list):
        homes = [TABLES[section].header for section in ("mission", "commitments") if key in _keys((section, key))]
        hint = f"write it below {homes[0]}" if homes else hint
    elif len(path) > 1 and len(known) > _FEW and not nearest(key, known):
        hint = _elsewhere(path, key) or hint
    return Finding(
        "unknown-key",
        path,
        f"{shown(key)} is not a key of {'a ledger' if len(path) == 1 else _table(path).called}",
        hint,
        at_key=True,
    )


def _elsewhere(path: Path, key: str) -> str | None:
    """The hint for a key that other tables have; None where no table has it."""
    # A block says of its rows what an entry says of itself: it is no other home of a key.
    homes = [header for kind, _, header in TABLES.values() if key in keys_of(kind) and kind is not SpreadsheetTable]
    if not homes:
        return None
    named = " and ".join((", ".join(homes[:-1]), homes[-1])) if homes[1:] else homes[0]
    dated = path[0] == "commitments" and "[[pledges]]" in homes
    return f"`{key}` is a key of {named}: " + ("state the figure there, with its date" if dated else "take it out here")


def _not_a_list(path: Path, value: object) -> Finding:
    """The finding for a list of texts that is something else."""
    texts = value.split(",") if isinstance(value, str) and len(value) <= LONGEST_SHOWN else ["…"]
    listed = ", ".join(shown(text.strip()) for text in texts)
    return Finding(
        "not-a-list", path, f"{shown(value)} is not a list", f"write it in square brackets: {path[-1]} = [{listed}]"
    )


def _empty(path: Path) -> Finding:
    """The finding for a list or a table that is empty."""
    key = str(path[-1])
    what = "table" if key == "values" else "list"
    remedy = f"take {_header(path[:2])} out" if keys_of(_table(path).type)[key].is_required() else f"take {key} out"
    return Finding("empty-text", path, f"the {what} of {key} is empty", f"write what belongs in it, or {remedy}")


def _point_in_id(path: Path) -> Finding:
    written = f"{path[1]}.{path[2]}"
    return Finding(
        "bad-id",
        path[:2],
        f"{shown(written)} is not an id",
        f"write [{path[0]}.{guess_id(written)}]: a point starts a table within a table",
        at_key=True,
    )


def _wrong_shape(path: Path, kind: str, value: object) -> Finding:
    if kind == "too_short":
        return _empty(path)
    if kind == "tuple_type" and len(path) > 1:
        return _not_a_list(path, value)
    if kind == "dict_type" and len(path) > len(("section", "id")):
        return Finding("wrong-shape", path, f"{shown(value)} is not a table", f"write {EXAMPLES[str(path[-1])]}")
    header = _header(path)
    if kind == "tuple_type":
        return Finding(
            "wrong-shape", path, f'"{path[0]}" is not a list of tables', f"write {header}, in double brackets, for each"
        )
    if _has_id(path) and path[-1] in keys_of(_table(path).type):
        return _without_id(path)
    hint = f"write {header} and its keys below it"
    if isinstance(value, list) and not _table(path).is_list:
        hint = f"write {header}, in single brackets" + (", with an id of its own for each" if "ID" in header else "")
    return Finding("wrong-shape", path, f"{shown(value)} is not a table", hint)


def _is_without_id(path: Path, content: object) -> bool:
    """Whether a key of a table is where the table's id belongs, as that of `[scales] values = { KE = 1 }`.

    The path is that of a key that the table lacks, and `content` is the table; or of a key that it may not have.
    """
    if not _has_id(path) or len(path) != len(("section", "id", "key")) or path[1] not in keys_of(_table(path).type):
        return False
    return path[-1] not in _keys(path) or (isinstance(content, dict) and not set(content) <= set(_keys(path)))


def _without_id(path: Path) -> Finding:
    return Finding(
        "wrong-shape",
        path[:1],
        f"these keys are in [{path[0]}] itself, without an id",
        f"write {_header(path[:1])}, with an id of your choice",
    )


def _not_a_choice(path: Path, value: object) -> Finding:
    annotation = keys_of(_table(path).type)[str(path[-1])].annotation
    choices = [
        str(choice.value)
        for kind in getattr(annotation, "__args__", (annotation,))
        for choice in getattr(kind, "__members__", {}).values()
    ]
    meant = {**{choice: choice for choice in choices}, **CHOICES_MEANT.get(str(path[-1]), {})}
    return Finding(
        "not-a-choice",
        path,
        f"{shown(value)} is not a {path[-1]}",
        did_you_mean(value if isinstance(value, str) else "", meant, f"write one of {', '.join(choices)}"),
    )


def _keys(path: Path) -> list[str]:
    """The keys of the table that a path's last key is in."""
    return list(keys_of(Ledger if len(path) == 1 else _table(path).type))


def _has_id(path: Path) -> bool:
    return path[0] in TABLES and _table(path).has_id


def _table(path: Path) -> Table:
    return TABLES[str(path[0])]


def _header(path: Path) -> str:
    header = _table(path).header
    return header.replace("ID", str(path[1])).replace("CODE", str(path[1])) if len(path) > 1 else header
