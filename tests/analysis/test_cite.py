"""How to cite a ledger: what was read, as of when, and nothing that is private."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from mss_gap import __version__, cite, load
from mss_gap.analysis.reports.export import export
from mss_gap.ledger.read.load import inspect, parse_ledger

FUND = '[mission]\nname = "A fund"\nlicence = "CC-BY-4.0"\nas_of = 2025-06-01\n[commitments.money]\nunit = "USD"\npledged = 9\n'
TABLE = '[[tables]]\nfile = "donors.csv"\nkind = "actuals"\ncommitment = "money"\ncolumns = { country = "D", date = "T", amount = "A" }\n'
DONORS = "D,T,A\nKenya,2025-01-01,5\n"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_the_whole_text() -> None:
    assert cite(parse_ledger(FUND.encode(), "/home/me/fund.toml")).citation == (
        f"Pledged and delivered: A fund, as of 2025-06-01. Computed by mss-gap {__version__} from fund.toml "
        f"(SHA-256 {digest(FUND)}). Licence of the record: CC-BY-4.0."
    )


def test_what_is_not_stated_is_left_out() -> None:
    text = '[commitments.a]\nunit = "a"\npledged = 1\n'
    assert cite(parse_ledger(text.encode(), "-")).citation == (
        f"Pledged and delivered. Computed by mss-gap {__version__} from a ledger from standard input "
        f"(SHA-256 {digest(text)})."
    )


def test_another_report_date_is_another_citation() -> None:
    report = cite(parse_ledger(FUND.encode(), "fund.toml"), date(2024, 1, 1))
    assert report.as_of == date(2024, 1, 1)
    assert report.citation.startswith("Pledged and delivered: A fund, as of 2024-01-01. ")


def test_every_table_is_named_with_its_digest(tmp_path: Path) -> None:
    (tmp_path / "donors.csv").write_text(DONORS, encoding="utf-8")
    (tmp_path / "fund.toml").write_text(FUND + TABLE, encoding="utf-8")
    report = cite(load(tmp_path / "fund.toml"))
    assert (
        f"from fund.toml (SHA-256 {digest(FUND + TABLE)}) and donors.csv (SHA-256 {digest(DONORS)})." in report.citation
    )
    assert [file.sha256 for file in report.files] == [digest(FUND + TABLE), digest(DONORS)]


def test_an_export_is_cited_in_the_same_words() -> None:
    read = inspect(FUND.encode(), "fund.toml")
    assert export(read.ledger, read.text).cite == cite(read.ledger)
