"""A large ledger is read line by line: what comes of it is what the whole document holds, or it is read as a whole."""

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mss_gap.ledger.explain.problems import LedgerInvalidError, Problem
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read import fast, load
from mss_gap.ledger.read.fast import read_plainly
from mss_gap.ledger.read.load import inspect, parse_ledger
from mss_gap.ledger.read.toml import parse

LEDGERS = Path(__file__).parents[1] / "ledgers"
SHIPPED = Path(__file__).parents[2] / "data/commitments.toml"
FILES = [SHIPPED, *sorted(LEDGERS.rglob("*.toml"))]
HEAD = '[commitments.bases]\nunit = "bases"\n'
ENTRY = '[[actuals]]\ncommitment = "bases"\ndate = 2025-01-01\namount = 1\nsource = "https://a.example"\n'
MANY = load.BY_LINES
"""Entries of a ledger that is read line by line."""


def read_with(by_lines: int, content: bytes) -> Ledger | list[Problem]:
    """A ledger, or what is wrong with it, where a text of so many headers is read line by line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "BY_LINES", by_lines)
        try:
            return inspect(content, "test.toml", LEDGERS / "good").ledger
        except LedgerInvalidError as error:
            return list(error.problems)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_ledger_says_the_same_line_by_line_and_as_a_whole(file: Path) -> None:
    content = file.read_bytes()
    assert read_with(0, content) == read_with(10**9, content)


@pytest.mark.parametrize("name", [SHIPPED, LEDGERS / "good/every-key.toml"], ids=lambda file: file.stem)
def test_an_ordinary_ledger_is_plain(name: Path) -> None:
    text = name.read_text("utf-8")
    document, ledger = read_plainly(text), parse_ledger(text.encode(), "test.toml", name.parent)
    assert document is not None
    own = (
        tuple(entry for index, entry in enumerate(entries) if not ledger.row_of(section, index))
        for section, entries in ledger.entries()
    )
    assert (document.pledges, document.actuals) == tuple(own)


def test_a_large_ledger_is_not_parsed_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "parse", lambda _: pytest.fail("parsed as a whole"))
    ledger = parse_ledger((HEAD + ENTRY * MANY).encode(), "test.toml")
    assert (len(ledger.actuals), set(ledger.actuals)) == (MANY, {ledger.actuals[0]})


def test_what_is_parsed_of_a_ledger_is_as_long_for_twice_the_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    both = ENTRY + ENTRY.replace("actuals", "pledges")
    parsed: list[str] = []

    def noted(text: str) -> dict[str, object]:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(fast, "parse", noted)
    for number in (20, 40):
        assert read_plainly(HEAD + both * number) is not None
    whole = [text for text in parsed if text.startswith(HEAD)]
    assert whole == [f"{HEAD}[[actuals]]\n[[pledges]]"] * 2


def test_of_lines_that_say_the_same_one_is_checked() -> None:
    document = read_plainly(HEAD + ENTRY * 2000 + ENTRY.replace("actuals", "pledges"))
    assert document is not None
    assert document.stated == [{"commitment": "bases"}, {"source": "https://a.example"}]
    assert document.pledges[0].date is document.actuals[0].date is document.actuals[-1].date


def test_entries_that_are_made_together_keep_the_order_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "_TOGETHER", 3)
    figures = [f"{'total' if index % 2 else 'amount'} = {index // 4}" for index in range(20)]
    document = read_plainly(HEAD + "".join(ENTRY.replace("amount = 1", figure) for figure in figures))
    assert document is not None
    assert [
        f"amount = {actual.amount}" if actual.total is None else f"total = {actual.total}"
        for actual in document.actuals
    ] == figures


@pytest.mark.parametrize(
    "text",
    [
        ENTRY + 'note = """\nover several lines"""\n',
        ENTRY + "note = '''\n[[actuals]]\n'''\n",
        ENTRY + "source = [\n]\n",
        ENTRY + "  [sources.x]\ntitle = 'x'\n",
        ENTRY + "  [[lines]]\n",
        ENTRY + "  [lines.note]\n",
        ENTRY + "[actuals.x]\n",
        ENTRY + "amount = 2\n",
        ENTRY + "amount.x = 2\n",
        ENTRY + "total = -1\n",
        ENTRY + 'status = "firm"\n',
        ENTRY + "currency\n",
        ENTRY + 'source = """https://b.example"""\n',
        "[[actuals]]\ndate = 2025-01-01\n",
        "x = [\n" + ENTRY + "[1]]\n",
        "actuals = []\n" + ENTRY,
        "actuals = 1\n" + ENTRY,
    ],
)
def test_what_is_not_plain_is_read_as_a_whole(text: str) -> None:
    assert read_plainly(text) is None


