"""The JSON Schema of a report, or of a part of one, from its type: its fields and their docstrings."""

from typing import TYPE_CHECKING

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from mss_gap.analysis.documents import documented

if TYPE_CHECKING:
    from pydantic_core import core_schema

_AS_DOCUMENTED = ConfigDict(use_attribute_docstrings=True, json_schema_serialization_defaults_required=True)


class DocumentSchema(GenerateJsonSchema):
    """Makes the schema of a JSON document: decimals are plain numbers, and a key's name is title enough."""

    def decimal_schema(self, schema: "core_schema.DecimalSchema") -> JsonSchemaValue:  # noqa: ARG002 - as pydantic calls it
        """Of a decimal: a plain number."""
        return {"type": "number"}

    def dataclass_schema(self, schema: "core_schema.DataclassSchema") -> JsonSchemaValue:
        """Of a part of a report: the fields that documents have."""
        keys = {field.name for field in documented(schema["cls"])}
        args = schema["schema"]
        if args["type"] == "dataclass-args":
            args = {**args, "fields": [field for field in args["fields"] if field["name"] in keys]}
        return super().dataclass_schema({**schema, "schema": args})

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - as pydantic calls it
        """Say that no field needs a title."""
        return False


def schema_of_part(kind: type) -> JsonSchemaValue:
    """The schema of a list of some type, whose definition is in `$defs` under the type's name."""
    # A dataclass takes no configuration from outside, and a list of it does.
    of_list = TypeAdapter(list[kind], config=_AS_DOCUMENTED)  # type: ignore[valid-type]  # a type that is a value
    return of_list.json_schema(mode="serialization", schema_generator=DocumentSchema)
