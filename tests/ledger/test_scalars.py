"""The values of a ledger: numbers are kept exactly or refused, ids and addresses follow their rules."""

from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mss_gap.ledger.explain.problems import LedgerInvalidError
from mss_gap.ledger.read.load import parse_ledger

LIMIT = 10**15
micros = st.integers(-LIMIT * 10**6 + 1, LIMIT * 10**6 - 1)
"""Numbers of up to 6 decimal places, counted in millionths."""


def read_value(literal: str) -> Decimal:
    """The number that a ledger keeps for a literal, where any sign is allowed."""
    text = f'[commitments.x]\nunit = "y"\n[indicators.z]\nvalue = {literal}\n'
    return parse_ledger(text.encode(), "test.toml").indicators["z"].value


def refused(literal: str) -> str:
    with pytest.raises(LedgerInvalidError) as caught:
        read_value(literal)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (4, 9)
    return problem.code


def digits(number: int, places: int) -> str:
    """A literal of a number that is given in units of its last decimal place."""
    sign, figures = "-" if number < 0 else "", f"{abs(number):0{places + 1}}"
    return f"{sign}{figures[:-places]}.{figures[-places:]}" if places else f"{sign}{figures}"


@given(micros)
@example(LIMIT * 10**6 - 1)
@example(-LIMIT * 10**6 + 1)
@example(1)
@example(0)
def test_a_number_of_six_places_is_kept_exactly(number: int) -> None:
    assert read_value(digits(number, 6)) == Decimal(number).scaleb(-6)


@given(st.integers(-LIMIT + 1, LIMIT - 1))
def test_a_whole_number_is_kept_exactly(number: int) -> None:
    assert read_value(str(number)) == number


@given(micros, st.integers(1, 40))
def test_zeros_at_the_end_are_no_further_places(number: int, zeros: int) -> None:
    assert read_value(digits(number, 6) + "0" * zeros) == Decimal(number).scaleb(-6)


@given(micros, st.integers(0, 40), st.integers(1, 9))
def test_a_seventh_place_is_refused(number: int, zeros: int, last: int) -> None:
    assert refused(f"{digits(number, 6)}{'0' * zeros}{last}") == "too-many-decimals"


@given(st.integers(LIMIT, LIMIT**3), st.sampled_from(("", "-")))
@example(LIMIT, "")
def test_a_number_of_sixteen_digits_is_refused(number: int, sign: str) -> None:
    assert refused(f"{sign}{number}") == "number-too-large"
    assert refused(f"{sign}{number}.5") == "number-too-large"
    assert refused(f"{sign}{number}e0") == "number-too-large"


@pytest.mark.parametrize(
    ("literal", "number"),
    [
        ("1e3", 1000),
        ("9.1E-2", Decimal("0.091")),
        ("1_000.5", Decimal("1000.5")),
        ("0xFF", 255),
        ("-0.0", 0),
        ("0e99", 0),
    ],
)
def test_every_form_of_a_number_in_toml_is_read(literal: str, number: Decimal) -> None:
    assert read_value(literal) == number


@pytest.mark.parametrize(
    ("literal", "code"),
    [
        ("1e15", "number-too-large"),
        ("1e300", "number-too-large"),
        ("-1e9999999", "number-too-large"),
        ("1e9999999999999999999", "number-too-large"),
        ("1e-7", "too-many-decimals"),
        ("1e-9999999", "too-many-decimals"),
        ("nan", "not-a-number"),
        ("-inf", "not-a-number"),
        ("true", "not-a-number"),
        ("[1]", "not-a-number"),
        ('"1"', "not-a-number"),
    ],
)
def test_what_is_no_number_of_a_ledger_is_refused(literal: str, code: str) -> None:
    assert refused(literal) == code


def test_tenths_add_up_as_on_paper() -> None:
    assert read_value("0.1") + read_value("0.2") == read_value("0.3")


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert read_value("123456789.654321") == Decimal("123456789.654321")
        assert refused("1.2345678") == "too-many-decimals"


def problems_of(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(LedgerInvalidError) as caught:
        parse_ledger(f'[commitments.x]\nunit = "y"\n{text}'.encode(), "test.toml")
    return [(problem.code, problem.message, problem.hint) for problem in caught.value.problems]


@pytest.mark.parametrize("key", ["pledged", "actual"])
def test_a_level_is_not_negative_and_may_be_zero(key: str) -> None:
    assert problems_of(f"{key} = -1") == [
        (
            "negative",
            "-1 is below zero",
            "a stated level cannot be negative; write a return or a correction as an `amount`",
        )
    ]
    assert getattr(parse_ledger(f'[commitments.x]\nunit = "y"\n{key} = 0'.encode(), "").commitments["x"], key) == 0


@pytest.mark.parametrize("url", ["https://un.org", "http://un.org/é?a=b#c", "https://[::1]/"])
def test_an_address_with_its_scheme_is_a_source(url: str) -> None:
    ledger = parse_ledger(f'[commitments.x]\nunit = "y"\nsource = "{url}"\n'.encode(), "test.toml")
    assert ledger.commitments["x"].source == (url,)


@pytest.mark.parametrize(
    "url", ["un.org", "https://", "https:///a", "javascript:x", "https://un.org/a b", "ftp://un.org"]
)
def test_an_address_without_scheme_or_host_or_with_a_space_is_refused(url: str) -> None:
    ((code, message, _),) = problems_of(f'[sources.s]\ntitle = "t"\nurl = "{url}"')
    assert (code, message) == ("bad-url", f'"{url}" is not a web address')


@pytest.mark.parametrize(
    ("pair", "hint"),
    [
        ("EURUSD", 'write "EUR/USD"'),
        ("eur to usd", 'write "EUR/USD"'),
        ("abc to usd", 'write two ISO 4217 codes: "EUR/USD" says how many USD one EUR is'),
        ("eur-usd", 'write "EUR/USD"'),
    ],
)
def test_a_pair_is_two_codes_with_a_slash(pair: str, hint: str) -> None:
    assert problems_of(f'[[rates]]\ndate = 2025-01-01\nrate = 1\npair = "{pair}"') == [
        ("bad-pair", f'"{pair}" is not a pair of currencies', hint)
    ]


def test_a_day_is_read_without_a_look_for_the_hint_of_a_wrong_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """To look for one takes a hundred times as long as to read the day."""
    monkeypatch.setattr("mss_gap.ledger.dates.guess_period", lambda text: pytest.fail(f"guessed at {text}"))
    entry = '{ commitment = "bases", date = 2024-01-02, total = 3 }'
    read = parse_ledger(f'actuals = [{entry}]\ncommitments.bases.unit = "bases"'.encode(), "test.toml")
    assert read.actuals[0].date == date(2024, 1, 2)