LINES = st.sampled_from(
    [
        *('commitment = "bases"', 'commitment = "base"', 'country = "KE"', 'country = "Kenya"', "date = 2025-01-01"),
        *("date = 2025-01-02 # a day", "total = 1", "amount = 2.50", "amount = -1", 'source = ["https://a.example"]'),
        *(
            'source = "a"',
            "",
            "# a remark",
            "[[actuals]]",
            "[[pledges]]",
            " [[actuals]]",
            "[[ pledges ]]",
            "[sources.a]",
        ),
        *(
            'title = "A"',
            "note = '''",
            "'''",
            "source = [",
            '"a",',
            "]",
            "[[events]]",
            "[actuals.note]",
            "actuals = []",
        ),
        *(
            'status = "firm"',
            'note = "a \\" [b] # c"',
            "amount = 1 amount = 2",
            '"amount" = 3',
            "total = 0x10",
            "{",
            "}",
        ),
        *(
            'qualifier = "about"',
            'qualifier = "atleast"',
            'date = "2025-01"',
            "part = 1",
            'due = "2026"',
            'stage = "agreed"',
            'ref = "1"',
            'outside = "in kind"',
            "value = 2",
            'currency = "EUR"',
        ),
    ]
)


@given(st.lists(LINES, max_size=40), st.booleans())
@settings(max_examples=300)
def test_lines_in_any_order_say_the_same_line_by_line_and_as_a_whole(lines: list[str], headed: bool) -> None:  # noqa: FBT001 - drawn
    entry = [*ENTRY.splitlines(), "", *lines] if headed else lines
    content = (HEAD + "\n".join(entry)).encode()
    assert read_with(0, content) == read_with(10**9, content)


VALUES = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.integers().map(str),
    st.dates().map(str),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|-?[0-9]{1,30}(\.[0-9]{0,9})?", fullmatch=True),
    st.text(max_size=8).map(lambda text: f'"{text}"'),
    st.sampled_from(
        ["-0", "-0.0", "00", "01", "+1", "1_000", "1.", ".5", "1e3", "true", "inf", '"a\\tb"', '"""a"""', "2025-02-30"]
    ),
)
"""What may be after a key, some of it no TOML."""


@given(VALUES)
@settings(max_examples=500)
def test_a_plain_line_is_read_as_the_parser_reads_it(value: str) -> None:
    line = f"amount = {value}"
    plain = fast.plain_line(line)
    if plain is not None:
        ((key, parsed),) = parse(line).items()
        assert (*plain, type(plain[1])) == (key, parsed, type(parsed))
        assert str(plain[1]) == str(parsed)  # 1.0 is equal to 1.00


@pytest.mark.parametrize("value", ['"a # b"', "2025-01-31", "0", "-12", "12.50", '"é"', '""'])
def test_a_usual_line_needs_no_parser(value: str) -> None:
    assert fast.plain_line(f"amount = {value}") is not None


@pytest.mark.parametrize(
    "line", ["", "# a = 1", "a = 1 ", "a= 1", "a = 01", "a = 2025-02-30", "A = 1", "a = 1\r", 'a = "\t"', r'a = "\n"']
)
def test_any_other_line_is_left_to_the_parser(line: str) -> None:
    assert fast.plain_line(line) is None


def test_an_entry_of_a_large_ledger_is_one_object_and_no_more_is_kept() -> None:
    def kept(number: int) -> int:
        gc.collect()
        before = len(gc.get_objects())
        ledger = parse_ledger((HEAD + ENTRY * number).encode(), "test.toml")
        gc.collect()
        assert len(ledger.actuals) == number
        return len(gc.get_objects()) - before

    kept(MANY)
    assert kept(2 * MANY) - kept(MANY) <= MANY + 10
