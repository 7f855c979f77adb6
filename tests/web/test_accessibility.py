"""axe-core finds nothing to object to, its best practices included."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

SETTINGS = [
    *(("small", width, scheme) for width in (390, 1280) for scheme in ("light", "dark")),
    *((name, 390, "light") for name in ("shipped", "short", "bare", "hostile: script")),
    *((name, 1280, "dark") for name in ("shipped", "enormous", "hostile: right to left")),
]
"""Every part of the page stands in the page of the small ledger."""
AUDIT = """() => {
  document.querySelectorAll("details").forEach(part => { part.open = true });
  return axe.run().then(found => found.violations.map(it => [it.id, it.nodes.slice(0, 3).map(node => node.html)]));
}"""


@pytest.mark.parametrize(("ledger", "width", "scheme"), SETTINGS)
def test_axe_finds_no_violation(
    ledger: str, width: int, scheme: str, opened: Callable[..., Page], node_module: Callable[[str], Path]
) -> None:
    window = opened(ledger, width, scheme)
    window.evaluate(node_module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    assert window.evaluate(AUDIT) == []
