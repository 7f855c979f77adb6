"""What of a report is in its JSON document."""

from collections.abc import Mapping
from types import MappingProxyType

NOT_IN_DOCUMENTS: Mapping[str, bool] = MappingProxyType({"not in documents": True})
"""Marks a field that formats for people read, and the JSON document leaves out."""
