"""One more entry at the end of a ledger: what was there stays, byte for byte."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mss_gap.ledger.edit.append import NewEntry, add_entry, append
from mss_gap.ledger.explain.problems import (
    EntryInvalidError,
    IdTakenError,
    LedgerInvalidError,
    LedgerUnwritableError,
    Path,
)
from mss_gap.ledger.read import bytes as reading
from mss_gap.ledger.read.load import parse_ledger

BASES = b'[commitments.bases]\nunit = "bases"\npledged = 12\n'
ACTUAL = NewEntry("actuals", {"commitment": "bases", "date": date(2025, 6, 27), "total": 3})
TEXT = '[[actuals]]\ncommitment = "bases"\ndate = 2025-06-27\ntotal = 3\n'


MONEY = b"""[sources]
a.title = "A"
b.title = "B"

[commitments.money]
unit = "USD"
stages = ["agreed", "received"]

[[pledges]]
commitment = "money"
country = "KE"
date = 2025-06-27
total = 3_000
source = ["a", "b"]
note = "as reported"

[[actuals]]
commitment = "money"
date = 2025-06-27
amount = -5.0
currency = "EUR"

[[claims]]
text = "so much"
commitment = "money"
measure = "pledged"
value = 3
source = "a"
"""
PLEDGE = {"commitment": "money", "country": "KE", "date": date(2025, 6, 27), "total": 3000, "source": ["a", "b"]}
DELIVERY = {"commitment": "money", "date": date(2025, 6, 27), "amount": -5, "currency": "EUR"}
CLAIM = {"text": "so much", "commitment": "money", "measure": "pledged", "value": 3, "source": "a"}


def twin_of(section: str, table: Mapping[str, object]) -> Path | None:
    return add_entry(MONEY, "test.toml", lambda _: NewEntry(section, table)).twin


@pytest.mark.parametrize(
    ("section", "table"),
    [
        ("pledges", PLEDGE),
        ("pledges", PLEDGE | {"source": ["b", "a"]}),
        ("pledges", PLEDGE | {"total": Decimal("3000.00")}),
        ("pledges", PLEDGE | {"currency": "USD"}),
        ("pledges", PLEDGE | {"note": "in other words"}),
        ("actuals", DELIVERY),
        ("pledges", PLEDGE | {"qualifier": "exactly"}),
        ("actuals", DELIVERY | {"note": "once more"}),
        ("actuals", DELIVERY | {"stage": "received"}),
        ("actuals", DELIVERY | {"qualifier": "exactly"}),
        ("claims", CLAIM),
        ("claims", CLAIM | {"qualifier": "exactly", "source": ["a"]}),
        ("claims", CLAIM | {"comparable": True}),
    ],
)
def test_an_entry_that_says_what_another_says_has_a_twin(section: str, table: Mapping[str, object]) -> None:
    assert twin_of(section, table) == (section, 0)


@pytest.mark.parametrize(
    ("section", "table"),
    [
        ("pledges", PLEDGE | {"source": ["a"]}),
        ("pledges", PLEDGE | {"country": "JM"}),
        ("pledges", PLEDGE | {"date": date(2025, 6, 28)}),
        ("pledges", {key: value for key, value in PLEDGE.items() if key != "total"} | {"amount": 3000}),
        ("pledges", PLEDGE | {"status": "on-hold"}),
        ("pledges", PLEDGE | {"status": "on-hold", "part": 5}),
        ("pledges", PLEDGE | {"qualifier": "about"}),
        ("pledges", PLEDGE | {"due": "2025"}),
        ("pledges", PLEDGE | {"outside": "in kind"}),
        ("pledges", PLEDGE | {"ref": "F 1"}),
        ("actuals", DELIVERY | {"stage": "agreed"}),
        ("actuals", DELIVERY | {"qualifier": "about"}),
        ("actuals", DELIVERY | {"value": -6}),
        ("actuals", DELIVERY | {"ref": "F 1"}),
        ("actuals", DELIVERY | {"amount": 5}),
        ("actuals", DELIVERY | {"currency": "USD"}),
        ("actuals", DELIVERY | {"source": "a"}),
        ("actuals", DELIVERY | {"country": "KE"}),
        ("claims", CLAIM | {"text": "as much"}),
        ("claims", CLAIM | {"qualifier": "over"}),
        ("claims", CLAIM | {"source": "b"}),
        ("claims", CLAIM | {"as_of": date(2025, 6, 27)}),
        ("claims", CLAIM | {"comparable": False}),
        ("claims", CLAIM | {"measure": "actual", "stage": "agreed"}),
        ("events", {"title": "A vote", "date": date(2025, 6, 27)}),
    ],
)
def test_an_entry_that_says_something_else_has_none(section: str, table: Mapping[str, object]) -> None:
    assert twin_of(section, table) is None


@pytest.mark.parametrize(
    ("terms", "others"),
    [
        ({"status": "on-hold", "part": 5}, {"status": "on-hold", "part": 6, "date": date(2025, 6, 28)}),
        ({"outside": "in kind"}, {"outside": "bilateral"}),
        ({"date": "2025-06"}, {"date": "2025-07"}),
    ],
)
def test_entries_that_differ_in_one_term_are_not_the_same(
    terms: Mapping[str, object], others: Mapping[str, object]
) -> None:
    content = add_entry(MONEY, "test.toml", lambda _: NewEntry("pledges", PLEDGE | terms)).content
    again = PLEDGE | others
    assert add_entry(content, "test.toml", lambda _: NewEntry("pledges", again)).twin is None


def test_a_month_and_its_last_day_are_the_same_day() -> None:
    content = add_entry(MONEY, "test.toml", lambda _: NewEntry("pledges", PLEDGE | {"date": "2024-09"})).content
    again = NewEntry("pledges", PLEDGE | {"date": date(2024, 9, 30)})
    assert add_entry(content, "test.toml", lambda _: again).twin == ("pledges", 1)


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("MOST_BYTES", len(BASES) + len(TEXT), "with this entry it holds more than 0 MB"),
        ("MOST_OF", {b"[": 2}, "with this entry it holds more than a million entries"),
        ("MOST_OF", {b"=": 4}, "with this entry it holds more than a million entries"),
    ],
)
def test_an_entry_that_would_make_the_ledger_too_large_to_read_is_refused(
    limit: str, value: object, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, limit, value)
    with pytest.raises(LedgerUnwritableError) as raised:
        add_entry(BASES, "test.toml", lambda _: ACTUAL)
    assert (raised.value.reason, raised.value.hint) == (reason, "a ledger is a text that people can read: split it")


def test_an_entry_for_which_there_is_just_room_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", len(BASES) + 1 + len(TEXT))
    monkeypatch.setattr(reading, "MOST_OF", {b"[": 3, b"=": 5})
    assert len(add_entry(BASES, "test.toml", lambda _: ACTUAL).content) == len(BASES) + 1 + len(TEXT)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a = 1\n", b"a = 1\n\n[[b]]\nc = 2\n"),
        (b"a = 1", b"a = 1\n\n[[b]]\nc = 2\n"),
        (b"a = 1\n\n", b"a = 1\n\n[[b]]\nc = 2\n"),
        (b"a = 1\n \t\n", b"a = 1\n \t\n[[b]]\nc = 2\n"),
        (b"a = 1\r\n", b"a = 1\r\n\r\n[[b]]\r\nc = 2\r\n"),
        (b"a = 1\r\nb = 2", b"a = 1\r\nb = 2\r\n\r\n[[b]]\r\nc = 2\r\n"),
        (b"a = 1\r\n\r\n", b"a = 1\r\n\r\n[[b]]\r\nc = 2\r\n"),
        (b"a = 1\r\nb = 2\nc = 3\n", b"a = 1\r\nb = 2\nc = 3\n\n[[b]]\nc = 2\n"),
        (b"\xef\xbb\xbfa = 1 # \xc3\xa9\n", b"\xef\xbb\xbfa = 1 # \xc3\xa9\n\n[[b]]\nc = 2\n"),
    ],
    ids=[
        "a last newline",
        "no last newline",
        "an empty line at the end",
        "a line of blanks at the end",
        "Windows line ends",
        "Windows line ends without the last",
        "an empty line with a Windows line end",
        "mixed line ends",
        "a byte order mark",
    ],
)
def test_an_entry_follows_after_an_empty_line_in_the_line_ends_of_the_file(content: bytes, expected: bytes) -> None:
    assert append(content, "[[b]]\nc = 2\n") == expected


@given(st.binary(max_size=60))
def test_no_byte_before_the_entry_ever_changes(content: bytes) -> None:
    assert append(content, TEXT).startswith(content)


def test_the_ledger_after_an_entry_holds_what_it_held_and_the_entry() -> None:
    addition = add_entry(BASES, "test.toml", lambda _: ACTUAL)
    assert addition.toml == TEXT
    assert addition.content == BASES + b"\n" + TEXT.encode()
    assert (addition.before.actuals, len(addition.after.actuals)) == ((), 1)
    assert addition.after.actuals[0].total == Decimal(3)
    assert addition.after.commitments == addition.before.commitments


def test_an_entry_can_depend_on_the_ledger_that_it_is_added_to() -> None:
    addition = add_entry(
        BASES, "test.toml", lambda ledger: NewEntry("sources", {"title": str(len(ledger.commitments))}, "one")
    )
    assert addition.toml == '[sources.one]\ntitle = "1"\n'
    assert addition.after.sources["one"].title == "1"


ONE = '[[actuals]]\ncommitment = "bases"\ndate = 2025-01-01\namount = 1\n'


@pytest.mark.parametrize(
    "before",
    [
        "",
        ONE,
        f"{ONE}\n{ONE}",
        ONE.replace("[[actuals]]", "  [[ actuals ]] # theirs"),
        ONE.replace("[[actuals]]", '[["actuals"]]'),
        f'{ONE}note = """\n[[actuals]]\n"""\n',
        f"{ONE}note = '''\n[sources.b]\n'''\n",
        '[sources.a]\ntitle = "A"\n',
        '[sources]\na.title = "A"\n',
        '["sources".a]\ntitle = "A"\n',
    ],
)
@pytest.mark.parametrize(
    "entry",
    [
        ACTUAL,
        NewEntry("sources", {"title": "B"}, "b"),
        NewEntry("commitments", {"unit": "men", "overlaps": ["bases"]}, "men"),
        NewEntry("contributors", {"name": "European Union"}, "EU"),
        NewEntry("indicators", {"value": 5}, "displaced"),
        NewEntry("rates", {"pair": "EUR/USD", "date": date(2025, 1, 1), "rate": Decimal("1.10")}),
        NewEntry("events", {"title": "A vote", "date": "2025"}),
    ],
    ids=lambda entry: entry.section,
)
def test_what_is_said_of_the_ledger_after_an_entry_is_what_reading_it_says(before: str, entry: NewEntry) -> None:
    addition = add_entry(BASES + before.encode(), "test.toml", lambda _: entry)
    assert addition.after == parse_ledger(addition.content, "test.toml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('actuals = []\n[mission]\nname = """\n[[actuals]]\n"""\n', "actuals = [ … ] is a closed list"),
        ('sources = {}\n[mission]\nname = """\n[sources.a]\n"""\n', "sources = { … } is a closed table"),
    ],
    ids=["a closed list beside a text", "a closed table beside a text"],
)
def test_an_entry_that_cannot_follow_is_never_taken_for_one_that_can(content: str, reason: str) -> None:
    entry = ACTUAL if "actuals" in reason else NewEntry("sources", {"title": "C"}, "b")
    with pytest.raises(LedgerUnwritableError, match=re.escape(reason)):
        add_entry(content.encode() + BASES, "test.toml", lambda _: entry)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
FIGURES = st.decimals(0, 10**15 - 1, places=6)
DATES = st.dates() | st.sampled_from(["2024", "2024-09"])
IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1).filter(lambda text: text != "bases")
ENTRIES = st.one_of(
    st.builds(
        NewEntry,
        st.just("rates"),
        st.fixed_dictionaries(
            {"pair": st.just("EUR/USD"), "date": st.dates(), "rate": st.decimals("0.000001", 10**6, places=15)}
        ),
    ),
    st.builds(NewEntry, st.just("events"), st.fixed_dictionaries({"date": DATES, "title": TEXTS})),
    st.builds(
        NewEntry,
        st.just("indicators"),
        st.fixed_dictionaries({"value": FIGURES}, optional={"title": TEXTS, "unit": TEXTS, "period": TEXTS}),
        IDS,
    ),
    st.builds(
        NewEntry,
        st.just("commitments"),
        st.fixed_dictionaries(
            {"unit": st.just("men")},
            optional={"title": TEXTS, "pledged": FIGURES, "note": TEXTS, "due": DATES, "overlaps": st.just(["bases"])},
        ),
        IDS,
    ),
    st.builds(NewEntry, st.just("contributors"), st.fixed_dictionaries({"name": TEXTS}), st.just("EU") | st.just("wb")),
)


@given(ENTRIES, st.sampled_from([b"", b"\n", b"\r\n", b"# end", b"[[events]]\ndate = 2025-01-01\ntitle = 'x'"]))
def test_whatever_an_entry_says_what_was_there_stays_and_the_entry_is_read_back(entry: NewEntry, end: bytes) -> None:
    addition = add_entry(BASES + end, "test.toml", lambda _: entry)
    assert addition.content.startswith(BASES + end)
    assert addition.after == parse_ledger(addition.content, "test.toml")
    held = getattr(addition.after, entry.section)
    new = held[-1] if entry.id is None else held[entry.id]
    stated = {key: list(value) if isinstance(value, tuple) else value for key, value in vars(new).items()}
    assert {key: str(stated[key]) if key in {"date", "due"} else stated[key] for key in entry.table} == {
        key: str(value) if key in {"date", "due"} else value for key, value in entry.table.items()
    }


@pytest.mark.parametrize(
    ("section", "identifier", "table", "said"),
    [
        ("commitments", "bases", {"unit": "x"}, 'there is a commitment "bases" already, on line 1'),
        ("sources", "a", {"title": "x"}, 'there is a source "a" already, on line 6'),
        ("sources", "b", {"title": "x"}, 'there is a source "b" already, on line 8'),
    ],
)
def test_an_id_that_is_there_however_it_is_written_is_reported_with_its_line(
    section: str, identifier: str, table: Mapping[str, object], said: str
) -> None:
    content = BASES + b'\n[sources]\na = {title = "A"}\n\n[sources."b"]\ntitle = "B"\n'
    with pytest.raises(IdTakenError, match=f"^test.toml: {re.escape(said)}$"):
        add_entry(content, "test.toml", lambda _: NewEntry(section, table, identifier))


def test_every_text_comes_back_as_it_was_given() -> None:
    note = '"quoted" \\ back\ttab\nline\r\n\x1b[31m [[actuals]] # \u202e é 🇭🇹'
    entry = NewEntry("actuals", {**ACTUAL.table, "note": note})
    assert add_entry(BASES.replace(b"\n", b"\r\n"), "test.toml", lambda _: entry).after.actuals[0].note == note


def test_a_ledger_that_would_not_be_valid_says_so_at_the_line_of_the_entry() -> None:
    wrong = NewEntry("actuals", {**ACTUAL.table, "commitment": "base"})
    with pytest.raises(EntryInvalidError, match=r'^test.toml:6:14: "base" is not a commitment of this ledger$'):
        add_entry(BASES, "test.toml", lambda _: wrong)


def test_a_ledger_that_is_not_valid_is_told_apart_from_an_entry_that_is_not() -> None:
    with pytest.raises(LedgerInvalidError) as raised:
        add_entry(BASES + b"pledgd = 1\n", "test.toml", lambda _: ACTUAL)
    assert type(raised.value) is LedgerInvalidError


@pytest.mark.parametrize(
    "line",
    ["actuals = []", 'actuals = [{commitment = "bases", date = 2025-01-01, total = 1}]'],
    ids=["empty", "of inline tables"],
)
def test_a_list_in_brackets_is_refused_with_the_reason(line: str) -> None:
    with pytest.raises(LedgerUnwritableError, match=re.escape("actuals = [ … ] is a closed list")) as raised:
        add_entry(f"{line}\n".encode() + BASES, "test.toml", lambda _: ACTUAL)
    assert raised.value.hint == "give each of its entries a heading of its own: [[actuals]]"


def test_sources_in_braces_are_refused_with_the_reason() -> None:
    content = b'sources = {a = {title = "A"}}\n' + BASES
    with pytest.raises(LedgerUnwritableError, match=r"sources = \{ … \} is a closed table") as raised:
        add_entry(content, "test.toml", lambda _: NewEntry("sources", {"title": "B"}, "b"))
    assert raised.value.hint == "give each of its entries a heading of its own: [sources.b]"
