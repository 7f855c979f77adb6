"""A report as a JSON document: the report's fields are the document's keys, in their order."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import simplejson

from mss_gap.analysis.report import Report
from mss_gap.render.text import escaped_in_json


def json_document(report: Report) -> str:
    """The report as JSON: two-space indent, exact numbers (integers where whole), one trailing line feed."""
    document = simplejson.dumps(_plain(report), indent=2, ensure_ascii=False, use_decimal=True)
    return escaped_in_json(document) + "\n"


def key_of(field: str) -> str:
    """A field's key in a document: a field that Python could not name otherwise has an underscore at its end.

    >>> key_of("from_"), key_of("as_of")
    ('from', 'as_of')
    """
    return field.removesuffix("_")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {key_of(field.name): _plain(getattr(value, field.name)) for field in fields(value)}
    return value
