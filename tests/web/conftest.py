"""Pages of some ledgers, and a real browser to open them in."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from mss_gap.analysis.reports.page import page
from mss_gap.ledger.read.load import parse_ledger
from mss_gap.render.formats.html.page import html_page
from mss_gap.render.formats.provenance import Edition

ROOT = Path(__file__).parents[2]
MODULES = Path(__file__).parent / "node_modules"
SHORT = '[commitments.bases]\nunit = "bases"\npledged = 12\nactual = 3\n'
BARE = """
[commitments.men]
unit = "men"
[commitments.money]
unit = "USD"
pledged = 5
[[actuals]]
commitment = "men"
country = "KE"
date = 2025-01-01
[[pledges]]
commitment = "money"
country = "JM"
date = 2025-01-01
"""
SMALL = """
[mission]
name = "Mission to Atlantis"
abbreviation = "MTA"
start = 2024-06-25
as_of = 2025-06-27

[sources.report]
title = "Report of the Secretary-General"
publisher = "United Nations"
published = 2025-06-25
url = "https://example.org/reports/2025?page=1&part=2"

[sources.letter]
title = "A letter"

[commitments.personnel]
title = "Personnel deployed"
unit = "personnel"
pledged = 2500
basis = "planned strength"
due = 2025-10-02
source = "report"

[commitments.funding]
unit = "USD"
pledged = 600_000_000
actual = 68_000_000
source = "https://example.org/funding"

[[pledges]]
commitment = "personnel"
country = "KE"
date = 2024-01-01
total = 1000
source = "letter"

[[actuals]]
commitment = "personnel"
country = "KE"
date = 2024-06-25
total = 400
source = "report"

[[actuals]]
commitment = "personnel"
date = 2025-06-25
total = 991
source = "report"

[[claims]]
text = "40% deployed"
commitment = "personnel"
measure = "delivered_pct"
value = 40
source = "letter"

[[claims]]
text = "2,900 pledged"
commitment = "personnel"
measure = "pledged"
value = 2900
source = "letter"

[indicators.children]
title = "Cases of violence against children"
unit = "cases"
value = 2269
previous = 383
period = "2024"
source = "letter"

[groups.east-africa]
members = ["KE", "TZ", "UG"]
source = "letter"

[scales.population]
unit = "people"
period = "2024"
source = "letter"
values = { KE = 50_000_000, UG = 50_000_000 }

[[events]]
date = 2025-01-01
title = "Something happens"
"""
LARGEST = "999_999_999_999_999"
ENORMOUS = f"""
[commitments.money]
title = "Money"
unit = "HTG"
pledged = {LARGEST}
[[actuals]]
commitment = "money"
date = 2025-01-01
total = 123_456_789_012_345.678901
[[actuals]]
commitment = "money"
country = "KE"
date = 2025-01-01
total = 123_456_789_012_344.678901
[[claims]]
text = "All of it"
commitment = "money"
measure = "actual"
value = {LARGEST}
qualifier = "at-least"
"""
WORD = "counterrevolutionaries" * 25
ATTACKS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end": "</title></style></svg></table></main><!-- ]]> -->",
    "attribute": "\\\" onmouseover=\\\"alert(1) ' style='color:red",
    "template": "{{ 7 * 7 }} {% raw %} {# x #}",
    "entity": "&lt;b&gt; &amp;amp; &#60;",
    "direction": "user\\u202Etxt.exe\\u2066 \\u200F",
    "right to left": "قوة متعددة الجنسيات في هايتي",
    "controls": "\\u0000\\u001b[31m\\u0085\\uFFFF",
    "long word": WORD,
    "long text": "very " * 120 + "long",
}


def hostile(attack: str) -> str:
    """A ledger with an attack wherever a text may be free."""
    return (ROOT / "tests/ledgers/hostile.toml").read_text(encoding="utf-8").replace("ATTACK", attack)


LEDGERS: Mapping[str, str] = {
    "shipped": (ROOT / "data/commitments.toml").read_text(encoding="utf-8"),
    "short": SHORT,
    "bare": BARE,
    "small": SMALL,
    "enormous": ENORMOUS,
    **{f"hostile: {name}": hostile(attack) for name, attack in ATTACKS.items()},
}


def page_of(text: str, origin: str = "ledger.toml") -> str:
    """The page of a ledger that is given as text."""
    content = text.encode()
    ledger = parse_ledger(content, origin)
    findings = page(ledger)
    edition = Edition(
        version="0.1.0", origin=origin, digest=sha256(content).hexdigest(), as_of=findings.countries.as_of
    )
    return html_page(findings, edition)


@pytest.fixture(scope="session")
def page_text() -> Callable[[str], str]:
    """The page of a ledger that is given as text."""
    return page_of


@pytest.fixture(scope="session")
def ledger_texts() -> Mapping[str, str]:
    """Ledgers by name: the shipped one, odd ones and hostile ones."""
    return LEDGERS


@pytest.fixture(scope="session")
def hostile_ledger() -> Callable[[str], str]:
    """A ledger with one text wherever a text may be free."""
    return hostile


@pytest.fixture(scope="session")
def attacks() -> Mapping[str, str]:
    """Texts that try to be more, by name, as TOML writes them."""
    return ATTACKS


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The page of each ledger, as a file."""
    folder = tmp_path_factory.mktemp("pages")
    files = {name: folder / f"{number}.html" for number, name in enumerate(LEDGERS)}
    for name, file in files.items():
        file.write_text(page_of(LEDGERS[name]), encoding="utf-8")
    return files


def missing(what: str) -> NoReturn:
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def node_module() -> Callable[[str], Path]:
    """A file below node_modules."""

    def find(name: str) -> Path:
        file = MODULES / name
        if not file.is_file():
            missing(f"tests/web/node_modules/{name}")
        return file

    return find


@pytest.fixture(scope="session")
def java() -> str:
    return shutil.which("java") or missing("java")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or missing("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def opened(browser: Browser, pages: Mapping[str, Path]) -> Iterator[Callable[..., Page]]:
    """Open the page of a ledger at a width, light or dark, with every part unfolded; one window for each of these."""
    windows: dict[tuple[int, str, bool], Page] = {}

    def open_it(ledger: str, width: int, scheme: str = "light", *, script: bool = True) -> Page:
        key = (width, scheme, script)
        if key not in windows:
            windows[key] = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                java_script_enabled=script,
                bypass_csp=False,
            ).new_page()
        window = windows[key]
        window.emulate_media(media="null")  # as no test before has left it
        window.goto(pages[ledger].as_uri())
        return window

    yield open_it
    for window in windows.values():
        window.context.close()
