"""A report as a JSON document: the report's fields are the document's keys, in their order."""

from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, cast

import orjson

from mss_gap.analysis.reports.base import Report

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

DELETE = b"\x7f"
"""The one control character that JSON lets stand as it is."""
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
    """A field's key in a document: a field that Python could not name otherwise has an underscore at its end.

    >>> key_of("from_"), key_of("as_of")
    ('from', 'as_of')
    """
    return field.removesuffix("_")


def indented(value: object) -> str:
    """A value that JSON itself knows, in the form of a document."""
    return orjson.dumps(value, option=_FORM).decode()


def _as_json(value: object) -> object:
    """What stands for a value that JSON does not know: for a number its digits, for a part of a report its keys."""
    if isinstance(value, Decimal):
        written = str(value)
        if not written.isdigit() and value == value.to_integral_value():
            written = str(int(value))
        return orjson.Fragment(written)
    keys, values_of = _keys(cast("type[DataclassInstance]", type(value)))  # a report holds nothing else
    return dict(zip(keys, values_of(value), strict=True))


@cache
def _keys(kind: type["DataclassInstance"]) -> tuple[list[str], "attrgetter[tuple[object, ...]]"]:
    """The keys of a type, and what gets the values of its fields, of which there are two at least."""
    names = [field.name for field in fields(kind)]
    return [key_of(name) for name in names], attrgetter(*names)
