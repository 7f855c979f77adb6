"""An editor with the schema offers every key of a ledger once, with what it means.

It asks the language server of taplo, which Even Better TOML runs in VS Code.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mss_gap.ledger.entry import Actual, Pledge, Status
from mss_gap.ledger.measures import Measure
from mss_gap.ledger.model import (
    Body,
    Claim,
    Commitment,
    Event,
    ExchangeRate,
    Group,
    Indicator,
    Ledger,
    Mission,
    Scale,
    Source,
    keys_of,
)
from mss_gap.ledger.table import Table
from mss_gap.render.kinds import SchemaKind
from mss_gap.render.schema import json_schema

HERE = Path(__file__).parent / "editor"
SECTIONS: dict[str, tuple[str, type[Any]]] = {
    "top": ("", Ledger),
    "mission": ("[mission]", Mission),
    "sources": ("[sources.x]", Source),
    "contributors": ("[contributors.X]", Body),
    "commitments": ("[commitments.x]", Commitment),
    "indicators": ("[indicators.x]", Indicator),
    "groups": ("[groups.x]", Group),
    "scales": ("[scales.x]", Scale),
    "pledges": ("[[pledges]]", Pledge),
    "actuals": ("[[actuals]]", Actual),
    "rates": ("[[rates]]", ExchangeRate),
    "claims": ("[[claims]]", Claim),
    "events": ("[[events]]", Event),
    "tables": ("[[tables]]", Table),
}
PLACES = {
    **{name: f"{header}\n¦\n" for name, (header, _) in SECTIONS.items()},
    "status": "[[pledges]]\nstatus = ¦\n",
    "measure": "[[claims]]\nmeasure = ¦\n",
}


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """What is offered at each place: keys or values, each with its description."""
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules/@taplo/lsp").is_dir():
        pytest.skip("@taplo/lsp is not installed")
    folder = tmp_path_factory.mktemp("editor")
    (folder / "ledger.schema.json").write_text(json_schema(SchemaKind.LEDGER), "utf-8")
    asked = {name: f"#:schema ./ledger.schema.json\n{text}" for name, text in PLACES.items()}
    done = subprocess.run(
        [node, HERE / "complete.cjs", folder], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return {name: [(label, about) for label, about in items] for name, items in json.loads(done.stdout).items()}


@pytest.mark.parametrize("name", SECTIONS)
def test_every_key_of_a_section_is_offered_once_with_what_it_means(
    name: str, offered: dict[str, list[tuple[str, str]]]
) -> None:
    keys = [label for label, _ in offered[name] if "." not in label]
    assert sorted(keys) == sorted(keys_of(SECTIONS[name][1]))
    assert [label for label, about in offered[name] if not about] == []


@pytest.mark.parametrize(("name", "choices"), [("status", Status), ("measure", Measure)])
def test_the_choices_of_a_key_are_offered(
    name: str, choices: type[Status | Measure], offered: dict[str, list[tuple[str, str]]]
) -> None:
    assert [label for label, _ in offered[name]] == [f'"{choice}"' for choice in choices]
