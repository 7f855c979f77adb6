"""Whatever a ledger's texts are, they stay text: the page has our own elements alone."""

import json
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest

from mss_gap.render.harmless import plain

NAMES = (
    "script",
    "end",
    "attribute",
    "template",
    "entity",
    "direction",
    "right to left",
    "controls",
    "long word",
    "long text",
)
Pages = Callable[[str], str]


class Reader(HTMLParser):
    """The elements of a page with the names of their attributes, and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self._drawing = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self._drawing += 1
        # How many lines a text takes in a chart depends on its length.
        if not self._drawing:
            self.elements.append((tag, tuple(name for name, _ in attributes)))
        self.addresses += [value or "" for name, value in attributes if name in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._drawing -= 1

    def handle_data(self, text: str) -> None:
        self.texts.append(text)


def test_every_attack_is_tried(attacks: Mapping[str, str]) -> None:
    assert tuple(attacks) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_only_our_own_elements(
    name: str, attacks: Mapping[str, str], hostile_ledger: Callable[[str], str], page_text: Pages
) -> None:
    attacked, harmless = Reader(page_text(hostile_ledger(attacks[name]))), Reader(page_text(hostile_ledger("harmless")))
    assert attacked.elements == harmless.elements
    assert attacked.addresses == harmless.addresses


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_shown_as_it_is_but_for_what_acts(
    name: str, attacks: Mapping[str, str], hostile_ledger: Callable[[str], str], page_text: Pages
) -> None:
    meant = plain(json.loads(f'"{attacks[name]}"'))
    texts = Reader(page_text(hostile_ledger(attacks[name]))).texts
    # The mission, two commitments, their basis, a contributor, a claim, an event, an indicator, sources.
    assert texts.count(meant) >= 10


def test_an_address_is_a_link_only_where_it_leads_somewhere(
    hostile_ledger: Callable[[str], str], page_text: Pages
) -> None:
    outward = [address for address in Reader(page_text(hostile_ledger("x"))).addresses if address[0] not in "#d"]
    assert outward == [
        "https://example.org/%1B%5B31m%3Cb%3E%7C*x*%22%E2%80%AE#%25zz%7B%7D",
        "https://example.org/%1B%5D0;x%07%3Ci%3E%60",
    ]
