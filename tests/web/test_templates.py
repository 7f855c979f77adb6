"""The templates of the page: what they call for each cell."""

from collections.abc import Callable, Mapping

import pytest
from jinja2.runtime import Macro

Pages = Callable[[str], str]


def test_a_cell_without_notes_calls_no_macro(
    page_text: Pages, ledger_texts: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []
    call = Macro.__call__
    monkeypatch.setattr(Macro, "__call__", lambda macro, *given: called.append(macro.name) or call(macro, *given))
    text = page_text(ledger_texts["small"])
    assert called.count("notes") == text.count('class="notes"')
    assert set(called) == {"chart", "data", "left_out", "notes"}
