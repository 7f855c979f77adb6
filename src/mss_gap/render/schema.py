"""JSON Schemas of the ledger and of each JSON document, generated from the types."""

import ast
import inspect
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.reports.registry import REPORTS
from mss_gap.ledger import model
from mss_gap.render.document_schema import DocumentSchema, schema_of_part
from mss_gap.render.formats.json import indented, key_of
from mss_gap.render.kinds import SchemaKind

if TYPE_CHECKING:
    from pydantic_core import core_schema


class _LedgerSchema(DocumentSchema):
    """Of a ledger: TOML has no null, so a key that may be left out has no null to write, and none to default to."""

    def nullable_schema(self, schema: "core_schema.NullableSchema") -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: "core_schema.WithDefaultSchema") -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: "core_schema.DictSchema") -> JsonSchemaValue:
        return {**super().dict_schema(schema), "additionalProperties": False}


def json_schema(kind: SchemaKind) -> str:
    """The JSON Schema of a kind, as text ending in a line feed."""
    registered = REPORTS.get(kind)
    schema = _document_schema(registered.type()) if registered else _ledger_schema()
    dialect = {"$schema": GenerateJsonSchema.schema_dialect}
    return indented({**dialect, **schema})


def _ledger_schema() -> JsonSchemaValue:
    schema = TypeAdapter(model.Ledger).json_schema(schema_generator=_LedgerSchema)
    docstrings = _docstrings_of_keys()
    for name, table in {**schema["$defs"], "Ledger": schema}.items():
        lineage = [kind.__name__ for kind in getattr(model, name).__mro__]
        for key, value in table.get("properties", {}).items():
            value["description"] = next(docstrings[kind, key] for kind in lineage if (kind, key) in docstrings)
            table["properties"][key] = dict(sorted(value.items()))
    return schema


def _docstrings_of_keys() -> Mapping[tuple[str, str], str]:
    """The docstring below each key in the model, by the key's table and name.

    pydantic could gather them, but would do so whenever the model is loaded, and only a schema needs them.
    """
    tables = (node for node in ast.parse(inspect.getsource(model)).body if isinstance(node, ast.ClassDef))
    return {
        (table.name, key.target.id): inspect.cleandoc(below.value.value)
        for table in tables
        for key, below in pairwise(table.body)
        if isinstance(key, ast.AnnAssign)
        and isinstance(key.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def _document_schema(report: type[Report]) -> JsonSchemaValue:
    schema = schema_of_part(report)
    definitions = {name: _as_written(definition) for name, definition in schema["$defs"].items()}
    return {"$ref": schema["items"]["$ref"], "$defs": definitions}


def _as_written(definition: JsonSchemaValue) -> JsonSchemaValue:
    """A definition with the keys that a document has for the fields of a type."""
    if "properties" not in definition:
        return definition
    return {
        **definition,
        "properties": {key_of(field): schema for field, schema in definition["properties"].items()},
        "required": [key_of(field) for field in definition["required"]],
    }
