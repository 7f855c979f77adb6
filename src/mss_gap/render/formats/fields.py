"""What the columns of a list hold: their types and what they mean, from the types of the report and their docstrings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic.json_schema import JsonSchemaValue

from mss_gap.render.document_schema import schema_of_part
from mss_gap.render.tables.listings import Listing

OF_BOUND = "How the figure before it is known: exact, at-least, at-most, about, or open where it may be more or less."
USUAL: Mapping[str, str] = {
    "id": "What the ledger calls it.",
    "title": "What it is called.",
    "name": "The English name of the contributor, or the name of the group.",
    "commitment": "The id of the commitment.",
    "unit": "What it is counted in: an ISO 4217 code for money, else a noun.",
    "pledged": "What was pledged.",
    "actual": "What has been delivered.",
    "gap": "What was pledged less what was delivered; negative is a surplus.",
    "delivered_pct": "What was delivered as a share of the pledge, in percent.",
    "shortfall_pct": "The gap as a share of the pledge, in percent.",
    "share_pct": "What was delivered as a share of all that was delivered to the commitment, in percent.",
    "reported_on": "The day of the latest actual used.",
    "firm": "How much of the pledge is firm.",
    "conditional": "How much of the pledge is conditional.",
    "on_hold": "How much of the pledge is on hold.",
    "withdrawn": "How much of the pledge is withdrawn.",
    "value": "The figure.",
    "kind": "Whether it is a pledge or an actual.",
    "outside": "What kind of giving it is that the commitment does not count.",
    "source": "What it rests on: a source id or an address.",
    "sources": "What it rests on: source ids or addresses.",
    "date": "The day.",
    "note": "The editor's remark.",
    "text": "What was published.",
    "publisher": "Who published it.",
    "published": "The day of publication.",
    "url": "Its address.",
    "message": "What it says.",
}
"""What columns without a docstring mean."""
OF_EVERY_LIST: Mapping[str, JsonSchemaValue] = {
    "commitment": {"type": "string", "description": "The id of the commitment."},
    "unit": {"type": "string", "description": "The commitment's unit: an ISO 4217 code for money, else a noun."},
    "rivals": {
        "anyOf": [{"type": "array"}, {"type": "null"}],
        "description": "The claims that cannot all be true, it among them: in the workbook by their numbers, else by "
        "their places in the list, from 0.",
    },
    "projected_on_bound": {
        "type": "string",
        "description": "How the day before it is known: exact, at-least (on that day or later), at-most (on that day or "
        "earlier), about, or open where it may be earlier or later by any time.",
    },
    "actual_stated": {
        "type": "number",
        "description": "The figure in the currency that it is stated in, where no rate converts it.",
    },
    "actual_currency": {"type": "string", "description": "That currency."},
    "level_stated": {"type": "number", "description": "The level as its entries state it, where no rate converts it."},
    "level_currency": {"type": "string", "description": "That currency."},
    "part_stated": {"type": "number", "description": "The part in the currency that the entry is stated in."},
    "due": {"type": "string", "format": "date", "description": "The day by which it is due, as the entry states it."},
    "counts": {
        "type": "boolean",
        "description": "False for what moves nothing: it is outside, of another stage, or of the whole and not converted.",
    },
    "number": {"type": "integer", "description": "The number that the tables give it."},
    "rate_stated": {
        "type": "boolean",
        "description": "True where the rate is what a source says that a figure is worth.",
    },
    "mission": {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "The mission's name."},
    "report_date": {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
        "description": "The report date: everything is computed as of this day.",
    },
}
"""What no type of a report explains."""
_OF_ARRAY = "Several are joined by semicolons."


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnField:
    """One column."""

    name: str
    type: str
    """As the Table Schema calls it."""
    description: str
    choices: tuple[str, ...] = ()
    """All words that it may have; empty where it may have any."""
    always: bool = False
    """True where no record is without it."""


def fields_of(listing: Listing, columns: Sequence[str]) -> list[ColumnField]:
    """What some columns of a list hold."""
    known = dict(OF_EVERY_LIST)
    for part in reversed(listing.parts):
        schema = _schema_of(part)
        properties = schema["$defs"][part.__name__]["properties"]
        known |= {name: _resolved(value, schema["$defs"]) for name, value in properties.items()}
    return [_field(column, known.get(column, {"type": "string"})) for column in columns]


_schema_of = cache(schema_of_part)
"""Some lists share a part."""


def _resolved(schema: JsonSchemaValue, definitions: Mapping[str, JsonSchemaValue]) -> JsonSchemaValue:
    """A schema without references."""
    if "$ref" in schema:
        return {**definitions[schema["$ref"].rpartition("/")[2]], **schema}
    if "anyOf" in schema:
        return {**schema, "anyOf": [_resolved(option, definitions) for option in schema["anyOf"]]}
    return schema


def _field(name: str, schema: JsonSchemaValue) -> ColumnField:
    options = list(_options(schema))
    values = [option for option in options if option.get("type") != "null"]
    several = any(option.get("type") == "array" for option in values)
    description = schema.get("description", "") or usual_description(name)
    return ColumnField(
        name=name,
        type=_type(values[0]),
        description=f"{description} {_OF_ARRAY}".lstrip() if several else description,
        choices=tuple(values[0].get("enum", ())),
        always=len(values) == len(options) and not several,
    )


def usual_description(name: str) -> str:
    """What a column means whose name says it in every list; empty where it does not."""
    return OF_BOUND if name.endswith("_bound") else USUAL.get(name, "")


def _options(schema: JsonSchemaValue) -> Iterator[JsonSchemaValue]:
    yield from schema.get("anyOf", [schema])


def _type(schema: JsonSchemaValue) -> str:
    """The type of the Table Schema; a list is a text in CSV."""
    if schema.get("format") == "date":
        return "date"
    kind = str(schema.get("type", "string"))
    return kind if kind in {"number", "integer", "boolean"} else "string"
