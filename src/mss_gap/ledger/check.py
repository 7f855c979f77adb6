"""How one value of a ledger is checked, and how a refusal shows it.

A check returns the value to keep. For another one it raises what `rejected` makes: a `PydanticCustomError` whose type is
the problem's code and whose context holds the message and the hint. So each message is beside its rule.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

LARGEST = Decimal(10) ** 15
"""Numbers are below this in absolute value: no pledge is larger, and sums of them stay exact."""
LONGEST_SHOWN = 40
"""Characters of a value that a message shows."""
VAST = "this number"
"""How a message calls a whole number of more digits than a ledger's number may have."""


def rejected(code: str, message: str, hint: str) -> PydanticCustomError:
    """A refusal with what to write instead."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def shown(value: object) -> str:
    """A value as a ledger would write it, shortened to fit a message."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, datetime | date | time):
        text = value.isoformat()
    elif isinstance(value, dict):
        return "a table"
    elif isinstance(value, list):
        return "a list"
    elif isinstance(value, int) and abs(value) >= LARGEST:
        return VAST
    else:
        text = str(value)
    return (
        text
        if len(text) <= LONGEST_SHOWN
        else text[: LONGEST_SHOWN - 3] + "…" + ('"' if isinstance(value, str) else "")
    )


class Checked:
    """For an annotation: a value that only one of our own checks validates, and how a JSON Schema describes it.

    pydantic's `BeforeValidator` would have pydantic judge the type again, of what a check has returned.
    """

    def __init__(self, check: Callable[[object], object], schema: "JsonSchemaValue") -> None:
        """`check` returns the value to keep; it raises a `PydanticCustomError` for an invalid one."""
        self._check = check
        self._schema = schema

    def __get_pydantic_core_schema__(self, kind: object, handler: "GetCoreSchemaHandler") -> core_schema.CoreSchema:
        """What pydantic asks for to build a validator."""
        return core_schema.no_info_plain_validator_function(self._check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        """What pydantic asks for to write a JSON Schema."""
        return self._schema
