"""A report as a JSON document: the report's fields are the document's keys, in their order."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from simplejson.encoder import encode_basestring

from mss_gap.analysis.report import Report
from mss_gap.render.text import escaped_in_json

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def json_document(report: Report) -> str:
    """The report as JSON: two-space indent, exact numbers (integers where whole), one trailing line feed."""
    # A library that indents does it in Python too, after everything has been copied into its own types.
    return _written(report, "\n") + "\n"


def key_of(field: str) -> str:
    """A field's key in a document: a field that Python could not name otherwise has an underscore at its end.

    >>> key_of("from_"), key_of("as_of")
    ('from', 'as_of')
    """
    return field.removesuffix("_")


def _written(value: object, line: str) -> str:
    """A value as JSON; `line` is the line feed and the indent of the line that it stands on."""
    match value:
        case None:
            return "null"
        case str():
            return _quoted(value)
        case Decimal():
            return str(int(value)) if value == value.to_integral_value() else str(value)
        case int():
            return str(value).lower()
        case date():
            return f'"{value.isoformat()}"'
    inner = f"{line}  "
    if isinstance(value, tuple):
        return _between("[]", [_written(item, inner) for item in value], line)
    keys = _keys(cast("type[DataclassInstance]", type(value)))  # a report holds nothing else
    return _between("{}", [key + _written(getattr(value, name), inner) for name, key in keys], line)


def _between(brackets: str, items: Sequence[str], line: str) -> str:
    inner = f"{line}  "
    return f"{brackets[0]}{inner}{f',{inner}'.join(items)}{line}{brackets[1]}" if items else brackets


def _keys(kind: type["DataclassInstance"]) -> Sequence[tuple[str, str]]:
    """The names of a type's fields, each with its key as it is written."""
    if kind not in _KEYS:
        _KEYS[kind] = [(field.name, f"{encode_basestring(key_of(field.name))}: ") for field in fields(kind)]
    return _KEYS[kind]


_KEYS: dict[type, Sequence[tuple[str, str]]] = {}


def _quoted(text: str) -> str:
    """Text in quotes, in which what could act on a terminal stands as an escape."""
    quoted = str(encode_basestring(text))
    return quoted if quoted.isprintable() else escaped_in_json(quoted)
