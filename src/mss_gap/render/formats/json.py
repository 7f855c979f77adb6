"""A report as a JSON document: the report's fields are the document's keys, in their order."""

from collections.abc import Sequence
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import NamedTuple

import orjson

from mss_gap.analysis.documents import documented
from mss_gap.analysis.reports.base import Report
from mss_gap.render.numbers import is_quotient, number

DELETE = b"\x7f"
"""The only control character that JSON does not escape."""
_FORM = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def json_document(report: Report) -> str:
    """The report as JSON: two-space indent, exact numbers (integers where whole), one trailing line feed."""
    written = orjson.dumps(report, _as_json, _FORM | orjson.OPT_PASSTHROUGH_DATACLASS)
    document = written.decode()
    if (written.isascii() and DELETE not in written) or document.replace("\n", "").isprintable():
        return document
    from mss_gap.render.harmless import escaped_in_json

    return escaped_in_json(document)


def key_of(field: str) -> str:
    """A field's key in a document: without the underscore at the end of a name that is reserved in Python.

    >>> key_of("from_"), key_of("as_of")
    ('from', 'as_of')
    """
    return field.removesuffix("_")


def indented(value: object) -> str:
    """A value as JSON can hold it, as a document writes it."""
    return orjson.dumps(value, option=_FORM).decode()


def _as_json(value: object) -> object:
    """What replaces a value that JSON does not know: a number's digits, the keys of a part of a report."""
    if isinstance(value, Decimal):
        return orjson.Fragment(number(value))
    if isinstance(value, date):  # a month or a year
        return value.isoformat()
    kind: type = type(value)
    keys, values_of, quotients = _form(kind, getattr(value, "measure", None))
    document = dict(zip(keys, values_of(value), strict=True))
    for key in quotients:
        document[key] = _unrounded(document[key])
    return document


def _unrounded(value: object) -> object:
    """A quotient, or what holds quotients, such as how a percentage moved."""
    if isinstance(value, Decimal):
        return orjson.Fragment(number(value, quotient=True))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    keys, values_of, _ = _form(type(value), None)
    return {key: _unrounded(part) for key, part in zip(keys, values_of(value), strict=True)}


class _Form(NamedTuple):
    """How the parts of a report of one type are written."""

    keys: Sequence[str]
    values_of: "attrgetter[tuple[object, ...]]"
    """Gets the values of its fields, at least two."""
    quotients: Sequence[str]
    """The keys that hold quotients."""


@cache
def _form(kind: type, measure: object) -> _Form:
    """The form of a type; raises `TypeError` for what is no part of a report. The measure of a claim decides its quotients."""
    if not is_dataclass(kind):
        raise TypeError(kind)
    names = [field.name for field in documented(kind)]
    keys = [key_of(name) for name in names]
    return _Form(keys, attrgetter(*names), [key for key in keys if is_quotient(key, measure)])
