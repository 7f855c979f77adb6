"""What is said of a line that is not TOML where neither the line nor the syntax tree tells more."""

import ast
from pathlib import Path

import pytest
import tomli

from mss_gap.ledger.explain.toml_mistakes import Mistake, Refusal, mistake

FILLED = {"expect": '"\'"', "char": "'\\n'", "src": "'\\x00'", "key_stem": "'unit'"}
"""What stands in a message of tomli's for a variable; a key for others."""


def wordings() -> list[str]:
    """The message of each `TOMLDecodeError` that tomli's source raises."""
    return [
        worded(call.args[0])
        for module in Path(tomli.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "TOMLDecodeError"
        and call.args
    ]


def worded(message: ast.expr) -> str:
    match message:
        case ast.Constant():
            return str(message.value)
        case ast.JoinedStr():
            return "".join(worded(part) for part in message.values)
        case ast.FormattedValue():
            names = [node.id for node in ast.walk(message.value) if isinstance(node, ast.Name)]
            return FILLED.get(names[0], "('unit',)")
        case _:
            raise AssertionError(ast.unparse(message))


@pytest.mark.parametrize("wording", sorted(set(wordings())))
def test_every_wording_of_tomli_is_known(wording: str) -> None:
    assert Refusal.of(wording) is not None


def test_the_wordings_of_tomli_are_found_in_its_source() -> None:
    assert len(wordings()) > 20
    with pytest.raises(tomli.TOMLDecodeError) as raised:
        tomli.loads("a = 1\na = 2")
    assert raised.value.msg in wordings()


def test_each_refusal_has_a_wording_of_tomli() -> None:
    assert {Refusal.of(wording) for wording in wordings()} == set(Refusal)


def test_a_new_wording_is_shown_where_the_line_tells_nothing() -> None:
    assert mistake("a = !", 4, "Exclamation mark") == Mistake(
        4, "exclamation mark", "write a number, a date such as 2025-06-27, or a text in quotes"
    )
    assert mistake("a = 2,500", 5, "Comma").message == "2,500 has thousands separators"


def test_a_duplicate_that_the_syntax_tree_does_not_show_is_called_one() -> None:
    assert mistake("", 0, "Cannot overwrite a value") == Mistake(0, "duplicate key", "keep one of the two")


def test_a_line_without_any_known_form_is_told_the_three_that_there_are() -> None:
    assert mistake("a\n***", 2, "Invalid statement") == Mistake(
        2,
        "this line is neither a key with a value nor a header",
        'write key = value, or start a remark with "#"',
    )


def test_a_value_without_any_known_form_is_told_what_values_there_are() -> None:
    assert mistake("a = !", 4, "Invalid value") == Mistake(
        4, "this is not a value", "write a number, a date such as 2025-06-27, or a text in quotes"
    )
