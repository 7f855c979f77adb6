"""A text cut at its headers: what is found is found where a parse of the whole text finds it, and little is parsed."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
import tomli
import tree_sitter
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.ledger.explain import positions, sections
from mss_gap.ledger.explain.positions import Locator
from mss_gap.ledger.explain.problems import Path
from mss_gap.ledger.explain.sections import cut

HEADS = [
    "[mission]",
    "[sources.un]",
    '[sources."a.b"]',
    "[commitments.men]",
    "[commitments.men.more]",
    "[ groups . x ]",
]
ENTRIES = ["[[pledges]]", "[[actuals]]", "[[pledges]]  # [[actuals]]", "[[claims]]\t", "[[ pledges ]]", "  [[actuals]]"]
BELOW = ["[pledges.more]", "[actuals.more]"]
LINES = [
    "",
    "# [[pledges]] [mission]",
    'note = "[[pledges]]"',
    "date = 2024-01-01",
    "total = 5",
    'source = ["a", "é 警察 🚁", "c"]',
    'source = [\n"a",\n"b",\n]',
    "where = [\n[1, 2],\n[true],\n]",
    "where = [\n[[true]],\n]",
    "where = [\n  [1, 2],\n]",
    'more = { x = 1, "y z" = 2 }',
    "a.b.c = 1",
    'text = """\n[[pledges]]\ndate = 1\n"""',
    "text = '''\n[mission]\n'''",
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts that are TOML, most of them plain: headers in any order, with lines of any kind below them."""
    plain = draw(st.booleans())
    lines = LINES[:7] if plain else LINES
    entries = ENTRIES[:4] if plain else ENTRIES
    parts = draw(st.permutations(HEADS)) + draw(st.lists(st.sampled_from([*entries, *BELOW]), max_size=8))
    text = ""
    for header in ["", *draw(st.permutations(parts))]:
        below = draw(st.lists(st.sampled_from(lines), max_size=3, unique_by=lambda line: line.split("=")[0]))
        longer = "\n".join([text + header, *below, ""])
        if is_toml(longer):
            text = longer
    return text if draw(st.booleans()) else text.rstrip("\n")


def is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


def paths_in(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of each value of a document, and of a key that each table does not have."""
    yield path
    if isinstance(value, dict):
        yield (*path, "absent")
        for key, inner in value.items():
            yield from paths_in(inner, (*path, key))
    elif isinstance(value, list):
        yield (*path, len(value))
        for index, inner in enumerate(value):
            yield from paths_in(inner, (*path, index))


@contextmanager
def cutting(*, always: bool) -> Iterator[None]:
    with mock.patch.object(sections, "SMALL", 0 if always else 2**30):
        yield


@given(data=st.data(), text=texts())
def test_what_is_wanted_is_found_where_a_parse_of_the_whole_text_finds_it(data: st.DataObject, text: str) -> None:
    known = list(paths_in(tomli.loads(text)))
    wanted = set(data.draw(st.lists(st.sampled_from(known), max_size=4)))
    with cutting(always=False):
        whole = Locator(text, wanted)
    with cutting(always=True):
        in_sections = Locator(text, wanted)
    for path in wanted:
        for at_key in (False, True):
            assert in_sections.place(path, at_key=at_key) == whole.place(path, at_key=at_key)
        assert in_sections.line(path) == whole.line(path)


@given(text=texts())
def test_the_sections_of_a_text_are_all_of_it_and_begin_where_they_say(text: str) -> None:
    with cutting(always=True):
        found = cut(text)
    if found is not None:
        assert "".join(text[section.start : section.end] for section in found) == text
        assert [section.row for section in found] == [text.count("\n", 0, section.start) for section in found]
        document = tomli.loads(text)
        for name in ("pledges", "actuals", "claims"):
            entries = [section for section in found if section.is_entry and section.name == name]
            stated = document.get(name)
            assert len(entries) == (len(stated) if isinstance(stated, list) else 0)


@pytest.mark.parametrize(
    "line",
    [
        'note = """x"""',
        "note = '''x'''",
        "where = [\n  [1],\n]",
        "where = [\n[[true]],\n]",
        "[[ pledges ]]",
        '[["pledges"]]',
        "[[a.b]]",
        "\t[mission]",
    ],
)
def test_what_could_be_read_in_two_ways_is_parsed_as_a_whole(line: str) -> None:
    assert is_toml(line)
    with cutting(always=True):
        assert cut(f"[x]\n{line}\n") is None
        assert cut(f"{line}\n[x]\n") is None


def test_a_small_text_is_parsed_as_a_whole() -> None:
    assert cut("[[pledges]]\n" * 10) is None
    assert cut("[[pledges]]\n" * sections.SMALL) is not None


ENTRY = '[[pledges]]\ncommitment = "men"\ndate = 2024-01-01\n\n'
LEDGER = 'format = 1\n\n[commitments.men]\nunit = "men"\n\n[sources.un]\ntitle = "Report"\n\n' + ENTRY * 5000


@pytest.mark.parametrize(
    ("wanted", "parsed"),
    [
        ([], [2]),  # what is before the first header, always
        ([("pledges", number) for number in range(5000)], [2]),  # their headers say where they are
        ([("pledges", 70, "date")], [2, 4]),
        ([("pledges", 70, "date"), ("pledges", 71, "commitment"), ("pledges", 4999, "date")], [2, 8, 4]),
        ([("commitments", "men", "unit"), ("pledges", 5)], [2 + 3]),
    ],
)
def test_only_the_sections_that_are_wanted_are_parsed(
    wanted: list[Path], parsed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part that is parsed by how many lines it has."""
    lines: list[int] = []

    class CountingParser:
        def __init__(self, language: tree_sitter.Language) -> None:
            self._parser = tree_sitter.Parser(language)

        def parse(self, text: bytes) -> tree_sitter.Tree:
            lines.append(text.count(b"\n"))
            return self._parser.parse(text)

    monkeypatch.setattr(positions, "Parser", CountingParser)
    Locator(LEDGER, wanted)
    assert lines == parsed
