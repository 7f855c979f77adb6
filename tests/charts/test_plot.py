"""Files: the same bytes for the same ledger, words for those who do not see, nothing to fetch."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from mss_gap import Ledger, load
from mss_gap.render.charts.chart import Chart, Ending, Width
from mss_gap.render.charts.picture import COLOURS, Paint, Picture, Text
from mss_gap.render.charts.plot import TITLE_SIZE_IN_HTML, chart_file, inline_svg, picture_of

Read = Callable[[str], Ledger]
Draw = Callable[..., Chart]
Every = Callable[[Ledger], list[Chart]]
Texts = Callable[[Picture], list[Text]]
ROOT = Path(__file__).parents[2]
TITLE = "1 of 6 commitments that can be compared with a pledge is known to be delivered in full"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """
    [mission]
    name = "<script>alert(1)</script> & ]]> \\uffff"
    [contributors.NGO]
    name = "多国籍治安支援ミッション العربية עברית"
    [commitments.seats]
    title = '$\\frac$ "quoted" <b>'
    unit = "席"
    pledged = 100
    [[actuals]]
    commitment = "seats"
    country = "NGO"
    date = 2024-01-11
    total = 10
    [[actuals]]
    commitment = "seats"
    country = "KE"
    date = 2024-05-11
    total = 10
    [[events]]
    date = 2024-02-01
    title = "$\\\\nonsense{$ 事件"
"""


@pytest.fixture(scope="session")
def shipped() -> Ledger:
    return load(ROOT / "data/commitments.toml")


@pytest.fixture(params=["shipped", "hostile"])
def charts(request: pytest.FixtureRequest, shipped: Ledger, ledger: Read, every_chart: Every) -> list[Chart]:
    return every_chart(shipped if request.param == "shipped" else ledger(HOSTILE))


def test_an_svg_shows_each_text_as_text_and_has_its_words(charts: list[Chart], texts: Texts) -> None:
    for chart in charts:
        picture = picture_of(chart)
        root = ET.fromstring(chart_file(chart, Ending.SVG).content)  # noqa: S314 - our own
        assert [element.text for element in root.iter(f"{SVG}text")] == [text.text for text in texts(picture)]
        named = {element.get("id"): element.text for element in root}
        assert (named["title"], named["desc"]) == (picture.title, picture.description)
        assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")


def test_an_svg_fetches_nothing_runs_nothing_and_draws_numbers_only(charts: list[Chart]) -> None:
    for chart in charts:
        svg = chart_file(chart, Ending.SVG).content.decode()
        assert re.findall(r"<script|href|url\(|@import|<!DOCTYPE|<style|\bon\w+=|nan|inf(?!\w)|e-\d", svg) == []


def test_an_svg_is_as_wide_as_it_is_to_be_printed(shipped: Ledger, gap: Draw) -> None:
    widths = {width: ET.fromstring(chart_file(gap(shipped), Ending.SVG, width).content).get("width") for width in Width}  # noqa: S314 - our own
    assert widths == {Width.COLUMN: "90.0mm", Width.PAGE: "180.0mm"}


def test_a_fragment_of_a_page_has_ids_of_its_own_and_colours_that_the_page_may_change(
    charts: list[Chart], texts: Texts
) -> None:
    for chart in charts:
        fragment = inline_svg(chart, "gap-1-")
        root = ET.fromstring(fragment)  # noqa: S314 - our own
        assert fragment.startswith('<svg width="100%" viewBox="0 0 510.24 ')
        assert sorted(re.findall(r' id="([^"]*)"', fragment)) == ["gap-1-desc", "gap-1-title"]
        assert root.get("aria-labelledby") == "gap-1-title gap-1-desc"
        assert root.get("font-family") == "inherit"
        assert set(re.findall(r"#[0-9a-f]{6}\b", re.sub(r"var\(--chart-[a-z]+, #[0-9a-f]{6}\)", "", fragment))) == set()
        shown = [element.text for element in root.iter("text")]
        assert shown == [text.text for text in texts(picture_of(chart, Width.PAGE, TITLE_SIZE_IN_HTML))]


def test_a_fragment_names_each_colour_by_what_it_means(shipped: Ledger, course: Draw) -> None:
    fragment = inline_svg(course(shipped, "personnel"), "c")
    named = dict(re.findall(r"var\(--chart-([a-z]+), (#[0-9a-f]{6})\)", fragment))
    assert named == {paint: COLOURS[paint] for paint in Paint if paint is not Paint.PLEDGED}


@pytest.mark.unmeasured
@pytest.mark.parametrize("ending", Ending)
def test_the_same_chart_gives_the_same_bytes(ending: Ending, charts: list[Chart]) -> None:
    assert [chart_file(chart, ending) for chart in charts[:2]] == [chart_file(chart, ending) for chart in charts[:2]]


def test_a_png_has_twice_the_density_of_a_screen(shipped: Ledger, gap: Draw, tmp_path: Path) -> None:
    (tmp_path / "gap.png").write_bytes(chart_file(gap(shipped), Ending.PNG).content)
    with Image.open(tmp_path / "gap.png") as image:
        assert image.width == 680  # 90 mm at 192 dots an inch
        assert image.info["Title"] == TITLE
        assert image.info["Software"] == "mss-gap"
        assert image.info["dpi"] == pytest.approx((192, 192), abs=0.01)  # so that it is 90 mm wide in a document
        assert image.getpixel((0, 0)) == (255, 255, 255, 255)


def test_a_png_shows_what_is_delivered_in_its_colour(shipped: Ledger, gap: Draw, tmp_path: Path) -> None:
    (tmp_path / "gap.png").write_bytes(chart_file(gap(shipped), Ending.PNG).content)
    with Image.open(tmp_path / "gap.png") as image:
        pixels = image.convert("RGB").tobytes()
    colours = {pixels[at : at + 3] for at in range(0, len(pixels), 3)}
    assert {bytes.fromhex(COLOURS[paint][1:]) for paint in (Paint.DELIVERED, Paint.PLEDGED)} <= colours


def test_a_pdf_is_a_pdf_with_its_words_and_no_date(shipped: Ledger, gap: Draw) -> None:
    pdf = chart_file(gap(shipped), Ending.PDF).content
    assert pdf.startswith(b"%PDF-")
    assert f"({TITLE})".encode() in pdf
    assert b"CreationDate" not in pdf
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert (b"/StructTreeRoot" in pdf, b"/Alt(" in pdf) == (True, True)  # its description, for those who do not see
    assert b"/MediaBox[0 0 255.11" in pdf  # 90 mm
    assert pdf.count(b"/FontFile2") == 2  # regular and bold letters, which stay text


NO_FONT_HAS_IT = "\U0003fffd"
"""A character that Unicode does not assign."""


@pytest.mark.parametrize(("ending", "boxes"), [("svg", ()), ("png", (NO_FONT_HAS_IT,)), ("pdf", (NO_FONT_HAS_IT,))])
def test_a_file_that_draws_letters_itself_tells_which_are_boxes(
    ending: str, boxes: tuple[str, ...], ledger: Read, gap: Draw
) -> None:
    chart = gap(ledger(f'[commitments.a]\ntitle = "Seats {NO_FONT_HAS_IT}"\nunit = "seats"\npledged = 5\nactual = 3'))
    file = chart_file(chart, Ending(ending))
    assert (file.boxes, bool(file.content)) == (boxes, True)
