"""The page in a real browser: at phone and desktop width, light and dark, on screen and on paper."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

Open = Callable[..., Page]

SCHEMES: Mapping[str, Literal["light", "dark"]] = {"light": "light", "dark": "dark"}
PHONE, DESKTOP = 390, 1280
WIDTHS = (320, PHONE, 600, 768, 880, DESKTOP)
NAMES = (
    "shipped",
    "short",
    "bare",
    "small",
    "enormous",
    "hostile: script",
    "hostile: end",
    "hostile: attribute",
    "hostile: template",
    "hostile: entity",
    "hostile: direction",
    "hostile: right to left",
    "hostile: controls",
    "hostile: long word",
    "hostile: long text",
)
BEYOND_THE_EDGE = """() => {
  document.querySelectorAll("details").forEach(part => { part.open = true });
  const beyond = [...document.querySelectorAll("body *")].filter(part => {
    const box = part.getBoundingClientRect();
    const unseen = part.closest(".unseen, .skip, svg") || getComputedStyle(part.closest("thead") || part).clipPath !== "none";
    return !unseen && box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
  });
  const scrolls = document.documentElement.scrollWidth > innerWidth;
  return [...(scrolls ? ["the page scrolls"] : []), ...beyond.map(part => part.outerHTML.slice(0, 120))];
}"""
OVERLAPPING = """() => {
  const overlaps = [];
  for (const row of document.querySelectorAll("tbody tr")) {
    const words = [...row.querySelectorAll(".said")].flatMap(said => [...said.getClientRects()]);
    words.forEach((one, n) => words.slice(n + 1).forEach(other => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 1 && down > 1 && one.width && other.width) overlaps.push(row.innerText.slice(0, 80));
    }));
  }
  return overlaps;
}"""


@pytest.mark.parametrize(
    ("ledger", "scheme"), [*((name, "light") for name in NAMES), ("shipped", "dark"), ("small", "dark")]
)
def test_nothing_is_beyond_the_edge_or_over_another_and_nothing_is_asked_for(
    ledger: str, scheme: str, pages: Mapping[str, Path], browser: Browser
) -> None:
    window = browser.new_page(color_scheme=SCHEMES[scheme])
    said: list[str] = []
    asked: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    window.on("pageerror", lambda error: said.append(str(error)))
    window.on("request", lambda request: asked.append(request.url))
    window.goto(pages[ledger].as_uri())
    found = {}
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 900})
        found[width] = [*window.evaluate(BEYOND_THE_EDGE), *window.evaluate(OVERLAPPING)]
    window.close()
    assert found == {width: [] for width in WIDTHS}
    assert (said, asked) == ([], [pages[ledger].as_uri()])


def test_every_ledger_is_opened(ledger_texts: Mapping[str, str]) -> None:
    assert tuple(ledger_texts) == NAMES


def test_the_schemes_differ_and_paper_is_always_white(opened: Open) -> None:
    def background(window: Page) -> str:
        return str(window.evaluate("getComputedStyle(document.body).backgroundColor"))

    dark = opened("small", DESKTOP, "dark")
    assert (background(opened("small", DESKTOP)), background(dark)) == ("rgb(255, 255, 255)", "rgb(22, 24, 27)")
    dark.emulate_media(media="print")
    assert background(dark) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("ledger", NAMES)
def test_every_link_has_an_end(ledger: str, opened: Open) -> None:
    links = opened(ledger, DESKTOP).evaluate(
        """() => [...document.querySelectorAll("a")].map(link => ({
            address: link.getAttribute("href"),
            leads: link.hash && link.getAttribute("href").startsWith("#")
                ? !!document.getElementById(decodeURIComponent(link.hash.slice(1)))
                : ["http:", "https:"].includes(link.protocol) && link.hostname !== "" && link.rel === "noreferrer",
            words: link.textContent.trim(),
        }))"""
    )
    assert links != []
    assert [link for link in links if not link["leads"] or not link["words"]] == []


def test_without_script_the_page_is_the_same(opened: Open) -> None:
    with_script, without = (opened("shipped", DESKTOP, script=script).content() for script in (True, False))
    assert "<script" not in with_script
    assert with_script == without


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_screen_reader_finds_tables_with_their_headings_at_any_width(width: int, opened: Open) -> None:
    window = opened("small", width)
    session = window.context.new_cdp_session(window)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]

    def unfolded(parts: str) -> int:
        return window.locator(parts).count() - window.locator(f"details {parts}").count()

    headings = unfolded("thead th") if width == DESKTOP else unfolded("thead th:not(.drawn)")
    assert roles.count("table") == unfolded("table") > 5
    assert (roles.count("columnheader"), roles.count("rowheader")) == (headings, unfolded("tbody th"))


def test_each_chart_has_a_name_and_a_text_once(opened: Open) -> None:
    for width in (PHONE, DESKTOP):
        charts = opened("small", width).get_by_role("img").all()
        texts = [chart.locator("desc").text_content() or "" for chart in charts]
        assert len(charts) == 3
        assert "991 personnel" in texts[0]


def test_on_paper_folded_claims_are_unfolded_and_the_contents_are_gone(opened: Open) -> None:
    window = opened("small", DESKTOP)
    window.evaluate("""document.querySelectorAll("details").forEach(part => { part.open = false })""")
    claim = window.get_by_text("40% deployed")
    assert not claim.is_visible()
    window.emulate_media(media="print")
    assert claim.is_visible()
    assert not window.get_by_role("navigation").is_visible()
    assert window.get_by_text("https://example.org/reports/2025?page=1&part=2").is_visible()
    window.emulate_media(media="screen")
    assert not claim.is_visible()


def test_it_prints_on_sheets_of_a4(opened: Open) -> None:
    printed = opened("shipped", DESKTOP).pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    sizes = {(round(float(width)), round(float(height))) for width, height in boxes}
    assert sizes == {(595, 842)}  # 210 mm by 297 mm, in points
    assert 5 < len(boxes) < 40


def test_on_paper_nothing_is_wider_than_the_sheet(opened: Open) -> None:
    window = opened("shipped", 672)  # A4 less the margins: 178 mm
    window.emulate_media(media="print")
    assert window.evaluate(BEYOND_THE_EDGE) == []


def test_the_keyboard_comes_first_to_the_way_past_the_contents(opened: Open) -> None:
    window = opened("small", DESKTOP)
    window.keyboard.press("Tab")
    link = window.locator(":focus")
    assert link.text_content() == "Skip to the figures"
    assert (link.bounding_box() or {"x": -1})["x"] >= 0
    window.keyboard.press("Enter")
    assert window.url.endswith("#main")
