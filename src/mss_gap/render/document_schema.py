"""The JSON Schema of a report, or of a part of one, from its type: its fields and their docstrings."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
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
        """Of a part of a report: the fields that documents have, each with its docstring, an inherited one, too."""
        keys = {field.name for field in documented(schema["cls"])}
        args = schema["schema"]
        if args["type"] == "dataclass-args":
            args = {**args, "fields": [field for field in args["fields"] if field["name"] in keys]}
        made = super().dataclass_schema({**schema, "schema": args})
        for base in schema["cls"].__mro__:
            for key in made.get("properties", {}).keys() & _docstrings_of(base).keys():
                made["properties"][key].setdefault("description", _docstrings_of(base)[key])
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - as pydantic calls it
        """Say that no field needs a title."""
        return False


@cache
def _docstrings_of(kind: type) -> Mapping[str, str]:
    """The docstring below each field of a type of ours, without those that it inherits."""
    if not kind.__module__.startswith(__name__.partition(".")[0]):
        return {}
    (parsed,) = ast.parse(inspect.cleandoc(inspect.getsource(kind))).body
    return dict(docstrings_in(parsed)) if isinstance(parsed, ast.ClassDef) else {}


def docstrings_in(table: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Each key of a class that has a docstring below it, with that docstring."""
    for key, below in pairwise(table.body):
        if (
            isinstance(key, ast.AnnAssign)
            and not ast.unparse(key.annotation).startswith("ClassVar")
            and isinstance(key.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield key.target.id, inspect.cleandoc(below.value.value)


def schema_of_part(kind: type) -> JsonSchemaValue:
    """The schema of a list of some type, whose definition is in `$defs` under the type's name."""
    # A dataclass takes no configuration from outside, and a list of it does.
    of_list = TypeAdapter(list[kind], config=_AS_DOCUMENTED)  # type: ignore[valid-type]  # a type that is a value
    return of_list.json_schema(mode="serialization", schema_generator=DocumentSchema)
