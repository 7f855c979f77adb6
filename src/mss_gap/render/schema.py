"""JSON Schemas of the ledger and of each JSON document, generated from the types."""

import ast
import inspect
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from mss_gap.analysis.reports.base import Report
from mss_gap.analysis.reports.registry import REPORTS
from mss_gap.ledger import entry, model
from mss_gap.ledger import table as blocks
from mss_gap.render.document_schema import DocumentSchema, docstrings_in, schema_of_part
from mss_gap.render.formats.fields import usual_description
from mss_gap.render.formats.json import indented, key_of
from mss_gap.render.kinds import SchemaKind

if TYPE_CHECKING:
    from pydantic_core import core_schema


VERSION = 1
"""The version of the form of a document, and of the format of a ledger."""

_OF_LEDGER = (model, entry, blocks)
"""The modules that define the tables of a ledger."""
_OF_DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "commitments": "The commitments, in the order of the ledger.",
        "claims": "The claims, in the order that was asked for.",
        "entries": "The entries.",
        "indicators": "The indicators, in the order of the ledger.",
        "sources": "The sources.",
        "changes": "What changed on that day.",
        "warnings": "What a reader must know about the figures of this document.",
    }
)
"""What lists of a document hold whose type does not say so."""


class _LedgerSchema(DocumentSchema):
    """Of a ledger: TOML has no null, so a key that may be left out has no null to write, and none to default to."""

    def nullable_schema(self, schema: "core_schema.NullableSchema") -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: "core_schema.WithDefaultSchema") -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: "core_schema.DictSchema") -> JsonSchemaValue:
        of_dict = super().dict_schema(schema)
        return {**of_dict, "additionalProperties": False} if "patternProperties" in of_dict else of_dict


def json_schema(kind: SchemaKind) -> str:
    """The JSON Schema of a kind, as text ending in a line feed."""
    registered = REPORTS.get(kind)
    if registered:
        schema = _document_schema(registered.type())
        said = {"title": f"The document of mss-gap {kind}", "description": registered.help}
    else:
        schema = _ledger_schema()
        said = {"title": "A ledger of mss-gap"}
    # A name that no other schema has, and no address: there is none where a schema could be looked up.
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:mss-gap:schema:{kind}:{VERSION}"}
    return indented({**head, **said, **{key: value for key, value in schema.items() if key not in said}})


def _ledger_schema() -> JsonSchemaValue:
    schema = TypeAdapter(model.Ledger).json_schema(schema_generator=_LedgerSchema)
    docstrings = _docstrings_of_keys()
    for name, table in {**schema["$defs"], "Ledger": schema}.items():
        kind = next(vars(module)[name] for module in _OF_LEDGER if name in vars(module))
        # What is the same for all rows of a table is a key of its entries.
        lineage = [base.__name__ for base in (*kind.__mro__, entry.Pledge, entry.Actual, entry.Entry)]
        for key, value in table.get("properties", {}).items():
            value["description"] = next(docstrings[kind, key] for kind in lineage if (kind, key) in docstrings)
            table["properties"][key] = dict(sorted(value.items()))
    _say_of_tables(schema["$defs"]["Table"]["properties"])
    return schema


_BY_KEY: Mapping[str, str] = MappingProxyType(
    {
        "columns": "The title of its column, or a list of titles. {}",
        "strip": "What is taken off the end of a cell before it is read: a text, or a list. {}",
        "values": "What some texts in its cells mean, by the text. {}",
        "otherwise": "What a cell means that is blank or cannot be read. {}",
    }
)
"""What is said of each key of an entry in the parts of a `[[tables]]` block that go by such keys."""


def _say_of_tables(properties: dict[str, JsonSchemaValue]) -> None:
    """Name the keys of an entry in the parts of a `[[tables]]` block that go by them, so that an editor completes them."""
    of_entries = {key: properties[key] for key in (*model.keys_of(entry.Pledge), *model.keys_of(entry.Actual))}
    for part, said in _BY_KEY.items():
        each = properties[part].pop("additionalProperties")
        keys = {key: {**each, "description": said.format(about["description"])} for key, about in of_entries.items()}
        properties[part] |= {"properties": keys, "additionalProperties": False}
        properties[part] = dict(sorted(properties[part].items()))
    for about in of_entries.values():
        about["description"] = f"The same for all rows. {about['description']}"


def _docstrings_of_keys() -> Mapping[tuple[str, str], str]:
    """The docstring below each key in the model, by the key's table and name.

    pydantic could gather them, but would do so whenever the model is loaded, and only a schema needs them.
    """
    sources = (ast.parse(inspect.getsource(module)) for module in _OF_LEDGER)
    tables = (node for source in sources for node in source.body if isinstance(node, ast.ClassDef))
    return {(table.name, key): docstring for table in tables for key, docstring in docstrings_in(table)}


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
        "properties": {key_of(field): _explained(field, schema) for field, schema in definition["properties"].items()},
        "required": [key_of(field) for field in definition["required"]],
    }


def _explained(field: str, schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of a field with what it means, where neither its type nor the type that it refers to says so."""
    is_list_of_parts = "$ref" in schema.get("items", {})
    usual = _OF_DOCUMENTS.get(field, "") if is_list_of_parts else usual_description(field)
    return schema if {"description", "$ref"} & schema.keys() or not usual else {**schema, "description": usual}
