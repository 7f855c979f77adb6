"""The kinds of JSON document, and what there is a schema of."""

from enum import StrEnum


class SchemaKind(StrEnum):
    """What there is a schema of: the ledger, and each JSON document by its `kind`."""

    LEDGER = "ledger"
    SUMMARY = "summary"
    COUNTRIES = "countries"
    SHOW = "show"
    HISTORY = "history"
    HISTORY_BY_COUNTRY = "history-by-country"
    CONTEXT = "context"
    SOURCES = "sources"
    PACE = "pace"
    WHAT_IF = "what-if"
    COMPARE = "compare"
    CLAIMS = "claims"
    VALIDATE = "validate"
