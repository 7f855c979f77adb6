"""JSON Schemas of the ledger and of each JSON document, generated from the types."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import simplejson
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from mss_gap.analysis.countries import CountriesReport
from mss_gap.analysis.report import Report
from mss_gap.analysis.review import ValidateReport
from mss_gap.analysis.summary import SummaryReport
from mss_gap.ledger.model import Ledger
from mss_gap.render.kinds import SchemaKind

if TYPE_CHECKING:
    from pydantic_core import core_schema


DOCUMENTS: Mapping[SchemaKind, type[Report]] = MappingProxyType(
    {
        SchemaKind.SUMMARY: SummaryReport,
        SchemaKind.COUNTRIES: CountriesReport,
        SchemaKind.VALIDATE: ValidateReport,
    }
)


class _Exact(GenerateJsonSchema):
    """Decimals are plain JSON numbers in our documents."""

    def decimal_schema(self, schema: "core_schema.DecimalSchema") -> JsonSchemaValue:  # noqa: ARG002 - the form that pydantic calls
        return {"type": "number"}


def json_schema(kind: SchemaKind) -> str:
    """The JSON Schema of a kind, as text ending in a line feed."""
    schema: dict[str, Any]
    if kind is SchemaKind.LEDGER:
        schema = TypeAdapter(Ledger).json_schema(mode="validation", schema_generator=_Exact)
    else:
        schema = TypeAdapter(DOCUMENTS[kind]).json_schema(mode="serialization", schema_generator=_Exact)
    return (
        simplejson.dumps({"$schema": GenerateJsonSchema.schema_dialect, **schema}, indent=2, ensure_ascii=False) + "\n"
    )
