"""What of a report is in its JSON document."""

from collections.abc import Mapping
from dataclasses import Field, fields
from types import MappingProxyType
from typing import Any

NOT_IN_DOCUMENTS: Mapping[str, bool] = MappingProxyType({"not in documents": True})
"""Marks a field that formats for people read, and the JSON document leaves out."""


def documented(kind: type) -> list[Field[Any]]:
    """The fields of a report, or of a part of one, that its JSON document has."""
    return [each for each in fields(kind) if each.metadata != NOT_IN_DOCUMENTS]
