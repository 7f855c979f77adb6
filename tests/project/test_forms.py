"""The forms for issues are what GitHub takes for forms: it shows none that breaks a rule of its form schema.

The rules are those of the pages "Syntax for issue forms" and "Syntax for GitHub's form schema" of docs.github.com.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE"
FORMS = sorted(path for path in FOLDER.glob("*.yml") if path.name != "config.yml")
TOP = {"name", "description", "title", "body"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
REQUIRED = {"markdown": {"value"}, "dropdown": {"label", "options"}, "checkboxes": {"label", "options"}}
NO_OPTION = {"none", "true", "false", "yes", "no", "on", "off"}


def form_of(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def test_there_is_a_form_for_a_figure_and_one_for_a_fault() -> None:
    assert [form_of(path)["name"] for path in FORMS] == ["Correct a figure", "Report a fault"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_what_github_requires(path: Path) -> None:
    form = form_of(path)
    assert set(form) == TOP
    assert all(isinstance(form[key], str) for key in TOP - {"body"})
    assert [element for element in form["body"] if mistakes(element)] == []
    fields = [element for element in form["body"] if element["type"] != "markdown"]
    for unique in ([each["id"] for each in fields], [each["attributes"]["label"] for each in fields]):
        assert len(unique) == len(set(unique)) > 0


@pytest.mark.parametrize(
    "element",
    [
        {"type": "text", "id": "a", "attributes": {"label": "A"}},
        {"type": "input", "id": "a b", "attributes": {"label": "A"}},
        {"type": "input", "id": "a", "attributes": {"description": "A"}},
        {"type": "input", "id": "a", "attributes": {"label": "A", "placeholder": 5}},
        {"type": "input", "id": "a", "attributes": {"label": "A", "options": ["b"]}},
        {"type": "dropdown", "id": "a", "attributes": {"label": "A", "options": ["b", "b"]}},
        {"type": "dropdown", "id": "a", "attributes": {"label": "A", "options": ["None"]}},
        {"type": "markdown", "id": "a", "attributes": {"value": "A"}},
    ],
)
def test_what_github_refuses_is_found(element: dict[str, Any]) -> None:
    assert mistakes(element)


def mistakes(element: dict[str, Any]) -> list[str]:
    """What GitHub would refuse of an element of a form."""
    kind, attributes = element["type"], element.get("attributes", {})
    if kind not in ATTRIBUTES:
        return [f"there is no type {kind}"]
    options = attributes.get("options", [])
    rules = {
        "keys": set(element) <= {"type", "attributes", *(() if kind == "markdown" else ("id", "validations"))},
        "id": kind == "markdown" or re.fullmatch(r"[\w-]+", element.get("id", "")) is not None,
        "attributes": REQUIRED.get(kind, {"label"}) <= set(attributes) <= ATTRIBUTES[kind],
        "texts": all(isinstance(value, str) and value for key, value in attributes.items() if key != "options"),
        "options": "options" not in attributes or len(options) == len(set(options)) > 0,
        "words": all(isinstance(each, str) and each.lower() not in NO_OPTION for each in options),
        "validations": element.get("validations", {"required": True}) == {"required": True},
    }
    return [rule for rule, is_kept in rules.items() if not is_kept]
