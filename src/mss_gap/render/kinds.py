"""The kinds of JSON Schema."""

from enum import StrEnum

from mss_gap.analysis.reports.registry import REPORTS


class SchemaKind(StrEnum):
    """What there is a schema of: the ledger, and each JSON document by its `kind`."""

    LEDGER = "ledger"
    # The registry's names become members, as if each had its line here.
    vars().update({name.upper().replace("-", "_"): name for name in REPORTS})
