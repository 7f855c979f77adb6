"""What is said of a line that is not TOML where neither the line nor the syntax tree tells more."""

from mss_gap.ledger.explain.toml_mistakes import Mistake, mistake


def test_what_stands_twice_out_of_sight_of_the_syntax_tree_is_said_to_stand_twice() -> None:
    assert mistake("", 0, "Cannot overwrite a value") == Mistake(0, "this stands twice", "keep one of the two")


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
