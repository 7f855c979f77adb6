"""Where a key, a value or a header stands: in each text » marks the place that is expected."""

import pytest

from mss_gap.ledger.explain import positions, sections
from mss_gap.ledger.explain.positions import Duplicate, Locator, find_duplicate
from mss_gap.ledger.explain.problems import Path, Place


@pytest.fixture(
    params=[(positions.PIECE, sections.SMALL), (1, sections.SMALL), (positions.PIECE, 0), (1, 0)], autouse=True
)
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is found alike in one piece, cut wherever it can be, and where only what is wanted is parsed."""
    piece, small = request.param
    monkeypatch.setattr(positions, "PIECE", piece)
    monkeypatch.setattr(sections, "SMALL", small)


def marked(text: str) -> tuple[str, Place]:
    """The text without its mark, and the place of the mark."""
    before, _, _ = text.partition("»")
    return text.replace("»", ""), Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("format",), "format = »2"),
        (("mission", "name"), '[mission]\nname = »"MSS"'),
        (("mission", "name"), '[mission]\n\tname\t=\t»"MSS"\t# remark'),
        (("mission", "name"), 'mission = { start = 2024-06-25, name = »"MSS" }'),
        (("mission", "name"), 'mission.name = »"MSS"'),
        (("mission", "name"), '"mission" . \'name\' = »"MSS"'),
        (("mission", "name"), '# é 警察 🚁\n[mission]\nname = »"""\nMSS\n"""'),
        (("mission", "name"), 'mission = { abbreviation = "é 警察 🚁", name = »"MSS" }'),
        (("commitments", "x", "unit"), '[commitments]\nx = { unit = »"y" }'),
        (("commitments", "x", "unit"), '[commitments]\nx.unit = »"y"'),
        (("commitments", "x", "unit"), '[ commitments . "x" ]\nunit = »"y"'),
        (("commitments", "x.y", "unit"), '[commitments."x.y"]\nunit = »"y"'),
        (("commitments", "é", "unit"), '[commitments."\\u00e9"]\nunit = »"y"'),
        (("commitments", "x", "unit"), '[commitments.w]\nunit = "a"\n[commitments.x]\nunit = »"y"\n[commitments.z]\nunit = "b"'),
        (("commitments", "x", "source", 1), '[commitments.x]\nsource = ["a", »"b"]'),
        (("commitments", "x", "source", 1), '[commitments.x]\nsource = [\n  "a",  # one\n  # none\n  »"b",\n]'),
        (("pledges", 0, "date"), "[[pledges]]\ndate = »1\n[[pledges]]\ndate = 2"),
        (("pledges", 1, "date"), "[[pledges]]\ndate = 1\n[[actuals]]\ndate = 9\n[[pledges]]\ndate = »2"),
        (("pledges", 1, "date"), "pledges = [{ date = 1 }, { date = »2 }]"),
        (("pledges", 1, "date"), "pledges = [\n  { date = 1 },\n\n  { date = »2 },\n]"),
        (("pledges", 1, "source", 2), '[[pledges]]\n[[pledges]]\nsource = ["a", "b", »"c"]'),
        (("pledges", 1, "note", "x"), "[[pledges]]\n[[pledges]]\n[pledges.note]\nx = »1"),
    ],
)  # fmt: skip
def test_a_value_is_found(path: Path, text: str) -> None:
    text, place = marked(text)
    assert Locator(text, {path}).place(path) == place


def test_what_looks_like_a_header_within_a_text_or_a_list_is_none() -> None:
    text = "[[pledges]]\nnote = '''\n[[pledges]]\n'''\nsource = [\n[\n]]\n[[pledges]]\n\tdate = »1"
    text, place = marked(text)
    assert Locator(text, {("pledges", 1, "date")}).place(("pledges", 1, "date")) == place


def test_nothing_is_found_within_a_piece_too_large_for_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "LARGEST_TREE", 20)
    text = "[[events]]\ntitle = '''\n[x]\n'''\ndate = 1"
    assert Locator(text, {("events", 0, "date")}).place(("events", 0, "date")) == Place(5, 9)
    assert find_duplicate(text, len(text)) is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("formt",), "»formt = 2"),
        (("mission", "nam"), '[mission]\n»nam = "MSS"'),
        (("mission", "nam"), 'mission.»nam = "MSS"'),
        (("mission", "nam"), 'mission = { start = 2024-06-25, »nam = "MSS" }'),
        (("mision",), '[»mision]\nname = "MSS"'),
        (("commitment",), '[»commitment.personnel]\nunit = "x"'),
        (("commitments", "Personnel"), '[commitments.»Personnel]\nunit = "x"'),
        (("commitments", "Trust fund"), '["commitments".»"Trust fund"]\nunit = "x"'),
        (("commitments", "Personnel"), 'commitments.»Personnel.unit = "x"'),
        (("pledges", 1, "totl"), "[[pledges]]\ntotl = 1\n[[pledges]]\n»totl = 2"),
    ],
)
def test_a_key_is_found_and_in_a_header_only_the_name(path: Path, text: str) -> None:
    text, place = marked(text)
    assert Locator(text, {path}).place(path, at_key=True) == place


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("commitments", "x", "unit"), "[commitments.»x]\npledged = 1"),
        (("commitments", "x", "unit"), "[commitments]\n»x = { pledged = 1 }"),
        (("commitments", "x", "unit"), "commitments.»x.pledged = 1"),
        (("pledges", 1), "[[pledges]]\n[[»pledges]]"),
        (("pledges", 1, "date"), "[[pledges]]\n[[»pledges]]"),
        (("pledges", 1, "date"), "pledges = [{ date = 1 }, »{ total = 2 }]"),
        (("mission", "start", "x"), "[mission]\n»start = 1"),
        (("commitments",), '[mission]\nname = "MSS"\n»'),
        (("commitments",), '[mission]\nname = "MSS"»'),
        (("commitments",), "»"),
    ],
)
def test_what_is_absent_is_missed_where_it_belongs(path: Path, text: str) -> None:
    text, place = marked(text)
    assert Locator(text, {path}).place(path) == place


def test_all_paths_are_found_in_one_walk() -> None:
    text = '[commitments.x]\nunit = 1\n[[pledges]]\ndate = "a"\n[[pledges]]\ndate = "b"\n'
    places = {
        ("commitments", "x", "unit"): Place(2, 8),
        ("pledges", 0, "date"): Place(4, 8),
        ("pledges", 1, "date"): Place(6, 8),
    }
    locator = Locator(text, places)
    assert {path: locator.place(path) for path in places} == places


@pytest.mark.parametrize(
    "text",
    [
        "mission = { name = 1,\n  start = 2 }",  # allowed by TOML 1.1
        'mission.name = "\\e"\nx = 1',
        "[mission",
        "= 1",
        "[]",
        "[[a]]]\n]]",
        '"\\q" = 1',
    ],
)
def test_a_text_that_the_syntax_tree_cannot_read_has_places_all_the_same(text: str) -> None:
    place = Locator(text, {("mission", "start")}).place(("mission", "start"))
    assert 1 <= place.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a = 1\nb = 2\n»a = 3« # x", Duplicate(12, "a", is_table=False, other_line=1)),
        ('é = "🚁"\na = """\n"""\n»a = 3«', Duplicate(20, "a", is_table=False, other_line=2)),
        ("x = { a = 1, »a = 2« }", Duplicate(13, "a", is_table=False, other_line=1)),
        ("[a.b]\n[c]\n[»a . 'b'«]", Duplicate(11, "a.b", is_table=True, other_line=1)),
        ("[[a]]\n[»a«]", Duplicate(7, "a", is_table=True, other_line=1)),
        ("a.b = 1\n[»a«]", Duplicate(9, "a", is_table=True, other_line=None)),
        ("»«", None),
    ],
)
def test_a_duplicate_is_found_by_its_end(text: str, found: Duplicate | None) -> None:
    end = text.replace("»", "").index("«")
    assert find_duplicate(text.replace("»", "").replace("«", ""), end) == found
    assert found is None or found.position == text.index("»")
