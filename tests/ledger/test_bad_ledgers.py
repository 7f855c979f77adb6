"""The corpus of bad ledgers: each file is a mistake that a person makes, and beside it stands what the program says.

MSS_GAP_REWRITE=1 writes the `.expected` files anew from what the program says now; read the difference before it is
committed. Files too large to keep are made here.
"""

import ast
import os
from pathlib import Path

import pytest

from mss_gap.ledger.explain.problems import LedgerInvalidError
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.excerpts import problems_text
from mss_gap.render.tables.validate import number_of
from tests.in_process import called

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "ledgers" / "bad"
FILES = sorted(CORPUS.glob("*.toml"), key=lambda file: file.stem)
REWRITE = os.environ.get("MSS_GAP_REWRITE") == "1"
DEPTH = 100_000


def refusal(content: bytes, origin: str = "test.toml") -> LedgerInvalidError:
    with pytest.raises(LedgerInvalidError) as caught:
        parse_ledger(content, origin, CORPUS)
    return caught.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_bad_ledger_is_refused_with_the_expected_words(file: Path) -> None:
    error = refusal(file.read_bytes(), file.name)
    text = problems_text("error", error.problems, file.name, error.text, error.cells)
    expected = file.with_suffix(".expected")
    if REWRITE:
        expected.write_bytes(text.encode())
    assert text == expected.read_bytes().decode()


def test_each_bad_ledger_has_its_expected_words_and_conversely() -> None:
    assert [file.stem for file in FILES] == sorted(file.stem for file in CORPUS.glob("*.expected"))
    assert len(FILES) > 200


def test_every_code_of_the_source_is_caused_by_a_file_of_the_corpus() -> None:
    caused = {problem.code for file in FILES for problem in refusal(file.read_bytes()).problems}
    assert caused == codes_in(ROOT / "src" / "mss_gap" / "ledger")


def test_of_many_mistakes_the_first_thousand_are_reported_and_that_there_are_more() -> None:
    entry = '[[actuals]]\ncommitment = "personnel"\ndate = "1 June 2024"\nsource = "none"\n'
    error = refusal(('[commitments.personnel]\nunit = "personnel"\n' + entry * 2500).encode())
    assert [problem.path for problem in error.problems[:1000]] == [f"actuals[{index}].date" for index in range(1000)]
    assert [(problem.code, problem.line) for problem in error.problems[999:]] == [
        ("not-a-date", 4001),
        ("and-more", 10003),
    ]
    assert number_of(error.problems, "error") == "more than 1,000 errors"


def codes_in(source: Path) -> set[str]:
    """The code that each call in the source gives to a problem: its first argument."""
    return {
        str(call.args[0].value)
        for module in source.rglob("*.py")
        for call in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("Finding", "rejected", "SyntaxProblemError", "CellError", "self._faults.blame")
        and isinstance(call.args[0], ast.Constant)
    } - OF_WORKBOOKS


OF_WORKBOOKS = {"error-in-cell", "no-stored-value", "other-currency", "merged-figure"}
"""What only a cell of a workbook can be: test_table_workbooks.py has them."""


def test_ten_mistakes_are_all_reported_in_one_run_in_the_order_of_the_lines() -> None:
    error = refusal((CORPUS / "ten-mistakes.toml").read_bytes())
    assert [(problem.line, problem.code, problem.path) for problem in error.problems] == [
        (2, "unknown-key", "tilte"),
        (5, "not-a-date", "mission.start"),
        (10, "not-a-number", "commitments.personnel.pledged"),
        (13, "unknown-currency", "commitments.funding.unit"),
        (15, "missing-key", "commitments.bases.unit"),
        (19, "unknown-commitment", "pledges[0].commitment"),
        (26, "unknown-country", "pledges[1].country"),
        (28, "negative", "pledges[1].total"),
        (30, "no-figure", "actuals[0]"),
        (33, "unknown-source", "actuals[0].source"),
    ]
    assert str(error) == 'test.toml:2:1: "tilte" is not a key of a ledger (and 9 more)'


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("pledges = " + "[" * DEPTH, "too-deep", (1, 11)),
        ("pledges = " + "[" * DEPTH + "]" * DEPTH, "too-deep", (1, 11)),
        ("mission = " + "{a=" * DEPTH, "too-deep", (1, 11)),
        ("mission = " + "{a=" * DEPTH + "1" + "}" * DEPTH, "too-deep", (1, 11)),
        ("\n" + "a." * DEPTH + "a = 1", "too-deep", (2, 1)),
        ("\n[" + "a." * DEPTH + "a]", "too-deep", (2, 1)),
        ("\n[[" + "a." * DEPTH + "a]]", "too-deep", (2, 1)),
        ("mission = { " + "a." * DEPTH + "a = 1 }", "too-deep", (1, 1)),
        ("mission.start = " + ("{" + "a." * 990 + "a = ") * 90 + "1" + "}" * 90, "not-a-date", (1, 17)),
        ("a = " + "1" * 1_000_000, "number-too-large", (1, 5)),
        ("a = 0x" + "f" * 1_000_000, "unknown-key", (1, 1)),
        ('a = "' + "x" * 1_000_000, "syntax", (1, 5)),
        ("[a" + "!" * 1_000_000 + "]", "syntax", (1, 3)),
        ("[[" + " " * 1_000_000 + "]]x", "syntax", (1, 1_000_003)),
        ("a = 1" + " 1" * 500_000, "syntax", (1, 5)),
    ],
    ids=lambda value: value[:20].strip() if isinstance(value, str) else None,
)
def test_a_monstrous_ledger_is_refused_like_any_other(text: str, code: str, place: tuple[int, int]) -> None:
    content = f'{text}\n[commitments.personnel]\nunit = "personnel"\n'.encode()
    (problem,) = refusal(content).problems
    assert (problem.code, (problem.line, problem.column)) == (code, place)


@pytest.mark.parametrize(
    "name",
    ["ten-mistakes", "table-cells", "date-day-first", "utf-16", "nested-just-allowed", "control-character", "empty"],
)
def test_the_program_prints_the_place_ends_with_3_and_shows_no_traceback(name: str) -> None:
    run = called(("summary", "--ledger", f"{name}.toml"), "", os.environ, CORPUS)
    words = (CORPUS / f"{name}.expected").read_bytes().decode()
    count = words.count(": error[")
    last = f"mss-gap: {name}.toml is not a valid ledger: {count} error{'s' if count > 1 else ''}\n"
    assert (run.returncode, run.stdout, run.stderr) == (3, "", words + last)
